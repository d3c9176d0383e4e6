//! What a killed process leaves behind: everything that it acknowledged, and nothing half-done. A process of its own edits
//! for many people at once, says on its standard output what it acknowledged, and is killed at a random moment.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use microcred::app::answer::{self, Save, Saving};
use microcred::app::attempt;
use microcred::app::session::Session;
use microcred::domain::attempt::State;
use microcred::domain::canonical;
use microcred::domain::id::{AttemptId, LaunchId};
use microcred::random::{Random, fingerprint};
use microcred::store::{launch, snapshot};
use serde_json::Value;
use tokio::task::JoinSet;

use super::world::{World, hand_in, text};
use crate::support::app::app_at;
use crate::support::database::TestDatabase;

/// How often the process is killed, and how many people it edits for each time: a hundred sessions.
const ROUNDS: usize = 10;
const SESSIONS: usize = 10;
/// Where the process finds its database, and for whom it edits: pairs of a launch and an attempt.
const DATABASE: &str = "MICROCRED_TEST_KILLED_DATABASE";
const PEOPLE: &str = "MICROCRED_TEST_KILLED_PEOPLE";

/// What was acknowledged of one attempt.
#[derive(Clone, Debug, Default)]
pub struct Acknowledged {
    /// By slot: the number of the last save, and its text.
    pub saves: BTreeMap<String, (i64, String)>,
    pub submits: usize,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_save_is_lost_and_no_snapshot_is_half_written() {
    let world = World::on(TestDatabase::sqlite().await).await;
    let (mut saves, mut submits) = (0, 0);
    for round in 0..ROUNDS {
        let mut people = vec![];
        for number in 0..SESSIONS {
            people.push(world.at_work(&format!("earner {round}-{number}")).await);
        }
        let acknowledged = edit_and_kill(&world, &people);
        for (session, id) in &people {
            let Some(acknowledged) = acknowledged.get(&id.to_string()) else {
                continue;
            };
            check(&world, session, *id, acknowledged).await;
            saves += acknowledged.saves.values().map(|(seq, _)| seq).sum::<i64>();
            submits += acknowledged.submits;
        }
    }
    assert!(
        saves > 100 && submits > 5,
        "{saves} saves and {submits} hand-ins are too few to tell anything"
    );
}

/// Lets a process edit for these people, kills it after a moment, and gathers what it acknowledged.
fn edit_and_kill(world: &World, people: &[(Session, AttemptId)]) -> BTreeMap<String, Acknowledged> {
    let pairs: Vec<_> = people
        .iter()
        .map(|(session, id)| format!("{} {id}", session.launch.id))
        .collect();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "work::killed::edits_until_it_is_killed",
            "--ignored",
            "--nocapture",
        ])
        .env(DATABASE, &world.tool.database.url)
        .env(PEOPLE, pairs.join(","))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut lines = vec![];
    let mut line = String::new();
    // It has begun when it has acknowledged something.
    while !line.starts_with("saved ") {
        line.clear();
        assert!(
            output.read_line(&mut line).unwrap() > 0,
            "it ended before it began"
        );
    }
    lines.push(line);
    let moment = 5 + u64::from(u16::from_be_bytes(Random::system().bytes())) % 400;
    let reader = std::thread::spawn(move || {
        let mut line = String::new();
        while output.read_line(&mut line).unwrap_or(0) > 0 {
            lines.push(std::mem::take(&mut line));
        }
        lines
    });
    std::thread::sleep(Duration::from_millis(moment));
    child.kill().unwrap();
    child.wait().unwrap();
    let mut acknowledged: BTreeMap<String, Acknowledged> = BTreeMap::new();
    // A line that was cut off was not said.
    for line in reader
        .join()
        .unwrap()
        .iter()
        .filter(|line| line.ends_with('\n'))
    {
        let words: Vec<_> = line.split_whitespace().collect();
        match words[..] {
            ["saved", id, slot, seq, text] => {
                let saves = &mut acknowledged.entry(id.into()).or_default().saves;
                saves.insert(slot.into(), (seq.parse().unwrap(), text.into()));
            }
            ["submitted", id] => acknowledged.entry(id.into()).or_default().submits += 1,
            _ => {}
        }
    }
    acknowledged
}

/// Everything acknowledged is there, at most one more of each, and every snapshot is whole.
pub async fn check(world: &World, session: &Session, id: AttemptId, acknowledged: &Acknowledged) {
    let work = world.view(session, id).await;
    for (slot, (seq, written)) in &acknowledged.saves {
        let stored = work
            .answers
            .iter()
            .find(|answer| answer.slot_id == *slot)
            .unwrap();
        assert!(
            (*seq..=seq + 1).contains(&stored.save_seq),
            "{slot}: {seq} and {}",
            stored.save_seq
        );
        if stored.save_seq == *seq {
            assert_eq!(stored.body.0, text(written));
        }
    }
    assert!((acknowledged.submits..=acknowledged.submits + 1).contains(&work.receipts.len()));
    let open = work
        .receipts
        .iter()
        .filter(|receipt| receipt.recalled_at.is_none())
        .count();
    let is_submitted = work.attempt.state == State::Submitted;
    assert_eq!(
        open,
        usize::from(is_submitted),
        "the state and the snapshots say the same"
    );
    assert_eq!(work.attempt.submitted_at.is_some(), is_submitted);
    let mut db = world.app().db.read().await.unwrap();
    for receipt in &work.receipts {
        let taken = snapshot::find(&mut db, id, receipt.seq)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(fingerprint(&taken.content), receipt.content_hash);
        let content: Value = serde_json::from_str(&taken.content).unwrap();
        assert_eq!(canonical::json(&content), taken.content);
        assert_eq!(content["answers"].as_array().unwrap().len(), 2);
    }
    let submits = world
        .events(id)
        .await
        .into_iter()
        .filter(|event| event.kind == "attempt.submit");
    assert_eq!(
        submits.count(),
        work.receipts.len(),
        "each with its audit event"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the process that the test above starts and kills"]
async fn edits_until_it_is_killed() {
    let (Ok(url), Ok(people)) = (std::env::var(DATABASE), std::env::var(PEOPLE)) else {
        return;
    };
    let evidence = tempfile::tempdir().unwrap();
    let app = app_at(&url, evidence.path()).await;
    // What the harness says ends here.
    say("");
    let mut sessions = JoinSet::new();
    for pair in people.split(',') {
        let (launch_id, attempt_id) = pair.split_once(' ').unwrap();
        let launch_id: LaunchId = launch_id.parse().unwrap();
        let id: AttemptId = attempt_id.parse().unwrap();
        let found = launch::find_open(&mut app.db.read().await.unwrap(), launch_id).await;
        let session = Session {
            launch: found.unwrap().unwrap(),
            form_token: String::new(),
        };
        let app = app.clone();
        sessions.spawn(async move {
            let mut seqs = [0, 0];
            for number in 0_usize.. {
                let at = number % 2;
                let (slot, written) = (["why", "how"][at], format!("save{number}"));
                let save = Save {
                    based_on: seqs[at],
                    save_id: app.new_id::<uuid::Uuid>().to_string(),
                    answer: text(&written),
                };
                let outcome = answer::save(&app, &session, id, slot, save).await.unwrap();
                let Saving::Saved(saved) = outcome else {
                    panic!("{outcome:?}")
                };
                seqs[at] = saved.seq;
                say(&format!("saved {id} {slot} {} {written}", saved.seq));
                if number % 5 == 4 {
                    attempt::submit(&app, &session, id, &hand_in())
                        .await
                        .unwrap();
                    say(&format!("submitted {id}"));
                    attempt::recall(&app, &session, id).await.unwrap();
                }
            }
        });
    }
    sessions.join_all().await;
}

/// Says a line at once and as a whole.
fn say(line: &str) {
    let mut output = std::io::stdout().lock();
    output.write_all(format!("{line}\n").as_bytes()).unwrap();
    output.flush().unwrap();
}
