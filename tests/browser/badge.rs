//! Badges as their holders and strangers see them in a browser.

use std::time::Duration;

use microcred::app::badge::{self, Operation};
use microcred::clock::Timestamp;
use microcred::domain::award::Reason;
use microcred::domain::badge::Code;
use serde_json::json;

use super::gate::{SLUGS, earn_until, made};
use super::tour::Visit;
use super::{Browser, Kind, View, browse, say};

fn within_ninety_days(now: Timestamp) -> Timestamp {
    now.plus(Duration::from_secs(30 * 24 * 3600))
}

/// Somebody's page of a badge, in the frame; gives the code.
async fn held<'a>(browser: &'a Browser, site: &str, person: &str, item: u32) -> (View<'a>, Code) {
    browser
        .launch(site, person, item)
        .await
        .sees(&say("gate-standing"))
        .await;
    for slug in SLUGS {
        earn_until(browser, slug, |now| Some(within_ninety_days(now))).await;
    }
    let tool = browser.launch(site, person, item).await;
    tool.press(&say("mine-title")).await;
    tool.has_heading(&say("mine-title")).await;
    tool.click("[aria-labelledby=ending] .card-link").await;
    tool.sees(&say("holder-take")).await;
    let address = tool.address().await;
    let code = address.rsplit('/').next().unwrap();
    (tool, Code::read(code).unwrap())
}

#[test]
fn a_holder_shows_a_badge_with_the_name_and_a_stranger_verifies_it() {
    browse(Kind::PARTITIONED, async |browser| {
        let mut pass = async |_: &str, _: View<'_>| {};
        let item = made(browser, "canvas", "Badges to show", &mut pass).await;
        let (tool, code) = held(browser, "canvas", "esi.boateng", item).await;
        tool.click("label[for=shows_name]").await;
        tool.press(&say("holder-save")).await;
        tool.sees(&say("holder-saved-title")).await;
        browser
            .open(&format!("{}/badges/{code}", browser.demo.tool))
            .await;
        let page = browser.page();
        page.sees(&say("badge-active")).await;
        page.sees(&say("badge-genuine")).await;
        let script =
            "return document.querySelector('.badge-holder').textContent.includes('Boateng')";
        page.until("the holder's name", script, vec![]).await;
        let script = "const picture = document.querySelector('.badge-top img');
            return picture.complete && picture.naturalWidth > 0";
        page.until("the picture", script, vec![]).await;
        page.press(&say("badge-check-link")).await;
        page.has_heading(&say("verify-title")).await;
        page.fill("#badge-text", &code.to_string().to_uppercase())
            .await;
        page.press(&say("verify-button")).await;
        page.sees(&say("verify-holds-title")).await;
    });
}

/// The pages of badges, for claims that hold for all pages.
pub(super) async fn tour(browser: &Browser, visit: &mut impl Visit) {
    let item = made(browser, "moodle", "Badges to look at", visit).await;
    let (tool, code) = held(browser, "moodle", "esi.boateng", item).await;
    visit("badge-holder", tool).await;
    let host = browser.demo.tool.clone();
    let app = browser.demo.app().await;
    let looked = badge::look(&app, &code).await.unwrap();
    let page = browser.page();
    let (version, issuer) = (looked.shown.version(), &looked.shown.issuer_slug);
    for (name, path) in [
        ("badge-achievement", format!("achievements/{version}")),
        ("badge-issuer", format!("issuers/{issuer}")),
        ("badge-missing", "badges/0000-0000-0000-0000".into()),
        ("badge-public", format!("badges/{code}")),
    ] {
        browser.open(&format!("{host}/{path}")).await;
        let script = "return document.querySelector('h1') !== null && location.pathname.endsWith(arguments[0])";
        page.until(name, script, vec![json!(path)]).await;
        visit(name, page).await;
    }
    for (name, operation, said) in [
        (
            "badge-suspended",
            Operation::Suspend(Reason::Integrity),
            "badge-suspended",
        ),
        (
            "badge-revoked",
            Operation::Revoke(Reason::IssuedInError),
            "badge-revoked",
        ),
    ] {
        badge::operate(&app, &code, operation, "case")
            .await
            .unwrap();
        browser.open(&format!("{host}/badges/{code}")).await;
        page.sees(&say(said)).await;
        visit(name, page).await;
    }
    page.press(&say("badge-check-link")).await;
    page.has_heading(&say("verify-title")).await;
    page.fill("#badge-text", &code.to_string()).await;
    page.press(&say("verify-button")).await;
    page.sees(&say("verify-not-title")).await;
    visit("badge-verified", page).await;
}
