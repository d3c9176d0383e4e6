//! The workspace: one part at a time, everything in it on one page, saved while it is written.

use maud::{Markup, html};

use super::checklist::PartLine;
use super::{Attempt, PartMark, mark};
use crate::domain::credential::Part;
use crate::templates::credential::rubric;
use crate::templates::feedback::{self, Told};
use crate::templates::layout::{self, Shell};
use crate::templates::slot::{self, Desk, FORM, Fill, SlotView};
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    form,
    icon::{self, Icon},
    prose::markdown,
};

/// One part.
#[derive(Clone, Copy, Debug)]
pub struct Workspace<'a> {
    /// The try.
    pub attempt: Attempt<'a>,
    /// All parts, for the way between them.
    pub parts: &'a [PartLine<'a>],
    /// The part that is open.
    pub part: &'a Part,
    /// What it asks for, with what is there.
    pub slots: &'a [SlotView<'a>],
    /// What the slots share.
    pub desk: Desk<'a>,
    /// When its earner called the part ready.
    pub marked_at: Option<&'a str>,
    /// What was said about an earlier try, while it is revised.
    pub before: Option<Before<'a>>,
}

/// What was said about an earlier try.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// What was written.
    pub told: Told<'a>,
    /// All of it.
    pub href: &'a str,
    /// Whether this part can stay as it is, because everything that is looked for in it was shown.
    pub can_stay: bool,
}

/// The workspace.
#[must_use]
pub fn workspace(shell: &Shell, work: &Workspace) -> Markup {
    let attempt = &work.attempt;
    let definition = attempt.definition;
    let position = work
        .parts
        .iter()
        .position(|line| line.part.id == work.part.id)
        .unwrap_or_default();
    let stage = shell.text_with(
        "stage-part",
        &[
            ("number", &(position + 1).to_string()),
            ("all", &work.parts.len().to_string()),
        ],
    );
    let next = work.parts.get(position + 1);
    let next_text = next.map_or_else(
        || shell.text("workspace-next-check"),
        |line| shell.text_with("workspace-next-part", &[("name", &line.part.title)]),
    );
    layout::page(
        shell,
        &format!("{} · {}", work.part.title, definition.title),
        html! {
            (ui::back(attempt.href, &shell.text("workspace-back")))
            (attempt.top(shell, &stage, true))
            (part_links(shell, work))
            div class="heading" {
                p class="eyebrow" { (stage) }
                h1 lang=(definition.language) { (work.part.title) }
                @if let Some(instructions) = &work.part.instructions {
                    div lang=(definition.language) { (markdown(&instructions.0, 1, work.desk.images)) }
                }
            }
            (bearings(shell, &Bearings {
                place: &stage,
                next: &next_text,
                by: attempt.until,
                seen_by: &shell.text("seen-draft"),
            }))
            (banners(shell))
            form id=(FORM) class="part-form" method="post" action={ (attempt.href) "/parts/" (work.part.id) } { (form::token(attempt.form_token)) }
            @match &work.before {
                None => { (slots(shell, work)) }
                Some(before) => {
                    div class="revising" {
                        (said_before(shell, work, before))
                        @if before.can_stay {
                            details class="unchanged" {
                                summary { (shell.text("revise-part-shown")) }
                                (slots(shell, work))
                            }
                        } @else { (slots(shell, work)) }
                    }
                }
            }
            (judged(shell, work))
            (mark::field(shell, work))
            div class="save-bar" {
                p class="saved" aria-hidden="true" data-save-echo {}
                button type="submit" class="button" form=(FORM) name="do" value="stay" { (shell.text("workspace-save")) }
                button type="submit" class="button primary" form=(FORM) name="do" value="next" {
                    (shell.text(if next.is_some() { "workspace-save-next" } else { "workspace-save-check" }))
                    (icon::icon(Icon::Forward))
                }
            }
            (layout::module(shell, "workspace.js"))
            (layout::module(shell, "private-media.js"))
        },
    )
}

fn slots(shell: &Shell, work: &Workspace) -> Markup {
    let attempt = &work.attempt;
    html! {
        div class="slots" data-workspace=(attempt.href) data-token=(attempt.form_token) data-reference=(attempt.reference) {
            @for view in work.slots { (slot::slot(shell, &work.desk, view)) }
        }
    }
}

/// What was said about this part the last time, beside the editor.
fn said_before(shell: &Shell, work: &Workspace, before: &Before) -> Markup {
    let speaks = before
        .told
        .feedback
        .speaks_of(&work.attempt.definition.rubric, &work.part.id);
    html! {
        aside class="said-before" aria-labelledby="said-before" {
            h2 id="said-before" { (shell.text("revise-said")) }
            @if speaks { (feedback::of_part(shell, &before.told, &work.part.id)) }
            @else { p class="hint" { (shell.text("revise-said-nothing")) } }
            p { a href=(before.href) { (shell.text("revise-all")) } }
        }
    }
}

/// The parts beside each other.
fn part_links(shell: &Shell, work: &Workspace) -> Markup {
    html! {
        nav class="part-links" aria-label=(shell.text("workspace-parts")) {
            ul role="list" {
                @for (number, line) in work.parts.iter().enumerate() {
                    @let is_here = line.part.id == work.part.id;
                    li {
                        a href={ (work.attempt.href) "/parts/" (line.part.id) } aria-current=[is_here.then_some("page")] {
                            @if line.fill == Fill::Complete { (icon::icon(Icon::Check)) }
                            @else { span class="part-number" aria-hidden="true" { (number + 1) } }
                            span lang=(work.attempt.definition.language) { (line.part.title) }
                            @if line.fill == Fill::Complete { span class="visually-hidden" { " – " (shell.text("fill-complete")) } }
                            (part_mark(shell, line.mark))
                        }
                    }
                }
            }
        }
    }
}

/// What its earner says of a part, beside its name; an empty place that the script fills where nothing is said.
fn part_mark(shell: &Shell, mark: Option<PartMark>) -> Markup {
    html! {
        @match mark {
            Some(PartMark::Ready) => { span class="badge good" data-mark { (shell.text("mark-ready")) } }
            Some(PartMark::Changed) => { span class="badge attention" data-mark { (shell.text("mark-changed")) } }
            None => { span data-mark {} }
        }
    }
}

/// What is said when saving does not work; scripts reveal one or the other.
fn banners(shell: &Shell) -> Markup {
    html! {
        div id="banner-moved" class="banner" role="alert" hidden {
            (ui::notice(Tone::Attention, &shell.text("moved-title"), Some(&shell.text("moved-text"))))
        }
        div id="banner-ended" class="banner" role="alert" hidden {
            (ui::notice(Tone::Attention, &shell.text("ended-title"), Some(&shell.text("ended-text"))))
        }
        div id="banner-offline" class="banner" role="status" hidden {
            (ui::notice(Tone::Info, &shell.text("offline-title"), Some(&shell.text("offline-text"))))
        }
        div id="banner-restored" class="banner" role="status" hidden {
            (ui::notice(Tone::Good, &shell.text("restored-title"), Some(&shell.text("restored-text"))))
        }
        div id="banner-refused" class="banner" role="alert" hidden {
            (ui::notice(Tone::Problem, &shell.text("unsaved-title"), Some(&shell.text("unsaved-text"))))
        }
    }
}

/// The rubric for this part, in place, so that nobody leaves the page to read it.
fn judged(shell: &Shell, work: &Workspace) -> Markup {
    let definition = work.attempt.definition;
    html! {
        @if rubric::speaks_of(&definition.rubric, &work.part.id) {
            details class="judged" {
                summary { (shell.text("workspace-judged")) }
                p class="hint" { (shell.text("details-rubric-same")) }
                (rubric::of_part(shell, definition, &work.part.id))
            }
        }
    }
}
