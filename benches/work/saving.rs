//! Saving through the tool, as the script of its page does.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use microcred::domain::answer::Answer as Written;
use serde_json::{Value, json};

use crate::client::Connection;
use crate::outcome::Outcome;
use crate::world::{EARNERS, Earner, SLOT, World, text};

/// How many save at once where everybody is as fast as can be.
pub const AT_ONCE: usize = 32;
/// How long they do.
pub const LASTS: Duration = Duration::from_secs(4);

/// How often somebody who writes is saved.
const RHYTHM: Duration = Duration::from_secs(5);
const TIMES: u32 = 3;

/// Every earner on a connection of their own, each with their turn in the rhythm. What a save waits for its turn at the
/// client counts as its time.
pub async fn at_their_rhythm(address: SocketAddr, world: &mut World) -> Outcome {
    let count = u32::try_from(EARNERS).expect("a small number");
    let begin = Instant::now() + Duration::from_millis(200);
    let writers: Vec<_> = std::mem::take(&mut world.earners)
        .into_iter()
        .zip(0..count)
        .map(|(mut earner, number)| {
            tokio::spawn(async move {
                let mut connection = Connection::open(address).await;
                let mut latencies = Vec::new();
                for time in 0..TIMES {
                    let due = begin + RHYTHM * number / count + RHYTHM * time;
                    tokio::time::sleep_until(due.into()).await;
                    save(&mut connection, address, &mut earner).await;
                    latencies.push(due.elapsed());
                }
                (earner, latencies)
            })
        })
        .collect();
    let mut all = Vec::new();
    for writer in writers {
        let (earner, latencies) = writer.await.expect("every save is acknowledged");
        world.earners.push(earner);
        all.extend(latencies);
    }
    Outcome::new(all, begin.elapsed())
}

/// All of them as fast as they come, [`AT_ONCE`].
pub async fn as_fast_as_it_goes(address: SocketAddr, world: &mut World) -> Outcome {
    share(world, AT_ONCE, |mut earners| async move {
        let mut connection = Connection::open(address).await;
        let mut latencies = Vec::new();
        let started = Instant::now();
        let mut next = 0;
        while started.elapsed() < LASTS {
            let place = next % earners.len();
            let begun = Instant::now();
            save(&mut connection, address, &mut earners[place]).await;
            latencies.push(begun.elapsed());
            next += 1;
        }
        (earners, latencies)
    })
    .await
}

/// Gives each of so many workers a share of the earners, and brings together what they show.
pub async fn share<F, W>(world: &mut World, at_once: usize, work: F) -> Outcome
where
    F: Fn(Vec<Earner>) -> W,
    W: Future<Output = (Vec<Earner>, Vec<Duration>)> + Send + 'static,
{
    let each = world.earners.len().div_ceil(at_once);
    let mut left = std::mem::take(&mut world.earners);
    let started = Instant::now();
    let mut workers = Vec::with_capacity(at_once);
    while !left.is_empty() {
        let rest = left.split_off(each.min(left.len()));
        workers.push(tokio::spawn(work(left)));
        left = rest;
    }
    let mut all = Vec::new();
    for worker in workers {
        let (earners, latencies) = worker.await.expect("every save is acknowledged");
        world.earners.extend(earners);
        all.extend(latencies);
    }
    Outcome::new(all, started.elapsed())
}

async fn save(connection: &mut Connection, address: SocketAddr, earner: &mut Earner) {
    let body = json!({
        "based_on": earner.saved,
        "save_id": uuid::Uuid::now_v7(),
        "answer": Written::Text { html: text(earner.saved) },
    })
    .to_string();
    let request = format!(
        "PUT /app/l/{}/attempts/{}/slots/{SLOT} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\n\
         sec-fetch-site: same-origin\r\nauthorization: Bearer {}\r\nx-form-token: {}\r\naccept: application/json\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        earner.launch,
        earner.attempt,
        earner.secret,
        earner.form_token(),
        body.len(),
    );
    let answer = connection.send(&request).await;
    let said = String::from_utf8_lossy(answer.body);
    assert_eq!(answer.status, 200, "{said}");
    let saved: Value = serde_json::from_str(&said).expect("the answer is JSON");
    assert_eq!(saved["seq"], earner.saved + 1, "{said}");
    earner.saved += 1;
}
