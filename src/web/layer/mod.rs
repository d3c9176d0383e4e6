//! What happens around every request.

pub mod failure;
pub mod headers;
pub mod trace;
