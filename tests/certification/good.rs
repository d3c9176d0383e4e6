//! The valid launches of the suite, under its names: nine of teachers and nine of students, with the peculiarities
//! of its payloads. Each is accepted with the rights of its roles and no more.

use microcred::domain::role::Role;
use microcred::lti::names::claim;
use microcred::store::launch;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::platform::TestPlatform;
use crate::support::token::{INSTITUTION, MEMBERSHIP, Token};

/// A launch is accepted, with this role in what is stored, and with this role and name on the first page.
async fn accepted(role: Role, name: &str, change: impl FnOnce(Token) -> Token) {
    let app = TestApp::new().await;
    let platform = TestPlatform::connected(&app, "lms.example").await;
    let opened = app
        .browser()
        .open(&app, &platform, |token| change(of_the_suite(token)))
        .await;

    let mut db = app.app.db.read().await.unwrap();
    let stored = launch::find_open(&mut db, opened.launch_id).await.unwrap();
    assert_eq!(stored.unwrap().role, role);
    let role_name = match role {
        Role::Instructor => "Instructor",
        Role::Earner => "Participant",
        Role::Observer => "Observer",
        Role::Visitor => "Visitor",
    };
    let facts = opened.page.texts(".facts dd");
    assert!(facts.iter().any(|fact| fact == role_name), "{facts:?}");
    assert_eq!(facts[0], name);
    let records = app.records().await;
    assert_eq!(records.len(), 1);
    assert_eq!(
        (records[0].is_accepted, &*records[0].code),
        (true, "accepted")
    );
}

/// What all payloads of the suite have in common.
fn of_the_suite(token: Token) -> Token {
    let issued = token.claims()["iat"].as_i64().unwrap();
    token
        .with("exp", issued + 60)
        .with("locale", "en_US")
        .with("middle_name", "T.")
        .with("picture", "https://lms.example/dana.png")
        .with(claim::CUSTOM, json!({"myCustom": 123, "context_history": "$Context.id.history"}))
        .with(
            claim::AGS_ENDPOINT,
            json!({
                "scope": ["https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"],
                "lineitems": "https://lms.example/lineitems.html?memberships=10843",
            }),
        )
        .with(
            claim::NAMES_ROLE_SERVICE,
            json!({
                "context_memberships_url": "https://lms.example/namesandroles.html?memberships=10843",
                "service_versions": ["2.0"],
            }),
        )
        .with(claim::TOOL_PLATFORM, json!({"name": "LTI Advantage Validator"}))
}

fn roles(names: &[&str]) -> Value {
    json!(names)
}

const DANA: &str = "Dana Rey";
const NEUTRAL: &str = "Your learning platform does not share your name";

/// The nine payloads, for a role.
macro_rules! launches {
    ($($person:ident: $role:expr, $name:literal, $other:literal;)+) => {$(
        mod $person {
            use super::*;

            fn launched(token: Token) -> Token {
                token.with(claim::ROLES, roles(&[&format!("{MEMBERSHIP}{}", $name)]))
            }

            #[tokio::test]
            async fn n1_valid_launch() {
                accepted($role, DANA, launched).await;
            }

            #[tokio::test]
            async fn n2_valid_launch_with_roles() {
                let with_roles = |token: Token| token.with(claim::ROLES, roles(&[
                    &format!("{MEMBERSHIP}{}", $name),
                    &format!("{INSTITUTION}{}", $other),
                    &format!("{INSTITUTION}Other"),
                ]));
                accepted($role, DANA, with_roles).await;
            }

            #[tokio::test]
            async fn n3_valid_launch_short_role() {
                accepted($role, DANA, |token| token.with(claim::ROLES, roles(&[$name]))).await;
            }

            #[tokio::test]
            async fn n4_valid_launch_unknown_role() {
                for unknown in [
                    "http://purl.imsglobal.org/vocab/lis/v2/unknown/unknown#Helper",
                    "http://example.com/custom/TeachingAssistant",
                ] {
                    let change = |token: Token| token.with(claim::ROLES, roles(&[unknown]));
                    accepted(Role::Visitor, DANA, change).await;
                }
            }

            #[tokio::test]
            async fn n5_valid_launch_no_role() {
                for none in [roles(&[""]), roles(&[])] {
                    accepted(Role::Visitor, DANA, |token| token.with(claim::ROLES, none)).await;
                }
            }

            #[tokio::test]
            async fn n6_valid_launch_email_only() {
                let without_names = |token: Token| launched(token)
                    .without("name").without("given_name").without("family_name").without("middle_name");
                accepted($role, NEUTRAL, without_names).await;
            }

            #[tokio::test]
            async fn n7_valid_launch_names_only() {
                accepted($role, DANA, |token| launched(token).without("email")).await;
                let parts = |token: Token| launched(token).without("email").without("name");
                accepted($role, DANA, parts).await;
            }

            #[tokio::test]
            async fn n8_valid_launch_no_pii() {
                let nothing = |token: Token| ["name", "given_name", "family_name", "middle_name", "email", "picture"]
                    .into_iter().fold(launched(token), |token, name| token.without(name));
                accepted($role, NEUTRAL, nothing).await;
            }

            #[tokio::test]
            async fn n9_valid_launch_email_without_context() {
                accepted($role, DANA, |token| launched(token).without(claim::CONTEXT)).await;
            }
        }
    )+};
}

launches! {
    instructor: Role::Instructor, "Instructor", "Staff";
    student: Role::Earner, "Learner", "Student";
}

#[tokio::test]
async fn an_institution_role_never_raises_the_rights_in_the_course() {
    for elsewhere in ["Instructor", "Administrator", "Faculty"] {
        let teacher_elsewhere = |token: Token| {
            token.with(
                claim::ROLES,
                roles(&[
                    &format!("{INSTITUTION}{elsewhere}"),
                    &format!("{MEMBERSHIP}Learner"),
                ]),
            )
        };
        accepted(Role::Earner, DANA, teacher_elsewhere).await;
        let nobody_here =
            |token: Token| token.with(claim::ROLES, roles(&[&format!("{INSTITUTION}{elsewhere}")]));
        accepted(Role::Visitor, DANA, nobody_here).await;
    }
}

#[tokio::test]
async fn the_audience_may_be_a_text_or_a_list_of_us_alone() {
    accepted(Role::Earner, DANA, |token| {
        token.with("aud", "10000000000042")
    })
    .await;
    accepted(Role::Earner, DANA, |token| {
        token.with("aud", roles(&["10000000000042"]))
    })
    .await;
    let with_party = |token: Token| token.with("azp", "10000000000042");
    accepted(Role::Earner, DANA, with_party).await;
}

#[tokio::test]
async fn the_roster_address_is_kept_with_its_query() {
    let app = TestApp::new().await;
    let platform = TestPlatform::connected(&app, "lms.example").await;
    app.browser().open(&app, &platform, of_the_suite).await;
    let kept = app.count(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM lms_context
         WHERE memberships_url = 'https://lms.example/namesandroles.html?memberships=10843'
           AND lineitems_url = 'https://lms.example/lineitems.html?memberships=10843'",
    );
    assert_eq!(kept.await, 1);
}

#[tokio::test]
async fn clocks_may_differ_by_the_leeway() {
    let ahead = |token: Token| {
        let now = token.claims()["iat"].as_i64().unwrap();
        token.with("iat", now + 59).with("nbf", now + 59)
    };
    accepted(Role::Earner, DANA, ahead).await;
    let behind = |token: Token| {
        let now = token.claims()["iat"].as_i64().unwrap();
        token.with("iat", now - 600).with("exp", now - 59)
    };
    accepted(Role::Earner, DANA, behind).await;
}
