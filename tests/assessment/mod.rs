//! Reading and deciding as the use cases do it, on both databases. Each claim of `on_both!` is one body and two tests.

/// Makes two tests of each function `async fn claim(desk: Desk)` that is named.
macro_rules! on_both {
    ($($claim:ident,)+) => {$(
        mod $claim {
            use crate::assessment::world::Desk;
            use crate::support::database::TestDatabase;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$claim(Desk::on(TestDatabase::sqlite().await).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgresql() {
                if let Some(database) = TestDatabase::postgres("assessment on PostgreSQL").await {
                    super::$claim(Desk::on(database).await).await;
                }
            }
        }
    )+};
}
use on_both;

mod access;
mod badge;
mod decide;
mod integrity;
mod lead;
mod lease;
mod model;
mod queue;
mod queue_processes;
mod screening;
mod world;
mod wrong;
