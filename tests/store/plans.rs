//! Claims about how the databases find rows: by an index, however many rows there are. Every statement in the
//! sources is explained, so a new one is covered from its first day.

use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};

use super::sources::{self, RunsOn, Statement};
use crate::support::database::TestDatabase;

/// Why a statement may go through a whole table.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reason {
    /// The table stays short however much the tool is used.
    Short,
    /// Every row is what is asked for.
    Everything,
    /// It reads in the order of an index, and stops at its limit.
    Limited,
}

/// Who may.
const WHOLE_TABLE: [(&str, &str, Reason); 8] = [
    // Its index has those alone that are still to be made.
    ("badge", "list_due", Reason::Limited),
    ("issuer", "list", Reason::Everything),
    ("launch_record", "LIST", Reason::Limited),
    ("launch_record", "LIST_REFUSED", Reason::Limited),
    ("lease", "release_all", Reason::Short),
    ("organization", "find_first", Reason::Short),
    ("platform", "LIST", Reason::Everything),
    ("signing_key", "list", Reason::Everything),
];

fn reason(statement: &Statement) -> Option<Reason> {
    WHOLE_TABLE
        .iter()
        .find(|(noun, name, _)| (*noun, *name) == (&statement.noun, &statement.name))
        .map(|(_, _, reason)| *reason)
}

/// What a plan does that does not scale.
#[derive(Debug, Default)]
struct Cost {
    goes_through_a_table: bool,
    without_any_index: bool,
    sorts: bool,
}

/// Fails for each statement whose plan costs more than its reason allows, and for each reason that is not needed.
fn judge(plans: &[(Statement, Cost, String)]) {
    let is_bad = |statement: &Statement, cost: &Cost| match reason(statement) {
        None => cost.goes_through_a_table,
        Some(Reason::Limited) => cost.without_any_index || cost.sorts,
        Some(Reason::Short | Reason::Everything) => false,
    };
    let bad: Vec<_> = plans
        .iter()
        .filter(|(statement, cost, _)| is_bad(statement, cost))
        .map(|(statement, cost, plan)| {
            let Statement { noun, name, .. } = statement;
            format!("{noun}::{name} {cost:?}\n{plan}")
        })
        .collect();
    assert!(bad.is_empty(), "\n{}", bad.join("\n"));
    for (noun, name, reason) in WHOLE_TABLE {
        assert!(
            plans.iter().any(|(statement, cost, _)| {
                statement.noun == noun && statement.name == name && cost.goes_through_a_table
            }),
            "{noun}::{name} needs no reason like {reason:?}"
        );
    }
}

fn statements(not_on: RunsOn) -> Vec<Statement> {
    let mut statements = sources::statements();
    statements.retain(|statement| statement.runs_on != not_on);
    assert!(statements.len() > 50);
    statements
}

#[tokio::test]
async fn sqlite_goes_through_no_table_that_grows() {
    let database = TestDatabase::sqlite().await;
    let mut connection = SqliteConnection::connect(&database.url).await.unwrap();
    let mut plans = vec![];
    for statement in statements(RunsOn::Postgres) {
        let explain = format!("EXPLAIN QUERY PLAN {}", statement.text);
        let lines: Vec<String> = sqlx::query(AssertSqlSafe(explain))
            .fetch_all(&mut connection)
            .await
            .unwrap_or_else(|error| panic!("{statement:?}: {error}"))
            .iter()
            .map(|row| row.get("detail"))
            .collect();
        let scans = || lines.iter().filter(|line| is_scan(line, &statement.text));
        let cost = Cost {
            goes_through_a_table: scans().next().is_some(),
            without_any_index: scans().any(|line| !line.contains(" USING ")),
            sorts: lines.iter().any(|line| line.contains("ORDER BY")),
        };
        plans.push((statement, cost, lines.join("\n")));
    }
    judge(&plans);
}

/// Whether a line of a plan says that a table is gone through.
fn is_scan(line: &str, statement: &str) -> bool {
    let Some(table) = line.strip_prefix("SCAN ") else {
        return false;
    };
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let table = table.split(|letter| !is_name(letter)).next().unwrap_or("");
    // The plan of an upsert names the tables that refer to its own; they are looked at only while a reference is
    // broken, which none ever is.
    let is_named = statement
        .split(|letter| !is_name(letter))
        .any(|word| word == table);
    !table.starts_with("CONSTANT") && (is_named || !statement.starts_with("INSERT "))
}

#[tokio::test]
async fn postgresql_goes_through_no_table_that_grows() {
    let Some(database) = TestDatabase::postgres("storage on PostgreSQL").await else {
        return;
    };
    let mut connection = PgConnection::connect(&database.url).await.unwrap();
    // Empty tables are read whole when that is allowed. One plan for all values is the worst that can happen.
    for setting in [
        "enable_seqscan = off",
        "plan_cache_mode = force_generic_plan",
    ] {
        run(&mut connection, format!("SET {setting}")).await;
    }
    let mut plans = vec![];
    for (number, statement) in statements(RunsOn::Sqlite).into_iter().enumerate() {
        run(
            &mut connection,
            format!("PREPARE plan_{number} AS {}", statement.text),
        )
        .await;
        let explain = format!(
            "EXPLAIN (COSTS OFF) EXECUTE plan_{number}{}",
            nulls(&statement.text)
        );
        let lines = run(&mut connection, explain).await;
        let cost = Cost {
            goes_through_a_table: lines.iter().any(|line| line.contains("Seq Scan"))
                || lines.windows(2).any(|pair| is_walk(&pair[0], &pair[1]))
                || lines.last().is_some_and(|line| is_walk(line, "")),
            without_any_index: lines.iter().any(|line| line.contains("Seq Scan")),
            sorts: lines.iter().any(|line| line.contains("Sort")),
        };
        plans.push((statement, cost, lines.join("\n")));
    }
    judge(&plans);
}

/// Whether an index is gone through from its start: its line is not followed by a condition.
fn is_walk(line: &str, next: &str) -> bool {
    line.contains("Index") && line.contains(" using ") && !next.contains("Index Cond:")
}

/// As many values as the statement wants.
fn nulls(statement: &str) -> String {
    let wanted = (1..100)
        .take_while(|number| statement.contains(&format!("${number}")))
        .count();
    if wanted == 0 {
        return String::new();
    }
    format!("({})", vec!["NULL"; wanted].join(", "))
}

async fn run(connection: &mut PgConnection, statement: String) -> Vec<String> {
    sqlx::raw_sql(AssertSqlSafe(statement.clone()))
        .fetch_all(connection)
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"))
        .iter()
        .map(|row| row.get(0))
        .collect()
}
