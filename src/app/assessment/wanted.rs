//! Which readings are wanted of an attempt. Owns asking for them and no longer asking for them.

use serde_json::json;

use super::{App, Error, move_slot, record};
use crate::app::attempt::timezone;
use crate::app::audit::Actor;
use crate::domain::attempt::{State as AttemptState, Who};
use crate::domain::credential::life::State as Life;
use crate::domain::reading::second::{self, Why};
use crate::domain::reading::slot::{ADJUDICATION_DAYS, Event, Position, State, reading_days};
use crate::domain::target;
use crate::store::attempt::Attempt;
use crate::store::enrollment::Version;
use crate::store::reading_slot::{self, ReadingSlot};
use crate::store::{Tx, snapshot};

/// Asks for the readings of an attempt that has come into the queue: one, or two from the start.
pub(in crate::app) async fn open_slots(
    app: &App,
    tx: &mut Tx,
    attempt: &Attempt,
    version: &Version,
) -> Result<(), Error> {
    if attempt.state != AttemptState::Queued {
        return Ok(());
    }
    let first = open_slot(app, tx, attempt, version, Position::First, None).await?;
    let policy = &version.definition.0.assessment;
    // A state that this version of the tool does not know asks for nothing more.
    let life = version.state.clone().try_into().unwrap_or(Life::Published);
    if let Some(why) = second::from_the_start(policy, life, first.id) {
        open_slot(app, tx, attempt, version, Position::Second, Some(why)).await?;
    }
    Ok(())
}

/// Asks for one reading of what was handed in last.
pub(super) async fn open_slot(
    app: &App,
    tx: &mut Tx,
    attempt: &Attempt,
    version: &Version,
    position: Position,
    why: Option<Why>,
) -> Result<ReadingSlot, Error> {
    let now = app.now();
    let definition = &version.definition.0;
    let receipts = snapshot::list_receipts(tx, attempt.id).await?;
    let last = receipts.last().ok_or(Error::NotFound("snapshot"))?;
    let days = match position {
        Position::Adjudication => ADJUDICATION_DAYS,
        _ => reading_days(definition.assessment.target_days),
    };
    let zone = timezone(tx, attempt).await?;
    let languages = &definition.evidence_languages;
    let new = ReadingSlot {
        id: app.new_id(),
        organization_id: attempt.organization_id,
        attempt_id: attempt.id,
        snapshot_seq: last.seq,
        position,
        state: State::Open,
        credential_id: version.credential_id,
        major: i64::from(definition.version.major),
        language: languages.first().unwrap_or(&definition.language).clone(),
        earner_id: attempt.person_id,
        due_at: target::day(now, days, &zone),
        person_id: None,
        leased_at: None,
        leased_until: None,
        sent_back: None,
        created_at: now,
        updated_at: now,
    };
    reading_slot::insert(tx, &new).await?;
    let detail = json!({
        "attempt": attempt.id.to_string(),
        "position": position.code(),
        "why": why.map(Why::code),
    });
    record(app, tx, Actor::System, &new, Event::Create.code(), detail).await?;
    Ok(new)
}

/// Asks for no reading of this attempt any more. What assessors wrote stays theirs.
pub(in crate::app) async fn cancel_slots(
    app: &App,
    tx: &mut Tx,
    attempt: &Attempt,
) -> Result<(), Error> {
    for mut slot in reading_slot::list_for_attempt(tx, attempt.id).await? {
        if matches!(slot.state, State::Open | State::Leased) {
            let who = (Actor::System, Who::System);
            let cancel = (Event::Cancel, &[][..]);
            move_slot(app, tx, who, &mut slot, cancel, |_| {}).await?;
        }
    }
    Ok(())
}
