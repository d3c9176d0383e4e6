//! Rules for settings that each are a value of their type. Owns ranges and what may not stand together; reading
//! and typing is done before.

use std::net::SocketAddr;
use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use url::{Host, Url};

use super::amount::duration_text;
use super::logs::log_filter;
use super::mistake::{Mistake, Mistakes};
use super::{Config, Server};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);

/// Collects broken rules. The first key of a rule is the one that is reported; a rule that rests on a value which is
/// wrong itself says nothing new and is left out.
struct Rules<'a> {
    wrong: &'a [String],
    mistakes: Vec<Mistake>,
}

impl Rules<'_> {
    fn rule(&mut self, keys: &[&str], holds: bool, problem: impl Into<String>) {
        let Some((first, others)) = keys.split_first() else {
            return;
        };
        let is_wrong = |key: &&str| self.wrong.iter().any(|wrong| wrong == key);
        let is_reported = |key: &&str| self.mistakes.iter().any(|mistake| mistake.key == **key);
        if holds || keys.iter().any(is_wrong) || others.iter().any(is_reported) {
            return;
        }
        self.mistakes.push(Mistake {
            key: (*first).to_owned(),
            place: String::from("settings"),
            problem: problem.into(),
            proposal: None,
        });
    }

    fn between(&mut self, key: &str, value: Duration, least: Duration, most: Duration) {
        let problem = format!(
            "{} is out of range: at least {}, at most {}",
            duration_text(&value),
            duration_text(&least),
            duration_text(&most)
        );
        self.rule(&[key], (least..=most).contains(&value), problem);
    }
}

/// Every broken rule, but for those about keys in `wrong`.
pub(super) fn check(config: &Config, wrong: &[String]) -> Mistakes {
    let mut rules = Rules {
        wrong,
        mistakes: Vec::new(),
    };
    server(config, &mut rules);
    secrets(config, &mut rules);
    durations(config, &mut rules);
    words(config, &mut rules);
    evidence(config, &mut rules);
    scores(config, &mut rules);
    badges(config, &mut rules);
    Mistakes(rules.mistakes)
}

fn evidence(config: &Config, rules: &mut Rules<'_>) {
    const LEAST: usize = 1024 * 1024;
    let evidence = &config.evidence;
    for (key, size) in [
        ("evidence.largest_document", evidence.largest_document),
        ("evidence.largest_image", evidence.largest_image),
        ("evidence.largest_audio", evidence.largest_audio),
        ("evidence.largest_video", evidence.largest_video),
    ] {
        let problem = format!("{size} is out of range: at least 1 MiB");
        rules.rule(&[key], size.bytes() >= LEAST, problem);
    }
    let idle = evidence.upload_idle;
    rules.between("evidence.upload_idle", idle, 5 * SECOND, HOUR);
}

fn scores(config: &Config, rules: &mut Rules<'_>) {
    const MOST: usize = 256;
    let scores = &config.scores;
    rules.rule(
        &["scores.connections"],
        (1..=MOST).contains(&scores.connections),
        format!(
            "{} is out of range: at least 1, at most {MOST}",
            scores.connections
        ),
    );
    rules.between("scores.first_retry", scores.first_retry, SECOND / 10, HOUR);
    rules.between("scores.lease", scores.lease, SECOND, HOUR);
}

fn badges(config: &Config, rules: &mut Rules<'_>) {
    let badges = &config.badges;
    if let Some(url) = &badges.public_url {
        rules.rule(
            &["badges.public_url"],
            is_origin(url),
            "must be http or https with host and port alone: no path, query, name or password",
        );
        rules.rule(
            &["badges.public_url", "security.allow_private_network"],
            url.scheme() != "http" || is_local(url) || config.security.allow_private_network,
            "must be https: who verifies a badge asks by https alone. Excepted are localhost and, where security.allow_private_network is on, private networks",
        );
    }
    if let Some(contact) = &badges.contact {
        rules.rule(
            &["badges.contact"],
            contact.contains('@') && !contact.contains(char::is_whitespace),
            "must be an e-mail address",
        );
    }
    if let Some(slug) = &badges.host_issuer {
        let is_plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        rules.rule(
            &["badges.host_issuer"],
            !slug.is_empty() && slug.bytes().all(is_plain),
            "must be the name of an issuer in addresses: lower-case letters, digits and hyphens",
        );
    }
    rules.between(
        "badges.list_lifetime",
        badges.list_lifetime,
        HOUR,
        365 * DAY,
    );
}

fn server(config: &Config, rules: &mut Rules<'_>) {
    let server = &config.server;
    rules.rule(
        &["server.metrics_listen", "server.listen"],
        !server
            .metrics_listen
            .is_some_and(|metrics| clash(metrics, server.listen)),
        "is taken by server.listen; metrics need an address of their own",
    );
    if let Some(url) = &server.public_url {
        rules.rule(
            &["server.public_url"],
            is_origin(url),
            "must be http or https with host and port alone: no path, query, name or password",
        );
        rules.rule(
            &["server.public_url", "security.allow_private_network"],
            url.scheme() != "http" || is_local(url) || config.security.allow_private_network,
            "must be https: browsers keep no session of a tool by http. Excepted are localhost and, where security.allow_private_network is on, private networks",
        );
    }
    let body = server.max_body.bytes();
    rules.rule(
        &["server.max_body"],
        (16 * 1024..=64 * 1024 * 1024).contains(&body),
        format!(
            "{} is out of range: at least 16 KiB, at most 64 MiB",
            server.max_body
        ),
    );
}

/// Whether one process cannot listen on both.
fn clash(one: SocketAddr, other: SocketAddr) -> bool {
    one.port() != 0
        && one.port() == other.port()
        && (one.ip() == other.ip() || one.ip().is_unspecified() || other.ip().is_unspecified())
}

fn is_origin(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

pub(super) fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn secrets(config: &Config, rules: &mut Rules<'_>) {
    if let Some(url) = &config.database.url {
        let is_known = ["postgres://", "postgresql://", "sqlite:"]
            .iter()
            .filter_map(|scheme| url.reveal().strip_prefix(scheme))
            .any(|rest| !rest.is_empty());
        rules.rule(
            &["database.url"],
            is_known,
            "the value (not shown) must be postgres://…, postgresql://… or sqlite:PATH",
        );
    }
    if let Some(key) = &config.security.master_key {
        let bytes = STANDARD.decode(key.reveal().trim());
        rules.rule(
            &["security.master_key"],
            bytes.is_ok_and(|bytes| bytes.len() == 32),
            "the value (not shown) must be 32 bytes in base64, as made by \"openssl rand -base64 32\"",
        );
    }
}

fn durations(config: &Config, rules: &mut Rules<'_>) {
    let (server, launch, keys) = (&config.server, &config.launch, &config.keys);
    rules.between(
        "server.shutdown_grace",
        server.shutdown_grace,
        Duration::ZERO,
        10 * MINUTE,
    );
    rules.between(
        "server.request_timeout",
        server.request_timeout,
        Duration::from_secs(1),
        Server::LONGEST_REQUEST,
    );
    rules.between(
        "security.session_lifetime",
        config.security.session_lifetime,
        5 * MINUTE,
        7 * DAY,
    );
    rules.between("launch.leeway", launch.leeway, Duration::ZERO, 5 * MINUTE);
    rules.between(
        "launch.max_token_age",
        launch.max_token_age,
        MINUTE,
        24 * HOUR,
    );
    rules.between("launch.login_lifetime", launch.login_lifetime, MINUTE, HOUR);
    rules.between(
        "launch.ticket_lifetime",
        launch.ticket_lifetime,
        Duration::from_secs(10),
        HOUR,
    );
    rules.rule(
        &["launch.ticket_lifetime", "launch.login_lifetime"],
        launch.ticket_lifetime <= launch.login_lifetime,
        "must not be longer than launch.login_lifetime",
    );
    rules.between("keys.lifetime", keys.lifetime, DAY, 3_650 * DAY);
    rules.between("keys.overlap", keys.overlap, HOUR, 3_650 * DAY);
    rules.rule(
        &["keys.overlap", "keys.lifetime"],
        keys.overlap < keys.lifetime,
        "must be shorter than keys.lifetime",
    );
    rules.between(
        "retention.launch_records",
        config.retention.launch_records,
        DAY,
        3_650 * DAY,
    );
    rules.between(
        "retention.sessions",
        config.retention.sessions,
        Duration::ZERO,
        3_650 * DAY,
    );
}

fn words(config: &Config, rules: &mut Rules<'_>) {
    let tool = &config.tool;
    for (key, text) in [
        ("tool.name", &tool.name),
        ("tool.description", &tool.description),
        ("tool.organization", &tool.organization),
    ] {
        rules.rule(&[key], !text.trim().is_empty(), "must not be empty");
    }
    rules.rule(
        &["tool.timezone"],
        tool.timezone.parse::<chrono_tz::Tz>().is_ok(),
        format!(
            "{:?} is not the IANA name of a time zone such as \"America/New_York\"",
            tool.timezone
        ),
    );
    if let Err(mistake) = log_filter(&config.logs.filter) {
        rules.rule(&["logs.filter"], false, mistake.problem);
    }
}
