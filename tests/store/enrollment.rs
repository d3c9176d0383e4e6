//! Claims about enrollments at rest.

use std::time::Duration;

use microcred::domain::attempt::State;
use microcred::domain::id::PlacementId;
use microcred::store::placement::{self, Placement};
use microcred::store::{Db, attempt, enrollment};

use super::sample::{self, CLASS, NOW, after, all_at_once, id, number};
use super::work;

super::on_both! {
    an_enrollment_reads_as_it_was_written,
    a_person_is_enrolled_once_however_many_open_it_at_once,
    a_version_is_pinned_by_the_first_attempt,
    what_is_published_now_is_found,
    each_link_is_added_once,
    nobody_begins_on_what_is_held,
    what_a_coach_has_talked_through_is_counted,
}

async fn an_enrollment_reads_as_it_was_written(db: Db) {
    let opened = work::enrolled(&db).await;
    let mut conn = db.read().await.unwrap();
    let found = enrollment::find(&mut conn, opened.id).await.unwrap();
    assert_eq!(found.as_ref(), Some(&opened));
    let found =
        enrollment::find_for_person(&mut conn, opened.person_id, opened.credential_id).await;
    assert_eq!(found.unwrap().as_ref(), Some(&opened));
    let listed = enrollment::list_for_person(&mut conn, opened.person_id).await;
    assert_eq!(listed.unwrap(), std::slice::from_ref(&opened));
    let version = enrollment::find_version(&mut conn, opened.credential_version_id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (version.credential_id, &*version.state),
        (opened.credential_id, "published")
    );
    assert_eq!(version.definition.0.slug, "waiting");
    assert_eq!(enrollment::find(&mut conn, id()).await.unwrap(), None);
    assert_eq!(
        enrollment::find_version(&mut conn, id()).await.unwrap(),
        None
    );
    assert_eq!(
        enrollment::list_for_person(&mut conn, id()).await.unwrap(),
        []
    );
}

async fn a_person_is_enrolled_once_however_many_open_it_at_once(db: Db) {
    let opened = work::enrolled(&db).await;
    let again = opened.clone();
    let all = all_at_once(&db, move |db, _| {
        let new = work::enrollment(
            again.organization_id,
            again.person_id,
            again.credential_id,
            again.credential_version_id,
        );
        async move {
            let mut tx = db.write().await.unwrap();
            let found = enrollment::find_or_insert(&mut tx, &new, after(1))
                .await
                .unwrap();
            tx.commit().await.unwrap();
            found
        }
    })
    .await;
    assert_eq!(all, vec![opened; CLASS]);
    assert_eq!(number(&db, "SELECT COUNT(*) FROM enrollment").await, 1);
}

async fn a_version_is_pinned_by_the_first_attempt(db: Db) {
    let opened = work::enrolled(&db).await;
    let mut tx = db.write().await.unwrap();
    let next = work::version(&mut tx, opened.credential_id, 2, "draft").await;
    assert!(
        enrollment::update_version(&mut tx, opened.id, next)
            .await
            .unwrap()
    );
    let found = enrollment::find(&mut tx, opened.id).await.unwrap().unwrap();
    assert_eq!(found.credential_version_id, next);
    attempt::insert(&mut tx, &work::attempt(&found, 1, State::Withdrawn))
        .await
        .unwrap();
    let version_id = opened.credential_version_id;
    assert!(
        !enrollment::update_version(&mut tx, opened.id, version_id)
            .await
            .unwrap()
    );
    let still = enrollment::find(&mut tx, opened.id).await.unwrap().unwrap();
    assert_eq!(still.credential_version_id, next);
}

async fn what_is_published_now_is_found(db: Db) {
    let opened = work::enrolled(&db).await;
    let mut tx = db.write().await.unwrap();
    work::version(&mut tx, opened.credential_id, 2, "draft").await;
    let found = enrollment::find_published_version(&mut tx, opened.credential_id)
        .await
        .unwrap();
    assert_eq!(found.unwrap().id, opened.credential_version_id);
    assert_eq!(
        enrollment::find_published_version(&mut tx, id())
            .await
            .unwrap(),
        None
    );
}

async fn each_link_is_added_once(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let opened = work::enrolled(&db).await;
    let mut tx = db.write().await.unwrap();
    let user = school.user(&mut tx, "robin").await;
    let mut links: Vec<PlacementId> = vec![];
    for resource_link_id in ["one", "two"] {
        let seen = Placement {
            resource_link_id: resource_link_id.into(),
            id: id(),
            lms_context_id: None,
            title: None,
            lineitem_url: None,
            placement_template_id: None,
            named_template_id: None,
        };
        let seen = placement::upsert(&mut tx, school.deployment.id, &seen, NOW).await;
        links.push(seen.unwrap().id);
    }
    for (at, (link, is_new)) in [(links[0], true), (links[1], true), (links[0], false)]
        .into_iter()
        .enumerate()
    {
        let added =
            enrollment::insert_placement(&mut tx, opened.id, link, user.id, after(at as u64)).await;
        assert_eq!(added.unwrap(), is_new);
    }
    assert_eq!(
        enrollment::list_placements(&mut tx, opened.id)
            .await
            .unwrap(),
        links
    );
    assert_eq!(
        enrollment::list_placements(&mut tx, id()).await.unwrap(),
        []
    );
}

async fn nobody_begins_on_what_is_held(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let opened = work::enrolled(&db).await;
    let mut tx = db.write().await.unwrap();
    let user = school.user(&mut tx, "robin").await;
    let seen = Placement {
        resource_link_id: "one".into(),
        id: id(),
        lms_context_id: None,
        title: None,
        lineitem_url: None,
        placement_template_id: None,
        named_template_id: None,
    };
    let link = placement::upsert(&mut tx, school.deployment.id, &seen, NOW)
        .await
        .unwrap();
    let next = work::version(&mut tx, opened.credential_id, 2, "draft").await;
    tx.commit().await.unwrap();

    let mut tx = db.write().await.unwrap();
    let held = placement::find_held(&mut tx, link.id).await.unwrap();
    assert_eq!(held, Some(link.clone()));
    assert_eq!(placement::find_held(&mut tx, id()).await.unwrap(), None);
    enrollment::hold(&mut tx, opened.id).await.unwrap();
    let link_it = async {
        let mut tx = db.write().await.unwrap();
        let added = enrollment::insert_placement(&mut tx, opened.id, link.id, user.id, NOW).await;
        assert!(added.unwrap());
        tx.commit().await.unwrap();
    };
    let pin_it = async {
        let mut tx = db.write().await.unwrap();
        enrollment::update_version(&mut tx, opened.id, next)
            .await
            .unwrap()
    };
    let patience = Duration::from_millis(300);
    assert!(tokio::time::timeout(patience, link_it).await.is_err());
    assert!(tokio::time::timeout(patience, pin_it).await.is_err());
    assert!(!placement::is_in_use(&mut tx, link.id).await.unwrap());
    attempt::insert(&mut tx, &work::attempt(&opened, 1, State::Draft))
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let mut tx = db.write().await.unwrap();
    let added = enrollment::insert_placement(&mut tx, opened.id, link.id, user.id, NOW).await;
    assert!(added.unwrap());
    let is_pinned = enrollment::update_version(&mut tx, opened.id, next).await;
    assert!(!is_pinned.unwrap());
}

async fn what_a_coach_has_talked_through_is_counted(db: Db) {
    let (one, other) = (work::enrolled(&db).await, work::enrolled(&db).await);
    let mut tx = db.write().await.unwrap();
    assert!(
        enrollment::update_coached(&mut tx, one.id, 3)
            .await
            .unwrap()
    );
    assert!(!enrollment::update_coached(&mut tx, id(), 3).await.unwrap());
    for (of, expected) in [(one.id, 3), (other.id, 0), (id(), 0)] {
        let found = enrollment::find_coached(&mut tx, of).await;
        assert_eq!(found.unwrap(), expected);
    }
}
