//! Claims about what a file is found to be, whatever its name says.

use serde_json::json;

use super::media::{docx, jpeg, mp4, odt, pdf, png, wav, webm};
use super::{Earner, earner};

#[tokio::test]
async fn a_file_is_what_its_content_says() {
    let mut earner = earner().await;
    for (slot, content, kind, more) in [
        ("plan", pdf(7), "application/pdf", json!({"pages": 7})),
        (
            "plan",
            docx(&[]),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            json!({}),
        ),
        (
            "plan",
            odt(),
            "application/vnd.oasis.opendocument.text",
            json!({}),
        ),
        (
            "plan",
            "Grade;Übung\n4;12\n".into(),
            "text/plain",
            json!({}),
        ),
        (
            "plan",
            png(640, 480),
            "image/png",
            json!({"width": 640, "height": 480}),
        ),
        (
            "pictures",
            jpeg(),
            "image/jpeg",
            json!({"width": 3, "height": 2}),
        ),
        (
            "lesson",
            mp4(b"isom", b"vide", 754_000),
            "video/mp4",
            json!({"duration_ms": 754_000}),
        ),
        (
            "lesson",
            mp4(b"qt  ", b"vide", 1_500),
            "video/quicktime",
            json!({"duration_ms": 1_500}),
        ),
        (
            "lesson",
            webm(61_500.0),
            "video/webm",
            json!({"duration_ms": 61_500}),
        ),
        (
            "voices",
            mp4(b"isom", b"soun", 5_000),
            "audio/mp4",
            json!({"duration_ms": 5_000}),
        ),
        (
            "voices",
            wav(2_500),
            "audio/wav",
            json!({"duration_ms": 2_500}),
        ),
    ] {
        let bytes = content.len();
        let answer = earner.send(slot, "holiday.exe", content).await;
        assert_eq!(answer.status(), 201, "{kind}: {}", answer.text());
        let file = Earner::taken(&answer);
        assert_eq!(
            (&file["type"], &file["state"]),
            (&json!(kind), &json!("ready"))
        );
        assert!(file["bytes"].as_u64().unwrap() <= bytes as u64);
        for (name, value) in more.as_object().unwrap() {
            assert_eq!(&file[name], value, "{kind}");
        }
        let path = format!(
            "{}/files/{}/remove",
            earner.path,
            file["id"].as_str().unwrap()
        );
        assert_eq!(earner.post(&path, &[]).await.status(), 303);
    }
}

#[tokio::test]
async fn a_picture_does_not_tell_where_it_was_taken_and_by_whom() {
    let mut earner = earner().await;
    for (content, secret) in [(jpeg(), &b"GPS"[..]), (png(3, 2), b"Dana Rey")] {
        let holds = |bytes: &[u8]| bytes.windows(secret.len()).any(|window| window == secret);
        assert!(holds(&content));
        let answer = earner.send("pictures", "a.jpg", content).await;
        Earner::taken(&answer);
        for file in earner.stored() {
            assert!(!holds(&std::fs::read(file).unwrap()));
        }
    }
}
