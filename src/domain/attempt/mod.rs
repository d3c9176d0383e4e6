//! The life of an attempt (machine SM-3 of the domain model, B.2.4). Owns its states, its events, and the one function that
//! says what may follow what.
//!
//! The table is in [`table`]: each row names the states that an event may come in, who may cause it, what has to hold, where
//! it leads and what follows from it. Whoever asks states as [`Facts`] what holds; a fact that nobody stated does not hold, so
//! that a forgotten question closes a way instead of opening one.

mod table;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::collections::BTreeSet;

pub use table::{Row, TABLE, Target};
pub use vocabulary::{Effect, Event, Guard, State, Who};

/// What holds, as whoever asks knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// On whose behalf.
    pub who: Who,
    /// Whether work is looked through before it is read.
    pub is_screened: bool,
    /// For an attempt on hold: where it stood before.
    pub held_from: Option<State>,
    met: BTreeSet<Guard>,
}

impl Facts {
    /// Nothing but who asks.
    #[must_use]
    pub const fn of(who: Who) -> Self {
        Self {
            who,
            is_screened: false,
            held_from: None,
            met: BTreeSet::new(),
        }
    }

    /// States that this holds.
    #[must_use]
    pub fn with(self, guard: Guard) -> Self {
        self.with_if(guard, true)
    }

    /// States whether this holds.
    #[must_use]
    pub fn with_if(mut self, guard: Guard, holds: bool) -> Self {
        if holds {
            self.met.insert(guard);
        } else {
            self.met.remove(&guard);
        }
        self
    }

    /// Whether this was stated to hold.
    #[must_use]
    pub fn holds(&self, guard: Guard) -> bool {
        self.met.contains(&guard)
    }
}

/// What may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The row of the table, as in the domain model: `T3`.
    pub number: &'static str,
    /// What happened.
    pub event: Event,
    /// Where the attempt stood; nowhere when it begins.
    pub from: Option<State>,
    /// Where it stands now.
    pub to: State,
    /// What follows.
    pub effects: &'static [Effect],
}

/// Why something may not happen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not where the attempt stands now.
    #[error("{} does not follow {}", event.code(), state.map_or("nothing", State::code))]
    NotFromHere {
        /// Where it stands.
        state: Option<State>,
        /// What was asked for.
        event: Event,
    },
    /// Not by this one.
    #[error("{} is not for {}", event.code(), who.code())]
    NotForYou {
        /// On whose behalf it was asked for.
        who: Who,
        /// What was asked for.
        event: Event,
    },
    /// Something does not hold that has to.
    #[error("{} needs {}", event.code(), codes(unmet))]
    Unmet {
        /// What was asked for.
        event: Event,
        /// What does not hold, in the table's order.
        unmet: Vec<Guard>,
    },
}

fn codes(guards: &[Guard]) -> String {
    let codes: Vec<_> = guards.iter().map(|guard| guard.code()).collect();
    codes.join(", ")
}

impl Refusal {
    /// The stable name of the kind.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFromHere { .. } => "attempt-state",
            Self::NotForYou { .. } => "attempt-role",
            Self::Unmet { .. } => "attempt-guard",
        }
    }

    /// What does not hold, where that is the reason.
    #[must_use]
    pub fn unmet(&self) -> &[Guard] {
        match self {
            Self::Unmet { unmet, .. } => unmet,
            _ => &[],
        }
    }
}

/// What an event leads to. `from` is `None` for an attempt that does not exist yet.
///
/// # Errors
/// [`Refusal`] for everything that is not in the [`TABLE`].
pub fn transition(from: Option<State>, event: Event, facts: &Facts) -> Result<Transition, Refusal> {
    let here: Vec<&'static Row> = TABLE
        .iter()
        .filter(|row| row.event == event && row.follows(from))
        .collect();
    let Some(row) = here.iter().find(|row| row.who.contains(&facts.who)) else {
        return Err(if here.is_empty() {
            Refusal::NotFromHere { state: from, event }
        } else {
            Refusal::NotForYou {
                who: facts.who,
                event,
            }
        });
    };
    let unmet: Vec<_> = row
        .guards
        .iter()
        .copied()
        .filter(|guard| !facts.holds(*guard))
        .collect();
    if !unmet.is_empty() {
        return Err(Refusal::Unmet { event, unmet });
    }
    let to = row
        .to
        .state(from, facts)
        .ok_or(Refusal::NotFromHere { state: from, event })?;
    Ok(Transition {
        number: row.number,
        event,
        from,
        to,
        effects: row.effects,
    })
}
