//! What programs fetch: every address in every form, for every state, and nothing of a person in any of it.

use axum::http::Method;
use microcred::app::badge::Operation;
use microcred::badges::bake;
use microcred::domain::award::Reason;
use serde_json::Value;

use super::world::{EMAIL, NAME, SUB, World};
use crate::support::browser::Visit;

super::on_both! {
    a_badge_answers_in_the_form_that_is_wanted,
    what_was_taken_back_says_so_in_every_form,
    nothing_of_a_person_is_in_any_document,
}

async fn a_badge_answers_in_the_form_that_is_wanted(world: World) {
    let code = world.earn("asking", None).await;
    let path = format!("/badges/{code}");
    for (ending, accept, kind) in [
        ("", "text/html", "text/html; charset=utf-8"),
        ("", "", "text/html; charset=utf-8"),
        ("", "application/vc+ld+json", "application/vc+ld+json"),
        ("", "application/vc", "application/vc"),
        ("", "application/ld+json", "application/ld+json"),
        ("", "application/json", "application/json"),
        (".json", "text/html", "application/vc+ld+json"),
        ("", "text/plain", "text/plain; charset=utf-8"),
        ("", "application/jwt", "application/jwt"),
        (".jwt", "*/*", "text/plain; charset=utf-8"),
        ("", "image/png", "image/png"),
        (".png", "text/html", "image/png"),
        ("", "image/svg+xml", "image/svg+xml"),
        (".svg", "*/*", "image/svg+xml"),
    ] {
        let answer = world.get(&format!("{path}{ending}"), accept).await;
        let what = format!("{ending} {accept}");
        assert_eq!(answer.status(), 200, "{what}");
        assert_eq!(answer.header("content-type"), kind, "{what}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
        if kind.starts_with("text/html") {
            continue;
        }
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{what}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{what}");
        assert_eq!(
            answer.headers.contains_key("vary"),
            ending.is_empty(),
            "{what}"
        );
        if kind.ends_with("json") {
            let id = &answer.json()["id"];
            assert!(id.as_str().unwrap().ends_with(&path), "{id}");
        }
        if kind.starts_with("image/") {
            let inside = bake::unbake(answer.bytes()).unwrap();
            let document: Value = serde_json::from_str(&inside.v3.unwrap()).unwrap();
            assert!(document["id"].as_str().unwrap().ends_with(&path));
            let older: Value = serde_json::from_str(&inside.v2.unwrap()).unwrap();
            assert_eq!(older["type"], "Assertion");
        }
    }
}

async fn what_was_taken_back_says_so_in_every_form(world: World) {
    let code = world.earn("asking", None).await;
    for (operation, reason) in [
        (Operation::Suspend(Reason::Integrity), None),
        (
            Operation::Revoke(Reason::IssuedInError),
            Some("issued-in-error"),
        ),
    ] {
        world.operate(&code, operation).await;
        for (path, status) in [
            (format!("/badges/{code}"), 200),
            (format!("/badges/{code}.json"), 200),
            (format!("/badges/{code}.jwt"), 200),
            (format!("/badges/{code}.png"), 410),
            (format!("/badges/{code}.svg"), 410),
            (format!("/ob2/badges/{code}"), 410),
        ] {
            assert_eq!(world.get(&path, "*/*").await.status(), status, "{path}");
        }
        let older = world
            .get(&format!("/ob2/badges/{code}"), "*/*")
            .await
            .json();
        assert_eq!(older["revoked"], true);
        assert_eq!(
            older.get("revocationReason").and_then(Value::as_str),
            reason
        );
        let picture = world.get(&format!("/badges/{code}.png"), "*/*").await;
        assert_eq!(picture.code(), "badge-gone");
    }
}

async fn nothing_of_a_person_is_in_any_document(world: World) {
    world.publish_stack().await;
    let one = world.earn("asking", None).await;
    let other = world.earn("voices", Some(world.app.now())).await;
    world
        .operate(&one, Operation::Suspend(Reason::Integrity))
        .await;
    world.operate(&one, Operation::Reinstate).await;
    let mut paths = Vec::new();
    for code in [one, other] {
        let version = world.version(&code).await;
        let issuer = world.issuer(&code).await;
        let list = world
            .get(&format!("/badges/{code}.json"), "*/*")
            .await
            .json();
        let list = list["credentialStatus"]["statusListCredential"].clone();
        let list = url::Url::parse(list.as_str().unwrap()).unwrap();
        paths.extend([
            format!("/badges/{code}"),
            format!("/badges/{code}.json"),
            format!("/badges/{code}.jwt"),
            format!("/badges/{code}.png"),
            format!("/badges/{code}.svg"),
            format!("/ob2/badges/{code}"),
            format!("/achievements/{version}"),
            format!("/achievements/{version}/picture.svg"),
            format!("/ob2/achievements/{version}"),
            format!("/issuers/{issuer}"),
            format!("/issuers/{issuer}/did.json"),
            format!("/ob2/issuers/{issuer}"),
            list.path().to_owned(),
        ]);
    }
    let evidence = "placeholder for what was handed in";
    for path in paths {
        for accept in ["*/*", "application/json"] {
            let answer = world.get(&path, accept).await;
            assert_eq!(answer.status(), 200, "{path}");
            for secret in [EMAIL, SUB, NAME, evidence, "lms.example"] {
                let bytes = secret.as_bytes();
                let is_there = answer
                    .bytes()
                    .windows(bytes.len())
                    .any(|part| part.eq_ignore_ascii_case(bytes));
                assert!(!is_there, "{path} {accept}: {secret}");
            }
        }
    }
}

#[tokio::test]
async fn a_second_fetch_costs_nothing_and_a_head_is_enough() {
    let world = World::new().await;
    let code = world.earn("asking", None).await;
    let issuer = world.issuer(&code).await;
    for (path, cache) in [
        (format!("/badges/{code}.json"), "no-cache"),
        (format!("/issuers/{issuer}/did.json"), "public, max-age=300"),
        (format!("/ob2/badges/{code}"), "no-cache"),
    ] {
        let first = world.get(&path, "*/*").await;
        assert_eq!(first.header("cache-control"), cache);
        let tag = first.header("etag").to_owned();
        for (known, status) in [
            (&*tag, 304),
            ("*", 304),
            (&format!("W/{tag}"), 304),
            ("\"x\"", 200),
        ] {
            let visit = Visit::to(&path).header("if-none-match", known);
            let again = world.app.browser().visit(visit).await;
            assert_eq!(again.status(), status, "{path} {known}");
            assert_eq!(again.bytes().is_empty(), status == 304, "{path} {known}");
            assert_eq!(again.header("access-control-allow-origin"), "*");
        }
        let mut head = Visit::to(&path);
        head.method = Method::HEAD;
        let head = world.app.browser().visit(head).await;
        assert_eq!(head.status(), 200);
        assert_eq!(head.header("etag"), tag);
        assert!(head.bytes().is_empty());
    }
}

#[tokio::test]
async fn one_badge_has_one_address_however_it_is_typed() {
    let world = World::new().await;
    let code = world.earn("asking", None).await.to_string();
    for (typed, ending) in [
        (code.to_uppercase(), ""),
        (code.replace('-', ""), ""),
        (code.to_uppercase(), ".json"),
    ] {
        let answer = world.get(&format!("/badges/{typed}{ending}"), "*/*").await;
        assert_eq!(answer.status(), 308, "{typed}");
        assert_eq!(answer.location(), format!("/badges/{code}{ending}"));
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_to_programs_as_a_problem() {
    let world = World::new().await;
    world.earn("asking", None).await;
    let nobodys = "0000-0000-0000-0000";
    for path in [
        format!("/badges/{nobodys}.json"),
        format!("/ob2/badges/{nobodys}"),
        "/ob2/badges/x".into(),
        "/ob2/issuers/nobody".into(),
        "/ob2/achievements/x".into(),
        "/issuers/nobody/did.json".into(),
        "/status/x".into(),
        "/status/01890000-0000-7000-8000-000000000000".into(),
        "/achievements/x/picture.png".into(),
    ] {
        let answer = world.get(&path, "*/*").await;
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{path}"
        );
        assert_eq!(answer.code(), "badge-not-found", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
    }
    for path in [
        format!("/badges/{nobodys}"),
        format!("/badges/{nobodys}.gif"),
        "/badges/hello".into(),
        "/issuers/nobody".into(),
        "/achievements/x".into(),
    ] {
        let answer = world.get(&path, "text/html").await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (404, "badge-not-found"),
            "{path}"
        );
    }
    let as_document = world.get("/achievements/x", "application/json").await;
    assert_eq!(as_document.code(), "badge-not-found");
}

#[tokio::test]
async fn an_award_that_is_nobodys_is_not_in_the_older_form() {
    let world = World::new().await;
    let mut tx = world.app.app.db.write().await.unwrap();
    microcred::store::query("UPDATE lms_user SET email = NULL")
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let code = world.earn("asking", None).await;
    let answer = world.get(&format!("/ob2/badges/{code}"), "*/*").await;
    let told = (answer.status(), &*answer.code());
    assert_eq!(told, (404, "badge-without-email"));
    // Its picture has the newer form alone, and its page does not lead to the older one.
    let picture = world.get(&format!("/badges/{code}.png"), "*/*").await;
    let inside = bake::unbake(picture.bytes()).unwrap();
    assert!(inside.v3.is_some() && inside.v2.is_none());
    let page = world.get(&format!("/badges/{code}"), "text/html").await;
    assert!(!page.has("a[href^='/ob2/']"));
}

#[tokio::test]
async fn what_nobody_has_earned_yet_has_no_issuer_for_old_backpacks() {
    let world = World::new().await;
    let mut db = world.app.app.db.read().await.unwrap();
    let (version,): (String,) =
        microcred::store::query("SELECT id FROM credential_version ORDER BY id LIMIT 1")
            .one(&mut db)
            .await
            .unwrap();
    drop(db);
    let class = format!("/ob2/achievements/{version}");
    assert_eq!(world.get(&class, "*/*").await.code(), "badge-not-found");
    let newer = world
        .get(&format!("/achievements/{version}"), "application/json")
        .await;
    assert_eq!(newer.json()["type"][0], "Achievement");
    world.earn("asking", None).await;
    let class = world.get(&class, "*/*").await.json();
    assert!(class["issuer"].as_str().unwrap().contains("/ob2/issuers/"));
}

#[tokio::test]
async fn the_address_of_badges_says_truly_that_it_signs_nothing_itself() {
    let world = World::new().await;
    let code = world.earn("asking", None).await;
    let issuer = world.issuer(&code).await;
    let answer = world.get("/.well-known/did.json", "*/*").await;
    assert_eq!(answer.header("content-type"), "application/did+json");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let document = answer.json();
    assert_eq!(document["id"], "did:web:badges.example");
    assert_eq!(document["verificationMethod"], serde_json::json!([]));
    assert_eq!(document["assertionMethod"], serde_json::json!([]));
    // Which issuers there are is not listed for everybody.
    assert!(!answer.text().contains(&issuer), "{}", answer.text());
}

#[tokio::test]
async fn the_address_of_badges_stands_for_the_issuer_that_the_operator_names() {
    for (named, is_told) in [("sample-association", true), ("nobody", false)] {
        let mut world = World::new().await;
        let code = world.earn("asking", None).await;
        let issuer = world.issuer(&code).await;
        assert_eq!(issuer, "sample-association");
        world.app = world
            .app
            .with_settings(|settings| settings.badges.host_issuer = Some(named.into()));
        let did = format!("did:web:badges.example:issuers:{issuer}");
        let whole = world.get("/.well-known/did.json", "*/*").await.json();
        let of_issuer = world
            .get(&format!("/issuers/{issuer}/did.json"), "*/*")
            .await
            .json();
        assert_eq!(of_issuer["id"], did);
        let known = |document: &Value| document["alsoKnownAs"].to_string();
        assert_eq!(known(&whole).contains(&did), is_told);
        // Each says so of the other, or neither does.
        let is_back = known(&of_issuer).contains("\"did:web:badges.example\"");
        assert_eq!(is_back, is_told);
        assert_eq!(whole["assertionMethod"], serde_json::json!([]));
    }
}
