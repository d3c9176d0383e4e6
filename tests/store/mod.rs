//! Storage, on both databases. Each claim of `on_both!` is one body and two tests: `…::on_sqlite` and
//! `…::on_postgresql`.

/// Makes two tests of each function `async fn claim(db: Db)` that is named.
macro_rules! on_both {
    ($($claim:ident,)+) => {$(
        mod $claim {
            use crate::support::database::TestDatabase;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let database = TestDatabase::sqlite().await;
                super::$claim(database.db.clone()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgresql() {
                if let Some(database) = TestDatabase::postgres("storage on PostgreSQL").await {
                    super::$claim(database.db.clone()).await;
                }
            }
        }
    )+};
}
use on_both;

mod answer;
mod arrival;
mod assessor_conflict;
mod attempt;
mod attestation;
mod audit_event;
mod award;
mod badge;
mod catalog_entry;
mod credential;
mod db;
mod decision;
mod deployment;
mod enrollment;
mod file_object;
mod gate;
mod gradebook_cell;
mod held_award;
mod invite;
mod issuer;
mod launch;
mod launch_record;
mod lease;
mod lms_context;
mod lms_user;
mod notice;
mod opening;
mod organization;
mod parity;
mod part_mark;
mod pending_login;
mod placement;
mod placement_template;
mod plans;
mod platform;
mod qualification;
mod reading;
mod reading_draft;
mod reading_queue;
mod reading_slot;
mod registration_draft;
mod role_grant;
mod roster;
mod sample;
mod saving;
mod score;
mod score_post;
mod score_queue;
mod signing_key;
mod snapshot;
mod sources;
mod stack;
mod status_list;
mod value;
mod window;
mod work;
