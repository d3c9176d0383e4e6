//! Parts of a request as typed values.

mod form;
mod json;
pub mod percent;
mod session;
mod visitor;

pub use form::{FormPairs, SessionForm, is_same_origin};
pub use json::{AssumedJson, SessionJson};
pub use session::{Session, secret};
pub use visitor::Visitor;
