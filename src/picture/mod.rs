//! Pictures and paper of badges: the badge as SVG and PNG, the code that leads to it, the certificate as a PDF. Takes
//! plain data and gives back text or bytes; knows no award, no page and no file.
//!
//! ```text
//!  badge::svg ──► raster::png                 a badge drawn from its title
//!  own::svg, raster::framed                   a picture of an author's own, made square and harmless
//!  qr::svg                                    an address to be held in front of a camera
//!  certificate::pdf ◄── badge, qr             everything on paper
//! ```
//!
//! The same input always gives the same bytes: no clock, no randomness, no fonts of the system.

pub mod badge;
pub mod certificate;
pub mod own;
pub mod qr;
pub mod raster;

mod font;
mod lines;

/// Why a picture cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Neither PNG nor JPEG nor SVG.
    #[error("the file is neither a PNG nor a JPEG nor an SVG picture")]
    NoPicture,
    /// Not made as its format says.
    #[error("the picture is damaged")]
    Damaged,
    /// More bytes, or more points, than pictures of badges have.
    #[error("the picture is too large")]
    TooLarge,
    /// An SVG that would take too long to draw: too many, too deep or too wide elements.
    #[error("the picture takes too long to draw")]
    TooMuch,
    /// An SVG that grows beyond bounds when it is drawn anew: each letter becomes an outline.
    #[error("as plain shapes the picture has more than {} KiB", own::LARGEST_DRAWING / 1024)]
    TooDetailed,
    /// An SVG with an element that pictures of badges do not have.
    #[error("pictures of badges have no element `{0}`")]
    Element(&'static str),
    /// A picture has no such side.
    #[error("a picture has a side of 16 to 2048 points")]
    Side,
    /// A text is too long for a code.
    #[error("the address is too long for a code")]
    Address,
    /// The certificate does not hold to the rules of its standards.
    #[error("the certificate cannot be written: {0}")]
    Certificate(String),
}
