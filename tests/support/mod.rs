//! What several suites share. Owns no claim about the product, only what stands under such claims, and the checks
//! that it stands.

pub mod app;
pub mod award;
pub mod browser;
pub mod content;
pub mod database;
pub mod log;
pub mod network;
pub mod platform;
pub mod practice;
pub mod suites;
pub mod token;
pub mod work;
