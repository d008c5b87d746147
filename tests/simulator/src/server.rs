//! One port for both doors, on a listener whose connections can be cut.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, Request, State, connect_info::Connected},
    http::StatusCode,
    response::{IntoResponse, Response},
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    time::{Sleep, sleep},
};

use crate::{
    bot_api::{self, params::BODY_BYTES_MAX},
    people_api,
    world::Shared,
};

/// A connection, as a handler sees it: it can be cut, now or later, or made slow.
#[derive(Clone)]
pub(crate) struct Connection {
    is_cut: Arc<AtomicBool>,
    /// Bytes that still may be written.
    bytes_left: Arc<AtomicUsize>,
    /// The pause before each byte.
    pause_ms: Arc<AtomicU64>,
}

impl Connection {
    fn new() -> Self {
        Self {
            is_cut: Arc::default(),
            bytes_left: Arc::new(AtomicUsize::new(usize::MAX)),
            pause_ms: Arc::default(),
        }
    }

    /// Nothing more is written; the peer gets a reset instead of an answer.
    pub(crate) fn cut(&self) {
        self.is_cut.store(true, Ordering::Release);
    }

    /// So many more bytes are written, then the connection is cut.
    pub(crate) fn cut_after(&self, bytes: usize) {
        self.bytes_left.store(bytes, Ordering::Release);
    }

    /// From now on each byte waits so long.
    pub(crate) fn trickle(&self, pause_ms: u64) {
        self.pause_ms.store(pause_ms, Ordering::Release);
    }
}

impl Connected<IncomingStream<'_, Port>> for Connection {
    fn connect_info(stream: IncomingStream<'_, Port>) -> Self {
        stream.io().connection.clone()
    }
}

/// The router of both doors, ready to serve.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    people_api::routes()
        .fallback(bot_door)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .with_state(shared)
}

async fn bot_door(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    request: Request,
) -> Response {
    let answer = bot_api::answer(&shared, &connection, request).await;
    answer.unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

/// The listening port.
pub(crate) struct Port(pub(crate) TcpListener);

impl Listener for Port {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // A missing option only makes small answers slower.
        let _ = stream.set_nodelay(true);
        (Wire { stream, connection: Connection::new(), pause: None }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// A TCP stream that fails once its connection is cut.
pub(crate) struct Wire {
    stream: TcpStream,
    connection: Connection,
    /// The pause before the next byte, if it is a slow one.
    pause: Option<Pin<Box<Sleep>>>,
}

impl Wire {
    /// Waits until the next byte of a slow connection may be written. Returns how many bytes may be.
    fn poll_pace(&mut self, context: &mut Context<'_>) -> Poll<usize> {
        let left = self.connection.bytes_left.load(Ordering::Acquire);
        let pause_ms = self.connection.pause_ms.load(Ordering::Acquire);
        if pause_ms == 0 {
            return Poll::Ready(left);
        }
        let pause =
            self.pause.get_or_insert_with(|| Box::pin(sleep(Duration::from_millis(pause_ms))));
        ready!(pause.as_mut().poll(context));
        self.pause = None;
        Poll::Ready(left.min(1))
    }

    fn check(&self) -> io::Result<()> {
        if !self.connection.is_cut.load(Ordering::Acquire) {
            return Ok(());
        }
        // Without lingering the peer gets a reset, as from a machine that died.
        self.stream.set_zero_linger()?;
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let most = ready!(self.poll_pace(context));
        if most == 0 {
            self.connection.cut();
        }
        self.check()?;
        let bytes = &bytes[..bytes.len().min(most)];
        let written = ready!(Pin::new(&mut self.stream).poll_write(context, bytes))?;
        if most != usize::MAX {
            self.connection.bytes_left.fetch_sub(written, Ordering::AcqRel);
        }
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
