//! A person's way through a micro-credential. Owns its opening and what is told of it; where somebody stands follows from
//! their attempts by the domain's rules.

use serde_json::json;

use super::audit::{self, Actor, Change};
use super::session::Session;
use super::{App, Error, attempt};
use crate::domain::credential::Definition;
use crate::domain::enrollment::{Held, History, Past, Standing};
use crate::domain::id::{CredentialId, CredentialVersionId, EnrollmentId, PlacementId};
use crate::domain::purpose::Purpose;
use crate::store::attempt::Attempt;
use crate::store::enrollment::{self, Enrollment, Version};
use crate::store::{Tx, placement, placement_template};

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

/// Whether somebody in this session may earn: in the role of an earner, come to work on a course's content.
pub(super) fn may_earn(session: &Session) -> bool {
    session.launch.role.may_earn() && session.launch.purpose.0 == Purpose::Course
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
    let attempts = crate::store::attempt::list_for_enrollment(&mut db, enrollment.id).await?;
    let version = version_of(&mut db, enrollment.credential_version_id).await?;
    let definition = version.definition.0;
    let standing = standing(&attempts, &definition);
    Ok(Some(Overview {
        enrollment,
        definition,
        attempts,
        standing,
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
    db: &mut crate::store::Conn,
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
pub(super) async fn version_of(
    db: &mut crate::store::Conn,
    id: CredentialVersionId,
) -> Result<Version, Error> {
    let found = enrollment::find_version(db, id).await?;
    found.ok_or(Error::NotFound("version"))
}

/// The attempts as the rules see them.
pub(super) fn past(attempts: &[Attempt]) -> Vec<Past> {
    attempts
        .iter()
        .map(|attempt| Past {
            state: attempt.state,
            outcome: attempt::outcome(attempt),
            is_counted: attempt.is_counted,
        })
        .collect()
}

/// Where somebody with these attempts stands. Awards come with assessment; until then nothing is held.
pub(super) fn standing(attempts: &[Attempt], definition: &Definition) -> Standing {
    let past = past(attempts);
    let history = History {
        attempts: &past,
        held: Held::Nothing,
        coached: 0,
    };
    history.standing(&definition.attempts)
}
