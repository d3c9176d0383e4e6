//! Work that lead assessors give to somebody, or take themselves (R2, R3, R11). Owns who can be given what.

use serde_json::json;

use super::claim::{begin_reading, is_with_us};
use super::{App, Error, NONE, Session, case, lead_only, move_slot, tell};
use crate::app::audit::Actor;
use crate::clock::Timestamp;
use crate::domain::attempt::Who;
use crate::domain::grant::ToolRole;
use crate::domain::id::{PersonId, ReadingSlotId};
use crate::domain::reading;
use crate::domain::reading::slot::{
    ASSIGNED_DAYS, Event, Guard, LEASE, MOST_HELD, Position, is_away,
};
use crate::domain::target;
use crate::store::qualification::{self, Reader};
use crate::store::reading_slot::{self, ReadingSlot};
use crate::store::{Tx, organization, reading_draft, reading_queue, role_grant};

/// Takes a certain piece of work: lead assessors may choose, and take differences to settle.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`]; [`Error::Slot`] when somebody has it or it is not for this person.
pub async fn take(app: &App, session: &Session, id: ReadingSlotId) -> Result<ReadingSlot, Error> {
    let mut tx = app.db.write().await?;
    lead_only(&mut tx, session).await?;
    let person_id = session.launch.person_id;
    let until = app.now().plus(LEASE);
    let slot = give(app, &mut tx, session, id, person_id, (Event::Claim, until)).await?;
    tx.commit().await?;
    Ok(slot)
}

/// Gives a piece of work to an assessor. A conflict cannot be overruled.
///
/// # Errors
/// As for [`take`].
pub async fn assign(
    app: &App,
    session: &Session,
    id: ReadingSlotId,
    to: PersonId,
) -> Result<ReadingSlot, Error> {
    let mut tx = app.db.write().await?;
    lead_only(&mut tx, session).await?;
    let until = assigned_until(app, &mut tx, session).await?;
    let slot = give(app, &mut tx, session, id, to, (Event::Assign, until)).await?;
    tx.commit().await?;
    Ok(slot)
}

/// Gives the work of somebody who is away to another assessor. What the first wrote stays theirs.
///
/// # Errors
/// As for [`take`]; [`Error::Slot`] too while its holder is at work.
pub async fn take_over(
    app: &App,
    session: &Session,
    id: ReadingSlotId,
    to: PersonId,
) -> Result<ReadingSlot, Error> {
    let mut tx = app.db.write().await?;
    lead_only(&mut tx, session).await?;
    let until = assigned_until(app, &mut tx, session).await?;
    let slot = give(app, &mut tx, session, id, to, (Event::TakeOver, until)).await?;
    tx.commit().await?;
    Ok(slot)
}

async fn assigned_until(app: &App, tx: &mut Tx, session: &Session) -> Result<Timestamp, Error> {
    let found = organization::find(tx, session.launch.organization_id).await?;
    let zone = found.map_or_else(|| String::from("UTC"), |found| found.timezone);
    Ok(target::day(app.now(), ASSIGNED_DAYS, &zone))
}

async fn give(
    app: &App,
    tx: &mut Tx,
    session: &Session,
    id: ReadingSlotId,
    to: PersonId,
    (event, until): (Event, Timestamp),
) -> Result<ReadingSlot, Error> {
    let now = app.now();
    let by = session.launch.person_id;
    reading_queue::hold_reader(tx, to).await?;
    let (mut slot, attempt) = case::locked(tx, session, id).await?;
    // Nobody says who reads their own work.
    if attempt.person_id == by {
        return Err(NONE);
    }
    let leads = has(tx, session, to, ToolRole::LeadAssessor).await?;
    let is_free = match slot.position {
        Position::Adjudication => {
            leads && reading_queue::is_impartial(tx, slot.attempt_id, to).await?
        }
        _ => {
            let reads = leads || has(tx, session, to, ToolRole::Assessor).await?;
            reads && reading_queue::is_eligible(tx, id, to, now).await?
        }
    };
    let held = reading_slot::list_held(tx, to).await?;
    let mut met = vec![];
    if is_free && is_with_us(&attempt) && held.len() < usize::from(MOST_HELD) {
        met.push(Guard::Eligible);
    }
    if let Some((holder, leased_at)) = slot.person_id.zip(slot.leased_at) {
        let draft = reading_draft::find(tx, id, holder).await?;
        if is_away(draft.map(|draft| draft.saved_at), leased_at, now) {
            met.push(Guard::HolderAway);
        }
    }
    let actor = Actor::Person(by);
    let lead = (actor, Who::LeadAssessor);
    move_slot(app, tx, lead, &mut slot, (event, &met), |slot| {
        slot.person_id = Some(to);
        slot.leased_at = Some(now);
        slot.leased_until = Some(until);
    })
    .await?;
    if to != by {
        let detail = json!({
            "code": reading::code(slot.attempt_id), "until": until.rfc3339(),
        });
        tell(app, tx, to, "reading.assign", &slot.id, detail).await?;
    }
    begin_reading(app, tx, actor, attempt).await?;
    Ok(slot)
}

async fn has(
    tx: &mut Tx,
    session: &Session,
    person: PersonId,
    role: ToolRole,
) -> Result<bool, Error> {
    let organization = session.launch.organization_id;
    Ok(role_grant::exists(tx, organization, person, role).await?)
}

/// Who can be given a piece of work, by name; for lead assessors.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`].
pub async fn assessors(
    app: &App,
    session: &Session,
    id: ReadingSlotId,
) -> Result<Vec<Reader>, Error> {
    let mut db = app.db.read().await?;
    lead_only(&mut db, session).await?;
    let slot = reading_slot::find(&mut db, id).await?;
    let launch = &session.launch;
    let is_led = |slot: &ReadingSlot| {
        slot.organization_id == launch.organization_id && slot.earner_id != launch.person_id
    };
    let slot = slot.filter(is_led).ok_or(NONE)?;
    let now = app.now();
    let (credential, major) = (slot.credential_id, slot.major);
    let mut able = vec![];
    for reader in qualification::list_readers(&mut db, credential, major, now).await? {
        if reading_queue::is_eligible(&mut db, id, reader.person_id, now).await? {
            able.push(reader);
        }
    }
    Ok(able)
}
