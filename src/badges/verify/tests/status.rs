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
