//! Storage, on both databases. Each claim of [`on_both`] is one body and two tests: `…::on_sqlite` and
//! `…::on_postgresql`.

mod organization;

/// Makes two tests of each function `async fn claim(db: Db)` that is named.
macro_rules! on_both {
    ($($claim:ident,)+) => {$(
        mod $claim {
            use crate::support::database::TestDatabase;

            #[tokio::test]
            async fn on_sqlite() {
                let database = TestDatabase::sqlite().await;
                super::$claim(database.db.clone()).await;
            }

            #[tokio::test]
            async fn on_postgresql() {
                if let Some(database) = TestDatabase::postgres("storage on PostgreSQL").await {
                    super::$claim(database.db.clone()).await;
                }
            }
        }
    )+};
}
use on_both;
