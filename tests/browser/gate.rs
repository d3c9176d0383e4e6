//! A gate from the picker to the last award, as its people see it.

use microcred::app::badge;
use microcred::clock::Timestamp;
use microcred::store::launch;
use serde_json::json;

use super::picker::{ASKING, VOICES, open_picker, tick};
use super::tour::Visit;
use super::{Browser, Kind, View, browse, say};
use crate::support::award::{self, Earned};

/// Makes a gate of two samples and gives the number of its item; what is looked at on the way is the caller's.
pub(super) async fn made(
    browser: &Browser,
    site: &str,
    title: &str,
    visit: &mut impl Visit,
) -> u32 {
    made_of(browser, (site, title), &[VOICES, ASKING], visit).await
}

/// The same with what is asked for.
pub(super) async fn made_of(
    browser: &Browser,
    (site, title): (&str, &str),
    asked: &[&str],
    visit: &mut impl Visit,
) -> u32 {
    open_picker(browser, site).await;
    let tool = browser.tool();
    tick(browser, asked[0]).await;
    tool.press(&say("picker-gate-button")).await;
    tool.has_heading(&say("gate-form-title")).await;
    visit("gate-form", tool).await;
    // What was ticked in the list is ticked here.
    for more in &asked[1..] {
        tick(browser, more).await;
    }
    tool.fill("#gate-title", title).await;
    tool.press(&say("gate-form-place")).await;
    browser.page().sees("1 item was added.").await;
    let script = "
        const links = [...document.querySelectorAll('.items a')];
        return links.find((link) => link.textContent.includes(arguments[0]))?.href ?? null";
    let page = browser.page();
    let address = page.until("the item", script, vec![json!(title)]).await;
    let number = address.as_str().unwrap().rsplit('/').next().unwrap();
    number.parse().unwrap()
}

/// Gives whoever is at the page an award, as if assessors had decided, with its badge.
pub(super) async fn earn(browser: &Browser, slug: &str) {
    earn_until(browser, slug, |_| None).await;
}

/// The same until a moment.
pub(super) async fn earn_until(
    browser: &Browser,
    slug: &str,
    until: impl FnOnce(Timestamp) -> Option<Timestamp>,
) {
    let app = browser.demo.app().await;
    let here = browser.tool().address().await;
    let session = &here.split("/app/l/").nth(1).unwrap()[..36];
    let mut db = app.db.read().await.unwrap();
    let found = launch::find_open(&mut db, session.parse().unwrap()).await;
    let launch = found.unwrap().unwrap();
    drop(db);
    let earned = Earned {
        organization: launch.organization_id,
        person: launch.person_id,
        slug,
        until: until(app.now()),
    };
    award::give(&app, earned).await;
    badge::issue_due(&app).await.unwrap();
}

pub(super) const SLUGS: [&str; 2] = [
    "planning-questions-that-open-a-lesson",
    "routines-that-bring-in-every-voice",
];

async fn says_held(tool: View<'_>, held: &str) {
    let script = "
        const bar = document.querySelector('progress');
        return bar?.getAttribute('aria-label') === arguments[0] || null";
    tool.until(held, script, vec![json!(held)]).await;
}

#[test]
fn a_gate_opens_when_the_last_award_is_there() {
    browse(Kind::PARTITIONED, async |browser| {
        let mut pass = async |_: &str, _: View<'_>| {};
        let item = made(browser, "canvas", "Ready to teach", &mut pass).await;
        let open = async || {
            let tool = browser.launch("canvas", "ada.boateng", item).await;
            tool.has_heading("Ready to teach").await;
            tool
        };
        let tool = open().await;
        for (held, slug) in ["0 of 2 held", "1 of 2 held"].into_iter().zip(SLUGS) {
            says_held(tool, held).await;
            tool.sees(&say("gate-missing")).await;
            earn(browser, slug).await;
            open().await;
        }
        says_held(tool, "2 of 2 held").await;
        tool.sees(&say("gate-met-title")).await;
        has_grade(browser, ("canvas", "Ada Boateng"), "Ready to teach", "2").await;
    });
}

/// Waits until the gradebook of the LMS shows a grade in this column that begins so.
pub(super) async fn has_grade(
    browser: &Browser,
    (site, person): (&str, &str),
    column: &str,
    grade: &str,
) {
    let gradebook = format!("{}/{site}/courses/1/gradebook", browser.demo.lms);
    let script = "
        const names = [...document.querySelectorAll('thead th')].map((cell) =>
            cell.textContent.replace(/\\s+/g, ' '));
        const at = names.findIndex((name) => name.includes(arguments[0]));
        const row = [...document.querySelectorAll('tbody tr')].find((row) => row.textContent.includes(arguments[1]));
        return row?.children[at]?.textContent.replace(/\\s+/g, ' ').trim() || null";
    let mut shown = String::new();
    for _ in 0..60 {
        browser.open(&gradebook).await;
        let asked = vec![json!(column), json!(person)];
        let cell = browser.page().once(script, asked).await;
        shown = cell
            .ok()
            .and_then(|cell| cell.as_str().map(str::to_owned))
            .unwrap_or_default();
        if shown.starts_with(grade) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    panic!("the gradebook shows {shown:?}");
}

/// The pages of a gate, for claims that hold for all pages.
pub(super) async fn tour(browser: &Browser, visit: &mut impl Visit) {
    let item = made(browser, "moodle", "Course completion", visit).await;
    let tool = browser.launch("moodle", "dana", item).await;
    tool.has_heading("Course completion").await;
    visit("gate-instructor", tool).await;
    says_award(tool).await;
    visit("gate-award", tool).await;
    let tool = browser.launch("moodle", "bilal.boateng", item).await;
    tool.sees(&say("gate-standing")).await;
    visit("gate-open", tool).await;
    tool.press(&say("mine-title")).await;
    tool.has_heading(&say("mine-title")).await;
    visit("mine-nothing", tool).await;
    for slug in SLUGS {
        earn(browser, slug).await;
    }
    let tool = browser.launch("moodle", "bilal.boateng", item).await;
    tool.sees(&say("gate-met-title")).await;
    visit("gate-met", tool).await;
    tool.press(&say("course-award-own")).await;
    tool.has_heading(AWARD).await;
    visit("course-badge", tool).await;
    tool.press(&say("mine-title")).await;
    tool.has_heading(&say("mine-title")).await;
    visit("mine", tool).await;
}

/// What the course gives.
const AWARD: &str = "Talk that builds thinking, the course";

/// Whoever teaches and runs the programme says what the course gives to who meets the gate.
async fn says_award(tool: View<'_>) {
    tool.fill("#award-title", AWARD).await;
    tool.fill(
        "#award-claim",
        "Plans questions that open a lesson and brings in every voice.",
    )
    .await;
    tool.press(&say("course-award-save")).await;
    tool.sees(&say("course-award-saved-title")).await;
}

#[test]
fn a_course_gives_a_badge_to_who_meets_its_gate() {
    browse(Kind::PARTITIONED, async |browser| {
        let mut pass = async |_: &str, _: View<'_>| {};
        let item = made(browser, "canvas", "The whole course", &mut pass).await;
        let tool = browser.launch("canvas", "dana", item).await;
        tool.has_heading("The whole course").await;
        says_award(tool).await;
        let tool = browser.launch("canvas", "bilal.boateng", item).await;
        tool.sees(&say("gate-standing")).await;
        for slug in SLUGS {
            earn(browser, slug).await;
        }
        let tool = browser.launch("canvas", "bilal.boateng", item).await;
        tool.press(&say("course-award-own")).await;
        tool.has_heading(AWARD).await;
        tool.sees(&say("holder-take")).await;
    });
}
