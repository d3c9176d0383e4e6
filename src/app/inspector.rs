//! The launch inspector: which launches came, and why some were refused. Owns who sees which records.

use super::{App, Error};
use crate::domain::id::{LaunchRecordId, OrganizationId};
use crate::store::launch_record::{self, Filter, LaunchRecord};
use crate::store::platform;

const LIMIT: i64 = 200;

/// A record with the name of its registration.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The record.
    pub record: LaunchRecord,
    /// The registration's name, where one was recognised.
    pub platform_name: Option<String>,
}

/// The newest records: of one organisation's registrations, or for the operator all of them.
///
/// # Errors
/// [`Error::Store`].
pub async fn list(
    app: &App,
    within: Option<OrganizationId>,
    only_refused: bool,
) -> Result<Vec<Entry>, Error> {
    let mut db = app.db.read().await?;
    let filter = Filter {
        organization_id: within,
        only_refused,
        limit: LIMIT,
    };
    let records = launch_record::list(&mut db, filter).await?;
    let platforms = platform::list(&mut db).await?;
    let name_of = |record: &LaunchRecord| {
        platforms
            .iter()
            .find(|platform| Some(platform.id) == record.platform_id)
            .map(|platform| platform.name.clone())
    };
    Ok(records
        .into_iter()
        .map(|record| Entry {
            platform_name: name_of(&record),
            record,
        })
        .collect())
}

/// One record, if it belongs to the organisation.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(
    app: &App,
    within: Option<OrganizationId>,
    id: LaunchRecordId,
) -> Result<Entry, Error> {
    const NONE: Error = Error::NotFound("launch record");
    let mut db = app.db.read().await?;
    let record = launch_record::find(&mut db, id).await?.ok_or(NONE)?;
    let platform = match record.platform_id {
        Some(id) => platform::find(&mut db, id).await?,
        None => None,
    };
    let belongs = within.is_none_or(|organization_id| {
        platform
            .as_ref()
            .is_some_and(|platform| platform.organization_id == organization_id)
    });
    if !belongs {
        return Err(NONE);
    }
    Ok(Entry {
        record,
        platform_name: platform.map(|platform| platform.name),
    })
}
