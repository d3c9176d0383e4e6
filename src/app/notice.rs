//! What people are told inside the tool. Owns which of it is shown to whom: their own, while they have not seen it, and only
//! in a session of their own.

use super::session::Session;
use super::{App, Error};
use crate::store::notice::{self, Notice};

/// How many are shown at once.
const MOST: i64 = 20;

/// What the session's person has not seen yet, newest first.
///
/// # Errors
/// [`Error::Store`].
pub async fn list_unseen(app: &App, session: &Session) -> Result<Vec<Notice>, Error> {
    let launch = &session.launch;
    if launch.is_masquerading || launch.is_test_user {
        return Ok(Vec::new());
    }
    let mut db = app.db.read().await?;
    Ok(notice::list_unseen(&mut db, launch.person_id, MOST).await?)
}

/// Notes that the session's person has seen all that they were told of one kind: they have the whole list of it before them.
///
/// # Errors
/// [`Error::Store`].
pub async fn mark_kind_seen(app: &App, session: &Session, kind: &str) -> Result<(), Error> {
    let unseen = list_unseen(app, session).await?;
    let of_kind = unseen.into_iter().filter(|notice| notice.kind == kind);
    let subjects: Vec<_> = of_kind.map(|notice| notice.subject_id).collect();
    mark_seen(app, session, &subjects).await
}

/// Notes that the session's person has seen what they were told about these things. Who only looks in somebody's name has not
/// seen it for them.
///
/// # Errors
/// [`Error::Store`].
pub async fn mark_seen(app: &App, session: &Session, subjects: &[String]) -> Result<(), Error> {
    let unseen = list_unseen(app, session).await?;
    let is_about = |subject: &String| unseen.iter().any(|notice| notice.subject_id == *subject);
    if !subjects.iter().any(is_about) {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    for subject in subjects {
        notice::mark_seen(&mut tx, session.launch.person_id, subject, app.now()).await?;
    }
    tx.commit().await?;
    Ok(())
}
