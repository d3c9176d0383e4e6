//! Every page of the tool: plain data in, [`maud::Markup`] out. Owns wording, structure and looks. Reads and writes
//! nothing, decides nothing, and knows of no layer but `domain` and `i18n`.
//!
//! Pages work without script, carry no inline style or script, and take every text by key from `locales/`.

pub mod assets;
pub mod attempt;
pub mod badge;
pub mod catalog;
pub mod connection;
pub mod credential;
pub mod deep_link;
pub mod desk;
pub mod failure;
pub mod feedback;
pub mod front;
pub mod gate;
pub mod gradebook;
pub mod inspector;
pub mod launch;
pub mod layout;
pub mod login;
pub mod mine;
pub mod news;
pub mod privacy;
pub mod registration;
pub mod review;
pub mod roster;
pub mod score_post;
pub mod slot;
pub mod styleguide;
pub mod ui;
pub mod verify;
pub mod window;

#[cfg(test)]
mod tests;
