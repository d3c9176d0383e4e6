//! Gates: counting against a rule, and the small tables against literal ones.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::clock::Timestamp;
use crate::domain::award::State as Award;

fn credential(slug: &str) -> Requirement {
    Requirement::Credential(slug.to_owned())
}

fn stack(slug: &str) -> Requirement {
    Requirement::Stack(slug.to_owned())
}

fn all(parts: &[&str]) -> Requirement {
    Requirement::AllOf(parts.iter().copied().map(credential).collect())
}

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// Requirements as they can be published: three levels, nothing empty, no choice of more than there is.
fn requirement_tree() -> impl Strategy<Value = Requirement> {
    let leaf = prop_oneof![
        prop::sample::select(&NAMES[..]).prop_map(credential),
        prop::sample::select(&NAMES[..]).prop_map(stack),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let parts = prop::collection::vec(inner, 1..5);
        prop_oneof![
            parts.clone().prop_map(Requirement::AllOf),
            parts.clone().prop_map(Requirement::OneOf),
            (parts, any::<prop::sample::Index>()).prop_map(|(of, n)| Requirement::NOf {
                n: u32::try_from(n.index(of.len())).unwrap() + 1,
                of,
            }),
        ]
    })
}

fn leaves(requires: &Requirement) -> Vec<&Requirement> {
    let mut leaves = Vec::new();
    requires.visit(&mut |leaf| leaves.push(leaf));
    leaves
}

fn some_held() -> impl Strategy<Value = BTreeSet<String>> {
    prop::collection::btree_set(
        prop::sample::select(&NAMES[..]).prop_map(String::from),
        0..6,
    )
}

fn name(leaf: &Requirement) -> &str {
    match leaf {
        Requirement::Credential(slug) | Requirement::Stack(slug) => slug,
        _ => unreachable!("only leaves are asked about"),
    }
}

proptest! {
    #[test]
    fn the_count_reaches_what_is_needed_exactly_when_the_tree_is_met(
        tree in requirement_tree(),
        have in some_held(),
    ) {
        let holds = |leaf: &Requirement| have.contains(name(leaf));
        let count = Progress::of(&tree, &holds);
        prop_assert!(count.held <= count.required);
        prop_assert_eq!(count.is_met(), tree.is_met(&holds));
        prop_assert_eq!(count.held == count.required, tree.is_met(&holds));
        prop_assert_eq!(missing(&tree, &holds).is_empty(), tree.is_met(&holds));
    }

    #[test]
    fn another_award_never_makes_the_count_less(
        tree in requirement_tree(),
        have in some_held(),
        another in prop::sample::select(&NAMES[..]),
    ) {
        let fewer = held(&tree, &|leaf| have.contains(name(leaf)));
        let more = held(&tree, &|leaf| have.contains(name(leaf)) || name(leaf) == another);
        prop_assert!(fewer <= more, "{} {}", fewer, more);
    }

    #[test]
    fn whoever_gets_all_that_is_missing_has_met_the_gate(
        tree in requirement_tree(),
        have in some_held(),
    ) {
        let wanted: BTreeSet<_> = missing(&tree, &|leaf| have.contains(name(leaf)))
            .into_iter()
            .flat_map(|missing| match missing {
                Missing::One(leaf) => vec![leaf],
                Missing::Some { of, .. } => of,
            })
            .flat_map(leaves)
            .map(|leaf| name(leaf).to_owned())
            .collect();
        let holds = |leaf: &Requirement| have.contains(name(leaf)) || wanted.contains(name(leaf));
        prop_assert!(tree.is_met(&holds));
    }
}

#[test]
fn of_a_choice_the_way_that_is_furthest_counts() {
    let tree = Requirement::NOf {
        n: 2,
        of: vec![all(&["a", "b", "c"]), credential("d"), credential("e")],
    };
    for (have, expected) in [
        ("", 0),
        ("a", 1),
        ("abc", 1),
        ("d", 1),
        ("de", 2),
        ("abcd", 2),
    ] {
        let holds = |leaf: &Requirement| have.contains(name(leaf));
        let count = Progress::of(&tree, &holds);
        assert_eq!((count.held, count.required), (expected, 2), "{have}");
    }
}

#[test]
fn what_is_missing_is_told_one_by_one_and_a_choice_as_a_choice() {
    let tree = Requirement::AllOf(vec![
        credential("a"),
        Requirement::OneOf(vec![credential("b"), stack("c")]),
        Requirement::NOf {
            n: 2,
            of: vec![credential("d"), credential("e"), credential("f")],
        },
    ]);
    let holds = |leaf: &Requirement| ["e"].contains(&name(leaf));
    let [one, other] = [credential("b"), stack("c")];
    let [first, last] = [credential("d"), credential("f")];
    assert_eq!(
        missing(&tree, &holds),
        [
            Missing::One(&credential("a")),
            Missing::Some {
                more: 1,
                of: vec![&one, &other]
            },
            Missing::Some {
                more: 1,
                of: vec![&first, &last]
            },
        ]
    );
}

#[test]
fn a_gate_opens_is_met_is_lost_and_is_met_again() {
    use State::{Lost, Met, Open};
    for (from, is_met, to) in [
        (Open, false, Open),
        (Open, true, Met),
        (Met, true, Met),
        (Met, false, Lost),
        (Lost, false, Lost),
        (Lost, true, Met),
    ] {
        assert_eq!(from.after(is_met), to, "{from:?} {is_met}");
    }
}

#[test]
fn the_award_of_a_stack_follows_what_it_was_given_for() {
    let now = |is_earned, stands, may_stand| Fulfilment {
        is_earned,
        stands,
        may_stand,
    };
    let nothing = now(false, false, false);
    for (newest, is_ours, fulfilment, expected) in [
        (None, false, nothing, None),
        (None, false, now(true, true, true), Some(Step::Issue)),
        // A newer version asks for more: what was given stays.
        (Some(Award::Active), false, now(false, true, true), None),
        (Some(Award::Active), false, now(true, true, true), None),
        (
            Some(Award::Active),
            false,
            now(false, false, true),
            Some(Step::Suspend),
        ),
        (Some(Award::Active), false, nothing, Some(Step::Revoke)),
        (Some(Award::Suspended), true, now(false, false, true), None),
        (
            Some(Award::Suspended),
            true,
            now(true, true, true),
            Some(Step::Reinstate),
        ),
        (Some(Award::Suspended), true, nothing, Some(Step::Revoke)),
        (
            Some(Award::Revoked),
            true,
            now(true, true, true),
            Some(Step::Issue),
        ),
        (Some(Award::Revoked), true, now(false, true, true), None),
        // What somebody else ended is theirs to give back.
        (Some(Award::Suspended), false, now(true, true, true), None),
        (Some(Award::Revoked), false, now(true, true, true), None),
        (
            Some(Award::Expired),
            false,
            now(true, true, true),
            Some(Step::Issue),
        ),
    ] {
        assert_eq!(
            follow(newest, is_ours, fulfilment),
            expected,
            "{newest:?} {is_ours} {fulfilment:?}"
        );
    }
}

const fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn holding(slug: &str, major: u16, state: Award, until: Option<Timestamp>) -> Holding {
    Holding {
        of: Of::Credential {
            slug: slug.to_owned(),
            major,
        },
        state,
        issued_at: at(50),
        valid_until: until,
    }
}

#[test]
fn which_awards_count_is_for_the_terms_to_say() {
    let ever = Terms::EVER;
    let now = Terms::NOW;
    let fresh = Terms {
        counts_existing: false,
        ..Terms::EVER
    };
    let newer = Terms {
        since_major: [(String::from("a"), 2)].into(),
        ..Terms::EVER
    };
    for (terms, begun_at, held, expected) in [
        (&ever, 0, holding("a", 1, Award::Active, None), true),
        (&ever, 0, holding("a", 1, Award::Active, Some(at(99))), true),
        (
            &ever,
            0,
            holding("a", 1, Award::Expired, Some(at(99))),
            true,
        ),
        (&ever, 0, holding("a", 1, Award::Suspended, None), false),
        (&ever, 0, holding("a", 1, Award::Revoked, None), false),
        (&ever, 0, holding("b", 1, Award::Active, None), false),
        (&now, 0, holding("a", 1, Award::Active, Some(at(101))), true),
        (
            &now,
            0,
            holding("a", 1, Award::Active, Some(at(100))),
            false,
        ),
        (
            &now,
            0,
            holding("a", 1, Award::Expired, Some(at(99))),
            false,
        ),
        (&fresh, 50, holding("a", 1, Award::Active, None), true),
        (&fresh, 51, holding("a", 1, Award::Active, None), false),
        (&newer, 0, holding("a", 1, Award::Active, None), false),
        (&newer, 0, holding("a", 2, Award::Active, None), true),
    ] {
        let rule = Rule {
            terms,
            begun_at: at(begun_at),
            now: at(100),
        };
        let held = Holdings(vec![held]);
        assert_eq!(
            held.count(&credential("a"), &rule),
            expected,
            "{terms:?} {held:?}"
        );
    }
}

#[test]
fn a_stack_holds_at_the_moment_while_what_it_was_given_for_does() {
    let of_stack = Holding {
        of: Of::Stack {
            slug: String::from("s"),
            requires: all(&["a"]),
        },
        state: Award::Active,
        issued_at: at(50),
        valid_until: None,
    };
    let lapsed = holding("a", 1, Award::Active, Some(at(99)));
    let held = Holdings(vec![of_stack, lapsed]);
    for (terms, expected) in [(&Terms::EVER, true), (&Terms::NOW, false)] {
        let rule = Rule {
            terms,
            begun_at: at(0),
            now: at(100),
        };
        assert_eq!(held.count(&stack("s"), &rule), expected, "{terms:?}");
    }
}

#[test]
fn the_best_award_is_the_one_that_holds() {
    let held = Holdings(vec![
        holding("a", 1, Award::Active, None),
        holding("a", 2, Award::Revoked, None),
        holding("a", 3, Award::Expired, Some(at(60))),
    ]);
    let best = held.best(&credential("a"), at(100)).unwrap();
    assert_eq!(best, &held.0[0]);
    assert_eq!(held.best(&credential("b"), at(100)), None);
}

#[test]
fn what_comes_before_is_what_is_named_before_in_each_place() {
    let tree = Requirement::AllOf(vec![
        credential("a"),
        Requirement::AllOf(vec![credential("b"), credential("c")]),
        Requirement::OneOf(vec![credential("d"), credential("e")]),
    ]);
    let Requirement::AllOf(parts) = &tree else {
        unreachable!()
    };
    let (a, b) = (credential("a"), credential("b"));
    for (leaf, expected) in [
        ("a", vec![]),
        ("b", vec![&a]),
        ("c", vec![&a, &b]),
        ("d", vec![&parts[0], &parts[1]]),
        ("e", vec![&parts[0], &parts[1]]),
        ("f", vec![]),
    ] {
        assert_eq!(before(&tree, &credential(leaf)), expected, "{leaf}");
    }
}

#[test]
fn what_a_gate_asks_for_is_something_that_can_be_met() {
    let two = || vec![credential("a"), stack("b")];
    let some = |n| HowMany::Some(n);
    assert_eq!(
        requirement(vec![], HowMany::All),
        Err(NoGate::AsksForNothing)
    );
    assert_eq!(requirement(two(), some(0)), Err(NoGate::AsksForNothing));
    assert_eq!(requirement(two(), some(3)), Err(NoGate::MoreThanNamed));
    assert_eq!(
        requirement(two(), HowMany::All),
        Ok(Requirement::AllOf(two()))
    );
    assert_eq!(requirement(two(), some(2)), Ok(Requirement::AllOf(two())));
    assert_eq!(
        requirement(two(), some(1)),
        Ok(Requirement::NOf { n: 1, of: two() })
    );
    let many = vec![credential("a"); MOST + 1];
    assert_eq!(requirement(many, HowMany::All), Err(NoGate::AsksForTooMuch));
}

#[test]
fn a_gate_reads_as_it_was_written() {
    let gate = Gate {
        title: String::from("Course completion"),
        requires: Requirement::NOf {
            n: 1,
            of: vec![credential("a"), stack("b")],
        },
        terms: Terms {
            since_major: [(String::from("a"), 2)].into(),
            ..Terms::NOW
        },
    };
    let written = serde_json::to_value(&gate).unwrap();
    assert_eq!(serde_json::from_value::<Gate>(written).unwrap(), gate);
}
