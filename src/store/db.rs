//! The one place that knows two databases. Owns connections, transactions and the running of statements; what
//! the statements say is each noun's own file.
//!
//! SQLite has one writer ([`super::writer`]) and several readers, and every write transaction begins with
//! `BEGIN IMMEDIATE`: one that reads first and writes later would be refused at once when somebody else wrote in
//! between.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{
    ConnectOptions, Connection, FromRow, PgConnection, PgPool, Postgres, Sqlite, SqliteConnection,
    SqlitePool, Transaction,
};
use tokio::time::{Instant, sleep};

use super::error::Error;
use super::value::Value;
use super::writer::{Turn, Writer};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

const READERS: u32 = 6;
const POSTGRES_CONNECTIONS: u32 = 16;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const BUSY_PAUSE: Duration = Duration::from_millis(50);
/// How long a connection to PostgreSQL may lie idle before it is asked whether it still works.
const IDLE_AND_TRUSTED: Duration = Duration::from_secs(2);

/// The database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db(Pools);

#[derive(Clone, Debug)]
enum Pools {
    Sqlite { read: SqlitePool, write: Writer },
    Postgres(PgPool),
}

impl Db {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres://…`) and brings its tables up to date.
    ///
    /// # Errors
    /// [`Error::Broken`] when it cannot be reached or opened, [`Error::Busy`] when another process keeps it for
    /// itself, [`Error::Migration`] when its tables do not fit this version.
    pub async fn open(url: &str) -> Result<Self, Error> {
        let Some(path) = url.strip_prefix("sqlite:") else {
            return Self::open_postgres(url).await;
        };
        // While another process makes the file, SQLite refuses at once instead of waiting.
        let give_up_at = Instant::now() + BUSY_TIMEOUT;
        loop {
            match Self::open_sqlite(path).await {
                Err(Error::Busy(_)) if Instant::now() < give_up_at => sleep(BUSY_PAUSE).await,
                outcome => return outcome,
            }
        }
    }

    async fn open_sqlite(path: &str) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(path.trim_start_matches("//"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // Awards and audit events must survive a power cut, so every commit reaches the disk.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            .foreign_keys(true)
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-8000")
            .pragma("journal_size_limit", "67108864")
            .pragma("trusted_schema", "OFF");
        let mut write = options.connect().await?;
        // Processes that start together wait here for one another, and all of it happens or nothing does.
        let mut upgrade = write.begin_with("BEGIN IMMEDIATE").await?;
        SQLITE.run_direct(None, &mut *upgrade, false).await?;
        upgrade.commit().await?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .idle_timeout(None)
            .max_lifetime(None)
            // A file does not hang up; there is nothing to test.
            .test_before_acquire(false)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self(Pools::Sqlite {
            read,
            write: Writer::new(write),
        }))
    }

    async fn open_postgres(url: &str) -> Result<Self, Error> {
        let options = PgConnectOptions::from_str(url)?
            .application_name("microcred")
            .options([
                ("statement_timeout", "30s"),
                ("idle_in_transaction_session_timeout", "30s"),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(10))
            // A connection that was just in use works; asking each time would double the way to the server.
            .test_before_acquire(false)
            .before_acquire(|connection, meta| {
                Box::pin(async move {
                    Ok(meta.idle_for < IDLE_AND_TRUSTED || connection.ping().await.is_ok())
                })
            })
            .connect_with(options)
            .await?;
        POSTGRES.run(&pool).await?;
        Ok(Self(Pools::Postgres(pool)))
    }

    /// `sqlite` or `postgres`, for logs and `doctor`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.0 {
            Pools::Sqlite { .. } => "sqlite",
            Pools::Postgres(_) => "postgres",
        }
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// [`Error`] when none is free in time.
    pub async fn read(&self) -> Result<Conn, Error> {
        Ok(Conn(match &self.0 {
            Pools::Sqlite { read, write } => {
                write.settled().await;
                Held::SqliteReader(read.acquire().await?)
            }
            Pools::Postgres(pool) => Held::PostgresReader(pool.acquire().await?),
        }))
    }

    /// A transaction for writing. Dropped without [`Tx::commit`], it is rolled back.
    ///
    /// # Errors
    /// [`Error`] when none can be begun in time.
    pub async fn write(&self) -> Result<Tx, Error> {
        Ok(Tx(Conn(match &self.0 {
            Pools::Sqlite { write, .. } => Held::SqliteWriter(write.begin().await?),
            Pools::Postgres(pool) => Held::PostgresWriter(pool.begin().await?),
        })))
    }

    /// A transaction for one statement. PostgreSQL makes one of a statement without BEGIN, which spares two ways to it
    /// and back: what is run in it there lasts at once.
    ///
    /// # Errors
    /// [`Error`] when none can be begun in time.
    pub(super) async fn write_one(&self) -> Result<Tx, Error> {
        match &self.0 {
            Pools::Sqlite { .. } => self.write().await,
            Pools::Postgres(pool) => Ok(Tx(Conn(Held::PostgresReader(pool.acquire().await?)))),
        }
    }

    /// Closes all connections, waiting for those in use.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

/// A connection that statements run on.
pub struct Conn(Held);

enum Held {
    SqliteReader(PoolConnection<Sqlite>),
    SqliteWriter(Turn),
    PostgresReader(PoolConnection<Postgres>),
    PostgresWriter(Transaction<'static, Postgres>),
}

enum Line<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Conn {
    /// Whether one statement can write into several tables: PostgreSQL's WITH does.
    pub(super) fn writes_several_at_once(&self) -> bool {
        matches!(self.0, Held::PostgresReader(_) | Held::PostgresWriter(_))
    }

    fn line(&mut self) -> Line<'_> {
        match &mut self.0 {
            Held::SqliteReader(connection) => Line::Sqlite(connection),
            Held::SqliteWriter(turn) => Line::Sqlite(turn.connection()),
            Held::PostgresReader(connection) => Line::Postgres(connection),
            Held::PostgresWriter(transaction) => Line::Postgres(transaction),
        }
    }
}

/// A write transaction; everything that takes a [`Conn`] takes it too.
pub struct Tx(Conn);

impl Tx {
    /// Makes everything that was written in it last.
    ///
    /// # Errors
    /// [`Error`] when the database refuses; nothing was written then.
    pub async fn commit(self) -> Result<(), Error> {
        match self.0.0 {
            Held::SqliteWriter(turn) => turn.commit().await?,
            Held::PostgresWriter(transaction) => transaction.commit().await?,
            Held::SqliteReader(_) | Held::PostgresReader(_) => {}
        }
        Ok(())
    }
}

impl std::ops::Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl std::ops::DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

/// The text of a statement, where the two databases differ in two texts.
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    sqlite: &'static str,
    postgres: &'static str,
}

impl Sql {
    /// Two texts for one meaning.
    #[must_use]
    pub const fn per(sqlite: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, postgres }
    }

    /// A text for what SQLite does in another way.
    pub(super) const fn postgres_only(postgres: &'static str) -> Self {
        Self::per("", postgres)
    }
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self::per(text, text)
    }
}

/// A statement with its values, ready to run.
#[derive(Debug)]
pub struct Query {
    sql: Sql,
    values: Vec<Value>,
}

/// Starts a statement; values go to `$1`, `$2`, … in the order of [`Query::bind`].
#[must_use]
pub fn query(sql: impl Into<Sql>) -> Query {
    Query {
        sql: sql.into(),
        values: Vec::new(),
    }
}

/// A row type that reads rows of both databases.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

macro_rules! run {
    ($self:ident, $db:ident, $run:ident) => {
        match $db.line() {
            Line::Sqlite(line) => {
                let statement = sqlx::query_as($self.sql.sqlite);
                $self
                    .values
                    .into_iter()
                    .fold(statement, |statement, value| value.bind_sqlite(statement))
                    .$run(line)
                    .await
            }
            Line::Postgres(line) => {
                let statement = sqlx::query_as($self.sql.postgres);
                $self
                    .values
                    .into_iter()
                    .fold(statement, |statement, value| value.bind_postgres(statement))
                    .$run(line)
                    .await
            }
        }
    };
}

impl Query {
    /// Adds the next value.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Runs it and says how many rows it touched.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn execute(self, db: &mut Conn) -> Result<u64, Error> {
        Ok(match db.line() {
            Line::Sqlite(line) => {
                let statement = sqlx::query(self.sql.sqlite);
                let bound = self.values.into_iter().fold(statement, |statement, value| {
                    value.bind_sqlite_plain(statement)
                });
                bound.execute(line).await?.rows_affected()
            }
            Line::Postgres(line) => {
                let statement = sqlx::query(self.sql.postgres);
                let bound = self.values.into_iter().fold(statement, |statement, value| {
                    value.bind_postgres_plain(statement)
                });
                bound.execute(line).await?.rows_affected()
            }
        })
    }

    /// Runs it as a transaction of its own, and says how many rows it touched.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn alone(self, db: &Db) -> Result<u64, Error> {
        let mut tx = db.write_one().await?;
        let rows = self.execute(&mut tx).await?;
        tx.commit().await?;
        Ok(rows)
    }

    /// The row, if there is one.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn optional<T: Row>(self, db: &mut Conn) -> Result<Option<T>, Error> {
        Ok(run!(self, db, fetch_optional)?)
    }

    /// The one row that there must be.
    ///
    /// # Errors
    /// [`Error`], also when there is none.
    pub async fn one<T: Row>(self, db: &mut Conn) -> Result<T, Error> {
        Ok(run!(self, db, fetch_one)?)
    }

    /// All rows.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn all<T: Row>(self, db: &mut Conn) -> Result<Vec<T>, Error> {
        Ok(run!(self, db, fetch_all)?)
    }
}
