//! How far somebody is with a requirement: a number that reaches what is needed exactly when the requirement is met, what
//! is missing, and the states of a gate.

use super::Requirement;
use crate::domain::coded;

coded! {
    /// Where a person stands before a gate (SM-14).
    State {
        /// It was not met yet.
        Open = "open",
        /// It is met.
        Met = "met",
        /// It was met and is not any more.
        Lost = "lost",
    }
}

impl State {
    /// Where somebody stands after another count.
    #[must_use]
    pub const fn after(self, is_met: bool) -> Self {
        match (self, is_met) {
            (Self::Open | Self::Met | Self::Lost, true) => Self::Met,
            (Self::Open, false) => Self::Open,
            (Self::Met | Self::Lost, false) => Self::Lost,
        }
    }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is held.
    pub held: u32,
    /// What has to be.
    pub required: u32,
}

impl Progress {
    /// How far somebody is, by what `holds` says is held.
    #[must_use]
    pub fn of(requires: &Requirement, holds: &impl Fn(&Requirement) -> bool) -> Self {
        Self {
            held: held(requires, holds),
            required: requires.needed(),
        }
    }

    /// All of it.
    #[must_use]
    pub const fn full(required: u32) -> Self {
        Self {
            held: required,
            required,
        }
    }

    /// Whether nothing is missing. What asks for nothing is never met.
    #[must_use]
    pub const fn is_met(self) -> bool {
        self.held >= self.required && self.required > 0
    }
}

/// How much of a requirement is held. Another award never makes it less, and it reaches
/// [`needed`](Requirement::needed) when the requirement is met and not before: of a choice, the way that is furthest
/// counts, short of the whole.
#[must_use]
pub fn held(requires: &Requirement, holds: &impl Fn(&Requirement) -> bool) -> u32 {
    let part = |part: &Requirement| held(part, holds);
    let furthest = |parts: &[Requirement], n: u32| {
        let mut each: Vec<_> = parts.iter().map(part).collect();
        each.sort_unstable_by(|one, other| other.cmp(one));
        let best = each.into_iter().take(n as usize);
        best.fold(0, u32::saturating_add)
    };
    let on_the_way = match requires {
        Requirement::Credential(_) | Requirement::Stack(_) => return u32::from(holds(requires)),
        Requirement::AllOf(parts) => parts.iter().map(part).fold(0, u32::saturating_add),
        Requirement::OneOf(parts) => furthest(parts, 1),
        Requirement::NOf { n, of } => furthest(of, *n),
    };
    let needed = requires.needed();
    if requires.is_met(holds) {
        needed
    } else {
        on_the_way.min(needed.saturating_sub(1))
    }
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing<'a> {
    /// This.
    One(&'a Requirement),
    /// Some of these, whichever one likes.
    Some {
        /// How many more.
        more: u32,
        /// Of what can still be chosen; a part of several pieces stands for all of them.
        of: Vec<&'a Requirement>,
    },
}

/// What is missing, in the order in which it is asked for; nothing when the requirement is met.
#[must_use]
pub fn missing<'a>(
    requires: &'a Requirement,
    holds: &impl Fn(&Requirement) -> bool,
) -> Vec<Missing<'a>> {
    let choice = |parts: &'a [Requirement], n: u32| {
        let of: Vec<_> = parts.iter().filter(|part| !part.is_met(holds)).collect();
        let met = u32::try_from(parts.len() - of.len()).unwrap_or(u32::MAX);
        match n.saturating_sub(met) {
            0 => Vec::new(),
            more => vec![Missing::Some { more, of }],
        }
    };
    match requires {
        Requirement::Credential(_) | Requirement::Stack(_) if holds(requires) => Vec::new(),
        Requirement::Credential(_) | Requirement::Stack(_) => vec![Missing::One(requires)],
        Requirement::AllOf(parts) => parts.iter().flat_map(|part| missing(part, holds)).collect(),
        Requirement::OneOf(parts) => choice(parts, 1),
        Requirement::NOf { n, of } => choice(of, *n),
    }
}
