//! Claims about what is not taken, and that nothing is lost by it.

use microcred::app::Error;
use microcred::app::assessment::{self, Save, Saving, Unfit};
use microcred::domain::attempt::State;
use microcred::domain::reading::slot::{Guard, Refusal};
use microcred::domain::reading::{CriterionReading, LONGEST_TEXT, Missing, Reading, Unknown};

use super::world::{ALL, Desk, reading};

super::on_both! {
    what_is_in_another_version_of_the_rubric_is_named_and_not_kept,
    a_reading_that_lacks_something_is_not_submitted_and_stays,
    of_two_tabs_the_late_one_is_told_what_is_there,
    a_second_submit_changes_nothing,
    what_is_beyond_measure_is_not_kept,
    what_no_database_keeps_is_left_out,
}

/// B.7, 7.
async fn what_is_in_another_version_of_the_rubric_is_named_and_not_kept(desk: Desk) {
    desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let kept = desk.save(&robin, slot, reading(ALL)).await;
    let mut other = reading(ALL);
    other
        .criteria
        .get_mut("c0")
        .unwrap()
        .details
        .insert("d9".into(), true);
    other
        .criteria
        .insert("c9".into(), CriterionReading::default());
    let refused = desk.save_on(&robin, slot, kept, other).await;
    let Err(Error::Reading(Unfit::Unknown(unknown))) = refused else {
        panic!("{refused:?}");
    };
    let detail = Unknown::Mark {
        criterion: "c0".into(),
        mark: "d9".into(),
    };
    assert_eq!(unknown, [Unknown::Criterion("c9".into()), detail]);
    let draft = desk.open(&robin, slot).await.unwrap().draft.unwrap();
    assert_eq!((draft.save_seq, draft.content.0), (kept, reading(ALL)));
}

async fn a_reading_that_lacks_something_is_not_submitted_and_stays(desk: Desk) {
    let (_, id) = desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let nothing = assessment::submit(desk.app(), &robin, slot, 0).await;
    assert!(
        matches!(&nothing, Err(Error::Slot(refusal)) if refusal.code() == "reading-incomplete")
    );
    let mut short = reading([5, 5, 4, 5]);
    short.criteria.get_mut("c2").unwrap().comment = "Almost there.".into();
    let seq = desk.save(&robin, slot, short.clone()).await;
    let refused = assessment::submit(desk.app(), &robin, slot, seq).await;
    let Err(Error::Slot(Refusal::Unmet { unmet, .. })) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(unmet, [Guard::Complete]);
    let looked = assessment::preview(desk.app(), &robin, slot).await.unwrap();
    let missing = Missing::Comment {
        criterion: "c2".into(),
        words: 2,
    };
    assert_eq!(
        (looked.missing, looked.scoring.unwrap().total),
        (vec![missing], 19)
    );
    assert_eq!(
        desk.open(&robin, slot)
            .await
            .unwrap()
            .draft
            .unwrap()
            .content
            .0,
        short
    );
    assert_eq!(desk.state(id).await, State::InAssessment);
    assert_eq!(desk.decisions(id).await, []);
}

async fn of_two_tabs_the_late_one_is_told_what_is_there(desk: Desk) {
    let (_, id) = desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let first = desk.save(&robin, slot, reading([5, 5, 5, 1])).await;
    let save = Save {
        based_on: first,
        save_id: "0199aaaa-0000-7000-8000-000000000001".into(),
        reading: reading(ALL),
    };
    let second = assessment::save(desk.app(), &robin, slot, save.clone())
        .await
        .unwrap();
    let again = assessment::save(desk.app(), &robin, slot, save)
        .await
        .unwrap();
    assert_eq!(again, second, "a save that is repeated is one save");
    let late = desk
        .save_on(&robin, slot, first, reading([0; 4]))
        .await
        .unwrap();
    let Saving::Conflict(newer) = late else {
        panic!("{late:?}");
    };
    assert_eq!((newer.reading, newer.seq), (reading(ALL), first + 1));
    // Nor is what one tab did not see submitted from it.
    let refused = assessment::submit(desk.app(), &robin, slot, first).await;
    assert!(matches!(refused, Err(Error::Reading(Unfit::Newer))));
    assessment::submit(desk.app(), &robin, slot, first + 1)
        .await
        .unwrap();
    assert_eq!(desk.state(id).await, State::Released);
}

async fn a_second_submit_changes_nothing(desk: Desk) {
    let (_, id) = desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let seq = desk.save(&robin, slot, reading(ALL)).await;
    assessment::submit(desk.app(), &robin, slot, seq)
        .await
        .unwrap();
    let decided = desk.decisions(id).await;
    for _ in 0..2 {
        let again = assessment::submit(desk.app(), &robin, slot, seq).await;
        assert!(matches!(&again, Err(Error::Slot(refusal)) if refusal.code() == "reading-state"));
    }
    let late = desk
        .save_on(&robin, slot, seq, reading([0; 4]))
        .await
        .unwrap();
    assert!(
        matches!(late, Saving::LeaseOver(_)),
        "kept, and counts for nothing"
    );
    assert_eq!(desk.decisions(id).await, decided);
}

async fn what_is_beyond_measure_is_not_kept(desk: Desk) {
    desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let long = Reading {
        strength: "x".repeat(LONGEST_TEXT + 1),
        ..Reading::default()
    };
    let refused = desk.save_on(&robin, slot, 0, long).await;
    assert!(matches!(refused, Err(Error::Reading(Unfit::TooLong))));
    let refused = desk.save_on(&robin, slot, -1, reading(ALL)).await;
    assert!(matches!(refused, Err(Error::Reading(Unfit::BadNumber))));
    let save = Save {
        based_on: 0,
        save_id: "one".into(),
        reading: reading(ALL),
    };
    let refused = assessment::save(desk.app(), &robin, slot, save).await;
    assert!(matches!(refused, Err(Error::Reading(Unfit::BadSaveId))));
    assert_eq!(desk.seq(&robin, slot).await, 0);
}

async fn what_no_database_keeps_is_left_out(desk: Desk) {
    desk.queued("kim").await;
    let robin = desk.assessor("robin").await;
    let slot = desk.next(&robin).await;
    let odd = Reading {
        private_note: "a\0b".into(),
        ..reading(ALL)
    };
    desk.save(&robin, slot, odd).await;
    let draft = desk.open(&robin, slot).await.unwrap().draft.unwrap();
    assert_eq!(draft.content.private_note, "ab");
}
