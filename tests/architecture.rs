//! The shape of the code, read from its sources: who may use whom, and where SQL and HTML may stand. The table below is
//! the architecture; a change of direction is a change of this table.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each module with the modules of ours that it may use.
const MAY_USE: &[(&str, &str)] = &[
    (
        "cli",
        "app badges clock config definition domain evidence i18n jobs lifecycle lti metrics outbound practice random seal store \
         telemetry templates web",
    ),
    (
        "web",
        "app badges clock domain i18n lti metrics picture store templates",
    ),
    (
        "jobs",
        "app clock domain i18n lifecycle lti metrics store templates",
    ),
    (
        "app",
        "badges clock domain evidence lti metrics picture random seal store",
    ),
    ("store", "clock domain"),
    ("evidence", "domain"),
    ("templates", "domain i18n"),
    // Whether a badge can be made of a picture, an author wants to know before anybody else does.
    ("definition", "domain picture"),
    // Protocols, fit to be published alone.
    ("lti", "clock strict_json"),
    ("badges", "clock strict_json"),
    ("practice", "clock"),
    // Pictures and paper, made from plain data.
    ("picture", ""),
    // The product's rules.
    ("domain", "clock"),
    // Leaves.
    ("outbound", "clock lti"),
    ("seal", "random"),
    ("random", "clock"),
    ("lifecycle", "config"),
    ("telemetry", "config"),
    ("config", ""),
    ("metrics", ""),
    ("i18n", ""),
    ("clock", ""),
    ("strict_json", ""),
];

/// A source file: the module that it belongs to, where it is, and its text without comments.
struct Source {
    module: String,
    path: String,
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// All sources but the tests of the templates, which read files.
fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    for folder in ["src", "templates"] {
        rust_files(&root().join(folder), &mut files);
    }
    let sources = files.into_iter().map(|file| source(&file));
    sources
        .filter(|source| !["lib", "main"].contains(&&*source.module))
        .filter(|source| !source.path.starts_with("templates/tests/"))
        .collect()
}

fn source(file: &Path) -> Source {
    let path = file
        .strip_prefix(root())
        .unwrap()
        .to_str()
        .unwrap()
        .replace('\\', "/");
    let module = match path.strip_prefix("src/") {
        Some(inside) => inside.split(['/', '.']).next().unwrap(),
        None => "templates",
    };
    let text = std::fs::read_to_string(file).unwrap();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    Source {
        module: module.to_owned(),
        code: text.lines().filter(is_code).collect::<Vec<_>>().join("\n"),
        path,
    }
}

/// The modules of ours that a text names: `crate::x`, `$crate::x` and `crate::{x, y::z}`.
fn modules_used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, prefix) in code.match_indices("crate::") {
        let rest = &code[at + prefix.len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut is_first = true;
            for (position, letter) in list.char_indices() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => is_first = true,
                    letter if is_first && letter.is_alphabetic() => {
                        used.insert(first_name(&list[position..]));
                        is_first = false;
                    }
                    _ => {}
                }
            }
        } else {
            used.insert(first_name(rest));
        }
    }
    used
}

fn first_name(text: &str) -> String {
    let is_part = |letter: &char| letter.is_alphanumeric() || *letter == '_';
    text.chars().take_while(is_part).collect()
}

fn may_use(module: &str) -> Vec<&'static str> {
    let row = MAY_USE.iter().find(|(known, _)| *known == module);
    let (_, below) = row.unwrap_or_else(|| panic!("the module {module} is not in the table"));
    below.split_whitespace().collect()
}

#[test]
fn modules_use_only_what_is_below_them() {
    for source in sources() {
        for used in modules_used(&source.code) {
            let is_own = used == source.module;
            let is_allowed = is_own || may_use(&source.module).contains(&used.as_str());
            assert!(
                is_allowed,
                "{} uses {used}, which {} may not",
                source.path, source.module
            );
        }
    }
}

#[test]
fn the_directions_have_no_circle() {
    fn visit(module: &str, above: &mut Vec<String>) {
        assert!(
            !above.iter().any(|other| other == module),
            "a circle: {above:?} {module}"
        );
        above.push(module.to_owned());
        for below in may_use(module) {
            visit(below, above);
        }
        above.pop();
    }
    for (module, _) in MAY_USE {
        visit(module, &mut Vec::new());
    }
}

#[test]
fn every_module_has_its_row() {
    let known: BTreeSet<_> = MAY_USE
        .iter()
        .map(|(module, _)| (*module).to_owned())
        .collect();
    let found: BTreeSet<_> = sources().into_iter().map(|source| source.module).collect();
    assert_eq!(known, found);
}

#[test]
fn only_the_storage_speaks_sql() {
    for source in sources().iter().filter(|source| source.module != "store") {
        for text in string_literals(&source.code) {
            let begins =
                |verbs: [&str; 7]| verbs.iter().any(|verb| text.trim_start().starts_with(verb));
            let is_sql = begins([
                "SELECT ",
                "INSERT INTO ",
                "UPDATE ",
                "DELETE FROM ",
                "CREATE ",
                "ALTER ",
                "WITH ",
            ]);
            assert!(!is_sql, "{}: {text}", source.path);
        }
        assert!(!source.code.contains("sqlx::query"), "{}", source.path);
    }
}

/// The string literals of a text, good enough to find statements in.
fn string_literals(code: &str) -> Vec<&str> {
    let mut literals = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find('"') {
        let inside = &rest[start + 1..];
        let mut escaped = false;
        let end = inside.find(|letter: char| {
            let is_end = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            is_end
        });
        let Some(end) = end else { break };
        literals.push(&inside[..end]);
        rest = &inside[end + 1..];
    }
    literals
}

#[test]
fn pages_are_written_in_the_templates_and_on_the_practice_pages_alone() {
    // The practice LMS shows the outcome of a choice where it judges the choice.
    const AND_ONE_MORE: &str = "src/practice/protocol/deep_linking/mod.rs";
    let allowed = |source: &Source| {
        source.module == "templates"
            || source.path.starts_with("src/practice/pages/")
            || source.path == AND_ONE_MORE
    };
    for source in sources().iter().filter(|source| !allowed(source)) {
        assert!(
            !source.code.contains("html! {"),
            "{} writes a page",
            source.path
        );
        assert!(
            !source.code.contains("PreEscaped"),
            "{} escapes by itself",
            source.path
        );
    }
}

#[test]
fn pure_modules_know_no_database_no_web_and_no_waiting() {
    for (module, foreign) in [
        (
            "domain",
            &[
                "async ", ".await", "sqlx", "axum", "http::", "tokio", "reqwest", "maud",
            ][..],
        ),
        (
            "templates",
            &[
                "async ", ".await", "sqlx", "axum", "std::fs", "std::env", "reqwest",
            ],
        ),
        ("lti", &["sqlx", "axum", "maud", "reqwest", "tracing"]),
        ("badges", &["sqlx", "axum", "maud", "reqwest", "tracing"]),
    ] {
        for source in sources().iter().filter(|source| source.module == module) {
            for word in foreign {
                assert!(!source.code.contains(word), "{} knows {word}", source.path);
            }
        }
    }
}

#[test]
fn the_reading_finds_what_it_must() {
    let found = |code| modules_used(code).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(found("use crate::store::{Conn, Tx};"), "store");
    assert_eq!(
        found("use crate::{jobs, metrics, web::page};"),
        "jobs metrics web"
    );
    assert_eq!(found("use crate::{a::{b, c}, d};"), "a d");
    assert_eq!(found("let x = crate::lti::names::VERSION;"), "lti");
    assert_eq!(
        string_literals(r#"query("SELECT \" 1"); x("y")"#),
        [r#"SELECT \" 1"#, "y"]
    );
}
