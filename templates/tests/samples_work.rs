//! Sample pages of a micro-credential and of the work on it.

use maud::Markup;

use super::sample_definition::{answers, definition};
use super::samples::{FORM_TOKEN, Values};
use crate::domain::answer::Answer;
use crate::domain::completeness::{Attestation, Filling};
use crate::domain::credential::Definition;
use crate::domain::privacy_hint::{Hint, Kind};
use crate::templates::attempt::{
    self, Asked, AskedKind, Attempt, Check, Checklist, Matter, Notice, PartLine, PartMark, Placed,
    Receipt, Stage, Status, Step, StepKind, StepState, Submit, Unmet, WorkShown, Workspace,
};
use crate::templates::credential::{self, Card, Outcome, Reason, Standing, limit::Unit};
use crate::templates::layout::Shell;
use crate::templates::slot::{Desk, FileLine, FileState, Measure, Newer, Severity, SlotView};

const AT: &str = "2026-11-21T15:04:05.000Z";
const UNTIL: &str = "2027-05-21T23:59:59.000Z";
const HREF: &str = "/app/l/1/attempts/2";
const CARD: &str = "/app/l/1/c/routines-that-bring-in-every-voice";

pub fn pages(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let definition = definition(values);
    cards(shell, values, &definition, add);
    work(shell, values, &definition, add);
    handing_in(shell, values, &definition, add);
    afterwards(shell, values, &definition, add);
}

fn cards(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    add: &mut dyn FnMut(String, Markup),
) {
    let course = values.text("Science of Reading, Cohort 4");
    let reference = values.text("7F3K-9QXM");
    let plain = Card {
        definition,
        href: CARD,
        course: Some(&course),
        back_href: Some("/app/l/1"),
        standing: Standing::Open {
            action: "/app/l/1/c/x/start",
        },
        form_token: FORM_TOKEN,
        is_test_user: false,
        choose_href: None,
        news: &[],
        roster_href: None,
        connection_href: None,
        desk_href: None,
        reference: &reference,
    };
    let mut standings = vec![
        ("open", plain.standing),
        (
            "in-progress",
            Standing::InProgress {
                href: HREF,
                until: Some(UNTIL),
            },
        ),
        (
            "begun",
            Standing::InProgress {
                href: HREF,
                until: None,
            },
        ),
        ("handed-in", Standing::HandedIn { href: HREF }),
        (
            "earned",
            Standing::Answered {
                href: HREF,
                outcome: Outcome::Earned,
            },
        ),
        (
            "over",
            Standing::Answered {
                href: HREF,
                outcome: Outcome::Over,
            },
        ),
        (
            "question",
            Standing::Answered {
                href: HREF,
                outcome: Outcome::Question,
            },
        ),
        (
            "answered",
            Standing::Answered {
                href: HREF,
                outcome: Outcome::LeadsOn,
            },
        ),
        ("ended", Standing::Ended { href: HREF }),
        ("instructor", Standing::Instructor),
        ("onlooker", Standing::Onlooker),
    ];
    standings.extend(
        Reason::ALL
            .into_iter()
            .zip(["masquerade", "not-offered", "coach", "tries"])
            .map(|(reason, name)| (name, Standing::Closed(reason))),
    );
    for (name, standing) in standings {
        let is_instructor = matches!(standing, Standing::Instructor);
        let card = Card {
            standing,
            back_href: (!is_instructor).then_some("/app/l/1"),
            roster_href: is_instructor.then_some("/app/l/1/roster"),
            choose_href: is_instructor.then_some("/app/l/1/choose"),
            connection_href: is_instructor.then_some("/app/l/1/connections"),
            desk_href: Some("/app/l/1/desk"),
            is_test_user: name == "begun",
            ..plain
        };
        add(format!("card-{name}"), credential::card(shell, &card));
    }
    add(
        "credential-details".to_owned(),
        credential::details(shell, &plain),
    );
}

fn attempt(definition: &Definition) -> Attempt<'_> {
    Attempt {
        definition,
        href: HREF,
        card_href: CARD,
        form_token: FORM_TOKEN,
        saved_at: Some(AT),
        until: Some(UNTIL),
        days_left: Some(181),
        reference: "019a1fff-5aee-7860-80fb-cc066382239c",
        notice: None,
    }
}

fn lines(definition: &Definition) -> Vec<PartLine<'_>> {
    let fills = [Filling::Complete, Filling::Partial, Filling::Empty];
    definition
        .parts
        .iter()
        .zip(fills.into_iter().cycle())
        .map(|(part, fill)| PartLine {
            part,
            fill,
            complete: usize::from(fill == Filling::Complete),
            pieces: part.slots.len(),
            mark: match fill {
                Filling::Complete => Some(PartMark::Ready),
                Filling::Partial => Some(PartMark::Changed),
                Filling::Empty => None,
            },
        })
        .collect()
}

fn work(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    add: &mut dyn FnMut(String, Markup),
) {
    let parts = lines(definition);
    for (name, can_submit, notice, days_left) in [
        ("checklist", false, None, Some(43)),
        ("checklist-ready", true, Some(Notice::TestUser), Some(5)),
        ("checklist-last-day", true, None, Some(0)),
        ("checklist-looked-at", false, Some(Notice::Masquerade), None),
    ] {
        let list = Checklist {
            attempt: Attempt {
                notice,
                days_left,
                saved_at: (!can_submit).then_some(AT),
                ..attempt(definition)
            },
            parts: &parts,
            can_submit,
            is_carried: can_submit,
            revision: None,
            news: &[],
        };
        add(name.to_owned(), attempt::checklist(shell, &list));
    }
    let answers = answers(definition, values);
    for (index, part) in definition.parts.iter().enumerate() {
        for is_filled in [false, true] {
            let page = workspace(
                shell,
                values,
                definition,
                &parts,
                index,
                is_filled.then_some(&*answers),
            );
            let state = if is_filled { "filled" } else { "empty" };
            add(format!("workspace-{}-{state}", part.id), page);
        }
    }
}

fn files(values: Values) -> [String; 5] {
    [
        "first-lesson.mp4",
        "Chart of voices, before",
        "A chart with two columns",
        "It has no content.",
        "/app/l/1/files/3",
    ]
    .map(|text| values.text(text))
}

#[expect(
    clippy::too_many_lines,
    reason = "every state of the page, one after the other"
)]
fn workspace(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    parts: &[PartLine],
    index: usize,
    answers: Option<&[(String, Answer)]>,
) -> Markup {
    let part = &definition.parts[index];
    let [name, caption, alt, reason, _] = files(values);
    let kinds = [
        ("video/mp4", FileState::Ready),
        ("image/png", FileState::Ready),
        ("application/pdf", FileState::Checking),
        ("", FileState::Unusable),
    ];
    let lines: Vec<Vec<FileLine>> = part
        .slots
        .iter()
        .enumerate()
        .map(|(slot, _)| {
            let ids = [
                "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14",
            ];
            kinds
                .into_iter()
                .enumerate()
                .map(|(at, (media_type, state))| FileLine {
                    id: ids[(slot * 4 + at) % ids.len()],
                    name: &name,
                    state,
                    reason: Some(&reason),
                    media_type,
                    size: "3.2 MB",
                    extent: Some("6:30"),
                    alt_text: &alt,
                    caption: &caption,
                    href: "/app/l/1/files/3",
                })
                .collect()
        })
        .collect();
    let newer = answers.and_then(|answers| answers.first());
    let remark = values.text("The time of note 2 could not be read.");
    let pasted = values.text("soon – nobody speaks");
    let measure = Measure {
        unit: Unit::Words,
        value: 312,
        min: Some(250),
        max: Some(350),
        severity: Severity::Fine,
        under: Severity::Advice,
        over: Severity::Blocks,
    };
    let severities = [
        Severity::Fine,
        Severity::Advice,
        Severity::Caps,
        Severity::Blocks,
    ];
    let measures: Vec<Measure> = severities
        .into_iter()
        .zip([312, 200, 380, 388])
        .map(|(severity, value)| Measure {
            value,
            severity,
            ..measure
        })
        .collect();
    let slots: Vec<SlotView> = part
        .slots
        .iter()
        .zip(&lines)
        .map(|(slot, lines)| {
            let found = answers.and_then(|all| all.iter().find(|(id, _)| *id == slot.id));
            SlotView {
                slot,
                answer: found.map(|(_, answer)| answer),
                plain: &caption,
                seq: i64::from(found.is_some()),
                files: if found.is_some() { lines } else { &[] },
                measures: if found.is_some() { &measures } else { &[] },
                budget: found.map(|_| ("evidence", "Both answers", measure)),
                fill: found.map_or(Filling::Empty, |_| Filling::Partial),
                newer: found.and(newer).map(|(_, answer)| Newer {
                    answer,
                    saved_at: AT,
                }),
                is_unsaved: found.is_some(),
                remark: found.map(|_| remark.as_str()),
                pasted: found.map_or("", |_| &pasted),
                unread: found.map_or("", |_| &caption),
                largest_file: "5 GB",
                takes_links: true,
            }
        })
        .collect();
    let view = Workspace {
        attempt: attempt(definition),
        parts,
        part,
        slots: &slots,
        desk: Desk {
            definition,
            attempt_href: HREF,
            images: "/app/l/1/c/x/images",
            form_token: FORM_TOKEN,
        },
        marked_at: parts[index].mark.map(|_| AT),
        before: None,
    };
    attempt::workspace(shell, &view)
}

fn handing_in(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    add: &mut dyn FnMut(String, Markup),
) {
    let texts = [
        "Visits: visit 2 is not complete yet.",
        "Film: 10:20, and 9:00 min long are the most.",
    ]
    .map(|text| values.text(text));
    let place = format!("{HREF}/parts/visits#slot-visits");
    let found = [
        Matter {
            text: &texts[0],
            href: &place,
            blocks: true,
        },
        Matter {
            text: &texts[1],
            href: &place,
            blocks: false,
        },
    ];
    let parts = lines(definition);
    let hints = [Kind::Name, Kind::Email, Kind::Phone].map(|kind| Hint {
        kind,
        found: values.text("Thabo Nkosi"),
        before: values.text("… and after some time "),
        after: values.text(" said it. …"),
        times: if kind == Kind::Name { 3 } else { 1 },
    });
    let placed = [0, 1, 2].map(|at| Placed {
        part: &definition.parts[0].title,
        slot: &texts[0],
        href: &place,
        hint: &hints[at],
    });
    for (name, matters) in [("check", &found[..]), ("check-complete", &[])] {
        let view = Check {
            attempt: attempt(definition),
            matters,
            parts: &parts,
            hints: if matters.is_empty() { &[] } else { &placed },
        };
        add(name.to_owned(), attempt::check(shell, &view));
    }
    let content = values.text("312 words");
    let summary: Vec<_> = definition
        .slots()
        .map(|slot| {
            (
                slot.title.as_str(),
                Filling::Complete,
                content.as_str(),
                place.as_str(),
            )
        })
        .collect();
    let said = values.text("For the first draft of the table.");
    let kinds = [
        (Attestation::OwnWork, AskedKind::Confirm, "yes"),
        (Attestation::StudentPrivacy, AskedKind::Confirm, ""),
        (Attestation::ConsentObtained, AskedKind::Confirm, ""),
        (Attestation::AiDisclosure, AskedKind::Say, said.as_str()),
        (Attestation::SharedArtifact, AskedKind::Say, ""),
    ];
    let statements =
        kinds.map(|(about, kind, _)| attempt::statement(shell, about, kind == AskedKind::Say));
    let asked: Vec<Asked> = kinds
        .into_iter()
        .zip(&statements)
        .map(|((about, kind, value), statement)| Asked {
            about,
            statement,
            is_required: about != Attestation::SharedArtifact,
            kind,
            value,
        })
        .collect();
    for (name, matters, unmet) in [
        ("submit", &found[1..], None),
        ("submit-blocked", &found[..], None),
        ("submit-unconfirmed", &[][..], Some(Unmet::Confirmation)),
        ("submit-window", &[][..], Some(Unmet::Window)),
        ("submit-cool-off", &[][..], Some(Unmet::CoolOff)),
    ] {
        let view = Submit {
            attempt: attempt(definition),
            summary: &summary,
            matters,
            asked: &asked,
            target: "Dec 4, 2026",
            unmet,
            change_note: unmet.map(|_| said.as_str()),
            hints: matters.len(),
            rests_until: (unmet == Some(Unmet::CoolOff)).then_some(UNTIL),
        };
        add(name.to_owned(), attempt::submit(shell, &view));
    }
}

fn afterwards(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    add: &mut dyn FnMut(String, Markup),
) {
    let answers = answers(definition, values);
    let shown: Vec<_> = answers
        .iter()
        .filter_map(|(id, answer)| Some((definition.slot(id)?, answer)))
        .collect();
    let [name, caption, alt, _, _] = files(values);
    let file = FileLine {
        id: "3",
        name: &name,
        state: FileState::Ready,
        reason: None,
        media_type: "video/mp4",
        size: "3.2 MB",
        extent: None,
        alt_text: &alt,
        caption: &caption,
        href: "/app/l/1/files/3",
    };
    let listed = [("film", file)];
    let kinds = [
        (StepKind::HandedIn, StepState::Done),
        (StepKind::Recall, StepState::Now),
        (StepKind::Screening, StepState::Ahead),
        (StepKind::Assessors, StepState::Ahead),
        (StepKind::Answer, StepState::Ahead),
    ];
    let steps = kinds.map(|(kind, state)| Step {
        kind,
        at: (state != StepState::Ahead).then_some(AT),
        state,
    });
    let fingerprint = values.text("q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA");
    for stage in Stage::ALL {
        let is_out = !matches!(stage, Stage::Expired | Stage::Withdrawn);
        let view = Status {
            attempt: attempt(definition),
            stage,
            receipt: is_out.then_some(Receipt {
                id: "019a1fff-5aee-7860-80fb-cc066382239c",
                at: AT,
                fingerprint: &fingerprint,
            }),
            steps: if is_out { &steps } else { &[] },
            target: is_out.then_some(UNTIL),
            recall_until: (stage == Stage::Submitted).then_some(AT),
            may_withdraw: stage == Stage::Submitted,
            may_start_again: !is_out,
            work: WorkShown {
                answers: if stage == Stage::Voided { &[] } else { &shown },
                files: if stage == Stage::Voided { &[] } else { &listed },
            },
            may_hand_over: stage == Stage::Submitted,
            gradebook: is_out.then_some(fingerprint.as_str()),
            answers: &[],
        };
        add(
            format!("status-{stage:?}").to_lowercase(),
            attempt::status(shell, &view),
        );
    }
}
