//! The launch inspector, for our administrators.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::Failure;
use super::extract::{Session, Visitor};
use super::launch::address;
use super::page::{Page, Policy};
use crate::app::{App, inspector, person};
use crate::domain::id::LaunchId;
use crate::templates::inspector as template;

/// Which launches to list.
#[derive(Deserialize)]
pub struct Which {
    /// `refused`, or all.
    only: Option<String>,
}

/// The newest launches.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let organization_id = person::require_org_owner(&app, &session).await?;
    let only_refused = which.only.as_deref() == Some("refused");
    let entries = inspector::list(&app, Some(organization_id), only_refused).await?;
    let home = address(session.launch.id);
    let texts: Vec<_> = entries
        .iter()
        .map(|entry| {
            (
                entry.record.created_at.rfc3339(),
                format!("{home}/launches/{}", entry.record.id),
            )
        })
        .collect();
    let rows: Vec<_> = entries
        .iter()
        .zip(&texts)
        .map(|(entry, (at, href))| template::LaunchRow {
            at,
            platform: entry.platform_name.as_deref().unwrap_or_default(),
            outcome_accepted: entry.record.is_accepted,
            code: &entry.record.code,
            message: entry.record.message_type.as_deref().unwrap_or_default(),
            href,
        })
        .collect();
    let toggle = if only_refused { "" } else { "?only=refused" };
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let markup = template::list(
        &shell,
        &rows,
        &format!("{home}/connections"),
        only_refused,
        &format!("{home}/launches{toggle}"),
    );
    Ok(Page::new(markup, Policy::launch(&session.launch)).into_response())
}

/// One launch: what arrived, which check it did not pass, what to change.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn show(
    State(app): State<App>,
    Path((_, record)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Failure> {
    let organization_id = person::require_org_owner(&app, &session).await?;
    let id = record.parse().map_err(|_| Failure::NotFound)?;
    let entry = inspector::find(&app, Some(organization_id), id).await?;
    let facts: Vec<_> = entry
        .record
        .facts
        .iter()
        .map(|(n, v)| (n.clone(), v.clone()))
        .collect();
    let view = template::LaunchDetail {
        at: &entry.record.created_at.rfc3339(),
        reference: &entry.record.id.to_string(),
        platform: entry.platform_name.as_deref().unwrap_or_default(),
        outcome_accepted: entry.record.is_accepted,
        code: &entry.record.code,
        facts: &facts,
        list_href: &format!("{}/launches", address(session.launch.id)),
    };
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    Ok(Page::new(
        template::detail(&shell, &view),
        Policy::launch(&session.launch),
    )
    .into_response())
}
