//! A campaign of faults: decisions are told to practice LMSs that answer slowly, with 429 and 500, cut connections and lose
//! answers after they have done what was asked, by workers that are killed. At its end the gradebooks must show what the
//! tool decided.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use microcred::app::outbox;
use microcred::practice::Faults;
use microcred::random::Random;

use super::field::{Field, MAXIMUM, Size, open};
use super::workers::{Place, Process, free_address};

/// How large a campaign is.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub size: Size,
    /// How many decisions are told, at least.
    pub decisions: usize,
    /// How long the last of them may take to arrive after the faults have ended.
    pub patience: Duration,
}

/// What a campaign showed.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub courses: usize,
    pub cells: usize,
    pub decisions: usize,
    pub kills: usize,
    pub faults: usize,
    pub elapsed: Duration,
    /// Gradebook values that are not the tool's.
    pub wrong: Vec<String>,
    /// Comments that stand twice.
    pub doubled: Vec<String>,
    /// Timestamps that did not rise.
    pub backwards: Vec<String>,
    /// Messages that have not arrived.
    pub lost: usize,
}

impl Report {
    pub fn is_good(&self) -> bool {
        self.wrong.is_empty()
            && self.doubled.is_empty()
            && self.backwards.is_empty()
            && self.lost == 0
    }
}

/// Chance, as the machine gives it.
fn below(random: &Random, limit: u32) -> u32 {
    u32::from_be_bytes(random.bytes()) % limit.max(1)
}

/// Runs one.
pub async fn run(folder: &Path, database: &str, plan: Plan) -> Report {
    let begin = Instant::now();
    let place = Place {
        folder: folder.to_owned(),
        database: database.to_owned(),
        address: free_address(),
    };
    let tool = format!("http://{}", place.address);
    // The first process makes the keys.
    let _web = place.serve();
    let app = open(folder, database, &tool).await;
    let field = Arc::new(Field::lay(app, &tool, plan.size).await);
    let is_over = Arc::new(AtomicBool::new(false));
    let kills = Arc::new(AtomicUsize::new(0));
    let faults = Arc::new(AtomicUsize::new(0));
    let killer = std::thread::spawn({
        let (is_over, kills) = (is_over.clone(), kills.clone());
        move || kill(&place, &is_over, &kills)
    });
    let saboteur = tokio::spawn(sabotage(field.clone(), is_over.clone(), faults.clone()));
    let expected = decide(&field, plan.decisions).await;
    // A while longer under fire.
    tokio::time::sleep(Duration::from_secs(3)).await;
    is_over.store(true, Ordering::SeqCst);
    saboteur.await.expect("the saboteur ends");
    let lost = arrive(&field, plan.patience).await;
    drop(killer.join().expect("the killer ends"));
    let mut report = Report {
        courses: field.sites.len() * plan.size.courses,
        cells: field.cells.len(),
        decisions: expected.told,
        kills: kills.load(Ordering::SeqCst),
        faults: faults.load(Ordering::SeqCst),
        elapsed: begin.elapsed(),
        lost,
        ..Report::default()
    };
    compare(&field, &expected, &mut report);
    report
}

/// Two workers, of which one is killed and replaced every moment. Those that run at the end are handed back.
fn kill(place: &Place, is_over: &AtomicBool, kills: &AtomicUsize) -> Vec<Process> {
    let random = Random::system();
    let mut workers = vec![place.work(), place.work()];
    while !is_over.load(Ordering::SeqCst) {
        let pause = 400 + u64::from(below(&random, 2000));
        std::thread::sleep(Duration::from_millis(pause));
        let victim = usize::from(below(&random, 2) == 1);
        // Dropping sends SIGKILL: no handler runs, nothing is given back.
        drop(workers.remove(victim));
        kills.fetch_add(1, Ordering::SeqCst);
        workers.push(place.work());
    }
    // They go on until everything has arrived.
    std::mem::take(&mut workers)
}

async fn sabotage(field: Arc<Field>, is_over: Arc<AtomicBool>, count: Arc<AtomicUsize>) {
    let random = Random::system();
    while !is_over.load(Ordering::SeqCst) {
        let sites = u32::try_from(field.sites.len()).unwrap_or(1);
        let site = &field.sites[below(&random, sites) as usize];
        let faults = Faults {
            slow_ms: u64::from(below(&random, 150)),
            too_many_requests: below(&random, 4),
            retry_after_seconds: below(&random, 2),
            server_errors: below(&random, 4),
            lost_answers: below(&random, 6),
            cut_connection: below(&random, 2) == 1,
            ..Faults::default()
        };
        count.fetch_add(1, Ordering::SeqCst);
        site.lms.set_faults(&site.name, faults);
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    for site in &field.sites {
        site.lms.set_faults(&site.name, Faults::default());
    }
}

/// What was told.
struct Expected {
    told: usize,
    /// The last points of each cell.
    points: HashMap<usize, u32>,
}

/// Hands in and decides, again and again in every cell, until there are enough decisions.
async fn decide(field: &Field, decisions: usize) -> Expected {
    let random = Random::system();
    let mut expected = Expected {
        told: 0,
        points: HashMap::new(),
    };
    while expected.told < decisions {
        for (number, cell) in field.cells.iter().enumerate() {
            field.hand_in(cell).await.expect("it is written");
            let points = below(&random, MAXIMUM + 1);
            // No two comments are alike.
            let band = format!("Decision {} of cell {number}", expected.told);
            let shown = field.decide(cell, points, &band).await;
            expected
                .points
                .insert(number, shown.expect("it is written"));
            expected.told += 1;
        }
    }
    expected
}

/// Waits until everything has arrived, and says how much has not.
async fn arrive(field: &Field, patience: Duration) -> usize {
    let begin = Instant::now();
    loop {
        let (waiting, stuck) = field.count().await;
        if waiting + stuck == 0 || begin.elapsed() > patience {
            return usize::try_from(waiting + stuck).unwrap_or(usize::MAX);
        }
        // What waits for its next try is sent by an operator; what may have arrived is left to the workers.
        for site in &field.sites {
            let posts = outbox::list_for_platform(&field.app, site.platform, false).await;
            let ids: Vec<_> = posts
                .expect("what waits is listed")
                .iter()
                .map(|post| post.id)
                .collect();
            drop(outbox::retry(&field.app, &ids).await);
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}

fn compare(field: &Field, expected: &Expected, report: &mut Report) {
    let shown = field.shown();
    for (number, cell) in field.cells.iter().enumerate() {
        let name = format!(
            "{} course {} {}",
            field.sites[cell.site].name, cell.course, cell.sub
        );
        let key = (cell.site, cell.course, cell.sub.clone());
        let Some(shown) = shown.get(&key) else {
            report.wrong.push(format!("{name}: nothing is there"));
            continue;
        };
        let ours = f64::from(expected.points[&number]) * shown.maximum / f64::from(MAXIMUM);
        let is_right = shown.score.is_some_and(|score| (score - ours).abs() < 1e-6);
        if !is_right {
            report
                .wrong
                .push(format!("{name}: {:?} instead of {ours}", shown.score));
        }
        let comments: BTreeSet<_> = shown.comments.iter().collect();
        if comments.len() < shown.comments.len() {
            report.doubled.push(name.clone());
        }
        // Canvas takes an equal one, too.
        if shown.stamps.windows(2).any(|pair| pair[0] >= pair[1]) {
            report.backwards.push(name);
        }
    }
}
