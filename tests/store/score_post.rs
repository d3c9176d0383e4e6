//! Claims about messages to gradebooks at rest.

use microcred::domain::placement::GradeMode;
use microcred::domain::score_post::{CauseKind, Kind, State};
use microcred::store::score_post::{self, NewScorePost};
use microcred::store::{Db, gradebook_cell, query, score_queue};

use super::sample::{NOW, after, id};
use super::score::{column, said};

super::on_both! {
    an_enrollment_feeds_the_columns_of_its_links,
    a_link_without_a_column_or_a_way_to_one_is_no_target,
    a_cause_writes_one_message_to_a_cell,
    a_message_is_found_again_as_it_was_written,
    a_newer_message_takes_the_place_of_older_ones_of_its_kind,
    what_may_have_arrived_keeps_its_place,
    a_column_shows_the_newest_message_of_each_cell,
    what_waits_and_what_is_stuck_is_listed_and_counted,
}

const COLUMN: Option<&str> = Some("https://lms.example.org/lineitems/1");

async fn an_enrollment_feeds_the_columns_of_its_links(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let mut db = db.read().await.unwrap();
    let targets = score_post::list_targets(&mut db, column.enrollment.id)
        .await
        .unwrap();
    let [target] = &targets[..] else {
        panic!("one is expected: {targets:?}")
    };
    assert_eq!(
        (target.placement_id, target.lms_user_id),
        (column.placement, column.user)
    );
    assert_eq!(target.platform_id, column.school.platform.id);
    assert_eq!(target.locale.as_deref(), Some("de-CH"));
    let found = score_post::find_target(&mut db, column.placement, column.user)
        .await
        .unwrap();
    assert_eq!(found.as_ref(), Some(target));
    assert!(
        score_post::list_targets(&mut db, id())
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        score_post::find_target(&mut db, column.placement, id())
            .await
            .unwrap(),
        None
    );
}

async fn a_link_without_a_column_or_a_way_to_one_is_no_target(db: Db) {
    for (mode, url, container, is_target) in [
        (GradeMode::Points, None, true, true),
        (GradeMode::PassOnly, COLUMN, false, true),
        (GradeMode::Points, None, false, false),
        (GradeMode::None, COLUMN, true, false),
    ] {
        let column = column(&db, mode, url).await;
        let mut tx = db.write().await.unwrap();
        if !container {
            query("UPDATE lms_context SET lineitems_url = NULL WHERE id = $1")
                .bind(column.course)
                .execute(&mut tx)
                .await
                .unwrap();
        }
        let targets = score_post::list_targets(&mut tx, column.enrollment.id)
            .await
            .unwrap();
        assert_eq!(
            targets.len(),
            usize::from(is_target),
            "{mode:?} {url:?} {container}"
        );
        let found = score_post::find_target(&mut tx, column.placement, column.user)
            .await
            .unwrap();
        assert_eq!(found.is_some(), is_target);
        tx.commit().await.unwrap();
    }
}

async fn a_cause_writes_one_message_to_a_cell(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let mut tx = db.write().await.unwrap();
    let target = column.target(&mut tx).await;
    let message = said(Kind::Gate);
    let mut new = NewScorePost {
        id: id(),
        target: &target,
        kind: Kind::Gate,
        message: &message,
        cause_kind: CauseKind::Award,
        cause_id: "cause".into(),
        cause_seq: 0,
        seq: 1,
    };
    assert!(score_post::insert(&mut tx, &new, NOW).await.unwrap());
    (new.id, new.seq) = (id(), 2);
    assert!(!score_post::insert(&mut tx, &new, NOW).await.unwrap());
    new.cause_seq = 1;
    assert!(score_post::insert(&mut tx, &new, NOW).await.unwrap());
    (new.id, new.seq, new.kind) = (id(), 3, Kind::Clear);
    assert!(score_post::insert(&mut tx, &new, NOW).await.unwrap());
}

async fn a_message_is_found_again_as_it_was_written(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let written = column.post(&db, Kind::Gate).await;
    let mut db = db.read().await.unwrap();
    let found = score_post::find(&mut db, written).await.unwrap().unwrap();
    assert_eq!(found.message.0, said(Kind::Gate));
    assert_eq!(
        (found.state, found.tries, found.seq),
        (State::Pending, 0, 1)
    );
    assert_eq!(
        (found.due_at, found.created_at, found.stamp),
        (NOW, NOW, None)
    );
    assert!(!found.is_uncertain);
    let cell = score_post::list_for_cell(&mut db, column.placement, column.user)
        .await
        .unwrap();
    assert_eq!(cell, [found]);
}

async fn states(db: &Db, column: &super::score::Column) -> Vec<State> {
    let mut db = db.read().await.unwrap();
    let posts = score_post::list_for_cell(&mut db, column.placement, column.user).await;
    posts.unwrap().into_iter().map(|post| post.state).collect()
}

async fn a_newer_message_takes_the_place_of_older_ones_of_its_kind(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    for kind in [Kind::Submitted, Kind::Decision, Kind::Clear, Kind::Gate] {
        column.post(&db, kind).await;
    }
    let mut tx = db.write().await.unwrap();
    let gone =
        score_post::supersede(&mut tx, column.placement, column.user, 4, true, after(1)).await;
    assert_eq!(gone.unwrap(), 2);
    tx.commit().await.unwrap();
    let (waits, gone) = (State::Pending, State::Superseded);
    assert_eq!(states(&db, &column).await, [waits, gone, gone, waits]);
    let mut tx = db.write().await.unwrap();
    let gone =
        score_post::supersede(&mut tx, column.placement, column.user, 9, false, after(1)).await;
    assert_eq!(gone.unwrap(), 1);
}

async fn what_may_have_arrived_keeps_its_place(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    for (state, is_uncertain, gives_way) in [
        (State::Pending, false, true),
        (State::Pending, true, false),
        (State::Sending, false, false),
        (State::Unknown, true, false),
        (State::Retry, true, false),
        (State::Retry, false, true),
        (State::Parked, false, true),
        (State::Dead, true, true),
        (State::Confirmed, false, false),
        (State::Overridden, false, false),
    ] {
        let post = column.post(&db, Kind::Decision).await;
        let mut tx = db.write().await.unwrap();
        query("UPDATE score_post SET state = $2, is_uncertain = $3 WHERE id = $1")
            .bind(post)
            .bind(state.code())
            .bind(is_uncertain)
            .execute(&mut tx)
            .await
            .unwrap();
        let gone =
            score_post::supersede(&mut tx, column.placement, column.user, 99, true, NOW).await;
        assert_eq!(gone.unwrap() == 1, gives_way, "{state:?} {is_uncertain}");
        query("UPDATE score_post SET state = 'confirmed' WHERE id = $1")
            .bind(post)
            .execute(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

async fn a_column_shows_the_newest_message_of_each_cell(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    for _ in 0..3 {
        column.post(&db, Kind::Decision).await;
    }
    let mut tx = db.write().await.unwrap();
    let newest = score_post::list_newest_for_placement(&mut tx, column.placement)
        .await
        .unwrap();
    assert_eq!(newest.iter().map(|post| post.seq).collect::<Vec<_>>(), [3]);
    query("UPDATE score_post SET state = 'superseded' WHERE seq = 3")
        .execute(&mut tx)
        .await
        .unwrap();
    let newest = score_post::list_newest_for_placement(&mut tx, column.placement)
        .await
        .unwrap();
    assert_eq!(newest.iter().map(|post| post.seq).collect::<Vec<_>>(), [2]);
    let cells = gradebook_cell::list_for_placement(&mut tx, column.placement)
        .await
        .unwrap();
    assert_eq!(cells.len(), 1);
}

async fn what_waits_and_what_is_stuck_is_listed_and_counted(db: Db) {
    let column = column(&db, GradeMode::Points, COLUMN).await;
    let platform = column.school.platform.id;
    let posts = [
        column.post(&db, Kind::Submitted).await,
        column.post(&db, Kind::Decision).await,
    ];
    let mut tx = db.write().await.unwrap();
    assert_eq!(score_post::count(&mut tx, platform).await.unwrap(), (2, 0));
    query("UPDATE score_post SET state = 'dead' WHERE id = $1")
        .bind(posts[0])
        .execute(&mut tx)
        .await
        .unwrap();
    assert_eq!(score_post::count(&mut tx, platform).await.unwrap(), (1, 1));
    let waiting = score_post::list_waiting(&mut tx, platform, 10)
        .await
        .unwrap();
    assert_eq!(
        waiting.iter().map(|post| post.id).collect::<Vec<_>>(),
        [posts[1]]
    );
    let stuck = score_post::list_stuck(&mut tx, platform, 10).await.unwrap();
    assert_eq!(
        stuck.iter().map(|post| post.id).collect::<Vec<_>>(),
        [posts[0]]
    );
    assert!(
        score_queue::send_again(&mut tx, posts[0], after(5))
            .await
            .unwrap()
    );
    assert!(
        !score_queue::send_again(&mut tx, posts[0], after(5))
            .await
            .unwrap()
    );
    assert_eq!(score_post::count(&mut tx, platform).await.unwrap(), (2, 0));
}
