//! Every page there is, one after the other: for claims that hold for all of them. Owns how to get there; what is
//! done at each stop is the claim's.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::picker::ASKING;
use super::registration::{begin, invite, open_connections};
use super::scoring;
use super::work::is_saved;
use super::work::least::{self, Field};
use super::{Browser, View, say};
use crate::file::media;

/// What is done at a stop: its name, and the view on the page.
pub trait Visit: AsyncFnMut(&str, View<'_>) {}
impl<T: AsyncFnMut(&str, View<'_>)> Visit for T {}

/// The first page for each role, and what a course leads to.
pub async fn course(browser: &Browser, visit: &mut impl Visit) {
    for (name, login) in [
        ("home-instructor", "dana"),
        ("home-earner", "sam"),
        ("home-observer", "robin"),
        ("home-test-user", "preview"),
        ("home-spanish", "tomas"),
    ] {
        let tool = browser.launch("canvas", login, 1).await;
        tool.until(
            "the first page",
            "return document.querySelector('.facts') !== null",
            vec![],
        )
        .await;
        visit(name, tool).await;
    }
    let tool = browser.launch("generic", "dana", 2).await;
    tool.press(&say("unbound-choose-button")).await;
    tool.has_heading(&say("choose-title")).await;
    visit("choose", tool).await;
    for (name, query, title) in [
        (
            "picker",
            "person=dana&course=1&message=deep_linking&placement=ContentArea",
            say("picker-title"),
        ),
        (
            "review-own",
            "person=sam&item=1&message=submission_review&for=sam",
            say("review-title-own"),
        ),
        (
            "privacy",
            "person=alex&message=data_privacy&for=sam",
            say("privacy-title"),
        ),
    ] {
        browser.open(&browser.demo.launch("generic", query)).await;
        browser.tool().has_heading(&title).await;
        visit(name, browser.tool()).await;
    }
}

/// The lists of those who teach: people, gradebook, set-up.
pub async fn teaching(browser: &Browser, visit: &mut impl Visit) {
    let item = least::placed(browser, "canvas").await;
    let tool = browser.launch("canvas", "dana", item).await;
    for (name, link, title) in [
        ("roster", "roster-open", "roster-title"),
        ("sync", "sync-title", "sync-title"),
        ("setup", "checkup-title", "checkup-title"),
    ] {
        if name == "setup" {
            tool.press(&say("roster-title")).await;
            tool.has_heading(&say("roster-title")).await;
        }
        tool.press(&say(link)).await;
        tool.has_heading(&say(title)).await;
        visit(name, tool).await;
    }
}

/// The pages of the tool's administrator.
pub async fn administration(browser: &Browser, visit: &mut impl Visit) {
    let tool = browser.launch("canvas", "alex", 1).await;
    tool.home().await;
    visit("home-administrator", tool).await;
    let invitation = invite(browser).await;
    visit("connections-invitation", tool).await;
    open_connections(browser).await;
    visit("connections", tool).await;
    tool.press(&say("connections-inspector-link")).await;
    tool.has_heading(&say("inspector-title")).await;
    visit("inspector", tool).await;
    tool.click(".row a").await;
    tool.sees(&say("inspector-arrived")).await;
    visit("inspector-launch", tool).await;
    begin(browser, "generic", &invitation).await;
    tool.sees(&say("registration-scopes")).await;
    visit("registration", tool).await;
    tool.press(&say("registration-connect")).await;
    tool.sees(&say("registered-pending-title")).await;
    visit("registration-done", tool).await;
}

/// Pages that say why something else is not shown.
pub async fn explanations(browser: &Browser, visit: &mut impl Visit) {
    let tool = browser.launch("moodle", "sam", 1).await;
    tool.has_heading(&say("new-tab-title")).await;
    visit("new-tab", tool).await;

    let page = browser.page();
    for (name, path, title) in [
        ("front", "/", "front-title"),
        ("verify", "/verify", "verify-title"),
        ("not-found", "/nowhere", "failure-not-found-title"),
        (
            "method-not-allowed",
            "/lti/launch",
            "failure-method-not-allowed-title",
        ),
        ("lms-setup", "/lti/login", "failure-lms-setup-title"),
        (
            "session-over",
            "/app/l/01a1fff5-aeec-7860-80fb-cc066382239c",
            "failure-session-expired-title",
        ),
    ] {
        browser.open(&format!("{}{path}", browser.demo.tool)).await;
        page.has_heading(&say(title)).await;
        visit(name, page).await;
    }
    for (name, path, title) in [
        ("catalog", "/catalog", say("catalog-title")),
        (
            "catalog-credential",
            "/catalog/routines-that-bring-in-every-voice",
            "Routines That Bring In Every Voice".to_owned(),
        ),
        (
            "catalog-stack",
            "/catalog/small-trials-shared-results",
            "Small Trials, Shared Results".to_owned(),
        ),
    ] {
        browser.open(&format!("{}{path}", browser.demo.tool)).await;
        page.has_heading(&title).await;
        visit(name, page).await;
    }
    the_launch_that_is_not_confirmed(browser).await;
    visit("not-confirmed", tool).await;
}

/// A launch through the platform's storage whose secret is gone when it comes back.
async fn the_launch_that_is_not_confirmed(browser: &Browser) {
    // The platform's page forgets what it is given.
    let forget = serde_json::json!({ "source": "
        if (location.pathname.endsWith('/launch')) Storage.prototype.getItem = () => 'something else';" });
    let script = browser
        .devtools("Page.addScriptToEvaluateOnNewDocument", forget)
        .await;
    let tool = browser.launch("generic", "sam", 1).await;
    tool.has_heading(&say("failure-relaunch-title")).await;
    browser
        .devtools("Page.removeScriptToEvaluateOnNewDocument", script)
        .await;
}

/// The pages of the practice LMS.
pub async fn practice(browser: &Browser, visit: &mut impl Visit) {
    browser.launch("canvas", "alex", 1).await.home().await;
    visit("lms-item", browser.page()).await;
    for (name, path) in [
        ("lms-sites", "/"),
        ("lms-people", "/canvas/"),
        ("lms-course", "/canvas/courses/1"),
        ("lms-roster", "/canvas/courses/1/roster"),
        ("lms-gradebook", "/canvas/courses/1/gradebook"),
        ("lms-gradebook-cell", "/canvas/courses/1/gradebook/1/sam"),
        ("lms-settings", "/canvas/settings"),
        ("lms-nowhere", "/canvas/courses/99"),
    ] {
        browser.open(&format!("{}{path}", browser.demo.lms)).await;
        visit(name, browser.page()).await;
    }
}

/// The pages of a micro-credential and of the work on it, in the states that they have on the way.
pub async fn work(browser: &Browser, visit: &mut impl Visit) {
    let item = super::work::placed(browser, "moodle").await;
    let tool = browser.launch("moodle", "dana", item).await;
    tool.sees(&say("card-instructor-title")).await;
    visit("card-instructor", tool).await;
    let tool = browser.launch("moodle", "mei", item).await;
    tool.sees(&say("card-hand-in")).await;
    visit("card", tool).await;
    tool.press(&say("card-details")).await;
    tool.sees(&say("details-rubric-same")).await;
    visit("details", tool).await;
    tool.press(&say("details-back")).await;
    tool.click(".state .button.primary").await;
    tool.has_heading(&say("checklist-title")).await;
    visit("checklist", tool).await;
    for (part, heading) in [
        ("Part 1", "Part 1: Looking around"),
        ("Part 2", "Part 2: Your class"),
        ("Part 3", "Part 3: What changed"),
    ] {
        tool.click_at(&format!("//a[contains(., \"{part}\")]"))
            .await;
        tool.has_heading(heading).await;
        visit(heading, tool).await;
    }
    tool.press(&say("workspace-save-check")).await;
    tool.has_heading(&say("check-title")).await;
    visit("check", tool).await;
    tool.press(&say("check-go-on")).await;
    tool.has_heading(&say("submit-title")).await;
    visit("submit-blocked", tool).await;
}

/// What the work looks like once it was handed in, and after it was taken back for good.
pub async fn handed_in(browser: &Browser, visit: &mut impl Visit) {
    let item = least::placed(browser, "brightspace").await;
    let tool = browser.launch("brightspace", "sam", item).await;
    tool.has_heading(ASKING).await;
    least::hand_in(tool, Field::Editor).await;
    tool.press(&say("withdraw-title")).await;
    tool.sees(&say("withdraw-text")).await;
    visit("handed-in", tool).await;
    tool.click("form[action$='/withdraw'] button").await;
    tool.has_heading(&say("status-withdrawn-title")).await;
    visit("withdrawn", tool).await;
}

/// Opens a part of a micro-credential, whoever has begun it or not.
async fn open_part<'a>(browser: &'a Browser, item: u32, part: &str, heading: &str) -> View<'a> {
    let tool = browser.launch("brightspace", "mei", item).await;
    tool.click(".state .button.primary").await;
    tool.has_heading(&say("checklist-title")).await;
    tool.press(part).await;
    tool.has_heading(heading).await;
    tool
}

/// Hands a slot's field a file, and waits until it was looked at.
pub(super) async fn bring(tool: View<'_>, slot: &str, name: &str, content: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    let field = tool.client_element(&format!("#f_{slot}_file")).await;
    field.send_keys(path.to_str().unwrap()).await.unwrap();
    least::press(tool, &say("upload-button")).await;
    let described = format!("#files-{slot} [data-describe]");
    let script = "return document.querySelector(arguments[0]) !== null";
    tool.until(name, script, vec![described.into()]).await;
}

/// The workspace in the middle of things: a text that two tabs changed, a picture, a film with a note.
pub async fn at_work(browser: &Browser, visit: &mut impl Visit) {
    let heading = "Part 3: Looking back";
    let item = least::placed(browser, "brightspace").await;
    let first = browser.tab().await;
    let tool = open_part(browser, item, "Part 3", heading).await;
    tool.client_element("#e_reflection").await;
    browser.new_tab().await;
    let tool = open_part(browser, item, "Part 3", heading).await;
    least::write(tool, Field::Editor, "reflection", "The second tab’s.").await;
    is_saved(tool).await;
    browser.close_tab(&first).await;
    least::write(tool, Field::Editor, "reflection", "The first tab’s.").await;
    tool.sees(&say("conflict-title")).await;
    visit("conflict", tool).await;
    tool.click("#conflict-reflection [data-keep=both]").await;
    is_saved(tool).await;

    let heading = "Part 2: Thinking that the questions drew out";
    let tool = open_part(browser, item, "Part 2", heading).await;
    bring(tool, "thinking-picture", "board.png", &media::png(3, 2)).await;
    tool.sees(&say("file-alt")).await;
    visit("picture", tool).await;

    let item = super::work::placed(browser, "brightspace").await;
    let tool = open_part(browser, item, "Part 2", "Part 2: Your class").await;
    bring(tool, "lesson-video", "lesson.webm", &media::webm(420_000.0)).await;
    tool.fill("#f_lesson-video_0_at", "1:10").await;
    tool.fill("#f_lesson-video_0_text", "Pairs turn to each other.")
        .await;
    least::press(tool, &say("note-add")).await;
    is_saved(tool).await;
    tool.sees(&say("player-keys")).await;
    visit("film", tool).await;
}

/// A part that is called ready and changed since, names that are pointed at, and more time from those who run the programme.
pub async fn before_the_end(browser: &Browser, visit: &mut impl Visit) {
    // Somebody who has begun nothing, however often the tour is made.
    static TOURS: AtomicUsize = AtomicUsize::new(0);
    let learners = ["Carmen", "Dov", "Esi"];
    let given = learners[TOURS.fetch_add(1, Ordering::Relaxed) % learners.len()];
    let learner = format!("{}.dunmore", given.to_lowercase());
    let item = super::work::placed(browser, "moodle").await;
    let tool = browser.launch("moodle", &learner, item).await;
    tool.click(".state .button.primary").await;
    tool.has_heading(&say("checklist-title")).await;
    tool.press("Part 3").await;
    tool.client_element("#e_what-changed").await;
    let text = "Then Thabo Nkosi said it, and Thabo Nkosi was heard.";
    least::write(tool, Field::Editor, "what-changed", text).await;
    is_saved(tool).await;
    tool.click("#ready_box").await;
    let ticked = "return document.querySelector('.part-links [data-mark].good') !== null";
    tool.until("a tick", ticked, vec![]).await;
    let text = "Then Thabo Nkosi said it, and Thabo Nkosi was heard at last.";
    least::write(tool, Field::Editor, "what-changed", text).await;
    is_saved(tool).await;
    tool.sees(&say("mark-changed-title")).await;
    visit("ready", tool).await;
    tool.press(&say("workspace-save-check")).await;
    tool.has_heading(&say("check-title")).await;
    tool.sees(&say("check-marked")).await;
    tool.sees("Thabo Nkosi").await;
    visit("hints", tool).await;

    let tool = scoring::desk(browser, "moodle", "lena").await;
    tool.press(&say("windows-title")).await;
    tool.has_heading(&say("windows-title")).await;
    visit("windows", tool).await;
    tool.fill("#search", &format!("{given} Dunmore")).await;
    tool.press(&say("roster-show")).await;
    tool.until(
        "one draft",
        "return document.querySelectorAll('tbody tr').length === 1",
        vec![],
    )
    .await;
    tool.click("tbody a[href*='/windows/']").await;
    tool.sees(&say("windows-told-title")).await;
    visit("more-time", tool).await;
    let day = "
        const field = document.getElementById('until');
        field.value = field.max;
        return field.value !== ''";
    tool.until("a day", day, vec![]).await;
    tool.fill("#reason", "Accommodation").await;
    tool.click("form[method=post] button").await;
    tool.has_heading(&say("windows-title")).await;
    tool.until(
        "what was given",
        "return document.querySelector('.notice.good[role=status]') !== null",
        vec![],
    )
    .await;
    visit("windows-given", tool).await;
}

/// The pages of those who read work, from the desk to the submission, and the lists of leads and screeners.
pub async fn desk(browser: &Browser, visit: &mut impl Visit) {
    // Everybody hands in once, however often the tour is made.
    static TOURS: AtomicUsize = AtomicUsize::new(0);
    let learners = ["bilal.amberg", "farid.amberg", "greta.amberg"];
    let learner = learners[TOURS.fetch_add(1, Ordering::Relaxed) % learners.len()];
    let turn = scoring::handed_in(browser, "brightspace", learner).await;
    let tool = scoring::desk(browser, "brightspace", "ines").await;
    visit("desk", tool).await;
    tool.press(&say("desk-next")).await;
    drop(turn);
    tool.has_heading(&say("conflict-check-title")).await;
    tool.press(&say("recuse-open")).await;
    visit("conflict-check", tool).await;
    tool.press(&say("conflict-go-on")).await;
    scoring::is_ready(tool).await;
    visit("scoring", tool).await;
    tool.press(&say("keys-title")).await;
    tool.click("[name='a_c-ladder_level'][value='ladder-2'] + label")
        .await;
    tool.click("#c-ladder [data-pointers] summary").await;
    tool.fill("#comment-ladder", "Two of the three kinds are there.")
        .await;
    tool.fill("#private-note", "Ask the lead about the table.")
        .await;
    is_saved(tool).await;
    visit("scoring-begun", tool).await;
    least::press(tool, &say("reading-review")).await;
    tool.has_heading(&say("review-page-title")).await;
    visit("scoring-review", tool).await;
    tool.press(&say("review-back")).await;
    scoring::is_ready(tool).await;
    least::press(tool, &say("reading-later")).await;
    tool.has_heading(&say("desk-title")).await;
    visit("desk-held", tool).await;

    let tool = scoring::desk(browser, "brightspace", "jorge").await;
    tool.press(&say("lead-title")).await;
    tool.has_heading(&say("lead-title")).await;
    visit("lead", tool).await;
    tool.click("a[href*='/desk/lead/']").await;
    tool.has_heading(&say("case-title")).await;
    visit("lead-case", tool).await;
    let tool = scoring::desk(browser, "brightspace", "lena").await;
    tool.press(&say("screenings-title")).await;
    tool.has_heading(&say("screenings-title")).await;
    visit("screenings", tool).await;
}
