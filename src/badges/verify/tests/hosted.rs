//! Badges of Open Badges 2.0.

use super::*;
use crate::badges::ob2::{Assertion, BadgeClass, Criteria, Issuer, Revoked};

const AWARD_AT: &str = "https://badges.riverbend.example/ob2/1";
const CLASS_AT: &str = "https://badges.riverbend.example/ob2/classes/talk";
const OWNER_AT: &str = "https://badges.riverbend.example/ob2/issuers/7";

fn award() -> Value {
    let mut award = Assertion::new(
        AWARD_AT,
        CLASS_AT,
        ("dana.rey@example.org", "salt"),
        "2026-11-28T09:30:00Z",
    );
    award.expires = Some("2029-11-28T09:30:00Z".into());
    Value::Object(award.document())
}

fn world() -> Network {
    let mut network = Network::default();
    let criteria = Criteria {
        id: "https://badges.riverbend.example/catalog/talk".into(),
        narrative: Some("Two *lessons*.".into()),
    };
    let class = BadgeClass::new(
        CLASS_AT,
        "Talk",
        "Plans talk.",
        "https://badges.riverbend.example/talk.svg",
        criteria,
        OWNER_AT,
    );
    let owner = Issuer::new(
        OWNER_AT,
        "Riverbend District",
        "https://riverbend.example",
        "badges@riverbend.example",
    );
    network.serve(AWARD_AT, &award());
    network.serve(CLASS_AT, &class.document());
    network.serve(OWNER_AT, &owner.document());
    network
}

#[tokio::test]
async fn what_the_issuer_shows_counts_however_it_was_brought() {
    let network = world();
    let plain = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"4\"/></svg>";
    let with_document = bake(plain, Standard::V2, &award().to_string()).unwrap();
    let with_address = bake(plain, Standard::V2, AWARD_AT).unwrap();
    let document = award().to_string();
    for given in [
        document.as_bytes(),
        AWARD_AT.as_bytes(),
        &with_document,
        &with_address,
    ] {
        let report = verify(given, &network, NOW).await;
        assert_eq!(report.outcome, Outcome::Valid, "{report:?}");
        let shown = report.badge.unwrap();
        assert_eq!((&*shown.name, &*shown.issuer), ("Talk", OWNER_AT));
    }
}

#[tokio::test]
async fn what_was_brought_and_differs_is_told() {
    let mut changed = award();
    changed["recipient"]["identity"] = json!("sha256$0");
    assert_eq!(refused(&changed, &world()).await, [Code::HostedDiffers]);
}

#[tokio::test]
async fn what_was_taken_back_or_ended_is_told() {
    let mut network = world();
    let revoked = Revoked::new(AWARD_AT, Some("by mistake".into()));
    network.serve(AWARD_AT, &revoked.document());
    let report = verified(&award(), &network).await;
    let finding = report.finding(Step::Status).unwrap();
    assert_eq!(
        (finding.code, finding.detail.as_deref()),
        (Code::Revoked, Some("by mistake"))
    );
    assert_eq!(report.outcome, Outcome::Invalid);

    let report = verify(
        award().to_string().as_bytes(),
        &world(),
        moment::read("2030-01-01T00:00:00Z").unwrap(),
    )
    .await;
    assert_eq!(wrong(&report), [Code::Expired]);
    let mut gone = world();
    gone.0.remove(CLASS_AT);
    let report = verified(&award(), &gone).await;
    assert_eq!(
        (report.outcome, wrong(&report)),
        (Outcome::Uncertain, vec![Code::HostedUnreachable])
    );
}

/// Anybody can write an award that names a class of somebody else.
#[tokio::test]
async fn an_award_counts_only_where_the_issuers_are() {
    let mut network = world();
    let address = "https://attacker.example/1";
    let mut forged = award();
    forged["id"] = json!(address);
    network.serve(address, &forged);
    assert_eq!(refused(&forged, &network).await, [Code::HostedElsewhere]);
    let mut owner = serde_json::from_slice::<Value>(&network.0[OWNER_AT]).unwrap();
    for (scope, is_theirs) in [
        (json!({ "startsWith": "https://attacker.example/" }), true),
        (json!({ "allowedOrigins": ["attacker.example"] }), true),
        (json!({ "startsWith": "https://attacker" }), false),
        (
            json!({ "startsWith": ["https://badges.riverbend.example/"] }),
            false,
        ),
    ] {
        owner["verification"] = scope;
        network.serve(OWNER_AT, &owner);
        let report = verified(&forged, &network).await;
        assert_eq!(report.outcome == Outcome::Valid, is_theirs, "{owner}");
    }
}
