//! The course's gradebook beside the tool's results, and whether the course is set up for them; for those who teach in it.

mod setup;
mod sync;

pub use setup::{Column, ColumnThere, Setup, SetupLink, setup};
pub use sync::{Line, Sync, SyncLink, sync};
