//! A badge as everybody sees it: what was shown, how that was assessed, who stands for it, whether it holds now, and how to
//! look for oneself. Nothing of tries; points only where the holder lets others see them; no name but by the holder's choice.

use maud::{Markup, html};

use super::{Kind, Standing, Top, code, fact, standards, standing, top};
use crate::domain::award::State;
use crate::domain::credential::{Blindness, Criterion, Definition, Model};
use crate::domain::decision::Basis;
use crate::domain::reading::{Reading, points_by_criterion};
use crate::domain::stack::Stack;
use crate::templates::layout::{self, Shell};
use crate::templates::ui::{
    icon::{self, Icon},
    moment::moment,
};

/// A badge.
#[derive(Clone, Copy, Debug)]
pub struct Badge<'a> {
    /// Its name in addresses and on paper.
    pub code: &'a str,
    /// Its address on the web.
    pub address: &'a str,
    /// The address of its picture on the web.
    pub picture_address: &'a str,
    /// The path of its picture.
    pub picture: &'a str,
    /// What it is of.
    pub content: Content<'a>,
    /// The holder's name, where it may be seen.
    pub holder: Option<&'a str>,
    /// Where it stands.
    pub standing: &'a Standing,
    /// The issuer's name.
    pub issuer: &'a str,
    /// The path of the issuer's page.
    pub issuer_href: &'a str,
    /// Where questions go.
    pub contact: &'a str,
    /// On what the decision rests.
    pub basis: Option<Basis>,
    /// The organisation that assessed.
    pub assessed_by: &'a str,
    /// The hours that it stands for.
    pub hours: Option<&'a str>,
    /// Standards.
    pub standards: &'a [String],
    /// The stacks that it counts towards.
    pub stacks: &'a [Towards<'a>],
    /// Everything that was asked for.
    pub rubric_href: &'a str,
    /// Whether its signature is good.
    pub is_genuine: bool,
    /// Whether it is there for old backpacks too.
    pub has_older: bool,
}

/// A stack that a badge counts towards.
#[derive(Clone, Debug)]
pub struct Towards<'a> {
    /// Its title.
    pub title: &'a str,
    /// The language of the title.
    pub language: &'a str,
    /// Where one reads what it asks for.
    pub href: String,
}

/// What a badge is of.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// A micro-credential, with how each criterion was shown, where the holder lets others see it.
    Credential(&'a Definition, Option<&'a Reading>),
    /// A stack, with what it rests on: each with the path of its badge, where others may be led there.
    Stack(&'a Stack, &'a [(String, Option<String>)]),
    /// What a course gives, with what that rests on.
    Course(&'a Stack, &'a [(String, Option<String>)]),
}

impl Content<'_> {
    const fn kind(&self) -> Kind {
        match self {
            Self::Credential(..) => Kind::Credential,
            Self::Stack(..) => Kind::Stack,
            Self::Course(..) => Kind::Course,
        }
    }

    const fn words(&self) -> (&String, &String, &String) {
        match self {
            Self::Credential(one, _) => (&one.title, &one.language, &one.claim),
            Self::Stack(stack, _) | Self::Course(stack, _) => {
                (&stack.title, &stack.language, &stack.claim)
            }
        }
    }
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, badge: &Badge) -> Markup {
    let (title, language, claim) = badge.content.words();
    let kind = shell.text(badge.content.kind().key());
    let holder = match badge.holder {
        Some(name) => html! {
            p class="badge-holder" { (shell.text_with("badge-earned-by", &[("name", name)])) }
        },
        None => html! { p class="badge-holder hint" { (shell.text("badge-earned-unnamed")) } },
    };
    layout::page_with_head(
        shell,
        title,
        head(badge, title, claim),
        html! {
            (top(shell, &Top {
                eyebrow: &format!("{kind} · {}", badge.issuer),
                title,
                language,
                claim,
                picture: badge.picture,
            }, holder))
            (standing(shell, badge.standing))
            (facts(shell, badge))
            (shown(shell, badge))
            (check(shell, badge))
            (doubt(shell, badge))
        },
    )
}

/// What programs read that show a link to the page. Search engines do not list people's badges.
fn head(badge: &Badge, title: &str, claim: &str) -> Markup {
    html! {
        meta name="robots" content="noindex";
        meta name="description" content=(claim);
        meta property="og:type" content="website";
        meta property="og:title" content=(title);
        meta property="og:description" content=(claim);
        meta property="og:url" content=(badge.address);
        meta property="og:image" content=(badge.picture_address);
        meta property="og:site_name" content=(badge.issuer);
        link rel="alternate" type="application/vc+ld+json" href=(badge.address);
    }
}

fn facts(shell: &Shell, badge: &Badge) -> Markup {
    let at = |at: &str| moment(shell, at);
    let blind = match badge.content {
        Content::Credential(definition, _) => match definition.assessment.blind {
            Blindness::Double => Some("badge-blind-double"),
            Blindness::Single => Some("badge-blind-single"),
            Blindness::Open => None,
        },
        Content::Stack(..) | Content::Course(..) => None,
    };
    let how = html! {
        (shell.text(basis_key(badge.basis)))
        @if let Some(key) = blind { " " (shell.text(key)) }
    };
    html! {
        section class="stack" aria-labelledby="badge-facts" {
            h2 id="badge-facts" { (shell.text("badge-facts")) }
            dl class="facts" {
                (fact(shell, "badge-issuer", Some(html! { a href=(badge.issuer_href) { (badge.issuer) } })))
                (fact(shell, "badge-assessed-by", Some(html! { (badge.assessed_by) }).filter(|_| !badge.assessed_by.is_empty())))
                (fact(shell, "badge-how", Some(how)))
                (fact(shell, "badge-earned-at", Some(at(&badge.standing.issued_at))))
                (fact(shell, "badge-valid-until", Some(match &badge.standing.valid_until {
                    Some(until) => at(until),
                    None => html! { (shell.text("badge-no-end")) },
                })))
                (fact(shell, "badge-hours", badge.hours.map(|hours| html! { (hours) })))
                (fact(shell, "badge-standards", standards(badge.standards)))
                (fact(shell, "badge-number", Some(code(badge.code))))
            }
        }
    }
}

const fn basis_key(basis: Option<Basis>) -> &'static str {
    match basis {
        Some(Basis::Single) => "badge-basis-single",
        Some(Basis::Agreed) => "badge-basis-agreed",
        Some(Basis::Adjudicated) => "badge-basis-adjudicated",
        Some(Basis::Appeal) => "badge-basis-appeal",
        None => "badge-basis-parts",
    }
}

/// What was asked for, in short, with the way to all of it.
fn shown(shell: &Shell, badge: &Badge) -> Markup {
    html! {
        section class="stack" aria-labelledby="badge-shown" {
            h2 id="badge-shown" { (shell.text("badge-shown")) }
            @match badge.content {
                Content::Credential(definition, reading) => { (criteria(shell, definition, reading)) }
                Content::Stack(stack, parts) | Content::Course(stack, parts) => {
                    p { (shell.text("badge-parts-text")) }
                    ul lang=(stack.language) {
                        @for (name, address) in parts {
                            li {
                                @match address {
                                    Some(address) => { a href=(address) { (name) } }
                                    None => { (name) }
                                }
                            }
                        }
                    }
                }
            }
            p { a class="button" href=(badge.rubric_href) { (icon::icon(Icon::Page)) (shell.text("badge-rubric")) } }
            @if !badge.stacks.is_empty() {
                h3 { (shell.text("badge-towards")) }
                ul { @for stack in badge.stacks { li lang=(stack.language) { a href=(stack.href) { (stack.title) } } } }
            }
        }
    }
}

fn criteria(shell: &Shell, definition: &Definition, reading: Option<&Reading>) -> Markup {
    let points = reading.map(|reading| points_by_criterion(definition, reading));
    let key = if reading.is_some() {
        "badge-criteria-results"
    } else {
        "badge-criteria-text"
    };
    html! {
        p { (shell.text(key)) }
        ul class="badge-criteria" role="list" lang=(definition.language) {
            @for criterion in &definition.rubric.criteria {
                @let own = points.as_ref().map(|points| points.get(&criterion.id).copied().unwrap_or(0));
                li {
                    (icon::icon(if own == Some(0) { Icon::Search } else { Icon::Check }))
                    span { (criterion.title) }
                    @if let (Some(own), Some(reading)) = (own, reading) {
                        span class="hint" lang=(shell.language.tag()) { (result(shell, definition, criterion, (own, reading))) }
                    }
                }
            }
        }
    }
}

/// How one criterion was shown.
fn result(
    shell: &Shell,
    definition: &Definition,
    criterion: &Criterion,
    (own, reading): (u32, &Reading),
) -> Markup {
    let model = definition.rubric.model;
    let seen = reading.criteria.get(&criterion.id);
    let id = seen.and_then(|seen| seen.level.as_ref());
    let level = id.and_then(|id| criterion.levels.iter().find(|level| level.id == *id));
    let most = criterion.max_points(model).to_string();
    html! {
        @match (model, level) {
            (Model::CriterionLevels, Some(level)) => { span lang=(definition.language) { (level.title) } }
            (Model::AllMet, _) => { (shell.text(if own > 0 { "badge-met" } else { "rubric-result-not-yet" })) }
            _ => { (shell.text_with("told-points", &[("points", &own.to_string()), ("max", &most)])) }
        }
    }
}

/// The signature, and everything that one needs to look for oneself.
fn check(shell: &Shell, badge: &Badge) -> Markup {
    let path = format!("/badges/{}", badge.code);
    let older = format!("/ob2/badges/{}", badge.code);
    let holds = badge.standing.is_shareable();
    let files = [
        ("JSON", format!("{path}.json"), true),
        ("JWT", format!("{path}.jwt"), true),
        ("PNG", format!("{path}.png"), holds),
        ("SVG", format!("{path}.svg"), holds),
        ("Open Badges 2.0", older, badge.has_older && holds),
    ];
    html! {
        section class="card quiet" aria-labelledby="badge-check" {
            h2 id="badge-check" { (shell.text("badge-check")) }
            p class="badge-signature" {
                (icon::icon(if badge.is_genuine { Icon::Check } else { Icon::Alert }))
                span { (shell.text(if badge.is_genuine { "badge-genuine" } else { "badge-not-genuine" })) }
            }
            p { (shell.text("badge-check-text")) " " a href=(crate::templates::verify::PATH) { (shell.text("badge-check-link")) } }
            p { (code(badge.address)) }
            ul class="badge-files" role="list" aria-label=(shell.text("badge-files")) {
                @for (name, href, is_there) in &files {
                    @if *is_there { li { a href=(href) { (name) } } }
                }
            }
        }
    }
}

fn doubt(shell: &Shell, badge: &Badge) -> Markup {
    html! {
        p class="hint" {
            (shell.text("badge-doubt")) " "
            a href={ "mailto:" (badge.contact) "?subject=" (badge.code) } { (badge.contact) }
            @if badge.standing.state == State::Suspended { " " (shell.text("badge-doubt-open")) }
        }
    }
}
