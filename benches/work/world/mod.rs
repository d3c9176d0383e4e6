//! What stands in the database before anything is measured: a large catalogue, what is placed of it in courses, and
//! earners in the middle of their work.

mod course;
mod earner;
mod offer;

use microcred::clock::{Clock, Timestamp};
use microcred::domain::approval::Approval;
use microcred::domain::id::{DeploymentId, OrganizationId, PersonId, PlatformId};
use microcred::random::Random;
use microcred::store::deployment::{self, Deployment};
use microcred::store::organization::{self, Organization};
use microcred::store::platform::{self, Platform};
use microcred::store::{Db, Tx, lms_user};
use serde_json::json;

pub use course::{Course, LINKS, PLACEMENTS};
pub use earner::{EARNERS, Earner, SLOT, text};
pub use offer::{CREDENTIALS, Offered};

/// All of it.
pub struct World {
    pub offers: Vec<Offered>,
    pub courses: Vec<Course>,
    pub earners: Vec<Earner>,
}

/// Where everything belongs.
pub struct Home {
    random: Random,
    now: Timestamp,
    organization: OrganizationId,
    platform: PlatformId,
    deployment: DeploymentId,
    author: PersonId,
}

impl Home {
    fn id<T: From<uuid::Uuid>>(&self) -> T {
        self.random.id(self.now).into()
    }
}

impl World {
    /// Writes the rows through the same functions that the tool writes them with.
    pub async fn build(url: &str) -> Self {
        let db = Db::open(url).await.expect("the database opens");
        let mut tx = db.write().await.expect("the database can be written");
        let home = home(&mut tx).await;
        let offers = offer::write(&mut tx, &home).await;
        tx.commit().await.expect("the catalogue is kept");
        let courses = course::write(&db, &home, &offers).await;
        let mut tx = db.write().await.expect("the database can be written");
        let earners = earner::write(&mut tx, &home, &offers, &courses).await;
        tx.commit().await.expect("the work is kept");
        db.close().await;
        Self {
            offers,
            courses,
            earners,
        }
    }
}

async fn home(tx: &mut Tx) -> Home {
    let (random, now) = (Random::system(), Clock::system().now());
    let home = Home {
        organization: random.id(now).into(),
        platform: random.id(now).into(),
        deployment: random.id(now).into(),
        author: random.id(now).into(),
        random,
        now,
    };
    let organization = Organization {
        id: home.organization,
        name: "Sample District".into(),
        timezone: "America/Chicago".into(),
    };
    organization::find_or_insert(tx, &organization, now)
        .await
        .expect("the row fits");
    let platform = Platform {
        id: home.platform,
        organization_id: home.organization,
        name: "Sample LMS".into(),
        profile: "generic".into(),
        profile_overrides: json!({}).into(),
        issuer: "https://lms.example".into(),
        client_id: "work".into(),
        authorization_url: "https://lms.example/authorize".into(),
        token_url: "https://lms.example/token".into(),
        jwks_url: "https://lms.example/keys".into(),
        token_audience: None,
        status: Approval::Active,
        asked_scopes: Vec::new().into(),
        granted_scopes: None,
    };
    platform::insert(tx, &platform, now)
        .await
        .expect("the row fits");
    let deployment = Deployment {
        id: home.deployment,
        platform_id: home.platform,
        lti_deployment_id: "1".into(),
        school_name: None,
        platform_guid: None,
        status: Approval::Active,
        first_seen_at: now,
    };
    deployment::insert_if_unknown(tx, &deployment)
        .await
        .expect("the row fits");
    let name = Some("Sample Author");
    lms_user::insert_person(tx, home.author, home.organization, name, now)
        .await
        .expect("the row fits");
    home
}
