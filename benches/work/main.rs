//! What daily work costs, in a catalogue of 1,000 micro-credentials that are placed 50,000 times: how many saves the
//! tool takes, as a ratio to the commits that the bare database makes of the same rows in the same run, and what a page
//! about a micro-credential costs. Run it on a machine that does nothing else:
//!
//! ```text
//! cargo bench --bench work
//! ```
//!
//! `MICROCRED_BENCH_POSTGRES=postgres://…` adds PostgreSQL; without it, that is said.

mod bare;
mod client;
mod database;
mod outcome;
mod pages;
#[path = "../process/mod.rs"]
mod process;
mod saving;
mod world;

use std::net::SocketAddr;

use database::Database;
use outcome::{Outcome, say};
use process::{Process, free_address};
use world::World;

const LEAST_RATIO: f64 = 0.50;
/// Bare database and tool take turns, and the best of each counts: a disk is not equally fast all the time.
const ROUNDS: usize = 2;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    runtime.block_on(async {
        for database in Database::all() {
            measure(database).await;
        }
    });
}

async fn measure(database: Database) {
    let kind = database.kind;
    let place = database.make().await;
    let world = World::build(&place.url).await;
    let address = free_address();
    let tool = Process::serve(address, place.folder.path(), &place.url);
    say(&format!(
        "{kind}: {} micro-credentials, {} placements, {} earners",
        world::CREDENTIALS,
        world::PLACEMENTS,
        world::EARNERS
    ));
    pages::measure(address, &world).await;
    saving(&place.url, address, world).await;
    say(&format!(
        "  memory of the tool: {:.1} MiB",
        tool.memory("VmHWM:").unwrap_or_default()
    ));
    drop(tool);
    place.remove().await;
}

async fn saving(url: &str, address: SocketAddr, mut world: World) {
    let rhythm = saving::at_their_rhythm(address, &mut world).await;
    heading();
    report("every earner each 5 s", &rhythm);
    let (mut bare, mut ours) = (0.0_f64, 0.0_f64);
    for _ in 0..ROUNDS {
        let commits = bare::commits(url, &mut world, saving::AT_ONCE).await;
        report("bare commits, 32 at once", &commits);
        let saves = saving::as_fast_as_it_goes(address, &mut world).await;
        report("saves, 32 at once", &saves);
        bare = bare.max(commits.per_second());
        ours = ours.max(saves.per_second());
    }
    let alone = bare::commits(url, &mut world, 1).await;
    report("bare commits, one by one", &alone);
    say(&format!(
        "  saves / bare commits: {:.2} (at least {LEAST_RATIO:.2})",
        ours / bare
    ));
    let kept = bare::count_kept(url, &world).await;
    assert_eq!(kept, world.earners.len(), "what was acknowledged is kept");
    say("  every acknowledged save is kept");
}

fn heading() {
    say(&format!(
        "  {:<26} {:>8} {:>9} {:>9} {:>9} {:>9}",
        "saving a text", "count", "each s", "p50 ms", "p99 ms", "max ms"
    ));
}

fn report(name: &str, outcome: &Outcome) {
    say(&format!(
        "  {name:<26} {:>8} {:>9.0} {:>9.2} {:>9.2} {:>9.2}",
        outcome.count(),
        outcome.per_second(),
        outcome.percentile(50),
        outcome.percentile(99),
        outcome.percentile(100),
    ));
}
