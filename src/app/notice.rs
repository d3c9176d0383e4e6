//! What people are told inside the tool. Owns which of it is shown to whom: their own, while they have not seen it, and only
//! in a session of their own.

use serde_json::Value;

use super::session::Session;
use super::{App, Error};
use crate::domain::id::PersonId;
use crate::store::Tx;
use crate::store::notice::{self, Notice};

/// How many are shown at once.
const MOST: i64 = 20;

/// Tells somebody something inside the tool.
pub(super) async fn tell(
    app: &App,
    tx: &mut Tx,
    person_id: PersonId,
    kind: &str,
    subject: &impl ToString,
    detail: Value,
) -> Result<(), Error> {
    let new = Notice {
        id: app.new_id(),
        person_id,
        kind: kind.to_owned(),
        subject_id: subject.to_string(),
        detail: detail.into(),
        created_at: app.now(),
        seen_at: None,
    };
    Ok(notice::insert(tx, &new).await?)
}

/// What the session's person has not seen yet, newest first.
///
/// # Errors
/// [`Error::Store`].
pub async fn list_unseen(app: &App, session: &Session) -> Result<Vec<Notice>, Error> {
    let launch = &session.launch;
    if !session.is_in_own_name() {
        return Ok(Vec::new());
    }
    let mut db = app.db.read().await?;
    Ok(notice::list_unseen(&mut db, launch.person_id, MOST).await?)
}

/// Notes that the session's person has seen all that they were told of these kinds: they have the whole list of it before them.
///
/// # Errors
/// [`Error::Store`].
pub async fn mark_kinds_seen(app: &App, session: &Session, kinds: &[&str]) -> Result<(), Error> {
    let unseen = list_unseen(app, session).await?;
    let of_kinds = unseen
        .into_iter()
        .filter(|notice| kinds.contains(&notice.kind.as_str()));
    let subjects: Vec<_> = of_kinds.map(|notice| notice.subject_id).collect();
    write_seen(app, session, &subjects).await
}

/// What people are told about the end of a window: before it, that it has moved, and that it is over.
pub const WINDOW_KINDS: [&str; 3] = [
    "attempt.window_ends",
    "attempt.extend",
    "attempt.end_window",
];

/// Notes that the session's person has seen what they were told about the end of a window: they have its attempt before
/// them. What else they were told of it stays.
///
/// # Errors
/// [`Error::Store`].
pub async fn mark_window_seen(app: &App, session: &Session, subject: &str) -> Result<(), Error> {
    let unseen = list_unseen(app, session).await?;
    let is_about = |notice: &Notice| {
        notice.subject_id == subject && WINDOW_KINDS.contains(&notice.kind.as_str())
    };
    if !unseen.iter().any(is_about) {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    for kind in WINDOW_KINDS {
        let what = (kind, subject);
        notice::mark_kind_seen(&mut tx, session.launch.person_id, what, app.now()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Notes that the session's person has seen what they were told about these things. Who only looks in somebody's name has not
/// seen it for them.
///
/// # Errors
/// [`Error::Store`].
pub async fn mark_seen(app: &App, session: &Session, subjects: &[String]) -> Result<(), Error> {
    let unseen = list_unseen(app, session).await?;
    let is_about = |subject: &String| unseen.iter().any(|notice| notice.subject_id == *subject);
    if subjects.iter().any(is_about) {
        write_seen(app, session, subjects).await
    } else {
        Ok(())
    }
}

async fn write_seen(app: &App, session: &Session, subjects: &[String]) -> Result<(), Error> {
    if subjects.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    for subject in subjects {
        notice::mark_seen(&mut tx, session.launch.person_id, subject, app.now()).await?;
    }
    tx.commit().await?;
    Ok(())
}
