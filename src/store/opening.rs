//! Everything that an accepted launch writes each time, at rest: the login that is used up, the account, its place in the
//! course, the session and the inspector's record. PostgreSQL takes all of it in one statement, so that a launch is one way
//! to the server; SQLite, which is no way off, in the statements of their own nouns.

use super::launch::{self, NewLaunch};
use super::launch_record::{self, LaunchRecord};
use super::lms_user::{self, Seen};
use super::roster::{self, Member};
use super::value::Value;
use super::{Db, Error, Sql, Tx, document, pending_login, query};
use crate::clock::Timestamp;
use crate::domain::id::{LmsContextId, LmsUserId, OrganizationId, PendingLoginId, PersonId};

/// What is written.
#[derive(Clone, Debug)]
pub struct Opening<'a> {
    /// The login that is used up.
    pub login_id: PendingLoginId,
    /// Whose account it is.
    pub person: Person,
    /// What the launch says of the account.
    pub seen: Seen<'a>,
    /// The account's place in its course, where it has one.
    pub member: Option<(LmsContextId, Member<'a>)>,
    /// The session. Its account is the one that is made if none is there; one that is there takes its place.
    pub launch: NewLaunch,
    /// What the inspector keeps.
    pub record: LaunchRecord,
}

/// Whose account is written.
#[derive(Clone, Copy, Debug)]
pub enum Person {
    /// Somebody who is known.
    Known(PersonId),
    /// Somebody who has not been here before.
    New(PersonId, OrganizationId),
}

impl Person {
    const fn id(self) -> PersonId {
        match self {
            Self::Known(id) | Self::New(id, _) => id,
        }
    }
}

/// The account that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Account {
    /// Its id.
    pub id: LmsUserId,
    /// Whose it is.
    pub person_id: PersonId,
}

/// Writes it as a transaction of its own. `None`, and nothing written, when the login was used already or is too old.
pub async fn write_alone(
    db: &Db,
    new: &Opening<'_>,
    now: Timestamp,
) -> Result<Option<Account>, Error> {
    let mut tx = db.write_one().await?;
    let account = write(&mut tx, new, now).await?;
    if account.is_some() {
        tx.commit().await?;
    }
    Ok(account)
}

/// Writes it together with whatever else is written in the transaction. `None` when the login was used already or is too
/// old; the transaction must not be committed then.
pub async fn write(
    tx: &mut Tx,
    new: &Opening<'_>,
    now: Timestamp,
) -> Result<Option<Account>, Error> {
    if tx.writes_several_at_once() {
        at_once(tx, new, now).await
    } else {
        one_by_one(tx, new, now).await
    }
}

async fn one_by_one(
    tx: &mut Tx,
    new: &Opening<'_>,
    now: Timestamp,
) -> Result<Option<Account>, Error> {
    if !pending_login::consume(tx, new.login_id, now).await? {
        return Ok(None);
    }
    if let Person::New(id, organization_id) = new.person {
        lms_user::insert_person(tx, id, organization_id, new.seen.name, now).await?;
    }
    let (user_id, person_id) = (new.launch.lms_user_id, new.person.id());
    let user = lms_user::upsert(tx, user_id, person_id, &new.seen).await?;
    if let Some((course, member)) = &new.member {
        roster::upsert_launched(tx, *course, member, now).await?;
    }
    let opened = NewLaunch {
        lms_user_id: user.id,
        ..new.launch.clone()
    };
    launch::insert(tx, &opened, now).await?;
    launch_record::insert(tx, &new.record).await?;
    Ok(Some(Account {
        id: user.id,
        person_id: user.person_id,
    }))
}

// Each part does what the statement of its noun does, and only if the login could be used up.
const AT_ONCE: Sql = Sql::postgres_only(
    "WITH login AS (
         UPDATE pending_login SET consumed_at = $2, ticket_hash = NULL
         WHERE id = $1 AND consumed_at IS NULL AND expires_at > $2
         RETURNING id
     ), newcomer AS (
         INSERT INTO person (id, organization_id, display_name, created_at)
         SELECT $3, $4, $8, $2 FROM login WHERE CAST($4 AS TEXT) IS NOT NULL
     ), account AS (
         INSERT INTO lms_user (id, platform_id, sub, person_id, name, email, locale, first_launch_at, last_launch_at)
         SELECT $5, $6, $7, $3, $8, $9, $10, $11, $11 FROM login
         ON CONFLICT (platform_id, sub) DO UPDATE SET name = excluded.name, email = excluded.email,
             locale = excluded.locale,
             first_launch_at = COALESCE(lms_user.first_launch_at, excluded.first_launch_at),
             last_launch_at = COALESCE(excluded.last_launch_at, lms_user.last_launch_at)
         RETURNING id, person_id
     ), member AS (
         INSERT INTO roster_member (lms_context_id, sub, name, email, roles, role, status, launched_at)
         SELECT $12, $7, $13, $14, $15, $16, $17, $2 FROM login WHERE CAST($12 AS TEXT) IS NOT NULL
         ON CONFLICT (lms_context_id, sub) DO UPDATE SET name = excluded.name, email = excluded.email,
             roles = excluded.roles, role = excluded.role, status = excluded.status,
             launched_at = excluded.launched_at
     ), opened AS (
         INSERT INTO launch (id, session_hash, lms_user_id, deployment_id, lms_context_id, placement_id, role, roles,
             is_test_user, is_masquerading, purpose, locale, return_url, storage_target, created_at, expires_at)
         SELECT $18, $19, account.id, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $2, $31 FROM account
     ), record AS (
         INSERT INTO launch_record (id, platform_id, is_accepted, code, message_type, facts, created_at)
         SELECT $32, $33, $34, $35, $36, $37, $38 FROM login
     )
     SELECT id, person_id FROM account",
);

async fn at_once(tx: &mut Tx, new: &Opening<'_>, now: Timestamp) -> Result<Option<Account>, Error> {
    let (seen, launch, record) = (&new.seen, &new.launch, &new.record);
    let organization_id = match new.person {
        Person::New(_, organization_id) => Some(organization_id),
        Person::Known(_) => None,
    };
    let course = new.member.as_ref().map(|(course, _)| *course);
    let member = new.member.as_ref().map(|(_, member)| member);
    let account: Option<Account> = query(AT_ONCE)
        .bind(new.login_id)
        .bind(now)
        .bind(new.person.id())
        .bind(organization_id)
        .bind(launch.lms_user_id)
        .bind(seen.platform_id)
        .bind(seen.sub)
        .bind(seen.name)
        .bind(seen.email)
        .bind(seen.locale)
        .bind(seen.launched_at)
        .bind(course)
        .bind(member.and_then(|member| member.name))
        .bind(member.and_then(|member| member.email))
        .bind(member.map_or(Value::Document(None), |member| document(&member.roles)))
        .bind(member.map(|member| member.role.code()))
        .bind(member.map(|member| member.presence.code()))
        .bind(launch.id)
        .bind(&launch.session_hash)
        .bind(launch.deployment_id)
        .bind(launch.lms_context_id)
        .bind(launch.placement_id)
        .bind(launch.role.code())
        .bind(document(&launch.roles))
        .bind(launch.is_test_user)
        .bind(launch.is_masquerading)
        .bind(document(&launch.purpose))
        .bind(launch.locale.as_deref())
        .bind(launch.return_url.as_deref())
        .bind(launch.storage_target.as_deref())
        .bind(launch.expires_at)
        .bind(record.id)
        .bind(record.platform_id)
        .bind(record.is_accepted)
        .bind(&record.code)
        .bind(record.message_type.as_deref())
        .bind(document(&record.facts))
        .bind(record.created_at)
        .optional(tx)
        .await?;
    if let (Some(account), Person::New(id, _)) = (account, new.person)
        && account.person_id != id
    {
        // Two first launches at once: the other's account is there, and this person is nobody's.
        // By itself the launch is written by now, whatever becomes of this.
        if let Err(error) = lms_user::delete_person_of_nobody(tx, id).await {
            tracing::warn!(%error, person = %id, "a person without an account was left");
        }
    }
    Ok(account)
}
