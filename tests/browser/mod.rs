//! The tool in a real Chromium: inside the frame of an LMS of another site, with the cookies that browsers allow there,
//! with the platform's storage instead, in a tab of its own, and without scripts.
//!
//! [`browse`] gives a claim a browser of the kind that it names. What claims say of pages they say in the texts'
//! keys, so that a text can be improved without touching a test.

mod chromium;
mod demo;
mod desk;
mod driver;
mod kind;
mod tour;
mod view;

mod access;
mod badge;
mod cast;
mod cookie;
mod gate;
mod history;
mod keyboard;
mod language;
mod new_tab;
mod people;
mod picker;
mod privacy;
mod refusal;
mod registration;
mod role;
mod scoring;
mod screens;
mod script_off;
mod session;
mod storage;
mod story;
mod tabs;
mod work;

use microcred::i18n::{self, Language};

use chromium::Browser;
use desk::{browse, keep};
use kind::Kind;
use view::{Home, View};

/// An English text of the tool.
fn say(key: &str) -> String {
    i18n::text(Language::English, key)
}
