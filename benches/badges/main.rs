//! What signing and verifying a badge costs: as a ratio to the bare chain of JSON-LD reader, canonicaliser and Ed25519
//! in the same run, over the same rich badges; and what it costs to look at one badge among a million. Run it on a
//! machine that does nothing else:
//!
//! ```text
//! cargo bench --bench badges
//! ```
//!
//! `MICROCRED_BENCH_POSTGRES=postgres://…` adds PostgreSQL; without it, that is said.

#[path = "../../tests/support/badge.rs"]
#[expect(
    dead_code,
    reason = "nothing is fetched here, so the address of the issuer's document is not asked for"
)]
mod badge;
mod bare;
#[path = "../work/client.rs"]
mod client;
#[path = "../work/database.rs"]
mod database;
#[path = "../work/outcome.rs"]
#[expect(
    dead_code,
    reason = "what is asked for one after the other has no rate"
)]
mod outcome;
#[path = "../process/mod.rs"]
#[expect(dead_code, reason = "memory is not measured here")]
mod process;
mod served;

use std::time::{Duration, Instant};

use microcred::badges::credential::OpenBadgeCredential;
use microcred::badges::proof::{self, Proof};
use microcred::badges::{bake, status_list};
use microcred::clock::Timestamp;

use badge::{METHOD, key, rich};

const BADGES: usize = 200;
const AT: Timestamp = Timestamp::from_seconds(1_795_000_000);
/// Bare chain and library take turns, and the best of each counts: a machine is not equally fast all the time.
const ROUNDS: usize = 3;

fn main() {
    let badges: Vec<_> = (0..BADGES)
        .map(|number| rich(number, "2026-11-18T00:00:00Z"))
        .collect();
    let (mut bare, mut ours) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        bare = bare.min(timed(&badges, |badge| {
            drop(bare::signed(&badge.document()));
        }));
        ours = ours.min(timed(&badges, |badge| drop(signed(badge))));
    }
    for badge in badges.iter().take(20) {
        assert_eq!(
            signed(badge),
            bare::signed(&badge.document()),
            "the same bytes"
        );
    }
    say("signing, bare chain", bare);
    say("signing", ours);
    let ratio = bare.as_secs_f64() / ours.as_secs_f64();
    print(&format!("  signing / bare chain: {ratio:.2} times as many"));
    let signed: Vec<_> = badges.iter().map(document).collect();
    let public = key().public();
    let verifying = timed(&signed, |document| {
        let proof = Proof::of(document).expect("it has one");
        assert_eq!(proof.is_genuine(document, &public), Ok(true));
    });
    say("verifying", verifying);
    let text = serde_json::Value::Object(signed[0].clone()).to_string();
    let plain = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"4\"/></svg>";
    let baking = timed(&badges, |_| {
        bake::bake(plain, bake::Standard::V3, &text).expect("it is a picture");
    });
    say("baking an SVG", baking);
    let listing = timed(&badges, |_| {
        let bits = status_list::Bits::with((0..1_000).map(|at| at * 131));
        assert!(bits.packed().len() > 100);
    });
    say("a status list", listing);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    runtime.block_on(async {
        for database in database::Database::all() {
            served::measure(database).await;
        }
    });
}

fn document(badge: &OpenBadgeCredential) -> serde_json::Map<String, serde_json::Value> {
    proof::sign(badge.document(), &key(), METHOD, AT).expect("it is wholly covered")
}

fn signed(badge: &OpenBadgeCredential) -> String {
    let document = document(badge);
    document["proof"][0]["proofValue"]
        .as_str()
        .expect("it is a text")
        .to_owned()
}

fn timed<T>(all: &[T], mut step: impl FnMut(&T)) -> Duration {
    let began = Instant::now();
    all.iter().for_each(&mut step);
    began.elapsed()
}

fn say(what: &str, took: Duration) {
    #[expect(clippy::cast_precision_loss, reason = "a count of badges")]
    let each = took.as_secs_f64() * 1000.0 / BADGES as f64;
    print(&format!(
        "  {what:<22} {each:>8.3} ms each {:>9.0} a second",
        1000.0 / each
    ));
}

#[expect(clippy::print_stdout, reason = "this is the report")]
fn print(line: &str) {
    println!("{line}");
}
