//! Thirty mistakes, structural and of meaning, in the definition and beside it: each is named with its place.

use super::sample;
use crate::definition::inspect;

const DEFINITION: &str = "credential.toml";

/// File, line, field, kind.
const MISTAKES: [(&str, usize, &str, &str); 30] = [
    (DEFINITION, 3, "slug", "slug-form"),
    (DEFINITION, 4, "version", "wrong-type"),
    (DEFINITION, 5, "language", "language-tag"),
    (DEFINITION, 6, "titel", "unknown-key"),
    (DEFINITION, 8, "contact", "contact-missing"),
    (DEFINITION, 9, "claim", "unfinished-sentence"),
    (DEFINITION, 12, "minutes.min", "limits-crossed"),
    (DEFINITION, 13, "hours", "malformed-value"),
    (DEFINITION, 14, "ai", "unknown-value"),
    (DEFINITION, 15, "colour", "unknown-key"),
    (DEFINITION, 20, "licence.derivatives", "licence-contradicts"),
    (DEFINITION, 23, "image.file", "file-name"),
    (DEFINITION, 33, "component[1].text", "file-missing"),
    (DEFINITION, 35, "citation[0].captions", "captions-missing"),
    (DEFINITION, 43, "citation[1].url", "shortened-link"),
    (
        DEFINITION,
        55,
        "part[0].slot[0].components[0]",
        "unknown-reference",
    ),
    (
        DEFINITION,
        56,
        "part[0].slot[0].words.min",
        "limits-crossed",
    ),
    (DEFINITION, 59, "part[0].slot[1].id", "id-twice"),
    (DEFINITION, 70, "part[1].slot[0].kind", "unknown-value"),
    (DEFINITION, 75, "part[1].slot[1]", "alternative-missing"),
    (
        DEFINITION,
        80,
        "part[1].slot[1].duration.min",
        "malformed-value",
    ),
    (DEFINITION, 82, "part[1].slot[2].prompt", "missing-key"),
    (DEFINITION, 91, "word_budget[0].slots[0]", "not-a-text"),
    (
        DEFINITION,
        96,
        "rubric.pass.all_of[1].part_passed",
        "part-without-criterion",
    ),
    (
        DEFINITION,
        104,
        "rubric.criterion[1].parts",
        "criterion-without-part",
    ),
    (
        DEFINITION,
        118,
        "rubric.condition[0].check.limit",
        "unknown-reference",
    ),
    (DEFINITION, 123, "rubric.band[0].min", "band-gap"),
    (
        DEFINITION,
        127,
        "rubric.band[0].earner_text",
        "punitive-words",
    ),
    ("method.md", 3, "method", "html"),
    ("method.md", 5, "method", "not-a-picture"),
];

#[test]
fn all_thirty_mistakes_are_named_with_their_places_and_nothing_else_is() {
    let inspection = inspect(&sample("thirty-mistakes"));
    let problems = inspection.report.problems.iter();
    let found: Vec<_> = problems
        .map(|one| (one.file.as_str(), one.line, one.field.as_str(), one.code))
        .collect();
    assert_eq!(found, MISTAKES);
    assert!(inspection.value.is_none());
}

#[test]
fn a_problem_is_one_line_that_an_editor_can_follow() {
    let report = inspect(&sample("thirty-mistakes")).report.to_string();
    let line = "credential.toml:4:1 version: a text is expected here, not a number with a fraction \
                (write it in quotes: \"1.0\")";
    assert!(report.lines().any(|one| one == line), "{report}");
    let warning = "credential.toml:9:1 claim: warning: the text stops in the middle";
    assert!(report.lines().any(|one| one.starts_with(warning)));
}
