//! A rich badge of invented people and schools.

use super::*;
use crate::badges::identity::IdentityObject;

pub const ISSUER: &str = "did:web:badges.riverbend.example:issuers:7";
pub const METHOD: &str = "did:web:badges.riverbend.example:issuers:7#key-1";

pub fn rich() -> OpenBadgeCredential {
    let base = "https://badges.riverbend.example/achievements/talk";
    let mut achievement = Achievement::new(
        base,
        "Talk That Builds Thinking",
        "Plans, runs and hears classroom talk — así de claro.",
        Criteria::at("https://badges.riverbend.example/catalog/talk").and_told("Two *lessons*."),
    );
    achievement.achievement_type = Some("MicroCredential".into());
    achievement.credits_available = Some(1.5);
    achievement.image = Some(Image::at(format!("{base}/image.svg")));
    achievement.in_language = Some("en".into());
    achievement.tag = vec!["talk".into(), "grade 4".into()];
    achievement.version = Some("1.2.0".into());
    achievement.related = vec![
        Related::achievement("https://badges.riverbend.example/achievements/stack"),
        Related::badge_class("https://badges.riverbend.example/ob2/classes/talk"),
    ];
    let mut alignment = Alignment::new("InTASC 8", "https://standards.example/intasc#8");
    alignment.target_type = Some(TargetType::CaseItem);
    achievement.alignment = vec![alignment];
    let mut whole = ResultDescription::new(format!("{base}#whole"), "Overall", ResultType::Status);
    whole.allowed_value = vec!["not yet".into(), "passed".into()];
    let mut planning = ResultDescription::new(
        format!("{base}#planning"),
        "Planning",
        ResultType::RubricCriterionLevel,
    );
    let level = |name: &str, points: &str| {
        let mut level = RubricCriterionLevel::new(format!("{base}#planning-{points}"), name);
        level.points = Some(points.into());
        level.description = Some(format!("{name} \"quoted\" \\ and\nin lines"));
        level
    };
    planning.rubric_criterion_level = vec![level("Not yet", "0"), level("Proficient", "2")];
    planning.required_level = Some(format!("{base}#planning-2"));
    achievement.result_description = vec![whole, planning];

    let mut subject = AchievementSubject::new(achievement);
    subject.id = Some("urn:uuid:6a0ff9d2-9d4b-4c1e-8f6e-0f1f1c8c7b11".into());
    subject.identifier = vec![Identifier(IdentityObject::of_email(
        "dana.rey@example.org",
        "c2FsdA",
    ))];
    subject.credits_earned = Some(1.5);
    subject.result = vec![
        AchievedResult::status(format!("{base}#whole"), ResultStatus::Completed),
        AchievedResult::level(format!("{base}#planning"), format!("{base}#planning-2")),
    ];
    subject.activity_start_date = Some("2026-09-01".into());
    subject.source = Some(Profile::new("https://riverbend.example/assessors"));

    let mut issuer = Profile::new(ISSUER);
    issuer.name = Some("Riverbend District".into());
    issuer.url = Some("https://riverbend.example".into());
    let mut badge = OpenBadgeCredential::new(
        "https://badges.riverbend.example/badges/0192-talk",
        issuer,
        "2026-11-28T09:30:00Z",
        subject,
    );
    badge.name = Some("Talk That Builds Thinking".into());
    badge.valid_until = Some("2029-11-28T09:30:00Z".into());
    badge.awarded_date = Some("2026-11-28T09:30:00Z".into());
    let mut film = Evidence::named("A film of a lesson");
    film.description = Some("Twelve minutes, with notes".into());
    badge.evidence = vec![film, Evidence::named("A plan")];
    badge.credential_status = Some(StatusEntry::new(
        "https://badges.riverbend.example/status/1",
        94_567,
        StatusPurpose::Revocation,
    ));
    badge.refresh_service = Some(RefreshService::at(
        "https://badges.riverbend.example/badges/0192-talk.json",
    ));
    badge
}
