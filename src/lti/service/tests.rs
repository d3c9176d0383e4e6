//! Claims about tokens and calls: for how long a token is kept, who may have it, and what becomes of odd answers.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use super::{Call, Endpoint, ServiceError, Services, Signer};
use crate::clock::{Clock, Timestamp};
use crate::lti::fetch::{Answer, Fetch, FetchError, Request, Response};
use crate::lti::id_token;
use crate::lti::signing_key::SigningKey;

const SERVICE: &str = "https://lms.example/service";

/// A platform that answers calls as it is told, and gives out numbered tokens.
#[derive(Default)]
struct Platform {
    requests: Mutex<Vec<Request>>,
    tokens: Mutex<VecDeque<Result<Response, FetchError>>>,
    calls: Mutex<VecDeque<Response>>,
}

impl Platform {
    fn token_requests(&self) -> Vec<Request> {
        let requests = self.requests.lock().unwrap();
        let is_token = |request: &&Request| request.url.path() == "/token";
        requests.iter().filter(is_token).cloned().collect()
    }

    fn bearers(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests
            .iter()
            .filter(|request| request.url.path() != "/token")
            .map(|request| {
                let mut headers = request.headers.iter();
                let bearer = headers.find(|(name, _)| *name == "authorization");
                bearer.unwrap().1.clone()
            })
            .collect()
    }

    fn give(&self, status: u16, body: &str) {
        let response = says(status, body);
        self.tokens.lock().unwrap().push_back(Ok(response));
    }

    fn answer(&self, response: Response) {
        self.calls.lock().unwrap().push_back(response);
    }
}

impl Fetch for Platform {
    fn fetch(&self, request: Request) -> Answer<'_> {
        Box::pin(async move {
            let is_token = request.url.path() == "/token";
            self.requests.lock().unwrap().push(request);
            tokio::task::yield_now().await;
            if !is_token {
                let next = self.calls.lock().unwrap().pop_front();
                return Ok(next.unwrap_or_else(|| says(200, "[]")));
            }
            let number = self.token_requests().len();
            let body = json!({"access_token": format!("t{number}"), "expires_in": 3600});
            let next = self.tokens.lock().unwrap().pop_front();
            next.unwrap_or_else(|| Ok(says(200, &body.to_string())))
        })
    }
}

fn says(status: u16, body: &str) -> Response {
    Response {
        status,
        body: body.into(),
        ..Response::default()
    }
}

struct Lab {
    platform: Arc<Platform>,
    services: Services,
    clock: Clock,
    endpoint: Endpoint,
}

fn key() -> &'static SigningKey {
    static KEY: OnceLock<SigningKey> = OnceLock::new();
    KEY.get_or_init(|| SigningKey::generate().unwrap())
}

impl Lab {
    fn new() -> Self {
        let platform = Arc::new(Platform::default());
        let clock = Clock::fixed(Timestamp::from_seconds(1_795_000_000));
        Self {
            services: Services::new(platform.clone(), clock.clone()),
            platform,
            clock,
            endpoint: Endpoint {
                token_url: "https://lms.example/token".parse().unwrap(),
                client_id: "client-1".into(),
                audience: "https://lms.example/aud".into(),
                deployment_id: "7".into(),
                unauthorized_status: 401,
            },
        }
    }

    async fn call(&self, scopes: &[&str]) -> Result<Response, ServiceError> {
        let signer = Signer {
            key: key(),
            new_id: &|| "once".to_owned(),
        };
        let call = Call::read(SERVICE.parse().unwrap(), "application/json", 1000);
        self.services
            .call(&self.endpoint, scopes, signer, call)
            .await
    }

    async fn pages(&self) -> Result<usize, ServiceError> {
        let signer = Signer {
            key: key(),
            new_id: &|| "once".to_owned(),
        };
        let call = Call::read(SERVICE.parse().unwrap(), "application/json", 1000);
        let mut pages = 0;
        let read = self
            .services
            .pages(&self.endpoint, &["s"], signer, call, |_| {
                pages += 1;
                Ok(true)
            });
        read.await.map(|()| pages)
    }
}

#[tokio::test]
async fn a_token_is_asked_for_as_the_specification_says() {
    let lab = Lab::new();
    lab.call(&["scope-b", "scope-a"]).await.unwrap();
    let request = lab.platform.token_requests().remove(0);
    assert_eq!(request.method, "POST");
    let types: Vec<_> = request
        .headers
        .iter()
        .filter(|(name, _)| *name == "content-type")
        .collect();
    assert_eq!(
        types[0].1, "application/x-www-form-urlencoded",
        "and no parameters"
    );
    let form: Vec<(String, String)> = url::form_urlencoded::parse(&request.body.unwrap())
        .into_owned()
        .collect();
    let field = |name: &str| &form.iter().find(|(known, _)| known == name).unwrap().1;
    assert_eq!(field("grant_type"), "client_credentials");
    assert_eq!(field("scope"), "scope-b scope-a");
    let token = id_token::parse(field("client_assertion")).unwrap();
    let claims = serde_json::to_value(&token.claims).unwrap();
    let expected = json!({
        "iss": "client-1", "sub": "client-1", "aud": "https://lms.example/aud", "iat": 1_795_000_000,
        "exp": 1_795_000_120, "jti": "once",
        "https://purl.imsglobal.org/spec/lti/claim/deployment_id": "7",
    });
    assert_eq!(claims, expected);
}

#[tokio::test]
async fn a_token_is_used_for_as_long_as_it_lives_and_for_its_scopes_alone() {
    let lab = Lab::new();
    for _ in 0..3 {
        lab.call(&["a", "b"]).await.unwrap();
        lab.call(&["b", "a"]).await.unwrap();
    }
    assert_eq!(lab.platform.token_requests().len(), 1);
    lab.call(&["a"]).await.unwrap();
    assert_eq!(lab.platform.token_requests().len(), 2);
    lab.clock.advance(Duration::from_secs(3539));
    lab.call(&["a", "b"]).await.unwrap();
    assert_eq!(lab.platform.token_requests().len(), 2);
    lab.clock.advance(Duration::from_secs(1));
    lab.call(&["a", "b"]).await.unwrap();
    assert_eq!(lab.platform.token_requests().len(), 3);
    let mut other = lab.endpoint.clone();
    other.deployment_id = "8".into();
    let lab = Lab {
        endpoint: other,
        ..lab
    };
    lab.call(&["a", "b"]).await.unwrap();
    assert_eq!(
        lab.platform.token_requests().len(),
        4,
        "a deployment of its own"
    );
}

#[tokio::test]
async fn many_who_need_a_token_at_once_ask_once() {
    let lab = Lab::new();
    let calls = (0..20).map(|_| lab.call(&["a"]));
    for outcome in futures_util::future::join_all(calls).await {
        outcome.unwrap();
    }
    assert_eq!(lab.platform.token_requests().len(), 1);
    lab.platform.give(400, r#"{"error":"invalid_client"}"#);
    let calls = (0..20).map(|_| lab.call(&["b"]));
    for outcome in futures_util::future::join_all(calls).await {
        assert!(matches!(
            outcome,
            Err(ServiceError::TokenRefused { status: 400, .. })
        ));
    }
    assert_eq!(
        lab.platform.token_requests().len(),
        2,
        "a no is shared for a moment"
    );
    lab.clock.advance(Duration::from_secs(5));
    lab.call(&["b"]).await.unwrap();
}

#[tokio::test]
async fn odd_token_answers_are_read_or_refused() {
    for (body, is_taken) in [
        (
            r#"{"access_token":"x","token_type":"bearer","expires_in":"3600","scope":"a"}"#,
            true,
        ),
        (r#"{"access_token":"x","tokenType":"Bearer"}"#, true),
        (r#"{"access_token":"x","expires_in":1e300}"#, true),
        (r#"{"access_token":"x","expires_in":-5}"#, true),
        (r#"{"access_token":"","expires_in":3600}"#, false),
        (r#"{"access_token":"a b","expires_in":3600}"#, false),
        ("{\"access_token\":\"a\\r\\nx: y\"}", false),
        (r#"{"error":"invalid_client"}"#, false),
        ("<html>Sign in</html>", false),
        ("", false),
    ] {
        let lab = Lab::new();
        lab.platform.give(200, body);
        assert_eq!(lab.call(&["a"]).await.is_ok(), is_taken, "{body}");
    }
}

#[tokio::test]
async fn a_token_that_is_not_taken_any_more_is_replaced_once() {
    for (unauthorized, status) in [(401, 401), (403, 403), (403, 401)] {
        let mut lab = Lab::new();
        lab.endpoint.unauthorized_status = unauthorized;
        lab.call(&["a"]).await.unwrap();
        lab.platform.answer(says(status, ""));
        lab.call(&["a"]).await.unwrap();
        assert_eq!(
            lab.platform.bearers(),
            ["Bearer t1", "Bearer t1", "Bearer t2"]
        );
        for _ in 0..9 {
            lab.platform.answer(says(status, "no"));
        }
        let refused = lab.call(&["a"]).await;
        assert!(matches!(refused, Err(ServiceError::Refused { .. })));
        assert_eq!(lab.platform.token_requests().len(), 3);
    }
}

#[tokio::test]
async fn other_refusals_cost_no_token() {
    for status in [400, 403, 404, 422, 429, 500] {
        let lab = Lab::new();
        lab.call(&["a"]).await.unwrap();
        lab.platform
            .answer(says(status, r#"{"errors":{"message":"why"}}"#));
        let Err(ServiceError::Refused {
            status: told,
            message,
            ..
        }) = lab.call(&["a"]).await
        else {
            panic!("{status} is a no");
        };
        assert_eq!((told, &*message), (status, "why"));
        assert_eq!(lab.platform.token_requests().len(), 1);
    }
}

#[tokio::test]
async fn a_throttled_403_is_no_lack_of_a_right() {
    let mut lab = Lab::new();
    lab.endpoint.unauthorized_status = 403;
    lab.call(&["a"]).await.unwrap();
    let mut answer = says(403, "Forbidden");
    answer.is_throttled = true;
    lab.platform.answer(answer);
    let error = lab.call(&["a"]).await.unwrap_err();
    assert!(error.is_retryable());
    assert_eq!(lab.platform.token_requests().len(), 1);
}

fn page(link: &str) -> Response {
    Response {
        link: Some(link.as_bytes().to_vec()),
        ..says(200, "[]")
    }
}

#[tokio::test]
async fn a_list_is_followed_at_home_and_to_its_end() {
    let lab = Lab::new();
    for link in [
        "<https://lms.example/service?page=2>; rel=\"next\"",
        "<https://lms.example/service?x=1&amp;page=3>; rel=\u{201c}next\u{201d}",
        "</service?page=4>; rel=next",
        "<https://lms.example/service?page=3>; rel=\"prev\"",
    ] {
        lab.platform.answer(page(link));
    }
    assert_eq!(lab.pages().await, Ok(4));
    let requests = lab.platform.requests.lock().unwrap();
    let asked: Vec<_> = requests.iter().map(|request| request.url.query()).collect();
    assert_eq!(asked[3], Some("x=1&page=3"));
}

#[tokio::test]
async fn a_list_that_leads_away_gets_no_token_there() {
    for link in [
        "<https://elsewhere.example/service>; rel=\"next\"",
        "<http://lms.example/service?page=2>; rel=\"next\"",
        "<https://lms.example:444/service?page=2>; rel=\"next\"",
        "<//elsewhere.example/x>; rel=\"next\"",
        "<https://lms.example@elsewhere.example/>; rel=\"next\"",
        "<https://me:pw@lms.example/x>; rel=\"next\"",
    ] {
        let lab = Lab::new();
        lab.platform.answer(page(link));
        let error = lab.pages().await.unwrap_err();
        assert!(matches!(error, ServiceError::Strayed(_)), "{link}: {error}");
        assert!(!error.is_retryable());
        assert_eq!(lab.platform.bearers().len(), 1, "{link}");
    }
}

#[tokio::test]
async fn a_list_in_a_circle_or_without_end_is_given_up() {
    let lab = Lab::new();
    lab.platform
        .answer(page("<https://lms.example/service?page=2>; rel=\"next\""));
    lab.platform
        .answer(page("<https://lms.example/service>; rel=\"next\""));
    assert_eq!(lab.pages().await, Err(ServiceError::Endless));
    for number in 0..super::MAX_PAGES + 5 {
        let link = format!("<https://lms.example/service?page={number}>; rel=\"next\"");
        lab.platform.answer(page(&link));
    }
    assert_eq!(lab.pages().await, Err(ServiceError::Endless));
}

#[test]
fn what_may_have_arrived_is_told_from_what_cannot() {
    let unreachable = |may_have_arrived| {
        ServiceError::Fetch(FetchError::Unreachable {
            host: String::new(),
            why: String::new(),
            may_have_arrived,
        })
    };
    let refused = |status| ServiceError::refused(&says(status, ""));
    for (error, may_have_arrived, is_retryable) in [
        (unreachable(true), true, true),
        (unreachable(false), false, true),
        (
            ServiceError::Fetch(FetchError::TooLarge(String::new())),
            true,
            true,
        ),
        (
            ServiceError::Fetch(FetchError::AddressRefused(String::new())),
            false,
            false,
        ),
        (refused(502), true, true),
        (refused(429), false, true),
        (refused(422), false, false),
        (ServiceError::Unreadable("a page"), true, true),
        (ServiceError::Endless, false, false),
    ] {
        assert_eq!(error.may_have_arrived(), may_have_arrived, "{error}");
        assert_eq!(error.is_retryable(), is_retryable, "{error}");
        assert!(error.code().starts_with("service-"));
    }
}

#[tokio::test]
async fn a_call_says_what_it_sends_and_what_it_takes_and_nothing_more() {
    let lab = Lab::new();
    let signer = Signer {
        key: key(),
        new_id: &|| "once".to_owned(),
    };
    let url: Url = SERVICE.parse().unwrap();
    let call = Call {
        method: "POST",
        url,
        accept: None,
        body: Some(("application/x", b"{}".to_vec())),
        max_bytes: 10,
    };
    lab.services
        .call(&lab.endpoint, &["a"], signer, call)
        .await
        .unwrap();
    let request = lab.platform.requests.lock().unwrap().pop().unwrap();
    let names: Vec<_> = request.headers.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["authorization", "content-type"]);
    let _: Value = serde_json::from_slice(&request.body.unwrap()).unwrap();
}
