//! From vectors to points: SVG to PNG, and pictures of authors to square PNG. Owns the limits of what a foreign picture
//! may cost; draws nothing of its own.
//!
//! A foreign SVG is weighed twice. Before it is read, [`elements`] counts what its references would multiply to, because
//! reading alone can take for ever. Afterwards, [`work`] adds up the points that would be touched.

mod elements;
mod work;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::{ImageHrefResolver, ImageKind, Options, Tree, fontdb};

use super::PictureError;
use super::font::Typeface;

/// The largest picture of an author, in bytes.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// The largest side of a picture of an author, in points.
const MAX_POINTS: usize = 4096;
/// The side of a framed picture, in points.
pub const FRAME: u32 = 512;
/// How many times larger a picture of points is drawn before its points are put together.
const FINER: u32 = 4;

/// An SVG as a square PNG; what is not square stands in the middle of a transparent one.
///
/// # Errors
/// [`PictureError`].
pub fn png(svg: &str, side: u32) -> Result<Vec<u8>, PictureError> {
    if !(16..=2048).contains(&side) {
        return Err(PictureError::Side);
    }
    let pixmap = guarded(|| draw(&parsed(svg)?, side))?;
    encoded(&pixmap)
}

/// A picture of an author's own (PNG, JPEG or SVG) as a square PNG with a side of [`FRAME`].
///
/// # Errors
/// [`PictureError`].
pub fn framed(picture: &[u8]) -> Result<Vec<u8>, PictureError> {
    if picture.len() > MAX_BYTES {
        return Err(PictureError::TooLarge);
    }
    let kind: fn(Arc<Vec<u8>>) -> ImageKind = if picture.starts_with(b"\x89PNG\r\n\x1a\n") {
        ImageKind::PNG
    } else if picture.starts_with(b"\xff\xd8\xff") {
        ImageKind::JPEG
    } else {
        let text = std::str::from_utf8(picture).map_err(|_| PictureError::NoPicture)?;
        if !text.contains("<svg") {
            return Err(PictureError::NoPicture);
        }
        return png(text, FRAME);
    };
    // The header is read before anything is unpacked: a small file can have a great many points.
    let size = imagesize::blob_size(picture).map_err(|_| PictureError::Damaged)?;
    if size.width == 0 || size.height == 0 {
        return Err(PictureError::Damaged);
    }
    if size.width > MAX_POINTS || size.height > MAX_POINTS {
        return Err(PictureError::TooLarge);
    }
    let data = Arc::new(picture.to_vec());
    let fine = guarded(|| {
        let mut options = options();
        options.image_href_resolver.resolve_string =
            Box::new(move |_, _| Some(kind(Arc::clone(&data))));
        let around = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
             <image href=\"picture\" width=\"{width}\" height=\"{height}\"/></svg>",
            width = size.width,
            height = size.height,
        );
        let tree = Tree::from_str(&around, &options).map_err(|_| PictureError::Damaged)?;
        draw(&tree, FRAME * FINER)
    })?;
    // What could not be unpacked was left out.
    if fine.pixels().iter().all(|point| point.alpha() == 0) {
        return Err(PictureError::Damaged);
    }
    encoded(&smaller(&fine)?)
}

/// An SVG, read and weighed.
///
/// # Errors
/// [`PictureError`].
pub(super) fn parsed(svg: &str) -> Result<Tree, PictureError> {
    let document = elements::read(svg)?;
    Tree::from_xmltree(&document, &options()).map_err(|_| PictureError::Damaged)
}

/// Foreign pictures reach code of others, which was not written for the worst of them: a panic there is one more way of
/// being damaged.
pub(super) fn guarded<T>(
    work: impl FnOnce() -> Result<T, PictureError>,
) -> Result<T, PictureError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(PictureError::Damaged))
}

/// Only the bundled fonts, and nothing from anywhere else.
fn options() -> Options<'static> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        for font in Typeface::ALL {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(font.file())));
        }
        fonts.set_serif_family("Inter");
        fonts.set_sans_serif_family("Inter");
        fonts.set_cursive_family("Inter");
        fonts.set_fantasy_family("Inter");
        fonts.set_monospace_family("Inter");
        Arc::new(fonts)
    });
    Options {
        font_family: "Inter".to_owned(),
        fontdb: Arc::clone(fonts),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

fn draw(tree: &Tree, side: u32) -> Result<Pixmap, PictureError> {
    let (width, height) = (tree.size().width(), tree.size().height());
    #[expect(clippy::cast_precision_loss, reason = "a side has at most five digits")]
    let length = side as f32;
    let scale = length / width.max(height);
    if !(scale.is_finite() && scale > 0.0) {
        return Err(PictureError::Damaged);
    }
    let (right, down) = (length - width * scale, length - height * scale);
    let transform = Transform::from_scale(scale, scale).post_translate(right / 2.0, down / 2.0);
    work::check(tree, transform, length)?;
    let mut pixmap = Pixmap::new(side, side).ok_or(PictureError::Side)?;
    resvg::render(tree, transform, &mut pixmap.as_mut());
    Ok(pixmap)
}

/// The picture with [`FINER`] by [`FINER`] points put together to one. Drawing it small at once would leave out most of
/// them.
fn smaller(fine: &Pixmap) -> Result<Pixmap, PictureError> {
    let side = fine.width() / FINER;
    let mut pixmap = Pixmap::new(side, side).ok_or(PictureError::Side)?;
    let points = fine.pixels();
    let at = |x: u32, y: u32| points[(y * fine.width() + x) as usize];
    let mean = |sum: u32| u8::try_from(sum / (FINER * FINER)).unwrap_or(u8::MAX);
    for (place, point) in (0_u32..).zip(pixmap.pixels_mut()) {
        let (x, y) = (place % side * FINER, place / side * FINER);
        let mut sums = [0_u32; 4];
        for (dx, dy) in (0..FINER).flat_map(|dy| (0..FINER).map(move |dx| (dx, dy))) {
            let fine = at(x + dx, y + dy);
            let parts = [fine.red(), fine.green(), fine.blue(), fine.alpha()];
            for (sum, part) in sums.iter_mut().zip(parts) {
                *sum += u32::from(part);
            }
        }
        let [red, green, blue, alpha] = sums.map(mean);
        if let Some(mixed) = PremultipliedColorU8::from_rgba(red, green, blue, alpha) {
            *point = mixed;
        }
    }
    Ok(pixmap)
}

/// A PNG, whose colours are no longer multiplied by what shows through.
fn encoded(pixmap: &Pixmap) -> Result<Vec<u8>, PictureError> {
    pixmap.encode_png().map_err(|_| PictureError::Damaged)
}

#[cfg(test)]
mod tests;
