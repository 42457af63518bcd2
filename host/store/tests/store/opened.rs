//! Opening what is there, what is not there, and what should not be opened.

use std::{fs, time::Duration};

use rusqlite::Connection;
use tieuchi_core::Kind;
use tieuchi_store::{ArtifactKind, Reader, Store, StoreError};

use crate::fixture::{Place, citizens, commune, decision, period, record};

/// What opening the store for writing says.
fn refusal(place: &Place) -> String {
    let text = Store::open(&place.path).unwrap_err().to_string();
    text.replace(place.directory.path().to_str().unwrap(), "")
}

#[test]
fn a_new_store_says_whose_it_is() {
    let place = Place::new();
    drop(place.store());
    let pragma = |name: &str| place.query(&format!("PRAGMA {name}"));
    assert_eq!(pragma("application_id"), format!("{}\n", 0x7469_6575));
    assert_eq!(pragma("user_version"), "1\n");
    assert_eq!(pragma("journal_mode"), "'wal'\n");
    assert_eq!(pragma("integrity_check"), "'ok'\n");
    assert_eq!(place.query("SELECT count(*) FROM v_verdict"), "0\n");
}

#[test]
fn an_empty_file_becomes_a_store() {
    let place = Place::new();
    fs::write(&place.path, "").unwrap();
    drop(place.store());
    assert!(Reader::open(&place.path).is_ok());
}

#[test]
fn a_newer_schema_is_refused_and_left_as_it_is() {
    let place = Place::new();
    drop(place.store());
    place.shell().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&place.path).unwrap();
    let message = "the store `/tieuchi.sqlite` has schema 99; this tieuchi knows schemas up to 1";
    assert_eq!(refusal(&place), message);
    assert!(matches!(Reader::open(&place.path), Err(StoreError::Newer { found: 99, .. })));
    assert_eq!(fs::read(&place.path).unwrap(), before);
}

#[test]
fn an_older_schema_is_not_read_before_it_is_brought_up() {
    let place = Place::new();
    drop(place.store());
    place.shell().pragma_update(None, "user_version", 0).unwrap();
    assert!(matches!(Reader::open(&place.path), Err(StoreError::Older { found: 0, .. })));
}

#[test]
fn a_file_of_another_program_is_refused_and_left_as_it_is() {
    let place = Place::new();
    let other = Connection::open(&place.path).unwrap();
    other.execute_batch("CREATE TABLE note (text); INSERT INTO note VALUES ('mine')").unwrap();
    drop(other);
    let before = fs::read(&place.path).unwrap();
    assert_eq!(refusal(&place), "`/tieuchi.sqlite` is not a store of tieuchi");
    assert_eq!(fs::read(&place.path).unwrap(), before);

    fs::write(&place.path, "period = 2024\n").unwrap();
    assert_eq!(refusal(&place), "`/tieuchi.sqlite` is not a store of tieuchi");
    assert_eq!(fs::read_to_string(&place.path).unwrap(), "period = 2024\n");
}

#[test]
fn a_truncated_store_is_refused_and_left_as_it_is() {
    let place = Place::new();
    record(&mut place.store(), Kind::Citizen, &citizens());
    let whole = fs::read(&place.path).unwrap();
    for length in [30, 100, 5000, whole.len() / 2, whole.len() - 1] {
        let part = &whole[..length];
        fs::write(&place.path, part).unwrap();
        let message = refusal(&place);
        assert!(message.starts_with("the store is damaged: "), "{length}: {message}");
        assert!(matches!(Reader::open(&place.path), Err(StoreError::Damaged(_))), "{length}");
        assert_eq!(fs::read(&place.path).unwrap(), part);
    }
}

#[test]
fn a_scrambled_store_never_panics() {
    let place = Place::new();
    record(&mut place.store(), Kind::Citizen, &citizens());
    let whole = fs::read(&place.path).unwrap();
    for at in (100..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        let end = bytes.len().min(at + 40);
        bytes[at..end].fill(0xff);
        fs::write(&place.path, bytes).unwrap();
        let Ok(reader) = Reader::open(&place.path) else { continue };
        for head in reader.registers(period()).unwrap_or_default() {
            let _ = reader.subjects(&head.manifest);
        }
        let _ = reader.changed_artifacts();
    }
}

#[test]
fn a_missing_directory_or_a_directory_as_store_is_told() {
    let place = Place::new();
    let path = place.directory.path().join("nowhere/tieuchi.sqlite");
    let text = Store::open(&path).unwrap_err().to_string();
    assert!(text.contains("there is no directory `"), "{text}");
    assert!(matches!(Store::open(place.directory.path()), Err(StoreError::Open { .. })));
    let text = Reader::open(&place.path).unwrap_err().to_string();
    assert!(text.ends_with("there is no store yet"), "{text}");
    assert!(!place.path.exists());
}

#[test]
fn a_second_writer_is_told_that_the_store_is_locked() {
    let place = Place::new();
    let mut first = place.store();
    let mut second = place.store().with_patience(Duration::ZERO).unwrap();
    let open = first.begin().unwrap();
    open.put_text(ArtifactKind::Overlay, "first").unwrap();
    let error = second.begin().unwrap_err();
    assert!(matches!(error, StoreError::Locked), "{error}");
    assert_eq!(error.to_string(), "the store is locked: another program is writing to it");
    // A reader is not disturbed, and sees nothing of what is not committed.
    assert_eq!(place.query("SELECT count(*) FROM artifact"), "0\n");
    open.commit().unwrap();
    assert_eq!(place.query("SELECT count(*) FROM artifact"), "1\n");
    assert!(second.begin().is_ok());
}

#[test]
fn a_unit_of_work_that_is_not_committed_leaves_the_store_as_it_was() {
    let place = Place::new();
    let mut store = place.store();
    record(&mut store, Kind::Citizen, &citizens());
    let before = place.dump();
    let transaction = store.begin().unwrap();
    transaction.put_text(ArtifactKind::Overlay, "new").unwrap();
    transaction.erase_identity(&commune(), &"cd-1".into()).unwrap();
    transaction.decisions(&[decision(2023, "1", &[("cd-1", 1)])]).unwrap();
    drop(transaction);
    assert_eq!(place.dump(), before);
}
