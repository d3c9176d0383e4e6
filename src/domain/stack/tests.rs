//! Stacks by themselves and beside each other.

use super::*;
use crate::domain::credential::VersionNumber;

fn stack(slug: &str, requires: Requirement) -> Stack {
    Stack {
        slug: slug.to_owned(),
        version: VersionNumber { major: 1, minor: 0 },
        language: String::from("en"),
        title: String::from("Some Stack"),
        issuer: String::from("Sample District"),
        contact: String::from("stacks@sample.example.org"),
        claim: String::from("The educator does all of it."),
        text: None,
        tags: Vec::new(),
        hours: None,
        licence: Licence {
            id: String::from("CC-BY-4.0"),
            holder: String::from("Sample District"),
            attribution: None,
            derivatives: true,
            commercial: true,
        },
        order: Order::Free,
        badge: true,
        badge_image: None,
        requires,
    }
}

fn credential(slug: &str) -> Requirement {
    Requirement::Credential(slug.to_owned())
}

fn other(slug: &str) -> Requirement {
    Requirement::Stack(slug.to_owned())
}

fn all(parts: Vec<Requirement>) -> Requirement {
    Requirement::AllOf(parts)
}

fn told(problems: impl IntoIterator<Item = Problem>) -> Vec<(&'static str, String)> {
    let problems = problems.into_iter();
    problems
        .map(|problem| (problem.code.code(), problem.path.to_string()))
        .collect()
}

fn told_together(stacks: &[Stack]) -> Vec<(usize, &'static str)> {
    let credentials = BTreeSet::from(["one", "two"].map(String::from));
    let problems = check_together(stacks, &credentials, &BTreeSet::new());
    problems
        .into_iter()
        .map(|(index, problem)| (index, problem.code.code()))
        .collect()
}

#[test]
fn what_a_stack_requires_is_looked_at() {
    let n_of = |n, of| Requirement::NOf { n, of };
    for (requires, expected) in [
        (all(vec![credential("one"), credential("two")]), vec![]),
        (all(vec![]), vec![("nothing-there", "requires.all_of")]),
        (
            n_of(3, vec![credential("one"), credential("two")]),
            vec![("out-of-range", "requires.n_of.n")],
        ),
        (
            n_of(0, vec![credential("one")]),
            vec![("out-of-range", "requires.n_of.n")],
        ),
        (
            Requirement::OneOf(vec![credential("Not a slug")]),
            vec![("slug-form", "requires.one_of[0].credential")],
        ),
        (
            all(vec![credential("one"), credential("one")]),
            vec![("said-twice", "requires")],
        ),
        (
            all(vec![all(vec![all(vec![credential("one")])])]),
            vec![("too-deep", "requires.all_of[0].all_of[0].all_of")],
        ),
        (all(vec![other("this")]), vec![("cycle", "requires")]),
    ] {
        let found = told(check(&stack("this", requires.clone())));
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(code, path)| (code, path.to_owned()))
            .collect();
        assert_eq!(found, expected, "{requires:?}");
    }
}

#[test]
fn stacks_that_lead_back_to_themselves_are_told_each() {
    let stacks = [
        stack("a", all(vec![other("b")])),
        stack("b", all(vec![other("c"), credential("one")])),
        stack("c", all(vec![other("a")])),
        stack("d", all(vec![other("a")])),
        stack("e", all(vec![credential("one")])),
    ];
    assert_eq!(
        told_together(&stacks),
        [(0, "cycle"), (1, "cycle"), (2, "cycle")]
    );
}

#[test]
fn a_stack_of_stacks_is_a_bundle_and_a_bundle_of_bundles_is_too_deep() {
    let mut stacks = vec![
        stack("stack", all(vec![credential("one")])),
        stack("bundle", all(vec![other("stack")])),
    ];
    assert_eq!(told_together(&stacks), []);
    stacks.push(stack("more", all(vec![other("bundle")])));
    assert_eq!(told_together(&stacks), [(2, "too-deep")]);
}

#[test]
fn many_ways_to_the_same_stack_take_no_time() {
    let width = 60;
    let layer = |level: usize| {
        let below = (0..width).map(move |at| {
            if level == 0 {
                credential("one")
            } else {
                other(&format!("s{}-{at}", level - 1))
            }
        });
        (0..width).map(move |at| stack(&format!("s{level}-{at}"), all(below.clone().collect())))
    };
    let stacks: Vec<_> = (0..4).flat_map(layer).collect();
    let too_deep = told_together(&stacks);
    assert!(too_deep.iter().all(|(_, code)| *code == "too-deep"));
    assert_eq!(too_deep.len(), 2 * width);
}

#[test]
fn names_of_what_is_not_there_are_told_with_the_nearest() {
    let stacks = [stack("a", all(vec![credential("tow"), other("nothing")]))];
    let credentials = BTreeSet::from([String::from("two")]);
    let problems = check_together(&stacks, &credentials, &BTreeSet::new());
    assert_eq!(
        problems[0].1.proposal.as_deref(),
        Some("did you mean \"two\"?")
    );
    assert_eq!(problems.len(), 2);
    let elsewhere = BTreeSet::from([String::from("nothing")]);
    assert_eq!(check_together(&stacks, &credentials, &elsewhere).len(), 1);
}

#[test]
fn a_slug_belongs_to_one_stack() {
    let stacks = [
        stack("a", all(vec![credential("one")])),
        stack("a", all(vec![credential("two")])),
    ];
    assert_eq!(told_together(&stacks), [(1, "id-twice")]);
}
