//! Rosters: all members over all pages, by role, for a link, and who left.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::Value;

use super::Tool;
use crate::practice::Faults;
use crate::practice::vocabulary::{self as name, media, role};

/// Follows the pages and gives all members and the number of pages.
async fn all(tool: &Tool, first: &str) -> (Vec<Value>, usize) {
    let (mut members, mut pages, mut next) = (Vec::new(), 0, Some(first.to_owned()));
    while let Some(url) = next {
        let answer = tool.get(&url, media::MEMBERSHIPS).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        members.extend(answer.json()["members"].as_array().unwrap().clone());
        pages += 1;
        next = answer.headers.get("link").map(|link| {
            let link = link.to_str().unwrap();
            assert!(link.ends_with("rel=\"next\""));
            link.split(['<', '>']).nth(1).unwrap().to_owned()
        });
    }
    (members, pages)
}

#[tokio::test]
async fn everybody_but_the_preview_student_is_listed_once() {
    for (site, expected_pages) in [
        ("canvas", 2),
        ("moodle", 1),
        ("brightspace", 1),
        ("generic", 3),
    ] {
        let tool = Tool::on(site).await;
        let (members, pages) = all(&tool, &tool.memberships()).await;
        assert_eq!(pages, expected_pages, "{site}");
        let ids: BTreeSet<_> = members
            .iter()
            .map(|member| member["user_id"].as_str().unwrap())
            .collect();
        assert_eq!(ids.len(), members.len());
        assert!(
            ids.contains(tool.sub("sam").as_str()) && !ids.contains(tool.sub("preview").as_str())
        );
        assert!(!ids.contains(tool.sub("alex").as_str()));
        assert!(
            members
                .iter()
                .all(|member| member["status"] == "Active" && member["email"].is_string())
        );
    }
}

#[tokio::test]
async fn canvas_gives_fifty_at_most() {
    let tool = Tool::on("canvas").await;
    let answer = tool
        .get(
            &format!("{}?limit=200", tool.memberships()),
            media::MEMBERSHIPS,
        )
        .await;
    assert_eq!(answer.json()["members"].as_array().unwrap().len(), 50);
}

#[tokio::test]
async fn a_role_narrows_the_list_and_an_unknown_one_empties_it() {
    let tool = Tool::on("generic").await;
    let encoded = role::INSTRUCTOR.replace('#', "%23");
    let (staff, _) = all(&tool, &format!("{}?role={encoded}", tool.memberships())).await;
    assert_eq!(staff.len(), 2);
    let (short, _) = all(&tool, &format!("{}?role=Instructor", tool.memberships())).await;
    assert_eq!(short.len(), 2);
    let (none, _) = all(&tool, &format!("{}?role=Officer", tool.memberships())).await;
    assert!(none.is_empty());
}

#[tokio::test]
async fn a_resource_link_adds_a_message_and_must_be_the_tools() {
    let tool = Tool::on("canvas").await;
    let link = tool.launch[name::RESOURCE_LINK]["id"].as_str().unwrap();
    let answer = tool
        .get(
            &format!("{}?rlid={link}", tool.memberships()),
            media::MEMBERSHIPS,
        )
        .await;
    let message = answer.json()["members"][0]["message"][0].clone();
    assert_eq!(message[name::MESSAGE_TYPE], "LtiResourceLinkRequest");
    let foreign = tool
        .get(
            &format!("{}?rlid=other", tool.memberships()),
            media::MEMBERSHIPS,
        )
        .await;
    assert_eq!(foreign.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn somebody_who_left_is_missing_or_inactive_and_cannot_launch() {
    for (site, listed) in [("canvas", false), ("generic", true)] {
        let tool = Tool::on(site).await;
        let faults = Faults {
            removed_people: vec!["sam".to_owned()],
            ..Faults::default()
        };
        tool.lab.lms.set_faults(site, faults);
        let (members, _) = all(&tool, &tool.memberships()).await;
        let sam = members
            .iter()
            .find(|member| member["user_id"] == tool.sub("sam"));
        assert_eq!(sam.is_some(), listed);
        assert!(sam.is_none_or(|sam| sam["status"] == "Inactive"));
        let launch = tool
            .lab
            .get(&format!("/{site}/launch/raw?person=sam&item=1"))
            .await;
        assert_eq!(launch.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn an_unknown_course_has_no_roster() {
    let tool = Tool::on("generic").await;
    let url = tool.memberships().replace("/1/", "/9/");
    assert_eq!(
        tool.get(&url, media::MEMBERSHIPS).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_roster_is_sent_in_its_own_media_type_only() {
    for (site, status) in [("canvas", 200), ("moodle", 400), ("generic", 406)] {
        let tool = Tool::on(site).await;
        let answer = tool.get(&tool.memberships(), "application/json").await;
        assert_eq!(answer.status.as_u16(), status, "{site}");
    }
}
