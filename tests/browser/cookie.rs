//! Launches in a frame of the LMS in browsers that keep a cookie for the tool there.

use serde_json::json;

use super::{Browser, Home, Kind, View, browse};

/// Whether the browser lets the tool's frame use its ordinary cookies.
async fn has_storage_access(tool: View<'_>) -> bool {
    tool.home().await;
    let script = "return document.hasStorageAccess().then((has) => has ? 'yes' : 'no')";
    tool.until("an answer", script, vec![]).await == "yes"
}

/// Every product's launch ends on the first page, with who is there.
async fn each_product_lands_on_the_first_page(browser: &Browser) {
    for (site, course) in [
        ("canvas", "Questions that Build Thinking"),
        ("moodle", "Questions that Open Minds"),
        ("brightspace", "Better Questions, Deeper Talk"),
        ("generic", "Asking to Learn"),
    ] {
        let tool = browser.launch(site, "sam", 1).await;
        assert_eq!(tool.home().await, Home::of("Sam Okafor", course, "earner"));
        tool.has_heading("Earn: asking follow-up questions").await;
        tool.reload().await;
        assert_eq!(tool.home().await, Home::of("Sam Okafor", course, "earner"));
    }
}

#[test]
fn a_launch_in_a_frame_works_where_third_party_cookies_are_allowed() {
    browse(Kind::ALLOWED, async |browser| {
        each_product_lands_on_the_first_page(browser).await;
        assert!(has_storage_access(browser.tool()).await);
    });
}

#[test]
fn a_launch_in_a_frame_works_where_third_party_cookies_are_blocked() {
    browse(Kind::PARTITIONED, async |browser| {
        each_product_lands_on_the_first_page(browser).await;
        assert!(!has_storage_access(browser.tool()).await);
    });
}

#[test]
fn every_cookie_of_the_tool_belongs_to_the_lms_around_it_and_is_out_of_reach_of_scripts() {
    browse(Kind::ALLOWED, async |browser| {
        let tool = browser.launch("canvas", "sam", 1).await;
        tool.home().await;
        let all = browser.devtools("Storage.getCookies", json!({})).await;
        let ours: Vec<_> = all["cookies"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|cookie| cookie["domain"] == "localhost")
            .collect();
        assert_eq!(ours.len(), 2, "{ours:?}");
        for cookie in ours {
            assert_eq!(cookie["partitionKey"]["topLevelSite"], "http://127.0.0.1");
            assert_eq!(cookie["httpOnly"], true);
            assert_eq!(cookie["secure"], true);
        }
        let script = "return document.cookie === '' ? 'none' : document.cookie";
        assert_eq!(tool.until("cookies", script, vec![]).await, "none");
    });
}
