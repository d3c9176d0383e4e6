//! Submission review: one person's work, opened from the gradebook.

use axum::response::{IntoResponse, Response};

use super::extract::{Session, Visitor};
use super::page::{Page, Policy};
use crate::domain::purpose::Purpose;
use crate::templates::review as template;

/// The work of the person that the gradebook named. Who may open it was decided when the launch was accepted.
#[must_use]
pub fn page(visitor: &Visitor, session: &Session) -> Response {
    let launch = &session.launch;
    let (subject_name, is_own) = match &launch.purpose.0 {
        Purpose::ReviewWork {
            subject,
            subject_name,
            ..
        } => (subject_name.as_deref(), *subject == launch.sub),
        _ => (None, false),
    };
    let view = template::Review {
        subject_name,
        is_own,
        course: launch.course.as_deref(),
        return_url: launch.return_url.as_deref(),
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    Page::new(template::page(&shell, &view), Policy::launch(launch)).into_response()
}
