//! What can go wrong at rest. Absence is no error: it is `None`.

/// A statement or transaction that did not work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A row with this key is there already.
    #[error("the row exists already")]
    Conflict(#[source] sqlx::Error),
    /// No connection was free, or another writer held the database for too long. Trying again may help.
    #[error("the database is busy")]
    Busy(#[source] sqlx::Error),
    /// Anything else; trying again does not help.
    #[error("the database does not work: {0}")]
    Broken(#[source] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the database could not be migrated: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => Self::Busy(error),
            sqlx::Error::Database(database) if database.is_unique_violation() => {
                Self::Conflict(error)
            }
            // 5 and 6 are SQLite's "busy" and "locked"; 40001 and 40P01 are PostgreSQL's serialization failure
            // and deadlock.
            sqlx::Error::Database(database)
                if matches!(
                    database.code().as_deref(),
                    Some("5" | "6" | "517" | "40001" | "40P01")
                ) =>
            {
                Self::Busy(error)
            }
            _ => Self::Broken(error),
        }
    }
}
