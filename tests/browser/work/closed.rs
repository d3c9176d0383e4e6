//! A page that is closed in mid-typing: what this browser has and the server has not is shown the next time, beside what was
//! saved elsewhere meanwhile.

use serde_json::json;

use super::kept::{is_copied, lose};
use super::{card, is_saved, open_part, placed, text_of, write};
use crate::browser::{Kind, View, browse, say};

/// Nothing reaches the server from now on.
async fn cut(tool: View<'_>) {
    let script = "
        window.connected = window.fetch.bind(window);
        window.fetch = () => Promise.reject(new TypeError('no connection'));
        return true";
    tool.once(script, vec![]).await.unwrap();
}

/// Another device saves something.
async fn save_elsewhere(tool: View<'_>, html: &str) {
    let script = "
        const root = document.querySelector('[data-workspace]');
        return window.connected(`${root.dataset.workspace}/slots/what-changed`, {
            method: 'PUT',
            headers: { accept: 'application/json', 'content-type': 'application/json', 'x-form-token': root.dataset.token },
            body: JSON.stringify({
                based_on: Number(document.getElementById('slot-what-changed').dataset.seq),
                save_id: crypto.randomUUID(),
                answer: { kind: 'text', html: arguments[0] },
            }),
        }).then((response) => response.ok)";
    tool.until("a save from elsewhere", script, vec![json!(html)])
        .await;
}

#[test]
fn a_page_closed_in_mid_typing_meets_what_was_saved_elsewhere_and_both_are_shown() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "moodle").await;
        let tool = card(browser, "moodle", "bilal.dunmore", item).await;
        open_part(tool, "Part 3").await;
        cut(tool).await;
        write(browser, "Typed and never saved.").await;
        is_copied(tool, "what-changed").await;
        save_elsewhere(tool, "<p>Saved on the other device.</p>").await;
        lose(tool).await;

        let tool = card(browser, "moodle", "bilal.dunmore", item).await;
        tool.click(".state .button.primary").await;
        tool.has_heading(&say("checklist-title")).await;
        tool.sees(&say("held-title")).await;
        tool.click("[data-held-slot=what-changed] a").await;
        tool.sees(&say("conflict-title")).await;
        let side = async |side: &str| {
            let selector = format!("#conflict-what-changed [data-{side}]");
            tool.text(&selector).await
        };
        assert_eq!(side("mine").await, "Typed and never saved.");
        assert_eq!(side("theirs").await, "Saved on the other device.");
        // Nothing is decided by leaving: it is asked again.
        lose(tool).await;
        tool.reload().await;
        tool.sees(&say("conflict-title")).await;
        tool.click("#conflict-what-changed [data-keep=both]").await;
        is_saved(tool).await;
        tool.reload().await;
        tool.sees("Saved on the other device.").await;
        let text = text_of(tool).await;
        assert!(text.contains("Typed and never saved."), "{text}");
        tool.press(&say("workspace-back")).await;
        tool.has_heading(&say("checklist-title")).await;
        let shown = "return document.querySelector('[data-held-slot=what-changed]').hidden";
        tool.until("nothing that is kept", shown, vec![]).await;
    });
}
