//! JSON that a script of ours would send, from somebody who is not our script.

use serde_json::json;

use super::Attack;
use crate::support::app::{OPTIONS, TOOL, TestApp};
use crate::support::browser::{Answer, Browser, StorageStep, Visit};
use crate::support::platform::TestPlatform;

async fn up_to_proof() -> (Attack, StorageStep, Answer) {
    let app = TestApp::new().await;
    let platform = TestPlatform::new("lms.example")
        .with_storage("_parent")
        .connect(&app)
        .await;
    let mut browser = app.browser().without_cookies();
    let step = browser.begin_with_storage(&platform).await;
    let jwt = platform.token(&step.authentication, app.now()).jwt();
    let fields = [("id_token", &*jwt), ("state", step.authentication.state())];
    let page = browser.post_launch(&fields).await;
    (
        Attack {
            app,
            platform,
            browser,
        },
        step,
        page,
    )
}

fn sent(bytes: impl Into<Vec<u8>>) -> Visit {
    let mut visit =
        Visit::json("/lti/launch/confirm", &json!({})).header("x-microcred-confirm", "1");
    visit.body = Some(("application/json", bytes.into()));
    visit.from(TOOL)
}

#[tokio::test]
async fn a_proof_that_is_not_what_our_script_sends_is_refused() {
    let (mut attack, step, page) = up_to_proof().await;
    let proof = Browser::proof(&page, &step.secret);
    let text = proof.to_string();
    let with = |name: &str, value: serde_json::Value| {
        let mut proof = proof.clone();
        proof[name] = value;
        proof.to_string().into_bytes()
    };
    for (what, bytes) in [
        ("nothing", Vec::new()),
        ("cut off", text.as_bytes()[..text.len() - 1].to_vec()),
        ("a list", format!("[{text}]").into_bytes()),
        ("more after it", format!("{text}{text}").into_bytes()),
        ("no UTF-8", [text.as_bytes(), b"\xff"].concat()),
        (
            "a member twice",
            text.replacen('{', r#"{"ticket":"made-up","#, 1)
                .into_bytes(),
        ),
        ("an unknown member", with("role", json!("instructor"))),
        ("a number for a text", with("ticket", json!(1))),
        ("nothing for a text", with("secret", json!(null))),
        ("a list for a text", with("id_token", json!(["x"]))),
        ("100 000 lists", "[".repeat(100_000).into_bytes()),
        (
            "a session that is an object",
            with("session", json!({"secret": "x"})),
        ),
    ] {
        let answer = attack.refuses(what, sent(bytes)).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (400, "form_unreadable"),
            "{what}"
        );
    }
    let large = with("id_token", json!("x".repeat(OPTIONS.max_body)));
    let answer = attack.refuses("too large", sent(large)).await;
    assert_eq!((answer.status(), &*answer.code()), (413, "body-too-large"));

    let answer = attack.browser.visit(sent(text)).await;
    assert_eq!(answer.status(), 200, "the login was not used up by that");
}

#[tokio::test]
async fn a_session_that_has_no_shape_of_ours_is_not_joined() {
    for odd in [
        "",
        "short",
        &"x".repeat(44),
        "../../etc/passwd............................",
    ] {
        let (mut attack, step, page) = up_to_proof().await;
        let mut proof = Browser::proof(&page, &step.secret);
        proof["session"] = json!(odd);
        let entered = attack.browser.confirm(&proof).await.json();
        let secret = entered["session_secret"].as_str().unwrap();
        assert_ne!(secret, odd);
        assert_eq!(secret.len(), 43);
    }
}
