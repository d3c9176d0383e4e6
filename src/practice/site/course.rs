//! Courses: who is in them and what they hold. Owns enrolments and items; columns of the gradebook are beside it.

use std::collections::BTreeMap;

use crate::practice::profile::Kind;

/// A course.
#[derive(Clone, Debug)]
pub struct Course {
    pub number: u32,
    /// `context.id`.
    pub context_id: String,
    pub label: String,
    pub title: String,
    pub sourcedid: String,
    pub enrolments: Vec<Enrolment>,
    pub items: Vec<Item>,
    /// Context ids of the courses that this one was copied from, the nearest first.
    pub history: Vec<String>,
}

/// Somebody's place in a course.
#[derive(Clone, Debug)]
pub struct Enrolment {
    pub login: String,
    pub kind: Kind,
    /// The login of the learner that an observer follows.
    pub observes: Option<String>,
}

/// Something in the course that opens the tool.
#[derive(Clone, Debug)]
pub struct Item {
    pub number: u32,
    pub title: String,
    pub description: String,
    pub kind: ItemKind,
    /// `resource_link.id`.
    pub resource_link_id: String,
    /// The tool that it opens; `None` until the site has one.
    pub client_id: Option<String>,
    /// Where it leads; `None` is the tool's own address.
    pub url: Option<String>,
    pub custom: BTreeMap<String, String>,
    pub placement: Option<String>,
    /// Whether it opens in a tab of its own.
    pub window: bool,
    pub available_from: Option<String>,
    pub available_until: Option<String>,
    pub due_at: Option<String>,
    /// Resource link ids of the items that this one was copied from, the nearest first.
    pub history: Vec<String>,
}

/// The sorts of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// Has a column in the gradebook.
    Assignment,
    /// A link without a grade.
    Link,
    /// The tool's entry in the course navigation.
    Navigation,
    /// A plain web address that the picker put here; opens no tool.
    WebLink,
}

impl Course {
    /// Somebody's enrolment.
    pub fn enrolment(&self, login: &str) -> Option<&Enrolment> {
        self.enrolments
            .iter()
            .find(|enrolment| enrolment.login == login)
    }

    /// Whether somebody can have grades here: a learner who is a person.
    pub fn is_learner(&self, login: &str) -> bool {
        self.enrolment(login)
            .is_some_and(|enrolment| enrolment.kind == Kind::Learner)
    }

    /// Whether somebody may change the course.
    pub fn is_staff(&self, login: &str) -> bool {
        self.enrolment(login)
            .is_some_and(|enrolment| matches!(enrolment.kind, Kind::Teacher | Kind::Assistant))
    }
}
