//! From the card to the receipt with the keyboard alone, wide and narrow.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::{card, is_saved, placed, type_keys};
use crate::browser::keyboard::{press, tab_to};
use crate::browser::{Browser, Kind, View, browse, say};

/// Presses Tab until the field of this name has the focus. Whatever has it on the way shows that, and nothing lies over it.
pub(in crate::browser) async fn tab_to_field(browser: &Browser, name: &str) {
    let script = "
        const element = document.activeElement;
        if (!element || element === document.body) return '';
        const box = element.getBoundingClientRect();
        const bar = document.querySelector('.save-bar');
        const isIn = bar?.contains(element);
        const under = bar?.getBoundingClientRect();
        // Two columns side by side have a bar below one of them.
        const isBeside = under && (box.right <= under.left || box.left >= under.right);
        const over = bar && !isIn && !isBeside && box.height < 300 && box.bottom > under.top + 1;
        return (over ? 'hidden: ' : '') + (element.name || element.id || element.dataset.command || element.localName)";
    let mut met = Vec::new();
    for _ in 0..120 {
        press(browser, Key::Tab).await;
        let found = browser.tool().once(script, vec![]).await;
        let found = found.unwrap_or(Value::Null);
        let found = found.as_str().unwrap_or_default().to_owned();
        assert!(!found.starts_with("hidden: "), "{found} lies under the bar");
        if found == name {
            return;
        }
        met.push(found);
    }
    panic!("{name} is not among {met:?}");
}

pub(in crate::browser) async fn fill(browser: &Browser, name: &str, text: &str) {
    tab_to_field(browser, name).await;
    type_keys(browser, text).await;
}

/// No page is wider than its window.
pub(in crate::browser) async fn fits(tool: View<'_>, what: &str) {
    let script = "const { scrollWidth, clientWidth } = document.documentElement;
        const beyond = (one) => one.getBoundingClientRect().right > clientWidth + 0.5;
        const all = [...document.querySelectorAll('body *')].filter(beyond).slice(0, 8);
        return [scrollWidth - clientWidth, all.map((one) => `${one.tagName}.${one.className}#${one.id}`)]";
    let found = tool.until("a width", script, vec![]).await;
    assert!(
        found[0].as_i64().unwrap() <= 0,
        "{what} is too wide: {found}"
    );
}

/// The whole way by keys. The recording is linked; three notes are typed.
async fn by_keyboard(browser: &Browser, site: &str) {
    let item = placed(browser, site).await;
    let tool = card(browser, site, "sam", item).await;
    fits(tool, "the card").await;
    tab_to(browser, tool, &say("card-start")).await;
    press(browser, Key::Enter).await;
    tool.has_heading(&say("checklist-title")).await;
    fits(tool, "the checklist").await;
    tab_to(browser, tool, "Part 1").await;
    press(browser, Key::Enter).await;
    log(browser, tool).await;
    film(browser, tool).await;
    change(browser, tool).await;
    hand_in(browser, tool).await;
}

/// Four visits.
async fn log(browser: &Browser, tool: View<'_>) {
    tool.has_heading("Part 1: Looking around").await;
    fits(tool, "the log").await;
    for row in 0..4 {
        let field = |name: &str| format!("a_visit-log_{row}_{name}");
        fill(browser, &field("date"), "10022026").await;
        fill(browser, &field("minutes"), "20").await;
        for (name, text) in [
            ("setting", "Grade 4, science"),
            ("focus", "Who is asked"),
            ("seen", "8 of 24 spoke"),
            ("take_away", "Wait longer"),
        ] {
            fill(browser, &field(name), text).await;
        }
        if row < 3 {
            tab_to_field(browser, "do").await;
            press(browser, Key::Enter).await;
            // The new row has the focus already; one step back leads in front of it.
            let script = "return document.activeElement.name";
            let focused = tool.until("a new row", script, vec![]).await;
            assert_eq!(focused, json!(format!("a_visit-log_{}_date", row + 1)));
            browser
                .tool()
                .once("document.activeElement.closest('[data-row]').previousElementSibling.querySelector('textarea:last-of-type').focus()", vec![])
                .await
                .unwrap();
        }
    }
    is_saved(tool).await;
    tool.sees("Complete").await;
    tab_to(browser, tool, &say("workspace-save-next")).await;
    press(browser, Key::Enter).await;
}

/// A film that lies elsewhere, with three notes.
async fn film(browser: &Browser, tool: View<'_>) {
    tool.has_heading("Part 2: Your class").await;
    fits(tool, "the film").await;
    let film = |name: &str| format!("a_lesson-video_{name}");
    fill(browser, &film("link"), "https://video.example.org/lesson").await;
    fill(browser, &film("stated_length"), "7:10").await;
    fill(browser, &film("transcript"), "Good morning.").await;
    for (row, (at, text)) in [
        ("1:10", "Pairs turn to each other."),
        ("3:15", "A quiet student answers."),
        ("5:02", "Somebody builds on it."),
    ]
    .into_iter()
    .enumerate()
    {
        fill(browser, &film(&format!("{row}_at")), at).await;
        fill(browser, &film(&format!("{row}_text")), text).await;
        tab_to_field(browser, &film(&format!("{row}_components"))).await;
        press(browser, Key::Space).await;
        if row < 2 {
            tab_to_field(browser, "do").await;
            press(browser, Key::Enter).await;
            browser
                .tool()
                .once("document.activeElement.closest('[data-row]').previousElementSibling.querySelector('input[type=checkbox]').focus()", vec![])
                .await
                .unwrap();
        }
    }
    is_saved(tool).await;
    tab_to(browser, tool, &say("workspace-save-next")).await;
    press(browser, Key::Enter).await;
}

/// A table and a text.
async fn change(browser: &Browser, tool: View<'_>) {
    tool.has_heading("Part 3: What changed").await;
    fits(tool, "the table").await;
    for (row, what) in ["Present", "Spoke", "Ideas used"].into_iter().enumerate() {
        for (name, text) in [
            ("counted", what),
            ("before", "8"),
            ("after", "15"),
            ("counted-how", "Tally, 20 minutes"),
        ] {
            fill(browser, &format!("a_count-table_{row}_{name}"), text).await;
        }
        if row < 2 {
            tab_to_field(browser, "do").await;
            press(browser, Key::Enter).await;
            browser
                .tool()
                .once("document.activeElement.closest('[data-row]').previousElementSibling.querySelector('.field:last-child :is(input, textarea)').focus()", vec![])
                .await
                .unwrap();
        }
    }
    fill(
        browser,
        "e_what-changed",
        "Seven more students spoke, and used each other’s words.",
    )
    .await;
    is_saved(tool).await;
    tool.sees("9 / 350 words").await;
    tab_to(browser, tool, &say("workspace-save-check")).await;
    press(browser, Key::Enter).await;
}

/// Checks it, confirms and hands in.
async fn hand_in(browser: &Browser, tool: View<'_>) {
    tool.has_heading(&say("check-title")).await;
    tool.sees(&say("check-nothing-title")).await;
    fits(tool, "the self-check").await;
    tab_to(browser, tool, &say("check-go-on")).await;
    press(browser, Key::Enter).await;
    tool.has_heading(&say("submit-title")).await;
    fits(tool, "the page to hand in on").await;
    for name in ["own_work", "student_privacy", "consent_obtained"] {
        tab_to_field(browser, name).await;
        press(browser, Key::Space).await;
    }
    fill(browser, "ai_disclosure", "Not at all.").await;
    tab_to(browser, tool, &say("submit-button")).await;
    press(browser, Key::Enter).await;
    tool.has_heading(&say("status-submitted-title")).await;
    tool.sees(&say("receipt")).await;
    fits(tool, "the receipt").await;
}

#[test]
fn the_keyboard_leads_from_the_card_to_the_receipt() {
    browse(Kind::PARTITIONED, async |browser| {
        by_keyboard(browser, "canvas").await;
    });
}

#[test]
fn a_phone_leads_from_the_card_to_the_receipt() {
    browse(Kind::PARTITIONED, async |browser| {
        browser.set_width(360).await;
        by_keyboard(browser, "moodle").await;
    });
}
