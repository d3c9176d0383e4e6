//! Values on their way into and out of a statement. Owns how our types travel on both databases: ids as text,
//! times as milliseconds, documents as JSON.

use serde::Serialize;
use sqlx::postgres::PgArguments;
use sqlx::query::{Query, QueryAs};
use sqlx::sqlite::SqliteArguments;
use sqlx::types::Json;
use sqlx::{Database, Decode, Postgres, Sqlite, Type};

use crate::clock::Timestamp;
use crate::domain::id;

/// A value that both drivers take.
#[derive(Clone, Debug)]
pub enum Value {
    /// `TEXT`.
    Text(Option<String>),
    /// `BIGINT`.
    Integer(Option<i64>),
    /// `BOOLEAN`.
    Flag(bool),
    /// JSON, as text or as `JSONB`.
    Document(Option<Json<serde_json::Value>>),
    /// `BLOB` or `BYTEA`.
    Bytes(Vec<u8>),
}

macro_rules! binders {
    ($($name:ident [$($row:ident)?] $statement:ty;)+) => {$(
        pub(super) fn $name<'q $(, $row)?>(self, statement: $statement) -> $statement {
            match self {
                Self::Text(value) => statement.bind(value),
                Self::Integer(value) => statement.bind(value),
                Self::Flag(value) => statement.bind(value),
                Self::Document(value) => statement.bind(value),
                Self::Bytes(value) => statement.bind(value),
            }
        }
    )+};
}

impl Value {
    binders! {
        bind_sqlite [T] QueryAs<'q, Sqlite, T, SqliteArguments>;
        bind_postgres [T] QueryAs<'q, Postgres, T, PgArguments>;
        bind_sqlite_plain [] Query<'q, Sqlite, SqliteArguments>;
        bind_postgres_plain [] Query<'q, Postgres, PgArguments>;
    }
}

/// A document for a JSON column.
///
/// # Panics
/// Never for the types we store: their maps have text keys and no member refuses to be written.
#[must_use]
pub fn document(value: &impl Serialize) -> Value {
    let json = serde_json::to_value(value).expect("stored types are plain data that JSON can hold");
    Value::Document(Some(Json(json)))
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(Some(value.clone()))
    }
}

impl From<Option<&str>> for Value {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(str::to_owned))
    }
}

impl From<Option<String>> for Value {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Integer(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(Some(value))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Integer(Some(value.millis()))
    }
}

impl From<Option<Timestamp>> for Value {
    fn from(value: Option<Timestamp>) -> Self {
        Self::Integer(value.map(Timestamp::millis))
    }
}

impl<DB: Database> Type<DB> for Timestamp
where
    i64: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        i64::type_info()
    }

    fn compatible(kind: &DB::TypeInfo) -> bool {
        i64::compatible(kind)
    }
}

impl<'r, DB: Database> Decode<'r, DB> for Timestamp
where
    i64: Decode<'r, DB>,
{
    fn decode(value: DB::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
        i64::decode(value).map(Self::from_millis)
    }
}

macro_rules! id_columns {
    ($($id:ident)+) => {$(
        impl From<id::$id> for Value {
            fn from(value: id::$id) -> Self {
                Self::Text(Some(value.to_string()))
            }
        }

        impl From<Option<id::$id>> for Value {
            fn from(value: Option<id::$id>) -> Self {
                Self::Text(value.map(|id| id.to_string()))
            }
        }

        impl<DB: Database> Type<DB> for id::$id
        where
            String: Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                String::type_info()
            }

            fn compatible(kind: &DB::TypeInfo) -> bool {
                String::compatible(kind)
            }
        }

        impl<'r, DB: Database> Decode<'r, DB> for id::$id
        where
            String: Decode<'r, DB>,
        {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                Ok(String::decode(value)?.parse()?)
            }
        }
    )+};
}

id_columns! {
    OrganizationId PlatformId DeploymentId InviteId RegistrationDraftId PendingLoginId PersonId LmsUserId
    LmsContextId PlacementId LaunchId LaunchRecordId CredentialId CredentialVersionId StackId StackVersionId
    CatalogEntryId PlacementTemplateId EnrollmentId AttemptId FileId SnapshotId ReadingSlotId ReadingId DecisionId AwardId NoticeId IssuerId StatusListId
    ScorePostId
}
