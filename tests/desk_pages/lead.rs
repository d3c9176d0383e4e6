//! What lead assessors see and do.

use microcred::domain::grant::ToolRole;
use serde_json::json;

use super::{EARNER, Scene, with_picture};

/// Two readings that differ: one passes, one does not.
async fn differ(scene: &Scene) {
    let mut earner = scene.opened(EARNER, false).await;
    scene
        .handed_in(&mut earner, ["Because.", "I count to five."])
        .await;
    let mut first = scene.assessor("sub-of-ines").await;
    let mut second = scene.assessor("sub-of-noor").await;
    for (assessor, evident) in [(&mut first, 10), (&mut second, 2)] {
        let address = assessor.take().await.unwrap();
        assessor.begin(&address).await;
        assessor
            .write_all(&address, evident, &[("a_all_second", "yes")])
            .await;
        let sent = assessor.submit(&address, &[]).await;
        assert_eq!(sent.status(), 303, "{}", sent.text());
    }
}

#[tokio::test]
async fn a_difference_is_settled_by_a_reading_of_its_own_with_its_reason() {
    let scene = Scene::new(&json!({ "readers": 2 })).await;
    let mut lead = scene.staff("sub-of-jorge", &[ToolRole::LeadAssessor]).await;
    differ(&scene).await;
    let list = format!("{}/lead", lead.desk());
    let desk = lead.desk();
    let told = lead.get(&desk).await;
    let told = told.attribute("section[aria-labelledby=news] a", "href");
    assert_eq!(told, list);
    let page = lead.get(&list).await;
    let told = lead.get(&desk).await;
    assert!(!told.has("section[aria-labelledby=news]"));
    let take = page.attribute("form[action$='/take']", "action");
    let taken = lead.post(&take, &[]).await;
    let beside = taken.location().to_owned();
    let page = lead.get(&beside).await;
    assert_eq!(page.texts(".beside .card").len(), 2, "{}", page.text());
    // Eight details are seen by one and not by the other.
    assert_eq!(
        page.texts("#differences ~ table tbody tr, section[aria-labelledby=differences] tbody tr")
            .len(),
        8
    );
    assert!(!page.text().contains("Lindqvist"));
    let address = beside.strip_suffix("/beside").unwrap().to_owned();
    lead.begin(&address).await;
    let page = lead.get(&address).await;
    assert!(page.has(&format!("a[href='{beside}']")));
    lead.write_all(&address, 10, &[]).await;
    let silent = lead.submit(&address, &[("rationale", " ")]).await;
    assert_eq!(silent.status(), 422, "{}", silent.text());
    let said = lead
        .submit(
            &address,
            &[("rationale", "The second reading overlooked the lesson.")],
        )
        .await;
    assert_eq!(said.status(), 303, "{}", said.text());
    let page = lead.get(&list).await;
    assert!(!page.has("form[action$='/take']"), "{}", page.text());
}

#[tokio::test]
async fn a_reading_goes_back_with_words_and_never_without() {
    let scene = Scene::new(&json!({ "readers": 2 })).await;
    let mut earner = scene.opened(EARNER, false).await;
    scene
        .handed_in(&mut earner, ["Because.", "I count to five."])
        .await;
    let mut assessor = scene.assessor("sub-of-ines").await;
    let address = assessor.take().await.unwrap();
    assessor.begin(&address).await;
    assessor.write_all(&address, 10, &[]).await;
    assessor.submit(&address, &[]).await;
    let mut lead = scene.staff("sub-of-jorge", &[ToolRole::LeadAssessor]).await;
    let list = lead.get(&format!("{}/lead", lead.desk())).await;
    let case = list.attribute("a[href*='/desk/lead/']", "href");
    let page = lead.get(&case).await;
    let back = page.attribute("form[action$='/send-back']", "action");
    let silent = lead.post(&back, &[("comment", "")]).await;
    assert_eq!(silent.status(), 422);
    let sent = lead
        .post(&back, &[("comment", "Say where you saw detail 3.")])
        .await;
    assert_eq!(sent.status(), 303, "{}", sent.text());
    let desk = assessor.desk();
    let page = assessor.get(&desk).await;
    assert!(
        page.has(".card.desk-card .badge.attention"),
        "{}",
        page.text()
    );
    let told = page.attribute("section[aria-labelledby=news] a", "href");
    assert_eq!(told, address);
    let page = assessor.get(&address).await;
    assert!(page.text().contains("Say where you saw detail 3."));
    assert_eq!(page.one("[data-looked]"), "10 of 10 looked at");
    // Whoever has opened it knows.
    let page = assessor.get(&desk).await;
    assert!(!page.has("section[aria-labelledby=news]"));
}

#[tokio::test]
async fn a_result_waits_for_the_lead_where_the_rules_say_so() {
    let scene = Scene::new(&json!({ "release": "lead" })).await;
    let mut earner = scene.opened(EARNER, false).await;
    scene
        .handed_in(&mut earner, ["Because.", "I count to five."])
        .await;
    let mut assessors = [
        scene.assessor("sub-of-ines").await,
        scene.assessor("sub-of-noor").await,
    ];
    scene.read_all(&mut assessors, 10).await;
    let mut lead = scene.staff("sub-of-jorge", &[ToolRole::LeadAssessor]).await;
    let address = format!("{}/lead", lead.desk());
    let list = lead.get(&address).await;
    let case = list.attribute("section[aria-labelledby=decided] .card a", "href");
    let page = lead.get(&case).await;
    assert!(page.one("#comes-to").contains("10 of 10 · Yes"));
    let silent = lead
        .post(&format!("{case}/hold"), &[("comment", " ")])
        .await;
    assert_eq!(silent.status(), 422);
    let released = lead.post(&format!("{case}/release"), &[]).await;
    assert_eq!(released.location(), address, "{}", released.text());
    let again = lead.post(&format!("{case}/release"), &[]).await;
    assert_eq!(again.status(), 409);
    let list = lead.get(&address).await;
    assert_eq!(
        list.texts("section[aria-labelledby=decided] .card").len(),
        0
    );
}

#[tokio::test]
async fn a_lead_decides_with_the_work_beside_the_readings_and_nobody_else_opens_it_there() {
    let scene = Scene::new(&json!({ "release": "lead" })).await;
    let mut earner = scene.opened(EARNER, false).await;
    with_picture(&scene, &mut earner).await;
    let mut assessors = [
        scene.assessor("sub-of-ines").await,
        scene.assessor("sub-of-noor").await,
    ];
    scene.read_all(&mut assessors, 10).await;
    let mut lead = scene.staff("sub-of-jorge", &[ToolRole::LeadAssessor]).await;
    let list = lead.get(&format!("{}/lead", lead.desk())).await;
    let case = list.attribute("section[aria-labelledby=decided] .card a", "href");
    let page = lead.get(&case).await;

    assert!(page.one("#slot-how").contains("I count to five."));
    // What a reading points to leads to the work on the same page.
    assert!(page.has("a[data-place=why][href='#slot-why']"));
    let text = page.text();
    for unsaid in ["Lindqvist", "mei-lindqvist-board.png"] {
        assert!(!text.contains(unsaid), "{unsaid}");
    }
    let file = page.attribute("#slot-board img", "src");
    assert!(file.starts_with(&format!("{case}/files/")), "{file}");
    assert_eq!(lead.get(&file).await.status(), 200);
    let [mut assessor, _] = assessors;
    let mut instructor = scene.opened(("sub-of-dana", "Dana Rey"), true).await;
    for person in [&mut assessor, &mut instructor, &mut earner] {
        for address in [&case, &file] {
            let path = format!("{}{}", person.path, &address[lead.path.len()..]);
            assert_eq!(person.get(&path).await.status(), 404, "{path}");
        }
    }

    lead.post(&format!("{case}/release"), &[]).await;
    assert_eq!(lead.get(&file).await.status(), 404, "it is out");
    let page = lead.get(&case).await;
    assert_eq!(page.status(), 200);
    assert!(!page.has("[data-evidence]"));
}

#[tokio::test]
async fn both_readings_go_back_with_a_clarification_and_never_without() {
    let scene = Scene::new(&json!({ "readers": 2 })).await;
    differ(&scene).await;
    let mut lead = scene.staff("sub-of-jorge", &[ToolRole::LeadAssessor]).await;
    let list = format!("{}/lead", lead.desk());
    let page = lead.get(&list).await;
    let take = page.attribute("form[action$='/take']", "action");
    let beside = lead.post(&take, &[]).await.location().to_owned();
    let page = lead.get(&beside).await;
    let back = page.attribute("form[action$='/return-both']", "action");
    let silent = lead.post(&back, &[("comment", " ")]).await;
    assert_eq!(silent.status(), 422, "{}", silent.text());
    let clarification = "Five seconds are long enough here.";
    let sent = lead.post(&back, &[("comment", clarification)]).await;
    assert_eq!(sent.location(), list, "{}", sent.text());

    for sub in ["sub-of-ines", "sub-of-noor"] {
        let mut assessor = scene.assessor(sub).await;
        let desk = assessor.desk();
        let page = assessor.get(&desk).await;
        let reading = page.attribute(".desk-card h3 a", "href");
        let page = assessor.get(&reading).await;
        assert!(page.text().contains(clarification), "{}", page.text());
        assert!(page.one("[data-looked]").starts_with("10 of 10"));
    }
    let again = lead.post(&back, &[("comment", clarification)]).await;
    assert!([404, 409].contains(&again.status()), "{}", again.text());
}
