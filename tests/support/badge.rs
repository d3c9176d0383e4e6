//! Badges of an invented district.

use microcred::badges::credential::{
    AchievedResult, Achievement, AchievementSubject, Alignment, Criteria, Evidence, Identifier,
    Image, OpenBadgeCredential, Profile, Related, ResultDescription, ResultType,
    RubricCriterionLevel,
};
use microcred::badges::identity::IdentityObject;
use microcred::badges::key::SigningKey;

/// The issuer, its document and its key's name.
pub const ISSUER: &str = "did:web:badges.riverbend.example:issuers:7";
pub const ISSUER_AT: &str = "https://badges.riverbend.example/issuers/7/did.json";
pub const METHOD: &str = "did:web:badges.riverbend.example:issuers:7#key-1";

const ACHIEVEMENT: &str = "https://badges.riverbend.example/achievements/talk";

pub fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

/// A badge with a rubric of four criteria and a result for each, valid from then on.
pub fn rich(number: usize, valid_from: &str) -> OpenBadgeCredential {
    let criteria = Criteria::at("https://badges.riverbend.example/catalog/talk");
    let mut achievement = Achievement::new(
        ACHIEVEMENT,
        "Talk That Builds Thinking",
        "Plans, runs and hears classroom talk — y lo escucha dos veces.",
        criteria.and_told("Two *lessons*, planned, filmed and annotated."),
    );
    achievement.achievement_type = Some("MicroCredential".into());
    achievement.credits_available = Some(1.5);
    achievement.image = Some(Image::at(format!("{ACHIEVEMENT}/image.svg")));
    achievement.in_language = Some("en".into());
    achievement.tag = vec!["talk".into(), "grade 4".into()];
    achievement.alignment = vec![Alignment::new(
        "InTASC 8",
        "https://standards.example/intasc#8",
    )];
    achievement.related = vec![Related::badge_class(
        "https://badges.riverbend.example/ob2/classes/talk",
    )];
    let mut subject = AchievementSubject::new(achievement);
    for criterion in ["planning", "questions", "listening", "reflection"] {
        let id = format!("{ACHIEVEMENT}#{criterion}");
        let mut described =
            ResultDescription::new(&id, criterion, ResultType::RubricCriterionLevel);
        for (points, name) in ["Not yet", "Developing", "Proficient"]
            .into_iter()
            .enumerate()
        {
            let mut level = RubricCriterionLevel::new(format!("{id}-{points}"), name);
            level.points = Some(points.to_string());
            level.description = Some(format!(
                "{name}: what work on this level of {criterion} is like."
            ));
            described.rubric_criterion_level.push(level);
        }
        described.required_level = Some(format!("{id}-2"));
        subject
            .result
            .push(AchievedResult::level(&id, format!("{id}-2")));
        subject.achievement.result_description.push(described);
    }
    let mut whole = ResultDescription::new(
        format!("{ACHIEVEMENT}#whole"),
        "Overall",
        ResultType::Result,
    );
    whole.allowed_value = vec!["not yet".into(), "passed".into()];
    subject.achievement.result_description.push(whole);
    subject.result.push(AchievedResult::value(
        format!("{ACHIEVEMENT}#whole"),
        "passed",
    ));
    subject.id = Some(format!("urn:uuid:6a0ff9d2-9d4b-4c1e-8f6e-{number:012x}"));
    subject.identifier = vec![Identifier(IdentityObject::of_email(
        "dana.rey@example.org",
        "c2FsdA",
    ))];
    subject.credits_earned = Some(1.5);

    let mut issuer = Profile::new(ISSUER);
    issuer.name = Some("Riverbend District".into());
    let id = format!("https://badges.riverbend.example/badges/{number}");
    let mut badge = OpenBadgeCredential::new(id, issuer, valid_from, subject);
    badge.name = Some("Talk That Builds Thinking".into());
    badge.awarded_date = Some(valid_from.into());
    badge.evidence = vec![
        Evidence::named("A film of a lesson"),
        Evidence::named("A plan"),
    ];
    badge
}
