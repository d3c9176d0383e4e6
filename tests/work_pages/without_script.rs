//! The work of somebody whose browser runs no scripts, from the card to the receipt, and what happens on the way.

use super::{Person, SLUG, Scene};
use crate::support::browser::Answer;

/// Sends the form of a part with these fields on top of what the page has.
async fn save_part(
    person: &mut Person,
    page: &Answer,
    path: &str,
    typed: &[(&str, &str)],
) -> Answer {
    let numbers: Vec<(String, String)> = [
        "visit-log",
        "lesson-video",
        "observed-account",
        "count-table",
        "what-changed",
    ]
    .into_iter()
    .filter(|slot| page.has(&format!("input[name=s_{slot}]")))
    .map(|slot| {
        let name = format!("s_{slot}");
        let value = page.attribute(&format!("input[name={name}]"), "value");
        (name, value)
    })
    .collect();
    let mut fields: Vec<(&str, &str)> = numbers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend(typed);
    person.post(path, &fields).await
}

const VISITS: [(&str, &str); 6] = [
    ("date", "2026-10-02"),
    ("minutes", "20"),
    ("setting", "Grade 4, science"),
    ("focus", "Who is asked"),
    ("seen", "8 of 24 spoke"),
    ("take_away", "Wait longer"),
];

/// Four visits.
async fn log_visits(earner: &mut Person, address: &str) {
    let visits = format!("{address}/parts/visits");
    let page = earner.browser.get(&visits).await;
    let typed: Vec<(String, &str)> = (0..4)
        .flat_map(|row| VISITS.map(|(name, value)| (format!("a_visit-log_{row}_{name}"), value)))
        .collect();
    let typed: Vec<(&str, &str)> = typed
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    let mut with_button = typed.clone();
    with_button.push(("do", "next"));
    let saved = save_part(earner, &page, &visits, &with_button).await;
    assert_eq!(
        saved.location(),
        format!("{address}/parts/lesson"),
        "{}",
        saved.text()
    );
    let page = earner.browser.get(&visits).await;
    assert_eq!(page.one("[data-total-rows]"), "4");
    assert!(page.has("#slot-visit-log .badge.good"), "{}", page.text());
}

/// A film that lies elsewhere, with notes, one of which cannot be read.
async fn link_film(earner: &mut Person, address: &str) {
    let lesson = format!("{address}/parts/lesson");
    let page = earner.browser.get(&lesson).await;
    let saved = save_part(
        earner,
        &page,
        &lesson,
        &[
            ("a_lesson-video_link", "https://video.example.org/lesson"),
            ("a_lesson-video_stated_length", "7:10"),
            ("a_lesson-video_transcript", "Good morning."),
            ("a_lesson-video_0_at", "1:10"),
            ("a_lesson-video_0_text", "Pairs turn to each other."),
            ("a_lesson-video_0_components", "running-it"),
            ("a_lesson-video_paste", "3:15 – [Running it] A quiet student answers.\r\n5:02 - [chosen-routine] Somebody builds on it.\r\nlater, all speak"),
            ("do", "stay:lesson-video"),
        ],
    )
    .await;
    // A line that is no note comes back with a word about it; the others are kept.
    assert_eq!(saved.status(), 422);
    assert_eq!(saved.one("[data-paste]"), "later, all speak");
    assert_eq!(saved.texts("#slot-lesson-video .note").len(), 4);
}

/// A table and a text.
async fn count_and_tell(earner: &mut Person, address: &str) {
    let change = format!("{address}/parts/change");
    let page = earner.browser.get(&change).await;
    let rows = ["Students present", "Students who spoke", "Ideas used"];
    let mut typed: Vec<(String, &str)> = rows
        .into_iter()
        .enumerate()
        .flat_map(|(row, what)| {
            [
                ("counted", what),
                ("before", "8"),
                ("after", "15"),
                ("counted-how", "Tally, 20 minutes"),
            ]
            .map(|(column, value)| (format!("a_count-table_{row}_{column}"), value))
        })
        .collect();
    typed.push((
        "a_what-changed_text".to_owned(),
        "Seven more students spoke.\r\n\r\nThey used words of others.",
    ));
    typed.push(("do".to_owned(), "next"));
    let typed: Vec<(&str, &str)> = typed
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    let saved = save_part(earner, &page, &change, &typed).await;
    assert_eq!(
        saved.location(),
        format!("{address}/check"),
        "{}",
        saved.text()
    );
    let page = earner.browser.get(&change).await;
    assert_eq!(
        page.attribute("[data-source]", "data-html"),
        "<p>Seven more students spoke.</p><p>They used words of others.</p>"
    );
}

#[tokio::test]
async fn the_work_is_written_and_handed_in_by_forms_alone() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;

    log_visits(&mut earner, &address).await;
    link_film(&mut earner, &address).await;
    count_and_tell(&mut earner, &address).await;

    let check = earner.browser.get(&format!("{address}/check")).await;
    assert_eq!(
        check.texts(".matters").len(),
        0,
        "{:?}",
        check.texts(".matters")
    );

    // Nothing is confirmed yet: the page comes back.
    let submit = format!("{address}/submit");
    let answer = earner
        .post(&submit, &[("ai_disclosure", "not at all")])
        .await;
    assert_eq!(answer.status(), 422);
    assert_eq!(answer.one("textarea[name=ai_disclosure]"), "not at all");
    let answer = earner
        .post(
            &submit,
            &[
                ("own_work", "yes"),
                ("student_privacy", "yes"),
                ("consent_obtained", "yes"),
                ("ai_disclosure", "not at all"),
            ],
        )
        .await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    let receipt = earner.browser.get(&address).await;
    assert!(receipt.has("#receipt"), "{}", receipt.text());
    assert!(receipt.text().contains("Seven more students spoke."));

    // It can be taken back, and then everything is as it was.
    let answer = earner.post(&format!("{address}/recall"), &[]).await;
    assert_eq!(answer.location(), address);
    let list = earner.browser.get(&address).await;
    assert_eq!(list.texts(".step.done").len(), 4);

    let card = earner
        .browser
        .get(&format!("{}/c/{SLUG}", earner.path))
        .await;
    assert_eq!(card.attribute(".state .button.primary", "href"), address);
}

#[tokio::test]
async fn a_length_that_cannot_be_read_stays_in_its_field_with_a_word_about_it() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;
    let lesson = format!("{address}/parts/lesson");
    let page = earner.browser.get(&lesson).await;
    let link = ("a_lesson-video_link", "https://video.example.org/lesson");
    let typed = |length| [link, ("a_lesson-video_stated_length", length)];
    let saved = save_part(&mut earner, &page, &lesson, &typed("about seven minutes")).await;
    assert_eq!(saved.status(), 422);
    let field = "input[data-field=stated_length]";
    assert_eq!(saved.attribute(field, "value"), "about seven minutes");
    assert_eq!(saved.texts("#slot-lesson-video > .notice").len(), 1);
    assert_eq!(saved.attribute("input[data-field=link]", "value"), link.1);

    let saved = save_part(&mut earner, &saved, &lesson, &typed("7 min 10 s")).await;
    assert_eq!(saved.status(), 303, "{}", saved.text());
    let page = earner.browser.get(&lesson).await;
    assert_eq!(page.attribute(field, "value"), "7:10");
}

#[tokio::test]
async fn a_form_that_meets_a_newer_text_keeps_both() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;
    let change = format!("{address}/parts/change");
    let early = earner.browser.get(&change).await;
    let first = save_part(
        &mut earner,
        &early,
        &change,
        &[("a_what-changed_text", "From the phone.")],
    )
    .await;
    assert_eq!(first.status(), 303);
    let late = save_part(
        &mut earner,
        &early,
        &change,
        &[("a_what-changed_text", "From the laptop.")],
    )
    .await;
    assert_eq!(late.status(), 409);
    assert_eq!(late.one("[data-source]"), "From the laptop.");
    assert!(
        late.one("#conflict-what-changed [data-theirs]")
            .contains("From the phone.")
    );
    let settled = save_part(
        &mut earner,
        &late,
        &change,
        &[("a_what-changed_text", "From the laptop.")],
    )
    .await;
    assert_eq!(settled.status(), 303);
    let page = earner.browser.get(&change).await;
    assert_eq!(page.one("[data-source]"), "From the laptop.");
}

#[tokio::test]
async fn a_plain_field_keeps_the_form_of_a_text_that_it_does_not_change() {
    let scene = Scene::new().await;
    let mut earner = scene.person(|token| token).await;
    let address = earner.start().await;
    let html = "<p>A <strong>strong</strong> word.</p><ul><li>One</li><li>Two</li></ul>";
    let saved = earner
        .put(
            &format!("{address}/slots/what-changed"),
            &super::save(0, html),
        )
        .await;
    assert_eq!(saved.status(), 200, "{}", saved.text());
    let change = format!("{address}/parts/change");
    let page = earner.browser.get(&change).await;
    let plain = page.one("[data-source]");
    let again = save_part(
        &mut earner,
        &page,
        &change,
        &[("a_what-changed_text", &plain)],
    )
    .await;
    assert_eq!(again.status(), 303);
    let page = earner.browser.get(&change).await;
    assert_eq!(page.attribute("[data-source]", "data-html"), html);
    assert_eq!(page.attribute("input[name=s_what-changed]", "value"), "1");
}
