//! Everything at rest. Owns all SQL, one file for each noun; knows the domain's types and nothing above them.
//!
//! The same statements run on SQLite and PostgreSQL ([`db`]); where a row is absent the answer is `None`.
//! Every function fails with an [`Error`] for the reasons given there, and for no other.
#![expect(
    clippy::missing_errors_doc,
    reason = "said once, above, for all of them"
)]

pub mod answer;
pub mod arrival;
pub mod assessor_conflict;
pub mod attempt;
pub mod attestation;
pub mod audit_event;
pub mod award;
pub mod badge;
pub mod catalog_entry;
pub mod credential;
pub mod db;
pub mod decision;
pub mod deployment;
pub mod enrollment;
pub mod error;
pub mod file_object;
pub mod gate;
pub mod gradebook_cell;
pub mod held_award;
pub mod holding;
pub mod invite;
pub mod issuer;
pub mod launch;
pub mod launch_record;
pub mod lease;
pub mod lms_context;
pub mod lms_user;
pub mod notice;
pub mod opening;
pub mod organization;
pub mod part_mark;
pub mod pending_login;
pub mod placement;
pub mod placement_template;
pub mod platform;
pub mod qualification;
pub mod reading;
pub mod reading_draft;
pub mod reading_queue;
pub mod reading_slot;
pub mod registration_draft;
pub mod role_grant;
pub mod roster;
pub mod saving;
pub mod score_post;
pub mod score_queue;
pub mod signing_key;
pub mod snapshot;
pub mod stack;
pub mod status_list;
pub mod value;
pub mod window;
mod writer;

pub use db::{Conn, Db, Sql, Tx, query};
pub use error::Error;
pub use value::document;
