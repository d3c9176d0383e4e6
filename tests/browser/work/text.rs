//! What is pasted, and what is written without scripts.

use serde_json::json;

use super::{card, is_saved, open_part, placed};
use crate::browser::picker::VOICES;
use crate::browser::view::eventually;
use crate::browser::{Kind, View, browse, keep, say};

#[test]
fn rubbish_that_word_processors_bring_stays_out() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "generic").await;
        let tool = card(browser, "generic", "mei", item).await;
        open_part(tool, "Part 3").await;
        let script = "
            const page = document.querySelector('#slot-what-changed [data-page]');
            page.focus();
            const data = new DataTransfer();
            data.setData('text/html', `<html><head><style>p.MsoNormal{margin:0}</style></head><body>
                <b style='font-weight:normal' id='docs-internal-guid-1'><p class=MsoNormal style='color:red'>One
                <span style='font-weight:700'>strong</span> word<o:p></o:p></p></b>
                <ul><li><p>Item</p></li></ul><img src=x onerror=alert(1)><script>alert(1)</`+`script>
                <a href='javascript:alert(1)'>bad</a> <a href='https://example.org/'>good</a></body></html>`);
            data.setData('text/plain', 'One strong word');
            page.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            return page.innerHTML";
        let pasted = tool.until("a paste", script, vec![]).await;
        let pasted = pasted.as_str().unwrap();
        for gone in ["style", "Mso", "o:p", "script", "img", "span", "<b"] {
            assert!(!pasted.contains(gone), "{gone} in {pasted}");
        }
        assert!(pasted.contains("<strong>strong</strong>"), "{pasted}");
        assert!(pasted.contains("<li>Item</li>"), "{pasted}");
        is_saved(tool).await;
    });
}

#[test]
fn pasted_blocks_keep_their_words_apart() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "generic").await;
        let tool = card(browser, "generic", "esi.boateng", item).await;
        open_part(tool, "Part 3").await;
        let script = "
            const page = document.querySelector('#slot-what-changed [data-page]');
            page.replaceChildren();
            page.focus();
            const data = new DataTransfer();
            data.setData('text/html', arguments[0]);
            page.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            const lines = page.innerText.split('\\n').map((line) => line.trim()).filter((line) => line !== '');
            return lines.join('|') || null";
        for (html, lines) in [
            (
                "<div><div>first line</div><div>second line</div></div>",
                "first line|second line",
            ),
            (
                "<div>one<div>two</div>three</div><span>four</span>",
                "one|two|three|four",
            ),
            (
                "<table><tr><td>A</td><td>B</td></tr><tr><td><p>C</p><p>D</p></td><td><p>E</p></td></tr></table>",
                "A B|C|D E",
            ),
            (
                "<ul><li><p>one</p><p>two</p></li><li>three</li></ul>",
                "one|two|three",
            ),
            (
                "<section>a</section><header>b</header><pre>c</pre><dl><dt>d</dt><dd>e</dd></dl><footer>f</footer>",
                "a|b|c|d|e|f",
            ),
        ] {
            let pasted = tool.until("a paste", script, vec![json!(html)]).await;
            assert_eq!(pasted, lines, "{html}");
        }
        is_saved(tool).await;
    });
}

/// Presses the LMS's buttons between two pages of the tool, where no script does, until the tool shows this heading.
pub(in crate::browser) async fn continue_to(view: View<'_>, heading: &str) {
    eventually(heading, async || {
        let script = "
            if (document.querySelector('h1')?.textContent.trim() === arguments[0]) return true;
            const button = document.querySelector('form[data-submit] button');
            if (button && !button.dataset.pressed) { button.dataset.pressed = 'yes'; button.click(); }
            return false;";
        let is_there = view.once(script, vec![json!(heading)]).await?;
        Ok((is_there == true).then_some(()))
    })
    .await;
}

#[test]
fn reading_and_saving_work_without_scripts() {
    let Some(_demo) = keep() else { return };
    let mut item = None;
    browse(Kind::PARTITIONED, async |browser| {
        item = Some(placed(browser, "canvas").await);
    });
    let Some(item) = item else { return };
    browse(Kind::PARTITIONED.without_scripts(), async |browser| {
        let tool = browser.launch("canvas", "mei", item).await;
        continue_to(tool, VOICES).await;
        tool.press(&say("card-details")).await;
        tool.sees(&say("details-rubric-same")).await;
        tool.press(&say("details-back")).await;
        tool.click(".state .button.primary").await;
        tool.has_heading(&say("checklist-title")).await;
        tool.press("Part 3").await;
        tool.fill("#f_what-changed_text", "Written without scripts.")
            .await;
        tool.press(&say("workspace-save-check")).await;
        tool.has_heading(&say("check-title")).await;
        tool.press(&say("check-go-on")).await;
        tool.has_heading(&say("submit-title")).await;
        tool.sees("3 words").await;
    });
}
