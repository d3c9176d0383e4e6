//! Decisions and what follows from them: result, award, notices, and what others are told, all in one transaction
//! (T10, T13, T14; W1, W3).

use serde_json::json;

use super::case::Case;
use super::{App, Error, tell};
use crate::app::attempt::{timezone, write};
use crate::app::audit::Actor;
use crate::app::award as awards;
use crate::app::gate;
use crate::app::outbox::{self, Cause, Told};
use crate::domain::attempt::{Event, Facts, Guard, Transition, Who, transition};
use crate::domain::award::State;
use crate::domain::credential::{Definition, Outcome, Release};
use crate::domain::id::PersonId;
use crate::domain::{reading, window};
use crate::store::attempt::Attempt;
use crate::store::award::{self, Award};
use crate::store::decision::{self, Decision};
use crate::store::enrollment::Version;
use crate::store::reading::SubmittedReading;
use crate::store::{Tx, reading as readings, reading_slot};

pub(super) use crate::domain::decision::Basis;

/// What is decided.
pub(super) struct Decided<'d> {
    /// The reading that is told.
    pub(super) official: &'d SubmittedReading,
    /// On what it rests.
    pub(super) basis: Basis,
    /// Who decided, where somebody did.
    pub(super) by: Option<PersonId>,
    /// Why, where somebody did.
    pub(super) rationale: &'d str,
}

/// Writes a decision, and lets it go out where the rules say that it does by itself.
pub(super) async fn decide(
    app: &App,
    tx: &mut Tx,
    case: &mut Case,
    happened: &Transition,
    decided: &Decided<'_>,
) -> Result<(), Error> {
    let now = app.now();
    let content = &decided.official.content.0;
    let review = reading::review(case.definition(), &case.found(), content);
    // A reading is submitted only when everything is scored.
    let scoring = review.scoring.ok_or(super::NONE)?;
    let earlier = decision::list_for_attempt(tx, case.attempt.id).await?;
    let new = Decision {
        id: app.new_id(),
        attempt_id: case.attempt.id,
        basis: decided.basis,
        reading_id: decided.official.id,
        total: i64::from(scoring.total),
        band: scoring.band.unwrap_or_default(),
        outcome: scoring.outcome,
        posted_points: i64::from(scoring.posted_points),
        rationale: decided.rationale.to_owned(),
        supersedes_id: earlier.last().map(|last| last.id),
        decided_by: decided.by,
        decided_at: now,
        released_by: None,
        released_at: None,
    };
    decision::insert(tx, &new).await?;
    let actor = decided.by.map_or(Actor::System, Actor::Person);
    write(app, tx, actor, &mut case.attempt, happened).await?;
    if case.definition().assessment.release == Release::Auto {
        let (attempt, version) = (&mut case.attempt, &case.version);
        release(app, tx, None, attempt, version, &new).await?;
    }
    Ok(())
}

/// Lets a decision go out (T14): from now on the earner sees it, it counts, and everything follows that is to follow.
pub(super) async fn release(
    app: &App,
    tx: &mut Tx,
    by: Option<PersonId>,
    attempt: &mut Attempt,
    version: &Version,
    decided: &Decision,
) -> Result<(), Error> {
    let now = app.now();
    let definition = &version.definition.0;
    let (actor, who) = by.map_or((Actor::System, Who::System), |person| {
        (Actor::Person(person), Who::LeadAssessor)
    });
    let is_explained = is_explained(tx, definition, decided).await?;
    let facts = Facts::of(who).with_if(Guard::FeedbackComplete, is_explained);
    let happened = transition(Some(attempt.state), Event::Release, &facts)?;
    decision::release(tx, decided.id, by, now).await?;
    attempt.is_counted = true;
    write(app, tx, actor, attempt, &happened).await?;
    if decided.outcome == Outcome::Pass {
        grant(app, tx, attempt, version, decided).await?;
    }
    let band = definition.rubric.band(&decided.band);
    let told = Told {
        cause: Cause::Decision(decided.id),
        outcome: decided.outcome,
        posted_points: u32::try_from(decided.posted_points).unwrap_or(0),
        band_words: band.map_or("", |band| &band.earner_text),
        is_changed_after_review: false,
    };
    outbox::decided(app, tx, attempt, &told).await?;
    let earner = attempt.person_id;
    let detail = json!({ "title": definition.title, "number": attempt.number });
    tell(app, tx, earner, "attempt.release", &attempt.id, detail).await
}

/// Whether the reading that is told says everything that it has to.
async fn is_explained(
    tx: &mut Tx,
    definition: &Definition,
    decided: &Decision,
) -> Result<bool, Error> {
    let read = readings::find(tx, decided.reading_id).await?;
    let read = read.ok_or(super::NONE)?;
    let slot = reading_slot::find(tx, read.reading_slot_id).await?;
    let seq = slot.ok_or(super::NONE)?.snapshot_seq;
    let handed = super::case::handed(tx, read.attempt_id, seq).await?;
    let found = handed.conditions(definition);
    Ok(reading::review(definition, &found, &read.content.0).is_complete())
}

/// Gives the award (W1).
async fn grant(
    app: &App,
    tx: &mut Tx,
    attempt: &Attempt,
    version: &Version,
    decided: &Decision,
) -> Result<(), Error> {
    let now = app.now();
    let zone = window::zone(&timezone(tx, attempt).await?);
    let months = version.definition.0.valid_months;
    let earlier = award::list_for_person(tx, attempt.person_id).await?;
    let mut of_credential = earlier
        .iter()
        .filter(|award| award.credential_id == Some(version.credential_id));
    let renewed = of_credential.rfind(|award| award.state != State::Revoked);
    let new = Award {
        id: app.new_id(),
        organization_id: attempt.organization_id,
        person_id: attempt.person_id,
        credential_id: Some(version.credential_id),
        credential_version_id: Some(version.id),
        stack_id: None,
        stack_version_id: None,
        decision_id: Some(decided.id),
        state: State::Active,
        issued_at: now,
        valid_until: months.map(|months| window::end(now, months, zone)),
        ended_at: None,
        end_reason: None,
        renews_award_id: renewed.map(|award| award.id),
    };
    let detail = json!({ "decision": decided.id.to_string(), "attempt": attempt.id.to_string() });
    awards::give(app, tx, &new, detail).await?;
    gate::awards_changed(app, tx, new.organization_id, new.person_id).await
}
