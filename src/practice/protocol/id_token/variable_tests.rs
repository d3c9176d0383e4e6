//! Custom parameters: what is substituted, and what stays as it was written.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde_json::Value;

use crate::practice::profile;
use crate::practice::site::Site;
use crate::practice::site::content::NewItem;
use crate::practice::site::launch::{Message, Request};
use crate::practice::testing::{CLIENT, Lab};
use crate::practice::vocabulary as name;

/// Adds an item with custom parameters to a site and gives the `custom` claim of its launch as Sam.
async fn custom(lab: &Lab, site: &str, parameters: &[(&str, &str)]) -> Value {
    let item = {
        let site = lab.lms.site(site).unwrap();
        let custom: BTreeMap<_, _> = parameters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let new = NewItem {
            title: "Item".to_owned(),
            client_id: CLIENT.to_owned(),
            custom,
            ..NewItem::default()
        };
        site.lock().add_item(site.profile, 1, new).unwrap()
    };
    lab.launch(site, &format!("person=sam&item={item}")).await[name::CUSTOM].clone()
}

#[tokio::test]
async fn known_variables_are_filled_in_and_unknown_ones_stay() {
    let lab = Lab::new().await;
    let parameters = [
        ("who", "$Person.name.full"),
        ("where", "$Context.title"),
        ("odd", "$Nobody.knows.this"),
        ("link_history", "$ResourceLink.id.history"),
        ("context_history", "$Context.id.history"),
        ("course", "$Canvas.course.id"),
        ("embedded", "course-${Canvas.course.id}-${No.such}"),
        ("plain", "c-17"),
    ];
    let canvas = custom(&lab, "canvas", &parameters).await;
    assert_eq!(canvas["who"], "Sam Okafor");
    assert_eq!(canvas["where"], "Questions that Build Thinking");
    assert_eq!(canvas["odd"], "$Nobody.knows.this");
    assert_eq!(canvas["link_history"], "$ResourceLink.id.history");
    assert_eq!(canvas["context_history"], "");
    assert_eq!(canvas["course"], "1");
    assert_eq!(canvas["embedded"], "course-1-${No.such}");
    assert_eq!(canvas["plain"], "c-17");
    let generic = custom(&lab, "generic", &parameters).await;
    assert_eq!(generic["course"], "$Canvas.course.id");
    assert_eq!(generic["link_history"], "");
    assert_eq!(generic["embedded"], "course-${Canvas.course.id}-${No.such}");
}

#[tokio::test]
async fn a_copied_course_names_its_ancestors_the_nearest_first() {
    let lab = Lab::new().await;
    let original = lab.launch("generic", "person=dana&item=1").await;
    let parameters = [
        ("contexts", "$Context.id.history"),
        ("links", "$ResourceLink.id.history"),
    ];
    custom(&lab, "generic", &parameters).await;
    let learner = lab
        .post_form_as("generic", "sam", "/generic/courses/1/copy", &[])
        .await;
    assert_eq!(learner.status, StatusCode::FORBIDDEN);
    let mut course = "/generic/courses/1".to_owned();
    for _ in 0..2 {
        let answer = lab
            .post_form_as("generic", "dana", &format!("{course}/copy"), &[])
            .await;
        answer.header("location").clone_into(&mut course);
    }
    let items = lab.lms.items("generic");
    let copies: Vec<_> = items.iter().filter(|item| item.title == "Item").collect();
    let [first, second, third] = copies[..] else {
        panic!("the item and its two copies")
    };
    let claims = lab
        .launch("generic", &format!("person=sam&item={}", third.item))
        .await;
    assert_eq!(
        claims[name::CUSTOM]["links"],
        format!("{},{}", second.resource_link_id, first.resource_link_id)
    );
    let history = claims[name::CUSTOM]["contexts"].as_str().unwrap();
    assert!(history.ends_with(original[name::CONTEXT]["id"].as_str().unwrap()));
    assert_eq!(history.split(',').count(), 2);
    assert_ne!(claims[name::CONTEXT]["id"], original[name::CONTEXT]["id"]);
}

#[test]
fn custom_parameters_of_a_member_are_empty_when_they_could_not_launch() {
    let site = Site::new(profile::ALL[0], "http://lms.example");
    let request = Request {
        person: "sam".to_owned(),
        client_id: CLIENT.to_owned(),
        message: Message::ResourceLink { item: 1 },
    };
    assert!(super::check(&site, &site.lock(), &request).is_err());
    assert!(super::custom_for(&site, &site.lock(), "sam", CLIENT, 1).is_empty());
}
