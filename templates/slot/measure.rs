//! How much there is of something, against its limits. Colour never says it alone.

use maud::{Markup, html};

use crate::domain::completeness::{self, LimitResult};
use crate::domain::credential::Enforcement;
use crate::domain::words;
use crate::templates::credential::limit::Unit;
use crate::templates::layout::Shell;
use crate::templates::ui::icon::{self, Icon};

/// What follows from an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Inside.
    Fine,
    /// Outside; worth knowing.
    Advice,
    /// Outside; limits the result.
    Caps,
    /// Outside; cannot be handed in like this.
    Blocks,
}

impl Severity {
    const fn of(enforcement: Enforcement) -> Self {
        match enforcement {
            Enforcement::Block => Self::Blocks,
            Enforcement::CapBand => Self::Caps,
            Enforcement::Warn => Self::Advice,
        }
    }
}

/// An amount with its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Of what.
    pub unit: Unit,
    /// How much.
    pub value: u32,
    /// The least.
    pub min: Option<u32>,
    /// The most.
    pub max: Option<u32>,
    /// What follows.
    pub severity: Severity,
    /// What follows from less than the least.
    pub under: Severity,
    /// What follows from more than the most.
    pub over: Severity,
}

impl Measure {
    /// A limit as it was measured; `None` where nothing is there to measure.
    #[must_use]
    pub fn of(limit: &LimitResult, count: Option<words::Unit>) -> Option<Self> {
        let scale = if limit.measure == completeness::Measure::Duration {
            1000
        } else {
            1
        };
        let whole = |number: u64| u32::try_from(number / scale).unwrap_or(u32::MAX);
        // A text that is not begun has no words; nothing else is measured before it is there.
        let nothing = (limit.measure == completeness::Measure::Words).then_some(0);
        let value = limit.value.or(nothing)?;
        let under = Severity::of(limit.under);
        let over = Severity::of(limit.over);
        let broken = if limit.max.is_some_and(|max| value > max) {
            over
        } else {
            under
        };
        Some(Self {
            unit: unit(limit.measure, count),
            value: whole(value),
            min: limit.min.map(whole),
            max: limit.max.map(whole),
            severity: if limit.is_met == Some(false) {
                broken
            } else {
                Severity::Fine
            },
            under,
            over,
        })
    }
}

/// The noun for what a limit measures.
#[must_use]
pub fn unit(measure: completeness::Measure, count: Option<words::Unit>) -> Unit {
    match (measure, count) {
        (completeness::Measure::Words, Some(words::Unit::Characters)) => Unit::Characters,
        (completeness::Measure::Words, _) => Unit::Words,
        (completeness::Measure::Files, _) => Unit::Files,
        (completeness::Measure::Pages, _) => Unit::Pages,
        (completeness::Measure::Duration, _) => Unit::Length,
        (completeness::Measure::Rows, _) => Unit::Rows,
        (completeness::Measure::Visits, _) => Unit::Visits,
        (completeness::Measure::MinutesEach, _) => Unit::Minutes,
    }
}

/// "312 of 350 words · 38 left". A script keeps it up to date while somebody types; `shared` names the word count that
/// several slots share.
#[must_use]
pub fn counter(shell: &Shell, measure: Measure, shared: Option<(&str, &str)>) -> Markup {
    let is_text = matches!(measure.unit, Unit::Words | Unit::Characters);
    let is_fine = measure.severity == Severity::Fine;
    // What would follow, for the script; nothing where nothing is said of it.
    let is_told = |severity: Severity| is_text && severity != Severity::Fine;
    let kind = |severity: Severity| is_told(severity).then(|| class(severity));
    let follows = |severity: Severity| is_told(severity).then(|| consequence(shell, severity));
    html! {
        p class={ "counter " (class(measure.severity)) }
            data-counter=[is_text.then_some("")] data-budget=[shared.map(|(id, _)| id)]
            data-min=[measure.min] data-max=[measure.max]
            data-unit=[is_text.then(|| Unit::Words.noun(shell, 2))]
            data-unit-characters=[is_text.then(|| Unit::Characters.noun(shell, 2))]
            data-left=[is_text.then(|| shell.text("counter-left"))]
            data-over=[is_text.then(|| shell.text("counter-over"))]
            data-missing=[is_text.then(|| shell.text("counter-missing"))]
            data-under-class=[kind(measure.under)] data-under-follows=[follows(measure.under)]
            data-over-class=[kind(measure.over)] data-over-follows=[follows(measure.over)] {
            @if is_text || !is_fine { span class="counter-icon" data-counter-icon hidden[is_fine] { (icon::icon(Icon::Info)) } }
            @if let Some((_, title)) = shared { span class="counter-title" { (title) ":" } " " }
            span class="counter-text" data-counter-text { (text(shell, measure)) }
            @if is_text || !is_fine { " " span class="counter-consequence" data-counter-follows hidden[is_fine] { (consequence(shell, measure.severity)) } }
        }
    }
}

const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Fine => "fine",
        Severity::Advice | Severity::Caps => "outside",
        Severity::Blocks => "blocks",
    }
}

/// "312 words".
#[must_use]
pub fn amount(shell: &Shell, count: words::Count) -> String {
    let unit = unit(completeness::Measure::Words, Some(count.unit));
    format!("{} {}", count.number, unit.noun(shell, count.number))
}

/// What follows from being outside.
fn consequence(shell: &Shell, severity: Severity) -> String {
    match severity {
        Severity::Fine => String::new(),
        Severity::Advice => shell.text("outside-advice"),
        Severity::Caps => shell.text("outside-caps"),
        Severity::Blocks => shell.text("outside-blocks"),
    }
}

/// The amount in words.
pub(super) fn text(shell: &Shell, measure: Measure) -> String {
    let Measure {
        unit,
        value,
        min,
        max,
        ..
    } = measure;
    let rest = match (min, max) {
        (_, Some(max)) if value > max => Some((unit.amount(value - max), "counter-over")),
        (Some(min), _) if value < min => Some((unit.amount(min - value), "counter-missing")),
        (_, Some(max)) => Some((unit.amount(max - value), "counter-left")),
        _ => None,
    };
    let amount = match max.or(min) {
        Some(bound) => format!(
            "{} / {} {}",
            unit.amount(value),
            unit.amount(bound),
            unit.noun(shell, bound)
        ),
        None => format!("{} {}", unit.amount(value), unit.noun(shell, value)),
    };
    match rest {
        Some((number, key)) => format!("{amount} · {number} {}", shell.text(key)),
        None => amount,
    }
}
