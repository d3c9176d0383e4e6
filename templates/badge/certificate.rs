//! The words of a certificate, in the language of what was earned. What stands where on the paper is not said here.

use chrono::NaiveDate;

use super::Kind;
use crate::templates::layout::Shell;
use crate::templates::ui::moment;

/// The words around the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What the paper is.
    pub heading: String,
    /// Before the name.
    pub certifies: String,
    /// In place of a name that is not known.
    pub holder: String,
    /// Before what was earned.
    pub earned: String,
    /// Who issued it.
    pub issuer: String,
    /// Since when.
    pub issued: String,
    /// Until when.
    pub valid_until: String,
    /// For how many hours.
    pub hours: String,
    /// Standards.
    pub standards: String,
    /// Its number.
    pub number: String,
    /// Before the address.
    pub verify: String,
    /// What the badge is, for those who cannot see it.
    pub badge: String,
    /// What the code is, for those who cannot see it.
    pub code: String,
    /// At the top of further pages.
    pub continued: String,
    /// What the file inside is for.
    pub attachment: String,
}

/// The words, by what was earned.
#[must_use]
pub fn words(shell: &Shell, kind: Kind) -> Words {
    Words {
        heading: shell.text("certificate-heading"),
        certifies: shell.text("certificate-certifies"),
        holder: shell.text("certificate-holder"),
        earned: shell.text(match kind {
            Kind::Credential => "certificate-earned",
            Kind::Stack => "certificate-earned-stack",
            Kind::Course => "certificate-earned-course",
        }),
        issuer: shell.text("badge-issuer"),
        issued: shell.text("certificate-issued"),
        valid_until: shell.text("badge-valid-until"),
        hours: shell.text("badge-hours"),
        standards: shell.text("badge-standards"),
        number: shell.text("certificate-number"),
        verify: shell.text("certificate-verify"),
        badge: shell.text("badge-picture"),
        code: shell.text("holder-camera"),
        continued: shell.text("certificate-continued"),
        attachment: shell.text("certificate-attachment"),
    }
}

/// A day as the paper says it.
#[must_use]
pub fn day(shell: &Shell, date: NaiveDate) -> String {
    moment::day(shell, date)
}
