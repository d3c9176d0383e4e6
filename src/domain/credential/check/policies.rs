//! Rules around the work: numbers that make sense.

use crate::domain::credential::Definition;
use crate::domain::credential::problem::{FieldPath, Findings, ProblemCode};

pub(super) fn check(definition: &Definition, findings: &mut Findings) {
    let root = FieldPath::root();
    let attempts = &definition.attempts;
    let window = &definition.window;
    let assessment = &definition.assessment;
    let rows = [
        ("attempts", "max", attempts.max.map(u32::from), 1, 100),
        (
            "attempts",
            "coach_after",
            attempts.coach_after.map(u32::from),
            1,
            100,
        ),
        (
            "attempts",
            "cool_off_days",
            Some(attempts.cool_off_days.into()),
            0,
            365,
        ),
        ("window", "months", Some(window.months.into()), 1, 60),
        (
            "window",
            "revise_days",
            Some(window.revise_days.into()),
            0,
            730,
        ),
        (
            "assessment",
            "readers",
            Some(assessment.readers.into()),
            1,
            2,
        ),
        (
            "assessment",
            "recall_minutes",
            Some(assessment.recall_minutes.into()),
            0,
            10_080,
        ),
        (
            "assessment",
            "target_days",
            Some(assessment.target_days.into()),
            1,
            90,
        ),
    ];
    for (section, name, value, least, most) in rows {
        if let Some(value) = value
            && !(least..=most).contains(&value)
        {
            findings
                .error(
                    ProblemCode::OutOfRange,
                    root.field(section).field(name),
                    format!("{name} = {value}"),
                )
                .propose(format!("a number from {least} to {most}"));
        }
    }
}
