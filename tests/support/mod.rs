//! What several suites share. Owns no claim about the product, only what stands under such claims, and the checks
//! that it stands.

pub mod database;
pub mod suites;
