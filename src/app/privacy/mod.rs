//! What is held about one person at one LMS, for the LMS's data privacy request. Owns gathering it, and writing down who took
//! it along.

mod work;

use serde::Serialize;
use serde_json::json;

pub use work::{
    HeldAnswer, HeldAttempt, HeldAttestation, HeldBadge, HeldCriterion, HeldDecision, HeldFile,
    HeldSnapshot, HeldTitle, HeldWork,
};

use super::audit::{self, Actor, Change};
use super::session::Session;
use super::{App, Error};
use crate::clock::Timestamp;
use crate::domain::purpose::Purpose;
use crate::store::{launch, lms_context, lms_user};

/// Everything that is held; also the document that can be downloaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holding {
    /// The LMS's id for the person.
    pub lms_user_id: String,
    /// As the LMS last gave it.
    pub name: Option<String>,
    /// As the LMS last gave it.
    pub email: Option<String>,
    /// Launches whose sessions are still kept.
    pub launches: i64,
    /// When the person last came, RFC 3339.
    pub last_launch_at: Option<String>,
    /// Courses that the person came from.
    pub courses: Vec<String>,
    /// The work on micro-credentials, oldest first.
    pub work: Vec<HeldWork>,
    /// What the person holds or held, oldest first.
    pub awards: Vec<HeldTitle>,
}

/// What is held about the person that the LMS asked about; `None` when it is nothing. The LMS's own message
/// says who may ask (see [`super::opening::check_purpose`]); here it is one registration's data only.
///
/// # Errors
/// [`Error::WrongPurpose`] for a session of another kind.
pub async fn find(app: &App, session: &Session) -> Result<Option<Holding>, Error> {
    let Purpose::DataPrivacy { subject } = &session.launch.purpose.0 else {
        return Err(Error::WrongPurpose);
    };
    let mut db = app.db.read().await?;
    let Some(user) = lms_user::find_by_sub(&mut db, session.launch.platform_id, subject).await?
    else {
        return Ok(None);
    };
    let organization_id = session.launch.organization_id;
    Ok(Some(Holding {
        work: work::list(&mut db, organization_id, user.person_id).await?,
        awards: work::awards(&mut db, user.person_id).await?,
        launches: launch::count_for_user(&mut db, user.id).await?,
        courses: lms_context::list_titles_for_user(&mut db, user.id).await?,
        lms_user_id: user.sub,
        name: user.name,
        email: user.email,
        last_launch_at: user.last_launch_at.map(Timestamp::rfc3339),
    }))
}

/// The same to be taken along: evidence leaves the tool, so it is written down who asked for it.
///
/// # Errors
/// As [`find`].
pub async fn take(app: &App, session: &Session) -> Result<Option<Holding>, Error> {
    let Some(held) = find(app, session).await? else {
        return Ok(None);
    };
    let launch = &session.launch;
    let mut tx = app.db.write().await?;
    let change = Change {
        actor: Actor::Person(launch.person_id),
        organization_id: Some(launch.organization_id),
        kind: "privacy.export",
        subject_id: held.lms_user_id.clone(),
        detail: json!({ "platform": launch.platform_id.to_string() }),
    };
    audit::record(app, &mut tx, change).await?;
    tx.commit().await?;
    Ok(Some(held))
}
