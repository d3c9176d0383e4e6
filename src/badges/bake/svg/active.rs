//! Whether an SVG does more than show something. A badge is not put into such a picture, because the issuer's host would
//! serve it.

use super::super::BakeError;
use super::scan::{Scan, Tag, Token};
use super::unescaped;

/// Elements that run, embed or fetch.
const ELEMENTS: [&str; 12] = [
    "script",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "handler",
    "listener",
    "animate",
    "set",
    "discard",
];

pub fn check(svg: &str) -> Result<(), BakeError> {
    let mut scan = Scan::new(svg);
    let mut is_style = false;
    while let Some(token) = scan.next_token()? {
        match token {
            Token::Open(tag) if is_active(&tag) => return Err(BakeError::Active),
            Token::Open(tag) => is_style = tag.local().eq_ignore_ascii_case("style"),
            Token::Text(text) if is_style && !is_own_style(&text) => return Err(BakeError::Active),
            Token::Close => is_style = false,
            Token::Text(_) | Token::Other => {}
        }
    }
    // A style sheet of elsewhere is named before the root.
    if svg.contains("<?xml-stylesheet") {
        return Err(BakeError::Active);
    }
    Ok(())
}

fn is_active(tag: &Tag) -> bool {
    let name = tag.local().to_ascii_lowercase();
    ELEMENTS.contains(&name.as_str())
        || tag.all().any(|(name, value)| {
            let name = name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
            match name.as_str() {
                name if name.starts_with("on") => true,
                "href" | "src" => !is_inside(&unescaped(value)),
                _ => !is_own_style(&unescaped(value)),
            }
        })
}

/// A place in the same picture, or a picture in the address itself.
fn is_inside(address: &str) -> bool {
    let address = address.trim();
    address.starts_with('#')
        || ["data:image/png;", "data:image/jpeg;", "data:image/webp;"]
            .iter()
            .any(|kind| address.starts_with(kind))
}

/// Whether a style refers to nothing but the picture itself.
fn is_own_style(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    // Escapes could spell out what is looked for.
    let is_escaped = style.contains('\\') && style.contains('(');
    !style.contains("@import")
        && !is_escaped
        && style.match_indices("url(").all(|(at, begin)| {
            let inner = style[at + begin.len()..].trim_start();
            let inner = inner.trim_start_matches(['"', '\'']);
            is_inside(inner)
        })
}
