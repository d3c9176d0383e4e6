//! Registration through the real HTTP client: whatever address somebody hands in, the tool calls no network of its
//! operator, follows no redirect, and waits for nobody for long.

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::routing::get;
use futures_util::stream;
use microcred::lti::fetch::{Fetch, FetchError, Request};
use microcred::outbound::{Client, Reach};
use tokio::net::TcpListener;

use super::{Lms, invitation, open, platforms};
use crate::support::app::TestApp;

/// Serves until the test ends, and says where.
async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

async fn refused(reach: Reach, configuration_url: &str) {
    let app = TestApp::calling(Client::new(reach).unwrap()).await;
    let mut lms = Lms::generic();
    lms.configuration_url = configuration_url.to_owned();
    let invitation = invitation(&app, app.organization, None).await;
    let answer = open(&mut app.browser().without_cookies(), &invitation, &lms).await;
    let outcome = (answer.status(), answer.code());
    assert_eq!(
        outcome,
        (502, "registration-incomplete".into()),
        "{configuration_url}"
    );
    assert!(platforms(&app).await.is_empty());
}

#[tokio::test]
async fn addresses_inside_the_operators_network_are_not_called() {
    let (called, mut calls) = tokio::sync::mpsc::unbounded_channel();
    let secret = serve(Router::new().fallback(async move || {
        called.send(()).unwrap();
        Lms::generic().document.to_string()
    }))
    .await;
    let port = secret.rsplit_once(':').unwrap().1;
    for address in [
        secret.clone(),
        format!("https://127.0.0.1:{port}/"),
        format!("https://localhost:{port}/"),
        format!("https://localhost.:{port}/"),
        format!("https://2130706433:{port}/"),
        format!("https://[::ffff:127.0.0.1]:{port}/"),
        "http://lms.example/openid-configuration".into(),
        "https://169.254.169.254/latest/meta-data/".into(),
        "https://10.0.0.1/".into(),
        "https://user:secret@lms.example/".into(),
        "file:///etc/passwd".into(),
        "gopher://127.0.0.1/".into(),
    ] {
        refused(Reach::PublicOnly, &address).await;
    }
    assert!(calls.try_recv().is_err());
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (called, mut calls) = tokio::sync::mpsc::unbounded_channel();
    let router = Router::new()
        .route(
            "/moved",
            get(async || (StatusCode::FOUND, [(header::LOCATION, "/secret")])),
        )
        .route(
            "/gone",
            get(async || {
                (
                    StatusCode::PERMANENT_REDIRECT,
                    [(header::LOCATION, "/secret")],
                )
            }),
        )
        .route("/secret", get(async move || called.send(()).unwrap()));
    let lms = serve(router).await;
    for path in ["/moved", "/gone"] {
        refused(Reach::PrivateToo, &format!("{lms}{path}")).await;
    }
    assert!(calls.try_recv().is_err());
}

#[tokio::test]
async fn an_endless_answer_is_given_up_at_its_limit() {
    let router = Router::new().route(
        "/endless",
        get(async || {
            let chunk = || Ok::<_, std::io::Error>(vec![b' '; 16 * 1024]);
            Body::from_stream(stream::repeat_with(chunk))
        }),
    );
    let lms = serve(router).await;
    let asked = Instant::now();
    refused(Reach::PrivateToo, &format!("{lms}/endless")).await;
    assert!(asked.elapsed() < Duration::from_secs(5));
}

async fn gives_up_after_ten_seconds(address: String) {
    let client = Client::new(Reach::PrivateToo).unwrap();
    let began = Instant::now();
    let request = Request::json(address.parse().unwrap(), 1024);
    let error = client.fetch(request).await.unwrap_err();
    assert!(matches!(error, FetchError::Unreachable { .. }), "{error:?}");
    let after = began.elapsed().as_secs();
    assert!((9..15).contains(&after), "{after} s");
}

#[tokio::test]
async fn somebody_who_answers_never_or_byte_by_byte_is_given_up_after_ten_seconds() {
    let never = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let router = Router::new().route(
        "/",
        get(async || {
            let byte_by_byte = stream::unfold((), async |()| {
                tokio::time::sleep(Duration::from_secs(1)).await;
                Some((Ok::<_, std::io::Error>(" "), ()))
            });
            Body::from_stream(byte_by_byte)
        }),
    );
    tokio::join!(
        gives_up_after_ten_seconds(format!("http://{}/", never.local_addr().unwrap())),
        gives_up_after_ten_seconds(serve(router).await),
    );
}
