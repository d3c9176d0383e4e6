//! Section `keys`: the tool's signing keys.

use std::time::Duration;

use super::section::section;

section! {
    /// The tool's signing keys, which LMSs read at `/lti/jwks.json`.
    "keys" Keys {
        /// How long a key signs before the next one takes over.
        lifetime: Duration = "90 days",
        /// How long before it signs a new key is published, and how long an old one stays so: longer than any LMS
        /// keeps a key set.
        overlap: Duration = "2 days",
    }
}
