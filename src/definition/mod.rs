//! Micro-credentials and stacks as files that people write: a folder with `credential.toml`, longer texts in Markdown
//! and pictures; a stack is one file, perhaps with a picture of its badge. Owns reading, writing and the place of every problem; what makes sense is
//! [`crate::domain`]'s to say. Files are strangers' work: nothing outside of the folder is read, and everything has a
//! limit.

#![warn(missing_docs)]

mod code;
mod folder;
mod literal;
mod picture;
mod place;
mod read;
mod report;
mod schema;
mod shape;
mod source;
mod survey;
mod tree;
mod walk;
mod write;

pub use read::{DEFINITION_FILE, Inspection, inspect, inspect_stack, read, read_stack};
pub use report::{Located, Report};
pub use schema::{credential_schema, stack_schema};
pub use survey::{Checked, Kind, NothingToCheck, survey};
pub use write::{stack_toml, write, write_stack};

#[cfg(test)]
mod tests;
