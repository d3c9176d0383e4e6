//! The tool as it is shipped, in a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use crate::database::Place;

/// A running tool; ends when it is dropped.
pub struct Tool {
    child: Child,
    pub address: SocketAddr,
}

impl Drop for Tool {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Tool {
    /// Starts it and waits until it is ready.
    pub fn start(place: &Place) -> Self {
        let address = free_address();
        let mut child = Command::new(env!("CARGO_BIN_EXE_microcred"))
            .arg("serve")
            .arg("--data")
            .arg(place.folder.path())
            .env("DATABASE_URL", &place.url)
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
        Self { child, address }
    }

    /// The most memory that the process has used, in MiB; 0 where the system does not say.
    pub fn peak_memory(&self) -> f64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes: f64 = line
            .and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok())
            .unwrap_or_default();
        kibibytes / 1024.0
    }
}

fn free_address() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener
        .local_addr()
        .expect("a bound listener has an address")
}
