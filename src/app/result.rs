//! Results as their earners read them. Owns what of a decision is told, and to whom: to the earner, once it was released, and
//! never what was written for others. An earlier try's result stays readable.

use super::attempt::{self, Work};
use super::outbox::{self, Cell};
use super::session::Session;
use super::{App, Error};
use crate::clock::Timestamp;
use crate::domain::award::{State, is_ending, standing};
use crate::domain::badge::Code;
use crate::domain::credential::{ConditionCheck, Definition};
use crate::domain::id::AttemptId;
use crate::domain::reading::Feedback;
use crate::store::attempt::Attempt;
use crate::store::award::{self, Award};
use crate::store::decision::{self, Decision};
use crate::store::{Conn, badge, reading, score_post};

/// A released decision with what was written for the earner.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The decision.
    pub decision: Decision,
    /// What was written.
    pub feedback: Feedback,
}

/// The result of one attempt.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The attempt with its work.
    pub work: Work,
    /// What was told.
    pub told: Told,
    /// Whether it takes the place of an earlier result of the same attempt.
    pub is_changed: bool,
    /// The conditions in the rubric's order, each with whether it is met.
    pub conditions: Vec<bool>,
    /// What the decision led to.
    pub award: Option<Award>,
    /// The code of the award's badge.
    pub badge: Option<Code>,
    /// The other attempts that there was an answer to, oldest first.
    pub others: Vec<(Attempt, Decision)>,
}

impl Answer {
    /// Where what was earned stands at a moment, and whether it is about to end. It stands well where a decision to pass led to
    /// no award of its own.
    #[must_use]
    pub fn stands(&self, now: Timestamp) -> (State, bool) {
        let Some(award) = &self.award else {
            return (State::Active, false);
        };
        let stands = standing(award.state, award.valid_until, now);
        let is_ending = stands == State::Active && is_ending(award.valid_until, now);
        (stands, is_ending)
    }
}

/// The result of an attempt of the session's own person.
///
/// # Errors
/// [`Error::NotFound`] for everybody else, and as long as nothing was told.
pub async fn view(app: &App, session: &Session, id: AttemptId) -> Result<Answer, Error> {
    let work = attempt::view(app, session, id).await?;
    let mut db = app.db.read().await?;
    let told = told(&mut db, &work.attempt, &work.definition).await?;
    let (told, is_changed) = told.ok_or(Error::NotFound("result"))?;
    let award = award::find_for_decision(&mut db, told.decision.id).await?;
    let badge = match &award {
        Some(award) => badge::find(&mut db, award.id).await?,
        None => None,
    };
    let others = earlier(&mut db, &work, |other| other.id != id).await?;
    Ok(Answer {
        conditions: conditions(&work, &told.feedback),
        work,
        told,
        is_changed,
        award,
        badge: badge.map(|shown| shown.badge.code),
        others,
    })
}

/// What was told about an attempt, and whether it took the place of something told before. Nothing of what was taken out.
async fn told(
    db: &mut Conn,
    attempt: &Attempt,
    definition: &Definition,
) -> Result<Option<(Told, bool)>, Error> {
    let Some((decision, is_changed)) = released(db, attempt).await? else {
        return Ok(None);
    };
    let read = reading::find(db, decision.reading_id).await?;
    let read = read.ok_or(Error::NotFound("reading"))?;
    let feedback = Feedback::new(read.content.0, &definition.rubric);
    Ok(Some((Told { decision, feedback }, is_changed)))
}

async fn released(db: &mut Conn, attempt: &Attempt) -> Result<Option<(Decision, bool)>, Error> {
    if !attempt::is_answered(attempt.state) {
        return Ok(None);
    }
    let all = decision::list_for_attempt(db, attempt.id).await?;
    let mut told: Vec<Decision> = all
        .into_iter()
        .filter(|decision| decision.released_at.is_some())
        .collect();
    let last = told.pop();
    Ok(last.map(|last| (last, !told.is_empty())))
}

/// The attempts that there was an answer to, oldest first.
///
/// # Errors
/// [`Error::Store`].
pub async fn answered(app: &App, work: &Work) -> Result<Vec<(Attempt, Decision)>, Error> {
    let mut db = app.db.read().await?;
    earlier(&mut db, work, |_| true).await
}

async fn earlier(
    db: &mut Conn,
    work: &Work,
    wanted: impl Fn(&Attempt) -> bool,
) -> Result<Vec<(Attempt, Decision)>, Error> {
    let mut found = Vec::new();
    for attempt in work.history.iter().filter(|attempt| wanted(attempt)) {
        if let Some((decision, _)) = released(db, attempt).await? {
            found.push((attempt.clone(), decision));
        }
    }
    Ok(found)
}

/// What was told last before this attempt, for those who revise: the attempt that it is about, and the words.
///
/// # Errors
/// [`Error::Store`].
pub async fn before(app: &App, work: &Work) -> Result<Option<(AttemptId, Told)>, Error> {
    let mut db = app.db.read().await?;
    let past = work
        .history
        .iter()
        .filter(|past| past.number < work.attempt.number);
    for past in past.rev() {
        if let Some((told, _)) = told(&mut db, past, &work.definition).await? {
            return Ok(Some((past.id, told)));
        }
    }
    Ok(None)
}

/// How the gradebook of the course stands to an attempt's work; nothing where there is no column, or none that is told.
///
/// # Errors
/// [`Error::Store`].
pub async fn gradebook(app: &App, session: &Session, work: &Work) -> Result<Option<Cell>, Error> {
    let mut db = app.db.read().await?;
    let targets = score_post::list_targets(&mut db, work.enrollment.id).await?;
    drop(db);
    let launch = &session.launch;
    let here = targets.iter().find(|target| {
        target.lms_user_id == launch.lms_user_id && Some(target.placement_id) == launch.placement_id
    });
    match here.or(targets.first()) {
        Some(target) => outbox::cell(app, target.placement_id, target.lms_user_id).await,
        None => Ok(None),
    }
}

/// Whether each condition is met: by the assessor's word, or by the limit that it stands for.
fn conditions(work: &Work, feedback: &Feedback) -> Vec<bool> {
    let conditions = &work.definition.rubric.conditions;
    let is_met = |condition: &crate::domain::credential::Condition| match &condition.check {
        ConditionCheck::Assessor => feedback.conditions.get(&condition.id) == Some(&true),
        // What cannot be measured is for who reads it to say.
        ConditionCheck::Limit(name) => work
            .review
            .limit(name)
            .and_then(|limit| limit.is_met)
            .or_else(|| feedback.conditions.get(&condition.id).copied())
            .unwrap_or(false),
    };
    conditions.iter().map(is_met).collect()
}

/// From when on the work can be handed in again after a result of this moment; `None` where that is now.
#[must_use]
pub fn rests_until(
    definition: &Definition,
    released: Timestamp,
    now: Timestamp,
) -> Option<Timestamp> {
    let days = u32::from(definition.attempts.cool_off_days);
    let end = released.plus(std::time::Duration::from_secs(24 * 3600) * days);
    (end > now).then_some(end)
}
