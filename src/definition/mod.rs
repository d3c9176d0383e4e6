//! Definition files.
mod report;
mod schema;
pub use report::{Located, Report};
pub use schema::{credential_schema, stack_schema};
