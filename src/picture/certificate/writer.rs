//! Sheets written: letters, lines and pictures, each with its tag.

use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Quadrilateral, Rect, Size, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, ListNumbering, SpanTag, Tag, TagGroup, TagKind,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla_svg::{SurfaceExt, SvgSettings};

use super::super::badge::Rgb;
use super::super::font::{Typeface, shape};
use super::super::{PictureError, qr};
use super::Certificate;
use super::layout::{Line, Part, Square};
use super::picture::Picture;

/// The fonts of a document, each taken in when it is first needed.
#[derive(Default)]
pub struct Fonts([Option<Font>; Typeface::ALL.len()]);

impl Fonts {
    fn font(&mut self, typeface: Typeface) -> Result<Font, PictureError> {
        let place = &mut self.0[typeface as usize];
        if let Some(font) = place {
            return Ok(font.clone());
        }
        let font = Font::new(typeface.file().into(), 0);
        let font = font.ok_or_else(|| PictureError::Certificate(format!("{typeface:?}")))?;
        Ok(place.insert(font).clone())
    }
}

/// What can be followed, and where it stands.
type Followed = (TagGroup, Vec<Quadrilateral>);

/// Writes on one sheet.
pub struct Writer<'w, 'p> {
    pub certificate: &'w Certificate<'w>,
    pub surface: &'w mut Surface<'p>,
    pub fonts: &'w mut Fonts,
    pub picture: &'w Picture,
    pub code: &'w qr::Code,
    /// The number of the sheet.
    pub sheet: usize,
    /// What is to be followed: the page takes that in once nothing more is written on it.
    pub links: Vec<Followed>,
}

impl Writer<'_, '_> {
    /// The lines around a sheet.
    pub fn frame(&mut self, (wide, high): (f32, f32)) {
        let shades = self.certificate.colour.shades();
        let tag = Artifact::with_kind(ArtifactType::Layout);
        self.surface.start_tagged(ContentTag::Artifact(tag));
        for (inset, line, colour) in [(24.0, 1.6, shades.strong), (29.0, 0.6, shades.bright)] {
            let place = Rect::from_xywh(inset, inset, wide - 2.0 * inset, high - 2.0 * inset);
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke {
                paint: paint(colour).into(),
                width: line,
                ..Stroke::default()
            }));
            self.rectangle(place);
        }
        self.surface.set_stroke(None);
        self.surface.end_tagged();
    }

    /// The line above the facts.
    pub fn rule(&mut self, rule: Option<(f32, f32, f32)>) {
        let Some((left, right, y)) = rule else {
            return;
        };
        let tag = Artifact::with_kind(ArtifactType::Layout);
        self.surface.start_tagged(ContentTag::Artifact(tag));
        self.surface
            .set_fill(Some(fill(self.certificate.colour.shades().bright)));
        self.rectangle(Rect::from_xywh(left, y - 0.3, right - left, 0.6));
        self.surface.end_tagged();
    }

    fn rectangle(&mut self, place: Option<Rect>) {
        let mut path = PathBuilder::new();
        if let Some(place) = place {
            path.push_rect(place);
        }
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    /// Something that is only seen and says nothing.
    pub fn decoration(
        &mut self,
        kind: ArtifactType,
        draw: impl FnOnce(&mut Self) -> Result<(), PictureError>,
    ) -> Result<(), PictureError> {
        let tag = Artifact::with_kind(kind);
        self.surface.start_tagged(ContentTag::Artifact(tag));
        let drawn = draw(self);
        self.surface.end_tagged();
        drawn
    }

    /// A part with its tags.
    pub fn part(&mut self, part: &Part) -> Result<TagGroup, PictureError> {
        match part {
            Part::Heading(level, lines) => {
                let words: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                self.text(Tag::Hn(level, Some(words.join(" "))), lines)
            }
            Part::Paragraph(lines) => self.text(Tag::P, lines),
            Part::Facts(facts) => {
                let mut list = TagGroup::new(Tag::L(ListNumbering::None));
                for (label, value) in facts {
                    let label = self.text(Tag::Lbl, label)?;
                    let value = self.text(Tag::LBody, value)?;
                    list.push(TagGroup::with_children(
                        Tag::LI,
                        vec![label.into(), value.into()],
                    ));
                }
                Ok(list)
            }
            Part::Items(items) => {
                let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
                for (bullet, lines) in items {
                    let mut item = TagGroup::new(Tag::LI);
                    if let Some(bullet) = bullet {
                        item.push(self.text(Tag::Lbl, std::slice::from_ref(bullet))?);
                    }
                    item.push(self.text(Tag::LBody, lines)?);
                    list.push(item);
                }
                Ok(list)
            }
            Part::Badge(place) => {
                let words = self.certificate.labels.badge.to_owned();
                self.figure(words, *place, |writer| writer.badge(*place))
            }
            Part::Code(place) => {
                let words = self.certificate.labels.code.to_owned();
                self.figure(words, *place, |writer| writer.squares(*place))
            }
            Part::Link(lines) => {
                let group = self.joined(Tag::P, lines, "")?;
                let places = lines.iter().filter_map(|line| {
                    let wide = line.width();
                    let (x, y) = line.at;
                    Rect::from_xywh(x, y - line.size, wide, line.size * 1.3)
                });
                let places: Vec<Quadrilateral> = places.map(Into::into).collect();
                if places.is_empty() {
                    return Ok(group);
                }
                self.links.push((group, places));
                // It is put into the tree where it belongs: at the end of its sheet.
                Ok(TagGroup::new(Tag::P))
            }
        }
    }

    /// Lines whose words must not run together for those who hear them.
    fn text(&mut self, tag: impl Into<TagKind>, lines: &[Line]) -> Result<TagGroup, PictureError> {
        self.joined(tag, lines, " ")
    }

    fn joined(
        &mut self,
        tag: impl Into<TagKind>,
        lines: &[Line],
        between: &str,
    ) -> Result<TagGroup, PictureError> {
        let mut group = TagGroup::new(tag);
        for (number, line) in lines.iter().enumerate() {
            let span = SpanTag::empty().with_actual_text(line.original.as_deref());
            let id = self.surface.start_tagged(ContentTag::Span(span));
            let is_last = number + 1 == lines.len();
            let drawn = self.letters(line, if is_last { "" } else { between });
            self.surface.end_tagged();
            drawn?;
            group.push(id);
        }
        Ok(group)
    }

    /// The letters of a line, with what comes after them.
    pub fn letters(&mut self, line: &Line, after: &str) -> Result<(), PictureError> {
        let text = format!("{}{after}", line.text);
        self.surface.set_fill(Some(fill(line.colour)));
        let (mut x, y) = line.at;
        for run in shape(&text, line.weight) {
            let font = self.fonts.font(run.typeface)?;
            let glyphs = run.glyphs.iter().map(|glyph| {
                let id = GlyphId::new(glyph.id.into());
                KrillaGlyph::new(
                    id,
                    glyph.advance,
                    glyph.right,
                    glyph.up,
                    0.0,
                    glyph.text.clone(),
                    None,
                )
            });
            let glyphs: Vec<KrillaGlyph> = glyphs.collect();
            let at = Point::from_xy(x, y);
            self.surface
                .draw_glyphs(at, &glyphs, font, &text, line.size, false);
            x += run.width() * line.size;
        }
        Ok(())
    }

    fn figure(
        &mut self,
        words: String,
        Square(x, y, side): Square,
        draw: impl FnOnce(&mut Self),
    ) -> Result<TagGroup, PictureError> {
        let place = Rect::from_xywh(x, y, side, side).ok_or(PictureError::Side)?;
        let id = self.surface.start_tagged(ContentTag::Other);
        draw(self);
        self.surface.end_tagged();
        let tag = Tag::Figure(Some(words)).with_bbox(Some(BBox::new(self.sheet, place)));
        Ok(TagGroup::with_children(tag, vec![id.into()]))
    }

    fn badge(&mut self, Square(x, y, side): Square) {
        let (wide, high) = self.picture.size();
        let scale = side / wide.max(high);
        let Some(fitted) = Size::from_wh(wide * scale, high * scale) else {
            return;
        };
        let right = (side - fitted.width()) / 2.0;
        let down = (side - fitted.height()) / 2.0;
        let moved = Transform::from_translate(x + right, y + down);
        self.surface.push_transform(&moved);
        match self.picture {
            Picture::Lines(tree) => {
                let drawn = self.surface.draw_svg(tree, fitted, SvgSettings::default());
                debug_assert!(drawn.is_some(), "a size that is there can be drawn in");
            }
            Picture::Points(image) => self.surface.draw_image(image.clone(), fitted),
        }
        self.surface.pop();
    }

    fn squares(&mut self, Square(x, y, side): Square) {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a code has fewer than 200 squares to a side"
        )]
        let part = |squares: usize| squares as f32 * side / self.code.side() as f32;
        let mut path = PathBuilder::new();
        for (column, row, length) in self.code.bars() {
            let bar = Rect::from_xywh(x + part(column), y + part(row), part(length), part(1));
            if let Some(bar) = bar {
                path.push_rect(bar);
            }
        }
        self.surface.set_fill(Some(fill(Rgb(0, 0, 0))));
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }
}

fn paint(Rgb(red, green, blue): Rgb) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn fill(colour: Rgb) -> Fill {
    Fill {
        paint: paint(colour).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }
}
