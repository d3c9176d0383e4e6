//! The column of a link: as launches or the picker gave it, or found by its names, or made, once.

use std::time::Duration;

use url::Url;

use super::lane::Lane;
use super::report::Report;
use crate::app::Error;
use crate::domain::id::PlacementId;
use crate::domain::placement::Column;
use crate::domain::score_post::Reason;
use crate::lti::ags::{self, LineItem, Wanted};
use crate::lti::service::{Endpoint, ServiceError};
use crate::store::gradebook_cell::GradebookCell;
use crate::store::score_post::ScorePost;
use crate::store::score_queue::Destination;
use crate::store::{credential, gate, lease, placement, stack};

const LEASE_FOR: Duration = Duration::from_secs(90);
/// How many columns to ask for at a time.
const PAGE: u32 = 100;

/// What a column is named by, here and in every copy of its course.
struct Names {
    resource_id: String,
    label: String,
    column: Column,
}

/// The right to make a column, for one message.
struct Lock {
    name: String,
    holder: String,
}

/// A report that ends the try, or what it is gone on with. In a box, because it is large and rare.
type Found<T> = Result<T, Box<Report>>;

impl Lane {
    /// The address of a link's column.
    pub(super) async fn column(
        &self,
        post: &ScorePost,
        destination: &Destination,
        endpoint: &Endpoint,
        cell: &GradebookCell,
    ) -> Result<Found<Url>, Error> {
        let parked = |reason| Err(Box::new(Report::parked(reason, cell.clone())));
        if let Some(url) = &destination.lineitem_url {
            return Ok(url.parse().or_else(|_| parked(Reason::ColumnGone)));
        }
        let container = destination.lineitems_url.as_deref().map(Url::parse);
        let Some(Ok(container)) = container else {
            return Ok(parked(Reason::NoColumn));
        };
        let Some(names) = self.names(post.placement_id, destination).await? else {
            return Ok(parked(Reason::NoColumn));
        };
        let lock = Lock {
            name: format!("column:{}", post.placement_id),
            // Two messages of one lane wait for each other as two processes do.
            holder: post.id.to_string(),
        };
        if !self.lock(&lock).await? {
            let report = Report::soon(Reason::NoColumn, cell.clone());
            return Ok(Err(Box::new(report)));
        }
        let found = self
            .find_or_make(post, destination, endpoint, &container, &names)
            .await?;
        let url = match found {
            Ok(item) => item,
            Err(error) => {
                self.unlock(&lock).await?;
                let report = Report::unsuccessful(&error, false, cell.clone());
                return Ok(Err(Box::new(report)));
            }
        };
        let mut tx = self.app.db.write().await?;
        placement::update_lineitem(&mut tx, post.placement_id, &url, self.app.now()).await?;
        lease::release(&mut tx, &lock.name, &lock.holder).await?;
        tx.commit().await?;
        Ok(url.parse().or_else(|_| parked(Reason::NoColumn)))
    }

    async fn lock(&self, lock: &Lock) -> Result<bool, Error> {
        let now = self.app.now();
        let mut tx = self.app.db.write().await?;
        let is_ours =
            lease::acquire(&mut tx, &lock.name, &lock.holder, now, now.plus(LEASE_FOR)).await?;
        tx.commit().await?;
        Ok(is_ours)
    }

    async fn unlock(&self, lock: &Lock) -> Result<(), Error> {
        let mut tx = self.app.db.write().await?;
        lease::release(&mut tx, &lock.name, &lock.holder).await?;
        Ok(tx.commit().await?)
    }

    async fn names(
        &self,
        placement_id: PlacementId,
        destination: &Destination,
    ) -> Result<Option<Names>, Error> {
        let mut db = self.app.db.read().await?;
        let mode = destination.grade_mode;
        if let Some(id) = destination.credential_id {
            let version = credential::find_newest(&mut db, id).await?;
            return Ok(version.and_then(|version| {
                let definition = version.definition.0;
                Some(Names {
                    resource_id: format!("credential:{}", definition.slug),
                    column: mode.column_of(&definition.rubric)?,
                    label: definition.title,
                })
            }));
        }
        let Some(id) = destination.stack_id else {
            let link = gate::find_link(&mut db, placement_id).await?;
            return Ok(link.and_then(|link| {
                let asked = link.gate?.0;
                Some(Names {
                    resource_id: format!("gate:{}", link.placement_template_id),
                    column: mode.column_of_requirement(&asked.requires)?,
                    label: asked.title,
                })
            }));
        };
        let version = stack::find_published(&mut db, id).await?;
        Ok(version.and_then(|version| {
            let definition = version.definition.0;
            Some(Names {
                resource_id: format!("stack:{}", definition.slug),
                column: mode.column_of_stack(&definition)?,
                label: definition.title,
            })
        }))
    }

    /// The address of the column with these names: the link's own, or one that no other link has, or a new one.
    async fn find_or_make(
        &self,
        post: &ScorePost,
        destination: &Destination,
        endpoint: &Endpoint,
        container: &Url,
        names: &Names,
    ) -> Result<Result<String, ServiceError>, Error> {
        let mut db = self.app.db.read().await?;
        let link = placement::find(&mut db, post.placement_id).await?;
        // Whoever had the lock before may have found it.
        if let Some(known) = link.as_ref().and_then(|link| link.lineitem_url.clone()) {
            return Ok(Ok(known));
        }
        let taken = match link.and_then(|link| link.lms_context_id) {
            Some(course) => placement::list_lineitems(&mut db, course).await?,
            None => Vec::new(),
        };
        drop(db);
        let new_id = || self.app.random.secret();
        let signer = self.signer(&new_id);
        let services = &self.app.services;
        let limit = self.profile.paging.limit_on_grades.then_some(PAGE);
        let name = &names.resource_id;
        let listed = ags::list_line_items(services, endpoint, signer, container, name, limit).await;
        let known = match listed {
            Ok(known) => known,
            Err(error) => return Ok(Err(error)),
        };
        let tag = destination.grade_mode.code();
        if let Some(item) = choose(known, &destination.resource_link_id, tag, &taken) {
            return Ok(Ok(item.id));
        }
        let launch_url = self.app.settings.tool.launch_url();
        let opens = self.profile.scores.canvas_extension;
        let mut wanted = Wanted {
            score_maximum: names.column.maximum,
            label: destination.title.as_deref().unwrap_or(&names.label),
            // In Canvas a link without a column never gets one; an assignment of its own does.
            resource_link_id: (!opens).then_some(&destination.resource_link_id),
            resource_id: name,
            tag,
            opens: opens.then(|| ags::Opens::tool(&launch_url)),
        };
        let mut made = ags::create_line_item(services, endpoint, signer, container, &wanted).await;
        let is_link_refused = matches!(
            made,
            Err(ServiceError::Refused {
                status: 400 | 403 | 404 | 412 | 422,
                ..
            })
        );
        if is_link_refused && wanted.resource_link_id.take().is_some() {
            made = ags::create_line_item(services, endpoint, signer, container, &wanted).await;
        }
        Ok(made.map(|item| item.id))
    }
}

fn choose(known: Vec<LineItem>, link: &str, tag: &str, taken: &[String]) -> Option<LineItem> {
    let is_own = |item: &LineItem| item.resource_link_id.as_deref() == Some(link);
    let is_free = |item: &LineItem| {
        item.resource_link_id.is_none()
            && item.tag.as_deref() == Some(tag)
            && !taken.contains(&item.id)
    };
    let at = known
        .iter()
        .position(is_own)
        .or_else(|| known.iter().position(is_free))?;
    known.into_iter().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_links_own_column_is_taken_before_a_free_one_and_nobody_elses() {
        let item = |id: &str, link: Option<&str>, tag: &str| LineItem {
            id: id.into(),
            resource_link_id: link.map(str::to_owned),
            resource_id: Some("credential:waiting".into()),
            tag: Some(tag.into()),
        };
        let chosen = |known: &[LineItem], taken: &[&str]| {
            let taken: Vec<_> = taken.iter().map(|id| (*id).to_owned()).collect();
            choose(known.to_vec(), "rl-1", "points", &taken).map(|item| item.id)
        };
        let own = item("own", Some("rl-1"), "points");
        let free = item("free", None, "points");
        let other = item("other", Some("rl-2"), "points");
        let mode = item("mode", None, "pass_only");
        assert_eq!(chosen(&[free.clone(), own], &[]).as_deref(), Some("own"));
        assert_eq!(
            chosen(&[other.clone(), free.clone()], &[]).as_deref(),
            Some("free")
        );
        assert_eq!(chosen(&[other, mode, free], &["free"]), None);
    }
}
