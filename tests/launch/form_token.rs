//! Forms of a session's pages: only a page of that session can send them. `SameSite` does not help in a frame, so this
//! is ours to see to.

use super::start;
use crate::support::app::{TOOL, TestApp};
use crate::support::browser::{Answer, Browser, Visit};
use crate::support::platform::TestPlatform;
use crate::support::token::Token;

const RETURN: &str = "https://lms.example/deep-links";

/// One form, as its page would send it.
struct Sent {
    path: String,
    token: String,
    choice: Option<&'static str>,
}

impl Sent {
    fn visit(&self) -> Visit {
        self.visit_with(&self.token)
    }

    fn visit_with(&self, token: &str) -> Visit {
        let mut fields = vec![("form_token", token)];
        fields.extend(self.choice.map(|choice| ("choice", choice)));
        Visit::form(&self.path, &fields)
    }
}

/// The administrator, who chooses content too.
fn picks(token: Token) -> Token {
    let token = token.person("sub-of-ada", "Ada Lund");
    token.instructor().deep_linking(RETURN, None)
}

/// All forms that an administrator's sessions have.
async fn forms(app: &TestApp, platform: &TestPlatform, browser: &mut Browser) -> Vec<Sent> {
    let home = browser.open_administration(app, platform).await;
    let page = browser.get(&format!("{home}/connections")).await;
    let sent = |page: &Answer, button: &str, choice| {
        let form = page.form_of(button);
        let token = form.fields.iter().find(|(name, _)| name == "form_token");
        let token = token.expect("a form has its token").1.clone();
        Sent {
            path: form.action,
            token,
            choice,
        }
    };
    let picker = browser.open(app, platform, picks).await.page;
    vec![
        sent(&page, "form[action$=invites] button", None),
        sent(
            &page,
            "form[action*=platforms][action$=disable] button",
            None,
        ),
        sent(
            &page,
            "form[action*=deployments][action$=disable] button",
            None,
        ),
        sent(&picker, "button[value=course_page]", Some("course_page")),
    ]
}

async fn refuses(app: &TestApp, browser: &mut Browser, visit: Visit) {
    let answer = browser.visit(visit.clone()).await;
    assert_eq!(
        (answer.status(), &*answer.code()),
        (403, "cross-site-form"),
        "{visit:?}"
    );
    let invites = app
        .count("SELECT CAST(COUNT(*) AS BIGINT) FROM invite")
        .await;
    let switched_off = app.count(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM platform, deployment
         WHERE platform.status = 'disabled' OR deployment.status = 'disabled'",
    );
    assert_eq!((invites, switched_off.await), (0, 0));
}

#[tokio::test]
async fn a_form_without_its_own_sessions_token_is_refused() {
    let (app, platform, mut browser) = start().await;
    let forms = forms(&app, &platform, &mut browser).await;
    let other_session = browser.open(&app, &platform, picks).await.page;
    let other_browser = app.browser().open(&app, &platform, picks).await.page;
    let token_of = |page: &Answer| page.attribute("input[name=form_token]", "value");
    let others = [token_of(&other_session), token_of(&other_browser)];
    for form in &forms {
        let mut without = form.visit();
        without.body = Some((
            "application/x-www-form-urlencoded",
            b"choice=course_page".to_vec(),
        ));
        refuses(&app, &mut browser, without.from(TOOL)).await;
        for wrong in ["", "made-up"]
            .into_iter()
            .chain(others.iter().map(String::as_str))
        {
            assert_ne!(wrong, form.token);
            refuses(&app, &mut browser, form.visit_with(wrong).from(TOOL)).await;
        }
    }
}

#[tokio::test]
async fn a_form_that_was_sent_from_another_site_is_refused_even_with_the_right_token() {
    let (app, platform, mut browser) = start().await;
    for form in &forms(&app, &platform, &mut browser).await {
        for visit in [
            form.visit().from("https://attacker.example"),
            form.visit().from("https://lms.example"),
            form.visit().from("http://tool.example"),
            form.visit().from("https://tool.example:8443"),
            form.visit()
                .from(TOOL)
                .header("sec-fetch-site", "same-site"),
            form.visit()
                .from(TOOL)
                .header("sec-fetch-site", "cross-site"),
            form.visit().from(TOOL).header("sec-fetch-site", "none"),
            form.visit().from(TOOL).header("origin", "null"),
            form.visit()
                .from(TOOL)
                .header("origin", "https://attacker.example"),
            // Neither header: an old browser from who knows where.
            form.visit()
                .from(TOOL)
                .header("origin", "")
                .header("sec-fetch-site", ""),
        ] {
            refuses(&app, &mut browser, visit).await;
        }
    }
}

#[tokio::test]
async fn a_form_needs_its_session_besides_its_token() {
    let (app, platform, mut browser) = start().await;
    for form in &forms(&app, &platform, &mut browser).await {
        let mut stranger = app.browser();
        let answer = stranger.visit(form.visit().from(TOOL)).await;
        assert_eq!((answer.status(), &*answer.code()), (401, "session-expired"));
    }
}

#[tokio::test]
async fn the_same_forms_work_from_their_own_pages_in_new_browsers_and_old_ones() {
    let (app, platform, mut browser) = start().await;
    let forms = forms(&app, &platform, &mut browser).await;
    app.run_jobs().await;
    browser.is_modern = false;
    for form in forms.iter().rev().step_by(3) {
        assert_eq!(browser.visit(form.visit().from(TOOL)).await.status(), 200);
        browser.is_modern = true;
    }
    for form in &forms[1..3] {
        let answer = browser.visit(form.visit().from(TOOL)).await;
        assert!(
            [303, 401].contains(&answer.status()),
            "switching off ends the session"
        );
    }
}

#[tokio::test]
async fn nothing_changes_by_following_a_link() {
    let (app, platform, mut browser) = start().await;
    for form in &forms(&app, &platform, &mut browser).await {
        let answer = browser
            .get(&format!("{}?form_token={}", form.path, form.token))
            .await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (405, "method-not-allowed")
        );
    }
}
