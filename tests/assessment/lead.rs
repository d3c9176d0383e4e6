//! Claims about lead assessors: differences, readings that need more, work that is given to somebody.

use std::time::Duration;

use microcred::app::Error;
use microcred::app::assessment;
use microcred::app::session::Session;
use microcred::domain::attempt::State;
use microcred::domain::credential::Outcome;
use microcred::domain::decision::Basis;
use microcred::domain::id::{AttemptId, ReadingSlotId};
use microcred::domain::qualification::Recusal;
use microcred::domain::reading::slot::{AWAY_AFTER, Position, State as Wanted};
use microcred::store::{assessor_conflict, reading as readings};
use serde_json::json;

use super::world::{ALL, Desk, reading};

super::on_both! {
    a_difference_is_settled_by_a_lead_with_a_reading_and_a_reason,
    both_readings_go_back_once_and_neither_reader_sees_the_other,
    a_reader_never_settles_their_own_difference,
    a_reading_that_is_sent_back_is_written_again_and_both_stay,
    a_result_is_looked_at_again_before_it_goes_out_and_never_after,
    work_is_given_to_who_may_read_it_and_to_nobody_else,
    work_of_somebody_who_is_away_goes_on_with_another,
}

/// Nobody is faster than this.
const MOMENT: Duration = Duration::from_millis(1);

/// Work that two read differently, and its first two readers.
async fn differing(desk: &Desk, sub: &str) -> (Session, AttemptId, [Session; 2]) {
    let (earner, id) = desk.queued(sub).await;
    let readers = [desk.assessor("robin").await, desk.assessor("sam").await];
    for (reader, evident) in readers.iter().zip([[5, 5, 5, 1], [5, 5, 5, 0]]) {
        desk.read(reader, evident).await;
    }
    assert_eq!(desk.state(id).await, State::Adjudication);
    (earner, id, readers)
}

async fn a_difference_is_settled_by_a_lead_with_a_reading_and_a_reason(desk: Desk) {
    let (earner, id, _) = differing(&desk, "kim").await;
    let lead = desk.lead("lou").await;
    let waiting = assessment::adjudications(desk.app(), &lead).await.unwrap();
    assert_eq!(waiting.len(), 1);
    let totals: Vec<_> = waiting[0].readings.iter().map(|one| one.total).collect();
    assert_eq!((totals, waiting[0].is_free), (vec![16, 15], true));
    let slot = waiting[0].slot.id;
    let robin = desk.assessor("taylor").await;
    assert_eq!(
        assessment::claim_next(desk.app(), &robin).await.unwrap(),
        None,
        "not for assessors"
    );
    assessment::take(desk.app(), &lead, slot).await.unwrap();
    let work = desk.open(&lead, slot).await.unwrap();
    assert_eq!(work.others.len(), 2);
    let seq = desk.save(&lead, slot, reading([5, 5, 5, 1])).await;
    let plain = assessment::submit(desk.app(), &lead, slot, seq).await;
    assert!(matches!(plain, Err(Error::Slot(_))), "a lead says why");
    let refused = assessment::adjudicate(desk.app(), &lead, slot, seq, "  ").await;
    assert!(matches!(refused, Err(Error::Attempt(_))), "{refused:?}");
    assert_eq!(
        desk.slot(id, Position::Adjudication).await.state,
        Wanted::Leased
    );
    let why = "The first detail of the last criterion is on the second page.";
    assessment::adjudicate(desk.app(), &lead, slot, seq, why)
        .await
        .unwrap();
    let decided = desk.decisions(id).await;
    assert_eq!(
        (decided[0].basis, decided[0].outcome, &*decided[0].rationale),
        (Basis::Adjudicated, Outcome::Pass, why)
    );
    assert_eq!(decided[0].decided_by, Some(lead.launch.person_id));
    assert_eq!(desk.state(id).await, State::Released);
    assert_eq!(desk.awards(&earner).await.len(), 1);
    assert!(
        assessment::adjudications(desk.app(), &lead)
            .await
            .unwrap()
            .is_empty()
    );
}

/// SM-5.
async fn both_readings_go_back_once_and_neither_reader_sees_the_other(desk: Desk) {
    let (_, id, [robin, sam]) = differing(&desk, "kim").await;
    let lead = desk.lead("lou").await;
    let adjudication = desk.slot(id, Position::Adjudication).await.id;
    let clarification = "A page counts as one place, however often it is named.";
    let back =
        async |words: &str| assessment::return_both(desk.app(), &lead, adjudication, words).await;
    assert!(back(clarification).await.is_err(), "not before it is taken");
    assessment::take(desk.app(), &lead, adjudication)
        .await
        .unwrap();
    let silent = back(" ").await;
    assert!(matches!(silent, Err(Error::Attempt(_))), "{silent:?}");
    let reader = assessment::return_both(desk.app(), &robin, adjudication, clarification).await;
    assert!(reader.is_err(), "not by a reader");
    back(clarification).await.unwrap();

    assert_eq!(desk.state(id).await, State::InAssessment);
    let (first, second) = (
        desk.slot(id, Position::First).await,
        desk.slot(id, Position::Second).await,
    );
    for (slot, reader) in [(&first, &robin), (&second, &sam)] {
        assert_eq!(slot.person_id, Some(reader.launch.person_id));
        let work = desk.open(reader, slot.id).await.unwrap();
        assert_eq!(work.slot.sent_back.as_deref(), Some(clarification));
        assert_eq!(work.others, [], "nothing of the other");
        assert!(work.draft.is_some(), "their own words are there");
    }
    // One leaves it as it is, the other does not come to another result either.
    desk.world.wait(MOMENT);
    let seq = desk.seq(&robin, first.id).await;
    assessment::submit(desk.app(), &robin, first.id, seq)
        .await
        .unwrap();
    assert_eq!(
        desk.state(id).await,
        State::InAssessment,
        "the other is out"
    );
    desk.submit(&sam, second.id, reading([5, 5, 4, 1])).await;
    assert_eq!(desk.state(id).await, State::Adjudication);
    let written = {
        let mut db = desk.app().db.read().await.unwrap();
        readings::list_for_attempt(&mut db, id).await.unwrap()
    };
    assert_eq!(written.len(), 4, "all of them stay");

    // Once is enough.
    let waiting = assessment::adjudications(desk.app(), &lead).await.unwrap();
    let again = waiting[0].slot.id;
    assessment::take(desk.app(), &lead, again).await.unwrap();
    let may = assessment::may_return_both(desk.app(), &lead, again).await;
    assert!(!may.unwrap());
    let twice = assessment::return_both(desk.app(), &lead, again, clarification).await;
    assert!(matches!(twice, Err(Error::Attempt(_))), "{twice:?}");
    assert_eq!(waiting[0].readings.len(), 2, "the newest of each");
}

async fn a_reader_never_settles_their_own_difference(desk: Desk) {
    let (_, id, [robin, _]) = differing(&desk, "kim").await;
    // One of the readers is a lead assessor too, and so is the earner, and somebody who knows the earner.
    let reader = desk.lead("robin").await;
    let earner = desk.lead("kim").await;
    let partial = desk.lead("pat").await;
    let mut tx = desk.app().db.write().await.unwrap();
    let (person, of) = (partial.launch.person_id, earner.launch.person_id);
    assessor_conflict::insert(&mut tx, person, of, Recusal::Supervises, desk.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let slot = desk.slot(id, Position::Adjudication).await.id;
    assert_eq!(reader.launch.person_id, robin.launch.person_id);
    for lead in [&reader, &earner, &partial] {
        let refused = assessment::take(desk.app(), lead, slot).await;
        let is_refused = matches!(&refused, Err(Error::Slot(_) | Error::NotFound(_)));
        assert!(is_refused, "{refused:?}");
    }
    let lists = [
        assessment::adjudications(desk.app(), &reader)
            .await
            .unwrap(),
        assessment::adjudications(desk.app(), &earner)
            .await
            .unwrap(),
    ];
    assert_eq!(
        (lists[0].len(), lists[0][0].is_free, lists[1].len()),
        (1, false, 0)
    );
}

async fn first_reading(desk: &Desk, id: AttemptId) -> readings::SubmittedReading {
    let mut db = desk.app().db.read().await.unwrap();
    readings::list_for_attempt(&mut db, id)
        .await
        .unwrap()
        .remove(0)
}

/// T12, R9.
async fn a_reading_that_is_sent_back_is_written_again_and_both_stay(desk: Desk) {
    let desk = desk.with(&json!({"readers": 2})).await;
    let (_, id) = desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let lead = desk.lead("lou").await;
    let slot = desk.next(&robin).await;
    desk.submit(&robin, slot, reading([5, 5, 5, 4])).await;
    let read = first_reading(&desk, id).await;
    let refused = assessment::send_back(desk.app(), &lead, read.id, " ").await;
    assert!(matches!(refused, Err(Error::Attempt(_))));
    assessment::send_back(desk.app(), &lead, read.id, "Say where it is.")
        .await
        .unwrap();
    let work = desk.open(&robin, slot).await.unwrap();
    assert_eq!(work.slot.sent_back.as_deref(), Some("Say where it is."));
    assert_eq!(
        work.draft.unwrap().content.0,
        reading([5, 5, 5, 4]),
        "it goes on from there"
    );
    assert_eq!(work.own.unwrap().id, read.id);
    desk.world.wait(MOMENT);
    desk.submit(&robin, slot, reading([5, 5, 5, 3])).await;
    desk.world.wait(MOMENT);
    let sam = desk.assessor("sam").await;
    desk.read(&sam, [5, 5, 5, 3]).await;
    let decided = desk.decisions(id).await;
    assert_eq!((decided[0].total, decided[0].basis), (18, Basis::Agreed));
    let mut db = desk.app().db.read().await.unwrap();
    let all = readings::list_for_attempt(&mut db, id).await.unwrap();
    drop(db);
    let seen: Vec<_> = all.iter().map(|one| (one.seq, one.total)).collect();
    assert_eq!(seen, [(1, 19), (2, 18), (1, 18)]);
    let late = assessment::send_back(desk.app(), &lead, all[1].id, "More.").await;
    assert!(
        matches!(late, Err(Error::Attempt(_))),
        "what went out stays"
    );
}

/// T15; B.7, 2.
async fn a_result_is_looked_at_again_before_it_goes_out_and_never_after(desk: Desk) {
    let desk = desk.with(&json!({"release": "lead"})).await;
    let (earner, id) = desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let lead = desk.lead("lou").await;
    desk.read(&robin, ALL).await;
    let refused = assessment::hold_for_qa(desk.app(), &lead, id, "").await;
    assert!(matches!(refused, Err(Error::Attempt(_))));
    assessment::hold_for_qa(desk.app(), &lead, id, "It looks generous.")
        .await
        .unwrap();
    assert_eq!(desk.state(id).await, State::Adjudication);
    desk.world.wait(MOMENT);
    let slot = desk.slot(id, Position::Adjudication).await.id;
    assessment::take(desk.app(), &lead, slot).await.unwrap();
    let seq = desk.save(&lead, slot, reading([5, 5, 4, 0])).await;
    assessment::adjudicate(desk.app(), &lead, slot, seq, "Two goals are not there.")
        .await
        .unwrap();
    let decided = desk.decisions(id).await;
    assert_eq!(decided[1].supersedes_id, Some(decided[0].id));
    assert_eq!(decided[0].released_at, None);
    assessment::release_decision(desk.app(), &lead, id)
        .await
        .unwrap();
    assert_eq!(
        (desk.state(id).await, desk.awards(&earner).await.len()),
        (State::Released, 0)
    );
    let late = assessment::hold_for_qa(desk.app(), &lead, id, "Again.").await;
    assert!(matches!(late, Err(Error::Attempt(_))));
    assert_eq!(
        desk.decisions(id).await[1].released_by,
        Some(lead.launch.person_id)
    );
}

/// R3.
async fn work_is_given_to_who_may_read_it_and_to_nobody_else(desk: Desk) {
    let (earner, id) = desk.queued("kim").await;
    let lead = desk.lead("lou").await;
    let robin = desk.assessor("robin").await;
    let stranger = desk.world.earner("lee").await;
    let slot: ReadingSlotId = desk.slot(id, Position::First).await.id;
    for person in [earner.launch.person_id, stranger.launch.person_id] {
        let refused = assessment::assign(desk.app(), &lead, slot, person).await;
        assert!(matches!(&refused, Err(Error::Slot(_))), "{refused:?}");
    }
    let names = assessment::assessors(desk.app(), &lead, slot)
        .await
        .unwrap();
    assert_eq!(names.len(), 2, "the lead is qualified too");
    let given = assessment::assign(desk.app(), &lead, slot, robin.launch.person_id)
        .await
        .unwrap();
    assert_eq!(
        given.leased_until.unwrap().rfc3339(),
        "2026-11-23T23:59:59.000Z"
    );
    assert_eq!(desk.state(id).await, State::InAssessment);
    let twice = assessment::assign(desk.app(), &lead, slot, lead.launch.person_id).await;
    assert!(matches!(twice, Err(Error::Slot(_))));
    desk.submit(&robin, slot, reading(ALL)).await;
    assert_eq!(desk.state(id).await, State::Released);
}

/// R11.
async fn work_of_somebody_who_is_away_goes_on_with_another(desk: Desk) {
    let (_, id) = desk.queued("kim").await;
    let lead = desk.lead("lou").await;
    let robin = desk.assessor("robin").await;
    let sam = desk.assessor("sam").await;
    let slot = desk.slot(id, Position::First).await.id;
    assessment::assign(desk.app(), &lead, slot, robin.launch.person_id)
        .await
        .unwrap();
    let seq = desk.save(&robin, slot, reading([5, 4, 3, 2])).await;
    let to = sam.launch.person_id;
    let early = assessment::take_over(desk.app(), &lead, slot, to).await;
    assert!(matches!(early, Err(Error::Slot(_))));
    desk.world.wait(AWAY_AFTER);
    let (lead, sam, robin) = (
        desk.lead("lou").await,
        desk.assessor("sam").await,
        desk.assessor("robin").await,
    );
    assessment::take_over(desk.app(), &lead, slot, to)
        .await
        .unwrap();
    assert_eq!(desk.open(&sam, slot).await.unwrap().draft, None);
    assert!(matches!(desk.open(&robin, slot).await, Err(Error::Slot(_))));
    assert_eq!(desk.seq(&robin, slot).await, seq, "the words stay");
    desk.submit(&sam, slot, reading(ALL)).await;
}
