//! Several processes on one database: what one began, another ends, and none is needed for it.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use axum::Router;
use axum::routing::get;
use microcred::app::audit::Actor;
use microcred::app::connection::{self, Subject};
use microcred::clock::Clock;
use microcred::domain::approval::Decision;
use microcred::lti::names::claim;
use tokio::net::TcpListener;

use crate::support::app::TestApp;
use crate::support::browser::{Browser, Line};
use crate::support::database::TestDatabase;
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

const SUITE: &str = "several processes on PostgreSQL";

async fn a_launch_crosses_processes(one: TestApp) {
    let other = one.beside().await;
    let platform = TestPlatform::connected(&one, "lms.example").await;
    let mut at_one = one.browser();
    let login = at_one.begin(&platform).await;
    let jwt = platform.token(&login, one.now()).jwt();
    let fields = [("id_token", &*jwt), ("state", login.state())];

    let mut at_other = at_one.at(Line::Router(other.router()));
    let answer = at_other.post_launch(&fields).await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    let path = answer.location().to_owned();
    assert_eq!(at_other.get(&path).await.status(), 200);

    let mut back = at_other.at(Line::Router(one.router()));
    assert_eq!(back.get(&path).await.status(), 200);
    let replayed = back.post_launch(&fields).await;
    assert_eq!(replayed.code(), "state_replayed");

    let subject = Subject::Platform(platform.id());
    connection::decide(&one.app, Actor::Operator, None, subject, Decision::Disable)
        .await
        .unwrap();
    assert_eq!(
        at_other.get(&path).await.status(),
        401,
        "switching off works everywhere at once"
    );
}

#[tokio::test]
async fn a_launch_crosses_processes_on_sqlite() {
    a_launch_crosses_processes(TestApp::new().await).await;
}

#[tokio::test]
async fn a_launch_crosses_processes_on_postgresql() {
    if let Some(database) = TestDatabase::postgres(SUITE).await {
        a_launch_crosses_processes(TestApp::on(database).await).await;
    }
}

async fn picks_at_one_and_answers_at_the_other(one: TestApp) {
    let other = one.beside().await;
    one.run_jobs().await;
    let platform = TestPlatform::connected(&one, "lms.example").await;
    let mut browser = one.browser();
    let picks = |token: Token| {
        token
            .instructor()
            .deep_linking("https://lms.example/back", None)
    };
    let picker = browser.open(&one, &platform, picks).await.page;
    let mut at_other = browser.at(Line::Router(other.router()));
    let answer = at_other.press(&picker, "button[value=course_page]").await;
    assert!(answer.has("form#return"), "{}", answer.text());
    let keys = |app: &TestApp| {
        let mut browser = app.browser();
        async move { browser.get("/lti/jwks.json").await.json() }
    };
    assert_eq!(keys(&one).await, keys(&other).await);
}

#[tokio::test]
async fn a_form_of_one_process_is_taken_by_another_and_both_sign_alike() {
    picks_at_one_and_answers_at_the_other(TestApp::new().await).await;
}

/// A `microcred` that is killed when the test ends.
pub struct Process {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Process {
    pub fn start(environment: &[(&str, String)], public_url: &str) -> Self {
        let [process] = Self::start_together(environment, public_url);
        process
    }

    /// None of them waits for another.
    pub fn start_together<const N: usize>(
        environment: &[(&str, String)],
        public_url: &str,
    ) -> [Self; N] {
        let listen = ["serve", "--listen", "127.0.0.1:0"];
        let reach = ["--public-url", public_url, "--allow-private-network"];
        let arguments = [listen, reach].concat();
        let spawned = [(); N].map(|()| {
            let mut command = command(environment, &arguments);
            command.stdout(Stdio::piped()).spawn().unwrap()
        });
        spawned.map(Self::when_ready)
    }

    fn when_ready(mut child: Child) -> Self {
        let line = first_line(&mut child);
        let (_, address) = line
            .trim_end()
            .trim_end_matches(')')
            .rsplit_once("listening on ")
            .unwrap_or_else(|| panic!("it did not start: {line}"));
        let address = address.parse().unwrap();
        Self { child, address }
    }

    fn line(&self) -> Line {
        Line::Process(self.address)
    }

    /// As `kill -9` would.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop, and says how it ended.
    fn stop(&mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        self.child.wait().unwrap().code()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What it says first; whatever else it says is taken off its hands.
fn first_line(child: &mut Child) -> String {
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    std::thread::spawn(move || output.read_to_string(&mut String::new()));
    line
}

fn command(environment: &[(&str, String)], arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_microcred"));
    command
        .args(arguments)
        .env_clear()
        .envs(environment.iter().map(|(name, value)| (*name, value)))
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// A platform with a key set that can be fetched.
async fn serving_platform() -> TestPlatform {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let mut platform = TestPlatform::new(&host);
    for address in [
        &mut platform.issuer,
        &mut platform.authorization_url,
        &mut platform.token_url,
        &mut platform.jwks_url,
    ] {
        *address = address.replace("https://", "http://");
    }
    let keys = serde_json::json!({"keys": [platform.key.public_jwk]}).to_string();
    let router = Router::new().route("/jwks", get(async || keys));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    platform
}

fn connect(environment: &[(&str, String)], platform: &TestPlatform) {
    let arguments = [
        "platform",
        "add",
        "--issuer",
        &platform.issuer,
        "--client-id",
        &platform.client_id,
        "--authorization-url",
        &platform.authorization_url,
        "--token-url",
        &platform.token_url,
        "--jwks-url",
        &platform.jwks_url,
        "--deployment-id",
        &platform.deployment_id,
    ];
    let added = command(environment, &arguments)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(added.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_launch_outlives_the_process_that_began_it() {
    const PUBLIC: &str = "http://localhost:18080";
    let Some(database) = TestDatabase::postgres(SUITE).await else {
        return;
    };
    let data = tempfile::tempdir().unwrap();
    let master_key = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, [9; 32]);
    let environment = [
        ("DATABASE_URL", database.url.clone()),
        ("MICROCRED__SECURITY__MASTER_KEY", master_key),
        ("MICROCRED__SERVER__DATA", data.path().display().to_string()),
    ];
    let platform = serving_platform().await;
    connect(&environment, &platform);
    let [mut one, mut other] = Process::start_together(&environment, PUBLIC);

    let mut browser = Browser::new(one.line(), PUBLIC);
    let login = browser.begin(&platform).await;
    one.kill();
    let token = platform
        .token(&login, Clock::system().now())
        .with(claim::TARGET_LINK_URI, format!("{PUBLIC}/lti/launch"));
    let mut browser = browser.at(other.line());
    let answer = browser
        .post_launch(&[("id_token", &token.jwt()), ("state", login.state())])
        .await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    let page = browser.follow(&answer).await;
    assert_eq!(page.texts(".facts dd")[0], "Dana Rey");

    let mut third = Process::start(&environment, PUBLIC);
    assert_eq!(
        browser
            .at(third.line())
            .get(&page.visit.path)
            .await
            .status(),
        200
    );
    let keys = browser.get("/lti/jwks.json").await.json();
    assert_eq!(
        keys["keys"].as_array().unwrap().len(),
        1,
        "three starts made one key"
    );
    assert_eq!([other.stop(), third.stop()], [Some(0), Some(0)]);
}

#[test]
fn a_worker_takes_no_address_from_the_process_beside_it() {
    const PUBLIC: &str = "http://localhost:18081";
    let data = tempfile::tempdir().unwrap();
    let environment = [("MICROCRED__SERVER__DATA", data.path().display().to_string())];
    let mut serving = Process::start(&environment, PUBLIC);
    let listen = serving.address.to_string();
    let arguments = [
        "serve",
        "--role",
        "worker",
        "--listen",
        &listen,
        "--public-url",
        PUBLIC,
    ];
    let child = command(&environment, &arguments)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut worker = Process {
        child,
        address: serving.address,
    };
    let said = first_line(&mut worker.child);
    assert!(said.contains("ready to work"), "{said}");
    assert_eq!([worker.stop(), serving.stop()], [Some(0), Some(0)]);
}
