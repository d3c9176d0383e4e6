//! Launches in browsers that keep no cookie in the frame, at a product without storage: in a tab of their own.

use super::{Home, Kind, browse, say};

#[test]
fn where_nothing_can_be_kept_a_tab_is_offered_before_the_platform_is_asked() {
    browse(Kind::REFUSED, async |browser| {
        let course = browser.tab().await;
        for (site, title, authorization) in [
            ("moodle", "Questions that Open Minds", "/mod/lti/auth.php"),
            (
                "brightspace",
                "Better Questions, Deeper Talk",
                "/d2l/lti/authenticate",
            ),
        ] {
            browser.requested().await;
            let tool = browser.launch(site, "sam", 1).await;
            tool.has_heading(&say("new-tab-title")).await;
            let requests = browser.requested().await;
            let asked = |request: &String| request.contains(authorization);
            assert!(!requests.iter().any(asked), "{requests:?}");

            tool.press(&say("new-tab-button")).await;
            browser.switch_to_tab_beside(&course).await;
            let home = Home::of("Sam Okafor", title, "earner");
            assert_eq!(browser.page().home().await, home);
            browser.page().reload().await;
            assert_eq!(browser.page().home().await, home);
            browser.close_tab(&course).await;
        }
    });
}

#[test]
fn the_tab_cannot_reach_back_to_the_course() {
    browse(Kind::REFUSED, async |browser| {
        let course = browser.tab().await;
        let tool = browser.launch("moodle", "sam", 1).await;
        tool.press(&say("new-tab-button")).await;
        browser.switch_to_tab_beside(&course).await;
        browser.page().home().await;
        let script = "return window.opener === null ? 'no opener' : 'an opener'";
        let opener = browser.page().until("an answer", script, vec![]).await;
        assert_eq!(opener, "no opener");
    });
}
