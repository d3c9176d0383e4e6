//! Launches that are refused: what the person reads, and what the administrator finds.

use super::registration::{approve, launch_as_teacher, open_connections, register, switch_off};
use super::{Kind, browse, say};
use microcred::i18n::Language;
use microcred::templates::inspector;

#[test]
fn the_administrator_finds_a_refused_launch_under_the_reference_that_the_teacher_read() {
    browse(Kind::PARTITIONED, async |browser| {
        let client_id = register(browser, "moodle").await;
        launch_as_teacher(browser, "moodle", &client_id).await;
        let tool = browser.tool();
        tool.has_heading(&say("failure-awaiting-approval-title"))
            .await;
        tool.sees(&say("failure-awaiting-approval-next")).await;
        tool.sees("platform_pending").await;
        let reference = tool.text(".small-print code").await;
        assert_eq!(reference.len(), 36, "{reference}");

        open_connections(browser).await;
        tool.press(&say("connections-inspector-link")).await;
        tool.press(&say("inspector-show-stopped")).await;
        let code = "platform_pending";
        let check = inspector::check_text(Language::English, code);
        tool.click(&format!("a[href$='/launches/{reference}']"))
            .await;
        tool.has_heading(&check).await;
        tool.sees(&reference).await;
        tool.sees(&inspector::remedy_text(Language::English, code))
            .await;
        tool.sees(&client_id).await;
    });
}

#[test]
fn switching_a_connection_off_ends_its_sessions_and_refuses_its_launches() {
    browse(Kind::PARTITIONED, async |browser| {
        let client_id = register(browser, "generic").await;
        approve(browser, &client_id).await;
        let teacher = browser.tab().await;
        launch_as_teacher(browser, "generic", &client_id).await;
        browser.tool().home().await;

        browser.new_tab().await;
        switch_off(browser, &client_id).await;
        browser.close_tab(&teacher).await;
        browser.tool().reload().await;
        let over = say("failure-session-expired-title");
        browser.tool().has_heading(&over).await;
        launch_as_teacher(browser, "generic", &client_id).await;
        let off = say("failure-disconnected-title");
        browser.tool().has_heading(&off).await;
    });
}
