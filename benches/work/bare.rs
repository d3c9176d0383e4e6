//! The bound: what the database does when nobody checks anything. One row of an answer is written in each commit, the
//! same text into the same table through the same statement as the tool's.

use std::time::{Duration, Instant};

use microcred::clock::Clock;
use microcred::domain::answer::Answer;
use microcred::store::answer::{self, StoredAnswer};
use microcred::store::{Db, Error};

use crate::outcome::Outcome;
use crate::saving::{self, LASTS};
use crate::world::{Earner, SLOT, World, text};

/// Commits as fast as they come, by so many at once.
pub async fn commits(url: &str, world: &mut World, at_once: usize) -> Outcome {
    let db = Db::open(url).await.expect("the database opens");
    let outcome = saving::share(world, at_once, |mut earners| {
        let db = db.clone();
        async move {
            let mut latencies = Vec::new();
            let started = Instant::now();
            let mut next = 0;
            while started.elapsed() < LASTS {
                let place = next % earners.len();
                latencies.push(commit(&db, &mut earners[place]).await);
                next += 1;
            }
            (earners, latencies)
        }
    })
    .await;
    db.close().await;
    outcome
}

async fn commit(db: &Db, earner: &mut Earner) -> Duration {
    let new = StoredAnswer {
        slot_id: SLOT.into(),
        body: Answer::Text {
            html: text(earner.saved),
        }
        .into(),
        word_count: 250,
        save_seq: earner.saved + 1,
        save_id: uuid::Uuid::now_v7().to_string(),
        saved_at: Clock::system().now(),
    };
    let started = Instant::now();
    let written: Result<bool, Error> = async {
        let mut tx = db.write().await?;
        let is_written = answer::save(&mut tx, earner.attempt, &new, earner.saved).await?;
        tx.commit().await?;
        Ok(is_written)
    }
    .await;
    assert!(written.is_ok_and(|is_written| is_written), "it is written");
    earner.saved += 1;
    started.elapsed()
}

/// How many earners' texts are in the database as they were last acknowledged.
pub async fn count_kept(url: &str, world: &World) -> usize {
    let db = Db::open(url).await.expect("the database opens");
    let mut kept = 0;
    for earner in &world.earners {
        let mut line = db.read().await.expect("the database can be read");
        let found = answer::find(&mut line, earner.attempt, SLOT).await;
        let expected = Answer::Text {
            html: text(earner.saved - 1),
        };
        let is_kept = found.is_ok_and(|found| {
            found.is_some_and(|found| found.save_seq == earner.saved && found.body.0 == expected)
        });
        kept += usize::from(is_kept);
    }
    db.close().await;
    kept
}
