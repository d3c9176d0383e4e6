//! Claims about more time for a draft (T24): who gives it, what is written down, and who is told.

use std::process::Command;

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::NaiveDate;
use microcred::app::attempt::{self, Giver};
use microcred::app::audit::Actor;
use microcred::app::session::Session;
use microcred::app::{Error, connection, person};
use microcred::clock::Timestamp;
use microcred::domain::attempt::{Guard, State};
use microcred::domain::grant::ToolRole;
use microcred::domain::id::AttemptId;
use microcred::domain::target;

use super::windows::told;
use super::world::{DAY, World, text};

super::on_both! {
    more_time_is_given_with_a_reason_written_down_and_told,
    only_who_runs_the_programme_gives_more_time_and_to_others,
    what_is_no_draft_or_no_later_day_gets_no_more_time,
    what_was_told_of_the_earlier_end_is_told_again_of_the_later_one,
}

/// Somebody who runs the programme, besides what they are in the course.
async fn admin(world: &World, sub: &str) -> Session {
    let platform = world.deployment.platform_id;
    person::grant(
        world.app(),
        Actor::Operator,
        platform,
        sub,
        ToolRole::ProgramAdmin,
    )
    .await
    .unwrap();
    world.earner(sub).await
}

/// A draft in which something was saved, with the end of its window.
async fn at_work(world: &World, sub: &str) -> (Session, AttemptId, Timestamp) {
    let (dana, id) = world.at_work(sub).await;
    world.save(&dana, id, "why", 0, text("one")).await.unwrap();
    let end = world.view(&dana, id).await.attempt.window_ends_at;
    (dana, id, end.unwrap())
}

/// The day some days after a moment.
fn day(after: Timestamp, days: u32) -> NaiveDate {
    target::date(after.plus(days * DAY), "UTC").unwrap()
}

fn unmet(refused: Result<Timestamp, Error>) -> Vec<Guard> {
    match refused {
        Err(Error::Attempt(refusal)) => refusal.unmet().to_vec(),
        other => panic!("{other:?}"),
    }
}

async fn more_time_is_given_with_a_reason_written_down_and_told(world: World) {
    let (dana, id, end) = at_work(&world, "dana").await;
    let kim = admin(&world, "kim").await;
    let by = Giver::ProgramAdmin(&kim);
    let until = day(end, 30);
    let given = attempt::extend(world.app(), by, id, until, " Accommodation ").await;
    let given = given.unwrap();
    assert_eq!(target::date(given, "UTC"), Some(until));
    let found = world.view(&dana, id).await.attempt;
    assert_eq!(
        (found.window_ends_at, found.state),
        (Some(given), State::Draft)
    );
    let events = world.events(id).await;
    let written = |kind: &str| events.iter().find(|event| event.kind == kind).unwrap();
    let (extended, reason) = (written("attempt.extend"), written("attempt.extend_reason"));
    assert_eq!(extended.detail.0["transition"], "T24");
    assert_eq!(extended.actor, kim.launch.person_id.to_string());
    assert_eq!(reason.detail.0["reason"], "Accommodation");
    assert_eq!(reason.detail.0["from"], end.rfc3339());
    assert_eq!(told(&world, &dana, id).await, ["attempt.extend"]);

    // The operator gives some more, and the window holds until then.
    let later = attempt::extend(world.app(), Giver::Operator, id, day(given, 5), "Storm").await;
    let later = later.unwrap();
    world.wait(later.minus(DAY).since(world.now()));
    attempt::end_windows(world.app()).await.unwrap();
    assert_eq!(world.view(&dana, id).await.attempt.state, State::Draft);
    world.save(&dana, id, "how", 0, text("two")).await.unwrap();
    world.submit(&dana, id).await.unwrap();
}

async fn only_who_runs_the_programme_gives_more_time_and_to_others(world: World) {
    let (dana, id, end) = at_work(&world, "dana").await;
    let until = day(end, 30);
    let kim = admin(&world, "kim").await;
    let lena = {
        let platform = world.deployment.platform_id;
        let grant = person::grant(
            world.app(),
            Actor::Operator,
            platform,
            "lena",
            ToolRole::OrgOwner,
        );
        grant.await.unwrap();
        world.earner("lena").await
    };
    let mut acting = kim.clone();
    acting.launch.is_masquerading = true;
    for session in [&dana, &lena, &acting] {
        let by = Giver::ProgramAdmin(session);
        let refused = attempt::extend(world.app(), by, id, until, "Why not").await;
        assert!(matches!(refused, Err(Error::NotAllowed(_))), "{refused:?}");
        let refused = attempt::open_windows(world.app(), session, "").await;
        assert!(matches!(refused, Err(Error::NotAllowed(_))));
        let refused = attempt::open_window(world.app(), session, id).await;
        assert!(matches!(refused, Err(Error::NotAllowed(_))));
    }
    // One's own work, and that of another organisation, are out of reach.
    let (_, own, _) = at_work(&world, "kim").await;
    let mut elsewhere = kim.clone();
    let hilltop = connection::organization(world.app(), Some("Hilltop"), "Hilltop", "UTC").await;
    elsewhere.launch.organization_id = hilltop.unwrap().id;
    let mut tx = world.app().db.write().await.unwrap();
    microcred::store::role_grant::insert(
        &mut tx,
        world.app().new_id(),
        elsewhere.launch.organization_id,
        kim.launch.person_id,
        ToolRole::ProgramAdmin,
        world.now(),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    for (session, id) in [(&kim, own), (&elsewhere, id)] {
        let by = Giver::ProgramAdmin(session);
        let refused = attempt::extend(world.app(), by, id, until, "Why not").await;
        assert!(matches!(refused, Err(Error::NotFound(_))), "{refused:?}");
        let refused = attempt::open_window(world.app(), session, id).await;
        assert!(matches!(refused, Err(Error::NotFound(_))));
    }
    let seen = attempt::open_windows(world.app(), &kim, " DAN")
        .await
        .unwrap();
    let ids: Vec<_> = seen.open.iter().map(|one| one.id).collect();
    assert_eq!(ids, [id]);
    for (session, search) in [(&kim, "nobody"), (&elsewhere, "")] {
        let seen = attempt::open_windows(world.app(), session, search).await;
        assert_eq!(seen.unwrap().open, []);
    }
    assert_eq!(
        world.view(&dana, id).await.attempt.window_ends_at,
        Some(end)
    );
}

async fn what_is_no_draft_or_no_later_day_gets_no_more_time(world: World) {
    let (dana, id, end) = at_work(&world, "dana").await;
    let extend = async |until, reason| {
        attempt::extend(world.app(), Giver::Operator, id, until, reason).await
    };
    assert_eq!(unmet(extend(day(end, 9), " ").await), [Guard::ReasonGiven]);
    for until in [
        day(end, 0),
        day(world.now(), 1),
        day(world.now(), 800),
        NaiveDate::MAX,
    ] {
        assert_eq!(
            unmet(extend(until, "x").await),
            [Guard::EndsLater],
            "{until}"
        );
    }
    let long = "x".repeat(20_000);
    let endless = extend(day(end, 9), &long).await;
    assert!(matches!(endless, Err(Error::Invalid(_))));
    let (_, unbegun) = world.at_work("robin").await;
    let none = attempt::extend(world.app(), Giver::Operator, unbegun, day(end, 9), "x").await;
    assert_eq!(unmet(none), [Guard::EndsLater], "it has no end yet");
    // What is over stays over, also before that is written down, and is begun again with a copy.
    world.wait(end.since(world.now()) + DAY);
    assert_eq!(unmet(extend(day(end, 30), "x").await), [Guard::EndsLater]);
    attempt::end_windows(world.app()).await.unwrap();
    for state in State::ALL
        .into_iter()
        .filter(|state| *state != State::Draft)
    {
        world.put(id, state).await;
        let refused = extend(day(end, 30), "x").await;
        assert!(
            matches!(refused, Err(Error::Attempt(_))),
            "{}",
            state.code()
        );
    }
    world.put(id, State::Expired).await;
    assert_eq!(
        world.view(&dana, id).await.attempt.window_ends_at,
        Some(end)
    );
    let next = world.begin(&dana).await.unwrap();
    assert_eq!(
        (next.carried_from_attempt_id, next.window_ends_at),
        (Some(id), None)
    );
}

async fn what_was_told_of_the_earlier_end_is_told_again_of_the_later_one(world: World) {
    let (dana, id, end) = at_work(&world, "dana").await;
    let wait_until = async |left: u32, end: Timestamp| {
        world.wait(end.minus(left * DAY).since(world.now()));
        attempt::remind_windows(world.app()).await.unwrap();
    };
    wait_until(5, end).await;
    let later = attempt::extend(world.app(), Giver::Operator, id, day(end, 35), "Storm").await;
    let later = later.unwrap();
    attempt::remind_windows(world.app()).await.unwrap();
    let kinds = told(&world, &dana, id).await;
    assert_eq!(
        kinds,
        ["attempt.window_ends", "attempt.extend"],
        "40 days are left"
    );
    for (left, times) in [(29, 1), (8, 1), (6, 2), (2, 2), (0, 3)] {
        wait_until(left, later).await;
        let kinds = told(&world, &dana, id).await;
        assert_eq!(kinds.len(), 2 + times, "{left} days are left");
    }
    // A day more brings nothing that was told already.
    let again = attempt::extend(world.app(), Giver::Operator, id, day(later, 1), "Storm").await;
    again.unwrap();
    let before = told(&world, &dana, id).await.len();
    attempt::remind_windows(world.app()).await.unwrap();
    assert_eq!(told(&world, &dana, id).await.len(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_gives_more_time_by_command() {
    let world = World::on(crate::support::database::TestDatabase::sqlite().await).await;
    let (dana, id, end) = at_work(&world, "dana").await;
    let folder = tempfile::tempdir().unwrap();
    let run = |until: &str, reason: &str| {
        Command::new(env!("CARGO_BIN_EXE_microcred"))
            .args([
                "attempt",
                "extend",
                &id.to_string(),
                "--until",
                until,
                "--reason",
                reason,
            ])
            .arg("--data")
            .arg(folder.path())
            .env("MICROCRED__DATABASE__URL", &world.tool.database.url)
            .env("MICROCRED__SECURITY__MASTER_KEY", STANDARD.encode([7; 32]))
            .output()
            .unwrap()
    };
    for (until, reason, words) in [
        ("2001-01-01", "x", "after the present end"),
        ("tomorrow", "x", "invalid"),
    ] {
        let refused = run(until, reason);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(
            refused.status.code() == Some(2) && said.contains(words),
            "{said}"
        );
    }
    // The command's clock is the machine's: the day is one that is later for both.
    let until = day(
        end.max(Timestamp::from_millis(
            microcred::clock::Clock::system().now().millis(),
        )),
        40,
    );
    let given = run(&until.to_string(), "Ill for a month");
    assert!(given.status.success(), "{given:?}");
    assert!(String::from_utf8_lossy(&given.stdout).contains(&until.to_string()));
    let found = world.view(&dana, id).await.attempt.window_ends_at.unwrap();
    assert_eq!(target::date(found, "UTC"), Some(until));
}
