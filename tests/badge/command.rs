//! `microcred badge` and `microcred issuer` as an operator runs them.

use std::path::Path;
use std::process::{Command, Output};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;

use super::world::{EMAIL, NAME, World};

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_stops_gives_back_corrects_and_takes_back() {
    let world = World::new().await;
    let code = world.earn("asking", None).await.to_string();
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_microcred"))
            .args(["badge"])
            .args(arguments)
            .arg("--data")
            .arg(folder.path())
            .env("MICROCRED__DATABASE__URL", &world.app.database.url)
            .env("MICROCRED__SECURITY__MASTER_KEY", STANDARD.encode([7; 32]))
            .output()
            .unwrap()
    };
    let spoken = code.to_uppercase();
    for (arguments, state, issue) in [
        (
            &[
                "suspend",
                &*code,
                "--reason",
                "integrity",
                "--note",
                "Case 12",
            ][..],
            "suspended",
            1,
        ),
        (
            &["reinstate", &code, "--note", "Case 12 settled"],
            "active",
            2,
        ),
        (&["correct", &spoken, "--note", "Misspelt"], "active", 3),
        (
            &[
                "revoke",
                &code,
                "--reason",
                "issued-in-error",
                "--note",
                "Twice",
            ],
            "revoked",
            3,
        ),
    ] {
        let output = said(&run(arguments));
        assert_eq!(output.trim(), format!("{code} is {state} now"));
        let shown = said(&run(&["show", &code, "--json"]));
        let shown: Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(shown["state"], state);
        assert_eq!(shown["issue"], issue, "{arguments:?}");
    }
    let shown = said(&run(&["show", &code]));
    for line in [
        "badge      The art of asking",
        "state      revoked",
        "reason     issued-in-error",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{shown}");
    }
    assert!(!shown.contains(NAME) && !shown.contains(EMAIL));
    let late = run(&["suspend", &code, "--reason", "integrity", "--note", "x"]);
    assert_eq!(late.status.code(), Some(1), "{late:?}");
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
