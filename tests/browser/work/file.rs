//! Files beside the text: brought, described and taken away without leaving the page.

use serde_json::json;

use super::kept::open_recording;
use super::{card, is_saved, placed};
use crate::browser::view::eventually;
use crate::browser::{Browser, Kind, View, browse, say};
use crate::file::media::pdf;

/// Waits for what a file's line says.
pub(super) async fn file_says(tool: View<'_>, slot: &str, text: &str) {
    let script = "
        const list = document.getElementById(`files-${arguments[0]}`);
        return list !== null && list.innerText.includes(arguments[1])";
    tool.until(text, script, vec![json!(slot), json!(text)])
        .await;
}

/// Presses a button wherever on the page it is; the bar at the bottom may lie over it until somebody scrolls.
pub(super) async fn push(tool: View<'_>, selector: &str) {
    let script = "
        const button = document.querySelector(arguments[0]);
        button?.scrollIntoView({ block: 'center' });
        button?.click();
        return button !== null";
    tool.until(selector, script, vec![json!(selector)]).await;
}

async fn a_file_comes_and_goes(browser: &Browser, site: &str, person: &str) {
    let item = placed(browser, site).await;
    let tool = card(browser, site, person, item).await;
    tool.click(".state .button.primary").await;
    tool.has_heading(&say("checklist-title")).await;
    tool.press("Part 2").await;
    tool.until(
        "a workspace",
        "return document.querySelector('[data-do=add-row]') !== null && document.querySelector('[data-counter-text], [data-rows] [data-do]:not([hidden])') !== null",
        vec![],
    )
    .await;
    tool.fill("#f_lesson-video_transcript", "Typed while a file comes.")
        .await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Account of a visit.pdf");
    std::fs::write(&path, pdf(3)).unwrap();
    let field = tool.client_element("#f_observed-account_file").await;
    field.send_keys(path.to_str().unwrap()).await.unwrap();
    push(
        tool,
        "#slot-observed-account [data-upload] button[type=submit]",
    )
    .await;
    file_says(tool, "observed-account", "Account of a visit.pdf").await;
    file_says(tool, "observed-account", "3 pages").await;
    is_saved(tool).await;
    let kept = "return document.getElementById('f_lesson-video_transcript').value";
    let kept = tool.until("the text", kept, vec![]).await;
    assert_eq!(kept, json!("Typed while a file comes."));

    tool.fill(
        "#files-observed-account input[name=caption]",
        "With notes by minute",
    )
    .await;
    // It is saved without its button, as everything else is.
    tool.until(
        "a caption",
        "return document.querySelector('#files-observed-account input[name=caption]')?.getAttribute('value') === 'With notes by minute'",
        vec![],
    )
    .await;
    push(tool, "#files-observed-account [data-remove-file] button").await;
    tool.until(
        "an empty list",
        "return document.querySelectorAll('#files-observed-account li').length === 0",
        vec![],
    )
    .await;
}

#[test]
fn a_file_is_brought_described_and_taken_away_without_leaving_the_page() {
    browse(Kind::PARTITIONED, async |browser| {
        a_file_comes_and_goes(browser, "canvas", "mei").await;
    });
}

#[test]
fn a_file_is_brought_described_and_taken_away_without_cookies() {
    browse(Kind::REFUSED, async |browser| {
        a_file_comes_and_goes(browser, "generic", "mei").await;
    });
}

#[test]
fn a_file_is_opened_without_cookies() {
    browse(Kind::REFUSED, async |browser| {
        let downloads = tempfile::tempdir().unwrap();
        let allow = json!({ "behavior": "allow", "downloadPath": downloads.path() });
        browser.devtools("Browser.setDownloadBehavior", allow).await;
        let item = placed(browser, "generic").await;
        let tool = card(browser, "generic", "dov.dunmore", item).await;
        open_recording(tool).await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Account.pdf");
        std::fs::write(&path, pdf(2)).unwrap();
        let field = tool.client_element("#f_observed-account_file").await;
        field.send_keys(path.to_str().unwrap()).await.unwrap();
        push(
            tool,
            "#slot-observed-account [data-upload] button[type=submit]",
        )
        .await;
        file_says(tool, "observed-account", "2 pages").await;
        push(tool, "#files-observed-account a[data-download]").await;
        let opened = downloads.path().join("Account.pdf");
        let content = eventually("the file", async || {
            let content = std::fs::read(&opened).ok();
            Ok(content.filter(|content| !content.is_empty()))
        })
        .await;
        assert_eq!(content, pdf(2));
        // Still the same page.
        tool.has_heading("Part 2: Your class").await;
    });
}
