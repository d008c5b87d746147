//! As much of HTTP/1.1 as the Bot API's clients speak: kept connections, lengths and chunks.

use bytes::{Buf, BytesMut};
use std::io;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Heads longer than this are nobody's.
const HEADERS_MAX: usize = 64;

/// One call.
pub struct Request {
    pub path: String,
    pub kind: String,
    pub body: Vec<u8>,
}

pub struct Connection<S> {
    stream: S,
    buffer: BytesMut,
}

enum Length {
    Known(usize),
    Chunks,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    pub fn new(stream: S) -> Self {
        Self { stream, buffer: BytesMut::with_capacity(16 * 1024) }
    }

    async fn more(&mut self) -> io::Result<bool> {
        Ok(self.stream.read_buf(&mut self.buffer).await? > 0)
    }

    /// The next call, or `None` when the other side is done.
    pub async fn request(&mut self) -> io::Result<Option<Request>> {
        let (mut request, length) = loop {
            if let Some(head) = self.head()? {
                break head;
            }
            if !self.more().await? {
                return Ok(None);
            }
        };
        request.body = match length {
            Length::Known(length) => self.exactly(length).await?,
            Length::Chunks => self.chunks().await?,
        };
        Ok(Some(request))
    }

    fn head(&mut self) -> io::Result<Option<(Request, Length)>> {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
        let mut parsed = httparse::Request::new(&mut headers);
        let status = parsed.parse(&self.buffer).map_err(io::Error::other)?;
        let httparse::Status::Complete(size) = status else { return Ok(None) };
        let named = |name: &str| {
            let found = parsed.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
            found.map(|header| String::from_utf8_lossy(header.value).into_owned())
        };
        let length = match named("transfer-encoding") {
            Some(_) => Length::Chunks,
            None => {
                Length::Known(named("content-length").and_then(|n| n.parse().ok()).unwrap_or(0))
            }
        };
        let path = parsed.path.unwrap_or_default().to_owned();
        let request =
            Request { path, kind: named("content-type").unwrap_or_default(), body: Vec::new() };
        self.buffer.advance(size);
        Ok(Some((request, length)))
    }

    async fn exactly(&mut self, length: usize) -> io::Result<Vec<u8>> {
        while self.buffer.len() < length {
            if !self.more().await? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(self.buffer.split_to(length).to_vec())
    }

    async fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let end = loop {
                if let Some(end) = self.buffer.windows(2).position(|two| two == b"\r\n") {
                    break end;
                }
                if !self.more().await? {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            };
            let line = self.exactly(end + 2).await?;
            let digits = String::from_utf8_lossy(&line);
            let size = digits.trim().split(';').next().unwrap_or_default();
            let size = usize::from_str_radix(size, 16).map_err(io::Error::other)?;
            let chunk = self.exactly(size + 2).await?;
            if size == 0 {
                return Ok(body);
            }
            body.extend_from_slice(&chunk[..size]);
        }
    }

    pub async fn answer(&mut self, body: &str) -> io::Result<()> {
        let mut answer = Vec::with_capacity(body.len() + 96);
        answer.extend_from_slice(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ",
        );
        answer.extend_from_slice(body.len().to_string().as_bytes());
        answer.extend_from_slice(b"\r\n\r\n");
        answer.extend_from_slice(body.as_bytes());
        self.stream.write_all(&answer).await?;
        self.stream.flush().await
    }
}
