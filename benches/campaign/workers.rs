//! The tool's processes, as they are shipped: one that serves its keys, and workers that are killed at any moment.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A running process; ends when it is dropped.
pub struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Where the processes find everything.
pub struct Place {
    pub folder: PathBuf,
    pub database: String,
    /// The tool's address, where its keys are.
    pub address: String,
}

impl Place {
    fn command(&self, role: &str, listen: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_microcred"));
        command
            .arg("serve")
            .args(["--role", role])
            .arg("--data")
            .arg(&self.folder)
            .env("DATABASE_URL", &self.database)
            .env("MICROCRED__SERVER__LISTEN", listen)
            .env(
                "MICROCRED__SERVER__PUBLIC_URL",
                format!("http://{}", self.address),
            )
            .env("MICROCRED__SECURITY__ALLOW_PRIVATE_NETWORK", "true")
            .env("MICROCRED__LOGS__FILTER", "error")
            .env("MICROCRED__SCORES__FIRST_RETRY", "100 ms")
            .env("MICROCRED__SCORES__LEASE", "4 s")
            .env("MICROCRED__SCORES__CONNECTIONS", "8")
            .stdout(Stdio::piped());
        command
    }

    /// The process that serves pages and keys.
    pub fn serve(&self) -> Process {
        start(self.command("web", &self.address))
    }

    /// A process that sends.
    pub fn work(&self) -> Process {
        start(self.command("worker", "127.0.0.1:0"))
    }
}

fn start(mut command: Command) -> Process {
    let mut child = command.spawn().expect("the program starts");
    let output = child.stdout.take().expect("its output is a pipe");
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let is_ready = lines.any(|line| line.contains("microcred is ready"));
    assert!(is_ready, "the program says that it is ready");
    Process(child)
}

/// An address that nobody listens at.
pub fn free_address() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener
        .local_addr()
        .expect("a bound listener has an address");
    address.to_string()
}
