//! The practice LMS as the foreign platform of somebody else's tool: `PyLTI1p3` is told what `microcred
//! practice-lms` prints, and nothing more.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::{Value, json};

use super::browser::Browser;
use super::platform::python;
use super::process::{End, Running};

const SUITE: &str = "the practice LMS with a tool in Python";

/// The practice LMS and the tool of `PyLTI1p3`, each knowing the other by one site's values.
struct Pair {
    _tool: Running,
    _lms: Running,
    tool_url: String,
    /// The site's address, without a closing slash.
    site_url: String,
}

impl Pair {
    /// `None` when there is no Python and the suite is left out.
    fn start(site: &str) -> Option<Self> {
        let mut command = python(SUITE, "foreign_tool.py")?;
        let mut tool = Running::start(&mut command, End::InputCloses);
        let announced: Value = serde_json::from_str(&tool.line()).unwrap();
        let tool_url = announced["url"].as_str().unwrap().to_owned();
        let mut lms = Running::start(&mut practice_lms(&tool_url), End::Killed);
        let printed = lms.lines_until("The practice LMS is ready");
        tool.say(&values(&printed, site).to_string());
        tool.line();
        let (_, address) = printed.last().unwrap().rsplit_once(' ').unwrap();
        Some(Self {
            _tool: tool,
            _lms: lms,
            tool_url,
            site_url: format!("{address}{site}"),
        })
    }

    fn launch(&self, query: &str) -> String {
        format!("{}/launch/raw?{query}", self.site_url)
    }
}

fn practice_lms(tool: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_microcred"));
    command
        .args(["practice-lms", "--listen", "127.0.0.1:0"])
        .args(["--tool", &format!("{tool}/lti/login")])
        .args(["--redirect", &format!("{tool}/lti/launch")])
        .args(["--jwks", &format!("{tool}/lti/jwks.json")]);
    command
}

/// What the tool's administrator reads under the site's name, in the tool's own words.
fn values(printed: &[String], site: &str) -> Value {
    let heading = format!("({site})");
    let lines = printed.iter().skip_while(|line| !line.ends_with(&heading));
    let values: BTreeMap<_, _> = lines
        .skip(1)
        .map_while(|line| line.strip_prefix("  ")?.split_once(": "))
        .collect();
    json!({
        "issuer": values["issuer"],
        "client_id": values["client id"],
        "deployment_ids": [values["deployment id"]],
        "authorization_url": values["authorization URL"],
        "token_url": values["token URL"],
        "jwks_url": values["JWKS URL"],
    })
}

async fn serves_a_foreign_tool(site: &str, course: &str) {
    let Some(pair) = Pair::start(site) else {
        return;
    };
    let launch = |person| pair.launch(&format!("person={person}&item=1"));
    let teacher = Browser::new().launch(&launch("teacher")).await;
    let mut browser = Browser::new();
    let learner = browser.launch(&launch("learner")).await;
    for (page, greeting, teaches) in [
        (&teacher, "Hello, Dana Rey", true),
        (&learner, "Hello, Sam Okafor", false),
    ] {
        assert!(page.url.as_str().starts_with(&pair.tool_url), "{page}");
        assert_eq!(page.text("h1").as_deref(), Some(greeting), "{page}");
        assert!(page.body.contains(course), "{page}");
        assert_eq!(page.body.contains("You may assess"), teaches, "{page}");
    }

    let (_, id) = learner.url.path().rsplit_once('/').unwrap();
    let answer = browser
        .open(&format!("{}/services/{id}", pair.tool_url))
        .await;
    assert_eq!(answer.status, 200, "{answer}");
    let answer: Value = serde_json::from_str(&answer.body).unwrap();
    let members = answer["members"].as_array().unwrap();
    assert!(members.contains(&json!("Sam Okafor")), "{answer}");
    // She is on the last page, where the site has several.
    assert!(members.contains(&json!("Hana Holloway")), "{answer}");
    assert_eq!(answer["results"], json!([80.0]), "{answer}");
}

#[tokio::test]
async fn the_generic_site_serves_a_foreign_tool() {
    serves_a_foreign_tool("generic", "Asking to Learn").await;
}

#[tokio::test]
async fn the_canvas_site_serves_a_foreign_tool() {
    serves_a_foreign_tool("canvas", "Questions that Build Thinking").await;
}

#[tokio::test]
async fn the_moodle_site_serves_a_foreign_tool() {
    serves_a_foreign_tool("moodle", "Questions that Open Minds").await;
}

#[tokio::test]
async fn what_a_foreign_tool_picks_is_placed_in_the_course() {
    let Some(pair) = Pair::start("generic") else {
        return;
    };
    let mut teacher = Browser::new();
    let picking = pair.launch("person=teacher&message=deep_linking");
    let answer = teacher.launch(&picking).await.form("form");
    assert!(!answer.field("JWT").is_empty(), "{answer:?}");
    let taken = teacher.submit(&answer).await;

    assert_eq!(taken.status, 200, "{taken}");
    let course = teacher.open(&format!("{}/courses/1", pair.site_url)).await;
    let link = course.link("Sample credential");
    let (_, item) = link.path().rsplit_once('/').unwrap();
    let start = pair.launch(&format!("person=learner&item={item}"));
    let page = Browser::new().launch(&start).await;
    assert_eq!(
        page.text("h1").as_deref(),
        Some("Hello, Sam Okafor"),
        "{page}"
    );
}
