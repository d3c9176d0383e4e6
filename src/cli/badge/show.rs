//! `microcred badge show`: a badge that was issued here, and the award behind it.

use clap::Args;
use serde_json::json;

use super::code;
use crate::app::badge;
use crate::cli::{Failure, Places, output, start};
use crate::clock::Timestamp;
use crate::domain::award::Reason;

/// Which.
#[derive(Args)]
pub struct Arguments {
    /// The badge's code
    #[arg(value_name = "CODE")]
    code: String,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let code = code(&arguments.code)?;
    let (_, app) = start::open_for_command(places).await?;
    let looked = badge::look(&app, &code).await?;
    let shown = &looked.shown;
    let address = app.settings.badges.addresses.badge(&code);
    let reason = shown.reason().map(Reason::code);
    let (until, ended) = (
        shown.valid_until.map(Timestamp::rfc3339),
        shown.ended_at.map(Timestamp::rfc3339),
    );
    if arguments.json {
        output::json(&json!({
            "code": code.to_string(),
            "state": looked.state.code(),
            "reason": reason,
            "title": looked.of.title(),
            "version": shown.version(),
            "issuer": shown.issuer_slug,
            "person": shown.person_id,
            "award": shown.badge.award_id,
            "issue": shown.badge.issue,
            "issued_at": shown.issued_at.rfc3339(),
            "valid_until": until,
            "ended_at": ended,
            "shows_name": shown.badge.public_name.is_some(),
            "shows_results": shown.badge.shows_results,
            "address": address,
        }));
        return Ok(());
    }
    let lines = [
        ("badge", Some(looked.of.title().to_owned())),
        ("state", Some(looked.state.code().to_owned())),
        ("reason", reason.map(str::to_owned)),
        ("issuer", Some(shown.issuer_name.clone())),
        ("person", Some(shown.person_id.to_string())),
        ("earned", Some(shown.issued_at.rfc3339())),
        ("until", until),
        ("ended", ended),
        ("issue", Some(shown.badge.issue.to_string())),
        ("address", Some(address)),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            output::line(&format!("{name:<10} {value}"));
        }
    }
    Ok(())
}
