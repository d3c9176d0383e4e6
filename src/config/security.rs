//! Section `security`: secrets at rest, sessions, and which networks may be called.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::secret::Secret;
use super::section::section;

section! {
    /// Secrets at rest, sessions, and which networks may be called.
    "security" Security {
        /// The key under which stored secrets are encrypted: 32 random bytes in base64, as made by
        /// `openssl rand -base64 32`. Without it, the file `master.key` in `server.data`, made at the first start.
        /// Whoever loses it must make new signing keys. It is never shown.
        master_key: Option<Secret> = none like "32 random bytes in base64",
        /// Whether LMSs on loopback or private addresses may be called, also by http. Leave it off on the public
        /// internet: otherwise whoever registers a platform can make the tool call your own machines.
        allow_private_network: bool = false,
        /// How long a session lasts after a launch or sign-in, whatever happens in it.
        session_lifetime: Duration = "8 h",
    }
}

impl Security {
    /// The file that holds the master key when it is not a setting.
    #[must_use]
    pub fn master_key_file(&self, data: &Path) -> PathBuf {
        data.join("master.key")
    }
}
