//! The integration tests: one binary, so that everything is linked once. `tests/run` brings what the suites need; a
//! plain `cargo test` leaves out what is missing and says so.

mod browser;
mod certification;
mod interop;
mod launch;
mod store;
mod support;
