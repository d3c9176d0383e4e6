//! The lists of what was taken back, at rest: each as it was last signed, and which of its places is whose.

use sqlx::FromRow;

use super::{Conn, Error, Sql, Tx, query};
use crate::clock::Timestamp;
use crate::domain::id::{AwardId, IssuerId, StatusListId};

/// One list.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct StatusList {
    /// Its id.
    pub id: StatusListId,
    /// Whose it is.
    pub issuer_id: IssuerId,
    /// The how-manieth of that issuer, from one.
    pub number: i64,
    /// As it was last signed.
    pub document: String,
    /// When that was.
    pub signed_at: Timestamp,
    /// Until when readers accept it.
    pub valid_until: Timestamp,
}

#[derive(FromRow)]
struct Place {
    place: i64,
}

/// Writes a new list. `false` when somebody else made that number just now.
pub async fn insert(tx: &mut Tx, new: &StatusList) -> Result<bool, Error> {
    query(
        "INSERT INTO status_list (id, issuer_id, number, document, signed_at, valid_until)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    )
    .bind(new.id)
    .bind(new.issuer_id)
    .bind(new.number)
    .bind(&new.document)
    .bind(new.signed_at)
    .bind(new.valid_until)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// The list with this id.
pub async fn find(db: &mut Conn, id: StatusListId) -> Result<Option<StatusList>, Error> {
    query(
        "SELECT id, issuer_id, number, document, signed_at, valid_until FROM status_list WHERE id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

const FIND_LOCKED: Sql = Sql::per(
    "SELECT id, issuer_id, number, document, signed_at, valid_until FROM status_list WHERE id = $1",
    "SELECT id, issuer_id, number, document, signed_at, valid_until FROM status_list WHERE id = $1 FOR UPDATE",
);

/// The list with this id, which nobody else changes until the transaction ends.
pub async fn find_locked(tx: &mut Tx, id: StatusListId) -> Result<Option<StatusList>, Error> {
    query(FIND_LOCKED).bind(id).optional(tx).await
}

/// The list of an issuer that takes places.
pub async fn find_newest(db: &mut Conn, id: IssuerId) -> Result<Option<StatusList>, Error> {
    query(
        "SELECT id, issuer_id, number, document, signed_at, valid_until FROM status_list
         WHERE issuer_id = $1 ORDER BY number DESC LIMIT 1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// Lists that readers accept only until a time, those that end first first.
pub async fn list_ending(
    db: &mut Conn,
    until: Timestamp,
    limit: i64,
) -> Result<Vec<StatusList>, Error> {
    query(
        "SELECT id, issuer_id, number, document, signed_at, valid_until FROM status_list
         WHERE valid_until < $1 ORDER BY valid_until LIMIT $2",
    )
    .bind(until)
    .bind(limit)
    .all(db)
    .await
}

/// Writes a list as it was signed anew.
pub async fn update(tx: &mut Tx, list: &StatusList) -> Result<(), Error> {
    query("UPDATE status_list SET document = $2, signed_at = $3, valid_until = $4 WHERE id = $1")
        .bind(list.id)
        .bind(&list.document)
        .bind(list.signed_at)
        .bind(list.valid_until)
        .execute(tx)
        .await
        .map(drop)
}

/// Takes a place for an award's badge. `false` when it is taken.
pub async fn take_place(
    tx: &mut Tx,
    id: StatusListId,
    place: i64,
    award_id: AwardId,
) -> Result<bool, Error> {
    query(
        "INSERT INTO status_place (status_list_id, place, award_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(id)
    .bind(place)
    .bind(award_id)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// A place that an award's badge has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Taken {
    /// In which list.
    pub status_list_id: StatusListId,
    /// Which place.
    pub place: i64,
}

/// The places of an award's badge that are not set: one, unless it was never issued or is taken back.
pub async fn list_unset(db: &mut Conn, award_id: AwardId) -> Result<Vec<Taken>, Error> {
    query(
        "SELECT status_list_id, place FROM status_place WHERE award_id = $1 AND NOT is_set
         ORDER BY status_list_id, place",
    )
    .bind(award_id)
    .all(db)
    .await
}

/// Sets the places of an award's badge in one list.
pub async fn set(tx: &mut Tx, id: StatusListId, award_id: AwardId) -> Result<(), Error> {
    query("UPDATE status_place SET is_set = TRUE WHERE award_id = $1 AND status_list_id = $2")
        .bind(award_id)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
}

/// The places of a list that are set, in order.
pub async fn list_set(db: &mut Conn, id: StatusListId) -> Result<Vec<i64>, Error> {
    let rows: Vec<Place> =
        query("SELECT place FROM status_place WHERE status_list_id = $1 AND is_set ORDER BY place")
            .bind(id)
            .all(db)
            .await?;
    Ok(rows.into_iter().map(|row| row.place).collect())
}
