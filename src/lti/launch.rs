//! When a launch is good. Owns every rule of Security Framework 5.1.3 and LTI Core 5.3 for messages that a
//! platform sends through the browser, in the order that gives the best diagnosis. The key comes from
//! [`super::keyset`]; that a login is used once and by the browser that started it is the caller's to see to,
//! because it needs storage.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, Value};
use url::Url;

use super::claims::{
    self, Context, GradeEndpoint, Person, Presentation, ResourceLink, ToolPlatform,
};
use super::deep_link::Settings;
use super::error::{Reason, Refusal};
use super::id_token::UnverifiedToken;
use super::names::{self, claim, message};
use super::roles::Roles;
use crate::clock::Timestamp;

/// Ids of persons, deployments and links are at most this long (LTI Core 5.3).
const MAX_ID_BYTES: usize = 255;

/// What this tool knows before the token comes.
#[derive(Clone, Copy, Debug)]
pub struct Expectation<'a> {
    /// The registered issuer, compared byte by byte.
    pub issuer: &'a str,
    /// Our client id at that issuer.
    pub client_id: &'a str,
    /// The nonce of the login that this token answers.
    pub nonce: &'a str,
    /// The deployment that the login named, if it named one.
    pub deployment_hint: Option<&'a str>,
    /// Target links must lie on this origin.
    pub tool_url: &'a Url,
    /// What time it is.
    pub now: Timestamp,
    /// How far clocks may differ.
    pub leeway: Duration,
    /// How long ago a token may have been issued.
    pub max_age: Duration,
}

/// What the platform asks for, with everything that this kind of message must bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A link in a course was opened (LTI Core 5.3).
    ResourceLink(ResourceLink),
    /// Somebody wants to choose content (Deep Linking 2.0).
    DeepLinking(Settings),
    /// Somebody wants to see one person's work (Submission Review 1.0).
    SubmissionReview {
        /// Whose work.
        for_user: Person,
        /// For which column of the gradebook.
        line_item: String,
        /// The link that the column belongs to, where it belongs to one.
        resource_link: Option<ResourceLink>,
    },
    /// An administrator asks about the data held on one person.
    DataPrivacy {
        /// On whom.
        for_user: Person,
    },
}

impl Message {
    /// The name on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::ResourceLink(_) => message::RESOURCE_LINK,
            Self::DeepLinking(_) => message::DEEP_LINKING,
            Self::SubmissionReview { .. } => message::SUBMISSION_REVIEW,
            Self::DataPrivacy { .. } => message::DATA_PRIVACY,
        }
    }
}

/// A launch that held. It can only be had from [`check_claims`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Launch {
    /// Who.
    pub person: Person,
    /// In which roles.
    pub roles: Roles,
    /// Through which deployment.
    pub deployment_id: String,
    /// To which of our addresses.
    pub target_link: Option<Url>,
    /// In which course, where there is one.
    pub context: Option<Context>,
    /// From which LMS.
    pub platform: ToolPlatform,
    /// How it shows us.
    pub presentation: Presentation,
    /// The person's language at the platform.
    pub locale: Option<String>,
    /// Custom parameters that have a value.
    pub custom: BTreeMap<String, String>,
    /// The grade service, where it is offered.
    pub grades: Option<GradeEndpoint>,
    /// The roster, where it is offered.
    pub memberships_url: Option<String>,
    /// Where in the product it was started, where the product says so.
    pub placement: Option<String>,
    /// What is asked for.
    pub message: Message,
}

/// Checks what must hold before a key is looked for, and names the key.
///
/// # Errors
/// [`Reason::AlgorithmRefused`], [`Reason::CriticalHeaderRefused`] or [`Reason::KidMissing`].
pub fn check_header<'a>(token: &'a UnverifiedToken<'_>) -> Result<&'a str, Refusal> {
    if token.algorithm != "RS256" {
        let shown: String = token.algorithm.chars().take(16).collect();
        return Err(Refusal::new(
            Reason::AlgorithmRefused,
            format!("alg is {shown:?}, only RS256 is taken"),
        ));
    }
    if token.critical {
        return Err(Refusal::new(
            Reason::CriticalHeaderRefused,
            "the header has a member \"crit\"",
        ));
    }
    token
        .key_id
        .as_deref()
        .ok_or_else(|| Refusal::new(Reason::KidMissing, "the header has no \"kid\""))
}

/// Checks the claims of a token whose signature held.
///
/// # Errors
/// The first rule that does not hold, as a [`Refusal`]; when several required claims are absent, all of them
/// in one [`Reason::ClaimMissing`].
pub fn check_claims(
    claims: &Map<String, Value>,
    expected: &Expectation<'_>,
) -> Result<Launch, Refusal> {
    required_claims_are_there(claims)?;
    issuer_and_audience(claims, expected)?;
    times(claims, expected)?;
    nonce(claims, expected)?;
    let kind = version_and_message_type(claims)?;
    let deployment_id = deployment(claims, expected)?;
    let person = person(claims)?;
    let target_link = target_link(claims, expected, kind == message::RESOURCE_LINK)?;
    let grades = GradeEndpoint::from_claims(claims);
    let message = message_body(kind, claims, grades.as_ref())?;
    Ok(Launch {
        person,
        roles: Roles::new(claims::texts(claims.get(claim::ROLES))),
        deployment_id,
        target_link,
        context: context(claims)?,
        platform: ToolPlatform::from_claims(claims),
        presentation: Presentation::from_claims(claims),
        locale: claims::text(claims, "locale"),
        custom: claims::custom(claims),
        grades,
        memberships_url: claims::memberships_url(claims),
        placement: claims::text(claims, claim::CANVAS_PLACEMENT),
        message,
    })
}

/// Claims that every message needs, and what is said when one alone is absent.
const REQUIRED: &[(&str, Reason)] = &[
    ("iss", Reason::ClaimMissing),
    ("aud", Reason::ClaimMissing),
    ("exp", Reason::ClaimMissing),
    ("iat", Reason::ClaimMissing),
    ("nonce", Reason::NonceMissing),
    ("sub", Reason::SubMissing),
    (claim::VERSION, Reason::VersionMissing),
    (claim::MESSAGE_TYPE, Reason::MessageTypeMissing),
    (claim::DEPLOYMENT_ID, Reason::DeploymentMissing),
];

/// Claims that a resource link launch and a review need besides.
const REQUIRED_IN_COURSE: &[(&str, Reason)] = &[(claim::ROLES, Reason::RolesMissing)];
const REQUIRED_FOR_LINK: &[(&str, Reason)] = &[
    (claim::TARGET_LINK_URI, Reason::TargetLinkMissing),
    (claim::RESOURCE_LINK, Reason::ResourceLinkMissing),
];

fn required_claims_are_there(claims: &Map<String, Value>) -> Result<(), Refusal> {
    let is_absent = |name: &str| match claims.get(name) {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(_) => false,
    };
    if [claim::VERSION, claim::MESSAGE_TYPE, claim::DEPLOYMENT_ID]
        .into_iter()
        .all(is_absent)
        && is_absent("nonce")
    {
        return Err(Refusal::new(
            Reason::NotLtiMessage,
            "the token has none of the LTI claims",
        ));
    }
    let kind = claims
        .get(claim::MESSAGE_TYPE)
        .and_then(Value::as_str)
        .unwrap_or(message::RESOURCE_LINK);
    let for_course = matches!(kind, message::RESOURCE_LINK | message::SUBMISSION_REVIEW);
    let required = REQUIRED
        .iter()
        .chain(REQUIRED_IN_COURSE.iter().filter(|_| for_course))
        .chain(
            REQUIRED_FOR_LINK
                .iter()
                .filter(|_| kind == message::RESOURCE_LINK),
        );
    let absent: Vec<_> = required.filter(|(name, _)| is_absent(name)).collect();
    match absent.as_slice() {
        [] => Ok(()),
        [(name, reason)] => Err(Refusal::new(*reason, format!("{name} is absent"))),
        several => {
            let names: Vec<_> = several.iter().map(|(name, _)| *name).collect();
            Err(Refusal::new(
                Reason::ClaimMissing,
                format!("absent: {}", names.join(", ")),
            ))
        }
    }
}

fn malformed(name: &str, expected: &str) -> Refusal {
    Refusal::new(Reason::ClaimMalformed, format!("{name} must be {expected}"))
}

fn string<'a>(claims: &'a Map<String, Value>, name: &str) -> Result<&'a str, Refusal> {
    claims
        .get(name)
        .and_then(Value::as_str)
        .ok_or_else(|| malformed(name, "a text"))
}

fn identifier<'a>(claims: &'a Map<String, Value>, name: &str) -> Result<&'a str, Refusal> {
    let id = string(claims, name)?;
    if id.len() > MAX_ID_BYTES || id.trim().is_empty() {
        return Err(malformed(name, "a text of 1 to 255 characters"));
    }
    Ok(id)
}

fn issuer_and_audience(
    claims: &Map<String, Value>,
    expected: &Expectation<'_>,
) -> Result<(), Refusal> {
    let issuer = string(claims, "iss")?;
    if issuer != expected.issuer {
        return Err(Refusal::new(
            Reason::IssuerMismatch,
            format!(
                "registered {:?}, the token says {issuer:?}",
                expected.issuer
            ),
        ));
    }
    let audience = match claims.get("aud") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(many)) => many
            .iter()
            .map(|entry| {
                entry
                    .as_str()
                    .ok_or_else(|| malformed("aud", "a text or a list of texts"))
            })
            .collect::<Result<_, _>>()?,
        _ => return Err(malformed("aud", "a text or a list of texts")),
    };
    if !audience.contains(&expected.client_id) {
        return Err(Refusal::new(
            Reason::AudienceMismatch,
            format!(
                "registered client {:?}, the token is for {audience:?}",
                expected.client_id
            ),
        ));
    }
    if let Some(other) = audience.iter().find(|other| **other != expected.client_id) {
        return Err(Refusal::new(
            Reason::AudienceUntrusted,
            format!("the token is also for {other:?}"),
        ));
    }
    match claims.get("azp") {
        None | Some(Value::Null) => Ok(()),
        Some(Value::String(party)) if party == expected.client_id => Ok(()),
        Some(party) => Err(Refusal::new(
            Reason::AuthorizedPartyMismatch,
            format!(
                "registered client {:?}, azp says {party}",
                expected.client_id
            ),
        )),
    }
}

fn instant(claims: &Map<String, Value>, name: &str) -> Result<Timestamp, Refusal> {
    const MAX_SECONDS: f64 = 253_402_300_799.0; // the end of the year 9999
    let number = claims
        .get(name)
        .and_then(Value::as_f64)
        .ok_or_else(|| malformed(name, "a number"))?;
    if !(0.0..=MAX_SECONDS).contains(&number) {
        return Err(malformed(name, "seconds since 1970"));
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "bounded above, and parts of a second do not count"
    )]
    Ok(Timestamp::from_seconds(number as i64))
}

fn times(claims: &Map<String, Value>, expected: &Expectation<'_>) -> Result<(), Refusal> {
    let now = expected.now;
    let expires = instant(claims, "exp")?;
    let issued = instant(claims, "iat")?;
    if now >= expires.plus(expected.leeway) {
        return Err(Refusal::new(
            Reason::Expired,
            format!("exp {}, our clock {}", expires.rfc3339(), now.rfc3339()),
        ));
    }
    let is_stale = issued.plus(expected.max_age).plus(expected.leeway) < now;
    if is_stale || issued > now.plus(expected.leeway) {
        return Err(Refusal::new(
            Reason::IssuedOutOfWindow,
            format!("iat {}, our clock {}", issued.rfc3339(), now.rfc3339()),
        ));
    }
    if claims.get("nbf").is_some_and(|value| !value.is_null()) {
        let not_before = instant(claims, "nbf")?;
        if not_before > now.plus(expected.leeway) {
            return Err(Refusal::new(
                Reason::NotYetValid,
                format!("nbf {}, our clock {}", not_before.rfc3339(), now.rfc3339()),
            ));
        }
    }
    Ok(())
}

fn nonce(claims: &Map<String, Value>, expected: &Expectation<'_>) -> Result<(), Refusal> {
    if string(claims, "nonce")? == expected.nonce {
        Ok(())
    } else {
        Err(Refusal::new(
            Reason::NonceMismatch,
            "the nonce is not the one of this login",
        ))
    }
}

fn version_and_message_type(claims: &Map<String, Value>) -> Result<&str, Refusal> {
    let version = string(claims, claim::VERSION)?;
    if version != names::VERSION {
        return Err(Refusal::new(
            Reason::VersionUnsupported,
            format!("version {version:?} arrived, {:?} is taken", names::VERSION),
        ));
    }
    string(claims, claim::MESSAGE_TYPE)
}

fn deployment(claims: &Map<String, Value>, expected: &Expectation<'_>) -> Result<String, Refusal> {
    let id = identifier(claims, claim::DEPLOYMENT_ID)?;
    match expected.deployment_hint {
        Some(hint) if hint != id => Err(Refusal::new(
            Reason::DeploymentMismatch,
            format!("the login named {hint:?}, the token says {id:?}"),
        )),
        _ => Ok(id.to_owned()),
    }
}

fn person(claims: &Map<String, Value>) -> Result<Person, Refusal> {
    identifier(claims, "sub")?;
    Person::from_claims(claims).ok_or_else(|| malformed("sub", "a text"))
}

fn target_link(
    claims: &Map<String, Value>,
    expected: &Expectation<'_>,
    is_required: bool,
) -> Result<Option<Url>, Refusal> {
    let Some(text) = claims::text(claims, claim::TARGET_LINK_URI) else {
        return if is_required {
            Err(malformed(claim::TARGET_LINK_URI, "an address"))
        } else {
            Ok(None)
        };
    };
    let link = claims::web_address(&text)
        .ok_or_else(|| malformed(claim::TARGET_LINK_URI, "an address"))?;
    if link.origin() == expected.tool_url.origin() {
        Ok(Some(link))
    } else {
        Err(Refusal::new(
            Reason::TargetLinkForeign,
            format!(
                "the target link is on {}, this tool on {}",
                link.origin().ascii_serialization(),
                expected.tool_url.origin().ascii_serialization()
            ),
        ))
    }
}

fn message_body(
    kind: &str,
    claims: &Map<String, Value>,
    grades: Option<&GradeEndpoint>,
) -> Result<Message, Refusal> {
    let for_user = || {
        Person::from_for_user(claims).ok_or_else(|| {
            Refusal::new(
                Reason::ForUserMissing,
                "for_user is absent or has no user_id",
            )
        })
    };
    match kind {
        message::RESOURCE_LINK => resource_link(claims)?
            .map(Message::ResourceLink)
            .ok_or_else(|| Refusal::new(Reason::ResourceLinkMissing, "resource_link has no id")),
        message::DEEP_LINKING => Settings::from_claims(claims).map(Message::DeepLinking),
        message::SUBMISSION_REVIEW => Ok(Message::SubmissionReview {
            for_user: for_user()?,
            line_item: grades
                .and_then(|endpoint| endpoint.lineitem.clone())
                .ok_or_else(|| {
                    Refusal::new(
                        Reason::LineItemMissing,
                        "the grade service names no line item",
                    )
                })?,
            resource_link: resource_link(claims)?,
        }),
        message::DATA_PRIVACY | message::DATA_PRIVACY_PREFIXED => Ok(Message::DataPrivacy {
            for_user: for_user()?,
        }),
        other => {
            let shown: String = other.chars().take(64).collect();
            Err(Refusal::new(
                Reason::MessageTypeUnsupported,
                format!("message type {shown:?}"),
            ))
        }
    }
}

fn context(claims: &Map<String, Value>) -> Result<Option<Context>, Refusal> {
    let context = Context::from_claims(claims);
    is_short(context.as_ref().map(|context| &context.id), "context.id").map(|()| context)
}

fn resource_link(claims: &Map<String, Value>) -> Result<Option<ResourceLink>, Refusal> {
    let link = ResourceLink::from_claims(claims);
    is_short(link.as_ref().map(|link| &link.id), "resource_link.id").map(|()| link)
}

fn is_short(id: Option<&String>, name: &str) -> Result<(), Refusal> {
    if id.is_some_and(|id| id.len() > MAX_ID_BYTES) {
        Err(malformed(name, "a text of 1 to 255 characters"))
    } else {
        Ok(())
    }
}
