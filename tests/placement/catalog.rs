//! The public catalogue, and who finds what in it.

use std::time::Duration;

use microcred::app::audit::Actor;
use microcred::app::catalog::{self, Terms};
use microcred::app::connection;
use microcred::domain::catalog::{Status, Visibility};

use super::{audited, offer, publish, school};
use crate::support::app::TestApp;
use crate::support::content;

async fn change(app: &TestApp, slug: &str, terms: Terms) {
    catalog::change(&app.app, Actor::Operator, app.organization, slug, terms)
        .await
        .unwrap();
}

async fn titles(app: &TestApp, path: &str) -> Vec<String> {
    let page = app.browser().get(path).await;
    assert_eq!(page.status(), 200, "{}", page.text());
    page.texts(".credential h2")
}

const ASKING: &str = "The art of asking";
const VOICES: &str = "The art of voices";
const TALK: &str = "All about talk";

#[tokio::test]
async fn everybody_finds_what_is_public_by_words_and_topics() {
    let (app, _) = school("generic").await;
    let terms = Terms {
        tags: Some(vec!["Year one".into()]),
        ..Terms::default()
    };
    change(&app, "voices", terms).await;
    for (path, expected) in [
        ("/catalog", &[TALK, ASKING, VOICES][..]),
        ("/catalog?search=VOICES", &[VOICES]),
        ("/catalog?search=art+year", &[VOICES]),
        ("/catalog?tag=year%20one", &[VOICES]),
        ("/catalog?tag=placeholder", &[TALK, ASKING, VOICES]),
        ("/catalog?search=nothing", &[]),
    ] {
        assert_eq!(titles(&app, path).await, expected, "{path}");
    }
    assert_eq!(audited(&app, "catalog_entry.change").await, 1);
}

#[tokio::test]
async fn a_long_catalogue_is_read_page_by_page_and_a_search_goes_along() {
    let app = TestApp::new().await;
    for number in 0..30 {
        let definition = content::definition(&format!("topic-{number:02}"));
        publish(&app, app.organization, definition).await;
    }
    let page = app.browser().get("/catalog").await;
    let first = page.texts(".credential h2");
    assert_eq!((first.len(), &*first[0]), (24, "The art of topic-00"));
    assert!(page.text().contains("30 "), "how many there are in all");
    assert!(!page.has("a[rel=prev]"));
    let next = page.attribute("a[rel=next]", "href");
    assert_eq!(titles(&app, &next).await.len(), 6);
    assert!(!app.browser().get(&next).await.has("a[rel=next]"));
    for (path, count) in [
        ("/catalog?page=0", 24),
        ("/catalog?page=x", 24),
        ("/catalog?page=99999999999999999999", 24),
        ("/catalog?page=9", 6),
        ("/catalog?search=topic-1", 10),
        ("/catalog?search=topic-1&page=7", 10),
    ] {
        assert_eq!(titles(&app, path).await.len(), count, "{path}");
    }
    let searched = app.browser().get("/catalog?search=art+%26+of").await;
    assert_eq!(searched.texts(".credential h2").len(), 0);
    let searched = app
        .browser()
        .get("/catalog?search=the%20art&tag=placeholder")
        .await;
    let next = searched.attribute("a[rel=next]", "href");
    assert_eq!(next, "/catalog?page=2&search=the%20art&tag=placeholder");
    assert_eq!(titles(&app, &next).await.len(), 6);
}

#[tokio::test]
async fn a_page_has_the_whole_rubric_and_a_stack_what_belongs_to_it() {
    let (app, _) = school("generic").await;
    let page = app.browser().get("/catalog/voices").await;
    assert_eq!(page.one("h1"), VOICES);
    let text = page.text();
    for criterion in &content::definition("voices").rubric.criteria {
        assert!(text.contains(&criterion.title), "{}", criterion.title);
        for detail in &criterion.details {
            assert!(text.contains(&detail.text), "{}", detail.text);
        }
    }
    let page = app.browser().get("/catalog/talk").await;
    assert_eq!(page.one("h1"), TALK);
    assert_eq!(page.texts("h3 a.card-link"), [ASKING, VOICES]);
}

#[tokio::test]
async fn what_is_not_public_is_neither_listed_nor_opened_by_strangers() {
    let (app, _) = school("generic").await;
    for (status, visibility, is_listed, status_code) in [
        (Status::Offered, Visibility::Unlisted, false, 200),
        (Status::Offered, Visibility::Org, false, 404),
        (Status::Offered, Visibility::Cohort, false, 404),
        (Status::Paused, Visibility::Public, false, 200),
        (Status::Hidden, Visibility::Public, false, 404),
        (Status::Offered, Visibility::Public, true, 200),
    ] {
        let terms = Terms {
            status: Some(status),
            visibility: Some(visibility),
            ..Terms::default()
        };
        change(&app, "voices", terms).await;
        let listed = titles(&app, "/catalog").await.contains(&VOICES.to_owned());
        assert_eq!(listed, is_listed, "{status:?} {visibility:?}");
        let page = app.browser().get("/catalog/voices").await;
        assert_eq!(page.status(), status_code, "{status:?} {visibility:?}");
    }
}

#[tokio::test]
async fn another_organisations_catalogue_is_not_the_public_one() {
    let app = TestApp::new().await;
    app.clock.advance(Duration::from_secs(1));
    let other = connection::organization(&app.app, Some("Hilltop"), "", "UTC").await;
    offer(&app, other.unwrap().id).await;
    assert!(titles(&app, "/catalog").await.is_empty());
    let page = app.browser().get("/catalog/voices").await;
    assert_eq!(page.status(), 404);
}

#[tokio::test]
async fn pictures_are_shown_as_pictures_and_nothing_else() {
    let app = TestApp::new().await;
    let mut package = content::package(content::definition("voices"));
    package.images = vec![content::image("card.png", b"<script>")];
    let organization_id = app.organization;
    microcred::app::credential::import(&app.app, Actor::Operator, organization_id, &package, true)
        .await
        .unwrap();
    publish(&app, organization_id, content::definition("asking")).await;
    let picture = app.browser().get("/catalog/voices/images/card.png").await;
    assert_eq!(picture.bytes(), b"<script>");
    assert_eq!(picture.header("content-type"), "image/png");
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    let policy = picture.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    for path in [
        "/catalog/voices/images/other.png",
        "/catalog/asking/images/card.png",
        "/catalog/voices/images/..%2F..%2Fsecret",
    ] {
        assert_eq!(app.browser().get(path).await.status(), 404, "{path}");
    }
}
