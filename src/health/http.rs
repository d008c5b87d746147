//! Two fixed pages over HTTP/1.1, for a scraper on this machine: a short head is read, one answer is written, and the
//! connection is closed.

use std::convert::Infallible;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// Connections at once; one more is closed unread.
const CONNECTIONS_MAX: usize = 16;
/// Bytes of a request's head.
const HEAD_BYTES_MAX: usize = 4_096;
/// How long a connection may last, whatever its client does.
const CONNECTION_MAX: Duration = Duration::from_secs(5);
/// The pause after a connection could not be taken: the process may be out of files.
const PAUSE: Duration = Duration::from_millis(200);

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// `/health`.
    Health,
    /// `/metrics`.
    Metrics,
}

/// What is answered.
pub(super) struct Answer {
    status: &'static str,
    body: String,
}

impl Answer {
    /// All is well.
    pub(super) fn well(body: String) -> Self {
        Self { status: "200 OK", body }
    }

    /// Something is wrong.
    pub(super) fn unwell(body: String) -> Self {
        Self { status: "503 Service Unavailable", body }
    }

    fn refusal(status: &'static str) -> Self {
        Self { status, body: format!("{status}\n") }
    }

    fn written(&self) -> String {
        let Self { status, body } = self;
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: {length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n{body}"
        )
    }
}

/// Serves both pages until it is dropped.
pub(super) async fn serve<F>(
    listener: TcpListener,
    answer: impl Fn(Page) -> F + Clone + Send + Sync + 'static,
) -> Infallible
where
    F: Future<Output = Answer> + Send,
{
    let mut connections = JoinSet::new();
    loop {
        let Ok((client, _)) = listener.accept().await else {
            sleep(PAUSE).await;
            continue;
        };
        while connections.try_join_next().is_some() {}
        if connections.len() < CONNECTIONS_MAX {
            let answer = answer.clone();
            // Whoever is too slow, or gone, gets no answer.
            connections.spawn(async move {
                let _late = timeout(CONNECTION_MAX, converse(client, answer)).await;
            });
        }
    }
}

async fn converse<F>(mut client: TcpStream, answer: impl Fn(Page) -> F) -> io::Result<()>
where
    F: Future<Output = Answer>,
{
    let answer = match wanted(&head(&mut client).await?) {
        Ok(page) => answer(page).await,
        Err(refusal) => Answer::refusal(refusal),
    };
    client.write_all(answer.written().as_bytes()).await?;
    client.shutdown().await
}

/// The head of a request, as far as it came: until its empty line, its client's end, or the limit.
async fn head(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut part = [0; 1_024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") && head.len() < HEAD_BYTES_MAX {
        match client.read(&mut part).await? {
            0 => break,
            count => head.extend_from_slice(&part[..count]),
        }
    }
    Ok(head)
}

/// The page that a request's first line asks for, or the status that refuses it.
fn wanted(head: &[u8]) -> Result<Page, &'static str> {
    const BAD: &str = "400 Bad Request";
    if !head.windows(4).any(|end| end == b"\r\n\r\n") {
        return Err(BAD);
    }
    let line = head.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let line = std::str::from_utf8(line).map_err(|_| BAD)?;
    let mut words = line.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(BAD);
    };
    if !matches!(version, "HTTP/1.1" | "HTTP/1.0") {
        return Err(BAD);
    }
    if method != "GET" {
        return Err("405 Method Not Allowed");
    }
    match target.split('?').next() {
        Some("/health") => Ok(Page::Health),
        Some("/metrics") => Ok(Page::Metrics),
        _ => Err("404 Not Found"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_pages_are_known_and_the_rest_is_refused() {
        let bad = Err("400 Bad Request");
        for (head, page) in [
            ("GET /health HTTP/1.1\r\nHost: x\r\n\r\n", Ok(Page::Health)),
            ("GET /metrics?x=1 HTTP/1.0\r\n\r\n", Ok(Page::Metrics)),
            ("GET / HTTP/1.1\r\n\r\n", Err("404 Not Found")),
            ("GET /metrics/ HTTP/1.1\r\n\r\n", Err("404 Not Found")),
            ("POST /health HTTP/1.1\r\n\r\n", Err("405 Method Not Allowed")),
            ("GET /health HTTP/1.1\r\n", bad),
            ("GET /health HTTP/2\r\n\r\n", bad),
            ("GET  /health HTTP/1.1\r\n\r\n", bad),
            ("GET /health\r\n\r\n", bad),
            ("\r\n\r\n", bad),
            ("", bad),
        ] {
            assert_eq!(wanted(head.as_bytes()), page, "{head:?}");
        }
        assert_eq!(wanted(b"\xff\xfe\r\n\r\n"), bad);
    }
}
