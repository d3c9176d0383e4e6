//! Definitions from files and back, and everything that can be wrong with them.

mod hostile;
mod mistakes;
mod round_trip;
mod schema;
mod survey;

use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A definition of the tests.
fn sample(name: &str) -> PathBuf {
    root().join("tests/definitions").join(name)
}
