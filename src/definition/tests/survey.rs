//! A folder of many, looked at as a whole.

use std::fs;
use std::path::Path;

use super::{root, sample};
use crate::definition::{Kind, NothingToCheck, survey};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// File, line, field and kind of every problem in a folder.
fn told(folder: &Path) -> Vec<(String, usize, String, &'static str)> {
    let prefix = format!("{}/", folder.display());
    let checked = survey(&[folder.to_owned()]).unwrap();
    let problems = checked.into_iter().flat_map(|one| one.report.problems);
    problems
        .map(|one| {
            let file = one.file.strip_prefix(&prefix).unwrap().to_owned();
            (file, one.line, one.field, one.code)
        })
        .collect()
}

#[test]
fn the_catalogue_is_right_as_a_whole() {
    let catalog = root().join("catalog");
    let checked = survey(std::slice::from_ref(&catalog)).unwrap();
    let count = |kind| checked.iter().filter(|one| one.kind == kind).count();
    assert_eq!((count(Kind::Definition), count(Kind::Stack)), (6, 2));
    assert_eq!(told(&catalog), []);
}

#[test]
fn circles_twins_and_names_of_nothing_are_told_in_the_files_that_have_them() {
    let folder = tempfile::tempdir().unwrap();
    copy(&sample("video-and-reflection"), &folder.path().join("one"));
    copy(&sample("video-and-reflection"), &folder.path().join("two"));
    for (name, requires) in [
        (
            "a",
            "{ all_of = [{ stack = \"b\" }, { credential = \"nowhere\" }] }",
        ),
        ("b", "{ stack = \"a\" }"),
    ] {
        let text = format!(
            "slug = \"{name}\"\nversion = \"1.0\"\nlanguage = \"en\"\ntitle = \"A\"\nissuer = \"Us\"\n\
             contact = \"us@example.org\"\nclaim = \"All of it.\"\nrequires = {requires}\n\
             [licence]\nid = \"CC-BY-4.0\"\nholder = \"Us\"\n"
        );
        fs::write(folder.path().join(format!("{name}.toml")), text).unwrap();
    }
    let row = |file: &str, line, field: &str, code| (file.to_owned(), line, field.to_owned(), code);
    assert_eq!(
        told(folder.path()),
        [
            row("a.toml", 8, "requires", "unknown-reference"),
            row("a.toml", 8, "requires", "cycle"),
            row("b.toml", 8, "requires", "cycle"),
            row("two/credential.toml", 4, "slug", "id-twice"),
        ]
    );
    // By itself a stack may name what is elsewhere.
    let alone = survey(&[folder.path().join("a.toml")]).unwrap();
    assert!(alone[0].report.is_empty());
    let file = survey(&[folder.path().join("one/credential.toml")]).unwrap();
    assert_eq!(file[0].kind, Kind::Definition);
}

#[test]
fn nothing_to_look_at_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let empty = survey(&[folder.path().to_owned()]).unwrap_err();
    assert!(matches!(empty, NothingToCheck::Empty(_)));
    let missing = survey(&[folder.path().join("nowhere")]).unwrap_err();
    assert!(matches!(missing, NothingToCheck::Missing(_)));
}
