//! Data privacy launches: what is held about one person.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::Failure;
use super::extract::{Session, Visitor};
use super::launch::address;
use super::page::{Page, Policy};
use crate::app::App;
use crate::app::privacy;
use crate::templates::privacy as template;

/// What is held, for people.
///
/// # Errors
/// [`Failure::NotAllowed`] in a session of another kind.
pub async fn page(app: &App, visitor: &Visitor, session: &Session) -> Result<Response, Failure> {
    let holding = privacy::find(app, session).await?;
    let work: Vec<(&str, i64)> = holding
        .iter()
        .flat_map(|holding| &holding.work)
        .map(|one| {
            (
                &*one.micro_credential,
                i64::try_from(one.attempts.len()).unwrap_or(i64::MAX),
            )
        })
        .collect();
    let awards: Vec<&str> = holding
        .iter()
        .flat_map(|holding| &holding.awards)
        .map(|one| &*one.title)
        .collect();
    let launch = &session.launch;
    let export_href = format!("{}/privacy/export", address(launch.id));
    let view = template::Privacy {
        platform: &launch.platform_name,
        subject: holding.as_ref().map(|holding| template::Subject {
            name: holding.name.as_deref(),
            email: holding.email.as_deref(),
            launches: holding.launches,
            last_launch: holding.last_launch_at.as_deref(),
            courses: &holding.courses,
            work: &work,
            awards: &awards,
            export_href: &export_href,
        }),
        asked_by: launch.person_name.as_deref().unwrap_or_default(),
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    Ok(Page::new(template::page(&shell, &view), Policy::launch(launch)).into_response())
}

/// What is held, as a file.
///
/// # Errors
/// [`Failure::NotFound`] when it is nothing.
pub async fn export(State(app): State<App>, session: Session) -> Result<Response, Failure> {
    let holding = privacy::take(&app, &session)
        .await?
        .ok_or(Failure::NotFound)?;
    let disposition = [(
        header::CONTENT_DISPOSITION,
        "attachment; filename=\"personal-data.json\"",
    )];
    Ok((disposition, Json(holding)).into_response())
}
