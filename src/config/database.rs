//! Section `database`: where everything durable lies.

use std::path::Path;

use super::secret::Secret;
use super::section::section;

section! {
    /// Where everything durable lies.
    "database" Database {
        /// The database: `postgres://…` or `sqlite:PATH`. Without it, the SQLite file `microcred.sqlite` in `server.data`.
        /// The environment variable `DATABASE_URL` sets it too. It can hold a password and is never shown.
        url: Option<Secret> = none like "postgres://microcred:PASSWORD@database.example.org/microcred",
    }
}

impl Database {
    /// The address to open: `url`, or the SQLite file in the data folder.
    #[must_use]
    pub fn effective_url(&self, data: &Path) -> String {
        self.url.as_ref().map_or_else(
            || format!("sqlite:{}", data.join("microcred.sqlite").display()),
            |url| url.reveal().to_owned(),
        )
    }

    /// Whether it is PostgreSQL, which several processes can share.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        self.url.as_ref().is_some_and(|url| {
            url.reveal().starts_with("postgres://") || url.reveal().starts_with("postgresql://")
        })
    }
}
