//! What a change of a definition means for its version (B.2.1), and what a licence lets others change.
//!
//! *Scored text* is what is asked and how it is judged: parts with their slots and limits, word budgets, rubric, and
//! with them the rules that an attempt runs under. It never changes in place. Criteria (which there are, what they
//! give, where they are looked for), conditions, ranges of bands and the pass rule decide who passes: when they
//! change, assessors have to qualify again, and the version gets a new major number. All other scored text needs a
//! new minor number. What is left (title, claim, method, resources and so on) may be corrected in place.

use serde::Serialize;

use super::problem::{FieldPath, Findings, Problem, ProblemCode};
use super::{
    AiPolicy, AssessmentPolicy, AttemptPolicy, CitationKind, Criterion, Definition, Detail, Hours,
    Level, Part, Rubric, WindowPolicy, WordBudget,
};

/// What a change needs, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Nothing changed but, perhaps, the version's number and the note on it.
    None,
    /// Only text that is not scored: it may be corrected in place.
    Patch,
    /// A new minor number.
    Minor,
    /// A new major number.
    Major,
}

/// The part of a definition whose change needs a new version. Serialises to what a fingerprint is made of.
#[derive(Debug, PartialEq, Serialize)]
pub struct ScoredText<'a> {
    language: &'a str,
    evidence_languages: &'a [String],
    requires: &'a [String],
    hours: Option<Hours>,
    valid_months: Option<u16>,
    ai: AiPolicy,
    attempts: AttemptPolicy,
    window: WindowPolicy,
    assessment: AssessmentPolicy,
    components: Vec<&'a str>,
    parts: &'a [Part],
    word_budgets: &'a [WordBudget],
    rubric: &'a Rubric,
}

/// The part of a definition whose change needs a new version.
#[must_use]
pub fn scored_text(definition: &Definition) -> ScoredText<'_> {
    let components = definition.components.iter();
    ScoredText {
        language: &definition.language,
        evidence_languages: &definition.evidence_languages,
        requires: &definition.requires,
        hours: definition.hours,
        valid_months: definition.valid_months,
        ai: definition.ai,
        attempts: definition.attempts,
        window: definition.window,
        assessment: definition.assessment,
        components: components.map(|component| component.id.as_str()).collect(),
        parts: &definition.parts,
        word_budgets: &definition.word_budgets,
        rubric: &definition.rubric,
    }
}

/// What it takes to go from one definition to the other.
#[must_use]
pub fn required_change(old: &Definition, new: &Definition) -> Change {
    let unnumbered = |definition: &Definition| Definition {
        version: old.version,
        change_note: None,
        ..definition.clone()
    };
    if unnumbered(old) == unnumbered(new) {
        Change::None
    } else if scored_text(old) == scored_text(new) {
        Change::Patch
    } else if deciding(&old.rubric) == deciding(&new.rubric) {
        Change::Minor
    } else {
        Change::Major
    }
}

/// A rubric without its wording: what decides who passes.
fn deciding(rubric: &Rubric) -> Rubric {
    let mut bare = rubric.clone();
    for criterion in &mut bare.criteria {
        *criterion = Criterion {
            title: String::new(),
            details: criterion.details.iter().map(bare_detail).collect(),
            levels: criterion.levels.iter().map(bare_level).collect(),
            ..criterion.clone()
        };
    }
    for condition in &mut bare.conditions {
        condition.text.clear();
    }
    for band in &mut bare.bands {
        band.title.clear();
        band.text.clear();
        band.earner_text.clear();
    }
    bare
}

fn bare_detail(detail: &Detail) -> Detail {
    Detail {
        text: String::new(),
        ..detail.clone()
    }
}

fn bare_level(level: &Level) -> Level {
    Level {
        title: String::new(),
        text: String::new(),
        ..level.clone()
    }
}

/// What the licence of the original does not allow somebody else to have changed. Resources may be added to any
/// definition; all else stays as it is where the licence forbids changed copies.
#[must_use]
pub fn check_derived(original: &Definition, derived: &Definition) -> Vec<Problem> {
    let mut findings = Findings::default();
    if original.licence.derivatives || original.issuer == derived.issuer {
        return Vec::new();
    }
    let kept = |definition: &Definition| {
        let mut kept = definition.clone();
        kept.version = original.version;
        kept.change_note = None;
        kept.issuer.clear();
        kept.contact.clear();
        let resources = |kind| kind == CitationKind::Resource;
        kept.citations
            .retain(|citation| !resources(citation.kind) || original.citations.contains(citation));
        kept
    };
    if kept(original) != kept(derived) {
        findings
            .error(
                ProblemCode::LicenceProtects,
                FieldPath::root().field("licence"),
                format!(
                    "{} allows no changed copies, and this is one",
                    original.licence.id
                ),
            )
            .propose("keep the text as it is and only add resources, or ask its holder");
    }
    findings.into_problems()
}
