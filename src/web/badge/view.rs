//! What pages say of a badge, from what is known of it.

use crate::app::App;
use crate::app::badge::{Looked, Of};
use crate::clock::Timestamp;
use crate::domain::award::State;
use crate::templates::badge::{Kind, Standing};

/// The texts that the pages borrow.
pub(super) struct View {
    pub code: String,
    pub address: String,
    pub picture: String,
    pub picture_address: String,
    pub standing: Standing,
    pub hours: Option<String>,
    pub standards: Vec<String>,
    pub achievement_href: String,
}

impl View {
    pub(super) fn of(app: &App, looked: &Looked) -> Self {
        let addresses = &app.settings.badges.addresses;
        let shown = &looked.shown;
        let version = shown.version();
        let achievement_href = format!("/achievements/{version}");
        Self {
            code: shown.badge.code.to_string(),
            address: addresses.badge(&shown.badge.code),
            picture: format!("{achievement_href}/picture.svg"),
            picture_address: addresses.picture(&version),
            standing: Standing {
                state: looked.state,
                issued_at: shown.issued_at.rfc3339(),
                valid_until: shown.valid_until.map(Timestamp::rfc3339),
                ended_at: shown.ended_at.map(Timestamp::rfc3339),
                reason: shown.reason().filter(|_| looked.state == State::Revoked),
            },
            hours: looked.of.hours(),
            standards: looked.of.standards(),
            achievement_href,
        }
    }
}

/// Of what kind it is.
pub(super) const fn kind(of: &Of) -> Kind {
    match of {
        Of::Credential(_) => Kind::Credential,
        Of::Stack(_) => Kind::Stack,
        Of::Course(_) => Kind::Course,
    }
}

/// Where the work on it begins, or what belongs to it is listed, in a session.
pub(super) fn place_of(home: &str, of: &Of) -> String {
    match of {
        Of::Credential(definition) => format!("{home}/c/{}", definition.slug),
        Of::Stack(stack) => format!("{home}/s/{}", stack.slug),
        Of::Course(_) => home.to_owned(),
    }
}
