//! The player of a recording by its keys, with and without cookies.

use fantoccini::key::Key;
use serde_json::json;

use super::file::{file_says, push};
use super::kept::open_recording;
use super::{card, is_saved, placed, type_keys};
use crate::browser::keyboard::press;
use crate::browser::{Browser, Kind, View, browse};

/// Records a few seconds of changing colours, as a webcam does, and puts them into the field.
const RECORD: &str = "
    if (!window.isRecording) {
        window.isRecording = true;
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [64, 48];
        const paint = canvas.getContext('2d');
        let frame = 0;
        const painting = setInterval(() => {
            paint.fillStyle = `hsl(${(frame += 7)} 80% 50%)`;
            paint.fillRect(0, 0, 64, 48);
        }, 40);
        const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' });
        const parts = [];
        recorder.ondataavailable = ({ data }) => parts.push(data);
        recorder.onstop = () => {
            clearInterval(painting);
            const brought = new DataTransfer();
            brought.items.add(new File(parts, 'lesson.webm', { type: 'video/webm' }));
            const field = document.querySelector('#f_lesson-video_file');
            field.files = brought.files;
            field.dispatchEvent(new Event('change', { bubbles: true }));
            window.isRecorded = true;
        };
        recorder.start();
        setTimeout(() => recorder.stop(), 3000);
    }
    return window.isRecorded === true";

const VIDEO: &str = "document.querySelector('#slot-lesson-video [data-player] video')";

async fn to_the_player(tool: View<'_>) {
    let focus = format!("{VIDEO}.focus(); return document.activeElement.localName === 'video'");
    tool.until("the player", &focus, vec![]).await;
}

/// Waits until something is true of the player.
async fn plays(tool: View<'_>, what: &str) {
    let script = format!("const video = {VIDEO}; return {what}");
    tool.until(what, &script, vec![]).await;
}

/// A note is begun at a moment that reads like this, and what is typed goes into it.
async fn writes_note(browser: &Browser, tool: View<'_>, row: usize, at: &str, text: &str) {
    let begun = "
        const row = document.activeElement.closest('#slot-lesson-video [data-row]');
        return row !== null && document.activeElement.dataset.cell === 'text'
            && [...row.parentElement.children].indexOf(row) === arguments[0]
            && new RegExp(arguments[1]).test(row.querySelector('[data-cell=at]').value)";
    let wanted = vec![json!(row), json!(at)];
    tool.until(&format!("note {row} at {at}"), begun, wanted)
        .await;
    type_keys(browser, text).await;
}

async fn notes_by_keys(browser: &Browser, site: &str, person: &str) {
    let item = placed(browser, site).await;
    let tool = card(browser, site, person, item).await;
    open_recording(tool).await;
    tool.until("a recording", RECORD, vec![]).await;
    push(tool, "#slot-lesson-video [data-upload] button[type=submit]").await;
    file_says(tool, "lesson-video", "lesson.webm").await;
    // The player comes with the page.
    tool.press("Part 1").await;
    tool.has_heading("Part 1: Looking around").await;
    tool.press("Part 2").await;
    tool.has_heading("Part 2: Your class").await;
    let ready =
        "return document.querySelector('[data-player] [data-do=note-here]:not([hidden])') !== null";
    tool.until("a player", ready, vec![]).await;

    to_the_player(tool).await;
    type_keys(browser, "n").await;
    writes_note(browser, tool, 0, "^0:00$", "Pairs turn.").await;
    to_the_player(tool).await;
    type_keys(browser, " ").await;
    plays(tool, "video.currentTime > 0").await;
    plays(tool, "video.readyState > 1").await;
    press(browser, Key::Right).await;
    plays(tool, "video.currentTime > 1").await;
    type_keys(browser, "n").await;
    plays(tool, "video.paused").await;
    writes_note(browser, tool, 1, "^0:0[1-9]$", "Somebody answers.").await;
    to_the_player(tool).await;
    press(browser, Key::Left).await;
    plays(tool, "video.currentTime < 0.5").await;
    is_saved(tool).await;
    tool.press("Part 1").await;
    tool.has_heading("Part 1: Looking around").await;
    tool.press("Part 2").await;
    let notes = "
        const texts = [...document.querySelectorAll('#slot-lesson-video [data-cell=text]')].map((field) => field.value);
        return texts.join('|') === 'Pairs turn.|Somebody answers.|'";
    tool.until("both notes", notes, vec![]).await;
}

#[test]
fn a_recording_is_played_and_annotated_by_keys() {
    browse(Kind::PARTITIONED, async |browser| {
        notes_by_keys(browser, "canvas", "carmen.boateng").await;
    });
}

#[test]
fn a_recording_is_played_and_annotated_by_keys_without_cookies() {
    browse(Kind::REFUSED, async |browser| {
        notes_by_keys(browser, "generic", "bilal.boateng").await;
    });
}
