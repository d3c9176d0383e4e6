//! Claims about looking work through before it is read.

use microcred::app::Error;
use microcred::app::assessment;
use microcred::domain::attempt::State;
use microcred::domain::grant::ToolRole;
use microcred::domain::screening::Lack;
use microcred::store::notice;
use serde_json::json;

use super::world::Desk;
use crate::work::world::DAY;

super::on_both! {
    what_can_be_read_goes_on_to_the_assessors,
    what_cannot_be_read_comes_back_uncounted_with_time_to_mend_it,
}

async fn what_can_be_read_goes_on_to_the_assessors(desk: Desk) {
    let desk = desk.with(&json!({"screening": true})).await;
    let (_, id) = desk.queued("kim").await;
    assert_eq!(
        (desk.state(id).await, desk.slots(id).await.len()),
        (State::Screening, 0)
    );
    let screener = desk.staff("sky", ToolRole::Screener).await;
    let waiting = assessment::screenings(desk.app(), &screener).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].handed.answers.len(), 2);
    let shown = assessment::desk(desk.app(), &screener).await.unwrap();
    assert_eq!(shown.screening, Some(1));
    assessment::pass(desk.app(), &screener, id).await.unwrap();
    assert_eq!(desk.state(id).await, State::Queued);
    assert!(!desk.slots(id).await.is_empty());
    let twice = assessment::pass(desk.app(), &screener, id).await;
    assert!(matches!(twice, Err(Error::Attempt(_))));
    assert!(
        assessment::screening(desk.app(), &screener, id)
            .await
            .is_err(),
        "it is others' now"
    );
}

/// T6.
async fn what_cannot_be_read_comes_back_uncounted_with_time_to_mend_it(desk: Desk) {
    let desk = desk.with(&json!({"screening": true})).await;
    let (earner, id) = desk.queued("kim").await;
    let screener = desk.staff("sky", ToolRole::Screener).await;
    let own = desk.staff("kim", ToolRole::Screener).await;
    let refused = assessment::return_incomplete(desk.app(), &screener, id, &[], "").await;
    assert!(
        matches!(refused, Err(Error::Attempt(_))),
        "with a reason only"
    );
    assert!(
        assessment::pass(desk.app(), &own, id).await.is_err(),
        "nobody passes their own"
    );
    let before = desk.attempt(id).await;
    desk.world.wait(DAY * 300);
    let lacks = [Lack::NoSound, Lack::StudentData];
    assessment::return_incomplete(desk.app(), &screener, id, &lacks, "From minute two.")
        .await
        .unwrap();
    let back = desk.attempt(id).await;
    assert_eq!(
        (back.state, back.number, back.is_counted),
        (State::Draft, 1, false)
    );
    assert_eq!(
        (back.submitted_at, back.recall_until, back.due_at),
        (None, None, None)
    );
    assert!(back.window_ends_at >= before.window_ends_at.map(|end| end.plus(DAY * 299)));
    assert!(back.window_ends_at.unwrap() >= desk.now().plus(DAY * 14));
    let mut db = desk.app().db.read().await.unwrap();
    let told = notice::list_unseen(&mut db, earner.launch.person_id, 9)
        .await
        .unwrap();
    assert_eq!(
        told[0].detail["reasons"],
        json!(["no_sound", "student_data"])
    );
    assert_eq!(told[0].detail["note"], "From minute two.");
    drop(db);
    // The next hand-in is the same attempt, with another snapshot.
    desk.fill(&earner, id, "because of it").await;
    desk.world.submit(&earner, id).await.unwrap();
    microcred::app::attempt::hand_over_now(desk.app(), &earner, id)
        .await
        .unwrap();
    assessment::pass(desk.app(), &screener, id).await.unwrap();
    assert_eq!(desk.slots(id).await[0].snapshot_seq, 2);
}
