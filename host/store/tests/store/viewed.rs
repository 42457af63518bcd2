//! What a plain shell sees.

use tieuchi_core::{FindingColumn, Kind, Outcome, RegisterChunk, Status, SubjectId, Verdicts};
use tieuchi_store::{FindingChunk, RunTitle, encode_findings, encode_verdicts};

use crate::fixture::{Place, citizens, column, decision, record, run};

#[test]
fn evidence_is_a_row_for_each_value_of_the_current_registers() {
    let place = Place::new();
    let mut store = place.store();
    let mut old = citizens();
    old.columns.extend([column("tu-cham", &[Some(1), Some(1), Some(1)])]);
    record(&mut store, Kind::Citizen, &old);
    record(&mut store, Kind::Citizen, &citizens());
    insta::assert_snapshot!(
        place.query("SELECT * FROM v_evidence ORDER BY subject, indicator"),
        @r"
    '2024'|'30958'|'citizen'|'cd-1'|'biet-chu'|1
    '2024'|'30958'|'citizen'|'cd-1'|'birth-date'|'1970-01-01'
    '2024'|'30958'|'citizen'|'cd-1'|'gio-hoc'|'2.5'
    '2024'|'30958'|'citizen'|'cd-1'|'nhom'|'hoc-sinh'
    '2024'|'30958'|'citizen'|'cd-1'|'tu-cham'|7
    '2024'|'30958'|'citizen'|'cd-2'|'biet-chu'|0
    '2024'|'30958'|'citizen'|'cd-2'|'birth-date'|'1969-12-31'
    '2024'|'30958'|'citizen'|'cd-2'|'gio-hoc'|'-0.5'
    '2024'|'30958'|'citizen'|'cd-2'|'nhom'|'nguoi-dan'
    '2024'|'30958'|'citizen'|'cd-3'|'biet-chu'|1
    '2024'|'30958'|'citizen'|'cd-3'|'gio-hoc'|'100.0'
    '2024'|'30958'|'citizen'|'cd-3'|'tu-cham'|3
    "
    );
    let one = "SELECT value FROM v_evidence WHERE subject = 'cd-2' AND indicator = 'nhom'";
    assert_eq!(place.query(one), "'nguoi-dan'\n");
}

#[test]
fn findings_are_a_row_for_each_criterion_and_subject() {
    let place = Place::new();
    run(&mut place.store());
    insta::assert_snapshot!(
        place.query("SELECT * FROM v_finding ORDER BY title, subject, criterion"),
        @r"
    1|'2024'|'cong-dan-hoc-tap'|'30958'|'cd-1'|'tu-hoc'|'pass'|'7.5'|'7.5'|'10.0'|NULL
    1|'2024'|'cong-dan-hoc-tap'|'30958'|'cd-2'|'tu-hoc'|'unknown'|'0.0'|'10.0'|'10.0'|NULL
    1|'2024'|'cong-dan-hoc-tap'|'30958'|'cd-3'|'tu-hoc'|'not-applicable'|'0.0'|'2.0'|'10.0'|NULL
    1|'2024'|'cong-dong-hoc-tap-cap-xa'|'30958'|'30958'|'quy'|'fail'|NULL|NULL|NULL|NULL
    "
    );
}

#[test]
fn verdicts_are_a_row_for_each_title_and_subject() {
    let place = Place::new();
    run(&mut place.store());
    insta::assert_snapshot!(
        place.query("SELECT * FROM v_verdict ORDER BY title, subject"),
        @r"
    1|'2024'|'cong-dan-hoc-tap'|'citizen'|'30958'|'cd-1'|'recognised'|2|'7.5'|'7.5'|'10.0'
    1|'2024'|'cong-dan-hoc-tap'|'citizen'|'30958'|'cd-2'|'undetermined'|NULL|'-0.5'|'10.0'|'9.0'
    1|'2024'|'cong-dan-hoc-tap'|'citizen'|'30958'|'cd-3'|'not-applicable'|NULL|NULL|NULL|NULL
    1|'2024'|'cong-dong-hoc-tap-cap-xa'|'commune'|'30958'|'30958'|'not-recognised'|NULL|NULL|NULL|NULL
    "
    );
}

#[test]
fn every_outcome_and_status_has_its_word() {
    let place = Place::new();
    let mut store = place.store();
    let many = Outcome::ALL.map(|outcome| SubjectId::new(outcome.as_str()));
    let register = RegisterChunk { subjects: many.to_vec(), ..RegisterChunk::default() };
    let register = record(&mut store, Kind::Citizen, &register).manifest;
    let (citizen, _) = run(&mut store);
    let title = RunTitle { title: "words".into(), register: Some(register), ..citizen };
    let findings = FindingColumn {
        outcomes: Outcome::ALL.to_vec(),
        low: vec![-3; 6],
        high: vec![12, -3, 12, 12, 12, 12],
        reasons: vec![0, 2, 0, 31, 0, 0],
    };
    let criterion = "c".into();
    let at = FindingChunk {
        title: &title,
        criterion: &criterion,
        chunk: 0,
        points_max: Some(10),
        pass_from: 1,
    };
    let status = |row: usize| Status::ALL[row % 4];
    let verdicts = Verdicts {
        statuses: (0..6).map(status).collect(),
        levels: vec![0; 6],
        levels_high: vec![0; 6],
        low: vec![0; 6],
        high: vec![0; 6],
        max: vec![10; 6],
    };
    let transaction = store.begin().unwrap();
    transaction.title(&title).unwrap();
    transaction.findings(at, &encode_findings(&findings, Some(10), 1)).unwrap();
    transaction.verdicts(&title, 0, Some(10), &encode_verdicts(&verdicts, 10)).unwrap();
    transaction.commit().unwrap();
    let right = "SELECT count(*) FROM v_finding WHERE title = 'words' AND subject = outcome
        AND points_low = '-0.3' AND points_high = iif(outcome = 'fail', '-0.3', '1.2')";
    assert_eq!(place.query(right), "6\n");
    let reasons = "SELECT outcome, reason FROM v_finding WHERE title = 'words' AND reason > 0";
    assert_eq!(place.query(reasons), "'fail'|2\n'not-applicable'|31\n");
    let words = "SELECT status FROM v_verdict WHERE title = 'words'";
    let statuses = (0..6).map(|row| format!("'{}'\n", status(row)));
    assert_eq!(place.query(words), statuses.collect::<String>());
}

#[test]
fn decisions_are_a_row_for_each_subject() {
    let place = Place::new();
    let mut store = place.store();
    let transaction = store.begin().unwrap();
    transaction.decisions(&[decision(2023, "12/QĐ-UBND", &[("cd-3", 1), ("cd-1", 2)])]).unwrap();
    transaction.commit().unwrap();
    insta::assert_snapshot!(
        place.query("SELECT * FROM v_decision ORDER BY subject"),
        @r"
    '2023'|'cong-dan-hoc-tap'|'30958'|'12/QĐ-UBND'|'2024-02-03'|'Ví Dụ'|'2026-12-31'|'cd-1'|2
    '2023'|'cong-dan-hoc-tap'|'30958'|'12/QĐ-UBND'|'2024-02-03'|'Ví Dụ'|'2026-12-31'|'cd-3'|1
    "
    );
}

#[test]
fn no_view_pairs_every_value_of_a_chunk_with_every_subject() {
    let place = Place::new();
    drop(place.store());
    for view in ["v_evidence", "v_finding", "v_verdict"] {
        let plan = |filter: &str| {
            let sql = format!("EXPLAIN QUERY PLAN SELECT * FROM {view} {filter}");
            let shell = place.shell();
            let mut select = shell.prepare(&sql).unwrap();
            let steps = select.query_map((), |row| row.get::<_, String>(3)).unwrap();
            steps.map(Result::unwrap).collect::<Vec<_>>()
        };
        let at = |steps: &[String], step: &str| {
            let found = steps.iter().position(|other| other.starts_with(step));
            found.unwrap_or_else(|| panic!("{view}: no {step} in {steps:#?}"))
        };
        for filter in ["", "WHERE place = '30958'"] {
            let steps = plan(filter);
            let subject = at(&steps, "SEARCH s USING PRIMARY KEY (number=? AND row=?)");
            assert!(at(&steps, "SCAN v ") < subject, "{view} {filter}: {steps:#?}");
        }
        let steps = plan("WHERE subject = 'cd-1'");
        assert!(at(&steps, "SEARCH s USING ") < at(&steps, "SCAN v "), "{view}: {steps:#?}");
    }
}
