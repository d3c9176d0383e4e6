//! `microcred doctor`: does everything that the tool depends on work.

use std::time::Duration;

use clap::Args;
use serde::Serialize;
use url::Url;

use super::{Failure, Places, output, start};
use crate::app::{App, connection, signing_key};
use crate::clock::Timestamp;
use crate::config::Config;
use crate::domain::approval::Approval;
use crate::lti::fetch::Request;
use crate::lti::keyset::{KeySet, MAX_BYTES};
use crate::store::platform::Platform;

/// How to show it.
#[derive(Args)]
#[command(after_help = "Example: microcred doctor --config microcred.toml")]
pub struct Arguments {
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Finding {
    what: String,
    is_fine: bool,
    detail: String,
}

impl Finding {
    fn fine(what: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            is_fine: true,
            detail: detail.into(),
        }
    }

    fn wrong(what: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            is_fine: false,
            detail: detail.into(),
        }
    }
}

/// Checks everything, and fails when something is wrong.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let (config, app) = start::open_for_command(places).await?;
    let mut findings = vec![
        settings(&config),
        database(&app).await,
        evidence(&app).await,
        keys(&app).await,
        clock(&app),
    ];
    for connection in connection::list(&app, None).await? {
        findings.push(platform(&app, &connection.platform).await);
    }
    if arguments.json {
        output::json(&findings);
    } else {
        for finding in &findings {
            let mark = if finding.is_fine { "ok   " } else { "WRONG" };
            output::line(&format!("{mark}  {}: {}", finding.what, finding.detail));
        }
    }
    let wrong = findings.iter().filter(|finding| !finding.is_fine).count();
    if wrong == 0 {
        Ok(())
    } else {
        Err(Failure::problem(format!(
            "{wrong} of {} checks failed",
            findings.len()
        )))
    }
}

fn settings(config: &Config) -> Finding {
    let warnings = config.warnings();
    let url = config.server.effective_public_url();
    if warnings.is_empty() {
        Finding::fine("settings", format!("the tool is reached at {url}"))
    } else {
        Finding::wrong("settings", warnings.join("; "))
    }
}

async fn database(app: &App) -> Finding {
    // A write that is rolled back: a full disk or a read-only file shows itself only then.
    match app.db.write().await {
        Ok(tx) => {
            drop(tx);
            Finding::fine(
                "database",
                format!("{} can be written, tables are up to date", app.db.kind()),
            )
        }
        Err(error) => Finding::wrong("database", error.to_string()),
    }
}

async fn evidence(app: &App) -> Finding {
    match app.evidence.probe(&app.random.secret()).await {
        Ok(()) => Finding::fine("evidence", "files can be written, read and deleted"),
        Err(error) => Finding::wrong("evidence", error.to_string()),
    }
}

async fn keys(app: &App) -> Finding {
    match signing_key::current(app).await {
        Ok(key) => Finding::fine("signing key", format!("{} signs", key.key_id())),
        Err(crate::app::Error::NotFound(_)) => Finding::wrong(
            "signing key",
            "there is none yet; `microcred serve` makes one at its start",
        ),
        Err(error) => Finding::wrong("signing key", error.to_string()),
    }
}

/// Launches are refused when the clock is wrong, so a clock from before this program was written is worth a word.
fn clock(app: &App) -> Finding {
    const WRITTEN: Timestamp = Timestamp::from_seconds(1_795_000_000);
    let now = app.now();
    if now > WRITTEN {
        Finding::fine("clock", now.rfc3339())
    } else {
        Finding::wrong(
            "clock",
            format!("{} is in the past; set the machine's clock", now.rfc3339()),
        )
    }
}

async fn platform(app: &App, platform: &Platform) -> Finding {
    let what = format!("LMS {}", platform.name);
    if platform.status != Approval::Active {
        return Finding::fine(what, format!("is {}, not asked", platform.status.code()));
    }
    let Ok(address) = platform.jwks_url.parse::<Url>() else {
        return Finding::wrong(what, "the key set's address is none");
    };
    match app.fetch.fetch(Request::json(address, MAX_BYTES)).await {
        Err(error) => Finding::wrong(what, error.to_string()),
        Ok(response) if !response.is_success() => Finding::wrong(
            what,
            format!("the key set answers with status {}", response.status),
        ),
        Ok(response) => match KeySet::parse(&response.body) {
            Ok(keys) if keys.is_empty() => {
                Finding::wrong(what, "the key set holds no usable RSA key")
            }
            Ok(keys) => match apart(app.now(), response.answered_at, app.settings.leeway) {
                None => Finding::fine(what, format!("reached, {} usable keys", keys.len())),
                Some(seconds) => Finding::wrong(
                    what,
                    format!(
                        "its clock and this machine's are {seconds} s apart; set the one that is wrong"
                    ),
                ),
            },
            Err(refusal) => Finding::wrong(what, refusal.detail),
        },
    }
}

/// By how many seconds two clocks differ, where that is enough for launches to be refused.
fn apart(here: Timestamp, there: Option<Timestamp>, leeway: Duration) -> Option<u64> {
    let apart = here.seconds().abs_diff(there?.seconds());
    (apart > leeway.as_secs()).then_some(apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_may_differ_by_what_a_launch_may() {
        let at = Timestamp::from_seconds;
        for (there, told) in [
            (None, None),
            (Some(1_000), None),
            (Some(1_060), None),
            (Some(1_061), Some(61)),
            (Some(400), Some(600)),
        ] {
            assert_eq!(
                apart(at(1_000), there.map(at), Duration::from_secs(60)),
                told,
                "{there:?}"
            );
        }
    }
}
