//! Faults that can be switched on, so that a tool meets on its desk what it will meet in the world. Owns the
//! switches; the places that act on them are the services and the courses.

use serde::{Deserialize, Serialize};

/// Faults of one site; all off by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "switches on a settings page")]
pub struct Faults {
    /// Milliseconds that every service call waits.
    pub slow_ms: u64,
    /// Service calls still to be answered with 429.
    pub too_many_requests: u32,
    /// `Retry-After` of those answers, in seconds.
    pub retry_after_seconds: u32,
    /// Service calls still to be answered with 500, before anything is done.
    pub server_errors: u32,
    /// Writing service calls that are still to be carried out and then answered as if they had failed.
    pub lost_answers: u32,
    /// Whether a lost answer cuts the connection instead of answering 502.
    pub cut_connection: bool,
    /// Courses have concluded.
    pub course_concluded: bool,
    /// Logins of people who are taken out of all courses.
    pub removed_people: Vec<String>,
    /// Switching this on replaces the signing key and unpublishes the old one.
    pub keys_rotated: bool,
    /// Attempts allowed per learner and assignment, where the product counts them; 0 is no limit.
    pub allowed_attempts: u32,
    /// Score messages with members that the specification does not know, extensions included, are refused, as
    /// Schoology does it.
    pub extensions_refused: bool,
}
