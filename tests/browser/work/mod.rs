//! The work on a micro-credential: from the card to the receipt with the keyboard alone, on a narrow screen, without
//! scripts; and what becomes of what was typed when tabs, connections and sessions come in between.

mod closed;
mod copies;
mod file;
mod kept;
pub(super) mod keys;
pub(super) mod least;
mod player;
mod ready;
mod returned;
pub(super) mod text;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::json;

use super::picker::{VOICES, open_picker, tick};
use super::{Browser, View, say};

/// Places the sample in a course and gives the number of its item. Somebody may have done so before.
pub(super) async fn placed(browser: &Browser, site: &str) -> u32 {
    placed_as(browser, site, VOICES).await
}

/// The same for any of the samples.
pub(super) async fn placed_as(browser: &Browser, site: &str, title: &str) -> u32 {
    open_picker(browser, site).await;
    tick(browser, title).await;
    browser.tool().press(&say("shelf-add-chosen")).await;
    // Not by what the course says of it: whoever looks at the course next is told, and that may be another test.
    let script = "
        if (location.pathname.includes('/picker/')) return null;
        const links = [...document.querySelectorAll('.items a')];
        return links.find((link) => link.textContent.includes(arguments[0]))?.href ?? null";
    let found = browser
        .page()
        .until("the item", script, vec![json!(title)])
        .await;
    let number = found.as_str().unwrap().rsplit('/').next().unwrap();
    number.parse().unwrap()
}

/// The card, opened by somebody.
async fn card<'a>(browser: &'a Browser, site: &str, person: &str, item: u32) -> View<'a> {
    let tool = browser.launch(site, person, item).await;
    tool.has_heading(VOICES).await;
    tool
}

/// Starts the work, or goes on with it, and opens a part.
async fn open_part(tool: View<'_>, part: &str) {
    tool.click(".state .button.primary").await;
    tool.has_heading(&say("checklist-title")).await;
    tool.press(part).await;
    tool.until(
        "a workspace whose script has run",
        "const editor = document.querySelector('[data-editor]');
         return document.querySelector('[data-workspace]') !== null && (!editor || !editor.hidden)",
        vec![],
    )
    .await;
}

pub(super) async fn type_keys(browser: &Browser, text: &str) {
    let mut actions = KeyActions::new("keys".to_owned());
    for value in text.chars() {
        actions = actions
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
    }
    browser.client().perform_actions(actions).await.unwrap();
}

pub(super) async fn is_saved(tool: View<'_>) {
    let script = "
        const shown = document.getElementById('save-state');
        return shown.textContent.startsWith(shown.dataset.saved)";
    tool.until("that all is saved", script, vec![]).await;
}

/// Types at the end of the text of part 3.
async fn write(browser: &Browser, text: &str) {
    let script = "
        const page = document.querySelector('#slot-what-changed [data-page]');
        page.focus();
        getSelection().selectAllChildren(page);
        getSelection().collapseToEnd();
        return true";
    browser.tool().until("the editor", script, vec![]).await;
    type_keys(browser, text).await;
}

async fn text_of(tool: View<'_>) -> String {
    tool.text("#slot-what-changed [data-page]").await
}
