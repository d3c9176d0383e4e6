//! Pictures beside a definition: PNG, JPEG or WebP by what they are, not by what they are called.

use super::code::Code;
use super::folder::{Folder, LARGEST_PICTURE, Trouble, is_plain_name};
use crate::domain::credential::ImageFile;

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
