//! Back and reload.

use super::{Browser, Home, Kind, browse, say};

/// How many tokens the browser has posted since the last look.
async fn tokens_posted(browser: &Browser) -> usize {
    let target = format!("POST {}/lti/launch", browser.demo.tool);
    let requests = browser.requested().await;
    requests.iter().filter(|one| **one == target).count()
}

/// From the first page on, back again and reload; the token is posted once.
fn back_and_reload_lead_to_the_same_page(kind: Kind) {
    browse(kind, async |browser| {
        browser.requested().await;
        let home = Home::of("Alex Quist", "Questions that Build Thinking", "visitor");
        let tool = browser.launch("canvas", "alex", 1).await;
        assert_eq!(tool.home().await, home);
        tool.press(&say("home-connections")).await;
        tool.has_heading(&say("connections-title")).await;
        tool.back().await;
        assert_eq!(tool.home().await, home);
        tool.reload().await;
        assert_eq!(tool.home().await, home);
        assert_eq!(tokens_posted(browser).await, 1);
    });
}

#[test]
fn back_and_reload_in_the_frame_show_pages_and_post_no_token_again() {
    back_and_reload_lead_to_the_same_page(Kind::PARTITIONED);
}

#[test]
fn back_and_reload_without_cookies_show_pages_and_post_no_token_again() {
    back_and_reload_lead_to_the_same_page(Kind::REFUSED);
}

#[test]
fn back_from_the_first_page_leads_to_the_course() {
    browse(Kind::PARTITIONED, async |browser| {
        let course = format!("{}/canvas/courses/1", browser.demo.lms);
        browser.open(&browser.demo.item("canvas", "sam", 1)).await;
        browser.open(&course).await;
        browser.page().press("Explore the credentials").await;
        browser.tool().home().await;
        browser.page().back().await;
        assert_eq!(browser.page().address().await, course);
    });
}

#[test]
fn back_and_reload_in_a_tab_of_its_own_never_show_an_error() {
    browse(Kind::PARTITIONED, async |browser| {
        let raw = format!("{}/canvas/launch/raw?person=sam&item=1", browser.demo.lms);
        browser.open(&browser.demo.lms).await;
        browser.requested().await;
        browser.open(&raw).await;
        let home = Home::of("Sam Okafor", "Questions that Build Thinking", "earner");
        assert_eq!(browser.page().home().await, home);
        browser.page().reload().await;
        assert_eq!(browser.page().home().await, home);
        assert_eq!(tokens_posted(browser).await, 1);
        browser.page().back().await;
        let shown = browser.page().address().await;
        assert_eq!(shown, format!("{}/", browser.demo.lms));
        assert_eq!(tokens_posted(browser).await, 0);
    });
}
