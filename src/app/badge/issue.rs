//! Issuing: from an award to signed documents at rest, in the transaction of the award, and anew when something about the badge
//! changes. What was issued is never changed otherwise.

use std::time::Duration;

use super::address::Addresses;
use super::compose::{self, Issue, Of, Part};
use super::issuer::{self, Signer};
use super::look::version;
use super::share::accounts;
use super::status;
use crate::app::{App, Error};
use crate::badges::credential::{OpenBadgeCredential, StatusEntry};
use crate::badges::{identity, jwt, proof, token_key};
use crate::clock::Timestamp;
use crate::domain::award::State;
use crate::domain::badge::Code;
use crate::domain::credential::Definition;
use crate::domain::id::{AwardId, PersonId};
use crate::domain::stack::Stack;
use crate::store::award::{self, Award};
use crate::store::badge::{self, Badge};
use crate::store::holding::{self, Holding};
use crate::store::{Conn, Tx, credential, organization, stack};

/// How many badges one round makes up for.
const ROUND: i64 = 200;

/// What an award is of, read from where it rests.
pub(super) enum Source {
    Credential(Box<Definition>),
    Stack {
        stack: Box<Stack>,
        parts: Vec<Part>,
        is_of_course: bool,
    },
}

impl Source {
    /// Who stands behind it, and where questions go.
    pub(super) fn issuer(&self) -> (&str, &str) {
        match self {
            Self::Credential(definition) => (&definition.issuer, &definition.contact),
            Self::Stack { stack, .. } => (&stack.issuer, &stack.contact),
        }
    }
}

/// Makes the badge of a new award (W1). Should it not be possible to sign, the award stands nevertheless, and its badge is
/// made up for later.
///
/// # Errors
/// [`Error::Store`].
pub(in crate::app) async fn issue(app: &App, tx: &mut Tx, new: &Award) -> Result<(), Error> {
    match write_first(app, tx, new).await {
        Err(error @ (Error::Unsigned(_) | Error::Seal(_))) => {
            tracing::error!(%error, award = %new.id, "a badge was not signed; it is tried again");
            Ok(())
        }
        done => done,
    }
}

async fn write_first(app: &App, tx: &mut Tx, new: &Award) -> Result<(), Error> {
    let source = source(tx, new).await?;
    if matches!(&source, Source::Stack { stack, .. } if !stack.badge) || new.state == State::Revoked
    {
        return Ok(badge::settle(tx, new.id).await?);
    }
    let signer = issuer::signer_of(app, tx, new.organization_id, source.issuer()).await?;
    let mut badge = Badge {
        award_id: new.id,
        code: Code::from_bytes(app.random.bytes()),
        issuer_id: signer.issuer.id,
        issue: 1,
        key_number: signer.number,
        salt: String::new(),
        identity: None,
        document: String::new(),
        token: String::new(),
        valid_from: whole_second(new.issued_at),
        public_name: None,
        shows_results: false,
    };
    let status = status::take_place(app, tx, &signer, new.id).await?;
    sign(app, tx, (&signer, &source, status), new, &mut badge).await?;
    badge::insert(tx, &badge).await?;
    badge::settle(tx, new.id).await?;
    if new.state == State::Suspended {
        status::taken_back(app, tx, new.id).await?;
    }
    Ok(())
}

/// Whether a badge that is issued anew goes on in its place in the status list, or what went before it is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Place {
    /// What was issued before still holds.
    Kept,
    /// What was issued before holds no more.
    New,
}

/// Issues a badge again under the same code, from a later moment on. `false` when the award has no badge.
///
/// # Errors
/// [`Error::Unsigned`] and [`Error::Store`].
pub(in crate::app) async fn issue_anew(
    app: &App,
    tx: &mut Tx,
    award_id: AwardId,
    place: Place,
    change: impl FnOnce(&mut Badge) + Send,
) -> Result<bool, Error> {
    let Some(shown) = badge::find(tx, award_id).await? else {
        return Ok(false);
    };
    let held = award::find(tx, award_id).await?;
    let held = held.ok_or(Error::NotFound("award"))?;
    let issuer = crate::store::issuer::find(tx, shown.badge.issuer_id).await?;
    let signer = issuer::signer(app, tx, issuer.ok_or(Error::NotFound("issuer"))?).await?;
    let status = match status::current(app, tx, award_id).await? {
        Some(current) if place == Place::Kept => current,
        _ => {
            status::taken_back(app, tx, award_id).await?;
            status::take_place(app, tx, &signer, award_id).await?
        }
    };
    let source = source(tx, &held).await?;
    let mut badge = shown.badge;
    badge.issue += 1;
    badge.key_number = signer.number;
    // Of two documents with one id the later one counts, so it has to be later.
    let next = badge.valid_from.plus(Duration::from_secs(1));
    badge.valid_from = whole_second(app.now()).max(next);
    change(&mut badge);
    sign(app, tx, (&signer, &source, status), &held, &mut badge).await?;
    if badge::update(tx, &badge).await? {
        Ok(true)
    } else {
        Err(Error::Invalid("the badge was issued anew just now".into()))
    }
}

/// Writes the documents of a badge.
async fn sign(
    app: &App,
    tx: &mut Tx,
    (signer, source, status): (&Signer, &Source, StatusEntry),
    of: &Award,
    badge: &mut Badge,
) -> Result<(), Error> {
    let addresses = &app.settings.badges.addresses;
    recognise(app, tx, of.person_id, badge).await?;
    let urn = format!(
        "urn:uuid:{}",
        uuid::Builder::from_random_bytes(app.random.bytes()).into_uuid()
    );
    let subject = badge::subject(tx, of.person_id, &urn).await?;
    let reading = match of.decision_id.filter(|_| badge.shows_results) {
        Some(decision_id) => badge::find_reading(tx, decision_id).await?,
        None => None,
    };
    let organization = organization::find(tx, of.organization_id).await?;
    let issue = Issue {
        addresses,
        issuer: issuer::profile(app, &signer.issuer),
        assessed_by: (
            of.organization_id.to_string(),
            organization.map_or_else(String::new, |organization| organization.name),
        ),
        code: badge.code,
        version: version(of.credential_version_id, of.stack_version_id),
        subject,
        identity: badge.identity.as_deref().map(|hash| (hash, &*badge.salt)),
        status,
        awarded_at: of.issued_at,
        valid_from: badge.valid_from,
        valid_until: of.valid_until,
    };
    let of = match source {
        Source::Credential(definition) => Of::Credential {
            definition,
            reading: reading.as_ref(),
        },
        Source::Stack {
            stack,
            parts,
            is_of_course,
        } => Of::Stack {
            stack,
            parts,
            is_of_course: *is_of_course,
        },
    };
    let unsigned = compose::document(issue, &of);
    (badge.document, badge.token) = signed(addresses, signer, &unsigned, app.now())?;
    Ok(())
}

/// Hashes the address that the LMS gave last, under a salt of this issue.
async fn recognise(
    app: &App,
    tx: &mut Tx,
    person_id: PersonId,
    badge: &mut Badge,
) -> Result<(), Error> {
    let accounts = accounts(tx, person_id).await?;
    let email = accounts.into_iter().find_map(|account| account.email);
    badge.salt = identity::hex(&app.random.bytes::<16>());
    badge.identity = email.map(|email| identity::hashed(&identity::plain(&email), &badge.salt));
    Ok(())
}

fn signed(
    addresses: &Addresses,
    signer: &Signer,
    unsigned: &OpenBadgeCredential,
    now: Timestamp,
) -> Result<(String, String), Error> {
    let issuer = addresses.issuer(&signer.issuer.slug);
    let document = unsigned.document();
    let kid = format!("{issuer}#{}", Addresses::token_key_name(signer.number));
    let key = signer.token_key.encoding_key();
    let token = jwt::sign(&document, token_key::ALGORITHM, key, &kid)
        .map_err(|_| Error::Unsigned("its token cannot be made"))?;
    let method = format!("{issuer}#{}", Addresses::key_name(signer.number));
    let document = proof::sign(document, &signer.key, &method, now)
        .map_err(|_| Error::Unsigned("its document is not wholly covered by its contexts"))?;
    Ok((serde_json::Value::Object(document).to_string(), token))
}

/// Reads what an award is of.
async fn source(db: &mut Conn, of: &Award) -> Result<Source, Error> {
    const NONE: Error = Error::NotFound("version");
    if let Some(id) = of.credential_version_id {
        let version = credential::find_version(db, id).await?.ok_or(NONE)?;
        return Ok(Source::Credential(Box::new(version.definition.0)));
    }
    let id = of.stack_version_id.ok_or(NONE)?;
    let version = stack::find_version(db, id).await?.ok_or(NONE)?;
    let stack = version.definition.0;
    let parts = parts(db, of.person_id, &stack).await?;
    Ok(Source::Stack {
        stack: Box::new(stack),
        parts,
        is_of_course: version.placement_id.is_some(),
    })
}

/// By what a stack is fulfilled: of each thing that it names the newest award that holds.
async fn parts(db: &mut Conn, person_id: PersonId, stack: &Stack) -> Result<Vec<Part>, Error> {
    let held = holding::list_for_person(db, person_id).await?;
    let named = stack.requires.leaves();
    let parts = named.into_iter().filter_map(|leaf| {
        let is_it = |row: &&Holding| {
            let counted = row.counted();
            row.state == State::Active && counted.is_some_and(|counted| counted.is_of(leaf))
        };
        let row = held.iter().rev().find(is_it)?;
        Some(Part {
            title: row.title()?.to_owned(),
            version: version(row.credential_version_id, row.stack_version_id),
        })
    });
    Ok(parts.collect())
}

/// Documents write times to the second.
fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_seconds(at.seconds())
}

/// Makes the badges that are still to be made, and says how many. Any number of processes may do it at once.
///
/// # Errors
/// [`Error::Store`] when it cannot be found which they are.
pub async fn issue_due(app: &App) -> Result<usize, Error> {
    let due = badge::list_due(&mut app.db.read().await?, ROUND).await?;
    let mut done = 0;
    for id in due {
        match make_up(app, id).await {
            Ok(()) => done += 1,
            Err(error) => tracing::error!(%error, award = %id, "a badge was not made"),
        }
    }
    Ok(done)
}

async fn make_up(app: &App, id: AwardId) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let Some(found) = award::find(&mut tx, id).await? else {
        return Ok(());
    };
    // Another process may have made it just now.
    if badge::find(&mut tx, id).await?.is_some() {
        return Ok(());
    }
    write_first(app, &mut tx, &found).await?;
    Ok(tx.commit().await?)
}
