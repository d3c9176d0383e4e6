//! Claims about where settings come from and how they are documented.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use super::*;

/// Sources with a file of this text; the folder goes with the file when it is dropped.
pub(super) fn sources(file: &str, environment: &[(&str, &str)]) -> (Sources, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("microcred.toml");
    std::fs::write(&path, file).unwrap();
    let environment = environment
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let sources = Sources {
        file: Some(path),
        environment,
        overrides: Vec::new(),
    };
    (sources, folder)
}

fn load(file: &str, environment: &[(&str, &str)]) -> (Config, Vec<Origin>) {
    let (sources, _folder) = sources(file, environment);
    Config::load(&sources).unwrap()
}

fn place(origins: &[Origin], key: &str) -> String {
    let origin = origins.iter().find(|origin| origin.key == key).unwrap();
    Path::new(&origin.place)
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

#[test]
fn without_any_source_the_defaults_hold() {
    let (config, origins) = Config::load(&Sources::default()).unwrap();
    assert_eq!(config, Config::default());
    assert!(origins.iter().all(|origin| origin.place == "default"));
    assert_eq!(origins.len(), keys().count());
    assert_eq!(config.server.listen.port(), 8080);
    assert_eq!(config.keys.lifetime, Duration::from_secs(90 * 86_400));
    assert_eq!(config.server.max_body.bytes(), 262_144);
    assert_eq!(config.database.url, None);
    assert_eq!(config.warnings(), Vec::<String>::new());
}

#[test]
fn the_command_line_goes_before_the_environment_before_the_file_before_the_default() {
    let file =
        "[server]\nlisten = '127.0.0.1:1001'\nshutdown_grace = '1 s'\nrequest_timeout = '11 s'";
    let environment = [
        ("MICROCRED__SERVER__LISTEN", "127.0.0.1:1002"),
        ("MICROCRED__SERVER__SHUTDOWN_GRACE", "2 s"),
    ];
    let (mut sources, _folder) = sources(file, &environment);
    sources.overrides = vec![("server.listen", String::from("127.0.0.1:1003"))];
    let (config, origins) = Config::load(&sources).unwrap();

    assert_eq!(config.server.listen.port(), 1003);
    assert_eq!(config.server.shutdown_grace, Duration::from_secs(2));
    assert_eq!(config.server.request_timeout, Duration::from_secs(11));
    assert_eq!(config.server.role, ServerRole::All);
    for (key, expected) in [
        ("server.listen", "command line"),
        ("server.shutdown_grace", "MICROCRED__SERVER__SHUTDOWN_GRACE"),
        ("server.request_timeout", "microcred.toml"),
        ("server.role", "default"),
    ] {
        assert_eq!(place(&origins, key), expected, "{key}");
    }
}

#[test]
fn database_url_is_taken_and_the_variable_with_the_full_name_goes_before_it() {
    let short = ("DATABASE_URL", "postgres://short.example.org/a");
    let long = ("MICROCRED__DATABASE__URL", "postgres://long.example.org/a");
    let file = "database.url = 'sqlite:file.sqlite'";
    for (environment, expected, source) in [
        (vec![], "sqlite:file.sqlite", "microcred.toml"),
        (vec![short], short.1, short.0),
        (vec![short, long], long.1, long.0),
        (vec![long, short], long.1, long.0),
    ] {
        let (config, origins) = load(file, &environment);
        assert_eq!(config.database.effective_url(Path::new("data")), expected);
        assert_eq!(place(&origins, "database.url"), source);
    }
}

#[test]
fn foreign_and_empty_variables_are_passed_over() {
    let (config, _) = load(
        "",
        &[
            ("PATH", "/bin"),
            ("MICROCRED_PORT", "tcp://10.0.0.1:80"),
            ("MICROCRED__SERVER__LISTEN", ""),
            ("DATABASE_URL", ""),
        ],
    );
    assert_eq!(config, Config::default());
}

#[test]
fn an_empty_text_takes_an_optional_setting_away() {
    let (config, _) = load("tool.contact = ''\nserver.public_url = ''", &[]);
    assert_eq!(config.tool.contact, None);
    assert_eq!(config.server.public_url, None);
}

#[test]
fn a_switch_is_set_from_the_file_and_from_text() {
    let variable = ("MICROCRED__SECURITY__ALLOW_PRIVATE_NETWORK", "false");
    let file = "security.allow_private_network = true";
    assert!(load(file, &[]).0.security.allow_private_network);
    assert!(!load(file, &[variable]).0.security.allow_private_network);
}

#[test]
fn what_is_not_set_follows_from_what_is() {
    let (config, _) = load(
        "server.listen = '0.0.0.0:9000'\nserver.data = '/srv/data'",
        &[],
    );
    let data = &config.server.data;
    assert_eq!(
        config.server.effective_public_url().as_str(),
        "http://localhost:9000/"
    );
    assert_eq!(
        config.database.effective_url(data),
        "sqlite:/srv/data/microcred.sqlite"
    );
    assert_eq!(
        config.security.master_key_file(data),
        Path::new("/srv/data/master.key")
    );

    let (config, _) = load("server.public_url = 'https://tool.example.org'", &[]);
    assert_eq!(
        config.server.effective_public_url().as_str(),
        "https://tool.example.org/"
    );
}

#[test]
fn the_documented_file_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("microcred.example.toml");
    if std::env::var_os("MICROCRED_WRITE_FILES").is_some() {
        std::fs::write(&path, example()).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(&path).unwrap_or_default(),
        example(),
        "run this test with MICROCRED_WRITE_FILES=1 to write microcred.example.toml anew"
    );
}

#[test]
fn the_documented_file_holds_the_defaults_both_as_it_is_and_with_its_settings_taken_in() {
    assert_eq!(load(&example(), &[]).0, Config::default());

    let is_unset = |line: &&str| {
        keys()
            .filter(|key| key.default.is_none())
            .any(|key| line.starts_with(&format!("#{} =", key.field)))
    };
    let taken_in: Vec<&str> = example_lines()
        .filter(|line| !is_unset(line))
        .map(|line| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with(' ') => setting,
            _ => line,
        })
        .collect();
    let (config, origins) = load(&taken_in.join("\n"), &[]);
    assert_eq!(config, Config::default());
    for key in keys().filter(|key| key.default.is_some()) {
        assert_eq!(place(&origins, key.name), "microcred.toml", "{}", key.name);
    }
}

fn example_lines() -> impl Iterator<Item = &'static str> {
    example().leak().lines()
}

#[test]
fn every_setting_without_a_default_has_an_example_of_its_type_and_the_example_key_is_refused() {
    for key in keys().filter(|key| key.default.is_none()) {
        let (sources, _folder) = sources(&format!("{} = {}", key.name, key.example.unwrap()), &[]);
        let loaded = Config::load(&sources);
        // A key that stands in a public file must open nothing.
        assert_eq!(
            loaded.is_err(),
            key.name == "security.master_key",
            "{}",
            key.name
        );
    }
}

#[test]
fn every_setting_is_documented_under_a_name_of_its_own() {
    let names: BTreeSet<&str> = keys().map(|key| key.name).collect();
    assert_eq!(names.len(), keys().count());
    for key in keys() {
        assert!(!key.doc.concat().trim().is_empty(), "{}", key.name);
        assert_eq!(key.name, format!("{}.{}", key.section, key.field));
    }
    let secrets: Vec<&str> = keys()
        .filter(|key| key.is_secret)
        .map(|key| key.name)
        .collect();
    assert_eq!(secrets, ["database.url", "security.master_key"]);
}

#[test]
fn a_description_names_every_value_and_its_source_but_no_secret() {
    let (config, origins) = load(
        "[tool]\ncontact = 'help@example.org'",
        &[(
            "DATABASE_URL",
            "postgres://tool:hunter2@database.example.org/tool",
        )],
    );
    let described = config.describe(&origins);
    let line = |key: &str| {
        let line = described.iter().find(|line| line.key == key).unwrap();
        (line.value.clone(), place(&origins, key))
    };
    assert_eq!(described.len(), keys().count());
    for (key, value, source) in [
        ("server.listen", r#""127.0.0.1:8080""#, "default"),
        ("server.public_url", "(not set)", "default"),
        ("server.max_body", r#""256 KiB""#, "default"),
        ("tool.contact", r#""help@example.org""#, "microcred.toml"),
        ("database.url", "***", "DATABASE_URL"),
        ("security.allow_private_network", "false", "default"),
        ("retention.sessions", r#""1 day""#, "default"),
    ] {
        assert_eq!(line(key), (value.to_owned(), source.to_owned()), "{key}");
    }
    let everything = format!(
        "{described:?} {config:?} {}",
        serde_json::to_string(&described).unwrap()
    );
    assert!(!everything.contains("hunter2"));
}

#[test]
fn what_is_shown_can_be_written() {
    let shown: Vec<String> = Config::default()
        .describe(&[])
        .into_iter()
        .filter(|line| line.value != "(not set)")
        .map(|line| format!("{} = {}", line.key, line.value))
        .collect();
    assert_eq!(
        shown.len(),
        keys().filter(|key| key.default.is_some()).count()
    );
    assert_eq!(load(&shown.join("\n"), &[]).0, Config::default());
}
