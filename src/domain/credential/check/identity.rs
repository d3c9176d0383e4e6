//! What a definition says about itself: its name, whom to ask, what others may do with it.

use crate::domain::credential::problem::{FieldPath, Findings, ProblemCode};
use crate::domain::credential::{BadgePicture, Definition, Licence};

/// Licences that forbid changed copies, by the part of their name or address that says so.
const NO_DERIVATIVES: &str = "-nd";
const NON_COMMERCIAL: &str = "-nc";

pub(super) fn check(definition: &Definition, findings: &mut Findings) {
    let root = FieldPath::root();
    slug(&definition.slug, &root.field("slug"), findings);
    language(&definition.language, &root.field("language"), findings);
    for (name, text) in [
        ("title", &definition.title),
        ("issuer", &definition.issuer),
        ("method", &definition.method.0),
    ] {
        present(text, &root.field(name), findings);
    }
    contact(&definition.contact, &root.field("contact"), findings);
    licence(&definition.licence, &root.field("licence"), findings);
    evidence_languages(definition, findings);
    effort(definition, findings);
    requires(definition, findings);
    if let Some(image) = &definition.image {
        alt(&image.alt, &root.field("image").field("alt"), findings);
    }
    badge_image(definition.badge_image.as_ref(), findings);
}

/// A name that can stand in an address.
pub(in crate::domain) fn slug(slug: &str, path: &FieldPath, findings: &mut Findings) {
    if !is_slug(slug, 80) {
        findings
            .error(
                ProblemCode::SlugForm,
                path.clone(),
                format!("{slug:?} cannot stand in an address"),
            )
            .propose(format!(
                "use lower-case letters, digits and hyphens: {:?}",
                slugged(slug)
            ));
    }
}

/// Lower-case words with hyphens between them.
pub(super) fn is_slug(text: &str, longest: usize) -> bool {
    let is_word = |word: &str| {
        let is_usual = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !word.is_empty() && word.bytes().all(is_usual)
    };
    text.len() <= longest && text.split('-').all(is_word)
}

/// The slug that comes closest.
pub(super) fn slugged(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    match words.join("-") {
        slug if slug.is_empty() => String::from("my-credential"),
        mut slug => {
            slug.truncate(60);
            slug.trim_end_matches('-').to_owned()
        }
    }
}

/// A language tag in the form of BCP 47; whether the language exists is not asked.
pub(in crate::domain) fn language(tag: &str, path: &FieldPath, findings: &mut Findings) {
    let mut parts = tag.split('-');
    let is_language = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    let is_rest = parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if !is_language || !is_rest {
        findings
            .error(
                ProblemCode::LanguageTag,
                path.clone(),
                format!("{tag:?} is no language tag"),
            )
            .propose("write a tag such as \"en\", \"es\" or \"es-US\"");
    }
}

/// A text that says something.
pub(in crate::domain) fn present(text: &str, path: &FieldPath, findings: &mut Findings) {
    if text.trim().is_empty() {
        findings.error(
            ProblemCode::TextMissing,
            path.clone(),
            "there is nothing here",
        );
    }
}

/// Somebody to ask.
pub(in crate::domain) fn contact(contact: &str, path: &FieldPath, findings: &mut Findings) {
    let is_web = contact.starts_with("https://") || contact.starts_with("http://");
    let is_mail = contact.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !contact.contains(char::is_whitespace)
    });
    if contact.trim().is_empty() {
        findings
            .error(
                ProblemCode::ContactMissing,
                path.clone(),
                "nothing says whom to ask",
            )
            .propose("give an e-mail address or a web address");
    } else if !is_web && !is_mail {
        findings
            .error(
                ProblemCode::ContactMissing,
                path.clone(),
                format!("{contact:?} is neither an e-mail address nor a web address"),
            )
            .propose("write somebody@example.org or https://example.org/contact");
    }
    super::wording::shortened(contact, path, None, findings);
}

/// A licence whose name and switches say the same.
pub(in crate::domain) fn licence(licence: &Licence, path: &FieldPath, findings: &mut Findings) {
    for (name, text) in [("id", &licence.id), ("holder", &licence.holder)] {
        if text.trim().is_empty() {
            findings
                .error(
                    ProblemCode::LicenceMissing,
                    path.field(name),
                    "nothing says what others may do with this, or whose it is",
                )
                .propose("id = \"CC-BY-4.0\" and holder = the name of your organisation");
        }
    }
    let id = licence.id.to_ascii_lowercase();
    let is_creative_commons = id.starts_with("cc-") || id.contains("creativecommons.org");
    for (mark, name, allowed, what) in [
        (
            NO_DERIVATIVES,
            "derivatives",
            licence.derivatives,
            "forbids changed copies",
        ),
        (
            NON_COMMERCIAL,
            "commercial",
            licence.commercial,
            "forbids use for money",
        ),
    ] {
        if is_creative_commons && id.contains(mark) && allowed {
            findings
                .error(
                    ProblemCode::LicenceContradicts,
                    path.field(name),
                    format!("the licence {} {what}, and {name} is true", licence.id),
                )
                .propose(format!("{name} = false"));
        }
    }
}

fn evidence_languages(definition: &Definition, findings: &mut Findings) {
    let path = FieldPath::root().field("evidence_languages");
    if definition.evidence_languages.is_empty() {
        findings
            .error(
                ProblemCode::NothingThere,
                path.clone(),
                "no language is taken for evidence",
            )
            .propose("evidence_languages = [\"en\"]");
    }
    for (index, tag) in definition.evidence_languages.iter().enumerate() {
        language(tag, &path.item(index), findings);
    }
}

/// Minutes, hours, validity.
fn effort(definition: &Definition, findings: &mut Findings) {
    let path = FieldPath::root().field("minutes");
    match definition.minutes {
        None => {
            findings
                .warning(
                    ProblemCode::MinutesMissing,
                    path,
                    "nothing says how long the work takes",
                )
                .propose("minutes = { min = 240, max = 480 }");
        }
        Some(minutes) if minutes.min > minutes.max => {
            findings
                .error(
                    ProblemCode::LimitsCrossed,
                    path.field("min"),
                    format!("min = {} is above max = {}", minutes.min, minutes.max),
                )
                .propose("exchange min and max");
        }
        Some(_) => {}
    }
    if definition.valid_months == Some(0) {
        findings
            .error(
                ProblemCode::OutOfRange,
                FieldPath::root().field("valid_months"),
                "an award that is valid for 0 months is none",
            )
            .propose("leave valid_months out, and awards do not expire");
    }
}

fn requires(definition: &Definition, findings: &mut Findings) {
    for (index, required) in definition.requires.iter().enumerate() {
        let path = FieldPath::root().entry("requires", index);
        slug(required, &path, findings);
        if *required == definition.slug {
            findings.error(
                ProblemCode::Cycle,
                path.clone(),
                "a micro-credential cannot be required for itself",
            );
        }
        if definition.requires[..index].contains(required) {
            findings.error(
                ProblemCode::SaidTwice,
                path,
                format!("{required:?} is there twice"),
            );
        }
    }
}

/// A picture of the badge that is described.
pub(in crate::domain) fn badge_image(image: Option<&BadgePicture>, findings: &mut Findings) {
    if let Some(image) = image {
        let path = FieldPath::root().field("badge_image").field("alt");
        alt(&image.alt, &path, findings);
    }
}

fn alt(alt: &str, path: &FieldPath, findings: &mut Findings) {
    if alt.trim().is_empty() {
        findings
            .error(
                ProblemCode::AltMissing,
                path.clone(),
                "the picture has no description",
            )
            .propose("say what it shows, for those who do not see it");
    }
}
