//! Claims about what a person holds, with what it is called.

use microcred::domain::award::State;
use microcred::domain::credential::life;
use microcred::domain::id::PersonId;
use microcred::store::award::{self, Award};
use microcred::store::held_award;
use microcred::store::stack::{self, Stack, Version};
use microcred::store::{Db, lms_user};

use super::sample::{self, NOW, after, id};
use crate::support::content;

super::on_both! {
    what_a_person_holds_comes_with_its_title,
}

async fn what_a_person_holds_comes_with_its_title(db: Db) {
    let mut tx = db.write().await.unwrap();
    let organization_id = sample::organization(&mut tx, "Riverbend").await;
    let [dana, kim]: [PersonId; 2] = [id(), id()];
    for person in [dana, kim] {
        lms_user::insert_person(&mut tx, person, organization_id, None, NOW)
            .await
            .unwrap();
    }
    let talk = Stack {
        id: id(),
        organization_id,
        slug: "talk".into(),
        placement_id: None,
    };
    stack::insert(&mut tx, &talk, NOW).await.unwrap();
    let version = Version {
        id: id(),
        stack_id: talk.id,
        organization_id,
        placement_id: None,
        state: life::State::Published,
        definition: content::stack("talk", &["voices", "asking"]).into(),
        content_hash: "hash".into(),
    };
    stack::insert_version(&mut tx, &version, NOW).await.unwrap();
    let earned = Award {
        id: id(),
        organization_id,
        person_id: dana,
        credential_id: None,
        credential_version_id: None,
        stack_id: Some(talk.id),
        stack_version_id: Some(version.id),
        decision_id: None,
        state: State::Active,
        issued_at: after(1),
        valid_until: Some(after(9)),
        ended_at: None,
        end_reason: None,
        renews_award_id: None,
    };
    award::insert(&mut tx, &earned).await.unwrap();
    let held = held_award::list_for_person(&mut tx, dana).await.unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(held[0].title, version.definition.title);
    assert_eq!((held[0].id, held[0].state), (earned.id, State::Active));
    assert_eq!(held[0].valid_until, Some(after(9)));
    let other = held_award::list_for_person(&mut tx, kim).await.unwrap();
    assert_eq!(other, []);
}
