//! Where the rows lie: a file on a real disk, and a database of its own on a server where one is named.

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;

use crate::outcome::say;
use crate::process::folder;

/// A kind of database.
pub struct Database {
    pub kind: &'static str,
    server: Option<String>,
}

/// An empty database of that kind, and a folder for everything else.
pub struct Place {
    pub url: String,
    pub folder: TempDir,
    server: Option<(String, String)>,
}

impl Database {
    pub fn all() -> Vec<Self> {
        let mut list = vec![Self {
            kind: "SQLite",
            server: None,
        }];
        match std::env::var("MICROCRED_BENCH_POSTGRES") {
            Ok(server) => list.push(Self {
                kind: "PostgreSQL",
                server: Some(server),
            }),
            Err(_) => say("left out: PostgreSQL (MICROCRED_BENCH_POSTGRES is not set)"),
        }
        list
    }

    pub async fn make(&self) -> Place {
        let folder = folder();
        let Some(server) = &self.server else {
            let file = folder.path().join("work.sqlite");
            return Place {
                url: format!("sqlite:{}", file.display()),
                folder,
                server: None,
            };
        };
        let name = format!("work_{}", uuid::Uuid::now_v7().simple());
        run(server, format!("CREATE DATABASE {name}")).await;
        let mut url: url::Url = server.parse().expect("the server's address");
        url.set_path(&name);
        Place {
            url: url.to_string(),
            folder,
            server: Some((server.clone(), name)),
        }
    }
}

impl Place {
    /// Leaves nothing behind.
    pub async fn remove(self) {
        if let Some((server, name)) = self.server {
            run(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

async fn run(server: &str, statement: String) {
    let mut line = PgConnection::connect(server)
        .await
        .expect("the server answers");
    sqlx::query(AssertSqlSafe(statement))
        .execute(&mut line)
        .await
        .expect("the server does it");
}
