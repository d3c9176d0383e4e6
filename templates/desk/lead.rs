//! The desk of lead assessors (A8): what is overdue, where readings differ, what waits to go out, and two readings of one
//! work beside each other. No educator's name is here before the decision; readers are named to nobody but the lead.

use maud::{Markup, html};

use super::evidence::{Piece, Source, evidence};
use super::mark::{Audience, Told, reading_words, verdict};
use super::{Assignment, scripts};
use crate::domain::credential::{Definition, Model};
use crate::domain::reading::Reading;
use crate::domain::reading::slot::Position;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    form,
    icon::{self, Icon},
    moment::moment,
    table::table,
};

/// The lists.
#[derive(Clone, Copy, Debug)]
pub struct LeadDesk<'a> {
    /// The desk of readers.
    pub desk_href: &'a str,
    /// What forms have to carry.
    pub form_token: &'a str,
    /// Where readings differ.
    pub differing: &'a [Beside<'a>],
    /// What is decided and not released.
    pub decided: &'a [Decided<'a>],
    /// What is overdue or will be soon.
    pub overdue: &'a [Overdue<'a>],
    /// What is under way in good time.
    pub under_way: &'a [Overdue<'a>],
}

/// Work on which two readings differ.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The micro-credential.
    pub title: &'a str,
    /// What stands in place of a name.
    pub code: &'a str,
    /// The reading that settles it; what is done with it posts below.
    pub href: &'a str,
    /// When the answer is due.
    pub due: &'a str,
    /// Who may do what about it.
    pub turn: Turn,
}

/// Whose turn it is to settle a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Anybody's, this person's too.
    Free,
    /// This person has begun.
    Own,
    /// Somebody else has begun.
    Other,
    /// This person has read the work, or must not.
    Barred,
}

/// Something that is decided and waits to go out.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a> {
    /// The micro-credential.
    pub title: &'a str,
    /// What stands in place of a name.
    pub code: &'a str,
    /// The page that shows it.
    pub href: &'a str,
    /// When the answer is due.
    pub due: Option<&'a str>,
}

/// A reading that is late, or nearly.
#[derive(Clone, Copy, Debug)]
pub struct Overdue<'a> {
    /// The micro-credential.
    pub title: &'a str,
    /// What stands in place of a name.
    pub code: &'a str,
    /// Which reading.
    pub position: Position,
    /// When the answer is due.
    pub due: Option<&'a str>,
    /// How near that is.
    pub pace: Pace,
    /// Since when somebody has it; `None` while nobody does.
    pub since: Option<&'a str>,
    /// The reading; what is done with it posts below.
    pub href: &'a str,
    /// The page with the readings that there are.
    pub case_href: &'a str,
    /// Who may be given it.
    pub readers: &'a [Reader<'a>],
}

/// How near a day is on which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// It is over.
    Over,
    /// Most of the time is gone.
    Soon,
    /// There is time.
    InTime,
}

/// Somebody who reads.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// Their id.
    pub id: &'a str,
    /// Their name.
    pub name: &'a str,
}

/// The lists.
#[must_use]
pub fn lead_desk(shell: &Shell, desk: &LeadDesk) -> Markup {
    layout::page(
        shell,
        &shell.text("lead-title"),
        html! {
            (ui::back(desk.desk_href, &shell.text("reading-back")))
            (ui::heading(None, &shell.text("lead-title"), Some(&shell.text("lead-lead"))))
            (bearings(shell, &Bearings {
                place: &shell.text("lead-title"),
                next: &shell.text("lead-next"),
                by: None,
                seen_by: &shell.text("lead-seen-by"),
            }))
            section class="stack" aria-labelledby="differing" {
                h2 id="differing" { (shell.text("lead-differing")) }
                @if desk.differing.is_empty() { p { (shell.text("lead-differing-none")) } }
                @else { ul class="cards" role="list" { @for one in desk.differing { li { (differing(shell, desk, one)) } } } }
            }
            section class="stack" aria-labelledby="decided" {
                h2 id="decided" { (shell.text("lead-decided")) }
                @if desk.decided.is_empty() { p { (shell.text("lead-decided-none")) } }
                @else { ul class="cards" role="list" { @for one in desk.decided { li { (decided_card(shell, one)) } } } }
            }
            section class="stack" aria-labelledby="overdue" {
                h2 id="overdue" { (shell.text("lead-overdue")) }
                @if desk.overdue.is_empty() { p { (shell.text("lead-overdue-none")) } }
                @else { ul class="cards" role="list" { @for (one, at) in desk.overdue.iter().zip(0..) { li { (line(shell, desk, one, "late", at)) } } } }
            }
            @if !desk.under_way.is_empty() {
                section class="stack" aria-labelledby="under-way" {
                    h2 id="under-way" { (shell.text("lead-under-way")) }
                    ul class="cards" role="list" { @for (one, at) in desk.under_way.iter().zip(0..) { li { (line(shell, desk, one, "way", at)) } } }
                }
            }
        },
    )
}

fn differing(shell: &Shell, desk: &LeadDesk, one: &Beside) -> Markup {
    html! {
        div class="card held" {
            div class="card-head" {
                h3 { (one.title) }
                @match one.turn {
                    Turn::Own => (ui::badge(Tone::Info, &shell.text("lead-begun"))),
                    Turn::Other => (ui::badge(Tone::Quiet, &shell.text("lead-begun-other"))),
                    Turn::Free | Turn::Barred => {}
                }
            }
            p class="meta" {
                span { (shell.text("reading-code")) " " code { (one.code) } }
                span { (shell.text("desk-answer-due")) " " (moment(shell, one.due)) }
            }
            @match one.turn {
                Turn::Own => {
                    p { a class="button primary" href={ (one.href) "/beside" } { (shell.text("lead-compare")) span class="visually-hidden" { " " (one.code) } } }
                }
                Turn::Free => {
                    form method="post" action={ (one.href) "/take" } {
                        (form::token(desk.form_token))
                        button type="submit" class="button primary" { (shell.text("lead-settle")) span class="visually-hidden" { " " (one.code) } }
                    }
                }
                Turn::Other => {}
                Turn::Barred => { p class="hint" { (shell.text("lead-barred")) } }
            }
        }
    }
}

fn decided_card(shell: &Shell, one: &Decided) -> Markup {
    html! {
        div class="card held" {
            div class="card-head" {
                h3 { a href=(one.href) { (one.title) } }
            }
            p class="meta" {
                span { (shell.text("reading-code")) " " code { (one.code) } }
                @if let Some(due) = one.due { span { (shell.text("desk-answer-due")) " " (moment(shell, due)) } }
            }
            p { a class="button primary" href=(one.href) { (shell.text("lead-look")) span class="visually-hidden" { " " (one.code) } } }
        }
    }
}

fn line(shell: &Shell, desk: &LeadDesk, one: &Overdue, list: &str, at: usize) -> Markup {
    let id = format!("{list}-{at}");
    html! {
        div class="card held" {
            div class="card-head" {
                h3 { (one.title) }
                @match one.pace {
                    Pace::Over => (ui::badge(Tone::Problem, &shell.text("desk-overdue"))),
                    Pace::Soon => (ui::badge(Tone::Attention, &shell.text("lead-soon"))),
                    Pace::InTime => {}
                }
            }
            p class="meta" {
                span { (shell.text("reading-code")) " " code { (one.code) } }
                span { (shell.text(super::position_key(one.position))) }
                @if let Some(due) = one.due { span { (shell.text("desk-answer-due")) " " (moment(shell, due)) } }
                @match one.since {
                    Some(since) => { span { (shell.text("lead-with")) " " (moment(shell, since)) } }
                    None => { span { (shell.text("lead-with-nobody")) } }
                }
            }
            div class="actions" {
                @if !one.readers.is_empty() {
                    form class="assign" method="post" action={ (one.href) "/assign" } {
                        (form::token(desk.form_token))
                        label for=(id) { (shell.text("lead-assign-to")) }
                        select id=(id) name="reader" {
                            @for reader in one.readers { option value=(reader.id) { (reader.name) } }
                        }
                        button type="submit" class="button" { (shell.text("lead-assign")) span class="visually-hidden" { " " (one.code) } }
                    }
                }
                @if one.since.is_none() {
                    form method="post" action={ (one.href) "/take" } {
                        (form::token(desk.form_token))
                        button type="submit" class="button" { (shell.text("lead-take-over")) span class="visually-hidden" { " " (one.code) } }
                    }
                }
                a class="button" href=(one.case_href) { (shell.text("lead-look")) span class="visually-hidden" { " " (one.code) } }
            }
        }
    }
}

/// Two readings of one work.
#[derive(Clone, Copy, Debug)]
pub struct Adjudication<'a> {
    /// The work.
    pub assignment: Assignment<'a>,
    /// The lists.
    pub lead_href: &'a str,
    /// What was handed in.
    pub pieces: &'a [Piece<'a>],
    /// The readings, each with what it comes to in words.
    pub readings: &'a [(&'a Reading, &'a str)],
}

/// Where two readings differ, and the way to settle it.
#[must_use]
pub fn adjudication(shell: &Shell, one: &Adjudication) -> Markup {
    let assignment = &one.assignment;
    let definition = assignment.definition;
    layout::page(
        shell,
        &format!(
            "{} · {}",
            shell.text("adjudication-title"),
            definition.title
        ),
        html! {
            (ui::back(one.lead_href, &shell.text("lead-back")))
            (assignment.top(shell, &shell.text("adjudication-title"), false))
            (ui::heading(Some(&definition.title), &shell.text("adjudication-title"), Some(&shell.text("adjudication-lead"))))
            (bearings(shell, &Bearings {
                place: &shell.text("adjudication-title"),
                next: &shell.text("adjudication-next"),
                by: Some(assignment.due),
                seen_by: &shell.text("lead-seen-by"),
            }))
            p { a class="button primary large" href=(assignment.href) { (shell.text("adjudication-begin")) (icon::icon(Icon::Forward)) } }
            p class="hint" { (shell.text("adjudication-hint")) }
            (differences(shell, definition, one.readings))
            div class="beside" {
                @for ((reading, result), number) in one.readings.iter().zip(1..) {
                    @let id = format!("reading-{number}");
                    section class="card" aria-labelledby=(id) {
                        h2 id=(id) { (shell.text_with("adjudication-reading", &[("number", &number.to_string())])) }
                        h3 { (result) }
                        (reading_words(shell, &Told { definition, reading, work_href: "", audience: Audience::Staff }))
                    }
                }
            }
            (evidence(shell, &Source::of(assignment), one.pieces))
            (scripts(shell, "evidence-page.js"))
        },
    )
}

/// What was seen by one and not by another.
fn differences(shell: &Shell, definition: &Definition, readings: &[(&Reading, &str)]) -> Markup {
    let names: Vec<String> = (1..=readings.len())
        .map(|number| shell.text_with("adjudication-reading", &[("number", &number.to_string())]))
        .collect();
    let what = shell.text("adjudication-what");
    let columns: Vec<&str> = std::iter::once(what.as_str())
        .chain(names.iter().map(String::as_str))
        .collect();
    let mut rows: Vec<Vec<Markup>> = Vec::new();
    let mut push = |text: &str, cells: Vec<(Option<String>, Markup)>| {
        if cells.windows(2).any(|two| two[0].0 != two[1].0) {
            let mut row = vec![html! { span lang=(definition.language) { (text) } }];
            row.extend(cells.into_iter().map(|(_, cell)| cell));
            rows.push(row);
        }
    };
    for criterion in &definition.rubric.criteria {
        let seen = |reading: &Reading| {
            reading
                .criteria
                .get(&criterion.id)
                .cloned()
                .unwrap_or_default()
        };
        match definition.rubric.model {
            Model::DetailPoints => {
                for detail in &criterion.details {
                    let marks = readings.iter().map(|(reading, _)| {
                        let mark = seen(reading).details.get(&detail.id).copied();
                        (mark.map(|mark| mark.to_string()), verdict(shell, mark))
                    });
                    push(&detail.text, marks.collect());
                }
            }
            Model::CriterionLevels => {
                let marks = readings.iter().map(|(reading, _)| {
                    let level = seen(reading).level;
                    let title = criterion
                        .levels
                        .iter()
                        .find(|known| Some(&known.id) == level.as_ref());
                    let title = title.map(|level| level.title.clone()).unwrap_or_default();
                    (level, html! { (title) })
                });
                push(&criterion.title, marks.collect());
            }
            Model::AllMet => {
                let marks = readings.iter().map(|(reading, _)| {
                    let mark = seen(reading).met;
                    (
                        mark.map(|mark| mark.to_string()),
                        super::mark::met(shell, mark),
                    )
                });
                push(&criterion.title, marks.collect());
            }
        }
    }
    for condition in &definition.rubric.conditions {
        let marks = readings.iter().map(|(reading, _)| {
            let mark = reading.conditions.get(&condition.id).copied();
            (
                mark.map(|mark| mark.to_string()),
                super::mark::met(shell, mark),
            )
        });
        push(&condition.text, marks.collect());
    }
    html! {
        section class="stack" aria-labelledby="differences" {
            h2 id="differences" { (shell.text("adjudication-differences")) }
            @if rows.is_empty() { p { (shell.text("adjudication-no-differences")) } }
            @else { (table(&shell.text("adjudication-differences"), &columns, &rows)) }
        }
    }
}

/// The readings of one work, for a lead.
#[derive(Clone, Copy, Debug)]
pub struct CasePage<'a> {
    /// What the work is about.
    pub definition: &'a Definition,
    /// The address of this page; what is done posts below it.
    pub href: &'a str,
    /// The lists.
    pub lead_href: &'a str,
    /// What forms have to carry.
    pub form_token: &'a str,
    /// What stands in place of a name.
    pub code: &'a str,
    /// When the answer is due.
    pub due: Option<&'a str>,
    /// The readings.
    pub readings: &'a [CaseReading<'a>],
    /// What is decided; `None` while nothing is.
    pub decided: Option<DecidedWords<'a>>,
    /// Whether what was asked for could not be done, because no words came with it.
    pub needs_words: bool,
}

/// One reading.
#[derive(Clone, Copy, Debug)]
pub struct CaseReading<'a> {
    /// Its id.
    pub id: &'a str,
    /// What was written.
    pub reading: &'a Reading,
    /// What it comes to, in words.
    pub result: &'a str,
    /// Whether it can go back to its author.
    pub may_go_back: bool,
}

/// A decision that waits to go out.
#[derive(Clone, Copy, Debug)]
pub struct DecidedWords<'a> {
    /// What it comes to, in words.
    pub result: &'a str,
    /// Why it was settled this way, where it had to be.
    pub rationale: &'a str,
}

/// The readings of one work, with what a lead can do about them.
#[must_use]
pub fn case(shell: &Shell, page: &CasePage) -> Markup {
    let definition = page.definition;
    let title = shell.text(if page.decided.is_some() {
        "decided-title"
    } else {
        "case-title"
    });
    let next = shell.text(if page.decided.is_some() {
        "decided-next"
    } else {
        "case-next"
    });
    layout::page(
        shell,
        &format!("{title} · {}", definition.title),
        html! {
            (ui::back(page.lead_href, &shell.text("lead-back")))
            div class="heading" {
                p class="eyebrow" lang=(definition.language) { (definition.title) }
                h1 { (title) }
                p class="lead" { (shell.text("reading-code")) " " code { (page.code) } }
            }
            (bearings(shell, &Bearings {
                place: &title,
                next: &next,
                by: page.due,
                seen_by: &shell.text("lead-seen-by"),
            }))
            @if page.needs_words { (ui::notice(Tone::Attention, &shell.text("case-words-title"), Some(&shell.text("case-words-text")))) }
            @if let Some(decided) = page.decided { (release(shell, page, &decided)) }
            @if page.readings.is_empty() { p { (shell.text("case-no-readings")) } }
            @for (one, number) in page.readings.iter().zip(1..) { (case_reading(shell, page, one, number)) }
        },
    )
}

fn case_reading(shell: &Shell, page: &CasePage, one: &CaseReading, number: usize) -> Markup {
    let id = format!("reading-{number}");
    let told = Told {
        definition: page.definition,
        reading: one.reading,
        work_href: "",
        audience: Audience::Staff,
    };
    html! {
        section class="card" aria-labelledby=(id) {
            h2 id=(id) { (shell.text_with("adjudication-reading", &[("number", &number.to_string())])) }
            h3 { (one.result) }
            (reading_words(shell, &told))
            @if one.may_go_back {
                @let action = format!("{}/readings/{}/send-back", page.href, one.id);
                (with_comment(shell, page.form_token, &action, &format!("back-{number}"), ["decided-send-back", "decided-send-back-hint", "decided-comment"]))
            }
        }
    }
}

fn release(shell: &Shell, page: &CasePage, decided: &DecidedWords) -> Markup {
    html! {
        section class="card letter" aria-labelledby="comes-to" {
            h2 id="comes-to" { (decided.result) }
            p { (shell.text("decided-lead")) }
            @if !decided.rationale.is_empty() { p class="as-typed" { (decided.rationale) } }
            (form::button(&format!("{}/release", page.href), page.form_token, "button primary large", &shell.text("decided-release")))
            (with_comment(shell, page.form_token, &format!("{}/hold", page.href), "hold", ["decided-hold", "decided-hold-hint", "decided-reason"]))
        }
    }
}

/// Something that needs a word of the lead's.
fn with_comment(shell: &Shell, token: &str, action: &str, id: &str, keys: [&str; 3]) -> Markup {
    let [title, hint, label] = keys.map(|key| shell.text(key));
    html! {
        details {
            summary { (title) }
            form class="stack" method="post" action=(action) {
                (form::token(token))
                div class="field wide" {
                    label for=(id) { (label) }
                    p class="hint" id={ (id) "-hint" } { (hint) }
                    textarea id=(id) name="comment" rows="3" required aria-describedby={ (id) "-hint" } {}
                }
                button type="submit" class="button" { (title) }
            }
        }
    }
}
