//! A badge, drawn from what it says: a shape by its kind, a colour, the title as large as it can be, the issuer on a
//! band.
//!
//! Letters are drawn as outlines. A badge is shown in other people's pages, wallets and backpacks, most of all as
//! `<img>`, and no picture there may bring a font of its own: with `<text>` it would look different everywhere, and its
//! title would run out of its shape. What it says stays readable to machines as `<title>` and `<desc>`.

mod colour;
mod shape;

pub use colour::{Colour, Rgb, Shades};

use super::font::{Weight, outline, printable, width};
use super::lines::{Place, Placed};

/// What a badge is awarded for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One micro-credential.
    Credential,
    /// A stack of them.
    Stack,
    /// A course.
    Course,
}

/// What a badge shows.
#[derive(Clone, Copy, Debug)]
pub struct Face<'a> {
    /// What was earned.
    pub title: &'a str,
    /// Who awards it.
    pub issuer: &'a str,
    /// Its shape.
    pub kind: Kind,
    /// Its colour.
    pub colour: Colour,
    /// The language of the title and of `alt`, such as "en".
    pub language: &'a str,
    /// What it is, for those who cannot see it: a sentence.
    pub alt: &'a str,
}

/// The height of the band, and where its letters may be.
const BAND: (f32, f32) = (340.0, 402.0);
const BAND_LETTERS: f32 = 424.0;

/// A badge as an SVG of 512 by 512. The same face gives the same text.
#[must_use]
pub fn svg(face: &Face) -> String {
    let shades = face.colour.shades();
    let name = face.colour.name();
    let Shades {
        deep,
        strong,
        bright,
        pale,
    } = shades;
    let rim = shape::outline(face.kind, 1.0);
    let disc = shape::outline(face.kind, 0.925);
    let line = shape::outline(face.kind, 0.88);
    let title = title_letters(face);
    let issuer = issuer_letters(face);
    let emblem = shape::emblem(face.kind);
    let language = escaped(face.language);
    let alt = escaped(face.alt);
    let text = escaped(&format!("{}. {}", face.title, face.issuer));
    // Pictures in one page share their names: gradients are called after what they look like.
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 512 512\" width=\"512\" height=\"512\" role=\"img\" xml:lang=\"{language}\">\
         <title>{alt}</title><desc>{text}</desc>\
         <defs>\
         <linearGradient id=\"badge-rim-{name}\" x1=\"0\" y1=\"0\" x2=\"1\" y2=\"1\"><stop offset=\"0\" stop-color=\"{pale}\"/>\
         <stop offset=\".45\" stop-color=\"{bright}\"/><stop offset=\"1\" stop-color=\"{strong}\"/></linearGradient>\
         <linearGradient id=\"badge-face-{name}\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\"><stop offset=\"0\" stop-color=\"{strong}\"/>\
         <stop offset=\"1\" stop-color=\"{deep}\"/></linearGradient>\
         </defs>\
         <path fill=\"url(#badge-rim-{name})\" d=\"{rim}\"/>\
         <path fill=\"url(#badge-face-{name})\" d=\"{disc}\"/>\
         <path fill=\"none\" stroke=\"{bright}\" stroke-width=\"2\" d=\"{line}\"/>\
         <path fill=\"{bright}\" d=\"{emblem}\"/>\
         <path fill=\"#fff\" d=\"{title}\"/>\
         <path fill=\"{deep}\" d=\"M2 356H62V418H2L20 387ZM510 356H450V418H510L492 387Z\"/>\
         <path fill=\"{strong}\" d=\"M24 402L62 418V402ZM488 402L450 418V402Z\"/>\
         <path fill=\"{pale}\" d=\"M24 340H488V402H24Z\"/>\
         <path fill=\"none\" stroke=\"{bright}\" stroke-width=\"1.500\" d=\"M24 347H488M24 395H488\"/>\
         <path fill=\"{deep}\" d=\"{issuer}\"/>\
         </svg>"
    )
}

fn title_letters(face: &Face) -> String {
    let kind = face.kind;
    let place = Place {
        top: 140.0,
        bottom: 330.0,
        room: |top, bottom| shape::room(kind, top).min(shape::room(kind, bottom)),
        sizes: (64.0, 17.0),
        weight: Weight::Bold,
        most: 7,
    };
    letters(&place.set(&printable(face.title)), Weight::Bold)
}

fn issuer_letters(face: &Face) -> String {
    let text = printable(face.issuer);
    let room = |_, _| BAND_LETTERS;
    let (top, bottom) = BAND;
    let place = |sizes, most| Place {
        top,
        bottom,
        room,
        sizes,
        weight: Weight::Bold,
        most,
    };
    // One line while it is easily read, two after that.
    let is_short = width(&text, Weight::Bold) * 19.0 <= BAND_LETTERS;
    let placed = if is_short {
        place((27.0, 19.0), 1).set(&text)
    } else {
        place((19.0, 13.0), 2).set(&text)
    };
    letters(&placed, Weight::Bold)
}

/// The outlines of lines, each in the middle.
fn letters(placed: &Placed, weight: Weight) -> String {
    let mut data = String::new();
    for (line, base) in &placed.lines {
        let wide = width(line, weight) * placed.size;
        let begin = (shape::MIDDLE - wide / 2.0, *base);
        data.push_str(&outline(line, weight, placed.size, begin));
    }
    data
}

/// A text as it may stand in XML, without the letters that XML does not know.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
