//! In the course: placing, the gradebook, the gate.

use super::{BEFORE, EARNER, GATE, SITE, Story, TITLE};
use crate::browser::{View, gate, say, work};

/// Who teaches picks the micro-credential; gives the number of its item.
pub(super) async fn place(story: &Story<'_>) -> u32 {
    let item = work::placed_as(story.browser, SITE, TITLE).await;
    story.tell("placed", story.browser.page()).await;
    item
}

/// Who teaches makes a gate that asks for it; gives the number of its item.
pub(super) async fn place_gate(story: &Story<'_>) -> u32 {
    let mut pass = async |_: &str, _: View<'_>| {};
    let item = gate::made_of(story.browser, (SITE, GATE), &[TITLE], &mut pass).await;
    story.tell("gate placed", story.browser.page()).await;
    item
}

/// Who learns reads what is missing.
pub(super) async fn finds_the_gate_closed(story: &Story<'_>, item: u32) {
    let tool = story.browser.launch(SITE, EARNER.0, item).await;
    tool.has_heading(GATE).await;
    tool.sees(&say("gate-missing")).await;
    tool.sees(TITLE).await;
    story.tell("gate closed", tool).await;
    gate::earn(story.browser, BEFORE).await;
}

/// Who learns has what was missing.
pub(super) async fn finds_the_gate_open(story: &Story<'_>, item: u32) {
    let tool = story.browser.launch(SITE, EARNER.0, item).await;
    tool.has_heading(GATE).await;
    tool.sees(&say("gate-met-title")).await;
    story.tell("gate open", tool).await;
    has_grade(story, GATE, "1").await;
    story.tell("gate graded", story.browser.page()).await;
}

/// Whether the gradebook that who teaches sees shows a grade that begins so.
async fn has_grade(story: &Story<'_>, column: &str, grade: &str) {
    let browser = story.browser;
    browser.launch(SITE, "dana", 1).await.home().await;
    gate::has_grade(browser, (SITE, EARNER.1), column, grade).await;
}

/// Who teaches sees so many points of twenty in the gradebook.
pub(super) async fn sees_grade(story: &Story<'_>, points: &str) {
    let column = format!("{TITLE} of 20");
    has_grade(story, &column, &format!("{points}, graded")).await;
    let step = format!("{points} in the gradebook");
    story.tell(&step, story.browser.page()).await;
}
