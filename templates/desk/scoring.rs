//! The reading (A3): the work on one side, the rubric on the other where there is room, one below the other where there is
//! not. Everything is a field of one form and works without script; scripts save while somebody works and bring the keys.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::evidence::{Piece, Source, evidence, way_out};
use super::field::{FORM, SEQ, Spot, comment_name};
use super::mark::{self, Audience, Told, reading_words};
use super::{Assignment, Past, criterion, position_key, scripts, whole};
use crate::domain::id::FileId;
use crate::domain::reading::Reading;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self, Tone,
    bearings::{Bearings, bearings},
    form,
    icon::{self, Icon},
};

/// The reading.
#[derive(Clone, Copy, Debug)]
pub struct Scoring<'a> {
    /// Which.
    pub assignment: Assignment<'a>,
    /// The work.
    pub pieces: &'a [Piece<'a>],
    /// What is written so far.
    pub reading: &'a Reading,
    /// How often it was saved.
    pub seq: i64,
    /// What the tool itself found about conditions, by their ids; `None` where it cannot tell.
    pub found: &'a BTreeMap<String, Option<bool>>,
    /// What was said of the try before.
    pub past: Option<Past<'a>>,
    /// What the educator says was changed since then.
    pub changed_note: Option<&'a str>,
    /// Set when another tab has saved it in the meantime.
    pub newer: Option<Newer<'a>>,
    /// What a lead said when sending it back.
    pub sent_back: Option<&'a str>,
    /// How many marks are made, and how many there are to make.
    pub looked: (usize, usize),
    /// What it comes to, in words, once everything is scored.
    pub result: Option<&'a str>,
    /// From how many words on a comment that is asked for says enough.
    pub least_words: u32,
    /// What leads into a tab of its own.
    pub ticket: Option<&'a str>,
    /// Where other readings of the same work can be looked at, for those who settle a difference.
    pub beside_href: Option<&'a str>,
}

/// The reading as it was saved elsewhere while it was written here.
#[derive(Clone, Copy, Debug)]
pub struct Newer<'a> {
    /// What is stored.
    pub reading: &'a Reading,
    /// The same as scripts read it.
    pub json: &'a str,
    /// Since when.
    pub saved_at: &'a str,
}

/// The page.
#[must_use]
pub fn scoring(shell: &Shell, scoring: &Scoring) -> Markup {
    let assignment = &scoring.assignment;
    let definition = assignment.definition;
    let stage = shell.text(position_key(assignment.position));
    layout::page(
        shell,
        &format!("{} · {}", stage, definition.title),
        html! {
            (ui::back(assignment.desk_href, &shell.text("reading-back")))
            (assignment.top(shell, &stage, true))
            div class="heading" {
                p class="eyebrow" { (shell.text("reading-code")) " " code { (assignment.code) } }
                h1 lang=(definition.language) { (definition.title) }
            }
            (bearings(shell, &Bearings {
                place: &stage,
                next: &shell.text("reading-next"),
                by: assignment.until,
                seen_by: &shell.text("reading-seen-by"),
            }))
            (notices(shell, scoring))
            (banners(shell))
            (over(shell, assignment))
            (pop_out(shell, scoring))
            (help(shell))
            div class="split" data-reading=(assignment.href) data-token=(assignment.form_token) data-reference=(assignment.reference) data-seq=(scoring.seq) {
                div class="split-side" {
                    (evidence(shell, &Source::of(assignment), scoring.pieces))
                    (way_out(shell, assignment))
                }
                (rubric(shell, scoring))
            }
            (scripts(shell, "reading.js"))
        },
    )
}

fn notices(shell: &Shell, scoring: &Scoring) -> Markup {
    html! {
        @if let Some(comment) = scoring.sent_back {
            (ui::notice(Tone::Attention, &shell.text("sent-back-title"), Some(comment)))
        }
        @if let Some(note) = scoring.changed_note {
            (ui::notice(Tone::Info, &shell.text("changed-note-title"), Some(note)))
        } @else if scoring.past.is_some() {
            (ui::notice(Tone::Info, &shell.text("earlier-title"), Some(&shell.text("earlier-text"))))
        }
        @if let Some(href) = scoring.beside_href {
            p { a class="button" href=(href) { (shell.text("reading-beside")) } }
        }
    }
}

/// What is said when saving does not work; scripts reveal one or the other.
fn banners(shell: &Shell) -> Markup {
    let banner = |id: &str, is_urgent: bool, tone: Tone, key: &str| {
        let text = |part: &str| shell.text(&format!("{key}-{part}"));
        html! {
            div id=(id) class="banner" role=(if is_urgent { "alert" } else { "status" }) hidden {
                (ui::notice(tone, &text("title"), Some(&text("text"))))
            }
        }
    };
    html! {
        (banner("banner-moved", true, Tone::Attention, "reading-moved"))
        (banner("banner-ended", true, Tone::Attention, "reading-ended"))
        (banner("banner-offline", false, Tone::Info, "offline"))
        (banner("banner-restored", false, Tone::Good, "restored"))
        (banner("banner-refused", true, Tone::Problem, "unsaved"))
    }
}

/// Frames are narrow; a tab has all the room that there is. The script hides the button where it is in one.
fn pop_out(shell: &Shell, scoring: &Scoring) -> Markup {
    html! {
        @if let Some(ticket) = scoring.ticket {
            form method="post" action={ (scoring.assignment.href) "/tab" } target="_blank" rel="noopener" data-pop-out {
                (form::token(scoring.assignment.form_token))
                input type="hidden" name="ticket" value=(ticket);
                button type="submit" class="button" { (icon::icon(Icon::NewTab)) (shell.text("reading-pop-out")) }
            }
        }
    }
}

/// What is said when the lease ends while somebody writes; the script reveals it.
fn over(shell: &Shell, assignment: &Assignment) -> Markup {
    html! {
        div id="banner-over" class="banner" role="alert" hidden {
            (ui::notice(Tone::Attention, &shell.text("reading-over-title"), Some(&shell.text("reading-over-text"))))
            (form::button(&format!("{}/resume", assignment.href), assignment.form_token, "button", &shell.text("over-resume")))
        }
    }
}

/// The keys, for those who like them.
fn help(shell: &Shell) -> Markup {
    let keys = [
        ("1", "key-evident"),
        ("0", "key-not-found"),
        ("↓ · j", "key-down"),
        ("↑ · k", "key-up"),
        ("p", "key-point"),
        ("c", "key-comment"),
        ("m", "key-mark"),
        ("?", "key-help"),
    ];
    html! {
        details class="keys" id="keys" data-keys hidden {
            summary { (shell.text("keys-title")) }
            dl class="keys-list" {
                @for (key, text) in keys { div { dt { kbd { (key) } } dd { (shell.text(text)) } } }
            }
            p class="hint" { (shell.text("keys-hint")) }
        }
    }
}

fn rubric(shell: &Shell, scoring: &Scoring) -> Markup {
    let assignment = &scoring.assignment;
    let definition = assignment.definition;
    let files = |slot: &str| -> Vec<FileId> {
        let piece = scoring.pieces.iter().find(|piece| piece.slot.id == slot);
        piece.map_or_else(Vec::new, |piece| {
            let ids = piece.files.iter().map(|file| file.id.parse());
            ids.filter_map(Result::ok).collect()
        })
    };
    html! {
        div class="split-side" {
            section class="rubric" aria-labelledby="rubric" {
                h2 id="rubric" { (shell.text("reading-rubric")) }
                (conflict(shell, scoring))
                form id=(FORM) method="post" action=(assignment.href) {
                    (form::token(assignment.form_token))
                    input type="hidden" name=(SEQ) value=(scoring.seq);
                    @for one in &definition.rubric.criteria {
                        @let spots = super::field::spots(definition, one, files);
                        (criterion::criterion(shell, scoring, one, &spots))
                    }
                    (whole::conditions(shell, scoring))
                    (whole::whole(shell, scoring))
                    (save_bar(shell, scoring))
                }
            }
        }
    }
}

/// What to do when it was saved elsewhere, too.
fn conflict(shell: &Shell, scoring: &Scoring) -> Markup {
    let shown = |newer: &Newer| {
        let told = Told {
            definition: scoring.assignment.definition,
            reading: newer.reading,
            work_href: "",
            audience: Audience::Staff,
        };
        reading_words(shell, &told)
    };
    ui::conflict::conflict(
        shell,
        &ui::conflict::Conflict {
            id: "conflict",
            is_card: true,
            newer: scoring.newer.map(|newer| ui::conflict::Newer {
                json: Some(newer.json.to_owned()),
                saved_at: newer.saved_at,
                shown: shown(&newer),
            }),
            text: shell.text("reading-conflict-text"),
            both: shell.text("reading-keep-both"),
            without_script: shell.text("reading-conflict-without-script"),
        },
    )
}

/// What it comes to so far: how much was looked at, and total and band once that is everything.
fn save_bar(shell: &Shell, scoring: &Scoring) -> Markup {
    let (done, all) = scoring.looked;
    let looked =
        |done: &str| shell.text_with("looked", &[("done", done), ("all", &all.to_string())]);
    html! {
        div class="save-bar" {
            p class="standing-so-far" {
                span data-looked=(looked("#")) { (looked(&done.to_string())) }
                span data-result { @if let Some(result) = scoring.result { " · " strong { (result) } } }
                span class="saved" aria-hidden="true" data-save-echo {}
            }
            button type="submit" class="button" name="do" value="stay" { (shell.text("workspace-save")) }
            button type="submit" class="button" name="do" value="later" { (shell.text("reading-later")) }
            button type="submit" class="button primary" name="do" value="review" { (shell.text("reading-review")) (icon::icon(Icon::Forward)) }
        }
    }
}

/// "16 of 20 · Yes".
#[must_use]
pub fn result_words(shell: &Shell, total: u32, max: u32, band: Option<&str>) -> String {
    let points = shell.text_with(
        "desk-result-points",
        &[("points", &total.to_string()), ("max", &max.to_string())],
    );
    match band {
        Some(band) => format!("{points} · {band}"),
        None => points,
    }
}

/// The comment on a criterion has its name from here.
pub(super) fn comment_field(criterion: &str) -> (String, String) {
    (comment_name(criterion), format!("comment-{criterion}"))
}

/// A spot as an option of a choice.
pub(super) fn spot_option(shell: &Shell, spot: &Spot, chosen: Option<&str>) -> Markup {
    let value = spot.value();
    html! {
        option value=(value) selected[chosen == Some(value.as_str())] { (mark::spot_title(shell, spot)) }
    }
}
