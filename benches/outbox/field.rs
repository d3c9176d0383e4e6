//! Practice LMSs with courses full of learners, and a tool that has decisions to tell them.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use microcred::app::audit::Actor;
use microcred::app::connection::{self, NewConnection};
use microcred::app::outbox::{self, Cause, Told};
use microcred::app::{App, Error};
use microcred::cli;
use microcred::clock::Clock;
use microcred::config::{Config, Sources};
use microcred::domain::attempt::State;
use microcred::domain::credential::Outcome;
use microcred::domain::id::{
    CredentialId, CredentialVersionId, DecisionId, OrganizationId, PersonId, PlacementId,
    PlatformId,
};
use microcred::domain::placement::{GradeMode, VersionPolicy};
use microcred::practice::{
    self, ItemFacts, PracticeLms, Privacy, Settings, SiteFacts, ToolRegistration,
};
use microcred::store::attempt::Attempt;
use microcred::store::enrollment::{self, Enrollment};
use microcred::store::lms_context::{self, LmsContext};
use microcred::store::lms_user::{self, Seen};
use microcred::store::placement::{self, Placement};
use microcred::store::placement_template::{self, PlacementTemplate};
use microcred::store::{Tx, deployment, document, query};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tower::ServiceExt;

/// The client id of the tool at every site.
const CLIENT: &str = "client-1";
/// The mark of the rubric, and its maximum.
const MARK: u32 = 16;
pub const MAXIMUM: u32 = 20;

/// How large it is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Courses at each site.
    pub courses: usize,
    /// Learners in each course.
    pub learners: usize,
}

/// One site of a practice LMS.
pub struct Site {
    pub lms: PracticeLms,
    pub name: String,
    pub platform: PlatformId,
}

/// One learner in one column.
#[derive(Clone)]
pub struct Cell {
    /// Which site.
    pub site: usize,
    /// The number of the course there.
    pub course: u32,
    /// The LMS's id for the learner.
    pub sub: String,
    attempt: Attempt,
}

/// All of it.
pub struct Field {
    pub app: App,
    pub sites: Vec<Site>,
    pub cells: Vec<Cell>,
}

/// Opens the tool's data as one of its processes does.
pub async fn open(folder: &Path, database: &str, public_url: &str) -> App {
    let sources = Sources {
        file: None,
        environment: Vec::new(),
        overrides: vec![
            ("server.data", folder.display().to_string()),
            ("server.public_url", public_url.to_owned()),
            ("database.url", database.to_owned()),
            ("security.allow_private_network", String::from("true")),
            ("scores.connections", String::from("32")),
        ],
    };
    let (config, _) = Config::load(&sources).expect("the settings are right");
    cli::open(&config).await.expect("the tool's data opens")
}

/// Serves a practice LMS that knows the tool at this address by all its sites.
async fn serve_lms(tool: &str) -> (PracticeLms, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let address = listener
        .local_addr()
        .expect("a bound listener has an address");
    let url = |path: &str| format!("{tool}{path}").parse().expect("an address");
    let tools = ["canvas", "moodle", "brightspace", "generic"].map(|site| ToolRegistration {
        site: site.to_owned(),
        client_id: CLIENT.to_owned(),
        deployment_id: format!("deployment-{site}"),
        name: String::from("microcred"),
        login_url: url("/lti/login"),
        redirect_uris: vec![format!("{tool}/lti/launch")],
        target_link_uri: url("/lti/launch"),
        jwks_url: url("/lti/jwks.json"),
        privacy: Privacy::Public,
    });
    let lms = PracticeLms::new(Settings {
        public_url: format!("http://{address}/").parse().expect("an address"),
        tools: tools.to_vec(),
        clock: Clock::system(),
    })
    .expect("the practice LMS starts");
    let served = practice::serve(listener, lms.clone(), std::future::pending());
    tokio::spawn(served);
    (lms, address)
}

impl Field {
    /// Five sites of different profiles, with their courses, learners and columns, all known to the tool.
    pub async fn lay(app: App, tool: &str, size: Size) -> Self {
        let organization = connection::organization(&app, None, "Sample District", "UTC")
            .await
            .expect("the organisation is written")
            .id;
        let (one, _) = serve_lms(tool).await;
        let (other, _) = serve_lms(tool).await;
        let mut field = Self {
            app,
            sites: Vec::new(),
            cells: Vec::new(),
        };
        for (lms, name) in [
            (&one, "canvas"),
            (&one, "moodle"),
            (&one, "brightspace"),
            (&one, "generic"),
            (&other, "canvas"),
        ] {
            field.add_site(organization, lms, name, size).await;
        }
        field
    }

    async fn add_site(
        &mut self,
        organization: OrganizationId,
        lms: &PracticeLms,
        name: &str,
        size: Size,
    ) {
        let facts = lms.sites().into_iter().find(|site| site.name == name);
        let facts = facts.expect("the site is there");
        let new = connection_to(&facts);
        let platform = connection::add(&self.app, Actor::Operator, organization, &new)
            .await
            .expect("the registration is written");
        for _ in 1..size.courses {
            copy_course(lms, name).await;
        }
        let place = self.sites.len();
        let items = lms.items(name).into_iter();
        let columns = items.filter(|item| item.line_item_url.is_some());
        let people: Vec<_> = lms
            .people(name)
            .into_iter()
            .filter(|person| person.alias.is_none())
            .take(size.learners)
            .map(|person| person.sub)
            .collect();
        for item in columns {
            self.add_course(organization, place, platform.id, &item, &people)
                .await
                .expect("the course is written");
        }
        self.sites.push(Site {
            lms: lms.clone(),
            name: name.to_owned(),
            platform: platform.id,
        });
    }

    async fn add_course(
        &mut self,
        organization: OrganizationId,
        site: usize,
        platform: PlatformId,
        item: &ItemFacts,
        people: &[String],
    ) -> Result<(), Error> {
        let app = self.app.clone();
        let now = app.now();
        let mut tx = app.db.write().await?;
        let deployments = deployment::list_for_platform(&mut tx, platform).await?;
        let deployment = deployments.first().expect("it was registered with one").id;
        let (credential, version) = write_credential(&app, &mut tx, organization).await?;
        let author: PersonId = app.new_id();
        lms_user::insert_person(&mut tx, author, organization, None, now).await?;
        let template = PlacementTemplate {
            id: app.new_id(),
            organization_id: organization,
            credential_id: Some(credential),
            stack_id: None,
            grade_mode: GradeMode::Points,
            version_policy: VersionPolicy::Latest,
            pinned_version_id: None,
            award_version_id: None,
            gate: None,
            created_by: author,
        };
        placement_template::insert(&mut tx, &template, now).await?;
        let seen = LmsContext {
            id: app.new_id(),
            lti_context_id: format!("course-{}", item.course),
            title: None,
            label: None,
            lineitems_url: None,
            memberships_url: None,
        };
        let context = lms_context::upsert(&mut tx, deployment, &seen, now).await?;
        let seen = Placement {
            id: app.new_id(),
            lms_context_id: Some(context),
            resource_link_id: item.resource_link_id.clone(),
            title: None,
            lineitem_url: item.line_item_url.as_ref().map(ToString::to_string),
            placement_template_id: None,
            named_template_id: None,
        };
        let link = placement::upsert(&mut tx, deployment, &seen, now).await?;
        placement::bind(&mut tx, link.id, template.id, now).await?;
        for sub in people {
            let place = (credential, version, link.id);
            let attempt = enroll(&app, &mut tx, organization, platform, place, sub).await?;
            self.cells.push(Cell {
                site,
                course: item.course,
                sub: sub.clone(),
                attempt,
            });
        }
        Ok(tx.commit().await?)
    }

    /// Writes that the work of a cell was handed in.
    pub async fn hand_in(&self, cell: &Cell) -> Result<(), Error> {
        let mut attempt = cell.attempt.clone();
        attempt.id = self.app.new_id();
        attempt.submitted_at = Some(self.app.now());
        let mut tx = self.app.db.write().await?;
        outbox::submitted(&self.app, &mut tx, &attempt).await?;
        Ok(tx.commit().await?)
    }

    /// Writes a decision about a cell, and gives the points that the gradebook must show.
    pub async fn decide(&self, cell: &Cell, points: u32, band: &str) -> Result<u32, Error> {
        let id: DecisionId = self.app.new_id();
        let told = Told {
            cause: Cause::Decision(id),
            outcome: if points >= MARK {
                Outcome::Pass
            } else {
                Outcome::Revise
            },
            posted_points: points,
            band_words: band,
            is_changed_after_review: false,
        };
        let mut tx = self.app.db.write().await?;
        outbox::decided(&self.app, &mut tx, &cell.attempt, &told).await?;
        tx.commit().await?;
        Ok(points)
    }

    /// How many messages wait, and how many are stuck.
    pub async fn count(&self) -> (i64, i64) {
        let (mut waiting, mut stuck) = (0, 0);
        for site in &self.sites {
            let counted = outbox::count(&self.app, site.platform).await;
            let (here, there) = counted.expect("what waits is counted");
            waiting += here;
            stuck += there;
        }
        (waiting, stuck)
    }

    /// What the gradebooks show, by site, course and learner.
    pub fn shown(&self) -> HashMap<(usize, u32, String), practice::CellFacts> {
        let mut shown = HashMap::new();
        for (number, site) in self.sites.iter().enumerate() {
            for cell in site.lms.cells(&site.name) {
                shown.insert((number, cell.course, cell.sub.clone()), cell);
            }
        }
        shown
    }
}

fn connection_to(facts: &SiteFacts) -> NewConnection {
    NewConnection {
        name: Some(facts.title.clone()),
        profile: Some(facts.profile.clone()),
        issuer: facts.issuer.clone(),
        client_id: CLIENT.to_owned(),
        authorization_url: facts.authorization_url.to_string(),
        token_url: facts.token_url.to_string(),
        jwks_url: facts.jwks_url.to_string(),
        token_audience: Some(facts.token_audience.clone()),
        deployments: facts.deployment_ids.clone(),
        profile_overrides: None,
    }
}

/// As a teacher does it for the next term.
async fn copy_course(lms: &PracticeLms, site: &str) {
    let request = Request::post(format!("/{site}/courses/1/copy"))
        .header("cookie", format!("practice-{site}=dana"))
        .body(Body::empty())
        .expect("a request");
    let answer = lms.router().oneshot(request).await;
    let status = answer.expect("the practice LMS answers").status();
    assert!(status.is_redirection(), "a course is copied: {status}");
}

fn definition() -> Value {
    let criteria: Vec<_> = (1..=4)
        .map(|number| {
            let details: Vec<_> = (1..=5)
                .map(|detail| json!({"id": format!("d{number}{detail}"), "text": "Seen."}))
                .collect();
            json!({"id": format!("c{number}"), "title": "C", "parts": ["p"], "detail": details})
        })
        .collect();
    let band = |id: &str, min: u32, max: u32, outcome: &str| json!({"id": id, "title": id, "min": min, "max": max, "outcome": outcome, "text": "T", "earner_text": "E"});
    json!({
        "slug": "waiting", "version": "1.0", "title": "Waiting", "issuer": "Riverbend",
        "contact": "dana@example.org", "claim": "Waits.", "method": "Wait.",
        "licence": {"id": "CC-BY-4.0", "holder": "Riverbend"},
        "part": [{"id": "p", "title": "P", "slot": [
            {"id": "why", "title": "Why", "prompt": "Why?", "kind": "text"},
        ]}],
        "rubric": {
            "model": "detail_points", "criterion": criteria, "pass": {"total_at_least": MARK},
            "band": [band("almost", 0, MARK - 1, "revise"), band("earned", MARK, MAXIMUM, "pass")],
        },
    })
}

async fn write_credential(
    app: &App,
    tx: &mut Tx,
    organization: OrganizationId,
) -> Result<(CredentialId, CredentialVersionId), Error> {
    let (credential, version): (CredentialId, CredentialVersionId) = (app.new_id(), app.new_id());
    query("INSERT INTO credential (id, organization_id, slug, created_at) VALUES ($1, $2, $3, 0)")
        .bind(credential)
        .bind(organization)
        .bind(&credential.to_string())
        .execute(tx)
        .await?;
    query(
        "INSERT INTO credential_version (id, credential_id, major, minor, state, title, definition, content_hash,
             scored_hash, created_at)
         VALUES ($1, $2, 1, 0, 'published', 'Waiting', $3, '', '', 0)",
    )
    .bind(version)
    .bind(credential)
    .bind(document(&definition()))
    .execute(tx)
    .await?;
    Ok((credential, version))
}

async fn enroll(
    app: &App,
    tx: &mut Tx,
    organization: OrganizationId,
    platform: PlatformId,
    (credential, version, link): (CredentialId, CredentialVersionId, PlacementId),
    sub: &str,
) -> Result<Attempt, Error> {
    let now = app.now();
    let known = lms_user::find_by_sub(tx, platform, sub).await?;
    let user = if let Some(known) = known {
        known
    } else {
        let person: PersonId = app.new_id();
        lms_user::insert_person(tx, person, organization, None, now).await?;
        let seen = Seen {
            platform_id: platform,
            sub,
            name: None,
            email: None,
            locale: None,
            launched_at: Some(now),
        };
        lms_user::upsert(tx, app.new_id(), person, &seen).await?
    };
    let new = Enrollment {
        id: app.new_id(),
        organization_id: organization,
        person_id: user.person_id,
        credential_id: credential,
        credential_version_id: version,
    };
    let enrolled = enrollment::find_or_insert(tx, &new, now).await?;
    enrollment::insert_placement(tx, enrolled.id, link, user.id, now).await?;
    Ok(Attempt {
        id: app.new_id(),
        enrollment_id: enrolled.id,
        person_id: user.person_id,
        organization_id: organization,
        credential_version_id: version,
        number: 1,
        state: State::Released,
        is_counted: true,
        opened_at: now,
        window_started_at: Some(now),
        window_ends_at: None,
        submitted_at: Some(now),
        recall_until: None,
        carried_from_attempt_id: None,
        resubmission_note: None,
        is_test: false,
        due_at: None,
        held_from: None,
        superseded_at: None,
        updated_at: now,
    })
}
