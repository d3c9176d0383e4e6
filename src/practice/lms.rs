//! The practice LMS as a value: its sites, its clock and its HTTP client. Owns the public interface; everything that
//! answers requests is reached through [`PracticeLms::router`].

use std::future::Future;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use url::Url;

use super::error::PracticeError;
use super::facts::{CellFacts, ItemFacts, PersonFacts, SiteFacts};
use super::faults::Faults;
use super::guide::Guide;
use super::launch::LaunchRequest;
use super::profile;
use super::protocol::id_token;
use super::settings::{Settings, ToolRegistration};
use super::site::Site;
use super::site::course::ItemKind;
use super::site::launch::Request;
use crate::clock::Clock;
use crate::practice::services::address;

/// How long a tool may take to hand over its key set.
const KEY_FETCH: Duration = Duration::from_secs(5);

/// An LTI 1.3 platform with several sites. Clones share them.
#[derive(Clone, Debug)]
pub struct PracticeLms(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    sites: Vec<Arc<Site>>,
    clock: Clock,
    http: reqwest::Client,
    guide: OnceLock<Guide>,
}

impl PracticeLms {
    /// A practice LMS with one site per profile.
    ///
    /// # Errors
    /// When the public address is not a plain origin, a tool names an unknown site or a client id twice, or the HTTP
    /// client cannot be set up.
    pub fn new(settings: Settings) -> Result<Self, PracticeError> {
        let url = settings.public_url;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none();
        if !plain {
            return Err(PracticeError::PublicUrl(url));
        }
        let base = url.origin().ascii_serialization();
        let lms = Self(Arc::new(Shared {
            sites: profile::ALL
                .iter()
                .map(|profile| Arc::new(Site::new(profile, &base)))
                .collect(),
            clock: settings.clock,
            http: http_client()?,
            guide: OnceLock::new(),
        }));
        for tool in settings.tools {
            lms.add_tool(tool)?;
        }
        Ok(lms)
    }

    /// Shows a way through on the front page. The first one stays.
    pub fn show_guide(&self, guide: Guide) {
        self.0.guide.get_or_init(|| guide);
    }

    pub(super) fn guide(&self) -> Option<&Guide> {
        self.0.guide.get()
    }

    /// Every page and endpoint of every site; the caller serves it at the public address.
    pub fn router(&self) -> axum::Router {
        super::router::router(self)
    }

    /// The sites, with all that a tool's registration needs.
    ///
    /// # Panics
    /// Never: the addresses are made from a checked one.
    #[must_use]
    pub fn sites(&self) -> Vec<SiteFacts> {
        self.all_sites()
            .iter()
            .map(|site| site_facts(site))
            .collect()
    }

    /// The people of a site; nobody when there is no such site.
    #[must_use]
    pub fn people(&self, site: &str) -> Vec<PersonFacts> {
        let Ok(site) = self.site(site) else {
            return Vec::new();
        };
        let state = site.lock();
        state
            .people
            .iter()
            .map(|person| PersonFacts {
                login: person.login.clone(),
                alias: person.alias.map(str::to_owned),
                sub: person.sub.clone(),
                name: person.name(),
                email: person.email(),
                roles: id_token::roles(site.profile, person, state.courses.first())
                    .iter()
                    .map(|role| (*role).to_owned())
                    .collect(),
            })
            .collect()
    }

    /// What the courses of a site hold; nothing when there is no such site.
    #[must_use]
    pub fn items(&self, site: &str) -> Vec<ItemFacts> {
        let Ok(site) = self.site(site) else {
            return Vec::new();
        };
        let state = site.lock();
        let items = state.courses.iter().flat_map(|course| {
            course
                .items
                .iter()
                .filter(|item| item.kind != ItemKind::WebLink)
                .map(move |item| (course, item))
        });
        items
            .map(|(course, item)| ItemFacts {
                item: item.number,
                course: course.number,
                title: item.title.clone(),
                resource_link_id: item.resource_link_id.clone(),
                line_item_url: state.line_item_of(item.number).and_then(|line_item| {
                    Url::parse(&address::line_item(&site, &state, line_item)).ok()
                }),
            })
            .collect()
    }

    /// Everything that stands in a site's gradebooks; nothing when there is no such site.
    #[must_use]
    pub fn cells(&self, site: &str) -> Vec<CellFacts> {
        let Ok(site) = self.site(site) else {
            return Vec::new();
        };
        let state = site.lock();
        let columns = state.line_items.iter();
        columns
            .flat_map(|column| column.cells.iter().map(move |cell| (column, cell)))
            .filter_map(|(column, (login, cell))| {
                Some(CellFacts {
                    course: column.course,
                    item: column.item,
                    sub: state.person(login)?.sub.clone(),
                    score: cell.score,
                    maximum: column.score_maximum,
                    state: cell.state.words().to_owned(),
                    comments: cell.comments.iter().map(|one| one.text.clone()).collect(),
                    submissions: cell.attempts.iter().map(|one| one.url.clone()).collect(),
                    stamps: cell.stamps.clone(),
                })
            })
            .collect()
    }

    /// Makes a tool known to a site, switched on at once.
    ///
    /// # Errors
    /// When there is no such site or it has a tool with this client id already.
    pub fn add_tool(&self, tool: ToolRegistration) -> Result<(), PracticeError> {
        let site = self.site(&tool.site)?;
        let mut state = site.lock();
        if state.tool(&tool.client_id).is_some() {
            return Err(PracticeError::DuplicateTool {
                site: tool.site,
                client_id: tool.client_id,
            });
        }
        state.tools.push(tool.into());
        state.adopt_items(site.profile);
        Ok(())
    }

    /// A signed `id_token`, just as the authorization endpoint would send it.
    ///
    /// # Errors
    /// When there is no such site, person, tool or item, or the person may not open it.
    pub fn sign_launch(&self, site: &str, request: LaunchRequest) -> Result<String, PracticeError> {
        let site = self.site(site)?;
        let nonce = request.nonce;
        let request = Request {
            person: request.person,
            client_id: request.client_id,
            message: request.message,
        };
        id_token::sign(&site, &request, &nonce, self.clock().now())
            .map_err(|refusal| PracticeError::Launch(refusal.to_string()))
    }

    /// The faults that are switched on; none when there is no such site.
    #[must_use]
    pub fn faults(&self, site: &str) -> Faults {
        self.site(site)
            .map_or_else(|_| Faults::default(), |site| site.lock().faults.clone())
    }

    /// Switches faults on and off; without effect when there is no such site.
    pub fn set_faults(&self, site: &str, faults: Faults) {
        if let Ok(site) = self.site(site) {
            site.lock().switch_faults(faults);
        }
    }

    pub(super) fn all_sites(&self) -> &[Arc<Site>] {
        &self.0.sites
    }

    pub(super) fn site(&self, name: &str) -> Result<Arc<Site>, PracticeError> {
        self.all_sites()
            .iter()
            .find(|site| site.profile.name == name)
            .cloned()
            .ok_or_else(|| PracticeError::UnknownSite(name.to_owned()))
    }

    pub(super) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub(super) fn http(&self) -> &reqwest::Client {
        &self.0.http
    }
}

fn site_facts(site: &Site) -> SiteFacts {
    let url = |path| {
        Url::parse(&site.url(path)).expect("the public address was checked and paths are plain")
    };
    let state = site.lock();
    let paths = &site.profile.paths;
    SiteFacts {
        name: site.profile.name.to_owned(),
        title: site.profile.title.to_owned(),
        profile: site.profile.name.to_owned(),
        issuer: site.issuer.clone(),
        client_ids: state
            .tools
            .iter()
            .map(|tool| tool.client_id.clone())
            .collect(),
        deployment_ids: state
            .tools
            .iter()
            .map(|tool| tool.deployment_id.clone())
            .collect(),
        authorization_url: url(paths.authorization),
        token_url: url(paths.token),
        token_audience: site.token_audience(),
        jwks_url: url(paths.jwks),
        openid_configuration_url: url("/openid-configuration"),
        course_url: url("/courses/1"),
    }
}

/// The client for tools' key sets: no proxies and no redirects, because it fetches what was registered and nothing
/// else.
#[expect(
    clippy::disallowed_methods,
    reason = "a platform of its own; the guarded client is the tool's"
)]
fn http_client() -> Result<reqwest::Client, PracticeError> {
    reqwest::Client::builder()
        .timeout(KEY_FETCH)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("practice-lms/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(PracticeError::HttpClient)
}

/// Serves a practice LMS until `shutdown` completes; open requests are finished.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: tokio::net::TcpListener,
    lms: PracticeLms,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let router = lms.router();
    // The first launch of a site need not wait for its key.
    let warming = tokio::task::spawn_blocking(move || {
        for site in lms.all_sites() {
            site.lock().keys.current();
        }
    });
    let served = axum::serve(listener, router)
        .with_graceful_shutdown(shutdown)
        .await;
    // It cannot be stopped half way, and takes less than a second.
    warming.await?;
    served
}
