//! How many points drawing a picture would touch: layers, fills, patterns, filters and dashes, added up before the first
//! is drawn.

use resvg::tiny_skia::{PathSegment, Point, Transform};
use resvg::usvg::{ClipPath, Group, Mask, Node, Paint, Path, Rect, Stroke, Tree};

use super::super::PictureError;

/// The most points touched.
const MAX_WORK: f32 = 600_000_000.0;
/// The most points of layers that are open at the same time; each takes four bytes.
const MAX_OPEN: f32 = 40_000_000.0;
/// The most dashes.
const MAX_DASHES: f32 = 20_000.0;
/// The largest tile of a pattern, in points to a side.
const MAX_TILE: f32 = 4096.0;
/// What a piece of a path costs besides its area, in points.
const PIECE: f32 = 500.0;
/// The renderer cuts layers to five times the picture's side.
const WIDEST: f32 = 5.0;

/// # Errors
/// [`PictureError::TooMuch`].
pub fn check(tree: &Tree, transform: Transform, side: f32) -> Result<(), PictureError> {
    let mut work = Work {
        widest: side * WIDEST,
        left: MAX_WORK,
        open: 0.0,
        dashes: 0.0,
    };
    work.children(tree.root(), transform)
}

struct Work {
    widest: f32,
    left: f32,
    open: f32,
    dashes: f32,
}

impl Work {
    fn spend(&mut self, points: f32) -> Result<(), PictureError> {
        self.left -= points;
        // Not a number is not more than nothing either.
        if self.left > 0.0 {
            Ok(())
        } else {
            Err(PictureError::TooMuch)
        }
    }

    fn area(&self, place: Rect, transform: Transform) -> f32 {
        place.transform(transform).map_or(0.0, |place| {
            place.width().min(self.widest) * place.height().min(self.widest)
        })
    }

    fn children(&mut self, group: &Group, transform: Transform) -> Result<(), PictureError> {
        group.children().iter().try_for_each(|node| match node {
            Node::Group(group) => self.group(group, transform),
            Node::Path(path) => self.path(path, transform),
            Node::Text(text) => self.group(text.flattened(), transform),
            // Foreign pictures have none; the one of an author is as large as the whole.
            Node::Image(_) => Ok(()),
        })
    }

    fn group(&mut self, group: &Group, transform: Transform) -> Result<(), PictureError> {
        let transform = transform.pre_concat(group.transform());
        if !group.should_isolate() {
            self.spend(PIECE)?;
            return self.children(group, transform);
        }
        let area = self.area(group.layer_bounding_box().to_rect(), transform) + PIECE;
        let filters = group.filters().iter();
        let steps: usize = filters.map(|filter| filter.primitives().len()).sum();
        let steps = f32::from(u16::try_from(steps).unwrap_or(u16::MAX));
        let others = u8::from(group.clip_path().is_some()) + u8::from(group.mask().is_some());
        // Each step of a filter holds a layer of its own, and goes over it several times.
        let held = area * (1.0 + steps + f32::from(others));
        self.open += held;
        if self.open > MAX_OPEN {
            return Err(PictureError::TooMuch);
        }
        self.spend(area * (2.0 + steps * 6.0))?;
        if let Some(clip) = group.clip_path() {
            self.clip(clip, area, transform)?;
        }
        if let Some(mask) = group.mask() {
            self.mask(mask, area, transform)?;
        }
        self.children(group, transform)?;
        self.open -= held;
        Ok(())
    }

    fn clip(
        &mut self,
        clip: &ClipPath,
        area: f32,
        transform: Transform,
    ) -> Result<(), PictureError> {
        self.spend(area * 2.0)?;
        if let Some(inner) = clip.clip_path() {
            self.clip(inner, area, transform)?;
        }
        // Each child may be clipped by itself, on a layer as large as the whole.
        let layers = clip.root().children().iter();
        let layers = layers.filter(|node| matches!(node, Node::Group(_))).count();
        self.spend(area * f32::from(u16::try_from(layers).unwrap_or(u16::MAX)))?;
        self.children(clip.root(), transform.pre_concat(clip.transform()))
    }

    fn mask(&mut self, mask: &Mask, area: f32, transform: Transform) -> Result<(), PictureError> {
        self.spend(area * 3.0)?;
        if let Some(inner) = mask.mask() {
            self.mask(inner, area, transform)?;
        }
        self.children(mask.root(), transform)
    }

    fn path(&mut self, path: &Path, transform: Transform) -> Result<(), PictureError> {
        let pieces = f32::from(u16::try_from(path.data().len()).unwrap_or(u16::MAX));
        let area = self.area(path.stroke_bounding_box(), transform);
        self.spend(area + pieces * PIECE)?;
        if let Some(fill) = path.fill() {
            self.paint(fill.paint(), transform)?;
        }
        if let Some(stroke) = path.stroke() {
            self.spend(area + pieces * PIECE)?;
            self.dashes(path, stroke)?;
            self.paint(stroke.paint(), transform)?;
        }
        Ok(())
    }

    fn dashes(&mut self, path: &Path, stroke: &Stroke) -> Result<(), PictureError> {
        let Some(lengths) = stroke.dasharray() else {
            return Ok(());
        };
        let sum: f32 = lengths.iter().sum();
        let count = f32::from(u16::try_from(lengths.len()).unwrap_or(u16::MAX));
        self.dashes += length(path) / sum * count;
        // A sum of nothing makes the number infinite, or none at all.
        if self.dashes < MAX_DASHES {
            Ok(())
        } else {
            Err(PictureError::TooMuch)
        }
    }

    fn paint(&mut self, paint: &Paint, transform: Transform) -> Result<(), PictureError> {
        let Paint::Pattern(pattern) = paint else {
            return Ok(());
        };
        let (wide, high) = transform.pre_concat(pattern.transform()).get_scale();
        let (width, height) = (
            pattern.rect().width() * wide,
            pattern.rect().height() * high,
        );
        if !(width < MAX_TILE && height < MAX_TILE) {
            return Err(PictureError::TooMuch);
        }
        self.spend(width * height + PIECE)?;
        self.children(pattern.root(), Transform::from_scale(wide, high))
    }
}

/// How long a path is at most: curves are not longer than the way over their points.
fn length(path: &Path) -> f32 {
    let mut sum = 0.0;
    let mut begin = Point::zero();
    let mut last = Point::zero();
    let mut go = |from: Point, to: Point| sum += from.distance(to);
    for piece in path.data().segments() {
        match piece {
            PathSegment::MoveTo(to) => {
                begin = to;
                last = to;
            }
            PathSegment::LineTo(to) => {
                go(last, to);
                last = to;
            }
            PathSegment::QuadTo(by, to) => {
                go(last, by);
                go(by, to);
                last = to;
            }
            PathSegment::CubicTo(by, by_too, to) => {
                go(last, by);
                go(by, by_too);
                go(by_too, to);
                last = to;
            }
            PathSegment::Close => {
                go(last, begin);
                last = begin;
            }
        }
    }
    sum
}
