//! Calling a part ready without leaving its page, and without scripts.

use super::{card, is_saved, open_part, placed, write};
use crate::browser::{Kind, browse, say};

#[test]
fn a_part_is_ticked_without_a_reload_and_says_when_it_was_changed_since() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "generic").await;
        let tool = card(browser, "generic", "ada.dunmore", item).await;
        open_part(tool, "Part 3").await;
        write(browser, "Nearly there.").await;
        tool.once("window.isTheSame = true; return true", vec![])
            .await
            .unwrap();
        tool.click("#ready_box").await;
        let tab = "
            const tab = document.querySelector('.part-links [aria-current] [data-mark]');
            return window.isTheSame && document.getElementById('ready_box').checked && tab.textContent === arguments[0]";
        tool.until("a ticked part", tab, vec![say("mark-ready").into()])
            .await;
        is_saved(tool).await;
        write(browser, " There.").await;
        is_saved(tool).await;
        tool.until(
            "a word about the change",
            tab,
            vec![say("mark-changed").into()],
        )
        .await;
        tool.sees(&say("mark-changed-title")).await;
        tool.reload().await;
        tool.sees(&say("mark-changed-title")).await;
        tool.click("#ready_again").await;
        tool.until(
            "the mark anew",
            "return document.querySelector('[data-ready-changed]').hidden",
            vec![],
        )
        .await;
        tool.press(&say("workspace-save-check")).await;
        tool.has_heading(&say("check-title")).await;
        tool.sees(&say("check-marked")).await;
        tool.sees(&say("mark-ready")).await;
    });
}
