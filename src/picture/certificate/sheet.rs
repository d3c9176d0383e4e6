//! Sheets written as a PDF: letters, pictures, tags, and what the standards demand of a document. The exporter checks the
//! rules of PDF/UA-1 and PDF/A-3a itself and gives nothing when one is broken.

use std::num::NonZeroU16;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Quadrilateral, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, SpanTag, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg::Tree;

use super::super::badge::Rgb;
use super::super::font::{Typeface, shape};
use super::super::{PictureError, qr, raster};
use super::layout::{Line, Part, Sheet, Square};
use super::{Badge, Certificate};

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

/// # Errors
/// [`PictureError`].
pub fn write(
    certificate: &Certificate,
    sheets: &[Sheet],
    drawing: Drawing,
) -> Result<Vec<u8>, PictureError> {
    let picture = Picture::of(certificate.badge, drawing)?;
    let code = qr::Code::of(certificate.address)?;
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PictureError::Certificate(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let (wide, high) = certificate.paper.size();
    let mut fonts = Fonts::default();
    let mut tags = TagTree::new().with_lang(Some(certificate.language.to_owned()));
    for (number, sheet) in sheets.iter().enumerate() {
        let settings = PageSettings::from_wh(wide, high).ok_or(PictureError::Side)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut writer = Writer {
            certificate,
            surface: &mut surface,
            fonts: &mut fonts,
            picture: &picture,
            code: &code,
            sheet: number,
            links: Vec::new(),
        };
        writer.frame((wide, high));
        writer.rule(sheet.rule);
        let mut groups = Vec::new();
        for part in &sheet.parts {
            groups.push(writer.part(part)?);
        }
        if let Some(line) = &sheet.number {
            writer.decoration(ArtifactType::PageNumber, |writer| writer.letters(line, ""))?;
        }
        let links = writer.links;
        surface.finish();
        // What can be followed is added to the page once nothing more is drawn.
        for (group, places) in links {
            let action = Action::Link(LinkAction::new(certificate.address.to_owned()));
            let link = LinkAnnotation::new_with_quad_points(places, Target::Action(action));
            let words = format!("{} {}", certificate.labels.verify, certificate.address);
            let annotation = page.add_tagged_annotation(Annotation::new_link(link, Some(words)));
            let mut inner = TagGroup::with_children(Tag::Link, group.children);
            inner.push(annotation);
            groups.push(TagGroup::with_children(Tag::P, vec![inner.into()]));
        }
        page.finish();
        groups
            .into_iter()
            .filter(|group| !group.children.is_empty())
            .for_each(|group| tags.push(group));
    }
    document.set_tag_tree(tags);
    document.set_metadata(metadata(certificate));
    let mut outline = Outline::new();
    let top = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new(certificate.title.to_owned(), top));
    document.set_outline(outline);
    attach(&mut document, certificate)?;
    document
        .finish()
        .map_err(|error| PictureError::Certificate(format!("{error:?}")))
}

fn metadata(certificate: &Certificate) -> Metadata {
    let title = format!("{}: {}", certificate.heading, certificate.title);
    Metadata::new()
        .title(title)
        .description(certificate.claim.to_owned())
        .authors(vec![certificate.issuer.to_owned()])
        .creator("microcred".to_owned())
        .language(certificate.language.to_owned())
        .document_id(certificate.number.to_owned())
        .creation_date(date(certificate))
}

fn date(certificate: &Certificate) -> DateTime {
    use chrono::{Datelike as _, Timelike as _};
    let created = certificate.created;
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    DateTime::new(u16::try_from(created.year()).unwrap_or_default())
        .month(small(created.month()))
        .day(small(created.day()))
        .hour(small(created.hour()))
        .minute(small(created.minute()))
        .second(small(created.second()))
        .utc_offset_hour(0)
}

fn attach(document: &mut Document, certificate: &Certificate) -> Result<(), PictureError> {
    let Some(attachment) = certificate.attachment else {
        return Ok(());
    };
    let refused = || PictureError::Certificate(format!("the attachment {}", attachment.name));
    let file = EmbeddedFile {
        path: attachment.name.to_owned(),
        mime_type: Some(MimeType::new(attachment.media_type).ok_or_else(refused)?),
        description: Some(attachment.description.to_owned()),
        association_kind: AssociationKind::Data,
        data: attachment.bytes.to_vec().into(),
        modification_date: Some(date(certificate)),
        compress: Some(true),
        location: None,
    };
    document.embed_file(file).ok_or_else(refused)
}

/// The badge, ready to be put on paper.
enum Picture {
    Lines(Box<Tree>),
    Points(Image),
}

impl Picture {
    fn of(badge: Badge, drawing: Drawing) -> Result<Self, PictureError> {
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

    fn size(&self) -> (f32, f32) {
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

/// The fonts of a document, each taken in when it is first needed.
#[derive(Default)]
struct Fonts([Option<Font>; Typeface::ALL.len()]);

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

struct Writer<'w, 'p> {
    certificate: &'w Certificate<'w>,
    surface: &'w mut Surface<'p>,
    fonts: &'w mut Fonts,
    picture: &'w Picture,
    code: &'w qr::Code,
    sheet: usize,
    /// What can be followed, and where it stands.
    links: Vec<(TagGroup, Vec<Quadrilateral>)>,
}

impl Writer<'_, '_> {
    /// The lines around a sheet.
    fn frame(&mut self, (wide, high): (f32, f32)) {
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
    fn rule(&mut self, rule: Option<(f32, f32, f32)>) {
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

    fn decoration(
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

    fn part(&mut self, part: &Part) -> Result<TagGroup, PictureError> {
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

    fn letters(&mut self, line: &Line, after: &str) -> Result<(), PictureError> {
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
        let id: Identifier = self.surface.start_tagged(ContentTag::Other);
        draw(self);
        self.surface.end_tagged();
        let tag = Tag::Figure(Some(words)).with_bbox(Some(BBox::new(self.sheet, place)));
        Ok(TagGroup::with_children(tag, vec![id.into()]))
    }

    fn badge(&mut self, Square(x, y, side): Square) {
        let (wide, high) = self.picture.size();
        let scale = side / wide.max(high);
        let Some(size) = Size::from_wh(wide * scale, high * scale) else {
            return;
        };
        let (right, down) = ((side - size.width()) / 2.0, (side - size.height()) / 2.0);
        self.surface
            .push_transform(&Transform::from_translate(x + right, y + down));
        match self.picture {
            Picture::Lines(tree) => {
                let drawn = self.surface.draw_svg(tree, size, SvgSettings::default());
                debug_assert!(drawn.is_some(), "a size that is there can be drawn in");
            }
            Picture::Points(image) => self.surface.draw_image(image.clone(), size),
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
            bar.into_iter().for_each(|bar| path.push_rect(bar));
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
