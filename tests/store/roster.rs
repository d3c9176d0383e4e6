//! Claims about lists of people at rest, and about where each of them stands.

use microcred::clock::Timestamp;
use microcred::domain::attempt::State;
use microcred::domain::award;
use microcred::domain::credential::Outcome;
use microcred::domain::decision::Basis;
use microcred::domain::id::{EnrollmentId, LmsContextId, PlacementId};
use microcred::domain::reading::slot;
use microcred::domain::role::Role;
use microcred::domain::roster::Presence;
use microcred::store::award::Award;
use microcred::store::decision::Decision;
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::placement::{self, Placement};
use microcred::store::reading::SubmittedReading;
use microcred::store::reading_slot::ReadingSlot;
use microcred::store::roster::{self, Asked, Member, Reading};
use microcred::store::{
    Db, Tx, attempt, decision, deployment, enrollment, gradebook_cell, lms_user, reading,
    reading_slot,
};
use sqlx::types::Json;

use super::sample::{self, NOW, School, after, id};
use super::work;

super::on_both! {
    a_list_is_read_by_one_at_a_time_and_not_too_often,
    a_whole_list_takes_away_who_is_not_on_it_and_a_part_of_one_nobody,
    those_who_wait_come_first_and_what_is_old_comes_by_itself,
    each_stands_where_their_attempts_from_this_course_say,
    links_accounts_and_deployments_are_found_by_their_course,
    the_names_of_a_course_are_those_of_who_is_there,
}

async fn course(tx: &mut Tx, school: &School, lti_context_id: &str) -> LmsContextId {
    let seen = LmsContext {
        id: id(),
        lti_context_id: lti_context_id.into(),
        title: None,
        label: None,
        lineitems_url: None,
        memberships_url: Some("https://lms.example.org/members".into()),
    };
    lms_context::upsert(tx, school.deployment.id, &seen, NOW)
        .await
        .unwrap()
}

fn member(sub: &str, role: Role) -> Member<'_> {
    Member {
        sub,
        name: Some(sub),
        email: None,
        roles: &[],
        role,
        presence: Presence::Active,
    }
}

fn done(asked_at: Timestamp, error: Option<&str>) -> Reading<'_> {
    Reading {
        asked_at,
        member_count: 2,
        error,
    }
}

async fn a_list_is_read_by_one_at_a_time_and_not_too_often(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let course = course(&mut tx, &school, "c").await;
    assert_eq!(roster::find(&mut tx, course).await.unwrap(), None);
    for (now, not_since, expected) in [
        (after(0), after(0), true),
        (
            after(1),
            NOW.minus(std::time::Duration::from_secs(1)),
            false,
        ),
        (after(9), after(0), true),
    ] {
        let begun = roster::begin(&mut tx, course, now, not_since)
            .await
            .unwrap();
        assert_eq!(begun, expected, "{now:?}");
    }
    roster::want(&mut tx, course, after(10)).await.unwrap();
    roster::want(&mut tx, course, after(11)).await.unwrap();
    let found = roster::find(&mut tx, course).await.unwrap().unwrap();
    assert_eq!(
        (found.wanted_at, found.asked_at),
        (Some(after(10)), Some(after(9)))
    );
    assert_eq!((found.is_complete, found.fetched_at), (false, None));
    roster::finish(&mut tx, course, &done(after(9), None))
        .await
        .unwrap();
    roster::finish(&mut tx, course, &done(after(20), Some("roster-unreadable")))
        .await
        .unwrap();
    let found = roster::find(&mut tx, course).await.unwrap().unwrap();
    assert_eq!((found.wanted_at, found.fetched_at), (None, Some(after(9))));
    assert_eq!((found.is_complete, found.member_count), (false, 2));
    assert_eq!(found.error.as_deref(), Some("roster-unreadable"));
}

async fn a_whole_list_takes_away_who_is_not_on_it_and_a_part_of_one_nobody(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let course = course(&mut tx, &school, "c").await;
    for sub in ["gone", "stays"] {
        roster::upsert_listed(&mut tx, course, &member(sub, Role::Earner), NOW)
            .await
            .unwrap();
    }
    for sub in ["came", "came-late"] {
        roster::upsert_launched(&mut tx, course, &member(sub, Role::Earner), NOW)
            .await
            .unwrap();
    }
    let asked = Asked {
        lms_context_id: course,
        platform_id: school.platform.id,
        credential_id: id(),
        placement_id: None,
    };
    let begun = after(5);
    roster::upsert_listed(&mut tx, course, &member("stays", Role::Earner), begun)
        .await
        .unwrap();
    roster::upsert_launched(
        &mut tx,
        course,
        &member("came-late", Role::Earner),
        after(6),
    )
    .await
    .unwrap();
    assert_eq!(
        roster::delete_unlisted(&mut tx, course, begun)
            .await
            .unwrap(),
        1
    );
    assert_eq!(roster::mark_left(&mut tx, course, begun).await.unwrap(), 1);
    assert_eq!(roster::mark_left(&mut tx, course, begun).await.unwrap(), 0);
    let people = roster::list_standings(&mut tx, asked).await.unwrap();
    let shown: Vec<_> = people
        .iter()
        .map(|one| (one.sub.as_str(), one.presence))
        .collect();
    assert_eq!(
        shown,
        [
            ("came", Presence::Left),
            ("came-late", Presence::Active),
            ("stays", Presence::Active),
        ]
    );
}

async fn those_who_wait_come_first_and_what_is_old_comes_by_itself(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let mut courses = vec![];
    for name in ["a", "b", "c"] {
        courses.push(course(&mut tx, &school, name).await);
    }
    roster::want(&mut tx, courses[1], after(2)).await.unwrap();
    roster::want(&mut tx, courses[0], after(1)).await.unwrap();
    roster::begin(&mut tx, courses[2], NOW, NOW).await.unwrap();
    roster::finish(&mut tx, courses[2], &done(NOW, None))
        .await
        .unwrap();
    assert_eq!(roster::list_wanted(&mut tx, 9).await.unwrap(), courses[..2]);
    assert_eq!(roster::list_wanted(&mut tx, 1).await.unwrap(), courses[..1]);
    assert_eq!(roster::list_stale(&mut tx, NOW, 9).await.unwrap(), []);
    assert_eq!(
        roster::list_stale(&mut tx, after(1), 9).await.unwrap(),
        courses[2..]
    );
    // What was tried since is left alone until it is old again.
    roster::begin(&mut tx, courses[2], after(3), after(2))
        .await
        .unwrap();
    assert_eq!(roster::list_stale(&mut tx, after(1), 9).await.unwrap(), []);
}

/// A link of the course from which an enrollment was opened.
async fn opened_from(
    tx: &mut Tx,
    school: &School,
    course: LmsContextId,
    (enrollment_id, user): (EnrollmentId, microcred::domain::id::LmsUserId),
    name: &str,
) -> PlacementId {
    let seen = Placement {
        id: id(),
        lms_context_id: Some(course),
        resource_link_id: name.into(),
        title: None,
        lineitem_url: Some(format!("https://lms.example.org/items/{name}")),
        placement_template_id: None,
        named_template_id: None,
    };
    let link = placement::upsert(tx, school.deployment.id, &seen, NOW)
        .await
        .unwrap();
    enrollment::insert_placement(tx, enrollment_id, link.id, user, NOW)
        .await
        .unwrap();
    link.id
}

async fn each_stands_where_their_attempts_from_this_course_say(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let (here, elsewhere) = (
        course(&mut tx, &school, "c").await,
        course(&mut tx, &school, "d").await,
    );
    let credential_id = work::credential(&mut tx, school.organization_id, "waiting").await;
    let version_id = work::version(&mut tx, credential_id, 1, "published").await;
    let user = school.user(&mut tx, "dana").await;
    let new = work::enrollment(
        school.organization_id,
        user.person_id,
        credential_id,
        version_id,
    );
    let opened = enrollment::find_or_insert(&mut tx, &new, NOW)
        .await
        .unwrap();
    let placement_id = opened_from(&mut tx, &school, here, (opened.id, user.id), "l").await;
    let first = attempt::Attempt {
        submitted_at: Some(after(1)),
        is_counted: true,
        ..work::attempt(&opened, 1, State::Released)
    };
    let second = work::attempt(&opened, 2, State::Draft);
    for one in [&first, &second] {
        attempt::insert(&mut tx, one).await.unwrap();
    }
    decide(&mut tx, &first, user.person_id).await;
    gradebook_cell::next(&mut tx, placement_id, user.id, NOW)
        .await
        .unwrap();
    for sub in ["dana", "new", "teacher"] {
        let role = if sub == "teacher" {
            Role::Instructor
        } else {
            Role::Earner
        };
        for course in [here, elsewhere] {
            roster::upsert_listed(&mut tx, course, &member(sub, role), NOW)
                .await
                .unwrap();
        }
    }
    let asked = |lms_context_id| Asked {
        lms_context_id,
        platform_id: school.platform.id,
        credential_id,
        placement_id: Some(placement_id),
    };
    let people = roster::list_standings(&mut tx, asked(here)).await.unwrap();
    let subs: Vec<_> = people.iter().map(|one| one.sub.as_str()).collect();
    assert_eq!(subs, ["dana", "new"]);
    let [tried, open] = &people[0].tries[..] else {
        panic!("{people:?}");
    };
    assert_eq!(
        (tried.id, tried.number, tried.submitted_at),
        (first.id, 1, Some(after(1)))
    );
    let answer = tried.answer.as_ref().unwrap();
    assert_eq!(
        (answer.outcome, answer.points, &*answer.band),
        (Outcome::Pass, 3, "yes")
    );
    assert_eq!(answer.award, Some((award::State::Active, None)));
    assert_eq!(
        (open.id, open.state, open.answer.as_ref()),
        (second.id, State::Draft, None)
    );
    assert_eq!(people[0].lms_user_id, Some(user.id));
    assert_eq!((people[1].lms_user_id, people[1].tries.len()), (None, 0));
    // What was opened from another course is that course's.
    let people = roster::list_standings(&mut tx, asked(elsewhere))
        .await
        .unwrap();
    assert!(people.iter().all(|one| one.tries.is_empty()));
    let names = roster::list_names(&mut tx, placement_id).await.unwrap();
    assert_eq!(names, [(user.id, Some("Dana Rey".to_owned()))]);
}

/// A decision to pass with its award, and before it one to revise that it takes the place of.
async fn decide(tx: &mut Tx, about: &attempt::Attempt, person_id: microcred::domain::id::PersonId) {
    let slot = ReadingSlot {
        id: id(),
        organization_id: about.organization_id,
        attempt_id: about.id,
        snapshot_seq: 1,
        position: slot::Position::First,
        state: slot::State::Submitted,
        credential_id: credential_of(tx, about).await,
        major: 1,
        language: "en".into(),
        earner_id: person_id,
        due_at: NOW,
        person_id: Some(person_id),
        leased_at: None,
        leased_until: None,
        sent_back: None,
        created_at: NOW,
        updated_at: NOW,
    };
    reading_slot::insert(tx, &slot).await.unwrap();
    let read = SubmittedReading {
        id: id(),
        reading_slot_id: slot.id,
        attempt_id: about.id,
        person_id,
        seq: 1,
        content: Json(microcred::domain::reading::Reading::default()),
        total: 3,
        band: "yes".into(),
        outcome: Outcome::Pass,
        scored_hash: String::new(),
        seconds_spent: 1,
        submitted_at: NOW,
    };
    reading::insert(tx, &read).await.unwrap();
    let earlier = Decision {
        id: id(),
        attempt_id: about.id,
        basis: Basis::Single,
        reading_id: read.id,
        total: 2,
        band: "almost".into(),
        outcome: Outcome::Revise,
        posted_points: 2,
        rationale: String::new(),
        supersedes_id: None,
        decided_by: None,
        decided_at: after(2),
        released_by: None,
        released_at: Some(after(2)),
    };
    let later = Decision {
        id: id(),
        total: 3,
        band: "yes".into(),
        outcome: Outcome::Pass,
        posted_points: 3,
        supersedes_id: Some(earlier.id),
        decided_at: after(3),
        released_at: Some(after(3)),
        ..earlier.clone()
    };
    // One that nobody was told of yet counts for nothing.
    let untold = Decision {
        id: id(),
        supersedes_id: Some(later.id),
        released_at: None,
        decided_at: after(4),
        ..earlier.clone()
    };
    for new in [&earlier, &later, &untold] {
        decision::insert(tx, new).await.unwrap();
    }
    let given = Award {
        id: id(),
        organization_id: about.organization_id,
        person_id,
        credential_id: Some(slot.credential_id),
        credential_version_id: Some(about.credential_version_id),
        stack_id: None,
        stack_version_id: None,
        decision_id: Some(later.id),
        state: award::State::Active,
        issued_at: after(3),
        valid_until: None,
        ended_at: None,
        end_reason: None,
        renews_award_id: None,
    };
    microcred::store::award::insert(tx, &given).await.unwrap();
}

async fn credential_of(
    tx: &mut Tx,
    about: &attempt::Attempt,
) -> microcred::domain::id::CredentialId {
    let version = enrollment::find_version(tx, about.credential_version_id).await;
    version.unwrap().unwrap().credential_id
}

async fn links_accounts_and_deployments_are_found_by_their_course(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let other = sample::school(&db, "Hilltop").await;
    let opened = work::enrolled(&db).await;
    let mut tx = db.write().await.unwrap();
    let here = course(&mut tx, &school, "c").await;
    let there = course(&mut tx, &other, "c").await;
    let user = school.user(&mut tx, "kim").await;
    let link = opened_from(&mut tx, &school, here, (opened.id, user.id), "l").await;
    let found = deployment::find_for_context(&mut tx, here)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.id, school.deployment.id);
    assert_eq!(
        deployment::find_for_context(&mut tx, id()).await.unwrap(),
        None
    );
    for (course, expected) in [(here, true), (there, false)] {
        assert_eq!(
            enrollment::is_in_context(&mut tx, opened.id, course)
                .await
                .unwrap(),
            expected
        );
    }
    assert!(
        !enrollment::is_in_context(&mut tx, id(), here)
            .await
            .unwrap()
    );
    let listed = placement::list_for_context(&mut tx, here).await.unwrap();
    assert_eq!(listed.iter().map(|one| one.id).collect::<Vec<_>>(), [link]);
    let column = "https://lms.example.org/items/l";
    for (deployment, url, expected) in [
        (school.deployment.id, column, Some(link)),
        (other.deployment.id, column, None),
        (
            school.deployment.id,
            "https://lms.example.org/items/x",
            None,
        ),
    ] {
        let found = placement::find_by_line_item(&mut tx, deployment, url)
            .await
            .unwrap();
        assert_eq!(found.map(|one| one.id), expected);
    }
    let accounts = lms_user::list_for_person(&mut tx, user.person_id)
        .await
        .unwrap();
    assert_eq!(accounts, [user]);
}

async fn the_names_of_a_course_are_those_of_who_is_there(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let course = course(&mut tx, &school, "c").await;
    let dana = school.user(&mut tx, "dana").await;
    let unnamed = |sub| Member {
        name: None,
        ..member(sub, Role::Earner)
    };
    for seen in [
        unnamed("dana"),
        unnamed("nobody"),
        member("kim", Role::Instructor),
        Member {
            presence: Presence::Left,
            ..member("robin", Role::Earner)
        },
    ] {
        roster::upsert_listed(&mut tx, course, &seen, NOW)
            .await
            .unwrap();
    }
    let people = roster::list_people(&mut tx, course, school.deployment.platform_id).await;
    let mut people = people.unwrap();
    people.sort();
    let own = dana.name.map(|name| ("dana".to_owned(), name));
    let kim = ("kim".to_owned(), "kim".to_owned());
    let expected: Vec<_> = own.into_iter().chain([kim]).collect();
    assert_eq!(people, expected);
    let elsewhere = roster::list_people(&mut tx, id(), school.deployment.platform_id).await;
    assert_eq!(elsewhere.unwrap(), []);
}
