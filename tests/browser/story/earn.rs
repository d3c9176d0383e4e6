//! Who learns: handing in, reading the answer, revising.

use serde_json::json;

use super::{ASSESSORS, EARNER, SITE, Story, TITLE, Told, assess};
use crate::browser::work::is_saved;
use crate::browser::work::least::{self, Field};
use crate::browser::{View, say, scoring, tour};
use crate::file::media::pdf;

/// The part that is revised, and the slot in it.
const LAST_PART: (&str, &str) = ("Part 4", "Part 4: Looking back");
const LAST_SLOT: &str = "looking-back-text";
/// What is written there at first, and what is added to it.
const FIRST_WORDS: &str =
    "I moved the question before the experiment. The start was 8 of 24, then 12, then 17.";
const MORE_WORDS: &str =
    " I kept the task and the groups, because the first run showed that they worked.";

/// The card, as whoever learns opens it.
async fn card<'a>(story: &Story<'a>, item: u32) -> View<'a> {
    let tool = story.browser.launch(SITE, EARNER.0, item).await;
    tool.has_heading(TITLE).await;
    tool
}

/// Opens a part from the list of parts.
async fn open_part(tool: View<'_>, (link, heading): (&str, &str)) {
    tool.click_at(&format!("//a[contains(., \"{link}\")]"))
        .await;
    tool.has_heading(heading).await;
}

/// Fills every part and hands in.
pub(super) async fn hand_in(story: &Story<'_>, item: u32) {
    let tool = card(story, item).await;
    story.tell("card", tool).await;
    tool.click(".state .button.primary").await;
    tool.has_heading(&say("checklist-title")).await;
    open_part(tool, ("Part 1", "Part 1: The plan")).await;
    let plan =
        "Who speaks first? The start is 8 of 24. I wait, and I expect 12, because they need time.";
    least::write(tool, Field::Editor, "plan-text", plan).await;
    tool.press(&say("workspace-save-next")).await;
    tool.has_heading("Part 2: Run notes").await;
    write_notes(tool).await;
    story.tell("run notes", tool).await;
    tool.press(&say("workspace-save-next")).await;
    tool.has_heading("Part 3: Work samples").await;
    for (number, name) in ["cycle one.pdf", "cycle two.pdf"].into_iter().enumerate() {
        tour::bring(tool, "work-samples", name, &pdf(number + 1)).await;
        tool.sees(name).await;
    }
    tool.click("[name='a_samples-checked_given'] + label").await;
    is_saved(tool).await;
    tool.press(&say("workspace-save-next")).await;
    tool.has_heading(LAST_PART.1).await;
    least::write(tool, Field::Editor, LAST_SLOT, FIRST_WORDS).await;
    submit(story, tool).await;
    story.tell("handed in", tool).await;
}

/// One row for each cycle, and one between them.
async fn write_notes(tool: View<'_>) {
    let rows = [
        (
            "1",
            "2026-10-05",
            "As planned.",
            "12 of 24",
            "Sam asked back.",
        ),
        (
            "adjustment",
            "2026-10-12",
            "The question comes first.",
            "not counted",
            "They were silent after the experiment.",
        ),
        (
            "2",
            "2026-10-19",
            "As planned.",
            "17 of 24",
            "Two pairs argued.",
        ),
    ];
    for (number, (cycle, date, done, measured, surprise)) in rows.into_iter().enumerate() {
        let field = |column: &str| format!("#f_run-notes_{number}_{column}");
        tool.fill(&field("cycle"), cycle).await;
        choose_date(tool, &field("run-date"), date).await;
        tool.fill(&field("done"), done).await;
        tool.fill(&field("measured"), measured).await;
        tool.fill(&field("surprise"), surprise).await;
        if number + 1 < rows.len() {
            least::press(tool, &say("row-add")).await;
        }
    }
    is_saved(tool).await;
}

/// Picks a day; which keys a date takes depends on the machine's language.
async fn choose_date(tool: View<'_>, field: &str, date: &str) {
    let script = "
        const field = document.querySelector(arguments[0]);
        if (field === null) return false;
        field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true }));
        return field.value === arguments[1]";
    tool.until(date, script, vec![json!(field), json!(date)])
        .await;
}

/// From the last part to the receipt.
async fn submit(story: &Story<'_>, tool: View<'_>) {
    tool.press(&say("workspace-save-check")).await;
    tool.has_heading(&say("check-title")).await;
    tool.sees(&say("check-nothing-title")).await;
    story.tell("checked", tool).await;
    tool.press(&say("check-go-on")).await;
    tool.has_heading(&say("submit-title")).await;
    least::confirm(tool).await;
    least::press(tool, &say("submit-button")).await;
    tool.has_heading(&say("status-submitted-title")).await;
}

/// Lets the assessors have it at once, and they tell this.
pub(super) async fn hand_over(story: &Story<'_>, item: u32, told: &Told) {
    // Who reads takes what is due first: nobody else hands anything in until both have it.
    let turn = scoring::turn().await;
    let tool = card(story, item).await;
    tool.click(".state .button.primary").await;
    tool.has_heading(&say("status-submitted-title")).await;
    tool.press(&say("hand-over-button")).await;
    tool.has_heading(&say("status-review-title")).await;
    story.tell("handed over", tool).await;
    for assessor in ASSESSORS {
        assess::take(story, assessor).await;
    }
    drop(turn);
    for assessor in ASSESSORS {
        assess::score(story, assessor, told).await;
    }
}

/// Reads that it is almost there, in words that lead on.
pub(super) async fn read_almost(story: &Story<'_>, item: u32) {
    let tool = card(story, item).await;
    tool.sees(&say("place-revise")).await;
    tool.click(".state .button.primary").await;
    tool.has_heading(&say("result-revise-title")).await;
    tool.sees("You are almost there.").await;
    tool.sees(assess::NEXT_STEP).await;
    let script = "return document.body.innerText";
    let words = tool.until("the result", script, vec![]).await;
    let words = words.as_str().unwrap().to_lowercase();
    for word in ["fail", "denied", "rejected", "not passed"] {
        assert!(!words.contains(word), "{word}");
    }
    story.tell("almost", tool).await;
}

/// Takes the work up again where it stood, changes one part, and hands in.
pub(super) async fn revise(story: &Story<'_>) {
    let tool = story.browser.tool();
    tool.press(&say("result-revise-button")).await;
    tool.has_heading(&say("checklist-title")).await;
    tool.sees(assess::NEXT_STEP).await;
    story.tell("revision begun", tool).await;
    open_part(tool, LAST_PART).await;
    let editor = format!("#e_{LAST_SLOT}");
    tool.sees(FIRST_WORDS).await;
    story.tell("revision", tool).await;
    tool.fill(&editor, &format!("{FIRST_WORDS}{MORE_WORDS}"))
        .await;
    is_saved(tool).await;
    tool.press(&say("workspace-save-check")).await;
    tool.has_heading(&say("check-title")).await;
    tool.press(&say("check-go-on")).await;
    tool.has_heading(&say("submit-title")).await;
    tool.fill("#change_note", "I say now what I kept, and why.")
        .await;
    least::confirm(tool).await;
    least::press(tool, &say("submit-button")).await;
    tool.has_heading(&say("status-submitted-title")).await;
    story.tell("handed in again", tool).await;
}

/// Reads that it is earned.
pub(super) async fn read_earned(story: &Story<'_>, item: u32) {
    let tool = card(story, item).await;
    tool.sees(&say("place-earned")).await;
    tool.click(".state .button.primary").await;
    tool.has_heading(&say("result-pass-title")).await;
    // The gate is among what it leads to.
    tool.sees(super::GATE).await;
    story.tell("earned", tool).await;
}
