//! Dynamic registration as two administrators meet it: the tool's, who invites and approves, and the LMS's.

use super::{Browser, Home, Kind, browse, say};

/// An invitation, made by the tool's administrator on the page of connections.
pub async fn invite(browser: &Browser) -> String {
    let tool = browser.launch("canvas", "alex", 1).await;
    tool.press(&say("home-connections")).await;
    tool.press(&say("invite-button")).await;
    tool.sees(&say("invite-new-title")).await;
    tool.text("code.address").await
}

/// The tool's page in the LMS's registration frame, opened with an invitation.
pub async fn begin(browser: &Browser, site: &str, invitation: &str) {
    let settings = format!("{}/{site}/settings", browser.demo.lms);
    browser.open(&settings).await;
    browser.page().fill("input[name=url]", invitation).await;
    browser.page().press("Start").await;
}

/// Registers the tool a second time at a site, and switches it on there. Gives its client id.
pub async fn register(browser: &Browser, site: &str) -> String {
    let invitation = invite(browser).await;
    begin(browser, site, &invitation).await;
    let tool = browser.tool();
    tool.press(&say("registration-connect")).await;
    tool.sees(&say("registered-pending-title")).await;
    let client_id = tool.text("code.select-all").await;

    // Closing the window is all that the tool can do; the LMS leads on.
    tool.press(&say("close-window")).await;
    browser.page().has_heading("Settings").await;
    activate(browser, site, &client_id).await;
    client_id
}

async fn activate(browser: &Browser, site: &str, client_id: &str) {
    let form = format!("form[action='/{site}/settings/tools/{client_id}/activate'] button");
    browser.page().click(&form).await;
    let script = "return !document.querySelector(arguments[0])";
    browser
        .page()
        .until("an active tool", script, vec![form.into()])
        .await;
}

/// A launch of this registration by a teacher.
pub async fn launch_as_teacher(browser: &Browser, site: &str, client_id: &str) {
    let query = format!("person=dana&item=1&client_id={client_id}");
    browser.open(&browser.demo.launch(site, &query)).await;
}

/// The page of connections, for the tool's administrator.
pub async fn open_connections(browser: &Browser) {
    let tool = browser.launch("canvas", "alex", 1).await;
    tool.press(&say("home-connections")).await;
    tool.has_heading(&say("connections-title")).await;
}

/// Approves a registration.
pub async fn approve(browser: &Browser, client_id: &str) {
    open_connections(browser).await;
    let form = form(client_id, "approve");
    browser.tool().click_at(&format!("{form}//button")).await;
    has_status(browser, client_id, &say("status-active")).await;
}

/// Switches a registration off.
pub async fn switch_off(browser: &Browser, client_id: &str) {
    open_connections(browser).await;
    let form = form(client_id, "disable");
    let tool = browser.tool();
    tool.click_at(&format!("{form}/ancestor::details/summary"))
        .await;
    tool.click_at(&format!("{form}//button")).await;
    has_status(browser, client_id, &say("status-disabled")).await;
}

/// Where a decision about a registration is sent from, as `XPath`.
fn form(client_id: &str, decision: &str) -> String {
    format!(
        "//article[contains(., '{client_id}')]//form[contains(@action, '/platforms/')][contains(@action, '/{decision}')]"
    )
}

async fn has_status(browser: &Browser, client_id: &str, status: &str) {
    let script = "
        const card = [...document.querySelectorAll('article')].find((one) => one.textContent.includes(arguments[0]));
        return card?.querySelector('.badge').textContent.trim() === arguments[1];";
    let arguments = vec![client_id.into(), status.into()];
    browser.tool().until(status, script, arguments).await;
}

fn registers_waits_and_launches(kind: Kind, site: &'static str, course: &'static str) {
    browse(kind, async |browser| {
        let client_id = register(browser, site).await;
        launch_as_teacher(browser, site, &client_id).await;
        let waiting = say("failure-awaiting-approval-title");
        browser.tool().has_heading(&waiting).await;

        approve(browser, &client_id).await;
        launch_as_teacher(browser, site, &client_id).await;
        let home = Home::of("Dana Rey", course, "instructor");
        assert_eq!(browser.tool().home().await, home);
    });
}

#[test]
fn a_registration_inside_the_lms_waits_for_approval_and_then_launches() {
    let course = "Better Questions, Deeper Talk";
    registers_waits_and_launches(Kind::PARTITIONED, "brightspace", course);
}

#[test]
fn a_registration_without_cookies_waits_for_approval_and_then_launches() {
    registers_waits_and_launches(Kind::REFUSED, "generic", "Asking to Learn");
}

#[test]
fn an_invitation_works_once_and_the_page_says_so() {
    browse(Kind::PARTITIONED, async |browser| {
        let invitation = invite(browser).await;
        begin(browser, "moodle", &invitation).await;
        browser.tool().press(&say("registration-connect")).await;
        browser.tool().sees(&say("registered-pending-title")).await;

        begin(browser, "moodle", &invitation).await;
        let spent = say("failure-invitation-title");
        browser.tool().has_heading(&spent).await;
    });
}
