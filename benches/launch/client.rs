//! A lean HTTP/1.1 client: as little work as can be, because it shares the machine with what it measures.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer.
pub struct Answer {
    pub status: u16,
    pub location: Option<String>,
    /// `name=value` of each cookie that was set.
    pub cookies: Vec<String>,
    pub body: Vec<u8>,
}

/// One connection, opened again when the other side closes it.
pub struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
}

impl Connection {
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            stream: None,
            buffer: Vec::with_capacity(16 * 1024),
        }
    }

    pub async fn get(&mut self, path: &str, headers: &str) -> io::Result<Answer> {
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\n{headers}\r\n",
            self.address
        ))
        .await
    }

    pub async fn post(&mut self, path: &str, headers: &str, form: &str) -> io::Result<Answer> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\n{headers}content-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{form}",
            self.address,
            form.len()
        );
        self.send(&request).await
    }

    /// A connection that was closed between two requests is opened again, once.
    async fn send(&mut self, request: &str) -> io::Result<Answer> {
        let is_reused = self.stream.is_some();
        match self.try_send(request).await {
            Err(_) if is_reused => {
                self.stream = None;
                self.try_send(request).await
            }
            answer => answer,
        }
    }

    async fn try_send(&mut self, request: &str) -> io::Result<Answer> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(self.address).await?;
            stream.set_nodelay(true)?;
            self.stream = Some(stream);
        }
        let Some(stream) = &mut self.stream else {
            return Err(io::ErrorKind::NotConnected.into());
        };
        stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
            read_more(stream, &mut self.buffer).await?;
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).into_owned();
        let head_of = Head::parse(&text);
        let body = match head_of.length {
            Length::Known(length) => {
                while self.buffer.len() < head + length {
                    read_more(stream, &mut self.buffer).await?;
                }
                self.buffer[head..head + length].to_vec()
            }
            Length::Chunked => {
                while !self.buffer.ends_with(b"0\r\n\r\n") {
                    read_more(stream, &mut self.buffer).await?;
                }
                self.buffer[head..].to_vec()
            }
            Length::UntilClose => {
                while read_more(stream, &mut self.buffer).await.is_ok() {}
                self.buffer[head..].to_vec()
            }
        };
        if head_of.closes {
            self.stream = None;
        }
        Ok(Answer {
            status: head_of.status,
            location: head_of.location,
            cookies: head_of.cookies,
            body,
        })
    }
}

async fn read_more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<()> {
    if stream.read_buf(buffer).await? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}

enum Length {
    Known(usize),
    Chunked,
    UntilClose,
}

struct Head {
    status: u16,
    length: Length,
    closes: bool,
    location: Option<String>,
    cookies: Vec<String>,
}

impl Head {
    fn parse(text: &str) -> Self {
        let mut lines = text.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1)?.parse().ok())
            .unwrap_or(0);
        let mut head = Self {
            status,
            length: Length::UntilClose,
            closes: false,
            location: None,
            cookies: Vec::new(),
        };
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            match name.to_ascii_lowercase().as_str() {
                "content-length" => head.length = Length::Known(value.parse().unwrap_or(0)),
                "transfer-encoding" => head.length = Length::Chunked,
                "connection" => head.closes = value.eq_ignore_ascii_case("close"),
                "location" => head.location = Some(value.to_owned()),
                "set-cookie" => head
                    .cookies
                    .push(value.split(';').next().unwrap_or_default().to_owned()),
                _ => {}
            }
        }
        if matches!(head.length, Length::UntilClose) {
            head.closes = true;
        }
        head
    }
}
