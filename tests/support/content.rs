//! Invented content for tests: a micro-credential of a well-known shape, and stacks.

use microcred::domain::credential::{Definition, ImageFile, Package, VersionNumber};
use microcred::domain::stack::{Requirement, Stack};

/// A definition that can be published, under this name.
pub fn definition(slug: &str) -> Definition {
    let text = include_str!("../definitions/video-and-reflection/credential.toml");
    let definition: Definition = toml::from_str(text).unwrap();
    Definition {
        slug: slug.into(),
        title: format!("The art of {slug}"),
        ..definition
    }
}

/// The same with another number.
pub fn numbered(slug: &str, major: u16, minor: u16) -> Definition {
    Definition {
        version: VersionNumber { major, minor },
        ..definition(slug)
    }
}

/// A definition on its own.
pub fn package(definition: Definition) -> Package {
    Package {
        definition,
        images: vec![],
    }
}

/// A picture.
pub fn image(name: &str, bytes: &[u8]) -> ImageFile {
    ImageFile {
        name: name.into(),
        media_type: "image/png".into(),
        bytes: bytes.into(),
    }
}

/// A stack of these micro-credentials, all of them.
pub fn stack(slug: &str, credentials: &[&str]) -> Stack {
    let of = definition("any");
    let leaf = |slug: &&str| Requirement::Credential((*slug).to_owned());
    Stack {
        slug: slug.into(),
        version: of.version,
        language: "en".into(),
        title: format!("All about {slug}"),
        issuer: of.issuer,
        contact: of.contact,
        claim: "The educator does all of it with care.".into(),
        text: None,
        tags: vec!["placeholder".into()],
        hours: None,
        licence: of.licence,
        order: microcred::domain::stack::Order::Free,
        badge: true,
        badge_image: None,
        requires: Requirement::AllOf(credentials.iter().map(leaf).collect()),
    }
}
