//! What a page costs: asked for by one client, one page after another on a connection that is kept. Its time is the
//! tool's, with the way there and back, which on one machine is little.

use std::net::SocketAddr;
use std::time::Instant;

use crate::client::Connection;
use crate::outcome::{Outcome, say};
use crate::world::{LINKS, World};

/// In milliseconds, at the median.
const MOST: f64 = 5.0;
const WARM_UP: usize = 20;
const TIMES: usize = 300;
/// Pages of the whole catalogue are heavier, and fewer show as much.
const TIMES_OF_LIST: usize = 40;

pub async fn measure(address: SocketAddr, world: &World) {
    say(&format!(
        "  {:<26} {:>8} {:>9} {:>9} {:>9} {:>9}",
        "page", "KiB", "count", "p50 ms", "p99 ms", "max ms"
    ));
    let begun = |number: usize| in_course(world, number, 0, "");
    let open = |number: usize| in_course(world, number, 1 + number % (LINKS - 1), "");
    let details = |number: usize| in_course(world, number, 1 + number % (LINKS - 1), "/details");
    let catalog = |number: usize| {
        let offered = &world.offers[number * 7 % world.offers.len()];
        (format!("/catalog/{}", offered.slug), String::new())
    };
    let list = |_| ("/catalog".to_owned(), String::new());
    one(address, "card, begun", TIMES, begun).await;
    one(address, "card, not begun", TIMES, open).await;
    one(address, "details", TIMES, details).await;
    one(address, "public page", TIMES, catalog).await;
    say(&format!("  (at the median: under {MOST} ms)"));
    one(address, "list of all of them", TIMES_OF_LIST, list).await;
}

/// The page of what this place in an earner's course shows, and the header that opens it.
fn in_course(world: &World, number: usize, place: usize, page: &str) -> (String, String) {
    let earner = &world.earners[number * 13 % world.earners.len()];
    let first = world.courses[earner.course].first;
    let offered = &world.offers[(first + place) % world.offers.len()];
    (
        format!("/app/l/{}/c/{}{page}", earner.launch, offered.slug),
        format!("authorization: Bearer {}\r\n", earner.secret),
    )
}

async fn one(
    address: SocketAddr,
    name: &str,
    times: usize,
    ask: impl Fn(usize) -> (String, String),
) {
    let mut connection = Connection::open(address).await;
    let mut latencies = Vec::with_capacity(times);
    let mut size = 0;
    let started = Instant::now();
    for number in 0..WARM_UP + times {
        let (path, headers) = ask(number);
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n{headers}accept: text/html\r\n\r\n");
        let begun = Instant::now();
        let answer = connection.send(&request).await;
        let elapsed = begun.elapsed();
        assert_eq!(answer.status, 200, "{path}");
        size = answer.body.len() / 1024;
        if number >= WARM_UP {
            latencies.push(elapsed);
        }
    }
    let outcome = Outcome::new(latencies, started.elapsed());
    say(&format!(
        "  {name:<26} {size:>8} {:>9} {:>9.2} {:>9.2} {:>9.2}",
        outcome.count(),
        outcome.percentile(50),
        outcome.percentile(99),
        outcome.percentile(100),
    ));
}
