//! What comes back: a length that nobody can read, and a page whose form was not taken.

use serde_json::json;

use super::kept::{is_copied, is_unsaved, lose, open_recording, put};
use super::{card, is_saved, placed};
use crate::browser::{Kind, View, browse, say};

const LINK: &str = "#f_lesson-video_link";
const LENGTH: &str = "#f_lesson-video_stated_length";
const AT: &str = "#f_lesson-video_0_at";
const TRANSCRIPT: &str = "#f_lesson-video_transcript";

/// Waits until a field of the new page has this in it.
const HOLDS: &str =
    "return !window.isLost && document.querySelector(arguments[0])?.value === arguments[1]";

/// Opens the page anew; loading the answer to a form again would send the form again.
async fn open_again(tool: View<'_>) {
    lose(tool).await;
    let script = "setTimeout(() => location.assign(location.pathname), 50)";
    tool.once(script, vec![]).await.unwrap();
}

#[test]
fn a_length_that_cannot_be_read_is_said_to_be_and_is_kept_until_it_can() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "brightspace").await;
        let tool = card(browser, "brightspace", "mei", item).await;
        open_recording(tool).await;
        tool.fill(LINK, "https://video.example.org/lesson").await;
        is_saved(tool).await;
        tool.fill(LENGTH, "about seven minutes").await;
        tool.click(TRANSCRIPT).await;
        tool.sees(&say("remark-length")).await;
        is_unsaved(tool).await;
        is_copied(tool, "lesson-video").await;
        lose(tool).await;
        tool.reload().await;
        let typed = vec![json!(LENGTH), json!("about seven minutes")];
        tool.until("what was typed", HOLDS, typed).await;
        tool.fill(LENGTH, "7 min 10").await;
        is_saved(tool).await;
        tool.reload().await;
        let read = vec![json!(LENGTH), json!("7:10")];
        tool.until("what was understood", HOLDS, read).await;
    });
}

#[test]
fn a_time_that_cannot_be_read_stays_in_its_note() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "brightspace").await;
        let tool = card(browser, "brightspace", "esi.boateng", item).await;
        open_recording(tool).await;
        tool.fill("#f_lesson-video_0_text", "A quiet student answers.")
            .await;
        tool.fill(AT, "3.15").await;
        tool.click(TRANSCRIPT).await;
        tool.sees(&say("remark-time-here")).await;
        is_unsaved(tool).await;
        is_copied(tool, "lesson-video").await;
        lose(tool).await;
        tool.reload().await;
        let typed = vec![json!(AT), json!("3.15")];
        tool.until("what was typed", HOLDS, typed).await;
        tool.fill(AT, "3:15").await;
        is_saved(tool).await;
        open_again(tool).await;
        let read = vec![json!(AT), json!("3:15")];
        tool.until("what was understood", HOLDS, read).await;
    });
}

#[test]
fn a_text_that_came_back_is_not_taken_for_saved_until_it_is() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "generic").await;
        let tool = card(browser, "generic", "sam", item).await;
        open_recording(tool).await;
        put(tool, TRANSCRIPT, &"word ".repeat(50_000)).await;
        tool.sees(&say("unsaved-title")).await;
        // Sent by its button, it comes back with a word about it.
        tool.press(&say("workspace-save-next")).await;
        tool.sees(&say("remark-large")).await;
        is_unsaved(tool).await;
        let asks = "
            const leaving = new Event('beforeunload', { cancelable: true });
            window.dispatchEvent(leaving);
            return leaving.defaultPrevented";
        tool.until("a question before leaving", asks, vec![]).await;
        put(tool, TRANSCRIPT, "Fewer words.").await;
        is_saved(tool).await;
        open_again(tool).await;
        let shorter = vec![json!(TRANSCRIPT), json!("Fewer words.")];
        tool.until("the shorter text", HOLDS, shorter).await;
    });
}

#[test]
fn a_form_that_met_a_newer_text_lets_people_decide() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "brightspace").await;
        let tool = card(browser, "brightspace", "dov.boateng", item).await;
        open_recording(tool).await;
        put(tool, TRANSCRIPT, "From the laptop.").await;
        is_saved(tool).await;
        // As a browser sends the form whose script stopped after somebody else had saved.
        let late = "
            window.fetch = () => Promise.reject(new TypeError('no connection'));
            const form = document.getElementById('part-form');
            document.querySelector('input[name=s_lesson-video]').value = 0;
            document.querySelector(arguments[0]).value = 'From the phone.';
            HTMLFormElement.prototype.submit.call(form);
            return true";
        tool.once(late, vec![json!(TRANSCRIPT)]).await.unwrap();
        tool.sees(&say("conflict-keep-both")).await;
        let mine = vec![json!(TRANSCRIPT), json!("From the phone.")];
        tool.until("what was sent", HOLDS, mine).await;
        is_unsaved(tool).await;
        // Left without a decision, it is asked again, and neither text has gone over the other.
        is_copied(tool, "lesson-video").await;
        open_again(tool).await;
        let mine = vec![json!(TRANSCRIPT), json!("From the phone.")];
        tool.until("what was sent", HOLDS, mine).await;
        tool.sees(&say("conflict-keep-both")).await;
        tool.click("#conflict-lesson-video [data-keep=both]").await;
        is_saved(tool).await;
        open_again(tool).await;
        let both = vec![
            json!(TRANSCRIPT),
            json!("From the laptop.\n\nFrom the phone."),
        ];
        tool.until("both", HOLDS, both).await;
    });
}
