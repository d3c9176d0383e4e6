//! Earners in the middle of their work: a session in a course, an open attempt, and a text that was saved once.

use std::time::Duration;

use microcred::domain::answer::Answer;
use microcred::domain::attempt::State;
use microcred::domain::id::{AttemptId, LaunchId, LmsUserId, PersonId};
use microcred::domain::purpose::Purpose;
use microcred::domain::role::Role;
use microcred::random::fingerprint;
use microcred::store::answer::{self, StoredAnswer};
use microcred::store::attempt::{self, Attempt};
use microcred::store::enrollment::{self, Enrollment};
use microcred::store::launch::{self, NewLaunch};
use microcred::store::lms_user::{self, Seen};
use microcred::store::{Error, Tx};

use super::{Course, Home, Offered};

pub const EARNERS: usize = 500;
/// The text that they write.
pub const SLOT: &str = "what-changed";

const SESSION: Duration = Duration::from_hours(8);
const WINDOW: Duration = Duration::from_hours(24 * 90);
const SENTENCES: [&str; 4] = [
    "Before the trial, four of the twenty-six pupils spoke in nearly every discussion, and nine said nothing at all.",
    "Everybody wrote one sentence first, then read it to a neighbour, and I called on pairs in the order of the \
     seating plan.",
    "In the third week, seventeen voices were heard in ten minutes, most of them with a reason and not only an answer.",
    "The easier topic of that week may have helped, so I shall count again when we come to fractions.",
];

/// Somebody at work.
pub struct Earner {
    pub launch: LaunchId,
    pub attempt: AttemptId,
    pub secret: String,
    /// Their course's place in the list.
    pub course: usize,
    /// How many times their text was saved and acknowledged.
    pub saved: i64,
}

impl Earner {
    /// What proves that a form came from a page of theirs.
    pub fn form_token(&self) -> String {
        fingerprint(format!("form:{}:{}", self.launch, self.secret))
    }
}

/// A text of some 250 words, as it stands after so many saves.
pub fn text(saved: i64) -> String {
    let mut html = format!("<p>Draft {saved}.</p>");
    for sentence in SENTENCES.iter().cycle().take(3 * SENTENCES.len()) {
        html.extend(["<p>", sentence, "</p>"]);
    }
    html
}

pub async fn write(
    tx: &mut Tx,
    home: &Home,
    offers: &[Offered],
    courses: &[Course],
) -> Vec<Earner> {
    let mut earners = Vec::with_capacity(EARNERS);
    for number in 0..EARNERS {
        let course = number * courses.len() / EARNERS;
        let place = &courses[course];
        let earner = one(tx, home, place, &offers[place.first], number).await;
        earners.push(Earner {
            course,
            ..earner.expect("the rows fit")
        });
    }
    earners
}

async fn one(
    tx: &mut Tx,
    home: &Home,
    course: &Course,
    offered: &Offered,
    number: usize,
) -> Result<Earner, Error> {
    let person: PersonId = home.id();
    let name = format!("Sample Person {number}");
    lms_user::insert_person(tx, person, home.organization, Some(&name), home.now).await?;
    let seen = Seen {
        platform_id: home.platform,
        sub: &format!("person-{number}"),
        name: Some(&name),
        email: None,
        locale: Some("en"),
        launched_at: Some(home.now),
    };
    let user = lms_user::upsert(tx, home.id(), person, &seen).await?.id;
    let (launch, secret) = session(tx, home, course, user).await?;
    let attempt = begun(tx, home, offered, person).await?;
    let first = StoredAnswer {
        slot_id: SLOT.into(),
        body: Answer::Text { html: text(0) }.into(),
        word_count: 250,
        save_seq: 1,
        save_id: home.id::<uuid::Uuid>().to_string(),
        saved_at: home.now,
    };
    answer::save(tx, attempt, &first, 0).await?;
    Ok(Earner {
        launch,
        attempt,
        secret,
        course: 0,
        saved: 1,
    })
}

async fn session(
    tx: &mut Tx,
    home: &Home,
    course: &Course,
    user: LmsUserId,
) -> Result<(LaunchId, String), Error> {
    let secret = home.random.secret();
    let new = NewLaunch {
        id: home.id(),
        session_hash: fingerprint(&secret),
        lms_user_id: user,
        deployment_id: home.deployment,
        lms_context_id: Some(course.id),
        placement_id: Some(course.link),
        role: Role::Earner,
        roles: Vec::new(),
        is_test_user: false,
        is_masquerading: false,
        purpose: Purpose::Course,
        locale: Some("en".into()),
        return_url: None,
        storage_target: None,
        expires_at: home.now.plus(SESSION),
    };
    launch::insert(tx, &new, home.now).await?;
    Ok((new.id, secret))
}

async fn begun(
    tx: &mut Tx,
    home: &Home,
    offered: &Offered,
    person: PersonId,
) -> Result<AttemptId, Error> {
    let new = Enrollment {
        id: home.id(),
        organization_id: home.organization,
        person_id: person,
        credential_id: offered.credential,
        credential_version_id: offered.version,
    };
    let enrollment = enrollment::find_or_insert(tx, &new, home.now).await?;
    let attempt = Attempt {
        id: home.id(),
        enrollment_id: enrollment.id,
        person_id: person,
        organization_id: home.organization,
        credential_version_id: offered.version,
        number: 1,
        state: State::Draft,
        is_counted: true,
        opened_at: home.now,
        window_started_at: Some(home.now),
        window_ends_at: Some(home.now.plus(WINDOW)),
        submitted_at: None,
        recall_until: None,
        carried_from_attempt_id: None,
        resubmission_note: None,
        is_test: false,
        due_at: None,
        held_from: None,
        superseded_at: None,
        updated_at: home.now,
    };
    attempt::insert(tx, &attempt).await?;
    Ok(attempt.id)
}
