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
async fn open_picker(browser: &Browser, site: &str) {
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
