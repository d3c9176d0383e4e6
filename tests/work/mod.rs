//! The work on a micro-credential as the use cases do it, on both databases: saving, handing in, taking back, by the clock
//! and by many at once. Each claim of `on_both!` is one body and two tests.

/// Makes two tests of each function `async fn claim(world: World)` that is named.
macro_rules! on_both {
    ($($claim:ident,)+) => {$(
        mod $claim {
            use crate::support::database::TestDatabase;
            use crate::work::world::World;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$claim(World::on(TestDatabase::sqlite().await).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgresql() {
                if let Some(database) = TestDatabase::postgres("work on PostgreSQL").await {
                    super::$claim(World::on(database).await).await;
                }
            }
        }
    )+};
}
use on_both;

mod access;
mod carried;
mod extend;
mod killed;
mod lengths;
mod life;
mod marks;
mod privacy;
mod saving;
mod served;
mod windows;
mod words;
pub mod world;
