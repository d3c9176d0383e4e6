//! Launches that begin at a foreign platform and end on the tool's pages.

use super::browser::Browser;
use super::platform::{Pair, Product, on_each_platform};

on_each_platform! {
    the_first_page_knows_person_course_and_role: start,
    a_deployment_that_nobody_named_waits_for_approval: start_without_deployment,
}

async fn the_first_page_knows_person_course_and_role(pair: Pair) {
    // A browser that shows the tool in a frame has no cookie of it yet, and is given one on the way.
    for (person, role, mut browser) in [
        ("teacher", "Instructor", Browser::new()),
        ("learner", "Participant", Browser::in_frame()),
    ] {
        let page = browser.launch(&pair.platform.start_url(person)).await;

        assert_eq!(page.status, 200, "{page}");
        let first_page = format!("{}/app/l/", pair.tool.url);
        assert!(page.url.as_str().starts_with(&first_page), "{page}");
        let facts = page.facts();
        let name = &pair.platform.ready.people[person].name;
        assert_eq!(facts["Name"], *name, "{page}");
        assert_eq!(facts["Course"], "Reading Science");
        assert_eq!(facts["Role"], role);
    }
}

#[tokio::test]
async fn two_people_at_one_browser_are_not_mixed_up() {
    let Some(pair) = Pair::start(Product::OpenLearning) else {
        return;
    };
    let mut browser = Browser::new();
    let dana = browser.launch(&pair.platform.start_url("learner")).await;
    let milo = browser.launch(&pair.platform.start_url("learner-2")).await;
    let again = browser.launch(&pair.platform.start_url("learner")).await;

    assert_eq!(milo.facts()["Name"], "Milo Sandoval", "{milo}");
    assert_eq!(again.facts()["Name"], "Dana Rey", "{again}");
    // Whoever came before at this browser is not come upon by the next.
    for before in [&dana, &milo] {
        let reloaded = browser.open(before.url.as_str()).await;
        assert_eq!(
            reloaded.code().as_deref(),
            Some("session-expired"),
            "{reloaded}"
        );
    }
    let reloaded = browser.open(again.url.as_str()).await;
    assert_eq!(reloaded.facts()["Name"], "Dana Rey", "{reloaded}");
    let list = ["person", "list", "--platform", &pair.registration];
    let people = pair.tool.list(&list);
    assert_eq!(people.as_array().unwrap().len(), 2, "{people}");
}

async fn a_deployment_that_nobody_named_waits_for_approval(pair: Pair) {
    let start = pair.platform.start_url("teacher");
    let refused = Browser::new().launch(&start).await;
    assert_eq!(
        refused.code().as_deref(),
        Some("deployment_pending"),
        "{refused}"
    );

    let connections = pair.tool.list(&["platform", "list"]);
    let deployment = &connections[0]["deployments"][0];
    assert_eq!(deployment["status"], "pending", "{connections}");
    assert_eq!(deployment["deployment_id"], "1");
    // OpenLearning's library does not say whose platform it is.
    match pair.platform.product {
        Product::OpenEdx => assert_eq!(deployment["school"], "Example Open edX"),
        Product::OpenLearning => assert!(deployment["school"].is_null(), "{connections}"),
    }

    let id = deployment["id"].as_str().unwrap();
    pair.tool.run(&["platform", "approve", id]);
    let page = Browser::new().launch(&start).await;
    assert_eq!(page.facts()["Name"], "Tessa Quill", "{page}");
}
