//! Bands (B.4.4): sorted, each total from 0 to the maximum in exactly one of them, those that pass above the others.

use crate::domain::credential::problem::{FieldPath, Findings, ProblemCode};
use crate::domain::credential::{Band, Outcome, Rubric};

pub(super) fn check(rubric: &Rubric, path: &FieldPath, findings: &mut Findings) {
    let bands = &rubric.bands;
    if bands.is_empty() {
        findings
            .error(
                ProblemCode::NothingThere,
                path.field("band"),
                "the rubric has no bands, so no total means anything",
            )
            .propose("add one [[rubric.band]] for work that shows the skill and one for work that does not yet");
        return;
    }
    for (index, band) in bands.iter().enumerate() {
        one_band(band, &path.entry("band", index), findings);
    }
    if bands.iter().all(|band| band.min <= band.max) {
        coverage(rubric, path, findings);
    }
    outcomes(bands, path, findings);
}

fn one_band(band: &Band, path: &FieldPath, findings: &mut Findings) {
    if band.min > band.max {
        findings
            .error(
                ProblemCode::LimitsCrossed,
                path.field("min"),
                format!(
                    "the band {:?} begins at {} and ends before, at {}",
                    band.id, band.min, band.max
                ),
            )
            .propose("exchange min and max");
    }
    if let Some(below) = band.insufficient_below
        && !(band.min..=band.max).contains(&below)
    {
        findings.error(
            ProblemCode::OutOfRange,
            path.field("insufficient_below"),
            format!(
                "insufficient_below = {below} lies outside of the band, which goes from {} to {}",
                band.min, band.max
            ),
        );
    }
    if band.insufficient_below.is_some() && band.outcome == Outcome::Pass {
        findings.error(
            ProblemCode::OutOfRange,
            path.field("insufficient_below"),
            "work in a band that passes cannot be insufficient",
        );
    }
}

/// Gaps and overlaps between neighbours, and at both ends.
fn coverage(rubric: &Rubric, path: &FieldPath, findings: &mut Findings) {
    let bands = &rubric.bands;
    let band = |index: usize| path.entry("band", index);
    if bands[0].min > 0 {
        findings
            .error(
                ProblemCode::BandGap,
                band(0).field("min"),
                format!("{} in no band", totals(0, bands[0].min - 1)),
            )
            .propose("extend the lowest band: min = 0");
    }
    for (index, pair) in bands.windows(2).enumerate() {
        let (lower, upper) = (&pair[0], &pair[1]);
        let place = band(index + 1).field("min");
        let next = lower.max.saturating_add(1);
        if upper.min < lower.min {
            findings
                .error(
                    ProblemCode::BandOrder,
                    place,
                    format!("the band {:?} is lower than the one before it", upper.id),
                )
                .propose("write the bands from the lowest to the highest");
        } else if upper.min < next {
            findings
                .error(
                    ProblemCode::BandOverlap,
                    place,
                    format!(
                        "{} in two bands, {:?} and {:?}",
                        totals(upper.min, lower.max.min(upper.max)),
                        lower.id,
                        upper.id
                    ),
                )
                .propose(format!("min = {next}"));
        } else if upper.min > next {
            findings
                .error(
                    ProblemCode::BandGap,
                    place,
                    format!("{} in no band", totals(next, upper.min - 1)),
                )
                .propose(format!("min = {next}"));
        }
    }
    ends(rubric, path, findings);
}

/// These totals, as the beginning of a sentence.
fn totals(from: u32, to: u32) -> String {
    if from == to {
        format!("the total {from} is")
    } else {
        format!("totals from {from} to {to} are")
    }
}

/// Whether the highest band ends where the points do.
fn ends(rubric: &Rubric, path: &FieldPath, findings: &mut Findings) {
    let last = rubric.bands.len() - 1;
    let (band, most) = (&rubric.bands[last], rubric.max_points());
    let place = path.entry("band", last).field("max");
    if band.max < most {
        findings
            .error(
                ProblemCode::BandGap,
                place,
                format!("{} in no band", totals(band.max + 1, most)),
            )
            .propose(format!("max = {most}"));
    } else if band.max > most {
        findings
            .error(
                ProblemCode::OutOfRange,
                place,
                format!(
                    "the band {:?} ends at {}, and the criteria give {most} points at most",
                    band.id, band.max
                ),
            )
            .propose(format!("max = {most}"));
    }
}

/// At least one band of each outcome, those that pass on top.
fn outcomes(bands: &[Band], path: &FieldPath, findings: &mut Findings) {
    for (outcome, word, why) in [
        (Outcome::Pass, "pass", "nobody could hold this credential"),
        (
            Outcome::Revise,
            "revise",
            "there is no band for work that is to be revised",
        ),
    ] {
        if bands.iter().all(|band| band.outcome != outcome) {
            findings
                .error(
                    ProblemCode::NothingThere,
                    path.field("band"),
                    format!("no band has the outcome {word:?}: {why}"),
                )
                .propose(format!("give one band outcome = {word:?}"));
        }
    }
    for (index, pair) in bands.windows(2).enumerate() {
        if pair[0].outcome == Outcome::Pass && pair[1].outcome == Outcome::Revise {
            findings.error(
                ProblemCode::BandOrder,
                path.entry("band", index + 1).field("outcome"),
                format!(
                    "the band {:?} is above {:?}, which passes, and does not pass itself",
                    pair[1].id, pair[0].id
                ),
            );
        }
    }
}
