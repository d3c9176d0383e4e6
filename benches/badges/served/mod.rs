//! What it costs to look at a badge among a million: the page for people, the document, and the list of what was taken back,
//! asked for one after the other on a connection that is kept, with a badge of its own each time.

mod world;

use std::net::SocketAddr;
use std::time::Instant;

use super::client::Connection;
use super::database::Database;
use super::outcome::{Outcome, say};
use super::process::{Process, free_address};

use world::World;

/// In milliseconds, at the median.
const MOST: f64 = 3.0;
const WARM_UP: usize = 20;
const TIMES: usize = 400;

pub async fn measure(database: Database) {
    let kind = database.kind;
    let place = database.make().await;
    let began = Instant::now();
    let world = World::build(&place).await;
    let address = free_address();
    let tool = Process::serve(address, place.folder.path(), &place.url);
    say(&format!(
        "{kind}: {} awards, {} of them with whole documents, {} lists ({:.0} s to write)",
        world::AWARDS,
        world.codes.len(),
        world.lists.len(),
        began.elapsed().as_secs_f64()
    ));
    say(&format!(
        "  {:<26} {:>8} {:>9} {:>9} {:>9}",
        "", "KiB", "p50 ms", "p99 ms", "max ms"
    ));
    let badge = |number: usize| format!("/badges/{}", pick(&world.codes, number));
    let list = |number: usize| format!("/status/{}", pick(&world.lists, number));
    one(address, "page of a badge", "text/html", badge).await;
    one(address, "document of a badge", "application/json", badge).await;
    one(address, "status list", "application/json", list).await;
    say(&format!("  (at the median: under {MOST} ms)"));
    drop(tool);
    place.remove().await;
}

fn pick(all: &[String], number: usize) -> &str {
    &all[number * 7 % all.len()]
}

async fn one(address: SocketAddr, name: &str, accept: &str, ask: impl Fn(usize) -> String) {
    let mut connection = Connection::open(address).await;
    let mut latencies = Vec::with_capacity(TIMES);
    let mut size = 0;
    let started = Instant::now();
    for number in 0..WARM_UP + TIMES {
        let path = ask(number);
        let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: {accept}\r\n\r\n");
        let begun = Instant::now();
        let answer = connection.send(&request).await;
        assert_eq!(answer.status, 200, "{path}");
        size = answer.body.len();
        if number >= WARM_UP {
            latencies.push(begun.elapsed());
        }
    }
    let outcome = Outcome::new(latencies, started.elapsed());
    say(&format!(
        "  {name:<26} {:>8} {:>9.2} {:>9.2} {:>9.2}",
        size / 1024,
        outcome.percentile(50),
        outcome.percentile(99),
        outcome.percentile(100),
    ));
}
