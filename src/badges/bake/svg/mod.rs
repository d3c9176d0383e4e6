//! SVG: the badge is an element right inside the root (Open Badges 3.0, 5.3.2; 2.0 baking 1.1).

mod active;
mod scan;

use super::{BakeError, Baked, MAX_CONTENT, Standard};
use scan::{Scan, Tag, Token};

/// Namespace, usual prefix and element of each standard.
const fn names(standard: Standard) -> (&'static str, &'static str, &'static str) {
    match standard {
        Standard::V3 => (
            "https://purl.imsglobal.org/ob/v3p0",
            "openbadges",
            "credential",
        ),
        Standard::V2 => ("http://openbadges.org", "openbadges2", "assertion"),
    }
}

/// Whether bytes begin as an SVG does: its root is the first element. Only the beginning is looked at.
pub fn is_svg(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(4096)];
    // A letter may be cut in two there.
    let text = match std::str::from_utf8(beginning) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&beginning[..error.valid_up_to()]).unwrap_or_default(),
    };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && text.contains("<svg")
}

fn root(svg: &str) -> Result<(Scan<'_>, Tag<'_>), BakeError> {
    let mut scan = Scan::new(svg);
    loop {
        match scan.next_token()? {
            Some(Token::Open(tag)) if tag.local() == "svg" => return Ok((scan, tag)),
            Some(Token::Other | Token::Text(_)) => {}
            _ => return Err(BakeError::Damaged),
        }
    }
}

pub fn write(svg: &str, standard: Standard, content: &str) -> Result<String, BakeError> {
    active::check(svg)?;
    let present = read(svg)?;
    let (is_there, is_other) = match standard {
        Standard::V3 => (present.v3.is_some(), present.v2.is_some()),
        Standard::V2 => (present.v2.is_some(), present.v3.is_some()),
    };
    if is_there {
        return Err(BakeError::Twice);
    }
    let (_, tag) = root(svg)?;
    let (namespace, spare, element) = names(standard);
    // One prefix cannot mean both, so the second badge of a picture takes another.
    let prefix = if is_other || tag.attribute("xmlns:openbadges").is_some() {
        spare_prefix(&tag, spare)?
    } else {
        "openbadges"
    };
    let is_json = content.trim_start().starts_with('{');
    let badge = if is_json {
        // The end of CDATA cannot stand inside it; JSON has another way to write the same letter.
        let content = content.replace("]]>", "]]\\u003e");
        format!("<{prefix}:{element}><![CDATA[{content}]]></{prefix}:{element}>")
    } else {
        format!("<{prefix}:{element} verify=\"{}\"/>", escaped(content))
    };
    let inside = tag.end - if tag.is_closed { 2 } else { 1 };
    let opened = &svg[..inside];
    let rest = &svg[tag.end..];
    let close = if tag.is_closed {
        format!("</{}>", tag.name)
    } else {
        String::new()
    };
    Ok(format!(
        "{opened} xmlns:{prefix}=\"{namespace}\">{badge}{close}{rest}"
    ))
}

fn spare_prefix(tag: &Tag, spare: &'static str) -> Result<&'static str, BakeError> {
    let spare = if spare == "openbadges" {
        "openbadges3"
    } else {
        spare
    };
    match tag.attribute(&format!("xmlns:{spare}")) {
        None => Ok(spare),
        Some(_) => Err(BakeError::Twice),
    }
}

pub fn read(svg: &str) -> Result<Baked, BakeError> {
    let (mut scan, root) = root(svg)?;
    let prefixes = Prefixes::of(&root);
    let mut baked = Baked::default();
    let mut depth = usize::from(!root.is_closed);
    while depth > 0 {
        let Some(token) = scan.next_token()? else {
            return Err(BakeError::Damaged);
        };
        match token {
            Token::Open(tag) => match prefixes.badge(&tag) {
                Some(standard) => {
                    let content = content(&mut scan, &tag)?;
                    baked.add(standard, content)?;
                }
                None => depth += usize::from(!tag.is_closed),
            },
            Token::Close => depth -= 1,
            Token::Text(_) | Token::Other => {}
        }
    }
    Ok(baked)
}

/// The picture without its badges and the namespaces that came with them.
pub fn plain(svg: &str) -> Result<String, BakeError> {
    let (mut scan, root) = root(svg)?;
    let begin = root.end - root.attributes.len() - if root.is_closed { 2 } else { 1 };
    let mut plain = svg[..begin].trim_end().to_owned();
    for (name, value) in root.all() {
        if standard_of(value).is_none() {
            plain.extend([" ", name, "=\"", value, "\""]);
        }
    }
    plain.push('>');
    if root.is_closed {
        plain.extend(["</", root.name, ">"]);
    }
    let prefixes = Prefixes::of(&root);
    let mut kept = root.end;
    loop {
        let at = scan.at();
        match scan.next_token()? {
            Some(Token::Open(tag)) => {
                if prefixes.badge(&tag).is_some() {
                    plain.push_str(&svg[kept..at]);
                    content(&mut scan, &tag)?;
                    kept = scan.at();
                }
            }
            Some(_) => {}
            None => break,
        }
    }
    plain.push_str(&svg[kept..]);
    Ok(plain)
}

/// The prefixes that the root gives to the namespaces of badges, read once: a root may be long, and its elements many.
struct Prefixes<'a>(Vec<(&'a str, Standard)>);

impl<'a> Prefixes<'a> {
    fn of(root: &Tag<'a>) -> Self {
        /// A picture has one or two.
        const MOST: usize = 8;
        let named = root.all().filter_map(|(name, value)| {
            let standard = standard_of(value)?;
            Some((name.strip_prefix("xmlns:")?, standard))
        });
        Self(named.take(MOST).collect())
    }

    /// Which badge an element is, if it is one.
    fn badge(&self, tag: &Tag) -> Option<Standard> {
        let prefix = tag.prefix()?;
        let own = tag.attribute(&format!("xmlns:{prefix}")).map(standard_of);
        let of_root = || self.0.iter().find(|(known, _)| *known == prefix);
        let standard = own.unwrap_or_else(|| of_root().map(|(_, standard)| *standard))?;
        (names(standard).2 == tag.local()).then_some(standard)
    }
}

fn standard_of(namespace: &str) -> Option<Standard> {
    let mut all = [Standard::V3, Standard::V2].into_iter();
    all.find(|standard| names(*standard).0 == namespace)
}

/// The badge in an element: its attribute `verify`, or what stands in it.
fn content(scan: &mut Scan, tag: &Tag) -> Result<String, BakeError> {
    let mut content = tag.attribute("verify").map(unescaped).unwrap_or_default();
    if tag.is_closed {
        return bounded(content);
    }
    let mut inner = String::new();
    loop {
        match scan.next_token()? {
            Some(Token::Text(text)) => inner.push_str(&text),
            Some(Token::Other) => {}
            Some(Token::Close) => break,
            _ => return Err(BakeError::Damaged),
        }
        if inner.len() > MAX_CONTENT {
            return Err(BakeError::TooLarge);
        }
    }
    // In Open Badges 2.0 both may be there: the whole assertion, and where it is.
    if !inner.trim().is_empty() {
        inner.trim().clone_into(&mut content);
    }
    bounded(content)
}

fn bounded(content: String) -> Result<String, BakeError> {
    match content.len() {
        0 => Err(BakeError::Damaged),
        1..=MAX_CONTENT => Ok(content),
        _ => Err(BakeError::TooLarge),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// A text without its escapes: the five of XML, and letters by their number. No others are defined.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        // An escape is short: looking further for its end would take time for each of many.
        let end = after.bytes().take(12).position(|byte| byte == b';');
        let escape = end.map(|end| (&after[..end], &after[end + 1..]));
        let letter = escape.and_then(|(name, more)| Some((letter(name)?, more)));
        if let Some((letter, more)) = letter {
            plain.push(letter);
            rest = more;
        } else {
            plain.push('&');
            rest = after;
        }
    }
    plain.push_str(rest);
    plain
}

fn letter(name: &str) -> Option<char> {
    match name {
        "quot" => Some('"'),
        "apos" => Some('\''),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}
