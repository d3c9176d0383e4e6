//! Pure types, rules and state machines. Knows nothing of SQL, HTTP or LTI, and waits for nothing.
pub mod role;
