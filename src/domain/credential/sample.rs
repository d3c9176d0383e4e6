//! Definitions for tests: the shape of the worked example (B.5), and any number of others that hold together.

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;

/// A rubric of details, one point each: criteria with so many details, bands from these totals on, passing from the
/// last of them.
pub(crate) fn detail_rubric(details: &[u32], band_starts: &[u32]) -> Rubric {
    let criteria: Vec<_> = details
        .iter()
        .enumerate()
        .map(|(at, count)| Criterion {
            details: (0..*count)
                .map(|number| Detail {
                    id: format!("d{number}"),
                    text: format!("Detail {number} is there"),
                    points: 1,
                })
                .collect(),
            ..criterion(at)
        })
        .collect();
    rubric(Model::DetailPoints, criteria, band_starts)
}

/// A criterion that fits no model yet.
pub(crate) fn criterion(at: usize) -> Criterion {
    Criterion {
        id: format!("criterion-{at}"),
        title: format!("Criterion {at}"),
        component: Some(format!("component-{at}")),
        parts: vec![String::from("overview")],
        details: Vec::new(),
        levels: Vec::new(),
        shown_at: None,
        feedback: FeedbackRule::BelowTop,
    }
}

/// A rubric whose bands begin at these totals and whose highest band passes.
pub(crate) fn rubric(model: Model, criteria: Vec<Criterion>, band_starts: &[u32]) -> Rubric {
    let mut rubric = Rubric {
        model,
        criteria,
        conditions: Vec::new(),
        bands: Vec::new(),
        pass: PassRule::TotalAtLeast(band_starts[band_starts.len() - 1]),
    };
    let most = rubric.max_points();
    rubric.bands = band_starts
        .iter()
        .enumerate()
        .map(|(at, min)| {
            let next = band_starts.get(at + 1);
            Band {
                id: format!("band-{at}"),
                title: format!("Band {at}"),
                min: *min,
                max: next.map_or(most, |next| next - 1),
                outcome: if next.is_none() {
                    Outcome::Pass
                } else {
                    Outcome::Revise
                },
                text: format!("Work in band {at}."),
                earner_text: format!("You are in band {at}."),
                insufficient_below: None,
            }
        })
        .collect();
    rubric
}

/// A condition that an assessor looks at.
pub(crate) fn condition(id: &str, caps_to: &str) -> Condition {
    Condition {
        id: id.to_owned(),
        text: String::from("The work is whole."),
        caps_to: caps_to.to_owned(),
        check: ConditionCheck::Assessor,
    }
}

/// The rubric of the worked example.
pub(crate) fn worked_rubric() -> Rubric {
    let mut rubric = detail_rubric(&[5, 5, 5, 5], &[0, 13, 16]);
    for (band, id) in rubric.bands.iter_mut().zip(["not-yet", "almost", "yes"]) {
        band.id = id.to_owned();
    }
    rubric.bands[0].insufficient_below = Some(8);
    rubric.conditions = vec![
        Condition {
            check: ConditionCheck::Limit(String::from("session-video.duration")),
            ..condition("k1", "almost")
        },
        condition("k2", "almost"),
        condition("k3", "almost"),
    ];
    rubric
}

/// A definition around a rubric with up to four criteria, in the shape of the worked example.
pub(crate) fn definition(rubric: Rubric) -> Definition {
    let text = |text: &str| Markdown(text.to_owned());
    Definition {
        slug: String::from("video-and-reflection"),
        version: VersionNumber { major: 1, minor: 0 },
        language: String::from("en"),
        title: String::from("Video and Reflection"),
        issuer: String::from("Sample Association"),
        contact: String::from("credentials@sample.example.org"),
        claim: String::from("The educator shows a competency."),
        method: text("Do it, look at it, say what you saw."),
        audience: Vec::new(),
        tags: Vec::new(),
        students: StudentNeed::None,
        minutes: Some(Estimate { min: 60, max: 120 }),
        hours: None,
        evidence_languages: vec![String::from("en")],
        licence: Licence {
            id: String::from("CC-BY-4.0"),
            holder: String::from("Sample Association"),
            attribution: None,
            derivatives: true,
            commercial: true,
        },
        valid_months: None,
        requires: Vec::new(),
        image: None,
        badge_image: None,
        change_note: None,
        ai: AiPolicy::default(),
        attempts: AttemptPolicy::default(),
        window: WindowPolicy::default(),
        assessment: AssessmentPolicy::default(),
        components: (0..4)
            .map(|at| Component {
                id: format!("component-{at}"),
                title: format!("Component {at}"),
                text: None,
                alignments: Vec::new(),
            })
            .collect(),
        citations: Vec::new(),
        parts: vec![Part {
            id: String::from("overview"),
            title: String::from("Overview"),
            instructions: None,
            slots: vec![
                slot("answer", SlotKind::Text { words: None }),
                slot("session-video", video()),
                Slot {
                    required: false,
                    instead_of: Some(String::from("session-video")),
                    ..slot("session-account", SlotKind::Text { words: None })
                },
            ],
        }],
        word_budgets: Vec::new(),
        rubric,
    }
}

/// A slot of this kind.
pub(crate) fn slot(id: &str, kind: SlotKind) -> Slot {
    Slot {
        id: id.to_owned(),
        title: String::from("Something to do"),
        prompt: Markdown(String::from("Do something.")),
        required: true,
        instead_of: None,
        privacy: Privacy::None,
        components: vec![String::from("component-0")],
        may_be_shared: false,
        kind,
    }
}

fn video() -> SlotKind {
    SlotKind::Video {
        duration: Some(DurationBounds {
            min: Some(Seconds(600)),
            max: Some(Seconds(900)),
            tolerance: Seconds(30),
            outside: Enforcement::CapBand,
        }),
        source: MediaSource::Either,
        captions_required: false,
        notes: None,
    }
}

/// Any text of one line, with everything that a file format could trip over.
fn line() -> impl Strategy<Value = String> {
    "[a-z \"'\\\\#={}\\[\\]$%\u{e9}\u{4e2d}\u{1f600}\u{85}\t]{0,30}[a-z]\\."
}

/// Any longer text without HTML, links and pictures.
fn prose() -> impl Strategy<Value = Markdown> {
    let long = prop_oneof![4 => 1..4_usize, 1 => 60..90_usize];
    (long, "([a-z \"\\\\#*]{1,30}\n?){1,4}", "[\"a-z]")
        .prop_map(|(times, text, end)| Markdown(text.repeat(times) + &end + "."))
}

/// Any rubric that holds together, of any model.
pub(crate) fn rubrics() -> impl Strategy<Value = Rubric> {
    let details = prop::collection::vec(prop::collection::vec(1..4_u32, 1..4), 1..5);
    let details = details.prop_map(|criteria| {
        let criteria = criteria.into_iter().enumerate().map(|(at, points)| {
            let details = points
                .into_iter()
                .enumerate()
                .map(|(number, points)| Detail {
                    id: format!("d{number}"),
                    text: format!("Detail {number} is there"),
                    points,
                });
            let details = details.collect();
            Criterion {
                details,
                ..criterion(at)
            }
        });
        (Model::DetailPoints, criteria.collect::<Vec<_>>())
    });
    let levels = prop::collection::vec(
        (subsequence(vec![0, 1, 2, 3, 4, 5], 2..5), 0..4_usize),
        1..5,
    );
    let levels = levels.prop_map(|criteria| {
        let criteria = criteria
            .into_iter()
            .enumerate()
            .map(|(at, (points, shown))| {
                let levels = points
                    .into_iter()
                    .enumerate()
                    .map(|(number, points)| Level {
                        id: format!("level-{number}"),
                        title: format!("Level {number}"),
                        points,
                        text: format!("Work at level {number}."),
                        shown: number > shown,
                    });
                let levels = levels.collect();
                Criterion {
                    levels,
                    ..criterion(at)
                }
            });
        (Model::CriterionLevels, criteria.collect())
    });
    let met = (2..5_usize).prop_map(|count| (Model::AllMet, (0..count).map(criterion).collect()));
    let start = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    (prop_oneof![details, levels, met], start).prop_map(|((model, criteria), (one, other))| {
        let most: u32 = criteria.iter().map(|one| one.max_points(model)).sum();
        let within = |index: prop::sample::Index| {
            u32::try_from(index.index(usize::try_from(most).unwrap())).unwrap() + 1
        };
        let mut starts = vec![0, within(one), within(other)];
        starts.sort_unstable();
        starts.dedup();
        rubric(model, criteria, &starts)
    })
}

/// Any definition that holds together, with texts of every kind.
pub(crate) fn definitions() -> impl Strategy<Value = Definition> {
    let texts = (prose(), prose(), line(), line(), line());
    let numbers = (1..100_u16, 1..100_u32, any::<bool>(), 1..200_u32);
    (rubrics(), texts, numbers).prop_map(|(rubric, texts, (number, least, flag, quarters))| {
        let (method, prompt, title, claim, note) = texts;
        let mut definition = definition(rubric);
        definition.version.minor = number;
        definition.method = method;
        definition.parts[0].slots[0].prompt = prompt.clone();
        definition.components[0].text = Some(prompt);
        definition.title = title;
        definition.claim = claim;
        definition.change_note = Some(note.clone());
        definition.audience = vec![note];
        definition.hours = Hours::from_hundredths(quarters * 25);
        definition.attempts.coach_after = flag.then_some(number);
        definition.assessment.screening = flag;
        definition.licence.commercial = flag;
        definition.parts[0].slots[0].kind = SlotKind::Text {
            words: Some(Bounds {
                min: flag.then_some(least),
                max: Some(least + 1),
                over: Enforcement::Warn,
                under: Enforcement::Block,
            }),
        };
        let cap = definition.rubric.bands[0].id.clone();
        definition.rubric.conditions = vec![Condition {
            check: ConditionCheck::Limit(String::from("session-video.duration")),
            ..condition("length", &cap)
        }];
        definition
    })
}
