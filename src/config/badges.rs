//! Section `badges`: under which address badges live.

use std::time::Duration;

use url::Url;

use super::section::section;

section! {
    /// Under which address badges live, and how what is taken back is told.
    "badges" Badges {
        /// The address of badges, issuers and status lists: scheme, host and port, no path. Without it, that of the tool.
        /// It is written into every badge and into the identifiers of issuers: badges that were issued under another
        /// address stop to verify when that address stops to answer. Choose it before the first award, and keep it.
        public_url: Option<Url> = none like "https://badges.example.org",
        /// The e-mail address for questions about badges of issuers that name none. Without it, `postmaster` at the host.
        contact: Option<String> = none like "badges@example.org",
        /// The issuer that the address of badges as a whole stands for, by its name in addresses (`microcred issuer list`). It
        /// is told at `/.well-known/did.json`; without it, the document there says that the address itself signs nothing.
        /// Badges are signed by their issuers, each below this address, in either case.
        host_issuer: Option<String> = none like "riverbend-school-district",
        /// How long a signed list of what was taken back is accepted by its readers. It is signed again when half of that
        /// time is over, and whenever it changes.
        list_lifetime: Duration = "7 days",
    }
}
