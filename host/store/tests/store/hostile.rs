//! Stores that somebody has been at.

use std::collections::BTreeMap;

use rusqlite::params;
use tieuchi_core::{IndicatorId, Kind, ValueType};
use tieuchi_store::{Digest, Store, StoreError, Wants};

use crate::fixture::{Place, citizens, commune, decision, families, period, record, run};

/// What the citizens are asked for.
fn wants() -> BTreeMap<Kind, Wants> {
    let score = ValueType::Number { scale: 0, min: 0, max: 10 };
    let citizen =
        Wants { indicators: vec![(IndicatorId::new("tu-cham"), score)], links: vec![Kind::Family] };
    BTreeMap::from([(Kind::Citizen, citizen)])
}

/// Changes the body of an artifact behind the store's back.
fn tamper(place: &Place, body: &str, other: &str) -> Digest {
    let shell = place.shell();
    shell.execute_batch("DROP TRIGGER artifact_is_never_changed").unwrap();
    let digest = Digest::of(body);
    let sql = "UPDATE artifact SET body = ?2 WHERE digest = ?1";
    assert_eq!(shell.execute(sql, params![digest.to_string(), other]).unwrap(), 1, "{body}");
    digest
}

/// A store with a register of citizens and one of families.
fn registered() -> (Place, Store) {
    let place = Place::new();
    let mut store = place.store();
    record(&mut store, Kind::Citizen, &citizens());
    record(&mut store, Kind::Family, &families());
    (place, store)
}

#[test]
fn a_chunk_that_is_not_what_it_should_be_is_named() {
    for (body, other, reason) in [
        ("[7,null,3]", "[7,null]", "expected `,` at byte 7"),
        ("[7,null,3]", "[7,null,3,4]", "expected `]` at byte 9"),
        ("[7,null,3]", "{}", "expected `[` at byte 0"),
        ("[7,null,3]", "[7,null,3.5]", "expected `]` at byte 9"),
        ("[0,null,1]", "[0,null,2]", "expected positions in its dictionary, not 2"),
        ("[0,null,1]", "[0,null,-1]", "expected positions in its dictionary, not -1"),
        (r#"["gd-2","gd-1"]"#, r#"["gd-2""#, "expected `]` at byte 7"),
        (r#"["gd-0","gd-1","gd-2"]"#, r#"["gd-0"]"#, "expected 3 subjects instead of 1"),
    ] {
        let (place, store) = registered();
        let digest = tamper(&place, body, other);
        let reader = store.reader().unwrap();
        let error = reader.scope(period(), &commune(), &wants()).unwrap_err();
        let text = format!("artifact `{digest}` is malformed: {reason}");
        assert_eq!(error.to_string(), text, "{other}");
        assert_eq!(reader.changed_artifacts().unwrap(), [digest.to_string()]);
    }
}

#[test]
fn a_manifest_that_is_not_json_is_named() {
    let (place, store) = registered();
    let reader = store.reader().unwrap();
    let digest = reader.current(period(), &commune()).unwrap()[&Kind::Citizen];
    let manifest = reader.artifact(&digest).unwrap();
    for other in ["", "no", "[]", "{\"format\":1}"] {
        let shell = place.shell();
        shell.execute_batch("DROP TRIGGER IF EXISTS artifact_is_never_changed").unwrap();
        let sql = "UPDATE artifact SET body = ?2 WHERE digest = ?1";
        shell.execute(sql, params![digest.to_string(), other]).unwrap();
        let error = reader.scope(period(), &commune(), &wants()).unwrap_err();
        assert!(
            matches!(&error, StoreError::Artifact { digest: at, .. } if *at == digest),
            "{error}"
        );
    }
    assert_ne!(manifest, "");
}

#[test]
fn an_artifact_that_is_gone_is_named() {
    let (place, store) = registered();
    let shell = place.shell();
    let digest = Digest::of("[7,null,3]");
    shell.pragma_update(None, "foreign_keys", false).unwrap();
    shell.execute_batch("DROP TRIGGER artifact_is_never_deleted").unwrap();
    shell.execute("DELETE FROM artifact WHERE digest = ?1", [digest.to_string()]).unwrap();
    let error = store.reader().unwrap().scope(period(), &commune(), &wants()).unwrap_err();
    assert_eq!(error.to_string(), format!("artifact `{digest}` is not in the store"));
}

#[test]
fn a_word_that_no_store_has_is_damage() {
    let (place, store) = registered();
    let shell = place.shell();
    shell.execute_batch("DROP TRIGGER register_revision_is_never_changed").unwrap();
    shell.execute("UPDATE register_revision SET kind = 'person'", ()).unwrap();
    let error = store.reader().unwrap().registers(period()).unwrap_err();
    assert_eq!(error.to_string(), "the store is damaged: `person` is no word of this store");
    shell.execute("UPDATE register_revision SET kind = 'citizen', manifest = 'x'", ()).unwrap_err();
}

#[test]
fn results_of_another_length_are_named() {
    let place = Place::new();
    let mut store = place.store();
    let (citizen, _) = run(&mut store);
    let finding = tamper(&place, r#"[75,null,"n0:20"]"#, "[75,null]");
    let reader = store.reader().unwrap();
    let error = reader.findings(1, &commune(), &citizen.title).unwrap_err();
    let reason = "expected one result for each of 3 subjects, not 2";
    assert_eq!(error.to_string(), format!("artifact `{finding}` is malformed: {reason}"));
    place.shell().execute_batch("DROP TRIGGER verdict_column_is_never_changed").unwrap();
    place.shell().execute("UPDATE verdict_column SET chunk = 5", ()).unwrap();
    let error = reader.verdicts(1, &commune(), &citizen.title).unwrap_err();
    assert_eq!(error.to_string(), "the store is damaged: chunk 5 of a result stands alone");
}

#[test]
fn a_decision_that_is_not_a_list_of_subjects_is_named() {
    let place = Place::new();
    let mut store = place.store();
    let transaction = store.begin().unwrap();
    transaction.decisions(&[decision(2023, "1", &[("cd-1", 1)])]).unwrap();
    transaction.commit().unwrap();
    tamper(&place, r#"[["cd-1",1]]"#, r#"[["cd-1",256]]"#);
    let titles = [("cong-dan-hoc-tap".into(), Kind::Commune)];
    let reader = store.reader().unwrap();
    let error = reader.history(&commune(), &titles, period(), &BTreeMap::new()).unwrap_err();
    assert!(error.to_string().ends_with("is malformed: expected a level at byte 9"), "{error}");
}
