//! Forms: too large, cut off, in no encoding, with everything twice.

use microcred::store::launch_record;

use super::{Attack, body};
use crate::support::app::OPTIONS;

const FORM: &str = "application/x-www-form-urlencoded";
const DOORS: [&str; 3] = [
    "/lti/launch",
    "/lti/login",
    "/lti/register/01890000-0000-7000-8000-000000000000",
];

#[tokio::test]
async fn a_form_that_is_too_large_is_refused_with_413_and_no_more_of_it_is_read() {
    let mut attack = Attack::new().await;
    for path in ["/lti/launch", "/lti/login"] {
        for size in [OPTIONS.max_body + 1, 64 * 1024 * 1024] {
            let padding = [b"id_token=".as_slice(), &vec![b'x'; size]].concat();
            let answer = attack.refuses(path, body(path, FORM, padding)).await;
            assert_eq!(
                (answer.status(), &*answer.code()),
                (413, "body-too-large"),
                "{path}"
            );
        }
    }
    attack.goes_on().await;
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_refused() {
    let mut attack = Attack::new().await;
    let many = |count: usize| "a=1&".repeat(count);
    for path in DOORS {
        for (what, bytes) in [
            ("no UTF-8", b"state=%ff%fe".to_vec()),
            (
                "no UTF-8, unescaped",
                b"state=\xff\xfe&id_token=\x80".to_vec(),
            ),
            ("overlong UTF-8", b"iss=%c0%ae%c0%ae".to_vec()),
            ("a lone surrogate", b"iss=%ed%a0%80".to_vec()),
            ("a NUL", b"iss=a%00b".to_vec()),
            ("a NUL in a name", b"i%00ss=a".to_vec()),
            ("201 fields", many(201).into_bytes()),
            ("60 000 fields", many(60_000).into_bytes()),
        ] {
            let mut visit = body(path, FORM, bytes);
            "https://tool.example".clone_into(&mut visit.from);
            let answer = attack.refuses(what, visit).await;
            assert_eq!(
                (answer.status(), &*answer.code()),
                (400, "form_unreadable"),
                "{path}: {what}"
            );
        }
    }
    attack.goes_on().await;
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_found_again_by_its_reference() {
    let mut attack = Attack::new().await;
    for (path, step) in [("/lti/launch", "launch"), ("/lti/login", "login")] {
        let answer = attack.refuses(step, body(path, FORM, "state=%ff")).await;
        let id = answer.reference().parse().unwrap();
        let mut db = attack.app.app.db.read().await.unwrap();
        let record = launch_record::find(&mut db, id).await.unwrap().unwrap();
        assert_eq!(
            (&*record.code, record.is_accepted),
            ("form_unreadable", false)
        );
        assert_eq!(record.facts["step"], step);
    }
}

#[tokio::test]
async fn odd_escapes_and_shapes_are_read_as_they_stand_and_refused() {
    let mut attack = Attack::new().await;
    for bytes in [
        "",
        "&",
        "=",
        "&&&===&&&",
        "%",
        "state=%",
        "state=%z",
        "state",
        "=x",
        "state[]=x",
        "{}",
        "\r\n",
    ] {
        for path in DOORS {
            let mut visit = body(path, FORM, bytes);
            "https://tool.example".clone_into(&mut visit.from);
            attack.refuses(bytes, visit).await;
        }
    }
    attack.goes_on().await;
}

#[tokio::test]
async fn a_field_that_comes_twice_is_refused_whatever_its_values() {
    let mut attack = Attack::new().await;
    let login = attack.browser.begin(&attack.platform).await;
    let jwt = attack.platform.token(&login, attack.app.now()).jwt();
    let good = format!("state={}&id_token={jwt}", login.state());
    for twice in [
        format!("{good}&state=made-up"),
        format!("state=made-up&{good}"),
        format!("{good}&id_token=x"),
        format!("{good}&id_token="),
        format!("{good}&error=&error="),
        format!("{good}&{good}"),
    ] {
        let answer = attack
            .refuses(&twice, body("/lti/launch", FORM, twice.clone()))
            .await;
        assert_eq!((answer.status(), &*answer.code()), (400, "form_unreadable"));
    }
    let answer = attack.browser.visit(body("/lti/launch", FORM, good)).await;
    assert_eq!(answer.status(), 303, "the login was not used up by that");
}

#[tokio::test]
async fn a_form_is_urlencoded_or_it_is_none() {
    let mut attack = Attack::new().await;
    let login = attack.browser.begin(&attack.platform).await;
    let jwt = attack.platform.token(&login, attack.app.now()).jwt();
    let good = format!("state={}&id_token={jwt}", login.state());
    for kind in [
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/json",
        "application/x-www-form-urlencodedx",
        "application/x-www-form-urlencoded, text/html",
        "",
    ] {
        let answer = attack
            .refuses(kind, body("/lti/launch", kind, good.clone()))
            .await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (400, "form_unreadable"),
            "{kind}"
        );
    }
    let with_charset = "Application/X-WWW-Form-UrlEncoded; charset=UTF-8";
    let answer = attack
        .browser
        .visit(body("/lti/launch", with_charset, good))
        .await;
    assert_eq!(answer.status(), 303);
}

#[tokio::test]
async fn unknown_fields_are_let_be() {
    let mut attack = Attack::new().await;
    let login = attack.browser.begin(&attack.platform).await;
    let jwt = attack.platform.token(&login, attack.app.now()).jwt();
    // What Canvas posts besides.
    let fields = [
        ("utf8", "\u{2713}"),
        ("authenticity_token", "x=="),
        ("lti_storage_target", "post_message_forwarding"),
        ("id_token", &jwt),
        ("state", login.state()),
    ];
    assert_eq!(attack.browser.post_launch(&fields).await.status(), 303);
}
