//! What is looked up and written down at the command line: somebody's attempts, and that a coach was seen.

use serde_json::json;

use super::{App, Error};
use crate::app::audit::{self, Actor, Change};
use crate::app::enrollment;
use crate::domain::id::{AttemptId, PlatformId};
use crate::store::attempt::{self, Attempt};
use crate::store::{enrollment as enrollments, lms_user};

/// An attempt with what it is on.
#[derive(Clone, Debug)]
pub struct AttemptLine {
    /// The attempt.
    pub attempt: Attempt,
    /// What is to be shown.
    pub title: String,
}

/// The attempts of an account's person, those on the newest enrollment first.
///
/// # Errors
/// [`Error::NotFound`] for an unknown account.
pub async fn attempts_of(
    app: &App,
    platform_id: PlatformId,
    sub: &str,
) -> Result<Vec<AttemptLine>, Error> {
    let mut db = app.db.read().await?;
    let user = lms_user::find_by_sub(&mut db, platform_id, sub).await?;
    let user = user.ok_or(Error::NotFound("person"))?;
    let mut lines = vec![];
    for enrolled in enrollments::list_for_person(&mut db, user.person_id).await? {
        for attempt in attempt::list_for_enrollment(&mut db, enrolled.id).await? {
            let version = enrollment::version_of(&mut db, attempt.credential_version_id).await?;
            let title = version.definition.0.title;
            lines.push(AttemptLine { attempt, title });
        }
    }
    Ok(lines)
}

/// Writes down that a coach has talked the results so far through with the earner (B.4.10), so that the next attempt can
/// begin.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn coached(app: &App, actor: Actor, id: AttemptId) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let found = attempt::find_locked(&mut tx, id).await?;
    let found = found.ok_or(Error::NotFound("attempt"))?;
    enrollments::hold(&mut tx, found.enrollment_id).await?;
    let record = enrollment::record(&mut tx, &found, app.now()).await?;
    let results = record.revised();
    enrollments::update_coached(&mut tx, found.enrollment_id, results).await?;
    let change = Change {
        actor,
        organization_id: Some(found.organization_id),
        kind: "enrollment.coached",
        subject_id: found.enrollment_id.to_string(),
        detail: json!({ "results": results }),
    };
    audit::record(app, &mut tx, change).await?;
    tx.commit().await?;
    Ok(())
}
