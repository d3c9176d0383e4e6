//! Claims about saving: nothing acknowledged is lost, whoever writes at the same time, and what cannot be kept is refused as
//! a whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use microcred::app::answer::{self, MAX_FIELD, MAX_NOTES, MAX_ROWS, MAX_TEXT, Save, Saving, Unfit};
use microcred::app::{Error, attempt};
use microcred::domain::answer::{Answer, Note, Visit};
use microcred::domain::attempt::State;
use microcred::domain::credential::Seconds;
use microcred::store::{document, query, snapshot};
use serde_json::Value;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use super::world::{World, text};
use crate::support::database::TestDatabase;
use crate::support::log::Log;

super::on_both! {
    a_save_gets_the_next_number_and_what_was_written_is_clean,
    a_save_on_an_older_one_is_told_what_is_newer_and_overwrites_nothing,
    a_repeated_save_is_answered_like_the_first_time,
    tabs_that_write_at_once_lose_no_acknowledged_save,
    who_saves_while_it_is_handed_in_is_in_the_snapshot_or_told,
    what_cannot_be_kept_is_refused_and_nothing_is_changed,
    in_every_other_state_a_save_is_told_the_state,
    a_correction_of_the_definition_holds_from_the_next_save,
}

/// After the first save of an attempt, which starts its window, one statement is enough. (SQLite logs
/// statements on threads of its own.)
#[tokio::test]
async fn a_save_is_one_statement() {
    let Some(database) = TestDatabase::postgres("work on PostgreSQL").await else {
        return;
    };
    // From the beginning, so that no statement of it is taken for one that nobody listens to.
    let log = Log::start();
    let count = || {
        let text = log.text();
        let of_sqlx = |line: &&str| line.contains("sqlx::query") && line.contains("summary");
        text.lines().filter(of_sqlx).count()
    };
    let world = World::on(database).await;
    let (dana, id) = world.at_work("dana").await;
    let statements = async |slot: &str, based_on: i64| {
        let before = count();
        saved(world.save(&dana, id, slot, based_on, text("a")).await);
        count() - before
    };
    // The definition is read once, and the window begins.
    let first = statements("why", 0).await;
    assert!((5..=14).contains(&first), "{first}");
    assert_eq!(statements("why", 1).await, 1);
    assert_eq!(statements("how", 0).await, 1);
    assert_eq!(statements("how", 1).await, 1);
}

async fn a_correction_of_the_definition_holds_from_the_next_save(world: World) {
    let (dana, id) = world.at_work("dana").await;
    saved(world.save(&dana, id, "why", 0, text("one")).await);
    saved(world.save(&dana, id, "why", 1, text("two")).await);
    let correct = async |slot: &str| {
        let mut corrected = super::world::definition(1);
        corrected["part"][0]["slot"][0]["id"] = slot.into();
        let mut tx = world.app().db.write().await.unwrap();
        query("UPDATE credential_version SET definition = $2, content_hash = $3 WHERE id = $1")
            .bind(world.version)
            .bind(document(&corrected))
            .bind(slot)
            .execute(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    };
    correct("because").await;
    let gone = world.save(&dana, id, "why", 2, text("three")).await;
    assert!(
        matches!(gone, Err(Error::Answer(Unfit::UnknownSlot))),
        "{gone:?}"
    );
    saved(world.save(&dana, id, "because", 0, text("one")).await);
    correct("therefore").await;
    saved(world.save(&dana, id, "therefore", 0, text("one")).await);
}

fn saved(outcome: Result<Saving, Error>) -> i64 {
    match outcome {
        Ok(Saving::Saved(saved)) => saved.seq,
        other => panic!("{other:?}"),
    }
}

async fn a_save_gets_the_next_number_and_what_was_written_is_clean(world: World) {
    let (dana, id) = world.at_work("dana").await;
    let html = "<p onclick=x()>One <b>two</b>\0 <script>alert(1)</script>three-four</p>";
    let outcome = world
        .save(&dana, id, "why", 0, Answer::Text { html: html.into() })
        .await;
    let Ok(Saving::Saved(first)) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        (first.seq, first.count.number, first.saved_at),
        (1, 3, world.now())
    );
    for seq in 1..5 {
        assert_eq!(
            saved(world.save(&dana, id, "why", seq, text("more")).await),
            seq + 1
        );
    }
    let other = Answer::Text { html: html.into() };
    assert_eq!(
        saved(world.save(&dana, id, "how", 0, other).await),
        1,
        "each slot counts by itself"
    );
    let how = &world.view(&dana, id).await.answers[0];
    let clean = Answer::Text {
        html: "<p>One <strong>two</strong> three-four</p>".into(),
    };
    assert_eq!((&how.body.0, how.word_count), (&clean, 3));
}

async fn a_save_on_an_older_one_is_told_what_is_newer_and_overwrites_nothing(world: World) {
    let (dana, id) = world.at_work("dana").await;
    saved(world.save(&dana, id, "why", 0, text("one")).await);
    saved(world.save(&dana, id, "why", 1, text("two")).await);
    for based_on in [0, 1, 3, 99] {
        let outcome = world
            .save(&dana, id, "why", based_on, text("other"))
            .await
            .unwrap();
        let Saving::Conflict(newer) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!((newer.answer, newer.seq), (text("two"), 2));
    }
    let outcome = world
        .save(&dana, id, "how", 4, text("other"))
        .await
        .unwrap();
    let Saving::Conflict(newer) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        (newer.answer, newer.seq),
        (
            Answer::Text {
                html: String::new()
            },
            0
        )
    );
    let answers = world.view(&dana, id).await.answers;
    assert_eq!((answers.len(), &answers[0].body.0), (1, &text("two")));
}

async fn a_repeated_save_is_answered_like_the_first_time(world: World) {
    let (dana, id) = world.at_work("dana").await;
    let save = |based_on, save_id: &str| Save {
        based_on,
        save_id: save_id.into(),
        answer: text("one"),
    };
    let (first_id, second_id) = (
        "0197a000-0000-7000-8000-000000000001",
        "0197A000-0000-7000-8000-00000000000B",
    );
    let first = answer::save(world.app(), &dana, id, "why", save(0, first_id))
        .await
        .unwrap();
    world.wait(std::time::Duration::from_secs(9));
    for _ in 0..3 {
        let again = answer::save(world.app(), &dana, id, "why", save(0, first_id))
            .await
            .unwrap();
        assert_eq!(again, first);
    }
    let second = answer::save(world.app(), &dana, id, "why", save(1, second_id))
        .await
        .unwrap();
    let again = answer::save(
        world.app(),
        &dana,
        id,
        "why",
        save(1, &second_id.to_lowercase()),
    )
    .await;
    assert_eq!(
        again.unwrap(),
        second,
        "an id is the same however it is written"
    );
    assert_eq!(world.view(&dana, id).await.answers[0].save_seq, 2);
    world.put(id, State::Queued).await;
    let again = answer::save(world.app(), &dana, id, "why", save(1, second_id)).await;
    assert_eq!(again.unwrap(), second, "kept is kept");
}

async fn tabs_that_write_at_once_lose_no_acknowledged_save(world: World) {
    const TABS: usize = 8;
    const SAVES: usize = 6;
    let (dana, id) = world.at_work("dana").await;
    let start = Arc::new(Barrier::new(TABS));
    let mut tabs = JoinSet::new();
    for tab in 0..TABS {
        let (world, dana, start) = (world.clone(), dana.clone(), start.clone());
        tabs.spawn(async move {
            start.wait().await;
            let (mut based_on, mut acknowledged) = (0, vec![]);
            for number in 0..SAVES {
                let written = format!("tab{tab} save{number}");
                loop {
                    match world
                        .save(&dana, id, "why", based_on, text(&written))
                        .await
                        .unwrap()
                    {
                        Saving::Saved(saved) => {
                            based_on = saved.seq;
                            acknowledged.push((saved.seq, written));
                            break;
                        }
                        Saving::Conflict(newer) => {
                            assert!(newer.seq > based_on, "the number never falls");
                            based_on = newer.seq;
                        }
                    }
                }
            }
            acknowledged
        });
    }
    let acknowledged: Vec<_> = tabs.join_all().await.into_iter().flatten().collect();
    let by_number: BTreeMap<_, _> = acknowledged.iter().cloned().collect();
    assert_eq!(by_number.len(), TABS * SAVES, "no number was given twice");
    assert_eq!(
        *by_number.keys().last().unwrap(),
        i64::try_from(TABS * SAVES).unwrap(),
        "and none was left out"
    );
    let stored = &world.view(&dana, id).await.answers[0];
    assert_eq!(stored.body.0, text(by_number.values().last().unwrap()));
}

async fn who_saves_while_it_is_handed_in_is_in_the_snapshot_or_told(world: World) {
    for round in 0..6 {
        let (dana, id) = world.at_work(&format!("dana {round}")).await;
        world.fill(&dana, id).await;
        let writer = {
            let (world, dana) = (world.clone(), dana.clone());
            tokio::spawn(async move {
                let mut last = 1;
                loop {
                    match world
                        .save(&dana, id, "why", last, text(&format!("save {last}")))
                        .await
                    {
                        Ok(Saving::Saved(saved)) => last = saved.seq,
                        Err(Error::Attempt(_)) => return last,
                        other => panic!("{other:?}"),
                    }
                }
            })
        };
        tokio::time::sleep(std::time::Duration::from_millis(5 * round)).await;
        world.submit(&dana, id).await.unwrap();
        let last = writer.await.unwrap();
        let mut db = world.app().db.read().await.unwrap();
        let taken = snapshot::find(&mut db, id, 1).await.unwrap().unwrap();
        let content: Value = serde_json::from_str(&taken.content).unwrap();
        assert_eq!(
            content["answers"][1]["save_seq"], last,
            "what was acknowledged was handed in"
        );
    }
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
async fn what_cannot_be_kept_is_refused_and_nothing_is_changed(world: World) {
    let (dana, id) = world.at_work("dana").await;
    let long = |length: usize| "x".repeat(length);
    let rows = |rows: usize, cells: usize| Answer::Table {
        rows: vec![vec!["x".into(); cells]; rows],
    };
    let film = |notes: usize, text: &str| Answer::Recording {
        link: None,
        stated_length: None,
        transcript: String::new(),
        notes: vec![
            Note {
                at: Seconds(1),
                components: vec![],
                text: text.into()
            };
            notes
        ],
    };
    for (slot, answer, expected) in [
        ("nowhere", text("a"), Unfit::UnknownSlot),
        ("why", Answer::Files, Unfit::WrongKind),
        ("plan", text("a"), Unfit::WrongKind),
        (
            "why",
            Answer::Text {
                html: long(MAX_TEXT + 1),
            },
            Unfit::TooLong { max: MAX_TEXT },
        ),
        (
            "table",
            rows(MAX_ROWS + 1, 1),
            Unfit::TooMany { max: MAX_ROWS },
        ),
        ("table", rows(1, 3), Unfit::RowTooWide),
        (
            "table",
            Answer::Table {
                rows: vec![vec![long(MAX_FIELD + 1)]],
            },
            Unfit::TooLong { max: MAX_FIELD },
        ),
        (
            "log",
            Answer::ObservationLog {
                visits: vec![Visit::default(); MAX_ROWS + 1],
            },
            Unfit::TooMany { max: MAX_ROWS },
        ),
        (
            "film",
            film(MAX_NOTES + 1, "a"),
            Unfit::TooMany { max: MAX_NOTES },
        ),
        (
            "film",
            film(1, &long(MAX_FIELD + 1)),
            Unfit::TooLong { max: MAX_FIELD },
        ),
        (
            "site",
            Answer::Link {
                url: long(3_000),
                description: String::new(),
            },
            Unfit::TooLong { max: 2_000 },
        ),
    ] {
        let refused = world.save(&dana, id, slot, 0, answer).await;
        assert!(
            matches!(&refused, Err(Error::Answer(unfit)) if *unfit == expected),
            "{slot} {expected:?} {refused:?}"
        );
    }
    for (based_on, save_id, expected) in [
        (0, "", Unfit::BadSaveId),
        (0, "1", Unfit::BadSaveId),
        (-1, "0197a000-0000-7000-8000-000000000001", Unfit::BadNumber),
    ] {
        let save = Save {
            based_on,
            save_id: save_id.into(),
            answer: text("a"),
        };
        let refused = answer::save(world.app(), &dana, id, "why", save).await;
        assert!(
            matches!(&refused, Err(Error::Answer(unfit)) if *unfit == expected),
            "{refused:?}"
        );
    }
    let work = world.view(&dana, id).await;
    assert_eq!((work.answers.len(), work.attempt.window_ends_at), (0, None));
    for (slot, answer) in [
        (
            "why",
            Answer::Text {
                html: long(MAX_TEXT),
            },
        ),
        ("table", rows(MAX_ROWS, 2)),
        ("film", film(MAX_NOTES, "a")),
        ("plan", Answer::Files),
    ] {
        assert_eq!(
            saved(world.save(&dana, id, slot, 0, answer).await),
            1,
            "{slot}"
        );
    }
}

async fn in_every_other_state_a_save_is_told_the_state(world: World) {
    for state in State::ALL
        .into_iter()
        .filter(|state| *state != State::Draft)
    {
        let (dana, id) = world.at_work(state.code()).await;
        saved(world.save(&dana, id, "why", 0, text("one")).await);
        world.put(id, state).await;
        for refused in [
            world.save(&dana, id, "why", 1, text("two")).await.map(drop),
            attempt::mark_part(world.app(), &dana, id, "p", true)
                .await
                .map(drop),
        ] {
            let Err(Error::Attempt(refusal)) = refused else {
                panic!("{refused:?}")
            };
            assert!(refusal.to_string().ends_with(state.code()), "{refusal}");
        }
        assert_eq!(world.view(&dana, id).await.answers[0].body.0, text("one"));
    }
}
