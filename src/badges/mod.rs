//! Open Badges 3.0 and 2.0 as a protocol: what a badge is, how it is signed, carried in a picture and verified.
//!
//! Owns the documents and rules of the specifications. It knows nothing of this product: no database, no pages, no
//! web framework. Time, randomness and the network are handed in, so the module could be published as a crate of
//! its own. What a stranger sends is read with bounded time and memory throughout.
//!
//! # Reading order
//!
//! 1. [`credential`]: the documents, as types that can only be written in the shape the specification demands;
//!    [`identity`]: a recipient that is recognised and not named.
//! 2. [`context`], [`canonical`]: what the words of a document mean, and the one form in which it is signed.
//! 3. [`multibase`], [`key`], [`proof`]: keys, and the signature inside a document (`eddsa-rdfc-2022`).
//! 4. [`jwt`], [`token_key`]: the other form of a badge, a signature around the document.
//! 5. [`did`], [`status_list`]: what an issuer publishes beside its badges: keys, and what was taken back.
//! 6. [`ob2`]: the same award for backpacks that know Open Badges 2.0 only.
//! 7. [`bake`]: a badge inside a PNG or an SVG.
//! 8. [`verify`]: all of it the other way round, for badges of anybody.

#![warn(missing_docs)]

pub mod bake;
pub mod canonical;
pub mod context;
pub mod credential;
pub mod did;
pub mod fetch;
pub mod identity;
pub mod jwt;
pub mod key;
pub mod moment;
pub mod multibase;
pub mod ob2;
pub mod proof;
pub mod status_list;
pub mod token_key;
pub mod verify;
