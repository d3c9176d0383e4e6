//! `microcred person`: who launched.

use clap::Subcommand;
use serde_json::json;

use super::{Failure, Places, output, start};
use crate::app::person;
use crate::clock::Timestamp;
use crate::domain::id::PlatformId;

/// What to show.
#[derive(Subcommand)]
pub enum Command {
    /// Show the accounts of one LMS that the tool has seen
    #[command(after_help = "Example: microcred person list --platform 0199…")]
    List {
        /// The registration's id, from `microcred platform list`
        #[arg(long, value_name = "ID")]
        platform: PlatformId,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// Runs it.
pub async fn run(places: &Places, command: Command) -> Result<(), Failure> {
    let (_, app) = start::open_for_command(places).await?;
    let Command::List {
        platform,
        json: as_json,
    } = command;
    let users = person::list(&app, platform).await?;
    let last = |at: Option<Timestamp>| at.map(Timestamp::rfc3339).unwrap_or_default();
    if as_json {
        let accounts: Vec<_> = users
            .iter()
            .map(|user| {
                json!({
                    "sub": user.sub,
                    "person": user.person_id,
                    "name": user.name,
                    "last_launch_at": user.last_launch_at.map(Timestamp::rfc3339),
                })
            })
            .collect();
        output::json(&accounts);
    } else {
        let rows: Vec<_> = users
            .iter()
            .map(|user| {
                let name = user.name.clone().unwrap_or_default();
                vec![
                    user.sub.clone(),
                    name,
                    user.person_id.to_string(),
                    last(user.last_launch_at),
                ]
            })
            .collect();
        output::table(&["LMS USER", "NAME", "PERSON", "LAST LAUNCH"], &rows);
    }
    Ok(())
}
