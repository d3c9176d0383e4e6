//! What somebody is told when they come in: that there is a result, that something is missing, that work is theirs to read.

use maud::{Markup, html};

use super::layout::Shell;
use super::ui::icon::{self, Icon};
use super::ui::moment::moment;
use crate::domain::screening::Lack;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// There is a result.
    Result,
    /// Something of what was handed in is missing or cannot be read; the words of who looked through it.
    Incomplete(Vec<Lack>, String),
    /// Somebody in a course of theirs holds less than its gate asks for, and held all of it before.
    GateLost,
    /// The time to hand it in ends then.
    WindowEnds(String),
    /// The time to hand it in is over.
    WindowOver,
    /// There is more time to hand it in, until then.
    MoreTime(String),
    /// A question of integrity stops it for now.
    OnHold,
    /// The question is settled, and it goes on.
    GoesOn,
    /// The try does not count any more.
    TakenOut,
    /// A lead gave somebody work to read.
    Assigned,
    /// A lead sent a reading back.
    SentBack,
    /// The time that somebody has for a reading is about to end.
    LeaseEnds,
    /// Two readings differ.
    Differ,
    /// The time of an award ends soon.
    AwardEnds,
    /// The time of an award is over.
    AwardOver,
    /// A question stops an award.
    AwardStopped,
    /// An award that was stopped holds again.
    AwardBack,
    /// An award was taken back.
    AwardTaken,
}

/// One piece of news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What happened.
    pub what: What,
    /// To which micro-credential, or to which work: those who read it have a code for it.
    pub title: String,
    /// Where it is to be seen.
    pub href: String,
    /// When.
    pub at: String,
}

/// The news; nothing without any.
#[must_use]
pub fn news(shell: &Shell, news: &[News]) -> Markup {
    html! {
        @if !news.is_empty() {
            section class="stack" aria-labelledby="news" {
                h2 id="news" class="visually-hidden" { (shell.text("news-title")) }
                @for one in news { (line(shell, one)) }
            }
        }
    }
}

fn line(shell: &Shell, news: &News) -> Markup {
    let (key, tone, icon) = match &news.what {
        What::Result => ("news-result", "good", Icon::Award),
        What::Incomplete(..) => ("news-incomplete", "attention", Icon::Clock),
        What::GateLost => ("news-gate-lost", "attention", Icon::Lock),
        What::WindowEnds(_) => ("news-window-ends", "attention", Icon::Clock),
        What::WindowOver => ("news-window-over", "info", Icon::Clock),
        What::MoreTime(_) => ("news-more-time", "good", Icon::Clock),
        What::OnHold => ("news-on-hold", "attention", Icon::Clock),
        What::GoesOn => ("news-goes-on", "good", Icon::Forward),
        What::TakenOut => ("news-taken-out", "attention", Icon::Page),
        What::Assigned => ("news-assigned", "info", Icon::Page),
        What::SentBack => ("news-sent-back", "attention", Icon::Page),
        What::LeaseEnds => ("news-lease-ends", "attention", Icon::Clock),
        What::Differ => ("news-differ", "attention", Icon::Rows),
        What::AwardEnds => ("news-award-ends", "attention", Icon::Clock),
        What::AwardOver => ("news-award-over", "info", Icon::Clock),
        What::AwardStopped => ("news-award-stopped", "attention", Icon::Award),
        What::AwardBack => ("news-award-back", "good", Icon::Award),
        What::AwardTaken => ("news-award-taken", "attention", Icon::Award),
    };
    html! {
        div class={ "notice " (tone) } {
            (icon::icon(icon))
            div {
                p class="notice-title" { a href=(news.href) { (shell.text_with(key, &[("name", &news.title)])) } }
                @if let What::WindowEnds(until) | What::MoreTime(until) = &news.what {
                    p { (shell.text("news-window-until")) " " (moment(shell, until)) }
                }
                @if let What::WindowOver = &news.what { p { (shell.text("news-window-over-text")) } }
                @if let What::Incomplete(lacks, note) = &news.what {
                    ul { @for lack in lacks { li { (shell.text(lack_key(*lack))) } } }
                    @if !note.is_empty() { p class="as-typed" { (note) } }
                    p { (shell.text("news-incomplete-text")) }
                }
                p class="hint" { (moment(shell, &news.at)) }
            }
        }
    }
}

const fn lack_key(lack: Lack) -> &'static str {
    match lack {
        Lack::Missing => "lack-missing",
        Lack::Unreadable => "lack-unreadable",
        Lack::NoSound => "lack-no-sound",
        Lack::StudentData => "lack-student-data",
        Lack::WrongTemplate => "lack-wrong-template",
        Lack::BrokenLink => "lack-broken-link",
    }
}
