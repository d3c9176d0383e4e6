//! Whether a definition makes sense: the rules that it has to keep before it is published (B.4.4, B.4.15), each
//! broken one with its place. Looks at the definition alone; whether addresses on the web still lead somewhere needs
//! the network and is asked by whoever has it, of what [`links`] finds.

mod bands;
mod citations;
mod criteria;
mod frameworks;
mod identity;
mod ids;
mod limits;
mod links;
mod markdown;
mod pass;
mod policies;
mod slots;
mod stack;
mod texts;
mod wording;

use super::Definition;
use super::problem::{FieldPath, Findings, Problem, Severity};

pub use links::{Link, links};
pub use markdown::{PictureReference, options as markdown_options, pictures};
pub(in crate::domain) use stack::check as check_stack;

/// All problems of a definition, in the order of its fields. It can be published when none of them is an error.
#[must_use]
pub fn check(definition: &Definition) -> Vec<Problem> {
    let mut findings = Findings::default();
    let rubric = FieldPath::root().field("rubric");
    identity::check(definition, &mut findings);
    citations::check(definition, &mut findings);
    policies::check(definition, &mut findings);
    ids::check(definition, &mut findings);
    slots::check(definition, &mut findings);
    let mut judging = Findings::default();
    criteria::check(definition, &rubric, &mut judging);
    bands::check(&definition.rubric, &rubric, &mut judging);
    pass::check(definition, &rubric.field("pass"), &mut judging);
    // Whether work can pass is a question to a rubric that holds together otherwise.
    if !has_errors(judging.problems()) && !has_errors(findings.problems()) {
        pass::reach(definition, &rubric, &mut judging);
    }
    findings.join(judging);
    texts::check(definition, &mut findings);
    findings.into_problems()
}

/// Whether one of them stands in the way of publishing.
#[must_use]
pub fn has_errors(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
}

#[cfg(test)]
mod tests;
