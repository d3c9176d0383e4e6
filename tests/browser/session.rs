//! Sessions that have run out while their page was open.

use sqlx::{Connection, SqliteConnection};

use super::{Browser, Home, Kind, browse, say};

/// Lets the time of the tool's session be up. The shortest lifetime that can be set is minutes.
async fn run_out(browser: &Browser) {
    let address = browser.tool().address().await;
    let (_, id) = address.rsplit_once('/').unwrap();
    let mut database = SqliteConnection::connect(&browser.demo.database())
        .await
        .unwrap();
    let changed = sqlx::query("UPDATE launch SET expires_at = created_at WHERE id = $1")
        .bind(id)
        .execute(&mut database)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 1);
}

/// The page says that the session is over and that nothing is lost, and the course leads in again.
fn a_session_that_ran_out_says_so(kind: Kind) {
    browse(kind, async |browser| {
        let home = Home::of("Sam Okafor", "Questions that Build Thinking", "earner");
        let tool = browser.launch("canvas", "sam", 2).await;
        assert_eq!(tool.home().await, home);
        run_out(browser).await;
        tool.reload().await;
        tool.has_heading(&say("failure-session-expired-title"))
            .await;
        tool.sees(&say("failure-session-expired-kept")).await;
        tool.sees(&say("failure-session-expired-next")).await;

        browser.page().reload().await;
        assert_eq!(tool.home().await, home);
    });
}

#[test]
fn a_session_that_ran_out_says_so_and_what_was_kept() {
    a_session_that_ran_out_says_so(Kind::PARTITIONED);
}

#[test]
fn a_session_that_ran_out_says_so_without_cookies_too() {
    a_session_that_ran_out_says_so(Kind::REFUSED);
}

#[test]
fn a_form_that_is_sent_after_the_end_says_so() {
    browse(Kind::PARTITIONED, async |browser| {
        let query = "person=dana&course=1&message=deep_linking&placement=ContentArea";
        browser.open(&browser.demo.launch("generic", query)).await;
        let tool = browser.tool();
        tool.has_heading(&say("picker-title")).await;
        run_out(browser).await;
        tool.press(&say("picker-page-button")).await;
        tool.has_heading(&say("failure-session-expired-title"))
            .await;
    });
}
