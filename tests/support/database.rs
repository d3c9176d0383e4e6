//! Databases for tests. Owns how each test gets a fresh, migrated database of its own, and that it goes away.
//!
//! Migrating is slow, so it is done once: on SQLite for each process, on PostgreSQL for each state of the
//! migrations, in a template database that stays on the server.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use microcred::random::{Random, fingerprint};
use microcred::store::Db;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::suites;

/// The variable that names the PostgreSQL server: `postgres://…` of a role that may create databases.
pub const POSTGRES: &str = "MICROCRED_TEST_POSTGRES";

const POSTGRES_MIGRATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/postgres");

/// A migrated database with nothing in it, removed when this is dropped.
pub struct TestDatabase {
    /// The open database.
    pub db: Db,
    /// Where it is, for somebody who wants to open it a second time.
    pub url: String,
    _removal: Removal,
}

#[expect(dead_code, reason = "held for what their ends do")]
enum Removal {
    Folder(TempDir),
    Database(PostgresDatabase),
}

impl TestDatabase {
    /// On SQLite, in a file of its own.
    pub async fn sqlite() -> Self {
        static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
        let template = TEMPLATE.get_or_init(sqlite_template).await;
        let folder = folder();
        let file = folder.path().join("test.db");
        std::fs::write(&file, template).unwrap();
        let url = sqlite_url(&file);
        Self {
            db: Db::open(&url).await.unwrap(),
            url,
            _removal: Removal::Folder(folder),
        }
    }

    /// On PostgreSQL, in a database of its own on the server that [`POSTGRES`] names. `None` when there is none
    /// and `suite` is left out.
    pub async fn postgres(suite: &str) -> Option<Self> {
        let server = suites::piece(suite, POSTGRES)?;
        let database = PostgresDatabase::create(&server).await;
        let url = database.url();
        Some(Self {
            db: Db::open(&url).await.unwrap(),
            url,
            _removal: Removal::Database(database),
        })
    }
}

fn folder() -> TempDir {
    tempfile::Builder::new()
        .prefix("microcred-test-")
        .tempdir()
        .unwrap()
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

async fn sqlite_template() -> Vec<u8> {
    let folder = folder();
    let file = folder.path().join("template.db");
    let db = Db::open(&sqlite_url(&file)).await.unwrap();
    // Closing brings everything from the write-ahead log into the file.
    db.close().await;
    std::fs::read(&file).unwrap()
}

/// One database on the server, dropped with this.
struct PostgresDatabase {
    server: String,
    name: String,
}

impl PostgresDatabase {
    async fn create(server: &str) -> Self {
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let template = TEMPLATE.get_or_init(|| postgres_template(server)).await;
        let name = format!(
            "microcred_test_{}_{}_{:08x}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed),
            u32::from_be_bytes(Random::system().bytes())
        );
        let mut connection = PgConnection::connect(server).await.unwrap();
        run(
            &mut connection,
            format!("CREATE DATABASE {name} TEMPLATE {template}"),
        )
        .await
        .unwrap();
        connection.close().await.unwrap();
        Self {
            server: server.to_owned(),
            name,
        }
    }

    fn url(&self) -> String {
        url_of(&self.server, &self.name)
    }
}

impl Drop for PostgresDatabase {
    /// Best effort: what cannot be dropped stays behind, and the test's own result counts. A thread of its own,
    /// because the test's runtime must not wait for itself.
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let removal = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let mut connection = PgConnection::connect(&server).await?;
                // The test's pool still holds connections.
                run(
                    &mut connection,
                    format!("DROP DATABASE {name} WITH (FORCE)"),
                )
                .await?;
                connection.close().await
            })
        });
        if !matches!(removal.join(), Ok(Ok(()))) {
            eprintln!("the database {} stays behind", self.name);
        }
    }
}

/// The name of the database that holds this state of the migrations, made when it is not there. Safe against
/// several processes at once, and against one that dies half-way.
async fn postgres_template(server: &str) -> String {
    let template = format!("microcred_template_{}", migrations_fingerprint());
    let half_way = format!("{template}_half_way");
    let mut connection = PgConnection::connect(server).await.unwrap();
    run(&mut connection, "SELECT pg_advisory_lock(7264311)".into())
        .await
        .unwrap();
    let is_there: Option<(i32,)> = sqlx::query_as("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(&template)
        .fetch_optional(&mut connection)
        .await
        .unwrap();
    if is_there.is_none() {
        for statement in [
            format!("DROP DATABASE IF EXISTS {half_way} WITH (FORCE)"),
            format!("CREATE DATABASE {half_way} TEMPLATE template0 ENCODING 'UTF8'"),
        ] {
            run(&mut connection, statement).await.unwrap();
        }
        let db = Db::open(&url_of(server, &half_way)).await.unwrap();
        db.close().await;
        // The server notices a moment later that the pool has gone.
        while let Err(error) = run(
            &mut connection,
            format!("ALTER DATABASE {half_way} RENAME TO {template}"),
        )
        .await
        {
            assert!(error.to_string().contains("other users"), "{error}");
        }
    }
    connection.close().await.unwrap();
    template
}

fn migrations_fingerprint() -> String {
    let mut files: Vec<_> = std::fs::read_dir(POSTGRES_MIGRATIONS)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let texts: Vec<_> = files
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    // Names of databases are written in lower case, without quotes.
    fingerprint(texts.concat())
        .to_lowercase()
        .replace('-', "_")
        .chars()
        .take(16)
        .collect()
}

fn url_of(server: &str, database: &str) -> String {
    let mut url = url::Url::parse(server).unwrap();
    url.set_path(database);
    url.into()
}

async fn run(connection: &mut PgConnection, statement: String) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(connection)
        .await
        .map(drop)
}

mod tests {
    use microcred::domain::id::OrganizationId;
    use microcred::store::organization;

    use super::TestDatabase;

    async fn is_empty_and_writable(database: &TestDatabase) {
        let found = organization::find_first(&mut database.db.read().await.unwrap()).await;
        assert_eq!(found.unwrap(), None);
        let mut tx = database.db.write().await.unwrap();
        let new = organization::Organization {
            id: OrganizationId::from(uuid::Uuid::now_v7()),
            name: "Riverbend District".into(),
            timezone: "UTC".into(),
        };
        let now = microcred::clock::Timestamp::from_seconds(1_795_000_000);
        organization::find_or_insert(&mut tx, &new, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn every_test_has_a_sqlite_file_of_its_own_that_goes_away() {
        let (one, other) = (TestDatabase::sqlite().await, TestDatabase::sqlite().await);
        is_empty_and_writable(&one).await;
        is_empty_and_writable(&other).await;
        let file = one.url.strip_prefix("sqlite:").unwrap().to_owned();
        assert!(std::fs::exists(&file).unwrap());
        drop(one);
        assert!(!std::fs::exists(&file).unwrap());
    }

    #[tokio::test]
    async fn every_test_has_a_postgresql_database_of_its_own_that_goes_away() {
        let suite = "storage on PostgreSQL";
        let Some(one) = TestDatabase::postgres(suite).await else {
            return;
        };
        let other = TestDatabase::postgres(suite).await.unwrap();
        is_empty_and_writable(&one).await;
        is_empty_and_writable(&other).await;
        let url = one.url.clone();
        drop(one);
        let gone = microcred::store::Db::open(&url).await.unwrap_err();
        assert!(gone.to_string().contains("does not exist"), "{gone}");
    }
}
