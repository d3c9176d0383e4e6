//! What it means that a launch is refused. Owns the checks that hold for every refusal, whatever its reason.

use microcred::store::launch_record::LaunchRecord;

use crate::support::app::TestApp;
use crate::support::browser::{Answer, Authentication, Browser};
use crate::support::log::Log;
use crate::support::platform::TestPlatform;
use crate::support::token::{EMAIL, NAME, SUB, Token};

/// From a valid launch to the `id_token` that is posted.
pub type Change = fn(Token) -> String;

/// A tool with one platform, and a browser that launches.
pub struct Scene {
    pub app: TestApp,
    pub platform: TestPlatform,
    pub browser: Browser,
    log: Log,
}

impl Scene {
    pub async fn new() -> Self {
        let app = TestApp::new().await;
        Self {
            platform: TestPlatform::connected(&app, "lms.example").await,
            browser: app.browser(),
            app,
            log: Log::start(),
        }
    }

    /// Begins a login and posts this token as its answer, which is refused.
    pub async fn refuses(&mut self, code: &str, change: impl FnOnce(Token) -> String) -> Answer {
        let authentication = self.browser.begin(&self.platform).await;
        let jwt = change(self.platform.token(&authentication, self.app.now()));
        self.refuses_answer(code, &authentication, &jwt).await
    }

    /// Posts this token as the answer of this login, which is refused.
    pub async fn refuses_answer(
        &mut self,
        code: &str,
        authentication: &Authentication,
        jwt: &str,
    ) -> Answer {
        let fields = [("id_token", jwt), ("state", authentication.state())];
        let secrets = [authentication.nonce()];
        self.refuses_form(code, &fields, &secrets).await
    }

    /// Posts this form, which is refused: with 4xx, a page that names code and reference, no session, and one
    /// record. Neither page, record nor log hold a value of the form, one of `secrets`, or anything of the person.
    pub async fn refuses_form(
        &mut self,
        code: &str,
        fields: &[(&str, &str)],
        secrets: &[&str],
    ) -> Answer {
        let (launches, records) = (self.app.launches().await, self.app.records().await.len());
        let answer = self.browser.post_launch(fields).await;
        assert!((400..500).contains(&answer.status()), "{}", answer.text());
        assert_eq!(answer.code(), code);
        let cookies = answer.headers_named("set-cookie");
        assert!(cookies.is_empty(), "{cookies:?}");
        assert_eq!(self.app.launches().await, launches);

        assert_eq!(self.app.records().await.len(), records + 1);
        let record = self.app.record_of(&answer).await;
        assert_eq!((record.code.as_str(), record.is_accepted), (code, false));

        let values = fields.iter().map(|(_, value)| *value);
        let private: Vec<_> = values.chain(secrets.iter().copied()).collect();
        self.tells_nothing(&answer, &record, &private);
        answer
    }

    fn tells_nothing(&self, answer: &Answer, record: &LaunchRecord, private: &[&str]) {
        let person = [SUB, NAME, EMAIL, "Dana", "hint-of-dana", "launchid"];
        let places = [
            ("record", format!("{record:?}")),
            ("page", answer.text()),
            ("log", self.log.text()),
        ];
        for (place, text) in &places {
            for secret in person.iter().chain(private).filter(|text| text.len() > 2) {
                assert!(!text.contains(secret), "{secret:?} in the {place}: {text}");
            }
        }
    }
}

/// Each of these tokens, as the answer of a login of its own, is refused with this code.
pub async fn refused(code: &str, changes: &[Change]) {
    let mut scene = Scene::new().await;
    for change in changes {
        scene.refuses(code, change).await;
    }
}
