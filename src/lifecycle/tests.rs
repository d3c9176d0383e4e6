//! Claims about serving and stopping, shown over real connections.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use axum::extract::ConnectInfo;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::*;

const GRACE: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(20);

struct Server {
    address: SocketAddr,
    shutdown: Shutdown,
    ended: JoinHandle<io::Result<()>>,
}

impl Server {
    async fn start(router: Router, grace: Duration) -> Self {
        Self::start_within(Limits::default(), router, grace).await
    }

    async fn start_within(limits: Limits, router: Router, grace: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let shutdown = Shutdown::new();
        Self {
            address: listener.local_addr().unwrap(),
            shutdown: shutdown.clone(),
            ended: tokio::spawn(serve_within(limits, listener, router, shutdown, grace)),
        }
    }

    async fn send(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        stream
    }

    async fn end(self) {
        timeout(LONG, self.ended).await.unwrap().unwrap().unwrap();
    }
}

fn ask(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: tool.example.org\r\n\r\n").into_bytes()
}

/// Everything until the connection ends, however it ends.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = timeout(LONG, stream.read_to_end(&mut bytes)).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A page that says when it was asked for and answers when it is told to.
fn held_page() -> (Router, Arc<Notify>, Arc<Notify>) {
    let (asked, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (asked_here, go_on_here) = (asked.clone(), go_on.clone());
    let page = move || async move {
        asked_here.notify_one();
        go_on_here.notified().await;
        "all of it"
    };
    (Router::new().route("/", get(page)), asked, go_on)
}

#[tokio::test]
async fn a_running_request_is_finished_and_no_new_one_is_taken() {
    let (router, asked, go_on) = held_page();
    let server = Server::start(router, LONG).await;
    let mut running = server.send(&ask("/")).await;
    asked.notified().await;

    server.shutdown.request();
    let refused = async {
        while TcpStream::connect(server.address).await.is_ok() {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(LONG, refused).await.unwrap();
    go_on.notify_one();

    let answer = rest(&mut running).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.ends_with("all of it"), "{answer}");
    server.end().await;
}

#[tokio::test]
async fn what_runs_longer_than_the_grace_period_is_cut() {
    struct Flag(Arc<AtomicBool>);
    impl Drop for Flag {
        fn drop(&mut self) {
            self.0.store(true, Ordering::SeqCst);
        }
    }
    let (asked, dropped) = (Arc::new(Notify::new()), Arc::new(AtomicBool::new(false)));
    let (asked_here, dropped_here) = (asked.clone(), dropped.clone());
    let endless = move || async move {
        let _flag = Flag(dropped_here);
        asked_here.notify_one();
        pending::<&str>().await
    };
    let server = Server::start(Router::new().route("/", get(endless)), GRACE).await;
    let mut running = server.send(&ask("/")).await;
    asked.notified().await;

    let started = Instant::now();
    server.shutdown.request();
    assert_eq!(rest(&mut running).await, "");
    server.end().await;
    assert!(started.elapsed() >= GRACE);
    assert!(started.elapsed() < GRACE + FALL);
    assert!(dropped.load(Ordering::SeqCst));
}

#[tokio::test]
async fn callers_who_ask_nothing_do_not_hold_up_the_end() {
    let page = || async { "page" };
    let server = Server::start(Router::new().route("/", get(page)), LONG).await;
    let mut kept_alive = server.send(&ask("/")).await;
    let mut answer = [0; 15];
    kept_alive.read_exact(&mut answer).await.unwrap();
    let _silent = server.send(b"").await;

    let started = Instant::now();
    server.shutdown.request();
    server.end().await;
    assert!(started.elapsed() < LONG / 2);
}

#[tokio::test]
async fn a_caller_with_half_a_request_holds_up_the_end_no_longer_than_the_grace_period() {
    let server = Server::start(Router::new(), GRACE).await;
    let mut half = server.send(b"GET / HTTP/1.1\r\nHost: tool.exam").await;
    sleep(Duration::from_millis(50)).await;

    server.shutdown.request();
    server.end().await;
    assert_eq!(rest(&mut half).await, "");
}

#[tokio::test]
async fn dropping_the_server_cuts_its_connections() {
    let (router, asked, _go_on) = held_page();
    let server = Server::start(router, LONG).await;
    let mut running = server.send(&ask("/")).await;
    asked.notified().await;

    server.ended.abort();
    assert_eq!(rest(&mut running).await, "");
}

#[tokio::test]
async fn a_caller_who_sends_nothing_is_sent_away() {
    let limits = Limits {
        silence: Duration::from_millis(200),
        ..Limits::default()
    };
    let server = Server::start_within(limits, Router::new(), LONG).await;
    for beginning in ["", "GET / HTTP/1.1\r\n"] {
        let mut silent = server.send(beginning.as_bytes()).await;
        assert_eq!(rest(&mut silent).await, "");
    }
}

#[tokio::test]
async fn a_caller_who_sends_a_header_drop_by_drop_is_sent_away() {
    let limits = Limits {
        window: Duration::from_millis(200),
        ..Limits::default()
    };
    let server = Server::start_within(limits, Router::new(), LONG).await;
    let started = Instant::now();
    let mut dripping = server.send(b"GET / HTTP/1.1\r\n").await;
    let drip = async {
        while dripping.write_all(b"x").await.is_ok() {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(LONG, drip).await.unwrap();
    assert!(started.elapsed() >= limits.window);
}

#[tokio::test]
async fn a_page_knows_its_callers_address() {
    let page = |ConnectInfo(address): ConnectInfo<SocketAddr>| async move { address.to_string() };
    let server = Server::start(Router::new().route("/", get(page)), LONG).await;
    let mut caller = server
        .send(b"GET / HTTP/1.1\r\nHost: tool.example.org\r\nConnection: close\r\n\r\n")
        .await;
    let address = caller.local_addr().unwrap().to_string();
    assert!(rest(&mut caller).await.ends_with(&address));
}
