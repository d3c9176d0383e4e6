//! Codes for cameras: an address as a square of dark and light.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use super::PictureError;

/// How wide the quiet edge around a code is, in its squares (ISO/IEC 18004).
pub const QUIET: usize = 4;

/// A code: rows of squares, dark ones `true`, without the quiet edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    side: usize,
    dark: Vec<bool>,
}

impl Code {
    /// The code of a text, such that it is still read with about a seventh of it covered.
    ///
    /// # Errors
    /// [`PictureError::Address`] when the text is longer than a code can hold.
    pub fn of(text: &str) -> Result<Self, PictureError> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M)
            .map_err(|_| PictureError::Address)?;
        let squares = code.to_colors().into_iter();
        Ok(Self {
            side: code.width(),
            dark: squares.map(|square| square == Color::Dark).collect(),
        })
    }

    /// How many squares a side has.
    #[must_use]
    pub const fn side(&self) -> usize {
        self.side
    }

    /// The dark squares, those beside each other put together: column, row and number.
    pub fn bars(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        let rows = self.dark.chunks(self.side).enumerate();
        rows.flat_map(|(row, squares)| {
            let mut column = 0;
            let bars = squares
                .chunk_by(|one, next| one == next)
                .filter_map(move |bar| {
                    let begin = column;
                    column += bar.len();
                    bar[0].then_some((begin, row, bar.len()))
                });
            bars.collect::<Vec<_>>()
        })
    }
}

/// A code as an SVG with its quiet edge, dark on white. It has no name of its own: the page around it says where it
/// leads.
///
/// # Errors
/// [`PictureError::Address`] when the text is longer than a code can hold.
pub fn svg(text: &str) -> Result<String, PictureError> {
    let code = Code::of(text)?;
    let side = code.side() + 2 * QUIET;
    let mut data = String::new();
    for (column, row, length) in code.bars() {
        // Writing to a string cannot fail.
        let _ = write!(
            data,
            "M{} {}h{length}v1h-{length}z",
            column + QUIET,
            row + QUIET
        );
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\" aria-hidden=\"true\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{data}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_are_where_cameras_look_for_them() {
        let code = Code::of("https://badges.example/a/7Q2K-MX41").unwrap();
        let side = code.side();
        assert_eq!((side - 17) % 4, 0);
        let bars: Vec<_> = code.bars().collect();
        // Each of three corners begins with a bar of seven.
        for corner in [(0, 0, 7), (side - 7, 0, 7), (0, side - 7, 7)] {
            assert!(bars.contains(&corner), "{corner:?}");
        }
        let dark: usize = bars.iter().map(|(_, _, length)| length).sum();
        assert_eq!(dark, code.dark.iter().filter(|dark| **dark).count());
    }

    #[test]
    fn the_picture_has_its_quiet_edge() {
        let code = Code::of("x").unwrap();
        let picture = svg("x").unwrap();
        let side = code.side() + 8;
        assert!(picture.contains(&format!("viewBox=\"0 0 {side} {side}\"")));
        assert!(picture.contains("M4 4h7v1h-7z"));
        assert_eq!(picture, svg("x").unwrap());
    }

    #[test]
    fn a_text_without_end_is_refused() {
        assert_eq!(svg(&"x".repeat(5000)), Err(PictureError::Address));
    }
}
