//! `microcred badge list`: the badges of one person.

use clap::Args;
use serde_json::json;

use crate::app::badge;
use crate::cli::{Failure, Places, output, start};
use crate::domain::id::PersonId;

/// Whose.
#[derive(Args)]
pub struct Arguments {
    /// The person's id, from `microcred person list`
    #[arg(value_name = "PERSON")]
    person: PersonId,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let (_, app) = start::open_for_command(places).await?;
    let badges = badge::list(&app, arguments.person).await?;
    if arguments.json {
        let list: Vec<_> = badges
            .iter()
            .map(|looked| {
                json!({
                    "code": looked.shown.badge.code.to_string(),
                    "state": looked.state.code(),
                    "title": looked.of.title(),
                    "issued_at": looked.shown.issued_at.rfc3339(),
                })
            })
            .collect();
        output::json(&list);
        return Ok(());
    }
    let rows: Vec<_> = badges
        .iter()
        .map(|looked| {
            vec![
                looked.shown.badge.code.to_string(),
                looked.state.code().to_owned(),
                looked.shown.issued_at.rfc3339(),
                looked.of.title().to_owned(),
            ]
        })
        .collect();
    output::table(&["CODE", "STATE", "EARNED", "TITLE"], &rows);
    Ok(())
}
