//! Foreign platforms as a test meets them: started, and told by their ready line.

use std::collections::BTreeMap;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use super::browser::Browser;
use super::process::{End, Running};
use super::tool::Tool;
use crate::support::suites::piece;

/// The variable that names a Python with the packages of `requirements.txt`.
pub const PYTHON: &str = "MICROCRED_TEST_PYTHON";
pub const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop");
const SUITE: &str = "interoperability with platforms in Python";

/// Whose platform.
#[derive(Clone, Copy, Debug)]
pub enum Product {
    OpenLearning,
    OpenEdx,
}

impl Product {
    fn script(self) -> &'static str {
        match self {
            Self::OpenLearning => "openlearning_platform.py",
            Self::OpenEdx => "openedx_platform.py",
        }
    }

    fn profile(self) -> &'static str {
        match self {
            Self::OpenLearning => "generic",
            Self::OpenEdx => "openedx",
        }
    }
}

/// What a platform prints when it is ready.
#[derive(Debug, Deserialize)]
pub struct Ready {
    pub issuer: String,
    pub client_id: String,
    pub deployment_ids: Vec<String>,
    pub authorization_url: String,
    pub token_url: String,
    pub jwks_url: String,
    start_url: String,
    state_url: String,
    pub people: BTreeMap<String, Person>,
}

#[derive(Debug, Deserialize)]
pub struct Person {
    /// As the tool sees them.
    pub sub: String,
    pub name: String,
}

/// A platform that runs and knows one tool.
pub struct Platform {
    _process: Running,
    pub product: Product,
    pub ready: Ready,
}

impl Platform {
    /// `None` when there is no Python and the suite is left out.
    pub fn start(product: Product, tool: &Tool, more: &[&str]) -> Option<Self> {
        let mut command = python(SUITE, product.script())?;
        command.args([
            "--tool-url",
            &tool.url,
            "--client-id",
            "client-7",
            "--deployment-id",
            "1",
        ]);
        command.args(more);
        let mut process = Running::start(&mut command, End::InputCloses);
        let ready = serde_json::from_str(&process.line()).unwrap();
        Some(Self {
            _process: process,
            product,
            ready,
        })
    }

    /// Where a launch of the course's own link begins.
    pub fn start_url(&self, person: &str) -> String {
        format!("{}?user={person}&message=resource", self.ready.start_url)
    }

    /// Where a launch of the first link that deep linking brought begins.
    pub fn item_url(&self, person: &str) -> String {
        format!("{}&item=0", self.start_url(person))
    }

    /// Where picking content begins.
    pub fn picker_url(&self, person: &str) -> String {
        format!("{}?user={person}&message=deep-link", self.ready.start_url)
    }

    /// What the platform holds.
    pub async fn state(&self) -> Value {
        let state = Browser::new().open(&self.ready.state_url).await;
        serde_json::from_str(&state.body).unwrap()
    }
}

/// A command that runs one of the programs of this folder.
pub fn python(suite: &str, script: &str) -> Option<Command> {
    let mut command = Command::new(piece(suite, PYTHON)?);
    command.arg(format!("{FOLDER}/{script}"));
    Some(command)
}

/// A platform and our tool, each knowing the other.
pub struct Pair {
    pub platform: Platform,
    pub tool: Tool,
    /// The id of the registration at the tool.
    pub registration: String,
}

impl Pair {
    /// Connected, with the platform's deployment approved.
    pub fn start(product: Product) -> Option<Self> {
        Self::start_with(product, &[], |ready| ready.deployment_ids.clone())
    }

    /// Connected to Open edX where a link has no column until the tool makes one.
    pub fn start_without_columns() -> Option<Self> {
        let mode = ["--ags-mode", "programmatic"];
        Self::start_with(Product::OpenEdx, &mode, |ready| {
            ready.deployment_ids.clone()
        })
    }

    /// Connected, with no deployment named.
    pub fn start_without_deployment(product: Product) -> Option<Self> {
        Self::start_with(product, &[], |_| Vec::new())
    }

    fn start_with(
        product: Product,
        more: &[&str],
        deployments: fn(&Ready) -> Vec<String>,
    ) -> Option<Self> {
        // Asked first, so that a suite that is left out starts nothing.
        piece(SUITE, PYTHON)?;
        let tool = Tool::start();
        let platform = Platform::start(product, &tool, more)?;
        let deployments = deployments(&platform.ready);
        let registration = tool.connect(&platform.ready, product.profile(), &deployments);
        Some(Self {
            platform,
            tool,
            registration,
        })
    }

    /// Connects one more platform to the same tool.
    pub fn connect_another(&self, product: Product) -> Platform {
        let platform =
            Platform::start(product, &self.tool, &[]).expect("the first one found its Python");
        let deployments = &platform.ready.deployment_ids;
        self.tool
            .connect(&platform.ready, product.profile(), deployments);
        platform
    }
}

/// Makes a test for each platform of each function `async fn claim(pair: Pair)` that is named.
macro_rules! on_each_platform {
    ($($claim:ident: $start:ident,)+) => {$(
        mod $claim {
            use crate::interop::platform::{Pair, Product};

            #[tokio::test]
            async fn of_openlearning() {
                if let Some(pair) = Pair::$start(Product::OpenLearning) {
                    super::$claim(pair).await;
                }
            }

            #[tokio::test]
            async fn of_open_edx() {
                if let Some(pair) = Pair::$start(Product::OpenEdx) {
                    super::$claim(pair).await;
                }
            }
        }
    )+};
}
pub(super) use on_each_platform;
