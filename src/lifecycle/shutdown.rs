//! The request to stop. Owns the signals of the operating system.

use std::io;

use tokio_util::sync::CancellationToken;

/// A request to stop that everybody with a clone can see. Dropping it requests nothing.
#[derive(Clone, Debug, Default)]
pub struct Shutdown(CancellationToken);

impl Shutdown {
    /// One that only [`Shutdown::request`] sets off.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One that SIGTERM or SIGINT (Ctrl-C) sets off as well. A second signal ends the process at once, with the
    /// status that a shell gives to a process ended by that signal.
    ///
    /// # Errors
    /// When the operating system refuses to tell of signals.
    pub fn on_signals() -> io::Result<Self> {
        let shutdown = Self::new();
        let mut signals = Signals::new()?;
        let requested = shutdown.clone();
        tokio::spawn(async move {
            let first = signals.next().await;
            tracing::info!(
                signal = first.name,
                "stopping; a second signal stops at once"
            );
            requested.request();
            let second = signals.next().await;
            tracing::warn!(signal = second.name, "stopped at once");
            std::process::exit(second.status)
        });
        Ok(shutdown)
    }

    /// Asks everybody to stop.
    pub fn request(&self) {
        self.0.cancel();
    }

    /// Whether stopping was asked for.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        self.0.is_cancelled()
    }

    /// Comes back when stopping is asked for; at once when it was before.
    pub async fn requested(&self) {
        self.0.cancelled().await;
    }
}

struct Signal {
    name: &'static str,
    status: i32,
}

const INTERRUPT: Signal = Signal {
    name: "SIGINT",
    status: 130,
};

#[cfg(unix)]
const TERMINATE: Signal = Signal {
    name: "SIGTERM",
    status: 143,
};

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.interrupt.recv() => INTERRUPT,
            _ = self.terminate.recv() => TERMINATE,
        }
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn next(&mut self) -> Signal {
        self.0.recv().await;
        INTERRUPT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn everybody_with_a_clone_sees_the_request() {
        let shutdown = Shutdown::new();
        let clone = shutdown.clone();
        let waiting = tokio::spawn(async move { clone.requested().await });
        assert!(!shutdown.is_requested());
        shutdown.request();
        waiting.await.unwrap();
        shutdown.requested().await;
        assert!(shutdown.is_requested());
    }

    #[cfg(unix)]
    mod signals {
        use super::*;
        use std::io::{BufRead, BufReader};
        use std::process::{Child, ChildStdout, Command, Stdio};
        use std::time::Duration;

        const CHILD: &str = "lifecycle::shutdown::tests::signals::a_process_that_stops_slowly";

        /// Tells the child process of the tests below that it is one.
        const IS_CHILD: &str = "MICROCRED_TEST_SIGNAL_CHILD";

        /// Signals reach a whole process, so the tests below run this one in a process of its own. In the tests'
        /// own process it shows that nobody has asked to stop.
        #[tokio::test]
        async fn a_process_that_stops_slowly() {
            if std::env::var_os(IS_CHILD).is_none() {
                assert!(!Shutdown::new().is_requested());
                return;
            }
            let shutdown = Shutdown::on_signals().unwrap();
            println!("\nready");
            shutdown.requested().await;
            println!("\nstopping");
            tokio::time::sleep(Duration::from_secs(20)).await;
        }

        fn start() -> (Child, BufReader<ChildStdout>) {
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", CHILD, "--nocapture"])
                .env(IS_CHILD, "1")
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let lines = BufReader::new(child.stdout.take().unwrap());
            (child, lines)
        }

        fn wait_for(word: &str, lines: &mut BufReader<ChildStdout>) {
            assert!(lines.lines().any(|line| line.unwrap() == word), "{word}");
        }

        fn send(signal: &str, child: &Child) {
            let id = child.id().to_string();
            assert!(
                Command::new("kill")
                    .args(["-s", signal, &id])
                    .status()
                    .unwrap()
                    .success()
            );
        }

        #[test]
        fn the_first_signal_asks_and_the_second_ends_at_once() {
            for (first, second, status) in [("TERM", "TERM", 143), ("TERM", "INT", 130)] {
                let (mut child, mut lines) = start();
                wait_for("ready", &mut lines);
                send(first, &child);
                wait_for("stopping", &mut lines);
                assert!(child.try_wait().unwrap().is_none());
                send(second, &child);
                assert_eq!(child.wait().unwrap().code(), Some(status));
            }
        }
    }
}
