//! What the list of a course's people costs: 5,000 learners, most of whom have handed in and many of whom have revised, in
//! every order, as a page and as a file, over HTTP and with the list of the LMS in the database. Run it on a machine that does
//! nothing else:
//!
//! ```text
//! cargo bench --bench roster
//! ```
//!
//! `MICROCRED_BENCH_POSTGRES=postgres://…` (a server on which databases can be made) adds PostgreSQL; without it, that is said.

mod world;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use microcred::app::App;
use microcred::cli;
use microcred::clock::Clock;
use microcred::config::Config;
use microcred::evidence::EvidenceStore;
use microcred::outbound::{Client, Reach};
use microcred::random::Random;
use microcred::seal::Seal;
use microcred::store::Db;
use microcred::web::{Options, router};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tower::ServiceExt;

use world::World;

const MOST_MILLIS: f64 = 300.0;
const ROUNDS: usize = 15;
const PAGES: [(&str, &str); 6] = [
    ("by name", "roster"),
    ("by status", "roster?order=standing"),
    ("newest first", "roster?order=submitted&page=40"),
    ("who has not started", "roster?standing=not_started"),
    ("by part of a name", "roster?search=42"),
    ("as a file", "roster.csv"),
];

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    runtime.block_on(async {
        let folder =
            tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder can be made");
        let file = format!("sqlite:{}", folder.path().join("roster.sqlite").display());
        measure("SQLite", &file).await;
        match std::env::var("MICROCRED_BENCH_POSTGRES") {
            Ok(server) => on_postgres(&server).await,
            Err(_) => say("left out: PostgreSQL (MICROCRED_BENCH_POSTGRES is not set)"),
        }
    });
}

async fn on_postgres(server: &str) {
    let name = format!("roster_{}", uuid::Uuid::now_v7().simple());
    run(server, format!("CREATE DATABASE {name}")).await;
    let mut url: url::Url = server.parse().expect("the server's address");
    url.set_path(&name);
    measure("PostgreSQL", url.as_str()).await;
    run(server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

async fn run(server: &str, statement: String) {
    let mut line = PgConnection::connect(server)
        .await
        .expect("the server answers");
    sqlx::query(AssertSqlSafe(statement))
        .execute(&mut line)
        .await
        .expect("the server does as it is told");
}

async fn measure(kind: &str, url: &str) {
    let db = Db::open(url).await.expect("the database opens");
    let world = World::build(&db).await;
    if url.starts_with("postgres") {
        let mut line = PgConnection::connect(url)
            .await
            .expect("the server answers");
        sqlx::query("ANALYZE")
            .execute(&mut line)
            .await
            .expect("it is looked at");
    }
    let options = Options {
        max_body: 256 * 1024,
        timeout: Duration::from_secs(30),
        shows_styleguide: false,
    };
    let tool = router(app(db), options);
    say(&format!("{kind}: {} learners", world::LEARNERS));
    say(&format!(
        "  {:<22} {:>9} {:>9} {:>9}",
        "page", "p50 ms", "max ms", "KiB"
    ));
    let mut worst = 0.0_f64;
    for (name, path) in PAGES {
        let (times, size) = times(&tool, &world, path).await;
        let (middle, longest) = (times[times.len() / 2], times[times.len() - 1]);
        say(&format!(
            "  {name:<22} {middle:>9.1} {longest:>9.1} {:>9}",
            size / 1024
        ));
        worst = worst.max(middle);
    }
    say(&format!(
        "  longest: {worst:.1} ms (at most {MOST_MILLIS:.0})"
    ));
    assert!(worst <= MOST_MILLIS, "the list takes too long");
}

/// The use cases on this database.
fn app(db: Db) -> App {
    let client = Client::new(Reach::PublicOnly).expect("a client can be made");
    App::new(
        db,
        Clock::system(),
        Random::system(),
        Seal::from_base64(&STANDARD.encode([7; 32])).expect("a key of 32 bytes"),
        Arc::new(client),
        EvidenceStore::in_folder(Path::new(env!("CARGO_TARGET_TMPDIR")))
            .expect("a folder for evidence"),
        cli::app_settings(&Config::default()),
    )
}

/// How long a page takes each time, sorted, and how large it is.
async fn times(tool: &Router, world: &World, path: &str) -> (Vec<f64>, usize) {
    let mut times = Vec::new();
    let mut size = 0;
    for _ in 0..ROUNDS {
        let request = Request::get(format!("/app/l/{}/{path}", world.launch))
            .header(
                header::COOKIE,
                format!("{}={}", world::COOKIE, world::SECRET),
            )
            .body(Body::empty())
            .expect("a request");
        let begun = Instant::now();
        let answer = tool
            .clone()
            .oneshot(request)
            .await
            .expect("the tool answers");
        assert_eq!(answer.status(), 200, "{path}");
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX)
            .await
            .expect("a whole page");
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
        size = body.len();
    }
    times.sort_by(f64::total_cmp);
    (times, size)
}

#[expect(clippy::print_stdout, reason = "this is what a benchmark is for")]
fn say(line: &str) {
    println!("{line}");
}
