//! The campaign of faults in full: 10,000 decisions in 50 courses at five practice LMSs of four profiles.
//!
//! ```text
//! cargo bench --bench campaign
//! ```
//!
//! `MICROCRED_CAMPAIGN_DECISIONS` changes how many; `MICROCRED_CAMPAIGN_DATABASE=postgres://…/empty` takes a database of
//! PostgreSQL instead of a SQLite file. Ends with status 1 when a gradebook does not show what the tool decided.

mod campaign;
#[path = "../outbox/field.rs"]
mod field;
mod workers;

use std::process::ExitCode;
use std::time::Duration;

use campaign::{Plan, Report};
use field::Size;

const DECISIONS: usize = 10_000;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    let report = runtime.block_on(async {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let database = std::env::var("MICROCRED_CAMPAIGN_DATABASE").unwrap_or_else(|_| {
            let file = folder.path().join("campaign.sqlite");
            format!("sqlite:{}", file.display())
        });
        let asked = std::env::var("MICROCRED_CAMPAIGN_DECISIONS").ok();
        let plan = Plan {
            size: Size {
                courses: 10,
                learners: 64,
            },
            decisions: asked
                .and_then(|number| number.parse().ok())
                .unwrap_or(DECISIONS),
            patience: Duration::from_secs(1800),
        };
        campaign::run(folder.path(), &database, plan).await
    });
    say(&report);
    if report.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[expect(clippy::print_stdout, reason = "this is the report")]
fn say(report: &Report) {
    println!(
        "{} decisions in {} cells of {} courses; {} faults switched, {} workers killed; {:.0} s",
        report.decisions,
        report.cells,
        report.courses,
        report.faults,
        report.kills,
        report.elapsed.as_secs_f64()
    );
    for (what, found) in [
        ("values that are not the tool's", &report.wrong),
        ("comments that stand twice", &report.doubled),
        ("timestamps that do not rise", &report.backwards),
    ] {
        println!("  {what}: {}", found.len());
        for one in found.iter().take(10) {
            println!("    {one}");
        }
    }
    println!("  messages that have not arrived: {}", report.lost);
}
