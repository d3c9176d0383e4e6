//! The readings of one work, for a lead: what was written, beside the work itself, what can go back, and what waits to go
//! out.

use maud::{Markup, html};

use super::evidence::{Piece, Source, evidence};
use super::mark::{Audience, Told, reading_words};
use super::scripts;
use crate::domain::credential::Definition;
use crate::domain::reading::Reading;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    form,
};

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
    /// The work; `None` where nothing is to be decided about it any more.
    pub evidence: Option<CaseEvidence<'a>>,
    /// Whether what was asked for could not be done, because no words came with it.
    pub needs_words: bool,
}

/// The work beside its readings.
#[derive(Clone, Copy, Debug)]
pub struct CaseEvidence<'a> {
    /// What was handed in.
    pub pieces: &'a [Piece<'a>],
    /// Where the definition's pictures are.
    pub images: &'a str,
    /// What tells this work from other work, for what the browser remembers.
    pub reference: &'a str,
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
            @match page.evidence {
                Some(work) => {
                    @let source = Source { definition, images: work.images, reference: work.reference, recuse: None };
                    div class="split" {
                        div class="split-side" { (evidence(shell, &source, work.pieces)) }
                        div class="split-side" { (readings(shell, page)) }
                    }
                    (scripts(shell, "evidence-page.js"))
                }
                None => { (readings(shell, page)) }
            }
        },
    )
}

fn readings(shell: &Shell, page: &CasePage) -> Markup {
    html! {
        @if let Some(decided) = page.decided { (release(shell, page, &decided)) }
        @if page.readings.is_empty() { p { (shell.text("case-no-readings")) } }
        @for (one, number) in page.readings.iter().zip(1..) { (case_reading(shell, page, one, number)) }
    }
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
pub(super) fn with_comment(
    shell: &Shell,
    token: &str,
    action: &str,
    id: &str,
    keys: [&str; 3],
) -> Markup {
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
