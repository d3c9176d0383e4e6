//! Claims about how messages leave for gradebooks.

use std::collections::BTreeSet;

use microcred::domain::placement::GradeMode;
use microcred::domain::score_post::{Kind, State};
use microcred::store::score_queue::{self, Outcome};
use microcred::store::{Db, query, score_post};

use super::sample::{CLASS, INSTANT, NOW, after, all_at_once, id};
use super::score::{Column, column};

super::on_both! {
    a_message_is_taken_by_one_until_its_lease_ends,
    of_one_cell_only_the_first_open_message_is_taken,
    only_the_holder_writes_what_became_of_it,
    a_class_of_workers_takes_each_message_once,
    it_is_known_whether_a_platform_has_due_messages,
    a_destination_names_all_that_a_message_needs,
    what_was_parked_is_revived_by_a_launch,
}

const COLUMN: Option<&str> = Some("https://lms.example.org/lineitems/1");

async fn take(
    db: &Db,
    column: &Column,
    by: &str,
    now: u64,
    until: u64,
) -> Vec<score_post::ScorePost> {
    let mut tx = db.write().await.unwrap();
    let platform = column.school.platform.id;
    let lease = (after(now), after(until));
    let taken = score_queue::claim(&mut tx, platform, by, lease, 100)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    taken
}

async fn a_message_is_taken_by_one_until_its_lease_ends(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let post = column.post(&db, Kind::Decision).await;
    let taken = take(&db, &column, "one", 0, 60).await;
    assert_eq!(taken.len(), 1);
    let first = &taken[0];
    assert_eq!(
        (first.id, first.state, first.tries),
        (post, State::Sending, 1)
    );
    assert!(!first.is_uncertain, "nobody had it before");
    assert!(take(&db, &column, "two", 59, 90).await.is_empty());
    let again = take(&db, &column, "two", 60, 120).await;
    assert_eq!(
        (again[0].tries, again[0].is_uncertain),
        (2, true),
        "the first may have sent it"
    );
    let other = super::score::column(&db, GradeMode::Points, COLUMN).await;
    assert!(
        take(&db, &other, "three", 500, 600).await.is_empty(),
        "not of this platform"
    );
}

async fn of_one_cell_only_the_first_open_message_is_taken(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let posts = [
        column.post(&db, Kind::Submitted).await,
        column.post(&db, Kind::Decision).await,
        column.post(&db, Kind::Gate).await,
    ];
    for (state, is_next) in [
        (State::Unknown, false),
        (State::Retry, false),
        (State::Confirmed, true),
        (State::Dead, true),
        (State::Parked, true),
        (State::Overridden, true),
        (State::Superseded, true),
    ] {
        let mut tx = db.write().await.unwrap();
        for post in posts {
            query("UPDATE score_post SET state = 'pending', due_at = $2 WHERE id = $1")
                .bind(post)
                .bind(NOW)
                .execute(&mut tx)
                .await
                .unwrap();
        }
        query("UPDATE score_post SET state = $2, due_at = $3 WHERE id = $1")
            .bind(posts[0])
            .bind(state.code())
            .bind(after(9999))
            .execute(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let taken = take(&db, &column, "one", 0, 60).await;
        let taken: Vec<_> = taken.iter().map(|post| post.id).collect();
        let expected: &[_] = if is_next { &posts[1..2] } else { &[] };
        assert_eq!(taken, expected, "{state:?}");
    }
}

async fn only_the_holder_writes_what_became_of_it(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let post = column.post(&db, Kind::Decision).await;
    take(&db, &column, "one", 0, 60).await;
    take(&db, &column, "two", 60, 120).await;
    let outcome = |claimed_by| Outcome {
        id: post,
        claimed_by,
        state: State::Retry,
        due_at: after(300),
        is_uncertain: true,
        reason: Some("trouble"),
        detail: Some("500"),
        stamp: Some(after(61)),
    };
    let mut tx = db.write().await.unwrap();
    assert!(
        !score_queue::settle(&mut tx, &outcome("one"), after(62))
            .await
            .unwrap()
    );
    assert!(
        score_queue::settle(&mut tx, &outcome("two"), after(62))
            .await
            .unwrap()
    );
    assert!(
        !score_queue::settle(&mut tx, &outcome("two"), after(63))
            .await
            .unwrap()
    );
    let found = score_post::find(&mut tx, post).await.unwrap().unwrap();
    assert_eq!(
        (found.state, found.due_at, found.is_uncertain),
        (State::Retry, after(300), true)
    );
    assert_eq!(
        (found.reason.as_deref(), found.detail.as_deref()),
        (Some("trouble"), Some("500"))
    );
    assert_eq!(
        (found.stamp, found.updated_at),
        (Some(after(61)), after(62))
    );
}

async fn a_class_of_workers_takes_each_message_once(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    // Further learners in the same column.
    let mut posts = BTreeSet::new();
    for number in 0..CLASS {
        let mut tx = db.write().await.unwrap();
        let user = column
            .school
            .user(&mut tx, &format!("learner {number}"))
            .await;
        tx.commit().await.unwrap();
        let theirs = Column {
            school: super::sample::School {
                organization_id: column.school.organization_id,
                platform: column.school.platform.clone(),
                deployment: column.school.deployment.clone(),
            },
            enrollment: column.enrollment.clone(),
            placement: column.placement,
            user: user.id,
            course: column.course,
        };
        posts.insert(theirs.post(&db, Kind::Decision).await);
    }
    let platform = column.school.platform.id;
    let taken = all_at_once(&db, move |db, number| async move {
        let mut mine = vec![];
        for _ in 0..3 {
            let mut tx = db.write().await.unwrap();
            let by = format!("worker {number}");
            let lease = (NOW, after(60));
            let taken = score_queue::claim(&mut tx, platform, &by, lease, 1)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            mine.extend(taken.into_iter().map(|post| post.id));
        }
        mine
    })
    .await
    .concat();
    assert_eq!(taken.len(), CLASS);
    assert_eq!(taken.into_iter().collect::<BTreeSet<_>>(), posts);
}

async fn it_is_known_whether_a_platform_has_due_messages(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let other = super::score::column(&db, GradeMode::Points, COLUMN).await;
    let is_due = async |now| {
        let mut db = db.read().await.unwrap();
        let other = other.school.platform.id;
        assert!(!score_queue::is_due(&mut db, other, now).await.unwrap());
        let platform = column.school.platform.id;
        score_queue::is_due(&mut db, platform, now).await.unwrap()
    };
    assert!(!is_due(after(9)).await);
    column.post(&db, Kind::Decision).await;
    assert!(is_due(NOW).await);
    assert!(!is_due(NOW.minus(INSTANT)).await);
    take(&db, &column, "one", 0, 60).await;
    assert!(!is_due(after(59)).await);
    assert!(is_due(after(60)).await);
}

async fn a_destination_names_all_that_a_message_needs(db: Db) {
    let column = column(&db, GradeMode::PassOnly, COLUMN).await;
    let mut db = db.read().await.unwrap();
    let found = score_queue::find_destination(&mut db, column.placement, column.user).await;
    let found = found.unwrap().unwrap();
    assert_eq!((&*found.lti_deployment_id, &*found.sub), ("1", "dana"));
    assert_eq!(found.lineitem_url.as_deref(), COLUMN);
    assert!(found.lineitems_url.is_some());
    assert_eq!(found.grade_mode, GradeMode::PassOnly);
    assert_eq!(found.credential_id, Some(column.enrollment.credential_id));
    let nowhere = score_queue::find_destination(&mut db, id(), column.user).await;
    assert_eq!(nowhere.unwrap(), None);
}

async fn what_was_parked_is_revived_by_a_launch(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let post = column.post(&db, Kind::Decision).await;
    let mut tx = db.write().await.unwrap();
    for (reason, is_own, tried, is_revived) in [
        ("not-in-course", true, 0, true),
        ("not-in-course", false, 0, false),
        ("column-gone", false, 0, true),
        ("column-gone", true, 61, false),
    ] {
        query("UPDATE score_post SET state = 'parked', reason = $2, updated_at = $3 WHERE id = $1")
            .bind(post)
            .bind(reason)
            .bind(after(tried))
            .execute(&mut tx)
            .await
            .unwrap();
        let user = if is_own { column.user } else { id() };
        let revived =
            score_queue::revive(&mut tx, column.placement, user, after(60), after(100)).await;
        assert_eq!(
            revived.unwrap() == 1,
            is_revived,
            "{reason} {is_own} {tried}"
        );
    }
}
