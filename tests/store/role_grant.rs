//! Claims about granted tool roles at rest.

use microcred::domain::grant::ToolRole::{Assessor, LeadAssessor, OrgOwner};
use microcred::domain::id::{OrganizationId, PersonId};
use microcred::store::{Db, Error, Tx, lms_user, role_grant};

use super::sample::{self, NOW, after, all_at_once, id, number};

super::on_both! {
    a_role_holds_for_one_person_in_one_organisation,
    granting_twice_is_granting_once,
    a_class_that_grants_at_once_grants_once,
    a_role_is_taken_back_once_and_can_be_granted_again,
    of_a_class_that_takes_back_at_once_one_does,
    a_grant_needs_a_person_and_an_organisation,
    a_person_s_roles_and_a_role_s_persons_are_those_that_hold,
}

const GRANTS: &str = "SELECT COUNT(*) FROM role_grant";

async fn person(db: &Db, organization_name: &str) -> (OrganizationId, PersonId) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, organization_name).await;
    let person_id = id();
    lms_user::insert_person(&mut tx, person_id, organization_id, Some("Dana Rey"), NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (organization_id, person_id)
}

async fn grant(tx: &mut Tx, organization: OrganizationId, person: PersonId) {
    role_grant::insert(tx, id(), organization, person, OrgOwner, NOW)
        .await
        .unwrap();
}

async fn has(db: &Db, organization: OrganizationId, person: PersonId) -> bool {
    let mut conn = db.read().await.unwrap();
    role_grant::exists(&mut conn, organization, person, OrgOwner)
        .await
        .unwrap()
}

async fn revoked(db: &Db, organization: OrganizationId, person: PersonId) -> bool {
    let mut tx = db.write().await.unwrap();
    let is_revoked = role_grant::revoke(&mut tx, organization, person, OrgOwner, after(1)).await;
    tx.commit().await.unwrap();
    is_revoked.unwrap()
}

async fn a_role_holds_for_one_person_in_one_organisation(db: Db) {
    let (riverbend, dana) = person(&db, "Riverbend").await;
    let (hilltop, kim) = person(&db, "Hilltop").await;
    let mut tx = db.write().await.unwrap();
    grant(&mut tx, riverbend, dana).await;
    tx.commit().await.unwrap();
    assert!(has(&db, riverbend, dana).await);
    assert!(!has(&db, hilltop, dana).await);
    assert!(!has(&db, riverbend, kim).await);
    assert!(!has(&db, hilltop, kim).await);
}

async fn granting_twice_is_granting_once(db: Db) {
    let (organization_id, person_id) = person(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    grant(&mut tx, organization_id, person_id).await;
    grant(&mut tx, organization_id, person_id).await;
    tx.commit().await.unwrap();
    assert_eq!(number(&db, GRANTS).await, 1);
}

async fn a_class_that_grants_at_once_grants_once(db: Db) {
    let (organization_id, person_id) = person(&db, "Riverbend").await;
    all_at_once(&db, move |db, _| async move {
        let mut tx = db.write().await.unwrap();
        grant(&mut tx, organization_id, person_id).await;
        tx.commit().await.unwrap();
    })
    .await;
    assert_eq!(number(&db, GRANTS).await, 1);
}

async fn a_role_is_taken_back_once_and_can_be_granted_again(db: Db) {
    let (organization_id, person_id) = person(&db, "Riverbend").await;
    assert!(!revoked(&db, organization_id, person_id).await);
    let mut tx = db.write().await.unwrap();
    grant(&mut tx, organization_id, person_id).await;
    tx.commit().await.unwrap();
    assert!(revoked(&db, organization_id, person_id).await);
    assert!(!has(&db, organization_id, person_id).await);
    assert!(!revoked(&db, organization_id, person_id).await);

    let mut tx = db.write().await.unwrap();
    grant(&mut tx, organization_id, person_id).await;
    tx.commit().await.unwrap();
    assert!(has(&db, organization_id, person_id).await);
    // The first grant is still on the record.
    assert_eq!(number(&db, GRANTS).await, 2);
    let revoked_at = "SELECT revoked_at FROM role_grant WHERE revoked_at IS NOT NULL";
    assert_eq!(number(&db, revoked_at).await, after(1).millis());
}

async fn of_a_class_that_takes_back_at_once_one_does(db: Db) {
    let (organization_id, person_id) = person(&db, "Riverbend").await;
    let mut tx = db.write().await.unwrap();
    grant(&mut tx, organization_id, person_id).await;
    tx.commit().await.unwrap();
    let outcomes = all_at_once(&db, move |db, _| async move {
        revoked(&db, organization_id, person_id).await
    })
    .await;
    assert_eq!(outcomes.iter().filter(|is_first| **is_first).count(), 1);
}

async fn a_grant_needs_a_person_and_an_organisation(db: Db) {
    let (organization_id, person_id) = person(&db, "Riverbend").await;
    for (organization_id, person_id) in [(organization_id, id()), (id(), person_id)] {
        let mut tx = db.write().await.unwrap();
        let refused = role_grant::insert(&mut tx, id(), organization_id, person_id, OrgOwner, NOW);
        assert!(matches!(refused.await, Err(Error::Broken(_))));
    }
}

async fn a_person_s_roles_and_a_role_s_persons_are_those_that_hold(db: Db) {
    let (riverbend, dana) = person(&db, "Riverbend").await;
    let (hilltop, kim) = person(&db, "Hilltop").await;
    let mut tx = db.write().await.unwrap();
    for (organization, person, role) in [
        (riverbend, dana, Assessor),
        (riverbend, dana, LeadAssessor),
        (riverbend, dana, OrgOwner),
        (hilltop, kim, Assessor),
    ] {
        role_grant::insert(&mut tx, id(), organization, person, role, NOW)
            .await
            .unwrap();
    }
    role_grant::revoke(&mut tx, riverbend, dana, OrgOwner, after(1))
        .await
        .unwrap();
    let roles = role_grant::list_for_person(&mut tx, riverbend, dana).await;
    assert_eq!(roles.unwrap(), [Assessor, LeadAssessor]);
    let roles = role_grant::list_for_person(&mut tx, hilltop, dana).await;
    assert_eq!(roles.unwrap(), []);
    for (organization, role, expected) in [
        (riverbend, Assessor, &[dana][..]),
        (riverbend, OrgOwner, &[]),
        (hilltop, Assessor, &[kim]),
    ] {
        let found = role_grant::list_persons(&mut tx, organization, role).await;
        assert_eq!(found.unwrap(), expected);
    }
}
