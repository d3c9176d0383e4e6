//! Claims about the stream itself: bounded, and settled however it ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Bytes;
use futures_util::stream::{self, StreamExt};
use microcred::evidence::{EvidenceStore, Terms};

use super::earner;
use crate::support::app::TOOL;

const MEBIBYTE: u64 = 1024 * 1024;
const TERMS: Terms = Terms {
    announced: None,
    most: u64::MAX,
    idle: Duration::from_secs(5),
};

/// Counts the bytes of a stream that somebody still holds.
struct Held(Arc<AtomicU64>, Vec<u8>);

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.1
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.fetch_sub(self.1.len() as u64, Ordering::SeqCst);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_held_of_a_long_stream_stays_small() {
    let folder = tempfile::tempdir().unwrap();
    let store = EvidenceStore::in_folder(folder.path()).unwrap();
    let (held, most) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let chunk = b"It was a long lesson, and every word of it counts.\n".repeat(1300);
    let length = chunk.len() as u64;
    let chunks = 64 * MEBIBYTE / length;
    let (counted, highest) = (held.clone(), most.clone());
    let body = stream::iter(0..chunks).map(move |_| {
        let now = counted.fetch_add(length, Ordering::SeqCst) + length;
        highest.fetch_max(now, Ordering::SeqCst);
        Ok::<_, std::io::Error>(Bytes::from_owner(Held(counted.clone(), chunk.clone())))
    });
    let received = store.receive("a/b", Box::pin(body), TERMS).await.unwrap();
    assert_eq!(received.bytes, chunks * length);
    assert_eq!(held.load(Ordering::SeqCst), 0);
    assert!(most.load(Ordering::SeqCst) < MEBIBYTE, "{most:?}");
    let stored = std::fs::metadata(folder.path().join("a/b")).unwrap();
    assert_eq!(stored.len(), received.bytes);
}

#[tokio::test]
async fn a_store_says_whether_it_works_and_keeps_nothing_of_the_question() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("evidence");
    let store = EvidenceStore::in_folder(&place).unwrap();
    store.probe("a").await.unwrap();
    assert_eq!(std::fs::read_dir(&place).unwrap().count(), 0);
    std::fs::remove_dir(&place).unwrap();
    std::fs::write(&place, "in the way").unwrap();
    assert!(store.probe("a").await.is_err());
}

/// What a real server answers to a request of this body, sent to the end before its answer is read.
async fn over_http(
    address: std::net::SocketAddr,
    path: &str,
    headers: &str,
    body: Vec<u8>,
) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: tool.example\r\norigin: {TOOL}\r\n{headers}accept: application/json\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&body).await.unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_that_is_still_sending_reads_why_its_file_is_not_taken() {
    let earner = earner().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = earner.app.router();
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let headers = format!(
        "authorization: Bearer {}\r\nx-form-token: {}\r\n",
        earner.browser.session_secret(),
        earner.form_token().await
    );
    let large = [b"MZ".to_vec(), vec![7; 30 * 1024 * 1024]].concat();
    for (slot, code) in [
        ("plan", "file-active-content"),
        ("story", "file-not-for-this-slot"),
    ] {
        let answer = over_http(address, &earner.slot(slot), &headers, large.clone()).await;
        assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
        assert!(answer.contains(code), "{answer}");
    }
    server.abort();
    assert!(earner.stored().is_empty());
}

#[tokio::test]
async fn a_stream_that_breaks_stands_still_or_grows_too_long_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = EvidenceStore::in_folder(folder.path()).unwrap();
    let words = || Ok(Bytes::from(vec![b'a'; 100_000]));
    let begun = || stream::iter((0..100).map(move |_| words()));
    let broken = begun().chain(stream::iter([Err(std::io::Error::other("gone"))]));
    let still = begun().chain(stream::pending());
    for (body, terms, code) in [
        (broken.boxed(), TERMS, "file-interrupted"),
        (
            still.boxed(),
            Terms {
                idle: Duration::from_millis(50),
                ..TERMS
            },
            "file-interrupted",
        ),
        (
            begun().boxed(),
            Terms {
                most: 9_999_999,
                ..TERMS
            },
            "file-too-large",
        ),
        (
            begun().boxed(),
            Terms {
                announced: Some(10_000_001),
                ..TERMS
            },
            "file-length-differs",
        ),
        (
            begun().boxed(),
            Terms {
                announced: Some(9_999_999),
                ..TERMS
            },
            "file-length-differs",
        ),
    ] {
        let error = store.receive("a/b", body, terms).await.unwrap_err();
        assert!(error.to_string().ends_with(code), "{error}");
        let left: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .flat_map(|entry| std::fs::read_dir(entry.unwrap().path()).unwrap())
            .collect();
        assert!(left.is_empty(), "{code}: {left:?}");
    }
}
