//! Claims about having work: taking it, keeping it by saving, losing it without losing a word.

use std::time::Duration;

use microcred::app::Error;
use microcred::app::assessment::{self, Saving};
use microcred::domain::attempt::State;
use microcred::domain::qualification::Recusal;
use microcred::domain::reading::slot::{
    LEASE, LONGEST_LEASE, MOST_HELD, Position, REMIND_BEFORE, State as Wanted,
};

use super::world::{ALL, Desk, reading};

super::on_both! {
    work_that_is_saved_stays_with_its_reader_for_three_days_at_most,
    when_a_lease_ends_the_words_stay_and_the_work_can_be_taken_again,
    what_somebody_else_took_is_not_taken_again_and_the_words_still_stay,
    work_is_given_back_and_nobody_steps_back_twice,
    whoever_has_work_is_reminded_once_before_the_time_ends,
    nobody_has_more_than_three,
    the_desk_shows_what_waits_and_what_is_held,
    the_earner_may_leave_until_somebody_has_read,
}

const MINUTE: Duration = Duration::from_secs(60);

async fn work_that_is_saved_stays_with_its_reader_for_three_days_at_most(desk: Desk) {
    let (_, id) = desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let begun = desk.now();
    assert_eq!(desk.state(id).await, State::InAssessment);
    let mut last = begun.plus(LEASE);
    for _ in 0..12 {
        desk.world.wait(LEASE.checked_sub(MINUTE).unwrap());
        let saved = desk
            .save_on(&robin, slot, desk.seq(&robin, slot).await, reading(ALL))
            .await;
        let until = match saved.unwrap() {
            Saving::Saved(saved) => saved.leased_until.unwrap(),
            // Three days are over.
            Saving::LeaseOver(_) => break,
            Saving::Conflict(newer) => panic!("{newer:?}"),
        };
        assert!(until >= last && until <= begun.plus(LONGEST_LEASE));
        last = until;
    }
    assert_eq!(last, begun.plus(LONGEST_LEASE));
    desk.tick().await;
    assert_eq!(desk.state(id).await, State::Queued);
}

async fn when_a_lease_ends_the_words_stay_and_the_work_can_be_taken_again(desk: Desk) {
    let (_, id) = desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let seq = desk.save(&robin, slot, reading(ALL)).await;
    desk.world.wait(LEASE);
    for is_told_by_the_clock in [false, true] {
        let opened = desk.open(&robin, slot).await;
        assert!(
            matches!(&opened, Err(Error::Slot(refusal)) if refusal.code() == "reading-lease-over")
        );
        let refused = assessment::submit(desk.app(), &robin, slot, seq).await;
        assert!(matches!(&refused, Err(Error::Slot(_))), "{refused:?}");
        if !is_told_by_the_clock {
            desk.tick().await;
        }
    }
    let open = desk.slot(id, Position::First).await;
    assert_eq!((open.state, open.person_id), (Wanted::Open, None));
    assert_eq!(desk.state(id).await, State::Queued);
    // What is still typed is kept, and said to be so.
    let more = desk
        .save_on(&robin, slot, seq, reading([5, 5, 5, 4]))
        .await
        .unwrap();
    assert!(
        matches!(more, Saving::LeaseOver(saved) if saved.leased_until.is_none()),
        "{more:?}"
    );
    assessment::resume(desk.app(), &robin, slot).await.unwrap();
    let work = desk.open(&robin, slot).await.unwrap();
    assert_eq!(work.draft.unwrap().content.0, reading([5, 5, 5, 4]));
    assert_eq!(desk.state(id).await, State::InAssessment);
    desk.submit(&robin, slot, reading(ALL)).await;
    assert_eq!(desk.state(id).await, State::Released);
}

async fn what_somebody_else_took_is_not_taken_again_and_the_words_still_stay(desk: Desk) {
    let (_, id) = desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let sam = desk.assessor("sam").await;
    let slot = desk.next(&robin).await;
    let seq = desk.save(&robin, slot, reading([5, 4, 3, 2])).await;
    desk.world.wait(LEASE);
    desk.tick().await;
    assert_eq!(desk.next(&sam).await, slot);
    let work = desk.open(&sam, slot).await.unwrap();
    assert_eq!(work.draft, None, "a draft is its author's alone");
    let refused = assessment::resume(desk.app(), &robin, slot).await;
    assert!(matches!(&refused, Err(Error::Slot(_))), "{refused:?}");
    let kept = desk
        .save_on(&robin, slot, seq, reading([5, 4, 3, 3]))
        .await
        .unwrap();
    assert!(matches!(kept, Saving::LeaseOver(_)));
    desk.submit(&sam, slot, reading(ALL)).await;
    assert_eq!(desk.state(id).await, State::Released);
    let kept = desk
        .save_on(&robin, slot, seq + 1, reading([5, 4, 4, 3]))
        .await
        .unwrap();
    assert!(matches!(kept, Saving::LeaseOver(_)));
}

async fn whoever_has_work_is_reminded_once_before_the_time_ends(desk: Desk) {
    desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let reminders = async || {
        desk.tick().await;
        let told = microcred::app::notice::list_unseen(desk.app(), &robin).await;
        let told = told.unwrap().into_iter();
        told.filter(|one| one.kind == "reading.lease_ends" && one.subject_id == slot.to_string())
            .count()
    };
    desk.world
        .wait(LEASE.checked_sub(REMIND_BEFORE + MINUTE).unwrap());
    assert_eq!(reminders().await, 0);
    desk.world.wait(2 * MINUTE);
    assert_eq!(reminders().await, 1);
    assert_eq!(reminders().await, 1, "once");
    // Work that is saved gives more time, and the end of that is told, too.
    desk.save(&robin, slot, reading(ALL)).await;
    assert_eq!(reminders().await, 1);
    desk.world.wait(LEASE.checked_sub(REMIND_BEFORE).unwrap());
    assert_eq!(reminders().await, 2);
    desk.world.wait(REMIND_BEFORE);
    assert_eq!(reminders().await, 2, "it is over");
}

async fn work_is_given_back_and_nobody_steps_back_twice(desk: Desk) {
    let (_, id) = desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let seq = desk.save(&robin, slot, reading(ALL)).await;
    assessment::release_slot(desk.app(), &robin, slot)
        .await
        .unwrap();
    assert_eq!(desk.state(id).await, State::Queued);
    assert_eq!(
        desk.next(&robin).await,
        slot,
        "it waits for everybody again"
    );
    assert_eq!(desk.seq(&robin, slot).await, seq);
    assessment::recuse(desk.app(), &robin, slot, Recusal::KnowsEarner)
        .await
        .unwrap();
    assert_eq!(desk.state(id).await, State::Queued);
    // B.7, 5: from now on none of this person's work.
    let next = assessment::claim_next(desk.app(), &robin).await.unwrap();
    assert_eq!(next, None);
    assert!(assessment::resume(desk.app(), &robin, slot).await.is_err());
    let again = assessment::recuse(desk.app(), &robin, slot, Recusal::KnowsEarner).await;
    assert!(matches!(&again, Err(Error::Slot(_))), "{again:?}");
    let sam = desk.assessor("sam").await;
    assert_eq!(desk.next(&sam).await, slot);
}

async fn nobody_has_more_than_three(desk: Desk) {
    for number in 0..5 {
        desk.queued(&format!("earner {number}")).await;
    }
    let robin = desk.assessor("robin").await;
    let mut held = vec![];
    for _ in 0..MOST_HELD {
        held.push(desk.next(&robin).await);
    }
    assert_eq!(
        assessment::claim_next(desk.app(), &robin).await.unwrap(),
        None
    );
    assessment::release_slot(desk.app(), &robin, held[0])
        .await
        .unwrap();
    desk.next(&robin).await;
}

async fn the_desk_shows_what_waits_and_what_is_held(desk: Desk) {
    for number in 0..3 {
        desk.queued(&format!("earner {number}")).await;
    }
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let shown = assessment::desk(desk.app(), &robin).await.unwrap();
    assert!(shown.roles.assessor && !shown.roles.lead && shown.lead.is_none());
    let waiting: Vec<_> = shown
        .waiting
        .iter()
        .map(|day| (day.day.to_string(), day.count))
        .collect();
    assert_eq!(waiting, [("2026-11-25".to_owned(), 2)]);
    assert_eq!(
        (shown.overdue, shown.held[0].slot.id, shown.held[0].left),
        (0, slot, LEASE)
    );
    assert_eq!(shown.qualifications[0].title, "Waiting");
    desk.world.wait(LEASE / 2);
    desk.submit(&robin, slot, reading(ALL)).await;
    desk.world.wait(crate::work::world::DAY * 8);
    let later = assessment::desk(desk.app(), &robin).await.unwrap();
    assert_eq!(
        (later.overdue, later.held.len(), later.turnaround),
        (2, 0, Some(LEASE / 2))
    );
    let lead = desk.lead("lou").await;
    let shown = assessment::desk(desk.app(), &lead)
        .await
        .unwrap()
        .lead
        .unwrap();
    assert_eq!((shown.late.len(), shown.under_way.len()), (2, 0));
    assert!(
        shown
            .late
            .iter()
            .all(|line| line.is_overdue && line.title == "Waiting")
    );
    let nobody = desk.world.earner("kim").await;
    let shown = assessment::desk(desk.app(), &nobody).await.unwrap();
    assert!(!shown.roles.any() && shown.waiting.is_empty() && shown.lead.is_none());
}

/// T17.
async fn the_earner_may_leave_until_somebody_has_read(desk: Desk) {
    let (earner, id) = desk.queued("kim").await;
    microcred::app::attempt::withdraw(desk.app(), &earner, id)
        .await
        .unwrap();
    assert_eq!(
        desk.slot(id, Position::First).await.state,
        Wanted::Cancelled
    );
    let robin = desk.assessor("robin").await;
    assert_eq!(
        assessment::claim_next(desk.app(), &robin).await.unwrap(),
        None
    );
    let (earner, id) = desk.queued("lee").await;
    desk.next(&robin).await;
    let refused = microcred::app::attempt::withdraw(desk.app(), &earner, id).await;
    assert!(matches!(refused, Err(Error::Attempt(_))));
}
