//! A micro-credential as it presents itself: the card that a course link opens, everything about it, and the rubric.
//! Own the order in which it is told; what a person may do with it is decided elsewhere and comes in as [`Standing`].

pub mod details;
pub mod limit;
pub mod rubric;

pub use details::details;

use maud::{Markup, html};

use crate::domain::credential::{Definition, Estimate, SlotKind, StudentNeed};
use crate::domain::stack::Requirement;
use crate::templates::desk;
use crate::templates::gate::{Item, missing_list};
use crate::templates::layout::{self, Shell};
use crate::templates::news::{News, news};
use crate::templates::ui::{
    self, Tone,
    bearings::{self, Bearings, Top},
    form,
    icon::{self, Icon},
    moment::moment,
};

/// How the person at the other end stands to this micro-credential.
#[derive(Clone, Copy, Debug)]
pub enum Standing<'a> {
    /// May start.
    Open {
        /// Where the form that starts it posts to.
        action: &'a str,
    },
    /// Is at work.
    InProgress {
        /// The work.
        href: &'a str,
        /// Until when it can be handed in; `None` before the first saved answer.
        until: Option<&'a str>,
    },
    /// Has handed in.
    HandedIn {
        /// Where its way can be followed.
        href: &'a str,
    },
    /// There is an answer to it.
    Answered {
        /// Where it is.
        href: &'a str,
        /// What it comes to by now.
        outcome: Outcome,
    },
    /// An earlier try has ended; there is another way in.
    Ended {
        /// The page of that try.
        href: &'a str,
    },
    /// Has to hold something else first.
    ComesFirst(First<'a>),
    /// Cannot start now.
    Closed(Reason),
    /// Runs the course: reads everything, earns nothing here.
    Instructor,
    /// Has no part in the course.
    Onlooker,
}

/// What an answer comes to by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is earned.
    Earned,
    /// It was earned, and its time is over.
    Over,
    /// It is earned, and a question stops the award.
    Question,
    /// It leads on.
    LeadsOn,
}

/// What has to be held before somebody can start.
#[derive(Clone, Copy, Debug)]
pub struct First<'a> {
    /// All of this.
    pub requires: &'a Requirement,
    /// Everything that it names.
    pub items: &'a [Item<'a>],
}

/// Why somebody cannot start now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They act in somebody else's name.
    Masquerade,
    /// It is not offered at the moment.
    NotOffered,
    /// A coach comes first.
    Coach,
    /// There is no further try.
    TriesUsed,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 4] = [
        Self::Masquerade,
        Self::NotOffered,
        Self::Coach,
        Self::TriesUsed,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Masquerade => "closed-masquerade",
            Self::NotOffered => "closed-offer",
            Self::Coach => "closed-coach",
            Self::TriesUsed => "closed-tries",
        }
    }
}

/// The card.
#[derive(Clone, Copy, Debug)]
pub struct Card<'a> {
    /// What it is about.
    pub definition: &'a Definition,
    /// The address of this page; its other pages are below it.
    pub href: &'a str,
    /// The course that it was opened in.
    pub course: Option<&'a str>,
    /// Where the list of the course, or the stack, is, when one came from there.
    pub back_href: Option<&'a str>,
    /// What this person may do.
    pub standing: Standing<'a>,
    /// What forms have to carry.
    pub form_token: &'a str,
    /// Whether this is the LMS's pretend learner.
    pub is_test_user: bool,
    /// What there is to tell.
    pub news: &'a [News],
    /// Where those who may do so choose what the link shows.
    pub choose_href: Option<&'a str>,
    /// Where those who teach see who stands where.
    pub roster_href: Option<&'a str>,
    /// Where the organisation's connections are, for those who look after them.
    pub connection_href: Option<&'a str>,
    /// The desk, for those who read work.
    pub desk_href: Option<&'a str>,
    /// What to name when asking for help.
    pub reference: &'a str,
}

/// The card.
#[must_use]
pub fn card(shell: &Shell, card: &Card) -> Markup {
    let definition = card.definition;
    layout::page(
        shell,
        &definition.title,
        html! {
            @if let Some(href) = card.back_href { (ui::back(href, &shell.text("card-back"))) }
            (bearings::top(shell, &Top {
                credential: &definition.title,
                language: &definition.language,
                card_href: card.href,
                stage: &shell.text("stage-card"),
                saved_at: None,
                contact: &definition.contact,
                reference: card.reference,
            }))
            div class="card-top" {
                div class="heading" {
                    p class="eyebrow" { (shell.text("card-eyebrow")) @if let Some(course) = card.course { " · " (course) } }
                    h1 lang=(definition.language) { (definition.title) }
                    p class="lead" lang=(definition.language) { (definition.claim) }
                }
                @if let Some(image) = &definition.image {
                    img class="card-image" src={ (card.href) "/images/" (image.file) } alt=(image.alt) data-private;
                }
            }
            (news(shell, card.news))
            (state(shell, card))
            div class="columns" {
                section class="stack" aria-labelledby="hand-in" {
                    h2 id="hand-in" { (shell.text("card-hand-in")) }
                    (hand_in(shell, definition))
                    p { a class="button" href={ (card.href) "/details" } { (icon::icon(Icon::Page)) (shell.text("card-details")) } }
                }
                section class="card quiet" aria-labelledby="at-a-glance" {
                    h2 id="at-a-glance" { (shell.text("card-facts")) }
                    (facts(shell, definition))
                }
            }
            @if let Some(href) = card.desk_href { (desk::link(shell, href)) }
            @if card.choose_href.is_some() || card.connection_href.is_some() || card.roster_href.is_some() {
                p class="actions" {
                    @if let Some(href) = card.roster_href {
                        a class="button" href=(href) { (icon::icon(Icon::Person)) (shell.text("roster-open")) }
                    }
                    @if let Some(href) = card.choose_href { a class="button" href=(href) { (shell.text("card-choose")) } }
                    @if let Some(href) = card.connection_href {
                        a class="button" href=(href) { (icon::icon(Icon::Plug)) (shell.text("home-connections")) }
                    }
                }
            }
            (layout::module(shell, "private-media.js"))
        },
    )
}

/// Where the person stands, and the one thing to do next.
fn state(shell: &Shell, card: &Card) -> Markup {
    let (place, next, by) = match card.standing {
        Standing::Open { .. } => ("place-open", "next-open", None),
        Standing::InProgress { until, .. } => ("place-draft", "next-draft", until),
        Standing::HandedIn { .. } => ("place-handed-in", "next-handed-in", None),
        Standing::Answered { outcome, .. } => match outcome {
            Outcome::Earned => ("place-earned", "next-earned", None),
            Outcome::Over => ("place-over", "next-renew", None),
            Outcome::Question => ("place-question", "next-question", None),
            Outcome::LeadsOn => ("place-revise", "next-revise", None),
        },
        Standing::Ended { .. } => ("place-ended", "next-ended", None),
        Standing::ComesFirst(_) => ("place-open", "next-first", None),
        Standing::Closed(_) => ("place-open", "next-closed", None),
        Standing::Instructor => ("place-instructor", "next-instructor", None),
        Standing::Onlooker => ("place-onlooker", "next-onlooker", None),
    };
    html! {
        section class="card state" aria-labelledby="state" {
            h2 id="state" class="visually-hidden" { (shell.text("card-state")) }
            (bearings::bearings(shell, &Bearings {
                place: &shell.text(place),
                next: &shell.text(next),
                by,
                seen_by: &shell.text("seen-card"),
            }))
            @if card.is_test_user {
                (ui::notice(Tone::Info, &shell.text("card-test-user-title"), Some(&shell.text("card-test-user-text"))))
            }
            @match card.standing {
                Standing::Open { action } => {
                    (form::button(action, card.form_token, "button primary large", &shell.text("card-start")))
                    p class="hint" { (window_text(shell, card.definition)) }
                }
                Standing::InProgress { href, until } => {
                    p { a class="button primary large" href=(href) { (shell.text("card-continue")) } }
                    @if let Some(until) = until { p class="hint" { (shell.text("card-until")) " " (moment(shell, until)) } }
                    @else { p class="hint" { (window_text(shell, card.definition)) } }
                }
                Standing::HandedIn { href } => {
                    p { a class="button primary large" href=(href) { (shell.text("card-follow")) } }
                }
                Standing::Answered { href, .. } => {
                    p { a class="button primary large" href=(href) { (shell.text("card-answer")) } }
                }
                Standing::Ended { href } => {
                    p { a class="button primary large" href=(href) { (shell.text("card-ended")) } }
                }
                Standing::ComesFirst(first) => {
                    (ui::notice(Tone::Info, &shell.text("first-title"), Some(&shell.text("first-text"))))
                    (missing_list(shell, first.requires, first.items))
                }
                Standing::Closed(reason) => {
                    @let key = reason.key();
                    (ui::notice(Tone::Attention, &shell.text(&format!("{key}-title")), Some(&shell.text(&format!("{key}-text")))))
                }
                Standing::Instructor => {
                    (ui::notice(Tone::Info, &shell.text("card-instructor-title"), Some(&shell.text("card-instructor-text"))))
                }
                Standing::Onlooker => {
                    (ui::notice(Tone::Info, &shell.text("card-onlooker-title"), Some(&shell.text("card-onlooker-text"))))
                }
            }
        }
    }
}

fn window_text(shell: &Shell, definition: &Definition) -> String {
    shell.count("card-window", i64::from(definition.window.months))
}

/// What is handed in: one line for each slot, with an icon for its kind.
fn hand_in(shell: &Shell, definition: &Definition) -> Markup {
    html! {
        ol class="hand-in" role="list" {
            @for part in &definition.parts {
                li {
                    h3 lang=(definition.language) { (part.title) }
                    ul role="list" {
                        @for slot in &part.slots {
                            li {
                                (icon::icon(kind_icon(&slot.kind)))
                                span {
                                    span lang=(definition.language) { (slot.title) }
                                    @for limit in limit::of_slot(shell, slot) { " · " span class="hint" { (limit) } }
                                    @if slot.instead_of.is_some() { " · " span class="hint" { (shell.text("slot-instead-short")) } }
                                    @else if !slot.required { " · " span class="hint" { (shell.text("slot-optional")) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The icon that stands for a kind of slot.
#[must_use]
pub const fn kind_icon(kind: &SlotKind) -> Icon {
    match kind {
        SlotKind::Text { .. } => Icon::Text,
        SlotKind::File { .. } => Icon::Page,
        SlotKind::Image { .. } => Icon::Picture,
        SlotKind::Audio { .. } => Icon::Sound,
        SlotKind::Video { .. } => Icon::Film,
        SlotKind::Table { .. } => Icon::Rows,
        SlotKind::ObservationLog { .. } => Icon::Eye,
        SlotKind::Link {} => Icon::Link,
        SlotKind::Attestation { .. } => Icon::Check,
    }
}

/// How long the work takes, in minutes or, where it is long, in hours.
pub(crate) fn estimate(shell: &Shell, estimate: Estimate) -> String {
    let (key, shown) = match estimate.in_hours() {
        Some(hours) => ("fact-minutes-in-hours", hours),
        None => ("fact-minutes-value", estimate),
    };
    let (min, max) = (shown.min.to_string(), shown.max.to_string());
    shell.text_with(key, &[("min", &min), ("max", &max)])
}

/// What one wants to know before starting.
fn facts(shell: &Shell, definition: &Definition) -> Markup {
    let readers = shell.count("fact-readers", i64::from(definition.assessment.readers));
    let days = shell.count("fact-days", i64::from(definition.assessment.target_days));
    html! {
        dl class="facts" {
            @if let Some(minutes) = definition.minutes {
                div {
                    dt { (shell.text("fact-minutes")) }
                    dd { (estimate(shell, minutes)) }
                }
            }
            @if let Some(hours) = definition.hours {
                div { dt { (shell.text("fact-hours")) } dd { (hours) " " span class="hint" { (shell.text("fact-hours-hint")) } } }
            }
            div { dt { (shell.text("fact-students")) } dd { (shell.text(match definition.students {
                StudentNeed::None => "fact-students-none",
                StudentNeed::Optional => "fact-students-optional",
                StudentNeed::Required => "fact-students-required",
            })) } }
            div { dt { (shell.text("fact-assessed")) } dd { (readers) ", " (days) } }
            div { dt { (shell.text("fact-tries")) } dd {
                @match definition.attempts.max {
                    Some(max) => (shell.count("fact-tries-max", i64::from(max))),
                    None => (shell.text("fact-tries-any")),
                }
            } }
            div { dt { (shell.text("fact-valid")) } dd {
                @match definition.valid_months {
                    Some(months) => (shell.count("fact-valid-months", i64::from(months))),
                    None => (shell.text("fact-valid-always")),
                }
            } }
            div { dt { (shell.text("fact-languages")) } dd { (languages(shell, &definition.evidence_languages)) } }
            div { dt { (shell.text("fact-issuer")) } dd { (definition.issuer) } }
        }
    }
}

fn languages(shell: &Shell, tags: &[String]) -> String {
    let names: Vec<String> = tags
        .iter()
        .map(|tag| match tag.split('-').next() {
            Some("en") => shell.text("language-en"),
            Some("es") => shell.text("language-es"),
            _ => tag.clone(),
        })
        .collect();
    names.join(", ")
}
