//! What has to be held before work on a micro-credential can begin: what its definition asks for, and what comes before it
//! in the stacks of the course where one comes after the other. Who has begun goes on in any case.

use super::super::session::Session;
use super::super::{App, Error};
use super::Known;
use super::show::{Item, Looking};
use crate::domain::credential::Definition;
use crate::domain::gate::{Terms, before};
use crate::domain::stack::{MAX_DEPTH, Order, Requirement, Stack};
use crate::store::Conn;
use crate::store::gate::{Link, list_links};

/// What comes first, as far as it is not held.
#[derive(Clone, Debug, PartialEq)]
pub struct First {
    /// All of this.
    pub requires: Requirement,
    /// Everything that it names.
    pub items: Vec<Item>,
}

/// What the session's person has to hold before they can begin with a micro-credential; nothing when all of it is held.
///
/// # Errors
/// [`Error::Store`].
pub async fn comes_first(
    app: &App,
    session: &Session,
    definition: &Definition,
) -> Result<Option<First>, Error> {
    let mut db = app.db.read().await?;
    let links = links(&mut db, session).await?;
    // Most ask for nothing, and then nothing more is read.
    if is_free(definition, &links) {
        return Ok(None);
    }
    let launch = &session.launch;
    let (organization_id, person_id) = (launch.organization_id, launch.person_id);
    let known = Known::read(&mut db, organization_id, person_id, app.now()).await?;
    let missing = missing(&known, &links, definition);
    if missing.is_empty() {
        return Ok(None);
    }
    let looking = Looking::beside(known, &mut db, session).await?;
    let requires = Requirement::AllOf(missing);
    Ok(Some(First {
        items: looking.items(&requires, &Terms::NOW, looking.known.now),
        requires,
    }))
}

/// Whether the session's person can begin, as the transaction sees it that begins.
pub(in crate::app) async fn may_begin(
    app: &App,
    db: &mut Conn,
    session: &Session,
    definition: &Definition,
) -> Result<bool, Error> {
    let launch = &session.launch;
    let links = links(db, session).await?;
    if is_free(definition, &links) {
        return Ok(true);
    }
    let known = Known::read(db, launch.organization_id, launch.person_id, app.now()).await?;
    Ok(missing(&known, &links, definition).is_empty())
}

async fn links(db: &mut Conn, session: &Session) -> Result<Vec<Link>, Error> {
    match session.launch.lms_context_id {
        Some(course) => Ok(list_links(db, course).await?),
        None => Ok(Vec::new()),
    }
}

/// Whether nothing can come first.
fn is_free(definition: &Definition, links: &[Link]) -> bool {
    definition.requires.is_empty() && links.iter().all(|link| link.stack_id.is_none())
}

fn missing(known: &Known, links: &[Link], definition: &Definition) -> Vec<Requirement> {
    let leaf = Requirement::Credential(definition.slug.clone());
    let asked = definition.requires.iter().cloned();
    let mut all: Vec<_> = asked.map(Requirement::Credential).collect();
    for link in links {
        if let Some(stack) = link.stack_id.and_then(|id| known.stack(id)) {
            all.extend(earlier(known, stack, &leaf, MAX_DEPTH));
        }
    }
    let is_met =
        |part: &Requirement| part.is_met(&|leaf| known.counts(leaf, &Terms::NOW, known.now));
    let mut missing = Vec::new();
    for part in all {
        if !is_met(&part) && !missing.contains(&part) {
            missing.push(part);
        }
    }
    missing
}

/// What comes before a leaf in a stack, and in the stacks inside of it.
fn earlier(known: &Known, stack: &Stack, leaf: &Requirement, levels: usize) -> Vec<Requirement> {
    let Some(below) = levels.checked_sub(1) else {
        return Vec::new();
    };
    let is_in_order = stack.order == Order::Sequential;
    let mut all = Vec::new();
    for named in stack.requires.leaves() {
        let inner = match named {
            Requirement::Stack(slug) => known.stack_named(slug),
            _ => None,
        };
        let leads_there = named == leaf
            || inner.is_some_and(|inner| known.leads_to(&inner.requires, leaf, below));
        if leads_there && is_in_order {
            all.extend(before(&stack.requires, named).into_iter().cloned());
        }
        if let Some(inner) = inner {
            all.extend(earlier(known, inner, leaf, below));
        }
    }
    all
}
