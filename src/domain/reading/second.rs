//! When one reading is not enough, and whether two agree (B.4.6). Owns these rules as plain functions.

use crate::domain::coded;
use crate::domain::credential::life::State as Life;
use crate::domain::credential::{AssessmentPolicy, Outcome};
use crate::domain::id::ReadingSlotId;

/// How many of a hundred readings are drawn for a second one.
pub const DRAWN_OF_HUNDRED: u64 = 10;
/// So many first readings of a new assessor are read again.
pub const NEW_READINGS: i64 = 10;
/// So many points from the threshold is near.
pub const NEAR: u32 = 1;

coded! {
    /// Why somebody else reads it too.
    Why {
        /// The rules of this micro-credential ask for two.
        Policy = "policy",
        /// Pay, a licence or credit rests on it.
        HighStakes = "high_stakes",
        /// The version is being tried out, and assessors are finding out how alike they read it.
        Norming = "norming",
        /// It was drawn.
        Drawn = "drawn",
        /// It is an appeal.
        Appeal = "appeal",
        /// The total is near the threshold.
        NearThreshold = "near_threshold",
        /// The assessor asks for it.
        Asked = "asked",
        /// The assessor is new.
        NewAssessor = "new_assessor",
    }

    /// How two readings stand to each other.
    Agreement {
        /// The same outcome and about the same total.
        Agree = "agree",
        /// The same outcome, and totals further apart than is usual: nothing waits, but it is talked about.
        Apart = "apart",
        /// Another outcome.
        Differ = "differ",
    }
}

/// What is known when the first reading was submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// All points together.
    pub total: u32,
    /// The lowest total that passes, where there is one.
    pub threshold: Option<u32>,
    /// Whether the assessor asks for a second reading.
    pub is_asked: bool,
    /// How many readings the assessor submitted before; `None` for somebody who is known to be experienced.
    pub before: Option<i64>,
}

/// Why a second reading is wanted from the start.
#[must_use]
pub fn from_the_start(
    policy: &AssessmentPolicy,
    version: Life,
    first: ReadingSlotId,
) -> Option<Why> {
    if policy.readers >= 2 {
        Some(Why::Policy)
    } else if policy.high_stakes {
        Some(Why::HighStakes)
    } else if version == Life::Norming {
        Some(Why::Norming)
    } else {
        is_drawn(first, DRAWN_OF_HUNDRED).then_some(Why::Drawn)
    }
}

/// Why a second reading is wanted after the first.
#[must_use]
pub fn after_the_first(read: &Read) -> Option<Why> {
    let is_near = |threshold: u32| read.total.abs_diff(threshold) <= NEAR;
    if read.is_asked {
        Some(Why::Asked)
    } else if read.before.is_some_and(|before| before < NEW_READINGS) {
        Some(Why::NewAssessor)
    } else if read.threshold.is_some_and(is_near) {
        Some(Why::NearThreshold)
    } else {
        None
    }
}

/// Whether a wanted reading is among so many of a hundred. The same id gives the same answer on every machine (FNV-1a).
#[must_use]
pub fn is_drawn(id: ReadingSlotId, of_hundred: u64) -> bool {
    let hash = id
        .to_string()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    // The lowest bits of this hash are its weakest.
    (hash >> 32) % 100 < of_hundred
}

/// How many points two readings may differ and still agree.
#[must_use]
pub fn tolerance(policy: &AssessmentPolicy, max_points: u32) -> u32 {
    policy.tolerance.unwrap_or(max_points / 10)
}

/// How two readings, as total and outcome, stand to each other.
#[must_use]
pub fn agreement(tolerance: u32, first: (u32, Outcome), second: (u32, Outcome)) -> Agreement {
    if first.1 != second.1 {
        Agreement::Differ
    } else if first.0.abs_diff(second.0) <= tolerance {
        Agreement::Agree
    } else {
        Agreement::Apart
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_as_many_are_drawn_as_should_be_and_always_the_same() {
        let ids = (0..10_000_u128).map(|at| ReadingSlotId::from(uuid::Uuid::from_u128(at * 7919)));
        let drawn = ids.clone().filter(|id| is_drawn(*id, DRAWN_OF_HUNDRED));
        let count = drawn.count();
        assert!((800..1_200).contains(&count), "{count}");
        assert!(ids.clone().all(|id| is_drawn(id, 100)));
        assert!(!ids.clone().any(|id| is_drawn(id, 0)));
    }

    #[test]
    fn two_read_from_the_start_what_much_rests_on_and_what_is_tried_out() {
        let one = AssessmentPolicy::default();
        let two = AssessmentPolicy { readers: 2, ..one };
        let pay = AssessmentPolicy {
            high_stakes: true,
            ..one
        };
        let ids = (0..).map(|at| ReadingSlotId::from(uuid::Uuid::from_u128(at * 7919)));
        let mut not_drawn = ids.filter(|id| !is_drawn(*id, DRAWN_OF_HUNDRED));
        let id = not_drawn.next().unwrap();
        for (policy, version, expected) in [
            (one, Life::Published, None),
            (two, Life::Published, Some(Why::Policy)),
            (pay, Life::Published, Some(Why::HighStakes)),
            (one, Life::Norming, Some(Why::Norming)),
        ] {
            assert_eq!(from_the_start(&policy, version, id), expected);
        }
    }

    #[test]
    fn a_second_reading_is_wanted_near_the_threshold_of_the_new_and_where_somebody_asks() {
        let known = Read {
            total: 18,
            threshold: Some(16),
            is_asked: false,
            before: Some(NEW_READINGS),
        };
        for (read, expected) in [
            (known, None),
            (Read { total: 17, ..known }, Some(Why::NearThreshold)),
            (Read { total: 16, ..known }, Some(Why::NearThreshold)),
            (Read { total: 15, ..known }, Some(Why::NearThreshold)),
            (Read { total: 14, ..known }, None),
            (
                Read {
                    total: 16,
                    threshold: None,
                    ..known
                },
                None,
            ),
            (
                Read {
                    is_asked: true,
                    ..known
                },
                Some(Why::Asked),
            ),
            (
                Read {
                    before: Some(9),
                    ..known
                },
                Some(Why::NewAssessor),
            ),
            (
                Read {
                    before: None,
                    ..known
                },
                None,
            ),
        ] {
            assert_eq!(after_the_first(&read), expected, "{read:?}");
        }
    }

    #[test]
    fn two_agree_on_the_outcome_and_within_a_tenth() {
        use Outcome::{Pass, Revise};
        let policy = AssessmentPolicy::default();
        assert_eq!(tolerance(&policy, 20), 2);
        assert_eq!(
            tolerance(
                &AssessmentPolicy {
                    tolerance: Some(0),
                    ..policy
                },
                20
            ),
            0
        );
        for (first, second, expected) in [
            ((18, Pass), (18, Pass), Agreement::Agree),
            ((18, Pass), (16, Pass), Agreement::Agree),
            ((20, Pass), (17, Pass), Agreement::Apart),
            ((16, Pass), (15, Revise), Agreement::Differ),
            ((17, Pass), (17, Revise), Agreement::Differ),
            ((9, Revise), (13, Revise), Agreement::Apart),
        ] {
            assert_eq!(
                agreement(2, first, second),
                expected,
                "{first:?} {second:?}"
            );
            assert_eq!(agreement(2, second, first), expected, "either way round");
        }
    }
}
