//! The tool as a test runs it: the real router over a database of its own, with the clock, the randomness and the
//! network in the test's hands.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use base64::{Engine, engine::general_purpose::STANDARD};
use microcred::app::badge::Addresses;
use microcred::app::{App, Badges, Settings, connection, inspector};
use microcred::clock::{Clock, Timestamp};
use microcred::config::Config;
use microcred::domain::id::OrganizationId;
use microcred::evidence::EvidenceStore;
use microcred::lti::fetch::Fetch;
use microcred::lti::tool::Tool;
use microcred::outbound::Client;
use microcred::random::Random;
use microcred::seal::Seal;
use microcred::store::launch_record::LaunchRecord;
use microcred::store::{Db, query};
use microcred::web::{Options, router};
use microcred::{cli, jobs};

use tempfile::TempDir;

use super::browser::{Answer, Browser, Line};
use super::database::TestDatabase;
use super::network::TestNetwork;

/// Where the tool is.
pub const TOOL: &str = "https://tool.example";
/// Where its badges live.
pub const BADGES: &str = "https://badges.example";
/// Its redirect URI, which is also the default target link.
pub const LAUNCH_URL: &str = "https://tool.example/lti/launch";

/// When tests begin.
pub const START: Timestamp = Timestamp::from_seconds(1_795_000_000);

/// What one request may take in tests.
pub const OPTIONS: Options = Options {
    max_body: 256 * 1024,
    timeout: Duration::from_secs(30),
    shows_styleguide: false,
};

/// The tool. Drops its database at its end.
pub struct TestApp {
    pub app: App,
    pub clock: Clock,
    pub network: TestNetwork,
    /// Whose LMSs are registered.
    pub organization: OrganizationId,
    pub database: Arc<TestDatabase>,
    /// Where evidence lies.
    pub evidence: Arc<TempDir>,
    fetch: Arc<dyn Fetch>,
    options: Options,
}

impl TestApp {
    /// On SQLite.
    pub async fn new() -> Self {
        Self::on(TestDatabase::sqlite().await).await
    }

    /// On this database.
    pub async fn on(database: TestDatabase) -> Self {
        let network = TestNetwork::default();
        Self::assembled(
            database,
            Arc::new(network.clone()),
            network,
            Clock::fixed(START),
        )
        .await
    }

    /// On SQLite, with this client in place of the network in memory.
    pub async fn calling(client: Client) -> Self {
        let database = TestDatabase::sqlite().await;
        Self::assembled(
            database,
            Arc::new(client),
            TestNetwork::default(),
            Clock::fixed(START),
        )
        .await
    }

    /// On this database, with this network in place of the one in memory, by this clock.
    pub async fn reaching(database: TestDatabase, fetch: Arc<dyn Fetch>, clock: Clock) -> Self {
        Self::assembled(database, fetch, TestNetwork::default(), clock).await
    }

    async fn assembled(
        database: TestDatabase,
        fetch: Arc<dyn Fetch>,
        network: TestNetwork,
        clock: Clock,
    ) -> Self {
        let evidence = Arc::new(tempfile::tempdir().unwrap());
        let app = assemble(
            database.db.clone(),
            &clock,
            fetch.clone(),
            [7; 32],
            &evidence,
        );
        let found = connection::organization(&app, None, "Riverbend District", "UTC").await;
        Self {
            organization: found.unwrap().id,
            app,
            clock,
            network,
            database: Arc::new(database),
            evidence,
            fetch,
            options: OPTIONS,
        }
    }

    /// A second process on the same database, in the same network, at the same time.
    pub async fn beside(&self) -> Self {
        self.beside_with_master_key([7; 32]).await
    }

    /// A second process that was given this master key.
    pub async fn beside_with_master_key(&self, master_key: [u8; 32]) -> Self {
        let db = Db::open(&self.database.url).await.unwrap();
        Self {
            app: assemble(
                db,
                &self.clock,
                self.fetch.clone(),
                master_key,
                &self.evidence,
            ),
            clock: self.clock.clone(),
            network: self.network.clone(),
            organization: self.organization,
            database: self.database.clone(),
            evidence: self.evidence.clone(),
            fetch: self.fetch.clone(),
            options: self.options,
        }
    }

    /// The same tool, as if the operator had set something else.
    pub fn with_settings(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = settings();
        change(&mut settings);
        self.app = assemble_as(
            self.database.db.clone(),
            &self.clock,
            self.fetch.clone(),
            ([7; 32], settings),
            &self.evidence,
        );
        self
    }

    /// The same tool with other options.
    pub fn with_options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Every route.
    pub fn router(&self) -> Router {
        router(self.app.clone(), self.options)
    }

    /// A browser, in a frame of an LMS.
    pub fn browser(&self) -> Browser {
        Browser::new(Line::Router(self.router()), TOOL)
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Does everything that waits to be done in the background; makes the first signing key, too.
    pub async fn run_jobs(&self) {
        jobs::housekeeping::run(&self.app, "test").await.unwrap();
        jobs::attempts::run(&self.app).await.unwrap();
        jobs::rosters::run(&self.app).await.unwrap();
        jobs::gates::run(&self.app).await.unwrap();
        jobs::outbox::run(&self.app).await.unwrap();
    }

    /// All records of the launch inspector.
    pub async fn records(&self) -> Vec<LaunchRecord> {
        let entries = inspector::list(&self.app, None, false).await.unwrap();
        entries.into_iter().map(|entry| entry.record).collect()
    }

    /// The record of a refusal.
    pub async fn record_of(&self, answer: &Answer) -> LaunchRecord {
        let reference = answer.reference().parse().unwrap();
        let entry = inspector::find(&self.app, None, reference).await;
        entry.unwrap().record
    }

    /// Whether these bytes are anywhere in the files of its SQLite database.
    pub fn holds_at_rest(&self, bytes: &[u8]) -> bool {
        let file = self.database.url.strip_prefix("sqlite:").unwrap();
        let log = format!("{file}-wal");
        let is_in = |file: &str| {
            let content = std::fs::read(file).unwrap();
            assert!(!content.is_empty());
            content.windows(bytes.len()).any(|window| window == bytes)
        };
        is_in(file) || is_in(&log)
    }

    /// What a statement counts.
    pub async fn count(&self, statement: &'static str) -> i64 {
        let mut db = self.app.db.read().await.unwrap();
        let (count,): (i64,) = query(statement).one(&mut db).await.unwrap();
        count
    }

    /// How many sessions were opened.
    pub async fn launches(&self) -> i64 {
        self.count("SELECT CAST(COUNT(*) AS BIGINT) FROM launch")
            .await
    }
}

/// The tool in a process of its own, on the database of another.
pub async fn app_at(url: &str, evidence: &std::path::Path) -> App {
    app_reaching(url, evidence, Arc::new(TestNetwork::default())).await
}

/// The same with a network of its own.
pub async fn app_reaching(url: &str, evidence: &std::path::Path, fetch: Arc<dyn Fetch>) -> App {
    App::new(
        Db::open(url).await.unwrap(),
        Clock::system(),
        Random::system(),
        Seal::from_base64(&STANDARD.encode([7; 32])).unwrap(),
        fetch,
        EvidenceStore::in_folder(evidence).unwrap(),
        settings(),
    )
}

/// Each process of a test draws other random values, and the same ones at every run.
fn assemble(
    db: Db,
    clock: &Clock,
    fetch: Arc<dyn Fetch>,
    master_key: [u8; 32],
    evidence: &TempDir,
) -> App {
    assemble_as(db, clock, fetch, (master_key, settings()), evidence)
}

fn assemble_as(
    db: Db,
    clock: &Clock,
    fetch: Arc<dyn Fetch>,
    (master_key, settings): ([u8; 32], Settings),
    evidence: &TempDir,
) -> App {
    static SEED: AtomicU64 = AtomicU64::new(1);
    App::new(
        db,
        clock.clone(),
        Random::seeded(SEED.fetch_add(1, Ordering::Relaxed)),
        Seal::from_base64(&STANDARD.encode(master_key)).unwrap(),
        fetch,
        EvidenceStore::in_folder(evidence.path()).unwrap(),
        settings,
    )
}

/// The settings as they are shipped, at the test's address.
fn settings() -> Settings {
    let shipped = cli::app_settings(&Config::default());
    Settings {
        tool: Tool {
            public_url: TOOL.parse().unwrap(),
            ..shipped.tool
        },
        badges: Badges {
            addresses: Addresses::new(&BADGES.parse().unwrap()),
            ..shipped.badges
        },
        ..shipped
    }
}
