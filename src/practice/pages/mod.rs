//! Pages for people. Owns the markup and what a page needs to look up; rules are the site's and the protocol's.

pub mod asset;
pub mod course;
pub mod front;
pub mod gradebook;
pub mod item;
mod layout;
pub mod people;
pub mod picker;
mod problem;
pub mod registration;
pub mod roster;
pub mod settings;
#[cfg(test)]
mod tests;

pub use layout::{Page, post_form};
pub use problem::Problem;
