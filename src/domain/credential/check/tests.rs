//! One rule, one case: a definition that is right, one change, and what is said about it.

use proptest::prelude::*;

use super::*;
use crate::domain::credential::sample::{
    condition, definition, definitions, detail_rubric, rubrics, slot, worked_rubric,
};
use crate::domain::credential::*;

fn told(definition: &Definition) -> Vec<(&'static str, String)> {
    let problems = check(definition).into_iter();
    problems
        .map(|problem| (problem.code.code(), problem.path.to_string()))
        .collect()
}

#[test]
fn the_worked_example_is_right() {
    assert_eq!(told(&definition(worked_rubric())), []);
}

type Breaking = fn(&mut Definition);

/// What is changed, and what is said of it.
const CASES: &[(&str, &str, Breaking)] = &[
    ("slug-form", "slug", |it| {
        it.slug = String::from("My Credential");
    }),
    ("language-tag", "language", |it| {
        it.language = String::from("English");
    }),
    ("text-missing", "title", |it| it.title.clear()),
    ("text-missing", "claim", |it| it.claim = String::from("  ")),
    ("contact-missing", "contact", |it| it.contact.clear()),
    ("contact-missing", "contact", |it| {
        it.contact = String::from("the office");
    }),
    ("licence-missing", "licence.id", |it| it.licence.id.clear()),
    ("licence-contradicts", "licence.derivatives", |it| {
        it.licence.id = String::from("CC-BY-ND-4.0");
    }),
    ("licence-contradicts", "licence.commercial", |it| {
        it.licence.id = String::from("CC-BY-NC-4.0");
    }),
    ("minutes-missing", "minutes", |it| it.minutes = None),
    ("limits-crossed", "minutes.min", |it| {
        it.minutes = Some(Estimate { min: 9, max: 1 });
    }),
    ("out-of-range", "valid_months", |it| {
        it.valid_months = Some(0);
    }),
    ("nothing-there", "evidence_languages", |it| {
        it.evidence_languages.clear();
    }),
    ("cycle", "requires[0]", |it| {
        it.requires = vec![it.slug.clone()];
    }),
    ("said-twice", "requires[1]", |it| {
        it.requires = vec![String::from("a"); 2];
    }),
    ("out-of-range", "assessment.readers", |it| {
        it.assessment.readers = 3;
    }),
    ("out-of-range", "attempts.max", |it| {
        it.attempts.max = Some(0);
    }),
    ("out-of-range", "window.months", |it| it.window.months = 0),
    ("alt-missing", "badge_image.alt", |it| {
        it.badge_image = Some(BadgePicture {
            file: String::from("badge.svg"),
            alt: String::from(" "),
        });
    }),
    ("alt-missing", "image.alt", |it| {
        it.image = Some(Picture {
            file: String::from("a.png"),
            alt: String::new(),
        });
    }),
    ("id-form", "rubric.criterion[3].id", |it| {
        it.rubric.criteria[3].id = String::from("Criterion D");
    }),
    ("id-twice", "part[0].slot[1].id", |it| {
        it.rubric.conditions.remove(0);
        let kind = SlotKind::Link {};
        it.parts[0].slots = vec![slot("answer", kind.clone()), slot("answer", kind)];
    }),
    ("text-missing", "part[0].slot[0].prompt", |it| {
        it.parts[0].slots[0].prompt.0.clear();
    }),
    ("unknown-reference", "part[0].slot[0].components[0]", |it| {
        it.parts[0].slots[0].components = vec![String::from("component-x")];
    }),
    ("alternative-missing", "part[0].slot[1]", |it| {
        it.parts[0].slots.pop();
    }),
    ("alternative-missing", "part[0].slot[0]", |it| {
        it.parts[0].slots[0].privacy = Privacy::StudentsLikely;
    }),
    ("alternative-required", "part[0].slot[2].required", |it| {
        it.parts[0].slots[2].required = true;
    }),
    ("unknown-reference", "part[0].slot[2].instead_of", |it| {
        it.parts[0].slots[1].required = false;
        it.parts[0].slots[2].instead_of = Some(String::from("session-vid"));
    }),
    ("limits-crossed", "part[0].slot[0].words.min", |it| {
        words(it, Some(9), Some(3));
    }),
    ("out-of-range", "part[0].slot[0].words.max", |it| {
        words(it, None, Some(0));
    }),
    ("nothing-there", "part[0].slot[0].words", |it| {
        words(it, None, None);
    }),
    ("not-a-text", "word_budget[0].slots[1]", |it| {
        budget(it, &["answer", "session-video"]);
    }),
    ("said-twice", "word_budget[0].slots[1]", |it| {
        budget(it, &["answer", "answer"]);
    }),
    ("unknown-reference", "word_budget[0].slots[0]", |it| {
        budget(it, &["answers"]);
    }),
    ("nothing-there", "part[0].slot", |it| {
        it.rubric.conditions.remove(0);
        it.parts[0].slots.clear();
    }),
    ("cap-without-condition", "part[0].slot[1].duration", |it| {
        it.rubric.conditions.remove(0);
    }),
    (
        "condition-without-cap",
        "rubric.condition[0].check.limit",
        |it| {
            let SlotKind::Video {
                duration: Some(duration),
                ..
            } = &mut it.parts[0].slots[1].kind
            else {
                return;
            };
            duration.outside = Enforcement::Warn;
        },
    ),
    (
        "unknown-reference",
        "rubric.condition[1].check.limit",
        |it| {
            it.rubric.conditions[1].check = ConditionCheck::Limit(String::from("answer.words"));
        },
    ),
    ("unknown-reference", "rubric.condition[1].caps_to", |it| {
        it.rubric.conditions[1].caps_to = String::from("allmost");
    }),
    ("out-of-range", "rubric.condition[1].caps_to", |it| {
        it.rubric.conditions[1].caps_to = String::from("yes");
    }),
    (
        "criterion-without-part",
        "rubric.criterion[2].parts",
        |it| {
            it.rubric.criteria[2].parts.clear();
        },
    ),
    ("model-mismatch", "rubric.criterion[0].level", |it| {
        it.rubric.criteria[0].levels = vec![Level {
            id: String::from("top"),
            title: String::from("Top"),
            points: 1,
            text: String::from("All of it."),
            shown: true,
        }];
    }),
    ("out-of-range", "rubric.criterion[0].shown_at", |it| {
        it.rubric.criteria[0].shown_at = Some(6);
    }),
    ("band-gap", "rubric.band[0].min", |it| {
        it.rubric.bands[0].min = 8;
    }),
    ("band-gap", "rubric.band[1].min", |it| {
        it.rubric.bands[0].max = 11;
    }),
    ("band-overlap", "rubric.band[1].min", |it| {
        it.rubric.bands[0].max = 13;
    }),
    ("band-gap", "rubric.band[2].max", |it| {
        it.rubric.bands[2].max = 19;
    }),
    ("out-of-range", "rubric.band[2].max", |it| {
        it.rubric.bands[2].max = 21;
    }),
    ("out-of-range", "rubric.band[0].insufficient_below", |it| {
        it.rubric.bands[0].insufficient_below = Some(14);
    }),
    ("band-order", "rubric.band[2].outcome", |it| {
        it.rubric.bands[1].outcome = Outcome::Pass;
        it.rubric.bands[2].outcome = Outcome::Revise;
    }),
    ("out-of-range", "rubric.pass.total_at_least", |it| {
        it.rubric.pass = PassRule::TotalAtLeast(21);
    }),
    ("part-without-criterion", "rubric.pass.part_passed", |it| {
        it.parts.push(Part {
            id: String::from("more"),
            ..it.parts[0].clone()
        });
        it.parts[1].slots = vec![slot("more-text", SlotKind::Text { words: None })];
        it.rubric.pass = PassRule::PartPassed(String::from("more"));
    }),
    (
        "unknown-reference",
        "rubric.pass.all_of[1].condition_met",
        |it| {
            let met = PassRule::ConditionMet(String::from("k9"));
            it.rubric.pass = PassRule::AllOf(vec![it.rubric.pass.clone(), met]);
        },
    ),
    ("pass-unreachable", "rubric.pass", |it| {
        let not = PassRule::Not(Box::new(it.rubric.pass.clone()));
        it.rubric.pass = PassRule::AllOf(vec![it.rubric.pass.clone(), not]);
    }),
    ("html", "method", |it| {
        it.method.0 = String::from("Do <b>this</b>.");
    }),
    ("link-form", "method", |it| {
        it.method.0 = String::from("See [here](javascript:alert(1)).");
    }),
    ("alt-missing", "method", |it| {
        it.method.0 = String::from("See ![](a.png).");
    }),
    ("shortened-link", "method", |it| {
        it.method.0 = String::from("See [it](https://bit.ly/x).");
    }),
    (
        "unknown-alignment",
        "component[0].alignment[0].code",
        |it| {
            it.components[0].alignments = vec![Alignment {
                framework: String::from("InTASC Model Core Teaching Standards (2013)"),
                code: String::from("11"),
                label: None,
                url: None,
            }];
        },
    ),
    ("unfinished-sentence", "claim", |it| {
        it.claim = String::from("The educator shows the");
    }),
    ("punitive-words", "rubric.band[0].earner_text", |it| {
        it.rubric.bands[0].earner_text = String::from("You failed.");
    }),
    ("captions-missing", "citation[0].captions", |it| {
        it.citations = vec![film(None)];
    }),
    ("captions-missing", "citation[0].captions", |it| {
        it.citations = vec![film(Some(Captions::No))];
    }),
    (
        "wording-differs",
        "rubric.criterion[0].detail[0].text",
        |it| {
            let text = "Defines an outcomes-based coaching goal.";
            it.components[0].text = Some(Markdown(String::from(text)));
            it.rubric.criteria[0].details[0].text =
                String::from("Describing an outcomes-based coaching goal");
        },
    ),
];

fn words(it: &mut Definition, min: Option<u32>, max: Option<u32>) {
    let (over, under) = (Enforcement::Block, Enforcement::Warn);
    it.parts[0].slots[0].kind = SlotKind::Text {
        words: Some(Bounds {
            min,
            max,
            over,
            under,
        }),
    };
}

fn budget(it: &mut Definition, slots: &[&str]) {
    it.word_budgets = vec![WordBudget {
        id: String::from("shared"),
        title: String::from("Shared words"),
        slots: slots.iter().map(ToString::to_string).collect(),
        words: Bounds {
            min: None,
            max: Some(100),
            over: Enforcement::Block,
            under: Enforcement::Warn,
        },
    }];
}

fn film(captions: Option<Captions>) -> Citation {
    Citation {
        kind: CitationKind::Resource,
        authors: None,
        year: None,
        title: String::from("A film"),
        publisher: None,
        note: None,
        url: Some(String::from("https://www.youtube.com/watch?v=none")),
        captions,
    }
}

#[test]
fn each_broken_rule_is_told_at_its_field_and_nothing_else_is() {
    for (code, path, breaks) in CASES {
        let mut broken = definition(worked_rubric());
        breaks(&mut broken);
        assert_eq!(
            told(&broken),
            [(*code, (*path).to_owned())],
            "{code} {path}"
        );
    }
}

#[test]
fn slots_that_stand_in_place_of_each_other_are_told() {
    let mut broken = definition(worked_rubric());
    broken.parts[0].slots[1].required = false;
    broken.parts[0].slots[1].instead_of = Some(String::from("session-account"));
    let cycles = told(&broken).into_iter().map(|(code, _)| code);
    assert_eq!(cycles.collect::<Vec<_>>(), ["cycle", "cycle"]);
}

#[test]
fn a_gap_below_the_lowest_band_is_told_with_its_repair() {
    let mut broken = definition(worked_rubric());
    broken.rubric.bands[0].min = 8;
    let problems = check(&broken);
    assert_eq!(problems[0].message, "totals from 0 to 7 are in no band");
    assert_eq!(
        problems[0].proposal.as_deref(),
        Some("extend the lowest band: min = 0")
    );
}

#[test]
fn a_deep_pass_rule_ends() {
    let mut broken = definition(detail_rubric(&[3], &[0, 2]));
    broken.rubric.pass = deep(20);
    assert!(told(&broken).iter().any(|(code, _)| *code == "too-deep"));
}

fn deep(levels: usize) -> PassRule {
    (0..levels).fold(PassRule::TotalAtLeast(1), |inner, _| {
        PassRule::AllOf(vec![inner])
    })
}

#[test]
fn changes_need_what_the_rules_say() {
    let old = definition(worked_rubric());
    let change = |change: fn(&mut Definition)| {
        let mut new = old.clone();
        change(&mut new);
        required_change(&old, &new)
    };
    assert_eq!(change(|_| ()), Change::None);
    assert_eq!(change(|it| it.version.minor = 1), Change::None);
    assert_eq!(change(|it| it.title.push('!')), Change::Patch);
    assert_eq!(change(|it| it.method.0.push('!')), Change::Patch);
    assert_eq!(
        change(|it| it.rubric.criteria[0].details[0].text.push('!')),
        Change::Minor
    );
    assert_eq!(
        change(|it| it.parts[0].slots[0].prompt.0.push('!')),
        Change::Minor
    );
    assert_eq!(
        change(|it| it.rubric.bands[0].earner_text.push('!')),
        Change::Minor
    );
    assert_eq!(change(|it| it.window.months = 3), Change::Minor);
    assert_eq!(
        change(|it| it.rubric.pass = PassRule::TotalAtLeast(17)),
        Change::Major
    );
    assert_eq!(change(|it| it.rubric.bands[1].max = 14), Change::Major);
    assert_eq!(change(|it| it.rubric.conditions.clear()), Change::Major);
    assert_eq!(
        change(|it| it.rubric.criteria[0].details[0].points = 2),
        Change::Major
    );
    assert_eq!(
        change(|it| {
            it.rubric.criteria.pop();
        }),
        Change::Major
    );
}

#[test]
fn a_protected_text_takes_resources_and_nothing_else() {
    let mut original = definition(worked_rubric());
    original.licence.derivatives = false;
    let mut derived = original.clone();
    derived.issuer = String::from("Another Association");
    derived.contact = String::from("us@another.example.org");
    derived.citations.push(film(Some(Captions::Yes)));
    assert_eq!(check_derived(&original, &derived), []);
    derived.claim.push('!');
    assert_eq!(check_derived(&original, &derived).len(), 1);
    original.licence.derivatives = true;
    assert_eq!(check_derived(&original, &derived), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_rubric_that_passes_the_check_gives_every_total_exactly_one_band(
        mut rubric in rubrics(),
        moved in prop::collection::vec((0..3_usize, 0..20_u32, any::<bool>()), 0..3),
    ) {
        let is_moved = !moved.is_empty();
        for (band, value, is_min) in moved {
            if let Some(band) = rubric.bands.get_mut(band) {
                *if is_min { &mut band.min } else { &mut band.max } = value;
            }
        }
        rubric.conditions = vec![condition("whole", &rubric.bands[0].id)];
        let mut whole = definition(rubric);
        whole.parts[0].slots.truncate(1);
        let problems = check(&whole);
        // What was built to be right is right.
        prop_assert!(is_moved || !has_errors(&problems), "{:?}", problems);
        if !has_errors(&problems) {
            for total in 0..=whole.rubric.max_points() {
                let bands = whole.rubric.bands.iter();
                let count = bands.filter(|band| (band.min..=band.max).contains(&total)).count();
                prop_assert_eq!(count, 1, "total {}", total);
            }
            prop_assert!(crate::domain::scoring::threshold(&whole.rubric).unwrap() > 0);
        }
    }

    #[test]
    fn any_sample_is_right(sample in definitions()) {
        let problems = check(&sample);
        prop_assert!(!has_errors(&problems), "{:?}", problems);
    }
}
