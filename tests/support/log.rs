//! What the tool logs while a test runs, at every level. Owns the reading of it.

use std::io;
use std::sync::{Arc, Mutex};

use tracing::subscriber::DefaultGuard;
use tracing_subscriber::fmt::MakeWriter;

/// Everything that is logged on this thread until this is dropped. A test's tasks run on its own thread.
pub struct Log {
    lines: Lines,
    _guard: DefaultGuard,
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Begins to listen.
    pub fn start() -> Self {
        let lines = Lines::default();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(lines.clone())
            .finish();
        let guard = tracing::subscriber::set_default(subscriber);
        // What a test on another thread was not interested in may have been noted as of interest to nobody.
        tracing::callsite::rebuild_interest_cache();
        Self {
            lines,
            _guard: guard,
        }
    }

    /// What was logged so far.
    pub fn text(&self) -> String {
        String::from_utf8(self.lines.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

mod tests {
    use super::Log;

    #[tokio::test]
    async fn what_is_logged_on_this_thread_is_heard_at_every_level() {
        let log = Log::start();
        tracing::trace!(answer = 42, "a whisper");
        tracing::error!("a shout");
        assert!(log.text().contains("a whisper answer=42"), "{}", log.text());
        assert!(log.text().contains("a shout"), "{}", log.text());
    }
}
