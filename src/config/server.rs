//! Section `server`: where the tool listens and what one request may take.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use super::amount::Size;
use super::section::section;
use super::value::setting;

/// What a process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerRole {
    /// Pages and background work.
    All,
    /// Pages alone.
    Web,
    /// Background work alone.
    Worker,
}

impl ServerRole {
    /// Whether this process answers requests.
    #[must_use]
    pub const fn serves_pages(self) -> bool {
        matches!(self, Self::All | Self::Web)
    }

    /// Whether this process does background work.
    #[must_use]
    pub const fn runs_jobs(self) -> bool {
        matches!(self, Self::All | Self::Worker)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Web => "web",
            Self::Worker => "worker",
        }
    }
}

setting!(
    ServerRole,
    "\"all\", \"web\" or \"worker\"",
    |text: &str| [Self::All, Self::Web, Self::Worker]
        .into_iter()
        .find(|role| role.name() == text),
    |role: &Self| role.name()
);

section! {
    /// Where the tool listens and what one request may take.
    "server" Server {
        /// The address and port on which the tool answers. Behind a proxy that ends TLS, a loopback or private one.
        listen: SocketAddr = "127.0.0.1:8080",
        /// The address under which browsers and LMSs reach the tool: scheme, host and port, no path. Without it,
        /// `http://localhost` with the port of `listen`. It must be https, except for localhost and, where
        /// `security.allow_private_network` is on, inside a private network.
        public_url: Option<Url> = none like "https://credentials.example.org",
        /// The address and port for `GET /metrics` (Prometheus), apart from the pages. Without it, no metrics.
        metrics_listen: Option<SocketAddr> = none like "127.0.0.1:9090",
        /// After a request to stop, how long running requests may go on before their connections are dropped.
        shutdown_grace: Duration = "25 s",
        /// The folder for what is not in the database: the SQLite file, the master key, evidence.
        data: PathBuf = "microcred-data",
        /// What this process does: "web" answers requests, "worker" does background work, "all" does both.
        role: ServerRole = "all",
        /// How long the tool works on one request before it gives up.
        request_timeout: Duration = "30 s",
        /// How large the body of a request may be. Uploads of evidence have limits of their own.
        max_body: Size = "256 KiB",
    }
}

impl Server {
    /// The most that `request_timeout` can be: what is silent for longer is no request any more.
    pub const LONGEST_REQUEST: Duration = Duration::from_secs(100);

    /// The address under which the tool is reached: `public_url`, or localhost with the port of `listen`.
    ///
    /// # Panics
    /// Never: localhost with a port is an address.
    #[must_use]
    pub fn effective_public_url(&self) -> Url {
        self.public_url.clone().unwrap_or_else(|| {
            format!("http://localhost:{}", self.listen.port())
                .parse()
                .expect("localhost with a port is an address")
        })
    }
}
