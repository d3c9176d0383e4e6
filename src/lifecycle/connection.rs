//! Connections that do not outstay their welcome. Owns the limits on silence and on dripping, and the cut at
//! the end of the grace period; requests and answers are axum's.
//!
//! axum's own `serve` sets no limit on how long a caller may take to send a request, so the limits are kept here,
//! below HTTP, where every version of it looks alike.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep, sleep};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use crate::config::Server;

/// A connection on which nothing moves for this long is closed; any request's time limit comes before.
pub const SILENCE: Duration = Server::LONGEST_REQUEST.saturating_add(Duration::from_secs(20));

/// How slow a caller may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// How long nothing may move.
    pub(super) silence: Duration,
    /// How long a caller may go on sending fewer than `least` bytes without being answered; who is slower only
    /// wants to occupy the connection.
    pub(super) window: Duration,
    /// See `window`.
    pub(super) least: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            silence: SILENCE,
            window: Duration::from_secs(30),
            least: 4 * 1024,
        }
    }
}

/// Accepts connections and watches over them.
pub(super) struct GuardedListener {
    listener: TcpListener,
    limits: Limits,
    cut: CancellationToken,
}

impl GuardedListener {
    pub(super) const fn new(listener: TcpListener, limits: Limits, cut: CancellationToken) -> Self {
        Self {
            listener,
            limits,
            cut,
        }
    }
}

impl Listener for GuardedListener {
    type Io = Connection<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        // The trait's method waits and tries again when the process has no file left to accept with.
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // Small answers should not wait for more; without it they are only slower.
        let _ = stream.set_nodelay(true);
        (
            Connection::new(stream, self.limits, self.cut.clone()),
            address,
        )
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// A stream that fails when it is cut, silent for too long, or dripping.
pub(super) struct Connection<S> {
    stream: S,
    limits: Limits,
    cut: Pin<Box<WaitForCancellationFutureOwned>>,
    silence: Pin<Box<Sleep>>,
    moved_at: Instant,
    window: Option<Window>,
}

/// What came in since the last answer, or since the last time that enough had come.
struct Window {
    since: Instant,
    bytes: usize,
}

impl<S> Connection<S> {
    pub(super) fn new(stream: S, limits: Limits, cut: CancellationToken) -> Self {
        Self {
            stream,
            limits,
            cut: Box::pin(cut.cancelled_owned()),
            silence: Box::pin(sleep(limits.silence)),
            moved_at: Instant::now(),
            window: None,
        }
    }

    /// Asked whenever the stream has to wait: whether waiting is still allowed.
    fn wait<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if self.cut.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        // Moving the timer at every byte would cost more than looking again when it goes off.
        while self.silence.as_mut().poll(context).is_ready() {
            if self.moved_at.elapsed() >= self.limits.silence {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            let until = self.moved_at + self.limits.silence;
            self.silence.as_mut().reset(until);
        }
        Poll::Pending
    }

    fn received(&mut self, bytes: usize) -> io::Result<()> {
        let now = Instant::now();
        self.moved_at = now;
        let window = self.window.get_or_insert(Window {
            since: now,
            bytes: 0,
        });
        window.bytes += bytes;
        if now.duration_since(window.since) >= self.limits.window {
            if window.bytes < self.limits.least {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.window = None;
        }
        Ok(())
    }

    fn sent(&mut self) {
        self.moved_at = Instant::now();
        self.window = None;
    }

    fn written(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Pending => self.wait(context),
            Poll::Ready(result) => {
                self.sent();
                Poll::Ready(result)
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Connection<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        if Pin::new(&mut self.stream)
            .poll_read(context, buffer)?
            .is_pending()
        {
            return self.wait(context);
        }
        let received = buffer.filled().len() - before;
        if received > 0 {
            self.received(received)?;
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Connection<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.written(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if Pin::new(&mut self.stream)
            .poll_shutdown(context)?
            .is_pending()
        {
            return self.wait(context);
        }
        Poll::Ready(Ok(()))
    }
}
