//! A micro-credential in a course of a foreign platform, and its people, page by page: who teaches picks it, who learns
//! hands work in and revises it, who assesses scores it. What the platform is told follows by itself.

use std::time::{Duration, Instant};

use microcred::app::audit::Actor;
use microcred::app::{App, credential, person};
use microcred::domain::credential::Package;
use microcred::jobs;
use serde_json::{Value, json};

use super::browser::{Browser, Page};
use super::platform::Pair;
use crate::desk_pages::{SLUG, definition, whole};

/// Longer than anything takes on a busy machine; only what fails waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Those who assess in every course here: they have accounts at the platform as everybody has.
const ASSESSORS: [&str; 2] = ["teacher", "learner-4"];

/// Ten points in two parts; eight pass.
pub const PARTS: [(&str, &str); 2] = [("plan", "why"), ("lesson", "how")];

/// A course with the micro-credential in it.
pub struct Course {
    pub pair: Pair,
    /// The tool once more, in this process.
    pub app: App,
}

impl Course {
    /// Picked by who teaches, on the tool's page.
    pub async fn with_pick(pair: Pair) -> Self {
        let app = pair.tool.beside().await;
        let course = Self { pair, app };
        course.publish().await;
        course.pick().await;
        course
    }

    async fn publish(&self) {
        let registration = self.pair.registration.parse().unwrap();
        let organization = person::organization_of(&self.app, registration)
            .await
            .unwrap();
        let package = Package {
            definition: definition(&json!({})),
            images: vec![],
        };
        credential::import(&self.app, Actor::Operator, organization, &package, true)
            .await
            .unwrap();
        for name in ASSESSORS {
            let sub = &self.pair.platform.ready.people[name].sub;
            self.pair.tool.run(&[
                "grant",
                sub,
                "assessor",
                "--platform",
                &self.pair.registration,
                "--all",
                "--experienced",
            ]);
        }
    }

    async fn pick(&self) {
        let mut teacher = Browser::in_frame();
        let address = self.pair.platform.picker_url("teacher");
        let picker = teacher.launch(&address).await;
        let pick = format!("credential:{SLUG}");
        let choice = picker.form("form");
        let choice = if picker.text("input[name=pick]").is_some() {
            choice.with("pick", &pick).with("choice", "place")
        } else {
            choice.with("choice", &pick)
        };
        let answer = teacher.submit(&choice).await.form("form#return");
        let taken = teacher.submit(&answer).await;
        assert_eq!(taken.status, 200, "{taken}");
    }

    /// Somebody who has opened the micro-credential in the course.
    pub async fn opened(&self, person: &str) -> Learner {
        let mut browser = Browser::in_frame();
        let page = browser.launch(&self.pair.platform.item_url(person)).await;
        assert_eq!(page.status, 200, "{page}");
        Learner {
            home: home_of(&page),
            browser,
        }
    }

    /// Reads everything that waits, with so many details as evident.
    pub async fn assess(&self, evident: usize) {
        jobs::attempts::run(&self.app).await.unwrap();
        let mut read = 0;
        for name in ASSESSORS {
            let mut browser = Browser::in_frame();
            let start = self.pair.platform.start_url(name);
            let desk = format!("{}/desk", home_of(&browser.launch(&start).await));
            loop {
                let page = browser.open(&desk).await;
                if page.text("form[action$='/next']").is_none() {
                    break;
                }
                let next = browser.submit(&page.form("form[action$='/next']")).await;
                assert_eq!(next.status, 200, "{next}");
                if next.text("form[action$='/begin']").is_none() {
                    break;
                }
                score(&mut browser, &next, evident).await;
                read += 1;
            }
        }
        assert!(read > 0, "nothing waited to be read");
    }

    /// What the platform holds, once that is as it is waited for.
    pub async fn until(&self, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            let state = self.pair.platform.state().await;
            if is_so(&state) {
                return state;
            }
            let outbox = || self.pair.tool.list(&["outbox", "list"]);
            assert!(Instant::now() < until, "{what}: {state:#} {}", outbox());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// The address below which everything of a launch is.
fn home_of(page: &Page) -> String {
    let mut home = page.url.clone();
    let parts: Vec<_> = page.url.path().split('/').take(4).collect();
    home.set_path(&parts.join("/"));
    home.set_query(None);
    home.to_string()
}

async fn score(browser: &mut Browser, assignment: &Page, evident: usize) {
    let begun = browser
        .submit(&assignment.form("form[action$='/begin']"))
        .await;
    let fields = whole(evident);
    let filled = fields
        .iter()
        .fold(begun.form("#reading-form"), |form, (name, value)| {
            form.with(name, value)
        });
    let review = browser.submit(&filled.with("do", "review")).await;
    let submit = review.form("form[action$='/review']");
    let sent = browser.submit(&submit).await;
    assert!(sent.url.path().ends_with("/desk"), "{sent}");
}

/// Somebody who learns.
pub struct Learner {
    browser: Browser,
    home: String,
}

impl Learner {
    /// Starts, writes both texts, and hands them in. Gives the address of the work.
    pub async fn hand_in(&mut self) -> String {
        let card = self.browser.open(&format!("{}/c/{SLUG}", self.home)).await;
        let start = card.form("form[action$='/start']");
        let address = self.browser.submit(&start).await.url.to_string();
        for (at, (part, slot)) in PARTS.into_iter().enumerate() {
            let text = format!("I count to {at}, so that they think.");
            self.write(&address, part, slot, &text).await;
        }
        self.submit(&address).await;
        address
    }

    /// Takes the work up again, changes one text, and hands it in.
    pub async fn revise(&mut self, address: &str) {
        let result = self.browser.open(&format!("{address}/result")).await;
        assert_eq!(result.status, 200, "{result}");
        let again = result.form("form[action$='/again']");
        let address = self.browser.submit(&again).await.url.to_string();
        let [_, (part, slot)] = PARTS;
        self.write(&address, part, slot, "I count to five now.")
            .await;
        self.submit(&address).await;
    }

    async fn write(&mut self, address: &str, part: &str, slot: &str, text: &str) {
        let part = self.browser.open(&format!("{address}/parts/{part}")).await;
        let seq_name = format!("s_{slot}");
        let seq = part.attribute(&format!("input[name={seq_name}]"), "value");
        let form = part
            .form("#part-form")
            .with(&seq_name, &seq)
            .with(&format!("a_{slot}_text"), text)
            .with("do", "stay");
        let saved = self.browser.submit(&form).await;
        assert_eq!(saved.status, 200, "{saved}");
        assert!(saved.body.contains(text), "{saved}");
    }

    async fn submit(&mut self, address: &str) {
        let page = self.browser.open(&format!("{address}/submit")).await;
        let confirmed = ["own_work", "student_privacy", "consent_obtained"];
        let form = confirmed
            .into_iter()
            .fold(page.form("form.submit-form"), |form, name| {
                form.with(name, "yes")
            });
        let sent = self
            .browser
            .submit(&form.with("change_note", "The lesson is a new one."))
            .await;
        assert_eq!(sent.url.as_str(), address, "{sent}");
    }
}
