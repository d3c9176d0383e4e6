//! Claims about what an accepted launch writes in one go: all of it or nothing, and the same on both databases.

use microcred::clock::Timestamp;
use microcred::domain::id::{LmsContextId, PendingLoginId, PersonId};
use microcred::domain::role::Role;
use microcred::domain::roster::Presence;
use microcred::store::launch::NewLaunch;
use microcred::store::launch_record::{self, LaunchRecord};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::opening::{self, Account, Opening, Person};
use microcred::store::roster::Member;
use microcred::store::{Db, launch, lms_user, pending_login, query};

use super::sample::{self, CLASS, NOW, School, after, all_at_once, id, number};

super::on_both! {
    a_first_launch_writes_person_account_place_session_and_record,
    a_later_launch_finds_its_account,
    a_login_that_was_used_or_is_too_old_writes_nothing,
    of_a_class_that_opens_with_one_login_at_once_one_does,
    two_first_launches_at_once_are_of_one_person,
    what_is_written_in_a_transaction_is_gone_with_it,
    a_launch_without_a_course_has_no_place_in_one,
}

async fn login(db: &Db, school: &School) -> PendingLoginId {
    let new = school.login(after(60));
    let state = new.id.to_string();
    let platform = &school.platform;
    let is_written = pending_login::insert(db, &new, platform, &state, NOW).await;
    assert!(is_written.unwrap());
    new.id
}

async fn course(db: &Db, school: &School) -> LmsContextId {
    let seen = LmsContext {
        id: id(),
        lti_context_id: "course".into(),
        title: None,
        label: None,
        lineitems_url: None,
        memberships_url: None,
    };
    let mut tx = db.write().await.unwrap();
    let id = lms_context::upsert(&mut tx, school.deployment.id, &seen, NOW).await;
    tx.commit().await.unwrap();
    id.unwrap()
}

/// A launch of Dana Rey from a course.
fn dana<'a>(
    school: &School,
    login_id: PendingLoginId,
    person: Person,
    course: Option<LmsContextId>,
) -> Opening<'a> {
    const ROLES: &[String] = &[];
    let seen = school.seen("dana");
    let member = Member {
        sub: "dana",
        name: seen.name,
        email: seen.email,
        roles: ROLES,
        role: Role::Earner,
        presence: Presence::Active,
    };
    Opening {
        login_id,
        person,
        seen,
        member: course.map(|course| (course, member)),
        launch: NewLaunch {
            id: id(),
            session_hash: "session".into(),
            lms_user_id: id(),
            deployment_id: school.deployment.id,
            lms_context_id: course,
            placement_id: None,
            role: Role::Earner,
            roles: vec!["Learner".into()],
            is_test_user: false,
            is_masquerading: false,
            purpose: microcred::domain::purpose::Purpose::Course,
            locale: Some("es".into()),
            return_url: Some("https://lms.example/back".into()),
            storage_target: Some("frame".into()),
            expires_at: after(3600),
        },
        record: LaunchRecord {
            id: id(),
            platform_id: Some(school.platform.id),
            is_accepted: true,
            code: "accepted".into(),
            message_type: Some("LtiResourceLinkRequest".into()),
            facts: std::collections::BTreeMap::from([("step".into(), "launch".into())]).into(),
            created_at: NOW,
        },
    }
}

fn newcomer(school: &School) -> Person {
    Person::New(id::<PersonId>(), school.organization_id)
}

async fn opened(db: &Db, new: &Opening<'_>, now: Timestamp) -> Option<Account> {
    opening::write_alone(db, new, now).await.unwrap()
}

async fn rows(db: &Db) -> [i64; 5] {
    [
        number(db, "SELECT CAST(COUNT(*) AS BIGINT) FROM person").await,
        number(db, "SELECT CAST(COUNT(*) AS BIGINT) FROM lms_user").await,
        number(db, "SELECT CAST(COUNT(*) AS BIGINT) FROM roster_member").await,
        number(db, "SELECT CAST(COUNT(*) AS BIGINT) FROM launch").await,
        number(db, "SELECT CAST(COUNT(*) AS BIGINT) FROM launch_record").await,
    ]
}

async fn a_first_launch_writes_person_account_place_session_and_record(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let (login, course) = (login(&db, &school).await, course(&db, &school).await);
    let person = newcomer(&school);
    let new = dana(&school, login, person, Some(course));
    let account = opened(&db, &new, NOW).await.unwrap();
    let Person::New(person_id, _) = person else {
        unreachable!("a newcomer is new");
    };
    let expected = Account {
        id: new.launch.lms_user_id,
        person_id,
    };
    assert_eq!(account, expected);
    assert_eq!(rows(&db).await, [1; 5]);
    let mut conn = db.read().await.unwrap();
    let user = lms_user::find(&mut conn, account.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (user.sub.as_str(), user.name.as_deref()),
        ("dana", Some("Dana Rey"))
    );
    assert_eq!(user.email.as_deref(), Some("dana@example.org"));
    assert_eq!(user.last_launch_at, Some(NOW));
    let session = launch::find_open(&mut conn, new.launch.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(session.session_hash, "session");
    assert_eq!(
        (session.lms_user_id, session.person_id),
        (account.id, person_id)
    );
    assert_eq!(session.lms_context_id, Some(course));
    assert_eq!(session.roles.0, ["Learner"]);
    assert_eq!(session.locale.as_deref(), Some("es"));
    assert_eq!(
        session.return_url.as_deref(),
        Some("https://lms.example/back")
    );
    assert_eq!(session.storage_target.as_deref(), Some("frame"));
    assert_eq!(session.expires_at, after(3600));
    let record = launch_record::find(&mut conn, new.record.id).await.unwrap();
    assert_eq!(record, Some(new.record));
    let member: (String, String, String, i64) = query(
        "SELECT name, role, status, launched_at FROM roster_member WHERE lms_context_id = $1 AND sub = $2",
    )
    .bind(course)
    .bind("dana")
    .one(&mut conn)
    .await
    .unwrap();
    assert_eq!(
        member,
        (
            "Dana Rey".into(),
            "earner".into(),
            "active".into(),
            NOW.millis()
        )
    );
}

async fn a_later_launch_finds_its_account(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let course = course(&db, &school).await;
    let first = dana(
        &school,
        login(&db, &school).await,
        newcomer(&school),
        Some(course),
    );
    let account = opened(&db, &first, NOW).await.unwrap();
    let known = Person::Known(account.person_id);
    let mut again = dana(&school, login(&db, &school).await, known, Some(course));
    again.seen.name = None;
    again.seen.launched_at = Some(after(30));
    assert_eq!(opened(&db, &again, after(30)).await, Some(account));
    assert_eq!(rows(&db).await, [1, 1, 1, 2, 2]);
    let mut conn = db.read().await.unwrap();
    let user = lms_user::find(&mut conn, account.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(user.name, None, "what the LMS gives no longer is forgotten");
    assert_eq!(user.last_launch_at, Some(after(30)));
    let session = launch::find_open(&mut conn, again.launch.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(session.lms_user_id, account.id);
}

async fn a_login_that_was_used_or_is_too_old_writes_nothing(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let login = login(&db, &school).await;
    let new = || dana(&school, login, newcomer(&school), None);
    assert_eq!(opened(&db, &new(), after(60)).await, None, "too old");
    assert_eq!(rows(&db).await, [0; 5]);
    assert!(opened(&db, &new(), after(59)).await.is_some());
    let before = rows(&db).await;
    assert_eq!(opened(&db, &new(), after(59)).await, None, "used");
    assert_eq!(
        opened(&db, &dana(&school, id(), newcomer(&school), None), NOW).await,
        None
    );
    assert_eq!(rows(&db).await, before);
}

async fn of_a_class_that_opens_with_one_login_at_once_one_does(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let login = login(&db, &school).await;
    let school = std::sync::Arc::new(school);
    let told = all_at_once(&db, move |db, _| {
        let school = school.clone();
        async move { opened(&db, &dana(&school, login, newcomer(&school), None), NOW).await }
    })
    .await;
    assert_eq!(told.iter().flatten().count(), 1);
    assert_eq!(rows(&db).await, [1, 1, 0, 1, 1]);
}

async fn two_first_launches_at_once_are_of_one_person(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let course = course(&db, &school).await;
    let mut logins = vec![];
    for _ in 0..CLASS {
        logins.push(login(&db, &school).await);
    }
    let school = std::sync::Arc::new(school);
    let told = all_at_once(&db, move |db, number| {
        let (school, login) = (school.clone(), logins[number]);
        async move {
            opened(
                &db,
                &dana(&school, login, newcomer(&school), Some(course)),
                NOW,
            )
            .await
        }
    })
    .await;
    let class = i64::try_from(CLASS).unwrap();
    assert!(
        told.iter()
            .all(|account| account.is_some() && *account == told[0]),
        "{told:?}"
    );
    assert_eq!(rows(&db).await, [1, 1, 1, class, class]);
}

async fn what_is_written_in_a_transaction_is_gone_with_it(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let login = login(&db, &school).await;
    let new = dana(&school, login, newcomer(&school), None);
    let mut tx = db.write().await.unwrap();
    assert!(opening::write(&mut tx, &new, NOW).await.unwrap().is_some());
    drop(tx);
    assert_eq!(rows(&db).await, [0; 5]);
    let mut tx = db.write().await.unwrap();
    assert!(
        opening::write(&mut tx, &new, NOW).await.unwrap().is_some(),
        "nor was the login used"
    );
    tx.commit().await.unwrap();
    assert_eq!(rows(&db).await, [1, 1, 0, 1, 1]);
}

async fn a_launch_without_a_course_has_no_place_in_one(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let new = dana(&school, login(&db, &school).await, newcomer(&school), None);
    assert!(opened(&db, &new, NOW).await.is_some());
    assert_eq!(rows(&db).await, [1, 1, 0, 1, 1]);
}
