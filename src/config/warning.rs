//! Settings that work, but probably not as meant. Owns the sentences that are logged at the start.

use std::net::SocketAddr;

use super::check::is_local;
use super::{Config, ServerRole};

/// All that applies.
pub(super) fn warnings(config: &Config) -> Vec<String> {
    let (server, security) = (&config.server, &config.security);
    let is_postgres = config.database.is_postgres();
    let is_open = |address: SocketAddr| !address.ip().is_loopback();
    let public_http = server
        .public_url
        .as_ref()
        .is_some_and(|url| url.scheme() == "http" && !is_local(url));
    let public_https = server
        .public_url
        .as_ref()
        .is_some_and(|url| url.scheme() == "https");
    [
        (
            is_postgres && security.master_key.is_none(),
            "security.master_key is not set: several processes on one PostgreSQL must share a master key, and the file in server.data belongs to this one alone",
        ),
        (
            !is_postgres && server.role != ServerRole::All,
            "server.role is not \"all\" although the database is a SQLite file: the other part must run on this machine with the same server.data",
        ),
        (
            server.public_url.is_none() && is_open(server.listen),
            "server.public_url is not set although server.listen is not loopback: LMSs are told to come to localhost",
        ),
        (
            public_http,
            "server.public_url is http: browsers keep the session's cookie only for https and localhost",
        ),
        (
            public_https && security.allow_private_network,
            "security.allow_private_network is on: whoever registers a platform can make the tool call machines of your own network",
        ),
        (
            server.metrics_listen.is_some_and(is_open),
            "server.metrics_listen is not loopback: whoever reaches it reads the metrics",
        ),
    ]
    .into_iter()
    .filter(|(is_so, _)| *is_so)
    .map(|(_, warning)| warning.to_owned())
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::sources;
    use super::*;

    #[test]
    fn what_is_probably_not_meant_is_warned_of() {
        for (file, warned) in [
            (
                "database.url = 'postgres://database.example.org/a'",
                "security.master_key",
            ),
            ("server.role = 'web'", "server.role"),
            ("server.listen = '0.0.0.0:8080'", "server.public_url"),
            (
                "server.public_url = 'http://10.0.0.5:8080'\nsecurity.allow_private_network = true",
                "server.public_url",
            ),
            (
                "server.public_url = 'https://tool.example.org'\nsecurity.allow_private_network = true",
                "security.allow_private_network",
            ),
            (
                "server.metrics_listen = '0.0.0.0:9090'",
                "server.metrics_listen",
            ),
        ] {
            let (sources, _folder) = sources(file, &[]);
            let warnings = Config::load(&sources).unwrap().0.warnings();
            assert_eq!(warnings.len(), 1, "{file}: {warnings:?}");
            assert!(warnings[0].starts_with(warned), "{warnings:?}");
        }
    }
}
