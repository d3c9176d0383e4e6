//! Reading and scoring work in a browser: with the keyboard alone, without scripts, in two tabs; nothing that was written
//! is lost.

use std::sync::LazyLock;

use fantoccini::key::Key;
use serde_json::json;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{Mutex, MutexGuard};

use super::keyboard::{press, tab_to};
use super::picker::ASKING;
use super::work::keys::{fill, fits, tab_to_field};
use super::work::least::{self, Field};
use super::work::{is_saved, type_keys};
use super::{Browser, Kind, View, browse, keep, say};

/// The item of each practice course by which colleagues come in.
const NAVIGATION: u32 = 3;

/// Who reads takes what is due first, so one claim after another has work that waits.
static TURN: LazyLock<Mutex<()>> = LazyLock::new(Mutex::default);

/// The turn of a claim whose work reaches its readers by the pages alone.
pub(super) async fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().await
}

/// Work of a learner that waits for its readers, as it does once it cannot be taken back. Nobody else hands any in until
/// what is given is let go of.
pub(super) async fn handed_in(
    browser: &Browser,
    site: &str,
    learner: &str,
) -> MutexGuard<'static, ()> {
    let item = least::placed(browser, site).await;
    let tool = browser.launch(site, learner, item).await;
    tool.has_heading(ASKING).await;
    least::hand_in(tool, Field::Editor).await;
    let address = tool.address().await;
    let attempt = address.rsplit('/').next().unwrap().to_owned();
    let turn = turn().await;
    let mut database = SqliteConnection::connect(&browser.demo.database())
        .await
        .unwrap();
    for statement in [
        "UPDATE attempt SET state = 'queued', due_at = updated_at WHERE id = $1",
        "INSERT INTO reading_slot (id, organization_id, attempt_id, snapshot_seq, position, state, credential_id, major,
             language, earner_id, due_at, created_at, updated_at)
         SELECT lower(hex(randomblob(4))) || '-0000-7000-8000-' || lower(hex(randomblob(6))), enrollment.organization_id,
             attempt.id, 1, 'r1', 'open', enrollment.credential_id, credential_version.major, 'en',
             enrollment.person_id, attempt.updated_at, attempt.updated_at, attempt.updated_at
         FROM attempt JOIN enrollment ON enrollment.id = attempt.enrollment_id
             JOIN credential_version ON credential_version.id = attempt.credential_version_id
         WHERE attempt.id = $1",
    ] {
        let changed = sqlx::query(statement)
            .bind(&attempt)
            .execute(&mut database)
            .await
            .unwrap();
        assert_eq!(changed.rows_affected(), 1, "{attempt}");
    }
    turn
}

/// The desk of a colleague.
pub(super) async fn desk<'a>(browser: &'a Browser, site: &str, colleague: &str) -> View<'a> {
    let tool = browser.launch(site, colleague, NAVIGATION).await;
    tool.has_heading(&say("desk-title")).await;
    tool
}

/// The page of a reading whose script has run.
pub(super) async fn is_ready(tool: View<'_>) {
    tool.has_heading(ASKING).await;
    let script = "return document.querySelector('[data-keys]:not([hidden])') !== null";
    tool.until("a page whose script has run", script, vec![])
        .await;
}

/// Takes what waits, and says that one may read it.
async fn begin(tool: View<'_>) {
    tool.press(&say("desk-next")).await;
    tool.has_heading(&say("conflict-check-title")).await;
    tool.press(&say("conflict-go-on")).await;
    tool.has_heading(ASKING).await;
}

async fn key(browser: &Browser, letter: &str) {
    type_keys(browser, letter).await;
}

async fn checked(tool: View<'_>, name: &str, value: &str) {
    let script = "
        const radio = document.querySelector(`[name='${arguments[0]}'][value='${arguments[1]}']`);
        return radio.checked && document.activeElement === radio";
    tool.until(value, script, vec![json!(name), json!(value)])
        .await;
}

const COMMENT: &str = "The table has questions that open and questions that go on; add one that asks for evidence from the class.";

/// From the desk to the submission.
async fn by_keyboard(browser: &Browser, site: &str, learner: &str) {
    let turn = handed_in(browser, site, learner).await;
    let tool = desk(browser, site, "ines").await;
    fits(tool, "the desk").await;
    tab_to(browser, tool, &say("desk-next")).await;
    press(browser, Key::Enter).await;
    tool.has_heading(&say("conflict-check-title")).await;
    drop(turn);
    fits(tool, "the question").await;
    tab_to(browser, tool, &say("conflict-go-on")).await;
    press(browser, Key::Enter).await;
    is_ready(tool).await;
    fits(tool, "the reading").await;
    tab_to_field(browser, "a_c-idea_level").await;
    key(browser, "4").await;
    checked(tool, "a_c-idea_level", "idea-3").await;
    key(browser, "j").await;
    key(browser, "3").await;
    checked(tool, "a_c-ladder_level", "ladder-2").await;
    // Into the comment, where keys are letters, and back.
    key(browser, "c").await;
    type_keys(browser, COMMENT).await;
    press(browser, Key::Escape).await;
    checked(tool, "a_c-ladder_level", "ladder-2").await;
    assert_eq!(written(tool, "#comment-ladder").await, COMMENT);
    key(browser, "p").await;
    press(browser, Key::Down).await;
    tool.until(
        "a place",
        "return document.querySelector('#c-ladder [data-cell=place]').value !== ''",
        vec![],
    )
    .await;
    tab_to_field(browser, "a_c-responses_level").await;
    key(browser, "k").await;
    checked(tool, "a_c-ladder_level", "ladder-2").await;
    key(browser, "j").await;
    key(browser, "4").await;
    checked(tool, "a_c-responses_level", "responses-3").await;
    fill(
        browser,
        "a_all_strength",
        "You plan for what students will say.",
    )
    .await;
    fill(browser, "a_all_next-step", "Ask for evidence, too.").await;
    is_saved(tool).await;
    tool.sees("3 of 3 looked at").await;
    tab_to(browser, tool, &say("reading-review")).await;
    press(browser, Key::Enter).await;
    tool.has_heading(&say("review-page-title")).await;
    fits(tool, "the review").await;
    assert!(!tool.shows(&say("review-gaps")).await);
    tab_to(browser, tool, &say("review-submit")).await;
    press(browser, Key::Enter).await;
    tool.has_heading(&say("desk-title")).await;
    tool.sees(&say("desk-submitted-then")).await;
}

async fn written(tool: View<'_>, field: &str) -> String {
    let script = "return document.querySelector(arguments[0]).value";
    let value = tool.until(field, script, vec![json!(field)]).await;
    value.as_str().unwrap().to_owned()
}

#[test]
fn an_assessor_takes_scores_and_submits_by_the_keyboard_alone() {
    browse(Kind::PARTITIONED, async |browser| {
        by_keyboard(browser, "canvas", "ada.amberg").await;
    });
}

#[test]
fn an_assessor_works_on_a_phone() {
    browse(Kind::PARTITIONED, async |browser| {
        browser.set_width(360).await;
        by_keyboard(browser, "moodle", "dov.amberg").await;
    });
}

#[test]
fn work_is_scored_and_submitted_without_scripts() {
    let Some(_demo) = keep() else { return };
    let mut turn = None;
    browse(Kind::PARTITIONED, async |browser| {
        turn = Some(handed_in(browser, "generic", "esi.amberg").await);
    });
    let Some(turn) = turn else { return };
    browse(Kind::PARTITIONED.without_scripts(), async |browser| {
        let tool = browser.launch("generic", "ines", NAVIGATION).await;
        super::work::text::continue_to(tool, &say("desk-title")).await;
        begin(tool).await;
        for (criterion, level) in [("idea", 3), ("ladder", 3), ("responses", 3)] {
            let selector =
                format!("[name='a_c-{criterion}_level'][value='{criterion}-{level}'] + label");
            tool.click(&selector).await;
        }
        tool.fill("#strength", "You plan for what students will say.")
            .await;
        tool.fill("#next-step", "Ask for evidence, too.").await;
        least::press(tool, &say("reading-review")).await;
        tool.has_heading(&say("review-page-title")).await;
        tool.press(&say("review-submit")).await;
        tool.has_heading(&say("desk-title")).await;
        tool.sees(&say("desk-submitted-then")).await;
    });
    drop(turn);
}

#[test]
fn what_two_tabs_and_a_reload_write_is_lost_in_neither() {
    browse(Kind::PARTITIONED, async |browser| {
        let turn = handed_in(browser, "brightspace", "carmen.amberg").await;
        let first = browser.tab().await;
        browser.set_width(1500).await;
        let tool = desk(browser, "brightspace", "noor").await;
        begin(tool).await;
        drop(turn);
        is_ready(tool).await;
        // Wide enough for the work and the rubric beside each other.
        let script = "
            const [work, rubric] = [...document.querySelectorAll('.split-side')].map((side) => side.getBoundingClientRect());
            return innerWidth < 1000 ? 'narrow' : rubric.left >= work.right";
        let beside = tool.until("two sides", script, vec![]).await;
        assert!(beside == json!(true) || beside == json!("narrow"));
        let second = browser.new_tab().await;
        let tool = desk(browser, "brightspace", "noor").await;
        tool.press(&say("desk-go-on")).await;
        is_ready(tool).await;
        tool.fill("#strength", "From the second tab.").await;
        is_saved(tool).await;
        tool.reload().await;
        is_ready(tool).await;
        assert_eq!(written(tool, "#strength").await, "From the second tab.");
        browser.switch_to(&first).await;
        tool.fill("#strength", "From the first tab.").await;
        tool.sees(&say("conflict-title")).await;
        least::press(tool, &say("reading-keep-both")).await;
        is_saved(tool).await;
        tool.reload().await;
        is_ready(tool).await;
        let both = written(tool, "#strength").await;
        assert!(
            both.contains("second tab") && both.contains("first tab"),
            "{both}"
        );
        browser.close_tab(&second).await;
    });
}
