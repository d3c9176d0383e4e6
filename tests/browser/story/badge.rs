//! The badge: its holder takes it along and lets others see the name, a stranger opens it, and software that others wrote verifies
//! what is inside the picture.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use microcred::badges::{bake, moment};
use microcred::clock::Clock;
use serde_json::{Value, json};

use super::{EARNER, SITE, Story, TITLE};
use crate::browser::say;
use crate::interop::badges::{PROGRAMS, ask, contexts};

/// Who earned it finds it among what they hold, takes picture and certificate along, and lets others see the name. Gives the
/// path of its public page, and the picture.
pub(super) async fn take(story: &Story<'_>, item: u32) -> (String, Vec<u8>) {
    let tool = story.browser.launch(SITE, EARNER.0, item).await;
    tool.press(&say("mine-title")).await;
    tool.has_heading(&say("mine-title")).await;
    story.tell("my credentials", tool).await;
    let script = "
        const links = [...document.querySelectorAll('.card-link')];
        const link = links.find((link) => link.textContent.includes(arguments[0]));
        return link ? (link.click(), true) : null";
    tool.until("the badge", script, vec![json!(TITLE)]).await;
    tool.sees(&say("holder-take")).await;
    tool.has_heading(TITLE).await;
    let script = "
        window.taken ??= [...document.querySelectorAll('a[download]')].map((link) => {
            const one = { address: link.href, content: null };
            fetch(link.href).then((answer) => answer.blob()).then((content) => {
                const reader = new FileReader();
                reader.onload = () => { one.content = reader.result.split(',')[1]; };
                reader.readAsDataURL(content);
            });
            return one;
        });
        return window.taken.every((one) => one.content !== null) ? window.taken : null";
    let taken = tool.until("the files", script, vec![]).await;
    let taken: BTreeMap<String, Vec<u8>> = taken.as_array().unwrap().iter().map(file).collect();
    let endings: Vec<_> = taken.keys().map(String::as_str).collect();
    assert_eq!(endings, ["json", "jwt", "pdf", "png", "svg"]);
    assert!(taken["pdf"].starts_with(b"%PDF-"));
    tool.click("label[for=shows_name]").await;
    tool.press(&say("holder-save")).await;
    tool.sees(&say("holder-saved-title")).await;
    story.tell("badge", tool).await;
    let address = tool.address().await;
    let code = address.rsplit('/').next().unwrap();
    (format!("/badges/{code}"), taken["png"].clone())
}

/// The ending of a file's address, and its content.
fn file(taken: &Value) -> (String, Vec<u8>) {
    let address = taken["address"].as_str().unwrap();
    let ending = address.rsplit('.').next().unwrap().to_owned();
    let content = STANDARD.decode(taken["content"].as_str().unwrap());
    (ending, content.unwrap())
}

/// A stranger opens it, without anything to sign in with.
pub(super) async fn is_seen_by_a_stranger(story: &Story<'_>, path: &str) {
    let browser = story.browser;
    let address = format!("{}{path}", browser.demo.tool);
    browser.open(&address).await;
    let page = browser.page();
    page.has_heading(TITLE).await;
    page.sees(&say("badge-active")).await;
    page.sees(&say("badge-genuine")).await;
    let script =
        "return document.querySelector('.badge-holder').textContent.includes(arguments[0])";
    page.until("the name", script, vec![json!(EARNER.1)]).await;
    story.tell("public page", page).await;
    page.press(&say("badge-check-link")).await;
    page.has_heading(&say("verify-title")).await;
    page.fill("#badge-text", &address).await;
    page.press(&say("verify-button")).await;
    page.sees(&say("verify-holds-title")).await;
    story.tell("verified by the tool", page).await;
}

/// The badge inside the picture holds at software of others, and not when a word is changed.
pub(super) async fn holds_elsewhere(story: &Story<'_>, picture: &[u8]) {
    let inside = bake::unbake(picture).unwrap().v3.unwrap();
    let badge: Value = serde_json::from_str(&inside).unwrap();
    let mut changed = badge.clone();
    changed["name"] = json!("Doctor of Trials");
    let issuer = badge["issuer"]["id"].as_str().unwrap();
    let slug = issuer.rsplit(':').next().unwrap();
    let keys = served(&format!(
        "{}/issuers/{slug}/did.json",
        story.browser.demo.tool
    ))
    .await;
    let list = badge["credentialStatus"]["statusListCredential"]
        .as_str()
        .unwrap();
    let mut network = contexts();
    network.insert(list.to_owned(), served(list).await);
    let published_at = microcred::badges::did::address(issuer).unwrap();
    network.insert(published_at.to_string(), keys.clone());
    network.insert(issuer.to_owned(), keys);
    for program in PROGRAMS {
        let now = moment::written(Clock::system().now());
        let question = json!({ "network": network, "now": now, "verify": [badge, changed] });
        // Without its packages the suite of other software has said so.
        let Some(answers) = ask(program, &question) else {
            return;
        };
        let verdicts: Vec<_> = answers
            .iter()
            .map(|answer| answer["verified"] == true)
            .collect();
        assert_eq!(verdicts, [true, false], "{program}: {answers:#?}");
    }
    let page = story.browser.page();
    story.tell("verified by others", page).await;
}

/// What the tool serves at an address.
#[expect(
    clippy::disallowed_methods,
    reason = "loads a document of the tool, as anybody could"
)]
async fn served(address: &str) -> Value {
    let answer = reqwest::get(address).await.unwrap();
    answer.json().await.unwrap()
}
