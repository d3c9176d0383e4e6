//! `microcred credential schema`: the shape of definition files, for editors.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::cli::{Failure, output};
use crate::definition::{credential_schema, stack_schema};

/// Where to write.
#[derive(Args)]
pub struct Arguments {
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    fs::create_dir_all(&arguments.to)?;
    for (name, schema) in [
        ("credential.schema.json", credential_schema()),
        ("stack.schema.json", stack_schema()),
    ] {
        let file = arguments.to.join(name);
        fs::write(&file, format!("{schema:#}\n"))?;
        output::line(&file.display().to_string());
    }
    Ok(())
}
