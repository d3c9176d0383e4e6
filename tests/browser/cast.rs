//! The people whom the demo opens with: that there is somebody in every state, and that what the first page leads to opens.

use std::time::Instant;

use microcred::app::App;
use microcred::app::assessment::{AttemptLine, attempts_of};
use microcred::clock::Clock;
use microcred::domain::attempt::State;
use microcred::domain::award::{self, State as Holds};
use microcred::i18n::{self, Language};
use microcred::practice::{PersonFacts, PracticeLms, Settings};
use microcred::store::award::{self as awards, Award};
use microcred::store::platform;
use serde_json::{Value, json};

use super::access::{axe, look};
use super::demo::Demo;
use super::{Kind, browse, say, screens};

/// Who shows a state of an attempt (SM-3). A new state wants somebody who shows it.
const fn shows(state: State) -> &'static str {
    match state {
        State::Draft => "tomas",
        State::Submitted => "mei",
        State::Screening => "bilal.castell",
        State::Queued => "carmen.castell",
        State::InAssessment => "dov.castell",
        State::Adjudication => "esi.castell",
        State::Decided => "farid.castell",
        State::Released => "greta.castell",
        State::Expired => "bilal.dunmore",
        State::Withdrawn => "carmen.dunmore",
        State::OnHold => "dov.dunmore",
        State::Voided => "esi.dunmore",
    }
}

/// Who holds an award in a state (SM-7).
const fn holds(state: Holds) -> &'static str {
    match state {
        Holds::Active => "greta.castell",
        Holds::Expired => "greta.dunmore",
        Holds::Suspended => "farid.dunmore",
        Holds::Revoked => "esi.dunmore",
    }
}

/// What the tool has of the people of the course.
struct Known {
    app: App,
    people: Vec<PersonFacts>,
}

impl Known {
    /// Reads it from the tool that runs; the practice LMS has the same people at every start.
    async fn of(demo: &Demo) -> Self {
        let settings = Settings {
            public_url: demo.lms.parse().unwrap(),
            tools: Vec::new(),
            clock: Clock::system(),
        };
        Self {
            app: demo.app().await,
            people: PracticeLms::new(settings).unwrap().people("canvas"),
        }
    }

    async fn attempts(&self, login: &str) -> Vec<AttemptLine> {
        let mut people = self.people.iter();
        let sub = &people.find(|person| person.login == login).unwrap().sub;
        let platforms = platform::list(&mut self.app.db.read().await.unwrap()).await;
        for platform in platforms.unwrap() {
            if let Ok(attempts) = attempts_of(&self.app, platform.id, sub).await {
                return attempts;
            }
        }
        panic!("the tool does not know {login}")
    }

    async fn awards(&self, login: &str) -> Vec<Award> {
        let person = self.attempts(login).await[0].attempt.person_id;
        let mut db = self.app.db.read().await.unwrap();
        awards::list_for_person(&mut db, person).await.unwrap()
    }
}

#[tokio::test]
async fn the_demo_has_somebody_in_every_state() {
    let began = Instant::now();
    let demo = Demo::with_people().await;
    println!(
        "the demo was ready after {:.1} s",
        began.elapsed().as_secs_f32()
    );
    let known = Known::of(&demo).await;
    for state in State::ALL {
        let attempts = known.attempts(shows(state)).await;
        let is_there = attempts.iter().any(|line| line.attempt.state == state);
        assert!(is_there, "{state:?}: {attempts:?}");
    }
    for state in Holds::ALL {
        let awards = known.awards(holds(state)).await;
        let is_there = awards.iter().any(|award| award.state == state);
        assert!(is_there, "{state:?}: {awards:?}");
    }
    let now = known.app.now();
    let is_ending = |award: &Award| award::is_ending(award.valid_until, now);
    assert!(known.awards("hana.dunmore").await.iter().any(is_ending));
    // Told to revise: there is a result and no award.
    let revised = known.attempts("ada.castell").await;
    assert_eq!(revised[0].attempt.state, State::Released);
    assert!(known.awards("ada.castell").await.is_empty());
    let again = known.attempts("ada.dunmore").await;
    let states: Vec<_> = again.iter().map(|line| line.attempt.state).collect();
    assert_eq!(states, [State::Released, State::Draft]);
}

/// Each line of the table on the first page: name, and where it leads.
const LINES: &str = "
    const lines = [...document.querySelectorAll('.cast tbody tr')];
    return lines.length === 0 ? null
        : lines.map((line) => [line.querySelector('th').textContent, line.querySelector('a').href])";
/// Whether the tool shows one of its pages, and no explanation why it does not.
const SHOWS: &str = "
    if (document.readyState !== 'complete' || !location.pathname.startsWith('/app/')) return null;
    return document.querySelector('main h1') !== null && document.querySelector('.explanation') === null";
/// Where the first thing to do on a page leads, when that is another page.
const ONWARDS: &str = "return [document.querySelector('.state a.button.primary') !== null]";

#[test]
fn everybody_of_the_first_page_is_found_where_it_says() {
    let Some(axe) = axe() else { return };
    let pictures = screens::folder();
    browse(Kind::PARTITIONED, async |browser| {
        let demo = Demo::with_people().await;
        let mut wrong = Vec::new();
        browser.open(&demo.lms).await;
        let lines = browser.page().until("the people", LINES, vec![]).await;
        look(browser, &axe, "first page", browser.page(), &mut wrong).await;
        if let Some(folder) = &pictures {
            screens::take(browser, folder, "cast", browser.page()).await;
        }
        let lines: Vec<(String, String)> = serde_json::from_value(lines).unwrap();
        assert_eq!(lines.len(), 17);
        for (name, address) in &lines {
            browser.open(address).await;
            let tool = browser.tool();
            let is_shown = tool.until(name, SHOWS, vec![]).await;
            assert_eq!(is_shown, Value::Bool(true), "{name}");
            look(browser, &axe, name, tool, &mut wrong).await;
            let take = async |what: &str| {
                if let Some(folder) = &pictures {
                    let name = format!("cast-{}{what}", name.replace(' ', "-"));
                    screens::take(browser, folder, &name, tool).await;
                }
            };
            take("").await;
            if tool.until("a way on", ONWARDS, vec![]).await[0] == Value::Bool(true) {
                let before = tool.address().await;
                tool.click(".state a.button.primary").await;
                let script = "return location.href !== arguments[0] || null";
                tool.until("another page", script, vec![json!(before)])
                    .await;
                let is_shown = tool.until(name, SHOWS, vec![]).await;
                assert_eq!(is_shown, Value::Bool(true), "{name}, further");
                look(browser, &axe, &format!("{name}, further"), tool, &mut wrong).await;
                take("-further").await;
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(!demo.log().contains("ERROR"), "{}", demo.log());
        let open = async |name: &str| {
            let line = lines.iter().find(|(known, _)| known == name);
            browser.open(&line.unwrap().1).await;
            browser.tool()
        };
        let half = [("done", "1"), ("all", "2")];
        let half = i18n::text_with(Language::English, "gate-held", &half);
        open("Greta Castell").await.sees(&half).await;
        let stopped = open("Farid Dunmore").await;
        stopped.sees(&say("place-question")).await;
        // What has ended is earned again.
        let over = open("Greta Dunmore").await;
        over.sees(&say("place-over")).await;
        over.click(".state a.button.primary").await;
        over.press(&say("result-renew")).await;
        over.has_heading(&say("checklist-title")).await;
    });
}
