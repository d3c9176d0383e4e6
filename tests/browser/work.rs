//! The work on a micro-credential: from the card to the receipt with the keyboard alone, on a narrow screen, without
//! scripts; and what becomes of what was typed when tabs, connections and sessions come in between.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection};

use super::keyboard::{press, tab_to};
use super::picker::{VOICES, open_picker, tick};
use super::view::eventually;
use super::{Browser, Kind, View, browse, say};
use crate::file::media::pdf;

/// Places the sample in a course and gives the number of its item. Somebody may have done so before.
pub(super) async fn placed(browser: &Browser, site: &str) -> u32 {
    open_picker(browser, site).await;
    tick(browser, VOICES).await;
    browser.tool().press(&say("shelf-add-chosen")).await;
    browser.page().sees("1 item was added.").await;
    let script = "
        const links = [...document.querySelectorAll('.items a')];
        return links.find((link) => link.textContent.includes(arguments[0]))?.href ?? null";
    let found = browser
        .page()
        .until("the item", script, vec![json!(VOICES)])
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

async fn type_keys(browser: &Browser, text: &str) {
    let mut actions = KeyActions::new("keys".to_owned());
    for value in text.chars() {
        actions = actions
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
    }
    browser.client().perform_actions(actions).await.unwrap();
}

/// Presses Tab until the field of this name has the focus. Whatever has it on the way shows that, and nothing lies over it.
async fn tab_to_field(browser: &Browser, name: &str) {
    let script = "
        const element = document.activeElement;
        if (!element || element === document.body) return '';
        const box = element.getBoundingClientRect();
        const bar = document.querySelector('.save-bar');
        const isIn = bar?.contains(element);
        const over = bar && !isIn && box.height < 300 && box.bottom > bar.getBoundingClientRect().top + 1;
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

async fn fill(browser: &Browser, name: &str, text: &str) {
    tab_to_field(browser, name).await;
    type_keys(browser, text).await;
}

async fn is_saved(tool: View<'_>) {
    let script = "
        const shown = document.getElementById('save-state');
        return shown.textContent.startsWith(shown.dataset.saved)";
    tool.until("that all is saved", script, vec![]).await;
}

/// No page is wider than its window.
async fn fits(tool: View<'_>, what: &str) {
    let script =
        "return [document.documentElement.scrollWidth - document.documentElement.clientWidth]";
    let found = tool.until("a width", script, vec![]).await;
    assert!(found[0].as_i64().unwrap() <= 0, "{what} is too wide");
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
        by_keyboard(browser, "canvas").await
    });
}

#[test]
fn a_phone_leads_from_the_card_to_the_receipt() {
    browse(Kind::PARTITIONED, async |browser| {
        browser.set_width(360).await;
        by_keyboard(browser, "moodle").await;
    });
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
        browser.switch_to(&second).await;
        browser.close_tab(&first).await;
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

#[test]
fn rubbish_that_word_processors_bring_stays_out() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "generic").await;
        let tool = card(browser, "generic", "mei", item).await;
        open_part(tool, "Part 3").await;
        let script = "
            const page = document.querySelector('#slot-what-changed [data-page]');
            page.focus();
            const data = new DataTransfer();
            data.setData('text/html', `<html><head><style>p.MsoNormal{margin:0}</style></head><body>
                <b style='font-weight:normal' id='docs-internal-guid-1'><p class=MsoNormal style='color:red'>One
                <span style='font-weight:700'>strong</span> word<o:p></o:p></p></b>
                <ul><li><p>Item</p></li></ul><img src=x onerror=alert(1)><script>alert(1)</`+`script>
                <a href='javascript:alert(1)'>bad</a> <a href='https://example.org/'>good</a></body></html>`);
            data.setData('text/plain', 'One strong word');
            page.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            return page.innerHTML";
        let pasted = tool.until("a paste", script, vec![]).await;
        let pasted = pasted.as_str().unwrap();
        for gone in ["style", "Mso", "o:p", "script", "img", "span", "<b"] {
            assert!(!pasted.contains(gone), "{gone} in {pasted}");
        }
        assert!(pasted.contains("<strong>strong</strong>"), "{pasted}");
        assert!(pasted.contains("<li>Item</li>"), "{pasted}");
        is_saved(tool).await;
    });
}

/// Presses the LMS's buttons between two pages of the tool, where no script does, until the tool shows this heading.
async fn continue_to(view: View<'_>, heading: &str) {
    eventually(heading, async || {
        let script = "
            if (document.querySelector('h1')?.textContent.trim() === arguments[0]) return true;
            const button = document.querySelector('form[data-submit] button');
            if (button && !button.dataset.pressed) { button.dataset.pressed = 'yes'; button.click(); }
            return false;";
        let is_there = view.once(script, vec![json!(heading)]).await?;
        Ok((is_there == true).then_some(()))
    })
    .await;
}

#[test]
fn reading_and_saving_work_without_scripts() {
    let mut item = None;
    browse(Kind::PARTITIONED, async |browser| {
        item = Some(placed(browser, "canvas").await)
    });
    let Some(item) = item else { return };
    browse(Kind::PARTITIONED.without_scripts(), async |browser| {
        let tool = browser.launch("canvas", "mei", item).await;
        continue_to(tool, VOICES).await;
        tool.press(&say("card-details")).await;
        tool.sees(&say("details-rubric-same")).await;
        tool.press(&say("details-back")).await;
        tool.press(&say("card-start")).await;
        tool.has_heading(&say("checklist-title")).await;
        tool.press("Part 3").await;
        tool.fill("#f_what-changed_text", "Written without scripts.")
            .await;
        tool.press(&say("workspace-save-check")).await;
        tool.has_heading(&say("check-title")).await;
        tool.press(&say("check-go-on")).await;
        tool.has_heading(&say("submit-title")).await;
        tool.sees("3 words").await;
    });
}

/// Waits for what a file's line says.
async fn file_says(tool: View<'_>, text: &str) {
    let script = "
        const list = document.getElementById('files-observed-account');
        return list !== null && list.innerText.includes(arguments[0])";
    tool.until(text, script, vec![json!(text)]).await;
}

/// Presses a button wherever on the page it is; the bar at the bottom may lie over it until somebody scrolls.
async fn push(tool: View<'_>, selector: &str) {
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
    file_says(tool, "Account of a visit.pdf").await;
    file_says(tool, "3 pages").await;
    is_saved(tool).await;
    let kept = "return document.getElementById('f_lesson-video_transcript').value";
    let kept = tool.until("the text", kept, vec![]).await;
    assert_eq!(kept, json!("Typed while a file comes."));

    tool.fill(
        "#files-observed-account input[name=caption]",
        "With notes by minute",
    )
    .await;
    push(tool, "#files-observed-account [data-describe] button").await;
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
