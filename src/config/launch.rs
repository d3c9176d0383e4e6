//! Section `launch`: how old the parts of an LTI launch may be.

use std::time::Duration;

use super::section::section;

section! {
    /// How old the parts of an LTI launch may be.
    "launch" Launch {
        /// How far the clocks of an LMS and of the tool may differ.
        leeway: Duration = "60 s",
        /// How long after it was made an `id_token` is still taken, even when it says that it is valid for longer.
        max_token_age: Duration = "10 min",
        /// How long a person may take from login initiation to launch: signing in to the LMS can lie between.
        login_lifetime: Duration = "10 min",
        /// How long the one-time ticket lives that hands a launch over to its first page.
        ticket_lifetime: Duration = "2 min",
    }
}
