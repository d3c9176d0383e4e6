//! The same claim over HTTP: many who press "Next" at the same time, at two servers that are processes of their own and
//! share a PostgreSQL.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base64::{Engine, engine::general_purpose::STANDARD};
use microcred::app::App;
use microcred::app::session;
use microcred::clock::Timestamp;
use microcred::domain::id::{LaunchId, ReadingSlotId};
use microcred::domain::reading::slot::State;
use microcred::random::fingerprint;
use microcred::store::{query, reading_slot};
use reqwest::StatusCode;
use tokio::task::JoinSet;

use super::queue::{ASSESSORS, READINGS, VARIABLE, fill};
use super::world::Desk;
use crate::processes::Process;
use crate::support::database::TestDatabase;

/// How often each presses; another number with the queue's variable, such as one that leaves nothing.
const PRESSES: usize = 6;
const PUBLIC: &str = "http://localhost:18081";
/// How many one may have at a time.
const HANDS: usize = 3;

/// An assessor with a session in a browser.
struct Assessor {
    launch: LaunchId,
    secret: String,
    form_token: String,
}

/// Somebody comes to the desk.
async fn assessor(desk: &Desk, number: usize) -> Assessor {
    let launch = desk.assessor(&format!("assessor {number}")).await.launch.id;
    let secret = format!("{number:0>43}");
    let mut tx = desk.app().db.write().await.unwrap();
    // The servers go by the time of day.
    query("UPDATE launch SET session_hash = $2, expires_at = $3 WHERE id = $1")
        .bind(launch)
        .bind(&fingerprint(&secret))
        .bind(Timestamp::from_seconds(4_000_000_000))
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let session = session::find(desk.app(), launch, Some(&secret)).await;
    Assessor {
        launch,
        secret,
        form_token: session.unwrap().form_token,
    }
}

/// What everybody knows.
#[derive(Clone)]
struct Shared {
    http: reqwest::Client,
    servers: [String; 2],
    app: App,
    /// Who has or had which reading.
    given: Arc<Mutex<BTreeMap<ReadingSlotId, usize>>>,
}

impl Shared {
    /// Presses "Next" at a server; nothing when it has nothing at the moment.
    async fn press(&self, who: &Assessor, server: usize) -> Option<ReadingSlotId> {
        loop {
            let path = format!("{}/app/l/{}/desk/next", self.servers[server], who.launch);
            let answer = self
                .http
                .post(path)
                .header("authorization", format!("Bearer {}", who.secret))
                .header("origin", PUBLIC)
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(format!("form_token={}", who.form_token))
                .send()
                .await
                .unwrap();
            match answer.status() {
                StatusCode::SEE_OTHER => {
                    let address = answer.headers()["location"].to_str().unwrap();
                    let (_, slot) = address.rsplit_once('/').unwrap();
                    return Some(slot.parse().unwrap());
                }
                StatusCode::OK => return None,
                // Whoever is told so presses again.
                StatusCode::SERVICE_UNAVAILABLE => {}
                other => panic!("{other} {}", answer.text().await.unwrap()),
            }
        }
    }

    /// Submits what somebody has: how it is scored is another claim's.
    async fn submit(&self, at_hand: &mut Vec<ReadingSlotId>) {
        let mut tx = self.app.db.write().await.unwrap();
        for id in at_hand.drain(..) {
            let mut slot = reading_slot::find(&mut tx, id).await.unwrap().unwrap();
            slot.state = State::Submitted;
            assert!(
                reading_slot::update(&mut tx, &slot, State::Leased)
                    .await
                    .unwrap(),
                "nobody else had it meanwhile"
            );
        }
        tx.commit().await.unwrap();
    }

    /// Takes work so often, or until there is none, at one server and the other in turn.
    async fn work(self, number: usize, who: Assessor, presses: usize) -> usize {
        let (mut done, mut empty, mut at_hand) = (0, 0, vec![]);
        while done < presses && empty < 3 {
            match self.press(&who, (number + done + empty) % 2).await {
                Some(id) => {
                    let before = self.given.lock().unwrap().insert(id, number);
                    assert_eq!(before, None, "leased twice at a time");
                    at_hand.push(id);
                    (done, empty) = (done + 1, 0);
                }
                // What others are taking at this moment is passed over.
                None => empty += 1,
            }
            if at_hand.len() == HANDS || done == presses || empty > 0 {
                self.submit(&mut at_hand).await;
            }
        }
        done
    }
}

/// In which place a reading is due: the last digits of its id.
fn place(id: ReadingSlotId) -> usize {
    id.to_string()[24..].parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[expect(
    clippy::disallowed_methods,
    reason = "this client plays everybody's browser and is no part of the tool"
)]
async fn everybody_gets_work_from_two_servers_and_no_work_is_given_twice() {
    let Some(database) = TestDatabase::postgres("two servers on PostgreSQL").await else {
        return;
    };
    let presses = std::env::var(VARIABLE).map_or(PRESSES, |number| number.parse().unwrap());
    let desk = Desk::on(database).await;
    fill(&desk, READINGS).await;
    // Before the servers begin to tidy up by the time of day.
    let mut assessors = vec![];
    for number in 0..ASSESSORS {
        assessors.push(assessor(&desk, number).await);
    }
    let data = tempfile::tempdir().unwrap();
    let environment = [
        ("DATABASE_URL", desk.world.tool.database.url.clone()),
        ("MICROCRED__SECURITY__MASTER_KEY", STANDARD.encode([7; 32])),
        ("MICROCRED__SERVER__DATA", data.path().display().to_string()),
    ];
    let servers: [Process; 2] = Process::start_together(&environment, PUBLIC);
    let shared = Shared {
        http: reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap(),
        servers: [0, 1].map(|at: usize| format!("http://{}", servers[at].address)),
        app: desk.app().clone(),
        given: Arc::default(),
    };
    let mut tasks = JoinSet::new();
    for (number, who) in assessors.into_iter().enumerate() {
        tasks.spawn(shared.clone().work(number, who, presses));
    }
    let done = tasks.join_all().await;

    let total: usize = done.iter().sum();
    let all = usize::try_from(READINGS).unwrap();
    assert_eq!(total, all.min(ASSESSORS * presses), "{done:?}");
    let least = *done.iter().min().unwrap();
    assert!(least >= presses.min(PRESSES), "somebody starved: {done:?}");
    // No reading starved either: what was due first was given first, but for what was being taken at a moment.
    let given = shared.given.lock().unwrap();
    assert_eq!(given.len(), total);
    let slack = 2 * ASSESSORS;
    let mut places: Vec<_> = given.keys().map(|id| place(*id)).collect();
    places.sort_unstable();
    for (at, place) in places.iter().enumerate() {
        assert!(*place <= at + 1 + slack, "{place} was given before others");
    }
}
