//! Where the story takes place: the tool, the practice LMS and the one clock of both. Owns the way in, which is a launch as the
//! LMS signs it and the tool checks it; only the browser between the two is missing.

use std::time::Duration;

use crate::app::session::Session;
use crate::app::{App, launch, login, session};
use crate::cli::Failure;
use crate::clock::{Clock, Timestamp};
use crate::domain::id::PlatformId;
use crate::practice::{LaunchRequest, Message, PersonFacts, PracticeLms, SiteFacts};

/// The site on which it takes place.
pub(super) const SITE: &str = "canvas";
/// So many days before the demo the district began with the tool: time enough for an award of three years to end.
pub(in crate::cli::demo) const BEGINNING: u32 = 1320;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Everything that the story needs.
pub(in crate::cli::demo) struct Stage<'s> {
    /// The tool.
    pub(super) app: &'s App,
    /// The practice LMS.
    pub(super) lms: &'s PracticeLms,
    /// The clock of both.
    clock: &'s Clock,
    /// When the demo was started.
    now: Timestamp,
    /// The registration of the site.
    pub(super) platform_id: PlatformId,
    site: SiteFacts,
    people: Vec<PersonFacts>,
}

impl<'s> Stage<'s> {
    /// The stage at the moment at which the demo was started, on the site that `connected` has the registration of.
    pub(in crate::cli::demo) fn new(
        (app, lms): (&'s App, &'s PracticeLms),
        (clock, now): (&'s Clock, Timestamp),
        connected: &[(SiteFacts, PlatformId)],
    ) -> Result<Self, Failure> {
        let mut sites = connected.iter();
        let known = sites.find(|(site, _)| site.name == SITE);
        let (site, platform_id) = known.ok_or_else(|| missing("site", SITE))?;
        Ok(Self {
            app,
            lms,
            clock,
            now,
            platform_id: *platform_id,
            site: site.clone(),
            people: lms.people(SITE),
        })
    }

    /// The tool.
    pub(in crate::cli::demo) const fn app(&self) -> &App {
        self.app
    }

    /// An hour of the day that was so many days ago.
    pub(super) fn day(&self, days_ago: u32, hour: u32) -> Timestamp {
        let midnight = self.now.millis().div_euclid(DAY_MILLIS) * DAY_MILLIS;
        let day = Timestamp::from_millis(midnight).minus(DAY * days_ago);
        day.plus(HOUR * hour).plus(MINUTE * (hour % 7))
    }

    /// Goes there.
    pub(super) fn go(&self, days_ago: u32, hour: u32) {
        self.clock.put(self.day(days_ago, hour));
    }

    /// Goes to a moment shortly before the demo was started.
    pub(super) fn go_to_minutes_ago(&self, minutes: u32) {
        self.clock.put(self.now.minus(MINUTE * minutes));
    }

    /// Goes to a moment.
    pub(super) fn go_to(&self, at: Timestamp) {
        self.clock.put(at);
    }

    /// Lets some minutes go by.
    pub(super) fn pass(&self, minutes: u32) {
        self.clock.put(self.app.now().plus(MINUTE * minutes));
    }

    /// Somebody on the site.
    pub(super) fn person(&self, login: &str) -> Result<PersonFacts, Failure> {
        let known = self.people.iter().find(|person| person.login == login);
        known.cloned().ok_or_else(|| missing("person", login))
    }

    /// Somebody's user id.
    pub(super) fn sub(&self, login: &str) -> Result<String, Failure> {
        Ok(self.person(login)?.sub)
    }

    /// Opens the tool as somebody.
    pub(super) async fn open(&self, login: &str, message: Message) -> Result<Session, Failure> {
        let app = self.app;
        let client_id = self.site.client_ids.first().cloned().unwrap_or_default();
        let begun = [
            ("iss", self.site.issuer.clone()),
            ("client_id", client_id.clone()),
            ("login_hint", self.sub(login)?),
            ("target_link_uri", app.settings.tool.launch_url()),
        ];
        let begun = begun.map(|(name, value)| (name.to_owned(), value));
        let recognised = login::recognise(app, &begun, None).await?;
        let secret = app.random.secret();
        let asked = login::begin_with_cookie(app, &recognised, &secret).await?;
        let parameter = |wanted: &str| {
            let mut all = asked.query_pairs();
            let found = all.find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.into_owned())
        };
        let request = LaunchRequest {
            person: login.to_owned(),
            client_id,
            nonce: parameter("nonce").unwrap_or_default(),
            message,
        };
        let signed = self.lms.sign_launch(SITE, request);
        let answer = launch::Answer {
            id_token: Some(signed.map_err(|error| Failure::problem(error.to_string()))?),
            state: parameter("state"),
            error: None,
        };
        let browser = launch::Browser {
            browser_secret: Some(&secret),
            session_secret: None,
        };
        match launch::receive(app, &answer, browser).await? {
            launch::Next::Opened(opened) => {
                let secret = Some(opened.session_secret.as_str());
                Ok(session::find(app, opened.launch_id, secret).await?)
            }
            launch::Next::Confirm(_) => Err(Failure::problem("the launch wants a browser")),
        }
    }
}

const DAY_MILLIS: i64 = 24 * 3600 * 1000;

/// What the practice LMS should have and has not.
pub(super) fn missing(what: &str, name: &str) -> Failure {
    Failure::problem(format!("the practice LMS has no {what} {name:?}"))
}
