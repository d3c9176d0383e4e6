//! Scores on their way to gradebooks. Owns what is written for each step of somebody's work, in the transaction of its
//! cause (domain model D.3); sending it is the work of [`crate::jobs`], and what people see of it is in [`sync`].

mod sync;

use super::{App, Error, enrollment};
use crate::clock::Timestamp;
use crate::domain::credential::{Outcome, Rubric};
use crate::domain::id::{AttemptId, AwardId, DecisionId, LmsUserId, PlacementId};
use crate::domain::placement::Column;
use crate::domain::score_post::{CauseKind, Kind, Message, message};
use crate::store::attempt::Attempt;
use crate::store::score_post::{self, NewScorePost, Target};
use crate::store::{Tx, credential, gradebook_cell, score_queue};

pub use sync::{Cell, cell, count, list_for_placement, list_for_platform, retry, send_again};

/// How long a message that waits for a change in its course is left alone after a try.
const LEFT_ALONE: std::time::Duration = std::time::Duration::from_secs(3600);

/// What a message follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An attempt was handed in.
    Attempt(AttemptId),
    /// A decision.
    Decision(DecisionId),
    /// A gate was looked at.
    Gate(PlacementId),
    /// An award.
    Award(AwardId),
}

impl Cause {
    fn parts(self) -> (CauseKind, String) {
        match self {
            Self::Attempt(id) => (CauseKind::Attempt, id.to_string()),
            Self::Decision(id) => (CauseKind::Decision, id.to_string()),
            Self::Gate(id) => (CauseKind::Gate, id.to_string()),
            Self::Award(id) => (CauseKind::Award, id.to_string()),
        }
    }
}

/// A result as gradebooks are told it.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What it follows from.
    pub cause: Cause,
    /// What was decided.
    pub outcome: Outcome,
    /// The points for a column of the rubric's maximum.
    pub posted_points: u32,
    /// The band, in the words that its author has for the earner.
    pub band_words: &'a str,
    /// Whether it takes the place of another after a review.
    pub is_changed_after_review: bool,
}

impl<'a> Told<'a> {
    fn to(self, locale: Option<&'a str>) -> message::Told<'a> {
        message::Told {
            outcome: self.outcome,
            points: self.posted_points,
            band: self.band_words,
            is_changed_after_review: self.is_changed_after_review,
            locale,
        }
    }
}

/// Tells the gradebooks that work was handed in; on every submit.
///
/// # Errors
/// [`Error::Store`].
pub async fn submitted(app: &App, tx: &mut Tx, attempt: &Attempt) -> Result<(), Error> {
    let Some(submitted_at) = attempt.submitted_at.filter(|_| !attempt.is_test) else {
        return Ok(());
    };
    let message = message::submitted(attempt.id, submitted_at);
    for target in score_post::list_targets(tx, attempt.enrollment_id).await? {
        let new = New {
            kind: Kind::Submitted,
            cause: Cause::Attempt(attempt.id),
            // An attempt that was taken back is handed in again.
            nth: Some(submitted_at.millis()),
        };
        enqueue(app, tx, &target, new, &message).await?;
    }
    Ok(())
}

/// Tells the gradebooks a decision; when it is released.
///
/// # Errors
/// [`Error::Store`].
pub async fn decided(
    app: &App,
    tx: &mut Tx,
    attempt: &Attempt,
    told: &Told<'_>,
) -> Result<(), Error> {
    if attempt.is_test {
        return Ok(());
    }
    let targets = score_post::list_targets(tx, attempt.enrollment_id).await?;
    if targets.is_empty() {
        return Ok(());
    }
    let version = enrollment::version_of(tx, attempt.credential_version_id).await?;
    let rubric = &version.definition.0.rubric;
    for target in targets {
        let Some(column) = column(&target, rubric) else {
            continue;
        };
        let said = told.to(target.locale.as_deref());
        let message = message::decided(target.grade_mode, column, &said, attempt.submitted_at);
        if let Some(message) = message {
            let new = New::once(Kind::Decision, told.cause);
            enqueue(app, tx, &target, new, &message).await?;
        }
    }
    Ok(())
}

/// Takes a result back: the attempt was voided, or what was earned with it revoked.
///
/// # Errors
/// [`Error::Store`].
pub async fn cleared(app: &App, tx: &mut Tx, attempt: &Attempt, cause: Cause) -> Result<(), Error> {
    if attempt.is_test {
        return Ok(());
    }
    for target in score_post::list_targets(tx, attempt.enrollment_id).await? {
        let message = message::cleared(target.locale.as_deref());
        enqueue(app, tx, &target, New::once(Kind::Clear, cause), &message).await?;
    }
    Ok(())
}

/// Tells one gradebook that what its link shows was earned elsewhere, once.
///
/// # Errors
/// [`Error::Store`].
pub async fn recognised(
    app: &App,
    tx: &mut Tx,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
    told: &Told<'_>,
) -> Result<(), Error> {
    let Some(target) = score_post::find_target(tx, placement_id, lms_user_id).await? else {
        return Ok(());
    };
    let Some(credential_id) = target.credential_id else {
        return Ok(());
    };
    let Some(version) = credential::find_newest(tx, credential_id).await? else {
        return Ok(());
    };
    let Some(column) = column(&target, &version.definition.rubric) else {
        return Ok(());
    };
    let said = told.to(target.locale.as_deref());
    let message = message::recognised(target.grade_mode, column, &said, app.now());
    if let Some(message) = message {
        let new = New::once(Kind::Recognised, told.cause);
        enqueue(app, tx, &target, new, &message).await?;
    }
    Ok(())
}

/// Tells one gradebook how much is held of what a gate asks for, when that is news.
///
/// # Errors
/// [`Error::Store`].
pub async fn gate(
    app: &App,
    tx: &mut Tx,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
    held: u32,
    required: u32,
    cause: Cause,
) -> Result<(), Error> {
    let Some(target) = score_post::find_target(tx, placement_id, lms_user_id).await? else {
        return Ok(());
    };
    let Some(message) = message::gate(target.grade_mode, held, required) else {
        return Ok(());
    };
    // Most looks at a gate find nothing new, and write nothing.
    let known = gradebook_cell::find(tx, placement_id, lms_user_id).await?;
    if known.and_then(|cell| cell.told()) == message.score {
        return Ok(());
    }
    let new = New {
        kind: Kind::Gate,
        cause,
        nth: None,
    };
    enqueue(app, tx, &target, new, &message).await
}

/// Sends again what was waiting for a change in the course: somebody has just come from there.
///
/// In a transaction of its own. A launch also counts gates, which takes the person and then cells, and whoever writes a
/// message takes its cell before it takes messages: one that held messages first would wait for them in a circle.
///
/// # Errors
/// [`Error::Store`].
pub(super) async fn revive(
    app: &App,
    placement_id: PlacementId,
    lms_user_id: LmsUserId,
) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    score_queue::revive(&mut tx, placement_id, lms_user_id, tried_before(now), now).await?;
    Ok(tx.commit().await?)
}

/// What was last tried before this may be tried again when somebody comes.
pub(super) fn tried_before(now: Timestamp) -> Timestamp {
    now.minus(LEFT_ALONE)
}

/// What is written.
#[derive(Clone, Copy)]
struct New {
    kind: Kind,
    cause: Cause,
    /// Which of several times for one cause; `None` for whatever is the next.
    nth: Option<i64>,
}

impl New {
    const fn once(kind: Kind, cause: Cause) -> Self {
        Self {
            kind,
            cause,
            nth: Some(0),
        }
    }
}

fn column(target: &Target, rubric: &Rubric) -> Option<Column> {
    target.grade_mode.column_of(rubric)
}

async fn enqueue(
    app: &App,
    tx: &mut Tx,
    target: &Target,
    new: New,
    message: &Message,
) -> Result<(), Error> {
    let now = app.now();
    let (placement_id, lms_user_id) = (target.placement_id, target.lms_user_id);
    let cell = gradebook_cell::next(tx, placement_id, lms_user_id, now).await?;
    if new.kind == Kind::Gate && cell.told() == message.score {
        // Somebody else has told it meanwhile.
        return Ok(());
    }
    let (cause_kind, cause_id) = new.cause.parts();
    let post = NewScorePost {
        id: app.new_id(),
        target,
        kind: new.kind,
        message,
        cause_kind,
        cause_id,
        cause_seq: new.nth.unwrap_or(cell.last_seq),
        seq: cell.last_seq,
    };
    if !score_post::insert(tx, &post, now).await? {
        return Ok(());
    }
    let is_result = new.kind.is_result();
    score_post::supersede(tx, placement_id, lms_user_id, post.seq, is_result, now).await?;
    if is_result {
        gradebook_cell::update_told(tx, placement_id, lms_user_id, message.score).await?;
    }
    Ok(())
}
