//! The sample that asks for least, from its card to its receipt: by forms alone where there are no scripts, and so that
//! other claims find something that was handed in.

use serde_json::json;

use super::placed_as;
use super::text::continue_to;
use crate::browser::picker::ASKING;
use crate::browser::{Browser, Kind, View, browse, keep, say};

/// What texts are typed into.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::browser) enum Field {
    /// The editor that a script puts there.
    Editor,
    /// The plain field of the form.
    Plain,
}

/// Types a text.
pub(in crate::browser) async fn write(tool: View<'_>, field: Field, slot: &str, text: &str) {
    let selector = match field {
        Field::Editor => format!("#e_{slot}"),
        Field::Plain => format!("#f_{slot}_text"),
    };
    tool.fill(&selector, text).await;
}

/// Presses a button that the bar at the bottom may lie over until somebody scrolls.
pub(in crate::browser) async fn press(tool: View<'_>, label: &str) {
    let script = "
        const button = [...document.querySelectorAll('button')].find((one) => one.textContent.includes(arguments[0]));
        button?.scrollIntoView({ block: 'center' });
        return button !== undefined";
    tool.until(label, script, vec![json!(label)]).await;
    tool.press(label).await;
}

/// Fills every part, with notes from a try-out in place of a picture, and hands in. Begins at the card.
pub(in crate::browser) async fn hand_in(tool: View<'_>, field: Field) {
    tool.click(".state .button.primary").await;
    tool.has_heading(&say("checklist-title")).await;
    tool.press("Part 1").await;
    tool.has_heading("Part 1: The question plan").await;
    for row in 0..3 {
        for (column, text) in [
            ("question", "Which of the two floats?"),
            ("purpose", "entry"),
            ("answer-a", "The small one."),
            ("answer-b", "The light one."),
            ("next-move", "Ask who would weigh both."),
        ] {
            tool.fill(&format!("#f_questions_{row}_{column}"), text)
                .await;
        }
        if row < 2 {
            press(tool, &say("row-add")).await;
        }
    }
    write(tool, field, "why-this-idea", "Weight is not size.").await;
    tool.press(&say("workspace-save-next")).await;
    tool.has_heading("Part 2: Thinking that the questions drew out")
        .await;
    let notes = "Colleague A said yes. ".repeat(30);
    write(tool, field, "try-out-notes", &notes).await;
    tool.press(&say("workspace-save-next")).await;
    tool.has_heading("Part 3: Looking back").await;
    write(tool, field, "reflection", "Nobody thought of the shape.").await;
    tool.press(&say("workspace-save-check")).await;
    tool.has_heading(&say("check-title")).await;
    tool.sees(&say("check-nothing-title")).await;
    tool.press(&say("check-go-on")).await;
    tool.has_heading(&say("submit-title")).await;
    confirm(tool).await;
    press(tool, &say("submit-button")).await;
    tool.has_heading(&say("status-submitted-title")).await;
}

/// Confirms and says what is asked before handing in.
pub(in crate::browser) async fn confirm(tool: View<'_>) {
    let script = "return [...document.querySelectorAll('.submit-form [id^=asked_]')].map((one) => one.localName + '#' + one.id)";
    let asked = tool.until("questions", script, vec![]).await;
    for selector in asked.as_array().unwrap() {
        let selector = selector.as_str().unwrap();
        if selector.starts_with("textarea") {
            tool.fill(selector, "Not at all.").await;
        } else {
            tool.click(selector).await;
        }
    }
}

/// Places the sample and gives the number of its item.
pub(in crate::browser) async fn placed(browser: &Browser, site: &str) -> u32 {
    placed_as(browser, site, ASKING).await
}

#[test]
fn reading_and_handing_in_work_without_scripts() {
    let Some(_demo) = keep() else { return };
    let mut item = None;
    browse(Kind::PARTITIONED, async |browser| {
        item = Some(placed(browser, "generic").await);
    });
    let Some(item) = item else { return };
    browse(Kind::PARTITIONED.without_scripts(), async |browser| {
        let tool = browser.launch("generic", "mei", item).await;
        continue_to(tool, ASKING).await;
        tool.press(&say("card-details")).await;
        tool.sees(&say("details-rubric-same")).await;
        tool.press(&say("details-back")).await;
        hand_in(tool, Field::Plain).await;
        tool.sees(&say("receipt")).await;
        let script = "return [...document.querySelectorAll('[aria-labelledby=receipt] code')].map((one) => one.textContent)";
        let receipt = tool.until("a receipt", script, vec![]).await;
        assert!(!receipt[0].as_str().unwrap().is_empty(), "{receipt}");
        let fingerprint = receipt[1].as_str().unwrap();
        assert_eq!(fingerprint.len(), 43, "{fingerprint}");
        // What was handed in is shown with it, and the card knows.
        tool.sees("Nobody thought of the shape.").await;
        tool.press(&say("checklist-back")).await;
        tool.sees(&say("place-handed-in")).await;
    });
}
