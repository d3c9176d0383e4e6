//! What a gradebook is told at each step (domain model D.2 and D.3), in our terms; how it travels is the protocol's.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::domain::credential::Outcome;
use crate::domain::id::AttemptId;
use crate::domain::placement::{Column, GradeMode};

/// A message to one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// How far the learner is.
    pub activity: Activity,
    /// How far grading is.
    pub grading: Grading,
    /// The points, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// What the learner reads beside them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Comment>,
    /// When the work was handed in; the same in all messages about one attempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<Timestamp>,
    /// Whether work was handed in with it.
    pub is_submission: bool,
    /// What becomes of a score that is there, where the message brings none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preserves_score: Option<bool>,
    /// The work that a grader opens from the gradebook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<AttemptId>,
}

/// Points out of a maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// How many.
    pub given: u32,
    /// Out of how many; never 0.
    pub maximum: u32,
}

/// How far the learner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Activity {
    /// Nothing is there.
    Initialized,
    /// There is more to do.
    InProgress,
    /// Handed in.
    Submitted,
    /// Done.
    Completed,
}

/// How far grading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grading {
    /// Done for now.
    FullyGraded,
    /// Somebody has to look.
    PendingManual,
    /// There is nothing to grade.
    NotReady,
}

/// What a learner reads beside the points. The words are put in their language when it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// What it says.
    pub remark: Remark,
    /// The band, in the words that its author has for the earner.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub band: String,
    /// The learner's language, as their LMS gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

super::super::coded! {
    /// What a comment says.
    Remark {
        /// Earned.
        Earned = "earned",
        /// Not yet; there is feedback.
        NotYet = "not-yet",
        /// A review led to another result: earned.
        ReviewedEarned = "reviewed-earned",
        /// A review led to another result: not yet.
        ReviewedNotYet = "reviewed-not-yet",
        /// The result does not hold any more.
        Withdrawn = "withdrawn",
        /// Earned elsewhere and recognised here.
        Recognised = "recognised",
    }
}

impl Remark {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Earned,
        Self::NotYet,
        Self::ReviewedEarned,
        Self::ReviewedNotYet,
        Self::Withdrawn,
        Self::Recognised,
    ];
}

impl Serialize for Remark {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Remark {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::try_from(code).map_err(serde::de::Error::custom)
    }
}

/// A decision as somebody is told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told<'a> {
    /// What it says.
    pub outcome: Outcome,
    /// The points.
    pub points: u32,
    /// The band, in the words that its author has for the earner.
    pub band: &'a str,
    /// Whether it takes the place of another after a review.
    pub is_changed_after_review: bool,
    /// The learner's language.
    pub locale: Option<&'a str>,
}

/// Work was handed in. An older score stays until there is a new decision.
#[must_use]
pub fn submitted(attempt: AttemptId, submitted_at: Timestamp) -> Message {
    Message {
        activity: Activity::Submitted,
        grading: Grading::PendingManual,
        score: None,
        comment: None,
        submitted_at: Some(submitted_at),
        is_submission: true,
        preserves_score: Some(true),
        review: Some(attempt),
    }
}

/// A decision was told. `None` where there is no column.
#[must_use]
pub fn decided(
    mode: GradeMode,
    column: Column,
    told: &Told<'_>,
    submitted_at: Option<Timestamp>,
) -> Option<Message> {
    let score = match mode {
        GradeMode::None => return None,
        GradeMode::Points => posted(told.outcome, told.points, column),
        GradeMode::PassOnly => (told.outcome == Outcome::Pass).then_some(Score {
            given: column.maximum,
            maximum: column.maximum,
        }),
    };
    let remark = match (told.outcome, told.is_changed_after_review) {
        (Outcome::Pass, false) => Remark::Earned,
        (Outcome::Pass, true) => Remark::ReviewedEarned,
        (Outcome::Revise, false) => Remark::NotYet,
        (Outcome::Revise, true) => Remark::ReviewedNotYet,
    };
    Some(Message {
        activity: match told.outcome {
            Outcome::Pass => Activity::Completed,
            Outcome::Revise => Activity::InProgress,
        },
        grading: if score.is_some() {
            Grading::FullyGraded
        } else {
            Grading::PendingManual
        },
        // A decision that a review turned into "not yet" takes a score away that stands for "earned".
        preserves_score: score.is_none().then_some(!told.is_changed_after_review),
        score,
        comment: Some(comment(remark, told.band, told.locale)),
        submitted_at,
        is_submission: false,
        review: None,
    })
}

/// What a gradebook is told of a total: at the pass mark or above it if, and only if, it passed (D.1). `None` where no
/// number below the mark is left.
#[must_use]
pub fn posted(outcome: Outcome, points: u32, column: Column) -> Option<Score> {
    let given = match outcome {
        Outcome::Pass => points.max(column.score_at_least).min(column.maximum),
        Outcome::Revise => points.min(column.score_at_least.checked_sub(1)?),
    };
    Some(Score {
        given,
        maximum: column.maximum,
    })
}

/// A result does not hold any more.
#[must_use]
pub fn cleared(locale: Option<&str>) -> Message {
    Message {
        comment: Some(comment(Remark::Withdrawn, "", locale)),
        ..empty()
    }
}

/// What was earned elsewhere is recognised here, once, now. `None` where there is no column.
#[must_use]
pub fn recognised(
    mode: GradeMode,
    column: Column,
    told: &Told<'_>,
    now: Timestamp,
) -> Option<Message> {
    let message = decided(mode, column, told, Some(now))?;
    Some(Message {
        comment: Some(comment(Remark::Recognised, told.band, told.locale)),
        is_submission: true,
        ..message
    })
}

/// How much is held of what a gate asks for. Nothing is never sent as 0: the cell is emptied.
#[must_use]
pub fn gate(mode: GradeMode, held: u32, required: u32) -> Option<Message> {
    let is_met = held >= required;
    let score = match mode {
        GradeMode::None => return None,
        _ if required == 0 => return None,
        GradeMode::Points if held == 0 => None,
        GradeMode::Points => Some(Score {
            given: held.min(required),
            maximum: required,
        }),
        GradeMode::PassOnly => is_met.then_some(Score {
            given: 1,
            maximum: 1,
        }),
    };
    let Some(score) = score else {
        return Some(empty());
    };
    Some(Message {
        activity: if is_met {
            Activity::Completed
        } else {
            Activity::InProgress
        },
        grading: Grading::FullyGraded,
        score: Some(score),
        preserves_score: None,
        ..empty()
    })
}

fn empty() -> Message {
    Message {
        activity: Activity::Initialized,
        grading: Grading::NotReady,
        score: None,
        comment: None,
        submitted_at: None,
        is_submission: false,
        preserves_score: Some(false),
        review: None,
    }
}

fn comment(remark: Remark, band: &str, locale: Option<&str>) -> Comment {
    Comment {
        remark,
        band: band.to_owned(),
        locale: locale.map(str::to_owned),
    }
}

impl Message {
    /// Whether it takes a score away that is there.
    #[must_use]
    pub fn is_clearing(&self) -> bool {
        self.score.is_none() && self.preserves_score == Some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(outcome: Outcome, points: u32) -> Told<'static> {
        Told {
            outcome,
            points,
            band: "Almost",
            is_changed_after_review: false,
            locale: None,
        }
    }

    const TWENTY: Column = Column {
        maximum: 20,
        score_at_least: 16,
    };
    const ONE: Column = Column {
        maximum: 1,
        score_at_least: 1,
    };

    #[test]
    fn the_ten_totals_of_the_worked_example_are_posted_on_their_side_of_the_mark() {
        for (outcome, total, posted_points) in [
            (Outcome::Pass, 16, 16),
            (Outcome::Pass, 20, 20),
            (Outcome::Pass, 14, 16),
            (Outcome::Pass, 25, 20),
            (Outcome::Revise, 14, 14),
            (Outcome::Revise, 15, 15),
            (Outcome::Revise, 16, 15),
            (Outcome::Revise, 19, 15),
            (Outcome::Revise, 0, 0),
        ] {
            let score = posted(outcome, total, TWENTY).unwrap();
            assert_eq!(
                (score.given, score.maximum),
                (posted_points, 20),
                "{outcome:?} {total}"
            );
        }
    }

    #[test]
    fn pass_only_tells_nothing_but_a_pass() {
        let pass = decided(GradeMode::PassOnly, ONE, &told(Outcome::Pass, 18), None).unwrap();
        assert_eq!(
            pass.score,
            Some(Score {
                given: 1,
                maximum: 1
            })
        );
        let revise = decided(GradeMode::PassOnly, ONE, &told(Outcome::Revise, 14), None).unwrap();
        assert_eq!(
            (
                revise.score,
                revise.activity,
                revise.grading,
                revise.preserves_score
            ),
            (
                None,
                Activity::InProgress,
                Grading::PendingManual,
                Some(true)
            )
        );
    }

    #[test]
    fn a_review_that_takes_a_pass_back_takes_its_point_back() {
        let changed = Told {
            is_changed_after_review: true,
            ..told(Outcome::Revise, 14)
        };
        let message = decided(GradeMode::PassOnly, ONE, &changed, None).unwrap();
        assert!(message.is_clearing());
        let message = decided(GradeMode::Points, TWENTY, &changed, None).unwrap();
        assert!(!message.is_clearing());
    }

    #[test]
    fn a_gate_tells_progress_and_empties_the_cell_rather_than_saying_nought() {
        for (mode, held, expected) in [
            (GradeMode::Points, 0, None),
            (GradeMode::Points, 4, Some((4, 5))),
            (GradeMode::Points, 5, Some((5, 5))),
            (GradeMode::Points, 7, Some((5, 5))),
            (GradeMode::PassOnly, 4, None),
            (GradeMode::PassOnly, 5, Some((1, 1))),
        ] {
            let message = gate(mode, held, 5).unwrap();
            let score = message.score.map(|score| (score.given, score.maximum));
            assert_eq!(score, expected, "{mode:?} {held}");
            assert_eq!(message.is_clearing(), expected.is_none());
        }
        assert_eq!(gate(GradeMode::None, 5, 5), None);
        assert_eq!(gate(GradeMode::Points, 0, 0), None);
    }

    #[test]
    fn a_message_survives_storage() {
        let message = recognised(
            GradeMode::Points,
            TWENTY,
            &told(Outcome::Pass, 18),
            Timestamp::from_seconds(7),
        );
        let stored = serde_json::to_value(message.as_ref().unwrap()).unwrap();
        assert_eq!(stored["comment"]["remark"], "recognised");
        assert_eq!(serde_json::from_value(stored).ok(), message);
    }

    proptest! {
        #[test]
        fn a_score_reaches_the_mark_if_and_only_if_it_passed(
            points in 0_u32..2000, maximum in 1_u32..1000, mark in 0_u32..1000, is_pass: bool,
        ) {
            let column = Column { maximum, score_at_least: mark.min(maximum) };
            let outcome = if is_pass { Outcome::Pass } else { Outcome::Revise };
            for mode in GradeMode::ALL {
                let column = if mode == GradeMode::PassOnly { ONE } else { column };
                let message = decided(mode, column, &told(outcome, points), None);
                let score = message.and_then(|message| message.score);
                if let Some(score) = score {
                    prop_assert_eq!(score.given >= column.score_at_least, is_pass);
                    prop_assert!(score.given <= score.maximum);
                } else {
                    prop_assert!(!is_pass || mode == GradeMode::None);
                }
            }
        }
    }
}
