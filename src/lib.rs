//! microcred, an LTI 1.3 Advantage tool for educator micro-credentials.
pub mod app;
pub mod clock;
pub mod domain;
pub mod i18n;
pub mod lti;
pub mod outbound;
pub mod random;
pub mod seal;
pub mod store;
#[path = "../templates/mod.rs"]
pub mod templates;
