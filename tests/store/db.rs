//! Claims about connections, transactions and the running of statements.

use std::time::Duration;

use microcred::store::{Db, Error, Sql, Tx, query};
use tokio::sync::Barrier;

use super::sample::{self, CLASS, after, all_at_once, number};
use crate::support::database::TestDatabase;

super::on_both! {
    a_transaction_that_is_dropped_writes_nothing,
    a_refused_statement_takes_its_transaction_with_it,
    a_writer_that_panics_writes_nothing_and_blocks_nobody,
    nobody_sees_what_is_not_committed,
    statements_say_what_they_found_and_touched,
    a_statement_alone_lasts_at_once_or_not_at_all,
    each_database_runs_its_own_text,
    more_readers_than_connections_wait_their_turn,
    who_waits_for_one_another_is_told_to_try_again,
    a_closed_database_answers_with_an_error,
    who_comes_together_with_others_fares_alone,
    who_leaves_at_any_moment_blocks_nobody_and_takes_nothing_along,
    what_was_seen_in_a_transaction_is_seen_after_it,
}

const ORGANIZATIONS: &str = "SELECT COUNT(*) FROM organization";

async fn a_transaction_that_is_dropped_writes_nothing(db: Db) {
    let mut tx = db.write().await.unwrap();
    sample::organization(&mut tx, "Riverbend").await;
    drop(tx);
    assert_eq!(number(&db, ORGANIZATIONS).await, 0);

    let mut tx = db.write().await.unwrap();
    sample::organization(&mut tx, "Riverbend").await;
    tx.commit().await.unwrap();
    assert_eq!(number(&db, ORGANIZATIONS).await, 1);
}

async fn a_refused_statement_takes_its_transaction_with_it(db: Db) {
    let outcome = async {
        let mut tx = db.write().await?;
        let id = sample::organization(&mut tx, "Riverbend").await;
        query(
            "INSERT INTO organization (id, name, timezone, created_at) VALUES ($1, 'x', 'UTC', 0)",
        )
        .bind(id)
        .execute(&mut tx)
        .await?;
        tx.commit().await
    };
    assert!(matches!(outcome.await, Err(Error::Conflict(_))));
    assert_eq!(number(&db, ORGANIZATIONS).await, 0);
}

async fn a_writer_that_panics_writes_nothing_and_blocks_nobody(db: Db) {
    for _ in 0..CLASS {
        let writer = db.clone();
        let panicked = tokio::spawn(async move {
            let mut tx = writer.write().await.unwrap();
            sample::organization(&mut tx, "Riverbend").await;
            std::panic::resume_unwind(Box::new("on purpose"));
        });
        assert!(panicked.await.unwrap_err().is_panic());
    }
    let mut tx = db.write().await.unwrap();
    sample::organization(&mut tx, "Hilltop").await;
    tx.commit().await.unwrap();
    assert_eq!(number(&db, ORGANIZATIONS).await, 1);
}

async fn nobody_sees_what_is_not_committed(db: Db) {
    let mut tx = db.write().await.unwrap();
    sample::organization(&mut tx, "Riverbend").await;
    assert_eq!(number(&db, ORGANIZATIONS).await, 0);
    let (own,): (i64,) = query(ORGANIZATIONS).one(&mut tx).await.unwrap();
    assert_eq!(own, 1);
    tx.commit().await.unwrap();
    assert_eq!(number(&db, ORGANIZATIONS).await, 1);
}

async fn statements_say_what_they_found_and_touched(db: Db) {
    let mut tx = db.write().await.unwrap();
    for name in ["a", "b", "c"] {
        sample::organization(&mut tx, name).await;
    }
    let renamed = query("UPDATE organization SET timezone = $1 WHERE name < $2")
        .bind("UTC")
        .bind("c")
        .execute(&mut tx)
        .await;
    assert_eq!(renamed.unwrap(), 2);
    let named = "SELECT name FROM organization WHERE timezone = $1 ORDER BY name";
    let rows: Vec<(String,)> = query(named).bind("UTC").all(&mut tx).await.unwrap();
    assert_eq!(rows, [("a".into(),), ("b".into(),)]);
    let nothing: Option<(String,)> = query(named).bind("x").optional(&mut tx).await.unwrap();
    assert_eq!(nothing, None);
    let missing = query(named).bind("x").one::<(String,)>(&mut tx).await;
    assert!(matches!(
        missing,
        Err(Error::Broken(sqlx::Error::RowNotFound))
    ));
}

async fn a_statement_alone_lasts_at_once_or_not_at_all(db: Db) {
    let mut tx = db.write().await.unwrap();
    sample::organization(&mut tx, "a").await;
    tx.commit().await.unwrap();
    let rename = || query("UPDATE organization SET timezone = $1 WHERE name = $2");
    let renamed = rename().bind("UTC").bind("a").alone(&db).await;
    assert_eq!(renamed.unwrap(), 1);
    let nothing = rename().bind("UTC").bind("x").alone(&db).await;
    assert_eq!(nothing.unwrap(), 0);
    let named = "SELECT name FROM organization WHERE timezone = $1";
    let mut conn = db.read().await.unwrap();
    let rows: Vec<(String,)> = query(named).bind("UTC").all(&mut conn).await.unwrap();
    assert_eq!(rows, [("a".into(),)]);
    let refused = query("UPDATE organization SET name = NULL WHERE timezone = $1")
        .bind("UTC")
        .alone(&db)
        .await;
    assert!(refused.is_err());
    let rows: Vec<(String,)> = query(named).bind("UTC").all(&mut conn).await.unwrap();
    assert_eq!(rows, [("a".into(),)], "and the next one works");
}

async fn each_database_runs_its_own_text(db: Db) {
    let text = Sql::per(
        "SELECT 'sqlite' WHERE sqlite_version() <> ''",
        "SELECT 'postgres' WHERE version() <> ''",
    );
    let mut conn = db.read().await.unwrap();
    let (answer,): (String,) = query(text).one(&mut conn).await.unwrap();
    assert_eq!(answer, db.kind());
}

async fn more_readers_than_connections_wait_their_turn(db: Db) {
    let held = all_at_once(&db, |db, _| async move {
        let mut conn = db.read().await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        let (one,): (i64,) = query("SELECT CAST(1 AS BIGINT)")
            .one(&mut conn)
            .await
            .unwrap();
        one
    })
    .await;
    assert_eq!(held, [1; CLASS]);
}

async fn who_waits_for_one_another_is_told_to_try_again(db: Db) {
    let mut tx = db.write().await.unwrap();
    for name in ["a", "b"] {
        sample::organization(&mut tx, name).await;
    }
    tx.commit().await.unwrap();

    // Each takes its first row and then wants the other's. SQLite lets one begin after the other.
    let both_have_one = Barrier::new(if db.kind() == "sqlite" { 1 } else { 2 });
    let update = async |first: &'static str, second: &'static str| {
        let mut tx = db.write().await?;
        set_created_at(&mut tx, first).await?;
        both_have_one.wait().await;
        set_created_at(&mut tx, second).await?;
        tx.commit().await
    };
    let (one, other) = tokio::join!(update("a", "b"), update("b", "a"));
    let refusals: Vec<_> = [one, other].into_iter().filter_map(Result::err).collect();
    match db.kind() {
        "sqlite" => assert!(refusals.is_empty(), "{refusals:?}"),
        _ => assert!(matches!(refusals[..], [Error::Busy(_)]), "{refusals:?}"),
    }
    let changed = "SELECT MIN(created_at) FROM organization";
    assert_eq!(number(&db, changed).await, after(1).millis());
}

async fn set_created_at(tx: &mut Tx, name: &'static str) -> Result<u64, Error> {
    query("UPDATE organization SET created_at = $2 WHERE name = $1")
        .bind(name)
        .bind(after(1))
        .execute(tx)
        .await
}

async fn a_closed_database_answers_with_an_error(db: Db) {
    db.close().await;
    assert!(matches!(db.read().await, Err(Error::Broken(_))));
    assert!(matches!(db.write().await, Err(Error::Broken(_))));
}

/// Of a class that writes at the same time each third commits, each third thinks better of it, and each third is
/// refused by the database.
async fn who_comes_together_with_others_fares_alone(db: Db) {
    let told = all_at_once(&db, |db, number| async move {
        let mut tx = db.write().await?;
        sample::organization(&mut tx, &format!("school {number}")).await;
        match number % 3 {
            0 => {}
            1 => return Ok(false),
            _ => drop(
                query("INSERT INTO organization (id) VALUES ($1)")
                    .bind("incomplete")
                    .execute(&mut tx)
                    .await?,
            ),
        }
        tx.commit().await.map(|()| true)
    })
    .await;
    for (outcome, expected) in [
        (
            told.iter().filter(|one| matches!(one, Ok(true))).count(),
            CLASS.div_ceil(3),
        ),
        (told.iter().filter(|one| one.is_err()).count(), CLASS / 3),
    ] {
        assert_eq!(outcome, expected, "{told:?}");
    }
    let committed = i64::try_from(CLASS.div_ceil(3)).unwrap();
    assert_eq!(number(&db, ORGANIZATIONS).await, committed);
}

/// Requests are dropped wherever they wait when their client leaves: before, in and after every statement.
async fn who_leaves_at_any_moment_blocks_nobody_and_takes_nothing_along(db: Db) {
    let write = async |db: Db, name: String| {
        let mut tx = db.write().await?;
        sample::organization(&mut tx, &name).await;
        tx.commit().await
    };
    let mut told = Vec::new();
    for round in 0..40_u64 {
        let writers: Vec<_> = (0..8)
            .map(|number| {
                (
                    number,
                    tokio::spawn(write(db.clone(), format!("{round}-{number}"))),
                )
            })
            .collect();
        tokio::time::sleep(Duration::from_micros(round * 150)).await;
        for (number, writer) in writers {
            if number % 2 == 0 {
                writer.abort();
            }
            if let Ok(outcome) = writer.await {
                outcome.unwrap();
                told.push(format!("{round}-{number}"));
            }
        }
    }
    let mut conn = db.read().await.unwrap();
    let rows: Vec<(String,)> = query("SELECT name FROM organization")
        .all(&mut conn)
        .await
        .unwrap();
    let there: std::collections::BTreeSet<_> = rows.into_iter().map(|(name,)| name).collect();
    assert!(told.len() >= 160, "{}", told.len());
    assert!(told.iter().all(|name| there.contains(name)));
    write(db.clone(), String::from("the last one"))
        .await
        .unwrap();
}

/// One writes, and a whole class that comes at the same time finds it there, goes away without writing, and looks again.
async fn what_was_seen_in_a_transaction_is_seen_after_it(db: Db) {
    for round in 0..20 {
        let name = format!("school {round}");
        let seen = all_at_once(&db, |db, number| {
            let name = name.clone();
            async move {
                let mut tx = db.write().await.unwrap();
                if number == 0 {
                    sample::organization(&mut tx, &name).await;
                    tx.commit().await.unwrap();
                    return true;
                }
                let find = || query("SELECT name FROM organization WHERE name = $1").bind(&name);
                let before: Option<(String,)> = find().optional(&mut tx).await.unwrap();
                drop(tx);
                let mut conn = db.read().await.unwrap();
                let after: Option<(String,)> = find().optional(&mut conn).await.unwrap();
                before.is_none() || after.is_some()
            }
        })
        .await;
        assert!(seen.iter().all(|so| *so), "{seen:?}");
    }
}

#[tokio::test]
async fn a_second_process_sees_what_the_first_wrote() {
    for database in both().await {
        let mut tx = database.db.write().await.unwrap();
        sample::organization(&mut tx, "Riverbend").await;
        tx.commit().await.unwrap();
        let second = Db::open(&database.url).await.unwrap();
        assert_eq!(second.kind(), database.db.kind());
        assert_eq!(number(&second, ORGANIZATIONS).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_database_can_be_opened_by_several_at_once() {
    for database in both().await {
        let url = if let Some(file) = database.url.strip_prefix("sqlite:") {
            format!("sqlite:{file}.new")
        } else {
            let mut tx = database.db.write().await.unwrap();
            for statement in ["DROP SCHEMA public CASCADE", "CREATE SCHEMA public"] {
                query(statement).execute(&mut tx).await.unwrap();
            }
            tx.commit().await.unwrap();
            database.url.clone()
        };
        let openers = (0..4).map(|_| {
            tokio::spawn({
                let url = url.clone();
                async move { Db::open(&url).await }
            })
        });
        for opener in openers.collect::<Vec<_>>() {
            let db = opener.await.unwrap().unwrap();
            assert_eq!(number(&db, ORGANIZATIONS).await, 0);
        }
    }
}

#[tokio::test]
async fn a_second_process_that_waits_too_long_for_the_file_is_told_to_try_again() {
    let database = TestDatabase::sqlite().await;
    let second = Db::open(&database.url).await.unwrap();
    let held = database.db.write().await.unwrap();
    assert!(matches!(second.write().await, Err(Error::Busy(_))));
    held.commit().await.unwrap();
    assert!(second.write().await.is_ok());
}

#[tokio::test]
async fn a_file_that_cannot_be_opened_is_an_error() {
    let database = TestDatabase::sqlite().await;
    let refused = Db::open(&format!("{}.none/test.db", database.url)).await;
    assert!(matches!(refused, Err(Error::Broken(_))));
}

async fn both() -> Vec<TestDatabase> {
    let mut databases = vec![TestDatabase::sqlite().await];
    databases.extend(TestDatabase::postgres("storage on PostgreSQL").await);
    databases
}
