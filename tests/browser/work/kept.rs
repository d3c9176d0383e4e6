//! Nothing that was typed is lost: between two tabs, without a connection, after a session, without cookies.

use serde_json::json;
use sqlx::{Connection, SqliteConnection};

use super::{card, is_saved, open_part, placed, text_of, write};
use crate::browser::view::eventually;
use crate::browser::{Kind, View, browse, say};

#[test]
fn two_tabs_show_each_other_what_they_wrote_and_people_decide() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "brightspace").await;
        let first = browser.tab().await;
        open_part(card(browser, "brightspace", "sam", item).await, "Part 3").await;
        let second = browser.new_tab().await;
        let tool = card(browser, "brightspace", "sam", item).await;
        open_part(tool, "Part 3").await;
        write(browser, "From the second tab.").await;
        is_saved(tool).await;
        browser.switch_to(&first).await;
        write(browser, "From the first tab.").await;
        tool.sees(&say("conflict-title")).await;
        let shown = tool.text("#conflict-what-changed [data-theirs]").await;
        assert_eq!(shown, "From the second tab.");
        tool.click("#conflict-what-changed [data-keep=both]").await;
        is_saved(tool).await;
        tool.reload().await;
        tool.sees("From the first tab.").await;
        assert!(text_of(tool).await.contains("From the second tab."));
        browser.close_tab(&second).await;
    });
}

#[test]
fn what_is_typed_without_a_connection_is_there_again_after_the_page_was_closed() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "brightspace").await;
        let tool = card(browser, "brightspace", "mei", item).await;
        open_part(tool, "Part 3").await;
        let cut =
            "window.fetch = () => Promise.reject(new TypeError('no connection')); return true";
        tool.until("no connection", cut, vec![]).await;
        write(browser, "In the tunnel.").await;
        tool.sees(&say("offline-title")).await;
        tool.press(&say("workspace-save-check")).await;
        tool.sees(&say("offline-title")).await;
        assert_eq!(text_of(tool).await, "In the tunnel.");
        // The page is closed and opened again. Nobody is asked whether to leave.
        tool.once("window.onbeforeunload = null; addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)", vec![])
            .await
            .unwrap();
        let tool = card(browser, "brightspace", "mei", item).await;
        open_part(tool, "Part 3").await;
        tool.sees(&say("restored-title")).await;
        assert_eq!(text_of(tool).await, "In the tunnel.");
        is_saved(tool).await;
        tool.reload().await;
        tool.sees("In the tunnel.").await;
    });
}

#[test]
fn a_session_that_ends_loses_nothing_and_another_tab_lends_its_own() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "brightspace").await;
        let first = browser.tab().await;
        let tool = card(browser, "brightspace", "tomas", item).await;
        tool.click(".state .button.primary").await;
        tool.until(
            "a checklist",
            "return document.querySelector('.steps') !== null",
            vec![],
        )
        .await;
        tool.press("Part 3").await;
        tool.until(
            "an editor",
            "return document.querySelector('[data-editor]')?.hidden === false",
            vec![],
        )
        .await;
        write(browser, "Before.").await;
        let stored = "return document.getElementById('save-state').textContent.startsWith(document.getElementById('save-state').dataset.saved)";
        tool.until("a save", stored, vec![]).await;
        let address = tool.address().await;
        let id = address.split('/').nth(5).unwrap();
        let mut database = SqliteConnection::connect(&browser.demo.database())
            .await
            .unwrap();
        let changed = sqlx::query("UPDATE launch SET expires_at = created_at WHERE id = $1")
            .bind(id)
            .execute(&mut database)
            .await
            .unwrap();
        assert_eq!(changed.rows_affected(), 1, "{address}");
        write(browser, " After.").await;
        tool.until(
            "a banner",
            "return document.getElementById('banner-ended').checkVisibility()",
            vec![],
        )
        .await;
        assert_eq!(text_of(tool).await, "Before. After.");

        let second = browser.new_tab().await;
        let tool = card(browser, "brightspace", "tomas", item).await;
        tool.click(".state .button.primary").await;
        tool.until(
            "a checklist",
            "return document.querySelector('.steps') !== null",
            vec![],
        )
        .await;
        tool.press("3").await;
        eventually("what was typed", async || {
            let found = tool
                .once(
                    "return document.querySelector('#slot-what-changed [data-page]')?.textContent",
                    vec![],
                )
                .await?;
            Ok((found == json!("Before. After.")).then_some(()))
        })
        .await;
        tool.until("a save", stored, vec![]).await;
        browser.switch_to(&first).await;
        tool.until(
            "no banner",
            "return !document.getElementById('banner-ended').checkVisibility()",
            vec![],
        )
        .await;
        let leads = "return [...document.querySelectorAll('form')].filter((form) => form.action.includes(arguments[0])).length";
        let old = tool.once(leads, vec![json!(id)]).await.unwrap();
        assert_eq!(old, json!(0), "forms lead to the session that is over");
        browser.switch_to(&second).await;
        browser.close_tab(&first).await;
    });
}

#[test]
fn a_save_whose_answer_is_lost_is_no_conflict_with_what_is_typed_next() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "generic").await;
        let tool = card(browser, "generic", "sam", item).await;
        open_part(tool, "Part 3").await;
        let lose = "
            const ask = window.fetch;
            window.fetch = async (...request) => {
                window.fetch = ask;
                await ask(...request);
                throw new TypeError('no answer');
            };
            return true";
        tool.until("a lost answer", lose, vec![]).await;
        write(browser, "First words.").await;
        tool.sees(&say("offline-title")).await;
        write(browser, " Second words.").await;
        is_saved(tool).await;
        let asked = "return document.querySelector('#conflict-what-changed').checkVisibility()";
        assert_eq!(tool.once(asked, vec![]).await.unwrap(), json!(false));
        tool.reload().await;
        tool.sees("First words. Second words.").await;
    });
}

/// The part with the recording.
pub(super) async fn open_recording(tool: View<'_>) {
    tool.click(".state .button.primary").await;
    tool.has_heading(&say("checklist-title")).await;
    tool.press("Part 2").await;
    let ready = "return document.querySelector('[data-rows] [data-do]:not([hidden])') !== null";
    tool.until("a workspace", ready, vec![]).await;
}

/// The page says that something is not saved.
pub(super) async fn is_unsaved(tool: View<'_>) {
    let script = "
        const shown = document.getElementById('save-state');
        return shown.textContent === shown.dataset.unsaved";
    tool.until("that it is not saved", script, vec![]).await;
}

/// The browser keeps a copy of what is in this slot.
pub(super) async fn is_copied(tool: View<'_>, slot: &str) {
    let script = "
        const slot = arguments[0];
        return new Promise((resolve) => {
            const request = indexedDB.open('microcred', 1);
            request.onsuccess = () => {
                const keys = request.result.transaction('copy').objectStore('copy').getAllKeys();
                keys.onsuccess = () => resolve(keys.result.some((key) => key.split('#')[0].endsWith('/' + slot)));
            };
        })";
    tool.until("a copy", script, vec![json!(slot)]).await;
}

/// Lets the page be left without a question, and marks it.
pub(super) async fn lose(tool: View<'_>) {
    let script = "
        addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true);
        window.isLost = true;
        return true";
    tool.once(script, vec![]).await.unwrap();
}

#[test]
fn a_save_in_one_tab_leaves_the_copy_of_another() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "brightspace").await;
        let first = browser.tab().await;
        open_part(
            card(browser, "brightspace", "bilal.boateng", item).await,
            "Part 3",
        )
        .await;
        let second = browser.new_tab().await;
        let tool = card(browser, "brightspace", "bilal.boateng", item).await;
        open_part(tool, "Part 3").await;
        browser.switch_to(&first).await;
        let cut =
            "window.fetch = () => Promise.reject(new TypeError('no connection')); return true";
        tool.once(cut, vec![]).await.unwrap();
        write(browser, "From the first tab.").await;
        is_copied(tool, "what-changed").await;
        browser.switch_to(&second).await;
        write(browser, "From the second tab.").await;
        is_saved(tool).await;

        browser.switch_to(&first).await;
        is_copied(tool, "what-changed").await;
        lose(tool).await;
        tool.reload().await;
        tool.sees(&say("conflict-title")).await;
        assert_eq!(text_of(tool).await, "From the first tab.");
        browser.close_tab(&second).await;
    });
}

/// Puts a text into a field as typing does.
pub(super) async fn put(tool: View<'_>, selector: &str, text: &str) {
    let script = "
        const field = document.querySelector(arguments[0]);
        field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true }));
        return true";
    tool.until("a field", script, vec![json!(selector), json!(text)])
        .await;
}

#[test]
fn lines_to_take_notes_from_are_kept_until_they_are_notes() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "moodle").await;
        let tool = card(browser, "moodle", "mei", item).await;
        open_recording(tool).await;
        let paste = "
            const field = document.querySelector('#f_lesson-video_paste');
            field.closest('details').open = true;
            field.value = arguments[0];
            field.dispatchEvent(new Event('input', { bubbles: true }));
            return true";
        let lines = json!("2:05 – everybody waits for a voice");
        tool.until("pasted lines", paste, vec![lines.clone()]).await;
        is_unsaved(tool).await;
        is_copied(tool, "lesson-video").await;
        // The page is opened again as if it had been lost, with an empty field.
        lose(tool).await;
        tool.reload().await;
        let shown = "return !window.isLost && document.querySelector('#f_lesson-video_paste')?.value === arguments[0]";
        tool.until("the lines again", shown, vec![lines]).await;
        is_unsaved(tool).await;
        let read = "
            document.querySelector('#slot-lesson-video .paste [name=do]').click();
            return true";
        tool.until("the button", read, vec![]).await;
        let note = "
            const text = document.querySelector('#slot-lesson-video [data-cell=text]')?.value;
            return text === 'everybody waits for a voice'
                && document.querySelector('#f_lesson-video_paste').value === ''";
        tool.until("a note", note, vec![]).await;
    });
}

#[test]
fn the_work_is_saved_where_no_cookie_is_kept() {
    browse(Kind::REFUSED, async |browser| {
        let item = placed(browser, "generic").await;
        let tool = card(browser, "generic", "sam", item).await;
        open_part(tool, "Part 3").await;
        write(browser, "With the secret in memory.").await;
        is_saved(tool).await;
        tool.press(&say("workspace-save-check")).await;
        tool.has_heading(&say("check-title")).await;
    });
}
