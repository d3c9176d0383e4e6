//! The badge as it is put on paper: as lines and areas where that is possible, else as points.

use krilla::image::Image;
use resvg::usvg::Tree;

use super::super::{PictureError, raster};
use super::Badge;

/// How the badge is put on the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// As lines and areas, where it is an SVG.
    Lines,
    /// As points.
    Points,
}

/// The side of a badge that is put on paper as points.
const POINTS: u32 = 1024;

/// The badge, ready to be put on paper.
pub enum Picture {
    /// Lines and areas.
    Lines(Box<Tree>),
    /// Points.
    Points(Image),
}

impl Picture {
    /// # Errors
    /// [`PictureError`].
    pub fn of(badge: Badge, drawing: Drawing) -> Result<Self, PictureError> {
        let png = match (badge, drawing) {
            (Badge::Svg(svg), Drawing::Lines) => {
                let tree = raster::parsed(svg)?;
                // Filters become points anyway, and letters of an author may be in none of the fonts.
                if tree.filters().is_empty() && !tree.has_text_nodes() {
                    return Ok(Self::Lines(Box::new(tree)));
                }
                raster::png(svg, POINTS)?
            }
            (Badge::Svg(svg), Drawing::Points) => raster::png(svg, POINTS)?,
            (Badge::Png(png), _) => png.to_vec(),
        };
        let image = Image::from_png(png.into(), false).map_err(|_| PictureError::Damaged)?;
        Ok(Self::Points(image))
    }

    /// Width and height, in units of its own.
    pub fn size(&self) -> (f32, f32) {
        match self {
            Self::Lines(tree) => (tree.size().width(), tree.size().height()),
            #[expect(
                clippy::cast_precision_loss,
                reason = "sides of pictures have few digits"
            )]
            Self::Points(image) => (image.size().0 as f32, image.size().1 as f32),
        }
    }
}
