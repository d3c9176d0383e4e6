//! Claims about deployments at rest.

use microcred::domain::approval::Approval;
use microcred::store::deployment::{self, Deployment};
use microcred::store::{Db, Error};

use super::sample::{self, after, all_at_once, id, number};

super::on_both! {
    a_deployment_reads_as_it_was_written,
    a_deployment_id_means_something_at_its_registration_only,
    a_deployment_that_is_known_stays_as_it_is,
    a_class_that_brings_the_same_deployment_at_once_leaves_one,
    deployments_are_listed_in_the_order_in_which_they_were_heard_of,
    a_decision_and_its_time_are_kept,
    what_the_lms_says_of_itself_is_written_later,
    a_deployment_needs_a_registration,
}

async fn a_deployment_reads_as_it_was_written(db: Db) {
    let platform_id = sample::school(&db, "Riverbend").await.platform.id;
    let full = Deployment {
        platform_guid: Some("guid".into()),
        status: Approval::Pending,
        ..sample::deployment(platform_id, "2:ab")
    };
    let bare = Deployment {
        school_name: None,
        ..sample::deployment(platform_id, "")
    };
    let mut tx = db.write().await.unwrap();
    for written in [full, bare] {
        deployment::insert_if_unknown(&mut tx, &written)
            .await
            .unwrap();
        let found = deployment::find(&mut tx, written.id).await.unwrap();
        assert_eq!(found.as_ref(), Some(&written));
        let lti_id = &written.lti_deployment_id;
        let found = deployment::find_by_lti_id(&mut tx, platform_id, lti_id).await;
        assert_eq!(found.unwrap(), Some(written));
    }
    assert_eq!(deployment::find(&mut tx, id()).await.unwrap(), None);
}

async fn a_deployment_id_means_something_at_its_registration_only(db: Db) {
    let one = sample::school(&db, "Riverbend").await;
    let other = sample::school(&db, "Hilltop").await;
    let mut conn = db.read().await.unwrap();
    for school in [&one, &other] {
        let found = deployment::find_by_lti_id(&mut conn, school.platform.id, "1").await;
        assert_eq!(found.unwrap().as_ref(), Some(&school.deployment));
        let listed = deployment::list_for_platform(&mut conn, school.platform.id).await;
        assert_eq!(listed.unwrap(), std::slice::from_ref(&school.deployment));
    }
    let unknown = deployment::find_by_lti_id(&mut conn, one.platform.id, "2").await;
    assert_eq!(unknown.unwrap(), None);
}

async fn a_deployment_that_is_known_stays_as_it_is(db: Db) {
    let known = sample::school(&db, "Riverbend").await.deployment;
    let again = Deployment {
        id: id(),
        school_name: Some("Another School".into()),
        status: Approval::Pending,
        first_seen_at: after(60),
        ..known.clone()
    };
    let mut tx = db.write().await.unwrap();
    deployment::insert_if_unknown(&mut tx, &again)
        .await
        .unwrap();
    let listed = deployment::list_for_platform(&mut tx, known.platform_id).await;
    assert_eq!(listed.unwrap(), [known]);
}

async fn a_class_that_brings_the_same_deployment_at_once_leaves_one(db: Db) {
    let platform_id = sample::school(&db, "Riverbend").await.platform.id;
    let found = all_at_once(&db, move |db, _| async move {
        let mut tx = db.write().await.unwrap();
        deployment::insert_if_unknown(&mut tx, &sample::deployment(platform_id, "new"))
            .await
            .unwrap();
        let found = deployment::find_by_lti_id(&mut tx, platform_id, "new").await;
        tx.commit().await.unwrap();
        found.unwrap().unwrap()
    })
    .await;
    assert!(found.iter().all(|deployment| deployment == &found[0]));
    let rows = "SELECT COUNT(*) FROM deployment WHERE lti_deployment_id = 'new'";
    assert_eq!(number(&db, rows).await, 1);
}

async fn deployments_are_listed_in_the_order_in_which_they_were_heard_of(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    let seen = |lti_id, at| Deployment {
        first_seen_at: at,
        ..sample::deployment(school.platform.id, lti_id)
    };
    let (last, middle) = (seen("0", after(2)), seen("z", after(1)));
    for new in [&last, &middle] {
        deployment::insert_if_unknown(&mut tx, new).await.unwrap();
    }
    let listed = deployment::list_for_platform(&mut tx, school.platform.id).await;
    assert_eq!(listed.unwrap(), [school.deployment, middle, last]);
}

async fn a_decision_and_its_time_are_kept(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let other = sample::school(&db, "Hilltop").await.deployment;
    for (number, status) in [Approval::Disabled, Approval::Pending, Approval::Active]
        .into_iter()
        .enumerate()
    {
        let at = after(number as u64);
        let mut tx = db.write().await.unwrap();
        deployment::update_status(&mut tx, school.deployment.id, status, at)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let found = deployment::find(&mut conn, school.deployment.id).await;
        assert_eq!(found.unwrap().unwrap().status, status);
        let decided_at = "SELECT MAX(decided_at) FROM deployment";
        assert_eq!(sample::number(&db, decided_at).await, at.millis());
        let bystander = deployment::find(&mut conn, other.id).await.unwrap();
        assert_eq!(bystander.as_ref(), Some(&other));
    }
    let undecided = "SELECT COUNT(*) FROM deployment WHERE decided_at IS NULL";
    assert_eq!(number(&db, undecided).await, 1);
}

async fn what_the_lms_says_of_itself_is_written_later(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let other = sample::school(&db, "Hilltop").await.deployment;
    let mut tx = db.write().await.unwrap();
    for (name, guid) in [(Some("North School"), Some("guid")), (None, None)] {
        deployment::update_school(&mut tx, school.deployment.id, name, guid)
            .await
            .unwrap();
        let found = deployment::find(&mut tx, school.deployment.id).await;
        let expected = Deployment {
            school_name: name.map(Into::into),
            platform_guid: guid.map(Into::into),
            ..school.deployment.clone()
        };
        assert_eq!(found.unwrap(), Some(expected));
    }
    let bystander = deployment::find(&mut tx, other.id).await.unwrap();
    assert_eq!(bystander, Some(other));
}

async fn a_deployment_needs_a_registration(db: Db) {
    let mut tx = db.write().await.unwrap();
    let orphan = sample::deployment(id(), "1");
    let refused = deployment::insert_if_unknown(&mut tx, &orphan).await;
    assert!(matches!(refused, Err(Error::Broken(_))));
}
