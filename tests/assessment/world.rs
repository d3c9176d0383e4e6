//! A district whose micro-credential has the rubric of the worked example (B.5), with people who hand in and people who read.

use microcred::app::assessment::{self, Assignment, Save, Saving, Scope, Submitted, qualify};
use microcred::app::attempt as attempts;
use microcred::app::audit::Actor;
use microcred::app::session::Session;
use microcred::app::{App, Error, person};
use microcred::clock::Timestamp;
use microcred::domain::attempt::State;
use microcred::domain::grant::ToolRole;
use microcred::domain::id::{AttemptId, ReadingSlotId};
use microcred::domain::reading::slot::{Position, State as Wanted};
use microcred::domain::reading::{CriterionReading, Reading};
use microcred::domain::role::Role;
use microcred::store::attempt::{self, Attempt};
use microcred::store::award::{self, Award};
use microcred::store::decision::{self, Decision};
use microcred::store::reading_slot::{self, ReadingSlot};
use microcred::store::{query, reading_draft};
use serde_json::{Value, json};

use crate::support::database::TestDatabase;
use crate::work::world::{World, insert_credential, publish, text};

/// The district.
#[derive(Clone)]
pub struct Desk {
    pub world: World,
}

/// Fifteen words, as few as explain something.
pub const WORDS: &str =
    "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
/// All details, so that nothing has to be explained.
pub const ALL: [usize; 4] = [5; 4];

/// Asks for two texts; the first has a limit of ten words that caps the band.
pub fn definition(slug: &str, assessment: &Value) -> Value {
    let criteria: Vec<_> = (0..4)
        .map(|at| {
            let details: Vec<_> = (0..5)
                .map(|number| json!({"id": format!("d{number}"), "text": format!("Detail {number}")}))
                .collect();
            json!({
                "id": format!("c{at}"), "title": format!("Criterion {at}"), "component": "waits",
                "parts": ["p"], "detail": details,
            })
        })
        .collect();
    let band = |id: &str, min: u32, max: u32, outcome: &str| json!({"id": id, "title": id, "min": min, "max": max, "outcome": outcome, "text": id, "earner_text": id});
    let mut lowest = band("not-yet", 0, 12, "revise");
    lowest["insufficient_below"] = json!(8);
    json!({
        "slug": slug, "version": "1.0", "title": "Waiting", "issuer": "Riverbend", "contact": "dana@example.org",
        "claim": "Waits.", "method": "Wait.", "licence": {"id": "CC-BY-4.0", "holder": "Riverbend"},
        "valid_months": 12, "assessment": assessment,
        "component": [{"id": "waits", "title": "Waits"}],
        "part": [{"id": "p", "title": "P", "slot": [
            {"id": "why", "title": "Why", "prompt": "Why?", "kind": "text", "words": {"max": 10, "over": "cap_band"}},
            {"id": "how", "title": "How", "prompt": "How?", "kind": "text"},
            {"id": "plan", "title": "Plan", "prompt": "Your plan.", "kind": "file", "types": ["text"], "required": false},
        ]}],
        "rubric": {
            "model": "detail_points", "criterion": criteria,
            "condition": [
                {"id": "k1", "text": "It is short.", "caps_to": "almost", "check": {"limit": "why.words"}},
                {"id": "k2", "text": "It gives examples.", "caps_to": "almost"},
                {"id": "k3", "text": "It is about waiting.", "caps_to": "almost"},
            ],
            "band": [lowest, band("almost", 13, 15, "revise"), band("yes", 16, 20, "pass")],
            "pass": {"total_at_least": 16},
        },
    })
}

/// A whole reading with so many evident details in each criterion.
pub fn reading(evident: [usize; 4]) -> Reading {
    let mut reading = Reading {
        strength: "Clear goals.".into(),
        next_step: "Listen longer.".into(),
        conditions: [("k2".to_owned(), true), ("k3".to_owned(), true)].into(),
        ..Reading::default()
    };
    for (at, evident) in evident.into_iter().enumerate() {
        let seen = CriterionReading {
            details: (0..5)
                .map(|number| (format!("d{number}"), number < evident))
                .collect(),
            comment: WORDS.into(),
            none_found: true,
            ..CriterionReading::default()
        };
        reading.criteria.insert(format!("c{at}"), seen);
    }
    let total: usize = evident.iter().sum();
    if total < 8 {
        reading.insufficient = Some(microcred::domain::reading::Insufficient::PartMissing);
    }
    reading
}

impl Desk {
    pub async fn on(database: TestDatabase) -> Self {
        Self {
            world: World::on(database).await,
        }
        .with(&json!({}))
        .await
    }

    /// The same district with a micro-credential that is assessed in this way.
    pub async fn with(&self, policy: &Value) -> Self {
        let app = self.app();
        let (credential, version) = (app.new_id(), app.new_id());
        let mut tx = app.db.write().await.unwrap();
        insert_credential(&mut tx, self.world.tool.organization, credential).await;
        let content = definition(&credential.to_string(), policy);
        publish(&mut tx, credential, version, "published", content).await;
        tx.commit().await.unwrap();
        let world = World {
            credential,
            version,
            ..self.world.clone()
        };
        Self { world }
    }

    pub fn app(&self) -> &App {
        self.world.app()
    }

    pub fn now(&self) -> Timestamp {
        self.world.now()
    }

    /// Somebody with a tool role, who may read this micro-credential.
    pub async fn staff(&self, sub: &str, role: ToolRole) -> Session {
        let session = self
            .world
            .launched(sub, |new| new.role = Role::Visitor)
            .await;
        let platform = self.world.deployment.platform_id;
        person::grant(self.app(), Actor::Operator, platform, sub, role)
            .await
            .unwrap();
        if matches!(role, ToolRole::Assessor | ToolRole::LeadAssessor) {
            self.qualify(&session, true).await;
        }
        session
    }

    pub async fn qualify(&self, session: &Session, is_experienced: bool) {
        let who = (session.launch.organization_id, session.launch.person_id);
        let scope = Scope::Slugs(vec![self.world.credential.to_string()]);
        let languages = ["en".to_owned()];
        let count = qualify(
            self.app(),
            Actor::Operator,
            who,
            &scope,
            &languages,
            is_experienced,
        )
        .await;
        assert_eq!(count.unwrap(), 1);
    }

    pub async fn assessor(&self, sub: &str) -> Session {
        self.staff(sub, ToolRole::Assessor).await
    }

    pub async fn lead(&self, sub: &str) -> Session {
        self.staff(sub, ToolRole::LeadAssessor).await
    }

    /// Somebody's work that waits for an assessor, and for one alone unless the rules say otherwise.
    pub async fn queued(&self, sub: &str) -> (Session, AttemptId) {
        let session = self.world.earner(sub).await;
        let id = self.hand_in(&session, "because").await;
        (session, id)
    }

    /// Begins, fills in, hands in and over.
    pub async fn hand_in(&self, session: &Session, why: &str) -> AttemptId {
        let id = self.world.begin(session).await.unwrap().id;
        self.fill(session, id, why).await;
        self.world.submit(session, id).await.unwrap();
        attempts::hand_over_now(self.app(), session, id)
            .await
            .unwrap();
        self.undraw(id).await;
        id
    }

    pub async fn fill(&self, session: &Session, id: AttemptId, why: &str) {
        let work = self.world.view(session, id).await;
        for (slot, words) in [("why", why), ("how", "with patience")] {
            let stored = work.answers.iter().find(|answer| answer.slot_id == slot);
            let seq = stored.map_or(0, |answer| answer.save_seq);
            self.world
                .save(session, id, slot, seq, text(words))
                .await
                .unwrap();
        }
    }

    /// Takes back a second reading that was drawn by chance, so that a test knows how many there are.
    async fn undraw(&self, id: AttemptId) {
        let mut tx = self.app().db.write().await.unwrap();
        query(
            "UPDATE reading_slot SET state = 'cancelled' WHERE attempt_id = $1 AND position = 'r2'
                 AND (SELECT COUNT(*) FROM audit_event WHERE subject_id = reading_slot.id
                      AND CAST(detail AS TEXT) LIKE '%drawn%') > 0",
        )
        .bind(id)
        .execute(&mut tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn attempt(&self, id: AttemptId) -> Attempt {
        let mut db = self.app().db.read().await.unwrap();
        attempt::find(&mut db, id).await.unwrap().unwrap()
    }

    pub async fn state(&self, id: AttemptId) -> State {
        self.attempt(id).await.state
    }

    pub async fn slots(&self, id: AttemptId) -> Vec<ReadingSlot> {
        let mut db = self.app().db.read().await.unwrap();
        reading_slot::list_for_attempt(&mut db, id).await.unwrap()
    }

    /// The reading of this position that is wanted or was; one that was taken back by [`Self::undraw`] only where there is no other.
    pub async fn slot(&self, id: AttemptId, position: Position) -> ReadingSlot {
        let mut slots = self.slots(id).await;
        slots.retain(|slot| slot.position == position);
        let wanted = slots
            .iter()
            .rposition(|slot| slot.state != Wanted::Cancelled);
        slots.remove(wanted.unwrap_or(slots.len() - 1))
    }

    pub async fn decisions(&self, id: AttemptId) -> Vec<Decision> {
        let mut db = self.app().db.read().await.unwrap();
        decision::list_for_attempt(&mut db, id).await.unwrap()
    }

    pub async fn awards(&self, of: &Session) -> Vec<Award> {
        let mut db = self.app().db.read().await.unwrap();
        award::list_for_person(&mut db, of.launch.person_id)
            .await
            .unwrap()
    }

    /// Takes the next.
    pub async fn next(&self, session: &Session) -> ReadingSlotId {
        let claimed = assessment::claim_next(self.app(), session).await.unwrap();
        claimed.expect("something waits").id
    }

    pub async fn open(&self, session: &Session, id: ReadingSlotId) -> Result<Assignment, Error> {
        assessment::open(self.app(), session, id).await
    }

    /// Saves after what was saved last.
    pub async fn save(&self, session: &Session, id: ReadingSlotId, reading: Reading) -> i64 {
        let based_on = self.seq(session, id).await;
        match self.save_on(session, id, based_on, reading).await.unwrap() {
            Saving::Saved(saved) => saved.seq,
            other => panic!("{other:?}"),
        }
    }

    /// The number of what the person saved last.
    pub async fn seq(&self, session: &Session, id: ReadingSlotId) -> i64 {
        let mut db = self.app().db.read().await.unwrap();
        let draft = reading_draft::find(&mut db, id, session.launch.person_id).await;
        draft.unwrap().map_or(0, |draft| draft.save_seq)
    }

    pub async fn save_on(
        &self,
        session: &Session,
        id: ReadingSlotId,
        based_on: i64,
        reading: Reading,
    ) -> Result<Saving, Error> {
        let save_id = self.app().new_id::<uuid::Uuid>().to_string();
        let save = Save {
            based_on,
            save_id,
            reading,
        };
        assessment::save(self.app(), session, id, save).await
    }

    /// Reads what the person has, and submits.
    pub async fn submit(
        &self,
        session: &Session,
        id: ReadingSlotId,
        reading: Reading,
    ) -> Submitted {
        let seq = self.save(session, id, reading).await;
        assessment::submit(self.app(), session, id, seq)
            .await
            .unwrap()
    }

    /// Takes the next and submits it.
    pub async fn read(&self, session: &Session, evident: [usize; 4]) -> Submitted {
        let id = self.next(session).await;
        self.submit(session, id, reading(evident)).await
    }

    /// Work of somebody that was read with this and told.
    pub async fn told(&self, sub: &str, evident: [usize; 4]) -> (Session, AttemptId) {
        let (earner, id) = self.queued(sub).await;
        let assessor = self.assessor(&format!("reader of {sub}")).await;
        self.read(&assessor, evident).await;
        assert_eq!(self.state(id).await, State::Released);
        (earner, id)
    }

    /// Lets everything happen that the clock makes happen.
    pub async fn tick(&self) {
        microcred::jobs::attempts::run(self.app()).await.unwrap();
    }
}
