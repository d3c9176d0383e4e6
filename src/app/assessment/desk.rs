//! The desk: what waits, what somebody has, and what lead assessors have to look after (A1, A8).

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDate;

use super::{App, Error, Roles, Session, lead, roles_in};
use crate::app::enrollment;
use crate::clock::Timestamp;
use crate::domain::id::{AttemptId, CredentialVersionId, ReadingSlotId};
use crate::domain::qualification::State as Able;
use crate::domain::reading::slot::{MOST_HELD, Position, is_late};
use crate::domain::{closing, reading, target};
use crate::store::attempt;
use crate::store::reading_slot::{self, ReadingSlot};
use crate::store::{
    Conn, enrollment as versions, organization, qualification, reading as readings, reading_queue,
    window,
};

/// Over how long the average of somebody's readings is.
const LATELY: Duration = Duration::from_secs(90 * 24 * 3600);
/// How many lines a list shows.
const LIST: i64 = 200;

/// Everything on somebody's desk.
#[derive(Clone, Debug)]
pub struct Desk {
    /// What the person may do.
    pub roles: Roles,
    /// The zone of the organisation, for days.
    pub timezone: String,
    /// What waits that the person may read, by the day that it is due.
    pub waiting: Vec<DueDay>,
    /// How much of it is due already.
    pub overdue: i64,
    /// What the person has, the first to end first.
    pub held: Vec<Held>,
    /// How many one may have.
    pub most_held: u16,
    /// What the person may read.
    pub qualifications: Vec<Qualified>,
    /// How long the person's readings took lately.
    pub turnaround: Option<Duration>,
    /// How much waits to be looked through; for screeners.
    pub screening: Option<usize>,
    /// How many windows of drafts end in the next days; for those who run the programme.
    pub windows: Option<usize>,
    /// For lead assessors.
    pub lead: Option<LeadDesk>,
}

/// How much is due on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueDay {
    /// The day.
    pub day: NaiveDate,
    /// How much.
    pub count: i64,
}

/// Work that somebody has.
#[derive(Clone, Debug)]
pub struct Held {
    /// The wanted reading.
    pub slot: ReadingSlot,
    /// What the work is called.
    pub code: String,
    /// What is to be shown.
    pub title: String,
    /// How long it is still theirs; nothing when that is over.
    pub left: Duration,
}

/// Something that the person may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualified {
    /// What is to be shown.
    pub title: String,
    /// By which major version.
    pub major: i64,
    /// Whether it holds.
    pub state: Able,
    /// The languages; none for any.
    pub languages: Vec<String>,
    /// When its time is over.
    pub valid_until: Option<Timestamp>,
}

/// What lead assessors look after.
#[derive(Clone, Debug)]
pub struct LeadDesk {
    /// Differences that wait.
    pub adjudications: Vec<lead::Difference>,
    /// What is decided and waits to go out.
    pub decided: Vec<Line>,
    /// What is due soon or overdue.
    pub late: Vec<Line>,
    /// Everything else that waits or is being read, the first due first.
    pub under_way: Vec<Line>,
}

/// One attempt or wanted reading.
#[derive(Clone, Debug)]
pub struct Line {
    /// The attempt.
    pub attempt_id: AttemptId,
    /// The wanted reading, where it is about one.
    pub slot: Option<ReadingSlot>,
    /// What the work is called.
    pub code: String,
    /// What is to be shown.
    pub title: String,
    /// When it is due.
    pub due_at: Option<Timestamp>,
    /// Whether that is over.
    pub is_overdue: bool,
}

impl Line {
    /// The wanted reading's id, where it is about one.
    #[must_use]
    pub fn slot_id(&self) -> Option<ReadingSlotId> {
        self.slot.as_ref().map(|slot| slot.id)
    }
}

/// The desk of the session's person; for whoever has no tool role it is empty.
///
/// # Errors
/// [`Error::Store`].
pub async fn desk(app: &App, session: &Session) -> Result<Desk, Error> {
    let launch = &session.launch;
    let now = app.now();
    let mut db = app.db.read().await?;
    let roles = roles_in(&mut db, session).await?;
    let found = organization::find(&mut db, launch.organization_id).await?;
    let timezone = found.map_or_else(|| String::from("UTC"), |found| found.timezone);
    let mut desk = Desk {
        roles,
        waiting: vec![],
        overdue: 0,
        held: vec![],
        most_held: MOST_HELD,
        qualifications: vec![],
        turnaround: None,
        screening: None,
        windows: None,
        lead: None,
        timezone,
    };
    let mut titles = Titles::default();
    if roles.assessor {
        let (organization, person) = (launch.organization_id, launch.person_id);
        let counts = reading_queue::count_by_due(&mut db, organization, person, now).await?;
        desk.overdue = counts
            .iter()
            .filter(|(due, _)| *due <= now)
            .map(|(_, count)| count)
            .sum();
        desk.waiting = by_day(&counts, &desk.timezone);
        desk.qualifications = qualifications(&mut db, session).await?;
        let since = now.minus(LATELY);
        let seconds = readings::average_seconds(&mut db, person, since).await?;
        let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
        desk.turnaround = seconds.map(Duration::from_secs);
    }
    if roles.assessor || roles.lead {
        for slot in reading_slot::list_held(&mut db, launch.person_id).await? {
            desk.held.push(Held {
                code: reading::code(slot.attempt_id),
                title: titles.of(&mut db, slot.attempt_id).await?,
                left: slot
                    .leased_until
                    .map_or(Duration::ZERO, |until| until.since(now)),
                slot,
            });
        }
    }
    if roles.screener {
        let organization = launch.organization_id;
        let list = attempt::list_screening(&mut db, organization, now, LIST).await?;
        let others = list.iter().filter(|one| one.person_id != launch.person_id);
        desk.screening = Some(others.count());
    }
    if roles.program_admin {
        desk.windows = Some(near_windows(&mut db, app, session, &desk.timezone).await?);
    }
    if roles.lead {
        let lines = lead_lines(&mut db, app, session, &mut titles).await?;
        drop(db);
        desk.lead = Some(LeadDesk {
            adjudications: lead::adjudications(app, session).await?,
            ..lines
        });
    }
    Ok(desk)
}

/// How many windows of others end in the last days that pages say strongly.
async fn near_windows(
    db: &mut Conn,
    app: &App,
    session: &Session,
    zone: &str,
) -> Result<usize, Error> {
    let launch = &session.launch;
    let open = window::list_open(db, launch.organization_id, app.now(), LIST).await?;
    let is_near = |end| {
        let left = closing::days_left(end, app.now(), zone);
        left.is_some_and(|days| days <= closing::LAST_DAYS)
    };
    let others = open.iter().filter(|one| one.person_id != launch.person_id);
    Ok(others.filter(|one| is_near(one.window_ends_at)).count())
}

fn by_day(counts: &[(Timestamp, i64)], zone: &str) -> Vec<DueDay> {
    let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for (due, count) in counts {
        if let Some(day) = target::date(*due, zone) {
            *days.entry(day).or_default() += count;
        }
    }
    let days = days.into_iter();
    days.map(|(day, count)| DueDay { day, count }).collect()
}

async fn qualifications(db: &mut Conn, session: &Session) -> Result<Vec<Qualified>, Error> {
    let mut list = vec![];
    for able in qualification::list_for_person(db, session.launch.person_id).await? {
        let published = versions::find_published_version(db, able.credential_id).await?;
        let Some(published) = published else {
            continue;
        };
        if published.organization_id == session.launch.organization_id {
            list.push(Qualified {
                title: published.definition.0.title,
                major: able.major,
                state: able.state,
                languages: able.languages.0,
                valid_until: able.valid_until,
            });
        }
    }
    Ok(list)
}

async fn lead_lines(
    db: &mut Conn,
    app: &App,
    session: &Session,
    titles: &mut Titles,
) -> Result<LeadDesk, Error> {
    let now = app.now();
    let launch = &session.launch;
    let mut lines = LeadDesk {
        adjudications: vec![],
        decided: vec![],
        late: vec![],
        under_way: vec![],
    };
    for attempt in lead::decided(db, app, session).await? {
        lines.decided.push(Line {
            attempt_id: attempt.id,
            slot: None,
            code: reading::code(attempt.id),
            title: titles.of(db, attempt.id).await?,
            due_at: attempt.due_at,
            is_overdue: attempt.due_at.is_some_and(|due| due <= now),
        });
    }
    let far = Timestamp::from_millis(i64::MAX);
    let organization = launch.organization_id;
    for slot in reading_slot::list_active(db, organization, far, LIST).await? {
        if slot.position == Position::Adjudication || slot.earner_id == launch.person_id {
            continue;
        }
        let line = Line {
            attempt_id: slot.attempt_id,
            code: reading::code(slot.attempt_id),
            title: titles.of(db, slot.attempt_id).await?,
            due_at: Some(slot.due_at),
            is_overdue: slot.due_at <= now,
            slot: Some(slot.clone()),
        };
        if is_late(slot.created_at, slot.due_at, now) {
            lines.late.push(line);
        } else {
            lines.under_way.push(line);
        }
    }
    Ok(lines)
}

/// Titles by version, each read once.
#[derive(Default)]
pub(super) struct Titles(BTreeMap<CredentialVersionId, String>);

impl Titles {
    pub(super) async fn of(&mut self, db: &mut Conn, id: AttemptId) -> Result<String, Error> {
        let found = attempt::find(db, id).await?.ok_or(super::NONE)?;
        let version_id = found.credential_version_id;
        if let Some(title) = self.0.get(&version_id) {
            return Ok(title.clone());
        }
        let version = enrollment::version_of(db, version_id).await?;
        let title = version.definition.0.title;
        self.0.insert(version_id, title.clone());
        Ok(title)
    }
}
