//! The practice LMS as the network of a test, without sockets: what the tool asks goes to its routes, and is written down.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use futures_util::FutureExt;
use http_body_util::BodyExt;
use microcred::clock::Clock;
use microcred::lti::fetch::{Answer, Fetch, FetchError, Request, Response};
use microcred::practice::{PracticeLms, Privacy, Settings, ToolRegistration};
use serde_json::Value;
use tower::ServiceExt;
use url::Url;

use super::app::{LAUNCH_URL, TOOL};

/// The client id of the tool at every site.
pub const CLIENT: &str = "client-1";
/// Its deployment.
pub const DEPLOYMENT: &str = "7";
/// Every site, which is every profile that the practice LMS has.
pub const SITES: [&str; 4] = ["canvas", "moodle", "brightspace", "generic"];

/// What somebody in the middle makes of a request: an answer of their own, or none.
type Meddler = Box<dyn FnMut(&Request) -> Option<Result<Response, FetchError>> + Send>;

/// The network. Clones are the same.
#[derive(Clone)]
pub struct PracticeNetwork(Arc<Parts>);

struct Parts {
    lms: PracticeLms,
    requests: Mutex<Vec<Request>>,
    before: Mutex<Option<Meddler>>,
    after: Mutex<Option<Meddler>>,
    delay: Mutex<Duration>,
}

impl PracticeNetwork {
    /// A practice LMS with the tool at every site, whose keys are at this address.
    pub fn new(clock: &Clock, jwks_url: &Url) -> Self {
        let tools = SITES.map(|site| ToolRegistration {
            site: site.to_owned(),
            client_id: CLIENT.to_owned(),
            deployment_id: DEPLOYMENT.to_owned(),
            name: "microcred".to_owned(),
            login_url: format!("{TOOL}/lti/login").parse().unwrap(),
            redirect_uris: vec![LAUNCH_URL.to_owned()],
            target_link_uri: LAUNCH_URL.parse().unwrap(),
            jwks_url: jwks_url.clone(),
            privacy: Privacy::Public,
        });
        let lms = PracticeLms::new(Settings {
            public_url: "http://lms.example/".parse().unwrap(),
            tools: tools.to_vec(),
            clock: clock.clone(),
        });
        Self(Arc::new(Parts {
            lms: lms.unwrap(),
            requests: Mutex::default(),
            before: Mutex::default(),
            after: Mutex::default(),
            delay: Mutex::default(),
        }))
    }

    pub fn lms(&self) -> &PracticeLms {
        &self.0.lms
    }

    /// Lets somebody answer before the LMS is asked.
    pub fn answer_first(
        &self,
        meddler: impl FnMut(&Request) -> Option<Result<Response, FetchError>> + Send + 'static,
    ) {
        *self.0.before.lock().unwrap() = Some(Box::new(meddler));
    }

    /// Lets somebody answer in the place of the LMS, after it has done what was asked.
    pub fn answer_instead(
        &self,
        meddler: impl FnMut(&Request) -> Option<Result<Response, FetchError>> + Send + 'static,
    ) {
        *self.0.after.lock().unwrap() = Some(Box::new(meddler));
    }

    /// Nobody meddles any more.
    pub fn leave_alone(&self) {
        *self.0.before.lock().unwrap() = None;
        *self.0.after.lock().unwrap() = None;
    }

    /// Every answer takes this long from now on.
    pub fn slow_down(&self, delay: Duration) {
        *self.0.delay.lock().unwrap() = delay;
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.0.requests.lock().unwrap().clone()
    }

    /// The score messages that were sent, as they travelled.
    pub fn scores(&self) -> Vec<Value> {
        let requests = self.requests();
        let scores = requests.iter().filter(|request| is_score(request));
        scores
            .map(|request| serde_json::from_slice(request.body.as_ref().unwrap()).unwrap())
            .collect()
    }

    async fn exchange(&self, request: Request) -> Result<Response, FetchError> {
        self.0.requests.lock().unwrap().push(request.clone());
        let delay = *self.0.delay.lock().unwrap();
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        let first = call(&self.0.before, &request);
        if let Some(answer) = first {
            return answer;
        }
        let answer = self.ask(&request).await;
        call(&self.0.after, &request).unwrap_or(answer)
    }

    async fn ask(&self, request: &Request) -> Result<Response, FetchError> {
        let broken = || FetchError::Unreachable {
            host: "lms.example".into(),
            why: "the answer broke off".into(),
            may_have_arrived: true,
        };
        let mut builder = axum::http::Request::builder()
            .method(request.method)
            .uri(request.url.as_str())
            .header("user-agent", "microcred");
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        let body = Body::from(request.body.clone().unwrap_or_default());
        let asked = self.0.lms.router().oneshot(builder.body(body).unwrap());
        // The practice LMS cuts a connection by ending its task.
        let answer = AssertUnwindSafe(asked).catch_unwind().await;
        let (head, body) = answer.map_err(|_| broken())?.unwrap().into_parts();
        let text = |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok());
        Ok(Response {
            status: head.status.as_u16(),
            max_age: None,
            link: head
                .headers
                .get("link")
                .map(|link| link.as_bytes().to_vec()),
            retry_after: text("retry-after")
                .and_then(|wait| wait.parse().ok())
                .map(Duration::from_secs),
            content_type: text("content-type").map(str::to_owned),
            is_throttled: false,
            answered_at: None,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        })
    }
}

fn call(
    meddler: &Mutex<Option<Meddler>>,
    request: &Request,
) -> Option<Result<Response, FetchError>> {
    meddler.lock().unwrap().as_mut()?(request)
}

/// Whether a request is a score message.
pub fn is_score(request: &Request) -> bool {
    request.method == "POST" && request.url.path().ends_with("/scores")
}

/// Whether a request asks for results.
pub fn is_result(request: &Request) -> bool {
    request.url.path().ends_with("/results")
}

impl Fetch for PracticeNetwork {
    fn fetch(&self, request: Request) -> Answer<'_> {
        Box::pin(self.exchange(request))
    }
}
