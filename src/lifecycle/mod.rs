//! The life of a process. Owns signals, the request to stop, and serving until then; what is served and what
//! else has to stop is the callers' business.

mod connection;
#[cfg(test)]
mod connection_tests;
mod shutdown;
#[cfg(test)]
mod tests;

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use connection::SILENCE;
pub use shutdown::Shutdown;

use connection::{GuardedListener, Limits};

/// How long connections that were cut may take to fall.
const FALL: Duration = Duration::from_secs(1);

/// Serves until `shutdown` is requested. Then nothing new is accepted, running requests may go on for `grace`,
/// and what is left after that is cut. Handlers find the caller's address as `ConnectInfo<SocketAddr>`.
///
/// Slow callers are cut at any time: see [`SILENCE`]. Dropping the future cuts every connection.
///
/// # Errors
/// When the listener has no address, which a bound one has.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: Shutdown,
    grace: Duration,
) -> io::Result<()> {
    serve_within(Limits::default(), listener, router, shutdown, grace).await
}

async fn serve_within(
    limits: Limits,
    listener: TcpListener,
    router: Router,
    shutdown: Shutdown,
    grace: Duration,
) -> io::Result<()> {
    let address = listener.local_addr()?;
    let cut = CancellationToken::new();
    let _cut_when_dropped = cut.clone().drop_guard();
    // `tap_io` is what lets axum find the caller's address on a listener that is not its own.
    let listener = GuardedListener::new(listener, limits, cut.clone()).tap_io(|_| {});
    let stop = shutdown.clone();
    let mut served = pin!(
        axum::serve(
            listener,
            router.into_make_service_with_connect_info::<SocketAddr>()
        )
        .with_graceful_shutdown(async move { stop.requested().await })
        .into_future()
    );
    let patience = async {
        shutdown.requested().await;
        tokio::time::sleep(grace).await;
    };
    tokio::select! {
        ended = &mut served => return ended,
        () = patience => {}
    }
    tracing::warn!(%address, "requests still ran after the grace period and were cut");
    cut.cancel();
    tokio::time::timeout(FALL, served).await.unwrap_or(Ok(()))
}
