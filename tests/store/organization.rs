//! Claims about organisations at rest.

use microcred::domain::id::OrganizationId;
use microcred::store::organization::{self, Organization};
use microcred::store::{Db, Error};

use super::sample::{CLASS, NOW, after, all_at_once, id, number};

super::on_both! {
    a_new_database_has_no_organisation,
    a_name_makes_one_organisation_that_keeps_its_first_time_zone,
    of_a_class_that_makes_it_at_once_all_get_the_same,
    the_first_organisation_is_the_one_that_was_made_first,
    names_that_look_alike_are_different_organisations,
    an_id_that_is_taken_is_a_conflict,
}

fn named(name: &str) -> Organization {
    Organization {
        id: id(),
        name: name.into(),
        timezone: "Pacific/Auckland".into(),
    }
}

async fn a_new_database_has_no_organisation(db: Db) {
    let mut conn = db.read().await.unwrap();
    assert_eq!(organization::find_first(&mut conn).await.unwrap(), None);
    let unknown: OrganizationId = id();
    assert_eq!(organization::find(&mut conn, unknown).await.unwrap(), None);
}

async fn a_name_makes_one_organisation_that_keeps_its_first_time_zone(db: Db) {
    let first = named("Riverbend District");
    let mut tx = db.write().await.unwrap();
    let made = organization::find_or_insert(&mut tx, &first, NOW).await;
    assert_eq!(made.unwrap(), first);

    let second = Organization {
        timezone: "UTC".into(),
        ..named("Riverbend District")
    };
    let found = organization::find_or_insert(&mut tx, &second, after(1)).await;
    assert_eq!(found.unwrap(), first);
    tx.commit().await.unwrap();

    let mut conn = db.read().await.unwrap();
    let found = organization::find(&mut conn, first.id).await.unwrap();
    assert_eq!(found, Some(first));
    let second = organization::find(&mut conn, second.id).await.unwrap();
    assert_eq!(second, None);
}

async fn of_a_class_that_makes_it_at_once_all_get_the_same(db: Db) {
    let made = all_at_once(&db, |db, _| async move {
        let mut tx = db.write().await.unwrap();
        let new = named("Riverbend District");
        let made = organization::find_or_insert(&mut tx, &new, NOW).await;
        tx.commit().await.unwrap();
        made.unwrap()
    })
    .await;
    assert_eq!(made.len(), CLASS);
    assert!(made.iter().all(|organization| organization == &made[0]));
    assert_eq!(number(&db, "SELECT COUNT(*) FROM organization").await, 1);
}

async fn the_first_organisation_is_the_one_that_was_made_first(db: Db) {
    let (older, younger) = (named("Zeta College"), named("Alpha College"));
    let mut tx = db.write().await.unwrap();
    for (new, at) in [(&younger, after(1)), (&older, NOW)] {
        organization::find_or_insert(&mut tx, new, at)
            .await
            .unwrap();
    }
    let first = organization::find_first(&mut tx).await.unwrap();
    assert_eq!(first, Some(older));
}

async fn names_that_look_alike_are_different_organisations(db: Db) {
    let mut tx = db.write().await.unwrap();
    // The last two are the same letters to the eye: one as a single character, one as two.
    for name in ["Riverbend", "riverbend", "Riverbend ", "\u{e9}", "e\u{301}"] {
        let new = named(name);
        let made = organization::find_or_insert(&mut tx, &new, NOW).await;
        assert_eq!(made.unwrap(), new);
    }
}

async fn an_id_that_is_taken_is_a_conflict(db: Db) {
    let first = named("Riverbend District");
    let mut tx = db.write().await.unwrap();
    organization::find_or_insert(&mut tx, &first, NOW)
        .await
        .unwrap();
    let other = Organization {
        id: first.id,
        ..named("Another District")
    };
    let refused = organization::find_or_insert(&mut tx, &other, NOW).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
}
