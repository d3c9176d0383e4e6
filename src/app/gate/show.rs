//! Gates and stacks as somebody in a course sees them: how much is held of what, and where what is missing can be begun.

use super::super::session::Session;
use super::super::{App, Error, enrollment};
use super::Known;
use crate::clock::Timestamp;
use crate::domain::award;
use crate::domain::catalog::Viewer;
use crate::domain::enrollment::{Held, Standing};
use crate::domain::gate::{Progress, State, Terms};
use crate::domain::id::{CredentialId, LmsContextId, PlacementId};
use crate::domain::placement::GradeMode;
use crate::domain::stack::{MAX_DEPTH, Requirement, Stack};
use crate::store::Conn;
use crate::store::catalog_entry::{self, CatalogEntry};
use crate::store::gate::{self as rows, Link};

/// A gate or a stack with what the session's person holds of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The link; none for a stack that is opened from another page.
    pub placement_id: Option<PlacementId>,
    /// What the gradebook gets.
    pub grade_mode: GradeMode,
    /// Its name.
    pub title: String,
    /// The stack that it counts, where it is one.
    pub stack: Option<Stack>,
    /// What it asks for.
    pub requires: Requirement,
    /// Which awards count.
    pub terms: Terms,
    /// How much is held.
    pub progress: Progress,
    /// Where the person stands.
    pub state: State,
    /// Everything that it names, each once.
    pub items: Vec<Item>,
}

/// Something that a gate or a stack names.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it names.
    pub leaf: Requirement,
    /// Its entry in the catalogue, where it is published.
    pub entry: Option<CatalogEntry>,
    /// Whether it counts as held.
    pub counts: bool,
    /// When the award was given that says most of it.
    pub issued_at: Option<Timestamp>,
    /// When that award's time is over, or was.
    pub valid_until: Option<Timestamp>,
    /// Whether that award holds.
    pub held: Held,
    /// Where the person stands with the work on it, where any was begun.
    pub standing: Option<Standing>,
    /// Whether it is placed in this course.
    pub is_here: bool,
}

/// What another award leads on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlocked {
    /// What it is.
    pub of: Unlocks,
    /// Its title.
    pub title: String,
    /// How much of it is held now.
    pub progress: Progress,
}

/// What an award counts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unlocks {
    /// A stack of the catalogue, by its name.
    Stack(String),
    /// A gate of this course, by its link.
    Gate(PlacementId),
}

/// Everything that is looked at for one page.
pub(super) struct Looking {
    pub(super) known: Known,
    entries: Vec<CatalogEntry>,
    placed: Vec<CatalogEntry>,
}

impl Looking {
    pub(super) async fn read(app: &App, db: &mut Conn, session: &Session) -> Result<Self, Error> {
        let launch = &session.launch;
        let organization_id = launch.organization_id;
        let known = Known::read(db, organization_id, launch.person_id, app.now()).await?;
        Self::beside(known, db, session).await
    }

    /// With what can be opened of it, which is more to read than what is held.
    pub(super) async fn beside(
        known: Known,
        db: &mut Conn,
        session: &Session,
    ) -> Result<Self, Error> {
        let launch = &session.launch;
        let organization_id = launch.organization_id;
        let placed = match launch.lms_context_id {
            Some(course) => catalog_entry::list_for_context(db, organization_id, course).await?,
            None => Vec::new(),
        };
        Ok(Self {
            known,
            entries: catalog_entry::list(db, organization_id).await?,
            placed,
        })
    }

    fn shown(&self, link: &Link, state: Option<State>) -> Option<Shown> {
        let progress = self.known.progress(link)?;
        let (title, stack, requires, terms) = match (&link.gate, link.stack_id) {
            (Some(gate), _) => (
                gate.title.clone(),
                None,
                gate.requires.clone(),
                gate.terms.clone(),
            ),
            (None, Some(id)) => {
                let stack = self.known.stack(id)?.clone();
                let requires = stack.requires.clone();
                (stack.title.clone(), Some(stack), requires, Terms::EVER)
            }
            (None, None) => return None,
        };
        Some(Shown {
            placement_id: Some(link.placement_id),
            grade_mode: link.grade_mode,
            items: self.items(&requires, &terms, link.begun_at),
            title,
            stack,
            requires,
            terms,
            progress,
            state: state.unwrap_or(State::Open).after(progress.is_met()),
        })
    }

    fn stack(&self, stack: &Stack) -> Shown {
        let progress = self.known.progress_of_stack(stack);
        Shown {
            placement_id: None,
            grade_mode: GradeMode::None,
            title: stack.title.clone(),
            items: self.items(&stack.requires, &Terms::EVER, self.known.now),
            stack: Some(stack.clone()),
            requires: stack.requires.clone(),
            terms: Terms::EVER,
            progress,
            state: State::Open.after(progress.is_met()),
        }
    }

    pub(super) fn items(
        &self,
        requires: &Requirement,
        terms: &Terms,
        begun_at: Timestamp,
    ) -> Vec<Item> {
        let named = requires.leaves().into_iter();
        named
            .map(|leaf| {
                let best = self.known.holdings.best(leaf, self.known.now);
                let best = best.map(|best| {
                    let held = award::held(best.state, best.valid_until, self.known.now);
                    (best, held)
                });
                let standing = best.filter(|(_, held)| matches!(held, Held::Valid | Held::Expired));
                Item {
                    entry: self.entries.iter().find(|entry| is(entry, leaf)).cloned(),
                    is_here: self.placed.iter().any(|entry| is(entry, leaf)),
                    counts: self.known.counts(leaf, terms, begun_at),
                    issued_at: standing.map(|(best, _)| best.issued_at),
                    valid_until: standing.and_then(|(best, _)| best.valid_until),
                    held: best.map_or(Held::Nothing, |(_, held)| held),
                    standing: None,
                    leaf: leaf.clone(),
                }
            })
            .collect()
    }
}

fn is(entry: &CatalogEntry, leaf: &Requirement) -> bool {
    match leaf {
        Requirement::Credential(slug) => entry.credential_id.is_some() && entry.slug == *slug,
        Requirement::Stack(slug) => entry.stack_id.is_some() && entry.slug == *slug,
        Requirement::AllOf(_) | Requirement::OneOf(_) | Requirement::NOf { .. } => false,
    }
}

/// A gate or a stack that is placed in the session's course, with what its person holds.
///
/// # Errors
/// [`Error::NotFound`], also for a link of another course.
pub async fn show(app: &App, session: &Session, placement_id: PlacementId) -> Result<Shown, Error> {
    const NONE: Error = Error::NotFound("gate");
    let launch = &session.launch;
    let mut db = app.db.read().await?;
    let link = rows::find_link(&mut db, placement_id).await?.ok_or(NONE)?;
    let is_own = launch.placement_id == Some(placement_id);
    let is_in_course =
        link.lms_context_id.is_some() && link.lms_context_id == launch.lms_context_id;
    if !is_own && !is_in_course {
        return Err(NONE);
    }
    let progress = rows::find(&mut db, placement_id, launch.lms_user_id).await?;
    let looking = Looking::read(app, &mut db, session).await?;
    let shown = looking.shown(&link, progress.map(|progress| progress.state));
    drop(db);
    with_standings(app, session, shown.ok_or(NONE)?).await
}

/// A stack with what the session's person holds of it.
///
/// # Errors
/// [`Error::Store`].
pub async fn show_stack(app: &App, session: &Session, stack: &Stack) -> Result<Shown, Error> {
    let mut db = app.db.read().await?;
    let shown = Looking::read(app, &mut db, session).await?.stack(stack);
    drop(db);
    with_standings(app, session, shown).await
}

/// Adds how far the work is on what is not held.
async fn with_standings(app: &App, session: &Session, mut shown: Shown) -> Result<Shown, Error> {
    for item in &mut shown.items {
        let id = item.entry.as_ref().and_then(|entry| entry.credential_id);
        if let Some(id) = id {
            let begun = enrollment::find(app, session, id).await?;
            item.standing = begun.map(|begun| begun.standing);
        }
    }
    Ok(shown)
}

/// The gates and stacks of the session's course, with what its person holds, in the order in which they were placed.
///
/// # Errors
/// [`Error::Store`].
pub async fn list_for_course(app: &App, session: &Session) -> Result<Vec<Shown>, Error> {
    let Some(course) = session.launch.lms_context_id else {
        return Ok(Vec::new());
    };
    let mut db = app.db.read().await?;
    let looking = Looking::read(app, &mut db, session).await?;
    of_course(&mut db, session, course, &looking).await
}

async fn of_course(
    db: &mut Conn,
    session: &Session,
    course: LmsContextId,
    looking: &Looking,
) -> Result<Vec<Shown>, Error> {
    let mut all = Vec::new();
    for link in rows::list_links(db, course).await? {
        let known = rows::find(db, link.placement_id, session.launch.lms_user_id).await?;
        all.extend(looking.shown(&link, known.map(|known| known.state)));
    }
    Ok(all)
}

/// The stacks that the organisation offers and of which the session's person holds something, by title.
///
/// # Errors
/// [`Error::Store`].
pub async fn list_stacks(app: &App, session: &Session) -> Result<Vec<Shown>, Error> {
    let mut db = app.db.read().await?;
    let looking = Looking::read(app, &mut db, session).await?;
    let stacks = looking.known.stacks.iter();
    let shown = stacks.map(|version| looking.stack(&version.definition));
    let mut begun: Vec<_> = shown.filter(|shown| shown.progress.held > 0).collect();
    begun.sort_by_cached_key(|shown| shown.title.to_lowercase());
    Ok(begun)
}

/// What an award of this micro-credential counts for: the stacks of the catalogue and the gates of the session's course that
/// name it, also inside of a stack.
///
/// # Errors
/// [`Error::Store`].
pub async fn unlocked_by(
    app: &App,
    session: &Session,
    credential_id: CredentialId,
) -> Result<Vec<Unlocked>, Error> {
    let mut db = app.db.read().await?;
    let looking = Looking::read(app, &mut db, session).await?;
    let mut entries = looking.entries.iter();
    let Some(entry) = entries.find(|entry| entry.credential_id == Some(credential_id)) else {
        return Ok(Vec::new());
    };
    let leaf = Requirement::Credential(entry.slug.clone());
    let leads_to = |requires: &Requirement| looking.known.leads_to(requires, &leaf, MAX_DEPTH);
    let stacks = looking.known.stacks.iter();
    let mut unlocked: Vec<_> = stacks
        .filter(|version| leads_to(&version.definition.requires))
        .filter(|version| looking.finds_stack(&version.definition.slug))
        .map(|version| Unlocked {
            of: Unlocks::Stack(version.definition.slug.clone()),
            title: version.definition.title.clone(),
            progress: looking.known.progress_of_stack(&version.definition),
        })
        .collect();
    if let Some(course) = session.launch.lms_context_id {
        let gates = of_course(&mut db, session, course, &looking).await?;
        let gates = gates
            .into_iter()
            .filter(|shown| shown.stack.is_none() && leads_to(&shown.requires));
        unlocked.extend(gates.filter_map(|shown| {
            Some(Unlocked {
                of: Unlocks::Gate(shown.placement_id?),
                title: shown.title,
                progress: shown.progress,
            })
        }));
    }
    Ok(unlocked)
}

impl Looking {
    /// Whether people of the organisation find a stack, or have it in their course.
    fn finds_stack(&self, slug: &str) -> bool {
        let leaf = Requirement::Stack(slug.to_owned());
        let mut entries = self.entries.iter().filter(|entry| is(entry, &leaf));
        entries.any(|entry| Viewer::Member.finds(entry.status, entry.visibility))
            || self.placed.iter().any(|entry| is(entry, &leaf))
    }
}
