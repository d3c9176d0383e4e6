//! Sample pages of those who read work.

use std::collections::BTreeMap;

use maud::Markup;

use super::sample_definition::{answers, definition};
use super::samples::{FORM_TOKEN, Values};
use crate::domain::credential::{Definition, FeedbackRule, Level, Model};
use crate::domain::difference::{Run, difference};
use crate::domain::reading::slot::Position;
use crate::domain::reading::{CriterionReading, Insufficient, Pointer, Reading};
use crate::domain::screening::Lack;
use crate::templates::desk::{
    self, Assignment, Change, Conflict, Desk, Due, EvidenceFile, Held, Newer, Past, Piece,
    Qualified, Return, Scoring, Screening, Side, SideKind, Waiting,
};
use crate::templates::layout::Shell;
use crate::templates::news::{News, What};

const AT: &str = "2026-11-21T15:04:05.000Z";
const DUE: &str = "2026-11-27T23:59:59.000Z";
const DESK: &str = "/app/l/1/desk";
const HREF: &str = "/app/l/1/desk/2";
const CODE: &str = "6623-9C1F";
const REFERENCE: &str = "019a1fff-5aee-7860-80fb-cc066382239c";

pub fn pages(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let definition = definition(values);
    desks(shell, values, add);
    reading(shell, values, &definition, add);
    screenings(shell, values, &definition, add);
}

fn desks(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let title = values.text("Routines that bring in every voice");
    let held = [
        (Position::First, false),
        (Position::Second, true),
        (Position::Appeal, false),
    ]
    .map(|(position, is_sent_back)| Held {
        title: &title,
        code: CODE,
        position,
        until: AT,
        due: DUE,
        href: HREF,
        is_sent_back,
    });
    let due = [("Nov 20, 2026", 2, true), ("Nov 27, 2026", 11, false)];
    let due = due.map(|(day, count, is_overdue)| Due {
        day: values.text(day),
        count,
        is_overdue,
    });
    let qualified = [(true, Some(DUE)), (false, None)].map(|(is_active, until)| Qualified {
        title: &title,
        major: 1,
        is_active,
        until,
    });
    let sides = [SideKind::Lead, SideKind::Screening, SideKind::Windows].map(|kind| Side {
        kind,
        href: "/app/l/1/desk/lead",
        count: 3,
    });
    let told = [
        What::Assigned,
        What::SentBack,
        What::LeaseEnds,
        What::Differ,
    ]
    .map(|what| News {
        what,
        title: CODE.to_owned(),
        href: HREF.to_owned(),
        at: AT.to_owned(),
    });
    let full = Desk {
        href: DESK,
        home_href: Some("/app/l/1"),
        news: &told,
        form_token: FORM_TOKEN,
        due: &due,
        overdue: 2,
        held: &held,
        most_held: 3,
        qualified: &qualified,
        turnaround_hours: Some(52),
        is_assessor: true,
        found_nothing: false,
        submitted: Some(CODE),
        sides: &sides,
    };
    let some = Desk {
        held: &held[..1],
        turnaround_hours: Some(5),
        submitted: None,
        sides: &[],
        ..full
    };
    let empty = Desk {
        home_href: None,
        news: &[],
        due: &[],
        overdue: 0,
        held: &[],
        qualified: &[],
        turnaround_hours: None,
        found_nothing: true,
        ..some
    };
    let other = Desk {
        is_assessor: false,
        sides: &sides,
        found_nothing: false,
        ..empty
    };
    for (name, view) in [
        ("desk-full", full),
        ("desk", some),
        ("desk-empty", empty),
        ("desk-screener", other),
    ] {
        add(name.to_owned(), desk::desk(shell, &view));
    }
}

pub(super) fn assignment(definition: &Definition) -> Assignment<'_> {
    Assignment {
        definition,
        href: HREF,
        desk_href: DESK,
        images: "/app/l/1/desk/2/images",
        form_token: FORM_TOKEN,
        code: CODE,
        position: Position::First,
        until: Some(AT),
        due: DUE,
        saved_at: Some(AT),
        reference: REFERENCE,
    }
}

/// Everything that can be written about the sample.
pub(super) fn written(values: Values) -> Reading {
    let pointer = |slot: &str, at: Option<u32>| Pointer {
        slot: slot.to_owned(),
        file: None,
        at: at.map(crate::domain::credential::Seconds),
        page: at.is_none().then_some(2),
        quote: Some(values.text("Three hands, one voice")),
    };
    let comment = values.text(
        "The counts name their moment each time, and the second one is of the whole class; say next time who was counted twice.",
    );
    let voices = CriterionReading {
        details: [("a".to_owned(), true), ("b".to_owned(), false)].into(),
        detail_evidence: [("a".to_owned(), vec![pointer("visits", None)])].into(),
        comment,
        ..CriterionReading::default()
    };
    let routine = CriterionReading {
        details: [("c".to_owned(), true)].into(),
        level: Some("some".to_owned()),
        met: Some(true),
        evidence: vec![pointer("film", Some(195))],
        ..CriterionReading::default()
    };
    Reading {
        criteria: [
            ("voices".to_owned(), voices),
            ("routine".to_owned(), routine),
        ]
        .into(),
        conditions: [("own-class".to_owned(), true)].into(),
        strength: values.text("You count before you change anything."),
        next_step: values.text("Count a second class, too."),
        private_note: values.text("The film stops early."),
        insufficient: Some(Insufficient::PartMissing),
        asks_for_second: true,
    }
}

/// The same rubric by another model.
pub(super) fn by_model(definition: &Definition, model: Model) -> Definition {
    let mut other = definition.clone();
    other.rubric.model = model;
    let rules = [FeedbackRule::Always, FeedbackRule::Never];
    for (criterion, rule) in other.rubric.criteria.iter_mut().zip(rules) {
        criterion.details.clear();
        criterion.feedback = rule;
        if model == Model::CriterionLevels {
            criterion.levels = ["none", "some", "all"]
                .into_iter()
                .zip(0..)
                .map(|(id, points)| Level {
                    id: id.to_owned(),
                    title: id.to_owned(),
                    points,
                    text: criterion.title.clone(),
                    shown: points > 1,
                })
                .collect();
        }
    }
    other
}

/// The files of each slot of the sample.
fn files(values: Values, definition: &Definition) -> Vec<Vec<(String, &'static str, String)>> {
    let kinds: [(&str, &[&str]); 4] = [
        ("film", &["video/mp4"]),
        ("sound", &["audio/mpeg"]),
        ("photo", &["image/png", "image/png"]),
        ("plan", &["application/pdf"]),
    ];
    let ids = [
        "019a1fff-5aee-7860-80fb-000000000001",
        "019a1fff-5aee-7860-80fb-000000000002",
    ];
    definition
        .slots()
        .zip(0..)
        .map(|(slot, at)| {
            let found = kinds.iter().find(|(id, _)| *id == slot.id);
            let types = found.map_or(&[][..], |(_, types)| *types);
            types
                .iter()
                .zip(ids)
                .map(|(kind, id)| {
                    // Another id for each slot.
                    let id = format!("{}{at}{}", &id[..30], &id[31 + at / 10..]);
                    (id, *kind, values.text("Chart of voices, before"))
                })
                .collect()
        })
        .collect()
}

/// Calls `draw` with the pieces of the sample.
pub(super) fn with_pieces<T>(
    values: Values,
    definition: &Definition,
    runs: Option<&[Run]>,
    draw: impl FnOnce(&[Piece]) -> T,
) -> T {
    let answers: BTreeMap<_, _> = answers(definition, values).into_iter().collect();
    let files = files(values, definition);
    let lines: Vec<Vec<EvidenceFile>> = files
        .iter()
        .map(|files| {
            files
                .iter()
                .map(|(id, kind, caption)| EvidenceFile {
                    id,
                    href: "/app/l/1/desk/2/files/3",
                    media_type: kind,
                    size: "3.2 MB",
                    extent: Some("6:30"),
                    alt_text: caption,
                    caption,
                })
                .collect()
        })
        .collect();
    let pieces: Vec<Piece> = definition
        .slots()
        .zip(&lines)
        .map(|(slot, files)| Piece {
            slot,
            answer: answers.get(&slot.id).filter(|_| slot.id != "link"),
            files,
            extent: (slot.id == "change").then_some("312 words"),
            change: runs.map(|runs| Change {
                is_changed: slot.id == "change",
                runs: if slot.id == "change" { runs } else { &[] },
            }),
        })
        .collect();
    draw(&pieces)
}

fn reading(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    add: &mut dyn FnMut(String, Markup),
) {
    for (name, has_earlier) in [("conflict", false), ("conflict-again", true)] {
        let view = Conflict {
            assignment: assignment(definition),
            number: if has_earlier { 2 } else { 1 },
            has_earlier,
            has_recording: has_earlier,
        };
        add(format!("reading-{name}"), desk::conflict(shell, &view));
    }
    let nothing = Reading::default();
    let written = written(values);
    let found = BTreeMap::from([("film-length".to_owned(), Some(false))]);
    let note = values.text("The second part is new.");
    let runs = difference(
        &values.text("We waited three seconds."),
        &values.text("We waited five seconds."),
    );
    let plain = Scoring {
        assignment: assignment(definition),
        pieces: &[],
        reading: &nothing,
        seq: 1,
        found: &found,
        past: None,
        changed_note: None,
        newer: None,
        sent_back: None,
        looked: (0, 3),
        result: None,
        least_words: 15,
        ticket: Some("sealed"),
        beside_href: None,
    };
    let mut draw = |name: &str, view: Scoring, definition: &Definition, runs: Option<&[Run]>| {
        let page = with_pieces(values, definition, runs, |pieces| {
            desk::scoring(shell, &Scoring { pieces, ..view })
        });
        add(format!("reading-{name}"), page);
    };
    draw("new", plain, definition, None);
    let result = values.text("2 of 3 · Almost");
    let whole = Scoring {
        reading: &written,
        seq: 7,
        looked: (3, 3),
        result: Some(&result),
        ..plain
    };
    draw("written", whole, definition, None);
    let again = Scoring {
        past: Some(Past {
            reading: &written,
            carried: &written,
        }),
        changed_note: Some(&note),
        ..whole
    };
    draw("again", again, definition, Some(&runs));
    let disputed = Scoring {
        past: Some(Past {
            reading: &nothing,
            carried: &nothing,
        }),
        newer: Some(Newer {
            reading: &written,
            json: "{}",
            saved_at: AT,
        }),
        sent_back: Some(&note),
        beside_href: Some("/app/l/1/desk/2/beside"),
        ..whole
    };
    draw("disputed", disputed, definition, Some(&runs));
    for (name, model) in [("levels", Model::CriterionLevels), ("met", Model::AllMet)] {
        let other = by_model(definition, model);
        let view = Scoring {
            assignment: assignment(&other),
            past: Some(Past {
                reading: &written,
                carried: &written,
            }),
            ..whole
        };
        draw(name, view, &other, None);
    }
}

fn screenings(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    add: &mut dyn FnMut(String, Markup),
) {
    let waiting = [Waiting {
        title: &definition.title,
        code: CODE,
        href: "/app/l/1/desk/screening/3",
        since: AT,
    }];
    for (name, waiting) in [("screenings", &waiting[..]), ("screenings-none", &[])] {
        add(name.to_owned(), desk::screenings(shell, DESK, waiting));
    }
    let note = values.text("The film has no sound from 3:00 on.");
    let refused = Return {
        reasons: &[Lack::NoSound],
        note: &note,
    };
    for (name, refused) in [("screening", None), ("screening-again", Some(refused))] {
        let page = with_pieces(values, definition, None, |pieces| {
            let view = Screening {
                definition,
                href: "/app/l/1/desk/screening/3",
                list_href: "/app/l/1/desk/screening",
                images: "/app/l/1/desk/screening/3/images",
                form_token: FORM_TOKEN,
                code: CODE,
                since: AT,
                reference: REFERENCE,
                pieces,
                refused,
            };
            desk::screening(shell, &view)
        });
        add(name.to_owned(), page);
    }
}
