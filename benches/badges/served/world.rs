//! A million awards: some with the documents that the tool makes for them, which are those that are looked at, and all others
//! with short ones, written by the database itself. How long a row is does not change how it is found.

use std::collections::HashMap;
use std::path::Path;

use microcred::app::audit::Actor;
use microcred::app::{App, badge, credential};
use microcred::cli;
use microcred::config::{Config, Sources};
use microcred::domain::id::OrganizationId;
use microcred::store::organization::{self, Organization};
use microcred::store::{Sql, Tx, query};

use crate::database::Place;

pub const AWARDS: usize = 1_000_000;
const WHOLE: usize = 400;
const SAMPLE: &str = "catalog/routines-that-bring-in-every-voice";

/// What is asked for.
pub struct World {
    /// Of badges with whole documents.
    pub codes: Vec<String>,
    /// Of all lists.
    pub lists: Vec<String>,
}

impl World {
    pub async fn build(place: &Place) -> Self {
        let app = open(place).await;
        let organization_id = app.new_id();
        let mut tx = app.db.write().await.expect("the database can be written");
        let new = Organization {
            id: organization_id,
            name: "Sample District".into(),
            timezone: "America/Chicago".into(),
        };
        let written = organization::find_or_insert(&mut tx, &new, app.now()).await;
        written.expect("the organisation is written");
        tx.commit().await.expect("it is kept");
        publish(&app, organization_id).await;
        // With documents of their own, made by the tool as it makes up for what could not be signed.
        run(&app, WHOLE, &PERSON).await;
        for statement in EVIDENCE {
            run(&app, WHOLE, &statement).await;
        }
        while badge::issue_due(&app).await.expect("the database works") > 0 {}
        let codes = list(&app, "SELECT code FROM badge ORDER BY code").await;
        assert_eq!(codes.len(), WHOLE, "every award has its badge");
        for statement in FILLERS {
            run(&app, AWARDS, &statement).await;
        }
        let lists = list(&app, "SELECT id FROM status_list ORDER BY id").await;
        let badges = list(&app, "SELECT CAST(COUNT(*) AS TEXT) FROM badge").await;
        assert_eq!(badges, [AWARDS.to_string()]);
        app.db.close().await;
        Self { codes, lists }
    }
}

async fn open(place: &Place) -> App {
    let environment = HashMap::from([
        ("DATABASE_URL".to_owned(), place.url.clone()),
        (
            "MICROCRED__SERVER__DATA".to_owned(),
            place.folder.path().display().to_string(),
        ),
    ]);
    let sources = Sources {
        file: None,
        environment: environment.into_iter().collect(),
        overrides: Vec::new(),
    };
    let (config, _) = Config::load(&sources).expect("the settings are right");
    cli::open(&config).await.expect("the tool opens")
}

async fn publish(app: &App, organization_id: OrganizationId) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE);
    let sample = microcred::definition::read(&folder).expect("the sample is right");
    let imported = credential::import(app, Actor::Operator, organization_id, &sample, true).await;
    imported.expect("the sample can be published");
}

/// Runs one statement for the rows up to a number.
async fn run(app: &App, up_to: usize, statement: &Sql) {
    let mut tx: Tx = app.db.write().await.expect("the database can be written");
    let up_to = i64::try_from(up_to).expect("it is a small number");
    let done = query(*statement).bind(up_to).execute(&mut tx).await;
    done.expect("the rows fit");
    tx.commit().await.expect("they are kept");
}

async fn list(app: &App, statement: &'static str) -> Vec<String> {
    let mut db = app.db.read().await.expect("the database can be read");
    let rows: Vec<(String,)> = query(statement)
        .all(&mut db)
        .await
        .expect("it can be listed");
    rows.into_iter().map(|(one,)| one).collect()
}

/// One statement for both databases: `rows` gives the numbers, and `id` writes the id of a table's row of that number.
macro_rules! rows {
    ($into:literal, $select:literal, $from:literal) => {
        Sql::per(
            concat!(
                "WITH RECURSIVE rows (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM rows WHERE i < $1),
                 named AS (SELECT i, printf('%012x', i) AS hex FROM rows) ",
                $into, " SELECT ", $select, " FROM named ", $from
            ),
            concat!(
                "WITH rows (i) AS (SELECT generate_series(1, $1)),
                 named AS (SELECT i, lpad(to_hex(i), 12, '0') AS hex FROM rows) ",
                $into, " SELECT ", $select, " FROM named ", $from
            ),
        )
    };
}

const PERSON: Sql = rows!(
    "INSERT INTO person (id, organization_id, display_name, created_at)",
    "'00000001-0000-7000-8000-' || hex, organization.id, 'Sample Person', 1795000000000",
    "CROSS JOIN organization WHERE TRUE"
);

/// What an award of a micro-credential rests on, and the award.
const EVIDENCE: [Sql; 6] = [
    rows!(
        "INSERT INTO enrollment (id, organization_id, person_id, credential_id, credential_version_id, created_at)",
        "'00000002-0000-7000-8000-' || hex, credential.organization_id, '00000001-0000-7000-8000-' || hex,
         credential.id, credential_version.id, 1795000000000",
        "CROSS JOIN credential JOIN credential_version ON credential_version.credential_id = credential.id"
    ),
    rows!(
        "INSERT INTO attempt (id, enrollment_id, credential_version_id, number, state, is_counted, opened_at, is_test,
             updated_at)",
        "'00000003-0000-7000-8000-' || hex, '00000002-0000-7000-8000-' || hex, credential_version.id, 1, 'released',
         TRUE, 1795000000000, FALSE, 1795000000000",
        "CROSS JOIN credential_version"
    ),
    rows!(
        "INSERT INTO reading_slot (id, organization_id, attempt_id, snapshot_seq, position, state, credential_id, major,
             language, earner_id, due_at, created_at, updated_at)",
        "'00000004-0000-7000-8000-' || hex, credential.organization_id, '00000003-0000-7000-8000-' || hex, 1, 'r1',
         'submitted', credential.id, 1, 'en', '00000001-0000-7000-8000-' || hex, 1795000000000, 1795000000000,
         1795000000000",
        "CROSS JOIN credential"
    ),
    rows!(
        "INSERT INTO reading (id, reading_slot_id, attempt_id, person_id, seq, content, total, band, outcome,
             scored_hash, seconds_spent, submitted_at)",
        "'00000005-0000-7000-8000-' || hex, '00000004-0000-7000-8000-' || hex, '00000003-0000-7000-8000-' || hex,
         '00000001-0000-7000-8000-' || hex, 1, '{}', 17, 'met', 'pass', '', 60, 1795000000000",
        ""
    ),
    rows!(
        "INSERT INTO decision (id, attempt_id, basis, reading_id, total, band, outcome, posted_points, rationale,
             decided_at, released_at)",
        "'00000006-0000-7000-8000-' || hex, '00000003-0000-7000-8000-' || hex, 'single',
         '00000005-0000-7000-8000-' || hex, 17, 'met', 'pass', 17, '', 1795000000000, 1795000000000",
        ""
    ),
    rows!(
        "INSERT INTO award (id, organization_id, person_id, credential_id, credential_version_id, decision_id, state,
             issued_at)",
        "'00000007-0000-7000-8000-' || hex, credential.organization_id, '00000001-0000-7000-8000-' || hex,
         credential.id, credential_version.id, '00000006-0000-7000-8000-' || hex, 'active', 1795000000000",
        "CROSS JOIN credential JOIN credential_version ON credential_version.credential_id = credential.id"
    ),
];

/// Everybody else: awards of a stack, because they rest on nothing else.
const FILLERS: [Sql; 7] = [
    rows!(
        "INSERT INTO stack (id, organization_id, slug, created_at)",
        "'00000008-0000-7000-8000-000000000001', organization.id, 'all-of-it', 1795000000000",
        "CROSS JOIN organization WHERE i = 1"
    ),
    rows!(
        "INSERT INTO stack_version (id, stack_id, major, minor, state, title, definition, content_hash, created_at)",
        "'00000009-0000-7000-8000-000000000001', '00000008-0000-7000-8000-000000000001', 1, 0, 'published',
         'All of it', '{}', '', 1795000000000",
        "WHERE i = 1"
    ),
    rows!(
        "INSERT INTO person (id, organization_id, display_name, created_at)",
        "'00000001-0000-7000-8000-' || hex, organization.id, 'Sample Person', 1795000000000",
        "CROSS JOIN organization WHERE i > 400"
    ),
    rows!(
        "INSERT INTO award (id, organization_id, person_id, stack_id, stack_version_id, state, issued_at, is_badge_due)",
        "'00000007-0000-7000-8000-' || hex, organization.id, '00000001-0000-7000-8000-' || hex,
         '00000008-0000-7000-8000-000000000001', '00000009-0000-7000-8000-000000000001', 'active', 1795000000000,
         FALSE",
        "CROSS JOIN organization WHERE i > 400"
    ),
    rows!(
        "INSERT INTO badge (award_id, code, issuer_id, issue, key_number, salt, document, token, valid_from)",
        "'00000007-0000-7000-8000-' || hex,
         'zzzz-' || substr(hex, 1, 4) || '-' || substr(hex, 5, 4) || '-' || substr(hex, 9, 4), issuer.id, 1, 1, '',
         '{\"name\":\"All of it\"}', 'a.b.c', 1795000000000",
        "CROSS JOIN issuer WHERE i > 400"
    ),
    rows!(
        "INSERT INTO status_list (id, issuer_id, number, document, signed_at, valid_until)",
        "'0000000a-0000-7000-8000-' || hex, issuer_id, i + 1, document, signed_at, valid_until",
        "CROSS JOIN status_list WHERE number = 1 AND i <= 15"
    ),
    rows!(
        "INSERT INTO status_place (status_list_id, place, award_id, is_set)",
        "'0000000a-0000-7000-8000-' || substr('000000000000', 1, 10)
             || CASE WHEN i % 15 < 9 THEN '0' || CAST(i % 15 + 1 AS TEXT)
                     ELSE '0' || substr('abcdef', CAST(i % 15 - 8 AS INTEGER), 1) END,
         i / 15, '00000007-0000-7000-8000-' || hex, i % 100 = 0",
        "WHERE i > 400"
    ),
];
