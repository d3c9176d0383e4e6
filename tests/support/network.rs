//! The network of a test, in memory. Owns what the platforms of a test publish, and what the tool asked them for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use microcred::lti::fetch::{Answer, Fetch, FetchError, Request, Response};
use serde_json::Value;

/// What answers at one address.
type Service = Arc<dyn Fn(&Request) -> Response + Send + Sync>;

/// A network that holds what was put into it and nothing else. Clones are the same network.
#[derive(Clone, Default)]
pub struct TestNetwork(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    services: HashMap<String, Service>,
    requests: Vec<Request>,
    is_cut: bool,
    delay: Duration,
}

impl TestNetwork {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Publishes a document.
    pub fn publish(&self, url: &str, document: &Value) {
        self.answer(url, 200, document.to_string());
    }

    /// Answers always the same.
    pub fn answer(&self, url: &str, status: u16, body: impl Into<Vec<u8>>) {
        let body = body.into();
        self.serve(url, move |_| Response {
            status,
            body: body.clone(),
            ..Response::default()
        });
    }

    /// Answers by what is asked.
    pub fn serve(&self, url: &str, service: impl Fn(&Request) -> Response + Send + Sync + 'static) {
        self.state().services.insert(url.into(), Arc::new(service));
    }

    /// Nobody can be reached any more.
    pub fn cut(&self) {
        self.state().is_cut = true;
    }

    /// Everybody can be reached again.
    pub fn mend(&self) {
        self.state().is_cut = false;
    }

    /// Every answer takes this long from now on.
    pub fn slow_down(&self, delay: Duration) {
        self.state().delay = delay;
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    /// How often an address was asked.
    pub fn times_asked(&self, url: &str) -> usize {
        let requests = self.requests();
        let asked = requests
            .iter()
            .filter(|request| request.url.as_str() == url);
        asked.count()
    }

    async fn exchange(&self, request: Request) -> Result<Response, FetchError> {
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let (service, is_cut, delay) = {
            let mut state = self.state();
            state.requests.push(request.clone());
            let service = state.services.get(request.url.as_str()).cloned();
            (service, state.is_cut, state.delay)
        };
        tokio::time::sleep(delay).await;
        let Some(service) = service.filter(|_| !is_cut) else {
            return Err(FetchError::Unreachable {
                host,
                why: "no such host in this test".into(),
                may_have_arrived: false,
            });
        };
        let response = service(&request);
        if response.body.len() > request.max_bytes {
            return Err(FetchError::TooLarge(host));
        }
        Ok(response)
    }
}

impl Fetch for TestNetwork {
    fn fetch(&self, request: Request) -> Answer<'_> {
        Box::pin(self.exchange(request))
    }
}
