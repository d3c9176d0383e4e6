//! What somebody holds, works on and is on the way to, on one page (E13). Owns bringing it together.

use super::enrollment::{self, Overview};
use super::gate::{self, Known, Shown};
use super::session::Session;
use super::{App, Error};
use crate::clock::Timestamp;
use crate::domain::award::{self, Reason, State};
use crate::domain::badge::Code;
use crate::domain::enrollment::{Held, Standing};
use crate::domain::purpose::Purpose;
use crate::store::badge::{self, Coded};
use crate::store::holding::Holding;

/// Everything of one person.
#[derive(Clone, Debug)]
pub struct Mine {
    /// What is or was held, the newest first, each once.
    pub held: Vec<Award>,
    /// What was stopped or taken back, the newest first.
    pub stopped: Vec<Stopped>,
    /// What was begun and is not held, the newest first.
    pub begun: Vec<Overview>,
    /// The stacks of which something is held.
    pub stacks: Vec<Shown>,
    /// The gates of the course.
    pub gates: Vec<Shown>,
}

/// Of what kind an award is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of a micro-credential.
    Credential,
    /// Of a stack.
    Stack,
    /// Of a course.
    Course,
}

/// One award as its holder sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Its title.
    pub title: String,
    /// Of what kind it is.
    pub kind: Kind,
    /// Its name in addresses.
    pub slug: String,
    /// When it was given.
    pub issued_at: Timestamp,
    /// When its time is over, or was.
    pub valid_until: Option<Timestamp>,
    /// Whether it holds.
    pub held: Held,
    /// Whether its end is near.
    pub is_ending: bool,
    /// The code of its badge, where it has one.
    pub code: Option<Code>,
}

/// An award that was stopped or taken back, as whoever was given it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// Its title.
    pub title: String,
    /// Of what kind it is.
    pub kind: Kind,
    /// Whether it is stopped or was taken back.
    pub state: State,
    /// Since when, where it was taken back.
    pub ended_at: Option<Timestamp>,
    /// Why, as far as that is for everybody.
    pub reason: Option<Reason>,
    /// The code of its badge, where it has one.
    pub code: Option<Code>,
    /// Who issued it, where it has a badge.
    pub issuer: Option<String>,
    /// Whom to ask.
    pub contact: String,
}

/// What the session's person holds and works on.
///
/// # Errors
/// [`Error::WrongPurpose`] for a session that was not opened to work in a course.
pub async fn mine(app: &App, session: &Session) -> Result<Mine, Error> {
    let launch = &session.launch;
    if launch.purpose.0 != Purpose::Course {
        return Err(Error::WrongPurpose);
    }
    let mut db = app.db.read().await?;
    let organization_id = launch.organization_id;
    let known = Known::read(&mut db, organization_id, launch.person_id, app.now()).await?;
    let codes = badge::list_for_person(&mut db, launch.person_id).await?;
    drop(db);
    let mut begun = enrollment::list(app, session).await?;
    begun.retain(|begun| !matches!(begun.standing, Standing::Earned | Standing::AwardExpired));
    let gates = gate::list_for_course(app, session).await?;
    Ok(Mine {
        held: held(&known, &codes),
        stopped: stopped(app, &known, &codes),
        begun,
        stacks: gate::list_stacks(app, session).await?,
        gates: gates
            .into_iter()
            .filter(|gate| gate.stack.is_none())
            .collect(),
    })
}

/// Of each thing the award that says most of it.
fn held(known: &Known, codes: &[Coded]) -> Vec<Award> {
    let mut held: Vec<Award> = Vec::new();
    for row in known.rows.iter().rev() {
        let Some(award) = award_of(row, codes, known.now) else {
            continue;
        };
        let is_same = |other: &&mut Award| other.kind == award.kind && other.slug == award.slug;
        match held.iter_mut().find(is_same) {
            Some(newer) if newer.held == Held::Expired && award.held == Held::Valid => {
                *newer = award;
            }
            Some(_) => {}
            None => held.push(award),
        }
    }
    held
}

/// Everything that was stopped or taken back: each has a badge that says so, which somebody may hold in their hands.
fn stopped(app: &App, known: &Known, codes: &[Coded]) -> Vec<Stopped> {
    let rows = known.rows.iter().rev();
    let rows = rows.filter(|row| matches!(row.state, State::Suspended | State::Revoked));
    rows.filter_map(|row| {
        let badge = codes.iter().find(|one| one.award_id == row.award_id);
        let asked = badge.and_then(|badge| badge.issuer_email.clone());
        Some(Stopped {
            title: row.title()?.to_owned(),
            kind: kind(row),
            state: row.state,
            ended_at: row.ended_at.filter(|_| row.state == State::Revoked),
            reason: row.end_reason.clone().and_then(|code| code.try_into().ok()),
            code: badge.map(|badge| badge.code),
            issuer: badge.map(|badge| badge.issuer_name.clone()),
            contact: asked.unwrap_or_else(|| app.settings.badges.contact.clone()),
        })
    })
    .collect()
}

const fn kind(row: &Holding) -> Kind {
    match (&row.stack, row.placement_id) {
        (None, _) => Kind::Credential,
        (Some(_), None) => Kind::Stack,
        (Some(_), Some(_)) => Kind::Course,
    }
}

/// What was taken back or is stopped is not held.
fn award_of(row: &Holding, codes: &[Coded], now: Timestamp) -> Option<Award> {
    let held = award::held(row.state, row.valid_until, now);
    if matches!(held, Held::Stopped | Held::Nothing) {
        return None;
    }
    let (title, slug) = match &row.stack {
        Some(stack) => (stack.title.clone(), stack.slug.clone()),
        None => (row.title.clone()?, row.slug.clone()?),
    };
    let code = codes.iter().find(|coded| coded.award_id == row.award_id);
    Some(Award {
        title,
        kind: kind(row),
        slug,
        issued_at: row.issued_at,
        valid_until: row.valid_until,
        held,
        is_ending: held == Held::Valid && award::is_ending(row.valid_until, now),
        code: code.map(|coded| coded.code),
    })
}
