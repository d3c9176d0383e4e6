//! The tool as it is shipped, in a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A running tool; ends when it is dropped.
pub struct Tool {
    child: Child,
    pub address: SocketAddr,
    pub database: String,
    pub folder: TempDir,
}

impl Drop for Tool {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Tool {
    /// Starts it on a folder of the build: a real disk, where the system's may be memory.
    pub fn start() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("upload-")
            .tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR")))
            .expect("a folder can be made");
        let address = free_address();
        let mut child = Command::new(env!("CARGO_BIN_EXE_microcred"))
            .arg("serve")
            .arg("--data")
            .arg(folder.path())
            .env("MICROCRED__SERVER__LISTEN", address.to_string())
            .env("MICROCRED__SERVER__PUBLIC_URL", format!("http://{address}"))
            .env("MICROCRED__SECURITY__ALLOW_PRIVATE_NETWORK", "true")
            .env("MICROCRED__LOGS__FILTER", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = child.stdout.take().expect("its output is a pipe");
        BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find(|line| line.contains("microcred is ready"))
            .expect("the program says that it is ready");
        let database = format!(
            "sqlite:{}",
            folder.path().join("microcred.sqlite").display()
        );
        Self {
            child,
            address,
            database,
            folder,
        }
    }

    /// A line of what the system says of the process's memory, in MiB.
    pub fn memory(&self, line: &str) -> f64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).expect("the system says what a process uses");
        let value = status.lines().find_map(|found| found.strip_prefix(line));
        let kibibytes: f64 = value
            .and_then(|value| value.trim().strip_suffix(" kB")?.parse().ok())
            .expect("it is a number of kB");
        kibibytes / 1024.0
    }
}

fn free_address() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener
        .local_addr()
        .expect("a bound listener has an address")
}
