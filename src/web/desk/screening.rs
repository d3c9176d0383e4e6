//! Work that is looked through before it is read.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::view::{Work, desk_href};
use super::{attempt_id, hidden, page};
use crate::app::App;
use crate::app::assessment::{self, Screening};
use crate::domain::id::LaunchId;
use crate::domain::screening::Lack;
use crate::templates::desk::{self as template, Return, Waiting};
use crate::templates::layout::Shell;
use crate::web::Failure;
use crate::web::extract::{Session, SessionForm, Visitor};
use crate::web::page::Page;

fn list_href(session: &Session) -> String {
    format!("{}/screening", desk_href(session))
}

/// What waits.
///
/// # Errors
/// [`Failure::NotFound`] for whoever is no screener.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
) -> Result<Page, Failure> {
    let found = assessment::screenings(&app, &session)
        .await
        .map_err(hidden)?;
    let href = list_href(&session);
    let texts: Vec<(String, String)> = found
        .iter()
        .map(|one| (format!("{href}/{}", one.attempt_id), one.since.rfc3339()))
        .collect();
    let waiting: Vec<Waiting> = found
        .iter()
        .zip(&texts)
        .map(|(one, (href, since))| Waiting {
            title: &one.definition.title,
            code: &one.code,
            href,
            since,
        })
        .collect();
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    let desk_href = desk_href(&session);
    Ok(page(
        &session,
        template::screenings(&shell, &desk_href, &waiting),
    ))
}

/// One piece of work.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn show(
    State(app): State<App>,
    Path((_, attempt)): Path<(LaunchId, String)>,
    visitor: Visitor,
    session: Session,
) -> Result<Page, Failure> {
    let id = attempt_id(&attempt)?;
    let found = assessment::screening(&app, &session, id)
        .await
        .map_err(hidden)?;
    let shell = visitor.shell_in(session.launch.locale.as_deref());
    Ok(draw(&session, &shell, &found, None))
}

/// Lets it go on.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::MovedOn`] when somebody was faster.
pub async fn pass(
    State(app): State<App>,
    Path((_, attempt)): Path<(LaunchId, String)>,
    form: SessionForm,
) -> Result<Redirect, Failure> {
    let session = &form.session;
    let passed = assessment::pass(&app, session, attempt_id(&attempt)?).await;
    passed.map_err(hidden)?;
    Ok(Redirect::to(&list_href(session)))
}

/// Gives it back with what is missing.
///
/// # Errors
/// As for [`pass`].
pub async fn give_back(
    State(app): State<App>,
    Path((_, attempt)): Path<(LaunchId, String)>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let session = &form.session;
    let id = attempt_id(&attempt)?;
    let chosen = form.fields.0.iter().filter(|(name, _)| name == "reason");
    let lacks: Vec<Lack> = chosen
        .filter_map(|(_, value)| Lack::try_from(value.clone()).ok())
        .collect();
    let note = form.fields.once("note")?.unwrap_or_default();
    if lacks.is_empty() {
        let found = assessment::screening(&app, session, id)
            .await
            .map_err(hidden)?;
        let shell = visitor.shell_in(session.launch.locale.as_deref());
        let said = Return {
            reasons: &lacks,
            note,
        };
        let page = draw(session, &shell, &found, Some(said));
        return Ok(page
            .with_status(StatusCode::UNPROCESSABLE_ENTITY)
            .into_response());
    }
    let returned = assessment::return_incomplete(&app, session, id, &lacks, note).await;
    returned.map_err(hidden)?;
    Ok(Redirect::to(&list_href(session)).into_response())
}

fn draw(session: &Session, shell: &Shell, found: &Screening, refused: Option<Return>) -> Page {
    let list_href = list_href(session);
    let href = format!("{list_href}/{}", found.attempt_id);
    let (definition, handed) = (&found.definition, &found.handed);
    let work = Work::new(shell, &href, definition, handed, None);
    let files = work.files();
    let pieces = work.pieces(definition, handed, &files);
    let view = template::Screening {
        definition,
        href: &href,
        list_href: &list_href,
        images: &format!("{href}/images"),
        form_token: &session.form_token,
        code: &found.code,
        since: &found.since.rfc3339(),
        reference: &found.attempt_id.to_string(),
        pieces: &pieces,
        refused,
    };
    page(session, template::screening(shell, &view))
}
