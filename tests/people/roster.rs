//! The list of a course's people: who is on it, who may see it, and what a strange answer of an LMS does to it.

use std::time::Duration;

use microcred::lti::fetch::Response;
use microcred::lti::names::claim;
use serde_json::{Value, json};

use super::{COMMENT, Scene, role};
use crate::support::browser::Answer;
use crate::work_pages::Person;

/// Where the LMS has the list; the address says itself how many are on a page.
pub const MEMBERS: &str = "https://lms.example/courses/9/memberships?limit=100";
const TOKEN: &str = "https://lms.example/token";

/// Lets the LMS give access tokens.
fn grant_tokens(scene: &Scene) {
    let document =
        json!({"access_token": "secret-token", "token_type": "Bearer", "expires_in": 3600});
    scene.app.network.publish(TOKEN, &document);
}

/// Lets the LMS answer at an address with a page, and where the next one is.
fn page(scene: &Scene, url: &str, members: &[Value], link: Option<&str>) {
    let body = json!({"id": MEMBERS, "context": {"id": "ctx-9"}, "members": members}).to_string();
    let link = link.map(|link| link.as_bytes().to_vec());
    scene.app.network.serve(url, move |_| Response {
        status: 200,
        body: body.clone().into_bytes(),
        link: link.clone(),
        ..Response::default()
    });
}

fn learner(sub: &str, name: &str) -> Value {
    json!({"user_id": sub, "name": name, "roles": [role("Learner")], "status": "Active"})
}

async fn people(person: &mut Person, query: &str) -> Answer {
    let path = format!("{}/roster{query}", person.path);
    let answer = person.browser.get(&path).await;
    assert_eq!(answer.status(), 200, "{}", answer.text());
    answer
}

/// The names on the page, in order.
fn names(answer: &Answer) -> Vec<String> {
    answer.texts("td:first-child > span:first-child")
}

async fn refreshed(scene: &Scene, person: &mut Person) -> Answer {
    scene.app.clock.advance(Duration::from_secs(200));
    let path = format!("{}/roster/refresh", person.path);
    assert_eq!(person.post(&path, &[]).await.status(), 303);
    people(person, "").await
}

#[tokio::test]
async fn everybody_of_the_course_is_listed_with_those_who_have_not_come() {
    let scene = Scene::new().await;
    grant_tokens(&scene);
    let next = format!("<{MEMBERS}&page=2>; rel=\u{201c}next\u{201d}");
    let teacher = json!({"user_id": "teacher", "name": "Robin Vale", "roles": ["Instructor"]});
    let dana = learner("dana", "Dana Rey");
    page(
        &scene,
        MEMBERS,
        &[dana.clone(), teacher, learner("ana", "Ana Ruiz")],
        Some(&next),
    );
    page(
        &scene,
        &format!("{MEMBERS}&page=2"),
        &[json!({"user_id": "bo", "roles": ["Learner"]}), dana],
        None,
    );
    scene.answered("dana", "Dana Rey", 3).await;
    let mut instructor = scene.instructor().await;
    let list = people(&mut instructor, "").await;
    // Assessors came from the course, too.
    let listed = names(&list);
    for name in ["Ana Ruiz", "Dana Rey", "Name not shared"] {
        assert!(listed.iter().any(|one| one == name), "{name} in {listed:?}");
    }
    assert!(!listed.iter().any(|one| one == "Robin Vale"));
    let text = list.text();
    assert!(
        text.contains("14 of 20") && !text.contains(COMMENT) && !text.contains("Three more voices")
    );
    // The bearer went to the LMS alone.
    for request in scene.app.network.requests() {
        let has_token = request
            .headers
            .iter()
            .any(|(_, value)| value.contains("secret-token"));
        assert!(!has_token || request.url.host_str() == Some("lms.example"));
    }

    let revise = people(&mut instructor, "?standing=revise").await;
    assert_eq!(names(&revise), ["Dana Rey"]);
    let found = people(&mut instructor, "?search=RUIZ").await;
    assert_eq!(names(&found), ["Ana Ruiz"]);
    let file = instructor
        .browser
        .get(&format!("{}/roster.csv?standing=revise", instructor.path))
        .await;
    assert_eq!(
        file.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    let text = file.text();
    assert!(
        text.contains("\r\nDana Rey,dana@example.org,Yes,"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 2);
}

#[tokio::test]
async fn only_who_teaches_in_the_course_sees_the_list() {
    let scene = Scene::new().await;
    let mut people = vec![
        scene.person(|token| token).await,
        scene
            .person(|token| token.person("assessor-1", "Sam Reed"))
            .await,
        scene
            .person(|token| token.person("ada", "Ada Lund").roles(&[&role("Mentor")]))
            .await,
        scene
            .person(|token| token.person("bo", "Bo Lindqvist").roles(&[&role("Member")]))
            .await,
        // Outside of any course there is none.
        scene
            .person(|token| {
                token
                    .person("teacher", "Robin Vale")
                    .instructor()
                    .without(claim::CONTEXT)
            })
            .await,
    ];
    for person in &mut people {
        for page in ["roster", "roster.csv", "sync", "setup"] {
            let answer = person.browser.get(&format!("{}/{page}", person.path)).await;
            assert_eq!(answer.status(), 404, "{page}");
        }
        let path = format!("{}/roster/refresh", person.path);
        assert_eq!(person.post(&path, &[]).await.status(), 404);
    }
    // Who teaches elsewhere sees the people of that course.
    scene.answered("dana", "Dana Rey", 3).await;
    let mut other = scene
        .person(|token| {
            token
                .person("other", "Kim Adler")
                .instructor()
                .with(claim::CONTEXT, json!({"id": "another", "title": "Another"}))
                .with(claim::RESOURCE_LINK, json!({"id": "rl-another"}))
        })
        .await;
    let list = super::roster::people(&mut other, "").await;
    assert!(!list.text().contains("Dana Rey"));
}

#[tokio::test]
async fn a_strange_answer_takes_nobody_away_and_never_hangs() {
    let scene = Scene::new().await;
    grant_tokens(&scene);
    page(
        &scene,
        MEMBERS,
        &[learner("ana", "Ana Ruiz"), learner("bo", "Bo Lindqvist")],
        None,
    );
    let mut instructor = scene.instructor().await;
    assert_eq!(
        names(&people(&mut instructor, "").await),
        ["Ana Ruiz", "Bo Lindqvist"]
    );

    let html = "<!doctype html><h1>Sign in</h1>".as_bytes().to_vec();
    let endless = vec![b' '; 9 * 1024 * 1024];
    let odd: [(u16, Vec<u8>); 6] = [
        (200, html.clone()),
        (200, br#"{"errors":[{"message":"no"}]}"#.to_vec()),
        (200, endless),
        (403, html),
        (500, Vec::new()),
        (401, br#"{"error":"invalid_token"}"#.to_vec()),
    ];
    for (status, body) in odd {
        scene.app.network.answer(MEMBERS, status, body.clone());
        let list = refreshed(&scene, &mut instructor).await;
        assert_eq!(names(&list), ["Ana Ruiz", "Bo Lindqvist"], "{status}");
        assert!(
            list.text().contains("The list may not be complete"),
            "{status}"
        );
    }
    // A second page elsewhere, or a circle: what came is kept, the token goes nowhere else.
    for link in [
        "<https://evil.example/courses/9/memberships?page=2>; rel=\"next\"",
        "<//evil.example/x>; rel=next",
        &format!("<{MEMBERS}>; rel=\"next\""),
    ] {
        page(
            &scene,
            MEMBERS,
            &[learner("ana", "Ana Ruiz"), learner("cy", "Cy Moor")],
            Some(link),
        );
        let list = refreshed(&scene, &mut instructor).await;
        assert_eq!(
            names(&list),
            ["Ana Ruiz", "Bo Lindqvist", "Cy Moor"],
            "{link}"
        );
        assert!(
            list.text().contains("The list may not be complete"),
            "{link}"
        );
    }
    let asked = scene.app.network.requests();
    assert!(
        asked
            .iter()
            .all(|request| request.url.host_str() == Some("lms.example"))
    );

    // A whole list does take people away who never came.
    page(&scene, MEMBERS, &[learner("ana", "Ana Ruiz")], None);
    let list = refreshed(&scene, &mut instructor).await;
    assert_eq!(names(&list), ["Ana Ruiz"]);
    assert!(!list.text().contains("The list may not be complete"));
}

#[tokio::test]
async fn without_a_list_those_are_shown_who_came() {
    let scene = Scene::new().await;
    scene.answered("dana", "Dana Rey", 3).await;
    let mut instructor = scene
        .person(|token| {
            token.person("teacher", "Robin Vale").instructor().with(
                claim::CONTEXT,
                json!({"id": "ctx-9", "title": "Reading science"}),
            )
        })
        .await;
    // The LMS gives no token.
    let list = people(&mut instructor, "").await;
    assert!(names(&list).contains(&"Dana Rey".to_owned()));
    assert!(list.text().contains("The list may not be complete"));
    assert_eq!(scene.accounts("dana").await, 1);
}

#[tokio::test]
async fn a_list_is_not_asked_for_again_at_once_and_is_read_by_itself_once_a_day() {
    let scene = Scene::new().await;
    grant_tokens(&scene);
    page(&scene, MEMBERS, &[learner("ana", "Ana Ruiz")], None);
    let mut instructor = scene.instructor().await;
    for _ in 0..3 {
        people(&mut instructor, "").await;
        let path = format!("{}/roster/refresh", instructor.path);
        assert_eq!(instructor.post(&path, &[]).await.status(), 303);
    }
    assert_eq!(scene.app.network.times_asked(MEMBERS), 1);
    scene.app.clock.advance(Duration::from_secs(1000));
    people(&mut instructor, "").await;
    assert_eq!(scene.app.network.times_asked(MEMBERS), 1);
    scene.app.run_jobs().await;
    assert_eq!(scene.app.network.times_asked(MEMBERS), 2);
    scene.app.clock.advance(Duration::from_secs(25 * 3600));
    scene.app.run_jobs().await;
    assert_eq!(scene.app.network.times_asked(MEMBERS), 3);
}
