//! How fast scores leave: to practice LMSs that answer in 20 ms and allow 32 connections each. Looking before each score
//! and writing down what became of it is part of it. Run it on a machine that does nothing else:
//!
//! ```text
//! cargo bench --bench outbox
//! ```

mod field;

use std::time::{Duration, Instant};

use field::{Field, Size};
use microcred::app::signing_key;
use microcred::jobs;
use microcred::lifecycle::Shutdown;
use microcred::practice::Faults;
use microcred::web::{self, Options};
use tokio::net::TcpListener;

/// What an LMS takes for an answer.
const ANSWER_MS: u64 = 20;
const LEAST_PER_SECOND: f64 = 500.0;
const ROUNDS: u32 = 3;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    let per_second = runtime.block_on(measure());
    say(&format!(
        "{per_second:.0} scores each second (at least {LEAST_PER_SECOND:.0})"
    ));
}

async fn measure() -> f64 {
    let folder = tempfile::Builder::new()
        .prefix("outbox-")
        // Below the build folder and not in the system's, which may be memory: commits must reach a disk.
        .tempdir_in(env!("CARGO_TARGET_TMPDIR"))
        .expect("a folder can be made");
    let database = format!("sqlite:{}", folder.path().join("outbox.sqlite").display());
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let address = listener
        .local_addr()
        .expect("a bound listener has an address");
    let tool = format!("http://{address}");
    let app = field::open(folder.path(), &database, &tool).await;
    signing_key::keep(&app, "bench")
        .await
        .expect("a key is made");
    let options = Options {
        max_body: 64 * 1024,
        timeout: Duration::from_secs(30),
        shows_styleguide: false,
    };
    let router = web::router(app.clone(), options);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let size = Size {
        courses: 10,
        learners: 64,
    };
    let field = Field::lay(app, &tool, size).await;
    for site in &field.sites {
        let slow = Faults {
            slow_ms: ANSWER_MS,
            ..Faults::default()
        };
        site.lms.set_faults(&site.name, slow);
    }
    for cell in &field.cells {
        field.hand_in(cell).await.expect("it is written");
    }
    drain(&field).await;
    let mut best = 0.0_f64;
    for round in 0..ROUNDS {
        for cell in &field.cells {
            let told = field.decide(cell, 10 + round, "Almost").await;
            told.expect("it is written");
        }
        best = best.max(drain(&field).await);
    }
    let shown = field.shown();
    let is_there = |cell: &field::Cell| {
        let place = (cell.site, cell.course, cell.sub.clone());
        shown.get(&place).is_some_and(|cell| cell.score.is_some())
    };
    assert!(field.cells.iter().all(is_there), "every score is there");
    best
}

/// Lets a worker send everything, and says how many scores arrived in a second.
async fn drain(field: &Field) -> f64 {
    let (waiting, _) = field.count().await;
    let shutdown = Shutdown::new();
    let worker = tokio::spawn({
        let (app, shutdown) = (field.app.clone(), shutdown.clone());
        async move { jobs::outbox::work(&app, &shutdown).await }
    });
    let begin = Instant::now();
    while field.count().await.0 > 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let elapsed = begin.elapsed();
    shutdown.request();
    worker.await.expect("the worker stops");
    let (_, stuck) = field.count().await;
    assert_eq!(stuck, 0, "every score arrives");
    let per_second = f64::from(u32::try_from(waiting).unwrap_or(u32::MAX)) / elapsed.as_secs_f64();
    say(&format!(
        "  {waiting} scores in {elapsed:.1?}: {per_second:.0} each second"
    ));
    per_second
}

#[expect(clippy::print_stdout, reason = "this is the report")]
fn say(line: &str) {
    println!("{line}");
}
