//! The same at the real server, where bytes come as somebody chooses to send them.

use std::net::SocketAddr;
use std::time::Duration;

use microcred::lifecycle::{self, Shutdown};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::support::app::TestApp;

async fn serving() -> (TestApp, SocketAddr, Shutdown) {
    let app = TestApp::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let shutdown = Shutdown::new();
    let grace = Duration::from_secs(1);
    tokio::spawn(lifecycle::serve(
        listener,
        app.router(),
        shutdown.clone(),
        grace,
    ));
    (app, address, shutdown)
}

/// Sends bytes and reads what comes back until the connection ends or nothing more comes.
async fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may have heard enough before everything is sent.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let reading = stream.read_to_end(&mut answer);
    let _ = tokio::time::timeout(Duration::from_millis(700), reading).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn bytes_that_are_no_request_end_the_connection_and_nothing_else() {
    let (_app, address, _shutdown) = serving().await;
    let bomb = format!(
        "GET / HTTP/1.1\r\nHost: x\r\n{}\r\n",
        "X-Padding: y\r\n".repeat(100_000)
    );
    let one_large = format!(
        "GET / HTTP/1.1\r\nHost: x\r\nCookie: {}\r\n\r\n",
        "y".repeat(4 << 20)
    );
    let long_path = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(1 << 20));
    for (what, bytes) in [
        ("noise", b"\x00\xff\x16\x03\x01\x02\x00".as_slice()),
        ("100 000 headers", bomb.as_bytes()),
        ("a header of 4 MiB", one_large.as_bytes()),
        ("a path of 1 MiB", long_path.as_bytes()),
        ("two lengths", b"POST /lti/launch HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        ("a negative length", b"POST /lti/launch HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"),
        ("a bad chunk", b"POST /lti/launch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        ("a NUL in a header", b"GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n"),
        ("half a request", b"GET / HT"),
    ] {
        let answer = exchange(address, bytes).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{what}: {answer}");
        let alive = exchange(address, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
        assert!(alive.starts_with("HTTP/1.1 200"), "{what}: {alive}");
    }
}

#[tokio::test]
async fn a_body_that_is_announced_too_large_is_refused_before_it_comes() {
    let (_app, address, _shutdown) = serving().await;
    let head = "POST /lti/launch HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
                Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999999\r\n\r\n";
    let answer = exchange(address, head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}
