//! One person's work, opened from the gradebook: by the LMS's message for that, or by a link that names a try.

use axum::response::{IntoResponse, Redirect, Response};

use super::Failure;
use super::extract::{Session, Visitor};
use super::launch::address;
use super::page::{Page, Policy};
use crate::app::App;
use crate::app::review::{self, Reviewed, Stands};
use crate::clock::Timestamp;
use crate::domain::credential::Model;
use crate::domain::purpose::Purpose;
use crate::templates::review as template;

/// Where the person stands that the gradebook named; one's own work with everything that belongs to it.
///
/// # Errors
/// [`Failure`] when the database does not work.
pub async fn page(app: &App, visitor: &Visitor, session: &Session) -> Result<Response, Failure> {
    let launch = &session.launch;
    let found = review::find(app, session).await?;
    let stands = match &found {
        Reviewed::Own(id) => {
            let own = format!("{}/attempts/{id}", address(launch.id));
            return Ok(Redirect::to(&own).into_response());
        }
        Reviewed::Standing(stands) => Some(&**stands),
        Reviewed::Nothing => None,
    };
    let (named, is_own) = match &launch.purpose.0 {
        Purpose::ReviewWork {
            subject,
            subject_name,
            ..
        } => (subject_name.as_deref(), *subject == launch.sub),
        _ => (None, launch.role.may_earn()),
    };
    let name = stands.and_then(|stands| stands.name.as_deref());
    let times = stands.map(Times::new);
    let view = template::Review {
        subject_name: named.or(name),
        is_own,
        course: launch.course.as_deref(),
        return_url: launch.return_url.as_deref(),
        stands: stands
            .zip(times.as_ref())
            .map(|(stands, times)| shown(stands, times)),
    };
    let shell = visitor.shell_in(launch.locale.as_deref());
    Ok(Page::new(template::page(&shell, &view), Policy::launch(launch)).into_response())
}

/// Times as texts.
struct Times {
    submitted_at: Option<String>,
    told_at: Option<String>,
}

impl Times {
    fn new(stands: &Stands) -> Self {
        let told = stands.told.as_ref().and_then(|told| told.released_at);
        Self {
            submitted_at: stands.attempt.submitted_at.map(Timestamp::rfc3339),
            told_at: told.map(Timestamp::rfc3339),
        }
    }
}

fn shown<'a>(stands: &'a Stands, times: &'a Times) -> template::Stands<'a> {
    let definition = &stands.definition;
    let rubric = &definition.rubric;
    let told = stands.told.as_ref();
    let has_points = rubric.model != Model::AllMet;
    template::Stands {
        credential: &definition.title,
        language: &definition.language,
        standing: stands.standing,
        number: stands.attempt.number,
        submitted_at: times.submitted_at.as_deref(),
        told_at: times.told_at.as_deref(),
        band: told
            .and_then(|told| rubric.band(&told.band))
            .map(|band| band.title.as_str()),
        points: told
            .filter(|_| has_points)
            .map(|told| (told.total, rubric.max_points())),
    }
}
