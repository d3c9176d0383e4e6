//! The real tool: `microcred serve` as a process of its own, and the command line beside it.

use std::process::{Command, Output};

use microcred::app::App;
use microcred::cli;
use microcred::config::Config;
use serde_json::Value;
use tempfile::TempDir;

use super::platform::Ready;
use super::process::{End, Running, free_port};

/// A tool on an empty data folder.
pub struct Tool {
    _process: Running,
    data: TempDir,
    /// Its address on loopback, without a closing slash.
    pub listens_at: String,
    /// The address that browsers and platforms know, without a closing slash.
    pub url: String,
}

impl Tool {
    /// Known as `localhost`, which is another site than the platforms' 127.0.0.1, as an LMS and its tools are.
    pub fn start() -> Self {
        let port = free_port();
        Self::start_as(port, format!("http://localhost:{port}"))
    }

    /// Known under a public address; something in front of it would bring requests to loopback.
    pub fn start_public(url: &str) -> Self {
        Self::start_as(free_port(), url.to_owned())
    }

    fn start_as(port: u16, url: String) -> Self {
        let data = tempfile::Builder::new()
            .prefix("microcred-interop-")
            .tempdir()
            .unwrap();
        let listen = format!("127.0.0.1:{port}");
        let mut serve = microcred(&data);
        serve.args(["serve", "--allow-private-network", "--listen", &listen]);
        serve.args(["--public-url", &url]);
        let mut process = Running::start(&mut serve, End::Killed);
        process.lines_until("microcred is ready");
        Self {
            _process: process,
            data,
            listens_at: format!("http://{listen}"),
            url,
        }
    }

    /// Runs a command and gives what it prints.
    ///
    /// # Panics
    /// When it does not succeed.
    pub fn run(&self, arguments: &[&str]) -> String {
        let Output {
            status,
            stdout,
            stderr,
        } = microcred(&self.data)
            // What `serve` was told on its command line, others know from the settings.
            .env("MICROCRED__SERVER__PUBLIC_URL", &self.url)
            .args(arguments)
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&stderr);
        assert!(status.success(), "microcred {arguments:?}: {errors}");
        String::from_utf8(stdout).unwrap()
    }

    /// Runs a command that prints JSON.
    pub fn list(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.run(&[arguments, &["--json"]].concat())).unwrap()
    }

    /// The tool once more, in this process: on the same data, with the same keys, in the same network.
    pub async fn beside(&self) -> App {
        let mut config = Config::default();
        config.server.data = self.data.path().join("data");
        config.server.public_url = Some(self.url.parse().unwrap());
        config.security.allow_private_network = true;
        cli::open(&config).await.unwrap()
    }

    /// Connects a platform as its administrator's values say, with these deployments approved. Gives the id of the
    /// registration.
    pub fn connect(&self, platform: &Ready, profile: &str, deployments: &[String]) -> String {
        let values = [
            ("--issuer", &platform.issuer),
            ("--client-id", &platform.client_id),
            ("--authorization-url", &platform.authorization_url),
            ("--token-url", &platform.token_url),
            ("--jwks-url", &platform.jwks_url),
        ];
        let mut arguments = vec!["platform", "add", "--profile", profile];
        arguments.extend(
            values
                .iter()
                .flat_map(|(name, value)| [*name, value.as_str()]),
        );
        arguments.extend(
            deployments
                .iter()
                .flat_map(|deployment| ["--deployment-id", deployment]),
        );
        let said = self.run(&arguments);
        assert!(said.contains(&format!("{}/lti/launch", self.url)), "{said}");
        let (_, id) = said.lines().next().unwrap().rsplit_once(' ').unwrap();
        id.to_owned()
    }

    /// The codes of the newest refusals, the newest first.
    pub fn refusals(&self) -> Vec<String> {
        let launches = self.list(&["platform", "launches", "--refused"]);
        let codes = launches.as_array().unwrap().iter();
        codes
            .map(|launch| launch["code"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// The program, in the data folder and without settings from outside.
fn microcred(data: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_microcred"));
    let ours = std::env::vars_os()
        .map(|(name, _)| name)
        .filter(|name| name == "DATABASE_URL" || name.to_string_lossy().starts_with("MICROCRED__"));
    for name in ours {
        command.env_remove(name);
    }
    command
        .current_dir(data)
        .arg("--data")
        .arg(data.path().join("data"));
    command
}
