//! Sample pages of results, of what follows from them, and of the time for work.

use maud::Markup;

use super::sample_definition::{answers, definition};
use super::samples::{FORM_TOKEN, Values};
use crate::domain::award;
use crate::domain::completeness::Filling;
use crate::domain::credential::{Definition, Outcome, Seconds};
use crate::domain::enrollment::Standing;
use crate::domain::id::FileId;
use crate::domain::reading::{CriterionReading, Feedback, Insufficient, Pointer, Reading};
use crate::domain::screening::Lack;
use crate::templates::attempt::{
    self, Answered, Attempt, Checklist, Next, PartLine, Revision, Score, Try, Unlock, WorkShown,
    Workspace,
};
use crate::templates::feedback::{Evidence, Told};
use crate::templates::layout::{self, Shell};
use crate::templates::news::{self, News, What};
use crate::templates::review;
use crate::templates::slot::{Desk, FileLine, FileState};
use crate::templates::window::{self, MoreTime, Window, Windows};

const AT: &str = "2026-11-21T15:04:05.000Z";
const UNTIL: &str = "2027-05-21T23:59:59.000Z";
const HREF: &str = "/app/l/1/attempts/2";
const CARD: &str = "/app/l/1/c/routines-that-bring-in-every-voice";
const FILE: &str = "019a1fff-5aee-7860-80fb-cc066382239c";

pub fn pages(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let definition = definition(values);
    results(shell, values, &definition, add);
    revision(shell, values, &definition, add);
    reviews(shell, values, &definition, add);
    told(shell, values, add);
    windows(shell, values, add);
}

fn attempt(definition: &Definition) -> Attempt<'_> {
    Attempt {
        days_left: Some(43),
        definition,
        href: HREF,
        card_href: CARD,
        form_token: FORM_TOKEN,
        saved_at: Some(AT),
        until: Some(UNTIL),
        reference: FILE,
        notice: None,
    }
}

/// What was read into the sample work: one criterion whole, one of two.
fn feedback(
    values: Values,
    definition: &Definition,
    insufficient: Option<Insufficient>,
) -> Feedback {
    let file: FileId = FILE.parse().unwrap();
    let pointer = |slot: &str| Pointer {
        slot: slot.to_owned(),
        file: None,
        at: None,
        page: None,
        quote: None,
    };
    let mut reading = Reading {
        strength: values.text("You count before you change anything."),
        next_step: values.text("Film the same routine once more,\nfrom the back of the room."),
        private_note: values.text("Compare with the anchor."),
        insufficient,
        ..Reading::default()
    };
    let voices = CriterionReading {
        details: [("a".to_owned(), true), ("b".to_owned(), false)].into(),
        evidence: vec![Pointer {
            page: Some(2),
            ..pointer("visits")
        }],
        detail_evidence: [(
            "a".to_owned(),
            vec![Pointer {
                quote: Some(values.text("Girls: 3, boys: 11")),
                ..pointer("counts")
            }],
        )]
        .into(),
        comment: values
            .text("The first count is of one table. A count of the whole class shows more."),
        ..CriterionReading::default()
    };
    let routine = CriterionReading {
        details: [("c".to_owned(), true)].into(),
        evidence: vec![
            Pointer {
                file: Some(file),
                at: Some(Seconds(195)),
                ..pointer("film")
            },
            Pointer {
                at: Some(Seconds(20)),
                ..pointer("sound")
            },
        ],
        ..CriterionReading::default()
    };
    reading.criteria = [
        ("voices".to_owned(), voices),
        ("routine".to_owned(), routine),
    ]
    .into();
    reading.conditions = [("own-class".to_owned(), true)].into();
    Feedback::new(reading, &definition.rubric)
}

#[expect(
    clippy::too_many_lines,
    reason = "every state of the page, one after the other"
)]
fn results(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    add: &mut dyn FnMut(String, Markup),
) {
    let answers = answers(definition, values);
    let written: Vec<_> = answers
        .iter()
        .filter_map(|(id, answer)| Some((definition.slot(id)?, answer)))
        .collect();
    let name = values.text("first-lesson.mp4");
    let alt = values.text("Chart of voices");
    let file = FileLine {
        id: FILE,
        name: &name,
        state: FileState::Ready,
        reason: None,
        media_type: "video/mp4",
        size: "3.2 MB",
        extent: None,
        alt_text: &alt,
        caption: &alt,
        href: "/app/l/1/files/3",
    };
    let files = [("film", file)];
    let texts = [
        "The film is six to nine minutes long.",
        "It is the educator’s own class.",
    ];
    let texts = texts.map(|text| values.text(text));
    let conditions = [(texts[0].as_str(), false), (texts[1].as_str(), true)];
    let others = [Try {
        number: 1,
        href: "/app/l/1/attempts/1/result",
        at: AT,
        outcome: Outcome::Revise,
    }];
    let stack = values.text("Talk that builds thinking");
    let unlocks = [Unlock {
        title: &stack,
        text: &stack,
        href: Some("/app/l/1/s/talk"),
    }];
    let revise = Next::Revise {
        from: None,
        left: None,
        may_start: true,
        is_of_parts: false,
    };
    let plain = Answered {
        attempt: attempt(definition),
        number: 2,
        outcome: Outcome::Revise,
        band: Some(&definition.rubric.bands[1]),
        points: Some((2, 3)),
        at: AT,
        is_changed: false,
        feedback: &feedback(values, definition, None),
        conditions: &conditions,
        score: None,
        next: revise,
        unlocks: &[],
        others: &[],
        work: WorkShown {
            answers: &written,
            files: &files,
        },
        files_href: "/app/l/1/files",
    };
    let little = feedback(values, definition, Some(Insufficient::PartMissing));
    let sent = |points| {
        Some(Score {
            sent: Some((points, 3)),
            state: Some(&stack),
        })
    };
    let rests = Next::Revise {
        from: Some(UNTIL),
        left: Some(1),
        may_start: true,
        is_of_parts: true,
    };
    let earned = Next::Earned {
        valid_until: Some(UNTIL),
        badge_href: Some("/app/l/1/badges/7k3m-q9tx-h2vd-8w10"),
        stands: award::State::Active,
        may_renew: false,
    };
    let later = |stands, may_renew| Answered {
        outcome: Outcome::Pass,
        band: Some(&definition.rubric.bands[2]),
        next: Next::Earned {
            valid_until: Some(UNTIL),
            badge_href: Some("/app/l/1/badges/7k3m-q9tx-h2vd-8w10"),
            stands,
            may_renew,
        },
        ..plain
    };
    for (name, view) in [
        ("revise", plain),
        (
            "rests",
            Answered {
                next: rests,
                feedback: &little,
                score: sent(1),
                ..plain
            },
        ),
        (
            "earned",
            Answered {
                outcome: Outcome::Pass,
                band: Some(&definition.rubric.bands[2]),
                next: earned,
                score: sent(3),
                unlocks: &unlocks,
                others: &others,
                is_changed: true,
                ..plain
            },
        ),
        ("ending", later(award::State::Active, true)),
        ("over", later(award::State::Expired, true)),
        ("question", later(award::State::Suspended, false)),
        ("taken-back", later(award::State::Revoked, false)),
        (
            "begun",
            Answered {
                next: Next::Begun { href: HREF },
                ..plain
            },
        ),
        (
            "coach",
            Answered {
                next: Next::Coach,
                points: None,
                ..plain
            },
        ),
        (
            "none-left",
            Answered {
                next: Next::NoneLeft,
                ..plain
            },
        ),
        (
            "ended",
            Answered {
                next: Next::Ended,
                ..plain
            },
        ),
    ] {
        add(format!("result-{name}"), attempt::answered(shell, &view));
    }
}

fn revision(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    add: &mut dyn FnMut(String, Markup),
) {
    let feedback = feedback(values, definition, None);
    let parts: Vec<_> = definition
        .parts
        .iter()
        .map(|part| PartLine {
            part,
            fill: Filling::Complete,
            complete: part.slots.len(),
            pieces: part.slots.len(),
            mark: None,
        })
        .collect();
    for can_stay in [false, true] {
        let list = Checklist {
            attempt: attempt(definition),
            parts: &parts,
            can_submit: true,
            is_carried: true,
            revision: Some(Revision {
                href: "/app/l/1/attempts/1/result",
                next_step: &feedback.next_step,
                shown: &["film"],
                can_stay,
            }),
            news: &[],
        };
        let name = format!("checklist-revision-{can_stay}");
        add(name, attempt::checklist(shell, &list));
    }
    for (index, can_stay) in [(0, false), (1, true), (2, false)] {
        let view = Workspace {
            attempt: attempt(definition),
            parts: &parts,
            part: &definition.parts[index],
            slots: &[],
            desk: Desk {
                definition,
                attempt_href: HREF,
                images: "/app/l/1/c/x/images",
                form_token: FORM_TOKEN,
            },
            marked_at: None,
            before: Some(attempt::Before {
                told: Told {
                    definition,
                    feedback: &feedback,
                    evidence: Evidence::Editor(HREF),
                    files_href: "/app/l/1/files",
                },
                href: "/app/l/1/attempts/1/result",
                can_stay,
            }),
        };
        let name = format!("workspace-revision-{index}");
        add(name, attempt::workspace(shell, &view));
    }
}

fn reviews(
    shell: &Shell,
    values: Values,
    definition: &Definition,
    add: &mut dyn FnMut(String, Markup),
) {
    let name = values.text("Dana Rey");
    let band = values.text("Almost");
    let stands = review::Stands {
        credential: &definition.title,
        language: "en",
        standing: Standing::Revise,
        number: 1,
        submitted_at: Some(AT),
        told_at: Some(AT),
        band: Some(&band),
        points: Some((2, 3)),
    };
    let view = review::Review {
        subject_name: Some(&name),
        is_own: false,
        course: None,
        return_url: None,
        stands: Some(stands),
    };
    add("review-stands".to_owned(), review::page(shell, &view));
}

fn windows(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let (name, title) = (
        values.text("Robin Vale"),
        values.text("Routines that bring in every voice"),
    );
    let one = Window {
        name: Some(&name),
        title: &title,
        number: 2,
        last_day: chrono::NaiveDate::from_ymd_opt(2027, 5, 21),
        days_left: Some(5),
        href: "/app/l/1/windows/2",
    };
    let unnamed = Window {
        name: None,
        days_left: Some(0),
        ..one
    };
    for (state, shown, found, extended) in [
        ("many", &[one, unnamed][..], 120, Some(one)),
        ("none", &[], 0, None),
    ] {
        let list = Windows {
            href: "/app/l/1/windows",
            desk_href: "/app/l/1/desk",
            search: &name,
            shown,
            found,
            extended,
        };
        add(format!("windows-{state}"), window::windows(shell, &list));
    }
    for is_sent in [false, true] {
        let page = MoreTime {
            window: one,
            list_href: "/app/l/1/windows",
            form_token: FORM_TOKEN,
            least: "2027-05-22",
            most: "2028-11-28",
            until: if is_sent { "2027-05-01" } else { "" },
            reason: if is_sent { &title } else { "" },
            is_odd_day: is_sent,
            is_without_reason: is_sent,
        };
        add(
            format!("more-time-{is_sent}"),
            window::more_time(shell, &page),
        );
    }
}

fn told(shell: &Shell, values: Values, add: &mut dyn FnMut(String, Markup)) {
    let one = |what| News {
        what,
        title: values.text("Routines that bring in every voice"),
        href: HREF.to_owned(),
        at: AT.to_owned(),
    };
    let note = values.text("Slide 3 does not open.");
    let all = [
        one(What::Result),
        one(What::GateLost),
        one(What::WindowEnds(UNTIL.to_owned())),
        one(What::WindowOver),
        one(What::MoreTime(UNTIL.to_owned())),
        one(What::OnHold),
        one(What::GoesOn),
        one(What::TakenOut),
        one(What::Incomplete(Lack::ALL.to_vec(), note)),
    ];
    let page = maud::html! {
        h1 { "News" }
        (news::news(shell, &all))
    };
    add(
        "news".to_owned(),
        layout::page(shell, "What is new to you", page),
    );
}

#[test]
fn what_was_written_for_others_is_on_no_page_of_the_earner() {
    let mut shown = Vec::new();
    let shell = Shell {
        language: crate::i18n::Language::English,
        nonce: "n",
    };
    pages(&shell, Values::Ordinary, &mut |name, page| {
        shown.push((name, page.into_string()));
    });
    assert!(shown.len() > 10);
    for (name, page) in shown {
        assert!(!page.contains("Compare with the anchor"), "{name}");
    }
}
