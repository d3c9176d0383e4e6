//! The part of the table about roles: which roles a product sends for whom.

use crate::practice::vocabulary::role;

/// What somebody is in a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Teacher,
    Assistant,
    Learner,
    Observer,
    /// The student that a teacher becomes to look at the course from the other side.
    Preview,
    /// Runs the account and is not enrolled.
    Administrator,
    /// Works for the institution and is not enrolled. Opens what the account's or a course's navigation leads to.
    Colleague,
}

/// What every product says of somebody who teaches somewhere in the institution.
const COLLEAGUE: &[&str] = &[role::INSTITUTION_INSTRUCTOR];

/// Roles per kind of person, in the order in which they are sent.
#[derive(Debug)]
pub struct Roles {
    pub teacher: &'static [&'static str],
    pub assistant: &'static [&'static str],
    pub learner: &'static [&'static str],
    pub observer: &'static [&'static str],
    pub preview: &'static [&'static str],
    pub administrator: &'static [&'static str],
    /// Whether observers carry `role_scope_mentor`.
    pub mentor_scope: bool,
}

impl Roles {
    /// The roles of one kind of person.
    pub fn of(&self, kind: Kind) -> &'static [&'static str] {
        match kind {
            Kind::Teacher => self.teacher,
            Kind::Assistant => self.assistant,
            Kind::Learner => self.learner,
            Kind::Observer => self.observer,
            Kind::Preview => self.preview,
            Kind::Administrator => self.administrator,
            Kind::Colleague => COLLEAGUE,
        }
    }
}
