//! Badges as pages: for everybody who has the address, for their holders, and what belongs to them. Own the words in which a
//! badge is told; what it is and where it stands comes from the layers that know.

pub mod achievement;
pub mod certificate;
pub mod holder;
pub mod issuer;
pub mod public;

use maud::{Markup, html};

use super::layout::Shell;
use super::ui::{self, Tone, icon, icon::Icon, moment::moment};
use crate::domain::award::{Reason, State};

/// Of what kind something is that can be earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A micro-credential.
    Credential,
    /// A stack.
    Stack,
    /// A course.
    Course,
}

impl Kind {
    /// What it is called.
    const fn key(self) -> &'static str {
        match self {
            Self::Credential => "badge-kind-credential",
            Self::Stack => "badge-kind-stack",
            Self::Course => "badge-kind-course",
        }
    }
}

/// Where a badge stands, and since or until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where.
    pub state: State,
    /// When it was earned, in RFC 3339.
    pub issued_at: String,
    /// Until when it holds, or held.
    pub valid_until: Option<String>,
    /// When it stopped to hold before its time.
    pub ended_at: Option<String>,
    /// Why.
    pub reason: Option<Reason>,
}

impl Standing {
    /// Whether it can be shown to others as something that is held, or was.
    #[must_use]
    pub const fn is_shareable(&self) -> bool {
        matches!(self.state, State::Active | State::Expired)
    }
}

/// Where a badge stands now, in words.
#[must_use]
pub fn standing(shell: &Shell, standing: &Standing) -> Markup {
    let (tone, icon, title) = match standing.state {
        State::Active => (Tone::Good, Icon::Check, "badge-active"),
        State::Expired => (Tone::Attention, Icon::Clock, "badge-expired"),
        State::Suspended => (Tone::Attention, Icon::Clock, "badge-suspended"),
        State::Revoked => (Tone::Problem, Icon::Alert, "badge-revoked"),
    };
    html! {
        div class={ "notice " (tone.class()) } {
            (icon::icon(icon))
            div {
                p class="notice-title" { (shell.text(title)) }
                p {
                    @match (standing.state, &standing.valid_until, &standing.ended_at) {
                        (State::Active, Some(until), _) => { (shell.text("badge-active-until")) " " (moment(shell, until)) "." }
                        (State::Active, None, _) => { (shell.text("badge-active-always")) }
                        (State::Expired, Some(until), _) => { (shell.text("badge-expired-at")) " " (moment(shell, until)) ". " (shell.text("badge-expired-text")) }
                        (State::Expired, None, _) => { (shell.text("badge-expired-text")) }
                        (State::Suspended, ..) => { (shell.text("badge-suspended-text")) }
                        (State::Revoked, _, Some(at)) => { (shell.text("badge-revoked-at")) " " (moment(shell, at)) ". " }
                        (State::Revoked, _, None) => {}
                    }
                    @if standing.state == State::Revoked { (shell.text(reason_key(standing.reason))) }
                }
            }
        }
    }
}

/// The key of why an award was taken back.
pub(crate) const fn reason_key(reason: Option<Reason>) -> &'static str {
    match reason {
        Some(Reason::IssuedInError) => "badge-reason-error",
        Some(Reason::Integrity) => "badge-reason-integrity",
        Some(Reason::Asked) => "badge-reason-asked",
        Some(Reason::StackNotFulfilled) => "badge-reason-stack",
        None => "badge-reason-none",
    }
}

/// A badge and what it is of, at the top of a page.
#[derive(Clone, Copy, Debug)]
pub struct Top<'a> {
    /// What stands above the title.
    pub eyebrow: &'a str,
    /// What was earned.
    pub title: &'a str,
    /// In which language that is.
    pub language: &'a str,
    /// What somebody who holds it has shown.
    pub claim: &'a str,
    /// Its picture.
    pub picture: &'a str,
}

/// The top of a page, with the picture beside it, and below the words what else is to be said first.
#[must_use]
#[expect(
    clippy::needless_pass_by_value,
    reason = "what is said below is made for this one call"
)]
pub fn top(shell: &Shell, top: &Top, below: Markup) -> Markup {
    html! {
        div class="badge-top" {
            img src=(top.picture) alt=(shell.text("badge-picture")) width="192" height="192";
            div class="heading" {
                p class="eyebrow" { (top.eyebrow) }
                h1 lang=(top.language) { (top.title) }
                p class="lead" lang=(top.language) { (top.claim) }
                (below)
            }
        }
    }
}

/// A fact, where there is one.
fn fact(shell: &Shell, key: &str, value: Option<Markup>) -> Markup {
    html! {
        @if let Some(value) = value { div { dt { (shell.text(key)) } dd { (value) } } }
    }
}

/// Standards, one below the other.
fn standards(standards: &[String]) -> Option<Markup> {
    let list =
        html! { ul class="badge-standards" role="list" { @for one in standards { li { (one) } } } };
    (!standards.is_empty()).then_some(list)
}

/// Where the code of a badge is, to be marked with one click.
fn code(code: &str) -> Markup {
    html! { code class="select-all" { (code) } }
}

/// A word for its state, as lists show it.
#[must_use]
pub fn word(shell: &Shell, state: State) -> Markup {
    let (tone, key) = match state {
        State::Active => (Tone::Good, "item-held"),
        State::Expired => (Tone::Attention, "item-expired"),
        State::Suspended => (Tone::Attention, "badge-word-suspended"),
        State::Revoked => (Tone::Problem, "badge-word-revoked"),
    };
    ui::badge(tone, &shell.text(key))
}
