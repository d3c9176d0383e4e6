//! A badge inside its picture: PNG and SVG, for Open Badges 3.0 and 2.0, written and read. Pictures are never drawn or
//! unpacked here: what is read is walked through once, and its size is bounded.

mod png;
mod svg;

/// The largest picture that is read, in bytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// The largest badge inside, in bytes.
const MAX_CONTENT: usize = 2 * 1024 * 1024;

/// Which badge is meant: a picture can hold one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// Open Badges 3.0: a document with its proof, or a JWT.
    V3,
    /// Open Badges 2.0: an assertion, or its address.
    V2,
}

/// Why a badge cannot be put into a picture or read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BakeError {
    /// Neither PNG nor SVG.
    #[error("the file is neither PNG nor SVG")]
    NoPicture,
    /// Larger than pictures of badges are.
    #[error("the picture is too large")]
    TooLarge,
    /// The picture ends early or is not made as its format says.
    #[error("the picture is damaged")]
    Damaged,
    /// The picture holds such a badge already, or two of them.
    #[error("the picture holds more than one badge")]
    Twice,
    /// An SVG that does more than show: scripts, other documents, entities.
    #[error("the picture does more than show something")]
    Active,
}

/// What was found inside a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baked {
    /// The badge of Open Badges 3.0: JSON or JWT.
    pub v3: Option<String>,
    /// The badge of Open Badges 2.0: JSON, JWS or the assertion's address.
    pub v2: Option<String>,
}

impl Baked {
    fn add(&mut self, standard: Standard, content: String) -> Result<(), BakeError> {
        let place = match standard {
            Standard::V3 => &mut self.v3,
            Standard::V2 => &mut self.v2,
        };
        if place.replace(content).is_some() {
            return Err(BakeError::Twice);
        }
        Ok(())
    }
}

/// Whether bytes begin as a PNG or an SVG does.
#[must_use]
pub fn is_picture(bytes: &[u8]) -> bool {
    png::is_png(bytes) || svg::is_svg(bytes)
}

/// Puts a badge into a picture.
///
/// # Errors
/// [`BakeError`], [`BakeError::Twice`] when the picture holds one already.
pub fn bake(picture: &[u8], standard: Standard, content: &str) -> Result<Vec<u8>, BakeError> {
    if picture.len() > MAX_BYTES || content.len() > MAX_CONTENT {
        return Err(BakeError::TooLarge);
    }
    if png::is_png(picture) {
        png::write(picture, standard, content)
    } else if svg::is_svg(picture) {
        svg::write(text(picture)?, standard, content).map(String::into_bytes)
    } else {
        Err(BakeError::NoPicture)
    }
}

/// Reads what is inside a picture; both are `None` when nothing is.
///
/// # Errors
/// [`BakeError`].
pub fn unbake(picture: &[u8]) -> Result<Baked, BakeError> {
    if picture.len() > MAX_BYTES {
        return Err(BakeError::TooLarge);
    }
    if png::is_png(picture) {
        png::read(picture)
    } else if svg::is_svg(picture) {
        svg::read(text(picture)?)
    } else {
        Err(BakeError::NoPicture)
    }
}

/// The picture without badges in it, to be compared with another; `None` when it is none.
#[must_use]
pub fn plain(picture: &[u8]) -> Option<Vec<u8>> {
    if png::is_png(picture) {
        png::plain(picture).ok()
    } else if svg::is_svg(picture) {
        let plain = svg::plain(text(picture).ok()?).ok()?;
        Some(plain.into_bytes())
    } else {
        None
    }
}

/// Whether two pictures are of one format, so that their bytes can be compared.
#[must_use]
pub fn is_alike(one: &[u8], other: &[u8]) -> bool {
    png::is_png(one) == png::is_png(other) && svg::is_svg(one) == svg::is_svg(other)
}

fn text(picture: &[u8]) -> Result<&str, BakeError> {
    std::str::from_utf8(picture).map_err(|_| BakeError::Damaged)
}

#[cfg(test)]
mod tests;
