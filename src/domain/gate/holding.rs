//! What somebody holds, as gates and stacks look at it, and which of it counts.

use super::{MAX_DEPTH, Requirement, Terms};
use crate::clock::Timestamp;
use crate::domain::award::{self, State};
use crate::domain::enrollment::Held;

/// One award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Of what.
    pub of: Of,
    /// Where it stands.
    pub state: State,
    /// When it was given.
    pub issued_at: Timestamp,
    /// When its time is over.
    pub valid_until: Option<Timestamp>,
}

/// What an award is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// A micro-credential.
    Credential {
        /// Its name.
        slug: String,
        /// The major number of the version that was shown.
        major: u16,
    },
    /// A stack.
    Stack {
        /// Its name.
        slug: String,
        /// What was asked for by the version that was fulfilled.
        requires: Requirement,
    },
}

impl Holding {
    /// Whether this is an award of what a requirement names.
    #[must_use]
    pub fn is_of(&self, leaf: &Requirement) -> bool {
        match (&self.of, leaf) {
            (Of::Credential { slug, .. }, Requirement::Credential(named))
            | (Of::Stack { slug, .. }, Requirement::Stack(named)) => slug == named,
            _ => false,
        }
    }
}

/// By what awards count.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'a> {
    /// Which ones do.
    pub terms: &'a Terms,
    /// When the course came to the tool.
    pub begun_at: Timestamp,
    /// The moment that is asked about.
    pub now: Timestamp,
}

impl Rule<'_> {
    fn takes(&self, holding: &Holding) -> bool {
        let terms = self.terms;
        let is_in_time = terms.counts_existing || holding.issued_at >= self.begun_at;
        let is_accepted = match &holding.of {
            Of::Credential { slug, major } => terms
                .since_major
                .get(slug)
                .is_none_or(|since| major >= since),
            Of::Stack { .. } => true,
        };
        let holds = match award::held(holding.state, holding.valid_until, self.now) {
            Held::Valid => true,
            Held::Expired => !terms.current_only,
            Held::Stopped | Held::Nothing => false,
        };
        is_in_time && is_accepted && holds
    }
}

/// Everything that one person holds or held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings(pub Vec<Holding>);

impl Holdings {
    /// Whether what a leaf names counts as held. Where only what holds at the moment does, a stack does while what it
    /// was given for still holds.
    #[must_use]
    pub fn count(&self, leaf: &Requirement, rule: &Rule<'_>) -> bool {
        self.count_down(leaf, rule, MAX_DEPTH)
    }

    fn count_down(&self, leaf: &Requirement, rule: &Rule<'_>, levels: usize) -> bool {
        let Some(below) = levels.checked_sub(1) else {
            return false;
        };
        self.0.iter().any(|holding| {
            let is_fulfilled = match &holding.of {
                Of::Stack { requires, .. } if rule.terms.current_only => {
                    let inside = Rule {
                        terms: &Terms::NOW,
                        ..*rule
                    };
                    requires.is_met(&|leaf| self.count_down(leaf, &inside, below))
                }
                Of::Stack { .. } | Of::Credential { .. } => true,
            };
            holding.is_of(leaf) && rule.takes(holding) && is_fulfilled
        })
    }

    /// The same with every question of integrity answered for the person.
    #[must_use]
    pub fn unsuspended(&self) -> Self {
        let all = self.0.iter().cloned().map(|mut holding| {
            if holding.state == State::Suspended {
                holding.state = State::Active;
            }
            holding
        });
        Self(all.collect())
    }

    /// The award of what a leaf names that says most of it: the one that holds, or else the newest.
    #[must_use]
    pub fn best(&self, leaf: &Requirement, now: Timestamp) -> Option<&Holding> {
        let of = self.0.iter().filter(|holding| holding.is_of(leaf));
        of.max_by_key(|holding| {
            let holds = award::held(holding.state, holding.valid_until, now);
            let weight = match holds {
                Held::Valid => 2,
                Held::Expired => 1,
                Held::Stopped | Held::Nothing => 0,
            };
            (weight, holding.issued_at)
        })
    }
}
