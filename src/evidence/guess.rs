//! What a file claims to be, by its first bytes. Owns the first look, which ends an upload before it is all here
//! when it is nothing that anybody takes.

use crate::domain::file::NotTaken;

/// How many of the first bytes tell it.
pub const HEAD: usize = 4096;

/// What a file claims to be; whether that holds, [`super::look`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// PDF.
    Pdf,
    /// A ZIP, which office documents are.
    Zip,
    /// Words.
    Text,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
    /// HEIC.
    Heic,
    /// Boxes of MP4's family, of QuickTime's own brand or another.
    Boxes {
        /// Whether the brand is QuickTime's.
        is_quicktime: bool,
    },
    /// Matroska or WebM.
    Matroska {
        /// Whether it says that it is WebM.
        is_webm: bool,
    },
    /// MP3.
    Mp3,
    /// WAV.
    Wav,
    /// Ogg.
    Ogg,
    /// FLAC.
    Flac,
}

/// What begins like this.
///
/// # Errors
/// [`NotTaken`] for what begins like nothing that is taken.
pub fn guess(head: &[u8]) -> Result<Guess, NotTaken> {
    if head.is_empty() {
        return Err(NotTaken::Empty);
    }
    if head.starts_with(b"MZ") || head.starts_with(b"\x7fELF") {
        return Err(NotTaken::Active);
    }
    if head.starts_with(b"%PDF-") {
        return Ok(Guess::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Guess::Zip);
    }
    if let Some(boxes) = boxes(head) {
        return boxes;
    }
    if head.starts_with(b"\x1a\x45\xdf\xa3") {
        let start = &head[..head.len().min(64)];
        let is_webm = start.windows(4).any(|window| window == b"webm");
        return Ok(Guess::Matroska { is_webm });
    }
    if is_mp3(head) {
        return Ok(Guess::Mp3);
    }
    let Some(kind) = infer::get(head) else {
        return text(head);
    };
    match kind.mime_type() {
        "image/png" => Ok(Guess::Png),
        "image/jpeg" => Ok(Guess::Jpeg),
        "image/webp" => Ok(Guess::Webp),
        "audio/x-wav" => Ok(Guess::Wav),
        "audio/ogg" | "application/ogg" | "video/ogg" | "audio/opus" => Ok(Guess::Ogg),
        "audio/x-flac" => Ok(Guess::Flac),
        // Something stands before its beginning.
        "application/pdf" => Err(NotTaken::Mixed),
        // It holds no other files, whatever it is sorted with.
        "application/rtf" => Err(NotTaken::UnknownType),
        _ => match kind.matcher_type() {
            infer::MatcherType::App | infer::MatcherType::Text => Err(NotTaken::Active),
            infer::MatcherType::Archive => Err(NotTaken::Archive),
            _ => Err(NotTaken::UnknownType),
        },
    }
}

/// MP4's family: `ftyp` and a brand, or one of QuickTime's older beginnings.
fn boxes(head: &[u8]) -> Option<Result<Guess, NotTaken>> {
    let brand = match head.get(4..8)? {
        b"ftyp" => head.get(8..12)?,
        b"moov" | b"mdat" | b"wide" | b"pnot" => b"qt  ",
        _ => return None,
    };
    Some(match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"mif1" => Ok(Guess::Heic),
        // Moving and still pictures that no LMS and few browsers show.
        b"avif" | b"avis" | b"hevc" | b"hevx" | b"msf1" | b"crx " => Err(NotTaken::UnknownType),
        brand => Ok(Guess::Boxes {
            is_quicktime: brand == b"qt  ",
        }),
    })
}

/// An ID3 tag, or the sync of a frame of layer III.
fn is_mp3(head: &[u8]) -> bool {
    head.starts_with(b"ID3")
        || matches!(head, [0xff, second, ..] if second & 0xe0 == 0xe0 && (second >> 1) & 3 == 1)
}

/// Whether text holds such a byte: all but what steers a machine.
pub(super) const fn is_written(byte: u8) -> bool {
    byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// Words, unless they are markup or a script that something could run.
fn text(head: &[u8]) -> Result<Guess, NotTaken> {
    let words = match std::str::from_utf8(head) {
        Ok(words) => words,
        // A letter may be cut at the end of what is here.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).map_err(|_| NotTaken::UnknownType)?
        }
        Err(_) => return Err(NotTaken::UnknownType),
    };
    if !words.bytes().all(is_written) {
        return Err(NotTaken::UnknownType);
    }
    let start = words.trim_start_matches('\u{feff}').trim_start();
    let mut letters = start.chars();
    let is_markup = letters.next() == Some('<')
        && letters
            .next()
            .is_some_and(|letter| letter.is_ascii_alphabetic() || "!?/".contains(letter));
    let lower = words.to_ascii_lowercase();
    let has_markup = ["<script", "<svg", "<html", "<iframe", "<!doctype"]
        .iter()
        .any(|tag| lower.contains(tag));
    if is_markup || has_markup || start.starts_with("#!") {
        return Err(NotTaken::Active);
    }
    Ok(Guess::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        for (head, expected) in [
            (&b""[..], Err(NotTaken::Empty)),
            (b"%PDF-1.7\n", Ok(Guess::Pdf)),
            (b"\n%PDF-1.7\n", Err(NotTaken::Mixed)),
            (b"PK\x03\x04....", Ok(Guess::Zip)),
            (
                b"\0\0\0\x18ftypisom\0\0\0\0",
                Ok(Guess::Boxes {
                    is_quicktime: false,
                }),
            ),
            (
                b"\0\0\0\x18ftypqt  \0\0\0\0",
                Ok(Guess::Boxes { is_quicktime: true }),
            ),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Ok(Guess::Heic)),
            (b"\0\0\0\x18ftypavif\0\0\0\0", Err(NotTaken::UnknownType)),
            (b"\x89PNG\r\n\x1a\n", Ok(Guess::Png)),
            (b"\xff\xd8\xff\xe0", Ok(Guess::Jpeg)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Ok(Guess::Webp)),
            (b"RIFF\0\0\0\0WAVEfmt ", Ok(Guess::Wav)),
            (b"OggS\0\0\0\0", Ok(Guess::Ogg)),
            (b"fLaC\0\0\0\0", Ok(Guess::Flac)),
            (b"ID3\x04\0\0", Ok(Guess::Mp3)),
            (b"\xff\xfb\x90\x64", Ok(Guess::Mp3)),
            (b"GIF89a\x01\0\x01\0", Err(NotTaken::UnknownType)),
            (b"MZ\x90\0\x03\0", Err(NotTaken::Active)),
            (b"\x7fELF\x02\x01\x01\0", Err(NotTaken::Active)),
            (b"#!/bin/sh\nrm", Err(NotTaken::Active)),
            (b"\x1f\x8b\x08\0\0\0", Err(NotTaken::Archive)),
            (b"{\\rtf1\\ansi words}", Err(NotTaken::UnknownType)),
            (
                b"<svg xmlns='http://www.w3.org/2000/svg'>",
                Err(NotTaken::Active),
            ),
            (b"\xef\xbb\xbf  <!DOCTYPE html>", Err(NotTaken::Active)),
            (b"<?xml version='1.0'?><svg/>", Err(NotTaken::Active)),
            (b"Notes\n<script>alert(1)</script>", Err(NotTaken::Active)),
            (b"3 < 5, and that is all", Ok(Guess::Text)),
            ("Übung, Grade 4;12\n".as_bytes(), Ok(Guess::Text)),
            (b"a\0b", Err(NotTaken::UnknownType)),
            (b"\xff\xfea\0b\0", Err(NotTaken::UnknownType)),
        ] {
            assert_eq!(guess(head), expected, "{}", head.escape_ascii());
        }
    }
}
