//! A link to nothing asks an instructor to choose, and tells a learner whom to ask.

use microcred::domain::credential::life::State;
use microcred::store::query;
use serde_json::json;

use super::{audited, open, school, shown, templates};
use crate::support::app::{TOOL, TestApp};
use crate::support::browser::{Answer, Browser, Visit};

/// Somebody's work that feeds the column of a link.
pub async fn enroll(app: &TestApp, resource_link_id: &str, slug: &str) {
    let mut tx = app.app.db.write().await.unwrap();
    query(
        "INSERT INTO enrollment (id, organization_id, person_id, credential_id, credential_version_id, created_at)
         SELECT '01890000-0000-7000-8000-0000000000e1', credential.organization_id, person.id, credential.id, version.id, 0
         FROM credential JOIN credential_version AS version ON version.credential_id = credential.id
         JOIN person ON person.organization_id = credential.organization_id
         WHERE credential.slug = $1 AND version.state = $2 LIMIT 1",
    )
    .bind(slug)
    .bind(State::Published.code())
    .execute(&mut tx)
    .await
    .unwrap();
    query(
        "INSERT INTO enrollment_placement (enrollment_id, placement_id, lms_user_id, created_at)
         SELECT '01890000-0000-7000-8000-0000000000e1', placement.id, lms_user.id, 0 FROM placement, lms_user
         WHERE placement.resource_link_id = $1 LIMIT 1",
    )
    .bind(resource_link_id)
    .execute(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

const CHOOSE: &str = "a[href$='/choose']";
const NOTHING: &str = "l";

async fn unbound(
    is_instructor: bool,
) -> (
    TestApp,
    crate::support::platform::TestPlatform,
    Browser,
    Answer,
) {
    let (app, platform) = school("generic").await;
    let mut browser = app.browser();
    let link = ("c", NOTHING, json!({}));
    let page = open(&app, &platform, &mut browser, is_instructor, link).await;
    (app, platform, browser, page)
}

#[tokio::test]
async fn an_instructor_chooses_and_the_link_shows_it_from_then_on() {
    let (app, platform, mut browser, page) = unbound(true).await;
    let choose = page.attribute(CHOOSE, "href");
    let shelf = browser.get(&choose).await;
    let chosen = browser.press(&shelf, "button[value='stack:talk']").await;
    assert_eq!(chosen.status(), 303);
    let stack = browser.follow(&chosen).await;
    assert_eq!(stack.one("h1"), "All about talk");
    let home = page.visit.path.clone();
    let links = [format!("{home}/c/asking"), format!("{home}/c/voices")];
    let texts = stack.page();
    let selector = scraper::Selector::parse("h3 a.card-link").unwrap();
    let hrefs: Vec<_> = texts
        .select(&selector)
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect();
    assert_eq!(hrefs, links);
    assert_eq!(audited(&app, "placement.bind").await, 1);

    // What was chosen by hand is not overruled by the same parameters.
    let again = open(
        &app,
        &platform,
        &mut app.browser(),
        false,
        ("c", NOTHING, json!({})),
    )
    .await;
    assert_eq!(again.one("h1"), "All about talk");
}

#[tokio::test]
async fn a_learner_reads_whom_to_ask_and_cannot_choose() {
    let (app, platform, mut browser, page) = unbound(false).await;
    assert!(!page.has(CHOOSE));
    assert!(page.has(".notice.info"));
    let home = page.visit.path.clone();
    let refused = browser.get(&format!("{home}/choose")).await;
    assert_eq!((refused.status(), &*refused.code()), (403, "not-allowed"));

    // Nor with the form of an instructor, whose session is another one.
    let mut instructor = app.browser();
    let theirs = open(
        &app,
        &platform,
        &mut instructor,
        true,
        ("c", NOTHING, json!({})),
    )
    .await;
    let shelf = instructor.get(&theirs.attribute(CHOOSE, "href")).await;
    let form = shelf.form_of("button[value='stack:talk']");
    let fields: Vec<_> = form
        .fields
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    for path in [format!("{home}/choose"), form.action.clone()] {
        let visit = Visit::form(&path, &fields).from(TOOL);
        assert!(browser.visit(visit).await.status() >= 400, "{path}");
    }
    assert_eq!(shown(&app, NOTHING).await, None);
    assert!(templates(&app).await.is_empty());
}

#[tokio::test]
async fn what_people_work_on_stays() {
    let (app, _, mut browser, page) = unbound(true).await;
    let choose = page.attribute(CHOOSE, "href");
    let shelf = browser.get(&choose).await;
    browser
        .press(&shelf, "button[value='credential:voices']")
        .await;
    let before = shown(&app, NOTHING).await;
    enroll(&app, NOTHING, "voices").await;
    let late = browser
        .press(&shelf, "button[value='credential:asking']")
        .await;
    assert_eq!((late.status(), &*late.code()), (403, "not-allowed"));
    assert_eq!(shown(&app, NOTHING).await, before);
    let shelf = browser.get(&choose).await;
    assert!(!shelf.has("button[name=choice]"));
    assert!(shelf.has(".notice"));
}

#[tokio::test]
async fn the_page_of_a_course_lists_what_is_placed_in_it() {
    let (app, platform, mut browser, page) = unbound(true).await;
    let choose = page.attribute(CHOOSE, "href");
    let shelf = browser.get(&choose).await;
    browser
        .press(&shelf, "button[value='credential:voices']")
        .await;
    for (course, expected) in [("c", &["The art of voices"][..]), ("elsewhere", &[])] {
        let link = (course, course, json!({}));
        let page = open(&app, &platform, &mut app.browser(), false, link).await;
        assert_eq!(page.texts("article.credential h3"), expected, "{course}");
        assert!(!page.has(CHOOSE));
    }
}
