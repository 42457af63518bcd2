//! Runs in and out.

use tieuchi_core::{FindingColumn, Outcome};
use tieuchi_store::{Digest, RunTitle, StoreError};

use crate::fixture::{Place, citizens, commune, findings, period, record, run, verdicts};

#[test]
fn a_run_comes_back_as_it_went_in() {
    let place = Place::new();
    let mut store = place.store();
    let (citizen, community) = run(&mut store);
    let reader = store.reader().unwrap();
    let runs = reader.runs().unwrap();
    assert_eq!(runs.len(), 1);
    assert_eq!((runs[0].run, runs[0].period, runs[0].engine.as_str()), (1, period(), "0.1.0"));
    assert_eq!(reader.run_of_input(&runs[0].input).unwrap(), Some(1));
    assert_eq!(reader.run_of_input(&Digest::of("other")).unwrap(), None);
    let inputs = reader.run_inputs(1).unwrap();
    assert_eq!(inputs, [(citizen.register.unwrap(), "register".to_owned())]);

    let titles = reader.titles(1).unwrap();
    assert_eq!(titles[0], citizen);
    // The commune without a register is its own only subject.
    assert_eq!(RunTitle { register: None, ..titles[1].clone() }, community);
    let subjects = reader.subjects(&titles[1].register.unwrap()).unwrap();
    assert_eq!(subjects, ["30958".into()]);

    let found = reader.findings(1, &commune(), &citizen.title).unwrap();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [("tu-hoc".into(), findings())]);
    assert_eq!(reader.verdicts(1, &commune(), &citizen.title).unwrap(), verdicts());
    let found = reader.findings(1, &commune(), &community.title).unwrap();
    let failed = FindingColumn {
        outcomes: vec![Outcome::Fail],
        low: vec![0],
        high: vec![0],
        reasons: vec![],
    };
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [("quy".into(), failed)]);
    assert!(reader.findings(7, &commune(), &citizen.title).unwrap().is_empty());
}

#[test]
fn what_a_run_says_is_never_changed_and_never_goes() {
    let place = Place::new();
    let mut store = place.store();
    run(&mut store);
    let transaction = store.begin().unwrap();
    let decision = crate::fixture::decision(2024, "1", &[("cd-1", 1)]);
    transaction.decisions(&[decision]).unwrap();
    transaction.commit().unwrap();
    let before = place.dump();
    let shell = place.shell();
    for table in [
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
    ] {
        let columns = format!("SELECT name FROM pragma_table_info('{table}')");
        let column: String = shell.query_row(&columns, (), |row| row.get(0)).unwrap();
        let update = format!("UPDATE {table} SET {column} = {column}");
        let error = shell.execute(&update, ()).unwrap_err().to_string();
        assert_eq!(error, format!("rows of {table} are never changed"));
        let error = shell.execute(&format!("DELETE FROM {table}"), ()).unwrap_err().to_string();
        assert_eq!(error, format!("rows of {table} are never deleted"));
    }
    assert_eq!(place.dump(), before);
}

#[test]
fn a_title_whose_ruleset_is_not_kept_is_refused() {
    let place = Place::new();
    let mut store = place.store();
    let register = record(&mut store, tieuchi_core::Kind::Citizen, &citizens()).manifest;
    let transaction = store.begin().unwrap();
    let run = transaction.begin_run(period(), "0.1.0", &register).unwrap();
    let title = RunTitle {
        run,
        place: commune(),
        title: "cong-dan-hoc-tap".into(),
        order: 0,
        kind: tieuchi_core::Kind::Citizen,
        ruleset: Digest::of("nowhere"),
        edition: Digest::of("nowhere"),
        register: Some(register),
        points_scale: 0,
    };
    assert!(matches!(transaction.title(&title), Err(StoreError::Database(_))));
    let stray = RunTitle { run: 9, register: None, ..title };
    assert!(matches!(transaction.title(&stray), Err(StoreError::Refused(_))));
}
