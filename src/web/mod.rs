//! HTTP: routes, requests and answers. Handlers ask the use cases and show what comes of it; they decide nothing.
//!
//! A request travels through the layers (trace, headers, failure page, limits), the extractors (visitor,
//! session, form) and one handler. Whatever goes wrong becomes a [`Failure`], which one layer turns into a page
//! or into `application/problem+json`.

pub mod answer;
pub mod asset;
pub mod attempt;
pub mod badge;
pub mod catalog;
pub mod config_document;
pub mod connection;
pub mod content;
pub mod cookie;
pub mod credential;
pub mod desk;
pub mod extract;
pub mod failure;
pub mod file;
pub mod gate;
pub mod gate_award;
pub mod gate_form;
pub mod gradebook;
pub mod health;
pub mod home;
pub mod inspector;
pub mod key_set;
pub mod launch;
pub mod layer;
pub mod login;
pub mod mine;
pub mod news;
pub mod page;
pub mod placement;
pub mod privacy;
pub mod registration;
pub mod review;
pub mod roster;
pub mod router;
pub mod shelf;
pub mod verify;
pub mod window;

pub use failure::Failure;
pub use router::{Options, router};
