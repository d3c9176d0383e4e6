//! What the tool does, one file for each noun. A use case authorises, decides by the domain's rules, and writes
//! everything that follows in one transaction. Knows nothing of HTTP and pages.

pub mod answer;
pub mod assessment;
pub mod attempt;
pub mod audit;
pub mod award;
pub mod badge;
pub mod catalog;
pub mod connection;
pub mod credential;
pub mod deep_link;
pub mod definitions;
pub mod enrollment;
pub mod error;
pub mod file;
pub mod gate;
pub mod gradebook;
pub mod inspector;
pub mod invite;
mod kept;
pub mod launch;
pub mod login;
pub mod mine;
pub mod notice;
pub mod opening;
pub mod outbox;
pub mod person;
pub mod placement;
pub mod privacy;
mod publishing;
pub mod refusal;
pub mod registration;
pub mod result;
pub mod review;
pub mod rich_text;
pub mod role;
pub mod roster;
pub mod service;
pub mod session;
pub mod signing_key;
pub mod stack;
pub mod token;

use std::sync::Arc;
use std::time::Duration;

use crate::clock::{Clock, Timestamp};
use crate::domain::signing_key::RotationPolicy;
use crate::evidence::{EvidenceStore, Limits};
use crate::lti::fetch::Fetch;
use crate::lti::keyset::{CachePolicy, KeySetCache};
use crate::lti::service::Services;
use crate::lti::tool::Tool;
use crate::random::Random;
use crate::seal::Seal;
use crate::store::Db;

pub use error::Error;
pub use refusal::Refused;

/// What the use cases need to know of the configuration.
#[derive(Clone, Debug)]
pub struct Settings {
    /// This tool as platforms see it.
    pub tool: Tool,
    /// How far clocks may differ.
    pub leeway: Duration,
    /// How old a token may be.
    pub max_token_age: Duration,
    /// How long a login waits for its launch.
    pub login_lifetime: Duration,
    /// How long the page of a cookieless launch may take to confirm.
    pub ticket_lifetime: Duration,
    /// How long a session lasts.
    pub session_lifetime: Duration,
    /// When signing keys change.
    pub rotation: RotationPolicy,
    /// How long the launch inspector keeps a record.
    pub launch_record_retention: Duration,
    /// How long an expired session is kept, so that its page can say that it expired.
    pub session_retention: Duration,
    /// How large evidence may be.
    pub evidence_limits: Limits,
    /// How long an upload may stand still.
    pub upload_idle: Duration,
    /// How scores are sent.
    pub delivery: Delivery,
    /// Where badges live.
    pub badges: Badges,
}

/// Where badges live.
#[derive(Clone, Debug)]
pub struct Badges {
    /// Their addresses.
    pub addresses: badge::Addresses,
    /// The e-mail address of issuers that name none.
    pub contact: String,
    /// How long readers accept a signed list.
    pub list_lifetime: Duration,
    /// The issuer that the address of badges as a whole stands for, by its name in addresses.
    pub host_issuer: Option<String>,
}

/// How scores are sent to LMSs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// How many calls may run at one LMS at a time.
    pub connections: usize,
    /// How long to wait before a score is tried a second time; later waits are multiples of it.
    pub first_retry: Duration,
    /// How long a score is left to whoever sends it before somebody else takes it.
    pub lease: Duration,
}

/// Everything that use cases work with. Cheap to clone; the process holds no other state.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of an [`App`].
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// Secrets at rest.
    pub seal: Seal,
    /// The network.
    pub fetch: Arc<dyn Fetch>,
    /// The network for addresses that strangers name: never the operator's own.
    pub strangers: Arc<dyn Fetch>,
    /// The content of evidence.
    pub evidence: EvidenceStore,
    /// The configuration.
    pub settings: Settings,
    /// Platforms' keys.
    pub key_sets: KeySetCache,
    /// Our own keys, as last read.
    pub keys: signing_key::Cache,
    /// Definitions, as last read.
    pub definitions: definitions::Definitions,
    /// Attempts that are written in.
    pub places: definitions::Places,
    /// Sessions that save something every few seconds.
    pub assumed: session::Known,
    /// Registrations that logins come from.
    pub registrations: login::Registrations,
    /// How many refusals of strangers are recorded.
    pub stranger_budget: refusal::Budget,
    /// How many refusals are recorded of what names a registration and was signed by nobody.
    pub unsigned_budget: refusal::Budget,
    /// How many codes of badges strangers asked for that are nobody's.
    pub code_misses: refusal::Budget,
    /// Pictures of badges that were drawn.
    pub pictures: badge::Pictures,
    /// Calls to platforms' services, with the tokens for them.
    pub services: Services,
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        db: Db,
        clock: Clock,
        random: Random,
        seal: Seal,
        fetch: Arc<dyn Fetch>,
        evidence: EvidenceStore,
        settings: Settings,
    ) -> Self {
        let key_sets = KeySetCache::new(fetch.clone(), clock.clone(), CachePolicy::default())
            .counted_by(crate::metrics::key_set_fetched);
        let services = Services::new(fetch.clone(), clock.clone());
        Self(Arc::new(Parts {
            db,
            clock,
            random,
            seal,
            strangers: fetch.clone(),
            fetch,
            evidence,
            settings,
            key_sets,
            keys: signing_key::Cache::default(),
            definitions: definitions::Definitions::default(),
            places: definitions::Places::default(),
            assumed: session::Known::default(),
            registrations: login::Registrations::default(),
            stranger_budget: refusal::Budget::default(),
            unsigned_budget: refusal::Budget::default(),
            code_misses: refusal::Budget::default(),
            pictures: badge::Pictures::default(),
            services,
        }))
    }

    /// With another network for addresses that strangers name, where LMSs may be in the operator's own. Only before the
    /// first clone.
    #[must_use]
    pub fn calling_strangers_through(mut self, fetch: Arc<dyn Fetch>) -> Self {
        if let Some(parts) = Arc::get_mut(&mut self.0) {
            parts.strangers = fetch;
        }
        self
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new id of any kind.
    #[must_use]
    pub fn new_id<T: From<uuid::Uuid>>(&self) -> T {
        self.random.id(self.now()).into()
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
