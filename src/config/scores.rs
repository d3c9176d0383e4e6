//! Section `scores`: how scores are sent to LMSs.

use std::time::Duration;

use super::section::section;

section! {
    /// How scores are sent to LMSs.
    "scores" Scores {
        /// How many calls this process makes at one LMS at a time. Canvas slows down whoever asks for much at once.
        connections: usize = 4,
        /// How long to wait before a score that was not taken is sent again. Later waits are 5, 30, 120 and 360 times
        /// as long, then 1440 times, 14 times over: with the default a day each, for two weeks.
        first_retry: Duration = "1 min",
        /// How long a score is left to the process that sends it. When that process ends half-way, another one goes on
        /// after this time.
        lease: Duration = "2 min",
    }
}
