//! Who may read work on which micro-credential, at rest.

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::id::{CredentialId, PersonId};
use crate::domain::qualification::State;

/// One person's right to read work on one major version.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Qualification {
    /// Whose.
    pub person_id: PersonId,
    /// For which micro-credential.
    pub credential_id: CredentialId,
    /// For which major version of it.
    pub major: i64,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// The languages that the person reads; none for any.
    pub languages: Json<Vec<String>>,
    /// When its time is over.
    pub valid_until: Option<Timestamp>,
    /// Whether the person has read elsewhere, so that first readings need no second one.
    pub is_experienced: bool,
}

/// Somebody who may read work on a micro-credential.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Reader {
    /// Who.
    pub person_id: PersonId,
    /// The person's name, as the LMS told it.
    pub name: Option<String>,
}

/// Writes a qualification, in the place of one for the same version.
pub async fn upsert(tx: &mut Tx, new: &Qualification, now: Timestamp) -> Result<(), Error> {
    query(
        "INSERT INTO qualification (person_id, credential_id, major, state, languages, valid_until, is_experienced,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         ON CONFLICT (person_id, credential_id, major) DO UPDATE SET state = excluded.state,
             languages = excluded.languages, valid_until = excluded.valid_until,
             is_experienced = excluded.is_experienced, updated_at = excluded.updated_at",
    )
    .bind(new.person_id)
    .bind(new.credential_id)
    .bind(new.major)
    .bind(new.state.code())
    .bind(document(&new.languages))
    .bind(new.valid_until)
    .bind(new.is_experienced)
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// A person's qualification for one major version.
pub async fn find(
    db: &mut Conn,
    person_id: PersonId,
    credential_id: CredentialId,
    major: i64,
) -> Result<Option<Qualification>, Error> {
    query(
        "SELECT person_id, credential_id, major, state, languages, valid_until, is_experienced FROM qualification
         WHERE person_id = $1 AND credential_id = $2 AND major = $3",
    )
    .bind(person_id)
    .bind(credential_id)
    .bind(major)
    .optional(db)
    .await
}

/// A person's qualifications.
pub async fn list_for_person(db: &mut Conn, id: PersonId) -> Result<Vec<Qualification>, Error> {
    query(
        "SELECT person_id, credential_id, major, state, languages, valid_until, is_experienced FROM qualification
         WHERE person_id = $1 ORDER BY credential_id, major",
    )
    .bind(id)
    .all(db)
    .await
}

/// Who may read work on a major version of a micro-credential, by name.
pub async fn list_readers(
    db: &mut Conn,
    credential_id: CredentialId,
    major: i64,
    now: Timestamp,
) -> Result<Vec<Reader>, Error> {
    query(
        "SELECT qualification.person_id, person.display_name AS name
         FROM qualification JOIN person ON person.id = qualification.person_id
         WHERE qualification.credential_id = $1 AND qualification.major = $2 AND qualification.state = 'qualified'
             AND (qualification.valid_until IS NULL OR qualification.valid_until > $3)
         ORDER BY person.display_name, qualification.person_id",
    )
    .bind(credential_id)
    .bind(major)
    .bind(now)
    .all(db)
    .await
}
