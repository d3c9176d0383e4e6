//! `microcred credential` as an operator runs it.

use std::path::Path;
use std::process::{Command, Output};

use microcred::definition;
use serde_json::Value;

const CATALOG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/catalog");

/// Runs the command on the data in this folder.
fn run(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_microcred"))
        .arg("credential")
        .args(arguments)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_samples_are_imported_listed_and_exported_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let first = said(&run(&data, &["import", CATALOG, "--publish"]));
    assert_eq!(first.lines().count(), 8, "{first}");
    assert!(
        first.lines().all(|line| line.ends_with("new, published")),
        "{first}"
    );
    let again = said(&run(&data, &["import", CATALOG]));
    assert!(
        again
            .lines()
            .all(|line| line.ends_with("unchanged, published")),
        "{again}"
    );

    let listed: Value = serde_json::from_str(&said(&run(&data, &["list", "--json"]))).unwrap();
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), 6);
    let to = folder.path().join("out");
    for credential in listed {
        assert_eq!(credential["state"], "published");
        let slug = credential["slug"].as_str().unwrap();
        said(&run(&data, &["export", slug, "--to", to.to_str().unwrap()]));
        let original = definition::read(&Path::new(CATALOG).join(slug)).unwrap();
        assert_eq!(definition::read(&to.join(slug)).unwrap(), original);
    }
    let twice = run(
        &data,
        &[
            "export",
            "results-colleagues-can-use",
            "--to",
            to.to_str().unwrap(),
        ],
    );
    assert_eq!(twice.status.code(), Some(1));
}

#[test]
fn what_cannot_be_taken_is_said_and_nothing_is_half_done() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let bad = folder.path().join("bad");
    std::fs::create_dir_all(&bad).unwrap();
    std::fs::write(bad.join("credential.toml"), "slug = 5\n").unwrap();
    for (arguments, status, word) in [
        (&["import", "/nowhere"][..], 2, "/nowhere"),
        (&["import", bad.to_str().unwrap()], 1, "credential.toml:1"),
        (&["export", "nothing", "--to", "/tmp"], 2, "no such"),
        (&["offer", "nothing", "--visibility", "org"], 2, "no such"),
        (
            &["offer", "nothing", "--visibility", "everybody"],
            2,
            "everybody",
        ),
    ] {
        let output = run(&data, arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
        assert!(said.contains(word), "{arguments:?}: {said}");
    }
}
