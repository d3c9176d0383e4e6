//! Reminding those who have work that their time for it ends soon (B.4.18). Owns that they are told once for each time that it
//! is about to end: work that is saved gives them more.

use serde_json::json;

use super::{App, Error, tell};
use crate::domain::attempt::State as Stands;
use crate::domain::reading;
use crate::domain::reading::slot::{REMIND_BEFORE, State};
use crate::store::reading_slot::{self, ReadingSlot};
use crate::store::{Conn, attempt, notice};

const KIND: &str = "reading.lease_ends";
/// How many are told in one round; the next round goes on.
const ROUND: i64 = 500;

/// Tells everybody whose lease ends within the hour, and says how many. Any number of processes may do it at once.
///
/// # Errors
/// [`Error::Store`] when it cannot be found which they are.
pub async fn remind_leases(app: &App) -> Result<usize, Error> {
    let now = app.now();
    let mut db = app.db.read().await?;
    let soon = (now, now.plus(REMIND_BEFORE));
    let mut untold = vec![];
    for slot in reading_slot::list_ending(&mut db, soon, ROUND).await? {
        if !is_told(&mut db, &slot).await? {
            untold.push(slot);
        }
    }
    drop(db);
    let mut done = 0;
    for slot in untold {
        match remind(app, &slot).await {
            Ok(is_done) => done += usize::from(is_done),
            Err(error) => {
                tracing::error!(%error, slot = %slot.id, "nobody was reminded of a lease");
            }
        }
    }
    Ok(done)
}

/// Whether whoever has it knows. Somebody without a lease need not.
async fn is_told(db: &mut Conn, slot: &ReadingSlot) -> Result<bool, Error> {
    let Some((holder, until)) = slot.person_id.zip(slot.leased_until) else {
        return Ok(true);
    };
    let about = (KIND, &*slot.id.to_string());
    Ok(notice::was_told(db, holder, about, until.minus(REMIND_BEFORE)).await?)
}

async fn remind(app: &App, found: &ReadingSlot) -> Result<bool, Error> {
    let mut tx = app.db.write().await?;
    // Of two processes, the second sees what the first wrote.
    let Some(attempt) = attempt::find_locked(&mut tx, found.attempt_id).await? else {
        return Ok(false);
    };
    let Some(slot) = reading_slot::find(&mut tx, found.id).await? else {
        return Ok(false);
    };
    let is_same = slot.state == State::Leased && slot.leased_until == found.leased_until;
    let Some(holder) = slot.person_id.filter(|_| is_same) else {
        return Ok(false);
    };
    if attempt.state == Stands::OnHold || is_told(&mut tx, &slot).await? {
        return Ok(false);
    }
    let detail = json!({ "code": reading::code(attempt.id) });
    tell(app, &mut tx, holder, KIND, &slot.id, detail).await?;
    tx.commit().await?;
    Ok(true)
}
