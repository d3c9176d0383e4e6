//! `microcred credential list`: what there is.

use clap::Args;
use serde_json::json;

use crate::app::credential;
use crate::cli::{Failure, Places, output, start};
use crate::clock::Timestamp;

/// Whose, and how to show it.
#[derive(Args)]
#[command(after_help = "Example: microcred credential list")]
pub struct Arguments {
    /// The organisation, by name [default: the first]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub async fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let (config, app) = start::open_for_command(places).await?;
    let name = arguments.organization.as_deref();
    let organization = start::organization(&app, &config, name).await?;
    let versions = credential::list(&app, organization.id).await?;
    if arguments.json {
        let versions: Vec<_> = versions
            .iter()
            .map(|version| {
                json!({
                    "slug": version.slug,
                    "version": format!("{}.{}", version.major, version.minor),
                    "state": version.state.code(),
                    "title": version.title,
                    "published_at": version.published_at.map(Timestamp::rfc3339),
                    "id": version.id,
                })
            })
            .collect();
        output::json(&versions);
        return Ok(());
    }
    let rows: Vec<_> = versions
        .iter()
        .map(|version| {
            vec![
                version.slug.clone(),
                format!("{}.{}", version.major, version.minor),
                version.state.code().to_owned(),
                version.title.clone(),
            ]
        })
        .collect();
    output::table(&["slug", "version", "state", "title"], &rows);
    Ok(())
}
