//! What we hold about one person, for them or for whoever in the LMS may ask on their behalf.

use maud::{Markup, html};

use super::layout::{self, Shell};
use super::ui::{
    self,
    icon::{self, Icon},
    moment::moment,
};

/// An answer to "what do you hold about this person?".
#[derive(Clone, Copy, Debug)]
pub struct Privacy<'a> {
    /// What the LMS calls itself.
    pub platform: &'a str,
    /// What we hold; `None` when there is nothing.
    pub subject: Option<Subject<'a>>,
    /// Who asked.
    pub asked_by: &'a str,
}

/// What we hold about a person.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Their name, where the LMS shared it.
    pub name: Option<&'a str>,
    /// Their e-mail address, where the LMS shared it.
    pub email: Option<&'a str>,
    /// How often they came in from the LMS.
    pub launches: i64,
    /// When they last did, RFC 3339.
    pub last_launch: Option<&'a str>,
    /// Titles of the courses that they came from.
    pub courses: &'a [String],
    /// Titles of the micro-credentials that they work on, each with how many attempts there are.
    pub work: &'a [(&'a str, i64)],
    /// Titles of what they earned.
    pub awards: &'a [&'a str],
    /// Everything as a file.
    pub export_href: &'a str,
}

/// The privacy page.
#[must_use]
pub fn page(shell: &Shell, privacy: &Privacy) -> Markup {
    let title = shell.text("privacy-title");
    let lead = shell.text_with("privacy-lead", &[("platform", privacy.platform)]);
    layout::page(
        shell,
        &title,
        html! {
            (ui::heading(None, &title, Some(&lead)))
            @if let Some(subject) = &privacy.subject { (held(shell, subject)) }
            @else { (ui::empty(Icon::Person, &shell.text("privacy-nothing-title"), &shell.text("privacy-nothing-text"))) }
            p class="hint" { (shell.text_with("privacy-asked-by", &[("name", privacy.asked_by)])) }
        },
    )
}

fn held(shell: &Shell, subject: &Subject) -> Markup {
    let or_not_shared =
        |value: Option<&str>| value.map_or_else(|| shell.text("privacy-not-shared"), str::to_owned);
    html! {
        section class="card" aria-labelledby="held" {
            h2 id="held" { (shell.text("privacy-held")) }
            dl class="facts" {
                div { dt { (shell.text("privacy-name")) } dd { (or_not_shared(subject.name)) } }
                div { dt { (shell.text("privacy-email")) } dd { (or_not_shared(subject.email)) } }
                div {
                    dt { (shell.text("privacy-visits")) }
                    dd {
                        (shell.count("privacy-launches", subject.launches))
                        @if let Some(at) = subject.last_launch {
                            br; span class="hint" { (shell.text("privacy-last")) " " (moment(shell, at)) }
                        }
                    }
                }
                div {
                    dt { (shell.text("privacy-courses")) }
                    dd {
                        @if subject.courses.is_empty() { (shell.text("privacy-no-courses")) }
                        @else { ul class="plain" { @for course in subject.courses { li { (course) } } } }
                    }
                }
                @if !subject.work.is_empty() {
                    div {
                        dt { (shell.text("privacy-work")) }
                        dd {
                            ul class="plain" {
                                @for (title, attempts) in subject.work {
                                    li { (title) ", " (shell.count("privacy-attempts", *attempts)) }
                                }
                            }
                            span class="hint" { (shell.text("privacy-work-hint")) }
                        }
                    }
                }
                @if !subject.awards.is_empty() {
                    div {
                        dt { (shell.text("privacy-awards")) }
                        dd { ul class="plain" { @for title in subject.awards { li { (title) } } } }
                    }
                }
            }
            p { (shell.text("privacy-not-held")) }
            p {
                // No `download`: browsers fetch such a link without the cookie that a frame has. The answer says that it
                // is a file.
                a class="button primary" href=(subject.export_href) data-download {
                    (icon::icon(Icon::Download)) (shell.text("privacy-export"))
                }
            }
        }
    }
}
