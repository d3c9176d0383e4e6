//! Handing in (T3): what has to hold, the snapshot of the work, what was confirmed, all in one transaction.

use std::time::Duration;

use super::super::enrollment::Record;
use super::{Actor, App, Error, Session, contents, enrollment, is_window_open, own_locked, write};
use crate::app::outbox;
use crate::clock::Timestamp;
use crate::domain::attempt::{Event, Facts, Guard, Who, transition};
use crate::domain::completeness::{self, Attestation, Finding, Problem, Review};
use crate::domain::credential::{Definition, Outcome};
use crate::domain::handed::{FORMAT, Handed, HandedAnswer, HandedAttestation, HandedFile};
use crate::domain::id::AttemptId;
use crate::random::fingerprint;
use crate::store::answer::StoredAnswer;
use crate::store::attempt::{self, Attempt};
use crate::store::attestation::{self, GivenAttestation};
use crate::store::file_object::{self, FileObject};
use crate::store::snapshot::{self, Snapshot};
use crate::store::{Tx, answer};

/// How long the words may be that an earner adds.
const MAX_WORDS_ADDED: usize = 10_000;
const DAY: Duration = Duration::from_secs(24 * 3600);

/// What an earner says when handing in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandIn {
    /// What is confirmed.
    pub confirmed: Vec<Confirmed>,
    /// What was changed since the attempt before.
    pub note: Option<String>,
}

/// One thing that is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// What.
    pub kind: Attestation,
    /// The words that the earner read, in their language.
    pub statement: String,
    /// What the earner adds.
    pub detail: String,
}

/// Hands an attempt in. Everything that was acknowledged as saved before is in the snapshot; whoever saves at the same moment
/// is either in it or told that it is too late.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Attempt`] with everything that does not hold; [`Error::Invalid`] for words without end.
pub async fn submit(
    app: &App,
    session: &Session,
    id: AttemptId,
    hand_in: &HandIn,
) -> Result<Attempt, Error> {
    let added = hand_in
        .confirmed
        .iter()
        .map(|one| one.detail.len().max(one.statement.len()));
    let longest = added.chain(hand_in.note.iter().map(String::len)).max();
    if longest > Some(MAX_WORDS_ADDED) {
        return Err(Error::Invalid(String::from("the words added are too long")));
    }
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut attempt = own_locked(&mut tx, session, id).await?;
    let version = enrollment::version_of(&mut tx, attempt.credential_version_id).await?;
    let definition = version.definition.0;
    let answers = answer::list_for_attempt(&mut tx, id).await?;
    let files = file_object::list_for_attempt(&mut tx, id).await?;
    let review = completeness::look(&definition, &contents(&definition, &answers, &files));
    let record = enrollment::record(&mut tx, &attempt, now).await?;
    let released = record.last_release();
    let facts = facts(&attempt, &definition, &review, hand_in, released, now);
    let happened = transition(Some(attempt.state), Event::Submit, &facts)?;

    let recall = Duration::from_secs(u64::from(definition.assessment.recall_minutes) * 60);
    attempt.submitted_at = Some(now);
    attempt.recall_until = Some(now.plus(recall));
    attempt.resubmission_note = hand_in.note.as_ref().map(|note| without_nul(note.trim()));
    attestation::delete_for_attempt(&mut tx, id).await?;
    let given = given(hand_in, now);
    for one in &given {
        attestation::upsert(&mut tx, id, one).await?;
    }
    let work = Handed {
        format: FORMAT,
        credential: definition.slug.clone(),
        version: definition.version.to_string(),
        version_id: attempt.credential_version_id,
        attempt: id,
        number: attempt.number,
        submitted_at: now.rfc3339(),
        resubmission_note: attempt.resubmission_note.clone(),
        answers: answers.iter().map(handed_answer).collect(),
        files: files
            .iter()
            .filter(|file| file.rejection.is_none())
            .map(handed_file)
            .collect(),
        attestations: given.iter().map(handed_attestation).collect(),
    };
    keep(app, &mut tx, id, work.json(), now).await?;
    let actor = Actor::Person(session.launch.person_id);
    write(app, &mut tx, actor, &mut attempt, &happened).await?;
    supersede(app, &mut tx, &record, &attempt, now).await?;
    outbox::submitted(app, &mut tx, &attempt).await?;
    tx.commit().await?;
    Ok(attempt)
}

/// Marks results of "revise" as followed by this hand-in (T22). What was decided stays as it is.
async fn supersede(
    app: &App,
    tx: &mut Tx,
    record: &Record,
    by: &Attempt,
    now: Timestamp,
) -> Result<(), Error> {
    for earlier in &record.attempts {
        let is_before = earlier.id != by.id && earlier.superseded_at.is_none();
        let facts = Facts::of(Who::System)
            .with_if(
                Guard::ToBeRevised,
                record.outcome(earlier) == Some(Outcome::Revise),
            )
            .with(Guard::NextSubmitted);
        let Ok(happened) = transition(Some(earlier.state), Event::Supersede, &facts) else {
            continue;
        };
        if is_before {
            let mut marked = earlier.clone();
            marked.superseded_at = Some(now);
            // It moves nowhere: the moment of its last move stays.
            attempt::update(tx, &marked, earlier.state).await?;
            super::record(app, tx, Actor::System, &marked, &happened).await?;
        }
    }
    Ok(())
}

async fn keep(
    app: &App,
    tx: &mut Tx,
    attempt_id: AttemptId,
    content: String,
    now: Timestamp,
) -> Result<(), Error> {
    let earlier = snapshot::list_receipts(tx, attempt_id).await?;
    let new = Snapshot {
        id: app.new_id(),
        attempt_id,
        seq: earlier.last().map_or(1, |last| last.seq + 1),
        content_hash: fingerprint(&content),
        content,
        taken_at: now,
        recalled_at: None,
    };
    snapshot::insert(tx, &new).await?;
    Ok(())
}

fn facts(
    attempt: &Attempt,
    definition: &Definition,
    review: &Review,
    hand_in: &HandIn,
    released: Option<Timestamp>,
    now: Timestamp,
) -> Facts {
    let is_free_of = |wanted: &dyn Fn(&Problem) -> bool| {
        let mut problems = review.blocks().map(|finding: &Finding| finding.problem);
        !problems.any(|problem| wanted(&problem))
    };
    let is_file = |problem: &Problem| matches!(problem, Problem::FileNotReady(_));
    let is_limit = |problem: &Problem| {
        matches!(
            problem,
            Problem::Over { .. }
                | Problem::Under { .. }
                | Problem::TooManyNotes { .. }
                | Problem::NoteTooLong { .. }
        )
    };
    let rest = DAY * u32::from(definition.attempts.cool_off_days);
    Facts::of(Who::Earner)
        .with_if(
            Guard::Complete,
            is_free_of(&|problem| !is_file(problem) && !is_limit(problem)),
        )
        .with_if(Guard::FilesReady, is_free_of(&is_file))
        .with_if(Guard::LimitsKept, is_free_of(&is_limit))
        .with_if(Guard::AttestationsGiven, is_confirmed(review, hand_in))
        .with_if(Guard::WindowOpen, is_window_open(attempt, now))
        .with_if(
            Guard::CooledOff,
            released.is_none_or(|at| at.plus(rest) <= now),
        )
}

/// Whether everything is confirmed that has to be, with words where they are needed.
fn is_confirmed(review: &Review, hand_in: &HandIn) -> bool {
    review.attestations.iter().all(|need| {
        let given = hand_in
            .confirmed
            .iter()
            .find(|given| given.kind == need.kind);
        match given {
            Some(given) => {
                !given.statement.trim().is_empty()
                    && (!need.needs_detail || !given.detail.trim().is_empty())
            }
            None => !need.is_required,
        }
    })
}

fn given(hand_in: &HandIn, now: Timestamp) -> Vec<GivenAttestation> {
    let mut given: Vec<GivenAttestation> = vec![];
    for one in &hand_in.confirmed {
        if given.iter().all(|earlier| earlier.kind != one.kind) {
            given.push(GivenAttestation {
                kind: one.kind,
                statement: without_nul(&one.statement),
                detail: without_nul(one.detail.trim()),
                given_at: now,
            });
        }
    }
    given
}

fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

fn handed_answer(stored: &StoredAnswer) -> HandedAnswer {
    HandedAnswer {
        slot: stored.slot_id.clone(),
        answer: stored.body.0.clone(),
        word_count: stored.word_count,
        saved_at: stored.saved_at.rfc3339(),
        save_seq: stored.save_seq,
    }
}

fn handed_file(file: &FileObject) -> HandedFile {
    HandedFile {
        id: file.id,
        slot: file.slot_id.clone(),
        sha256: file.sha256.clone(),
        bytes: file.bytes,
        media_type: file.media_type.clone(),
        duration_ms: file.duration_ms,
        pages: file.pages,
        alt_text: file.alt_text.clone(),
        caption: file.caption.clone(),
    }
}

fn handed_attestation(given: &GivenAttestation) -> HandedAttestation {
    HandedAttestation {
        kind: given.kind.code().to_owned(),
        statement: given.statement.clone(),
        detail: given.detail.clone(),
        given_at: given.given_at.rfc3339(),
    }
}
