//! Tokens and key sets: cut off, nested without end, in no encoding, made to be slow.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use microcred::lti::names::claim;
use serde_json::{Value, json};

use super::{Attack, SOON};
use crate::support::browser::Visit;
use crate::support::database::TestDatabase;
use crate::support::token::Token;

fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Attack {
    /// Posts this as the token of a login of its own.
    async fn refuses_token(&mut self, what: &str, change: impl FnOnce(Token) -> String) -> String {
        let login = self.browser.begin(&self.platform).await;
        let jwt = change(self.platform.token(&login, self.app.now()));
        let fields = [("id_token", jwt.as_str()), ("state", login.state())];
        let visit = Visit::form("/lti/launch", &fields).from("https://lms.example");
        self.refuses(what, visit).await.code()
    }
}

#[tokio::test]
async fn a_token_cut_off_anywhere_opens_nothing() {
    let mut attack = Attack::new().await;
    let login = attack.browser.begin(&attack.platform).await;
    let length = attack.platform.token(&login, attack.app.now()).jwt().len();
    for end in (0..length).step_by(length / 25).chain([length - 1]) {
        attack
            .refuses_token("a part", |token| token.jwt()[..end].to_owned())
            .await;
    }
    attack.goes_on().await;
}

#[tokio::test]
async fn a_token_of_bytes_that_are_no_json_is_refused() {
    let mut attack = Attack::new().await;
    let header = encoded(r#"{"alg":"RS256","kid":"k"}"#);
    let nested = |open: &str, levels: usize| open.repeat(levels);
    for (what, payload) in [
        ("no UTF-8", b"{\"sub\":\"\xff\xfe\"}".to_vec()),
        ("a lone surrogate", br#"{"sub":"\ud800"}"#.to_vec()),
        ("40 000 lists", nested("[", 40_000).into_bytes()),
        ("8 000 objects", nested("{\"a\":", 8_000).into_bytes()),
        (
            "a list too deep",
            format!("{{\"a\":{}{}}}", nested("[", 33), nested("]", 33)).into_bytes(),
        ),
        (
            "a long number",
            format!("{{\"exp\":{}}}", "9".repeat(40_000)).into_bytes(),
        ),
        ("a huge exponent", br#"{"exp":1e999999999}"#.to_vec()),
        ("two objects", b"{}{}".to_vec()),
        ("a comment", b"{/* */}".to_vec()),
        ("a byte order mark", b"\xef\xbb\xbf{}".to_vec()),
        ("nothing", Vec::new()),
    ] {
        let jwt = format!("{header}.{}.c2ln", encoded(&payload));
        assert_eq!(
            attack.refuses_token(what, |_| jwt).await,
            "not_lti_message",
            "{what}"
        );
        let as_header = format!("{}.e30.c2ln", encoded(&payload));
        assert_eq!(
            attack.refuses_token(what, |_| as_header).await,
            "not_lti_message",
            "{what}"
        );
    }
    for text in [
        "..",
        "...",
        "a.b",
        "=.=.=",
        "e30.e30.e30.e30",
        "\u{1f393}.\u{1f393}.\u{1f393}",
        " ",
        "null",
    ] {
        attack.refuses_token(text, |_| text.to_owned()).await;
    }
    attack.goes_on().await;
}

#[tokio::test]
async fn a_signed_token_of_odd_types_is_refused_or_read_leniently_but_never_an_error_of_ours() {
    let app = Attack::new().await.app;
    let platform = crate::support::platform::TestPlatform::connected(&app, "lms.example").await;
    let mut browser = app.browser();
    let names = [
        "iss",
        "aud",
        "sub",
        "exp",
        "iat",
        "nonce",
        "name",
        "email",
        "locale",
        "azp",
        "nbf",
        claim::MESSAGE_TYPE,
        claim::VERSION,
        claim::DEPLOYMENT_ID,
        claim::TARGET_LINK_URI,
        claim::RESOURCE_LINK,
        claim::ROLES,
        claim::CONTEXT,
        claim::TOOL_PLATFORM,
        claim::LAUNCH_PRESENTATION,
        claim::CUSTOM,
        claim::AGS_ENDPOINT,
        claim::NAMES_ROLE_SERVICE,
        claim::DEEP_LINKING_SETTINGS,
        claim::FOR_USER,
    ];
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(""),
        json!("\u{202e}x"),
        json!([]),
        json!([[]]),
        json!([null, 1, "x"]),
        json!({}),
        json!({"id": {"id": []}}),
        json!({"": ""}),
    ];
    for name in names {
        for value in &odd {
            let answer = browser
                .launch(&app, &platform, |token| token.with(name, value.clone()))
                .await;
            let status = answer.status();
            assert!(
                status == 303 || (400..500).contains(&status),
                "{name} = {value}: {status}"
            );
            if status == 303 {
                let page = browser.follow(&answer).await;
                assert_eq!(page.status(), 200, "{name} = {value}");
            }
        }
    }
}

/// A NUL is a character of JSON, and one that PostgreSQL does not store.
async fn a_nul_is_refused(database: TestDatabase) {
    let mut attack = Attack::on(database).await;
    let nul = "a\0b";
    for name in [
        "iss",
        "sub",
        "name",
        claim::DEPLOYMENT_ID,
        claim::MESSAGE_TYPE,
    ] {
        let code = attack
            .refuses_token(name, |token| token.with(name, nul).jwt())
            .await;
        assert_eq!(code, "not_lti_message", "{name}");
    }
    for (name, value) in [
        (claim::ROLES, json!([nul])),
        (claim::CONTEXT, json!({"id": "c", "title": nul})),
        (claim::CUSTOM, json!({nul: "x"})),
    ] {
        let code = attack
            .refuses_token(name, |token| token.with(name, value).jwt())
            .await;
        assert_eq!(code, "not_lti_message", "{name}");
    }
    let refused = attack.app.records().await.len();
    assert_eq!(refused, 8, "each of them is in the records");

    for (name, value) in [
        ("iss", "%00"),
        ("iss", "https%3A%2F%2Flms.example%00"),
        ("client_id", "%00"),
        ("lti_message_hint", "%00"),
        ("x", "%ff"),
    ] {
        let good = [
            ("iss", "https%3A%2F%2Flms.example"),
            ("login_hint", "h"),
            ("target_link_uri", "t"),
        ];
        let others = good.iter().filter(|(known, _)| *known != name);
        let query: String = others
            .map(|(name, value)| format!("{name}={value}&"))
            .collect();
        let visit = Visit::to(&format!("/lti/login?{query}{name}={value}"));
        assert_eq!(
            attack.refuses(name, visit).await.code(),
            "form_unreadable",
            "{name}={value}"
        );
    }
    attack.goes_on().await;
}

#[tokio::test]
async fn a_nul_is_refused_on_sqlite() {
    a_nul_is_refused(TestDatabase::sqlite().await).await;
}

#[tokio::test]
async fn a_nul_is_refused_on_postgresql() {
    if let Some(database) = TestDatabase::postgres("launches on PostgreSQL").await {
        a_nul_is_refused(database).await;
    }
}

#[tokio::test]
async fn no_key_set_however_odd_opens_anything_or_takes_long() {
    let mut attack = Attack::new().await;
    let good = attack.platform.key.public_jwk.clone();
    let with = |name: &str, value: Value| {
        let mut key = good.clone();
        key[name] = value;
        json!({"keys": [key]}).to_string().into_bytes()
    };
    let many: Vec<_> = (0..600)
        .map(|index| json!({"kid": index, "kty": "RSA", "n": "AQAB", "e": "AQAB"}))
        .collect();
    for (what, set) in [
        ("too large", vec![b' '; 257 * 1024]),
        ("too deep", "[".repeat(100_000).into_bytes()),
        ("no UTF-8", b"{\"keys\":[{\"kid\":\"\xff\"}]}".to_vec()),
        ("keys twice", br#"{"keys":[],"keys":[]}"#.to_vec()),
        ("cut off", good.to_string().into_bytes()[..100].to_vec()),
        ("600 keys", json!({"keys": many}).to_string().into_bytes()),
        (
            "keys of odd types",
            br#"{"keys":[null,1,"x",[],{}]}"#.to_vec(),
        ),
        ("a key for encryption", with("use", json!("enc"))),
        ("a key for another algorithm", with("alg", json!("RS512"))),
        ("a symmetric key", with("kty", json!("oct"))),
        ("an exponent of zero", with("e", json!("AA"))),
        ("an exponent of one", with("e", json!("AQ"))),
        (
            "a modulus of 60 000 bits",
            with("n", json!(encoded(vec![0xff; 60_000 / 8]))),
        ),
        (
            "a modulus of 512 bits",
            with("n", json!(encoded(vec![0xff; 64]))),
        ),
        ("no modulus", with("n", json!(""))),
    ] {
        attack
            .app
            .network
            .answer(&attack.platform.jwks_url, 200, set);
        let asked = std::time::Instant::now();
        let answer = attack
            .browser
            .launch(&attack.app, &attack.platform, |token| token)
            .await;
        let outcome = (answer.status(), answer.code());
        let known = [
            (503, "key_set_unavailable"),
            (401, "kid_unknown"),
            (401, "signature_invalid"),
        ];
        assert!(
            known
                .iter()
                .any(|(status, code)| outcome == (*status, (*code).into())),
            "{what}: {outcome:?}"
        );
        assert!(asked.elapsed() < SOON, "{what}");
        assert_eq!(attack.app.launches().await, 0, "{what}");
        attack
            .app
            .clock
            .advance(std::time::Duration::from_secs(2 * 24 * 3600));
    }
    attack.platform.publish(&attack.app);
    attack.goes_on().await;
}
