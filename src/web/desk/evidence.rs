//! What is part of the work that somebody reads: its files, and the pictures of its definition.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::{attempt_id, hidden, id, slot_id};
use crate::app::file::Opened;
use crate::app::{App, Error, assessment, catalog};
use crate::domain::id::{CredentialVersionId, LaunchId};
use crate::web::Failure;
use crate::web::extract::Session;
use crate::web::file;

/// A file of work that this person has.
///
/// # Errors
/// [`Failure::NotFound`] for everybody else.
pub async fn file(
    State(app): State<App>,
    Path((_, slot, file)): Path<(LaunchId, String, String)>,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let opened = assessment::open_file(&app, &session, slot_id(&slot)?, id(&file)?).await;
    respond(&app, opened, &headers).await
}

/// A file of work that this person looks through.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn screened_file(
    State(app): State<App>,
    Path((_, attempt, file)): Path<(LaunchId, String, String)>,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (attempt, file) = (attempt_id(&attempt)?, id(&file)?);
    let opened = assessment::open_screened_file(&app, &session, attempt, file).await;
    respond(&app, opened, &headers).await
}

/// A file of work that this person decides about.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn led_file(
    State(app): State<App>,
    Path((_, attempt, file)): Path<(LaunchId, String, String)>,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (attempt, file) = (attempt_id(&attempt)?, id(&file)?);
    let opened = assessment::open_led_file(&app, &session, attempt, file).await;
    respond(&app, opened, &headers).await
}

/// A picture of what is asked of work that this person decides about.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn led_image(
    State(app): State<App>,
    Path((_, attempt, name)): Path<(LaunchId, String, String)>,
    session: Session,
) -> Result<Response, Failure> {
    let handed = assessment::led_work(&app, &session, attempt_id(&attempt)?)
        .await
        .map_err(hidden)?;
    picture(&app, &session, handed.version_id, &name).await
}

/// A picture of what is asked.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn image(
    State(app): State<App>,
    Path((_, slot, name)): Path<(LaunchId, String, String)>,
    session: Session,
) -> Result<Response, Failure> {
    let assignment = assessment::open(&app, &session, slot_id(&slot)?)
        .await
        .map_err(hidden)?;
    picture(&app, &session, assignment.version_id, &name).await
}

/// A picture of what is asked of work that is looked through.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn screened_image(
    State(app): State<App>,
    Path((_, attempt, name)): Path<(LaunchId, String, String)>,
    session: Session,
) -> Result<Response, Failure> {
    let work = assessment::screening(&app, &session, attempt_id(&attempt)?)
        .await
        .map_err(hidden)?;
    picture(&app, &session, work.handed.version_id, &name).await
}

async fn respond(
    app: &App,
    opened: Result<Opened, Error>,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    file::respond(app, &opened.map_err(hidden)?, headers).await
}

async fn picture(
    app: &App,
    session: &Session,
    version: CredentialVersionId,
    name: &str,
) -> Result<Response, Failure> {
    let found = catalog::image(app, session.launch.organization_id, version, name).await?;
    let kind = HeaderValue::from_str(&found.media_type).map_err(|_| Failure::NotFound)?;
    Ok(([(header::CONTENT_TYPE, kind)], found.content).into_response())
}
