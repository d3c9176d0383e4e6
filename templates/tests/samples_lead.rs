//! Sample pages of those who lead assessors: differences, results before they go out, and what was read.

use maud::Markup;

use super::sample_definition::definition;
use super::samples::{FORM_TOKEN, Values};
use super::samples_desk::{assignment, by_model, with_pieces, written};
use crate::domain::credential::{Band, Definition, Model};
use crate::domain::reading::slot::Position;
use crate::domain::reading::{Missing, Reading};
use crate::templates::desk::{
    self, Adjudication, Assignment, Beside, CaseEvidence, CasePage, CaseReading, Decided,
    DecidedWords, LeadDesk, Over, Overdue, Pace, Reader, Result as Comes, Review, Turn,
};
use crate::templates::layout::Shell;

const AT: &str = "2026-11-21T15:04:05.000Z";
const DUE: &str = "2026-11-27T23:59:59.000Z";
const DESK: &str = "/app/l/1/desk";
const HREF: &str = "/app/l/1/desk/2";
const CODE: &str = "6623-9C1F";
const REFERENCE: &str = "019a1fff-5aee-7860-80fb-cc066382239c";

pub fn pages(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let definition = definition(values);
    afterwards(shell, values, &definition, add);
    leads(shell, values, &definition, add);
}

fn afterwards(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    add: &mut dyn FnMut(String, Markup),
) {
    let written = written(values);
    let id = |id: &str| id.to_owned();
    let missing = [
        Missing::Score {
            criterion: id("voices"),
            detail: Some(id("b")),
        },
        Missing::Score {
            criterion: id("routine"),
            detail: None,
        },
        Missing::Comment {
            criterion: id("voices"),
            words: 4,
        },
        Missing::Evidence {
            criterion: id("voices"),
        },
        Missing::Condition {
            condition: id("own-class"),
        },
        Missing::Reason,
        Missing::Strength,
        Missing::NextStep,
    ];
    let gaps: Vec<_> = missing
        .iter()
        .map(|missing| desk::gap(shell, definition, missing))
        .collect();
    let band: Option<&Band> = definition.rubric.bands.get(1);
    let whole = Review {
        assignment: assignment(definition),
        reading: &written,
        seq: 7,
        gaps: &[],
        result: Some(Comes {
            total: 2,
            max: 3,
            band,
            is_capped: true,
        }),
        asks_rationale: false,
        rationale: "",
    };
    let nothing = Reading::default();
    let rationale = values.text("The second reading saw the film to its end.");
    for (name, view) in [
        ("whole", whole),
        (
            "gaps",
            Review {
                reading: &nothing,
                gaps: &gaps,
                result: None,
                ..whole
            },
        ),
        (
            "deciding",
            Review {
                asks_rationale: true,
                rationale: &rationale,
                ..whole
            },
        ),
    ] {
        add(format!("review-{name}"), desk::review(shell, &view));
    }
    for (name, draft, is_gone) in [
        ("over", Some(&written), false),
        ("over-gone", Some(&written), true),
        ("over-nothing", None, false),
    ] {
        let view = Over {
            href: HREF,
            desk_href: DESK,
            form_token: FORM_TOKEN,
            draft,
            is_gone,
        };
        add(format!("reading-{name}"), desk::over(shell, &view));
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "every state of the page, one after the other"
)]
fn leads(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    add: &mut dyn FnMut(String, Markup),
) {
    let title = values.text("Routines that bring in every voice");
    let name = values.text("Ines Marchetti");
    let turns = [Turn::Own, Turn::Free, Turn::Other, Turn::Barred];
    let differing = turns.map(|turn| Beside {
        title: &title,
        code: CODE,
        href: HREF,
        due: DUE,
        turn,
    });
    let decided = [Some(DUE), None].map(|due| Decided {
        title: &title,
        code: CODE,
        href: "/app/l/1/desk/lead/3",
        due,
    });
    let readers = [Reader {
        id: REFERENCE,
        name: &name,
    }];
    let line = Overdue {
        title: &title,
        code: CODE,
        position: Position::First,
        due: Some(DUE),
        pace: Pace::Over,
        since: None,
        href: HREF,
        case_href: "/app/l/1/desk/lead/3",
        readers: &readers,
    };
    let late = [
        line,
        Overdue {
            pace: Pace::Soon,
            since: Some(AT),
            ..line
        },
    ];
    let under_way = [Overdue {
        pace: Pace::InTime,
        readers: &[],
        ..line
    }];
    let full = LeadDesk {
        desk_href: DESK,
        form_token: FORM_TOKEN,
        differing: &differing,
        decided: &decided,
        overdue: &late,
        under_way: &under_way,
    };
    add("lead".to_owned(), desk::lead_desk(shell, &full));
    let empty = LeadDesk {
        differing: &[],
        decided: &[],
        overdue: &[],
        under_way: &[],
        ..full
    };
    add("lead-empty".to_owned(), desk::lead_desk(shell, &empty));
    let one = written(values);
    let mut other = written(values);
    other.criteria.clear();
    other.conditions.clear();
    let result = values.text("2 of 3 · Almost");
    for (name, readings) in [
        ("differing", [(&one, &*result), (&other, &*result)]),
        ("alike", [(&one, &*result), (&one, &*result)]),
    ] {
        let page = with_pieces(values, definition, None, |pieces| {
            let view = Adjudication {
                assignment: Assignment {
                    position: Position::Adjudication,
                    ..assignment(definition)
                },
                lead_href: "/app/l/1/desk/lead",
                pieces,
                readings: &readings,
                may_return: true,
                needs_words: true,
            };
            desk::adjudication(shell, &view)
        });
        add(format!("adjudication-{name}"), page);
    }
    for model in [Model::CriterionLevels, Model::AllMet] {
        let definition = by_model(definition, model);
        let view = Adjudication {
            assignment: assignment(&definition),
            lead_href: "/app/l/1/desk/lead",
            pieces: &[],
            readings: &[(&one, &*result), (&other, &*result)],
            may_return: false,
            needs_words: false,
        };
        let name = format!("adjudication-{model:?}").to_lowercase();
        add(name, desk::adjudication(shell, &view));
    }
    let readings = [true, false].map(|may_go_back| CaseReading {
        id: REFERENCE,
        reading: &one,
        result: &result,
        may_go_back,
    });
    let under_way = CasePage {
        definition,
        href: "/app/l/1/desk/lead/3",
        lead_href: "/app/l/1/desk/lead",
        form_token: FORM_TOKEN,
        code: CODE,
        due: Some(DUE),
        readings: &readings,
        decided: None,
        evidence: None,
        needs_words: true,
    };
    let decided = CasePage {
        decided: Some(DecidedWords {
            result: &result,
            rationale: &name,
        }),
        needs_words: false,
        ..under_way
    };
    let empty = CasePage {
        readings: &[],
        due: None,
        ..under_way
    };
    for (name, view) in [
        ("case", under_way),
        ("case-decided", decided),
        ("case-empty", empty),
    ] {
        add(name.to_owned(), desk::case(shell, &view));
    }
    let page = with_pieces(values, definition, None, |pieces| {
        let evidence = Some(CaseEvidence {
            pieces,
            images: "/app/l/1/desk/lead/3/images",
            reference: REFERENCE,
        });
        desk::case(
            shell,
            &CasePage {
                evidence,
                ..decided
            },
        )
    });
    add("case-evidence".to_owned(), page);
}
