//! LTI 1.3 Advantage, the tool's side, as a protocol.
//!
//! Owns the messages, documents and rules of the specifications: what a login initiation may hold, when an
//! `id_token` is good, how a platform's keys are found, what a registration says. It knows nothing of this
//! product: no database, no pages, no web framework. Storage, time, randomness and the network are handed in,
//! so the module could be published as a crate of its own.
//!
//! # Reading order
//!
//! 1. [`login`]: the platform asks us to start (Security Framework 5.1.1), we ask it to authenticate.
//! 2. [`id_token`]: the bytes that come back, taken apart without trust.
//! 3. [`keyset`]: which key signed them.
//! 4. [`launch`]: every rule of the launch, in the order that gives the best diagnosis.
//! 5. [`claims`], [`roles`]: what a good token says.
//! 6. [`registration`], [`deep_link`], [`storage`], [`signing_key`]: what we say ourselves.
//! 7. [`service`], [`ags`]: what we ask of a platform between launches, and the gradebook.
//! 8. [`profile`]: how real platforms differ, as data.

#![warn(missing_docs)]

pub mod ags;
pub mod claims;
pub mod config_document;
pub mod deep_link;
pub mod error;
pub mod fetch;
pub mod id_token;
pub mod keyset;
pub mod launch;
pub mod link_header;
pub mod login;
pub mod names;
pub mod nrps;
pub mod profile;
pub mod registration;
pub mod roles;
pub mod service;
pub mod signing_key;
pub mod storage;
pub mod strict_json;
pub mod tool;

pub use error::{Reason, Refusal};
