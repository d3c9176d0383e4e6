//! Section `retention`: how long records are kept that nobody needs for good.

use std::time::Duration;

use super::section::section;

section! {
    /// How long records are kept that nobody needs for good.
    "retention" Retention {
        /// Records of launches, with which a failed one is explained.
        launch_records: Duration = "30 days",
        /// Sessions, counted from their end.
        sessions: Duration = "1 day",
    }
}
