//! What follows when a reading is there: another is wanted, it is decided, or two differ (T10, T11; B.4.6).

use serde_json::json;

use super::case::Case;
use super::decide::{self, Basis};
use super::{App, Error, tell_leads, wanted};
use crate::app::attempt::write;
use crate::app::audit::{self, Actor, Change};
use crate::domain::attempt::{Event, Facts, Guard, Who, transition};
use crate::domain::reading;
use crate::domain::reading::second::{Agreement, Read, Why, after_the_first, agreement, tolerance};
use crate::domain::reading::slot::{Position, State};
use crate::domain::scoring::threshold;
use crate::store::reading::{self as readings, SubmittedReading};
use crate::store::reading_slot::{self, ReadingSlot};
use crate::store::{Tx, qualification};

/// Looks at the readings of the attempt and does what follows from them.
pub(super) async fn settle(app: &App, tx: &mut Tx, case: &mut Case) -> Result<(), Error> {
    let mut slots = reading_slot::list_for_attempt(tx, case.attempt.id).await?;
    slots.retain(|slot| {
        slot.snapshot_seq == case.slot.snapshot_seq && slot.state != State::Cancelled
    });
    let written = readings::list_for_attempt(tx, case.attempt.id).await?;
    let at = |position| slots.iter().find(|slot| slot.position == position);
    let read = |slot: Option<&ReadingSlot>| {
        let slot = slot.filter(|slot| slot.state == State::Submitted)?;
        let mut of_slot = written.iter().rev();
        of_slot.find(|one| one.reading_slot_id == slot.id)
    };
    let second_slot = at(Position::Second);
    let Some(first) = read(at(Position::First)) else {
        return Ok(());
    };
    if second_slot.is_none() {
        if let Some(why) = second_wanted(tx, case, first).await? {
            let (attempt, version) = (&case.attempt, &case.version);
            let position = Position::Second;
            wanted::open_slot(app, tx, attempt, version, position, Some(why)).await?;
            return Ok(());
        }
        return agree(app, tx, case, first, Basis::Single).await;
    }
    let Some(second) = read(second_slot) else {
        return Ok(());
    };
    let points = |reading: &SubmittedReading| u32::try_from(reading.total).unwrap_or(0);
    let definition = case.definition();
    let tolerance = tolerance(&definition.assessment, definition.rubric.max_points());
    match agreement(
        tolerance,
        (points(first), first.outcome),
        (points(second), second.outcome),
    ) {
        Agreement::Agree => agree(app, tx, case, first, Basis::Agreed).await,
        Agreement::Apart => {
            flag_apart(app, tx, case, first, second).await?;
            agree(app, tx, case, first, Basis::Agreed).await
        }
        Agreement::Differ => disagree(app, tx, case).await,
    }
}

async fn second_wanted(
    tx: &mut Tx,
    case: &Case,
    first: &SubmittedReading,
) -> Result<Option<Why>, Error> {
    let slot = &case.slot;
    let (person, major) = (first.person_id, slot.major);
    let able = qualification::find(tx, person, slot.credential_id, major).await?;
    let is_experienced = able.is_some_and(|able| able.is_experienced);
    let before = readings::count_for_person(tx, person).await? - 1;
    Ok(after_the_first(&Read {
        total: u32::try_from(first.total).unwrap_or(0),
        threshold: threshold(&case.definition().rubric).ok(),
        is_asked: first.content.asks_for_second,
        before: (!is_experienced).then_some(before),
    }))
}

async fn agree(
    app: &App,
    tx: &mut Tx,
    case: &mut Case,
    official: &SubmittedReading,
    basis: Basis,
) -> Result<(), Error> {
    let facts = Facts::of(Who::System)
        .with(Guard::ReadingsSubmitted)
        .with(Guard::ReadingsAgree);
    let happened = transition(Some(case.attempt.state), Event::Agree, &facts)?;
    let decided = decide::Decided {
        official,
        basis,
        by: None,
        rationale: "",
    };
    decide::decide(app, tx, case, &happened, &decided).await
}

/// The same outcome, and totals further apart than is usual: the earner does not wait, and leads may talk about it.
async fn flag_apart(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    first: &SubmittedReading,
    second: &SubmittedReading,
) -> Result<(), Error> {
    let change = Change {
        actor: Actor::System,
        organization_id: Some(case.attempt.organization_id),
        kind: "attempt.readings_apart",
        subject_id: case.attempt.id.to_string(),
        detail: json!({ "first": first.total, "second": second.total }),
    };
    audit::record(app, tx, change).await
}

async fn disagree(app: &App, tx: &mut Tx, case: &mut Case) -> Result<(), Error> {
    let facts = Facts::of(Who::System)
        .with(Guard::ReadingsSubmitted)
        .with(Guard::ReadingsDiffer);
    let happened = transition(Some(case.attempt.state), Event::Disagree, &facts)?;
    write(app, tx, Actor::System, &mut case.attempt, &happened).await?;
    let (attempt, version) = (&case.attempt, &case.version);
    let position = Position::Adjudication;
    let slot = wanted::open_slot(app, tx, attempt, version, position, None).await?;
    let organization = attempt.organization_id;
    let detail = json!({ "code": reading::code(attempt.id), "title": case.definition().title });
    tell_leads(app, tx, organization, "reading.differ", &slot.id, &detail).await
}
