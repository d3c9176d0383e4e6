//! Claims about wrong settings: all are reported at once, with a proposal, and no secret is told.

use super::tests::sources;
use super::*;

pub(super) fn mistakes(file: &str, environment: &[(&str, &str)]) -> Vec<Mistake> {
    let (sources, _folder) = sources(file, environment);
    Config::load(&sources)
        .err()
        .map_or_else(Vec::new, |mistakes| mistakes.0)
}

#[test]
fn all_mistakes_of_all_places_are_reported_at_once() {
    let file =
        "[server]\nlisten = 'here'\nlissten = 'x'\n[keys]\noverlap = '100 days'\n[nonsense]\na = 1";
    let (mut sources, _folder) = sources(
        file,
        &[
            ("MICROCRED__LOGS__FORMAT", "xml"),
            ("MICROCRED__LOGS__FROMAT", "json"),
            ("DATABASE_URL", "mysql://database.example.org"),
        ],
    );
    sources.overrides = vec![("server.role", String::from("boss"))];
    let found = Config::load(&sources).unwrap_err();
    let mut keys: Vec<(&str, &str)> = found
        .0
        .iter()
        .map(|mistake| {
            (
                mistake.key.as_str(),
                mistake.place.rsplit('/').next().unwrap(),
            )
        })
        .collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            ("MICROCRED__LOGS__FROMAT", "environment"),
            ("database.url", "DATABASE_URL"),
            ("keys.overlap", "microcred.toml"),
            ("logs.format", "MICROCRED__LOGS__FORMAT"),
            ("nonsense.a", "microcred.toml"),
            ("server.lissten", "microcred.toml"),
            ("server.listen", "microcred.toml"),
            ("server.role", "command line"),
        ]
    );
    assert_eq!(found.to_string().lines().count(), found.0.len());
}

#[test]
fn for_an_unknown_key_the_nearest_known_one_is_proposed() {
    for (file, key, proposal) in [
        ("server.listn = 'x'", "server.listn", Some("server.listen")),
        (
            "tool.public_url = 'x'",
            "tool.public_url",
            Some("server.public_url"),
        ),
        ("listen = 'x'", "listen", Some("server.listen")),
        (
            "[sever]\nlisten = 'x'",
            "sever.listen",
            Some("server.listen"),
        ),
        ("[cookies]\nflavour = 'x'", "cookies.flavour", None),
        ("server.cookie_secure = false", "server.cookie_secure", None),
    ] {
        let found = mistakes(file, &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].key, key);
        assert_eq!(found[0].proposal.as_deref(), proposal, "{key}");
    }
    let found = mistakes("", &[("MICROCRED__SERVER__PUBLICURL", "x")]);
    assert_eq!(
        found[0].to_string(),
        "MICROCRED__SERVER__PUBLICURL (environment): is not a setting; did you mean MICROCRED__SERVER__PUBLIC_URL?"
    );
}

#[test]
fn a_rule_about_a_value_that_could_not_be_read_says_nothing() {
    let found = mistakes("keys.lifetime = 'long'\nkeys.overlap = '100 days'", &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].key, "keys.lifetime");
}

#[test]
fn a_file_that_cannot_be_read_is_a_mistake_like_the_others() {
    let missing = Sources {
        file: Some(PathBuf::from("/nowhere/microcred.toml")),
        environment: vec![(String::from("MICROCRED__LOGS__FORMAT"), String::from("xml"))],
        overrides: Vec::new(),
    };
    let found = Config::load(&missing).unwrap_err().0;
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].place, "/nowhere/microcred.toml");
    assert!(found[0].problem.contains("cannot be read"));

    let found = mistakes("[server]\nlisten = \n", &[]);
    assert!(
        found[0].problem.starts_with("is not TOML: line 2, column"),
        "{}",
        found[0]
    );
    let found = mistakes("server = 5", &[]);
    assert!(found[0].problem.contains("write [server]"), "{}", found[0]);
}

#[test]
fn no_message_tells_a_secret() {
    for (file, environment) in [
        ("database.url = 'mysql://u:hunter2@x'", None),
        ("database.url = ['hunter2']", None),
        ("database.url = hunter2", None),
        ("database.url = 'hunter2", None),
        ("database.url = \"hunter2\\q\"", None),
        ("database.url = 'x' hunter2", None),
        ("database.url = 'hunter2'\ndatabase.url = 'hunter2'", None),
        ("database.ulr = 'hunter2'", None),
        ("database = 'hunter2'", None),
        ("security.master_key = 'hunter2'", None),
        ("[security]\nmaster_key = '''hunter2", None),
        ("", Some(("DATABASE_URL", "hunter2"))),
        ("", Some(("MICROCRED__SECURITY__MASTER_KEY", "hunter2"))),
        ("", Some(("MICROCRED__SECURITY__MASTERKEY", "hunter2"))),
    ] {
        let found = mistakes(file, environment.as_slice());
        assert!(!found.is_empty(), "{file}");
        let told = format!("{found:?} {}", Mistakes(found.clone()));
        assert!(!told.contains("hunter2"), "{told}");
    }
}

#[test]
fn rules_are_checked_again_on_demand() {
    let mut config = Config::default();
    assert_eq!(config.check(), Ok(()));
    config.keys.overlap = config.keys.lifetime;
    config.tool.name.clear();
    let keys: Vec<String> = config
        .check()
        .unwrap_err()
        .0
        .into_iter()
        .map(|mistake| mistake.key)
        .collect();
    assert_eq!(keys, ["keys.overlap", "tool.name"]);
}

#[test]
fn http_is_allowed_for_this_machine_and_on_request_inside_a_private_network() {
    for (url, allow, allowed) in [
        ("http://localhost:8080", false, true),
        ("http://127.0.0.1:8080", false, true),
        ("http://[::1]:8080", false, true),
        ("http://10.0.0.5:8080", false, false),
        ("http://10.0.0.5:8080", true, true),
        ("http://localhost.example.org", false, false),
        ("https://tool.example.org:8443", false, true),
    ] {
        let file = format!("server.public_url = '{url}'\nsecurity.allow_private_network = {allow}");
        assert_eq!(mistakes(&file, &[]).is_empty(), allowed, "{url}");
    }
}
