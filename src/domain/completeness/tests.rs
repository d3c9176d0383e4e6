//! Claims about what is missing.
