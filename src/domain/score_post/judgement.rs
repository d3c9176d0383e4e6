//! Whether a message may be sent, in view of what the gradebook shows. A person's grade is never lowered, and nothing is
//! said twice (domain model D.3, *read before write*).

use super::message::{Message, Score};

/// A millionth is what is told apart of a value at an LMS.
pub const MICROS: f64 = 1e6;

/// A value as the LMS shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The score in millionths, where there is one.
    pub score: Option<i64>,
    /// The maximum in millionths.
    pub maximum: i64,
    /// The comment that stands beside it, where the LMS tells.
    pub comment: Option<String>,
}

/// What is known of a cell before a message is sent to it.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// What the LMS shows now; nothing where it does not let us look.
    pub seen: Option<&'a Seen>,
    /// The last value that it is known to have taken from us.
    pub confirmed: Option<Score>,
    /// A value that it may have taken from us.
    pub doubtful: Option<Score>,
    /// Whether this message may have arrived already.
    pub is_uncertain: bool,
    /// Whether the product takes a score away when a message brings none.
    pub clears_without_score: bool,
    /// Whether the product adds each comment to those before.
    pub appends_comments: bool,
    /// The comment that would be sent, as it would arrive.
    pub comment: Option<&'a str>,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Send it, with its comment or without.
    Send {
        /// Whether the comment goes with it.
        with_comment: bool,
    },
    /// It has arrived before.
    Arrived,
    /// A person gave as much or more: that stands.
    Overridden,
    /// It would take a score away and says nothing that is needed.
    Spared,
}

/// Judges a message.
#[must_use]
pub fn judge(message: &Message, known: &Known<'_>) -> Judgement {
    let value = known
        .seen
        .and_then(|seen| seen.score.map(|score| (score, seen.maximum)));
    let is = |ours: Option<Score>| {
        ours.zip(value)
            .is_some_and(|(ours, (score, maximum))| is_same(ours, score, maximum))
    };
    let is_ours =
        is(known.confirmed) || is(known.doubtful) || (known.is_uncertain && is(message.score));
    if let Some(score) = message.score {
        if known.is_uncertain && is(Some(score)) {
            let is_news = known.confirmed.is_none_or(|old| !equals(old, score));
            if is_news || is_said(known) {
                return Judgement::Arrived;
            }
        }
        if let (false, Some((theirs, maximum))) = (is_ours, value)
            && is_at_least(theirs, maximum, score)
        {
            return Judgement::Overridden;
        }
    } else if message.is_clearing() {
        match (known.seen, value) {
            (Some(_), None) if known.is_uncertain => return Judgement::Arrived,
            (_, Some(_)) if !is_ours => return Judgement::Overridden,
            _ => {}
        }
    } else if known.clears_without_score {
        // What cannot be seen may be there.
        let is_empty = known.seen.is_some() && value.is_none() && known.confirmed.is_none();
        if !is_empty {
            return Judgement::Spared;
        }
    }
    Judgement::Send {
        with_comment: may_comment(known),
    }
}

/// Whether the comment stands at the LMS.
fn is_said(known: &Known<'_>) -> bool {
    let said = known.seen.and_then(|seen| seen.comment.as_deref());
    known.comment.is_some() && said == known.comment
}

/// A comment that may have arrived is not sent again where a second one would be added to it.
fn may_comment(known: &Known<'_>) -> bool {
    if !known.appends_comments {
        return true;
    }
    if is_said(known) {
        return false;
    }
    // Another comment beside the value shows that this one is not there yet.
    let shows_another = known.seen.is_some_and(|seen| seen.comment.is_some());
    !known.is_uncertain || shows_another
}

fn equals(one: Score, other: Score) -> bool {
    u64::from(one.given) * u64::from(other.maximum)
        == u64::from(other.given) * u64::from(one.maximum)
}

/// What of a score the LMS's rounding may have changed: a hundredth of a point, or less where the maximum is small.
fn tolerance(maximum: f64) -> f64 {
    (maximum * 0.005).min(0.01)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "scores of gradebooks are far below 2^52 millionths"
)]
fn scales(ours: Score, score: i64, maximum: i64) -> (f64, f64, f64) {
    let maximum = maximum as f64 / MICROS;
    let ours = f64::from(ours.given) * maximum / f64::from(ours.maximum.max(1));
    (ours, score as f64 / MICROS, maximum)
}

/// Whether a value at the LMS is ours, on its own scale.
#[must_use]
pub fn is_same(ours: Score, score: i64, maximum: i64) -> bool {
    let (ours, theirs, maximum) = scales(ours, score, maximum);
    (ours - theirs).abs() <= tolerance(maximum)
}

fn is_at_least(score: i64, maximum: i64, ours: Score) -> bool {
    let (ours, theirs, maximum) = scales(ours, score, maximum);
    theirs >= ours - tolerance(maximum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::credential::Outcome;
    use crate::domain::placement::{Column, GradeMode};
    use crate::domain::score_post::message::{self, Told};
    use proptest::prelude::*;

    fn points(given: u32) -> Score {
        Score { given, maximum: 20 }
    }

    fn decision(given: u32) -> Message {
        let told = Told {
            outcome: if given >= 16 {
                Outcome::Pass
            } else {
                Outcome::Revise
            },
            points: given,
            band: "",
            is_changed_after_review: false,
            locale: None,
        };
        let column = Column {
            maximum: 20,
            score_at_least: 16,
        };
        message::decided(GradeMode::Points, column, &told, None).unwrap()
    }

    fn handed_in() -> Message {
        let id = uuid::Uuid::nil().into();
        message::submitted(id, crate::clock::Timestamp::from_seconds(1))
    }

    fn seen(score: Option<i64>) -> Seen {
        Seen {
            score: score.map(|score| score * 1_000_000),
            maximum: 20_000_000,
            comment: None,
        }
    }

    fn known(seen: Option<&Seen>, confirmed: Option<u32>) -> Known<'_> {
        Known {
            seen,
            confirmed: confirmed.map(points),
            doubtful: None,
            is_uncertain: false,
            clears_without_score: false,
            appends_comments: true,
            comment: Some("Not yet."),
        }
    }

    const SEND: Judgement = Judgement::Send { with_comment: true };
    const SEND_WITHOUT: Judgement = Judgement::Send {
        with_comment: false,
    };

    #[test]
    fn a_persons_grade_is_never_lowered_and_ours_is_replaced() {
        for (at_lms, confirmed, ours, expected) in [
            (None, None, 14, SEND),
            (None, Some(14), 18, SEND),
            (Some(14), Some(14), 18, SEND),
            (Some(18), Some(18), 14, SEND),
            (Some(14), Some(14), 14, SEND),
            (Some(17), Some(14), 18, SEND),
            (Some(18), Some(14), 18, Judgement::Overridden),
            (Some(20), Some(14), 18, Judgement::Overridden),
            (Some(10), None, 14, SEND),
            (Some(14), None, 14, Judgement::Overridden),
            (Some(0), None, 14, SEND),
        ] {
            let seen = seen(at_lms);
            assert_eq!(
                judge(&decision(ours), &known(Some(&seen), confirmed)),
                expected,
                "{at_lms:?} {confirmed:?} {ours}"
            );
        }
    }

    #[test]
    fn a_value_on_another_scale_or_rounded_is_still_ours() {
        let of_hundred = Seen {
            score: Some(88_890_000),
            maximum: 100_000_000,
            comment: None,
        };
        let ours = Score {
            given: 16,
            maximum: 18,
        };
        assert!(is_same(ours, of_hundred.score.unwrap(), of_hundred.maximum));
        assert!(!is_same(ours, 88_000_000, of_hundred.maximum));
        assert!(is_same(points(14), 700_000, 1_000_000));
        assert!(!is_same(points(14), 750_000, 1_000_000));
    }

    #[test]
    fn after_an_unknown_outcome_the_value_tells_whether_it_arrived() {
        fn uncertain(seen: Option<&Seen>, confirmed: Option<u32>) -> Known<'_> {
            Known {
                is_uncertain: true,
                ..known(seen, confirmed)
            }
        }
        for (at_lms, confirmed, expected) in [
            (Some(18), Some(14), Judgement::Arrived),
            (Some(18), None, Judgement::Arrived),
            (Some(14), Some(14), SEND_WITHOUT),
            (None, None, SEND_WITHOUT),
            // The value was the same before: nothing shows whether the comment is there, so it is not risked.
            (Some(18), Some(18), SEND_WITHOUT),
        ] {
            let seen = seen(at_lms);
            assert_eq!(
                judge(&decision(18), &uncertain(Some(&seen), confirmed)),
                expected,
                "{at_lms:?} {confirmed:?}"
            );
        }
        assert_eq!(judge(&decision(18), &uncertain(None, None)), SEND_WITHOUT);
    }

    #[test]
    fn the_comment_beside_the_value_tells_too() {
        let with = |comment: &str| Seen {
            comment: Some(comment.to_owned()),
            ..seen(Some(14))
        };
        let judged = |seen: &Seen| {
            let known = Known {
                is_uncertain: true,
                ..known(Some(seen), Some(14))
            };
            judge(&decision(14), &known)
        };
        assert_eq!(judged(&with("Not yet.")), Judgement::Arrived);
        assert_eq!(judged(&with("Something older.")), SEND);
    }

    #[test]
    fn where_one_comment_stands_it_is_sent_again_because_leaving_it_out_removes_it() {
        let known = Known {
            is_uncertain: true,
            appends_comments: false,
            ..known(None, None)
        };
        assert_eq!(judge(&decision(18), &known), SEND);
    }

    #[test]
    fn handing_in_never_costs_a_score() {
        let at = |at_lms: Option<Option<i64>>, confirmed, clears_without_score| {
            let seen = at_lms.map(seen);
            let known = Known {
                clears_without_score,
                ..known(seen.as_ref(), confirmed)
            };
            judge(&handed_in(), &known)
        };
        assert_eq!(at(Some(Some(14)), Some(14), false), SEND);
        assert_eq!(at(Some(None), None, true), SEND);
        for (at_lms, confirmed) in [
            (Some(Some(14)), Some(14)),
            (Some(Some(3)), None),
            (None, None),
            (Some(None), Some(14)),
        ] {
            assert_eq!(
                at(at_lms, confirmed, true),
                Judgement::Spared,
                "{at_lms:?} {confirmed:?}"
            );
        }
    }

    #[test]
    fn withdrawing_takes_only_our_own_value_away() {
        let clear = message::cleared(None);
        for (at_lms, confirmed, expected) in [
            (Some(18), Some(18), SEND),
            (None, Some(18), SEND),
            (Some(20), Some(18), Judgement::Overridden),
        ] {
            let seen = seen(at_lms);
            assert_eq!(
                judge(&clear, &known(Some(&seen), confirmed)),
                expected,
                "{at_lms:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_message_lowers_what_a_person_gave(
            theirs in 0_i64..40, confirmed in proptest::option::of(0_u32..=20), ours in 0_u32..=20,
            is_uncertain: bool, clears_without_score: bool, is_clear: bool,
        ) {
            let seen = seen(Some(theirs));
            let known = Known { is_uncertain, clears_without_score, ..known(Some(&seen), confirmed) };
            let message = if is_clear { message::cleared(None) } else { decision(ours) };
            let is_persons = confirmed.is_none_or(|ours| i64::from(ours) != theirs);
            let lowers = message.score.is_none_or(|score| i64::from(score.given) < theirs);
            if is_persons && lowers {
                prop_assert_eq!(judge(&message, &known), Judgement::Overridden);
            }
        }
    }
}
