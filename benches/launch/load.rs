//! The load: whole launches, from the login initiation to the first page, by many browsers at once. The
//! platform signs between the two halves, when nobody measures.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use url::Url;
use url::form_urlencoded::Serializer;

use crate::client::{Answer, Connection};
use crate::platform::{CLIENT_ID, DEPLOYMENT_ID, Platform};

const FRAME: &str = "sec-fetch-dest: iframe\r\nsec-fetch-site: cross-site\r\naccept: text/html\r\n";

/// What a run showed.
pub struct Outcome {
    pub launches: usize,
    pub elapsed: Duration,
    /// One entry for each launch, sorted.
    pub latencies: Vec<Duration>,
}

impl Outcome {
    pub fn per_second(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a count of launches")]
        let launches = self.launches as f64;
        launches / self.elapsed.as_secs_f64()
    }

    pub fn percentile(&self, percent: usize) -> Duration {
        let at = (self.latencies.len() * percent / 100).min(self.latencies.len().saturating_sub(1));
        self.latencies.get(at).copied().unwrap_or_default()
    }
}

/// A login that waits for its token.
struct Begun {
    number: usize,
    state: String,
    nonce: String,
    cookies: Cookies,
    took: Duration,
}

/// Runs `launches` launches with `at_once` browsers against the tool at `address`.
pub async fn run(
    platform: &Arc<Platform>,
    address: SocketAddr,
    launches: usize,
    at_once: usize,
) -> Outcome {
    let started = Instant::now();
    let begun = in_parallel(
        launches,
        at_once,
        {
            let platform = platform.clone();
            move |connection, number| {
                let platform = platform.clone();
                Box::pin(async move { login(&platform, connection, address, number).await })
            }
        },
        address,
    )
    .await;
    let logins = started.elapsed();
    let tool = format!("http://{address}");
    let signed: Vec<_> = begun
        .into_iter()
        .map(|login| (platform.sign(&tool, &login.nonce, login.number), login))
        .collect();
    let signed = Arc::new(signed);
    let started = Instant::now();
    let mut latencies = in_parallel(
        launches,
        at_once,
        {
            let signed = signed.clone();
            move |connection, number| {
                let signed = signed.clone();
                Box::pin(async move {
                    let (token, login) = &signed[number];
                    login.took + enter(connection, token, login).await
                })
            }
        },
        address,
    )
    .await;
    latencies.sort_unstable();
    Outcome {
        launches,
        elapsed: logins + started.elapsed(),
        latencies,
    }
}

type Step<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// `at_once` workers with a connection each share the numbers from 0 to `count`.
async fn in_parallel<T, F>(count: usize, at_once: usize, step: F, address: SocketAddr) -> Vec<T>
where
    T: Send + 'static,
    F: for<'a> Fn(&'a mut Connection, usize) -> Step<'a, T> + Send + Sync + 'static,
{
    let next = Arc::new(AtomicUsize::new(0));
    let step = Arc::new(step);
    let workers = (0..at_once).map(|_| {
        let (next, step) = (next.clone(), step.clone());
        tokio::spawn(async move {
            let mut connection = Connection::new(address);
            let mut results = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return results;
                }
                results.push(step(&mut connection, number).await);
            }
        })
    });
    let workers: Vec<_> = workers.collect();
    let mut all = Vec::with_capacity(count);
    for worker in workers {
        all.extend(
            worker
                .await
                .expect("a worker that panics ends the measurement"),
        );
    }
    all
}

/// A browser's cookies, `name=value` each; a new value takes the place of an old one.
#[derive(Clone, Default)]
struct Cookies(Vec<String>);

impl Cookies {
    fn take(&mut self, new: Vec<String>) {
        let name = |cookie: &str| cookie.split('=').next().unwrap_or_default().to_owned();
        for cookie in new {
            self.0.retain(|old| name(old) != name(&cookie));
            self.0.push(cookie);
        }
    }

    fn header(&self) -> String {
        if self.0.is_empty() {
            String::new()
        } else {
            format!("cookie: {}\r\n", self.0.join("; "))
        }
    }
}

async fn login(
    platform: &Platform,
    connection: &mut Connection,
    tool: SocketAddr,
    number: usize,
) -> Begun {
    let form = Serializer::new(String::new())
        .append_pair("iss", &platform.issuer())
        .append_pair("client_id", CLIENT_ID)
        .append_pair("login_hint", &format!("hint-{number}"))
        .append_pair(
            "lti_message_hint",
            "eyJhbGciOiJIUzI1NiJ9.eyJ2ZXJpZmllciI6ImEifQ.c2ln",
        )
        .append_pair("target_link_uri", &format!("http://{tool}/lti/launch"))
        .append_pair("lti_deployment_id", DEPLOYMENT_ID)
        .finish();
    let started = Instant::now();
    let mut cookies = Cookies::default();
    let mut answer: Answer = connection
        .post("/lti/login", FRAME, &form)
        .await
        .expect("the tool answers a login");
    cookies.take(std::mem::take(&mut answer.cookies));
    while answer.status == 307 {
        let path = answer.location.expect("a redirect leads somewhere");
        let headers = format!("{FRAME}{}", cookies.header());
        answer = connection
            .post(&path, &headers, &form)
            .await
            .expect("the tool answers a login");
        cookies.take(std::mem::take(&mut answer.cookies));
    }
    let login_took = started.elapsed();
    let location = answer
        .location
        .unwrap_or_else(|| panic!("a login answered with status {}", answer.status));
    let location = Url::parse(&location).expect("the platform's address");
    let parameter = |name: &str| {
        let mut pairs = location.query_pairs();
        pairs
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    };
    Begun {
        number,
        state: parameter("state"),
        nonce: parameter("nonce"),
        cookies,
        took: login_took,
    }
}

async fn enter(connection: &mut Connection, token: &str, login: &Begun) -> Duration {
    let form = Serializer::new(String::new())
        .append_pair("state", &login.state)
        .append_pair("id_token", token)
        .finish();
    let started = Instant::now();
    let headers = format!("{FRAME}{}", login.cookies.header());
    let answer = connection
        .post("/lti/launch", &headers, &form)
        .await
        .expect("the tool answers a launch");
    let Some(location) = answer.location else {
        panic!(
            "a launch answered with status {}: {}",
            answer.status,
            String::from_utf8_lossy(&answer.body)
        );
    };
    let path = Url::parse(&location).map_or(location, |url| url.path().to_owned());
    let mut cookies = login.cookies.clone();
    cookies.take(answer.cookies);
    let headers = format!("{FRAME}{}", cookies.header());
    let page = connection
        .get(&path, &headers)
        .await
        .expect("the tool answers with a page");
    let launch_took = started.elapsed();
    assert_eq!(page.status, 200, "the first page");
    let name = format!("Person {}", login.number);
    assert!(
        String::from_utf8_lossy(&page.body).contains(&name),
        "the page greets the person"
    );
    launch_took
}
