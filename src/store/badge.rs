//! Badges at rest: of each award the documents as they were last issued, and what their holder lets others see.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, query};
use crate::clock::Timestamp;
use crate::domain::award::State;
use crate::domain::badge::Code;
use crate::domain::id::{
    AwardId, CredentialVersionId, DecisionId, IssuerId, OrganizationId, PersonId, StackVersionId,
};
use crate::domain::reading::Reading;

/// The badge of one award.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Badge {
    /// Of which award.
    pub award_id: AwardId,
    /// Its name in addresses and on paper.
    #[sqlx(try_from = "String")]
    pub code: Code,
    /// Who issued it.
    pub issuer_id: IssuerId,
    /// The how-manieth time it was issued, from one.
    pub issue: i64,
    /// With which of the issuer's keys.
    pub key_number: i64,
    /// What the holder's address was hashed with.
    pub salt: String,
    /// The hash of the holder's address, where the LMS gave one.
    pub identity: Option<String>,
    /// The document with its proof.
    pub document: String,
    /// The same as a token.
    pub token: String,
    /// From when this issue holds.
    pub valid_from: Timestamp,
    /// The holder's name, where others may see it.
    pub public_name: Option<String>,
    /// Whether the badge says how each criterion was shown.
    pub shows_results: bool,
}

/// A badge with the award that it is of.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Shown {
    /// The badge.
    #[sqlx(flatten)]
    pub badge: Badge,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// Whose.
    pub person_id: PersonId,
    /// The version that was shown, for a micro-credential.
    pub credential_version_id: Option<CredentialVersionId>,
    /// The version that was fulfilled, for a stack.
    pub stack_version_id: Option<StackVersionId>,
    /// The decision that it rests on.
    pub decision_id: Option<DecisionId>,
    /// Where the award stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// When it was given.
    pub issued_at: Timestamp,
    /// When its time is over.
    pub valid_until: Option<Timestamp>,
    /// When it stopped to hold.
    pub ended_at: Option<Timestamp>,
    /// Why it did.
    pub end_reason: Option<String>,
    /// The name of the issuer in addresses.
    pub issuer_slug: String,
    /// The issuer's name.
    pub issuer_name: String,
}

/// Writes the badge of an award.
///
/// # Errors
/// [`Error::Conflict`] for a second badge of an award.
pub async fn insert(tx: &mut Tx, new: &Badge) -> Result<(), Error> {
    query(
        "INSERT INTO badge (award_id, code, issuer_id, issue, key_number, salt, identity, document, token, valid_from,
             public_name, shows_results)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(new.award_id)
    .bind(&new.code.to_string())
    .bind(new.issuer_id)
    .bind(new.issue)
    .bind(new.key_number)
    .bind(&new.salt)
    .bind(new.identity.as_deref())
    .bind(&new.document)
    .bind(&new.token)
    .bind(new.valid_from)
    .bind(new.public_name.as_deref())
    .bind(new.shows_results)
    .execute(tx)
    .await
    .map(drop)
}

/// Writes a badge as it is issued anew. `false` when it was issued anew by somebody else meanwhile.
pub async fn update(tx: &mut Tx, badge: &Badge) -> Result<bool, Error> {
    query(
        "UPDATE badge SET issue = $2, key_number = $3, salt = $4, identity = $5, document = $6, token = $7,
             valid_from = $8, public_name = $9, shows_results = $10
         WHERE award_id = $1 AND issue = $2 - 1",
    )
    .bind(badge.award_id)
    .bind(badge.issue)
    .bind(badge.key_number)
    .bind(&badge.salt)
    .bind(badge.identity.as_deref())
    .bind(&badge.document)
    .bind(&badge.token)
    .bind(badge.valid_from)
    .bind(badge.public_name.as_deref())
    .bind(badge.shows_results)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Writes under which name a badge is shown, if under any.
pub async fn update_name(
    tx: &mut Tx,
    award_id: AwardId,
    public_name: Option<&str>,
) -> Result<(), Error> {
    query("UPDATE badge SET public_name = $2 WHERE award_id = $1")
        .bind(award_id)
        .bind(public_name)
        .execute(tx)
        .await
        .map(drop)
}

/// The badge with this code, with its award.
pub async fn find_by_code(db: &mut Conn, code: &Code) -> Result<Option<Shown>, Error> {
    query(
        "SELECT badge.award_id, badge.code, badge.issuer_id, badge.issue, badge.key_number, badge.salt, badge.identity,
             badge.document, badge.token, badge.valid_from, badge.public_name, badge.shows_results,
             award.organization_id, award.person_id, award.credential_version_id, award.stack_version_id,
             award.decision_id, award.state, award.issued_at, award.valid_until, award.ended_at, award.end_reason,
             issuer.slug AS issuer_slug, issuer.name AS issuer_name
         FROM badge JOIN award ON award.id = badge.award_id JOIN issuer ON issuer.id = badge.issuer_id
         WHERE badge.code = $1",
    )
    .bind(&code.to_string())
    .optional(db)
    .await
}

/// The badge of an award.
pub async fn find(db: &mut Conn, award_id: AwardId) -> Result<Option<Shown>, Error> {
    query(
        "SELECT badge.award_id, badge.code, badge.issuer_id, badge.issue, badge.key_number, badge.salt, badge.identity,
             badge.document, badge.token, badge.valid_from, badge.public_name, badge.shows_results,
             award.organization_id, award.person_id, award.credential_version_id, award.stack_version_id,
             award.decision_id, award.state, award.issued_at, award.valid_until, award.ended_at, award.end_reason,
             issuer.slug AS issuer_slug, issuer.name AS issuer_name
         FROM badge JOIN award ON award.id = badge.award_id JOIN issuer ON issuer.id = badge.issuer_id
         WHERE badge.award_id = $1",
    )
    .bind(award_id)
    .optional(db)
    .await
}

/// The code of an award's badge, with what is needed to lead to it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Coded {
    /// The award.
    pub award_id: AwardId,
    /// Its badge's code.
    #[sqlx(try_from = "String")]
    pub code: Code,
    /// The holder's name, where others may see it.
    pub public_name: Option<String>,
    /// The issuer's name.
    pub issuer_name: String,
    /// Where questions about the issuer's badges go, where that was said.
    pub issuer_email: Option<String>,
}

/// The codes of all badges of a person, that of the oldest award first.
pub async fn list_for_person(db: &mut Conn, id: PersonId) -> Result<Vec<Coded>, Error> {
    query(
        "SELECT badge.award_id, badge.code, badge.public_name, issuer.name AS issuer_name, issuer.email AS issuer_email
         FROM award JOIN badge ON badge.award_id = award.id JOIN issuer ON issuer.id = badge.issuer_id
         WHERE award.person_id = $1 ORDER BY award.issued_at, award.id",
    )
    .bind(id)
    .all(db)
    .await
}

#[derive(FromRow)]
struct Awarded {
    id: AwardId,
}

/// Awards whose badge is still to be made, oldest first.
pub async fn list_due(db: &mut Conn, limit: i64) -> Result<Vec<AwardId>, Error> {
    let rows: Vec<Awarded> = query("SELECT id FROM award WHERE is_badge_due ORDER BY id LIMIT $1")
        .bind(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Writes that an award's badge is made, or that it gets none.
pub async fn settle(tx: &mut Tx, award_id: AwardId) -> Result<(), Error> {
    query("UPDATE award SET is_badge_due = FALSE WHERE id = $1")
        .bind(award_id)
        .execute(tx)
        .await
        .map(drop)
}

#[derive(FromRow)]
struct Subject {
    id: String,
}

/// Under which name the badges of a person go; the new one is taken when there is none.
pub async fn subject(tx: &mut Tx, person_id: PersonId, new: &str) -> Result<String, Error> {
    query(
        "INSERT INTO badge_subject (person_id, id) VALUES ($1, $2) ON CONFLICT (person_id) DO NOTHING",
    )
    .bind(person_id)
    .bind(new)
    .execute(tx)
    .await?;
    let subject: Subject = query("SELECT id FROM badge_subject WHERE person_id = $1")
        .bind(person_id)
        .one(tx)
        .await?;
    Ok(subject.id)
}

#[derive(FromRow)]
struct Read {
    content: Json<Reading>,
}

/// The reading that a decision tells.
pub async fn find_reading(db: &mut Conn, id: DecisionId) -> Result<Option<Reading>, Error> {
    let found: Option<Read> = query(
        "SELECT reading.content FROM decision JOIN reading ON reading.id = decision.reading_id WHERE decision.id = $1",
    )
    .bind(id)
    .optional(db)
    .await?;
    Ok(found.map(|read| read.content.0))
}
