//! What each role sees on the first page.

use super::{Browser, Home, Kind, browse, say};

/// Opens the first page as somebody, and holds it to what that role sees and does not see.
async fn sees(
    browser: &Browser,
    site: &str,
    login: &str,
    expected: &Home,
    texts: &[&str],
    not: &[&str],
) {
    let tool = browser.launch(site, login, 1).await;
    assert_eq!(tool.home().await, *expected, "{login} at {site}");
    for key in texts {
        tool.sees(&say(key)).await;
    }
    for key in not {
        assert!(!tool.shows(&say(key)).await, "{login} at {site}: {key}");
    }
}

#[test]
fn each_role_in_a_course_sees_its_own_first_page() {
    browse(Kind::PARTITIONED, async |browser| {
        let course = "Questions that Build Thinking";
        let home = |person, role| Home::of(person, course, role);
        let administration = "home-connections";
        let list = "home-credentials";
        let practice = "home-test-user-title";
        for (login, expected, texts, not) in [
            (
                "dana",
                home("Dana Rey", "instructor"),
                [list, "role-instructor-lead"],
                [administration, practice],
            ),
            (
                "priya",
                home("Priya Shah", "instructor"),
                [list, "role-instructor-lead"],
                [administration, practice],
            ),
            (
                "sam",
                home("Sam Okafor", "earner"),
                [list, "role-earner-lead"],
                [administration, practice],
            ),
            (
                "preview",
                home("Test Student", "earner"),
                [list, practice],
                [administration, "home-observer-title"],
            ),
            (
                "robin",
                home("Robin Vale", "observer"),
                ["role-observer-lead", "home-observer-title"],
                [administration, list],
            ),
            (
                "alex",
                home("Alex Quist", "visitor"),
                [administration, "home-visitor-title"],
                [practice, "home-observer-title"],
            ),
        ] {
            sees(browser, "canvas", login, &expected, &texts, &not).await;
        }
    });
}

#[test]
fn a_product_that_tells_less_about_roles_gives_no_more_than_it_tells() {
    browse(Kind::PARTITIONED, async |browser| {
        // Moodle calls whoever may not manage activities a learner, observers too.
        let robin = Home::of("Robin Vale", "Questions that Open Minds", "earner");
        let not = ["home-observer-title", "home-connections"];
        sees(
            browser,
            "moodle",
            "robin",
            &robin,
            &["home-credentials"],
            &not,
        )
        .await;
        let robin = Home::of("Robin Vale", "Asking to Learn", "observer");
        let not = ["home-credentials", "home-connections"];
        sees(
            browser,
            "generic",
            "robin",
            &robin,
            &["home-observer-title"],
            &not,
        )
        .await;
    });
}

#[test]
fn the_administrators_pages_open_for_nobody_else() {
    browse(Kind::PARTITIONED, async |browser| {
        let tool = browser.launch("canvas", "dana", 1).await;
        tool.home().await;
        for page in ["connections", "launches"] {
            let here = tool.address().await;
            let session = here.split("/app/l/").nth(1).unwrap();
            let target = format!("/app/l/{}/{page}", &session[..36]);
            let go = "location.assign(arguments[0]); return true";
            tool.until("another page", go, vec![target.into()]).await;
            tool.has_heading(&say("failure-no-access-title")).await;
        }
    });
}
