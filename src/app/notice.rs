//! What people are told inside the tool. Owns which of it is shown to whom: their own, while they have not seen it, and only
//! in a session of their own.

use super::session::Session;
use super::{App, Error};
use crate::store::notice::{self, Notice};

/// How many are shown at once.
pub(super) const MOST: i64 = 20;

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
