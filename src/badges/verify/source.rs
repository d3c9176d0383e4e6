//! What somebody has of a badge, and the badge in it.

use serde_json::{Map, Value};
use url::Url;

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
pub struct Found {
    pub secured: Source,
    /// The picture that it was in.
    pub picture: Option<Vec<u8>>,
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
        return Ok(Found {
            secured: text(&inside, Code::PictureUnreadable)?,
            picture: Some(content),
        });
    }
    let Ok(written) = std::str::from_utf8(&content) else {
        return Err(Finding::new(otherwise));
    };
    Ok(Found {
        secured: text(written, otherwise)?,
        picture: None,
    })
}

fn baked(picture: &[u8]) -> Result<String, Finding> {
    let baked = bake::unbake(picture).map_err(|error| {
        Finding::new(match error {
            BakeError::Twice => Code::PictureTwice,
            BakeError::TooLarge => Code::TooLarge,
            BakeError::NoPicture | BakeError::Damaged | BakeError::Active => Code::PictureUnreadable,
        })
    })?;
    match (baked.v3, baked.v2) {
        (Some(v3), _) => Ok(v3),
        (None, Some(_)) => Err(Finding::new(Code::OlderVersion)),
        (None, None) => Err(Finding::new(Code::PictureEmpty)),
    }
}

/// A badge as text.
pub fn text(written: &str, otherwise: Code) -> Result<Source, Finding> {
    let written = written.trim_start_matches('\u{feff}').trim();
    if written.starts_with('{') {
        let document = strict_json::object(written.as_bytes());
        let document =
            document.map_err(|error| Finding::new(Code::JsonUnreadable).about(error.to_string()))?;
        if is_older(&document) {
            return Err(Finding::new(Code::OlderVersion));
        }
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
