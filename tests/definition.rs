//! Definition files by the command line: what it says, and how it ends.

use std::path::Path;
use std::process::{Command, Output};

use microcred::definition::survey;
use serde_json::Value;

fn check(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_microcred"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["credential", "check"])
        .args(arguments)
        .output()
        .unwrap()
}

fn lines(output: &[u8]) -> Vec<String> {
    let text = String::from_utf8(output.to_vec()).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_catalogue_that_is_right_ends_well() {
    let output = check(&["catalog", "tests/definitions/video-and-reflection"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        lines(&output.stdout),
        ["7 definitions, 2 stacks: 0 errors, 0 warnings"]
    );
}

#[test]
fn every_mistake_is_a_line_with_its_place_and_the_command_ends_with_1() {
    let output = check(&["tests/definitions/thirty-mistakes"]);
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output.stdout);
    assert_eq!(lines.len(), 31);
    for line in &lines[..30] {
        let file = line.split(':').next().unwrap();
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(file).is_file());
    }
    let json = check(&["tests/definitions/thirty-mistakes", "--json"]);
    assert_eq!(json.status.code(), Some(1));
    let problems: Vec<Value> = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(problems.len(), 30);
    assert_eq!(problems[0]["code"], "slug-form");
    assert_eq!(problems[0]["severity"], "error");
    assert_eq!(problems[0]["line"], 3);
}

#[test]
fn nothing_to_check_is_wrong_use() {
    for arguments in [&["nowhere"][..], &["migrations"], &["Cargo.lock"], &[]] {
        let output = check(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn the_schemas_are_written_where_they_are_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_microcred"))
        .args(["credential", "schema", "--to"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    for name in ["credential.schema.json", "stack.schema.json"] {
        let written = std::fs::read(folder.path().join(name)).unwrap();
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog/schema");
        assert_eq!(written, std::fs::read(kept.join(name)).unwrap());
    }
}

#[test]
fn every_address_has_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for one in survey(&[root.join("catalog")]).unwrap() {
        for (link, place) in &one.links {
            let text = std::fs::read_to_string(&place.file).unwrap();
            let line = text.lines().nth(place.line - 1).unwrap_or_default();
            let name = place.field.rsplit('.').next().unwrap();
            assert!(
                line.contains(&link.address) || line.starts_with(name),
                "{place}"
            );
            count += 1;
        }
    }
    assert!(count > 10, "{count}");
}

#[test]
fn an_address_at_which_nothing_is_gets_a_warning_when_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/definitions/video-and-reflection");
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let file = folder.path().join("credential.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let citation = "[[citation]]\nkind = \"resource\"\ntitle = \"Gone\"\nurl = \"https://nothing.invalid/page\"\n";
    std::fs::write(&file, format!("{text}\n{citation}")).unwrap();
    let path = folder.path().to_str().unwrap();
    for (arguments, warnings) in [(&[path][..], 0), (&[path, "--links"], 1)] {
        let output = check(arguments);
        assert_eq!(output.status.code(), Some(0), "a warning stops nobody");
        let said = lines(&output.stdout);
        assert_eq!(said.len(), warnings + 1, "{said:?}");
        let is_told = said[0]
            .contains("citation[1].url: warning: https://nothing.invalid/page: cannot be reached");
        assert_eq!(is_told, warnings == 1, "{said:?}");
    }
}
