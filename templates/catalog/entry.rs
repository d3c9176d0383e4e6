//! One entry of a catalogue in a list: its card, and what one wants to know before opening it.

use maud::{Markup, html};

use crate::domain::catalog::{About, Summary};
use crate::domain::credential::{EvidenceKind, StudentNeed};
use crate::domain::stack::Requirement;
use crate::templates::credential::estimate;
use crate::templates::layout::Shell;
use crate::templates::ui::icon::{self, Icon};

/// An entry, and where it leads.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The name in addresses.
    pub slug: &'a str,
    /// What lists say of it.
    pub summary: &'a Summary,
    /// Its page, where it can be opened.
    pub href: Option<String>,
}

impl Entry<'_> {
    /// Whether this is what a stack names there.
    #[must_use]
    pub fn is(&self, leaf: &Requirement) -> bool {
        match (leaf, &self.summary.about) {
            (Requirement::Credential(slug), About::Credential { .. })
            | (Requirement::Stack(slug), About::Stack { .. }) => slug == self.slug,
            _ => false,
        }
    }
}

/// The card, with its title as a heading of this level: 2, or else 3.
#[must_use]
pub fn card(shell: &Shell, entry: &Entry, level: u8) -> Markup {
    let summary = entry.summary;
    let title = html! {
        @if let Some(href) = &entry.href { a class="card-link" href=(href) { (summary.title) } }
        @else { (summary.title) }
    };
    html! {
        article class="card credential" {
            span class="card-icon" { (icon::icon(kind_icon(summary))) }
            div {
                @if level == 2 { h2 lang=(summary.language) { (title) } }
                @else { h3 lang=(summary.language) { (title) } }
                p lang=(summary.language) { (summary.claim) }
                (facts(shell, summary))
            }
        }
    }
}

/// The icon of its kind.
#[must_use]
pub const fn kind_icon(summary: &Summary) -> Icon {
    match summary.about {
        About::Credential { .. } => Icon::Award,
        About::Stack { .. } => Icon::Rows,
    }
}

/// Its kind in words.
#[must_use]
pub fn kind(shell: &Shell, summary: &Summary) -> String {
    match &summary.about {
        About::Credential { .. } => shell.text("entry-credential"),
        About::Stack { required, .. } => shell.count("entry-stack", i64::from(*required)),
    }
}

/// What one wants to know first: how long it takes, what it is worth, what is handed in.
#[must_use]
pub fn facts(shell: &Shell, summary: &Summary) -> Markup {
    html! {
        ul class="entry-facts" role="list" {
            @match &summary.about {
                About::Stack { .. } => { li { (icon::icon(Icon::Rows)) (kind(shell, summary)) } }
                About::Credential { minutes, students, .. } => {
                    @if let Some(minutes) = minutes {
                        li { (icon::icon(Icon::Clock)) (estimate(shell, *minutes)) }
                    }
                    @if *students == StudentNeed::Required {
                        li { (icon::icon(Icon::Person)) (shell.text("entry-students")) }
                    }
                }
            }
            @if let Some(hours) = summary.hours {
                li { (icon::icon(Icon::Award)) (hours) " " (shell.text("entry-hours")) }
            }
        }
        @if let About::Credential { evidence, .. } = &summary.about {
            ul class="entry-facts" role="list" aria-label=(shell.text("entry-hand-in")) {
                @for kind in evidence {
                    li { (icon::icon(evidence_icon(*kind))) (shell.text(evidence_key(*kind))) }
                }
            }
        }
    }
}

/// The icon of a kind of evidence.
#[must_use]
pub const fn evidence_icon(kind: EvidenceKind) -> Icon {
    match kind {
        EvidenceKind::Text => Icon::Text,
        EvidenceKind::File => Icon::Page,
        EvidenceKind::Image => Icon::Picture,
        EvidenceKind::Audio => Icon::Sound,
        EvidenceKind::Video => Icon::Film,
        EvidenceKind::Table => Icon::Rows,
        EvidenceKind::ObservationLog => Icon::Eye,
        EvidenceKind::Link => Icon::Link,
        EvidenceKind::Attestation => Icon::Check,
    }
}

const fn evidence_key(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Text => "evidence-writing",
        EvidenceKind::File => "evidence-file",
        EvidenceKind::Image => "evidence-image",
        EvidenceKind::Audio => "evidence-audio",
        EvidenceKind::Video => "evidence-video",
        EvidenceKind::Table => "evidence-table",
        EvidenceKind::ObservationLog => "evidence-observation-log",
        EvidenceKind::Link => "evidence-link",
        EvidenceKind::Attestation => "evidence-attestation",
    }
}
