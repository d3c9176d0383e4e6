//! The platform's side of the LTI messages, one endpoint to a file. Owns what travels through the browser, and the
//! token endpoint; the grade and roster services are beside it.

pub mod authorize;
#[cfg(test)]
mod authorize_tests;
pub mod deep_linking;
pub mod hint;
pub mod id_token;
pub mod jwks;
pub mod login;
pub mod registration;
pub mod token;
#[cfg(test)]
mod token_tests;
mod tool_message;
