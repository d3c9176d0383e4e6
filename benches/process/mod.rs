//! A tool in a process of its own, for the benches that load one from outside.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A running program; ends when it is dropped.
pub struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

impl Process {
    /// Starts a program and waits for the line in which it says that it is ready: the one with `mark` in it.
    pub fn start(mut command: Command, mark: &str) -> (Self, String) {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = child.stdout.take().expect("its output is a pipe");
        let process = Self(child);
        let line = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find(|line| line.contains(mark))
            .expect("the program says that it is ready");
        (process, line)
    }

    /// Starts the tool as it is shipped, and waits until it is ready.
    pub fn serve(address: SocketAddr, data: &Path, database: &str) -> Self {
        let command = microcred(&["serve"], address, data, database);
        Self::start(command, "microcred is ready").0
    }

    /// A line of what the system says of the program's memory, in MiB: `VmRSS:` as it is, `VmHWM:` the most that it was.
    /// `None` where the system does not say.
    pub fn memory(&self, line: &str) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).ok()?;
        let value = status.lines().find_map(|found| found.strip_prefix(line))?;
        let kibibytes: f64 = value.trim().strip_suffix(" kB")?.parse().ok()?;
        Some(kibibytes / 1024.0)
    }
}

impl From<Child> for Process {
    fn from(child: Child) -> Self {
        Self(child)
    }
}

/// The tool's own program with these arguments, on this database, with a folder for everything else.
pub fn microcred(arguments: &[&str], address: SocketAddr, data: &Path, database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_microcred"));
    command
        .args(arguments)
        .arg("--data")
        .arg(data)
        .env("DATABASE_URL", database)
        .env("MICROCRED__SERVER__LISTEN", address.to_string())
        .env("MICROCRED__SERVER__PUBLIC_URL", format!("http://{address}"))
        .env("MICROCRED__SECURITY__ALLOW_PRIVATE_NETWORK", "true")
        .env("MICROCRED__LOGS__FILTER", "warn");
    command
}

/// A new folder below the build folder and not in the system's, which may be memory: commits must reach a disk.
pub fn folder() -> TempDir {
    tempfile::Builder::new()
        .prefix("bench-")
        .tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR")))
        .expect("a folder can be made")
}

/// An address of this machine on which nothing listens.
pub fn free_address() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener
        .local_addr()
        .expect("a bound listener has an address")
}
