//! Browsers in which scripts are switched off, for the LMS and the tool alike. The LMS then asks for a press of a
//! button wherever its script would send a form.

use super::view::eventually;
use super::{Browser, Home, Kind, View, browse, say};

/// Presses the LMS's buttons between two pages of the tool until the tool shows its first page.
async fn continue_home(view: View<'_>) -> Home {
    eventually("the way to the first page", async || {
        let script = "
            if (location.pathname.startsWith('/app/l/')) return true;
            const button = document.querySelector('form[data-submit] button');
            if (button && !button.dataset.pressed) { button.dataset.pressed = 'yes'; button.click(); }
            return false;";
        let is_there = view.once(script, vec![]).await?;
        Ok((is_there == true).then_some(()))
    })
    .await;
    view.home().await
}

#[test]
fn with_a_cookie_everything_works_without_scripts() {
    browse(Kind::PARTITIONED.without_scripts(), async |browser| {
        for (site, course) in [
            ("canvas", "Questions that Build Thinking"),
            ("moodle", "Questions that Open Minds"),
            ("generic", "Asking to Learn"),
        ] {
            let tool = browser.launch(site, "alex", 1).await;
            assert_eq!(continue_home(tool).await.course, course);
            // Times stay in UTC and say so.
            tool.sees(" UTC").await;
            tool.press(&say("home-connections")).await;
            tool.has_heading(&say("connections-title")).await;
            tool.press(&say("invite-button")).await;
            tool.sees("/lti/register?invite=").await;
        }
    });
}

#[test]
fn the_picker_works_without_scripts() {
    browse(Kind::PARTITIONED.without_scripts(), async |browser| {
        let query = "person=dana&course=1&message=deep_linking&placement=ContentArea";
        browser
            .open(&browser.demo.launch("brightspace", query))
            .await;
        press_on(browser.tool(), &say("picker-page-button")).await;
        press_on(browser.tool(), &say("return-button")).await;
        browser.tool().sees("1 item was added.").await;
        browser.tool().press("Back to the course").await;
        browser
            .page()
            .has_heading("Better Questions, Deeper Talk")
            .await;
    });
}

/// Presses the LMS's buttons until the tool shows the one that reads so, and presses that.
async fn press_on(view: View<'_>, label: &str) {
    eventually(label, async || {
        let script = "
            if ([...document.querySelectorAll('button')].some((one) => one.textContent.trim() === arguments[0])) return true;
            const button = document.querySelector('form[data-submit] button');
            if (button && !button.dataset.pressed) { button.dataset.pressed = 'yes'; button.click(); }
            return false;";
        let is_there = view.once(script, vec![label.into()]).await?;
        Ok((is_there == true).then_some(()))
    })
    .await;
    view.press(label).await;
}

/// The page that would wait for a script says what to do without one, and its button works.
async fn a_tab_is_offered(browser: &Browser, site: &str, course: &str) {
    let tab = browser.tab().await;
    browser.open(&browser.demo.item(site, "sam", 1)).await;
    press_on(browser.tool(), &say("new-tab-button")).await;
    browser.switch_to_tab_beside(&tab).await;
    let home = continue_home(browser.page()).await;
    assert_eq!(home, Home::of("Sam Okafor", course, "earner"));
    browser.close_tab(&tab).await;
}

#[test]
fn without_cookies_and_scripts_a_tab_is_offered_that_works() {
    browse(Kind::REFUSED.without_scripts(), async |browser| {
        a_tab_is_offered(browser, "generic", "Asking to Learn").await;
        a_tab_is_offered(browser, "canvas", "Questions that Build Thinking").await;
        a_tab_is_offered(browser, "moodle", "Questions that Open Minds").await;
    });
}

#[test]
fn a_page_that_would_wait_for_a_script_says_what_to_do_without_one() {
    browse(Kind::REFUSED.without_scripts(), async |browser| {
        let tool = browser.launch("generic", "sam", 1).await;
        tool.has_heading(&say("new-tab-title")).await;
        let script = "return document.getElementById('waiting').checkVisibility() ? 'waits' : 'does not wait'";
        let waiting = tool.until("an answer", script, vec![]).await;
        assert_eq!(waiting, "does not wait");
    });
}
