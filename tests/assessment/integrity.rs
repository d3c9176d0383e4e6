//! Claims about questions of integrity: clocks stop and go on, and what was held is taken back.

use microcred::app::Error;
use microcred::app::assessment::{self, By, Saving};
use microcred::domain::attempt::State;
use microcred::domain::award::State as Holds;
use microcred::domain::grant::ToolRole;
use microcred::domain::reading::slot::{LEASE, Position, State as Wanted};

use super::world::{ALL, Desk, reading};
use crate::work::world::DAY;

super::on_both! {
    stopped_work_is_not_read_and_goes_on_with_the_lost_time_added,
    a_draft_that_is_stopped_gets_its_time_back,
    what_an_ended_attempt_led_to_is_taken_back,
    an_attempt_that_is_ended_on_the_way_is_read_by_nobody,
    only_an_officer_and_the_operator_ask_and_never_about_themselves,
}

async fn stopped_work_is_not_read_and_goes_on_with_the_lost_time_added(desk: Desk) {
    let (_, id) = desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let officer = desk.staff("ola", ToolRole::IntegrityOfficer).await;
    let slot = desk.next(&robin).await;
    let seq = desk.save(&robin, slot, reading(ALL)).await;
    let before = (desk.attempt(id).await, desk.slot(id, Position::First).await);
    let by = By::Officer(&officer);
    assert!(matches!(
        assessment::hold(desk.app(), by, id, " ").await,
        Err(Error::Attempt(_))
    ));
    assessment::hold(desk.app(), by, id, "Two hand-ins are alike.")
        .await
        .unwrap();
    let refused = assessment::submit(desk.app(), &robin, slot, seq).await;
    assert!(
        matches!(&refused, Err(Error::Slot(refusal)) if refusal.code() == "reading-work-stopped")
    );
    let kept = desk
        .save_on(&robin, slot, seq, reading([5, 5, 5, 4]))
        .await
        .unwrap();
    assert!(
        matches!(kept, Saving::Saved(_)),
        "words are kept all the same"
    );
    desk.world.wait(LEASE * 3);
    desk.tick().await;
    assert_eq!(
        desk.slot(id, Position::First).await.state,
        Wanted::Leased,
        "its lease stands still"
    );
    assessment::resume_held(desk.app(), by, id, "They worked together.")
        .await
        .unwrap();
    let after = (desk.attempt(id).await, desk.slot(id, Position::First).await);
    assert_eq!(
        (after.0.state, after.0.held_from.clone()),
        (State::InAssessment, None)
    );
    let lost = LEASE * 3;
    assert_eq!(after.0.due_at, before.0.due_at.map(|due| due.plus(lost)));
    assert_eq!(
        after.1.leased_until,
        before.1.leased_until.map(|until| until.plus(lost))
    );
    assert_eq!(after.1.due_at, before.1.due_at.plus(lost));
    desk.submit(&robin, slot, reading(ALL)).await;
    assert_eq!(desk.state(id).await, State::Released);
    // Work that waits is not handed out while it is stopped.
    let (_, waiting) = desk.queued("lee").await;
    assessment::hold(desk.app(), By::Operator, waiting, "A question.")
        .await
        .unwrap();
    assert_eq!(
        assessment::claim_next(desk.app(), &robin).await.unwrap(),
        None
    );
    assessment::resume_held(desk.app(), By::Operator, waiting, "Answered.")
        .await
        .unwrap();
    assert_eq!(desk.state(waiting).await, State::Queued);
    desk.next(&robin).await;
}

async fn a_draft_that_is_stopped_gets_its_time_back(desk: Desk) {
    let earner = desk.world.earner("kim").await;
    let id = desk.world.begin(&earner).await.unwrap().id;
    desk.fill(&earner, id, "because").await;
    let end = desk.attempt(id).await.window_ends_at.unwrap();
    assessment::hold(desk.app(), By::Operator, id, "A question.")
        .await
        .unwrap();
    desk.world.wait(DAY * 365);
    desk.tick().await;
    assert_eq!(desk.state(id).await, State::OnHold);
    assessment::resume_held(desk.app(), By::Operator, id, "Answered.")
        .await
        .unwrap();
    desk.tick().await;
    let attempt = desk.attempt(id).await;
    assert_eq!(
        (attempt.state, attempt.window_ends_at),
        (State::Draft, Some(end.plus(DAY * 365)))
    );
}

/// T21, W7.
async fn what_an_ended_attempt_led_to_is_taken_back(desk: Desk) {
    let (earner, id) = desk.told("kim", ALL).await;
    let decided = desk.decisions(id).await;
    let officer = desk.staff("ola", ToolRole::IntegrityOfficer).await;
    let by = By::Officer(&officer);
    assessment::void(desk.app(), by, id, false, "Somebody else's work.")
        .await
        .unwrap();
    let attempt = desk.attempt(id).await;
    assert_eq!((attempt.state, attempt.is_counted), (State::Voided, false));
    let awards = desk.awards(&earner).await;
    assert_eq!(awards[0].state, Holds::Revoked);
    assert_eq!(
        awards[0].end_reason.as_deref(),
        Some("integrity"),
        "what led there is for those who look after integrity"
    );
    assert_eq!(
        desk.decisions(id).await,
        decided,
        "what was decided stays written"
    );
    let twice = assessment::void(desk.app(), by, id, true, "Again.").await;
    assert!(matches!(twice, Err(Error::Attempt(_))));
    assert!(
        desk.world.begin(&earner).await.is_ok(),
        "another can be begun"
    );
}

/// T20, R10.
async fn an_attempt_that_is_ended_on_the_way_is_read_by_nobody(desk: Desk) {
    let (earner, id) = desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let seq = desk.save(&robin, slot, reading(ALL)).await;
    assessment::hold(desk.app(), By::Operator, id, "A question.")
        .await
        .unwrap();
    assessment::void(desk.app(), By::Operator, id, true, "Falsified.")
        .await
        .unwrap();
    assert!(desk.attempt(id).await.is_counted);
    assert_eq!(
        desk.slot(id, Position::First).await.state,
        Wanted::Cancelled
    );
    assert!(
        assessment::submit(desk.app(), &robin, slot, seq)
            .await
            .is_err()
    );
    assert_eq!(desk.seq(&robin, slot).await, seq);
    assert_eq!(desk.awards(&earner).await, []);
}

async fn only_an_officer_and_the_operator_ask_and_never_about_themselves(desk: Desk) {
    let (earner, id) = desk.queued("kim").await;
    let lead = desk.lead("lou").await;
    let own = desk.staff("kim", ToolRole::IntegrityOfficer).await;
    for session in [&earner, &lead, &own] {
        let by = By::Officer(session);
        assert!(
            assessment::hold(desk.app(), by, id, "A question.")
                .await
                .is_err()
        );
        assert!(
            assessment::void(desk.app(), by, id, true, "A question.")
                .await
                .is_err()
        );
    }
    assert_eq!(desk.state(id).await, State::Queued);
}
