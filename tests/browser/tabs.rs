//! Several launches at once in one browser.

use super::{Home, Kind, browse};

/// Two persons, courses and roles, one tab each; both stay who they are.
fn both_stay_right(
    kind: Kind,
    first: (&'static str, &'static str),
    second: (&'static str, &'static str),
) {
    browse(kind, async |browser| {
        let one = browser.tab().await;
        browser.launch(first.0, "dana", 1).await.home().await;
        let other = browser.new_tab().await;
        browser.launch(second.0, "sam", 2).await.home().await;
        for _ in 0..2 {
            browser.switch_to(&one).await;
            browser.tool().reload().await;
            let dana = Home::of("Dana Rey", first.1, "instructor");
            assert_eq!(browser.tool().home().await, dana);
            browser.switch_to(&other).await;
            browser.tool().reload().await;
            let sam = Home::of("Sam Okafor", second.1, "earner");
            assert_eq!(browser.tool().home().await, sam);
        }
    });
}

const CANVAS: (&str, &str) = ("canvas", "Questions that Build Thinking");
const MOODLE: (&str, &str) = ("moodle", "Questions that Open Minds");
const GENERIC: (&str, &str) = ("generic", "Asking to Learn");

#[test]
fn two_launches_in_two_tabs_stay_apart_with_one_cookie() {
    both_stay_right(Kind::PARTITIONED, CANVAS, MOODLE);
}

#[test]
fn two_launches_in_two_tabs_stay_apart_in_two_storages() {
    both_stay_right(Kind::REFUSED, CANVAS, GENERIC);
}

#[test]
fn two_launches_in_two_tabs_stay_apart_in_one_storage() {
    both_stay_right(Kind::REFUSED, CANVAS, CANVAS);
}
