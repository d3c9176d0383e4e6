//! Deep linking: from the course to the picker and back with a choice.

use super::{Browser, Home, Kind, browse, say};

/// What the course holds, by title.
async fn items(browser: &Browser) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll('.items a')].map((link) => link.textContent.trim())";
    let items = browser.page().until("items", script, vec![]).await;
    let items = items.as_array().unwrap();
    items
        .iter()
        .map(|title| title.as_str().unwrap().to_owned())
        .collect()
}

/// The course as its teacher sees it, with the picker open.
pub(super) async fn open_picker(browser: &Browser, site: &str) {
    browser.open(&browser.demo.item(site, "dana", 1)).await;
    let course = format!("{}/{site}/courses/1", browser.demo.lms);
    browser.open(&course).await;
    browser.page().press("Add a credential").await;
    browser.tool().has_heading(&say("picker-title")).await;
}

fn what_is_chosen_is_placed_and_launches(kind: Kind, site: &'static str, course: &'static str) {
    browse(kind, async |browser| {
        open_picker(browser, site).await;
        browser.tool().press(&say("picker-page-button")).await;
        browser.page().sees("1 item was added.").await;
        browser.page().has_heading(course).await;
        assert!(
            items(browser)
                .await
                .contains(&"Micro-credentials".to_owned())
        );

        browser.page().press("Micro-credentials").await;
        let home = Home::of("Dana Rey", course, "instructor");
        assert_eq!(browser.tool().home().await, home);
        browser.tool().has_heading("Micro-credentials").await;
    });
}

#[test]
fn what_is_chosen_in_the_picker_is_placed_and_launches() {
    let course = "Questions that Build Thinking";
    what_is_chosen_is_placed_and_launches(Kind::PARTITIONED, "canvas", course);
}

#[test]
fn the_picker_works_without_cookies() {
    what_is_chosen_is_placed_and_launches(Kind::REFUSED, "generic", "Asking to Learn");
}

#[test]
fn cancelling_the_picker_leads_back_and_places_nothing() {
    browse(Kind::PARTITIONED, async |browser| {
        open_picker(browser, "brightspace").await;
        browser.tool().press(&say("picker-cancel")).await;
        browser.page().sees("Nothing was added.").await;
        browser
            .page()
            .has_heading("Better Questions, Deeper Talk")
            .await;
        assert!(
            !items(browser)
                .await
                .contains(&"Micro-credentials".to_owned())
        );
    });
}

pub(super) const VOICES: &str = "Routines That Bring In Every Voice";
pub(super) const ASKING: &str = "Planning Questions That Open a Lesson";
const TALK: &str = "Talk That Builds Thinking";

/// The columns of a course's gradebook.
async fn columns(browser: &Browser, site: &str) -> Vec<String> {
    let gradebook = format!("{}/{site}/courses/1/gradebook", browser.demo.lms);
    browser.open(&gradebook).await;
    let script = "return [...document.querySelectorAll('thead th')].slice(1).map((cell) =>
        cell.textContent.replace(/\\s+/g, ' ').trim())";
    let columns = browser.page().until("columns", script, vec![]).await;
    let columns = columns.as_array().unwrap();
    columns
        .iter()
        .map(|title| title.as_str().unwrap().to_owned())
        .collect()
}

/// Ticks what has this title.
pub(super) async fn tick(browser: &Browser, title: &str) {
    browser
        .tool()
        .click_at(&format!("//label[normalize-space(.)=\"{title}\"]"))
        .await;
}

#[test]
fn one_micro_credential_is_placed_with_its_column_and_a_copy_of_the_course_binds_itself() {
    browse(Kind::PARTITIONED, async |browser| {
        open_picker(browser, "moodle").await;
        let tool = browser.tool();
        tool.fill("#search", "every voice").await;
        tool.press(&say("shelf-search-button")).await;
        tick(browser, VOICES).await;
        tool.press(&say("shelf-add-chosen")).await;
        browser.page().sees("1 item was added.").await;
        browser
            .page()
            .has_heading("Questions that Open Minds")
            .await;
        assert!(items(browser).await.contains(&VOICES.to_owned()));
        let columns = columns(browser, "moodle").await;
        assert!(
            columns.iter().any(|column| column.starts_with(VOICES)),
            "{columns:?}"
        );

        let course = format!("{}/moodle/courses/1", browser.demo.lms);
        browser.open(&course).await;
        browser.page().press(VOICES).await;
        tool.has_heading(VOICES).await;
        browser.open(&course).await;
        browser.page().press("Copy this course").await;
        browser
            .page()
            .has_heading("Questions that Open Minds (copy)")
            .await;
        browser.page().press(VOICES).await;
        tool.has_heading(VOICES).await;
    });
}

#[test]
fn several_and_a_stack_are_placed_with_what_the_gradebook_shall_show() {
    browse(Kind::PARTITIONED, async |browser| {
        open_picker(browser, "canvas").await;
        let tool = browser.tool();
        tool.press(&say("grade-pass-only-title")).await;
        tick(browser, ASKING).await;
        // What is ticked stays while somebody searches for something else.
        tool.fill("#search", "builds thinking").await;
        tool.press(&say("shelf-search-button")).await;
        tool.sees(&say("shelf-kept")).await;
        tick(browser, TALK).await;
        tool.press(&say("shelf-add-chosen")).await;
        browser.page().sees("2 items were added.").await;
        let columns = columns(browser, "canvas").await;
        for title in [ASKING, TALK] {
            let column = format!("{title} of 1");
            assert!(columns.contains(&column), "{columns:?}");
        }
        let course = format!("{}/canvas/courses/1", browser.demo.lms);
        browser.open(&course).await;
        browser.page().press(TALK).await;
        tool.has_heading(TALK).await;
        tool.press(VOICES).await;
        tool.has_heading(VOICES).await;
    });
}

#[test]
fn an_instructor_chooses_what_a_link_to_nothing_shows() {
    browse(Kind::PARTITIONED, async |browser| {
        browser
            .open(&browser.demo.item("brightspace", "dana", 2))
            .await;
        let tool = browser.tool();
        tool.press(&say("unbound-choose-button")).await;
        tool.has_heading(&say("choose-title")).await;
        let path =
            format!("//article[.//h3[normalize-space(.)=\"{VOICES}\"]]//button[@name='choice']");
        tool.click_at(&path).await;
        tool.has_heading(VOICES).await;
        browser
            .open(&browser.demo.item("brightspace", "sam", 2))
            .await;
        tool.has_heading(VOICES).await;
    });
}
