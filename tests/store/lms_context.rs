//! Claims about courses at rest.

use microcred::domain::id::LmsContextId;
use microcred::store::launch::{self, NewLaunch};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::{Db, Error};

use super::sample::{self, CLASS, NOW, School, after, all_at_once, id, number};

super::on_both! {
    a_course_reads_as_it_was_written,
    a_course_id_means_something_at_its_deployment_only,
    a_course_that_has_not_changed_is_not_written,
    a_new_title_is_written,
    a_title_that_is_no_longer_given_is_forgotten,
    service_addresses_that_a_launch_does_not_name_are_kept,
    a_class_that_opens_a_new_course_at_once_leaves_one,
    titles_are_each_given_once_and_to_their_own_account_only,
    a_course_needs_a_deployment,
}

fn course(lti_context_id: &str) -> LmsContext {
    LmsContext {
        id: id(),
        lti_context_id: lti_context_id.into(),
        title: Some("Assessment for learning".into()),
        label: Some("AFL-1".into()),
        lineitems_url: Some("https://lms.example.org/lineitems".into()),
        memberships_url: Some("https://lms.example.org/members".into()),
    }
}

/// What is kept after `seen` was seen in a known course two seconds later, and whether that was a write.
async fn seen_again(db: &Db, known: &LmsContext, seen: LmsContext) -> (LmsContext, bool) {
    let school = sample::school(db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    lms_context::upsert(&mut tx, school.deployment.id, known, NOW)
        .await
        .unwrap();
    let again = lms_context::upsert(&mut tx, school.deployment.id, &seen, after(2)).await;
    assert_eq!(again.unwrap(), known.id);
    let kept = lms_context::find(&mut tx, known.id).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let written = "SELECT MAX(updated_at) FROM lms_context";
    let is_written = number(db, written).await == after(2).millis();
    let created = "SELECT MAX(created_at) FROM lms_context";
    assert_eq!(number(db, created).await, NOW.millis());
    (kept, is_written)
}

async fn a_course_reads_as_it_was_written(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let full = course("c-1");
    let bare = LmsContext {
        title: None,
        label: None,
        lineitems_url: None,
        memberships_url: None,
        ..course("c-2")
    };
    let mut tx = db.write().await.unwrap();
    for new in [full, bare] {
        let made = lms_context::upsert(&mut tx, school.deployment.id, &new, NOW).await;
        assert_eq!(made.unwrap(), new.id);
        let found = lms_context::find(&mut tx, new.id).await.unwrap();
        assert_eq!(found, Some(new));
    }
    assert_eq!(lms_context::find(&mut tx, id()).await.unwrap(), None);
}

async fn a_course_id_means_something_at_its_deployment_only(db: Db) {
    let one = sample::school(&db, "Riverbend").await.deployment;
    let other = sample::school(&db, "Hilltop").await.deployment;
    let (here, there) = (course("c"), course("c"));
    let mut tx = db.write().await.unwrap();
    for (deployment, course) in [(&one, &here), (&other, &there), (&one, &here)] {
        let made = lms_context::upsert(&mut tx, deployment.id, course, NOW).await;
        assert_eq!(made.unwrap(), course.id);
    }
    tx.commit().await.unwrap();
    assert_eq!(number(&db, "SELECT COUNT(*) FROM lms_context").await, 2);
}

async fn a_course_that_has_not_changed_is_not_written(db: Db) {
    let known = course("c");
    let seen = LmsContext {
        id: id(),
        ..known.clone()
    };
    assert_eq!(seen_again(&db, &known, seen).await, (known.clone(), false));
}

async fn a_new_title_is_written(db: Db) {
    let known = course("c");
    let renamed = LmsContext {
        title: Some("Renamed".into()),
        label: Some("R".into()),
        ..known.clone()
    };
    let kept = seen_again(&db, &known, renamed.clone()).await;
    assert_eq!(kept, (renamed, true));
}

async fn a_title_that_is_no_longer_given_is_forgotten(db: Db) {
    let known = course("c");
    let nameless = LmsContext {
        title: None,
        label: None,
        ..known.clone()
    };
    let kept = seen_again(&db, &known, nameless.clone()).await;
    assert_eq!(kept, (nameless, true));
}

async fn service_addresses_that_a_launch_does_not_name_are_kept(db: Db) {
    let known = course("c-1");
    let without = LmsContext {
        lineitems_url: None,
        memberships_url: None,
        ..known.clone()
    };
    let kept = seen_again(&db, &known, without).await;
    assert_eq!(kept, (known, false));

    let known = course("c-2");
    let moved = LmsContext {
        lineitems_url: Some("https://new.example.org/lineitems".into()),
        memberships_url: None,
        ..known.clone()
    };
    let expected = LmsContext {
        memberships_url: known.memberships_url.clone(),
        ..moved.clone()
    };
    assert_eq!(seen_again(&db, &known, moved).await, (expected, true));
}

async fn a_class_that_opens_a_new_course_at_once_leaves_one(db: Db) {
    let deployment_id = sample::school(&db, "Riverbend").await.deployment.id;
    let ids = all_at_once(&db, move |db, number| async move {
        let seen = LmsContext {
            title: Some(format!("Title {}", number % 2)),
            ..course("c")
        };
        let mut tx = db.write().await.unwrap();
        let id = lms_context::upsert(&mut tx, deployment_id, &seen, NOW).await;
        tx.commit().await.unwrap();
        id.unwrap()
    })
    .await;
    assert_eq!(ids.len(), CLASS);
    assert!(ids.iter().all(|id| *id == ids[0]));
    assert_eq!(number(&db, "SELECT COUNT(*) FROM lms_context").await, 1);
}

async fn launched_from(db: &Db, school: &School, sub: &str, courses: &[&LmsContext]) {
    let mut tx = db.write().await.unwrap();
    let user = school.user(&mut tx, sub).await;
    for course in courses {
        let context_id = lms_context::upsert(&mut tx, school.deployment.id, course, NOW).await;
        let new = NewLaunch {
            lms_context_id: Some(context_id.unwrap()),
            ..school.launch(&user)
        };
        launch::insert(&mut tx, &new, NOW).await.unwrap();
    }
    // And once from no course at all.
    launch::insert(&mut tx, &school.launch(&user), NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn titles_are_each_given_once_and_to_their_own_account_only(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let full = course("c-1");
    let labelled = LmsContext {
        title: None,
        ..course("c-2")
    };
    let nameless = LmsContext {
        title: None,
        label: None,
        ..course("c-3")
    };
    let same_title = course("c-4");
    launched_from(&db, &school, "dana", &[&full, &same_title, &full]).await;
    launched_from(&db, &school, "kim", &[&nameless, &labelled, &full]).await;
    launched_from(&db, &school, "lee", &[]).await;

    let mut conn = db.read().await.unwrap();
    for (sub, expected) in [
        ("dana", &["Assessment for learning"][..]),
        ("kim", &["AFL-1", "Assessment for learning", "c-3"]),
        ("lee", &[]),
    ] {
        let user = microcred::store::lms_user::find_by_sub(&mut conn, school.platform.id, sub);
        let user = user.await.unwrap().unwrap();
        let titles = lms_context::list_titles_for_user(&mut conn, user.id).await;
        assert_eq!(titles.unwrap(), expected, "{sub}");
    }
}

async fn a_course_needs_a_deployment(db: Db) {
    let mut tx = db.write().await.unwrap();
    let refused = lms_context::upsert(&mut tx, id(), &course("c"), NOW).await;
    assert!(matches!(refused, Err::<LmsContextId, _>(Error::Broken(_))));
}
