//! microcred, an LTI 1.3 Advantage tool for educator micro-credentials.
pub mod clock;
pub mod domain;
pub mod i18n;
pub mod lti;
#[path = "../templates/mod.rs"]
pub mod templates;
