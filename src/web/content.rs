//! The content picker of Deep Linking: what can be placed, and the answer that the browser takes back.

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::Failure;
use super::extract::{Session, SessionForm, Visitor};
use super::launch::address;
use super::page::{Page, Policy};
use crate::app::App;
use crate::app::deep_link;
use crate::app::placement::Pick;
use crate::domain::placement::GradeMode;
use crate::templates::deep_link as template;

/// What can be placed.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub fn picker(visitor: &Visitor, session: &Session) -> Result<Response, Failure> {
    let request = deep_link::request(session)?;
    let launch = &session.launch;
    let view = template::Picker {
        course: launch.course.as_deref(),
        action: &format!("{}/content", address(launch.id)),
        form_token: &session.form_token,
        accepts_links: request.accepts_links,
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    Ok(Page::new(template::picker(&shell, &view), Policy::launch(launch)).into_response())
}

/// Takes the choice and gives the browser the signed message to post.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::CrossSite`].
pub async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    form: SessionForm,
) -> Result<Response, Failure> {
    let choice = match form.fields.once("choice")? {
        Some("course_page") => vec![Pick::CoursePage],
        Some("none") => Vec::new(),
        _ => return Err(Failure::Unreadable("choice-unknown")),
    };
    let answer = deep_link::answer(&app, &form.session, &choice, GradeMode::Points).await?;
    let launch = &form.session.launch;
    let view = template::Return {
        action: &answer.url,
        jwt: &answer.jwt,
    };
    let policy = Policy::launch(launch).with_form_target(&answer.url);
    let shell = visitor.shell_in(launch.locale.as_deref());
    Ok(Page::new(template::return_form(&shell, &view), policy).into_response())
}
