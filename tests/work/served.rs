//! What a killed server leaves behind: scripted editing sessions over HTTP at a real `serve` process, which is killed at a
//! random moment and started again for the next ones.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use microcred::app::session::{self, Session};
use microcred::clock::Clock;
use microcred::domain::id::AttemptId;
use microcred::random::{Random, fingerprint};
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use super::killed::{Acknowledged, check};
use super::world::{DAY, World};
use crate::processes::Process;
use crate::support::database::TestDatabase;

const ROUNDS: usize = 10;
const SESSIONS: usize = 10;
/// What the tool is told that it is called; requests say that they come from there.
const PUBLIC: &str = "http://localhost:18080";

/// What was acknowledged so far, by attempt, and a sign that something was.
#[derive(Default)]
struct Ledger {
    entries: Mutex<BTreeMap<AttemptId, Acknowledged>>,
    begun: Notify,
}

impl Ledger {
    fn note(&self, id: AttemptId, change: impl FnOnce(&mut Acknowledged)) {
        change(self.entries.lock().unwrap().entry(id).or_default());
        self.begun.notify_one();
    }
}

/// Somebody's browser with an open session.
#[derive(Clone)]
struct Editor {
    client: Client,
    server: String,
    secret: String,
    session: Session,
    id: AttemptId,
}

impl Editor {
    fn path(&self, rest: &str) -> String {
        let launch = self.session.launch.id;
        format!("{}/app/l/{launch}/attempts/{}{rest}", self.server, self.id)
    }

    /// Sends something as a page of the session does. `None` when no answer came.
    async fn send(&self, request: RequestBuilder) -> Option<(StatusCode, String)> {
        let answer = request
            .bearer_auth(&self.secret)
            .header("origin", PUBLIC)
            .header("sec-fetch-site", "same-origin")
            .header("x-form-token", &self.session.form_token)
            .send()
            .await
            .ok()?;
        let status = answer.status();
        Some((status, answer.text().await.ok()?))
    }

    /// Writes into two slots in turn, hands in and takes back now and then, until nobody answers.
    async fn edit(&self, ledger: &Ledger) -> Option<()> {
        let mut seqs = [0_i64, 0];
        for number in 0_usize.. {
            let at = number % 2;
            let (slot, written) = (["why", "how"][at], format!("save{number}"));
            let document = json!({
                "based_on": seqs[at],
                "save_id": uuid::Uuid::now_v7().to_string(),
                "answer": {"kind": "text", "html": format!("<p>{written}</p>")},
            });
            let save = self
                .client
                .put(self.path(&format!("/slots/{slot}")))
                .json(&document);
            let (status, body) = self.send(save).await?;
            assert_eq!(status, StatusCode::OK, "{body}");
            let said: Value = serde_json::from_str(&body).unwrap();
            seqs[at] = said["seq"].as_i64().unwrap();
            ledger.note(self.id, |entry| {
                entry.saves.insert(slot.into(), (seqs[at], written));
            });
            if number % 5 == 4 {
                let (status, body) = self.form("/submit").await?;
                assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
                ledger.note(self.id, |entry| entry.submits += 1);
                let (status, body) = self.form("/recall").await?;
                assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
            }
        }
        Some(())
    }

    async fn form(&self, rest: &str) -> Option<(StatusCode, String)> {
        let fields = [
            ("form_token", self.session.form_token.as_str()),
            ("own_work", "yes"),
            ("ai_disclosure", "For spelling."),
        ];
        self.send(self.client.post(self.path(rest)).form(&fields))
            .await
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a browser is no part of the tool, and the guarded client calls no process on loopback"
)]
fn client() -> Client {
    let builder = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy();
    builder.timeout(Duration::from_secs(20)).build().unwrap()
}

/// Somebody who has opened the course and begun.
async fn editor(world: &World, client: &Client, server: &str, sub: &str) -> Editor {
    let secret = Random::system().secret();
    let launched = world.launched(sub, |launch| {
        launch.session_hash = fingerprint(&secret);
        launch.expires_at = Clock::system().now().plus(DAY);
    });
    let launch_id = launched.await.launch.id;
    let session = session::find(world.app(), launch_id, Some(&secret))
        .await
        .unwrap();
    let id = world.begin(&session).await.unwrap().id;
    Editor {
        client: client.clone(),
        server: server.to_owned(),
        secret,
        session,
        id,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_loses_no_acknowledged_save_and_halves_no_snapshot() {
    let database = TestDatabase::sqlite().await;
    let data = tempfile::tempdir().unwrap();
    let environment = [
        ("DATABASE_URL", database.url.clone()),
        ("MICROCRED__SECURITY__MASTER_KEY", STANDARD.encode([7; 32])),
        ("MICROCRED__SERVER__DATA", data.path().display().to_string()),
    ];
    let world = World::on(database).await;
    let client = client();
    let (mut saves, mut submits) = (0, 0);
    for round in 0..ROUNDS {
        let mut server = Process::start(&environment, PUBLIC);
        let address = format!("http://{}", server.address);
        let ledger = Arc::new(Ledger::default());
        let (mut editors, mut editing) = (vec![], JoinSet::new());
        for number in 0..SESSIONS {
            let editor = editor(
                &world,
                &client,
                &address,
                &format!("earner {round}-{number}"),
            )
            .await;
            editors.push(editor.clone());
            let ledger = ledger.clone();
            editing.spawn(async move { editor.edit(&ledger).await });
        }
        ledger.begun.notified().await;
        let moment = u64::from(u16::from_be_bytes(Random::system().bytes())) % 700;
        tokio::time::sleep(Duration::from_millis(moment)).await;
        server.kill();
        editing.join_all().await;

        let entries = ledger.entries.lock().unwrap().clone();
        for editor in &editors {
            let Some(acknowledged) = entries.get(&editor.id) else {
                continue;
            };
            check(&world, &editor.session, editor.id, acknowledged).await;
            saves += acknowledged.saves.values().map(|(seq, _)| seq).sum::<i64>();
            submits += acknowledged.submits;
        }
    }
    assert!(
        saves > 100 && submits > 5,
        "{saves} saves and {submits} hand-ins are too few to tell anything"
    );
}
