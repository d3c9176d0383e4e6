//! microcred, an LTI 1.3 Advantage tool for educator micro-credentials.
pub mod app;
pub mod clock;
pub mod config;
pub mod domain;
pub mod i18n;
pub mod lifecycle;
pub mod lti;
pub mod metrics;
pub mod outbound;
pub mod practice;
pub mod random;
pub mod seal;
pub mod store;
pub mod telemetry;
#[path = "../templates/mod.rs"]
pub mod templates;
pub mod web;
