//! What somebody brings.

use super::*;

#[tokio::test]
async fn a_badge_is_found_in_its_picture_and_at_its_address() {
    let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"4\"/></svg>";
    let picture = bake(plain.as_bytes(), Standard::V3, &badge().to_string()).unwrap();
    let mut network = network();
    let image = "https://badges.riverbend.example/achievements/talk/image.svg";
    let code = |report: &Report| report.finding(Step::Picture).unwrap().code;
    let report = verify(&picture, &network, NOW).await;
    assert_eq!(
        (report.outcome, code(&report)),
        (Outcome::Valid, Code::PictureNotCompared)
    );
    network.0.insert(image.into(), plain.into());
    let report = verify(&picture, &network, NOW).await;
    assert_eq!(
        (report.outcome, code(&report)),
        (Outcome::Valid, Code::PictureSame)
    );
    // The same badge in the picture of another.
    network
        .0
        .insert(image.into(), plain.replace('4', "3").into());
    let report = verify(&picture, &network, NOW).await;
    assert_eq!(
        (report.outcome, code(&report)),
        (Outcome::Uncertain, Code::PictureDiffers)
    );

    let address = "https://badges.riverbend.example/badges/1.svg";
    network.0.insert(address.into(), picture);
    let report = verify(format!(" {address}\n").as_bytes(), &network, NOW).await;
    assert_eq!(
        report.finding(Step::Proof).unwrap().code,
        Code::ProofGenuine
    );
}

#[tokio::test]
async fn what_is_no_badge_is_said_in_one_word() {
    let mut network = network();
    network
        .0
        .insert("https://page.example/".into(), b"<html>".to_vec());
    let deep = format!("{{\"a\":{}", "[".repeat(100_000));
    let older =
        json!({ "@context": "https://w3id.org/openbadges/v2", "type": "Assertion" }).to_string();
    let twice = "<svg xmlns:o=\"https://purl.imsglobal.org/ob/v3p0\"><o:credential verify=\"a\"/><o:credential verify=\"b\"/></svg>";
    for (given, code) in [
        ("", Code::Unrecognised),
        ("hello", Code::Unrecognised),
        ("{}", Code::NoBadge),
        ("{\"id\":1,\"id\":2}", Code::JsonUnreadable),
        (&deep, Code::JsonUnreadable),
        ("eyJhbGciOiJub25lIn0.e30.", Code::TokenUnfit),
        ("<svg></svg>", Code::PictureEmpty),
        (twice, Code::PictureTwice),
        (&older, Code::NoBadge),
        ("https://page.example/", Code::AddressWithoutBadge),
        ("https://gone.example/", Code::AddressUnreachable),
    ] {
        let report = verify(given.as_bytes(), &network, NOW).await;
        assert_eq!(wrong(&report), [code], "{given}");
    }
}

type Change = fn(&mut Value);

#[tokio::test]
async fn every_member_that_a_badge_must_have_is_missed() {
    let cases: [(&str, Change); 6] = [
        ("id", |badge| badge["id"] = json!("")),
        ("issuer", |badge| badge["issuer"] = json!({})),
        ("validFrom, validUntil", |badge| {
            badge["validUntil"] = json!("never");
        }),
        ("credentialSubject", |badge| {
            badge["credentialSubject"] = json!([]);
        }),
        ("credentialSubject.id", |badge| {
            let subject = badge["credentialSubject"].as_object_mut().unwrap();
            subject.remove("id");
            subject.remove("identifier");
        }),
        ("achievement.criteria", |badge| {
            badge["credentialSubject"]["achievement"]["criteria"] = json!("x");
        }),
    ];
    for (name, change) in cases {
        let mut changed = badge();
        change(&mut changed);
        let report = verified(&changed, &network()).await;
        let finding = report.finding(Step::Structure).unwrap();
        assert_eq!(
            (finding.code, finding.detail.as_deref()),
            (Code::MemberMissing, Some(name))
        );
    }
    let mut reversed = badge();
    reversed["@context"].as_array_mut().unwrap().reverse();
    assert_eq!(refused(&reversed, &network()).await, [Code::ContextsWrong]);
}
