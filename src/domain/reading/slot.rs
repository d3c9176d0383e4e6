//! The life of one wanted reading (machine SM-4, B.2.5). Owns its states, its events and the table that says what may follow
//! what; a fact that nobody stated does not hold.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::domain::attempt::Who;
use crate::domain::coded;

/// How long a lease lasts after the last save (B.4.17).
pub const LEASE: Duration = Duration::from_secs(8 * 3600);
/// How long one can last altogether.
pub const LONGEST_LEASE: Duration = Duration::from_secs(72 * 3600);
/// How many an assessor may hold at a time.
pub const MOST_HELD: u16 = 3;
/// How many business days a lease lasts that a lead assessor gives.
pub const ASSIGNED_DAYS: u16 = 3;
/// After how long without a save somebody else can be given the work.
pub const AWAY_AFTER: Duration = Duration::from_secs(24 * 3600);
/// How long a draft is kept that nobody goes on with.
pub const DRAFT_KEPT: Duration = Duration::from_secs(30 * 24 * 3600);
/// How many business days there are for a difference to be settled (B.4.16).
pub const ADJUDICATION_DAYS: u16 = 5;
/// From how many business days before its day a second reading goes before first ones (B.4.7).
pub const URGENT_DAYS: u16 = 2;

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

/// Until when a lease lasts after a save: some hours from now, never less than before, and not beyond the longest.
#[must_use]
pub fn extended(leased_at: Timestamp, until: Timestamp, now: Timestamp) -> Timestamp {
    let longest = leased_at.plus(LONGEST_LEASE).max(until);
    until.max(now.plus(LEASE)).min(longest)
}

/// Whether a day for something is so near that lead assessors look: four fifths of its time are over (B.4.16).
#[must_use]
pub fn is_late(from: Timestamp, due: Timestamp, now: Timestamp) -> bool {
    now.since(from).as_millis() * 5 >= due.since(from).as_millis() * 4
}

/// How long there is for one reading, of the business days until the result: half, so that a second one fits in.
#[must_use]
pub const fn reading_days(target_days: u16) -> u16 {
    if target_days < 2 { 1 } else { target_days / 2 }
}

/// Whether nobody has gone on with it for so long that somebody else can be given it.
#[must_use]
pub fn is_away(last_saved_at: Option<Timestamp>, leased_at: Timestamp, now: Timestamp) -> bool {
    let last = last_saved_at.map_or(leased_at, |saved| saved.max(leased_at));
    now.since(last) >= AWAY_AFTER
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: [Option<State>; 5] = [
        None,
        Some(State::Open),
        Some(State::Leased),
        Some(State::Submitted),
        Some(State::Cancelled),
    ];
    const EVENTS: [Event; 11] = [
        Event::Create,
        Event::Claim,
        Event::Assign,
        Event::SaveDraft,
        Event::Submit,
        Event::Release,
        Event::Recuse,
        Event::EndLease,
        Event::SendBack,
        Event::Cancel,
        Event::TakeOver,
    ];
    const GUARDS: [Guard; 8] = [
        Guard::Eligible,
        Guard::HoldsLease,
        Guard::Complete,
        Guard::WorkIsWithUs,
        Guard::ReasonGiven,
        Guard::LeaseOver,
        Guard::NothingDecided,
        Guard::HolderAway,
    ];

    /// The table of the domain model once more, by hand: from, event, who, to.
    #[rustfmt::skip]
    const LITERAL: &[(&str, &str, &[&str], &str)] = &[
        ("-", "create", &["system"], "open"),
        ("open", "claim", &["assessor", "lead_assessor"], "leased"),
        ("open", "assign", &["lead_assessor"], "leased"),
        ("open", "cancel", &["system"], "cancelled"),
        ("leased", "save_draft", &["assessor", "lead_assessor"], "leased"),
        ("leased", "submit", &["assessor", "lead_assessor"], "submitted"),
        ("leased", "release", &["assessor", "lead_assessor"], "open"),
        ("leased", "recuse", &["assessor", "lead_assessor"], "open"),
        ("leased", "end_lease", &["system"], "open"),
        ("leased", "cancel", &["system"], "cancelled"),
        ("leased", "take_over", &["lead_assessor"], "leased"),
        ("submitted", "send_back", &["lead_assessor"], "leased"),
    ];

    #[test]
    fn what_may_follow_what_is_what_the_domain_model_says_and_nothing_else() {
        let everybody = [
            Who::Earner,
            Who::System,
            Who::Screener,
            Who::Assessor,
            Who::LeadAssessor,
            Who::IntegrityOfficer,
            Who::AppealPanel,
            Who::ProgramAdmin,
            Who::Coach,
        ];
        for from in STATES {
            for event in EVENTS {
                for who in everybody {
                    let name = from.map_or("-", State::code);
                    let expected = LITERAL.iter().find(|(literal, on, by, _)| {
                        (*literal, *on) == (name, event.code()) && by.contains(&who.code())
                    });
                    let found = transition(from, event, who, &GUARDS).ok().map(State::code);
                    assert_eq!(found, expected.map(|row| row.3), "{name} {event:?} {who:?}");
                }
            }
        }
    }

    #[test]
    fn a_guard_that_nobody_stated_closes_the_way() {
        for row in TABLE {
            for missing in row.guards {
                let met: Vec<_> = GUARDS.into_iter().filter(|one| one != missing).collect();
                let from = row.from.first().copied();
                let refused = transition(from, row.event, row.who[0], &met).unwrap_err();
                let Refusal::Unmet { unmet, .. } = refused else {
                    panic!("{refused:?}");
                };
                assert_eq!(unmet, [*missing], "{}", row.number);
            }
        }
    }

    #[test]
    fn saved_work_extends_a_lease_and_nothing_shortens_it() {
        let at = |hours: i64| Timestamp::from_seconds(hours * 3600);
        for (until, now, expected) in [
            (8, 1, 9),
            (8, 7, 15),
            (70, 65, 72),
            (72, 71, 72),
            // Three business days that a lead gave, across a weekend.
            (120, 90, 120),
        ] {
            assert_eq!(
                extended(at(0), at(until), at(now)),
                at(expected),
                "{until} {now}"
            );
        }
    }

    #[test]
    fn four_fifths_of_the_time_is_late_and_a_day_without_a_save_is_away() {
        let at = Timestamp::from_seconds;
        assert!(!is_late(at(0), at(100), at(79)));
        assert!(is_late(at(0), at(100), at(80)));
        assert!(is_late(at(0), at(100), at(500)));
        let day = 24 * 3600;
        assert!(!is_away(None, at(0), at(day - 1)));
        assert!(is_away(None, at(0), at(day)));
        assert!(!is_away(Some(at(10)), at(0), at(day)));
        assert_eq!([0, 1, 2, 5, 10].map(reading_days), [1, 1, 1, 2, 5]);
    }
}
