//! A person's way through a micro-credential. Owns its opening and what is told of it; where somebody stands follows from
//! their attempts by the domain's rules.

use std::time::Duration;

use serde_json::json;

use super::audit::{self, Actor, Change};
use super::session::Session;
use super::{App, Error};
use crate::clock::Timestamp;
use crate::domain;
use crate::domain::attempt::State;
use crate::domain::credential::{Definition, Outcome};
use crate::domain::enrollment::{Held, History, Past, Standing};
use crate::domain::id::{CredentialId, CredentialVersionId, EnrollmentId, PlacementId};
use crate::domain::purpose::Purpose;
use crate::store::attempt::Attempt;
use crate::store::award::{self, Award};
use crate::store::decision::{self, Decision};
use crate::store::enrollment::{self, Enrollment, Version};
use crate::store::{Conn, Tx, placement, placement_template};

/// An enrollment with everything that a card about it shows.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The enrollment.
    pub enrollment: Enrollment,
    /// What it is pinned to.
    pub definition: Definition,
    /// Its attempts, oldest first.
    pub attempts: Vec<Attempt>,
    /// Where the person stands.
    pub standing: Standing,
}

/// Whether somebody in this session may earn: in the role of an earner, come to work on a course's content or
/// to look at what became of it.
pub(super) fn may_earn(session: &Session) -> bool {
    let launch = &session.launch;
    let is_at_work = match &launch.purpose.0 {
        Purpose::Course | Purpose::ReviewAttempt { .. } => true,
        // From the gradebook to one's own work.
        Purpose::ReviewWork { subject, .. } => *subject == launch.sub,
        Purpose::PickContent(_) | Purpose::DataPrivacy { .. } => false,
    };
    launch.role.may_earn() && is_at_work
}

/// Whether somebody in this session may write. An administrator who acts as somebody may look and not write: what is
/// handed in is the person's own.
///
/// # Errors
/// [`Error::NotAllowed`].
pub(super) fn may_write(session: &Session) -> Result<(), Error> {
    if session.launch.is_masquerading {
        return Err(Error::NotAllowed("writing in somebody else's place"));
    }
    Ok(())
}

/// Opens a micro-credential for the session's person, in this version while nothing was begun, and adds the link that it
/// was opened from. Opening it again changes nothing else.
///
/// # Errors
/// [`Error::NotFound`] for a version of another micro-credential or organisation and for everybody who may not earn here;
/// [`Error::NotAllowed`] for somebody who acts in another's place.
pub async fn open(
    app: &App,
    session: &Session,
    credential_id: CredentialId,
    version_id: CredentialVersionId,
    placement_id: Option<PlacementId>,
) -> Result<Enrollment, Error> {
    let mut tx = app.db.write().await?;
    let opened = open_in(
        app,
        &mut tx,
        session,
        credential_id,
        version_id,
        placement_id,
    )
    .await?;
    tx.commit().await?;
    Ok(opened)
}

/// The same as part of something larger. Nobody else changes the enrollment, or what the link shows, until that ends.
pub(super) async fn open_in(
    app: &App,
    tx: &mut Tx,
    session: &Session,
    credential_id: CredentialId,
    version_id: CredentialVersionId,
    placement_id: Option<PlacementId>,
) -> Result<Enrollment, Error> {
    const NONE: Error = Error::NotFound("micro-credential");
    if !may_earn(session) {
        return Err(NONE);
    }
    may_write(session)?;
    let launch = &session.launch;
    let now = app.now();
    if let Some(id) = placement_id {
        let shown = placement::find_held(tx, id).await?;
        let template = shown
            .and_then(|link| link.placement_template_id)
            .ok_or(NONE)?;
        let template = placement_template::find(tx, launch.organization_id, template).await?;
        // An instructor may have chosen otherwise just now.
        template
            .filter(|found| found.credential_id == Some(credential_id))
            .ok_or(NONE)?;
    }
    let version = enrollment::find_version(tx, version_id)
        .await?
        .ok_or(NONE)?;
    if version.credential_id != credential_id || version.organization_id != launch.organization_id {
        return Err(NONE);
    }
    let new = Enrollment {
        id: app.new_id(),
        organization_id: launch.organization_id,
        person_id: launch.person_id,
        credential_id,
        credential_version_id: version_id,
    };
    let mut opened = enrollment::find_or_insert(tx, &new, now).await?;
    let is_new = opened.id == new.id;
    if opened.credential_version_id != version_id
        && enrollment::update_version(tx, opened.id, version_id).await?
    {
        opened.credential_version_id = version_id;
    }
    let is_linked = match placement_id {
        Some(id) => {
            enrollment::insert_placement(tx, opened.id, id, launch.lms_user_id, now).await?
        }
        None => false,
    };
    if is_new || is_linked {
        let change = Change {
            actor: Actor::Person(launch.person_id),
            organization_id: Some(launch.organization_id),
            kind: if is_new {
                "enrollment.open"
            } else {
                "enrollment.link"
            },
            subject_id: opened.id.to_string(),
            detail: json!({
                "credential": credential_id.to_string(),
                "placement": placement_id.map(|id| id.to_string()),
            }),
        };
        audit::record(app, tx, change).await?;
    }
    Ok(opened)
}

/// The session's person's enrollment in a micro-credential; `None` where nothing was opened yet, and for everybody who may
/// not earn here.
///
/// # Errors
/// [`Error::Store`].
pub async fn find(
    app: &App,
    session: &Session,
    credential_id: CredentialId,
) -> Result<Option<Overview>, Error> {
    if !may_earn(session) {
        return Ok(None);
    }
    let mut db = app.db.read().await?;
    let found =
        enrollment::find_for_person(&mut db, session.launch.person_id, credential_id).await?;
    let Some(enrollment) = found.filter(|found| is_own(session, found)) else {
        return Ok(None);
    };
    let record = record_of(&mut db, &enrollment, app.now()).await?;
    let version = version_of(&mut db, enrollment.credential_version_id).await?;
    let definition = version.definition.0;
    Ok(Some(Overview {
        standing: record.standing(&definition),
        enrollment,
        definition,
        attempts: record.attempts,
    }))
}

/// Everything that the session's person has opened, newest first.
///
/// # Errors
/// [`Error::Store`].
pub async fn list(app: &App, session: &Session) -> Result<Vec<Overview>, Error> {
    let mut db = app.db.read().await?;
    let enrollments = enrollment::list_for_person(&mut db, session.launch.person_id).await?;
    drop(db);
    let mut overviews = vec![];
    for enrollment in enrollments {
        overviews.extend(find(app, session, enrollment.credential_id).await?);
    }
    Ok(overviews)
}

/// Whether an enrollment is the session's own person's.
pub(super) fn is_own(session: &Session, enrollment: &Enrollment) -> bool {
    let launch = &session.launch;
    enrollment.person_id == launch.person_id && enrollment.organization_id == launch.organization_id
}

/// The enrollment of this id, when it is the session's own person's and they may earn here.
pub(super) async fn own(
    db: &mut Conn,
    session: &Session,
    id: EnrollmentId,
) -> Result<Enrollment, Error> {
    const NONE: Error = Error::NotFound("enrollment");
    if !may_earn(session) {
        return Err(NONE);
    }
    let found = enrollment::find(db, id).await?;
    found.filter(|found| is_own(session, found)).ok_or(NONE)
}

/// The version that an enrollment or attempt names; there always is one.
pub(super) async fn version_of(db: &mut Conn, id: CredentialVersionId) -> Result<Version, Error> {
    let found = enrollment::find_version(db, id).await?;
    found.ok_or(Error::NotFound("version"))
}

/// Everything that a standing follows from.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// The attempts, oldest first.
    pub(super) attempts: Vec<Attempt>,
    /// What was decided about them and told, oldest first.
    pub(super) decisions: Vec<Decision>,
    /// What is held.
    pub(super) held: Held,
    /// Whether the time to renew what is held has come.
    pub(super) is_renewable: bool,
    /// How many results of "revise" a coach has talked through.
    pub(super) coached: i64,
}

/// From when on before its end an award can be renewed (W2).
const RENEWAL: Duration = Duration::from_secs(90 * 24 * 3600);

/// What is known of an enrollment.
pub(super) async fn record_of(
    db: &mut Conn,
    enrollment: &Enrollment,
    now: Timestamp,
) -> Result<Record, Error> {
    let mut awards = award::list_for_person(db, enrollment.person_id).await?;
    awards.retain(|award| award.credential_id == Some(enrollment.credential_id));
    let held = |award: &Award| domain::award::held(award.state, award.valid_until, now);
    let is_ending = |award: &Award| {
        award
            .valid_until
            .is_some_and(|end| end.minus(RENEWAL) <= now)
    };
    let mut holding = awards.iter().filter(|award| held(award) == Held::Valid);
    Ok(Record {
        attempts: crate::store::attempt::list_for_enrollment(db, enrollment.id).await?,
        decisions: decision::list_released(db, enrollment.id).await?,
        held: domain::award::best(awards.iter().map(held)),
        is_renewable: holding.all(is_ending),
        coached: enrollment::find_coached(db, enrollment.id).await?,
    })
}

/// What is known of the enrollment that an attempt is part of, at the moment of its page or change.
pub(super) async fn record(
    db: &mut Conn,
    attempt: &Attempt,
    now: Timestamp,
) -> Result<Record, Error> {
    let found = enrollment::find(db, attempt.enrollment_id).await?;
    let found = found.ok_or(Error::NotFound("enrollment"))?;
    record_of(db, &found, now).await
}

impl Record {
    /// What was decided about an attempt and told, while it stands.
    pub(super) fn outcome(&self, attempt: &Attempt) -> Option<Outcome> {
        let mut decisions = self.decisions.iter().rev();
        let last = decisions.find(|decision| decision.attempt_id == attempt.id);
        last.filter(|_| attempt.state == State::Released)
            .map(|decision| decision.outcome)
    }

    /// When the last result went out that stands.
    pub(super) fn last_release(&self) -> Option<Timestamp> {
        let mut attempts = self.attempts.iter().rev();
        let last = attempts.find(|attempt| attempt.state == State::Released)?;
        let mut decisions = self.decisions.iter().rev();
        let decision = decisions.find(|decision| decision.attempt_id == last.id)?;
        decision.released_at
    }

    /// The attempts as the rules see them.
    pub(super) fn past(&self) -> Vec<Past> {
        let past = |attempt: &Attempt| Past {
            state: attempt.state,
            outcome: self.outcome(attempt),
            is_counted: attempt.is_counted,
        };
        self.attempts.iter().map(past).collect()
    }

    /// How many counted results of "revise" there are.
    pub(super) fn revised(&self) -> i64 {
        let past = self.past();
        let revised = past
            .iter()
            .filter(|past| past.outcome == Some(Outcome::Revise) && past.is_counted);
        i64::try_from(revised.count()).unwrap_or(i64::MAX)
    }

    /// The same with what is held.
    pub(super) fn history<'p>(&self, past: &'p [Past]) -> History<'p> {
        History {
            attempts: past,
            held: self.held,
            coached: usize::try_from(self.coached).unwrap_or(0),
        }
    }

    /// Where the person stands.
    pub(super) fn standing(&self, definition: &Definition) -> Standing {
        self.history(&self.past()).standing(&definition.attempts)
    }
}
