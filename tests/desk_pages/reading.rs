//! One reading from the desk to its submission, by forms alone and by what the page's script sends.

use serde_json::json;

use super::{COMMENT, EARNER, HOUR, Scene, with_picture};
use crate::support::app::TOOL;
use crate::support::browser::Visit;

#[tokio::test]
async fn work_is_taken_scored_reviewed_and_submitted_by_forms_alone() {
    let scene = Scene::new(&json!({})).await;
    let mut earner = scene.opened(EARNER, false).await;
    with_picture(&scene, &mut earner).await;
    let mut assessor = scene.assessor("sub-of-ines").await;

    let desk = assessor.desk();
    let page = assessor.get(&desk).await;
    assert!(page.has("form[action$='/next'] button"), "{}", page.text());
    assert_eq!(page.texts(".table tbody tr").len(), 1);
    assert_eq!(page.texts(".qualified li").len(), 1);
    let address = assessor.take().await.unwrap();

    // The question comes first; nothing of the work is in it.
    let question = assessor.get(&address).await;
    assert!(
        question.has("form[action$='/begin']"),
        "{}",
        question.text()
    );
    assert!(!question.text().contains("so that they think"));
    assessor.begin(&address).await;
    let page = assessor.get(&address).await;
    assert!(page.text().contains("I wait so that they think."));
    assert_eq!(page.texts("[data-mark] input[type=radio]").len(), 22);
    assert_eq!(page.one("[data-looked]"), "0 of 10 looked at");
    for hidden in ["Lindqvist", "Mei", "mei-", "board.png"] {
        assert!(!page.text().contains(hidden), "{hidden} is shown");
    }
    assert!(page.one(".file-name a").contains("Picture 1 of The board"));
    let file = page.attribute(".file-name a", "href");
    assert!(file.starts_with(&format!("{address}/files/")), "{file}");
    let opened = assessor.get(&file).await;
    assert_eq!(opened.status(), 200);
    assert_eq!(opened.header("content-type"), "image/png");
    assert!(!opened.header("content-disposition").contains("mei"));

    // What is missing is said, each with its place, and nothing is submitted.
    let saved = assessor
        .save(
            &address,
            &[
                ("a_c-reason_d-d0", "yes"),
                ("a_c-wait_comment", "Too short."),
                ("do", "review"),
            ],
        )
        .await;
    assert_eq!(saved.location(), format!("{address}/review"));
    let review = assessor.get(&format!("{address}/review")).await;
    assert!(
        review.has(&format!("a[href='{address}#d-reason-d1']")),
        "{}",
        review.text()
    );
    assert!(!review.has("form[action$='/review'] button"));
    let early = assessor.submit(&address, &[]).await;
    assert_eq!(early.status(), 422, "{}", early.text());

    assessor.write_all(&address, 9, &[]).await;
    let page = assessor.get(&address).await;
    assert_eq!(page.one("[data-looked]"), "10 of 10 looked at");
    assert!(page.one("[data-result]").contains("9 of 10 · Yes"));
    let review = assessor.get(&format!("{address}/review")).await;
    assert_eq!(review.texts(".matters").len(), 0);
    let letter = review.one(".letter");
    assert!(letter.contains("You have shown it.") && letter.contains(COMMENT));
    assert!(letter.contains("so that they think"), "{letter}");
    assert!(!letter.contains("handwriting"), "the private note goes out");
    assert!(review.text().contains("The handwriting is hard to read."));
    let sent = assessor.submit(&address, &[]).await;
    assert_eq!(sent.status(), 303, "{}", sent.text());
    let told = assessor.browser.follow(&sent).await;
    assert!(told.has(".notice.good"), "{}", told.text());
    assert_eq!(told.texts(".card.desk-card").len(), 0);

    // A second time there is nothing to submit.
    let again = assessor
        .post(&format!("{address}/review"), &[("seq", "2")])
        .await;
    assert_eq!(again.status(), 409);
}

#[tokio::test]
async fn a_tab_of_its_own_shows_the_reading_for_an_hour_and_to_nobody_else() {
    let scene = Scene::new(&json!({})).await;
    let mut earner = scene.opened(EARNER, false).await;
    scene
        .handed_in(&mut earner, ["Because.", "Like this."])
        .await;
    let mut assessor = scene.assessor("sub-of-ines").await;
    let address = assessor.take().await.unwrap();
    assessor.begin(&address).await;
    let page = assessor.get(&address).await;
    let ticket = page.attribute("[data-pop-out] input[name=ticket]", "value");
    let path = format!("{address}/tab");
    let token = assessor.form_token.clone();
    let send = |ticket: &str, token: &str, from: &str| {
        Visit::form(&path, &[("form_token", token), ("ticket", ticket)]).from(from)
    };
    // A browser without the cookie of the frame.
    let mut tab = scene.app.browser().in_tab();
    let lost = tab.get(&address).await;
    assert_eq!(lost.status(), 401);
    for (visit, status) in [
        (send(&ticket, &token, "https://elsewhere.example"), 403),
        (send(&ticket, "another", TOOL), 403),
        (send("AAAA", &token, TOOL), 401),
        (send("", &token, TOOL), 401),
    ] {
        let answer = tab.visit(visit).await;
        assert_eq!(answer.status(), status, "{}", answer.text());
    }
    let opened = tab.visit(send(&ticket, &token, TOOL)).await;
    assert_eq!(opened.location(), address, "{}", opened.text());
    assert_eq!(tab.get(&address).await.status(), 200);
    scene.app.clock.advance(HOUR);
    let old = tab.visit(send(&ticket, &token, TOOL)).await;
    assert_eq!(old.status(), 401);
}

#[tokio::test]
async fn whoever_knows_the_educator_gives_the_work_to_others_for_good() {
    let scene = Scene::new(&json!({})).await;
    let mut earner = scene.opened(EARNER, false).await;
    scene
        .handed_in(&mut earner, ["Because.", "Like this."])
        .await;
    let mut first = scene.assessor("sub-of-ines").await;
    let mut second = scene.assessor("sub-of-noor").await;
    let address = first.take().await.unwrap();
    let odd = first
        .post(&format!("{address}/recuse"), &[("reason", "tired")])
        .await;
    assert_eq!(odd.status(), 400);
    let left = first
        .post(&format!("{address}/recuse"), &[("reason", "knows_earner")])
        .await;
    assert_eq!(left.location(), first.desk());
    assert_eq!(first.take().await, None);
    assert!(second.take().await.is_some());
}

#[tokio::test]
async fn two_tabs_that_wrote_differently_are_both_shown() {
    let scene = Scene::new(&json!({})).await;
    let mut earner = scene.opened(EARNER, false).await;
    scene
        .handed_in(&mut earner, ["Because.", "Like this."])
        .await;
    let mut assessor = scene.assessor("sub-of-ines").await;
    let address = assessor.take().await.unwrap();
    assessor.begin(&address).await;
    let early = assessor.get(&address).await;
    let seq = early.attribute("#reading-form input[name=seq]", "value");
    let fields = |text| [("seq", &*seq), ("a_all_strength", text), ("do", "stay")];
    let first = assessor.post(&address, &fields("From the phone.")).await;
    assert_eq!(first.status(), 303, "{}", first.text());
    let late = assessor.post(&address, &fields("From the laptop.")).await;
    assert_eq!(late.status(), 409);
    assert_eq!(late.one("#strength"), "From the laptop.");
    assert!(
        late.one("#conflict [data-theirs]")
            .contains("From the phone.")
    );
    let stale = json!({ "based_on": 1, "save_id": uuid::Uuid::now_v7().to_string(), "answer": { "strength": "By script." } });
    let answer = assessor.put(&address, &stale).await;
    assert_eq!(answer.status(), 409);
    assert_eq!(answer.json()["newer"]["strength"], "From the phone.");
    let seq = late.attribute("#reading-form input[name=seq]", "value");
    let settled = assessor
        .post(
            &address,
            &[("seq", &seq), ("a_all_strength", "From the laptop.")],
        )
        .await;
    assert_eq!(settled.status(), 303);
}

#[tokio::test]
async fn what_is_written_after_the_time_is_over_is_kept_and_can_be_gone_on_with() {
    let scene = Scene::new(&json!({})).await;
    let mut earner = scene.opened(EARNER, false).await;
    scene
        .handed_in(&mut earner, ["Because.", "Like this."])
        .await;
    let mut assessor = scene.assessor("sub-of-ines").await;
    let address = assessor.take().await.unwrap();
    assessor.begin(&address).await;
    assessor
        .save(&address, &[("a_all_strength", "Good questions.")])
        .await;
    for _ in 0..9 {
        scene.app.clock.advance(HOUR);
    }
    let over = assessor.get(&address).await;
    if over.status() == 401 {
        // The session is shorter than the lease here; a new one leads to the same work.
        assessor = scene.opened(("sub-of-ines", "sub-of-ines"), true).await;
    }
    let id = address.rsplit('/').next().unwrap();
    let address = format!("{}/{id}", assessor.desk());
    let over = assessor.get(&address).await;
    assert_eq!(over.status(), 409, "{}", over.text());
    assert!(over.text().contains("Good questions."));
    let save = json!({ "based_on": 2, "save_id": uuid::Uuid::now_v7().to_string(), "answer": { "strength": "Late words." } });
    let saved = assessor.put(&address, &save).await;
    assert_eq!(saved.status(), 200, "{}", saved.text());
    assert_eq!(saved.json()["review"]["is_over"], true);
    let resumed = assessor.post(&format!("{address}/resume"), &[]).await;
    assert_eq!(resumed.location(), address, "{}", resumed.text());
    assert_eq!(assessor.get(&address).await.one("#strength"), "Late words.");
}

#[tokio::test]
async fn a_script_saves_and_hears_what_it_comes_to_once_all_is_scored() {
    let scene = Scene::new(&json!({})).await;
    let mut earner = scene.opened(EARNER, false).await;
    scene
        .handed_in(&mut earner, ["Because.", "Like this."])
        .await;
    let mut assessor = scene.assessor("sub-of-ines").await;
    let address = assessor.take().await.unwrap();
    assessor.begin(&address).await;
    let details = |from: u32| -> serde_json::Map<String, serde_json::Value> {
        (from..from + 5)
            .map(|at| (format!("d{at}"), json!(true)))
            .collect()
    };
    let mut reading = json!({
        "criteria": { "reason": { "details": details(0) } },
        "conditions": { "own": true },
    });
    let save = |seq: u32, reading: &serde_json::Value| json!({ "based_on": seq, "save_id": uuid::Uuid::now_v7().to_string(), "answer": reading });
    let saved = assessor.put(&address, &save(1, &reading)).await;
    assert_eq!(saved.json()["seq"], 2, "{}", saved.text());
    assert_eq!(saved.json()["review"]["result"], serde_json::Value::Null);
    reading["criteria"]["wait"] = json!({ "details": details(5) });
    let saved = assessor.put(&address, &save(2, &reading)).await;
    assert_eq!(saved.json()["review"]["result"], "10 of 10 · Yes");
    // A detail of another version is refused, and nothing changes.
    reading["criteria"]["wait"]["details"]["d99"] = json!(true);
    let odd = assessor.put(&address, &save(3, &reading)).await;
    assert_eq!(odd.status(), 400, "{}", odd.text());
    let page = assessor.get(&address).await;
    assert_eq!(
        page.attribute("#reading-form input[name=seq]", "value"),
        "3"
    );
}

#[tokio::test]
async fn words_for_which_no_place_was_chosen_are_kept_with_the_first_one() {
    let scene = Scene::new(&json!({})).await;
    let mut earner = scene.opened(EARNER, false).await;
    scene
        .handed_in(&mut earner, ["Because.", "Like this."])
        .await;
    let mut assessor = scene.assessor("sub-of-ines").await;
    let address = assessor.take().await.unwrap();
    assessor.begin(&address).await;
    let saved = assessor
        .save(
            &address,
            &[
                ("a_c-wait_p-d5_0_at", "soon"),
                ("a_c-wait_p-d5_0_page", "two"),
                ("a_c-wait_p-d5_0_quote", "count to five"),
                ("a_c-wait_p-d5_1_place", "how"),
                ("a_c-wait_p-d5_1_at", "1:15"),
                ("a_c-wait_p-d5_1_page", "3"),
            ],
        )
        .await;
    assert_eq!(saved.status(), 303, "{}", saved.text());
    let page = assessor.get(&address).await;
    let value = |field: &str| page.attribute(&format!("[name='a_c-wait_p-d5_{field}']"), "value");
    assert_eq!(value("0_quote"), "count to five soon two");
    assert_eq!(value("1_at"), "1:15");
    assert_eq!(value("1_page"), "3");
}
