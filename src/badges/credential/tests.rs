//! The shape of the documents, rule by rule (Open Badges 3.0, JSON Schema).

use serde_json::{Value, json};

use super::sample::rich;
use super::*;

/// Every object in a document with the name that it stands under.
fn objects<'a>(
    name: &'a str,
    value: &'a Value,
    found: &mut Vec<(&'a str, &'a Map<String, Value>)>,
) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| objects(name, item, found)),
        Value::Object(members) => {
            found.push((name, members));
            for (name, member) in members {
                objects(name, member, found);
            }
        }
        _ => {}
    }
}

#[test]
fn a_badge_says_what_every_badge_must() {
    let document = rich().document();
    let context = json!([CREDENTIALS_V2, OPEN_BADGES, OPEN_BADGES_EXTENSIONS]);
    assert_eq!(document["@context"], context);
    let kind = json!(["VerifiableCredential", "OpenBadgeCredential"]);
    assert_eq!(document["type"], kind);
    for name in ["id", "validFrom", "name"] {
        assert!(document[name].is_string(), "{name}");
    }
    assert!(document["credentialStatus"].is_object(), "one, not a list");
    assert!(document["credentialSchema"].is_array());
}

#[test]
fn sets_are_arrays_even_of_one_and_nothing_is_empty() {
    const SETS: [&str; 10] = [
        "alignment",
        "allowedValue",
        "evidence",
        "identifier",
        "otherIdentifier",
        "related",
        "result",
        "resultDescription",
        "rubricCriterionLevel",
        "tag",
    ];
    const PLAIN_TYPES: [&str; 6] = [
        "Image",
        "IdentityObject",
        "IdentifierEntry",
        "BitstringStatusListEntry",
        "1EdTechCredentialRefresh",
        "1EdTechJsonSchemaValidator2019",
    ];
    let document = Value::Object(rich().document());
    let mut found = Vec::new();
    objects("", &document, &mut found);
    assert!(found.len() > 20);
    for (name, members) in found {
        if name != "criteria" {
            match &members["type"] {
                Value::Array(_) => {}
                plain => assert!(PLAIN_TYPES.iter().any(|known| plain == known), "{plain}"),
            }
        }
        for (name, value) in members {
            // A result names its one description under the word of the set.
            let is_one = name == "resultDescription" && value.is_string();
            if SETS.contains(&name.as_str()) && !is_one {
                assert!(value.is_array(), "{name}");
            }
            assert!(
                !value.is_null() && value != &json!([]) && value != &json!(""),
                "{name}"
            );
        }
    }
}

#[test]
fn marks_and_points_are_texts_and_amounts_are_numbers() {
    let document = Value::Object(rich().document());
    let subject = &document["credentialSubject"];
    assert!(subject["creditsEarned"].is_number());
    let level = &subject["achievement"]["resultDescription"][1]["rubricCriterionLevel"][1];
    assert_eq!(level["points"], "2");
    let index = &document["credentialStatus"]["statusListIndex"];
    assert_eq!(index, "94567");
}

#[test]
fn amounts_are_rounded_and_what_is_none_is_left_out() {
    let mut badge = rich();
    badge.credential_subject.credits_earned = Some(1.0 / 3.0);
    let document = Value::Object(badge.document());
    assert_eq!(
        document["credentialSubject"]["creditsEarned"],
        json!(0.333_333)
    );
    badge.credential_subject.credits_earned = Some(2.0);
    let text = serde_json::to_string(&badge).unwrap();
    assert!(text.contains("\"creditsEarned\":2,"), "{text}");
}

#[test]
fn no_address_of_a_person_is_in_a_badge() {
    let text = serde_json::to_string(&rich()).unwrap();
    assert!(!text.contains("dana"), "{text}");
    assert!(text.contains("sha256$"));
}
