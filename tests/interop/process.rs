//! Programs that a test starts. Owns that each ends with its test, whatever becomes of the test, and that what it
//! logged is shown when the test fails.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a program may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(5);

/// A program that runs.
pub struct Running {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    log: std::fs::File,
    end: End,
}

/// How a program is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// By closing its standard input, which also ends it when the test itself is killed.
    InputCloses,
    /// By the system, at once.
    Killed,
}

impl Running {
    pub fn start(command: &mut Command, end: End) -> Self {
        let log = tempfile::tempfile().unwrap();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log.try_clone().unwrap())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", command.get_program().display()));
        let output = BufReader::new(child.stdout.take().unwrap());
        Self {
            input: child.stdin.take(),
            output,
            child,
            log,
            end,
        }
    }

    /// Waits for the next line that the program prints.
    ///
    /// # Panics
    /// When the program ends instead.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        assert!(
            line.ends_with('\n'),
            "the program ended; {line:?} was its last word"
        );
        line.trim_end().to_owned()
    }

    /// Waits for a line that begins so, and gives all lines up to it.
    pub fn lines_until(&mut self, beginning: &str) -> Vec<String> {
        let mut lines = vec![self.line()];
        while !lines.last().is_some_and(|line| line.starts_with(beginning)) {
            lines.push(self.line());
        }
        lines
    }

    /// Gives the program a line to read.
    pub fn say(&mut self, line: &str) {
        let input = self.input.as_mut().expect("the input closes at the end");
        writeln!(input, "{line}").unwrap();
        input.flush().unwrap();
    }

    fn has_ended(&mut self) -> bool {
        let until = Instant::now() + GRACE;
        while Instant::now() < until {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }

    fn logged(&mut self) -> String {
        let mut text = String::new();
        let read = self
            .log
            .seek(SeekFrom::Start(0))
            .and_then(|_| self.log.read_to_string(&mut text));
        read.map_or_else(|error| error.to_string(), |_| text)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.input.take());
        if self.end == End::Killed || !self.has_ended() {
            // It may have ended by itself meanwhile.
            drop(self.child.kill());
            drop(self.child.wait());
        }
        if std::thread::panicking() {
            eprintln!("--- {:?} logged:\n{}", self.child.id(), self.logged());
        }
    }
}

/// A port of 127.0.0.1 that nobody listens on, for a program that must know its port beforehand.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}
