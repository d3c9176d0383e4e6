//! The `microcred` command. Reads the command line and hands over.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A request is many small allocations on several threads. By `benches/launch` this allocator makes a fifth more launches in a
/// second on SQLite than the C library's, with as much memory.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    microcred::cli::run()
}
