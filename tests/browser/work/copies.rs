//! What a browser still has of work that is over, and the server never got.

use serde_json::json;
use sqlx::{Connection, SqliteConnection};

use super::kept::{is_copied, lose};
use super::{card, is_saved, open_part, placed, write};
use crate::browser::{Kind, browse, say};

#[test]
fn what_two_tabs_disputed_is_there_to_copy_when_the_time_is_over() {
    browse(Kind::PARTITIONED, async |browser| {
        let item = placed(browser, "brightspace").await;
        let first = browser.tab().await;
        let person = "carmen.castell";
        open_part(card(browser, "brightspace", person, item).await, "Part 3").await;
        let second = browser.new_tab().await;
        let tool = card(browser, "brightspace", person, item).await;
        open_part(tool, "Part 3").await;
        write(browser, "From the second tab.").await;
        is_saved(tool).await;
        browser.switch_to(&first).await;
        write(browser, "From the first tab.").await;
        tool.sees(&say("conflict-title")).await;
        is_copied(tool, "what-changed").await;

        // The window ends before anybody decides.
        let address = tool.address().await;
        let id = address.split('/').nth(7).unwrap();
        let mut database = SqliteConnection::connect(&browser.demo.database())
            .await
            .unwrap();
        let changed = sqlx::query("UPDATE attempt SET state = 'expired' WHERE id = $1")
            .bind(id)
            .execute(&mut database)
            .await
            .unwrap();
        assert_eq!(changed.rows_affected(), 1, "{address}");
        lose(tool).await;
        tool.reload().await;
        tool.sees(&say("copies-title")).await;
        let shown = tool.text("[data-copy=what-changed] [data-copy-text]").await;
        assert_eq!(shown, "From the first tab.");
        // What the server has stands with the rest of the work.
        tool.sees("From the second tab.").await;
        let others = "return [...document.querySelectorAll('[data-copy]')].filter((one) => one.checkVisibility()).length";
        let others = tool.once(others, vec![]).await.unwrap();
        assert_eq!(others, json!(1), "and only what was not saved");
        browser.close_tab(&second).await;
    });
}
