//! The work of one person on micro-credentials, with what was decided about it and what they hold: everything that was
//! written, brought, confirmed and handed in. Of a decision nothing is in it before it was told, and then what its earner
//! reads: never what assessors wrote for one another, nor who they are.

use serde::Serialize;
use serde_json::Value;

use super::super::{Error, enrollment};
use crate::clock::Timestamp;
use crate::domain::answer::Answer;
use crate::domain::credential::Definition;
use crate::domain::id::{AttemptId, OrganizationId, PersonId};
use crate::domain::reading::Feedback;
use crate::store::Conn;
use crate::store::answer::{self, StoredAnswer};
use crate::store::attempt::{self, Attempt};
use crate::store::attestation::{self, GivenAttestation};
use crate::store::badge::{self, Badge};
use crate::store::decision::{self, Decision};
use crate::store::enrollment::{self as enrollments, Enrollment};
use crate::store::file_object::{self, FileObject};
use crate::store::held_award::{self, HeldAward};
use crate::store::part_mark::{self, PartMark};
use crate::store::reading;
use crate::store::snapshot::{self, Snapshot};

/// Work on one micro-credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldWork {
    /// The micro-credential's title.
    pub micro_credential: String,
    /// The version that is worked on.
    pub version: String,
    /// Every attempt, oldest first.
    pub attempts: Vec<HeldAttempt>,
}

/// One attempt with everything in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldAttempt {
    /// The how-manieth.
    pub number: i64,
    /// Where it stands.
    pub state: &'static str,
    /// When it was begun, RFC 3339 as all times here.
    pub opened_at: String,
    /// When it was last handed in.
    pub submitted_at: Option<String>,
    /// What its earner said had changed.
    pub resubmission_note: Option<String>,
    /// What was written.
    pub answers: Vec<HeldAnswer>,
    /// Which parts were called ready, by and for the earner.
    pub marks: Vec<HeldMark>,
    /// What was brought.
    pub files: Vec<HeldFile>,
    /// What was confirmed.
    pub attestations: Vec<HeldAttestation>,
    /// The work as it was handed in, each time.
    pub snapshots: Vec<HeldSnapshot>,
    /// What was decided and told.
    pub decisions: Vec<HeldDecision>,
}

/// What was written in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldAnswer {
    /// The place.
    pub slot: String,
    /// What is asked there.
    pub title: String,
    /// What was written.
    pub answer: Answer,
    /// When it was last saved.
    pub saved_at: String,
}

/// A part that was called ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldMark {
    /// The part.
    pub part: String,
    /// When.
    pub marked_at: String,
}

/// One file; its content is opened in the work itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldFile {
    /// The place that it was brought to.
    pub slot: String,
    /// What its earner calls it.
    pub name: String,
    /// What it is.
    pub media_type: Option<String>,
    /// How large it is.
    pub bytes: i64,
    /// The SHA-256 of its content.
    pub sha256: Option<String>,
    /// What a picture shows.
    pub alt_text: String,
    /// What it is, in its earner's words.
    pub caption: String,
    /// Where it stands.
    pub state: &'static str,
    /// When it came.
    pub created_at: String,
}

/// One thing that was confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldAttestation {
    /// What kind.
    pub kind: &'static str,
    /// Its words.
    pub statement: String,
    /// What was added.
    pub detail: String,
    /// When.
    pub given_at: String,
}

/// The work as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldSnapshot {
    /// The how-manieth of its attempt.
    pub seq: i64,
    /// When.
    pub taken_at: String,
    /// When it was taken back.
    pub recalled_at: Option<String>,
    /// The SHA-256 of it.
    pub content_hash: String,
    /// All of it.
    pub content: Value,
}

/// A decision that was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldDecision {
    /// What it says.
    pub outcome: &'static str,
    /// The band.
    pub band: String,
    /// All points together.
    pub total: i64,
    /// When.
    pub decided_at: String,
    /// When it was told.
    pub released_at: Option<String>,
    /// What the work does well.
    pub strength: String,
    /// What to do next.
    pub next_step: String,
    /// What was said of each criterion.
    pub criteria: Vec<HeldCriterion>,
}

/// What was said of one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldCriterion {
    /// What it is called.
    pub title: String,
    /// The points that it got.
    pub points: u32,
    /// In the assessor's words.
    pub comment: String,
}

/// Something that the person holds or held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldTitle {
    /// The title of the micro-credential or stack.
    pub title: String,
    /// Where it stands.
    pub state: &'static str,
    /// When it was given.
    pub issued_at: String,
    /// When its time is over.
    pub valid_until: Option<String>,
    /// When it stopped to hold.
    pub ended_at: Option<String>,
    /// Its badge, where there is one.
    pub badge: Option<HeldBadge>,
}

/// The badge of an award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldBadge {
    /// Its code.
    pub code: String,
    /// The name under which the holder lets others see it.
    pub shown_name: Option<String>,
    /// Whether the holder lets others see how each criterion was shown.
    pub shows_results: bool,
    /// The signed document.
    pub document: Value,
}

/// All work of a person in one organisation, oldest first.
pub(super) async fn list(
    db: &mut Conn,
    organization_id: OrganizationId,
    person_id: PersonId,
) -> Result<Vec<HeldWork>, Error> {
    let mut all = vec![];
    let mut found = enrollments::list_for_person(db, person_id).await?;
    found.retain(|one| one.organization_id == organization_id);
    for one in found.into_iter().rev() {
        all.push(work(db, &one).await?);
    }
    Ok(all)
}

/// Everything that a person holds or held, oldest first.
pub(super) async fn awards(db: &mut Conn, person_id: PersonId) -> Result<Vec<HeldTitle>, Error> {
    let mut all = vec![];
    for held in held_award::list_for_person(db, person_id).await? {
        let shown = badge::find(db, held.id).await?;
        all.push(title(held, shown.map(|shown| shown.badge)));
    }
    Ok(all)
}

async fn work(db: &mut Conn, found: &Enrollment) -> Result<HeldWork, Error> {
    let pinned = enrollment::version_of(db, found.credential_version_id).await?;
    let definition = pinned.definition.0;
    let decisions = decision::list_released(db, found.id).await?;
    let mut attempts = vec![];
    for one in attempt::list_for_enrollment(db, found.id).await? {
        attempts.push(held_attempt(db, &definition, &decisions, one).await?);
    }
    Ok(HeldWork {
        micro_credential: definition.title.clone(),
        version: definition.version.to_string(),
        attempts,
    })
}

async fn held_attempt(
    db: &mut Conn,
    definition: &Definition,
    decisions: &[Decision],
    found: Attempt,
) -> Result<HeldAttempt, Error> {
    let answers = answer::list_for_attempt(db, found.id).await?;
    let marks = part_mark::list_for_attempt(db, found.id).await?;
    let files = file_object::list_for_attempt(db, found.id).await?;
    let given = attestation::list_for_attempt(db, found.id).await?;
    let snapshots = snapshots(db, found.id).await?;
    let mut told = vec![];
    for one in decisions.iter().filter(|one| one.attempt_id == found.id) {
        told.push(held_decision(db, definition, one).await?);
    }
    Ok(HeldAttempt {
        number: found.number,
        state: found.state.code(),
        opened_at: found.opened_at.rfc3339(),
        submitted_at: found.submitted_at.map(Timestamp::rfc3339),
        resubmission_note: found.resubmission_note,
        answers: answers
            .into_iter()
            .map(|one| held_answer(definition, one))
            .collect(),
        marks: marks.into_iter().map(held_mark).collect(),
        files: files.into_iter().map(held_file).collect(),
        attestations: given.into_iter().map(held_attestation).collect(),
        snapshots,
        decisions: told,
    })
}

async fn snapshots(db: &mut Conn, id: AttemptId) -> Result<Vec<HeldSnapshot>, Error> {
    let mut all = vec![];
    for receipt in snapshot::list_receipts(db, id).await? {
        if let Some(found) = snapshot::find(db, id, receipt.seq).await? {
            all.push(held_snapshot(found));
        }
    }
    Ok(all)
}

fn held_answer(definition: &Definition, stored: StoredAnswer) -> HeldAnswer {
    let slot = definition.slot(&stored.slot_id);
    HeldAnswer {
        title: slot.map_or_else(String::new, |slot| slot.title.clone()),
        slot: stored.slot_id,
        answer: stored.body.0,
        saved_at: stored.saved_at.rfc3339(),
    }
}

fn held_mark(mark: PartMark) -> HeldMark {
    HeldMark {
        part: mark.part_id,
        marked_at: mark.marked_at.rfc3339(),
    }
}

fn held_file(file: FileObject) -> HeldFile {
    HeldFile {
        slot: file.slot_id,
        name: file.original_name,
        media_type: file.media_type,
        bytes: file.bytes,
        sha256: file.sha256,
        alt_text: file.alt_text,
        caption: file.caption,
        state: file.state.code(),
        created_at: file.created_at.rfc3339(),
    }
}

fn held_attestation(given: GivenAttestation) -> HeldAttestation {
    HeldAttestation {
        kind: given.kind.code(),
        statement: given.statement,
        detail: given.detail,
        given_at: given.given_at.rfc3339(),
    }
}

fn held_snapshot(found: Snapshot) -> HeldSnapshot {
    HeldSnapshot {
        seq: found.seq,
        taken_at: found.taken_at.rfc3339(),
        recalled_at: found.recalled_at.map(Timestamp::rfc3339),
        content_hash: found.content_hash,
        // It is JSON, because we wrote it.
        content: serde_json::from_str(&found.content).unwrap_or(Value::String(found.content)),
    }
}

async fn held_decision(
    db: &mut Conn,
    definition: &Definition,
    found: &Decision,
) -> Result<HeldDecision, Error> {
    let read = reading::find(db, found.reading_id).await?;
    let read = read.ok_or(Error::NotFound("reading"))?;
    let rubric = &definition.rubric;
    let feedback = Feedback::new(read.content.0, rubric);
    let criteria = rubric.criteria.iter().filter_map(|criterion| {
        let seen = feedback.criteria.get(&criterion.id)?;
        Some(HeldCriterion {
            title: criterion.title.clone(),
            points: feedback.points(rubric, criterion),
            comment: seen.comment.clone(),
        })
    });
    Ok(HeldDecision {
        criteria: criteria.collect(),
        strength: feedback.strength.clone(),
        next_step: feedback.next_step.clone(),
        outcome: found.outcome.code(),
        band: found.band.clone(),
        total: found.total,
        decided_at: found.decided_at.rfc3339(),
        released_at: found.released_at.map(Timestamp::rfc3339),
    })
}

fn title(held: HeldAward, badge: Option<Badge>) -> HeldTitle {
    HeldTitle {
        title: held.title,
        state: held.state.code(),
        issued_at: held.issued_at.rfc3339(),
        valid_until: held.valid_until.map(Timestamp::rfc3339),
        ended_at: held.ended_at.map(Timestamp::rfc3339),
        badge: badge.map(|badge| HeldBadge {
            code: badge.code.to_string(),
            shown_name: badge.public_name,
            shows_results: badge.shows_results,
            document: serde_json::from_str(&badge.document).unwrap_or_default(),
        }),
    }
}
