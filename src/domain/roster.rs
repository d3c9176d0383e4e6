//! Who takes part in a course and where each stands with one micro-credential (I2). Owns what a row of that list says, and how
//! the list is narrowed down, put in order and cut into pages.

use std::cmp::{Ordering, Reverse};

use super::attempt::State;
use super::award;
use super::credential::{AttemptPolicy, Outcome};
use super::enrollment::{History, Past, Standing};
use super::id::{AttemptId, LmsUserId};
use super::score_post;
use crate::clock::Timestamp;

super::coded! {
    /// Whether somebody takes part in a course.
    Presence {
        /// They do.
        Active = "active",
        /// The LMS says that they do not at the moment.
        Inactive = "inactive",
        /// A whole list of the LMS did not name them any more.
        Left = "left",
    }

    /// By what the list is put in order.
    Order {
        /// The person's name.
        Name = "name",
        /// Where they stand, from those who have not begun.
        Standing = "standing",
        /// When they last handed in.
        Submitted = "submitted",
        /// When they last got an answer.
        Answered = "answered",
    }
}

/// One attempt as the list needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Try {
    /// Its id.
    pub id: AttemptId,
    /// Its number.
    pub number: i64,
    /// Where it stands.
    pub state: State,
    /// Whether it counts.
    pub is_counted: bool,
    /// When it was handed in.
    pub submitted_at: Option<Timestamp>,
    /// What was told about it.
    pub answer: Option<Answer>,
}

/// What was told about an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it says.
    pub outcome: Outcome,
    /// The id of the band.
    pub band: String,
    /// The points.
    pub points: i64,
    /// When.
    pub at: Timestamp,
    /// The award that it led to: where that stands, and until when it is valid.
    pub award: Option<(award::State, Option<Timestamp>)>,
}

/// How the gradebook of the course stands to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sync {
    /// Where the last message to it stands.
    pub state: score_post::State,
    /// Whether somebody at the LMS gave more, and that stands.
    pub is_overridden: bool,
}

/// One person on the list. Holds nothing of what they wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learner {
    /// The LMS's id for the person.
    pub sub: String,
    /// Their name, where the LMS shares it.
    pub name: Option<String>,
    /// Their address, where the LMS shares it.
    pub email: Option<String>,
    /// Whether they take part now.
    pub presence: Presence,
    /// Their account here, once they have come.
    pub lms_user_id: Option<LmsUserId>,
    /// Where they stand.
    pub standing: Standing,
    /// Their last attempt.
    pub last: Option<Try>,
    /// The last answer that there was, of whichever attempt.
    pub answer: Option<Answer>,
    /// How the gradebook stands to it; nothing where nothing was sent.
    pub sync: Option<Sync>,
}

impl Learner {
    /// Where somebody stands who made these attempts, oldest first.
    #[must_use]
    pub fn standing(tries: &[Try], policy: &AttemptPolicy, now: Timestamp) -> Standing {
        let past: Vec<Past> = tries
            .iter()
            .map(|one| Past {
                state: one.state,
                outcome: one.answer.as_ref().map(|answer| answer.outcome),
                is_counted: one.is_counted,
            })
            .collect();
        let awards = tries
            .iter()
            .filter_map(|one| one.answer.as_ref().and_then(|answer| answer.award));
        let history = History {
            attempts: &past,
            held: award::best(awards.map(|(state, until)| award::held(state, until, now))),
            coached: 0,
        };
        history.standing(policy)
    }

    /// What somebody is found by.
    fn is_called(&self, words: &str) -> bool {
        let of = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default().to_lowercase();
            text.contains(words)
        };
        of(&self.name) || of(&self.email)
    }
}

/// What somebody wants to see of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Part of a name or address.
    pub search: String,
    /// Only those who stand here.
    pub standing: Option<Standing>,
    /// By what it is put in order.
    pub order: Order,
    /// Whether the other way round.
    pub is_reversed: bool,
    /// Which page, from 1.
    pub page: usize,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            search: String::new(),
            standing: None,
            order: Order::Name,
            is_reversed: false,
            page: 1,
        }
    }
}

/// How many people are on one page.
pub const PER_PAGE: usize = 50;

/// Where people can stand, in the order of the way.
pub const STANDINGS: [Standing; 11] = [
    Standing::NotStarted,
    Standing::InProgress,
    Standing::UnderReview,
    Standing::Revise,
    Standing::CoachNeeded,
    Standing::Earned,
    Standing::AwardExpired,
    Standing::AttemptsUsed,
    Standing::WindowClosed,
    Standing::OnHold,
    Standing::Withdrawn,
];

/// One page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<'l> {
    /// Who is on it.
    pub learners: Vec<&'l Learner>,
    /// Which page this is.
    pub number: usize,
    /// How many pages there are; at least one.
    pub pages: usize,
    /// How many people there are on all of them.
    pub found: usize,
}

/// Those who are wanted, in order.
#[must_use]
pub fn select<'l>(learners: &'l [Learner], wanted: &Wanted) -> Vec<&'l Learner> {
    let words = wanted.search.trim().to_lowercase();
    let mut found: Vec<&Learner> = learners
        .iter()
        .filter(|learner| {
            wanted
                .standing
                .is_none_or(|standing| learner.standing == standing)
        })
        .filter(|learner| words.is_empty() || learner.is_called(&words))
        .collect();
    // Names are made ready once for each person, not once for each comparison.
    found.sort_by_cached_key(|learner| by_name(learner));
    match wanted.order {
        Order::Name => {}
        Order::Standing => found.sort_by_key(|learner| place(learner.standing)),
        Order::Submitted => {
            found.sort_by_key(|learner| {
                newest(learner.last.as_ref().and_then(|last| last.submitted_at))
            });
        }
        Order::Answered => {
            found.sort_by_key(|learner| newest(learner.answer.as_ref().map(|answer| answer.at)));
        }
    }
    if wanted.is_reversed {
        found.reverse();
    }
    found
}

/// The page that is wanted; the last one for a number beyond it.
#[must_use]
pub fn page<'l>(learners: &'l [Learner], wanted: &Wanted) -> Page<'l> {
    let all = select(learners, wanted);
    let pages = all.len().div_ceil(PER_PAGE).max(1);
    let number = wanted.page.clamp(1, pages);
    let found = all.len();
    let learners = all.into_iter().skip((number - 1) * PER_PAGE).take(PER_PAGE);
    Page {
        learners: learners.collect(),
        number,
        pages,
        found,
    }
}

/// People without a name come last.
fn by_name(learner: &Learner) -> (bool, String, String) {
    let name = learner.name.as_deref().unwrap_or_default().to_lowercase();
    (name.is_empty(), name, learner.sub.clone())
}

/// The newest first, and what has no time last.
fn newest(at: Option<Timestamp>) -> Reverse<Option<Timestamp>> {
    Reverse(at)
}

fn place(standing: Standing) -> usize {
    STANDINGS
        .iter()
        .position(|known| *known == standing)
        .unwrap_or(STANDINGS.len())
}

/// How many stand where, in the order of the way; only where somebody does.
#[must_use]
pub fn counts(learners: &[Learner]) -> Vec<(Standing, usize)> {
    let count = |standing| {
        let here = learners
            .iter()
            .filter(|learner| learner.standing == standing);
        (standing, here.count())
    };
    let all = STANDINGS.into_iter().map(count);
    all.filter(|(_, number)| number.cmp(&0) == Ordering::Greater)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn learner(name: Option<&str>, standing: Standing, submitted: Option<i64>) -> Learner {
        Learner {
            sub: name.unwrap_or("nobody").to_owned(),
            name: name.map(str::to_owned),
            email: name.map(|name| format!("{}@example.org", name.len())),
            presence: Presence::Active,
            lms_user_id: None,
            standing,
            last: submitted.map(|at| Try {
                id: AttemptId::from(Uuid::nil()),
                number: 1,
                state: State::Queued,
                is_counted: false,
                submitted_at: Some(Timestamp::from_millis(at)),
                answer: None,
            }),
            answer: None,
            sync: None,
        }
    }

    fn names(found: &[&Learner]) -> Vec<String> {
        found.iter().map(|one| one.sub.clone()).collect()
    }

    #[test]
    fn a_list_is_narrowed_down_and_put_in_order() {
        let all = [
            learner(Some("Kim Vale"), Standing::Earned, Some(5)),
            learner(None, Standing::NotStarted, None),
            learner(Some("ana Ruiz"), Standing::UnderReview, Some(9)),
            learner(Some("Bo Lindqvist"), Standing::NotStarted, None),
        ];
        let wanted = |order, standing, search: &str| Wanted {
            order,
            standing,
            search: search.into(),
            ..Wanted::default()
        };
        for (wanted, expected) in [
            (
                wanted(Order::Name, None, ""),
                vec!["ana Ruiz", "Bo Lindqvist", "Kim Vale", "nobody"],
            ),
            (wanted(Order::Name, None, " RUIZ "), vec!["ana Ruiz"]),
            (
                wanted(Order::Name, None, "12@example"),
                vec!["Bo Lindqvist"],
            ),
            (
                wanted(Order::Name, Some(Standing::NotStarted), ""),
                vec!["Bo Lindqvist", "nobody"],
            ),
            (
                wanted(Order::Standing, None, ""),
                vec!["Bo Lindqvist", "nobody", "ana Ruiz", "Kim Vale"],
            ),
            (
                wanted(Order::Submitted, None, ""),
                vec!["ana Ruiz", "Kim Vale", "Bo Lindqvist", "nobody"],
            ),
        ] {
            assert_eq!(names(&select(&all, &wanted)), expected, "{wanted:?}");
            let reversed = Wanted {
                is_reversed: true,
                ..wanted
            };
            let mut expected = expected;
            expected.reverse();
            assert_eq!(names(&select(&all, &reversed)), expected, "{reversed:?}");
        }
        assert_eq!(
            counts(&all),
            [
                (Standing::NotStarted, 2),
                (Standing::UnderReview, 1),
                (Standing::Earned, 1)
            ]
        );
    }

    #[test]
    fn pages_cover_everybody_once_and_a_number_beyond_them_is_the_last() {
        let all: Vec<Learner> = (0..=PER_PAGE * 2)
            .map(|number| learner(Some(&format!("{number:04}")), Standing::NotStarted, None))
            .collect();
        let at = |number| {
            let wanted = Wanted {
                page: number,
                ..Wanted::default()
            };
            page(&all, &wanted)
        };
        let seen: Vec<_> = (1..=3)
            .flat_map(|number| names(&at(number).learners))
            .collect();
        assert_eq!(seen.len(), all.len());
        assert!(seen.is_sorted());
        assert_eq!(
            (at(0).number, at(99).number, at(99).learners.len()),
            (1, 3, 1)
        );
        assert_eq!(page(&[], &Wanted::default()).pages, 1);
    }

    #[test]
    fn a_standing_follows_from_attempts_answers_and_awards() {
        let now = Timestamp::from_millis(100);
        let policy = AttemptPolicy::default();
        let at = |state, outcome: Option<Outcome>, award| Try {
            id: AttemptId::from(Uuid::nil()),
            number: 1,
            state,
            is_counted: outcome.is_some(),
            submitted_at: None,
            answer: outcome.map(|outcome| Answer {
                outcome,
                band: "yes".into(),
                points: 3,
                at: now,
                award,
            }),
        };
        let until = |millis| Some((award::State::Active, Some(Timestamp::from_millis(millis))));
        let revise = at(State::Released, Some(Outcome::Revise), None);
        for (tries, expected) in [
            (vec![], Standing::NotStarted),
            (vec![at(State::Draft, None, None)], Standing::InProgress),
            (vec![revise.clone()], Standing::Revise),
            (
                vec![revise.clone(), at(State::Queued, None, None)],
                Standing::UnderReview,
            ),
            (
                vec![revise.clone(), revise.clone(), revise],
                Standing::CoachNeeded,
            ),
            (
                vec![at(State::Released, Some(Outcome::Pass), until(101))],
                Standing::Earned,
            ),
            (
                vec![at(State::Released, Some(Outcome::Pass), until(100))],
                Standing::AwardExpired,
            ),
        ] {
            assert_eq!(
                Learner::standing(&tries, &policy, now),
                expected,
                "{tries:?}"
            );
        }
    }
}
