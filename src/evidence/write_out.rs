//! Content on its way to the disk while more of it comes. Owns when the system is asked to write a growing file out;
//! whether all of it lasts is decided by the store, once, at its end.
//!
//! The system keeps what is written to a file in memory until somebody asks for it, and a store that asks at the end lets the
//! sender wait for a disk that had nothing to do before. Asked along the way, receiving and writing happen together, and
//! a large film does not push everything else out of memory.

use std::fs::File;
use std::path::PathBuf;

use tokio::task::JoinHandle;

/// How much comes between two requests: often enough that the last wait is short, seldom enough that asking costs nothing.
const STRIDE: usize = 32 * 1024 * 1024;

/// One growing file.
#[derive(Debug)]
pub struct WriteOut {
    /// `None` where content does not lie in a file.
    path: Option<PathBuf>,
    since: usize,
    underway: Option<JoinHandle<()>>,
}

impl WriteOut {
    /// For the file that grows at `path`.
    pub fn new(path: Option<PathBuf>) -> Self {
        Self {
            path,
            since: 0,
            underway: None,
        }
    }

    /// Notes that so many bytes more are on their way into the file, and asks where it is time and nobody does yet.
    pub fn count(&mut self, bytes: usize) {
        self.since += bytes;
        let is_free = self.underway.as_ref().is_none_or(JoinHandle::is_finished);
        let Some(path) = &self.path else { return };
        if self.since < STRIDE || !is_free {
            return;
        }
        self.since = 0;
        let path = path.clone();
        self.underway = Some(tokio::task::spawn_blocking(move || {
            // Only to be early: the store asks for all of it once more, with the file that it writes to, and a disk
            // that fails is reported to that one too.
            drop(File::open(path).and_then(|file| file.sync_data()));
        }));
    }

    /// Waits until nothing is underway, so that nobody holds the file any more.
    pub async fn settle(&mut self) {
        if let Some(underway) = self.underway.take() {
            // It can only have been cancelled by the end of the runtime.
            drop(underway.await);
        }
    }
}
