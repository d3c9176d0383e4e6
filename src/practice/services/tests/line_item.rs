//! Line items: who may see, make, change and delete them, in which form.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Tool, below};
use crate::practice::vocabulary::{CANVAS_SUBMISSION_TYPE, media, scope};

const SITES: [&str; 4] = ["canvas", "moodle", "brightspace", "generic"];

fn column(label: &str) -> Value {
    json!({ "label": label, "scoreMaximum": 4, "resourceId": "cred:1", "tag": "credential" })
}

#[tokio::test]
async fn a_column_is_made_read_changed_and_deleted() {
    for site in SITES {
        let tool = Tool::on(site).await;
        let made = tool
            .send(
                Method::POST,
                &tool.line_items(),
                media::LINE_ITEM,
                &column("Own"),
            )
            .await;
        assert_eq!(made.status, StatusCode::CREATED, "{site}: {}", made.body);
        assert_eq!(made.header("content-type"), media::LINE_ITEM);
        let id = made.json()["id"].as_str().unwrap().to_owned();

        let mut changed = tool.get(&id, media::LINE_ITEM).await.json();
        assert_eq!(changed["tag"], "credential");
        changed["label"] = json!("Renamed");
        changed["tag"] = Value::Null;
        let answer = tool
            .send(Method::PUT, &id, media::LINE_ITEM, &changed)
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let read = tool.get(&id, media::LINE_ITEM).await.json();
        assert_eq!(read["label"], "Renamed");
        assert_ne!(read["tag"], "credential");

        let gone = tool.call(Method::DELETE, &id, &[], String::new()).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        assert_eq!(
            tool.get(&id, media::LINE_ITEM).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn filters_and_pages_narrow_the_list() {
    let tool = Tool::on("generic").await;
    for number in 0..3 {
        let mut new = column(&format!("Column {number}"));
        new["tag"] = json!(if number == 0 { "other" } else { "credential" });
        tool.send(Method::POST, &tool.line_items(), media::LINE_ITEM, &new)
            .await;
    }
    let tagged = tool
        .get(
            &format!("{}?tag=credential", tool.line_items()),
            media::LINE_ITEMS,
        )
        .await;
    assert_eq!(tagged.json().as_array().unwrap().len(), 2);
    let none = tool
        .get(
            &format!("{}?tag=credential&resource_id=x", tool.line_items()),
            media::LINE_ITEMS,
        )
        .await;
    assert_eq!(none.json(), json!([]));

    let first = tool
        .get(
            &format!("{}?tag=credential&limit=1", tool.line_items()),
            media::LINE_ITEMS,
        )
        .await;
    let next = first
        .header("link")
        .split(['<', '>'])
        .nth(1)
        .unwrap()
        .to_owned();
    assert!(first.header("link").ends_with("rel=\"next\""));
    let second = tool.get(&next, media::LINE_ITEMS).await;
    assert_ne!(first.json()[0]["id"], second.json()[0]["id"]);
    assert!(second.headers.get("link").is_none());
}

#[tokio::test]
async fn moodle_pages_only_when_asked_and_with_its_own_quotation_marks() {
    let tool = Tool::on("moodle").await;
    tool.send(
        Method::POST,
        &tool.line_items(),
        media::LINE_ITEM,
        &column("Own"),
    )
    .await;
    assert!(
        tool.get(&tool.line_items(), media::LINE_ITEMS)
            .await
            .headers
            .get("link")
            .is_none()
    );
    let paged = tool
        .get(&format!("{}&limit=1", tool.line_items()), media::LINE_ITEMS)
        .await;
    assert!(paged.headers["link"].to_str().is_err());
}

#[tokio::test]
async fn moodle_addresses_lose_their_meaning_without_their_query() {
    let tool = Tool::on("moodle").await;
    assert!(tool.line_item().ends_with("/lineitem?type_id=7"));
    assert_eq!(
        tool.get(&tool.line_item(), media::LINE_ITEM).await.status,
        StatusCode::OK
    );
    let bare = tool.line_item().split('?').next().unwrap().to_owned();
    assert_eq!(
        tool.get(&bare, media::LINE_ITEM).await.status,
        StatusCode::UNAUTHORIZED
    );
    let appended = format!("{}/scores", tool.line_item());
    let answer = tool
        .send(Method::POST, &appended, media::SCORE, &tool.score(0))
        .await;
    assert!(answer.status.is_client_error());
}

#[tokio::test]
async fn media_types_are_compared_as_the_product_compares_them() {
    let cases = [
        ("moodle", media::LINE_ITEM, 200),
        ("moodle", "*/*", 400),
        (
            "moodle",
            "application/vnd.ims.lis.v2.lineitem+json, application/json",
            400,
        ),
        ("generic", "*/*", 200),
        ("generic", "application/json", 406),
        ("canvas", "application/json", 200),
    ];
    for (site, accept, status) in cases {
        let tool = Tool::on(site).await;
        assert_eq!(
            tool.get(&tool.line_item(), accept).await.status.as_u16(),
            status,
            "{site} {accept}"
        );
    }
    for (site, status) in [("moodle", 400), ("generic", 415), ("canvas", 201)] {
        let tool = Tool::on(site).await;
        let answer = tool
            .send(
                Method::POST,
                &tool.line_items(),
                "application/json",
                &column("Own"),
            )
            .await;
        assert_eq!(answer.status.as_u16(), status, "{site}");
    }
}

#[tokio::test]
async fn a_call_needs_a_live_token_with_its_scope() {
    for (site, lacking) in [("canvas", 401), ("generic", 403)] {
        let mut tool = Tool::with_scopes(site, &[scope::LINE_ITEM_READ]).await;
        assert_eq!(
            tool.get(&tool.line_item(), media::LINE_ITEM).await.status,
            StatusCode::OK
        );
        let write = tool
            .send(
                Method::POST,
                &tool.line_items(),
                media::LINE_ITEM,
                &column("Own"),
            )
            .await;
        assert_eq!(write.status.as_u16(), lacking);
        let results = tool
            .get(&below(&tool.line_item(), "/results"), media::RESULTS)
            .await;
        assert_eq!(results.status.as_u16(), lacking);
        assert_eq!(
            tool.post_score(&tool.score(0)).await.status.as_u16(),
            lacking
        );
        assert_eq!(
            tool.get(&tool.memberships(), media::MEMBERSHIPS)
                .await
                .status
                .as_u16(),
            lacking
        );

        tool.lab.clock.advance(std::time::Duration::from_hours(1));
        assert_eq!(
            tool.get(&tool.line_item(), media::LINE_ITEM).await.status,
            StatusCode::UNAUTHORIZED
        );
        tool.token = "made-up".to_owned();
        let unknown = tool.get(&tool.line_item(), media::LINE_ITEM).await;
        assert_eq!(unknown.status, StatusCode::UNAUTHORIZED);
        assert_eq!(unknown.header("www-authenticate"), "Bearer");
    }
}

#[tokio::test]
async fn a_column_without_a_label_or_a_maximum_is_refused() {
    let tool = Tool::on("generic").await;
    for (member, value) in [
        ("label", json!(" ")),
        ("scoreMaximum", json!(0)),
        ("scoreMaximum", json!("4")),
        ("endDateTime", json!("soon")),
    ] {
        let mut wrong = column("Own");
        wrong[member] = value;
        let answer = tool
            .send(Method::POST, &tool.line_items(), media::LINE_ITEM, &wrong)
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{member}");
    }
}

#[tokio::test]
async fn a_resource_link_must_be_the_tools_own() {
    for (site, foreign) in [("canvas", 404), ("moodle", 403), ("generic", 404)] {
        let tool = Tool::on(site).await;
        let mut new = column("Linked");
        new["resourceLinkId"] = json!("somebody else's");
        let answer = tool
            .send(Method::POST, &tool.line_items(), media::LINE_ITEM, &new)
            .await;
        assert_eq!(answer.status.as_u16(), foreign, "{site}");
    }
    // A link without a column: Canvas says so, others make it the link's own.
    for (site, status) in [("canvas", 412), ("generic", 201)] {
        let tool = Tool::on(site).await;
        let mut new = column("Linked");
        new["resourceLinkId"] = json!(tool.lab.lms.items(site)[1].resource_link_id);
        let answer = tool
            .send(Method::POST, &tool.line_items(), media::LINE_ITEM, &new)
            .await;
        assert_eq!(answer.status.as_u16(), status, "{site}");
    }
}

#[tokio::test]
async fn the_column_of_an_assignment_is_deleted_only_where_the_product_allows_it() {
    for (site, status) in [
        ("canvas", 401),
        ("moodle", 204),
        ("brightspace", 403),
        ("generic", 204),
    ] {
        let tool = Tool::on(site).await;
        let answer = tool
            .call(Method::DELETE, &tool.line_item(), &[], String::new())
            .await;
        assert_eq!(answer.status.as_u16(), status, "{site}");
    }
}

#[tokio::test]
async fn canvas_makes_a_launchable_assignment_of_a_column_that_says_so() {
    let tool = Tool::on("canvas").await;
    let mut new = column("By server alone");
    new[CANVAS_SUBMISSION_TYPE] = json!({ "type": "external_tool", "external_tool_url": "https://tool.example/lti/launch?c=9" });
    let made = tool
        .send(Method::POST, &tool.line_items(), media::LINE_ITEM, &new)
        .await
        .json();
    let item = tool
        .lab
        .lms
        .items("canvas")
        .into_iter()
        .find(|item| item.title == "By server alone")
        .unwrap();
    let claims = tool
        .lab
        .launch("canvas", &format!("person=sam&item={}", item.item))
        .await;
    assert_eq!(
        claims[crate::practice::vocabulary::AGS_ENDPOINT]["lineitem"],
        made["id"]
    );
    new[CANVAS_SUBMISSION_TYPE] = json!({ "type": "something" });
    let wrong = tool
        .send(Method::POST, &tool.line_items(), media::LINE_ITEM, &new)
        .await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn canvas_wants_to_know_the_user_agent() {
    let tool = Tool::on("canvas").await;
    let request = axum::http::Request::get("/canvas/api/lti/courses/1/line_items")
        .header("authorization", format!("Bearer {}", tool.token))
        .body(axum::body::Body::empty())
        .unwrap();
    assert_eq!(tool.lab.call(request).await.status, StatusCode::FORBIDDEN);
}
