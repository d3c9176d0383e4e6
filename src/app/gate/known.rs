//! What is known of a person and of the stacks of their organisation, read once for everything that is counted.

use super::super::Error;
use crate::clock::Timestamp;
use crate::domain::gate::{Holdings, Progress, Rule, Terms};
use crate::domain::id::{OrganizationId, PersonId, StackId};
use crate::domain::stack::{Requirement, Stack};
use crate::store::Conn;
use crate::store::gate::Link;
use crate::store::holding::{self, Holding};
use crate::store::stack::{self, Version};

/// What a person holds, and the stacks that there are.
pub(in crate::app) struct Known {
    /// Every award, oldest first.
    pub rows: Vec<Holding>,
    /// The same as the rules see it.
    pub holdings: Holdings,
    /// The stacks that are published.
    pub stacks: Vec<Version>,
    /// When.
    pub now: Timestamp,
}

impl Known {
    /// Reads it.
    pub async fn read(
        db: &mut Conn,
        organization_id: OrganizationId,
        person_id: PersonId,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let rows = holding::list_for_person(db, person_id).await?;
        Ok(Self {
            holdings: counted(&rows),
            rows,
            stacks: stack::list_published(db, organization_id).await?,
            now,
        })
    }

    /// Reads the awards again.
    pub async fn read_again(&mut self, db: &mut Conn, person_id: PersonId) -> Result<(), Error> {
        self.rows = holding::list_for_person(db, person_id).await?;
        self.holdings = counted(&self.rows);
        Ok(())
    }

    /// Whether a leaf counts by these terms, in a course that came to the tool then.
    pub fn counts(&self, leaf: &Requirement, terms: &Terms, begun_at: Timestamp) -> bool {
        let rule = Rule {
            terms,
            begun_at,
            now: self.now,
        };
        self.holdings.count(leaf, &rule)
    }

    /// The published stack with this id.
    pub fn stack(&self, id: StackId) -> Option<&Stack> {
        let mut stacks = self.stacks.iter();
        stacks
            .find(|version| version.stack_id == id)
            .map(|version| &version.definition.0)
    }

    /// The published stack of this name.
    pub fn stack_named(&self, slug: &str) -> Option<&Stack> {
        let mut stacks = self.stacks.iter().map(|version| &version.definition.0);
        stacks.find(|stack| stack.slug == slug)
    }

    /// Whether a requirement names a leaf, itself or inside of a stack.
    pub fn leads_to(&self, requires: &Requirement, leaf: &Requirement, levels: usize) -> bool {
        let Some(below) = levels.checked_sub(1) else {
            return false;
        };
        requires.leaves().into_iter().any(|named| {
            let inner = match named {
                Requirement::Stack(slug) => self.stack_named(slug),
                _ => None,
            };
            named == leaf || inner.is_some_and(|inner| self.leads_to(&inner.requires, leaf, below))
        })
    }

    /// How far the person is with a stack. Whoever holds its award has all of it, whatever a newer version asks for.
    pub fn progress_of_stack(&self, stack: &Stack) -> Progress {
        let counts = |leaf: &Requirement| self.counts(leaf, &Terms::EVER, self.now);
        if counts(&Requirement::Stack(stack.slug.clone())) {
            return Progress::full(stack.requires.needed());
        }
        Progress::of(&stack.requires, &counts)
    }

    /// How far the person is with what a link counts; `None` for a link that counts nothing, or nothing any more.
    pub fn progress(&self, link: &Link) -> Option<Progress> {
        match (&link.gate, link.stack_id) {
            (Some(gate), _) => Some(Progress::of(&gate.requires, &|leaf| {
                self.counts(leaf, &gate.terms, link.begun_at)
            })),
            (None, Some(id)) => self.stack(id).map(|stack| self.progress_of_stack(stack)),
            (None, None) => None,
        }
    }
}

fn counted(rows: &[Holding]) -> Holdings {
    Holdings(rows.iter().filter_map(Holding::counted).collect())
}
