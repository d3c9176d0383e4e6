//! Where one is: the line at the top of each page of a micro-credential, and the three questions that it answers
//! without being asked: where am I, what comes next and by when, who can see this.

use maud::{Markup, html};

use super::icon::{self, Icon};
use super::moment::moment;
use crate::templates::layout::Shell;

/// What the top of a page says.
#[derive(Clone, Copy, Debug)]
pub struct Top<'a> {
    /// The micro-credential's title, in its own language.
    pub credential: &'a str,
    /// The language that it is written in.
    pub language: &'a str,
    /// Where its card is.
    pub card_href: &'a str,
    /// Where one is in it, in a few words.
    pub stage: &'a str,
    /// When something was last saved; `None` on pages that save nothing.
    pub saved_at: Option<Option<&'a str>>,
    /// Whom to ask: an e-mail or web address.
    pub contact: &'a str,
    /// What to name when asking. Never holds evidence.
    pub reference: &'a str,
}

/// The line at the top.
#[must_use]
pub fn top(shell: &Shell, top: &Top) -> Markup {
    html! {
        div class="topline" {
            p class="topline-where" {
                a href=(top.card_href) lang=(top.language) { (top.credential) }
                " " span class="topline-stage" { (top.stage) }
            }
            @if let Some(saved_at) = top.saved_at { (saved(shell, saved_at)) }
            (help(shell, top))
        }
    }
}

/// "Saved 15:04". The script that saves changes it, and reads its words from it.
fn saved(shell: &Shell, saved_at: Option<&str>) -> Markup {
    html! {
        p class="saved" {
            span id="save-state" role="status"
                data-saved=(shell.text("save-saved")) data-saving=(shell.text("save-saving"))
                data-unsaved=(shell.text("save-unsaved")) data-offline=(shell.text("save-offline")) {
                @match saved_at {
                    Some(at) => { (shell.text("save-last")) " " (moment(shell, at)) }
                    None => { (shell.text("save-nothing")) }
                }
            }
        }
    }
}

fn help(shell: &Shell, top: &Top) -> Markup {
    let contact = contact_href(top.contact, top.reference);
    html! {
        details class="help" {
            summary { (icon::icon(Icon::Help)) (shell.text("help")) }
            div class="help-text" {
                p { (shell.text("help-text")) }
                p {
                    @if let Some(href) = contact { a href=(href) { (top.contact) } }
                    @else { (top.contact) }
                }
                p { (shell.text("reference-label")) " " code class="select-all" { (top.reference) } }
                p class="hint" { (shell.text("help-hint")) }
            }
        }
    }
}

/// An e-mail address as a link that names the reference, a web address as it is.
fn contact_href(contact: &str, reference: &str) -> Option<String> {
    if let Some(address) = super::web_address(contact) {
        return Some(address.to_owned());
    }
    let is_plain = |letter: char| {
        letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+' | '@')
    };
    (contact.contains('@') && contact.chars().all(is_plain))
        .then(|| format!("mailto:{contact}?subject={}", plain(reference)))
}

fn plain(reference: &str) -> String {
    reference
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect()
}

/// The three answers.
#[derive(Clone, Copy, Debug)]
pub struct Bearings<'a> {
    /// Where one is.
    pub place: &'a str,
    /// What comes next, and by when.
    pub next: &'a str,
    /// The moment by which, where there is one.
    pub by: Option<&'a str>,
    /// Who can see what is on the page.
    pub seen_by: &'a str,
}

/// The three questions with their answers.
#[must_use]
pub fn bearings(shell: &Shell, bearings: &Bearings) -> Markup {
    html! {
        dl class="bearings" {
            div { dt { (icon::icon(Icon::Place)) (shell.text("bearings-place")) } dd { (bearings.place) } }
            div {
                dt { (icon::icon(Icon::Forward)) (shell.text("bearings-next")) }
                dd {
                    (bearings.next)
                    @if let Some(by) = bearings.by { " " (shell.text("bearings-by")) " " (moment(shell, by)) "." }
                }
            }
            div { dt { (icon::icon(Icon::Eye)) (shell.text("bearings-seen-by")) } dd { (bearings.seen_by) } }
        }
    }
}
