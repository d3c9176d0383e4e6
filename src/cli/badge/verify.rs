//! `microcred badge verify`: a line for each question, or all of it as JSON. Needs no database.

use std::io::Read;
use std::sync::Arc;

use clap::Args;

use crate::app::badge;
use crate::badges::verify::{Finding, MAX_BYTES, Outcome, Report, Shown, Verdict};
use crate::cli::{Failure, Places, output, start};
use crate::clock::Clock;
use crate::i18n::{self, Language};
use crate::outbound::{Client, Reach};

/// What to verify.
#[derive(Args)]
pub struct Arguments {
    /// A file (JSON, JWT, or a PNG or SVG with a badge inside), an address, or - for the standard input
    #[arg(value_name = "FILE|ADDRESS|-")]
    badge: String,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let (config, _) = start::load(places, Vec::new())?;
    let reach = if config.security.allow_private_network {
        Reach::PrivateToo
    } else {
        Reach::PublicOnly
    };
    let client = Client::new(reach).map_err(|error| Failure::problem(error.to_string()))?;
    let given = read(&arguments.badge)?;
    let report = badge::verify_alone(Arc::new(client), Clock::system().now(), given).await;
    let report = report.ok_or_else(|| Failure::problem("the badge could not be read"))?;
    if arguments.json {
        output::json(&report);
    } else {
        show(&report);
    }
    match report.outcome {
        Outcome::Valid => Ok(()),
        Outcome::Invalid => Err(Failure::problem("the badge does not hold")),
        Outcome::Uncertain => Err(Failure::problem(
            "nobody can say now whether the badge holds",
        )),
    }
}

fn read(badge: &str) -> Result<Vec<u8>, Failure> {
    let is_address = ["https://", "http://"]
        .iter()
        .any(|scheme| badge.starts_with(scheme));
    if is_address {
        return Ok(badge.as_bytes().to_vec());
    }
    let mut given = Vec::new();
    let most = u64::try_from(MAX_BYTES)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    if badge == "-" {
        std::io::stdin().lock().take(most).read_to_end(&mut given)?;
    } else {
        let file = std::fs::File::open(badge);
        let file = file.map_err(|error| Failure::wrong_use(format!("{badge}: {error}")))?;
        file.take(most).read_to_end(&mut given)?;
    }
    Ok(given)
}

fn show(report: &Report) {
    if let Some(badge) = &report.badge {
        for line in described(badge) {
            output::line(&line);
        }
    }
    for finding in &report.findings {
        output::line(&explained(finding));
    }
}

fn described(badge: &Shown) -> Vec<String> {
    let mut lines = vec![format!("badge      {}", clean(&badge.name))];
    let issuer = match &badge.issuer_name {
        Some(name) => format!("{} ({})", clean(&badge.issuer), clean(name)),
        None => clean(&badge.issuer),
    };
    lines.push(format!("issuer     {issuer}"));
    for (name, value) in [
        ("address", &badge.id),
        ("from", &badge.valid_from),
        ("until", &badge.valid_until),
    ] {
        lines.extend(
            value
                .as_ref()
                .map(|value| format!("{name:<10} {}", clean(value))),
        );
    }
    lines
}

fn explained(finding: &Finding) -> String {
    let mark = match finding.verdict {
        Verdict::Good => "yes",
        Verdict::Bad => "NO",
        Verdict::Unknown => "?",
        Verdict::Skipped => "-",
    };
    let key = format!("verify-{}", finding.code.code());
    let words = i18n::text(Language::English, &key);
    let detail = finding.detail.as_ref().map(|detail| format!(" [{detail}]"));
    format!(
        "{mark:<4} {:<10} {words} ({}){}",
        finding.step.code(),
        finding.code.code(),
        detail.unwrap_or_default()
    )
}

/// A text of a stranger, without what terminals take for commands.
fn clean(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}
