//! Claims about what follows from readings: decisions, results, awards, all in one moment.

use microcred::app::enrollment;
use microcred::domain::attempt::State;
use microcred::domain::award::State as Holds;
use microcred::domain::credential::Outcome;
use microcred::domain::decision::Basis;
use microcred::domain::enrollment::Standing;
use microcred::domain::reading::slot::{Position, State as Wanted};
use microcred::store::{enrollment as enrollments, notice};
use serde_json::json;

use super::world::{ALL, Desk, reading};
use crate::work::world::DAY;

super::on_both! {
    work_comes_to_the_assessors_with_a_day_for_its_result,
    one_reading_that_passes_gives_the_award_in_the_same_moment,
    the_worked_example_comes_out_as_it_is_written_down,
    two_that_agree_are_told_as_the_first_and_two_that_differ_wait_for_a_lead,
    a_new_assessor_and_one_who_asks_are_read_after,
    after_revise_the_next_attempt_goes_on_and_the_last_stays_as_it_was,
    what_is_held_runs_out_and_is_renewed,
    a_result_that_a_lead_lets_out_waits_for_that,
    after_three_results_a_coach_comes_first,
}

async fn standing(desk: &Desk, earner: &microcred::app::session::Session) -> Standing {
    let found = enrollment::find(desk.app(), earner, desk.world.credential).await;
    found.unwrap().unwrap().standing
}

async fn work_comes_to_the_assessors_with_a_day_for_its_result(desk: Desk) {
    let (_, id) = desk.queued("kim").await;
    let attempt = desk.attempt(id).await;
    assert_eq!(attempt.state, State::Queued);
    // The clock of the tests starts on Wednesday, 18 November 2026.
    assert_eq!(
        attempt.due_at.unwrap().rfc3339(),
        "2026-12-02T23:59:59.000Z"
    );
    let slot = desk.slot(id, Position::First).await;
    assert_eq!((slot.state, slot.snapshot_seq), (Wanted::Open, 1));
    assert_eq!(slot.due_at.rfc3339(), "2026-11-25T23:59:59.000Z");
    // By the clock it comes there too, and of a preview never.
    let waiting = desk.world.earner("lee").await;
    let preview = desk
        .world
        .launched("preview", |new| new.is_test_user = true)
        .await;
    let mut ids = vec![];
    for session in [&waiting, &preview] {
        let id = desk.world.begin(session).await.unwrap().id;
        desk.fill(session, id, "because").await;
        desk.world.submit(session, id).await.unwrap();
        ids.push(id);
    }
    let refused = microcred::app::attempt::hand_over_now(desk.app(), &preview, ids[1]).await;
    assert!(refused.is_err());
    desk.world.wait(DAY);
    desk.tick().await;
    assert_eq!(desk.state(ids[0]).await, State::Queued);
    assert_eq!(
        desk.slots(ids[0])
            .await
            .iter()
            .filter(|slot| slot.position == Position::First)
            .count(),
        1
    );
    assert_eq!(desk.state(ids[1]).await, State::Submitted);
    assert_eq!(desk.slots(ids[1]).await, []);
}

/// B.7, 3 and 4.
async fn one_reading_that_passes_gives_the_award_in_the_same_moment(desk: Desk) {
    let (earner, id) = desk.told("kim", ALL).await;
    let decided = desk.decisions(id).await;
    let decided = &decided[0];
    assert_eq!(
        (decided.basis, decided.outcome),
        (Basis::Single, Outcome::Pass)
    );
    assert_eq!(
        (decided.total, &*decided.band, decided.posted_points),
        (20, "yes", 20)
    );
    assert_eq!(
        (decided.decided_by, decided.released_at),
        (None, Some(desk.now()))
    );
    assert!(desk.attempt(id).await.is_counted);
    let awards = desk.awards(&earner).await;
    assert_eq!(awards.len(), 1);
    assert_eq!(awards[0].decision_id, Some(decided.id));
    assert_eq!(awards[0].state, Holds::Active);
    assert_eq!(
        awards[0].valid_until.unwrap().rfc3339(),
        "2027-11-18T23:59:59.999Z"
    );
    assert_eq!(standing(&desk, &earner).await, Standing::Earned);
    let mut db = desk.app().db.read().await.unwrap();
    let told = notice::list_unseen(&mut db, earner.launch.person_id, 9)
        .await
        .unwrap();
    let kinds: Vec<_> = told.iter().map(|one| &*one.kind).collect();
    assert_eq!(kinds, ["attempt.release"]);
    drop(db);
    let events = desk.world.events(id).await;
    for kind in ["attempt.claim", "attempt.agree", "attempt.release"] {
        let count = events.iter().filter(|event| event.kind == kind).count();
        assert_eq!(count, 1, "{kind}");
    }
    let refused = desk.world.begin(&earner).await;
    assert!(refused.is_err(), "who holds it needs no other attempt");
}

/// B.5, a to h; near the threshold two read.
async fn the_worked_example_comes_out_as_it_is_written_down(desk: Desk) {
    let one = desk.assessor("robin").await;
    let other = desk.assessor("sam").await;
    let long = "one two three four five six seven eight nine ten eleven";
    for (case, evident, why, band, outcome, posted) in [
        ("a", [5, 5, 5, 5], "because", "yes", Outcome::Pass, 20),
        ("b", [5, 5, 5, 1], "because", "yes", Outcome::Pass, 16),
        ("c", [5, 5, 5, 0], "because", "almost", Outcome::Revise, 15),
        ("d", [5, 5, 5, 2], long, "almost", Outcome::Revise, 15),
        ("e", [4, 4, 4, 0], "because", "not-yet", Outcome::Revise, 12),
        ("f", [3, 3, 3, 3], "because", "not-yet", Outcome::Revise, 12),
        ("g", [5, 0, 0, 0], "because", "not-yet", Outcome::Revise, 5),
        ("h", [0, 0, 0, 0], "because", "not-yet", Outcome::Revise, 0),
    ] {
        let earner = desk.world.earner(case).await;
        let id = desk.hand_in(&earner, why).await;
        desk.read(&one, evident).await;
        let total: usize = evident.iter().sum();
        let is_near = (15..=17).contains(&total);
        assert_eq!(
            desk.state(id).await == State::InAssessment,
            is_near,
            "{case}"
        );
        if is_near {
            desk.read(&other, evident).await;
        }
        let decided = desk.decisions(id).await;
        assert_eq!(decided.len(), 1, "{case}");
        let found = (
            &*decided[0].band,
            decided[0].outcome,
            decided[0].posted_points,
        );
        assert_eq!(found, (band, outcome, posted), "{case}");
        let has_award = desk.awards(&earner).await.len() == 1;
        assert_eq!(has_award, outcome == Outcome::Pass, "{case}");
    }
}

/// B.5, i, and B.4.6.
async fn two_that_agree_are_told_as_the_first_and_two_that_differ_wait_for_a_lead(desk: Desk) {
    let desk = desk.with(&json!({"readers": 2})).await;
    let one = desk.assessor("robin").await;
    let other = desk.assessor("sam").await;
    for (name, first, second, basis) in [
        ("same", [5, 5, 5, 4], [5, 5, 4, 4], Some(Basis::Agreed)),
        ("apart", [5, 5, 5, 5], [5, 5, 5, 2], Some(Basis::Agreed)),
        ("differ", [5, 5, 5, 1], [5, 5, 5, 0], None),
    ] {
        let (earner, id) = desk.queued(name).await;
        let (at_one, at_other) = (desk.next(&one).await, desk.next(&other).await);
        let is_first = desk.slot(id, Position::First).await.id == at_one;
        let (by_one, by_other) = if is_first {
            (first, second)
        } else {
            (second, first)
        };
        desk.submit(&other, at_other, reading(by_other)).await;
        assert_eq!(desk.state(id).await, State::InAssessment, "{name}");
        desk.submit(&one, at_one, reading(by_one)).await;
        let decided = desk.decisions(id).await;
        match basis {
            Some(basis) => {
                assert_eq!(decided[0].basis, basis, "{name}");
                let expected = i64::try_from(first.iter().sum::<usize>()).unwrap();
                assert_eq!(decided[0].total, expected, "{name}: the first is told");
                assert_eq!(desk.state(id).await, State::Released, "{name}");
            }
            None => {
                assert_eq!(decided, [], "nothing is told before a lead decides");
                assert_eq!(desk.state(id).await, State::Adjudication);
                assert_eq!(desk.awards(&earner).await, []);
                assert_eq!(
                    desk.slot(id, Position::Adjudication).await.state,
                    Wanted::Open
                );
            }
        }
        let events = desk.world.events(id).await;
        let is_flagged = events
            .iter()
            .any(|event| event.kind == "attempt.readings_apart");
        assert_eq!(is_flagged, name == "apart");
    }
}

async fn a_new_assessor_and_one_who_asks_are_read_after(desk: Desk) {
    let new = desk.assessor("robin").await;
    desk.qualify(&new, false).await;
    for number in 0..12 {
        let (_, id) = desk.queued(&format!("earner {number}")).await;
        desk.read(&new, ALL).await;
        let is_read_after = desk
            .slots(id)
            .await
            .iter()
            .any(|slot| slot.position == Position::Second && slot.state != Wanted::Cancelled);
        assert_eq!(is_read_after, number < 10, "{number}");
    }
    let known = desk.assessor("sam").await;
    let (_, id) = desk.queued("kim").await;
    // The ten that are read after come first: they are older.
    let slot = loop {
        let slot = desk.next(&known).await;
        if slot == desk.slot(id, Position::First).await.id {
            break slot;
        }
        desk.submit(&known, slot, reading(ALL)).await;
    };
    let asking = microcred::domain::reading::Reading {
        asks_for_second: true,
        ..reading(ALL)
    };
    desk.submit(&known, slot, asking).await;
    assert_eq!(desk.state(id).await, State::InAssessment);
    assert_eq!(desk.slot(id, Position::Second).await.state, Wanted::Open);
}

/// B.4.9, B.4.10; T22.
async fn after_revise_the_next_attempt_goes_on_and_the_last_stays_as_it_was(desk: Desk) {
    let (earner, first) = desk.told("kim", [4, 4, 4, 0]).await;
    assert_eq!(standing(&desk, &earner).await, Standing::Revise);
    let told = desk.attempt(first).await;
    desk.world.wait(DAY);
    let next = desk.world.begin(&earner).await.unwrap();
    assert_eq!(next.number, 2);
    assert!(
        next.window_ends_at >= told.window_ends_at,
        "the time with us does not count"
    );
    assert_eq!(desk.attempt(first).await.superseded_at, None);
    desk.fill(&earner, next.id, "because of it").await;
    desk.world.submit(&earner, next.id).await.unwrap();
    let superseded = desk.attempt(first).await;
    assert_eq!(superseded.superseded_at, Some(desk.now()));
    assert_eq!(
        (superseded.state, superseded.updated_at),
        (State::Released, told.updated_at)
    );
    microcred::app::attempt::hand_over_now(desk.app(), &earner, next.id)
        .await
        .unwrap();
    let assessor = desk.assessor("sam").await;
    let id = desk.next(&assessor).await;
    let work = desk.open(&assessor, id).await.unwrap();
    let earlier = work.earlier.unwrap();
    assert_eq!((earlier.number, earlier.outcome), (1, Outcome::Revise));
    assert_eq!(earlier.reading, reading([4, 4, 4, 0]));
    assert_ne!(earlier.handed.answers, work.handed.answers);
}

/// W3, W4.
async fn what_is_held_runs_out_and_is_renewed(desk: Desk) {
    let (earner, _) = desk.told("kim", ALL).await;
    desk.world.wait(DAY * 300);
    let again = desk.world.earner("kim").await;
    let renewal = desk.world.begin(&again).await.unwrap();
    assert_eq!(renewal.number, 2, "within ninety days of its end");
    desk.world.wait(DAY * 70);
    assert_eq!(standing(&desk, &earner).await, Standing::InProgress);
    desk.tick().await;
    let awards = desk.awards(&earner).await;
    assert_eq!(awards[0].state, Holds::Expired);
    let later = desk.world.earner("kim").await;
    desk.fill(&later, renewal.id, "because").await;
    desk.world.submit(&later, renewal.id).await.unwrap();
    microcred::app::attempt::hand_over_now(desk.app(), &later, renewal.id)
        .await
        .unwrap();
    let assessor = desk.assessor("sam").await;
    desk.read(&assessor, ALL).await;
    if desk.state(renewal.id).await == State::InAssessment {
        // It was drawn for a second reading.
        desk.read(&desk.assessor("robin").await, ALL).await;
    }
    let awards = desk.awards(&earner).await;
    assert_eq!(awards.len(), 2);
    assert_eq!(
        (awards[0].state, awards[1].state),
        (Holds::Expired, Holds::Active)
    );
    assert_eq!(awards[1].renews_award_id, Some(awards[0].id));
}

///
async fn a_result_that_a_lead_lets_out_waits_for_that(desk: Desk) {
    let desk = desk.with(&json!({"release": "lead"})).await;
    let (earner, id) = desk.queued("kim").await;
    let assessor = desk.assessor("robin").await;
    desk.read(&assessor, ALL).await;
    assert_eq!(desk.state(id).await, State::Decided);
    assert_eq!(desk.awards(&earner).await, []);
    assert_eq!(standing(&desk, &earner).await, Standing::UnderReview);
    let lead = desk.lead("lou").await;
    microcred::app::assessment::release_decision(desk.app(), &lead, id)
        .await
        .unwrap();
    assert_eq!(desk.state(id).await, State::Released);
    let decided = desk.decisions(id).await;
    assert_eq!(decided[0].released_by, Some(lead.launch.person_id));
    assert_eq!(desk.awards(&earner).await.len(), 1);
    let mut db = desk.app().db.read().await.unwrap();
    let enrolled =
        enrollments::find_for_person(&mut db, earner.launch.person_id, desk.world.credential).await;
    assert!(enrolled.unwrap().is_some());
    drop(db);
    let twice = microcred::app::assessment::release_decision(desk.app(), &lead, id).await;
    assert!(twice.is_err());
}

/// B.4.10.
async fn after_three_results_a_coach_comes_first(desk: Desk) {
    let earner = desk.world.earner("kim").await;
    let assessor = desk.assessor("robin").await;
    let mut last = None;
    for number in 1..=3 {
        let id = desk.hand_in(&earner, &format!("because {number}")).await;
        desk.read(&assessor, [4, 4, 4, 0]).await;
        last = Some(id);
    }
    assert_eq!(standing(&desk, &earner).await, Standing::CoachNeeded);
    assert!(desk.world.begin(&earner).await.is_err());
    let operator = microcred::app::audit::Actor::Operator;
    microcred::app::assessment::coached(desk.app(), operator, last.unwrap())
        .await
        .unwrap();
    assert_eq!(standing(&desk, &earner).await, Standing::Revise);
    let next = desk.world.begin(&earner).await.unwrap();
    assert_eq!(next.number, 4);
    let platform = desk.world.deployment.platform_id;
    let lines = microcred::app::assessment::attempts_of(desk.app(), platform, "kim").await;
    let numbers: Vec<_> = lines
        .unwrap()
        .iter()
        .map(|line| line.attempt.number)
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
}
