//! One person's work as a gradebook opens it: by the LMS's message for that (Submission Review), or by a link that names the
//! attempt (Canvas). Owns who sees what: who teaches in the very course that the work was opened from sees result and status
//! and nothing of evidence or comments; a learner is led to their own; to everybody else there is nothing, whatever they ask
//! for. The id in a link opens nothing by itself.

use super::session::Session;
use super::{App, Error, attempt, enrollment};
use crate::domain::credential::Definition;
use crate::domain::enrollment::Standing;
use crate::domain::id::{AttemptId, EnrollmentId, PersonId};
use crate::domain::purpose::Purpose;
use crate::store::attempt::{self as attempts, Attempt};
use crate::store::decision::{self, Decision};
use crate::store::enrollment as enrollments;
use crate::store::{Conn, lms_user, placement, placement_template};

/// What a session that was opened from a gradebook shows.
#[derive(Clone, Debug)]
pub enum Reviewed {
    /// The person's own attempt.
    Own(AttemptId),
    /// Where somebody else stands, for those who teach in their course.
    Standing(Box<Stands>),
    /// Nothing: there is none yet, or none for this person.
    Nothing,
}

/// Where somebody stands.
#[derive(Clone, Debug)]
pub struct Stands {
    /// Their name, where the LMS shares it.
    pub name: Option<String>,
    /// In what.
    pub definition: Definition,
    /// Where they stand.
    pub standing: Standing,
    /// The attempt that was asked for, or the last one.
    pub attempt: Attempt,
    /// What was told about it.
    pub told: Option<Decision>,
}

/// What is shown to the session's person.
///
/// # Errors
/// [`Error::Store`].
pub async fn find(app: &App, session: &Session) -> Result<Reviewed, Error> {
    let mut db = app.db.read().await?;
    let found = match &session.launch.purpose.0 {
        Purpose::ReviewAttempt { attempt } => named(&mut db, session, attempt).await?,
        Purpose::ReviewWork {
            subject, line_item, ..
        } => of_subject(&mut db, session, subject, line_item).await?,
        _ => None,
    };
    let Some(found) = found else {
        return Ok(Reviewed::Nothing);
    };
    let launch = &session.launch;
    if found.person_id == launch.person_id {
        return Ok(if enrollment::may_earn(session) {
            Reviewed::Own(found.id)
        } else {
            Reviewed::Nothing
        });
    }
    if !launch.role.may_see_roster() || !is_in_course(&mut db, session, found.enrollment_id).await?
    {
        return Ok(Reviewed::Nothing);
    }
    let record = enrollment::record(&mut db, &found, app.now()).await?;
    let version = enrollment::version_of(&mut db, found.credential_version_id).await?;
    let definition = version.definition.0;
    let name = name(&mut db, session, found.person_id).await?;
    Ok(Reviewed::Standing(Box::new(Stands {
        standing: record.standing(&definition),
        told: told(&mut db, &found).await?,
        name,
        definition,
        attempt: found,
    })))
}

/// The attempt that a link names.
async fn named(db: &mut Conn, session: &Session, id: &str) -> Result<Option<Attempt>, Error> {
    let Ok(id) = id.parse::<AttemptId>() else {
        return Ok(None);
    };
    let found = attempts::find(db, id).await?;
    let organization_id = session.launch.organization_id;
    Ok(found.filter(|found| found.organization_id == organization_id))
}

/// The last attempt of the person that the message names, on what its column of the gradebook is for.
async fn of_subject(
    db: &mut Conn,
    session: &Session,
    subject: &str,
    line_item: &str,
) -> Result<Option<Attempt>, Error> {
    let launch = &session.launch;
    let Some(user) = lms_user::find_by_sub(db, launch.platform_id, subject).await? else {
        return Ok(None);
    };
    let by_column = placement::find_by_line_item(db, launch.deployment_id, line_item).await?;
    let link = match (by_column, launch.placement_id) {
        (Some(link), _) => Some(link),
        (None, Some(own)) => placement::find(db, own).await?,
        (None, None) => None,
    };
    let Some(template) = link.and_then(|link| link.placement_template_id) else {
        return Ok(None);
    };
    let template = placement_template::find(db, launch.organization_id, template).await?;
    let Some(credential_id) = template.and_then(|template| template.credential_id) else {
        return Ok(None);
    };
    let opened = enrollments::find_for_person(db, user.person_id, credential_id).await?;
    let Some(opened) = opened.filter(|one| one.organization_id == launch.organization_id) else {
        return Ok(None);
    };
    let all = attempts::list_for_enrollment(db, opened.id).await?;
    Ok(all.into_iter().last())
}

/// Whether an enrollment was opened from the session's course.
async fn is_in_course(db: &mut Conn, session: &Session, id: EnrollmentId) -> Result<bool, Error> {
    match session.launch.lms_context_id {
        Some(course) => Ok(enrollments::is_in_context(db, id, course).await?),
        None => Ok(false),
    }
}

async fn name(
    db: &mut Conn,
    session: &Session,
    person_id: PersonId,
) -> Result<Option<String>, Error> {
    let accounts = lms_user::list_for_person(db, person_id).await?;
    let here = session.launch.platform_id;
    let account = accounts.into_iter().find(|one| one.platform_id == here);
    Ok(account.and_then(|account| account.name))
}

/// What was told about an attempt last.
async fn told(db: &mut Conn, found: &Attempt) -> Result<Option<Decision>, Error> {
    let all = decision::list_for_attempt(db, found.id).await?;
    let told = all.into_iter().rfind(|one| one.released_at.is_some());
    Ok(told.filter(|_| attempt::is_answered(found.state)))
}
