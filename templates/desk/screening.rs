//! Looking work through before it is read (A9): is it whole, can it be opened, does it show nobody who did not agree? No
//! scores here.

use maud::{Markup, html};

use super::evidence::{Piece, Source, evidence};
use super::scripts;
use crate::domain::credential::Definition;
use crate::domain::screening::Lack;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self,
    bearings::{self, Bearings, Top},
    form,
    icon::{self, Icon},
    moment::moment,
};

/// Work that waits to be looked through.
#[derive(Clone, Copy, Debug)]
pub struct Waiting<'a> {
    /// The micro-credential.
    pub title: &'a str,
    /// What stands in place of a name.
    pub code: &'a str,
    /// Its page.
    pub href: &'a str,
    /// When it was handed in.
    pub since: &'a str,
}

/// The list.
#[must_use]
pub fn screenings(shell: &Shell, desk_href: &str, waiting: &[Waiting]) -> Markup {
    layout::page(
        shell,
        &shell.text("screenings-title"),
        html! {
            (ui::back(desk_href, &shell.text("reading-back")))
            (ui::heading(None, &shell.text("screenings-title"), Some(&shell.text("screenings-lead"))))
            section class="stack" aria-labelledby="waiting-work" {
                h2 id="waiting-work" { (shell.text("desk-waiting")) }
                @if waiting.is_empty() {
                    (ui::empty(Icon::Page, &shell.text("screenings-none-title"), &shell.text("screenings-none-text")))
                } @else {
                    ul class="cards" role="list" {
                        @for one in waiting {
                            li {
                                div class="card desk-card" {
                                    h3 { a href=(one.href) { (one.title) } }
                                    p class="meta" {
                                        span { (shell.text("reading-code")) " " code { (one.code) } }
                                        span { (shell.text("screenings-since")) " " (moment(shell, one.since)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        },
    )
}

/// One work.
#[derive(Clone, Copy, Debug)]
pub struct Screening<'a> {
    /// What the work is about.
    pub definition: &'a Definition,
    /// The address of this page; what is done posts below it.
    pub href: &'a str,
    /// The list.
    pub list_href: &'a str,
    /// Where the definition's pictures are.
    pub images: &'a str,
    /// What forms have to carry.
    pub form_token: &'a str,
    /// What stands in place of a name.
    pub code: &'a str,
    /// When it was handed in.
    pub since: &'a str,
    /// The id to name when asking for help.
    pub reference: &'a str,
    /// What was handed in.
    pub pieces: &'a [Piece<'a>],
    /// What was sent and not taken: nothing was chosen or said.
    pub refused: Option<Return<'a>>,
}

/// What a screener said of work that goes back.
#[derive(Clone, Copy, Debug)]
pub struct Return<'a> {
    /// The reasons that were chosen.
    pub reasons: &'a [Lack],
    /// What was added.
    pub note: &'a str,
}

/// The key of a reason to give work back.
pub(super) const fn reason_key(reason: Lack) -> &'static str {
    match reason {
        Lack::Missing => "return-missing",
        Lack::Unreadable => "return-unreadable",
        Lack::NoSound => "return-no-sound",
        Lack::StudentData => "return-student-data",
        Lack::WrongTemplate => "return-wrong-template",
        Lack::BrokenLink => "return-broken-link",
    }
}

/// The page.
#[must_use]
pub fn screening(shell: &Shell, screening: &Screening) -> Markup {
    let definition = screening.definition;
    let top = Top {
        credential: &definition.title,
        language: &definition.language,
        card_href: screening.href,
        stage: &shell.text("screening-title"),
        saved_at: None,
        contact: &definition.contact,
        reference: screening.reference,
    };
    let source = Source {
        definition,
        images: screening.images,
        reference: screening.reference,
        recuse: None,
    };
    layout::page(
        shell,
        &format!("{} · {}", shell.text("screening-title"), definition.title),
        html! {
            (ui::back(screening.list_href, &shell.text("screening-back")))
            (bearings::top(shell, &top))
            (ui::heading(Some(&definition.title), &shell.text("screening-title"), Some(&shell.text("screening-lead"))))
            p class="meta" {
                span { (shell.text("reading-code")) " " code { (screening.code) } }
                span { (shell.text("screenings-since")) " " (moment(shell, screening.since)) }
            }
            (bearings::bearings(shell, &Bearings {
                place: &shell.text("screening-title"),
                next: &shell.text("screening-next"),
                by: None,
                seen_by: &shell.text("reading-seen-by"),
            }))
            div class="split" {
                div class="split-side" { (evidence(shell, &source, screening.pieces)) }
                div class="split-side" {
                    section class="card" aria-labelledby="look-at" {
                        h2 id="look-at" { (shell.text("screening-look-at")) }
                        ul {
                            li { (shell.text("screening-look-whole")) }
                            li { (shell.text("screening-look-open")) }
                            li { (shell.text("screening-look-people")) }
                            li { (shell.text("screening-look-template")) }
                        }
                        form method="post" action={ (screening.href) "/pass" } {
                            (form::token(screening.form_token))
                            button type="submit" class="button primary large" { (shell.text("screening-pass")) (icon::icon(Icon::Forward)) }
                        }
                    }
                    (give_back(shell, screening))
                }
            }
            (scripts(shell, "evidence-page.js"))
        },
    )
}

fn give_back(shell: &Shell, screening: &Screening) -> Markup {
    let said = screening.refused;
    html! {
        section class="card" aria-labelledby="give-back" {
            h2 id="give-back" { (shell.text("screening-return")) }
            p class="hint" { (shell.text("screening-return-hint")) }
            form class="stack" method="post" action={ (screening.href) "/return" } {
                (form::token(screening.form_token))
                fieldset class="choices" aria-describedby=[said.map(|_| "reasons-error")] {
                    legend { (shell.text("screening-reasons")) }
                    @for reason in Lack::ALL {
                        @let id = format!("return-{}", reason.code());
                        div class="check" {
                            input type="checkbox" id=(id) name="reason" value=(reason.code()) checked[said.is_some_and(|said| said.reasons.contains(&reason))];
                            label for=(id) { (shell.text(reason_key(reason))) }
                        }
                    }
                }
                @if said.is_some() {
                    p class="field-error" id="reasons-error" { (icon::icon(Icon::Alert)) (shell.text("screening-reasons-needed")) }
                }
                div class="field wide" {
                    label for="note" { (shell.text("screening-note")) }
                    p class="hint" id="note-hint" { (shell.text("screening-note-hint")) }
                    textarea id="note" name="note" rows="3" aria-describedby="note-hint" { (said.map_or("", |said| said.note)) }
                }
                button type="submit" class="button" { (shell.text("screening-return-button")) }
            }
        }
    }
}
