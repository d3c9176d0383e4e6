//! Launches that somebody interfered with: genuine messages of foreign platforms, changed or used where they do not
//! belong. Each is refused with its own code, on the page and in the launch inspector.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::browser::{Browser, Form, Page};
use super::platform::{Pair, Platform, Product};

/// A launch that was refused for the reason, as the page says and the inspector.
fn is_refused(pair: &Pair, page: &Page, code: &str) {
    assert!(page.status.is_client_error(), "{page}");
    assert_eq!(page.code().as_deref(), Some(code), "{page}");
    assert_eq!(pair.tool.refusals()[0], code);
}

async fn begun(browser: &mut Browser, platform: &Platform) -> Form {
    browser.begin_launch(&platform.start_url("learner")).await
}

/// A token that speaks for another issuer than it did, under its old signature.
fn rewritten(token: &str, (old, new): (&str, &str)) -> String {
    let parts: Vec<_> = token.split('.').collect();
    let claims = String::from_utf8(URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
    let changed = URL_SAFE_NO_PAD.encode(claims.replace(old, new));
    [parts[0], &changed, parts[2]].join(".")
}

#[tokio::test]
async fn a_state_that_was_changed_belongs_to_no_login() {
    let Some(pair) = Pair::start(Product::OpenLearning) else {
        return;
    };
    let mut browser = Browser::new();
    let message = begun(&mut browser, &pair.platform).await;
    let last = if message.field("state").ends_with('A') {
        "B"
    } else {
        "A"
    };
    let state = format!("{}{last}", &message.field("state")[..42]);

    let page = browser.submit(&message.clone().with("state", &state)).await;
    is_refused(&pair, &page, "state_unknown");
    let page = browser.submit(&message.clone().with("state", "")).await;
    is_refused(&pair, &page, "state_missing");
    // Neither used the login up.
    assert_eq!(browser.submit(&message).await.status, 200);
}

#[tokio::test]
async fn a_token_serves_once() {
    let Some(pair) = Pair::start(Product::OpenLearning) else {
        return;
    };
    let mut browser = Browser::new();
    let message = begun(&mut browser, &pair.platform).await;
    assert_eq!(browser.submit(&message).await.status, 200);

    let page = browser.submit(&message).await;
    is_refused(&pair, &page, "state_replayed");
    let fresh = begun(&mut browser, &pair.platform).await;
    let page = browser
        .submit(&fresh.clone().with("id_token", message.field("id_token")))
        .await;
    is_refused(&pair, &page, "nonce_mismatch");
    // A login that brought a bad token gets no second try.
    let page = browser.submit(&fresh).await;
    is_refused(&pair, &page, "state_replayed");
}

#[tokio::test]
async fn a_message_that_reaches_another_browser_opens_nothing() {
    let Some(pair) = Pair::start(Product::OpenLearning) else {
        return;
    };
    let message = begun(&mut Browser::new(), &pair.platform).await;

    let page = Browser::new().submit(&message).await;
    is_refused(&pair, &page, "browser_mismatch");
}

#[tokio::test]
async fn a_token_of_another_platform_opens_nothing() {
    let Some(pair) = Pair::start(Product::OpenLearning) else {
        return;
    };
    let other = pair.connect_another(Product::OpenLearning);
    let mut browser = Browser::new();
    let foreign = begun(&mut browser, &other).await;
    let message = begun(&mut browser, &pair.platform).await;

    let page = browser
        .submit(&message.with("id_token", foreign.field("id_token")))
        .await;
    is_refused(&pair, &page, "platform_mismatch");
    // Rewritten to name the right issuer, it is still signed with a key that is not the issuer's.
    let message = begun(&mut browser, &pair.platform).await;
    let issuers = (
        other.ready.issuer.as_str(),
        pair.platform.ready.issuer.as_str(),
    );
    let rewritten = rewritten(foreign.field("id_token"), issuers);
    let page = browser.submit(&message.with("id_token", &rewritten)).await;
    is_refused(&pair, &page, "kid_unknown");
    // At home the same token is good.
    assert_eq!(browser.submit(&foreign).await.status, 200);
}

#[tokio::test]
async fn claims_under_somebody_elses_signature_open_nothing() {
    let Some(pair) = Pair::start(Product::OpenLearning) else {
        return;
    };
    let mut browser = Browser::new();
    let message = begun(&mut browser, &pair.platform).await;
    let teacher = browser
        .begin_launch(&pair.platform.start_url("teacher"))
        .await;
    let (claims, _) = teacher.field("id_token").rsplit_once('.').unwrap();
    let (_, signature) = message.field("id_token").rsplit_once('.').unwrap();

    let page = browser
        .submit(
            &teacher
                .clone()
                .with("id_token", &format!("{claims}.{signature}")),
        )
        .await;
    is_refused(&pair, &page, "signature_invalid");
}
