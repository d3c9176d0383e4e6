//! A large course: its people as the LMS listed them, what they did, what was decided, and an instructor with a session.

use std::path::Path;

use microcred::app::App;
use microcred::app::audit::Actor;
use microcred::app::credential::{self, Imported};
use microcred::clock::{Clock, Timestamp};
use microcred::definition;
use microcred::domain::approval::Approval;
use microcred::domain::attempt::State;
use microcred::domain::award;
use microcred::domain::credential::Outcome;
use microcred::domain::decision::Basis;
use microcred::domain::id::{
    CredentialId, CredentialVersionId, LaunchId, LmsContextId, LmsUserId, OrganizationId, PersonId,
    PlacementId,
};
use microcred::domain::placement::{GradeMode, VersionPolicy};
use microcred::domain::purpose::Purpose;
use microcred::domain::reading::{Reading, slot};
use microcred::domain::role::Role;
use microcred::domain::roster::Presence;
use microcred::random::{Random, fingerprint};
use microcred::store::attempt::{self, Attempt};
use microcred::store::award::Award;
use microcred::store::decision::{self, Decision};
use microcred::store::deployment::{self, Deployment};
use microcred::store::enrollment::{self, Enrollment};
use microcred::store::launch::{self, NewLaunch};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::lms_user::{self, Seen};
use microcred::store::organization::{self, Organization};
use microcred::store::placement::{self, Placement};
use microcred::store::placement_template::{self, PlacementTemplate};
use microcred::store::platform::{self, Platform};
use microcred::store::reading::{self, SubmittedReading};
use microcred::store::reading_slot::{self, ReadingSlot};
use microcred::store::roster::{self, Member};
use microcred::store::{Db, Tx, gradebook_cell};
use serde_json::json;
use sqlx::types::Json;

pub use microcred::web::cookie::SESSION as COOKIE;

/// How many people learn in the course.
pub const LEARNERS: usize = 5_000;
/// The secret of the instructor's session.
pub const SECRET: &str = "a-secret-of-a-benchmark-that-has-43-letters";
/// How many people are written in one transaction.
const AT_A_TIME: usize = 250;

/// What was built.
pub struct World {
    /// The instructor's session.
    pub launch: LaunchId,
}

/// What all rows share.
struct Home {
    random: Random,
    now: Timestamp,
    organization: OrganizationId,
    platform: Platform,
    deployment: Deployment,
    course: LmsContextId,
    credential: CredentialId,
    version: CredentialVersionId,
    placement: PlacementId,
    instructor: (LmsUserId, PersonId),
}

impl World {
    pub async fn build(db: &Db) -> Self {
        let home = home(db).await;
        for first in (0..LEARNERS).step_by(AT_A_TIME) {
            let mut tx = db.write().await.expect("the database can be written");
            for number in first..first + AT_A_TIME {
                learner(&mut tx, &home, number).await;
            }
            tx.commit().await.expect("the people are kept");
        }
        let mut tx = db.write().await.expect("the database can be written");
        let session = session(&home);
        launch::insert(&mut tx, &session, home.now)
            .await
            .expect("a launch");
        let now = home.now;
        roster::begin(&mut tx, home.course, now, now)
            .await
            .expect("a list");
        let read = roster::Reading {
            asked_at: now,
            member_count: 5_000,
            error: None,
        };
        roster::finish(&mut tx, home.course, &read)
            .await
            .expect("a list");
        tx.commit().await.expect("the list is kept");
        Self { launch: session.id }
    }
}

impl Home {
    fn id<T: From<uuid::Uuid>>(&self) -> T {
        T::from(self.random.id(self.now))
    }
}

async fn home(db: &Db) -> Home {
    let (random, now) = (Random::system(), Clock::system().now());
    let mut tx = db.write().await.expect("the database can be written");
    let new = Organization {
        id: random.id(now).into(),
        name: "Riverbend District".into(),
        timezone: "UTC".into(),
    };
    let organization = organization::find_or_insert(&mut tx, &new, now)
        .await
        .expect("a district")
        .id;
    let platform = Platform {
        id: random.id(now).into(),
        organization_id: organization,
        name: "Riverbend LMS".into(),
        profile: "canvas".into(),
        profile_overrides: Json(json!({})),
        issuer: "https://lms.example".into(),
        client_id: "1".into(),
        authorization_url: "https://lms.example/auth".into(),
        token_url: "https://lms.example/token".into(),
        jwks_url: "https://lms.example/jwks".into(),
        token_audience: None,
        status: Approval::Active,
        asked_scopes: Json(vec![]),
        granted_scopes: None,
    };
    platform::insert(&mut tx, &platform, now)
        .await
        .expect("an LMS");
    let deployment = Deployment {
        id: random.id(now).into(),
        platform_id: platform.id,
        lti_deployment_id: "1".into(),
        school_name: None,
        platform_guid: None,
        status: Approval::Active,
        first_seen_at: now,
    };
    deployment::insert_if_unknown(&mut tx, &deployment)
        .await
        .expect("a deployment");
    let course = LmsContext {
        id: random.id(now).into(),
        lti_context_id: "course".into(),
        title: Some("Learning Together".into()),
        label: None,
        lineitems_url: Some("https://lms.example/items".into()),
        memberships_url: Some("https://lms.example/members".into()),
    };
    let course = lms_context::upsert(&mut tx, deployment.id, &course, now)
        .await
        .expect("a course");
    let instructor = account(
        &mut tx,
        &random,
        (organization, platform.id),
        "teacher",
        "Robin Vale",
        now,
    )
    .await;
    tx.commit().await.expect("the district is kept");
    let (credential, version) = offer(db, organization).await;
    let mut home = Home {
        placement: random.id(now).into(),
        random,
        now,
        organization,
        platform,
        deployment,
        course,
        credential,
        version,
        instructor,
    };
    home.placement = place(db, &home).await;
    home
}

/// Publishes a sample.
async fn offer(db: &Db, organization: OrganizationId) -> (CredentialId, CredentialVersionId) {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog/routines-that-bring-in-every-voice");
    let package = definition::read(&folder).expect("a sample of the catalogue");
    let app: App = crate::app(db.clone());
    let Imported { .. } = credential::import(&app, Actor::Operator, organization, &package, true)
        .await
        .expect("a sample can be published");
    let mut db = db.read().await.expect("the database can be read");
    let known =
        microcred::store::credential::find_by_slug(&mut db, organization, &package.definition.slug);
    let id = known.await.expect("rows").expect("it was published").id;
    let version = enrollment::find_published_version(&mut db, id)
        .await
        .expect("rows");
    (id, version.expect("it was published").id)
}

async fn place(db: &Db, home: &Home) -> PlacementId {
    let mut tx = db.write().await.expect("the database can be written");
    let template = PlacementTemplate {
        id: home.id(),
        organization_id: home.organization,
        credential_id: Some(home.credential),
        stack_id: None,
        gate: None,
        grade_mode: GradeMode::Points,
        version_policy: VersionPolicy::Latest,
        pinned_version_id: None,
        award_version_id: None,
        created_by: home.instructor.1,
    };
    placement_template::insert(&mut tx, &template, home.now)
        .await
        .expect("a choice");
    let seen = Placement {
        id: home.id(),
        lms_context_id: Some(home.course),
        resource_link_id: "link".into(),
        title: None,
        lineitem_url: Some("https://lms.example/items/1".into()),
        placement_template_id: None,
        named_template_id: None,
    };
    let link = placement::upsert(&mut tx, home.deployment.id, &seen, home.now)
        .await
        .expect("a link");
    placement::bind(&mut tx, link.id, template.id, home.now)
        .await
        .expect("a link");
    tx.commit().await.expect("the link is kept");
    link.id
}

async fn account(
    tx: &mut Tx,
    random: &Random,
    (organization, platform_id): (OrganizationId, microcred::domain::id::PlatformId),
    sub: &str,
    name: &str,
    now: Timestamp,
) -> (LmsUserId, PersonId) {
    let person: PersonId = random.id(now).into();
    lms_user::insert_person(tx, person, organization, Some(name), now)
        .await
        .expect("a person");
    let seen = Seen {
        platform_id,
        sub,
        name: Some(name),
        email: None,
        locale: None,
        launched_at: Some(now),
    };
    let user = lms_user::upsert(tx, random.id(now).into(), person, &seen)
        .await
        .expect("an account");
    (user.id, person)
}

/// Of ten people two have never come, one has only looked in, and seven have handed in; five of those were answered, two of
/// them twice.
async fn learner(tx: &mut Tx, home: &Home, number: usize) {
    let (sub, name) = (
        format!("learner-{number}"),
        format!("Learner {:04}", number * 7919 % LEARNERS),
    );
    let listed = Member {
        sub: &sub,
        name: Some(&name),
        email: Some("learner@example.org"),
        roles: &[],
        role: Role::Earner,
        presence: Presence::Active,
    };
    roster::upsert_listed(tx, home.course, &listed, home.now)
        .await
        .expect("a member");
    let kind = number % 10;
    if kind < 2 {
        return;
    }
    let owner = (home.organization, home.platform.id);
    let (user, person) = account(tx, &home.random, owner, &sub, &name, home.now).await;
    let new = Enrollment {
        id: home.id(),
        organization_id: home.organization,
        person_id: person,
        credential_id: home.credential,
        credential_version_id: home.version,
    };
    let opened = enrollment::find_or_insert(tx, &new, home.now)
        .await
        .expect("an enrollment");
    enrollment::insert_placement(tx, opened.id, home.placement, user, home.now)
        .await
        .expect("a link");
    if kind == 2 {
        return;
    }
    gradebook_cell::next(tx, home.placement, user, home.now)
        .await
        .expect("a cell");
    let is_answered = kind >= 5;
    let state = if is_answered {
        State::Released
    } else {
        State::Queued
    };
    let first = tried(tx, home, &opened, 1, state).await;
    if is_answered {
        let is_again = kind >= 8;
        answer(
            tx,
            home,
            &first,
            if is_again {
                Outcome::Revise
            } else {
                Outcome::Pass
            },
        )
        .await;
        if is_again {
            let second = tried(tx, home, &opened, 2, State::Released).await;
            answer(tx, home, &second, Outcome::Pass).await;
        }
    }
}

async fn tried(
    tx: &mut Tx,
    home: &Home,
    opened: &Enrollment,
    number: i64,
    state: State,
) -> Attempt {
    let new = Attempt {
        id: home.id(),
        enrollment_id: opened.id,
        person_id: opened.person_id,
        organization_id: opened.organization_id,
        credential_version_id: opened.credential_version_id,
        number,
        state,
        is_counted: state == State::Released,
        opened_at: home.now,
        window_started_at: Some(home.now),
        window_ends_at: Some(home.now),
        submitted_at: Some(home.now),
        recall_until: Some(home.now),
        carried_from_attempt_id: None,
        resubmission_note: None,
        is_test: false,
        due_at: None,
        held_from: None,
        superseded_at: None,
        updated_at: home.now,
    };
    attempt::insert(tx, &new).await.expect("an attempt");
    new
}

async fn answer(tx: &mut Tx, home: &Home, about: &Attempt, outcome: Outcome) {
    let now = home.now;
    let assessor = home.instructor.1;
    let wanted = ReadingSlot {
        id: home.id(),
        organization_id: home.organization,
        attempt_id: about.id,
        snapshot_seq: 1,
        position: slot::Position::First,
        state: slot::State::Submitted,
        credential_id: home.credential,
        major: 1,
        language: "en".into(),
        earner_id: about.person_id,
        due_at: now,
        person_id: Some(assessor),
        leased_at: None,
        leased_until: None,
        sent_back: None,
        created_at: now,
        updated_at: now,
    };
    reading_slot::insert(tx, &wanted)
        .await
        .expect("a reading that is wanted");
    let read = SubmittedReading {
        id: home.id(),
        reading_slot_id: wanted.id,
        attempt_id: about.id,
        person_id: assessor,
        seq: 1,
        content: Json(Reading::default()),
        total: 12,
        band: "yes".into(),
        outcome,
        scored_hash: String::new(),
        seconds_spent: 60,
        submitted_at: now,
    };
    reading::insert(tx, &read).await.expect("a reading");
    let decided = Decision {
        id: home.id(),
        attempt_id: about.id,
        basis: Basis::Single,
        reading_id: read.id,
        total: 12,
        band: "yes".into(),
        outcome,
        posted_points: 12,
        rationale: String::new(),
        supersedes_id: None,
        decided_by: None,
        decided_at: now,
        released_by: None,
        released_at: Some(now),
    };
    decision::insert(tx, &decided).await.expect("a decision");
    if outcome == Outcome::Pass {
        let given = Award {
            id: home.id(),
            organization_id: home.organization,
            person_id: about.person_id,
            credential_id: Some(home.credential),
            credential_version_id: Some(home.version),
            stack_id: None,
            stack_version_id: None,
            decision_id: Some(decided.id),
            state: award::State::Active,
            issued_at: now,
            valid_until: None,
            ended_at: None,
            end_reason: None,
            renews_award_id: None,
        };
        microcred::store::award::insert(tx, &given)
            .await
            .expect("an award");
    }
}

fn session(home: &Home) -> NewLaunch {
    NewLaunch {
        id: home.id(),
        session_hash: fingerprint(SECRET),
        lms_user_id: home.instructor.0,
        deployment_id: home.deployment.id,
        lms_context_id: Some(home.course),
        placement_id: Some(home.placement),
        role: Role::Instructor,
        roles: vec![],
        is_test_user: false,
        is_masquerading: false,
        purpose: Purpose::Course,
        locale: None,
        return_url: None,
        storage_target: None,
        expires_at: home.now.plus(std::time::Duration::from_secs(3600)),
    }
}
