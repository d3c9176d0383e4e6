//! Whether a document is made as a badge is (Open Badges 3.0, JSON Schema and 8.2). Strict where meaning depends on it,
//! lenient where issuers differ without harm.

use serde_json::{Map, Value};

use super::{Code, Finding};
use crate::badges::context::{CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES_PREFIX};
use crate::badges::{jwt, moment};

pub fn check(document: &Map<String, Value>) -> Result<(), Finding> {
    let types = all(document.get("type"));
    let is = |name: &str| types.iter().any(|one| *one == name);
    if !is("VerifiableCredential") || !(is("OpenBadgeCredential") || is("AchievementCredential")) {
        return Err(Finding::new(Code::NoBadge));
    }
    let contexts = all(document.get("@context"));
    let is_first = contexts.first().is_some_and(|first| {
        [CREDENTIALS_V2, CREDENTIALS_V1]
            .iter()
            .any(|known| first == known)
    });
    let of_badges = contexts
        .iter()
        .skip(1)
        .filter_map(|context| context.as_str());
    if !is_first
        || !of_badges
            .into_iter()
            .any(|context| context.starts_with(OPEN_BADGES_PREFIX))
    {
        return Err(Finding::new(Code::ContextsWrong));
    }
    members(document).map_err(|name| Finding::new(Code::MemberMissing).about(name))
}

/// The name of the first member that is missing or of the wrong kind.
fn members(document: &Map<String, Value>) -> Result<(), &'static str> {
    let has = |is: bool, name: &'static str| if is { Ok(()) } else { Err(name) };
    let is_text = |value: Option<&Value>| {
        value.is_some_and(|value| value.as_str().is_some_and(|text| !text.is_empty()))
    };
    let is_time = |name: &str| {
        document
            .get(name)
            .is_none_or(|at| at.as_str().and_then(moment::read).is_some())
    };
    has(is_text(document.get("id")), "id")?;
    has(jwt::issuer_of(document).is_some(), "issuer")?;
    for name in [
        "validFrom",
        "validUntil",
        "issuanceDate",
        "expirationDate",
        "awardedDate",
    ] {
        // A time that cannot be read could end a badge or not.
        if !is_time(name) {
            return Err("validFrom, validUntil");
        }
    }
    has(
        document.contains_key("validFrom") || document.contains_key("issuanceDate"),
        "validFrom",
    )?;
    let subject = document.get("credentialSubject").and_then(Value::as_object);
    let subject = subject.ok_or("credentialSubject")?;
    has(
        is_text(subject.get("id")) || !all(subject.get("identifier")).is_empty(),
        "credentialSubject.id",
    )?;
    let achievement = subject.get("achievement").and_then(Value::as_object);
    let achievement = achievement.ok_or("credentialSubject.achievement")?;
    has(is_text(achievement.get("id")), "achievement.id")?;
    has(is_text(achievement.get("name")), "achievement.name")?;
    has(
        is_text(achievement.get("description")),
        "achievement.description",
    )?;
    has(
        achievement.get("criteria").is_some_and(Value::is_object),
        "achievement.criteria",
    )
}

/// The members of a set, which some write without its array when it has one.
fn all(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
    }
}
