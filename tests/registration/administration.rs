//! Two organisations at one tool: the administrator of one sees and decides nothing of the other, whatever ids stand
//! in the address.

use microcred::app::connection;
use microcred::app::inspector;
use microcred::domain::approval::Approval;
use microcred::domain::id::OrganizationId;

use super::{CONNECT, Lms, invitation, open, platforms};
use crate::support::app::{TOOL, TestApp};
use crate::support::browser::{Browser, Visit};
use crate::support::platform::TestPlatform;

/// An organisation with an LMS, and its administrator in a session.
struct Tenant {
    platform: TestPlatform,
    browser: Browser,
    home: String,
    form_token: String,
}

impl Tenant {
    async fn new(app: &mut TestApp, organization: OrganizationId, host: &str) -> Self {
        app.organization = organization;
        let platform = TestPlatform::connected(app, host).await;
        let mut browser = app.browser();
        let home = browser.open_administration(app, &platform).await;
        let page = browser.get(&format!("{home}/connections")).await;
        Self {
            form_token: page.attribute("input[name=form_token]", "value"),
            platform,
            browser,
            home,
        }
    }

    async fn send(&mut self, path: &str) -> (u16, Option<String>) {
        let fields = [("form_token", self.form_token.as_str())];
        let path = format!("{}/{path}", self.home);
        let answer = self
            .browser
            .visit(Visit::form(&path, &fields).from(TOOL))
            .await;
        (
            answer.status(),
            (answer.status() >= 400).then(|| answer.code()),
        )
    }
}

async fn two_tenants() -> (TestApp, Tenant, Tenant) {
    let mut app = TestApp::new().await;
    let riverbend = app.organization;
    let lakeside = connection::organization(&app.app, Some("Lakeside"), "Lakeside", "UTC").await;
    let one = Tenant::new(&mut app, riverbend, "riverbend.example").await;
    let other = Tenant::new(&mut app, lakeside.unwrap().id, "lakeside.example").await;
    (app, one, other)
}

#[tokio::test]
async fn each_administrator_sees_the_connections_of_their_own_organisation() {
    let (_app, mut one, mut other) = two_tenants().await;
    let hosts = ["riverbend.example", "lakeside.example"];
    for (tenant, own, foreign) in [
        (&mut one, hosts[0], hosts[1]),
        (&mut other, hosts[1], hosts[0]),
    ] {
        for page in ["connections", "launches"] {
            let text = tenant
                .browser
                .get(&format!("{}/{page}", tenant.home))
                .await
                .text();
            assert!(text.contains(own), "{page}");
            assert!(!text.contains(foreign), "{page}");
        }
    }
}

#[tokio::test]
async fn nobody_decides_about_the_connections_of_another_organisation() {
    let (app, mut one, other) = two_tenants().await;
    let foreign = connection::list(&app.app, Some(app.organization))
        .await
        .unwrap();
    assert_eq!(foreign[0].platform.id, other.platform.id());
    let platform = foreign[0].platform.id;
    let deployment = foreign[0].deployments[0].id;
    let not_found = (404, Some("not-found".to_owned()));
    for decision in ["disable", "approve"] {
        for subject in [
            format!("platforms/{platform}"),
            format!("deployments/{deployment}"),
        ] {
            let outcome = one.send(&format!("connections/{subject}/{decision}")).await;
            assert_eq!(outcome, not_found, "{subject}");
        }
    }
    for odd in [
        format!("connections/platforms/{deployment}/disable"),
        format!("connections/platforms/{}/delete", one.platform.id()),
        "connections/platforms/no-id/disable".into(),
    ] {
        assert_eq!(one.send(&odd).await, not_found, "{odd}");
    }
    let statuses: Vec<_> = platforms(&app)
        .await
        .into_iter()
        .map(|row| row.status)
        .collect();
    assert_eq!(statuses, [Approval::Active, Approval::Active]);
    let own = format!("connections/platforms/{}/disable", one.platform.id());
    assert_eq!(one.send(&own).await.0, 303);
}

#[tokio::test]
async fn the_records_of_another_organisation_and_of_strangers_are_not_found() {
    let (app, mut one, other) = two_tenants().await;
    let mut stranger = app.browser();
    stranger.post_launch(&[("state", "made-up")]).await;
    let entries = inspector::list(&app.app, None, false).await.unwrap();
    let (mut seen, mut hidden) = (0, 0);
    for entry in entries {
        let is_own = entry.record.platform_id == Some(one.platform.id());
        let path = format!("{}/launches/{}", one.home, entry.record.id);
        let status = one.browser.get(&path).await.status();
        assert_eq!(status, if is_own { 200 } else { 404 });
        if is_own { seen += 1 } else { hidden += 1 }
    }
    assert_eq!((seen, hidden), (1, 2));
    assert_ne!(one.platform.id(), other.platform.id());
}

#[tokio::test]
async fn a_session_of_one_organisation_is_no_session_of_another() {
    let (_app, mut one, other) = two_tenants().await;
    for page in ["", "/connections", "/launches"] {
        let answer = one.browser.get(&format!("{}{page}", other.home)).await;
        assert_eq!((answer.status(), &*answer.code()), (401, "session-expired"));
    }
}

#[tokio::test]
async fn an_invitation_connects_to_the_organisation_that_made_it() {
    let (app, mut one, mut other) = two_tenants().await;
    let page = one.browser.get(&format!("{}/connections", one.home)).await;
    let shown = one
        .browser
        .press(&page, "form[action$=invites] button")
        .await;
    let lms = Lms::generic();
    lms.publish(&app);
    let mut browser = app.browser().without_cookies();
    let page = open(&mut browser, &shown.one("code.address"), &lms).await;
    assert_eq!(browser.press(&page, CONNECT).await.status(), 200);
    for (tenant, sees) in [(&mut one, true), (&mut other, false)] {
        let text = tenant
            .browser
            .get(&format!("{}/connections", tenant.home))
            .await
            .text();
        assert_eq!(text.contains("https://lms.example"), sees);
    }
}

#[tokio::test]
async fn an_invitation_takes_no_connection_away_from_another_organisation() {
    let (app, one, other) = two_tenants().await;
    let lms = Lms::at("riverbend.example", "generic", |sent| {
        let mut answer = sent.clone();
        answer["client_id"] = serde_json::json!("10000000000042");
        (201, answer.to_string())
    })
    .with(
        "jwks_uri",
        serde_json::json!("https://riverbend.example/other-keys"),
    );
    lms.publish(&app);
    let before = platforms(&app).await;
    let invitation = invitation(&app, app.organization, None).await;
    let mut browser = app.browser().without_cookies();
    let page = open(&mut browser, &invitation, &lms).await;
    let answer = browser.press(&page, CONNECT).await;
    assert_eq!((answer.status(), &*answer.code()), (404, "invite-invalid"));
    assert_eq!(platforms(&app).await, before);
    assert_ne!(one.platform.issuer, other.platform.issuer);
}
