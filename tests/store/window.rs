//! Claims about the windows of drafts at rest.

use microcred::domain::attempt::State;
use microcred::store::attempt::{self, Attempt};
use microcred::store::window::{self, OpenWindow};
use microcred::store::{Db, Tx};

use super::sample::{NOW, after, id};
use super::work;

super::on_both! {
    windows_that_end_are_found_by_how_often_that_was_told,
    what_was_told_of_an_earlier_end_is_forgotten_and_no_more,
    open_windows_of_an_organisation_are_listed_the_first_to_end_first,
}

/// A draft, or what else it is, whose window ends.
async fn ending(db: &Db, seconds: u64, state: State, is_test: bool) -> Attempt {
    let new = Attempt {
        window_ends_at: Some(after(seconds)),
        is_test,
        ..work::attempt(&work::enrolled(db).await, 1, state)
    };
    let mut tx = db.write().await.unwrap();
    attempt::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    new
}

async fn windows_that_end_are_found_by_how_often_that_was_told(db: Db) {
    let draft = ending(&db, 100, State::Draft, false).await;
    let later = ending(&db, 200, State::Draft, false).await;
    ending(&db, 100, State::Submitted, false).await;
    ending(&db, 100, State::OnHold, false).await;
    ending(&db, 100, State::Draft, true).await;
    let mut tx = db.write().await.unwrap();
    let found = async |tx: &mut Tx, told, from, until| {
        let near = (after(from), after(until));
        let found = window::list_ending(tx, told, near, 10).await.unwrap();
        found.into_iter().map(|one| one.id).collect::<Vec<_>>()
    };
    for (from, until, expected) in [
        (0, 99, vec![]),
        (0, 100, vec![draft.id]),
        (100, 200, vec![draft.id, later.id]),
        (101, 200, vec![later.id]),
    ] {
        assert_eq!(
            found(&mut tx, 0, from, until).await,
            expected,
            "{from} {until}"
        );
    }
    let near = (NOW, after(100));
    let one = window::list_ending(&mut tx, 0, near, 10).await.unwrap();
    assert_eq!(one[0].person_id, draft.person_id);
    assert_eq!(one[0].credential_version_id, draft.credential_version_id);
    assert!(window::update_told(&mut tx, &one[0], 2).await.unwrap());
    assert!(!window::update_told(&mut tx, &one[0], 2).await.unwrap());
    assert_eq!(found(&mut tx, 0, 0, 100).await, []);
    assert_eq!(found(&mut tx, 2, 0, 100).await, [draft.id]);
    // Nobody is told of an end that has moved meanwhile.
    let told = window::list_ending(&mut tx, 2, near, 10).await.unwrap();
    let moved = Attempt {
        window_ends_at: Some(after(300)),
        ..draft
    };
    assert!(
        attempt::update(&mut tx, &moved, State::Draft)
            .await
            .unwrap()
    );
    assert!(!window::update_told(&mut tx, &told[0], 3).await.unwrap());
}

async fn what_was_told_of_an_earlier_end_is_forgotten_and_no_more(db: Db) {
    let draft = ending(&db, 100, State::Draft, false).await;
    let mut tx = db.write().await.unwrap();
    let near = (NOW, after(100));
    let one = window::list_ending(&mut tx, 0, near, 10).await.unwrap();
    window::update_told(&mut tx, &one[0], 3).await.unwrap();
    for (due, is_less) in [(4, false), (3, false), (1, true), (2, false)] {
        let lowered = window::lower_told(&mut tx, draft.id, due).await.unwrap();
        assert_eq!(lowered, is_less, "{due}");
    }
    let one = window::list_ending(&mut tx, 1, near, 10).await.unwrap();
    assert_eq!(one[0].window_told, 1);
    assert!(!window::lower_told(&mut tx, id(), 0).await.unwrap());
}

async fn open_windows_of_an_organisation_are_listed_the_first_to_end_first(db: Db) {
    let draft = ending(&db, 100, State::Draft, false).await;
    let organization = draft.organization_id;
    let other = ending(&db, 50, State::Draft, false).await;
    ending(&db, 100, State::Draft, true).await;
    ending(&db, 100, State::Expired, false).await;
    let mut tx = db.write().await.unwrap();
    let listed = async |tx: &mut Tx, now| {
        let mut found = vec![];
        for organization in [organization, other.organization_id] {
            let open = window::list_open(tx, organization, after(now), 10).await;
            found.extend(open.unwrap());
        }
        found.dedup_by_key(|one| one.id);
        found.into_iter().map(|one| one.id).collect::<Vec<_>>()
    };
    let both = listed(&mut tx, 50).await;
    assert!(both.contains(&draft.id) && both.contains(&other.id));
    assert!(!listed(&mut tx, 51).await.contains(&other.id));
    let found = window::find_open(&mut tx, organization, draft.id).await;
    let found: OpenWindow = found.unwrap().unwrap();
    assert_eq!(found.person_id, draft.person_id);
    assert_eq!((&*found.title, found.number), ("Waiting", 1));
    assert_eq!(found.window_ends_at, after(100));
    assert!(found.name.is_some());
    for (organization, attempt) in [(id(), draft.id), (organization, id())] {
        let nothing = window::find_open(&mut tx, organization, attempt).await;
        assert_eq!(nothing.unwrap(), None);
    }
}
