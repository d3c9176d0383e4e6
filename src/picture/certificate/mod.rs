//! The certificate: an award on paper, as a tagged PDF that holds to PDF/UA-1 and PDF/A-3a. [`layout`] says what stands
//! where, [`document`] and [`writer`] write it; the words are the caller's, already in the language of the certificate.

mod document;
mod first;
mod flow;
mod layout;
mod picture;
mod writer;

use chrono::{DateTime, Utc};

use super::PictureError;
use super::badge::Colour;
use super::raster::guarded;
use picture::Drawing;

/// The paper, held sideways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// ISO 216: most of the world.
    A4,
    /// North America.
    Letter,
}

/// The badge on the certificate.
#[derive(Clone, Copy, Debug)]
pub enum Badge<'a> {
    /// Drawn by [`super::badge::svg`], or an author's own.
    Svg(&'a str),
    /// Points: a picture made square by [`super::raster::framed`].
    Png(&'a [u8]),
}

/// A file inside of the certificate.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    /// How it is called, such as "credential.json".
    pub name: &'a str,
    /// What it is, such as "application/ld+json".
    pub media_type: &'a str,
    /// What it is for, in a sentence.
    pub description: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// The words around the facts, in the language of the certificate.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// Before the name: "This certifies that".
    pub certifies: &'a str,
    /// Before what was earned: "has earned the micro-credential".
    pub earned: &'a str,
    /// "Issued by".
    pub issuer: &'a str,
    /// "Issued".
    pub issued: &'a str,
    /// "Valid until".
    pub valid_until: &'a str,
    /// "Hours".
    pub hours: &'a str,
    /// "Standards".
    pub standards: &'a str,
    /// "Certificate number".
    pub number: &'a str,
    /// Before the address: "Verify at".
    pub verify: &'a str,
    /// What the badge is, for those who cannot see it.
    pub badge: &'a str,
    /// What the code is, for those who cannot see it.
    pub code: &'a str,
    /// At the top of further pages: "Continued".
    pub continued: &'a str,
}

/// What a certificate says.
#[derive(Clone, Copy, Debug)]
pub struct Certificate<'a> {
    /// Its paper.
    pub paper: Paper,
    /// Its language, such as "en".
    pub language: &'a str,
    /// What it is: "Certificate".
    pub heading: &'a str,
    /// Who earned it.
    pub person: &'a str,
    /// What was earned.
    pub title: &'a str,
    /// What was shown, in a sentence or some.
    pub claim: &'a str,
    /// Who issued it.
    pub issuer: &'a str,
    /// For how many hours it stands, where that is said.
    pub hours: Option<&'a str>,
    /// Since when it holds.
    pub issued: &'a str,
    /// Until when, if it ends.
    pub valid_until: Option<&'a str>,
    /// Standards that it is aligned to.
    pub standards: &'a [String],
    /// Its number.
    pub number: &'a str,
    /// Where it can be verified.
    pub address: &'a str,
    /// Its badge.
    pub badge: Badge<'a>,
    /// The colour of its lines.
    pub colour: Colour,
    /// The words around the facts.
    pub labels: Labels<'a>,
    /// The badge as a file, for software.
    pub attachment: Option<Attachment<'a>>,
    /// When it was written.
    pub created: DateTime<Utc>,
}

/// The certificate as a PDF. The same certificate gives the same bytes.
///
/// # Errors
/// [`PictureError`]; [`PictureError::Certificate`] when what would be written does not hold to the standards.
pub fn pdf(certificate: &Certificate) -> Result<Vec<u8>, PictureError> {
    let sheets = layout::sheets(certificate);
    guarded(|| {
        document::write(certificate, &sheets, Drawing::Lines).or_else(|_| {
            // Some of what an author's SVG may do is not allowed in such documents; its points always are.
            document::write(certificate, &sheets, Drawing::Points)
        })
    })
}

#[cfg(test)]
mod tests;
