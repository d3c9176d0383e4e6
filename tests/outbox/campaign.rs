//! The campaign of faults in its short form; the full one is `cargo bench --bench campaign`.

use std::time::Duration;

use campaign::Plan;
use field::Size;

#[path = "../../benches/campaign/campaign.rs"]
#[expect(clippy::module_inception, reason = "the measure calls it so too")]
mod campaign;
#[path = "../../benches/outbox/field.rs"]
mod field;
#[path = "../../benches/campaign/workers.rs"]
mod workers;

use crate::support::database::TestDatabase;

const SHORT: Plan = Plan {
    size: Size {
        courses: 2,
        learners: 8,
    },
    decisions: 240,
    patience: Duration::from_secs(240),
};

async fn run(database: &TestDatabase) {
    let folder = tempfile::tempdir().unwrap();
    let report = campaign::run(folder.path(), &database.url, SHORT).await;
    assert!(report.is_good(), "{report:#?}");
    assert!(report.kills > 0 && report.faults > 5, "{report:#?}");
    assert_eq!((report.courses, report.cells), (10, 80));
    assert!(report.decisions >= 240);
    assert!(!report.elapsed.is_zero());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_fire_nothing_is_lost_doubled_or_out_of_order_on_sqlite() {
    run(&TestDatabase::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_fire_nothing_is_lost_doubled_or_out_of_order_on_postgresql() {
    if let Some(database) = TestDatabase::postgres("scores on PostgreSQL").await {
        run(&database).await;
    }
}
