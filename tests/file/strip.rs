//! What documents and recordings say about people is not in what is stored, and everything else is.

use aws_lc_rs::digest::{SHA256, digest};
use lopdf::{Document, Object, Stream, dictionary};

use super::media::{mp4_box, mp4_track, mvhd};
use super::{Earner, earner};

/// Real documents, written in one go and as a stream, which tells lengths behind each part.
const WRITTEN: &[u8] = include_bytes!("samples/written.docx");
const STREAMED: &[u8] = include_bytes!("samples/streamed.docx");

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

/// Brings a file and gives what is stored, which is what is known of it and what is opened.
async fn kept(earner: &mut Earner, slot: &str, name: &str, content: Vec<u8>) -> Vec<u8> {
    let length = content.len();
    let answer = earner.send(slot, name, content).await;
    let file = Earner::taken(&answer);
    let href = file["href"].as_str().unwrap().to_owned();
    let stored = std::fs::read(earner.stored().remove(0)).unwrap();
    assert_eq!(stored.len(), length, "nothing moves");
    let opened = earner.browser.get(&href).await;
    assert_eq!(opened.bytes(), stored);
    let bytes = digest(&SHA256, &stored);
    let hex: Vec<_> = bytes
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let sum = hex.concat();
    assert_eq!(opened.header("etag"), format!("\"{sum}\""));
    stored
}

#[tokio::test]
async fn a_film_loses_the_place_and_the_device_and_keeps_its_length() {
    let mut earner = earner().await;
    let place = mp4_box(b"\xa9xyz", b"\0\x12\x15\xc7+46.9480+007.4474/");
    let film = [
        mvhd(1000, 5000),
        mp4_track(b"vide"),
        mp4_box(b"udta", &place),
        mp4_box(b"meta", b"com.apple.quicktime.make of Dana Rey"),
    ]
    .concat();
    let film = [
        mp4_box(b"ftyp", b"qt  \0\0\0\0qt  "),
        mp4_box(b"mdat", &[7; 600]),
        mp4_box(b"moov", &film),
    ]
    .concat();
    let stored = kept(&mut earner, "lesson", "lesson.mov", film).await;
    for gone in [&b"+46.9480"[..], b"Dana Rey", b"udta"] {
        assert!(!holds(&stored, gone), "{}", String::from_utf8_lossy(gone));
    }
    assert!(holds(&stored, &[7; 600]));
    let known = "SELECT duration_ms FROM file_object";
    assert_eq!(earner.app.count(known).await, 5000);
}

#[tokio::test]
async fn a_word_document_loses_its_authors_and_keeps_its_text() {
    for document in [WRITTEN, STREAMED] {
        let mut earner = earner().await;
        let stored = kept(&mut earner, "plans", "plan.docx", document.to_vec()).await;
        // The empty parts are not packed, and nothing else of them is left.
        assert!(holds(&stored, b"<cp:coreProperties xmlns:cp="));
        assert!(holds(&stored, b"extended-properties\"/>   "));
        let text = |bytes: &[u8]| {
            let name = b"word/document.xml";
            let at = bytes.windows(name.len()).position(|found| found == name);
            let content = at.unwrap() + name.len();
            bytes[content..content + 165].to_vec()
        };
        assert_eq!(text(&stored), text(document));
        // What is not there is not taken out again.
        let answer = earner.send("plan", "again.docx", stored).await;
        Earner::taken(&answer);
    }
}

/// A PDF as programs write it, with what they write about it.
fn pdf() -> Document {
    let mut pdf = Document::with_version("1.5");
    let pages = pdf.new_object_id();
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 200.into(), 200.into()],
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    pdf.objects.insert(pages, Object::Dictionary(tree));
    let packet = b"<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta>Dana Rey</x:xmpmeta><?xpacket end=\"w\"?>";
    let described = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = pdf.add_object(Stream::new(described, packet.to_vec()));
    let outline = pdf.add_object(dictionary! { "Title" => Object::string_literal("Chapter one") });
    let catalog = pdf.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages, "Metadata" => metadata, "Outlines" => outline,
    });
    let author = pdf.add_object(Object::string_literal("Dana Rey"));
    let information = pdf.add_object(dictionary! {
        "Title" => Object::string_literal("Plan of Dana Rey (draft)"), "Author" => author,
    });
    pdf.trailer.set("Root", catalog);
    pdf.trailer.set("Info", information);
    pdf
}

#[tokio::test]
async fn a_pdf_loses_its_author_and_title_and_keeps_its_pages() {
    let mut earner = earner().await;
    let mut bytes = Vec::new();
    pdf().save_to(&mut bytes).unwrap();
    assert!(holds(&bytes, b"Dana Rey"));
    let stored = kept(&mut earner, "plans", "plan.pdf", bytes).await;
    assert!(!holds(&stored, b"Dana Rey"));
    let read = Document::load_mem(&stored).unwrap();
    assert_eq!(read.get_pages().len(), 1);
    assert!(holds(&stored, b"Chapter one"));
    assert_eq!(earner.app.count("SELECT pages FROM file_object").await, 1);
}

#[tokio::test]
async fn a_signed_pdf_stays_as_it_is() {
    let mut earner = earner().await;
    let mut signed = pdf();
    signed.add_object(dictionary! { "ByteRange" => vec![0.into(), 1.into(), 2.into(), 3.into()] });
    let mut bytes = Vec::new();
    signed.save_to(&mut bytes).unwrap();
    let stored = kept(&mut earner, "plans", "plan.pdf", bytes.clone()).await;
    assert_eq!(stored, bytes);
}
