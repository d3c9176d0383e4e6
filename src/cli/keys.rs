//! `microcred keys`: the tool's signing keys.

use clap::Subcommand;
use serde_json::json;

use super::{Failure, Places, output, start};
use crate::app::audit::Actor;
use crate::app::signing_key;

/// What to do with the keys.
#[derive(Subcommand)]
pub enum Command {
    /// Show the published keys and which of them signs
    #[command(after_help = "Example: microcred keys list --json")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Publish a new key outside of the schedule; it signs after the overlap
    #[command(after_help = "Example: microcred keys rotate")]
    Rotate {
        /// Let it sign immediately, when the present key may have become known; platforms that keep our key set
        /// for a while refuse our messages until they fetch it again
        #[arg(long)]
        at_once: bool,
    },
}

/// Runs it.
pub async fn run(places: &Places, command: Command) -> Result<(), Failure> {
    let (_, app) = start::open_for_command(places).await?;
    match command {
        Command::List { json: as_json } => {
            let (keys, signing) = signing_key::list(&app).await?;
            let state = |id: &str| {
                if signing.as_deref() == Some(id) {
                    "signs"
                } else {
                    "published"
                }
            };
            if as_json {
                let list: Vec<_> = keys
                    .iter()
                    .map(|key| {
                        json!({
                            "kid": key.id,
                            "state": state(&key.id),
                            "published_at": key.published_at.rfc3339(),
                            "active_from": key.active_from.rfc3339(),
                        })
                    })
                    .collect();
                output::json(&list);
            } else {
                let rows: Vec<_> = keys
                    .iter()
                    .map(|key| {
                        let times = (key.published_at.rfc3339(), key.active_from.rfc3339());
                        vec![key.id.clone(), state(&key.id).to_owned(), times.0, times.1]
                    })
                    .collect();
                output::table(&["KID", "STATE", "PUBLISHED", "SIGNS FROM"], &rows);
            }
        }
        Command::Rotate { at_once } => {
            let kid = signing_key::rotate(&app, Actor::Operator, at_once).await?;
            let when = if at_once {
                "at once"
            } else {
                "after the overlap"
            };
            output::line(&format!("published {kid}; it signs {when}"));
        }
    }
    Ok(())
}
