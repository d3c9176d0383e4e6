//! `microcred badge` and `microcred issuer` as an operator runs them.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_microcred"))
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
fn an_issuer_is_made_told_of_and_given_new_keys() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let name = "Riverbend School District";
    let added = said(&run(
        &data,
        &["issuer", "add", name, "--email", "badges@riverbend.example"],
    ));
    assert!(
        added.starts_with("added riverbend-school-district (did:web:"),
        "{added}"
    );
    let twice = run(&data, &["issuer", "add", name]);
    assert_eq!(twice.status.code(), Some(2));
    let slug = "riverbend-school-district";
    said(&run(
        &data,
        &["issuer", "set", slug, "--url", "https://riverbend.example"],
    ));
    said(&run(&data, &["issuer", "rotate-key", slug, "--known"]));
    let listed: Value =
        serde_json::from_str(&said(&run(&data, &["issuer", "list", "--json"]))).unwrap();
    assert_eq!(listed[0]["keys"], 2);
    assert_eq!(listed[0]["url"], "https://riverbend.example/");
    assert_eq!(listed[0]["email"], "badges@riverbend.example");
    for wrong in [
        &["issuer", "set", "nobody", "--url", "https://x.example"][..],
        &["issuer", "set", slug, "--email", "nobody"],
        &["issuer", "rotate-key", "nobody"],
        &["badge", "show", "0000-0000-0000-0000"],
        &["badge", "show", "hello"],
        &[
            "badge",
            "revoke",
            "0000-0000-0000-0000",
            "--reason",
            "asked",
            "--note",
            "x",
        ],
        &[
            "badge",
            "suspend",
            "0000-0000-0000-0000",
            "--reason",
            "whim",
            "--note",
            "x",
        ],
        &["badge", "correct", "0000-0000-0000-0000"],
    ] {
        assert_eq!(run(&data, wrong).status.code(), Some(2), "{wrong:?}");
    }
}
