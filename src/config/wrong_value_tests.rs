//! Claims about single wrong values: each is reported with its key and its place.

use super::mistake_tests::mistakes;

/// Setting (`section.key`), what is written as TOML, and what the problem must say.
const WRONG: &[(&str, &str, &str)] = &[
    // of the wrong type
    (
        "server.listen",
        "'localhost'",
        r#""localhost" is not an address and a port"#,
    ),
    ("server.listen", "8080", "8080 is not an address and a port"),
    (
        "server.public_url",
        "'credentials'",
        r#""credentials" is not an address such as"#,
    ),
    (
        "server.metrics_listen",
        "'9090'",
        "is not an address and a port",
    ),
    ("server.data", "''", r#""" is not a path"#),
    (
        "server.role",
        "'boss'",
        r#""boss" is not "all", "web" or "worker""#,
    ),
    (
        "server.shutdown_grace",
        "25",
        "25 is not a duration such as",
    ),
    (
        "server.request_timeout",
        "'soon'",
        r#""soon" is not a duration"#,
    ),
    ("server.max_body", "'256 KB'", "is not a size such as"),
    (
        "security.allow_private_network",
        "'perhaps'",
        r#""perhaps" is not true or false"#,
    ),
    (
        "security.allow_private_network",
        "1",
        "1 is not true or false",
    ),
    ("launch.leeway", "'1.5 min'", "is not a duration"),
    ("keys.lifetime", "['90 days']", "a list is not a duration"),
    ("tool.name", "true", "true is not a text"),
    (
        "tool.contact",
        "{ mail = 'help@example.org' }",
        "this value is not a text",
    ),
    ("logs.format", "'xml'", r#""xml" is not "text" or "json""#),
    ("database.url", "5", "the value (not shown) is not a text"),
    // against a rule
    (
        "server.public_url",
        "'https://tool.example.org/lti'",
        "no path, query",
    ),
    (
        "server.public_url",
        "'https://tool.example.org/?a=b'",
        "no path, query",
    ),
    (
        "server.public_url",
        "'https://dana:pw@tool.example.org'",
        "no path, query",
    ),
    (
        "server.public_url",
        "'ftp://tool.example.org'",
        "must be http or https",
    ),
    (
        "server.public_url",
        "'http://tool.example.org'",
        "must be https",
    ),
    (
        "server.metrics_listen",
        "'127.0.0.1:8080'",
        "is taken by server.listen",
    ),
    (
        "server.metrics_listen",
        "'0.0.0.0:8080'",
        "is taken by server.listen",
    ),
    (
        "server.request_timeout",
        "'5 min'",
        "5 min is out of range: at least 1 s, at most 100 s",
    ),
    ("server.shutdown_grace", "'1 h'", "1 h is out of range"),
    ("server.max_body", "'1 KiB'", "1 KiB is out of range"),
    (
        "database.url",
        "'mysql://database.example.org'",
        "must be postgres://",
    ),
    ("database.url", "'sqlite:'", "must be postgres://"),
    (
        "security.master_key",
        "'c2hvcnQ='",
        "must be 32 bytes in base64",
    ),
    (
        "security.session_lifetime",
        "'1 min'",
        "at least 5 min, at most 7 days",
    ),
    (
        "security.session_lifetime",
        "'8 days'",
        "at least 5 min, at most 7 days",
    ),
    ("launch.leeway", "'6 min'", "at least 0 s, at most 5 min"),
    ("launch.max_token_age", "'10 s'", "is out of range"),
    ("launch.login_lifetime", "'2 h'", "is out of range"),
    (
        "launch.ticket_lifetime",
        "'11 min'",
        "must not be longer than launch.login_lifetime",
    ),
    ("keys.lifetime", "'0 s'", "is out of range"),
    (
        "keys.overlap",
        "'90 days'",
        "must be shorter than keys.lifetime",
    ),
    ("tool.name", "' '", "must not be empty"),
    ("tool.organization", "''", "must not be empty"),
    ("tool.timezone", "'New York'", "is not the IANA name"),
    ("logs.filter", "'info,=loud='", "is not a filter"),
    ("retention.launch_records", "'1 h'", "is out of range"),
    ("retention.sessions", "'9999 days'", "is out of range"),
];

#[test]
fn every_wrong_setting_is_reported_with_its_key_and_its_file() {
    for (key, value, problem) in WRONG {
        let found = mistakes(&format!("{key} = {value}"), &[]);
        let [mistake] = found.as_slice() else {
            panic!("{key} = {value}: {found:?}");
        };
        assert_eq!(mistake.key, *key);
        assert!(mistake.place.ends_with("microcred.toml"), "{mistake}");
        assert!(mistake.problem.contains(problem), "{mistake}");
    }
}

#[test]
fn every_wrong_text_is_reported_with_its_environment_variable() {
    let texts = WRONG.iter().filter_map(|(key, value, _)| {
        let text = value.strip_prefix('\'')?.strip_suffix('\'')?;
        (!text.is_empty()).then_some((*key, text))
    });
    for (key, text) in texts {
        let variable = format!("MICROCRED__{}", key.replace('.', "__").to_uppercase());
        let found = mistakes("", &[(&variable, text)]);
        let [mistake] = found.as_slice() else {
            panic!("{variable}={text}: {found:?}");
        };
        assert_eq!((mistake.key.as_str(), &mistake.place), (key, &variable));
    }
}
