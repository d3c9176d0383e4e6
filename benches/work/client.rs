//! A lean HTTP/1.1 client on one connection that is kept: as little work as can be, because it shares the machine with
//! what it measures.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection that is kept open from one request to the next.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer.
pub struct Answer<'a> {
    pub status: u16,
    pub body: &'a [u8],
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("the tool listens");
        stream.set_nodelay(true).expect("a socket can be set so");
        Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        }
    }

    /// Sends a whole request and reads the whole answer.
    pub async fn send(&mut self, request: &str) -> Answer<'_> {
        self.stream
            .write_all(request.as_bytes())
            .await
            .expect("the tool reads");
        self.buffer.clear();
        let (head, status, length) = loop {
            self.read_more().await;
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                let text = String::from_utf8_lossy(&self.buffer[..end]);
                break (end + 4, status(&text), length(&text));
            }
        };
        while self.buffer.len() < head + length {
            self.read_more().await;
        }
        Answer {
            status,
            body: &self.buffer[head..],
        }
    }

    async fn read_more(&mut self) {
        let read = self.stream.read_buf(&mut self.buffer).await;
        assert!(
            read.is_ok_and(|bytes| bytes > 0),
            "the tool keeps the connection open and answers"
        );
    }
}

fn status(head: &str) -> u16 {
    let status = head.split(' ').nth(1).and_then(|text| text.parse().ok());
    status.expect("an answer has a status")
}

fn length(head: &str) -> usize {
    let mut lines = head.split("\r\n").filter_map(|line| line.split_once(": "));
    let length = lines.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    length
        .and_then(|(_, text)| text.parse().ok())
        .expect("an answer says how long it is")
}
