//! Submission Review 1.0: who may open whose work from the gradebook.

use microcred::lti::names::{claim, message};
use serde_json::{Value, json};

use super::start;
use crate::support::token::{INSTITUTION, MEMBERSHIP, SUB, Token};

fn review(token: Token, for_user: Value) -> Token {
    token
        .with(claim::MESSAGE_TYPE, message::SUBMISSION_REVIEW)
        .with(claim::FOR_USER, for_user)
        .with(
            claim::AGS_ENDPOINT,
            json!({"scope": [], "lineitem": "https://lms.example/lineitems/9"}),
        )
}

fn somebody_else() -> Value {
    json!({"user_id": "sub-of-kim", "name": "Kim Vale"})
}

#[tokio::test]
async fn an_instructor_opens_the_work_of_a_learner() {
    let (app, platform, mut browser) = start().await;
    for coupled in [true, false] {
        let reviews = |token: Token| {
            let token = review(token.instructor(), somebody_else());
            if coupled {
                token
            } else {
                token.without(claim::RESOURCE_LINK)
            }
        };
        let opened = browser.open(&app, &platform, reviews).await;
        assert_eq!(opened.page.one("h1"), "Work of Kim Vale");
    }
}

#[tokio::test]
async fn a_learner_opens_their_own_work() {
    let (app, platform, mut browser) = start().await;
    let own = |token: Token| review(token, json!({"user_id": SUB}));
    let opened = browser.open(&app, &platform, own).await;
    assert_eq!(opened.page.one("h1"), "Your work");
}

#[tokio::test]
async fn nobody_but_an_instructor_opens_the_work_of_others() {
    let (app, platform, mut browser) = start().await;
    let near_misses = [SUB.to_uppercase(), format!("{SUB} "), format!("{SUB}x")];
    for role in [
        format!("{MEMBERSHIP}Learner"),
        format!("{MEMBERSHIP}Mentor"),
        format!("{INSTITUTION}Instructor"),
        format!("{INSTITUTION}Administrator"),
        "http://purl.imsglobal.org/vocab/lis/v2/membership/Learner#Instructor".into(),
    ] {
        for subject in ["sub-of-kim"]
            .into_iter()
            .chain(near_misses.iter().map(String::as_str))
        {
            let others = |token: Token| review(token.roles(&[&role]), json!({"user_id": subject}));
            let answer = browser.launch(&app, &platform, others).await;
            assert_eq!(
                (answer.status(), &*answer.code()),
                (403, "review_not_allowed"),
                "{role}"
            );
        }
    }
    assert_eq!(app.launches().await, 0);
}

#[tokio::test]
async fn a_review_needs_a_person_and_a_line_item() {
    let (app, platform, mut browser) = start().await;
    for absent in [
        json!(null),
        json!({}),
        json!({"user_id": ""}),
        json!("sub-of-kim"),
    ] {
        let nobody = |token: Token| review(token.instructor(), absent.clone());
        let answer = browser.launch(&app, &platform, nobody).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (401, "for_user_missing")
        );
    }
    for absent in [
        json!(null),
        json!({"lineitems": "https://lms.example/lineitems"}),
        json!({"lineitem": ""}),
    ] {
        let no_column = |token: Token| {
            review(token.instructor(), somebody_else()).with(claim::AGS_ENDPOINT, absent.clone())
        };
        let answer = browser.launch(&app, &platform, no_column).await;
        assert_eq!(
            (answer.status(), &*answer.code()),
            (401, "line_item_missing")
        );
    }
}
