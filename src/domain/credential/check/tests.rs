//! One rule, one case.
