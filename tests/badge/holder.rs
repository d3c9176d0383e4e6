//! What holders see of their own badges, and what they let others see.

use std::time::Duration;

use microcred::app::badge::Operation;
use microcred::domain::award::Reason;
use url::Url;

use super::world::{NAME, World};
use crate::support::browser::Visit;

super::on_both! {
    the_name_is_seen_by_choice_alone,
    results_are_in_the_badge_by_choice_alone,
}

async fn the_name_is_seen_by_choice_alone(world: World) {
    let code = world.earn("asking", None).await;
    let public = format!("/badges/{code}");
    assert!(!world.get(&public, "text/html").await.text().contains(NAME));
    let (mut browser, opened) = world.open().await;
    let path = format!("{}/badges/{code}", opened.path);
    let page = browser.get(&path).await;
    let token = page.attribute("input[name=form_token]", "value");
    for (fields, is_seen) in [
        (vec![("form_token", &*token), ("shows_name", "yes")], true),
        (vec![("form_token", &*token)], false),
    ] {
        let sent = Visit::form(&path, &fields).from(crate::support::app::TOOL);
        let answer = browser.visit(sent).await;
        assert_eq!(answer.status(), 303);
        let page = browser.follow(&answer).await;
        assert_eq!(page.one("[role=status] .notice-title"), "Saved");
        assert_eq!(page.has("#shows_name[checked]"), is_seen);
        let shown = world.get(&public, "text/html").await;
        assert_eq!(shown.text().contains(NAME), is_seen);
        // The badge itself never says it.
        let document = world.get(&format!("{public}.json"), "*/*").await;
        assert!(!document.text().contains(NAME));
    }
}

async fn results_are_in_the_badge_by_choice_alone(world: World) {
    let code = world.earn("asking", None).await;
    let document = format!("/badges/{code}.json");
    let results = async || {
        let document = world.get(&document, "*/*").await.json();
        document["credentialSubject"]["result"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(results().await, 1);
    let before = world.get(&document, "*/*").await.text();
    let (mut browser, opened) = world.open().await;
    let path = format!("{}/badges/{code}", opened.path);
    let page = browser.get(&path).await;
    let token = page.attribute("input[name=form_token]", "value");
    let fields = [("form_token", &*token), ("shows_results", "yes")];
    let sent = Visit::form(&path, &fields).from(crate::support::app::TOOL);
    assert_eq!(browser.visit(sent).await.status(), 303);
    let page = world.get(&format!("/badges/{code}"), "text/html").await;
    assert!(
        page.text()
            .contains("The holder lets you see how it was shown")
    );
    let after = world.get(&document, "*/*").await.text();
    assert_ne!(before, after);
}

#[tokio::test]
async fn a_badge_is_found_from_the_page_of_what_is_held() {
    let world = World::new().await;
    let day = Duration::from_secs(24 * 3600);
    let code = world.earn("asking", None).await;
    let ending = world
        .earn("voices", Some(world.app.now().plus(30 * day)))
        .await;
    let (mut browser, opened) = world.open().await;
    let page = browser.get(&format!("{}/mine", opened.path)).await;
    for (section, code) in [("held", code), ("ending", ending)] {
        let href = page.attribute(&format!("[aria-labelledby={section}] .card-link"), "href");
        assert_eq!(href, format!("{}/badges/{code}", opened.path));
    }
    let page = browser
        .get(&format!("{}/badges/{ending}", opened.path))
        .await;
    assert_eq!(page.one("#badge-again"), "It ends soon");
    world.app.clock.advance(31 * day);
    let (mut browser, opened) = world.open().await;
    let page = browser.get(&format!("{}/mine", opened.path)).await;
    assert_eq!(
        page.texts("[aria-labelledby=over] h3"),
        ["The art of voices"]
    );
    let page = browser
        .get(&format!("{}/badges/{ending}", opened.path))
        .await;
    assert_eq!(page.one("#badge-again"), "Its time is over");
    let again = page.attribute("[aria-labelledby=badge-again] a", "href");
    assert_eq!(again, format!("{}/c/voices", opened.path));
}

#[tokio::test]
async fn everything_is_there_to_take_along_and_to_show() {
    let world = World::new().await;
    let until = world.app.now().plus(Duration::from_secs(800 * 24 * 3600));
    let code = world.earn("asking", Some(until)).await;
    let (mut browser, opened) = world.open().await;
    let page = browser.get(&format!("{}/badges/{code}", opened.path)).await;
    for ending in ["png", "svg", "json", "jwt"] {
        assert!(page.has(&format!("a[download][href='/badges/{code}.{ending}']")));
    }
    assert!(page.has("svg.camera[role=img][aria-label] path"));
    let address = page.attribute("a[href^='https://www.linkedin.com']", "href");
    let address = Url::parse(&address).unwrap();
    let fields: Vec<_> = address.query_pairs().into_owned().collect();
    let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "startTask",
            "name",
            "organizationName",
            "issueYear",
            "issueMonth",
            "expirationYear",
            "expirationMonth",
            "certUrl",
            "certId"
        ]
    );
    let value = |name: &str| {
        let found = fields.iter().find(|(known, _)| known == name);
        found.unwrap().1.clone()
    };
    assert_eq!(value("name"), "The art of asking");
    assert_eq!(value("organizationName"), "Sample Association");
    assert_eq!(
        (value("issueYear"), value("issueMonth")),
        ("2026".into(), "11".into())
    );
    assert_eq!(
        (value("expirationYear"), value("expirationMonth")),
        ("2029".into(), "1".into())
    );
    assert!(value("certUrl").ends_with(&format!("/badges/{code}")));
    assert_eq!(value("certId"), code.to_string());
}

#[tokio::test]
async fn the_certificate_is_its_holders_alone() {
    let world = World::new().await;
    let code = world.earn("asking", None).await;
    let (mut browser, opened) = world.open().await;
    let path = format!("{}/badges/{code}/certificate.pdf", opened.path);
    let paper = browser.get(&path).await;
    assert_eq!(paper.status(), 200);
    assert_eq!(paper.header("content-type"), "application/pdf");
    let name = paper.header("content-disposition");
    assert_eq!(
        name,
        format!("attachment; filename=\"certificate-{code}.pdf\"")
    );
    assert!(paper.bytes().starts_with(b"%PDF-"));
    assert_eq!(paper.header("cache-control"), "no-store");
    world.operate(&code, Operation::Revoke(Reason::Asked)).await;
    let gone = browser.get(&path).await;
    assert_eq!((gone.status(), &*gone.code()), (410, "badge-gone"));
}

#[tokio::test]
async fn nobody_else_sees_or_changes_it() {
    let world = World::new().await;
    let code = world.earn("asking", None).await;
    let (mut browser, opened) = world.open_as("sub-robin", "Robin Vale").await;
    let path = format!("{}/badges/{code}", opened.path);
    for path in [
        path.clone(),
        format!("{path}/certificate.pdf"),
        format!("{}/badges/x", opened.path),
    ] {
        let answer = browser.get(&path).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (404, "badge-not-found"),
            "{path}"
        );
    }
    // With a token of their own, and with none.
    let (mut own, mine) = world.open().await;
    let page = own.get(&format!("{}/badges/{code}", mine.path)).await;
    let token = page.attribute("input[name=form_token]", "value");
    for fields in [
        vec![("form_token", &*token), ("shows_name", "yes")],
        vec![("shows_name", "yes")],
    ] {
        let sent = Visit::form(&path, &fields).from(crate::support::app::TOOL);
        assert_eq!(browser.visit(sent).await.status(), 403);
    }
    assert!(
        !world
            .get(&format!("/badges/{code}"), "*/*")
            .await
            .text()
            .contains(NAME)
    );
}

#[tokio::test]
async fn what_was_stopped_is_neither_taken_along_nor_shown() {
    let world = World::new().await;
    let code = world.earn("asking", None).await;
    world
        .operate(&code, Operation::Suspend(Reason::Integrity))
        .await;
    let (mut browser, opened) = world.open().await;
    let page = browser.get(&format!("{}/badges/{code}", opened.path)).await;
    assert_eq!(
        page.one(".notice .notice-title"),
        "This badge is temporarily not available"
    );
    assert!(!page.has("a[download]") && !page.has("form[method=post] #shows_name"));
}

#[tokio::test]
async fn what_was_stopped_or_taken_back_is_shown_with_what_that_means_and_whom_to_ask() {
    let world = World::new().await;
    let asking = world.earn("asking", None).await;
    let voices = world.earn("voices", None).await;
    world
        .operate(&asking, Operation::Suspend(Reason::Integrity))
        .await;
    world
        .operate(&voices, Operation::Revoke(Reason::IssuedInError))
        .await;
    let (mut browser, opened) = world.open().await;
    let page = browser.get(&format!("{}/mine", opened.path)).await;
    assert!(page.text().contains("Nothing held yet"));
    let stopped = "[aria-labelledby=stopped]";
    assert_eq!(
        page.texts(&format!("{stopped} .badge")),
        ["Taken back", "Not available"]
    );
    let text = page.one(stopped);
    for words in ["It had been issued by mistake.", "nothing is decided", "@"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // Why a question is open is nobody's to read here.
    assert!(!text.contains("origin of the work"), "{text}");
    let links = page.page();
    let selector = scraper::Selector::parse(&format!("{stopped} h3 a")).unwrap();
    assert_eq!(links.select(&selector).count(), 2);
    world.operate(&asking, Operation::Reinstate).await;
    let page = browser.get(&format!("{}/mine", opened.path)).await;
    assert_eq!(page.texts(&format!("{stopped} .badge")), ["Taken back"]);
}
