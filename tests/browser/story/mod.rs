//! The whole story in one browser: who teaches places a micro-credential and a gate, who learns hands work in, two assessors
//! score it, the way goes on from "Almost" to "Complete", the gradebook of the LMS says so, the gate opens, and the badge is taken
//! along and verified by software that others wrote. Everything is done on the pages, by the people whose pages they are.
//!
//! The one thing that is not done here is earning what comes before: that is another story of the same kind.
//!
//! Each step is a function, and the test prints when each was done. `MICROCRED_TEST_SCREENSHOTS` names a folder for
//! pictures of them.

mod assess;
mod badge;
mod course;
mod earn;

use std::cell::Cell;
use std::path::PathBuf;
use std::time::Instant;

use super::{Browser, Kind, View, browse, screens};

/// Twenty details in four criteria; fifteen pass, and two people read every attempt.
const TITLE: &str = "Two Cycles of a Classroom Trial";
/// What comes before it, which was earned at another time.
const BEFORE: &str = "from-hunch-to-answerable-question";
/// The gate that asks for it.
const GATE: &str = "Trials that taught us something";
const SITE: &str = "canvas";
/// Who learns: login and name. Nobody else's claim is about this person in this place.
const EARNER: (&str, &str) = ("hana.castell", "Hana Castell");
const ASSESSORS: [&str; 2] = ["ines", "noor"];

/// What both assessors tell.
struct Told {
    points: usize,
    /// In small letters.
    band: &'static str,
    /// Whether there is an earlier try, of which some stayed as it was.
    is_again: bool,
}

/// What the steps have in common.
struct Story<'a> {
    browser: &'a Browser,
    began: Instant,
    told: Cell<u32>,
    pictures: Option<PathBuf>,
}

impl Story<'_> {
    /// Says that a step was done, and keeps a picture of where it led.
    async fn tell(&self, step: &str, view: View<'_>) {
        let number = self.told.get() + 1;
        self.told.set(number);
        let at = self.began.elapsed().as_secs_f32();
        println!("{at:6.1} s  {number:2}  {step}");
        if let Some(folder) = &self.pictures {
            let name = format!("story-{number:02}-{}", step.replace(' ', "-"));
            screens::take(self.browser, folder, &name, view).await;
        }
    }
}

#[test]
fn from_the_course_to_a_badge_that_others_verify() {
    browse(Kind::PARTITIONED, async |browser| {
        let story = Story {
            browser,
            began: Instant::now(),
            told: Cell::new(0),
            pictures: screens::folder(),
        };
        let item = course::place(&story).await;
        let gate = course::place_gate(&story).await;
        course::finds_the_gate_closed(&story, gate).await;
        earn::hand_in(&story, item).await;
        let almost = Told {
            points: 14,
            band: "almost",
            is_again: false,
        };
        earn::hand_over(&story, item, &almost).await;
        course::sees_grade(&story, "14").await;
        earn::read_almost(&story, item).await;
        earn::revise(&story).await;
        let complete = Told {
            points: 18,
            band: "complete",
            is_again: true,
        };
        earn::hand_over(&story, item, &complete).await;
        course::sees_grade(&story, "18").await;
        earn::read_earned(&story, item).await;
        course::finds_the_gate_open(&story, gate).await;
        let (page, picture) = badge::take(&story, gate).await;
        badge::is_seen_by_a_stranger(&story, &page).await;
        badge::holds_elsewhere(&story, &picture).await;
    });
}
