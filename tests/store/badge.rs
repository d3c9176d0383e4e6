//! Claims about badges at rest.

use microcred::domain::award::State;
use microcred::domain::badge::Code;
use microcred::domain::id::AwardId;
use microcred::random::Random;
use microcred::store::award::{self, Award};
use microcred::store::badge::{self, Badge, Coded, Shown};
use microcred::store::issuer::Issuer;
use microcred::store::{Db, Error, Tx};

use super::sample::{NOW, after, id};
use super::{award as awards, issuer, work};

super::on_both! {
    a_badge_reads_as_it_was_written_with_its_award_and_issuer,
    an_award_has_one_badge_and_a_code_one_award,
    of_two_who_issue_anew_at_once_one_does,
    a_name_is_shown_and_hidden,
    awards_wait_for_their_badges_until_they_are_settled,
    a_persons_badges_go_under_one_name_for_ever,
    the_reading_behind_a_badge_is_found,
}

fn badge(award_id: AwardId, issuer: &Issuer) -> Badge {
    Badge {
        award_id,
        code: Code::from_bytes(Random::system().bytes()),
        issuer_id: issuer.id,
        issue: 1,
        key_number: 1,
        salt: "5a17".into(),
        identity: Some("sha256$ab".into()),
        document: "{\"id\":\"ü\"}".into(),
        token: "a.b.c".into(),
        valid_from: NOW,
        public_name: None,
        shows_results: false,
    }
}

async fn world(db: &Db) -> (Award, Issuer) {
    let (enrollment, _, decision) = work::decided(db).await;
    let mut tx = db.write().await.unwrap();
    let issuer = issuer::written(&mut tx, "riverbend").await;
    let new = Award {
        valid_until: Some(after(100)),
        ..awards::of_credential(&enrollment, &decision)
    };
    award::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    (new, issuer)
}

fn shown(badge: &Badge, award: &Award, issuer: &Issuer) -> Shown {
    Shown {
        badge: badge.clone(),
        organization_id: award.organization_id,
        person_id: award.person_id,
        credential_version_id: award.credential_version_id,
        stack_version_id: award.stack_version_id,
        decision_id: award.decision_id,
        state: State::Active,
        issued_at: award.issued_at,
        valid_until: award.valid_until,
        ended_at: None,
        end_reason: None,
        issuer_slug: issuer.slug.clone(),
        issuer_name: issuer.name.clone(),
    }
}

async fn a_badge_reads_as_it_was_written_with_its_award_and_issuer(db: Db) {
    let (award, issuer) = world(&db).await;
    let new = badge(award.id, &issuer);
    let mut tx = db.write().await.unwrap();
    badge::insert(&mut tx, &new).await.unwrap();
    let expected = Some(shown(&new, &award, &issuer));
    let found = badge::find_by_code(&mut tx, &new.code).await.unwrap();
    assert_eq!(found, expected);
    assert_eq!(badge::find(&mut tx, award.id).await.unwrap(), expected);
    let unknown = Code::from_bytes([0; 10]);
    assert_eq!(badge::find_by_code(&mut tx, &unknown).await.unwrap(), None);
    assert_eq!(badge::find(&mut tx, id()).await.unwrap(), None);
    let coded = Coded {
        award_id: award.id,
        code: new.code,
        public_name: new.public_name.clone(),
        issuer_name: issuer.name.clone(),
        issuer_email: issuer.email.clone(),
    };
    let listed = badge::list_for_person(&mut tx, award.person_id).await;
    assert_eq!(listed.unwrap(), [coded]);
    assert_eq!(badge::list_for_person(&mut tx, id()).await.unwrap(), []);
}

async fn an_award_has_one_badge_and_a_code_one_award(db: Db) {
    let (award, issuer) = world(&db).await;
    let mut tx = db.write().await.unwrap();
    badge::insert(&mut tx, &badge(award.id, &issuer))
        .await
        .unwrap();
    let again = badge::insert(&mut tx, &badge(award.id, &issuer)).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
}

async fn of_two_who_issue_anew_at_once_one_does(db: Db) {
    let (award, issuer) = world(&db).await;
    let first = badge(award.id, &issuer);
    let mut tx = db.write().await.unwrap();
    badge::insert(&mut tx, &first).await.unwrap();
    let second = Badge {
        issue: 2,
        key_number: 2,
        salt: "other".into(),
        identity: None,
        document: "{}".into(),
        token: "d.e.f".into(),
        valid_from: after(1),
        public_name: Some("Ada Amberg".into()),
        shows_results: true,
        ..first
    };
    assert!(badge::update(&mut tx, &second).await.unwrap());
    assert!(!badge::update(&mut tx, &second).await.unwrap());
    let found = badge::find(&mut tx, award.id).await.unwrap().unwrap();
    assert_eq!(found.badge, second);
}

async fn a_name_is_shown_and_hidden(db: Db) {
    let (award, issuer) = world(&db).await;
    let mut tx = db.write().await.unwrap();
    badge::insert(&mut tx, &badge(award.id, &issuer))
        .await
        .unwrap();
    for name in [Some("Ada Amberg"), None] {
        badge::update_name(&mut tx, award.id, name).await.unwrap();
        let found = badge::find(&mut tx, award.id).await.unwrap().unwrap();
        assert_eq!(found.badge.public_name.as_deref(), name);
    }
}

async fn awards_wait_for_their_badges_until_they_are_settled(db: Db) {
    let (award, _) = world(&db).await;
    let mut tx = db.write().await.unwrap();
    assert_eq!(badge::list_due(&mut tx, 10).await.unwrap(), [award.id]);
    assert_eq!(badge::list_due(&mut tx, 0).await.unwrap(), []);
    badge::settle(&mut tx, award.id).await.unwrap();
    assert_eq!(badge::list_due(&mut tx, 10).await.unwrap(), []);
}

async fn a_persons_badges_go_under_one_name_for_ever(db: Db) {
    let (award, _) = world(&db).await;
    let mut tx = db.write().await.unwrap();
    let subject = async |tx: &mut Tx, new| badge::subject(tx, award.person_id, new).await.unwrap();
    assert_eq!(subject(&mut tx, "urn:uuid:1").await, "urn:uuid:1");
    assert_eq!(subject(&mut tx, "urn:uuid:2").await, "urn:uuid:1");
}

async fn the_reading_behind_a_badge_is_found(db: Db) {
    let (award, _) = world(&db).await;
    let mut conn = db.read().await.unwrap();
    let decision_id = award.decision_id.unwrap();
    let found = badge::find_reading(&mut conn, decision_id).await.unwrap();
    assert_eq!(found.unwrap().strength, "Clear goals.");
    assert_eq!(badge::find_reading(&mut conn, id()).await.unwrap(), None);
}
