//! Badges as everybody and their holders see them, through the whole tool. Each claim of `on_both!` is one body and two tests.

/// Makes two tests of each function `async fn claim(world: World)` that is named.
macro_rules! on_both {
    ($($claim:ident,)+) => {$(
        mod $claim {
            use crate::badge::world::World;
            use crate::support::database::TestDatabase;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$claim(World::on(TestDatabase::sqlite().await).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgresql() {
                if let Some(database) = TestDatabase::postgres("badges on PostgreSQL").await {
                    super::$claim(World::on(database).await).await;
                }
            }
        }
    )+};
}
use on_both;

mod author;
mod command;
mod documents;
mod holder;
mod own;
mod pages;
mod verify;
pub(crate) mod world;
