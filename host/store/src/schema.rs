//! The schema: its versions, and the steps from one to the next.

use rusqlite::{Connection, TransactionBehavior};

/// `PRAGMA application_id`: says that a `SQLite` file is ours. It spells `tieu`.
pub(crate) const APPLICATION_ID: i64 = 0x7469_6575;

/// The steps: the first makes schema 1 of an empty file, each one after makes the next schema of
/// the one before. A step that was ever released is never changed.
const STEPS: [&str; 1] = [include_str!("schema/v1.sql")];

/// The schema that this program reads and writes.
#[expect(clippy::cast_possible_wrap, reason = "there are a handful of steps")]
pub(crate) const VERSION: i64 = STEPS.len() as i64;

/// Views hold no data, so every change of the schema makes them anew.
const VIEWS: &str = include_str!("schema/views.sql");

/// Their names.
const VIEW_NAMES: [&str; 4] = ["v_evidence", "v_finding", "v_verdict", "v_decision"];

/// Tables whose rows are never changed and never go.
const APPEND_ONLY: [&str; 11] = [
    "artifact",
    "register_revision",
    "register_chunk",
    "subject_chunk",
    "subject",
    "decision",
    "run",
    "run_input",
    "run_title",
    "finding_column",
    "verdict_column",
];

/// The schema of an open file; 0 for an empty one.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a file of ours, or an empty one, to [`VERSION`], in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another process may have done it while we waited.
    let found = version(&transaction)?;
    if found >= VERSION {
        return Ok(());
    }
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    for name in VIEW_NAMES {
        transaction.execute_batch(&format!("DROP VIEW IF EXISTS {name}"))?;
    }
    transaction.execute_batch(VIEWS)?;
    for table in APPEND_ONLY {
        for (event, word) in [("UPDATE", "changed"), ("DELETE", "deleted")] {
            transaction.execute_batch(&format!(
                "CREATE TRIGGER IF NOT EXISTS {table}_is_never_{word} BEFORE {event} ON {table}
                 BEGIN SELECT RAISE(ABORT, 'rows of {table} are never {word}'); END"
            ))?;
        }
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}
