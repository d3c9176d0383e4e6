//! Giving more time, from the desk of those who run the programme.

use microcred::domain::grant::ToolRole;
use serde_json::json;

use super::{EARNER, HOUR, Scene};

#[tokio::test]
async fn more_time_is_given_from_a_list_of_names_and_days_and_told_in_the_work() {
    let scene = Scene::new(&json!({})).await;
    let mut earner = scene.opened(EARNER, false).await;
    let start = format!("{}/c/{}/start", earner.path, super::SLUG);
    let work = earner.post(&start, &[]).await.location().to_owned();
    let fields = [("s_why", "0"), ("a_why_text", "So that they think.")];
    let saved = earner.post(&format!("{work}/parts/plan"), &fields).await;
    assert_eq!(saved.status(), 303, "{}", saved.text());

    let mut admin = scene.staff("sub-of-lena", &[ToolRole::ProgramAdmin]).await;
    let desk = admin.desk();
    let list = format!("{}/windows", admin.path);
    let page = admin.get(&desk).await;
    assert!(page.has(&format!("a[href='{list}']")), "{}", page.text());
    let page = admin.get(&list).await;
    assert!(page.text().contains(EARNER.1));
    assert!(!page.text().contains("So that they think."));
    assert_eq!(page.texts("tbody tr").len(), 1);
    let nobody = admin.get(&format!("{list}?search=nobody")).await;
    assert!(nobody.has(".empty"));
    let window = page.attribute("tbody a", "href");
    let page = admin.get(&window).await;
    let (least, most) = (
        page.attribute("#until", "min"),
        page.attribute("#until", "max"),
    );
    for (until, reason, odd) in [
        ("", "Accommodation", "#until-error"),
        ("2001-01-01", "Accommodation", "#until-error"),
        ("9999-01-01", "Accommodation", "#until-error"),
        (&*least, " ", "#reason-error"),
    ] {
        let fields = [("until", until), ("reason", reason)];
        let back = admin.post(&window, &fields).await;
        assert_eq!(back.status(), 422, "{until} {reason}");
        assert!(back.has(odd), "{until} {reason}");
        assert_eq!(back.attribute("#until", "value"), until);
    }
    let fields = [("until", &*most), ("reason", "Accommodation")];
    let given = admin.post(&window, &fields).await;
    assert!(given.location().starts_with(&list), "{}", given.text());
    let page = admin.get(given.location()).await;
    assert!(page.has(".notice.good[role=status]"));

    // The earner hears of it in the work, once, and never why.
    let told = earner.get(&work).await;
    let news = "section[aria-labelledby=news] .notice.good";
    assert_eq!(told.texts(news).len(), 1, "{}", told.text());
    assert!(!told.text().contains("Accommodation"));
    assert!(told.has(".window-left"));
    assert_eq!(earner.get(&work).await.texts(news).len(), 0);

    // To everybody else there is no such list.
    for role in [None, Some(ToolRole::LeadAssessor)] {
        let mut other = match role {
            Some(role) => scene.staff("sub-of-jorge", &[role]).await,
            None => scene.opened(("sub-of-dana", "Dana Rey"), true).await,
        };
        let path = other.path.clone();
        let window = format!("{path}{}", &window[admin.path.len()..]);
        for page in [&format!("{path}/windows"), &window] {
            assert_eq!(other.get(page).await.status(), 404, "{page}");
        }
        let fields = [("until", &*most), ("reason", "Because")];
        assert_eq!(other.post(&window, &fields).await.status(), 404);
    }
}

#[tokio::test]
async fn a_window_speaks_up_in_its_last_days_and_is_said_to_be_over_afterwards() {
    let scene = Scene::new(&json!({})).await;
    let mut earner = scene.opened(EARNER, false).await;
    let start = format!("{}/c/{}/start", earner.path, super::SLUG);
    let work = earner.post(&start, &[]).await.location().to_owned();
    assert!(
        !earner.get(&work).await.has(".window-left"),
        "it has not started"
    );
    let fields = [("s_why", "0"), ("a_why_text", "So that they think.")];
    earner.post(&format!("{work}/parts/plan"), &fields).await;
    let id = work.rsplit('/').next().unwrap().to_owned();
    for days in [100, 60, 15] {
        scene.app.clock.advance(days * 24 * HOUR);
        scene.app.run_jobs().await;
    }
    let mut earner = scene.opened(EARNER, false).await;
    let work = format!("{}/attempts/{id}", earner.path);
    for page in ["", "/parts/plan", "/check", "/submit"] {
        let shown = earner.get(&format!("{work}{page}")).await;
        assert!(shown.has(".notice.attention.window-left"), "{page}");
    }
    scene.app.clock.advance(240 * HOUR);
    scene.app.run_jobs().await;
    let mut earner = scene.opened(EARNER, false).await;
    let path = earner.path.clone();
    let home = earner.get(&format!("{path}/c/{}", super::SLUG)).await;
    assert!(
        home.text().contains("The time for this try is over"),
        "{}",
        home.text()
    );
    let work = format!("{path}/attempts/{id}");
    let over = earner.get(&work).await;
    // E16: the work is saved, and is begun again with a copy.
    assert!(over.text().contains("Your work is saved"));
    assert!(over.text().contains("So that they think."));
    assert!(over.has(&format!("form[action='{work}/again']")));
}
