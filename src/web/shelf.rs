//! What can be chosen to be placed, as the picker and the choice for one link show it. Owns reading the search and
//! what is ticked, and bringing the content behind it.

use super::Failure;
use super::extract::FormPairs;
use crate::app::App;
use crate::app::catalog::{self, Content, Offer};
use crate::domain::catalog::{Search, Viewer};
use crate::domain::id::OrganizationId;
use crate::domain::placement::GradeMode;
use crate::store::catalog_entry::CatalogEntry;
use crate::templates::catalog::entry::Entry;
use crate::templates::catalog::shelf as template;

/// How many are shown at a time; a search finds the others.
const SHOWN: usize = 20;
/// How many that were chosen before are kept at most.
const KEPT: usize = 25;

/// What somebody looks for and has ticked so far.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// What was typed.
    pub search: String,
    /// What is ticked, as the form sends it.
    pub picks: Vec<String>,
    /// What the gradebook shall show.
    pub grade_mode: Option<GradeMode>,
    /// Whether somebody wanted to place what is ticked, and nothing was.
    pub nothing_chosen: bool,
}

impl Wanted {
    /// Reads the form.
    ///
    /// # Errors
    /// [`Failure::Unreadable`] for a way of grading that there is not.
    pub fn read(fields: &FormPairs) -> Result<Self, Failure> {
        let picks = fields.0.iter().filter(|(name, _)| name == "pick");
        let grade_mode = fields.once("grade_mode")?.map(str::to_owned);
        Ok(Self {
            search: fields.once("search")?.unwrap_or_default().to_owned(),
            picks: picks.map(|(_, value)| value.clone()).collect(),
            grade_mode: grade_mode
                .map(GradeMode::try_from)
                .transpose()
                .map_err(|_| Failure::Unreadable("choice-unknown"))?,
            nothing_chosen: false,
        })
    }
}

/// What is shown of the catalogue.
pub struct Shelf {
    wanted: Wanted,
    found: Vec<Offer>,
    more: usize,
    kept: Vec<Offer>,
    /// Names and titles of everything that can be placed, for what stacks name.
    titles: Vec<(String, String)>,
}

impl Shelf {
    /// Searches.
    ///
    /// # Errors
    /// [`Failure`] when the database does not work.
    pub async fn open(
        app: &App,
        organization_id: OrganizationId,
        wanted: Wanted,
    ) -> Result<Self, Failure> {
        let all = catalog::list(app, organization_id, Viewer::Placing, &Search::default()).await?;
        let search = Search::new(&wanted.search, None);
        let titles = all
            .iter()
            .map(|entry| (entry.slug.clone(), entry.summary.title.clone()))
            .collect();
        let (found, others): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|entry| search.finds(&entry.summary, &entry.tags));
        let is_ticked = |entry: &CatalogEntry| wanted.picks.contains(&value(entry));
        let more = found.len().saturating_sub(SHOWN);
        let (shown, rest): (Vec<_>, Vec<_>) = found
            .into_iter()
            .enumerate()
            .partition(|(place, _)| *place < SHOWN);
        let beyond = rest.into_iter().map(|(_, entry)| entry);
        let kept: Vec<_> = others
            .into_iter()
            .chain(beyond)
            .filter(is_ticked)
            .take(KEPT)
            .collect();
        let shown = shown.into_iter().map(|(_, entry)| entry).collect();
        Ok(Self {
            found: catalog::open(app, shown).await?,
            kept: catalog::open(app, kept).await?,
            more,
            titles,
            wanted,
        })
    }

    /// Hands the page its shelf.
    pub fn show<T>(
        &self,
        several: bool,
        columns: bool,
        page: impl FnOnce(template::Shelf<'_>) -> T,
    ) -> T {
        let found = self.items(&self.found);
        let kept = self.items(&self.kept);
        page(template::Shelf {
            search: &self.wanted.search,
            found: &found,
            more: self.more,
            kept: &kept,
            several,
            columns,
            grade_mode: self.wanted.grade_mode.unwrap_or(GradeMode::Points),
            nothing_chosen: self.wanted.nothing_chosen,
        })
    }

    fn items<'a>(&'a self, offers: &'a [Offer]) -> Vec<template::Item<'a>> {
        let item = |offer: &'a Offer| template::Item {
            entry: Entry {
                slug: &offer.entry.slug,
                summary: &offer.entry.summary,
                href: None,
            },
            preview: match &offer.content {
                Content::Credential(version) => {
                    template::Preview::Credential(&version.definition.0)
                }
                Content::Stack(version) => {
                    template::Preview::Stack(&version.definition.0, &self.titles)
                }
            },
            is_chosen: self.wanted.picks.contains(&value(&offer.entry)),
        };
        offers.iter().map(item).collect()
    }
}

/// What forms send for an entry.
fn value(entry: &CatalogEntry) -> String {
    let kind = if entry.stack_id.is_some() {
        "stack"
    } else {
        "credential"
    };
    format!("{kind}:{}", entry.slug)
}
