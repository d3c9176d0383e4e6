//! Who may do what: each route of the work for each relation to it, with the answer that is expected.

use microcred::app::connection;
use serde_json::{Value, json};

use super::{Person, SLUG, Scene, save, write};
use crate::support::app::TOOL;
use crate::support::browser::{Answer, Visit};
use crate::support::platform::TestPlatform;
use crate::support::token::{MEMBERSHIP, Token};

/// How a route is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    Get,
    Post,
    Put,
}

/// Each route: how, where (`{}` is the try), and what its earner, another earner of the course, people of the course who
/// earn nothing, and somebody of another organisation get.
const ROUTES: [(Ask, &str, [u16; 4]); 15] = [
    (Ask::Get, "/c/SLUG", [200, 200, 200, 404]),
    (Ask::Get, "/c/SLUG/details", [200, 200, 200, 404]),
    (Ask::Get, "/c/SLUG/images/no-such.png", [404, 404, 404, 404]),
    (Ask::Post, "/c/SLUG/start", [303, 303, 404, 404]),
    (Ask::Get, "/attempts/{}", [200, 404, 404, 404]),
    (Ask::Get, "/attempts/{}/parts/change", [200, 404, 404, 404]),
    (Ask::Post, "/attempts/{}/parts/change", [303, 404, 404, 404]),
    (
        Ask::Put,
        "/attempts/{}/slots/what-changed",
        [200, 404, 404, 404],
    ),
    (
        Ask::Put,
        "/attempts/{}/parts/change/ready",
        [200, 404, 404, 404],
    ),
    (Ask::Get, "/attempts/{}/check", [200, 404, 404, 404]),
    (Ask::Get, "/attempts/{}/submit", [200, 404, 404, 404]),
    (Ask::Post, "/attempts/{}/submit", [422, 404, 404, 404]),
    (Ask::Post, "/attempts/{}/recall", [409, 404, 404, 404]),
    (Ask::Post, "/attempts/{}/again", [303, 404, 404, 404]),
    (Ask::Post, "/attempts/{}/withdraw", [303, 404, 404, 404]),
];

async fn ask(person: &mut Person, how: Ask, path: &str, document: &Value) -> Answer {
    match how {
        Ask::Get => person.browser.get(path).await,
        Ask::Post => person.post(path, &[]).await,
        Ask::Put if path.ends_with("/ready") => {
            person.put(path, &json!({ "is_ready": true })).await
        }
        Ask::Put => person.put(path, document).await,
    }
}

fn path_of(route: &str, base: &str, attempt: &str) -> String {
    let route = route.replace("SLUG", SLUG).replace("{}", attempt);
    format!("{base}{route}")
}

/// Somebody who opens a course of another organisation's LMS.
async fn stranger(scene: &Scene) -> Person {
    let mut elsewhere = scene.app.beside().await;
    let other =
        connection::organization(&scene.app.app, Some("Elsewhere"), "Elsewhere", "UTC").await;
    elsewhere.organization = other.unwrap().id;
    let platform = TestPlatform::new("other.example").connect(&elsewhere).await;
    let there = Scene {
        app: elsewhere,
        platform,
    };
    there.person(|token: Token| token).await
}

#[tokio::test]
async fn each_route_answers_each_person_as_the_table_says() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;
    let attempt = address.rsplit('/').next().unwrap().to_owned();
    let role = |role: &'static str| {
        move |token: Token| {
            let role = format!("{MEMBERSHIP}{role}");
            token.person(&role, "Robin Vale").roles(&[&role])
        }
    };
    let mut people = vec![
        ("instructor", 2, scene.person(role("Instructor")).await),
        ("observer", 2, scene.person(role("Mentor")).await),
        ("visitor", 2, scene.person(role("Member")).await),
        ("stranger", 3, stranger(&scene).await),
    ];
    let colleague = scene
        .person(|token: Token| token.person("colleague", "Kim Adler"))
        .await;
    people.push(("colleague", 1, colleague));
    // The earner last, because what is asked last takes the try out.
    people.push(("earner", 0, earner));
    let document = save(0, "<p>Three more voices.</p>");
    let mut wrong = Vec::new();
    for (name, column, person) in &mut people {
        for (how, route, expected) in ROUTES {
            let path = path_of(route, &person.path, &attempt);
            let answer = ask(person, how, &path, &document).await;
            if answer.status() != expected[*column] {
                wrong.push(format!(
                    "{name} {route}: {} {}",
                    answer.status(),
                    answer.text()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_shared_address_and_an_old_session_open_nothing() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;
    let attempt = address.rsplit('/').next().unwrap().to_owned();
    let document = save(0, "<p>x</p>");
    // A session that saves is remembered, and is no less looked at for that.
    let slot = format!("{address}/slots/what-changed");
    for (based_on, text) in [(0, "<p>a</p>"), (1, "<p>b</p>")] {
        assert_eq!(earner.put(&slot, &save(based_on, text)).await.status(), 200);
    }
    let mut nobody = Person {
        browser: scene.app.browser(),
        path: earner.path.clone(),
        form_token: earner.form_token.clone(),
    };
    let mut colleague = scene
        .person(|token: Token| token.person("colleague", "Kim Adler"))
        .await;
    colleague.path.clone_from(&earner.path);
    for person in [&mut nobody, &mut colleague] {
        for (how, route, _) in ROUTES {
            let path = path_of(route, &person.path, &attempt);
            let answer = ask(person, how, &path, &document).await;
            assert_eq!(answer.status(), 401, "{route}");
        }
    }
    scene
        .app
        .clock
        .advance(std::time::Duration::from_secs(13 * 3600));
    for (how, route, _) in ROUTES {
        let path = path_of(route, &earner.path, &attempt);
        let answer = ask(&mut earner, how, &path, &document).await;
        assert_eq!(answer.status(), 401, "{route}");
    }
}

#[tokio::test]
async fn a_session_that_saved_before_saves_only_while_it_holds() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;
    let slot = format!("{address}/slots/what-changed");
    let mut saved = 0;
    for (off, on) in [
        (
            "UPDATE launch SET ended_at = 1",
            "UPDATE launch SET ended_at = NULL",
        ),
        (
            "UPDATE platform SET status = 'disabled'",
            "UPDATE platform SET status = 'active'",
        ),
        (
            "UPDATE deployment SET status = 'disabled'",
            "UPDATE deployment SET status = 'active'",
        ),
    ] {
        for _ in 0..2 {
            assert_eq!(
                earner.put(&slot, &save(saved, "<p>x</p>")).await.status(),
                200
            );
            saved += 1;
        }
        write(&scene, off).await;
        let late = earner.put(&slot, &save(saved, "<p>late</p>")).await;
        assert_eq!(late.status(), 401, "{off}: {}", late.text());
        write(&scene, on).await;
    }
    let last = earner.put(&slot, &save(saved, "<p>x</p>")).await;
    assert_eq!(last.status(), 200, "nothing was written meanwhile");
}

#[tokio::test]
async fn nothing_is_changed_from_another_site_or_without_the_token() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;
    let attempt = address.rsplit('/').next().unwrap().to_owned();
    for (how, route, _) in ROUTES.into_iter().filter(|(how, _, _)| *how != Ask::Get) {
        let path = path_of(route, &earner.path, &attempt);
        for (from, token) in [
            ("https://evil.example", earner.form_token.as_str()),
            (TOOL, "guessed"),
        ] {
            let visit = match how {
                Ask::Put => {
                    let mut visit = Visit::json(&path, &save(0, "<p>x</p>"));
                    visit.method = axum::http::Method::PUT;
                    visit.header("x-form-token", token)
                }
                _ => Visit::form(&path, &[("form_token", token)]),
            };
            let answer = earner.browser.visit(visit.from(from)).await;
            assert_eq!(answer.status(), 403, "{route} {from}");
        }
    }
    let saved = scene
        .app
        .count("SELECT CAST(COUNT(*) AS BIGINT) FROM answer")
        .await;
    assert_eq!(saved, 0);
}

#[tokio::test]
async fn a_save_says_its_number_and_a_late_one_gets_what_is_newer() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;
    let slot = format!("{address}/slots/what-changed");
    let first = save(
        0,
        "<p onclick=x>Three <b>more</b> voices.</p><script>x</script>",
    );
    for _ in 0..2 {
        let answer = earner.put(&slot, &first).await;
        assert_eq!(answer.status(), 200, "{}", answer.text());
        let said = answer.json();
        assert_eq!(said["seq"], 1);
        assert_eq!(said["words"], json!({ "number": 3, "unit": "words" }));
    }
    let late = earner.put(&slot, &save(0, "<p>Late.</p>")).await;
    assert_eq!(late.status(), 409);
    let said = late.json();
    assert_eq!(said["seq"], 1);
    assert_eq!(said["save_id"], first["save_id"]);
    assert_eq!(
        said["newer"]["html"],
        "<p>Three <strong>more</strong> voices.</p>"
    );
    for (path, document) in [
        (format!("{address}/slots/visit-log"), save(0, "<p>x</p>")),
        (format!("{address}/slots/no-such"), save(0, "<p>x</p>")),
        (slot.clone(), json!({ "based_on": 0 })),
        (slot.clone(), save(7, "<p>x</p>")),
    ] {
        let answer = earner.put(&path, &document).await;
        assert!(
            [400, 404, 409].contains(&answer.status()),
            "{path}: {}",
            answer.status()
        );
    }
}
