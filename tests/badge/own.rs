//! Badges of ours on the page that verifies anybody's: answered from what is at rest, with the network cut.

use std::time::Duration;

use axum::http::Method;
use microcred::app::badge::Operation;
use microcred::domain::award::Reason;

use super::world::World;
use crate::support::browser::{Answer, Visit};

/// Sends the form of the page.
async fn verify(world: &World, name: &str, content: &[u8]) -> Answer {
    let head = format!(
        "--frontier\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"x\"\r\n\r\n"
    );
    let mut visit = Visit::to("/verify");
    visit.method = Method::POST;
    let body = [head.as_bytes(), content, b"\r\n--frontier--\r\n"].concat();
    visit.body = Some(("multipart/form-data; boundary=frontier", body));
    world.app.browser().visit(visit).await
}

super::on_both! {
    a_badge_of_ours_is_verified_in_every_form_without_the_network,
    a_former_issue_leads_to_the_one_that_holds,
}

async fn a_badge_of_ours_is_verified_in_every_form_without_the_network(world: World) {
    let code = world.earn("asking", None).await;
    world.app.network.cut();
    let document = world.get(&format!("/badges/{code}.json"), "*/*").await;
    let address = document.json()["id"].as_str().unwrap().to_owned();
    let origin = address.strip_suffix(&format!("/badges/{code}")).unwrap();
    let token = world.get(&format!("/badges/{code}.jwt"), "*/*").await;
    let png = world.get(&format!("/badges/{code}.png"), "*/*").await;
    let svg = world.get(&format!("/badges/{code}.svg"), "*/*").await;
    let older = world.get(&format!("/ob2/badges/{code}"), "*/*").await;
    let spoken = code.to_string().to_uppercase().replace('-', " ");
    for (what, content) in [
        ("document", document.bytes()),
        ("token", token.bytes()),
        ("PNG", png.bytes()),
        ("SVG", svg.bytes()),
        ("older", older.bytes()),
        ("address", address.as_bytes()),
        ("address of a form", format!("{address}.jwt").as_bytes()),
        (
            "older address",
            format!("{origin}/ob2/badges/{code}").as_bytes(),
        ),
        ("code", code.to_string().as_bytes()),
        ("code as it is read out", spoken.as_bytes()),
    ] {
        let answer = verify(&world, "file", content).await;
        assert_eq!(answer.status(), 200, "{what}");
        assert!(answer.has(".notice.good"), "{what}: {}", answer.text());
    }
    for (operation, words) in [
        (
            Operation::Suspend(Reason::Integrity),
            "The issuer suspended it.",
        ),
        (
            Operation::Revoke(Reason::Integrity),
            "The issuer took it back.",
        ),
    ] {
        world.operate(&code, operation).await;
        let answer = verify(&world, "text", document.bytes()).await;
        assert!(answer.has(".notice.problem"));
        assert!(answer.text().contains(words), "{words}: {}", answer.text());
    }
}

#[tokio::test]
async fn codes_are_not_found_by_trying_and_addresses_work_meanwhile() {
    let world = World::new().await;
    let code = world.earn("asking", None).await;
    let address = world
        .get(&format!("/badges/{code}.json"), "*/*")
        .await
        .json();
    let address = address["id"].as_str().unwrap().to_owned();
    for number in 0..60 {
        let guess = format!("0000-0000-0000-00{number:02}");
        let answer = verify(&world, "text", guess.as_bytes()).await;
        assert_eq!(answer.status(), 200);
        assert!(answer.text().contains("There is no badge with this code"));
    }
    let answer = verify(&world, "text", code.to_string().as_bytes()).await;
    assert_eq!((answer.status(), &*answer.code()), (429, "too-many-codes"));
    let answer = verify(&world, "text", address.as_bytes()).await;
    assert!(answer.has(".notice.good"));
    world.app.clock.advance(Duration::from_secs(60));
    let answer = verify(&world, "text", code.to_string().as_bytes()).await;
    assert!(answer.has(".notice.good"));
}

async fn a_former_issue_leads_to_the_one_that_holds(world: World) {
    let code = world.earn("asking", None).await;
    world.app.network.cut();
    let former = world.get(&format!("/badges/{code}.json"), "*/*").await;
    let token = world.get(&format!("/badges/{code}.jwt"), "*/*").await;
    let address = former.json()["id"].as_str().unwrap().to_owned();
    let said = async |content: &[u8]| {
        let answer = verify(&world, "text", content).await;
        assert!(answer.has(".notice.problem"), "{}", answer.text());
        answer.text()
    };
    world
        .operate(&code, Operation::Suspend(Reason::Integrity))
        .await;
    assert!(
        said(former.bytes())
            .await
            .contains("The issuer suspended it.")
    );
    world.operate(&code, Operation::Reinstate).await;
    // Of two issues in one second, the later one begins in the next.
    world.app.clock.advance(Duration::from_secs(2));
    for content in [former.bytes(), token.bytes()] {
        let text = said(content).await;
        assert!(text.contains("was replaced by a newer one"), "{text}");
        assert!(text.contains(&address), "{text}");
    }
    let newest = world.get(&format!("/badges/{code}.json"), "*/*").await;
    let answer = verify(&world, "text", newest.bytes()).await;
    assert!(answer.has(".notice.good"), "{}", answer.text());
    world
        .operate(&code, Operation::Revoke(Reason::IssuedInError))
        .await;
    assert!(
        said(former.bytes())
            .await
            .contains("The issuer took it back.")
    );
}
