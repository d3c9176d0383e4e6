use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::badges::credential::sample;

fn refused(change: impl FnOnce(&mut Value)) -> CanonicalError {
    let mut document = Value::Object(sample::rich().document());
    change(&mut document);
    n_quads(document.as_object().unwrap()).unwrap_err()
}

#[test]
fn a_rich_badge_is_wholly_covered() {
    let text = n_quads(&sample::rich().document()).unwrap();
    for said in [
        "\"1.5E0\"^^<https://www.w3.org/2001/XMLSchema#float>",
        "\"true\"^^<https://www.w3.org/2001/XMLSchema#boolean>",
        "\"not yet\"",
        "#planning-2",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(text.lines().is_sorted());
    assert!(text.ends_with(" .\n"));
}

#[test]
fn what_has_no_meaning_is_refused_and_never_dropped() {
    let undefined = |word: &str| CanonicalError::Undefined(word.into());
    let subject = "credentialSubject";
    assert_eq!(
        refused(|badge| badge["fooBar"] = json!("x")),
        undefined("fooBar")
    );
    assert_eq!(
        refused(|badge| badge[subject]["achievement"]["grade"] = json!(1)),
        undefined("grade")
    );
    let types = json!(["VerifiableCredential", "OpenBadgeCredential", "Diploma"]);
    assert_eq!(refused(|badge| badge["type"] = types), undefined("Diploma"));
    // No address, so that its statements would be left out.
    for id in ["talk", "", "https://a b"] {
        assert!(
            matches!(
                refused(|badge| badge[subject]["achievement"]["id"] = json!(id)),
                CanonicalError::Undefined(_)
            ),
            "{id}"
        );
    }
    assert_eq!(
        refused(|badge| badge["issuer"] = json!("Riverbend")),
        undefined("Riverbend")
    );
    for keyword in [
        "@graph",
        "@reverse",
        "@included",
        "@index",
        "@direction",
        "@made-up",
    ] {
        assert_eq!(
            refused(|badge| badge[keyword] = json!({})),
            undefined(keyword)
        );
    }
    assert_eq!(
        refused(|badge| badge[subject]["id"] = json!("_:b0")),
        undefined("id")
    );
    assert_eq!(
        refused(|badge| badge["type"] = json!(["VerifiableCredential", "_:b0"])),
        undefined("id")
    );
    assert_eq!(
        refused(|badge| badge["issuer"] = json!("_:b0")),
        undefined("_:")
    );
}

#[test]
fn no_context_but_the_known_ones_is_used() {
    let address = "https://attacker.example/context.json";
    for context in [json!(address), json!([CREDENTIALS, address])] {
        let unknown = CanonicalError::UnknownContext(address.into());
        assert_eq!(refused(|badge| badge["@context"] = context), unknown);
    }
    let inside = json!({ "fooBar": "https://attacker.example/#" });
    let unknown = CanonicalError::UnknownContext("inside the document".into());
    assert_eq!(
        refused(|badge| badge["@context"] = json!([CREDENTIALS, inside])),
        unknown
    );
}

const CREDENTIALS: &str = context::CREDENTIALS_V2;

#[test]
fn a_document_is_bounded_in_size_and_depth() {
    let many: Vec<_> = (0..3_000)
        .map(|at| json!({ "type": ["Evidence"], "name": at.to_string() }))
        .collect();
    assert_eq!(
        refused(|badge| badge["evidence"] = json!(many)),
        CanonicalError::TooLarge
    );
    let mut deep = json!({ "type": ["Profile"] });
    for _ in 0..40 {
        deep = json!({ "type": ["Profile"], "parentOrg": deep });
    }
    assert_eq!(
        refused(|badge| badge["issuer"]["parentOrg"] = deep),
        CanonicalError::TooLarge
    );
}

/// Twins inside twins: without a bound the orders to try multiply with each level.
#[test]
fn statements_that_look_alike_do_not_keep_the_machine_busy() {
    let mut twins = json!({ "type": ["Profile"] });
    for _ in 0..6 {
        twins = json!({ "type": ["Profile"], "parentOrg": [twins.clone(), twins.clone(), twins] });
    }
    let began = Instant::now();
    let error = refused(|badge| badge["issuer"]["parentOrg"] = twins);
    assert_eq!(error, CanonicalError::Ambiguous);
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn a_few_twins_are_no_matter() {
    let mut document = Value::Object(sample::rich().document());
    document["evidence"] = json!(vec![json!({ "type": ["Evidence"], "name": "A plan" }); 20]);
    assert!(n_quads(document.as_object().unwrap()).is_ok());
}

/// A number is the same however it is written.
#[test]
fn whole_numbers_are_whole() {
    let with = |number: Value| {
        let mut document = Value::Object(sample::rich().document());
        document["credentialSubject"]["creditsEarned"] = number;
        n_quads(document.as_object().unwrap()).unwrap()
    };
    assert_eq!(with(json!(2.0)), with(json!(2)));
    assert!(with(json!(2)).contains("\"2\"^^<https://www.w3.org/2001/XMLSchema#float>"));
}

#[test]
fn what_we_sign_takes_the_short_way() {
    use crate::badges::credential::StatusPurpose;
    use crate::badges::status_list::{Bits, document};
    let times = ("2026-11-28T00:00:00Z", "2026-12-28T00:00:00Z");
    let list = document(
        "https://b.example/1",
        "did:web:b.example",
        StatusPurpose::Revocation,
        &Bits::with([7]),
        times,
    );
    let options = |contexts: &Value| {
        json!({
            "@context": contexts,
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2026-11-28T00:00:00Z",
            "verificationMethod": sample::METHOD,
            "proofPurpose": "assertionMethod",
        })
    };
    let badge = sample::rich().document();
    let of_badge = options(&badge["@context"]).as_object().unwrap().clone();
    let of_list = options(&list["@context"]).as_object().unwrap().clone();
    for document in [badge, list, of_badge, of_list] {
        let short = known::statements(&document).map(canonical);
        assert_eq!(short.unwrap(), n_quads(&document).unwrap());
    }
}

#[test]
fn what_is_not_plain_takes_the_long_way() {
    let with = |change: fn(&mut Value)| {
        let mut document = Value::Object(sample::rich().document());
        change(&mut document);
        known::statements(document.as_object().unwrap())
    };
    let changes: [fn(&mut Value); 8] = [
        |badge| badge["fooBar"] = json!("x"),
        |badge| badge["proof"] = json!([]),
        |badge| badge["name"] = json!({ "@value": "x", "@language": "en" }),
        |badge| badge["issuer"]["@context"] = json!(CREDENTIALS),
        |badge| badge["id"] = json!("talk"),
        |badge| badge["type"] = json!(["VerifiableCredential", "Diploma"]),
        |badge| badge["@context"] = json!([CREDENTIALS, context::OPEN_BADGES]),
        |badge| badge["credentialSubject"]["creditsEarned"] = json!(2.0),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        assert_eq!(with(change), None, "{at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_is_covered_as_it_is(text in "[^\u{0}]{1,40}", number in -1e6_f64..1e6) {
        let mut badge = sample::rich();
        badge.description = Some(text.clone());
        badge.credential_subject.credits_earned = Some(number);
        let document = badge.document();
        let short = known::statements(&document).map(canonical);
        prop_assert_eq!(short, n_quads(&document).ok());
    }

    #[test]
    fn the_order_of_members_and_spaces_changes_nothing(seed in any::<u64>()) {
        let document = sample::rich().document();
        let mut members: Vec<_> = document.clone().into_iter().collect();
        let turn = usize::try_from(seed % 7).unwrap();
        members.rotate_left(turn);
        let turned: Map<_, _> = members.into_iter().collect();
        prop_assert_eq!(n_quads(&turned), n_quads(&document));
    }
}
