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
    assert_eq!(refused(|badge| badge["fooBar"] = json!("x")), undefined("fooBar"));
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
    for keyword in ["@graph", "@reverse", "@included", "@index", "@direction", "@made-up"] {
        assert_eq!(refused(|badge| badge[keyword] = json!({})), undefined(keyword));
    }
    assert_eq!(refused(|badge| badge[subject]["id"] = json!("_:b0")), undefined("id"));
    assert_eq!(refused(|badge| badge["issuer"] = json!("_:b0")), undefined("_:"));
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
    let many: Vec<_> = (0..3_000).map(|at| json!({ "type": ["Evidence"], "name": at.to_string() })).collect();
    assert_eq!(refused(|badge| badge["evidence"] = json!(many)), CanonicalError::TooLarge);
    let mut deep = json!({ "type": ["Profile"] });
    for _ in 0..40 {
        deep = json!({ "type": ["Profile"], "parentOrg": deep });
    }
    assert_eq!(refused(|badge| badge["issuer"]["parentOrg"] = deep), CanonicalError::TooLarge);
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
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn a_few_twins_are_no_matter() {
    let mut document = Value::Object(sample::rich().document());
    document["evidence"] = json!(vec![json!({ "type": ["Evidence"], "name": "A plan" }); 20]);
    assert!(n_quads(document.as_object().unwrap()).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_is_covered_as_it_is(text in "[^\u{0}]{1,40}", number in -1e6_f64..1e6) {
        let mut badge = sample::rich();
        badge.description = Some(text.clone());
        badge.credential_subject.credits_earned = Some(number);
        let quads = n_quads(&badge.document());
        prop_assert!(quads.is_ok(), "{quads:?}");
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
