//! Claims about what is said in a badge, and what is not.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;
use crate::badges::credential::StatusPurpose;
use crate::badges::key::SigningKey;
use crate::badges::proof;
use crate::domain::credential::{Model, sample};
use crate::domain::reading::CriterionReading;

fn addresses() -> Addresses {
    Addresses::new(&"https://badges.riverbend.example".parse().unwrap())
}

fn issue(addresses: &Addresses) -> Issue<'_> {
    Issue {
        addresses,
        issuer: Profile::new(addresses.issuer("riverbend")),
        assessed_by: ("0192".into(), "Riverbend Schools".into()),
        code: Code::from_bytes([9; 10]),
        version: "0193".into(),
        subject: "urn:uuid:6a0ff9d2-9d4b-4c1e-8f6e-0f1f1c8c7b11".into(),
        identity: Some(("sha256$ab", "5a17")),
        status: StatusEntry::new(
            "https://badges.riverbend.example/status/1",
            77,
            StatusPurpose::Revocation,
        ),
        awarded_at: Timestamp::from_seconds(1_795_858_200),
        valid_from: Timestamp::from_seconds(1_795_858_200),
        valid_until: None,
    }
}

fn definition(model: Model) -> Definition {
    let mut definition = sample::definition(sample::worked_rubric());
    definition.rubric.model = model;
    for criterion in &mut definition.rubric.criteria {
        if model == Model::CriterionLevels && criterion.levels.is_empty() {
            criterion.levels = ["emerging", "proficient"]
                .iter()
                .zip(1..)
                .map(|(id, points)| crate::domain::credential::Level {
                    id: (*id).into(),
                    title: (*id).into(),
                    points,
                    text: "What it looks like".into(),
                    shown: points > 1,
                })
                .collect();
        }
    }
    definition
}

/// A reading in which everything was seen at its best, with words to the learner and to colleagues.
fn reading(definition: &Definition) -> Reading {
    let mut reading = Reading {
        strength: "SECRET strength".into(),
        next_step: "SECRET step".into(),
        private_note: "SECRET note".into(),
        ..Reading::default()
    };
    for criterion in &definition.rubric.criteria {
        let seen = CriterionReading {
            details: criterion
                .details
                .iter()
                .map(|detail| (detail.id.clone(), true))
                .collect(),
            level: criterion.levels.last().map(|level| level.id.clone()),
            met: Some(true),
            comment: "SECRET comment".into(),
            ..CriterionReading::default()
        };
        reading.criteria.insert(criterion.id.clone(), seen);
    }
    reading
}

fn written(definition: &Definition, reading: Option<&Reading>) -> Value {
    let addresses = addresses();
    let of = Of::Credential {
        definition,
        reading,
    };
    json!(document(issue(&addresses), &of).document())
}

const MODELS: [Model; 3] = [Model::DetailPoints, Model::CriterionLevels, Model::AllMet];

#[test]
fn every_word_of_a_badge_is_covered_by_its_signature() {
    let key = SigningKey::from_seed(&[7; 32]);
    for model in MODELS {
        let definition = definition(model);
        let reading = reading(&definition);
        for reading in [None, Some(&reading)] {
            let document = written(&definition, reading).as_object().unwrap().clone();
            let now = Timestamp::from_seconds(1_795_858_200);
            let signed = proof::sign(document, &key, "did:web:b.example#key-1", now);
            assert!(signed.is_ok(), "{model:?} {signed:?}");
        }
    }
}

#[test]
fn how_each_criterion_was_shown_is_said_only_where_the_holder_chose_so() {
    for model in MODELS {
        let definition = definition(model);
        let reading = reading(&definition);
        let results = |reading| {
            let document = written(&definition, reading);
            document["credentialSubject"]["result"]
                .as_array()
                .unwrap()
                .clone()
        };
        let silent = results(None);
        assert_eq!(silent.len(), 1, "{model:?}");
        assert_eq!(silent[0]["status"], "Completed");
        let open = results(Some(&reading));
        assert_eq!(
            open.len(),
            definition.rubric.criteria.len() + 1,
            "{model:?}"
        );
    }
}

#[test]
fn results_refer_to_what_the_achievement_describes() {
    for model in MODELS {
        let definition = definition(model);
        let document = written(&definition, Some(&reading(&definition)));
        let subject = &document["credentialSubject"];
        let described = subject["achievement"]["resultDescription"]
            .as_array()
            .unwrap();
        let ids: BTreeSet<_> = described
            .iter()
            .map(|one| one["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids.len(), described.len(), "{model:?}");
        let levels = described
            .iter()
            .filter_map(|one| one["rubricCriterionLevel"].as_array());
        let levels: BTreeSet<_> = levels
            .flatten()
            .map(|one| one["id"].as_str().unwrap())
            .collect();
        for result in subject["result"].as_array().unwrap() {
            assert!(ids.contains(result["resultDescription"].as_str().unwrap()));
            if let Some(level) = result["achievedLevel"].as_str() {
                assert!(levels.contains(level), "{model:?} {level}");
            }
        }
    }
}

#[test]
fn nothing_that_somebody_wrote_about_the_work_is_in_a_badge() {
    for model in MODELS {
        let definition = definition(model);
        let text = written(&definition, Some(&reading(&definition))).to_string();
        assert!(!text.contains("SECRET"), "{model:?}");
    }
}

#[test]
fn a_stack_names_its_parts_and_the_badges_of_them() {
    let addresses = addresses();
    let stack: Stack = serde_json::from_value(json!({
        "slug": "talk", "version": "1.0", "language": "en", "title": "Talk That Builds Thinking",
        "issuer": "Riverbend", "contact": "a@riverbend.example", "claim": "Builds thinking by talk.",
        "licence": { "id": "CC-BY-4.0", "holder": "Riverbend" }, "requires": { "credential": "plan" },
    }))
    .unwrap();
    let parts = [
        Part {
            title: "Planning".into(),
            version: "0195".into(),
        },
        Part {
            title: "Hearing".into(),
            version: "0196".into(),
        },
    ];
    let of = Of::Stack {
        stack: &stack,
        parts: &parts,
        is_of_course: false,
    };
    let document = json!(super::document(issue(&addresses), &of).document());
    let evidence = document["evidence"].as_array().unwrap();
    assert_eq!(evidence[0].get("id"), None);
    assert_eq!(evidence[1]["name"], "Hearing");
    let related = &document["credentialSubject"]["achievement"]["related"];
    assert_eq!(
        related[0]["id"],
        "https://badges.riverbend.example/achievements/0195"
    );
    assert_eq!(document["credentialSubject"].get("result"), None);
}
