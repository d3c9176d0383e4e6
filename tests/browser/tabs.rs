//! Several launches at once in one browser.

use super::{Home, Kind, browse, say};

/// What is opened in a tab: where, as whom, which item, and what its page then says.
struct Tab {
    site: &'static str,
    person: &'static str,
    item: u32,
    says: (&'static str, &'static str, &'static str),
}

impl Tab {
    fn home(&self) -> Home {
        let (person, course, role) = self.says;
        Home::of(person, course, role)
    }
}

const CANVAS: Tab = Tab {
    site: "canvas",
    person: "dana",
    item: 1,
    says: ("Dana Rey", "Questions that Build Thinking", "instructor"),
};
const CANVAS_AGAIN: Tab = Tab { item: 2, ..CANVAS };
const MOODLE: Tab = Tab {
    site: "moodle",
    person: "sam",
    item: 2,
    says: ("Sam Okafor", "Questions that Open Minds", "earner"),
};
const GENERIC: Tab = Tab {
    site: "generic",
    says: ("Sam Okafor", "Asking to Learn", "earner"),
    ..MOODLE
};

/// Two launches, one tab each; both stay what they are.
fn both_stay_right(kind: Kind, first: Tab, second: Tab) {
    browse(kind, async |browser| {
        let one = browser.tab().await;
        let tool = browser.launch(first.site, first.person, first.item).await;
        tool.home().await;
        let other = browser.new_tab().await;
        let tool = browser
            .launch(second.site, second.person, second.item)
            .await;
        tool.home().await;
        for _ in 0..2 {
            for (tab, of) in [(&one, &first), (&other, &second)] {
                browser.switch_to(tab).await;
                browser.tool().reload().await;
                assert_eq!(browser.tool().home().await, of.home());
            }
        }
    });
}

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
    both_stay_right(Kind::REFUSED, CANVAS, CANVAS_AGAIN);
}

/// Somebody leaves a shared machine, and somebody else comes.
fn the_first_is_closed_to_the_second(kind: Kind) {
    browse(kind, async |browser| {
        let one = browser.tab().await;
        browser.launch("canvas", "dana", 1).await.home().await;
        let other = browser.new_tab().await;
        let sam = browser.launch("canvas", "sam", 2).await.home().await;
        browser.switch_to(&one).await;
        browser.tool().reload().await;
        browser
            .tool()
            .sees(&say("failure-session-expired-title"))
            .await;
        browser.switch_to(&other).await;
        browser.tool().reload().await;
        assert_eq!(browser.tool().home().await, sam);
    });
}

#[test]
fn whoever_comes_second_does_not_come_upon_the_first_with_one_cookie() {
    the_first_is_closed_to_the_second(Kind::PARTITIONED);
}

#[test]
fn whoever_comes_second_does_not_come_upon_the_first_in_one_storage() {
    the_first_is_closed_to_the_second(Kind::REFUSED);
}
