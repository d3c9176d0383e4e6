//! The rules of B.7 under random histories: legal and illegal commands, in any order, against the tool and against a small
//! model of it. After every command both have to say the same, and the invariants have to hold.

mod command;
mod run;
mod state;

use microcred::domain::credential::Outcome;
use microcred::domain::reading::slot::State as Wanted;
use microcred::store::{Sql, query};

use self::command::Dice;
use self::run::Run;
use super::world::Desk;
use crate::support::database::TestDatabase;

/// How many histories there are and how long each is; other numbers of histories with this variable.
const HISTORIES: u64 = 4;
const STEPS: usize = 70;
const VARIABLE: &str = "MICROCRED_TEST_HISTORIES";

impl Run {
    /// The tool says what the model says, and the invariants hold.
    async fn check(&mut self) {
        let told = self.history.join("\n");
        for at in 0..self.model.cases.len() {
            let case = self.model.cases[at].clone();
            let attempt = self.desk.attempt(case.id).await;
            assert_eq!(
                (attempt.state, attempt.is_counted),
                (case.state, case.is_counted),
                "{at}\n{told}"
            );
            let slots = self.desk.slots(case.id).await;
            assert_eq!(slots.len(), case.slots.len(), "{at}\n{told}");
            for known in &case.slots {
                let found = slots.iter().find(|slot| slot.id == known.id).unwrap();
                let holder = known.holder.map(|who| self.people[who].launch.person_id);
                assert_eq!(
                    found.state, known.state,
                    "{at} {:?}\n{told}",
                    known.position
                );
                if known.state == Wanted::Leased {
                    assert_eq!(
                        (found.person_id, found.leased_until),
                        (holder, known.until),
                        "{at}\n{told}"
                    );
                }
            }
            let decided = self.desk.decisions(case.id).await;
            let outcomes: Vec<_> = decided.iter().map(|one| one.outcome).collect();
            assert_eq!(outcomes, case.decided, "{at}\n{told}");
            for decision in &decided {
                // 4: what gradebooks are told reaches the threshold exactly when it passed.
                assert_eq!(
                    decision.posted_points >= 16,
                    decision.outcome == Outcome::Pass
                );
                if decision.released_at.is_some() {
                    // 2: what went out stays as it was.
                    let first = self
                        .told
                        .entry(decision.id)
                        .or_insert_with(|| decision.clone());
                    assert_eq!(first, decision);
                }
            }
            // 3: passed and told means an award.
            let awards = self.desk.awards(&self.people[case.earner]).await;
            let of_it = awards.iter().find(|award| {
                decided
                    .iter()
                    .any(|decision| award.decision_id == Some(decision.id))
            });
            assert_eq!(of_it.map(|award| award.state), case.award, "{at}\n{told}");
        }
        for (number, statement) in INVARIANTS {
            let mut db = self.desk.app().db.read().await.unwrap();
            let (count,): (i64,) = query(statement).one(&mut db).await.unwrap();
            assert_eq!(count, 0, "B.7, {number}\n{told}");
        }
    }
}

/// What there is none of, by the number in B.7.
const INVARIANTS: [(u32, Sql); 5] = [
    (1, Sql::per(
        "SELECT COUNT(*) FROM (SELECT enrollment_id FROM attempt
         WHERE state NOT IN ('released', 'expired', 'withdrawn', 'voided') GROUP BY enrollment_id HAVING COUNT(*) > 1)",
        "SELECT COUNT(*) FROM (SELECT enrollment_id FROM attempt
         WHERE state NOT IN ('released', 'expired', 'withdrawn', 'voided') GROUP BY enrollment_id HAVING COUNT(*) > 1) AS t",
    )),
    (5, Sql::per(READ_BY_PARTIAL, READ_BY_PARTIAL)),
    (5, Sql::per(READ_TWICE, READ_TWICE)),
    (7, Sql::per(OTHER_HASH, OTHER_HASH)),
    (15, Sql::per(OVER_WITH_US, OVER_WITH_US)),
];
const READ_BY_PARTIAL: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM reading
     JOIN attempt ON attempt.id = reading.attempt_id JOIN enrollment ON enrollment.id = attempt.enrollment_id
     JOIN assessor_conflict AS conflict
         ON conflict.person_id = reading.person_id AND conflict.earner_id = enrollment.person_id
     WHERE conflict.created_at < reading.submitted_at OR reading.person_id = enrollment.person_id";
const READ_TWICE: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM reading AS one JOIN reading AS other
     ON other.attempt_id = one.attempt_id AND other.person_id = one.person_id
         AND other.reading_slot_id <> one.reading_slot_id";
const OTHER_HASH: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM reading AS one JOIN reading AS other
     ON other.attempt_id = one.attempt_id AND other.scored_hash <> one.scored_hash";
const OVER_WITH_US: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM attempt JOIN snapshot ON snapshot.attempt_id = attempt.id
     WHERE attempt.state = 'expired' AND snapshot.recalled_at IS NULL";

async fn the_tool_and_its_model_say_the_same(on: impl AsyncFn() -> Option<TestDatabase>) {
    let histories = std::env::var(VARIABLE).map_or(HISTORIES, |number| number.parse().unwrap());
    for seed in 1..=histories {
        let Some(database) = on().await else {
            return;
        };
        let mut run = Run::begin(Desk::on(database).await).await;
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        run.note(format!("history {seed}"));
        for _ in 0..STEPS {
            run.step(&mut dice).await;
            run.check().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tool_and_its_model_say_the_same_on_sqlite() {
    the_tool_and_its_model_say_the_same(async || Some(TestDatabase::sqlite().await)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tool_and_its_model_say_the_same_on_postgresql() {
    the_tool_and_its_model_say_the_same(async || {
        TestDatabase::postgres("assessment on PostgreSQL").await
    })
    .await;
}
