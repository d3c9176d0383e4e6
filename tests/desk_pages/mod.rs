//! The pages of those who read work, through the whole tool: what each of them shows, to whom, and what becomes of what
//! is sent.

mod access;
mod again;
mod lead;
mod reading;
mod screening;
mod windows;

use std::time::Duration;

use microcred::app::assessment::{self, Scope};
use microcred::app::audit::Actor;
use microcred::app::{credential, person};
use microcred::domain::credential::{Definition, Package};
use microcred::domain::grant::ToolRole;
use serde_json::{Value, json};

use crate::file::media;
use crate::support::app::{TOOL, TestApp};
use crate::support::browser::{Answer, Browser, Visit};
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

pub const SLUG: &str = "waiting-longer";
/// The educator, whom nobody who reads may know.
const EARNER: (&str, &str) = ("sub-of-mei", "Mei Lindqvist");
const HOUR: Duration = Duration::from_secs(3600);
/// More words than a comment needs.
const COMMENT: &str = "You wait in both lessons that you describe; say next time how long it was, and what the class did meanwhile.";

/// Ten details in two criteria, one condition, two parts; nobody has to wait for the work to go to the assessors.
pub fn definition(assessment: &Value) -> Definition {
    let details = |from: u32| -> Vec<Value> {
        let all = from..from + 5;
        all.map(|at| json!({ "id": format!("d{at}"), "text": format!("Detail {at}") }))
            .collect()
    };
    let mut rules = json!({ "recall_minutes": 0 });
    let more = assessment.as_object().unwrap().clone();
    rules.as_object_mut().unwrap().extend(more);
    serde_json::from_value(json!({
        "slug": SLUG, "version": "1.0", "title": "Waiting longer", "issuer": "Riverbend", "contact": "help@example.org",
        "claim": "Waits after a question.", "method": "Wait.", "licence": { "id": "CC-BY-4.0", "holder": "Riverbend" },
        "attempts": { "resubmit": "failed_parts" }, "assessment": rules, "ai": "allowed",
        "component": [{ "id": "waits", "title": "Waits" }],
        "part": [
            { "id": "plan", "title": "The plan", "slot": [
                { "id": "why", "title": "Why", "prompt": "Why do you wait?", "kind": "text" },
                { "id": "board", "title": "The board", "prompt": "Show it.", "kind": "image", "required": false },
            ] },
            { "id": "lesson", "title": "The lesson", "slot": [
                { "id": "how", "title": "How", "prompt": "How did you wait?", "kind": "text" },
            ] },
        ],
        "rubric": {
            "model": "detail_points",
            "criterion": [
                { "id": "reason", "title": "Has a reason", "component": "waits", "parts": ["plan"], "detail": details(0) },
                { "id": "wait", "title": "Waits", "component": "waits", "parts": ["lesson"], "detail": details(5) },
            ],
            "condition": [{ "id": "own", "text": "It is the educator’s own class.", "caps_to": "not-yet" }],
            "band": [
                { "id": "not-yet", "title": "Not Yet", "min": 0, "max": 7, "outcome": "revise", "text": "Some of it.", "earner_text": "You are on your way." },
                { "id": "yes", "title": "Yes", "min": 8, "max": 10, "outcome": "pass", "text": "All of it.", "earner_text": "You have shown it." },
            ],
            "pass": { "total_at_least": 8 },
        },
    }))
    .unwrap()
}

/// The tool with one published micro-credential, an LMS, and people who read.
struct Scene {
    app: TestApp,
    platform: TestPlatform,
}

impl Scene {
    async fn new(assessment: &Value) -> Self {
        let app = TestApp::new().await;
        let package = Package {
            definition: definition(assessment),
            images: vec![],
        };
        credential::import(&app.app, Actor::Operator, app.organization, &package, true)
            .await
            .unwrap();
        let platform = TestPlatform::connected(&app, "lms.example").await;
        Self { app, platform }
    }

    async fn opened(&self, (sub, name): (&str, &str), is_staff: bool) -> Person {
        let mut browser = self.app.browser();
        let opened = browser
            .open(&self.app, &self.platform, |token: Token| {
                let token = token.person(sub, name);
                if is_staff { token.instructor() } else { token }
            })
            .await;
        let secret = browser.session_secret();
        let found = microcred::app::session::find(&self.app.app, opened.launch_id, Some(&secret));
        Person {
            form_token: found.await.unwrap().form_token,
            browser,
            path: opened.path,
        }
    }

    /// Somebody with these tool roles, who teaches the course besides.
    async fn staff(&self, sub: &str, roles: &[ToolRole]) -> Person {
        for role in roles {
            let platform = self.platform.id();
            let id = person::grant(&self.app.app, Actor::Operator, platform, sub, *role)
                .await
                .unwrap();
            if *role == ToolRole::Assessor {
                let whom = (self.app.organization, id);
                assessment::qualify(&self.app.app, Actor::Operator, whom, &Scope::All, &[], true)
                    .await
                    .unwrap();
            }
        }
        self.opened((sub, sub), true).await
    }

    async fn assessor(&self, sub: &str) -> Person {
        self.staff(sub, &[ToolRole::Assessor]).await
    }

    /// The educator's work, handed in and on its way. Gives its address.
    async fn handed_in(&self, earner: &mut Person, texts: [&str; 2]) -> String {
        let start = format!("{}/c/{SLUG}/start", earner.path);
        let started = earner.post(&start, &[]).await;
        assert_eq!(started.status(), 303, "{}", started.text());
        let address = started.location().to_owned();
        for (slot, text) in ["why", "how"].into_iter().zip(texts) {
            let saved = earner
                .put(
                    &format!("{address}/slots/{slot}"),
                    &json!({
                        "based_on": 0,
                        "save_id": uuid::Uuid::now_v7().to_string(),
                        "answer": { "kind": "text", "html": format!("<p>{text}</p>") },
                    }),
                )
                .await;
            assert_eq!(saved.status(), 200, "{}", saved.text());
        }
        self.submit(earner, &address).await;
        address
    }

    async fn submit(&self, earner: &mut Person, address: &str) {
        let sent = earner
            .post(
                &format!("{address}/submit"),
                &[
                    ("own_work", "yes"),
                    ("student_privacy", "yes"),
                    ("consent_obtained", "yes"),
                    ("change_note", "The lesson is a new one."),
                ],
            )
            .await;
        assert_eq!(sent.status(), 303, "{}", sent.text());
        self.app.clock.advance(HOUR);
        self.app.run_jobs().await;
    }

    /// Reads all that waits, as both of these come to it, and lets the result go out. They see the same.
    async fn read_all(&self, assessors: &mut [Person], evident: usize) {
        for assessor in assessors {
            while let Some(address) = assessor.take().await {
                assessor.begin(&address).await;
                assessor.write_all(&address, evident, &[]).await;
                let sent = assessor.submit(&address, &[]).await;
                assert_eq!(sent.status(), 303, "{}", sent.text());
            }
        }
    }
}

/// Somebody with an open session.
struct Person {
    browser: Browser,
    path: String,
    form_token: String,
}

impl Person {
    async fn get(&mut self, path: &str) -> Answer {
        self.browser.get(path).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("form_token", self.form_token.as_str())];
        all.extend(fields);
        let visit = Visit::form(path, &all).from(TOOL);
        self.browser.visit(visit).await
    }

    async fn put(&mut self, path: &str, document: &Value) -> Answer {
        let mut visit = Visit::json(path, document)
            .from(TOOL)
            .header("x-form-token", &self.form_token);
        visit.method = axum::http::Method::PUT;
        self.browser.visit(visit).await
    }

    fn desk(&self) -> String {
        format!("{}/desk", self.path)
    }

    /// Takes the next piece of work and gives its address.
    async fn take(&mut self) -> Option<String> {
        let answer = self.post(&format!("{}/next", self.desk()), &[]).await;
        match answer.status() {
            303 => Some(answer.location().to_owned()),
            200 => None,
            other => panic!("{other} {}", answer.text()),
        }
    }

    /// Says that one may read it.
    async fn begin(&mut self, address: &str) {
        let begun = self.post(&format!("{address}/begin"), &[]).await;
        assert_eq!(begun.location(), address, "{}", begun.text());
    }

    /// Saves the form with these fields, and `do` as one of them.
    async fn save(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(address).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let seq = page.attribute("#reading-form input[name=seq]", "value");
        let mut all = vec![("seq", seq.as_str())];
        all.extend(fields);
        self.post(address, &all).await
    }

    /// Scores everything, so many details as evident, and goes to the review.
    async fn write_all(&mut self, address: &str, evident: usize, more: &[(&str, &str)]) {
        let fields = whole(evident);
        let mut fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
            .collect();
        fields.extend(more);
        fields.push(("do", "review"));
        let saved = self.save(address, &fields).await;
        let review = format!("{address}/review");
        assert_eq!(saved.location(), review, "{}", saved.text());
    }

    /// Submits what the review shows.
    async fn submit(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let review = format!("{address}/review");
        let page = self.get(&review).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let seq = page.attribute("form[action$='/review'] input[name=seq]", "value");
        let mut all = vec![("seq", seq.as_str())];
        all.extend(fields);
        self.post(&review, &all).await
    }
}

/// The fields of a whole reading.
pub fn whole(evident: usize) -> Vec<(String, &'static str)> {
    let mut fields: Vec<(String, &'static str)> = (0..10)
        .map(|at| {
            let criterion = if at < 5 { "reason" } else { "wait" };
            let said = if at < evident { "yes" } else { "no" };
            (format!("a_c-{criterion}_d-d{at}"), said)
        })
        .collect();
    let words = [
        ("a_c-reason_comment", COMMENT),
        ("a_c-wait_comment", COMMENT),
        ("a_c-reason_p-d0_0_place", "why"),
        ("a_c-reason_p-d0_0_quote", "so that they think"),
        ("a_c-wait_none", "yes"),
        ("a_all_k-own", "yes"),
        ("a_all_strength", "You wait where it matters."),
        ("a_all_next-step", "Wait after answers, too."),
        ("a_all_private-note", "The handwriting is hard to read."),
    ];
    fields.extend(words.map(|(name, value)| (name.to_owned(), value)));
    fields
}

/// A picture in the work, and the address of the work.
async fn with_picture(scene: &Scene, earner: &mut Person) -> String {
    let start = format!("{}/c/{SLUG}/start", earner.path);
    let started = earner.post(&start, &[]).await;
    let address = started.location().to_owned();
    let path = format!("{address}/slots/board/files");
    let mut visit = Visit::json(&path, &Value::Null).from(TOOL);
    visit.body = Some(("application/octet-stream", media::png(3, 2)));
    let visit = visit
        .header("x-file-name", "mei-lindqvist-board.png")
        .header("x-form-token", &earner.form_token);
    let sent = earner.browser.visit(visit).await;
    assert_eq!(sent.status(), 201, "{}", sent.text());
    let href = sent.json()["file"]["href"].as_str().unwrap().to_owned();
    let words = [("alt_text", "Two columns"), ("caption", "Before")];
    let described = earner.post(&format!("{href}/describe"), &words).await;
    assert_eq!(described.status(), 303, "{}", described.text());
    scene
        .handed_in(earner, ["I wait so that they think.", "I count to five."])
        .await
}
