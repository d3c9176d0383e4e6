//! What was taken back, and what has ended.

use super::*;

#[tokio::test]
async fn what_was_taken_back_is_said_and_what_nobody_can_say_too() {
    const PLACE: usize = 94_567;
    let serve = |list: Map<String, Value>, key: &SigningKey| {
        let mut network = network();
        network.serve(LIST_AT, &signed_by(list, key, METHOD));
        network
    };
    let revocation =
        |issuer: &str, until: &str| list(issuer, StatusPurpose::Revocation, &[PLACE], until);
    let revoked = serve(revocation(ISSUER, FAR), &key());
    assert_eq!(refused(&badge(), &revoked).await, [Code::Revoked]);
    // The list of another purpose, of a stranger, past its time.
    let suspension = list(ISSUER, StatusPurpose::Suspension, &[PLACE], FAR);
    for untrusted in [
        serve(suspension.clone(), &key()),
        serve(revocation("did:web:other.example", FAR), &key()),
        serve(revocation(ISSUER, FAR), &SigningKey::from_seed(&[66; 32])),
        serve(revocation(ISSUER, "2026-11-29T00:00:00Z"), &key()),
    ] {
        assert_eq!(refused(&badge(), &untrusted).await, [Code::StatusUntrusted]);
    }
    let mut gone = network();
    gone.0.remove(LIST_AT);
    let report = verified(&badge(), &gone).await;
    assert_eq!(report.outcome, Outcome::Uncertain);
    assert_eq!(wrong(&report), [Code::StatusUnreachable]);

    let with_status = |status: Value| {
        let mut document = sample::rich().document();
        document["credentialStatus"] = status;
        signed_by(document, &key(), METHOD)
    };
    let entry = StatusEntry::new(LIST_AT, PLACE, StatusPurpose::Suspension);
    let entry = Value::Object(document(&entry));
    let suspended = with_status(entry);
    assert_eq!(
        refused(&suspended, &serve(suspension, &key())).await,
        [Code::Suspended]
    );
    let beyond = Value::Object(document(&StatusEntry::new(
        LIST_AT,
        131_072,
        StatusPurpose::Revocation,
    )));
    assert_eq!(
        refused(&with_status(beyond), &network()).await,
        [Code::StatusUntrusted]
    );
}

#[tokio::test]
async fn a_list_of_1edtech_is_understood() {
    let address = "https://badges.riverbend.example/revoked";
    let mut document = sample::rich().document();
    document["credentialStatus"] = json!({ "id": address, "type": "1EdTechRevocationList" });
    let badge = signed_by(document, &key(), METHOD);
    let id = badge["id"].clone();
    for (listed, code) in [
        (json!([]), Code::StatusGood),
        (
            json!([{ "id": id, "revocationReason": "by mistake" }]),
            Code::Revoked,
        ),
        (json!([{ "id": id, "revoked": false }]), Code::StatusGood),
    ] {
        let mut network = network();
        let list = json!({ "id": address, "issuer": ISSUER, "revokedCredential": listed });
        network.serve(address, &list);
        let report = verified(&badge, &network).await;
        assert_eq!(report.finding(Step::Status).unwrap().code, code);
    }
}

#[tokio::test]
async fn a_badge_holds_in_its_time() {
    let badge = badge().to_string();
    for (at, code) in [
        ("2026-11-28T09:30:00Z", Code::Current),
        ("2026-11-28T09:29:59Z", Code::NotYetValid),
        ("2029-11-28T09:29:59Z", Code::Current),
        ("2029-11-28T09:30:00Z", Code::Expired),
    ] {
        let report = verify(badge.as_bytes(), &network(), moment::read(at).unwrap()).await;
        assert_eq!(report.finding(Step::Validity).unwrap().code, code, "{at}");
    }
}

#[tokio::test]
async fn an_issue_that_was_replaced_leads_to_the_one_that_holds() {
    const PLACE: usize = 94_567;
    const NEWEST: &str = "https://badges.riverbend.example/badges/1.json";
    let later = |change: &dyn Fn(&mut Map<String, Value>)| {
        let mut newer = sample::rich().document();
        newer["validFrom"] = json!("2026-11-28T09:45:00Z");
        newer["credentialStatus"] = Value::Object(document(&StatusEntry::new(
            LIST_AT,
            PLACE + 1,
            StatusPurpose::Revocation,
        )));
        change(&mut newer);
        signed_by(newer, &key(), METHOD)
    };
    let mut former = sample::rich().document();
    former["refreshService"] = json!({ "id": NEWEST, "type": "1EdTechCredentialRefresh" });
    let former = signed_by(former, &key(), METHOD);
    let taken_back = list(ISSUER, StatusPurpose::Revocation, &[PLACE], FAR);
    let base = || {
        let mut network = network();
        network.serve(LIST_AT, &signed_by(taken_back.clone(), &key(), METHOD));
        network
    };
    let holds = later(&|_| ());
    let mut replaced = base();
    replaced.serve(NEWEST, &holds);
    let report = verified(&former, &replaced).await;
    assert_eq!(report.outcome, Outcome::Invalid);
    let finding = report.finding(Step::Status).unwrap();
    assert_eq!(finding.code, Code::Replaced);
    assert_eq!(finding.detail.as_deref(), former["id"].as_str());
    // Nothing is there, the same again, an earlier one, another badge, one that was taken back too, and a forgery.
    let forged = Value::Object(
        proof::sign(
            later(&|_| ()).as_object().unwrap().clone(),
            &SigningKey::from_seed(&[66; 32]),
            METHOD,
            SIGNED,
        )
        .unwrap(),
    );
    for other in [
        None,
        Some(former.clone()),
        Some(later(&|newer| {
            newer["validFrom"] = json!("2026-11-28T09:15:00Z");
        })),
        Some(later(&|newer| {
            newer["id"] = json!("https://badges.riverbend.example/badges/2");
        })),
        Some(later(&|newer| {
            newer["credentialStatus"] = sample::rich().document()["credentialStatus"].clone();
        })),
        Some(forged),
    ] {
        let mut network = base();
        if let Some(other) = &other {
            network.serve(NEWEST, other);
        }
        assert_eq!(
            refused(&former, &network).await,
            [Code::Revoked],
            "{other:?}"
        );
    }
    // What is not genuine itself leads nowhere.
    let mut changed = former.clone();
    changed["name"] = json!("Another");
    assert_eq!(
        refused(&changed, &replaced).await,
        [Code::ProofNotGenuine, Code::Revoked]
    );
}
