//! From an award to its document. Owns what is said in a badge and what is not: nothing here takes an account, a file, a name or
//! anything that somebody wrote to a learner.

mod credential;
mod stack;
mod words;

#[cfg(test)]
mod tests;

pub(super) use credential::{achievement as credential_achievement, results};
pub(super) use stack::{Part, achievement as stack_achievement};

use super::address::{Addresses, Form};
use crate::badges::credential::{
    Achievement, AchievementSubject, Evidence, Identifier, Image, OpenBadgeCredential, Profile,
    RefreshService, StatusEntry,
};
use crate::badges::identity::IdentityObject;
use crate::badges::moment;
use crate::clock::Timestamp;
use crate::domain::badge::Code;
use crate::domain::credential::{Alignment, Definition, SlotKind};
use crate::domain::reading::Reading;
use crate::domain::stack::Stack;

/// What an award is of, with all that a badge says of it.
pub(super) enum Of<'o> {
    /// A micro-credential.
    Credential {
        /// The version that was shown.
        definition: &'o Definition,
        /// What was read of the work, where the holder lets others see how each criterion was shown.
        reading: Option<&'o Reading>,
    },
    /// A stack.
    Stack {
        /// The version that was fulfilled.
        stack: &'o Stack,
        /// By what.
        parts: &'o [Part],
        /// Whether it is what a course gives.
        is_of_course: bool,
    },
}

/// One issue of a badge.
pub(super) struct Issue<'i> {
    pub(super) addresses: &'i Addresses,
    pub(super) issuer: Profile,
    /// The organisation that assessed: its id and name.
    pub(super) assessed_by: (String, String),
    pub(super) code: Code,
    /// The id of the version that was shown or fulfilled.
    pub(super) version: String,
    pub(super) subject: String,
    /// The hash of the holder's address, with its salt.
    pub(super) identity: Option<(&'i str, &'i str)>,
    pub(super) status: StatusEntry,
    pub(super) awarded_at: Timestamp,
    pub(super) valid_from: Timestamp,
    pub(super) valid_until: Option<Timestamp>,
}

/// The document of a badge, before it is signed.
pub(super) fn document(issue: Issue<'_>, of: &Of<'_>) -> OpenBadgeCredential {
    let addresses = issue.addresses;
    let achievement = match of {
        Of::Credential { definition, .. } => {
            credential_achievement(addresses, &issue.version, definition)
        }
        Of::Stack {
            stack,
            parts,
            is_of_course,
        } => stack_achievement(addresses, &issue.version, (stack, *is_of_course), parts),
    };
    let (name, description) = (achievement.name.clone(), achievement.description.clone());
    let mut subject = AchievementSubject::new(achievement);
    subject.id = Some(issue.subject);
    subject.identifier = issue
        .identity
        .map(|(hash, salt)| Identifier(IdentityObject::of_hash(hash, salt)))
        .into_iter()
        .collect();
    if let Of::Credential {
        definition,
        reading,
    } = of
    {
        let base = addresses.achievement(&issue.version);
        subject.result = results(&base, definition, *reading);
    }
    let (id, assessor) = issue.assessed_by;
    let mut source = Profile::new(format!("urn:uuid:{id}"));
    source.name = Some(assessor);
    subject.source = Some(source);
    subject.image = Some(Image::at(addresses.badge_as(&issue.code, Form::Png)));
    let valid_from = moment::written(issue.valid_from);
    let mut badge = OpenBadgeCredential::new(
        addresses.badge(&issue.code),
        issue.issuer,
        valid_from,
        subject,
    );
    badge.name = Some(name);
    badge.description = Some(description);
    badge.awarded_date = Some(moment::written(issue.awarded_at));
    badge.valid_until = issue.valid_until.map(moment::written);
    badge.evidence = match of {
        Of::Credential { definition, .. } => described(definition),
        Of::Stack { parts, .. } => parts.iter().map(Part::evidence).collect(),
    };
    badge.credential_status = Some(issue.status);
    badge.refresh_service = Some(RefreshService::at(
        addresses.badge_as(&issue.code, Form::Json),
    ));
    badge
}

/// What was handed in, by the words of the definition alone.
fn described(definition: &Definition) -> Vec<Evidence> {
    let words = words::words(&definition.language);
    let pieces = definition
        .slots()
        .filter(|slot| slot.required && !matches!(slot.kind, SlotKind::Attestation { .. }));
    pieces
        .map(|slot| {
            let mut evidence = Evidence::named(&slot.title);
            evidence.description = Some(words.evidence.to_owned());
            evidence
        })
        .collect()
}

/// What is the same for everything that can be earned.
fn dress(
    achievement: &mut Achievement,
    addresses: &Addresses,
    version: &str,
    (language, tags, number): (&str, &[String], String),
) {
    achievement.image = Some(Image::at(addresses.picture(&version)));
    achievement.in_language = Some(language.to_owned());
    achievement.tag = tags.to_vec();
    achievement.version = Some(number);
    let class = addresses.badge_class_2(&version);
    let related = crate::badges::credential::Related::badge_class(class);
    achievement.related.push(related);
}

/// What a picture is, for those who cannot see it; what it shows is written beside it.
pub(super) fn picture_text(language: &str) -> &'static str {
    words::words(language).picture
}

/// Standards of one definition, each once, as people write them.
pub(super) fn standards(definition: &Definition) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for one in alignments(definition) {
        let label = one.label.as_ref().map(|label| format!(" {label}"));
        let written = format!(
            "{} {}{}",
            one.framework,
            one.code,
            label.unwrap_or_default()
        );
        if !all.contains(&written) {
            all.push(written);
        }
    }
    all
}

pub(super) fn alignments(definition: &Definition) -> impl Iterator<Item = &Alignment> {
    let components = definition.components.iter();
    components.flat_map(|component| &component.alignments)
}
