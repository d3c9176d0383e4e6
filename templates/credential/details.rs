//! Everything about a micro-credential on one page, to be read before the work and beside it: method, components,
//! what to hand in with its limits, the rubric, the rules, and what it rests on.

use maud::{Markup, html};

use super::{Card, limit, rubric};
use crate::domain::credential::{
    AiPolicy, Blindness, Captions, Citation, CitationKind, Component, Definition, Part,
    ResubmitScope,
};
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    self,
    bearings::{self, Top},
    prose::markdown,
    web_address,
};

/// The details. `card` says what it is and where its card is.
#[must_use]
pub fn details(shell: &Shell, card: &Card) -> Markup {
    let definition = card.definition;
    let stage = shell.text("stage-details");
    layout::page(
        shell,
        &definition.title,
        html! {
            (ui::back(card.href, &shell.text("details-back")))
            (bearings::top(shell, &Top {
                credential: &definition.title,
                language: &definition.language,
                card_href: card.href,
                stage: &stage,
                saved_at: None,
                contact: &definition.contact,
                reference: card.reference,
            }))
            div class="heading" {
                p class="eyebrow" { (stage) " · " (shell.text("details-version")) " " (definition.version) }
                h1 lang=(definition.language) { (definition.title) }
                p class="lead" lang=(definition.language) { (definition.claim) }
            }
            (body(shell, definition, card.href))
            (layout::module(shell, "private-media.js"))
        },
    )
}

/// The sections of the details, for this page and for others that show them. Pictures lie below `href`.
#[must_use]
pub fn body(shell: &Shell, definition: &Definition, href: &str) -> Markup {
    let images = format!("{href}/images");
    html! {
        (section(shell, "details-method", html! {
            div lang=(definition.language) { (markdown(&definition.method.0, 2, &images)) }
        }))
        @if !definition.components.is_empty() {
            (section(shell, "details-components", html! {
                div class="stack" lang=(definition.language) {
                    @for component in &definition.components { (component_block(component, &images)) }
                }
            }))
        }
        (section(shell, "details-parts", html! {
            @for part in &definition.parts { (part_block(shell, definition, part, &images)) }
        }))
        (section(shell, "details-rubric", html! {
            p class="hint" { (shell.text("details-rubric-same")) }
            (rubric::rubric(shell, definition))
        }))
        (section(shell, "details-rules", rules(shell, definition)))
        (citations(shell, definition, CitationKind::Resource, "details-resources"))
        (citations(shell, definition, CitationKind::Research, "details-research"))
        (section(shell, "details-licence", html! {
            p { (definition.licence.id) " · " (definition.licence.holder) }
            @if let Some(attribution) = &definition.licence.attribution { p class="hint" { (attribution) } }
        }))
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a section's content is made for this one call"
)]
fn section(shell: &Shell, key: &str, content: Markup) -> Markup {
    html! {
        section class="stack" aria-labelledby=(key) {
            h2 id=(key) { (shell.text(key)) }
            (content)
        }
    }
}

fn component_block(component: &Component, images: &str) -> Markup {
    html! {
        div {
            h3 { (component.title) }
            @if let Some(text) = &component.text { (markdown(&text.0, 3, images)) }
            @if !component.alignments.is_empty() {
                ul class="hint" {
                    @for alignment in &component.alignments {
                        li {
                            @match alignment.url.as_deref().and_then(web_address) {
                                Some(url) => { a href=(url) { (alignment.framework) " " (alignment.code) } }
                                None => { (alignment.framework) " " (alignment.code) }
                            }
                            @if let Some(label) = &alignment.label { " – " (label) }
                        }
                    }
                }
            }
        }
    }
}

fn part_block(shell: &Shell, definition: &Definition, part: &Part, images: &str) -> Markup {
    html! {
        article class="card" {
            h3 lang=(definition.language) { (part.title) }
            @if let Some(instructions) = &part.instructions {
                div lang=(definition.language) { (markdown(&instructions.0, 3, images)) }
            }
            @for slot in &part.slots {
                div {
                    h4 lang=(definition.language) { (slot.title) }
                    div lang=(definition.language) { (markdown(&slot.prompt.0, 4, images)) }
                    @let limits = limit::of_slot(shell, slot);
                    @if !limits.is_empty() { p class="hint" { (limits.join(" · ")) } }
                    @if slot.instead_of.is_some() { p class="hint" { (shell.text("slot-instead-short")) } }
                }
            }
            @for budget in definition.word_budgets.iter().filter(|budget| {
                budget.slots.iter().any(|id| part.slots.iter().any(|slot| slot.id == *id))
            }) {
                p class="hint" {
                    (budget.title) ": "
                    (limit::bounded(shell, limit::Unit::Words, &budget.words).unwrap_or_default())
                }
            }
        }
    }
}

fn rules(shell: &Shell, definition: &Definition) -> Markup {
    let assessment = &definition.assessment;
    html! {
        ul {
            li { (shell.count("rule-window", i64::from(definition.window.months))) }
            li { (shell.count("rule-recall", i64::from(assessment.recall_minutes))) }
            li { (shell.text(match assessment.blind {
                Blindness::Open => "rule-blind-open",
                Blindness::Single => "rule-blind-single",
                Blindness::Double => "rule-blind-double",
            })) }
            li { (shell.text(match definition.attempts.resubmit {
                ResubmitScope::Whole => "rule-resubmit-whole",
                ResubmitScope::FailedParts => "rule-resubmit-parts",
            })) }
            @if let Some(after) = definition.attempts.coach_after {
                li { (shell.count("rule-coach", i64::from(after))) }
            }
            li { (shell.text(match definition.ai {
                AiPolicy::Prohibited => "rule-ai-none",
                AiPolicy::AllowedWithDisclosure => "rule-ai-disclosed",
                AiPolicy::Allowed => "rule-ai-allowed",
            })) }
        }
    }
}

fn citations(shell: &Shell, definition: &Definition, kind: CitationKind, key: &str) -> Markup {
    let found: Vec<&Citation> = definition
        .citations
        .iter()
        .filter(|citation| citation.kind == kind)
        .collect();
    if found.is_empty() {
        return html! {};
    }
    section(
        shell,
        key,
        html! {
            ul class="citations" lang=(definition.language) {
                @for citation in found {
                    li {
                        @if let Some(authors) = &citation.authors { (authors) " " }
                        @if let Some(year) = citation.year { "(" (year) "). " }
                        @match citation.url.as_deref().and_then(web_address) {
                            Some(url) => { a href=(url) { (citation.title) } }
                            None => { cite { (citation.title) } }
                        }
                        @if let Some(publisher) = &citation.publisher { ", " (publisher) }
                        @match citation.captions {
                            Some(Captions::Yes) => { " · " span class="hint" lang=(shell.language.tag()) { (shell.text("captions-yes")) } }
                            Some(Captions::No) => { " · " span class="hint" lang=(shell.language.tag()) { (shell.text("captions-no")) } }
                            Some(Captions::Unknown) | None => {}
                        }
                        @if let Some(note) = &citation.note { p class="hint" { (note) } }
                    }
                }
            }
        },
    )
}
