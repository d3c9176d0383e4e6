//! Whether a stack makes sense by itself (B.4.13). What it names is asked where all stacks are known.

use super::{identity, markdown, wording};
use crate::domain::credential::problem::{FieldPath, Findings, Problem, ProblemCode};
use crate::domain::stack::{MAX_DEPTH, Requirement, Stack};

/// All problems of one stack, in the order of its fields.
pub(in crate::domain) fn check(stack: &Stack) -> Vec<Problem> {
    let mut findings = Findings::default();
    let root = FieldPath::root();
    identity::slug(&stack.slug, &root.field("slug"), &mut findings);
    identity::language(&stack.language, &root.field("language"), &mut findings);
    for (name, text) in [
        ("title", &stack.title),
        ("issuer", &stack.issuer),
        ("claim", &stack.claim),
    ] {
        identity::present(text, &root.field(name), &mut findings);
    }
    identity::contact(&stack.contact, &root.field("contact"), &mut findings);
    identity::licence(&stack.licence, &root.field("licence"), &mut findings);
    if let Some(text) = &stack.text {
        let path = root.field("text");
        markdown::check(text.as_str(), &path, &mut findings);
        wording::unfinished(text.as_str(), &path, &mut findings);
    }
    identity::badge_image(stack.badge_image.as_ref(), &mut findings);
    wording::unfinished(&stack.claim, &root.field("claim"), &mut findings);
    let path = root.field("requires");
    requirement(&stack.requires, &path, 1, &mut findings);
    said_twice(stack, &path, &mut findings);
    if stack.requires.stacks().contains(stack.slug.as_str()) {
        findings.error(
            ProblemCode::Cycle,
            path,
            "a stack cannot be required for itself",
        );
    }
    findings.into_problems()
}

fn requirement(requirement: &Requirement, path: &FieldPath, depth: usize, findings: &mut Findings) {
    match requirement {
        Requirement::Credential(slug) => {
            identity::slug(slug, &path.field("credential"), findings);
        }
        Requirement::Stack(slug) => identity::slug(slug, &path.field("stack"), findings),
        Requirement::AllOf(parts) => several(parts, &path.field("all_of"), depth, findings),
        Requirement::OneOf(parts) => several(parts, &path.field("one_of"), depth, findings),
        Requirement::NOf { n, of } => {
            let path = path.field("n_of");
            let most = u32::try_from(of.len()).unwrap_or(u32::MAX);
            if *n == 0 || *n > most {
                findings
                    .error(
                        ProblemCode::OutOfRange,
                        path.field("n"),
                        format!("n = {n}, and there are {most} to choose from"),
                    )
                    .propose(format!("a number from 1 to {most}"));
            }
            several(of, &path.field("of"), depth, findings);
        }
    }
}

fn several(parts: &[Requirement], path: &FieldPath, depth: usize, findings: &mut Findings) {
    if depth >= MAX_DEPTH {
        findings
            .error(
                ProblemCode::TooDeep,
                path.clone(),
                format!("requirements lie in each other more than {MAX_DEPTH} deep"),
            )
            .propose("make a stack of its own of what is inside");
        return;
    }
    if parts.is_empty() {
        findings.error(
            ProblemCode::NothingThere,
            path.clone(),
            "nothing is required here",
        );
    }
    for (at, part) in parts.iter().enumerate() {
        requirement(part, &path.item(at), depth + 1, findings);
    }
}

/// A slug that is named in two places counts once, which whoever wrote it twice did not mean.
fn said_twice(stack: &Stack, path: &FieldPath, findings: &mut Findings) {
    let mut leaves = Vec::new();
    stack.requires.visit(&mut |leaf| leaves.push(leaf));
    for (at, leaf) in leaves.iter().enumerate() {
        if leaves[..at].contains(leaf) {
            let (Requirement::Credential(slug) | Requirement::Stack(slug)) = leaf else {
                continue;
            };
            findings.warning(
                ProblemCode::SaidTwice,
                path.clone(),
                format!("{slug:?} is named twice and counts once"),
            );
        }
    }
}
