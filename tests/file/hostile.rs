//! Claims about files that nobody should send: each gets its own clear answer, and nothing is left of it.

use super::media::{self, Entry, docx, jpeg, mp4, mp4_box, mp4_track, mvhd, pdf, png, wav, webm};
use super::{Earner, earner};

/// What is sent into a slot, and the code that says why it is not taken.
fn table() -> Vec<(&'static str, &'static str, Vec<u8>, &'static str)> {
    let whole = mp4(b"isom", b"vide", 60_000);
    let cut = whole[..whole.len() - 100].to_vec();
    let without_film = [
        mp4_box(b"ftyp", b"isom\0\0\0\0isom"),
        mp4_box(b"mdat", &[0; 100]),
    ]
    .concat();
    let with = |mut bytes: Vec<u8>, more: &[u8]| {
        bytes.extend(more);
        bytes
    };
    let unpacked = 2_000_000_000;
    let bomb = docx(&[Entry("word/media/a.png", &[0; 1000], unpacked)]);
    let many = docx(&[
        Entry("word/a", b"a", u32::MAX),
        Entry("word/b", b"b", u32::MAX),
    ]);
    let prefixed = with(b"#!/bin/sh\n".to_vec(), &docx(&[]));
    let shifted = with(b"PK\x03\x04junk".to_vec(), &docx(&[]));
    vec![
        ("plan", "an empty file", vec![], "file-empty"),
        (
            "plan",
            "a program",
            b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".to_vec(),
            "file-active-content",
        ),
        (
            "plan",
            "a page",
            b"<!DOCTYPE html><script>alert(1)</script>".to_vec(),
            "file-active-content",
        ),
        (
            "plan",
            "a script",
            b"#!/bin/sh\nrm -rf /\n".to_vec(),
            "file-active-content",
        ),
        (
            "pictures",
            "a drawing with a script",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec(),
            "file-active-content",
        ),
        (
            "pictures",
            "a GIF",
            b"GIF89a\x01\0\x01\0/*=0;alert(1)//".to_vec(),
            "file-type-unknown",
        ),
        (
            "plan",
            "bytes of no kind",
            vec![0x17; 300],
            "file-type-unknown",
        ),
        (
            "plan",
            "text that turns into bytes",
            with(vec![b'a'; 9000], b"\xff\xfe\0"),
            "file-type-unknown",
        ),
        (
            "plan",
            "text with a NUL far behind",
            with(vec![b'a'; 200_000], b"\0"),
            "file-type-unknown",
        ),
        (
            "plan",
            "a folder of files",
            media::zip(&[Entry("a.txt", b"a", 1)]),
            "file-archive",
        ),
        (
            "plan",
            "a packed folder",
            b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec(),
            "file-archive",
        ),
        (
            "plan",
            "a document with macros",
            docx(&[Entry("word/vbaProject.bin", b"x", 1)]),
            "file-active-content",
        ),
        (
            "plan",
            "a document that swells",
            bomb,
            "file-unpacks-too-large",
        ),
        (
            "plan",
            "a document of swelling parts",
            many,
            "file-unpacks-too-large",
        ),
        (
            "plan",
            "a script before a document",
            prefixed,
            "file-active-content",
        ),
        (
            "plan",
            "something before a document",
            shifted,
            "file-damaged",
        ),
        (
            "plan",
            "a page behind a document",
            with(docx(&[]), b"<html>"),
            "file-mixed",
        ),
        (
            "plan",
            "a page behind a PDF",
            with(pdf(1), b"<script>alert(1)</script>"),
            "file-mixed",
        ),
        (
            "plan",
            "a folder behind a PDF",
            with(pdf(1), &docx(&[])),
            "file-mixed",
        ),
        ("plan", "half a PDF", pdf(3)[..120].to_vec(), "file-damaged"),
        (
            "plan",
            "half a document",
            docx(&[])[..60].to_vec(),
            "file-damaged",
        ),
        (
            "pictures",
            "half a picture",
            png(3, 2)[..60].to_vec(),
            "file-damaged",
        ),
        (
            "pictures",
            "half a photo",
            jpeg()[..40].to_vec(),
            "file-damaged",
        ),
        (
            "pictures",
            "a picture without end",
            png(2_000_000_000, 2_000_000_000),
            "file-unpacks-too-large",
        ),
        ("lesson", "a film that ends early", cut, "file-damaged"),
        (
            "lesson",
            "a film without its index",
            without_film,
            "file-damaged",
        ),
        (
            "lesson",
            "a page behind a film",
            with(whole.clone(), b"<html><script>"),
            "file-mixed",
        ),
        (
            "lesson",
            "half a WebM",
            webm(5000.0)[..90].to_vec(),
            "file-damaged",
        ),
        (
            "lesson",
            "a page behind a WebM",
            with(webm(5000.0), b"<html>"),
            "file-mixed",
        ),
        (
            "voices",
            "half a recording",
            wav(500)[..400].to_vec(),
            "file-damaged",
        ),
        (
            "voices",
            "a page behind a recording",
            with(wav(500), b"<html>"),
            "file-mixed",
        ),
        (
            "voices",
            "the name of a kind alone",
            b"ID3\x04\0\0\0\0\0\0".to_vec(),
            "file-damaged",
        ),
        ("voices", "a film", whole.clone(), "file-type-not-here"),
        (
            "lesson",
            "a sound",
            mp4(b"M4A ", b"soun", 60_000),
            "file-type-not-here",
        ),
        ("plan", "a film", whole, "file-type-not-here"),
        ("plans", "a picture", png(3, 2), "file-type-not-here"),
        (
            "lesson",
            "a film of nothing",
            [
                mp4_box(b"ftyp", b"isom\0\0\0\0isom"),
                mp4_box(b"moov", &[mvhd(1000, 5), mp4_track(b"text")].concat()),
                mp4_box(b"mdat", &[0; 100]),
            ]
            .concat(),
            "file-damaged",
        ),
        (
            "story",
            "a text",
            b"words".to_vec(),
            "file-not-for-this-slot",
        ),
    ]
}

#[tokio::test]
async fn what_nobody_should_send_gets_its_answer_and_leaves_nothing() {
    let mut earner = earner().await;
    for (slot, what, content, code) in table() {
        let answer = earner.send(slot, "plan.pdf", content).await;
        assert_eq!(answer.code(), code, "{what}");
        assert!(
            (400..500).contains(&answer.status()),
            "{what}: {}",
            answer.status()
        );
        let stored = earner.stored();
        assert!(stored.is_empty(), "{what}: {stored:?}");
    }
    let ready = "SELECT CAST(COUNT(*) AS BIGINT) FROM file_object WHERE state NOT IN ('rejected', 'removed')";
    assert_eq!(earner.app.count(ready).await, 0);
}

#[tokio::test]
async fn a_length_that_was_announced_is_the_length_that_comes() {
    let mut earner = earner().await;
    let limit = earner.app.app.settings.evidence_limits.document;
    for (announced, code) in [
        (String::from("4"), "file-length-differs"),
        (String::from("400"), "file-length-differs"),
        (String::from("0"), "file-empty"),
        ((limit + 1).to_string(), "file-too-large"),
        (u64::MAX.to_string(), "file-too-large"),
    ] {
        let visit = earner.visit("plan", "a.txt", b"words".to_vec()).await;
        let visit = visit.header("content-length", &announced);
        let answer = earner.browser.visit(visit).await;
        assert_eq!(answer.code(), code, "{announced}");
        assert!(earner.stored().is_empty());
    }
    let visit = earner.visit("plan", "a.txt", b"words".to_vec()).await;
    let answer = earner
        .browser
        .visit(visit.header("content-length", "5"))
        .await;
    Earner::taken(&answer);
}

#[tokio::test]
async fn a_slot_takes_no_more_than_it_holds_and_never_more_than_twenty() {
    let mut earner = earner().await;
    let mut statuses = Vec::new();
    for _ in 0..30 {
        let answer = earner.send("plans", "a.txt", b"words".to_vec()).await;
        statuses.push(answer.status());
        if answer.status() != 201 {
            assert_eq!(answer.code(), "file-slot-full");
        }
    }
    assert_eq!(statuses, [[201; 20].as_slice(), &[409; 10]].concat());
    assert_eq!(earner.stored().len(), 20);
}

#[tokio::test]
async fn a_name_loses_what_misleads() {
    let mut earner = earner().await;
    for (sent, kept) in [
        ("..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("C%3A%5Cplans%5Cplan.txt", "plan.txt"),
        ("evil%E2%80%AEtxt.exe", "eviltxt.exe"),
        ("a%00b.txt", "ab.txt"),
        ("%0D%0ASet-Cookie%3A%20x", "Set-Cookie: x"),
        ("", "file"),
        ("%C3%9Cbung.txt", "Übung.txt"),
    ] {
        let answer = earner.send("plans", sent, b"words".to_vec()).await;
        let file = Earner::taken(&answer);
        assert_eq!(file["name"], kept, "{sent}");
        let href = file["href"].as_str().unwrap();
        let disposition = earner.browser.get(href).await;
        let disposition = disposition.header("content-disposition").to_owned();
        assert!(
            disposition.starts_with("attachment; filename=\""),
            "{disposition}"
        );
        assert!(
            disposition.is_ascii() && !disposition.contains('\n'),
            "{disposition}"
        );
    }
}

#[tokio::test]
async fn a_deep_pdf_and_a_film_of_absurd_length_are_taken_without_believing_them() {
    let mut earner = earner().await;
    let deep = format!(
        "%PDF-1.4\n1 0 obj\n{}\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF",
        "[".repeat(200_000)
    );
    let answer = earner.send("plan", "deep.pdf", deep.into_bytes()).await;
    assert_eq!(Earner::taken(&answer)["pages"], serde_json::Value::Null);
    for (scale, length) in [(1, u32::MAX), (0, 5), (1000, 0)] {
        let content = [
            mp4_box(b"ftyp", b"isom\0\0\0\0isom"),
            mp4_box(b"moov", &[mvhd(scale, length), mp4_track(b"vide")].concat()),
            mp4_box(b"mdat", &[0; 100]),
        ];
        let answer = earner.send("lesson", "a.mp4", content.concat()).await;
        let file = Earner::taken(&answer);
        assert_eq!(
            file["duration_ms"],
            serde_json::Value::Null,
            "{scale} {length}"
        );
        assert_eq!(file["state"], "ready_original");
        let path = format!(
            "{}/files/{}/remove",
            earner.path,
            file["id"].as_str().unwrap()
        );
        assert_eq!(earner.post(&path, &[]).await.status(), 303);
    }
}
