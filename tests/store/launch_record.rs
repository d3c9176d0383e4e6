//! Claims about what the launch inspector keeps.

use std::collections::BTreeMap;

use microcred::clock::Timestamp;
use microcred::domain::id::PlatformId;
use microcred::store::launch_record::{self, Filter, LaunchRecord};
use microcred::store::{Db, Error};
use sqlx::types::Json;

use super::sample::{self, INSTANT, NOW, after, id, number};

super::on_both! {
    a_record_reads_as_it_was_written,
    the_newest_records_come_first_and_no_more_than_asked_for,
    records_of_one_instant_are_listed_by_id,
    an_organisation_sees_its_own_records_only,
    refusals_can_be_listed_alone,
    a_refusal_is_no_success,
    only_older_records_are_forgotten,
    a_record_needs_a_registration_that_exists,
}

fn record(platform_id: Option<PlatformId>, is_accepted: bool, at: Timestamp) -> LaunchRecord {
    LaunchRecord {
        id: id(),
        platform_id,
        is_accepted,
        code: if is_accepted { "accepted" } else { "expired" }.into(),
        message_type: None,
        facts: Json(BTreeMap::new()),
        created_at: at,
    }
}

async fn written<const N: usize>(db: &Db, records: [&LaunchRecord; N]) {
    let mut tx = db.write().await.unwrap();
    for record in records {
        launch_record::insert(&mut tx, record).await.unwrap();
    }
    tx.commit().await.unwrap();
}

const EVERYTHING: Filter = Filter {
    organization_id: None,
    only_refused: false,
    limit: 100,
};

async fn listed(db: &Db, filter: Filter) -> Vec<LaunchRecord> {
    let mut conn = db.read().await.unwrap();
    launch_record::list(&mut conn, filter).await.unwrap()
}

async fn a_record_reads_as_it_was_written(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let full = LaunchRecord {
        message_type: Some("LtiResourceLinkRequest".into()),
        facts: Json(BTreeMap::from([
            ("issuer".into(), "https://lms.example.org".into()),
            (
                "roles".into(),
                "\"Lehrer:in\" \u{1f469}\u{200d}\u{1f3eb}".into(),
            ),
            (String::new(), String::new()),
        ])),
        ..record(Some(school.platform.id), true, NOW)
    };
    let bare = record(None, false, NOW);
    written(&db, [&full, &bare]).await;
    let mut conn = db.read().await.unwrap();
    for record in [full, bare] {
        let found = launch_record::find(&mut conn, record.id).await.unwrap();
        assert_eq!(found, Some(record));
    }
    assert_eq!(launch_record::find(&mut conn, id()).await.unwrap(), None);
}

async fn the_newest_records_come_first_and_no_more_than_asked_for(db: Db) {
    let (old, new) = (
        record(None, false, NOW),
        record(None, true, NOW.plus(INSTANT)),
    );
    let newest = record(None, false, after(60));
    written(&db, [&new, &newest, &old]).await;
    let all = [newest, new, old];
    for limit in [0, 1, 2, 3, 100] {
        let records = listed(
            &db,
            Filter {
                limit,
                ..EVERYTHING
            },
        )
        .await;
        let expected = all.len().min(usize::try_from(limit).unwrap());
        assert_eq!(records, all[..expected]);
    }
}

async fn records_of_one_instant_are_listed_by_id(db: Db) {
    let mut records = [(); 5].map(|()| record(None, false, NOW));
    written(&db, records.each_ref()).await;
    records.sort_by_key(|record| std::cmp::Reverse(record.id));
    assert_eq!(listed(&db, EVERYTHING).await, records);
}

async fn an_organisation_sees_its_own_records_only(db: Db) {
    let one = sample::school(&db, "Riverbend").await;
    let second_lms = sample::school(&db, "Riverbend").await;
    let other = sample::school(&db, "Hilltop").await;
    let unrecognised = record(None, false, after(1));
    let accepted = record(Some(one.platform.id), true, after(2));
    let refused = record(Some(second_lms.platform.id), false, after(3));
    let elsewhere = record(Some(other.platform.id), false, after(4));
    written(&db, [&unrecognised, &accepted, &refused, &elsewhere]).await;

    let of = |organization_id| Filter {
        organization_id: Some(organization_id),
        ..EVERYTHING
    };
    let riverbend = listed(&db, of(one.organization_id)).await;
    assert_eq!(riverbend, [refused.clone(), accepted]);
    let hilltop = listed(&db, of(other.organization_id)).await;
    assert_eq!(hilltop, [elsewhere]);
    assert_eq!(listed(&db, of(id())).await, []);
    assert_eq!(listed(&db, EVERYTHING).await.len(), 4);

    let only_refused = Filter {
        only_refused: true,
        ..of(one.organization_id)
    };
    assert_eq!(listed(&db, only_refused).await, [refused]);
}

async fn refusals_can_be_listed_alone(db: Db) {
    let refused = record(None, false, NOW);
    let accepted = record(None, true, after(1));
    let refused_later = record(None, false, after(2));
    written(&db, [&refused, &accepted, &refused_later]).await;
    let only_refused = Filter {
        only_refused: true,
        ..EVERYTHING
    };
    let records = listed(&db, only_refused).await;
    assert_eq!(records, [refused_later.clone(), refused]);
    let one = Filter {
        limit: 1,
        ..only_refused
    };
    assert_eq!(listed(&db, one).await, [refused_later]);
}

async fn a_refusal_is_no_success(db: Db) {
    let one = sample::school(&db, "Riverbend").await.platform.id;
    let other = sample::school(&db, "Riverbend").await.platform.id;
    let never = sample::school(&db, "Riverbend").await.platform.id;
    written(
        &db,
        [
            &record(Some(one), true, after(2)),
            &record(Some(one), true, after(1)),
            &record(Some(one), false, after(3)),
            &record(Some(other), true, after(4)),
            &record(Some(never), false, after(5)),
        ],
    )
    .await;
    let mut conn = db.read().await.unwrap();
    for (platform_id, expected) in [
        (one, Some(after(2))),
        (other, Some(after(4))),
        (never, None),
    ] {
        let at = launch_record::last_accepted_at(&mut conn, platform_id).await;
        assert_eq!(at.unwrap(), expected);
    }
}

async fn only_older_records_are_forgotten(db: Db) {
    let school = sample::school(&db, "Riverbend").await;
    let old = record(Some(school.platform.id), true, after(10));
    let on_the_dot = record(None, false, after(20));
    let new = record(Some(school.platform.id), true, after(30));
    written(&db, [&old, &on_the_dot, &new]).await;
    let mut tx = db.write().await.unwrap();
    let forgotten = launch_record::delete_older(&mut tx, after(20)).await;
    assert_eq!(forgotten.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(listed(&db, EVERYTHING).await, [new, on_the_dot]);
    assert_eq!(number(&db, "SELECT COUNT(*) FROM platform").await, 1);
}

async fn a_record_needs_a_registration_that_exists(db: Db) {
    let mut tx = db.write().await.unwrap();
    let refused = launch_record::insert(&mut tx, &record(Some(id()), true, NOW)).await;
    assert!(matches!(refused, Err(Error::Broken(_))));
}
