//! What somebody has of a badge, and the badge in it.

use serde_json::{Map, Value};
use url::Url;

use super::hosted::Hosted;
use super::{Code, Finding};
use crate::badges::bake::{self, BakeError};
use crate::badges::fetch::Fetch;
use crate::badges::jwt::{JwtError, Token};
use crate::strict_json;

/// The most that is read of anything.
pub const MAX_BYTES: usize = bake::MAX_BYTES;
/// The longest address.
const MAX_ADDRESS: usize = 2_000;

/// A badge with what secures it.
#[derive(Debug)]
pub enum Source {
    /// A document with its proof inside.
    Document(Map<String, Value>),
    /// A document inside a signature.
    Token(Box<Token>),
}

impl Source {
    pub const fn document(&self) -> &Map<String, Value> {
        match self {
            Self::Document(document) => document,
            Self::Token(token) => &token.document,
        }
    }
}

/// What was found.
#[derive(Debug)]
pub enum Found {
    /// A badge that brings what secures it, and the picture that it was in.
    Secured(Source, Option<Vec<u8>>),
    /// A badge that its issuer shows somewhere.
    Hosted(Hosted),
}

/// Finds the badge in what was given. An address is followed once.
pub async fn find(given: &[u8], network: &dyn Fetch) -> Result<Found, Finding> {
    match address(given) {
        None => read(given.to_vec(), Code::Unrecognised),
        Some(address) => {
            let content = network.get(address.clone(), MAX_BYTES).await;
            let content = content.map_err(|error| {
                Finding::new(Code::AddressUnreachable).about(format!("{address}: {error}"))
            })?;
            let found = read(content, Code::AddressWithoutBadge);
            found.map_err(|finding| match finding.detail {
                None => finding.about(&address),
                Some(_) => finding,
            })
        }
    }
}

fn address(given: &[u8]) -> Option<Url> {
    if given.len() > MAX_ADDRESS {
        return None;
    }
    let address: Url = std::str::from_utf8(given).ok()?.trim().parse().ok()?;
    matches!(address.scheme(), "http" | "https").then_some(address)
}

fn read(content: Vec<u8>, otherwise: Code) -> Result<Found, Finding> {
    if content.len() > MAX_BYTES {
        return Err(Finding::new(Code::TooLarge));
    }
    if bake::is_picture(&content) {
        let inside = baked(&content)?;
        if let Some(hosted) = hosted(&inside) {
            return Ok(Found::Hosted(hosted));
        }
        let secured = text(&inside, Code::PictureUnreadable)?;
        return Ok(Found::Secured(secured, Some(content)));
    }
    let Ok(written) = std::str::from_utf8(&content) else {
        return Err(Finding::new(otherwise));
    };
    match hosted(written) {
        Some(hosted) => Ok(Found::Hosted(hosted)),
        None => Ok(Found::Secured(text(written, otherwise)?, None)),
    }
}

/// A badge of Open Badges 2.0 by its document or its address.
fn hosted(written: &str) -> Option<Hosted> {
    if let Some(address) = address(written.as_bytes()) {
        return Some(Hosted {
            address,
            brought: None,
        });
    }
    let brought = strict_json::object(plain(written).as_bytes()).ok()?;
    let id = brought.get("id").filter(|_| is_older(&brought))?;
    Some(Hosted {
        address: address(id.as_str()?.as_bytes())?,
        brought: Some(brought),
    })
}

/// A text without what editors put around it.
fn plain(written: &str) -> &str {
    written.trim_start_matches('\u{feff}').trim()
}

fn baked(picture: &[u8]) -> Result<String, Finding> {
    let baked = bake::unbake(picture).map_err(|error| {
        Finding::new(match error {
            BakeError::Twice => Code::PictureTwice,
            BakeError::TooLarge => Code::TooLarge,
            BakeError::NoPicture | BakeError::Damaged | BakeError::Active => {
                Code::PictureUnreadable
            }
        })
    })?;
    match (baked.v3, baked.v2) {
        (Some(content), _) | (None, Some(content)) => Ok(content),
        (None, None) => Err(Finding::new(Code::PictureEmpty)),
    }
}

/// A badge as text.
pub fn text(written: &str, otherwise: Code) -> Result<Source, Finding> {
    let written = plain(written);
    if written.starts_with('{') {
        let document = strict_json::object(written.as_bytes());
        let document = document
            .map_err(|error| Finding::new(Code::JsonUnreadable).about(error.to_string()))?;
        return Ok(Source::Document(document));
    }
    if Token::is_like(written) {
        let token = Token::read(written).map_err(|error| {
            let code = match error {
                JwtError::Contradiction => Code::TokenContradicts,
                _ => Code::TokenUnfit,
            };
            Finding::new(code).about(error.to_string())
        })?;
        return Ok(Source::Token(Box::new(token)));
    }
    Err(Finding::new(otherwise))
}

fn is_older(document: &Map<String, Value>) -> bool {
    let is = |context: &Value| context == "https://w3id.org/openbadges/v2";
    match document.get("@context") {
        Some(Value::Array(all)) => all.iter().any(is),
        Some(one) => is(one),
        None => false,
    }
}
