//! Launches in browsers that keep no cookie for the tool in its frame, at products that keep a secret for it instead:
//! Canvas in a frame beside the tool's, the generic platform in the page around it.

use serde_json::json;

use super::{Browser, Home, Kind, browse, say};

const SITES: [(&str, &str); 2] = [
    ("canvas", "Questions that Build Thinking"),
    ("generic", "Asking to Learn"),
];

/// The tool's cookies.
async fn cookies(browser: &Browser) -> usize {
    let all = browser.devtools("Storage.getCookies", json!({})).await;
    let all = all["cookies"].as_array().unwrap();
    all.iter()
        .filter(|cookie| cookie["domain"] == "localhost")
        .count()
}

/// What the LMS keeps for the tool.
async fn kept(browser: &Browser) -> Vec<String> {
    let script = "return Object.keys(localStorage).filter((key) => key.includes('microcred_'))
        .map((key) => localStorage.getItem(key))";
    let kept = browser.page().until("something kept", script, vec![]).await;
    let kept = kept.as_array().unwrap();
    kept.iter()
        .map(|value| value.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_launch_without_any_cookie_goes_through_the_platforms_storage_and_reload_resumes_it() {
    browse(Kind::REFUSED, async |browser| {
        for (site, course) in SITES {
            let tool = browser.launch(site, "mei", 1).await;
            let home = Home::of("Mei Lindqvist", course, "earner");
            assert_eq!(tool.home().await, home);
            tool.reload().await;
            assert_eq!(tool.home().await, home);
            assert_eq!(cookies(browser).await, 0);
            // Scripts of the page that was resumed have run: times are in the reader's zone.
            let script = "return [...document.querySelectorAll('time')].every((time) =>
                !time.textContent.includes('UTC'))";
            tool.until("local times", script, vec![]).await;
        }
    });
}

#[test]
fn what_the_platform_keeps_is_in_no_address_and_in_no_log() {
    browse(Kind::REFUSED, async |browser| {
        for (site, _) in SITES {
            let tool = browser.launch(site, "sam", 1).await;
            tool.home().await;
            tool.reload().await;
            tool.home().await;
        }
        let secrets = kept(browser).await;
        assert_eq!(secrets.len(), 4, "a login's and a session's for each site");
        assert!(secrets.iter().all(|secret| secret.len() == 43));
        let mut requests = browser.requested().await;
        // What the page itself loaded and fetched is not always in that log.
        let script = "return performance.getEntries().map((entry) => entry.name)";
        let fetched = browser.tool().until("entries", script, vec![]).await;
        let fetched = fetched.as_array().unwrap().iter();
        requests.extend(fetched.filter_map(|name| name.as_str().map(str::to_owned)));
        for step in ["/lti/login?", "/lti/launch", "/app/l/"] {
            let seen = requests.iter().any(|request| request.contains(step));
            assert!(seen, "what was seen shows {step}");
        }
        let log = browser.demo.log();
        assert!(log.contains("launch accepted"), "{log}");
        for secret in &secrets {
            let leaks = |text: &String| text.contains(secret.as_str());
            assert_eq!(requests.iter().find(|request| leaks(request)), None);
            assert!(!leaks(&log));
        }
    });
}

#[test]
fn pages_and_forms_of_a_session_work_without_a_cookie() {
    browse(Kind::REFUSED, async |browser| {
        for (site, course) in SITES {
            let tool = browser.launch(site, "alex", 1).await;
            assert_eq!(tool.home().await, Home::of("Alex Quist", course, "visitor"));
            tool.press(&say("home-connections")).await;
            tool.has_heading(&say("connections-title")).await;
            tool.press(&say("invite-button")).await;
            tool.sees(&say("invite-new-title")).await;
            tool.sees("/lti/register?invite=").await;
            tool.press(&say("connections-home")).await;
            assert_eq!(tool.home().await, Home::of("Alex Quist", course, "visitor"));
        }
    });
}

#[test]
fn a_platform_that_promises_storage_and_does_not_keep_it_leads_to_a_tab() {
    browse(Kind::REFUSED, async |browser| {
        // The platform's storage is full before the tool comes.
        browser.open(&browser.demo.lms).await;
        let fill = "localStorage.setItem(`lti|platform_storage|canvas|${arguments[0]}|other`, 'x'.repeat(4096));
            return true";
        let origin = vec![json!(browser.demo.tool)];
        browser.page().until("a full storage", fill, origin).await;
        let course = browser.tab().await;
        let tool = browser.launch("canvas", "sam", 1).await;
        tool.has_heading(&say("new-tab-title")).await;
        tool.press(&say("new-tab-button")).await;
        browser.switch_to_tab_beside(&course).await;
        let home = Home::of("Sam Okafor", "Questions that Build Thinking", "earner");
        assert_eq!(browser.page().home().await, home);
    });
}
