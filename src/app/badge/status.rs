//! Lists of what was taken back. Owns which place a badge has, setting it in the transaction in which the award is stopped, and
//! signing lists before they lapse.
//!
//! A badge has one place, for being taken back: verifiers understand that, and a badge can name but one list. A place that is set
//! is never cleared; an award that is reinstated has its badge issued anew, with a place of its own.

use serde_json::Value;

use super::address::Addresses;
use super::issuer::{self, Signer};
use crate::app::{App, Error};
use crate::badges::credential::{StatusEntry, StatusPurpose};
use crate::badges::status_list::{self as lists, Bits, LENGTH};
use crate::badges::{moment, proof};
use crate::domain::id::{AwardId, IssuerId, StatusListId};
use crate::store::status_list::{self, StatusList};
use crate::store::{Tx, issuer as issuers};

const PURPOSE: StatusPurpose = StatusPurpose::Revocation;
/// How often a place is looked for in one list. A list of which that many places were taken is full enough: places are random so
/// that nobody reads from them what was issued when, and that needs free ones.
const TRIES: usize = 8;
/// How many lists one round signs.
const ROUND: i64 = 100;

/// Takes a place for the next issue of an award's badge.
pub(super) async fn take_place(
    app: &App,
    tx: &mut Tx,
    signer: &Signer,
    award_id: AwardId,
) -> Result<StatusEntry, Error> {
    let issuer_id = signer.issuer.id;
    loop {
        let newest = match status_list::find_newest(tx, issuer_id).await? {
            Some(newest) => newest,
            None => open(app, tx, signer, 1).await?,
        };
        for _ in 0..TRIES {
            let random = usize::try_from(u32::from_be_bytes(app.random.bytes())).unwrap_or(0);
            let place = random % LENGTH;
            let column = i64::try_from(place).unwrap_or(0);
            if status_list::take_place(tx, newest.id, column, award_id).await? {
                return Ok(entry(app, newest.id, place));
            }
        }
        open(app, tx, signer, newest.number + 1).await?;
    }
}

fn entry(app: &App, id: StatusListId, place: usize) -> StatusEntry {
    let list = app.settings.badges.addresses.status_list(id);
    StatusEntry::new(&list, place, PURPOSE)
}

/// The place of the last issue of an award's badge, unless that was taken back.
pub(super) async fn current(
    app: &App,
    tx: &mut Tx,
    award_id: AwardId,
) -> Result<Option<StatusEntry>, Error> {
    let unset = status_list::list_unset(tx, award_id).await?;
    Ok(unset.last().and_then(|taken| {
        let place = usize::try_from(taken.place).ok()?;
        Some(entry(app, taken.status_list_id, place))
    }))
}

async fn open(app: &App, tx: &mut Tx, signer: &Signer, number: i64) -> Result<StatusList, Error> {
    let mut new = StatusList {
        id: app.new_id(),
        issuer_id: signer.issuer.id,
        number,
        document: String::new(),
        signed_at: app.now(),
        valid_until: app.now(),
    };
    sign(app, signer, &mut new, &Bits::with([]))?;
    if status_list::insert(tx, &new).await? {
        return Ok(new);
    }
    // Somebody else opened it just now.
    let newest = status_list::find_newest(tx, signer.issuer.id).await?;
    newest.ok_or(Error::NotFound("status list"))
}

/// Writes a list's document anew, with the bits that are set.
fn sign(app: &App, signer: &Signer, list: &mut StatusList, bits: &Bits) -> Result<(), Error> {
    let badges = &app.settings.badges;
    let addresses = &badges.addresses;
    let now = app.now();
    list.signed_at = now;
    list.valid_until = now.plus(badges.list_lifetime);
    let issuer = addresses.issuer(&signer.issuer.slug);
    let document = lists::document(
        &addresses.status_list(list.id),
        &issuer,
        PURPOSE,
        bits,
        (&moment::written(now), &moment::written(list.valid_until)),
    );
    let method = format!("{issuer}#{}", Addresses::key_name(signer.number));
    let written = proof::sign(document, &signer.key, &method, now)
        .map_err(|_| Error::Unsigned("a status list is not wholly covered by its contexts"))?;
    list.document = Value::Object(written).to_string();
    Ok(())
}

/// Says in the lists that everything that was issued of an award's badge holds no more.
///
/// # Errors
/// [`Error::Unsigned`] and [`Error::Store`].
pub(in crate::app) async fn taken_back(
    app: &App,
    tx: &mut Tx,
    award_id: AwardId,
) -> Result<(), Error> {
    for taken in status_list::list_unset(tx, award_id).await? {
        let id = taken.status_list_id;
        // Before the place is set: who signs the list at the same time waits, and sees it then.
        let list = status_list::find_locked(tx, id).await?;
        status_list::set(tx, id, award_id).await?;
        if let Some(list) = list {
            sign_again(app, tx, list).await?;
        }
    }
    Ok(())
}

async fn sign_again(app: &App, tx: &mut Tx, mut list: StatusList) -> Result<(), Error> {
    let signer = signer(app, tx, list.issuer_id).await?;
    let set = status_list::list_set(tx, list.id).await?;
    let places = set
        .into_iter()
        .filter_map(|place| usize::try_from(place).ok());
    sign(app, &signer, &mut list, &Bits::with(places))?;
    Ok(status_list::update(tx, &list).await?)
}

async fn signer(app: &App, tx: &mut Tx, id: IssuerId) -> Result<Signer, Error> {
    let found = issuers::find(tx, id).await?;
    issuer::signer(app, tx, found.ok_or(Error::NotFound("issuer"))?).await
}

/// Signs the lists again of which half the time is over, and says how many. Any number of processes may do it at once.
///
/// # Errors
/// [`Error::Store`] when it cannot be found which they are.
pub async fn sign_due(app: &App) -> Result<usize, Error> {
    let until = app.now().plus(app.settings.badges.list_lifetime / 2);
    let ending = status_list::list_ending(&mut app.db.read().await?, until, ROUND).await?;
    let mut done = 0;
    for list in ending {
        match sign_before_end(app, &list).await {
            Ok(()) => done += 1,
            Err(error) => tracing::error!(%error, list = %list.id, "a status list was not signed"),
        }
    }
    Ok(done)
}

async fn sign_before_end(app: &App, seen: &StatusList) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let found = status_list::find_locked(&mut tx, seen.id).await?;
    // Another process may have signed it just now.
    let Some(list) = found.filter(|list| list.signed_at == seen.signed_at) else {
        return Ok(());
    };
    sign_again(app, &mut tx, list).await?;
    Ok(tx.commit().await?)
}

/// A signed list.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn document(app: &App, id: StatusListId) -> Result<StatusList, Error> {
    let found = status_list::find(&mut app.db.read().await?, id).await?;
    found.ok_or(Error::NotFound("status list"))
}
