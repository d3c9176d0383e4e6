//! The tool's own keys, and what it forgets: what `housekeeping` does as time goes by.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD, engine::general_purpose::URL_SAFE_NO_PAD};
use microcred::app::signing_key;
use microcred::jobs::housekeeping;
use microcred::store;
use serde_json::Value;

use crate::support::app::TestApp;
use crate::support::database::TestDatabase;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

async fn published(app: &TestApp) -> Vec<Value> {
    let answer = app.browser().get("/lti/jwks.json").await;
    answer.json()["keys"].as_array().unwrap().clone()
}

async fn published_ids(app: &TestApp) -> Vec<String> {
    let keys = published(app).await;
    keys.iter()
        .map(|key| key["kid"].as_str().unwrap().to_owned())
        .collect()
}

async fn signing_id(app: &TestApp) -> String {
    signing_key::current(&app.app)
        .await
        .unwrap()
        .key_id()
        .to_owned()
}

#[tokio::test]
async fn a_private_key_rests_sealed() {
    let app = TestApp::new().await;
    app.run_jobs().await;
    let stored = {
        let mut db = app.app.db.read().await.unwrap();
        store::signing_key::list(&mut db).await.unwrap().remove(0)
    };
    assert!(
        app.holds_at_rest(stored.sealed.as_bytes()),
        "the search finds what is there"
    );
    let private = app.app.seal.open("signing-key", &stored.sealed).unwrap();
    // Before this stands the modulus (RFC 8017 A.1.2), which is published.
    let secret = &private[private.len() - 800..];
    for part in secret.chunks_exact(48) {
        for written in [
            part.to_vec(),
            STANDARD.encode(part).into(),
            URL_SAFE_NO_PAD.encode(part).into(),
        ] {
            assert!(!app.holds_at_rest(&written));
        }
    }
}

#[tokio::test]
async fn what_is_published_is_public() {
    let app = TestApp::new().await;
    assert!(published(&app).await.is_empty());
    app.run_jobs().await;
    for key in published(&app).await {
        let mut names: Vec<_> = key
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        names.sort_unstable();
        assert_eq!(names, ["alg", "e", "kid", "kty", "n", "use"]);
        assert_eq!(
            (&*key["alg"].to_string(), &*key["use"].to_string()),
            ("\"RS256\"", "\"sig\"")
        );
    }
}

#[tokio::test]
async fn keys_change_with_an_overlap_on_both_sides() {
    let app = TestApp::new().await;
    app.run_jobs().await;
    let old = signing_id(&app).await;
    app.clock.advance(87 * DAY);
    app.run_jobs().await;
    assert_eq!(published_ids(&app).await, [old.clone()]);

    app.clock.advance(DAY + HOUR);
    app.run_jobs().await;
    let ids = published_ids(&app).await;
    assert_eq!(
        (ids.len(), &ids[0]),
        (2, &old),
        "the next key is published two days ahead"
    );
    let next = ids[1].clone();
    assert_eq!(signing_id(&app).await, old, "and signs nothing yet");

    app.clock.advance(2 * DAY);
    assert_eq!(signing_id(&app).await, next);
    app.run_jobs().await;
    assert_eq!(
        published_ids(&app).await,
        [old.clone(), next.clone()],
        "the old one stays published"
    );

    app.clock.advance(2 * DAY + HOUR);
    app.run_jobs().await;
    assert_eq!(published_ids(&app).await, [next]);
}

#[tokio::test]
async fn a_tool_that_slept_for_a_year_still_publishes_before_it_signs() {
    let app = TestApp::new().await;
    app.run_jobs().await;
    let old = signing_id(&app).await;
    app.clock.advance(365 * DAY);
    app.run_jobs().await;
    assert_eq!(published_ids(&app).await.len(), 2);
    assert_eq!(signing_id(&app).await, old);
    app.clock.advance(2 * DAY);
    assert_ne!(signing_id(&app).await, old);
}

/// Six processes begin to work at the same moment.
async fn one_key_comes_of_many_starts(app: TestApp) {
    let mut processes = Vec::new();
    for _ in 0..6 {
        processes.push(app.beside().await);
    }
    let rounds: Vec<_> = processes
        .iter()
        .enumerate()
        .map(|(index, process)| {
            let app = process.app.clone();
            // At their start they all call themselves alike, later each by a name of its own.
            let holder = if index < 3 {
                "start".to_owned()
            } else {
                format!("process {index}")
            };
            tokio::spawn(async move { housekeeping::run(&app, &holder).await })
        })
        .collect();
    for round in rounds {
        round.await.unwrap().unwrap();
    }
    let ids = published_ids(&app).await;
    assert_eq!(ids.len(), 1);
    for process in &processes {
        assert_eq!(signing_id(process).await, ids[0]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_start_together_make_one_key_on_sqlite() {
    one_key_comes_of_many_starts(TestApp::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_start_together_make_one_key_on_postgresql() {
    if let Some(database) = TestDatabase::postgres("keys on PostgreSQL").await {
        one_key_comes_of_many_starts(TestApp::on(database).await).await;
    }
}

#[tokio::test]
async fn a_process_with_another_master_key_is_not_ready_and_makes_no_key_of_its_own() {
    let app = TestApp::new().await;
    app.run_jobs().await;
    assert_eq!(app.browser().get("/readyz").await.status(), 200);
    let other = app.beside_with_master_key([8; 32]).await;
    other.run_jobs().await;
    assert_eq!(other.browser().get("/readyz").await.status(), 503);
    assert_eq!(
        app.count("SELECT CAST(COUNT(*) AS BIGINT) FROM signing_key")
            .await,
        1
    );
}

#[tokio::test]
async fn records_of_launches_are_forgotten_after_thirty_days() {
    let app = TestApp::new().await;
    let platform = TestPlatform::connected(&app, "lms.example").await;
    let mut browser = app.browser();
    browser
        .launch(&app, &platform, |token| token.without("sub"))
        .await;
    app.clock.advance(30 * DAY);
    browser.open(&app, &platform, |token| token).await;
    app.run_jobs().await;
    assert_eq!(app.records().await.len(), 2);
    app.clock.advance(HOUR);
    app.run_jobs().await;
    let left = app.records().await;
    assert_eq!((left.len(), left[0].is_accepted), (1, true));
}

#[tokio::test]
async fn sessions_and_logins_that_are_over_are_forgotten_and_live_ones_are_not() {
    let app = TestApp::new().await;
    let platform = TestPlatform::connected(&app, "lms.example").await;
    let mut browser = app.browser();
    let ended = browser.open(&app, &platform, |token| token).await;
    let _given_up = browser.begin(&platform).await;
    // The session ends after 8 hours and is kept for a day more, so that its page can say so.
    app.clock.advance(8 * HOUR + DAY);
    app.run_jobs().await;
    assert_eq!(browser.get(&ended.path).await.code(), "session-expired");
    assert_eq!(app.launches().await, 1);
    let logins = "SELECT CAST(COUNT(*) AS BIGINT) FROM pending_login";
    assert_eq!(app.count(logins).await, 0);

    let live = browser.open(&app, &platform, Token::instructor).await;
    let waiting = browser.begin(&platform).await;
    app.clock.advance(HOUR / 60);
    app.run_jobs().await;
    assert_eq!(app.launches().await, 1);
    assert_eq!(browser.get(&live.path).await.status(), 200);
    assert_eq!(app.count(logins).await, 2);
    let jwt = platform.token(&waiting, app.now()).jwt();
    let answer = browser
        .post_launch(&[("id_token", &jwt), ("state", waiting.state())])
        .await;
    assert_eq!(answer.status(), 303);
}

#[tokio::test]
async fn a_replay_is_known_as_one_for_a_day() {
    let app = TestApp::new().await;
    let platform = TestPlatform::connected(&app, "lms.example").await;
    let mut browser = app.browser();
    let login = browser.begin(&platform).await;
    let jwt = platform.token(&login, app.now()).jwt();
    let fields = [("id_token", &*jwt), ("state", login.state())];
    assert_eq!(browser.post_launch(&fields).await.status(), 303);
    app.clock.advance(DAY);
    app.run_jobs().await;
    assert_eq!(browser.post_launch(&fields).await.code(), "state_replayed");
    app.clock.advance(HOUR);
    app.run_jobs().await;
    assert_eq!(browser.post_launch(&fields).await.code(), "state_unknown");
}

#[tokio::test]
async fn a_killed_process_holds_the_work_up_for_five_minutes_and_no_longer() {
    let app = TestApp::new().await;
    let platform = TestPlatform::connected(&app, "lms.example").await;
    app.run_jobs().await;
    let mut browser = app.browser();
    browser
        .launch(&app, &platform, |token| token.without("sub"))
        .await;
    app.clock.advance(31 * DAY);
    housekeeping::run(&app.app, "killed").await.unwrap();
    browser
        .launch(&app, &platform, |token| token.without("sub"))
        .await;
    app.clock.advance(Duration::from_secs(299));
    let before = app
        .count("SELECT CAST(COUNT(*) AS BIGINT) FROM lease WHERE holder = 'killed'")
        .await;
    housekeeping::run(&app.app, "another").await.unwrap();
    let after = app
        .count("SELECT CAST(COUNT(*) AS BIGINT) FROM lease WHERE holder = 'killed'")
        .await;
    assert_eq!((before, after), (1, 1));
    app.clock.advance(Duration::from_secs(1));
    housekeeping::run(&app.app, "another").await.unwrap();
    let after = app
        .count("SELECT CAST(COUNT(*) AS BIGINT) FROM lease WHERE holder = 'another'")
        .await;
    assert_eq!(after, 1);
}
