//! A picture of an author's own as the picture of a badge: square, and with nothing in it but what is seen.
//!
//! What an author brings is never passed on as it is. Points are unpacked and packed again. A drawing is read into shapes and
//! written anew from those: no script, style sheet, address or text of elsewhere has a shape.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use resvg::usvg::WriteOptions;

use super::PictureError;
use super::badge::escaped;
use super::raster::{FRAME, MAX_BYTES, framed, guarded, parsed};

/// The largest drawing that comes out, in bytes. It is shown on public pages and lies in every badge.
pub const LARGEST_DRAWING: usize = 1024 * 1024;

/// A picture and what is said of it.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// PNG, JPEG or SVG.
    pub picture: &'a [u8],
    /// What it shows, for those who cannot see it.
    pub alt: &'a str,
    /// What the badge is.
    pub text: &'a str,
    /// The language of both.
    pub language: &'a str,
}

/// Whether it is a drawing.
#[must_use]
pub fn is_drawing(picture: &[u8]) -> bool {
    std::str::from_utf8(picture).is_ok_and(|text| text.contains("<svg"))
}

/// Whether a badge can be made of a picture, as points and as lines.
///
/// # Errors
/// [`PictureError`].
pub fn check(picture: &[u8]) -> Result<(), PictureError> {
    match std::str::from_utf8(picture) {
        Ok(text) if text.contains("<svg") => drawing(text).map(drop),
        _ => framed(picture).map(drop),
    }
}

/// The picture as a square SVG: lines stay lines, and points lie inside as a PNG.
///
/// # Errors
/// [`PictureError`].
pub fn svg(own: &Own) -> Result<String, PictureError> {
    let inside = match std::str::from_utf8(own.picture) {
        Ok(text) if text.contains("<svg") => drawing(text)?,
        _ => {
            let png = STANDARD.encode(framed(own.picture)?);
            format!(
                "<image width=\"{FRAME}\" height=\"{FRAME}\" href=\"data:image/png;base64,{png}\"/>"
            )
        }
    };
    let (alt, text) = (escaped(own.alt), escaped(own.text));
    let language = escaped(own.language);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {FRAME} {FRAME}\" width=\"{FRAME}\" height=\"{FRAME}\" \
         role=\"img\" xml:lang=\"{language}\"><title>{alt}</title><desc>{text}</desc>{inside}</svg>"
    ))
}

/// A drawing written anew, in the middle of the square.
fn drawing(svg: &str) -> Result<String, PictureError> {
    if svg.len() > MAX_BYTES {
        return Err(PictureError::TooLarge);
    }
    // What takes too long to draw here takes too long in the pages of others.
    framed(svg.as_bytes())?;
    guarded(|| {
        let tree = parsed(svg)?;
        let (width, height) = (tree.size().width(), tree.size().height());
        #[expect(clippy::cast_precision_loss, reason = "a side has three digits")]
        let side = FRAME as f32;
        let scale = side / width.max(height);
        let (right, down) = ((side - width * scale) / 2.0, (side - height * scale) / 2.0);
        let options = WriteOptions {
            id_prefix: Some("own-".into()),
            indent: resvg::usvg::Indent::None,
            ..WriteOptions::default()
        };
        let inside = tree.to_string(&options);
        if inside.len() > LARGEST_DRAWING {
            return Err(PictureError::TooDetailed);
        }
        Ok(format!(
            "<g transform=\"translate({right} {down}) scale({scale})\">{inside}</g>"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::raster::png;

    const DRAWN: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100' onload='alert(1)'>\
        <style>@import url(https://evil.example/a.css); rect { fill: red }</style>\
        <a href='https://evil.example'><rect width='200' height='100' onclick='alert(2)'/></a>\
        <text x='10' y='50'>evil.example</text></svg>";

    fn own(picture: &[u8]) -> Own<'_> {
        Own {
            picture,
            alt: "A <red> field",
            text: "Asking. Riverbend",
            language: "en",
        }
    }

    fn points(png: &[u8]) -> Vec<u8> {
        let pixmap = resvg::tiny_skia::Pixmap::decode_png(png).unwrap();
        pixmap.data().to_vec()
    }

    #[test]
    fn a_drawing_keeps_its_lines_and_nothing_that_acts_or_leads_elsewhere() {
        let svg = svg(&own(DRAWN.as_bytes())).unwrap();
        for gone in [
            "evil", "alert", "onload", "onclick", "style", "href", "<text",
        ] {
            assert!(!svg.contains(gone), "{gone}: {svg}");
        }
        assert!(svg.contains("<title>A &lt;red&gt; field</title>"));
        assert!(svg.contains("<path"));
        // It looks as it did, but for what is rounded twice at an edge.
        let (one, other) = (
            points(&png(&svg, FRAME).unwrap()),
            points(&framed(DRAWN.as_bytes()).unwrap()),
        );
        let pairs = one.iter().zip(&other);
        let differing = pairs.filter(|(one, other)| one.abs_diff(**other) > 4);
        assert!(one.len() == other.len() && differing.count() < 100);
    }

    #[test]
    fn points_are_packed_anew() {
        let mut picture = framed(DRAWN.as_bytes()).unwrap();
        // What lies behind the end of a picture is not taken along.
        picture.extend_from_slice(b"<script>alert(1)</script>");
        let svg = svg(&own(&picture)).unwrap();
        let framed = STANDARD.encode(framed(&picture).unwrap());
        assert!(svg.contains(&framed));
        assert!(!svg.contains(&STANDARD.encode(b"<script>")[..8]));
        assert!(!is_drawing(&picture) && is_drawing(DRAWN.as_bytes()));
    }

    #[test]
    fn what_cannot_be_drawn_is_no_picture_of_a_badge() {
        for (picture, why) in [
            (&b"<svg"[..], PictureError::Damaged),
            (&b"GIF89a"[..], PictureError::NoPicture),
            (
                b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script/></svg>",
                PictureError::Element("script"),
            ),
        ] {
            assert_eq!(check(picture), Err(why.clone()));
            assert_eq!(svg(&own(picture)), Err(why));
        }
    }

    #[test]
    fn many_letters_are_no_picture_of_a_badge() {
        for (letters, checked) in [
            (100, Ok(())),
            (10_000, Err(PictureError::TooDetailed)),
            (70_000, Err(PictureError::TooDetailed)),
        ] {
            let picture = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'>\
                 <text y='9' font-size='1'>{}</text></svg>",
                "g".repeat(letters)
            );
            let picture = picture.as_bytes();
            assert_eq!(check(picture), checked, "{letters}");
            assert_eq!(svg(&own(picture)).map(drop), checked, "{letters}");
        }
    }
}
