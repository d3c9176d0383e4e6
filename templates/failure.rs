//! Every refusal and every error, in the same three parts: what happened, what was kept, what to do now.
//! Owns the words; which kind a situation is, its code and its reference come from the layer that met it.

use maud::{Markup, html};

use super::layout::{self, Shell};
pub use super::login::NewTab;
use super::ui::{
    form,
    icon::{self, Icon},
    step, web_address,
};
use crate::domain::file::NotTaken;

/// What kind of situation the page explains. Many codes share a kind; the code tells support which it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The way in from the LMS was not finished or was used before; opening it again from the course helps.
    Relaunch,
    /// Something in the LMS's settings for this tool needs a change by its administrator.
    LmsSetup,
    /// The invitation that an LMS's administrator was given does not hold.
    Invitation,
    /// An LMS could not be registered; its administrator reads why.
    Registration,
    /// The connection with the LMS, or this part of it, waits for our administrator's approval.
    AwaitingApproval,
    /// The connection with the LMS, or this part of it, is switched off.
    Disconnected,
    /// The person is known, and this page is not for their role.
    NoAccess,
    /// The LMS asked for something that this tool does not offer.
    NotSupported,
    /// The session has ended, or the browser no longer sends it.
    SessionExpired,
    /// The LMS wants the person to sign in there first.
    SignInAtLms,
    /// There is no page at this address.
    NotFound,
    /// There is no badge at this address, nor what belongs to one.
    NoBadge,
    /// The badge at this address was taken back, or is stopped.
    BadgeGone,
    /// The address exists and does not take this kind of request.
    MethodNotAllowed,
    /// More was sent than is taken at once.
    TooLarge,
    /// A file of evidence is not taken.
    NotTaken(NotTaken),
    /// What was sent could not be read.
    Unreadable,
    /// What was asked for does not go with where things stand by now.
    MovedOn,
    /// Too many requests in a short time.
    TooMany,
    /// Codes of badges were typed too often that are nobody's.
    TooManyCodes,
    /// Too much to do at this moment.
    Busy,
    /// A mistake of ours.
    Internal,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 35] = [
        Self::Relaunch,
        Self::LmsSetup,
        Self::Invitation,
        Self::Registration,
        Self::AwaitingApproval,
        Self::Disconnected,
        Self::NoAccess,
        Self::NotSupported,
        Self::SessionExpired,
        Self::SignInAtLms,
        Self::NotFound,
        Self::NoBadge,
        Self::BadgeGone,
        Self::MethodNotAllowed,
        Self::TooLarge,
        Self::NotTaken(NotTaken::NoFilesHere),
        Self::NotTaken(NotTaken::NotOpen),
        Self::NotTaken(NotTaken::SlotFull),
        Self::NotTaken(NotTaken::Empty),
        Self::NotTaken(NotTaken::TooLarge),
        Self::NotTaken(NotTaken::OtherLength),
        Self::NotTaken(NotTaken::Interrupted),
        Self::NotTaken(NotTaken::UnknownType),
        Self::NotTaken(NotTaken::OtherType),
        Self::NotTaken(NotTaken::Damaged),
        Self::NotTaken(NotTaken::Active),
        Self::NotTaken(NotTaken::Archive),
        Self::NotTaken(NotTaken::Mixed),
        Self::NotTaken(NotTaken::Swelling),
        Self::Unreadable,
        Self::MovedOn,
        Self::TooMany,
        Self::TooManyCodes,
        Self::Busy,
        Self::Internal,
    ];

    /// The key of one of this kind's texts: `title`, `happened`, `kept` or `next`.
    pub(crate) fn key(self, part: &str) -> String {
        let name = match self {
            Self::Relaunch => "relaunch",
            Self::LmsSetup => "lms-setup",
            Self::Invitation => "invitation",
            Self::Registration => "registration",
            Self::AwaitingApproval => "awaiting-approval",
            Self::Disconnected => "disconnected",
            Self::NoAccess => "no-access",
            Self::NotSupported => "not-supported",
            Self::SessionExpired => "session-expired",
            Self::SignInAtLms => "sign-in-at-lms",
            Self::NotFound => "not-found",
            Self::NoBadge => "no-badge",
            Self::BadgeGone => "badge-gone",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::TooLarge => "too-large",
            Self::NotTaken(why) => return key_of_file(why, part),
            Self::Unreadable => "unreadable",
            Self::MovedOn => "moved-on",
            Self::TooMany => "too-many",
            Self::TooManyCodes => "too-many-codes",
            Self::Busy => "busy",
            Self::Internal => "internal",
        };
        format!("failure-{name}-{part}")
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Relaunch
            | Self::AwaitingApproval
            | Self::SessionExpired
            | Self::MovedOn
            | Self::TooMany
            | Self::TooManyCodes
            | Self::Busy => Icon::Clock,
            Self::LmsSetup | Self::Invitation | Self::Registration | Self::Disconnected => {
                Icon::Plug
            }
            Self::NoAccess => Icon::Lock,
            Self::SignInAtLms => Icon::Person,
            Self::NotSupported | Self::MethodNotAllowed => Icon::Info,
            Self::NotFound | Self::NoBadge => Icon::Search,
            Self::BadgeGone => Icon::Award,
            Self::TooLarge | Self::NotTaken(_) | Self::Unreadable => Icon::Page,
            Self::Internal => Icon::Alert,
        }
    }
}

/// What happened to a file and what to do differs by the reason; the rest is the same for all.
fn key_of_file(why: NotTaken, part: &str) -> String {
    match part {
        "happened" | "next" => format!("{}-{part}", why.code()),
        part => format!("failure-file-{part}"),
    }
}

/// One situation to explain.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'a> {
    /// Which words to use.
    pub kind: Kind,
    /// The stable code of the cause, for whoever is asked for help.
    pub code: &'a str,
    /// What the other side said, for somebody who can do something about it.
    pub detail: Option<&'a str>,
    /// What finds this one event in the records.
    pub reference: &'a str,
    /// Offers to go on in a new tab, where that helps.
    pub new_tab: Option<NewTab<'a>>,
    /// The way back to the LMS, where it told us one. Shown only when it is a web address.
    pub return_url: Option<&'a str>,
    /// What was typed and could not be kept, under what it was typed for.
    pub typed: &'a [(String, String)],
}

/// The page for a failure.
#[must_use]
pub fn page(shell: &Shell, failure: &Failure) -> Markup {
    let text = |part| shell.text(&failure.kind.key(part));
    let title = text("title");
    let return_url = failure.return_url.and_then(web_address);
    layout::page(
        shell,
        &title,
        html! {
            article class="explanation" {
                span class="emblem" { (icon::icon(failure.kind.icon())) }
                h1 { (title) }
                (step::three_parts(shell, &text("happened"), &text("kept"), &text("next")))
                @if let Some(detail) = failure.detail { p class="detail" { code { (detail) } } }
                (given_back(shell, failure.typed))
                @if failure.new_tab.is_some() || return_url.is_some() {
                    div class="actions" {
                        @if let Some(new_tab) = &failure.new_tab { (form::new_tab(shell, new_tab)) }
                        @if let Some(address) = return_url {
                            a class="button" href=(address) { (icon::icon(Icon::Back)) (shell.text("back-to-course")) }
                        }
                    }
                }
                (small_print(shell, failure.reference, failure.code))
            }
        },
    )
}

/// What was typed, to be copied: there is nowhere to send it from here.
fn given_back(shell: &Shell, typed: &[(String, String)]) -> Markup {
    html! {
        @if !typed.is_empty() {
            section class="card stack" aria-labelledby="given-back" {
                h2 id="given-back" { (shell.text("failure-typed-title")) }
                p { (shell.text("failure-typed-text")) }
                @for (number, (label, text)) in typed.iter().enumerate() {
                    @let id = format!("given-back-{number}");
                    div class="field wide" {
                        label for=(id) { (label) }
                        textarea id=(id) rows="6" readonly { (text) }
                    }
                }
            }
        }
    }
}

/// What to tell whoever is asked for help; one click selects each value.
fn small_print(shell: &Shell, reference: &str, code: &str) -> Markup {
    html! {
        p class="small-print" {
            span { (shell.text("reference-label")) " " code { (reference) } }
            span { (shell.text("code-label")) " " code { (code) } }
        }
    }
}

/// The words of a failure for a program that shows them itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// In a few words.
    pub title: String,
    /// What happened.
    pub message: String,
    /// What to do now.
    pub next: String,
}

/// The words for a kind of failure.
#[must_use]
pub fn texts(shell: &Shell, kind: Kind) -> Texts {
    Texts {
        title: shell.text(&kind.key("title")),
        message: shell.text(&kind.key("happened")),
        next: shell.text(&kind.key("next")),
    }
}
