//! What a run showed.

use std::time::Duration;

/// How long each step took, sorted, and how long all of them.
pub struct Outcome {
    latencies: Vec<Duration>,
    elapsed: Duration,
}

impl Outcome {
    pub fn new(mut latencies: Vec<Duration>, elapsed: Duration) -> Self {
        latencies.sort_unstable();
        Self { latencies, elapsed }
    }

    pub fn count(&self) -> usize {
        self.latencies.len()
    }

    pub fn per_second(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a count of steps")]
        let count = self.count() as f64;
        count / self.elapsed.as_secs_f64()
    }

    /// In milliseconds.
    pub fn percentile(&self, percent: usize) -> f64 {
        let at = (self.count() * percent / 100).min(self.count().saturating_sub(1));
        let found = self.latencies.get(at).copied().unwrap_or_default();
        found.as_secs_f64() * 1000.0
    }
}

#[expect(clippy::print_stdout, reason = "this is the report")]
pub fn say(line: &str) {
    println!("{line}");
}
