//! Who assesses: the next piece of work, its scores, and what stayed the same since the last time.

use serde_json::{Value, json};

use super::{SITE, Story, TITLE, Told};
use crate::browser::work::is_saved;
use crate::browser::work::least;
use crate::browser::{View, say, scoring};

/// What the educator is told to do next.
pub(super) const NEXT_STEP: &str = "Say which observation led you to the adjustment.";
const COMMENT: &str = "The numbers stand side by side; say next time what you kept the same on purpose, and point to a place in a sample.";
/// How many pieces of others may come first: as many as one may have at a time.
const OTHERS: usize = 3;

/// Presses "Next" until it is this work, and says that one may read it.
pub(super) async fn take(story: &Story<'_>, assessor: &str) {
    let tool = scoring::desk(story.browser, SITE, assessor).await;
    for _ in 0..OTHERS {
        tool.press(&say("desk-next")).await;
        tool.has_heading(&say("conflict-check-title")).await;
        if tool.shows(TITLE).await {
            story.tell(&format!("{assessor} takes it"), tool).await;
            tool.press(&say("conflict-go-on")).await;
            tool.has_heading(TITLE).await;
            return;
        }
        tool.press(&say("reading-back")).await;
        tool.has_heading(&say("desk-title")).await;
    }
    panic!("{assessor} was given other work");
}

/// Scores so many details as evident, after those that stayed the same, and submits what is now in this band.
pub(super) async fn score(story: &Story<'_>, assessor: &str, told: &Told) {
    let Told {
        points,
        band,
        is_again,
    } = *told;
    let tool = scoring::desk(story.browser, SITE, assessor).await;
    go_on(tool).await;
    let carried = carry(story, tool, assessor, is_again).await;
    let open = details(tool, &carried).await;
    let mut left = points - carried.iter().map(|one| one.1).sum::<usize>();
    for (criterion, details) in &open {
        let mut evident = 0;
        for name in details {
            let value = if left > 0 { "yes" } else { "no" };
            tool.click(&format!("[name='{name}'][value='{value}'] + label"))
                .await;
            evident += usize::from(left > 0);
            left = left.saturating_sub(1);
        }
        if evident < details.len() {
            remark(tool, criterion, evident).await;
        }
    }
    tool.click("[name='a_all_k-adjustment-follows'][value=yes] + label")
        .await;
    tool.fill(
        "#strength",
        "Your numbers are counted in the same way each time.",
    )
    .await;
    tool.fill("#next-step", NEXT_STEP).await;
    is_saved(tool).await;
    story.tell(&format!("{assessor} scored"), tool).await;
    least::press(tool, &say("reading-review")).await;
    tool.has_heading(&say("review-page-title")).await;
    assert!(!tool.shows(&say("review-gaps")).await);
    let comes_to = tool.text(".comes-to").await.to_lowercase();
    assert!(
        comes_to.contains(&points.to_string()) && comes_to.contains(band),
        "{comes_to}"
    );
    story.tell(&format!("{assessor} reviews"), tool).await;
    tool.press(&say("review-submit")).await;
    tool.has_heading(&say("desk-title")).await;
    tool.sees(&say("desk-submitted-then")).await;
}

/// Goes on with this work among what one has.
async fn go_on(tool: View<'_>) {
    tool.click_at(&format!("//h3/a[contains(., \"{TITLE}\")]"))
        .await;
    tool.has_heading(TITLE).await;
    let script = "return document.querySelector('[data-keys]:not([hidden])') !== null";
    tool.until("a page whose script has run", script, vec![])
        .await;
}

/// Takes over what was said of parts that did not change; gives the criteria with their points. The first time there are
/// none.
async fn carry(
    story: &Story<'_>,
    tool: View<'_>,
    assessor: &str,
    is_again: bool,
) -> Vec<(String, usize)> {
    let script = "return [...document.querySelectorAll('[data-carry]')].map((one) => one.value)";
    let offered = tool.once(script, vec![]).await.unwrap();
    let offered: Vec<String> = serde_json::from_value(offered).unwrap();
    let mut carried = Vec::new();
    if is_again {
        assert_eq!(offered.len(), 2, "two of four criteria: {offered:?}");
        // What changed is marked in the work, and the educator's own words stand above it.
        tool.sees(&say("changed-note-title")).await;
        tool.until(
            "what changed",
            "return document.querySelector('.change ins') !== null",
            vec![],
        )
        .await;
        story
            .tell(&format!("{assessor} sees what changed"), tool)
            .await;
    }
    for value in offered {
        let criterion = value.trim_start_matches("carry:").to_owned();
        tool.click(&format!("[data-carry][value='{value}']")).await;
        let script = "
            const of = (value) => document.querySelectorAll(`[name^='a_c-${arguments[0]}_d-'][value=${value}]:checked`).length;
            return of('yes') + of('no') === 5 ? of('yes') : null";
        let points = tool
            .until("what was taken over", script, vec![json!(criterion)])
            .await;
        let points = usize::try_from(points.as_u64().unwrap()).unwrap();
        carried.push((criterion, points));
    }
    carried
}

/// The details that are still to be looked at, by criterion.
async fn details(tool: View<'_>, carried: &[(String, usize)]) -> Vec<(String, Vec<String>)> {
    let script = "
        return [...document.querySelectorAll('[data-detail]')].map((one) => one.querySelector('input').name)";
    let names = tool.until("details", script, vec![]).await;
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    for name in names.as_array().unwrap() {
        let name = name.as_str().unwrap();
        let criterion = name.trim_start_matches("a_c-").split("_d-").next().unwrap();
        if carried.iter().any(|(known, _)| known == criterion) {
            continue;
        }
        match open.last_mut().filter(|(known, _)| known == criterion) {
            Some((_, names)) => names.push(name.to_owned()),
            None => open.push((criterion.to_owned(), vec![name.to_owned()])),
        }
    }
    open
}

/// A comment, and where something was seen, or that it was nowhere.
async fn remark(tool: View<'_>, criterion: &str, evident: usize) {
    tool.fill(&format!("#comment-{criterion}"), COMMENT).await;
    if evident == 0 {
        tool.click(&format!("#c-{criterion} [data-field=none] + label"))
            .await;
        return;
    }
    tool.click(&format!("#c-{criterion} [data-pointers] summary"))
        .await;
    let script = "
        const place = document.querySelector(`#c-${arguments[0]} [data-cell=place]`);
        return place?.options.length > 1 ? place.options[1].value : null";
    let place: Value = tool.until("places", script, vec![json!(criterion)]).await;
    let place = place.as_str().unwrap();
    tool.click(&format!(
        "#c-{criterion} [data-cell=place] option[value='{place}']"
    ))
    .await;
}
