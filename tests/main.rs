//! The integration tests: one binary, so that everything is linked once. `tests/run` brings what the suites need; a
//! plain `cargo test` leaves out what is missing and says so.

mod architecture;
mod assessment;
mod badge;
mod browser;
mod certification;
mod definition;
mod desk_pages;
mod file;
mod gate;
mod hostile;
mod interop;
mod keys;
mod launch;
mod outbox;
mod people;
mod picture;
mod placement;
mod processes;
mod registration;
mod store;
mod support;
mod work;
mod work_pages;
