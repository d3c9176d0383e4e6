//! The `microcred` command.
fn main() {}
