//! The keyboard alone: from the course into the tool, through its pages, and out again.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::view::eventually;
use super::{Browser, Home, Kind, View, browse, say};

pub(super) async fn press(browser: &Browser, key: Key) {
    let value = char::from(key);
    let actions = KeyActions::new("keys".to_owned())
        .then(KeyAction::Down { value })
        .then(KeyAction::Up { value });
    browser.client().perform_actions(actions).await.unwrap();
}

/// The text of what has the focus in a place, after checking that one can see that it has it.
async fn focused(view: View<'_>) -> String {
    let script = "
        const element = document.activeElement;
        if (!element || element === document.body) return '';
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
        const visible = element.matches(':focus-visible') && (outlined || style.boxShadow !== 'none');
        const name = element.textContent.replace(/\\s+/g, ' ').trim() || element.name || element.localName;
        return (visible || element.localName === 'iframe' ? '' : 'focus not visible: ') + name;";
    let name = view.once(script, vec![]).await.unwrap_or(Value::Null);
    name.as_str().unwrap_or_default().to_owned()
}

/// Presses Tab until what has the focus reads so.
pub(super) async fn tab_to(browser: &Browser, view: View<'_>, label: &str) {
    let mut met = Vec::new();
    for _ in 0..40 {
        press(browser, Key::Tab).await;
        let name = focused(view).await;
        assert!(!name.starts_with("focus not visible"), "{name}");
        if name.contains(label) {
            return;
        }
        met.push(name);
    }
    panic!("{label} is not among {met:?}");
}

#[test]
fn the_keyboard_leads_from_the_course_through_the_tool_and_out_again() {
    browse(Kind::PARTITIONED, async |browser| {
        browser.open(&browser.demo.item("canvas", "alex", 1)).await;
        let course = format!("{}/canvas/courses/1", browser.demo.lms);
        browser.open(&course).await;
        let (page, tool) = (browser.page(), browser.tool());
        tab_to(browser, page, "Explore the credentials").await;
        press(browser, Key::Enter).await;
        let home = Home::of("Alex Quist", "Questions that Build Thinking", "visitor");
        assert_eq!(tool.home().await, home);

        // Into the frame, past what explains the role, to the page of connections.
        tab_to(browser, page, "Open in a new tab").await;
        tab_to(browser, page, "tool").await;
        // What others have placed in the course comes first.
        let is_there = "return document.activeElement.tagName === 'SUMMARY'";
        for _ in 0..40 {
            if tool.once(is_there, vec![]).await.unwrap() == json!(true) {
                break;
            }
            press(browser, Key::Tab).await;
        }
        press(browser, Key::Enter).await;
        let script = "return document.activeElement.closest('details').open";
        tool.until("an open explanation", script, vec![]).await;
        tab_to(browser, tool, &say("home-connections")).await;
        press(browser, Key::Enter).await;
        tool.has_heading(&say("connections-title")).await;

        // Everything on that page can be reached, and the last of it leads out of the frame.
        let reached = tab_through(browser).await;
        let script = "
            return [...document.querySelectorAll('a[href], button, summary')]
                .filter((element) => element.checkVisibility())
                .map((element) => element.textContent.replace(/\\s+/g, ' ').trim())";
        let all = tool.until("what can be pressed", script, vec![]).await;
        assert_eq!(json!(reached), all);
    });
}

/// Presses Tab until the focus has been in the tool's frame and has left it. Gives what had it.
async fn tab_through(browser: &Browser) -> Vec<String> {
    let mut reached = Vec::new();
    for _ in 0..80 {
        press(browser, Key::Tab).await;
        let name = eventually("a focus", async || Ok(Some(focused(browser.tool()).await))).await;
        assert!(!name.starts_with("focus not visible"), "{name}");
        if !name.is_empty() {
            reached.push(name);
        } else if !reached.is_empty() {
            return reached;
        }
    }
    panic!("the frame holds the focus for ever: {reached:?}");
}
