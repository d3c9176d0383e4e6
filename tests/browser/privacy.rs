//! Data privacy launches: what is held about a person, on the page and as a file.

use std::path::Path;

use serde_json::{Value, json};

use super::view::eventually;
use super::{Kind, browse, say};

fn everything_held_can_be_downloaded(kind: Kind) {
    browse(kind, async |browser| {
        let folder = tempfile::tempdir().unwrap();
        let allow = json!({ "behavior": "allow", "downloadPath": folder.path() });
        browser.devtools("Browser.setDownloadBehavior", allow).await;
        browser.launch("generic", "sam", 1).await.home().await;

        let query = "person=alex&message=data_privacy&for=sam";
        browser.open(&browser.demo.launch("generic", query)).await;
        let tool = browser.tool();
        tool.has_heading(&say("privacy-title")).await;
        tool.sees("Sam Okafor").await;
        tool.press(&say("privacy-export")).await;
        let file = folder.path().join("personal-data.json");
        let held = eventually("the file", async || Ok(read(&file))).await;
        assert_eq!(held["name"], "Sam Okafor");
        assert_eq!(held["email"], "sam@example.org");
        assert!(held["launches"].as_i64().unwrap() >= 1);
        // Still the same page.
        tool.has_heading(&say("privacy-title")).await;
    });
}

fn read(file: &Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(file).ok()?).ok()
}

#[test]
fn everything_held_about_a_person_can_be_downloaded() {
    everything_held_can_be_downloaded(Kind::PARTITIONED);
}

#[test]
fn everything_held_about_a_person_can_be_downloaded_without_cookies() {
    everything_held_can_be_downloaded(Kind::REFUSED);
}
