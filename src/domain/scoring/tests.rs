//! The cases of the worked example (B.5), and what holds for every rubric.

use proptest::prelude::*;

use super::*;
use crate::domain::credential::sample::{
    condition, criterion, detail_rubric, rubric, rubrics, worked_rubric,
};
use crate::domain::credential::{Level, PassRule};

/// So many details of each criterion, the first ones.
fn evident(counts: &[u32]) -> Scores {
    let scores = counts.iter().enumerate().map(|(at, count)| {
        let details = (0..*count).map(|number| format!("d{number}")).collect();
        (format!("criterion-{at}"), Score::Evident(details))
    });
    scores.collect()
}

fn conditions(met: [bool; 3]) -> Conditions {
    let names = ["k1", "k2", "k3"].map(String::from);
    names.into_iter().zip(met).collect()
}

#[test]
fn the_cases_of_the_worked_example_come_out_as_agreed() {
    let all = [true; 3];
    // Case, details seen, conditions, band by points, band, passed, insufficient, posted.
    for (case, counts, met, by_points, band, passed, insufficient, posted) in [
        ("a", [5, 5, 5, 5], all, "yes", "yes", true, false, 20),
        ("b", [5, 5, 5, 1], all, "yes", "yes", true, false, 16),
        ("c", [5, 5, 5, 0], all, "almost", "almost", false, false, 15),
        (
            "d",
            [5, 5, 5, 2],
            [false, true, true],
            "yes",
            "almost",
            false,
            false,
            15,
        ),
        (
            "e",
            [4, 4, 4, 0],
            all,
            "not-yet",
            "not-yet",
            false,
            false,
            12,
        ),
        (
            "f",
            [3, 3, 3, 3],
            all,
            "not-yet",
            "not-yet",
            false,
            false,
            12,
        ),
        ("g", [5, 0, 0, 0], all, "not-yet", "not-yet", false, true, 5),
        ("h", [0, 0, 0, 0], all, "not-yet", "not-yet", false, true, 0),
    ] {
        let scoring = score(&worked_rubric(), &evident(&counts), &conditions(met));
        let outcome = if passed {
            Outcome::Pass
        } else {
            Outcome::Revise
        };
        let expected = Scoring {
            total: counts.iter().sum(),
            band_by_points: Some(by_points.to_owned()),
            band: Some(band.to_owned()),
            outcome,
            insufficient,
            posted_points: posted,
        };
        assert_eq!(scoring, expected, "case {case}");
    }
}

#[test]
fn a_condition_of_which_nothing_is_known_is_not_met() {
    let scoring = score(&worked_rubric(), &evident(&[5; 4]), &Conditions::new());
    assert_eq!(scoring.outcome, Outcome::Revise);
    assert_eq!(scoring.posted_points, 15);
}

fn levels(at: usize, most: u32) -> Criterion {
    let levels = (0..=most).map(|points| Level {
        id: format!("l{points}"),
        title: format!("Level {points}"),
        points,
        text: String::from("Some work."),
        shown: points >= 2,
    });
    Criterion {
        levels: levels.collect(),
        ..criterion(at)
    }
}

fn at_levels(points: &[u32]) -> Scores {
    let scores = points.iter().enumerate().map(|(at, points)| {
        let level = Score::Level(format!("l{points}"));
        (format!("criterion-{at}"), level)
    });
    scores.collect()
}

/// Three criteria from 0 to 3; bands 0–3, 4–5, 6–9.
fn three_levels(pass: PassRule) -> Rubric {
    let criteria = (0..3).map(|at| levels(at, 3)).collect();
    let mut rubric = rubric(Model::CriterionLevels, criteria, &[0, 4, 6]);
    rubric.pass = pass;
    rubric
}

#[test]
fn points_that_reach_the_highest_band_do_not_pass_against_the_rule() {
    let rubric = three_levels(PassRule::EveryCriterionAtLeast(2));
    assert_eq!(threshold(&rubric), Ok(6));
    let scoring = score(&rubric, &at_levels(&[3, 3, 1]), &Conditions::new());
    assert_eq!(scoring.total, 7);
    assert_eq!(scoring.band_by_points.as_deref(), Some("band-2"));
    assert_eq!(scoring.band.as_deref(), Some("band-1"));
    assert_eq!(scoring.outcome, Outcome::Revise);
    assert_eq!(scoring.posted_points, 5);
    let scoring = score(&rubric, &at_levels(&[2, 2, 2]), &Conditions::new());
    assert_eq!((scoring.outcome, scoring.posted_points), (Outcome::Pass, 6));
}

#[test]
fn each_demand_of_a_pass_rule_raises_the_threshold_as_far_as_it_has_to() {
    let of = |criterion: &str, points| PassRule::CriterionAtLeast {
        criterion: criterion.to_owned(),
        points,
    };
    let level = |criterion: &str, level: &str| PassRule::LevelIs {
        criterion: criterion.to_owned(),
        level: level.to_owned(),
    };
    for (pass, expected) in [
        (PassRule::TotalAtLeast(7), Ok(7)),
        (PassRule::TotalAtLeast(3), Ok(6)),
        (PassRule::EveryCriterionAtLeast(3), Ok(9)),
        (of("criterion-0", 3), Ok(6)),
        (PassRule::ComponentsTouchedAtLeast(3), Ok(6)),
        (
            PassRule::ComponentsTouchedAtLeast(4),
            Err(NoThreshold::Unreachable),
        ),
        (PassRule::PartPassed(String::from("overview")), Ok(6)),
        (
            PassRule::PartPassed(String::from("nowhere")),
            Err(NoThreshold::Unreachable),
        ),
        (PassRule::Not(Box::new(level("criterion-0", "l0"))), Ok(6)),
        (
            PassRule::AllOf(vec![level("criterion-0", "l3"), level("criterion-0", "l2")]),
            Err(NoThreshold::Unreachable),
        ),
        (
            PassRule::AllOf(vec![
                level("criterion-0", "l3"),
                PassRule::EveryCriterionAtLeast(2),
            ]),
            Ok(7),
        ),
        (
            PassRule::AnyOf(vec![
                PassRule::TotalAtLeast(9),
                PassRule::EveryCriterionAtLeast(3),
            ]),
            Ok(9),
        ),
    ] {
        assert_eq!(threshold(&three_levels(pass.clone())), expected, "{pass:?}");
    }
}

#[test]
fn a_rule_beyond_the_bounds_has_no_threshold_and_takes_no_time() {
    let criteria = (0..40).map(|at| levels(at, 3)).collect();
    let mut rubric = rubric(Model::CriterionLevels, criteria, &[0, 60]);
    let each = (0..40).map(|at| PassRule::CriterionAtLeast {
        criterion: format!("criterion-{at}"),
        points: 2,
    });
    rubric.pass = PassRule::AnyOf(each.collect());
    assert_eq!(threshold(&rubric), Err(NoThreshold::TooComplex));
    let details = detail_rubric(&[2000], &[0, 5]);
    assert_eq!(passing_totals(&details), Err(NoThreshold::TooComplex));
}

/// Any pass rule about a rubric with up to four criteria.
fn rules() -> impl Strategy<Value = PassRule> {
    let name = || (0..4_usize).prop_map(|at| format!("criterion-{at}"));
    let leaf = prop_oneof![
        (1..12_u32).prop_map(PassRule::TotalAtLeast),
        (name(), 0..4_u32)
            .prop_map(|(criterion, points)| PassRule::CriterionAtLeast { criterion, points }),
        (0..4_u32).prop_map(PassRule::EveryCriterionAtLeast),
        (0..5_u32).prop_map(PassRule::ComponentsTouchedAtLeast),
        Just(PassRule::PartPassed(String::from("overview"))),
        Just(PassRule::ConditionMet(String::from("whole"))),
        (name(), 0..4_usize).prop_map(|(criterion, level)| PassRule::LevelIs {
            criterion,
            level: format!("level-{level}"),
        }),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(PassRule::AllOf),
            prop::collection::vec(inner.clone(), 1..4).prop_map(PassRule::AnyOf),
            inner.prop_map(|rule| PassRule::Not(Box::new(rule))),
        ]
    })
}

/// Any rubric with any rule, and criteria that share components.
fn judged() -> impl Strategy<Value = Rubric> {
    (rubrics(), rules(), 1..5_usize, any::<bool>()).prop_map(
        |(mut rubric, pass, components, capped)| {
            rubric.pass = pass;
            for (at, criterion) in rubric.criteria.iter_mut().enumerate() {
                criterion.component = Some(format!("component-{}", at % components));
            }
            if capped {
                let lowest = rubric.bands[0].id.clone();
                rubric.conditions = vec![condition("whole", &lowest)];
            }
            rubric
        },
    )
}

/// Every way to score a rubric, of its criteria from this one on.
fn all_scorings(rubric: &Rubric, from: usize) -> Vec<Scores> {
    let Some(criterion) = rubric.criteria.get(from) else {
        return vec![Scores::new()];
    };
    let choices: Vec<Score> = match rubric.model {
        Model::DetailPoints => (0..1_u32 << criterion.details.len())
            .map(|chosen| {
                let details = criterion.details.iter().enumerate();
                let details = details.filter(|(at, _)| chosen >> at & 1 == 1);
                Score::Evident(details.map(|(_, detail)| detail.id.clone()).collect())
            })
            .collect(),
        Model::CriterionLevels => criterion
            .levels
            .iter()
            .map(|level| Score::Level(level.id.clone()))
            .chain([Score::Met(false)])
            .collect(),
        Model::AllMet => vec![Score::Met(false), Score::Met(true)],
    };
    let rest = all_scorings(rubric, from + 1);
    let mut all = Vec::new();
    for choice in choices {
        for other in &rest {
            let mut scores = other.clone();
            scores.insert(criterion.id.clone(), choice.clone());
            all.push(scores);
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_threshold_is_the_lowest_total_that_passes_and_a_posted_score_reaches_it_exactly_when_it_passes(
        mut rubric in judged(),
    ) {
        // Few enough ways to try all of them.
        rubric.criteria.truncate(3);
        let ends = rubric.max_points();
        rubric.bands.last_mut().unwrap().max = ends.max(rubric.bands.last().unwrap().min);
        let mut lowest = None;
        let scorings = all_scorings(&rubric, 0);
        for scores in &scorings {
            for met in [true, false] {
                let conditions = Conditions::from([(String::from("whole"), met)]);
                let scoring = score_without_posting(&rubric, scores, &conditions);
                if scoring.0 == Outcome::Pass {
                    lowest = Some(lowest.unwrap_or(u32::MAX).min(scoring.1));
                }
            }
        }
        prop_assert_eq!(threshold(&rubric), lowest.ok_or(NoThreshold::Unreachable));
        let Some(lowest) = lowest else { return Ok(()) };
        for scores in scorings.iter().step_by(scorings.len() / 16 + 1) {
            for met in [true, false] {
                let conditions = Conditions::from([(String::from("whole"), met)]);
                let scoring = score(&rubric, scores, &conditions);
                let reaches = scoring.posted_points >= lowest;
                // A threshold of 0 needs a rubric whose lowest band passes, which is not published.
                prop_assert!(lowest == 0 || reaches == (scoring.outcome == Outcome::Pass));
                let shown = rubric.bands.iter().find(|band| Some(&band.id) == scoring.band.as_ref());
                prop_assert!(shown.is_none_or(|band| band.outcome == scoring.outcome));
            }
        }
    }
}

/// Outcome and total alone, without the search that posting needs.
fn score_without_posting(
    rubric: &Rubric,
    scores: &Scores,
    conditions: &Conditions,
) -> (Outcome, u32) {
    let standing = Standing::new(rubric, scores, conditions);
    let decided = decide(rubric, &standing);
    (decided.outcome, standing.total)
}
