//! The chromedriver process. Owns starting one on a free port and ending it with all browsers that it started.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running chromedriver.
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts the program at `path` and waits until it listens.
    pub fn start(path: &str) -> Self {
        let mut child = Command::new(path)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{path} cannot be started: {error}"));
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let port = port_said(&mut said);
        // Whatever it says later must go somewhere, or it waits for a reader.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { child, port }
    }

    /// Where it takes commands.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// The port in the line "`ChromeDriver` was started successfully on port N.".
fn port_said(said: &mut impl BufRead) -> u16 {
    let mut everything = String::new();
    for line in said.lines().map_while(Result::ok) {
        let port = line
            .split_once("successfully on port ")
            .and_then(|(_, rest)| rest.trim_end_matches('.').parse().ok());
        if let Some(port) = port {
            return port;
        }
        everything.push_str(&line);
        everything.push('\n');
    }
    panic!("chromedriver ended without listening:\n{everything}");
}

impl Drop for Driver {
    /// Asks it to end its browsers and itself; by force when it does not answer.
    fn drop(&mut self) {
        if ask_to_end(self.port).is_err() {
            drop(self.child.kill());
        }
        drop(self.child.wait());
    }
}

fn ask_to_end(port: u16) -> std::io::Result<()> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
    stream.read_to_end(&mut Vec::new()).map(drop)
}
