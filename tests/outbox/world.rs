//! A course in the practice LMS with a micro-credential in it, and people who work on it.

use std::sync::Arc;
use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use microcred::app::audit::Actor;
use microcred::app::connection::{self, NewConnection};
use microcred::app::outbox::{self, Cause, Told};
use microcred::app::session::Session;
use microcred::app::{App, attempt, enrollment};
use microcred::clock::Clock;
use microcred::domain::credential::Outcome;
use microcred::domain::id::{
    DecisionId, LmsContextId, LmsUserId, PlacementId, PlacementTemplateId, PlatformId,
};
use microcred::domain::placement::{GradeMode, VersionPolicy};
use microcred::domain::role::Role;
use microcred::domain::score_post::State;
use microcred::jobs;
use microcred::practice::{CellFacts, Faults, LaunchRequest, Message, PracticeLms};
use microcred::store::attempt::Attempt;
use microcred::store::deployment;
use microcred::store::gradebook_cell::{self, GradebookCell};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::placement::{self, Placement};
use microcred::store::placement_template::{self, PlacementTemplate};
use microcred::store::score_post::{self, ScorePost};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::app::{START, TestApp};
use crate::support::database::TestDatabase;
use crate::support::practice::{CLIENT, DEPLOYMENT, PracticeNetwork};
use crate::work::world::{World, definition, insert_credential, publish};

/// Everybody who learns something here.
pub const LEARNER: &str = "sam";
/// The assignment of the practice course, and the link without a column.
pub const ASSIGNMENT: u32 = 1;
pub const LINK: u32 = 2;

/// A course and its tool.
pub struct Course {
    pub world: World,
    pub network: PracticeNetwork,
    pub site: &'static str,
    pub platform: PlatformId,
    pub context: LmsContextId,
    pub placement: PlacementId,
    pub mode: GradeMode,
}

/// Somebody and their work.
pub struct Learner {
    pub session: Session,
    pub attempt: Attempt,
}

/// Twenty points in four criteria; sixteen pass.
fn rubric() -> Value {
    let criteria: Vec<_> = (1..=4)
        .map(|number| {
            let details: Vec<_> = (1..=5)
                .map(|detail| json!({"id": format!("d{number}{detail}"), "text": "Seen."}))
                .collect();
            json!({"id": format!("c{number}"), "title": "C", "parts": ["p"], "detail": details})
        })
        .collect();
    let band = |id: &str, title: &str, min: u32, max: u32, outcome: &str| {
        json!({"id": id, "title": title, "min": min, "max": max, "outcome": outcome, "text": "T",
            "earner_text": "E"})
    };
    json!({
        "model": "detail_points", "criterion": criteria, "pass": {"total_at_least": 16},
        "band": [band("almost", "Almost", 0, 15, "revise"), band("earned", "Earned", 16, 20, "pass")],
    })
}

impl Course {
    pub async fn of(site: &'static str, mode: GradeMode) -> Self {
        Self::on(TestDatabase::sqlite().await, site, mode).await
    }

    pub async fn on(database: TestDatabase, site: &'static str, mode: GradeMode) -> Self {
        Self::at(database, site, mode, ASSIGNMENT).await
    }

    /// With the micro-credential behind this item of the course.
    pub async fn at(
        database: TestDatabase,
        site: &'static str,
        mode: GradeMode,
        item: u32,
    ) -> Self {
        let keys = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let jwks_url = format!("http://{}/lti/jwks.json", keys.local_addr().unwrap());
        let clock = Clock::fixed(START);
        let network = PracticeNetwork::new(&clock, &jwks_url.parse().unwrap());
        let tool = TestApp::reaching(database, Arc::new(network.clone()), clock).await;
        let router = tool.router();
        tokio::spawn(async move { axum::serve(keys, router).await });
        tool.run_jobs().await;
        let platform = connect(&tool, network.lms(), site).await;

        let mut tx = tool.app.db.write().await.unwrap();
        let deployment = deployment::find_by_lti_id(&mut tx, platform, DEPLOYMENT)
            .await
            .unwrap()
            .unwrap();
        let (credential, version) = (tool.app.new_id(), tool.app.new_id());
        insert_credential(&mut tx, tool.organization, credential).await;
        let mut content = definition(1);
        content["rubric"] = rubric();
        publish(&mut tx, credential, version, "published", content).await;
        tx.commit().await.unwrap();
        let world = World {
            tool: Arc::new(tool),
            deployment,
            credential,
            version,
        };
        let mut course = Self {
            context: world.app().new_id(),
            placement: world.app().new_id(),
            world,
            network,
            site,
            platform,
            mode,
        };
        course.placement = course.place(item).await;
        course
    }

    /// Places the micro-credential behind an item.
    pub async fn place(&mut self, item: u32) -> PlacementId {
        let (app, now) = (self.app(), self.app().now());
        let facts = self.lms().items(self.site);
        let facts = facts.iter().find(|facts| facts.item == item).unwrap();
        let claims = self.claims(item);
        let endpoint = &claims["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"];
        let author = self.world.launched("author", |_| {}).await;
        let mut tx = app.db.write().await.unwrap();
        let seen = LmsContext {
            id: self.context,
            lti_context_id: format!("course {}", facts.course),
            title: None,
            label: None,
            lineitems_url: endpoint["lineitems"].as_str().map(str::to_owned),
            memberships_url: None,
        };
        let deployment = self.world.deployment.id;
        let context = lms_context::upsert(&mut tx, deployment, &seen, now)
            .await
            .unwrap();
        let seen = Placement {
            id: app.new_id(),
            lms_context_id: Some(context),
            resource_link_id: facts.resource_link_id.clone(),
            title: Some(facts.title.clone()),
            lineitem_url: facts.line_item_url.as_ref().map(ToString::to_string),
            placement_template_id: None,
            named_template_id: None,
        };
        let link = placement::upsert(&mut tx, deployment, &seen, now)
            .await
            .unwrap();
        let template: PlacementTemplateId = app.new_id();
        let new = PlacementTemplate {
            id: template,
            organization_id: self.world.tool.organization,
            credential_id: Some(self.world.credential),
            stack_id: None,
            gate: None,
            grade_mode: self.mode,
            version_policy: VersionPolicy::Latest,
            pinned_version_id: None,
            award_version_id: None,
            created_by: author.launch.person_id,
        };
        placement_template::insert(&mut tx, &new, now)
            .await
            .unwrap();
        placement::bind(&mut tx, link.id, template, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.context = context;
        link.id
    }

    fn claims(&self, item: u32) -> Value {
        let request = LaunchRequest {
            person: LEARNER.to_owned(),
            client_id: CLIENT.to_owned(),
            message: Message::ResourceLink { item },
            nonce: "nonce".to_owned(),
        };
        let token = self.lms().sign_launch(self.site, request).unwrap();
        let payload = token.split('.').nth(1).unwrap();
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
    }

    pub fn app(&self) -> &App {
        self.world.app()
    }

    pub fn lms(&self) -> &PracticeLms {
        self.network.lms()
    }

    pub fn wait(&self, time: Duration) {
        self.world.wait(time);
    }

    pub fn wait_seconds(&self, seconds: u64) {
        self.wait(Duration::from_secs(seconds));
    }

    /// The LMS's id for somebody.
    pub fn sub(&self, login: &str) -> String {
        let people = self.lms().people(self.site);
        let person = people.into_iter().find(|person| person.login == login);
        person.unwrap().sub
    }

    /// Somebody who has opened the micro-credential and begun.
    pub async fn learner(&self, login: &str) -> Learner {
        let sub = self.sub(login);
        let session = self.session(&sub, Role::Earner).await;
        let (app, world) = (self.app(), &self.world);
        let (credential, version) = (world.credential, world.version);
        let placement = Some(self.placement);
        let opened = enrollment::open(app, &session, credential, version, placement).await;
        let attempt = attempt::start(app, &session, opened.unwrap().id)
            .await
            .unwrap();
        self.wait(Duration::from_millis(1));
        Learner { session, attempt }
    }

    pub async fn session(&self, sub: &str, role: Role) -> Session {
        let change = |new: &mut microcred::store::launch::NewLaunch| {
            new.role = role;
            new.lms_context_id = Some(self.context);
            new.placement_id = Some(self.placement);
        };
        self.world.launched(sub, change).await
    }

    /// Fills in and hands in.
    pub async fn hand_in(&self, learner: &mut Learner) {
        self.world.fill(&learner.session, learner.attempt.id).await;
        learner.attempt = self
            .world
            .submit(&learner.session, learner.attempt.id)
            .await
            .unwrap();
    }

    /// Somebody who has handed in.
    pub async fn handed_in(&self, login: &str) -> Learner {
        let mut learner = self.learner(login).await;
        self.hand_in(&mut learner).await;
        learner
    }

    /// Tells a decision.
    pub async fn decide(&self, learner: &Learner, points: u32) -> DecisionId {
        self.decide_as(learner, points, false).await
    }

    pub async fn decide_as(
        &self,
        learner: &Learner,
        points: u32,
        after_review: bool,
    ) -> DecisionId {
        let id: DecisionId = self.app().new_id();
        let is_pass = points >= 16;
        let told = Told {
            cause: Cause::Decision(id),
            outcome: if is_pass {
                Outcome::Pass
            } else {
                Outcome::Revise
            },
            posted_points: points,
            band_words: if is_pass { "Earned well" } else { "Almost" },
            is_changed_after_review: after_review,
        };
        let mut tx = self.app().db.write().await.unwrap();
        outbox::decided(self.app(), &mut tx, &learner.attempt, &told)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Takes the result back.
    pub async fn clear(&self, learner: &Learner) {
        let cause = Cause::Decision(self.app().new_id());
        let mut tx = self.app().db.write().await.unwrap();
        outbox::cleared(self.app(), &mut tx, &learner.attempt, cause)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Sends what is due.
    pub async fn deliver(&self) -> usize {
        jobs::outbox::run(self.app()).await.unwrap()
    }

    /// Lets a time go by after which everything may be tried again, and sends what is due.
    pub async fn deliver_later(&self) -> usize {
        self.wait_seconds(2 * 24 * 3600);
        self.deliver().await
    }

    pub fn fault(&self, change: impl FnOnce(&mut Faults)) {
        let mut faults = self.lms().faults(self.site);
        change(&mut faults);
        self.lms().set_faults(self.site, faults);
    }

    /// What the gradebook shows of somebody.
    pub fn cell(&self, login: &str) -> Option<CellFacts> {
        let sub = self.sub(login);
        let mut cells = self.lms().cells(self.site).into_iter();
        cells.find(|cell| cell.sub == sub)
    }

    /// Their score on our scale.
    pub fn score(&self, login: &str) -> Option<f64> {
        let cell = self.cell(login)?;
        // The product scales it, and a float is off by a little then.
        Some((cell.score? * 20.0 / cell.maximum * 1000.0).round() / 1000.0)
    }

    /// A grade that the teacher types, of 100.
    pub async fn type_grade(&self, login: &str, grade: &str) {
        use tower::ServiceExt;
        let uri = format!("/{}/courses/1/gradebook/1/{login}", self.site);
        let request = axum::http::Request::post(uri)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", format!("practice-{}=dana", self.site))
            .body(axum::body::Body::from(format!("score={grade}")))
            .unwrap();
        let answer = self.lms().router().oneshot(request).await.unwrap();
        assert!(answer.status().is_redirection(), "{}", answer.status());
    }

    /// The messages to somebody's cell, oldest first.
    pub async fn posts(&self, learner: &Learner) -> Vec<ScorePost> {
        let mut db = self.app().db.read().await.unwrap();
        let user = learner.session.launch.lms_user_id;
        score_post::list_for_cell(&mut db, self.placement, user)
            .await
            .unwrap()
    }

    /// Where they stand, and why.
    pub async fn states(&self, learner: &Learner) -> Vec<(State, Option<String>)> {
        let posts = self.posts(learner).await;
        posts
            .into_iter()
            .map(|post| (post.state, post.reason))
            .collect()
    }

    pub async fn known(&self, user: LmsUserId) -> GradebookCell {
        let mut db = self.app().db.read().await.unwrap();
        gradebook_cell::find(&mut db, self.placement, user)
            .await
            .unwrap()
            .unwrap()
    }
}

async fn connect(tool: &TestApp, lms: &PracticeLms, site: &str) -> PlatformId {
    let facts = lms.sites().into_iter().find(|facts| facts.name == site);
    let facts = facts.unwrap();
    let new = NewConnection {
        name: Some(facts.title.clone()),
        profile: Some(facts.profile.clone()),
        issuer: facts.issuer.clone(),
        client_id: CLIENT.to_owned(),
        authorization_url: facts.authorization_url.to_string(),
        token_url: facts.token_url.to_string(),
        jwks_url: facts.jwks_url.to_string(),
        token_audience: Some(facts.token_audience.clone()),
        deployments: vec![DEPLOYMENT.to_owned()],
        profile_overrides: None,
    };
    let added = connection::add(&tool.app, Actor::Operator, tool.organization, &new).await;
    added.unwrap().id
}
