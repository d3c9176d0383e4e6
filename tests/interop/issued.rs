//! What the tool issues, as it serves it, at software that others wrote: a badge that was earned, the same for older backpacks, and
//! what becomes of both when the award is taken back. The documents are fetched from the tool's own addresses.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use microcred::app::badge::Operation;
use microcred::clock::Clock;
use microcred::domain::award::Reason;
use microcred::domain::badge::Code;
use serde_json::{Value, json};

use super::badges::{PROGRAMS, ask, contexts};
use crate::badge::world::{EMAIL, World};
use crate::support::app::{BADGES, START};

const JSON: &str = "application/json";

/// A district at the hour of those who verify, and a badge that was earned there.
async fn earned() -> (World, Code) {
    let world = World::new().await;
    let now = Clock::system().now();
    world.app.clock.advance(now.since(START));
    let code = world.earn("asking", None).await;
    (world, code)
}

/// What the tool serves at an address of its own.
async fn served(world: &World, address: &str) -> Value {
    let path = address
        .strip_prefix(BADGES)
        .expect("it is below the host of badges");
    world.get(path, JSON).await.json()
}

/// The badge, and everything that somebody may load who verifies it.
async fn published(world: &World, code: &Code) -> (Value, BTreeMap<String, Value>) {
    let badge = served(world, &format!("{BADGES}/badges/{code}.json")).await;
    let slug = world.issuer(code).await;
    let keys = served(world, &format!("{BADGES}/issuers/{slug}/did.json")).await;
    let list = badge["credentialStatus"]["statusListCredential"]
        .as_str()
        .unwrap();
    let mut network = contexts();
    network.insert(list.to_owned(), served(world, list).await);
    network.insert(format!("{BADGES}/issuers/{slug}/did.json"), keys.clone());
    network.insert(badge["issuer"]["id"].as_str().unwrap().to_owned(), keys);
    (badge, network)
}

fn changed(badge: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut badge = badge.clone();
    change(&mut badge);
    badge
}

#[tokio::test]
async fn a_badge_that_was_earned_holds_at_software_of_others_until_it_is_taken_back() {
    let (world, code) = earned().await;
    let (badge, network) = published(&world, &code).await;
    let asked = [
        badge.clone(),
        changed(&badge, |badge| badge["name"] = json!("Doctor of asking")),
        changed(&badge, |badge| {
            badge["credentialSubject"]["identifier"][0]["identityHash"] = json!("sha256$00");
        }),
        changed(&badge, |badge| {
            badge["credentialStatus"]["statusListIndex"] = json!("0");
        }),
        changed(&badge, |badge| {
            badge["issuer"]["name"] = json!("Another District");
        }),
    ];
    world
        .operate(&code, Operation::Revoke(Reason::IssuedInError))
        .await;
    let (same, later) = published(&world, &code).await;
    assert_eq!(
        same, badge,
        "the document is what it was; the list says that it is taken back"
    );
    for program in PROGRAMS {
        let now = microcred::badges::moment::written(Clock::system().now());
        let question = json!({ "network": network, "now": now, "verify": asked });
        let Some(answers) = ask(program, &question) else {
            return;
        };
        let verdicts = answers.iter().map(|answer| answer["verified"] == true);
        let expected: Vec<_> = (0..asked.len()).map(|at| at == 0).collect();
        assert_eq!(
            verdicts.collect::<Vec<_>>(),
            expected,
            "{program}: {answers:#?}"
        );
        let question = json!({ "network": later, "now": now, "verify": [badge] });
        let answers = ask(program, &question).unwrap();
        assert_eq!(answers[0]["verified"], false, "{program}: {answers:#?}");
    }
}

#[tokio::test]
async fn the_token_of_a_badge_that_was_earned_holds_at_software_of_others() {
    let (world, code) = earned().await;
    let (badge, network) = published(&world, &code).await;
    let token = world
        .get(&format!("/badges/{code}.jwt"), "*/*")
        .await
        .text();
    let issuer = badge["issuer"]["id"].as_str().unwrap();
    let methods = network[issuer]["verificationMethod"].as_array().unwrap();
    let jwk = methods
        .iter()
        .find_map(|method| method.get("publicKeyJwk"))
        .unwrap();
    let (head, rest) = token.split_once('.').unwrap();
    let (claims, signature) = rest.split_once('.').unwrap();
    let letter = if claims.ends_with('A') { 'Q' } else { 'A' };
    let other = format!("{head}.{}{letter}.{signature}", &claims[..claims.len() - 1]);
    let about = |token: &str| json!({ "token": token, "jwk": jwk, "issuer": issuer });
    for program in PROGRAMS {
        let asked = [about(&token), about(&other)];
        let question = json!({ "network": network, "tokens": asked });
        let Some(answers) = ask(program, &question) else {
            return;
        };
        assert_eq!(answers[0]["verified"], true, "{program}: {answers:#?}");
        assert_eq!(answers[1]["verified"], false, "{program}: {answers:#?}");
    }
}

/// The documents of Open Badges 2.0 behind an award, and the picture.
async fn older(world: &World, code: &Code) -> Value {
    let assertion = served(world, &format!("{BADGES}/ob2/badges/{code}")).await;
    let mut network = BTreeMap::from([(format!("{BADGES}/ob2/badges/{code}"), assertion.clone())]);
    let mut pictures = BTreeMap::new();
    if let Some(class_at) = assertion["badge"].as_str() {
        let class = served(world, class_at).await;
        let issuer_at = class["issuer"].as_str().unwrap();
        network.insert(issuer_at.to_owned(), served(world, issuer_at).await);
        for picture_at in [&class["image"], &assertion["image"]] {
            let picture_at = picture_at.as_str().unwrap();
            let path = picture_at.strip_prefix(BADGES).unwrap();
            let picture = world.get(path, "image/png").await;
            pictures.insert(picture_at.to_owned(), STANDARD.encode(picture.bytes()));
        }
        network.insert(class_at.to_owned(), class);
    }
    json!({ "network": network, "pictures": pictures })
}

#[tokio::test]
async fn an_award_in_the_older_standard_holds_at_the_validator_of_1edtech_until_it_is_taken_back() {
    let (world, code) = earned().await;
    let address = format!("{BADGES}/ob2/badges/{code}");
    let mut question = older(&world, &code).await;
    question["verify"] = json!([
        { "address": address },
        { "address": address, "email": EMAIL },
        { "address": address, "email": "somebody.else@example.org" },
    ]);
    let Some(answers) = ask("hosted.py", &question) else {
        return;
    };
    let verdicts: Vec<_> = answers
        .iter()
        .map(|answer| answer["valid"] == true)
        .collect();
    assert_eq!(verdicts, [true, true, false], "{answers:#?}");
    world.app.clock.advance(Duration::from_secs(1));
    world
        .operate(&code, Operation::Revoke(Reason::IssuedInError))
        .await;
    let mut question = older(&world, &code).await;
    question["verify"] = json!([{ "address": address }]);
    let answers = ask("hosted.py", &question).unwrap();
    assert_eq!(answers[0]["valid"], false, "{answers:#?}");
}
