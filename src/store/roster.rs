//! Who takes part in courses, at rest: what their LMSs listed and whom launches showed, and where each stands.

use sqlx::FromRow;

use super::{Conn, Error, Tx, document, query};
use crate::clock::Timestamp;
use crate::domain::UnknownCode;
use crate::domain::id::{
    AttemptId, CredentialId, LmsContextId, LmsUserId, PlacementId, PlatformId,
};
use crate::domain::role::Role;
use crate::domain::roster::{Answer, Presence, Sync, Try};

/// What is known of a course's list as a whole.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Roster {
    /// Which course.
    pub lms_context_id: LmsContextId,
    /// Since when somebody waits for it to be read.
    pub wanted_at: Option<Timestamp>,
    /// When reading it last began.
    pub asked_at: Option<Timestamp>,
    /// When it was last read to its end.
    pub fetched_at: Option<Timestamp>,
    /// Whether the last reading came to its end.
    pub is_complete: bool,
    /// How many people the last reading saw.
    pub member_count: i64,
    /// Why the last reading did not come to its end.
    pub error: Option<String>,
}

/// Somebody as the LMS or a launch shows them.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// The LMS's id for the person.
    pub sub: &'a str,
    /// Their name, where the LMS shares it.
    pub name: Option<&'a str>,
    /// Their address, where the LMS shares it.
    pub email: Option<&'a str>,
    /// The LMS's roles as they came.
    pub roles: &'a [String],
    /// What they may do here.
    pub role: Role,
    /// Whether they take part now.
    pub presence: Presence,
}

/// How a reading of the list ended.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// When it began.
    pub asked_at: Timestamp,
    /// How many people it saw.
    pub member_count: i64,
    /// Why it did not come to its end; nothing when it did.
    pub error: Option<&'a str>,
}

/// Somebody on the list with what they made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The LMS's id for the person.
    pub sub: String,
    /// Their name.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Whether they take part now.
    pub presence: Presence,
    /// Their account here.
    pub lms_user_id: Option<LmsUserId>,
    /// The last message to their cell of the gradebook.
    pub sync: Option<Sync>,
    /// Their attempts, oldest first.
    pub tries: Vec<Try>,
}

/// Which list is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The course.
    pub lms_context_id: LmsContextId,
    /// Its LMS.
    pub platform_id: PlatformId,
    /// The micro-credential.
    pub credential_id: CredentialId,
    /// The link whose column of the gradebook is told of, where there is one.
    pub placement_id: Option<PlacementId>,
}

/// One attempt of somebody on the list, or the person alone who has made none.
#[derive(Debug, FromRow)]
struct Row {
    sub: String,
    name: Option<String>,
    email: Option<String>,
    status: String,
    lms_user_id: Option<LmsUserId>,
    post_state: Option<String>,
    is_overridden: Option<bool>,
    attempt_id: Option<AttemptId>,
    number: Option<i64>,
    state: Option<String>,
    is_counted: Option<bool>,
    submitted_at: Option<Timestamp>,
    outcome: Option<String>,
    band: Option<String>,
    total: Option<i64>,
    released_at: Option<Timestamp>,
    award_state: Option<String>,
    valid_until: Option<Timestamp>,
}

impl Row {
    fn person(&self) -> Result<Person, Error> {
        let sync = match &self.post_state {
            Some(state) => Some(Sync {
                state: coded(state)?,
                is_overridden: self.is_overridden.unwrap_or(false),
            }),
            None => None,
        };
        Ok(Person {
            sub: self.sub.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            presence: coded(&self.status)?,
            lms_user_id: self.lms_user_id,
            sync,
            tries: Vec::new(),
        })
    }

    fn attempt(&self) -> Result<Option<Try>, Error> {
        let (Some(id), Some(number), Some(state)) = (self.attempt_id, self.number, &self.state)
        else {
            return Ok(None);
        };
        Ok(Some(Try {
            id,
            number,
            state: coded(state)?,
            is_counted: self.is_counted.unwrap_or(false),
            submitted_at: self.submitted_at,
            answer: self.answer()?,
        }))
    }

    fn answer(&self) -> Result<Option<Answer>, Error> {
        let (Some(outcome), Some(band), Some(at)) = (&self.outcome, &self.band, self.released_at)
        else {
            return Ok(None);
        };
        let award = match &self.award_state {
            Some(state) => Some((coded(state)?, self.valid_until)),
            None => None,
        };
        Ok(Some(Answer {
            outcome: coded(outcome)?,
            band: band.clone(),
            points: self.total.unwrap_or_default(),
            at,
            award,
        }))
    }
}

fn coded<T: TryFrom<String, Error = UnknownCode>>(code: &str) -> Result<T, Error> {
    T::try_from(code.to_owned()).map_err(|error| sqlx::Error::Decode(Box::new(error)).into())
}

/// What is known of the list of a course.
pub async fn find(db: &mut Conn, id: LmsContextId) -> Result<Option<Roster>, Error> {
    query(
        "SELECT lms_context_id, wanted_at, asked_at, fetched_at, is_complete, member_count, error FROM roster
         WHERE lms_context_id = $1",
    )
    .bind(id)
    .optional(db)
    .await
}

/// Notes that somebody waits for the list.
pub async fn want(tx: &mut Tx, id: LmsContextId, now: Timestamp) -> Result<(), Error> {
    query(
        "INSERT INTO roster (lms_context_id, wanted_at, is_complete, member_count) VALUES ($1, $2, $3, 0)
         ON CONFLICT (lms_context_id) DO UPDATE SET wanted_at = COALESCE(roster.wanted_at, excluded.wanted_at)",
    )
    .bind(id)
    .bind(now)
    .bind(false)
    .execute(tx)
    .await
    .map(drop)
}

/// Begins to read the list, unless somebody began after `not_since`. `false` when somebody did.
pub async fn begin(
    tx: &mut Tx,
    id: LmsContextId,
    now: Timestamp,
    not_since: Timestamp,
) -> Result<bool, Error> {
    query(
        "INSERT INTO roster (lms_context_id, asked_at, is_complete, member_count) VALUES ($1, $2, $3, 0)
         ON CONFLICT (lms_context_id) DO UPDATE SET asked_at = excluded.asked_at
         WHERE roster.asked_at IS NULL OR roster.asked_at <= $4",
    )
    .bind(id)
    .bind(now)
    .bind(false)
    .bind(not_since)
    .execute(tx)
    .await
    .map(|rows| rows == 1)
}

/// Writes how a reading ended. Nobody waits for it any more.
pub async fn finish(tx: &mut Tx, id: LmsContextId, read: &Reading<'_>) -> Result<(), Error> {
    let is_complete = read.error.is_none();
    query(
        "UPDATE roster SET wanted_at = NULL, is_complete = $2, member_count = $3, error = $4,
             fetched_at = COALESCE($5, fetched_at)
         WHERE lms_context_id = $1",
    )
    .bind(id)
    .bind(is_complete)
    .bind(read.member_count)
    .bind(read.error)
    .bind(is_complete.then_some(read.asked_at))
    .execute(tx)
    .await
    .map(drop)
}

/// Writes somebody whom the LMS lists.
pub async fn upsert_listed(
    tx: &mut Tx,
    id: LmsContextId,
    seen: &Member<'_>,
    listed_at: Timestamp,
) -> Result<(), Error> {
    query(
        "INSERT INTO roster_member (lms_context_id, sub, name, email, roles, role, status, listed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (lms_context_id, sub) DO UPDATE SET name = excluded.name, email = excluded.email,
             roles = excluded.roles, role = excluded.role, status = excluded.status, listed_at = excluded.listed_at",
    )
    .bind(id)
    .bind(seen.sub)
    .bind(seen.name)
    .bind(seen.email)
    .bind(document(&seen.roles))
    .bind(seen.role.code())
    .bind(seen.presence.code())
    .bind(listed_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Writes somebody who came from the course.
pub async fn upsert_launched(
    tx: &mut Tx,
    id: LmsContextId,
    seen: &Member<'_>,
    launched_at: Timestamp,
) -> Result<(), Error> {
    query(
        "INSERT INTO roster_member (lms_context_id, sub, name, email, roles, role, status, launched_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (lms_context_id, sub) DO UPDATE SET name = excluded.name, email = excluded.email,
             roles = excluded.roles, role = excluded.role, status = excluded.status,
             launched_at = excluded.launched_at",
    )
    .bind(id)
    .bind(seen.sub)
    .bind(seen.name)
    .bind(seen.email)
    .bind(document(&seen.roles))
    .bind(seen.role.code())
    .bind(seen.presence.code())
    .bind(launched_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Marks those as gone whom a whole list, begun at this moment, did not name and who have not come since.
pub async fn mark_left(tx: &mut Tx, id: LmsContextId, begun: Timestamp) -> Result<u64, Error> {
    query(
        "UPDATE roster_member SET status = 'left'
         WHERE lms_context_id = $1 AND (listed_at IS NULL OR listed_at < $2) AND launched_at < $2
             AND status <> 'left'",
    )
    .bind(id)
    .bind(begun)
    .execute(tx)
    .await
}

/// Forgets those whom a whole list, begun at this moment, did not name and who never came.
pub async fn delete_unlisted(
    tx: &mut Tx,
    id: LmsContextId,
    begun: Timestamp,
) -> Result<u64, Error> {
    query("DELETE FROM roster_member WHERE lms_context_id = $1 AND listed_at < $2 AND launched_at IS NULL")
        .bind(id)
        .bind(begun)
        .execute(tx)
        .await
}

/// Lists that somebody waits for, longest waiting first.
pub async fn list_wanted(db: &mut Conn, limit: i64) -> Result<Vec<LmsContextId>, Error> {
    let rows: Vec<(LmsContextId,)> = query(
        "SELECT lms_context_id FROM roster WHERE wanted_at IS NOT NULL AND wanted_at > 0 ORDER BY wanted_at LIMIT $1",
    )
    .bind(limit)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Lists that were last read to their end before a moment and not tried since, oldest first.
pub async fn list_stale(
    db: &mut Conn,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<LmsContextId>, Error> {
    let rows: Vec<(LmsContextId,)> = query(
        "SELECT lms_context_id FROM roster WHERE fetched_at < $1 AND asked_at < $1 ORDER BY fetched_at LIMIT $2",
    )
    .bind(before)
    .bind(limit)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What those are called who have a cell in the column of a link.
pub async fn list_names(
    db: &mut Conn,
    id: PlacementId,
) -> Result<Vec<(LmsUserId, Option<String>)>, Error> {
    query(
        "SELECT cell.lms_user_id, lms_user.name FROM gradebook_cell AS cell
         JOIN lms_user ON lms_user.id = cell.lms_user_id WHERE cell.placement_id = $1",
    )
    .bind(id)
    .all(db)
    .await
}

/// What the people of a course are called who are there now, each with the LMS's id.
pub async fn list_people(
    db: &mut Conn,
    id: LmsContextId,
    platform_id: PlatformId,
) -> Result<Vec<(String, String)>, Error> {
    let rows: Vec<(String, Option<String>)> = query(
        "SELECT member.sub, COALESCE(member.name, lms_user.name) AS name FROM roster_member AS member
         LEFT JOIN lms_user ON lms_user.platform_id = $2 AND lms_user.sub = member.sub
         WHERE member.lms_context_id = $1 AND member.status <> 'left'",
    )
    .bind(id)
    .bind(platform_id)
    .all(db)
    .await?;
    let named = rows.into_iter();
    Ok(named.filter_map(|(sub, name)| Some((sub, name?))).collect())
}

/// Everybody who can earn in a course, each with their attempts on one micro-credential that were opened from this course,
/// and with the last message to their cell of the gradebook. Nothing of what they wrote.
pub async fn list_standings(db: &mut Conn, asked: Asked) -> Result<Vec<Person>, Error> {
    let rows: Vec<Row> = query(
        "SELECT member.sub, COALESCE(member.name, lms_user.name) AS name,
             COALESCE(member.email, lms_user.email) AS email, member.status, lms_user.id AS lms_user_id,
             post.state AS post_state, cell.is_overridden, attempt.id AS attempt_id, attempt.number, attempt.state,
             attempt.is_counted, attempt.submitted_at, decision.outcome, decision.band, decision.total,
             decision.released_at, award.state AS award_state, award.valid_until
         FROM roster_member AS member
         LEFT JOIN lms_user ON lms_user.platform_id = $2 AND lms_user.sub = member.sub
         LEFT JOIN gradebook_cell AS cell ON cell.placement_id = $4 AND cell.lms_user_id = lms_user.id
         LEFT JOIN score_post AS post ON post.placement_id = cell.placement_id
             AND post.lms_user_id = cell.lms_user_id AND post.seq = cell.last_seq
         LEFT JOIN enrollment ON enrollment.person_id = lms_user.person_id AND enrollment.credential_id = $3
             AND EXISTS (SELECT 1 FROM enrollment_placement AS link
                 JOIN placement ON placement.id = link.placement_id
                 WHERE link.enrollment_id = enrollment.id AND placement.lms_context_id = $1)
         LEFT JOIN attempt ON attempt.enrollment_id = enrollment.id AND NOT attempt.is_test
         LEFT JOIN decision ON decision.attempt_id = attempt.id AND decision.released_at IS NOT NULL
             AND attempt.state <> 'voided'
             AND NOT EXISTS (SELECT 1 FROM decision AS later
                 WHERE later.supersedes_id = decision.id AND later.released_at IS NOT NULL)
         LEFT JOIN award ON award.decision_id = decision.id
         WHERE member.lms_context_id = $1 AND member.role = 'earner'
         ORDER BY member.sub, attempt.number",
    )
    .bind(asked.lms_context_id)
    .bind(asked.platform_id)
    .bind(asked.credential_id)
    .bind(asked.placement_id)
    .all(db)
    .await?;
    let mut people: Vec<Person> = Vec::new();
    for row in &rows {
        if people.last().is_none_or(|last| last.sub != row.sub) {
            people.push(row.person()?);
        }
        if let (Some(person), Some(one)) = (people.last_mut(), row.attempt()?) {
            person.tries.push(one);
        }
    }
    Ok(people)
}
