//! Pictures beside a definition: PNG, JPEG or WebP by what they are, not by what they are called. The picture of a badge may also
//! be an SVG drawing: it is not shown as it is, but drawn anew, and has to be one that can be drawn.

use super::code::Code;
use super::folder::{Folder, LARGEST_PICTURE, Trouble, is_plain_name};
use crate::domain::credential::ImageFile;
use crate::picture::PictureError;
use crate::picture::own::{self, is_drawing};

/// Wider or higher than this, nothing shows it as a whole.
const LARGEST_SIDE: usize = 10_000;

/// Reads a picture.
pub fn read(folder: &Folder, name: &str) -> Result<ImageFile, Trouble> {
    let bytes = folder.bytes(name, LARGEST_PICTURE)?;
    let kind = infer::get(&bytes).map(|kind| kind.mime_type());
    let Some(media_type @ ("image/png" | "image/jpeg" | "image/webp")) = kind else {
        return Err(not_a_picture(name, &bytes, kind));
    };
    let is_sensible = imagesize::blob_size(&bytes).is_ok_and(|size| {
        let sides = [size.width, size.height];
        sides.iter().all(|side| (1..=LARGEST_SIDE).contains(side))
    });
    if !is_sensible {
        return Err(Trouble::new(
            Code::NotAPicture,
            format!("{name} begins like a picture and is none that can be shown"),
        )
        .propose("export it again as PNG, JPEG or WebP"));
    }
    if !is_picture_name(name) {
        return Err(Trouble::new(
            Code::FileName,
            format!("{name} is a picture, and its name does not say so"),
        )
        .propose("give it a name that ends in .png, .jpg, .jpeg or .webp"));
    }
    Ok(ImageFile {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        bytes,
    })
}

/// Whether a picture may be called this: what is written beside it has other names.
pub fn is_picture_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let endings = [".png", ".jpg", ".jpeg", ".webp"];
    is_plain_name(name) && endings.iter().any(|ending| lower.ends_with(ending))
}

/// Reads the picture of a badge.
pub fn read_badge(folder: &Folder, name: &str) -> Result<ImageFile, Trouble> {
    let bytes = folder.bytes(name, LARGEST_PICTURE)?;
    let is_png = bytes.starts_with(b"\x89PNG\r\n\x1a\n");
    if !is_png && !is_drawing(&bytes) {
        let kind = infer::get(&bytes).map(|kind| kind.mime_type());
        return Err(not_a_picture(name, &bytes, kind).propose("use a PNG or SVG picture"));
    }
    own::check(&bytes).map_err(|why| undrawn(name, &why))?;
    let (ending, media_type) = if is_png {
        (".png", "image/png")
    } else {
        (".svg", "image/svg+xml")
    };
    if !(is_badge_name(name) && name.to_ascii_lowercase().ends_with(ending)) {
        return Err(Trouble::new(
            Code::FileName,
            format!("{name} is a picture, and its name does not say which kind"),
        )
        .propose(format!("give it a name that ends in {ending}")));
    }
    Ok(ImageFile {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        bytes,
    })
}

/// Whether the picture of a badge may be called this.
pub fn is_badge_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    is_plain_name(name)
        && [".png", ".svg"]
            .iter()
            .any(|ending| lower.ends_with(ending))
}

/// Why no badge can be made of it, and what helps.
fn undrawn(name: &str, why: &PictureError) -> Trouble {
    let proposal = match why {
        PictureError::Element(_) => {
            "let the drawing program turn everything into plain shapes, and save it again"
        }
        PictureError::TooMuch => "use fewer and simpler shapes, or a PNG",
        PictureError::TooDetailed => "use fewer letters and simpler shapes, or a PNG",
        PictureError::TooLarge => "a side of 1024 points is more than enough for a badge",
        _ => "export it again as PNG or SVG",
    };
    Trouble::new(
        Code::NotAPicture,
        format!("no badge can be made of {name}: {why}"),
    )
    .propose(proposal)
}

fn not_a_picture(name: &str, bytes: &[u8], kind: Option<&str>) -> Trouble {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    let is_markup = start
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('<');
    let message = if start.contains("<svg") {
        format!("{name} is an SVG drawing, which can carry a script")
    } else if is_markup {
        format!("{name} is no picture but markup, which can carry a script")
    } else if bytes.is_empty() {
        format!("{name} is empty")
    } else if let Some(kind) = kind {
        format!("{name} is {kind}, whatever its name says")
    } else {
        format!("{name} is no picture, whatever its name says")
    };
    Trouble::new(Code::NotAPicture, message).propose("use a PNG, JPEG or WebP picture")
}
