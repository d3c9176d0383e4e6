//! Claims that keep the two databases honest: what one has the other has too, and nothing goes untested on either.

use std::collections::{BTreeMap, BTreeSet};

use microcred::store::{Db, Sql, query};

use super::sources;
use crate::support::database::TestDatabase;

#[test]
fn both_databases_have_migrations_of_the_same_names() {
    let names = |path| -> BTreeSet<String> {
        std::fs::read_dir(sources::folder(path))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    let names_on_sqlite = names("migrations/sqlite");
    assert!(!names_on_sqlite.is_empty());
    assert_eq!(names_on_sqlite, names("migrations/postgres"));
}

/// Which columns there are, as `table.column`, with what they may hold.
const COLUMNS: Sql = Sql::per(
    "SELECT t.name || '.' || c.name, c.type || CASE WHEN c.\"notnull\" THEN ' NOT NULL' ELSE '' END
     FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
     WHERE t.type = 'table' AND t.name NOT LIKE '\\_%' ESCAPE '\\' AND t.name NOT LIKE 'sqlite%'",
    "SELECT table_name || '.' || column_name,
         upper(data_type) || CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END
     FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%' ESCAPE '\\'",
);

/// Which columns refer to which tables.
const REFERENCES: Sql = Sql::per(
    "SELECT t.name || '.' || k.\"from\", k.\"table\" || '.' || k.\"to\"
     FROM sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) AS k WHERE t.type = 'table'",
    "SELECT from_column.table_name || '.' || from_column.column_name,
         to_column.table_name || '.' || to_column.column_name
     FROM information_schema.referential_constraints AS constraints
     JOIN information_schema.key_column_usage AS from_column USING (constraint_name)
     JOIN information_schema.constraint_column_usage AS to_column USING (constraint_name)",
);

/// Which columns each index has and whether it is unique, with how many indexes are like that; those that keys
/// and unique columns bring along too.
const INDEXES: Sql = Sql::per(
    "SELECT shape, CAST(COUNT(*) AS TEXT) FROM (
         SELECT t.name || CASE WHEN i.\"unique\" THEN ' unique' ELSE '' END
             || CASE WHEN i.partial THEN ' partial' ELSE '' END || ' ('
             || (SELECT group_concat(c.name, ', ' ORDER BY c.seqno) FROM pragma_index_info(i.name) AS c) || ')'
             AS shape
         FROM sqlite_schema AS t JOIN pragma_index_list(t.name) AS i
         WHERE t.type = 'table' AND t.name NOT LIKE '\\_%' ESCAPE '\\')
     GROUP BY shape",
    "SELECT shape, CAST(COUNT(*) AS TEXT) FROM (
         SELECT t.relname || CASE WHEN i.indisunique THEN ' unique' ELSE '' END
             || CASE WHEN i.indpred IS NOT NULL THEN ' partial' ELSE '' END || ' ('
             || (SELECT string_agg(a.attname, ', ' ORDER BY a.attnum) FROM pg_attribute AS a
                 WHERE a.attrelid = i.indexrelid) || ')' AS shape
         FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid
         WHERE t.relnamespace = 'public'::regnamespace AND t.relname NOT LIKE '\\_%' ESCAPE '\\') AS indexes
     GROUP BY shape",
);

async fn asked(db: &Db, sql: Sql) -> BTreeMap<String, String> {
    let rows: Vec<(String, String)> = query(sql).all(&mut db.read().await.unwrap()).await.unwrap();
    assert!(rows.len() > 10, "{rows:?}");
    rows.into_iter().collect()
}

/// How a type of PostgreSQL is written on SQLite, which knows fewer.
fn on_sqlite(kind: &str) -> String {
    kind.replace("BIGINT", "INTEGER")
        .replace("BOOLEAN", "INTEGER")
        .replace("JSONB", "TEXT")
        .replace("BYTEA", "BLOB")
}

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_references_and_indexes() {
    let Some(postgres) = TestDatabase::postgres("storage on PostgreSQL").await else {
        return;
    };
    let sqlite = TestDatabase::sqlite().await;
    let mut columns = asked(&postgres.db, COLUMNS).await;
    for kind in columns.values_mut() {
        *kind = on_sqlite(kind);
    }
    assert_eq!(asked(&sqlite.db, COLUMNS).await, columns);
    for sql in [REFERENCES, INDEXES] {
        assert_eq!(asked(&sqlite.db, sql).await, asked(&postgres.db, sql).await);
    }
}

#[test]
fn every_function_of_the_storage_is_called_by_its_tests() {
    let tests: String = sources::files("tests/store")
        .iter()
        .flat_map(|(_, text)| text.lines())
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let is_called = |function: &sources::Function| {
        let sources::Function { noun, name, .. } = function;
        if function.is_method {
            tests.contains(&format!(".{name}("))
                || tests.contains(&format!("::{name}("))
                || tests.contains(&format!(".{name}::<"))
        } else {
            tests.contains(&format!("{noun}::{name}("))
        }
    };
    let functions = sources::functions();
    assert!(functions.len() > 50);
    let missing: Vec<_> = functions
        .iter()
        .filter(|function| !is_called(function))
        .map(|function| format!("{}::{}", function.noun, function.name))
        .collect();
    assert!(missing.is_empty(), "never called: {missing:?}");
}
