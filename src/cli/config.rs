//! `microcred config`: the settings that hold.

use clap::Args;

use super::{Failure, Places, output, start};

/// How to show them.
#[derive(Args)]
#[command(after_help = "Example: microcred config --config microcred.toml")]
pub struct Arguments {
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Shows every key with its value and source; secrets are hidden.
pub fn run(places: &Places, arguments: Arguments) -> Result<(), Failure> {
    let (config, origins) = start::load(places, Vec::new())?;
    let described = config.describe(&origins);
    if arguments.json {
        output::json(&described);
        return Ok(());
    }
    let rows: Vec<_> = described
        .into_iter()
        .map(|setting| vec![setting.key.to_owned(), setting.value, setting.source])
        .collect();
    output::table(&["KEY", "VALUE", "SOURCE"], &rows);
    Ok(())
}
