//! Launches from the login to the end of the session, through the whole tool.

mod cookie_probe;
mod deep_link;
mod error_form;
mod form_token;
mod headers;
mod login;
mod privacy;
mod review;
mod session;
mod storage;

use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::platform::TestPlatform;

/// A tool with one platform, and a browser in its frame.
async fn start() -> (TestApp, TestPlatform, Browser) {
    let app = TestApp::new().await;
    let platform = TestPlatform::connected(&app, "lms.example").await;
    let browser = app.browser();
    (app, platform, browser)
}
