//! The tools under load, each in a process of its own on a database of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;

use crate::platform::{CLIENT_ID, DEPLOYMENT_ID, Platform};

const MICROCRED: &str = env!("CARGO_BIN_EXE_microcred");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A running tool; ends when it is dropped.
pub struct Tool {
    child: Child,
    pub address: SocketAddr,
    _folder: TempDir,
}

impl Drop for Tool {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Tool {
    /// The bare tool.
    pub async fn bare(database: &str, platform: &Platform) -> Self {
        let folder = folder();
        let url = fresh(database, folder.path()).await;
        let program = std::env::current_exe().expect("a running program has a file");
        let mut command = Command::new(program);
        command.args(["bare", &url, &platform.issuer()]);
        let (child, address) = start(command, "ready at http://");
        Self {
            child,
            address,
            _folder: folder,
        }
    }

    /// microcred as it is shipped.
    pub async fn ours(database: &str, platform: &Platform) -> Self {
        let folder = folder();
        let url = fresh(database, folder.path()).await;
        let port = free_port();
        let address: SocketAddr = ([127, 0, 0, 1], port).into();
        let command = |arguments: &[&str]| {
            let mut command = Command::new(MICROCRED);
            command
                .args(arguments)
                .arg("--data")
                .arg(folder.path())
                .env("DATABASE_URL", &url);
            command.env("MICROCRED__SERVER__LISTEN", address.to_string());
            command.env("MICROCRED__SERVER__PUBLIC_URL", format!("http://{address}"));
            command.env("MICROCRED__SECURITY__ALLOW_PRIVATE_NETWORK", "true");
            command.env("MICROCRED__LOGS__FILTER", "warn");
            command
        };
        let (issuer, auth) = (platform.issuer(), platform.at("/auth"));
        let (token, jwks) = (platform.at("/token"), platform.at("/jwks"));
        let added = command(&[
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
        ])
        .stdout(Stdio::null())
        .status();
        assert!(
            added.is_ok_and(|status| status.success()),
            "the platform can be added"
        );
        let (child, _) = start_at(command(&["serve"]), "microcred is ready", address);
        Self {
            child,
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
        let address: SocketAddr = ([127, 0, 0, 1], free_port()).into();
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
            child,
            address,
            _folder: folder,
        }
    }

    /// The most memory that the process has used, in MiB; 0 where the system does not say.
    pub fn peak_memory(&self) -> f64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes: f64 = line
            .and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok())
            .unwrap_or_default();
        kibibytes / 1024.0
    }
}

fn folder() -> TempDir {
    // Below the build folder and not in the system's, which may be memory: commits must reach a disk.
    let parent = Path::new(env!("CARGO_TARGET_TMPDIR"));
    tempfile::Builder::new()
        .prefix("bench-")
        .tempdir_in(parent)
        .expect("a folder can be made")
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

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener
        .local_addr()
        .expect("a bound listener has an address")
        .port()
}

/// Starts a program and waits for its line; what follows `mark` in it is the address.
fn start(command: Command, mark: &str) -> (Child, SocketAddr) {
    let (child, line) = wait_for_line(command, mark);
    let address = line
        .split(mark)
        .nth(1)
        .and_then(|rest| rest.trim().parse().ok());
    (child, address.expect("the line ends with an address"))
}

fn start_at(command: Command, mark: &str, address: SocketAddr) -> (Child, SocketAddr) {
    let (child, _) = wait_for_line(command, mark);
    (child, address)
}

fn wait_for_line(mut command: Command, mark: &str) -> (Child, String) {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let output = child.stdout.take().expect("its output is a pipe");
    let line = BufReader::new(output)
        .lines()
        .map_while(Result::ok)
        .find(|line| line.contains(mark))
        .expect("the program says that it is ready");
    (child, line)
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
