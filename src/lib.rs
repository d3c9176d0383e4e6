//! microcred, an LTI 1.3 Advantage tool for educator micro-credentials.
pub mod clock;
pub mod practice;
