//! The cases of the worked example (B.5).
