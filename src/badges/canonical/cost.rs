//! What canonicalising would cost. RDFC-1.0 names blank nodes that look alike by trying orders, so a few hundred bytes
//! can keep it busy for hours. Here the work is bounded before it begins.
//!
//! Nodes whose statements differ are named at once. Of the others (*alike*), the algorithm walks from one to the next
//! along the statements that join them, and at each one tries every order of those that look the same from there. So the
//! cost of a group of joined, alike nodes is at most its size cubed (its walks, from each of its nodes, each carrying
//! what it has named so far), times the product of those numbers of orders.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use oxrdf::{BlankNode, GraphName, NamedOrBlankNode, Quad, Term};

use super::CanonicalError;

/// About a tenth of a second.
const MAX_COST: u64 = 200_000;
const MAX_ALIKE: usize = 2_000;

/// Checks that the statements can be put in order in reasonable time.
pub fn check(quads: &[Quad]) -> Result<(), CanonicalError> {
    let alike = alike(quads);
    if alike.len() > MAX_ALIKE {
        return Err(CanonicalError::Ambiguous);
    }
    let joined = joined(quads, &alike);
    let mut cost = 0_u64;
    for group in groups(&joined) {
        let size = u64::try_from(group.len()).unwrap_or(u64::MAX);
        let orders = group
            .iter()
            .map(|node| orders(&joined[node]))
            .fold(1_u64, u64::saturating_mul);
        let walks = size.saturating_mul(size).saturating_mul(size);
        cost = cost.saturating_add(walks.saturating_mul(orders));
    }
    if cost > MAX_COST {
        return Err(CanonicalError::Ambiguous);
    }
    Ok(())
}

/// The blank nodes of a statement, each with its position.
fn blank_nodes(quad: &Quad) -> impl Iterator<Item = (char, &BlankNode)> {
    let subject = match &quad.subject {
        NamedOrBlankNode::BlankNode(node) => Some(('s', node)),
        NamedOrBlankNode::NamedNode(_) => None,
    };
    let object = match &quad.object {
        Term::BlankNode(node) => Some(('o', node)),
        _ => None,
    };
    let graph = match &quad.graph_name {
        GraphName::BlankNode(node) => Some(('g', node)),
        _ => None,
    };
    [subject, object, graph].into_iter().flatten()
}

/// A statement as it looks from one of its blank nodes.
fn seen_from(node: &BlankNode, quad: &Quad) -> String {
    let blank = |other: &BlankNode| if other == node { "_:a" } else { "_:z" };
    let mut text = String::new();
    let written = match &quad.subject {
        NamedOrBlankNode::BlankNode(other) => write!(text, "{}", blank(other)),
        NamedOrBlankNode::NamedNode(named) => write!(text, "{named}"),
    };
    let written = written.and_then(|()| write!(text, " {} ", quad.predicate));
    let written = written.and_then(|()| match &quad.object {
        Term::BlankNode(other) => write!(text, "{}", blank(other)),
        other => write!(text, "{other}"),
    });
    let written = written.and_then(|()| match &quad.graph_name {
        GraphName::BlankNode(other) => write!(text, " {}", blank(other)),
        other => write!(text, " {other}"),
    });
    written.expect("writing to a string cannot go wrong");
    text
}

/// The nodes that are not alone with their looks, each with a number for its looks.
fn alike(quads: &[Quad]) -> HashMap<&BlankNode, usize> {
    let mut looks: HashMap<&BlankNode, Vec<String>> = HashMap::new();
    for quad in quads {
        for (_, node) in blank_nodes(quad) {
            looks.entry(node).or_default().push(seen_from(node, quad));
        }
    }
    let mut by_looks: BTreeMap<Vec<String>, Vec<&BlankNode>> = BTreeMap::new();
    for (node, mut statements) in looks {
        statements.sort_unstable();
        by_looks.entry(statements).or_default().push(node);
    }
    let several = by_looks.into_values().filter(|nodes| nodes.len() > 1);
    several
        .enumerate()
        .flat_map(|(number, nodes)| nodes.into_iter().map(move |node| (node, number)))
        .collect()
}

/// How another node is related to one: by which position in which statement, and with which looks.
type Relation<'a> = (char, &'a str, usize);
type Neighbours<'a> = HashMap<Relation<'a>, Vec<&'a BlankNode>>;

fn joined<'a>(
    quads: &'a [Quad],
    alike: &HashMap<&'a BlankNode, usize>,
) -> HashMap<&'a BlankNode, Neighbours<'a>> {
    let mut joined: HashMap<_, Neighbours> =
        alike.keys().map(|node| (*node, HashMap::new())).collect();
    for quad in quads {
        for (_, node) in blank_nodes(quad) {
            let Some(neighbours) = joined.get_mut(node) else {
                continue;
            };
            for (position, other) in blank_nodes(quad) {
                let Some(looks) = alike.get(other) else {
                    continue;
                };
                if other != node {
                    // The algorithm leaves the predicate out for graphs.
                    let predicate = if position == 'g' {
                        ""
                    } else {
                        quad.predicate.as_str()
                    };
                    let related = neighbours.entry((position, predicate, *looks)).or_default();
                    if !related.contains(&other) {
                        related.push(other);
                    }
                }
            }
        }
    }
    joined
}

/// In how many orders the neighbours of a node are tried.
fn orders(neighbours: &Neighbours) -> u64 {
    let factorial = |count: usize| {
        let count = u64::try_from(count).unwrap_or(u64::MAX).min(21);
        (1..=count).fold(1, u64::saturating_mul)
    };
    let counts = neighbours.values().map(|related| factorial(related.len()));
    counts.fold(1, u64::saturating_mul)
}

fn groups<'a>(joined: &HashMap<&'a BlankNode, Neighbours<'a>>) -> Vec<Vec<&'a BlankNode>> {
    let mut seen = std::collections::HashSet::new();
    let mut groups = Vec::new();
    for start in joined.keys() {
        if !seen.insert(*start) {
            continue;
        }
        let mut group = vec![*start];
        let mut at = 0;
        while at < group.len() {
            for related in joined[group[at]].values().flatten() {
                if seen.insert(*related) {
                    group.push(related);
                }
            }
            at += 1;
        }
        groups.push(group);
    }
    groups
}
