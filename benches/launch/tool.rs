//! The tools under load, each in a process of its own on a database of its own.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;

use crate::platform::{CLIENT_ID, DEPLOYMENT_ID, Platform};
use crate::process::{Process, folder, free_address, microcred};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A running tool; ends when it is dropped.
pub struct Tool {
    process: Process,
    pub address: SocketAddr,
    _folder: TempDir,
}

impl Tool {
    /// The bare tool.
    pub async fn bare(database: &str, platform: &Platform) -> Self {
        let folder = folder();
        let url = fresh(database, folder.path()).await;
        let program = std::env::current_exe().expect("a running program has a file");
        let mut command = Command::new(program);
        command.args(["bare", &url, &platform.issuer()]);
        let mark = "ready at http://";
        let (process, line) = Process::start(command, mark);
        let address = line.split(mark).nth(1);
        let address = address.and_then(|rest| rest.trim().parse().ok());
        Self {
            process,
            address: address.expect("the line ends with an address"),
            _folder: folder,
        }
    }

    /// microcred as it is shipped.
    pub async fn ours(database: &str, platform: &Platform) -> Self {
        let folder = folder();
        let url = fresh(database, folder.path()).await;
        let address = free_address();
        let (issuer, auth) = (platform.issuer(), platform.at("/auth"));
        let (token, jwks) = (platform.at("/token"), platform.at("/jwks"));
        let added = [
            "platform",
            "add",
            "--issuer",
            &issuer,
            "--client-id",
            CLIENT_ID,
            "--authorization-url",
            &auth,
            "--token-url",
            &token,
            "--jwks-url",
            &jwks,
            "--deployment-id",
            DEPLOYMENT_ID,
        ];
        let added = microcred(&added, address, folder.path(), &url)
            .stdout(Stdio::null())
            .status();
        assert!(
            added.is_ok_and(|status| status.success()),
            "the platform can be added"
        );
        Self {
            process: Process::serve(address, folder.path(), &url),
            address,
            _folder: folder,
        }
    }

    /// The Python tool behind gunicorn with two workers.
    pub async fn python(python: &str, storage: &str, platform: &Platform) -> Self {
        let folder = folder();
        let facts = serde_json::json!({
            "issuer": platform.issuer(), "client_id": CLIENT_ID, "deployment_ids": [DEPLOYMENT_ID],
            "authorization_url": platform.at("/auth"), "token_url": platform.at("/token"),
            "jwks_url": platform.at("/jwks"),
        });
        let facts_file = folder.path().join("platform.json");
        std::fs::write(&facts_file, facts.to_string()).expect("the folder can be written");
        let baseline = Path::new(ROOT).join("benches/baseline");
        let configured = Command::new(python)
            .arg(baseline.join("configure.py"))
            .arg(folder.path().join("baseline"))
            .stdin(std::fs::File::open(&facts_file).expect("the file was written"))
            .stdout(Stdio::null())
            .status();
        assert!(
            configured.is_ok_and(|status| status.success()),
            "the Python tool can be configured"
        );
        let address = free_address();
        let mut command = Command::new(python);
        command
            .args([
                "-m",
                "gunicorn",
                "--workers",
                "2",
                "--log-level",
                "error",
                "--bind",
                &address.to_string(),
            ])
            .arg("--chdir")
            .arg(&baseline)
            .arg("pylti1p3_tool:create_app()")
            .env(
                "BASELINE_CONFIG",
                folder.path().join("baseline/config.json"),
            )
            .env("BASELINE_STORAGE", storage);
        let child = command
            .stdout(Stdio::null())
            .spawn()
            .expect("gunicorn starts");
        wait_for(address).await;
        Self {
            process: child.into(),
            address,
            _folder: folder,
        }
    }

    /// The most memory that the process has used, in MiB; 0 where the system does not say.
    pub fn peak_memory(&self) -> f64 {
        self.process.memory("VmHWM:").unwrap_or_default()
    }
}

/// An empty database: a file, or a new database on the server.
async fn fresh(database: &str, folder: &Path) -> String {
    if database == "sqlite" {
        let file: PathBuf = folder.join("bench.sqlite");
        return format!("sqlite:{}", file.display());
    }
    let name = format!("bench_{}", uuid::Uuid::now_v7().simple());
    let mut server = PgConnection::connect(database)
        .await
        .expect("the server answers");
    sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .execute(&mut server)
        .await
        .expect("a database can be made");
    let mut url: url::Url = database.parse().expect("the server's address");
    url.set_path(&name);
    url.to_string()
}

async fn wait_for(address: SocketAddr) {
    let started = Instant::now();
    while tokio::net::TcpStream::connect(address).await.is_err() {
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "the tool answers within half a minute"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
