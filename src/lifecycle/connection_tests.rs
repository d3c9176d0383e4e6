//! Claims about the limits on slow callers.

use std::io;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::connection::{Connection, Limits};

const LIMITS: Limits = Limits {
    silence: Duration::from_millis(1_000),
    window: Duration::from_millis(300),
    least: 100,
};

fn pair() -> (DuplexStream, Connection<DuplexStream>) {
    let (caller, stream) = duplex(64 * 1024);
    (
        caller,
        Connection::new(stream, LIMITS, CancellationToken::new()),
    )
}

async fn pass(
    caller: &mut DuplexStream,
    ours: &mut Connection<DuplexStream>,
    bytes: usize,
) -> io::Result<()> {
    caller.write_all(&vec![0; bytes]).await.unwrap();
    ours.read_exact(&mut vec![0; bytes]).await.map(|_| ())
}

#[tokio::test]
async fn an_upload_that_moves_may_take_longer_than_every_limit() {
    let (mut caller, mut ours) = pair();
    let started = Instant::now();
    while started.elapsed() < LIMITS.silence * 2 {
        pass(&mut caller, &mut ours, 200).await.unwrap();
        sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn short_questions_with_answers_between_them_are_no_dripping() {
    let (mut caller, mut ours) = pair();
    for _ in 0..20 {
        pass(&mut caller, &mut ours, 5).await.unwrap();
        ours.write_all(b"answer").await.unwrap();
        sleep(Duration::from_millis(30)).await;
    }
}

#[tokio::test]
async fn dripping_is_refused_after_the_window_and_not_before() {
    let (mut caller, mut ours) = pair();
    pass(&mut caller, &mut ours, 5).await.unwrap();
    pass(&mut caller, &mut ours, 5).await.unwrap();
    sleep(LIMITS.window).await;
    let refused = pass(&mut caller, &mut ours, 5).await.unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
}

#[tokio::test]
async fn what_came_before_does_not_excuse_dripping_later() {
    let (mut caller, mut ours) = pair();
    pass(&mut caller, &mut ours, 200).await.unwrap();
    sleep(LIMITS.window).await;
    pass(&mut caller, &mut ours, 5).await.unwrap();
    pass(&mut caller, &mut ours, 5).await.unwrap();
    sleep(LIMITS.window).await;
    assert!(pass(&mut caller, &mut ours, 5).await.is_err());
}

#[tokio::test]
async fn silence_is_counted_from_the_last_byte() {
    let (mut caller, mut ours) = pair();
    sleep(LIMITS.silence / 2).await;
    let started = Instant::now();
    pass(&mut caller, &mut ours, 5).await.unwrap();
    let refused = ours.read_u8().await.unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
    assert!(started.elapsed() >= LIMITS.silence);
}

#[tokio::test]
async fn a_caller_who_does_not_read_is_silent_too() {
    let (_caller, mut ours) = pair();
    let refused = ours.write_all(&vec![0; 128 * 1024]).await.unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
}
