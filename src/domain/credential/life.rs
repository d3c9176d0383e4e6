//! The life of one version of a micro-credential, from draft to retired (state machine SM-1). Owns the one function
//! that says what may follow what; who may do it is decided where somebody asks.

use super::super::coded;

coded! {
    /// Where a version is in its life.
    State {
        /// It can be changed, and nobody starts it.
        Draft = "draft",
        /// Reviewers look at it; it cannot be changed.
        InReview = "in_review",
        /// Reviewers asked for something.
        ChangesRequested = "changes_requested",
        /// Reviewers are content.
        Approved = "approved",
        /// A pilot group does it, and every attempt has two readers.
        Norming = "norming",
        /// Everybody can start it.
        Published = "published",
        /// Nobody can start it; open attempts go on.
        Retired = "retired",
        /// It was given up before anybody did it.
        Withdrawn = "withdrawn",
    }

    /// What happens to a version.
    Event {
        /// V2: its authors think that it is ready.
        SubmitReview = "submit_review",
        /// V3: a reviewer wants something changed.
        RequestChanges = "request_changes",
        /// V4: a reviewer is content.
        Approve = "approve",
        /// V5: a pilot group begins.
        StartNorming = "start_norming",
        /// V6 and V7: it is for everybody.
        Publish = "publish",
        /// V8: what the pilot showed goes into a new draft.
        BackToDraft = "back_to_draft",
        /// V9: no new starts.
        Retire = "retire",
        /// V10: it is given up.
        Withdraw = "withdraw",
        /// V11: a slip of the pen is put right where nothing is scored by it.
        CorrectTypo = "correct_typo",
    }

    /// What stands in the way of an event that belongs to the state.
    Guard {
        /// The definition has errors.
        HasErrors = "has_errors",
        /// A reviewer said nothing about what to change.
        CommentMissing = "comment_missing",
        /// The reviewer is one of the authors.
        ReviewerIsAuthor = "reviewer_is_author",
        /// Nobody has said how long the pilot lasts, or by which anchors.
        NormingNotPrepared = "norming_not_prepared",
        /// The pilot has not shown enough, and nobody went over that with a reason.
        NormingNotDone = "norming_not_done",
        /// It has to go through a pilot first.
        NormingRequired = "norming_required",
        /// Somebody has begun it.
        HasAttempts = "has_attempts",
        /// What is asked or scored would change.
        ScoredTextChanged = "scored_text_changed",
    }
}

/// What the guards look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one guard's fact, and they are independent"
)]
pub struct Facts {
    /// The check of the definition found errors.
    pub has_errors: bool,
    /// The reviewer wrote what to change.
    pub has_comment: bool,
    /// The reviewer is one of the authors.
    pub reviewer_is_author: bool,
    /// Anchors or the length of the pilot are set.
    pub norming_is_prepared: bool,
    /// The pilot showed enough, or somebody went over that with a reason.
    pub norming_is_done: bool,
    /// It has to go through a pilot; not so for one that was normed elsewhere.
    pub norming_is_required: bool,
    /// Somebody has begun it.
    pub has_attempts: bool,
    /// What is asked or scored would change.
    pub changes_scored_text: bool,
}

/// Why an event does not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It does not belong to the state.
    #[error("{} is not possible in the state {}", event.code(), state.code())]
    NotFrom {
        /// The state.
        state: State,
        /// The event.
        event: Event,
    },
    /// It belongs to the state, but something stands in the way.
    #[error("{} is not possible yet: {}", event.code(), guard.code())]
    Guarded {
        /// The event.
        event: Event,
        /// What stands in the way.
        guard: Guard,
    },
}

/// What an event leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The version goes on in this state.
    To(State),
    /// The version stays as it is for those who are in it, and a copy with the next minor number begins as a draft.
    NewDraft,
}

/// The state in which every version begins (V1).
pub const FIRST: State = State::Draft;

/// What follows, by the table of SM-1. Everything that is not in the table is refused.
///
/// # Errors
/// [`Refusal`], with the state or with what stands in the way.
pub const fn transition(state: State, event: Event, facts: &Facts) -> Result<Step, Refusal> {
    use Event as E;
    use State as S;
    let (to, guard) = match (state, event) {
        (S::Draft | S::ChangesRequested, E::SubmitReview) => {
            (S::InReview, when(facts.has_errors, Guard::HasErrors))
        }
        (S::InReview, E::RequestChanges) => (
            S::ChangesRequested,
            when(!facts.has_comment, Guard::CommentMissing),
        ),
        (S::InReview, E::Approve) => (
            S::Approved,
            when(facts.reviewer_is_author, Guard::ReviewerIsAuthor),
        ),
        (S::Approved, E::StartNorming) => (
            S::Norming,
            when(!facts.norming_is_prepared, Guard::NormingNotPrepared),
        ),
        (S::Norming, E::Publish) => (
            S::Published,
            when(!facts.norming_is_done, Guard::NormingNotDone),
        ),
        (S::Approved, E::Publish) => (
            S::Published,
            when(facts.norming_is_required, Guard::NormingRequired),
        ),
        (S::Norming, E::BackToDraft) => return Ok(Step::NewDraft),
        (S::Published, E::Retire) => (S::Retired, None),
        (S::Draft | S::ChangesRequested | S::Approved, E::Withdraw) => {
            (S::Withdrawn, when(facts.has_attempts, Guard::HasAttempts))
        }
        (S::Published, E::CorrectTypo) => (
            S::Published,
            when(facts.changes_scored_text, Guard::ScoredTextChanged),
        ),
        _ => return Err(Refusal::NotFrom { state, event }),
    };
    match guard {
        None => Ok(Step::To(to)),
        Some(guard) => Err(Refusal::Guarded { event, guard }),
    }
}

const fn when(stands: bool, guard: Guard) -> Option<Guard> {
    if stands { Some(guard) } else { None }
}

/// The way that is left for a version that comes as a finished file and shall be published: reviewed and normed
/// where it comes from (V2, V4, V7). Empty from where no such way leads.
#[must_use]
pub const fn way_to_published(state: State) -> &'static [Event] {
    match state {
        State::Draft | State::ChangesRequested => {
            &[Event::SubmitReview, Event::Approve, Event::Publish]
        }
        State::InReview => &[Event::Approve, Event::Publish],
        State::Approved => &[Event::Publish],
        State::Norming | State::Published | State::Retired | State::Withdrawn => &[],
    }
}

impl State {
    /// Whether its content can be changed in place, scored text included.
    #[must_use]
    pub const fn is_open_for_change(self) -> bool {
        matches!(self, Self::Draft | Self::ChangesRequested)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: [State; 8] = [
        State::Draft,
        State::InReview,
        State::ChangesRequested,
        State::Approved,
        State::Norming,
        State::Published,
        State::Retired,
        State::Withdrawn,
    ];
    const EVENTS: [Event; 9] = [
        Event::SubmitReview,
        Event::RequestChanges,
        Event::Approve,
        Event::StartNorming,
        Event::Publish,
        Event::BackToDraft,
        Event::Retire,
        Event::Withdraw,
        Event::CorrectTypo,
    ];

    /// The specification's table, row by row, with the facts under which the guard holds.
    fn table() -> Vec<(&'static str, &'static str, Option<&'static str>, Facts)> {
        let none = Facts::default();
        let facts = |change: fn(&mut Facts)| {
            let mut facts = none;
            change(&mut facts);
            facts
        };
        vec![
            ("draft", "submit_review", Some("in_review"), none),
            (
                "changes_requested",
                "submit_review",
                Some("in_review"),
                none,
            ),
            (
                "in_review",
                "request_changes",
                Some("changes_requested"),
                facts(|facts| facts.has_comment = true),
            ),
            ("in_review", "approve", Some("approved"), none),
            (
                "approved",
                "start_norming",
                Some("norming"),
                facts(|facts| facts.norming_is_prepared = true),
            ),
            (
                "norming",
                "publish",
                Some("published"),
                facts(|facts| facts.norming_is_done = true),
            ),
            ("approved", "publish", Some("published"), none),
            ("norming", "back_to_draft", None, none),
            ("published", "retire", Some("retired"), none),
            ("draft", "withdraw", Some("withdrawn"), none),
            ("changes_requested", "withdraw", Some("withdrawn"), none),
            ("approved", "withdraw", Some("withdrawn"), none),
            ("published", "correct_typo", Some("published"), none),
        ]
    }

    #[test]
    fn the_machine_is_the_table_and_nothing_else() {
        for state in STATES {
            for event in EVENTS {
                let row = table()
                    .into_iter()
                    .find(|row| (row.0, row.1) == (state.code(), event.code()));
                let facts = row.map_or_else(Facts::default, |row| row.3);
                let expected = match row {
                    None => Err(Refusal::NotFrom { state, event }),
                    Some((_, _, None, _)) => Ok(Step::NewDraft),
                    Some((_, _, Some(to), _)) => {
                        Ok(Step::To(State::try_from(to.to_owned()).unwrap()))
                    }
                };
                assert_eq!(transition(state, event, &facts), expected);
            }
        }
    }

    #[test]
    fn each_guard_stands_in_the_way_of_its_event() {
        use {Event as E, Guard as G, State as S};
        let with = |change: fn(&mut Facts)| {
            let mut facts = Facts::default();
            change(&mut facts);
            facts
        };
        for (state, event, facts, guard) in [
            (
                S::Draft,
                E::SubmitReview,
                with(|f| f.has_errors = true),
                G::HasErrors,
            ),
            (
                S::InReview,
                E::RequestChanges,
                with(|_| ()),
                G::CommentMissing,
            ),
            (
                S::InReview,
                E::Approve,
                with(|f| f.reviewer_is_author = true),
                G::ReviewerIsAuthor,
            ),
            (
                S::Approved,
                E::StartNorming,
                with(|_| ()),
                G::NormingNotPrepared,
            ),
            (S::Norming, E::Publish, with(|_| ()), G::NormingNotDone),
            (
                S::Approved,
                E::Publish,
                with(|f| f.norming_is_required = true),
                G::NormingRequired,
            ),
            (
                S::Approved,
                E::Withdraw,
                with(|f| f.has_attempts = true),
                G::HasAttempts,
            ),
            (
                S::Published,
                E::CorrectTypo,
                with(|f| f.changes_scored_text = true),
                G::ScoredTextChanged,
            ),
        ] {
            assert_eq!(
                transition(state, event, &facts),
                Err(Refusal::Guarded { event, guard })
            );
        }
    }

    #[test]
    fn a_finished_file_is_published_along_the_table() {
        for first in [
            State::Draft,
            State::ChangesRequested,
            State::InReview,
            State::Approved,
        ] {
            let mut state = first;
            for event in way_to_published(first) {
                let Ok(Step::To(next)) = transition(state, *event, &Facts::default()) else {
                    panic!("{} from {}", event.code(), state.code());
                };
                state = next;
            }
            assert_eq!(state, State::Published);
        }
        for last in [
            State::Norming,
            State::Published,
            State::Retired,
            State::Withdrawn,
        ] {
            assert!(way_to_published(last).is_empty());
        }
    }
}
