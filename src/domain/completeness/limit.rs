//! Measuring limits. Owns what "over" and "under" mean and what follows from them.

use super::{LimitResult, Measure, Problem, Severity};
use crate::domain::credential::{Bounds, DurationBounds, Enforcement};

pub(super) type Said = Vec<(Problem, Severity)>;

const fn severity(enforcement: Enforcement) -> Severity {
    match enforcement {
        Enforcement::Block => Severity::Blocks,
        Enforcement::CapBand => Severity::Caps,
        Enforcement::Warn => Severity::Warns,
    }
}

/// A limit from how many to how many. Without a value there is nothing to measure.
pub(super) fn bounded(
    name: String,
    measure: Measure,
    bounds: &Bounds,
    value: Option<u64>,
) -> (LimitResult, Said) {
    let (min, max) = (bounds.min.map(u64::from), bounds.max.map(u64::from));
    let mut findings = vec![];
    if let (Some(value), Some(bound)) = (value, max)
        && value > bound
    {
        findings.push((
            Problem::Over {
                measure,
                value,
                bound,
            },
            severity(bounds.over),
        ));
    }
    if let (Some(value), Some(bound)) = (value, min)
        && value < bound
    {
        findings.push((
            Problem::Under {
                measure,
                value,
                bound,
            },
            severity(bounds.under),
        ));
    }
    let limit = LimitResult {
        name,
        measure,
        value,
        min,
        max,
        over: bounds.over,
        under: bounds.under,
        is_met: Some(findings.is_empty()),
    };
    (limit, findings)
}

/// How long a recording may be, in milliseconds. What is outside by no more than the tolerance is inside (B.4.2); the
/// bounds that are shown are those that the author wrote. `is_there` tells a recording of unknown length from none.
pub(super) fn duration(
    name: String,
    bounds: &DurationBounds,
    is_there: bool,
    value: Option<u64>,
) -> (LimitResult, Said) {
    let millis = |seconds: u32| u64::from(seconds) * 1000;
    let tolerance = millis(bounds.tolerance.0);
    let (min, max) = (
        bounds.min.map(|min| millis(min.0)),
        bounds.max.map(|max| millis(max.0)),
    );
    let mut findings = vec![];
    if let (Some(value), Some(bound)) = (value, max)
        && value > bound.saturating_add(tolerance)
    {
        let problem = Problem::Over {
            measure: Measure::Duration,
            value,
            bound,
        };
        findings.push((problem, severity(bounds.outside)));
    }
    if let (Some(value), Some(bound)) = (value, min)
        && value.saturating_add(tolerance) < bound
    {
        let problem = Problem::Under {
            measure: Measure::Duration,
            value,
            bound,
        };
        findings.push((problem, severity(bounds.outside)));
    }
    let is_known = value.is_some() || !is_there;
    let limit = LimitResult {
        name,
        measure: Measure::Duration,
        value,
        min,
        max,
        over: bounds.outside,
        under: bounds.outside,
        is_met: is_known.then_some(findings.is_empty()),
    };
    (limit, findings)
}
