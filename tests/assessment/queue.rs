//! A claim about many who press "Next" at the same time, from two processes.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use microcred::app::session::Session;
use microcred::app::{App, Error, assessment};
use microcred::domain::reading::slot::State;
use microcred::store::{self, Sql, query, reading_slot};
use tokio::task::JoinSet;

use super::world::Desk;
use crate::support::database::TestDatabase;

/// How many press.
pub const ASSESSORS: usize = 64;
/// How many readings there are.
pub const READINGS: i64 = 10_000;
/// How often each presses; another number with this variable, such as one that leaves nothing.
const PRESSES: usize = 30;
pub const VARIABLE: &str = "MICROCRED_TEST_QUEUE";

/// Work that waits: a person, an enrollment, an attempt and a wanted reading for each number, due in this order.
const PEOPLE: Sql = Sql::per(
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
     INSERT INTO person (id, organization_id, created_at)
     SELECT printf('00000000-0000-7000-8000-%012d', i), $1, 0 FROM n",
    "INSERT INTO person (id, organization_id, created_at)
     SELECT '00000000-0000-7000-8000-' || lpad(i::text, 12, '0'), $1, 0 FROM generate_series(1, $2::bigint) AS i",
);
const ENROLLMENTS: &str = "INSERT INTO enrollment (id, organization_id, person_id, credential_id, credential_version_id, created_at)
     SELECT id, organization_id, id, $1, $2, 0 FROM person WHERE id LIKE '00000000-0000-7000-8000-%'";
const ATTEMPTS: &str = "INSERT INTO attempt (id, enrollment_id, credential_version_id, number, state, is_counted, opened_at, updated_at)
     SELECT id, id, credential_version_id, 1, 'queued', FALSE, 0, 0 FROM enrollment
     WHERE id LIKE '00000000-0000-7000-8000-%'";
const SLOTS: &str = "INSERT INTO reading_slot (id, organization_id, attempt_id, snapshot_seq, position, state, credential_id, major,
         language, earner_id, due_at, created_at, updated_at)
     SELECT id, organization_id, id, 1, 'r1', 'open', credential_id, 1, 'en', person_id,
         1000 + CAST(substr(id, 25) AS BIGINT), 0, 0 FROM enrollment
     WHERE id LIKE '00000000-0000-7000-8000-%'";

pub async fn fill(desk: &Desk, count: i64) {
    let mut tx = desk.app().db.write().await.unwrap();
    let people = query(PEOPLE).bind(desk.world.tool.organization).bind(count);
    people.execute(&mut tx).await.unwrap();
    let enrollments = query(ENROLLMENTS)
        .bind(desk.world.credential)
        .bind(desk.world.version);
    enrollments.execute(&mut tx).await.unwrap();
    for statement in [ATTEMPTS, SLOTS] {
        query(statement).execute(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Takes work so often, or until there is none, and says how much it was. `given` is everything that anybody was given.
async fn press(
    app: App,
    session: Session,
    given: Arc<Mutex<BTreeSet<uuid::Uuid>>>,
    presses: usize,
) -> usize {
    let key = |slot: &reading_slot::ReadingSlot| slot.id.to_string().parse::<uuid::Uuid>().unwrap();
    let mut done = 0;
    let mut at_hand = vec![];
    let mut empty = 0;
    loop {
        match assessment::claim_next(&app, &session).await {
            // Another process writes; who is told so presses again.
            Err(Error::Store(store::Error::Busy(_))) => continue,
            Err(error) => panic!("{error}"),
            Ok(Some(slot)) => {
                empty = 0;
                assert!(
                    given.lock().unwrap().insert(key(&slot)),
                    "leased twice at a time"
                );
                at_hand.push(slot);
            }
            // What others are taking at this moment is passed over.
            Ok(None) => empty += 1,
        }
        let is_enough = done + at_hand.len() == presses;
        if at_hand.len() == 3 || empty > 0 || is_enough {
            let mut tx = loop {
                match app.db.write().await {
                    Err(store::Error::Busy(_)) => {}
                    begun => break begun.unwrap(),
                }
            };
            for mut slot in at_hand.drain(..) {
                slot.state = State::Submitted;
                assert!(given.lock().unwrap().contains(&key(&slot)));
                assert!(
                    reading_slot::update(&mut tx, &slot, State::Leased)
                        .await
                        .unwrap()
                );
                done += 1;
            }
            tx.commit().await.unwrap();
        }
        if empty > 2 || is_enough {
            return done;
        }
    }
}

async fn everybody_gets_work_and_no_work_is_given_twice(database: TestDatabase) {
    let presses = std::env::var(VARIABLE).map_or(PRESSES, |number| number.parse().unwrap());
    let desk = Desk::on(database).await;
    let beside = desk.world.tool.beside().await;
    fill(&desk, READINGS).await;
    let given = Arc::new(Mutex::new(BTreeSet::new()));
    let mut sessions = vec![];
    for number in 0..ASSESSORS {
        sessions.push(desk.assessor(&format!("assessor {number}")).await);
    }
    let mut tasks = JoinSet::new();
    for (number, session) in sessions.into_iter().enumerate() {
        let app = if number % 2 == 0 {
            desk.app().clone()
        } else {
            beside.app.clone()
        };
        tasks.spawn(press(app, session, given.clone(), presses));
    }
    let done = tasks.join_all().await;
    let total: usize = done.iter().sum();
    let all = usize::try_from(READINGS).unwrap();
    assert_eq!(
        total,
        all.min(ASSESSORS * presses),
        "everything that was asked for: {done:?}"
    );
    assert_eq!(given.lock().unwrap().len(), total);
    let least = *done.iter().min().unwrap();
    assert!(
        least >= presses.min(10),
        "somebody got next to nothing: {done:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_work_and_no_work_is_given_twice_on_sqlite() {
    everybody_gets_work_and_no_work_is_given_twice(TestDatabase::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_work_and_no_work_is_given_twice_on_postgresql() {
    if let Some(database) = TestDatabase::postgres("assessment on PostgreSQL").await {
        everybody_gets_work_and_no_work_is_given_twice(database).await;
    }
}
