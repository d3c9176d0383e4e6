//! How fast whole launches are, as a ratio to two bounds taken in the same run: a bare tool that does only what
//! every LTI tool must, and an ordinary Python tool. Run it on a machine that does nothing else:
//!
//! ```text
//! cargo bench --bench launch
//! ```
//!
//! `MICROCRED_BENCH_POSTGRES=postgres://…` adds PostgreSQL, `MICROCRED_BENCH_PYTHON=…/python` (an environment with
//! `benches/baseline/requirements.txt`) adds the Python tool. What is left out is said.

mod bare;
mod client;
mod load;
mod platform;
#[path = "../process/mod.rs"]
mod process;
mod tool;

use std::sync::Arc;

use load::Outcome;
use platform::Platform;
use tool::Tool;

const LAUNCHES: usize = 3_000;
const PYTHON_LAUNCHES: usize = 600;
const WARM_UP: usize = 200;
const AT_ONCE: usize = 32;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.as_slice() {
        [_, mode, database, issuer] if mode == "bare" => {
            runtime.block_on(bare::serve(database, issuer));
        }
        _ => runtime.block_on(measure()),
    }
}

async fn measure() {
    let platform = Arc::new(Platform::start().await);
    heading();
    for database in databases() {
        let bare = one(
            "bare tool",
            &database,
            &platform,
            Tool::bare(&database.url, &platform).await,
        )
        .await;
        let ours = one(
            "microcred",
            &database,
            &platform,
            Tool::ours(&database.url, &platform).await,
        )
        .await;
        say(&format!(
            "  microcred / bare on {}: {:.2} (at least 0.50)",
            database.kind,
            ours / bare
        ));
        python(&platform, ours).await;
        memory(&database, &platform).await;
    }
}

struct Database {
    kind: &'static str,
    url: String,
}

/// SQLite in a folder of the build (a real disk), and PostgreSQL where a server is named.
fn databases() -> Vec<Database> {
    let mut list = vec![Database {
        kind: "SQLite",
        url: String::from("sqlite"),
    }];
    match std::env::var("MICROCRED_BENCH_POSTGRES") {
        Ok(url) => list.push(Database {
            kind: "PostgreSQL",
            url,
        }),
        Err(_) => say("left out: PostgreSQL (MICROCRED_BENCH_POSTGRES is not set)"),
    }
    list
}

async fn one(name: &str, database: &Database, platform: &Arc<Platform>, tool: Tool) -> f64 {
    load::run(platform, tool.address, WARM_UP, AT_ONCE).await;
    let outcome = load::run(platform, tool.address, LAUNCHES, AT_ONCE).await;
    report(name, database.kind, &outcome, AT_ONCE, &tool);
    outcome.per_second()
}

async fn python(platform: &Arc<Platform>, ours: f64) {
    let Ok(python) = std::env::var("MICROCRED_BENCH_PYTHON") else {
        say("left out: the Python tool (MICROCRED_BENCH_PYTHON is not set)");
        return;
    };
    let mut fastest = 0.0_f64;
    for storage in ["session", "files"] {
        let tool = Tool::python(&python, storage, platform).await;
        load::run(platform, tool.address, WARM_UP / 4, AT_ONCE).await;
        let outcome = load::run(platform, tool.address, PYTHON_LAUNCHES, AT_ONCE).await;
        report(
            &format!("PyLTI1p3 ({storage})"),
            "-",
            &outcome,
            AT_ONCE,
            &tool,
        );
        fastest = fastest.max(outcome.per_second());
    }
    say(&format!(
        "  microcred / PyLTI1p3: {:.1} (at least 10)",
        ours / fastest
    ));
}

/// Memory with many browsers at once, in a process that has done nothing else.
async fn memory(database: &Database, platform: &Arc<Platform>) {
    const BROWSERS: usize = 128;
    let tool = Tool::ours(&database.url, platform).await;
    let outcome = load::run(platform, tool.address, LAUNCHES, BROWSERS).await;
    report("microcred", database.kind, &outcome, BROWSERS, &tool);
    say("  (memory: at most 64 MiB)");
}

fn heading() {
    say(&format!(
        "{:<20} {:<10} {:>8} {:>10} {:>9} {:>9} {:>9} {:>10}",
        "tool", "database", "at once", "launches/s", "p50 ms", "p99 ms", "max ms", "peak MiB"
    ));
}

fn report(name: &str, database: &str, outcome: &Outcome, at_once: usize, tool: &Tool) {
    let milliseconds = |percent| outcome.percentile(percent).as_secs_f64() * 1000.0;
    say(&format!(
        "{name:<20} {database:<10} {at_once:>8} {:>10.0} {:>9.1} {:>9.1} {:>9.1} {:>10.1}",
        outcome.per_second(),
        milliseconds(50),
        milliseconds(99),
        milliseconds(100),
        tool.peak_memory(),
    ));
}

#[expect(clippy::print_stdout, reason = "this is the report")]
fn say(line: &str) {
    println!("{line}");
}
