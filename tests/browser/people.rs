//! The list of a course's people in the frame of a practice LMS, which has its own list and gives it page by page.

use super::work::least;
use super::{Kind, browse, say};

#[test]
fn who_teaches_sees_who_has_not_started() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = least::placed(browser, "canvas").await;
        let tool = browser.launch("canvas", "dana", item).await;
        tool.press(&say("roster-open")).await;
        tool.has_heading(&say("roster-title")).await;
        // Nobody of them has opened anything; the LMS told who they are.
        tool.sees(&say("standing-not-started")).await;
        let script = "return document.querySelectorAll('.table tbody tr').length";
        let rows = tool.until("people", script, vec![]).await;
        assert!(rows.as_u64() > Some(1), "{rows}");
        tool.sees(&say("roster-read-at")).await;
        assert!(!tool.shows(&say("roster-part-title")).await);
        tool.press(&say("roster-refresh")).await;
        tool.has_heading(&say("roster-title")).await;
    });
}
