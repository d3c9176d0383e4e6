//! The document around the sheets: what the standards demand of it, and the file in it. The exporter checks the rules of
//! PDF/UA-1 and PDF/A-3a itself and gives nothing when one is broken.

use chrono::{Datelike as _, Timelike as _};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{ArtifactType, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};

use super::super::font::plain;
use super::super::{PictureError, qr};
use super::Certificate;
use super::layout::Sheet;
use super::picture::{Drawing, Picture};
use super::writer::{Fonts, Writer};

/// The longest text that is told about the document besides what stands on it, in letters.
const MOST_LETTERS: usize = 1000;

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
    outline.push_child(OutlineNode::new(told(certificate.title), top));
    document.set_outline(outline);
    attach(&mut document, certificate)?;
    document
        .finish()
        .map_err(|error| PictureError::Certificate(format!("{error:?}")))
}

fn metadata(certificate: &Certificate) -> Metadata {
    let title = format!("{}: {}", certificate.heading, certificate.title);
    Metadata::new()
        .title(told(&title))
        .description(told(certificate.claim))
        .authors(vec![told(certificate.issuer)])
        .creator("microcred".to_owned())
        .language(certificate.language.to_owned())
        .document_id(told(certificate.number))
        .creation_date(date(certificate))
}

/// A text as it may be told about a document: short, and of letters only.
fn told(text: &str) -> String {
    plain(text).chars().take(MOST_LETTERS).collect()
}

fn date(certificate: &Certificate) -> DateTime {
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
