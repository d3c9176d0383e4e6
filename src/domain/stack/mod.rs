//! Groups of micro-credentials that lead to an award of their own (B.4.13). Owns the shape of one version of a stack
//! and its rules: how deep it may be, which slugs it names, whether it is complete.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::credential::{
    BadgePicture, FieldPath, Findings, Hours, ImageFile, Licence, Markdown, Problem, ProblemCode,
    VersionNumber, check_stack,
};
use super::nearest::nearest;

/// How deep a stack may be: micro-credential below stack below bundle.
pub const MAX_DEPTH: usize = 3;

/// The content of one version of a stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stack {
    /// The name in addresses and files. Stays the same across versions.
    pub slug: String,
    /// `major.minor`.
    pub version: VersionNumber,
    /// The language that it is written in (BCP 47).
    pub language: String,
    /// As catalogues and badges show it.
    pub title: String,
    /// Who stands behind it.
    pub issuer: String,
    /// Where questions go.
    pub contact: String,
    /// What somebody who holds all of it has shown, in one sentence.
    pub claim: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Markdown>,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Hours that the whole stands for, where somebody grants hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// What others may do with it.
    pub licence: Licence,
    /// Whether one comes after the other.
    #[serde(default)]
    pub order: Order,
    /// Whether the whole is worth a badge.
    #[serde(default = "yes")]
    pub badge: bool,
    /// The author's own picture of that badge; it is drawn from the title otherwise. It is part of the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge_image: Option<BadgePicture>,
    /// What has to be held.
    pub requires: Requirement,
}

/// A stack with the pictures that lie beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The stack.
    pub stack: Stack,
    /// Its pictures, by name.
    pub images: Vec<ImageFile>,
}

impl From<Stack> for Package {
    /// A stack without pictures.
    fn from(stack: Stack) -> Self {
        Self {
            stack,
            images: Vec::new(),
        }
    }
}

const fn yes() -> bool {
    true
}

/// Whether one comes after the other. Order blocks starting, never the counting of an award that is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// In any order.
    #[default]
    Free,
    /// As written.
    Sequential,
}

/// What has to be held, as a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// A micro-credential, by its slug.
    Credential(String),
    /// Another stack, by its slug.
    Stack(String),
    /// Each of these.
    AllOf(Vec<Requirement>),
    /// One of these.
    OneOf(Vec<Requirement>),
    /// Some of these.
    NOf {
        /// How many.
        n: u32,
        /// Of which.
        of: Vec<Requirement>,
    },
}

impl Requirement {
    /// The micro-credentials that it names itself, in order, each once.
    #[must_use]
    pub fn credentials(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.visit(&mut |leaf| {
            if let Self::Credential(slug) = leaf
                && !found.contains(&slug.as_str())
            {
                found.push(slug.as_str());
            }
        });
        found
    }

    /// The stacks that it names itself, each once.
    #[must_use]
    pub fn stacks(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        self.visit(&mut |leaf| {
            if let Self::Stack(slug) = leaf {
                found.insert(slug.as_str());
            }
        });
        found
    }

    /// Everything that it names itself, in order, each once.
    #[must_use]
    pub fn leaves(&self) -> Vec<&Self> {
        let mut found = Vec::new();
        self.visit(&mut |leaf| {
            if !found.contains(&leaf) {
                found.push(leaf);
            }
        });
        found
    }

    /// The fewest micro-credentials and stacks that have to be held to fulfil it.
    #[must_use]
    pub fn needed(&self) -> u32 {
        match self {
            Self::Credential(_) | Self::Stack(_) => 1,
            Self::AllOf(parts) => parts.iter().map(Self::needed).fold(0, u32::saturating_add),
            Self::OneOf(parts) => parts.iter().map(Self::needed).min().unwrap_or(0),
            Self::NOf { n, of } => {
                let mut each: Vec<_> = of.iter().map(Self::needed).collect();
                each.sort_unstable();
                let fewest = each.into_iter().take(*n as usize);
                fewest.fold(0, u32::saturating_add)
            }
        }
    }

    pub(in crate::domain) fn visit<'a>(&'a self, see: &mut impl FnMut(&'a Self)) {
        match self {
            Self::Credential(_) | Self::Stack(_) => see(self),
            Self::AllOf(parts) | Self::OneOf(parts) | Self::NOf { of: parts, .. } => {
                for part in parts {
                    part.visit(see);
                }
            }
        }
    }

    /// Whether it is fulfilled by what `holds` says is held.
    pub fn is_met(&self, holds: &impl Fn(&Self) -> bool) -> bool {
        match self {
            Self::Credential(_) | Self::Stack(_) => holds(self),
            Self::AllOf(parts) => parts.iter().all(|part| part.is_met(holds)),
            Self::OneOf(parts) => parts.iter().any(|part| part.is_met(holds)),
            Self::NOf { n, of } => {
                let met = of.iter().filter(|part| part.is_met(holds)).count();
                u32::try_from(met).unwrap_or(u32::MAX) >= *n
            }
        }
    }
}

/// All problems of one stack by itself, in the order of its fields.
#[must_use]
pub fn check(stack: &Stack) -> Vec<Problem> {
    check_stack(stack)
}

/// Problems of stacks beside each other: a slug twice, names of what is not there, stacks that lead back to
/// themselves, and more levels than there may be. `credentials` are the slugs that are known, and `elsewhere` the
/// slugs of stacks that are known and not among these. Each problem with the index of its stack.
#[must_use]
pub fn check_together(
    stacks: &[Stack],
    credentials: &BTreeSet<String>,
    elsewhere: &BTreeSet<String>,
) -> Vec<(usize, Problem)> {
    let below: Below<'_> = stacks
        .iter()
        .map(|stack| (stack.slug.as_str(), stack.requires.stacks()))
        .collect();
    let deep = too_deep(&below);
    let circular: BTreeSet<_> = below
        .keys()
        .copied()
        .filter(|slug| is_circular(slug, &below))
        .collect();
    let all_stacks: Vec<_> = below
        .keys()
        .copied()
        .chain(elsewhere.iter().map(String::as_str))
        .collect();
    let mut found = Vec::new();
    for (index, stack) in stacks.iter().enumerate() {
        let mut findings = Findings::default();
        if stacks[..index].iter().any(|other| other.slug == stack.slug) {
            let slug = FieldPath::root().field("slug");
            findings.error(
                ProblemCode::IdTwice,
                slug,
                format!("{:?} is the slug of another stack as well", stack.slug),
            );
        }
        let path = FieldPath::root().field("requires");
        names(stack, &all_stacks, credentials, &path, &mut findings);
        if circular.contains(stack.slug.as_str()) {
            findings
                .error(
                    ProblemCode::Cycle,
                    path,
                    format!("{:?} is required, in the end, for itself", stack.slug),
                )
                .propose("take one of the stacks out of the circle");
        } else if deep.contains(stack.slug.as_str())
            && stack.requires.stacks().is_disjoint(&circular)
        {
            findings
                .error(
                    ProblemCode::TooDeep,
                    path,
                    format!("there are more than {MAX_DEPTH} levels"),
                )
                .propose("name the micro-credentials instead of a stack of stacks");
        }
        found.extend(
            findings
                .into_problems()
                .into_iter()
                .map(|problem| (index, problem)),
        );
    }
    found
}

/// Slugs that are not known.
fn names(
    stack: &Stack,
    all_stacks: &[&str],
    credentials: &BTreeSet<String>,
    path: &FieldPath,
    findings: &mut Findings,
) {
    let all_credentials: Vec<_> = credentials.iter().map(String::as_str).collect();
    let of_credentials = stack.requires.credentials().into_iter();
    let of_credentials = of_credentials.map(|slug| ("micro-credential", slug, &*all_credentials));
    let of_stacks = stack.requires.stacks().into_iter();
    let of_stacks = of_stacks.map(|slug| ("stack", slug, all_stacks));
    for (kind, slug, all) in of_credentials.chain(of_stacks) {
        if all.contains(&slug) {
            continue;
        }
        let problem = findings.error(
            ProblemCode::UnknownReference,
            path.clone(),
            format!("there is no {kind} {slug:?}"),
        );
        if let Some(near) = nearest(slug, all.iter().copied()) {
            problem.propose(format!("did you mean {near:?}?"));
        }
    }
}

/// The stacks that each stack names, by slug; of two with one slug, the second.
type Below<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Whether a stack is required, in the end, for itself.
fn is_circular(slug: &str, below: &Below<'_>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![slug];
    while let Some(next) = open.pop() {
        for other in below.get(next).into_iter().flatten() {
            if *other == slug {
                return true;
            }
            if seen.insert(*other) {
                open.push(other);
            }
        }
    }
    false
}

/// The stacks with more levels than there may be, micro-credentials being the lowest. Each round adds the level above,
/// so that it takes as many rounds as levels, however many ways lead from one to another.
fn too_deep<'a>(below: &Below<'a>) -> BTreeSet<&'a str> {
    let mut heights: BTreeMap<&str, usize> = below.keys().map(|slug| (*slug, 2)).collect();
    for _ in 0..MAX_DEPTH {
        heights = below
            .iter()
            .map(|(slug, others)| {
                let highest = others.iter().filter_map(|other| heights.get(other)).max();
                (*slug, highest.map_or(2, |highest| highest + 1))
            })
            .collect();
    }
    let too_high = heights
        .into_iter()
        .filter(|(_, height)| *height > MAX_DEPTH);
    too_high.map(|(slug, _)| slug).collect()
}

#[cfg(test)]
mod tests;
