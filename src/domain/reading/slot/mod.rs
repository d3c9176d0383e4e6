//! The life of one wanted reading (machine SM-4, B.2.5). Owns its states, its events and the table that says what may follow
//! what; a fact that nobody stated does not hold.

mod time;

#[cfg(test)]
mod tests;

use crate::domain::attempt::Who;
use crate::domain::coded;

pub use time::{
    ADJUDICATION_DAYS, ASSIGNED_DAYS, AWAY_AFTER, DRAFT_KEPT, LEASE, LONGEST_LEASE, MOST_HELD,
    REMIND_BEFORE, URGENT_DAYS, extended, is_away, is_late, reading_days,
};

coded! {
    /// Which reading it is.
    Position {
        /// The first.
        First = "r1",
        /// The second, which does not know the first.
        Second = "r2",
        /// A lead assessor's, which knows both.
        Adjudication = "adj",
        /// One after an appeal.
        Appeal = "appeal",
    }

    /// Where it stands.
    State {
        /// Waits for an assessor.
        Open = "open",
        /// An assessor has it.
        Leased = "leased",
        /// The reading is there.
        Submitted = "submitted",
        /// It is not wanted any more.
        Cancelled = "cancelled",
    }

    /// What can happen to it. The code is also the verb of its audit event.
    Event {
        /// It is wanted.
        Create = "create",
        /// An assessor takes it.
        Claim = "claim",
        /// A lead assessor gives it to somebody.
        Assign = "assign",
        /// Something of it is saved.
        SaveDraft = "save_draft",
        /// It is submitted.
        Submit = "submit",
        /// The assessor gives it back.
        Release = "release",
        /// The assessor must not read this work.
        Recuse = "recuse",
        /// The assessor's time is over.
        EndLease = "end_lease",
        /// It goes back to its assessor.
        SendBack = "send_back",
        /// It is not wanted any more.
        Cancel = "cancel",
        /// Somebody else goes on with it.
        TakeOver = "take_over",
    }

    /// What has to hold.
    Guard {
        /// The assessor may read this work and has room for one more.
        Eligible = "eligible",
        /// Whoever asks has it, and in time.
        HoldsLease = "holds_lease",
        /// Everything is there that a reading needs.
        Complete = "complete",
        /// The work can be read: nothing stops or ended it.
        WorkIsWithUs = "work_is_with_us",
        /// A reason is given.
        ReasonGiven = "reason_given",
        /// The time is over.
        LeaseOver = "lease_over",
        /// Nothing was decided yet.
        NothingDecided = "nothing_decided",
        /// Nobody has saved anything for a day.
        HolderAway = "holder_away",
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Row {
    /// Its number in the domain model.
    pub number: &'static str,
    /// Where it stands; empty for one that begins.
    pub from: &'static [State],
    /// What happens.
    pub event: Event,
    /// Where that leads.
    pub to: State,
    /// Who may cause it.
    pub who: &'static [Who],
    /// What has to hold.
    pub guards: &'static [Guard],
}

/// The table of SM-4, row by row and under the domain model's numbers. Of screening and hold it knows nothing: those are the
/// attempt's.
#[rustfmt::skip]
pub const TABLE: &[Row] = {
    use {Event as On, Guard as G, State as S};
    use Who::{Assessor, LeadAssessor, System};
    &[
        Row { number: "R1", from: &[], event: On::Create, to: S::Open, who: &[System], guards: &[] },
        Row { number: "R2", from: &[S::Open], event: On::Claim, to: S::Leased, who: &[Assessor, LeadAssessor],
            guards: &[G::Eligible] },
        Row { number: "R3", from: &[S::Open], event: On::Assign, to: S::Leased, who: &[LeadAssessor],
            guards: &[G::Eligible] },
        Row { number: "R4", from: &[S::Leased], event: On::SaveDraft, to: S::Leased, who: &[Assessor, LeadAssessor],
            guards: &[G::HoldsLease] },
        Row { number: "R5", from: &[S::Leased], event: On::Submit, to: S::Submitted, who: &[Assessor, LeadAssessor],
            guards: &[G::HoldsLease, G::WorkIsWithUs, G::Complete] },
        Row { number: "R6", from: &[S::Leased], event: On::Release, to: S::Open, who: &[Assessor, LeadAssessor],
            guards: &[G::HoldsLease] },
        Row { number: "R7", from: &[S::Leased], event: On::Recuse, to: S::Open, who: &[Assessor, LeadAssessor],
            guards: &[G::HoldsLease] },
        Row { number: "R8", from: &[S::Leased], event: On::EndLease, to: S::Open, who: &[System],
            guards: &[G::LeaseOver] },
        Row { number: "R9", from: &[S::Submitted], event: On::SendBack, to: S::Leased, who: &[LeadAssessor],
            guards: &[G::NothingDecided, G::ReasonGiven] },
        Row { number: "R10", from: &[S::Open, S::Leased], event: On::Cancel, to: S::Cancelled, who: &[System],
            guards: &[] },
        Row { number: "R11", from: &[S::Leased], event: On::TakeOver, to: S::Leased, who: &[LeadAssessor],
            guards: &[G::HolderAway, G::Eligible] },
    ]
};

/// Why something may not happen to a wanted reading.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not where it stands now.
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
    /// The stable name: of the kind, and for somebody whose time is over, or whose reading lacks something, of that.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFromHere { .. } => "reading-state",
            Self::NotForYou { .. } => "reading-role",
            Self::Unmet { unmet, .. } => match unmet.first() {
                Some(Guard::HoldsLease) => "reading-lease-over",
                Some(Guard::Complete) => "reading-incomplete",
                Some(Guard::Eligible) => "reading-not-for-you",
                Some(Guard::WorkIsWithUs) => "reading-work-stopped",
                _ => "reading-guard",
            },
        }
    }
}

/// What an event leads to; `from` is `None` for a reading that nobody wanted yet, `met` is everything that holds.
///
/// # Errors
/// [`Refusal`] for everything that is not in the [`TABLE`].
pub fn transition(
    from: Option<State>,
    event: Event,
    who: Who,
    met: &[Guard],
) -> Result<State, Refusal> {
    let follows = |row: &&Row| {
        let is_from = from.map_or(row.from.is_empty(), |state| row.from.contains(&state));
        row.event == event && is_from
    };
    let row = TABLE
        .iter()
        .find(follows)
        .ok_or(Refusal::NotFromHere { state: from, event })?;
    if !row.who.contains(&who) {
        return Err(Refusal::NotForYou { who, event });
    }
    let unmet: Vec<_> = row
        .guards
        .iter()
        .copied()
        .filter(|guard| !met.contains(guard))
        .collect();
    if unmet.is_empty() {
        Ok(row.to)
    } else {
        Err(Refusal::Unmet { event, unmet })
    }
}
