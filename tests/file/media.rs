//! Small files of each kind, made here byte by byte.

use std::fmt::Write;

/// A number in four bytes, largest first.
fn four(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap().to_be_bytes()
}

/// One box of MP4's family.
pub fn mp4_box(name: &[u8], content: &[u8]) -> Vec<u8> {
    [&four(content.len() + 8)[..], name, content].concat()
}

/// An MP4 of this brand with one track of this kind (`vide` or `soun`), this long in milliseconds.
pub fn mp4(brand: &[u8], track: &[u8], milliseconds: u32) -> Vec<u8> {
    let film = [mvhd(1000, milliseconds), mp4_track(track)].concat();
    [
        mp4_box(b"ftyp", &[brand, &[0; 4], brand].concat()),
        mp4_box(b"moov", &film),
        mp4_box(b"mdat", &[7; 600]),
    ]
    .concat()
}

/// The header of a film: so many units, of which a second has so many.
pub fn mvhd(scale: u32, length: u32) -> Vec<u8> {
    let mut header = vec![0; 12];
    header.extend(scale.to_be_bytes());
    header.extend(length.to_be_bytes());
    header.extend([0; 80]);
    mp4_box(b"mvhd", &header)
}

/// A track of this kind.
pub fn mp4_track(kind: &[u8]) -> Vec<u8> {
    let handler = mp4_box(b"hdlr", &[&[0; 8][..], kind, &[0; 13]].concat());
    mp4_box(b"trak", &mp4_box(b"mdia", &handler))
}

/// A WAV of silence, this long in milliseconds.
pub fn wav(milliseconds: usize) -> Vec<u8> {
    let data = vec![0; milliseconds * 8 * 2];
    let little = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let mut bytes = b"RIFF".to_vec();
    bytes.extend(little(36 + data.len()));
    bytes.extend(b"WAVEfmt ");
    bytes.extend(little(16));
    bytes.extend([1, 0, 1, 0]);
    bytes.extend(little(8000));
    bytes.extend(little(16000));
    bytes.extend([2, 0, 16, 0]);
    bytes.extend(b"data");
    bytes.extend(little(data.len()));
    bytes.extend(data);
    bytes
}

/// An element of Matroska.
fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    let size = u16::try_from(content.len()).unwrap() | 0x4000;
    [id, &size.to_be_bytes(), content].concat()
}

/// A WebM with one film track, this long in milliseconds.
pub fn webm(milliseconds: f64) -> Vec<u8> {
    let header = [
        element(&[0x42, 0x86], &[1]),
        element(&[0x42, 0xf7], &[1]),
        element(&[0x42, 0xf2], &[4]),
        element(&[0x42, 0xf3], &[8]),
        element(&[0x42, 0x82], b"webm"),
        element(&[0x42, 0x87], &[4]),
        element(&[0x42, 0x85], &[2]),
    ]
    .concat();
    let info = [
        element(&[0x2a, 0xd7, 0xb1], &[0x0f, 0x42, 0x40]),
        element(&[0x44, 0x89], &milliseconds.to_be_bytes()),
        element(&[0x4d, 0x80], b"test"),
        element(&[0x57, 0x41], b"test"),
    ]
    .concat();
    let picture = [element(&[0xb0], &[64]), element(&[0xba], &[48])].concat();
    let track = [
        element(&[0xd7], &[1]),
        element(&[0x73, 0xc5], &[1]),
        element(&[0x83], &[1]),
        element(&[0x86], b"V_VP8"),
        element(&[0xe0], &picture),
    ]
    .concat();
    let block = element(&[0xa3], &[0x81, 0, 0, 0x80, 1, 2, 3, 4]);
    let segment = [
        element(&[0x15, 0x49, 0xa9, 0x66], &info),
        element(&[0x16, 0x54, 0xae, 0x6b], &element(&[0xae], &track)),
        element(
            &[0x1f, 0x43, 0xb6, 0x75],
            &[element(&[0xe7], &[0]), block].concat(),
        ),
    ]
    .concat();
    [
        element(&[0x1a, 0x45, 0xdf, 0xa3], &header),
        element(&[0x18, 0x53, 0x80, 0x67], &segment),
    ]
    .concat()
}

/// A PDF with this many empty pages.
pub fn pdf(pages: usize) -> Vec<u8> {
    let kids: Vec<_> = (0..pages)
        .map(|number| format!("{} 0 R", number + 3))
        .collect();
    let kids = kids.join(" ");
    let mut objects = vec![
        String::from("<</Type/Catalog/Pages 2 0 R>>"),
        format!("<</Type/Pages/Kids[{kids}]/Count {pages}>>"),
    ];
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>";
    objects.extend((0..pages).map(|_| page.to_owned()));
    let mut text = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(text.len());
        write!(text, "{} 0 obj\n{object}\nendobj\n", number + 1).unwrap();
    }
    let start = text.len();
    write!(text, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(text, "{place:010} 00000 n ").unwrap();
    }
    write!(
        text,
        "trailer\n<</Size {}/Root 1 0 R>>\n",
        objects.len() + 1
    )
    .unwrap();
    write!(text, "startxref\n{start}\n%%EOF\n").unwrap();
    text.into_bytes()
}

/// A PNG of this size; what is in it is never looked at.
pub fn png(width: usize, height: usize) -> Vec<u8> {
    let chunk = |name: &[u8], body: &[u8]| [&four(body.len())[..], name, body, &[0; 4]].concat();
    let header = [&four(width)[..], &four(height), &[8, 2, 0, 0, 0]].concat();
    let parts = [
        chunk(b"IHDR", &header),
        chunk(b"tEXt", b"Author\0Dana Rey"),
        chunk(b"IDAT", &[1; 20]),
        chunk(b"IEND", b""),
    ];
    [&b"\x89PNG\r\n\x1a\n"[..], &parts.concat()].concat()
}

/// A JPEG of 3 by 2 that tells where it was taken.
pub fn jpeg() -> Vec<u8> {
    let segment = |marker: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker][..], &length, body].concat()
    };
    [
        vec![0xff, 0xd8],
        segment(0xe1, b"Exif\0\0MM\0*\0\0\0\x08\0\0GPS 46.94 N 7.44 E"),
        segment(0xdb, &[0; 65]),
        segment(0xc0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![1, 2, 3, 0xff, 0xd9],
    ]
    .concat()
}

/// One entry of a ZIP: its name, what is in it as it is, and how large it claims to become.
pub struct Entry<'e>(pub &'e str, pub &'e [u8], pub u32);

/// A ZIP of entries that are not packed.
pub fn zip(entries: &[Entry<'_>]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for Entry(name, content, claimed) in entries {
        let at = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        let name_length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let common = [
            &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
            &length,
            &claimed.to_le_bytes(),
            &name_length,
            &[0, 0],
        ]
        .concat();
        bytes.extend([b"PK\x03\x04", &common[..], name.as_bytes(), content].concat());
        list.extend(
            [
                b"PK\x01\x02\x14\0",
                &common[..],
                &[0; 10],
                &at,
                name.as_bytes(),
            ]
            .concat(),
        );
    }
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let size = u32::try_from(list.len()).unwrap().to_le_bytes();
    let start = u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let end = [
        b"PK\x05\x06\0\0\0\0",
        &count[..],
        &count,
        &size,
        &start,
        &[0, 0],
    ]
    .concat();
    [bytes, list, end].concat()
}

/// A Word document, as far as its list of contents goes.
pub fn docx(more: &[Entry<'_>]) -> Vec<u8> {
    let mut entries = vec![
        Entry("[Content_Types].xml", b"<Types/>", 8),
        Entry("word/document.xml", b"<w:document/>", 13),
    ];
    entries.extend(
        more.iter()
            .map(|Entry(name, content, claimed)| Entry(name, content, *claimed)),
    );
    zip(&entries)
}

/// An OpenDocument text.
pub fn odt() -> Vec<u8> {
    let kind = b"application/vnd.oasis.opendocument.text";
    zip(&[
        Entry("mimetype", kind, u32::try_from(kind.len()).unwrap()),
        Entry("content.xml", b"<x/>", 4),
    ])
}
