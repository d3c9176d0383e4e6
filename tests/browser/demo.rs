//! `microcred demo` as a process, as people start it: the tool and the practice LMS on free ports, two sites to a
//! browser. Owns the process, its data and the addresses in it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use microcred::app::App;
use microcred::cli;
use microcred::config::{Config, Sources};
use scraper::{Html, Selector};
use tempfile::TempDir;

/// The running demo.
pub struct Demo {
    child: Child,
    folder: TempDir,
    /// Origin of the practice LMS.
    pub lms: String,
    /// Origin of the tool.
    pub tool: String,
}

impl Demo {
    /// Starts it with an empty course and waits until it answers.
    pub async fn start() -> Self {
        Self::start_with(&["--empty"]).await
    }

    /// The same with the people who are at work already.
    pub async fn with_people() -> Self {
        Self::start_with(&[]).await
    }

    async fn start_with(more: &[&str]) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("microcred-browser-")
            .tempdir()
            .unwrap();
        let log = std::fs::File::create(folder.path().join("demo.log")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_microcred"))
            .args(["demo", "--tool-port", "0", "--lms-port", "0", "--data"])
            .arg(folder.path().join("data"))
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let lms = (&mut said)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| origin_in(&line));
        // It says more, and ends when nobody reads that.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        let mut demo = Self {
            child,
            folder,
            lms: String::new(),
            tool: String::new(),
        };
        demo.lms = lms.unwrap_or_else(|| panic!("the demo did not start:\n{}", demo.log()));
        demo.tool = tool_at(&demo.lms).await;
        demo
    }

    /// The page of the LMS around the tool, as `person` opens `item`.
    pub fn item(&self, site: &str, person: &str, item: u32) -> String {
        format!("{}/{site}/launch?person={person}&item={item}", self.lms)
    }

    /// The page of the LMS around the tool, for any launch.
    pub fn launch(&self, site: &str, query: &str) -> String {
        format!("{}/{site}/launch?{query}", self.lms)
    }

    /// What the tool has logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("demo.log")).unwrap()
    }

    /// The tool once more, as a command of its operator opens it.
    pub async fn app(&self) -> App {
        let data = self.folder.path().join("data").display().to_string();
        let sources = Sources {
            file: None,
            environment: Vec::new(),
            overrides: vec![
                ("server.data", data),
                ("server.public_url", self.tool.clone()),
            ],
        };
        let (config, _) = Config::load(&sources).unwrap();
        cli::open(&config).await.unwrap()
    }

    /// The tool's database.
    pub fn database(&self) -> String {
        let file = self.folder.path().join("data/microcred.sqlite");
        format!("sqlite:{}", file.display())
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // Nothing of it is kept, so it need not end in good order.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn origin_in(line: &str) -> Option<String> {
    let word = line
        .split_whitespace()
        .find(|word| word.starts_with("http://127.0.0.1:"))?;
    Some(word.trim_end_matches('/').to_owned())
}

/// The origin that the LMS takes the tool's messages from.
#[expect(
    clippy::disallowed_methods,
    reason = "looks at a page of the practice LMS, as anybody could"
)]
async fn tool_at(lms: &str) -> String {
    let address = format!("{lms}/canvas/launch?person=dana&item=1");
    let page = reqwest::get(address).await.unwrap().text().await.unwrap();
    let page = Html::parse_document(&page);
    let marked = Selector::parse("[data-origins]").unwrap();
    let element = page.select(&marked).next().unwrap();
    element.attr("data-origins").unwrap().to_owned()
}
