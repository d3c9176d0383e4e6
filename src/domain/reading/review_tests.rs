//! Claims about what a reading lacks, and about what it must not refer to.

use std::collections::BTreeMap;

use super::*;
use crate::domain::credential::sample::{definition, worked_rubric};
use crate::domain::credential::{Definition, FeedbackRule, Outcome, ResubmitScope};
use crate::domain::handed::Handed;
use crate::domain::handed::tests::handed;

/// A comment of fifteen words.
const WORDS: &str =
    "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";

fn worked() -> Definition {
    definition(worked_rubric())
}

/// The first condition is found to be met, the others are for the assessor.
fn found(is_met: Option<bool>) -> BTreeMap<String, Option<bool>> {
    BTreeMap::from([("k1".to_owned(), is_met)])
}

/// A whole reading with so many evident details in each criterion.
fn reading(definition: &Definition, evident: [usize; 4]) -> Reading {
    let mut reading = Reading {
        strength: "Clear goals.".into(),
        next_step: "Listen longer.".into(),
        conditions: [("k2".to_owned(), true), ("k3".to_owned(), true)].into(),
        ..Reading::default()
    };
    for (criterion, evident) in definition.rubric.criteria.iter().zip(evident) {
        let details = criterion.details.iter().enumerate();
        let seen = CriterionReading {
            details: details
                .map(|(at, detail)| (detail.id.clone(), at < evident))
                .collect(),
            comment: WORDS.into(),
            none_found: true,
            ..CriterionReading::default()
        };
        reading.criteria.insert(criterion.id.clone(), seen);
    }
    reading
}

/// The cases a to h of the worked example, B.5.
#[test]
fn the_worked_example_comes_out_as_it_is_written_down() {
    let definition = worked();
    for (case, evident, k1, band, outcome, posted) in [
        ("a", [5, 5, 5, 5], true, "yes", Outcome::Pass, 20),
        ("b", [5, 5, 5, 1], true, "yes", Outcome::Pass, 16),
        ("c", [5, 5, 5, 0], true, "almost", Outcome::Revise, 15),
        ("d", [5, 5, 5, 2], false, "almost", Outcome::Revise, 15),
        ("e", [4, 4, 4, 0], true, "not-yet", Outcome::Revise, 12),
        ("f", [3, 3, 3, 3], true, "not-yet", Outcome::Revise, 12),
        ("g", [5, 0, 0, 0], true, "not-yet", Outcome::Revise, 5),
        ("h", [0, 0, 0, 0], true, "not-yet", Outcome::Revise, 0),
    ] {
        let reading = reading(&definition, evident);
        let looked = review(&definition, &found(Some(k1)), &reading);
        let scoring = looked.scoring.clone().unwrap();
        assert_eq!(scoring.band.as_deref(), Some(band), "{case}");
        assert_eq!(
            (scoring.outcome, scoring.posted_points),
            (outcome, posted),
            "{case}"
        );
        let needs_reason = matches!(case, "g" | "h");
        let expected: &[Missing] = if needs_reason {
            &[Missing::Reason]
        } else {
            &[]
        };
        assert_eq!(looked.missing, expected, "{case}");
        assert_eq!((looked.marked, looked.marks), (20, 20), "{case}");
    }
}

#[test]
fn what_is_missing_is_said_and_nothing_is_totalled_before() {
    let definition = worked();
    let whole = reading(&definition, [5, 5, 5, 4]);
    assert!(review(&definition, &found(Some(true)), &whole).is_complete());
    let look = |change: &dyn Fn(&mut Reading)| {
        let mut changed = whole.clone();
        change(&mut changed);
        review(&definition, &found(Some(true)), &changed)
    };
    let last = "criterion-3".to_owned();
    let of = |reading: &mut Reading, change: &dyn Fn(&mut CriterionReading)| {
        change(reading.criteria.get_mut("criterion-3").unwrap());
    };
    for (change, missing, is_scored) in [
        (
            &(|one: &mut Reading| {
                of(one, &|seen| {
                    seen.details.remove("d2");
                });
            }) as &dyn Fn(&mut Reading),
            Missing::Score {
                criterion: last.clone(),
                detail: Some("d2".into()),
            },
            false,
        ),
        (
            &|one| of(one, &|seen| seen.comment = "Too short, I fear.".into()),
            Missing::Comment {
                criterion: last.clone(),
                words: 4,
            },
            true,
        ),
        (
            &|one| of(one, &|seen| seen.none_found = false),
            Missing::Evidence {
                criterion: last.clone(),
            },
            true,
        ),
        (
            &|one| {
                one.conditions.remove("k3");
            },
            Missing::Condition {
                condition: "k3".into(),
            },
            false,
        ),
        (&|one| one.strength = "  ".into(), Missing::Strength, true),
        (&|one| one.next_step.clear(), Missing::NextStep, true),
    ] {
        let looked = look(change);
        assert_eq!(looked.missing, [missing]);
        assert_eq!(looked.is_scored(), is_scored, "{:?}", looked.missing);
        assert!(!looked.is_complete());
    }
    let empty = review(&definition, &found(Some(true)), &Reading::default());
    assert_eq!((empty.marked, empty.scoring), (0, None));
    assert_eq!(empty.missing.len(), 20 + 2 + 2);
}

#[test]
fn a_place_that_is_named_is_as_good_as_saying_that_there_is_none() {
    let definition = worked();
    let mut whole = reading(&definition, [5, 5, 5, 4]);
    let seen = whole.criteria.get_mut("criterion-3").unwrap();
    seen.none_found = false;
    let slot = definition.slots().next().unwrap().id.clone();
    let pointer = Pointer {
        slot,
        file: None,
        at: None,
        page: None,
        quote: Some("here".into()),
    };
    seen.detail_evidence.insert("d0".into(), vec![pointer]);
    assert!(review(&definition, &found(Some(true)), &whole).is_complete());
}

#[test]
fn where_the_tool_cannot_tell_the_assessor_has_to_look_and_where_it_can_its_word_stands() {
    let definition = worked();
    let mut whole = reading(&definition, [5, 5, 5, 5]);
    let k1 = Missing::Condition {
        condition: "k1".into(),
    };
    assert_eq!(review(&definition, &found(None), &whole).missing, [k1]);
    whole.conditions.insert("k1".into(), true);
    let looked = review(&definition, &found(None), &whole);
    assert_eq!(looked.scoring.unwrap().outcome, Outcome::Pass);
    let looked = review(&definition, &found(Some(false)), &whole);
    assert_eq!(looked.scoring.unwrap().outcome, Outcome::Revise);
}

#[test]
fn comments_are_wanted_as_the_rubric_says() {
    let mut definition = worked();
    let mut whole = reading(&definition, [5, 5, 5, 4]);
    for seen in whole.criteria.values_mut() {
        seen.comment.clear();
    }
    for (rule, wanted) in [
        (FeedbackRule::BelowTop, 1),
        (FeedbackRule::Always, 4),
        (FeedbackRule::Never, 0),
    ] {
        for criterion in &mut definition.rubric.criteria {
            criterion.feedback = rule;
        }
        let looked = review(&definition, &found(Some(true)), &whole);
        assert_eq!(
            looked.missing.len(),
            wanted,
            "{rule:?} {:?}",
            looked.missing
        );
    }
}

#[test]
fn what_the_pinned_rubric_or_the_work_does_not_have_is_named() {
    let definition = worked();
    let work: Handed = handed("because", "00");
    let known = reading(&definition, [5, 5, 5, 4]);
    assert!(unknown(&definition, &work, &known).is_empty());
    let file = work.files[0].id;
    let mut other = known;
    other
        .criteria
        .insert("criterion-9".into(), CriterionReading::default());
    other.conditions.insert("k9".into(), true);
    let seen = other.criteria.get_mut("criterion-0").unwrap();
    seen.details.insert("d9".into(), true);
    seen.level = Some("good".into());
    seen.met = Some(true);
    let slot = definition.slots().next().unwrap().id.clone();
    for (slot, file) in [("nowhere".to_owned(), None), (slot, Some(file))] {
        seen.evidence.push(Pointer {
            slot,
            file,
            at: None,
            page: None,
            quote: None,
        });
    }
    let mark = |mark: &str| Unknown::Mark {
        criterion: "criterion-0".into(),
        mark: mark.into(),
    };
    let expected = [
        Unknown::Criterion("criterion-9".into()),
        mark("d9"),
        mark("good"),
        mark("met"),
        Unknown::Condition("k9".into()),
        Unknown::Slot("nowhere".into()),
        Unknown::File(file),
    ];
    assert_eq!(unknown(&definition, &work, &other), expected.into());
}

#[test]
fn scores_are_carried_only_where_nothing_was_changed() {
    let mut definition = worked();
    let slot = |id: &str| {
        let mut slot = definition.parts[0].slots[0].clone();
        slot.id = id.into();
        slot
    };
    let (why, plan) = (slot("why"), slot("plan"));
    let mut second = definition.parts[0].clone();
    second.id = "second".into();
    second.slots = vec![plan];
    definition.parts[0].slots = vec![why];
    definition.parts.push(second);
    let parts = [
        ["overview"].as_slice(),
        &["second"],
        &["overview", "second"],
        &[],
    ];
    for (criterion, parts) in definition.rubric.criteria.iter_mut().zip(parts) {
        criterion.parts = parts.iter().map(|part| (*part).to_owned()).collect();
    }
    let (before, after) = (handed("because", "00"), handed("why not", "00"));
    let read = reading(&definition, [5, 4, 3, 2]);
    let ids = |carried: &Reading| carried.criteria.keys().cloned().collect::<Vec<_>>();
    assert!(
        ids(&carry(&definition, &before, &after, &read)).is_empty(),
        "all is handed in anew"
    );
    definition.attempts.resubmit = ResubmitScope::FailedParts;
    let carried = carry(&definition, &before, &after, &read);
    assert_eq!(ids(&carried), ["criterion-1"]);
    assert_eq!(
        carried.criteria["criterion-1"],
        read.criteria["criterion-1"]
    );
    assert_eq!((&*carried.strength, carried.insufficient), ("", None));
    assert_eq!(
        ids(&carry(&definition, &before, &before.clone(), &read)).len(),
        3
    );
}

#[test]
fn a_code_names_the_work_and_a_text_loses_what_cannot_be_kept() {
    let id = uuid::Uuid::from_u128(0x0199_abcd_0000_7000_8000_0000_7f3a_19c2);
    assert_eq!(code(id.into()), "7F3A-19C2");
    let mut whole = reading(&worked(), [0; 4]);
    whole.private_note = "a\0b".into();
    whole.criteria.get_mut("criterion-0").unwrap().comment = "\0".into();
    let clean = whole.without_nul();
    assert_eq!(
        (
            &*clean.private_note,
            &*clean.criteria["criterion-0"].comment
        ),
        ("ab", "")
    );
    assert!(!is_too_long(&clean));
    let long = Reading {
        strength: "x".repeat(LONGEST_TEXT + 1),
        ..Reading::default()
    };
    assert!(is_too_long(&long));
}
