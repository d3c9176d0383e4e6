//! The practice LMS: an LTI 1.3 platform to practise on. It owns sites that act like Canvas, Moodle, Brightspace and
//! the specification's letter, each with its own issuer, keys, course, people and gradebook, and talks to tools over
//! HTTP only. It knows nothing of this crate's tool.
//!
//! A launch travels: `pages` shows a frame → `protocol::login` starts login initiation → the tool sends the
//! browser to `protocol::authorize` → `protocol::id_token` says who and where → the tool.
//! Behind the browser, tools ask `protocol::token` for an access token and call `services`.
//! How products differ is data in `profile`.

mod error;
mod facts;
mod faults;
mod guide;
mod launch;
mod lms;
mod pages;
mod profile;
mod protocol;
mod router;
mod services;
mod settings;
mod site;
#[cfg(test)]
mod testing;
mod vocabulary;

pub use error::PracticeError;
pub use facts::{CellFacts, ItemFacts, PersonFacts, SiteFacts};
pub use faults::Faults;
pub use guide::{Begin, Cast, Guide, Seat, Step};
pub use launch::LaunchRequest;
pub use lms::{PracticeLms, serve};
pub use settings::{Privacy, Settings, ToolRegistration};
pub use site::launch::Message;
