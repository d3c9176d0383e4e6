//! Reading work and deciding about it (B.4.5–B.4.7): what assessors, lead assessors, screeners and integrity officers do. Owns
//! who may ([`Roles`] and [`case`] are the one place that decides); what may follow what is the domain's to say.
//!
//! Rights come from tool roles that were granted, never from the LMS, and for one piece of work from having its lease. An
//! administrator who acts as somebody, and a preview user, have none. To everybody without the right there is no such work.
//! Nobody here ever learns whose work it is before it is decided: what they are shown has a code for a name.

mod case;
mod claim;
mod decide;
mod desk;
mod draft;
mod evidence;
mod give;
mod integrity;
mod lead;
mod open;
mod operator;
mod qualify;
mod remind;
mod return_both;
mod screening;
mod settle;
mod submit;
mod wanted;

use serde_json::{Value, json};

use super::audit::{self, Actor, Change};
use super::notice::tell;
use super::session::Session;
use super::{App, Error, person};
use crate::domain::attempt::Who;
use crate::domain::grant::ToolRole;
use crate::domain::id::{OrganizationId, PersonId};
use crate::domain::reading::slot::{Event, Guard, State, transition};
use crate::domain::reading::{Unknown, slot};
use crate::store::reading_slot::{self, ReadingSlot};
use crate::store::{Conn, Tx, role_grant};

pub use claim::{claim_next, end_leases, recuse, release_slot, resume};
pub use desk::{Desk, DueDay, Held, LeadDesk, Line, Qualified, desk};
pub use draft::{Newer, Save, Saved, Saving, forget_drafts, preview, save};
pub use evidence::{led_work, open_file, open_led_file, open_screened_file};
pub use give::{assessors, assign, take, take_over};
pub use integrity::{By, hold, resume_held, void};
pub use lead::{
    Difference, adjudicate, adjudications, hold_for_qa, readings, release_decision, send_back,
};
pub use open::{Assignment, Earlier, open};
pub use operator::{AttemptLine, attempts_of, coached};
pub use qualify::{Scope, qualify};
pub use remind::remind_leases;
pub use return_both::{may_return_both, return_both};
pub use screening::{Screening, pass, return_incomplete, screening, screenings};
pub use submit::{Submitted, submit};
pub(super) use wanted::{cancel_slots, open_slots};

const NONE: Error = Error::NotFound("reading");

/// Why what an assessor sent cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It refers to what the pinned rubric or the work does not have.
    #[error("the reading refers to {} things that are not there", .0.len())]
    Unknown(Vec<Unknown>),
    /// A text is beyond measure.
    #[error("a text of the reading is too long")]
    TooLong,
    /// The number of the save is not one.
    #[error("the save has no proper id")]
    BadSaveId,
    /// The number that it is based on is not one.
    #[error("the save is based on no proper number")]
    BadNumber,
    /// Something newer is saved than what is to be submitted.
    #[error("something newer was saved")]
    Newer,
}

impl Unfit {
    /// The stable name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "reading-refers-to-unknown",
            Self::TooLong => "reading-too-long",
            Self::BadSaveId => "reading-save-id",
            Self::BadNumber => "reading-save-number",
            Self::Newer => "reading-newer-save",
        }
    }
}

/// What somebody may do here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a role of its own, and somebody may have any of them"
)]
pub struct Roles {
    /// Takes and reads work.
    pub assessor: bool,
    /// Settles differences, sends back, lets results go out.
    pub lead: bool,
    /// Looks work through before it is read.
    pub screener: bool,
    /// Stops, resumes and ends attempts.
    pub integrity_officer: bool,
    /// Runs the programme: gives more time.
    pub program_admin: bool,
}

impl Roles {
    /// What somebody with these roles may do.
    #[must_use]
    pub fn of(granted: &[ToolRole]) -> Self {
        let has = |role: ToolRole| granted.contains(&role);
        Self {
            assessor: has(ToolRole::Assessor),
            lead: has(ToolRole::LeadAssessor),
            screener: has(ToolRole::Screener),
            integrity_officer: has(ToolRole::IntegrityOfficer),
            program_admin: has(ToolRole::ProgramAdmin),
        }
    }

    /// Whether there is anything to do.
    #[must_use]
    pub const fn any(self) -> bool {
        self.assessor || self.lead || self.screener || self.integrity_officer || self.program_admin
    }
}

/// What the person of this session may do here.
///
/// # Errors
/// [`Error::Store`].
pub async fn roles(app: &App, session: &Session) -> Result<Roles, Error> {
    roles_in(&mut app.db.read().await?, session).await
}

async fn roles_in(db: &mut Conn, session: &Session) -> Result<Roles, Error> {
    Ok(Roles::of(&person::granted(db, session).await?))
}

/// The roles of somebody who may read: as an assessor or as a lead assessor.
async fn reader(db: &mut Conn, session: &Session) -> Result<Roles, Error> {
    let roles = roles_in(db, session).await?;
    if roles.assessor || roles.lead {
        Ok(roles)
    } else {
        Err(Error::NotAllowed("reading work"))
    }
}

async fn lead_only(db: &mut Conn, session: &Session) -> Result<(), Error> {
    let roles = roles_in(db, session).await?;
    roles
        .lead
        .then_some(())
        .ok_or(Error::NotAllowed("leading assessors"))
}

/// Moves a wanted reading on, and writes that down. Every change of state goes through here.
async fn move_slot(
    app: &App,
    tx: &mut Tx,
    (actor, who): (Actor, Who),
    slot: &mut ReadingSlot,
    (event, met): (Event, &[Guard]),
    change: impl FnOnce(&mut ReadingSlot) + Send,
) -> Result<(), Error> {
    let from = slot.state;
    slot.state = transition(Some(from), event, who, met)?;
    change(slot);
    slot.updated_at = app.now();
    // Its attempt's row is taken, so it stands where it stood.
    if !reading_slot::update(tx, slot, from).await? {
        return Err(NONE);
    }
    let detail = json!({
        "attempt": slot.attempt_id.to_string(),
        "position": slot.position.code(),
        "from": from.code(),
        "to": slot.state.code(),
        "person": slot.person_id.map(|id| id.to_string()),
    });
    record(app, tx, actor, slot, event.code(), detail).await
}

/// Writes an event of a wanted reading.
async fn record(
    app: &App,
    tx: &mut Tx,
    actor: Actor,
    slot: &ReadingSlot,
    verb: &str,
    detail: Value,
) -> Result<(), Error> {
    let change = Change {
        actor,
        organization_id: Some(slot.organization_id),
        kind: &format!("reading_slot.{verb}"),
        subject_id: slot.id.to_string(),
        detail,
    };
    audit::record(app, tx, change).await
}

/// Takes the lease off a reading that goes back to the queue.
fn unlease(slot: &mut ReadingSlot) {
    slot.person_id = None;
    slot.leased_at = None;
    slot.leased_until = None;
}

/// Tells all lead assessors of an organisation.
async fn tell_leads(
    app: &App,
    tx: &mut Tx,
    organization_id: OrganizationId,
    kind: &str,
    subject: &impl ToString,
    detail: &Value,
) -> Result<(), Error> {
    let leads = role_grant::list_persons(tx, organization_id, ToolRole::LeadAssessor).await?;
    for lead in leads {
        tell(app, tx, lead, kind, subject, detail.clone()).await?;
    }
    Ok(())
}

/// Whether a lease holds for somebody at this moment.
fn holds(app: &App, slot: &ReadingSlot, person_id: PersonId) -> bool {
    slot.state == State::Leased
        && slot.person_id == Some(person_id)
        && slot.leased_until.is_some_and(|until| app.now() < until)
}

/// On whose behalf somebody reads: differences are settled by lead assessors.
const fn reads_as(slot: &ReadingSlot) -> Who {
    match slot.position {
        slot::Position::Adjudication => Who::LeadAssessor,
        _ => Who::Assessor,
    }
}
