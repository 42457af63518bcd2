//! Registers in and out.

use std::collections::BTreeMap;

use tieuchi_core::{
    CHUNK_ROWS, Column, IndicatorId, Kind, Link, RegisterChunk, SubjectId, Table, ValueType,
};
use tieuchi_store::{Reader, RegisterWriter, SourceFile, StoreError, Wants};

use crate::fixture::{
    Place, catalogue, citizens, column, commune, families, period, record, subjects,
};

/// Everything of the citizens.
fn wants() -> BTreeMap<Kind, Wants> {
    let indicators = catalogue();
    let indicators = indicators.of_kind(Kind::Citizen);
    let indicators =
        indicators.map(|indicator| (indicator.id.clone(), indicator.value_type.clone())).collect();
    let citizen = Wants { indicators, links: vec![Kind::Family, Kind::Village] };
    BTreeMap::from([(Kind::Citizen, citizen)])
}

/// The values of an indicator in the first batch.
fn values(table: &Table, id: &str) -> Option<Vec<Option<i64>>> {
    table.batches[0].columns.get(&IndicatorId::new(id)).map(|column| column.iter().collect())
}

#[test]
fn a_register_comes_back_as_it_went_in() {
    let place = Place::new();
    let mut store = place.store();
    let recorded = record(&mut store, Kind::Citizen, &citizens());
    record(&mut store, Kind::Family, &families());
    assert!(recorded.revised);
    assert_eq!(recorded.rows, 3);
    let reader = store.reader().unwrap();
    let heads = reader.registers(period()).unwrap();
    let heads: Vec<_> = heads.iter().map(|head| (head.kind, head.rows)).collect();
    assert_eq!(heads, [(Kind::Citizen, 3), (Kind::Family, 3)]);
    assert_eq!(reader.subjects(&recorded.manifest).unwrap(), citizens().subjects);

    let scope = reader.scope(period(), &commune(), &wants()).unwrap();
    assert_eq!(scope.manifests[&Kind::Citizen], recorded.manifest);
    let table = &scope.tables[&Kind::Citizen];
    assert_eq!(table.rows(), 3);
    for (id, column) in citizens().columns {
        let expected: Vec<_> = column.iter().collect();
        assert_eq!(values(table, id.as_str()), Some(expected), "{id}");
    }
    assert!(matches!(table.batches[0].columns[&IndicatorId::new("biet-chu")], Column::I8(_)));
    // `gd-2` is row 2 of the families, `gd-1` row 1; the village register does not exist.
    let links = &table.batches[0].links;
    assert_eq!(*links, BTreeMap::from([(Kind::Family, Link(vec![2, Link::NONE, 1]))]));
}

#[test]
fn the_lines_of_subjects_are_kept_beside_the_register() {
    let place = Place::new();
    let mut store = place.store();
    let with = |lines: &[u32]| RegisterChunk { lines: lines.to_vec(), ..citizens() };
    let first = record(&mut store, Kind::Citizen, &with(&[2, 3, 5]));
    let origin = store.reader().unwrap().origin(&first.manifest).unwrap().unwrap();
    assert_eq!(origin.file, "evidence/2024/so.csv");
    let lines: Vec<_> = (0..4).map(|row| origin.line(row)).collect();
    assert_eq!(lines, [Some(2), Some(3), Some(5), None]);

    // The same evidence on other lines is the same register; where it stands now is what counts.
    let again = record(&mut store, Kind::Citizen, &with(&[4, 5, 6]));
    assert_eq!((again.manifest, again.revised), (first.manifest, false));
    let origin = store.reader().unwrap().origin(&first.manifest).unwrap().unwrap();
    assert_eq!(origin.line(0), Some(4));
    record(&mut store, Kind::Citizen, &citizens());
    let origin = store.reader().unwrap().origin(&first.manifest).unwrap().unwrap();
    assert_eq!(origin.line(0), None);
}

#[test]
fn a_subject_is_found_in_every_register_that_has_it() {
    let place = Place::new();
    let mut store = place.store();
    let recorded = record(&mut store, Kind::Citizen, &citizens());
    let reader = store.reader().unwrap();
    assert_eq!(reader.rows_of(&"cd-3".into()).unwrap(), [(recorded.manifest, 2)]);
    assert_eq!(reader.rows_of(&"cd-4".into()).unwrap(), []);
    let fewer = RegisterChunk { subjects: subjects(&["cd-3"]), ..RegisterChunk::default() };
    let fewer = record(&mut store, Kind::Citizen, &fewer);
    let mut expected = vec![(recorded.manifest, 2), (fewer.manifest, 0)];
    expected.sort();
    assert_eq!(reader.rows_of(&"cd-3".into()).unwrap(), expected);
}

#[test]
fn the_catalogue_of_today_decides_what_an_old_value_means() {
    let place = Place::new();
    let mut store = place.store();
    record(&mut store, Kind::Citizen, &citizens());
    let codes = ["hoc-sinh".to_owned(), "nguoi-lao-dong".to_owned()];
    let citizen = Wants {
        indicators: vec![
            ("tu-cham".into(), ValueType::Number { scale: 0, min: 0, max: 5 }),
            ("gio-hoc".into(), ValueType::Number { scale: 0, min: 0, max: 200 }),
            ("nhom".into(), ValueType::Code(codes.into())),
            ("biet-chu".into(), ValueType::Date),
            ("khong-co".into(), ValueType::Flag),
        ],
        links: Vec::new(),
    };
    let wants = BTreeMap::from([(Kind::Citizen, citizen), (Kind::Clan, Wants::default())]);
    let scope = store.reader().unwrap().scope(period(), &commune(), &wants).unwrap();
    let table = &scope.tables[&Kind::Citizen];
    assert_eq!(values(table, "tu-cham"), Some(vec![None, None, Some(3)]));
    assert_eq!(values(table, "gio-hoc"), Some(vec![None, None, Some(100)]));
    assert_eq!(values(table, "nhom"), Some(vec![Some(0), None, None]));
    assert_eq!(values(table, "biet-chu"), None);
    assert_eq!(values(table, "khong-co"), None);
    assert!(!scope.tables.contains_key(&Kind::Clan));
}

#[test]
fn a_correction_shares_every_chunk_but_its_own() {
    let place = Place::new();
    let mut store = place.store();
    let first = record(&mut store, Kind::Citizen, &citizens());
    assert!(!record(&mut store, Kind::Citizen, &citizens()).revised);
    let before = place.query("SELECT kind, count(*) FROM artifact GROUP BY kind");
    insta::assert_snapshot!(before, @r"
    'column'|6
    'dictionary'|1
    'register'|1
    'subjects'|1
    ");
    let mut corrected = citizens();
    corrected.columns.extend([column("tu-cham", &[Some(7), None, Some(4)])]);
    let second = record(&mut store, Kind::Citizen, &corrected);
    assert!(second.revised && second.manifest != first.manifest);
    let after = place.query("SELECT kind, count(*) FROM artifact GROUP BY kind");
    insta::assert_snapshot!(after, @r"
    'column'|7
    'dictionary'|1
    'register'|2
    'subjects'|1
    ");
    // Back to what it was: the same manifest, yet a revision of its own.
    let third = record(&mut store, Kind::Citizen, &citizens());
    assert!(third.revised && third.manifest == first.manifest);
    assert_eq!(place.query("SELECT count(*) FROM register_revision"), "3\n");
    let current = store.reader().unwrap().current(period(), &commune()).unwrap();
    assert_eq!(current[&Kind::Citizen], first.manifest);
}

#[test]
fn registers_of_many_chunks_may_be_written_side_by_side() {
    let place = Place::new();
    let mut store = place.store();
    let transaction = store.begin().unwrap();
    let mut writers: BTreeMap<&str, RegisterWriter> = ["30958", "30961"]
        .map(|place| (place, RegisterWriter::new(period(), place.into(), Kind::Citizen)))
        .into();
    let rows = [CHUNK_ROWS, CHUNK_ROWS, 5];
    for (chunk, rows) in rows.into_iter().enumerate() {
        for (place, writer) in &mut writers {
            let ids = (0..rows).map(|row| SubjectId::new(format!("{place}-{chunk}-{row:04}")));
            let scores = (0..12).map(|score| (score < 11).then_some(score)).cycle();
            let scores: Vec<_> = scores.take(rows).collect();
            let mut part = RegisterChunk { subjects: ids.collect(), ..RegisterChunk::default() };
            // The middle chunk lacks the indicator, the first one the link.
            if chunk != 1 {
                part.columns.extend([column("tu-cham", &scores)]);
            }
            if chunk > 0 {
                let family = |row: usize| Some(SubjectId::new(format!("gd-{}", row / 4 % 3)));
                part.links.insert(Kind::Family, (0..rows).map(family).collect());
            }
            writer.chunk(&transaction, &part, &catalogue()).unwrap();
        }
    }
    for writer in writers.into_values() {
        assert_eq!(writer.finish(&transaction, "so.csv").unwrap().rows, 2 * 4096 + 5);
    }
    transaction.commit().unwrap();
    record(&mut store, Kind::Family, &families());

    let scope = store.reader().unwrap().scope(period(), &commune(), &wants()).unwrap();
    let table = &scope.tables[&Kind::Citizen];
    let sizes: Vec<_> = table.batches.iter().map(|batch| batch.rows).collect();
    assert_eq!(sizes, rows);
    let scored: Vec<_> = table.batches.iter().map(|batch| batch.columns.len()).collect();
    assert_eq!(scored, [1, 0, 1]);
    let first: Vec<_> = table.batches[0].columns.values().next().unwrap().iter().collect();
    assert_eq!(first.len(), CHUNK_ROWS);
    assert_eq!(first[9..13], [Some(9), Some(10), None, Some(0)]);
    assert!(table.batches[0].links.is_empty());
    assert_eq!(table.batches[2].links[&Kind::Family], Link(vec![0, 0, 0, 0, 1]));
}

#[test]
fn a_chunk_that_contradicts_itself_is_not_kept() {
    let place = Place::new();
    let mut store = place.store();
    let transaction = store.begin().unwrap();
    let mut writer = RegisterWriter::new(period(), commune(), Kind::Citizen);
    let mut refusal = |chunk: &RegisterChunk| {
        writer.chunk(&transaction, chunk, &catalogue()).unwrap_err().to_string()
    };
    let mut short = citizens();
    short.subjects.pop();
    let unknown = RegisterChunk { subjects: subjects(&["cd-1"]), ..RegisterChunk::default() };
    let with = |id: &str| RegisterChunk {
        columns: BTreeMap::from([(id.into(), Column::from_values([Some(1)], (0, 1)))]),
        ..unknown.clone()
    };
    let messages = [
        refusal(&short),
        refusal(&RegisterChunk::default()),
        refusal(&with("khong-co")),
        refusal(&with("ti-le")),
    ];
    insta::assert_snapshot!(messages.join("\n"), @r"
    this cannot be kept: in the citizen register of `30958` for 2024, `biet-chu` has 3 values for 2 subjects
    this cannot be kept: in the citizen register of `30958` for 2024, a chunk of 0 subjects
    this cannot be kept: in the citizen register of `30958` for 2024, `khong-co` is no register indicator
    this cannot be kept: in the citizen register of `30958` for 2024, `ti-le` is no register indicator
    ");
}

#[test]
fn names_stand_apart_and_can_be_erased() {
    let place = Place::new();
    let mut store = place.store();
    record(&mut store, Kind::Citizen, &citizens());
    let mut renamed = citizens();
    renamed.identities[0].name = "Ví Dụ Hai".to_owned();
    record(&mut store, Kind::Citizen, &renamed);
    let rest = place.dump().replace("'identity'|'30958'|'cd-1'|'Ví Dụ Hai'|'091190000001'", "");
    assert!(!rest.contains("Ví Dụ") && !rest.contains("091190000001"), "{rest}");
    let identity = |reader: &Reader| reader.identity(&commune(), &"cd-1".into()).unwrap();
    let found = identity(&store.reader().unwrap()).unwrap();
    assert_eq!(found, renamed.identities[0]);
    let transaction = store.begin().unwrap();
    assert!(transaction.erase_identity(&commune(), &"cd-1".into()).unwrap());
    assert!(!transaction.erase_identity(&commune(), &"cd-2".into()).unwrap());
    transaction.commit().unwrap();
    assert_eq!(identity(&store.reader().unwrap()), None);
}

#[test]
fn source_files_are_remembered_as_they_were_read() {
    let place = Place::new();
    let mut store = place.store();
    let digest = record(&mut store, Kind::Citizen, &citizens()).manifest;
    let first = SourceFile { size: 10, mtime_ns: 5, digest };
    let second = SourceFile { size: 11, ..first.clone() };
    let transaction = store.begin().unwrap();
    assert_eq!(transaction.source_file("a.csv").unwrap(), None);
    transaction.set_source_file("a.csv", &first).unwrap();
    transaction.set_source_file("a.csv", &second).unwrap();
    assert_eq!(transaction.source_file("a.csv").unwrap().as_ref(), Some(&second));
    transaction.commit().unwrap();
    let files = store.reader().unwrap().source_files().unwrap();
    assert_eq!(files, BTreeMap::from([("a.csv".to_owned(), second)]));
}

#[test]
fn a_register_that_is_not_there_is_told_by_its_digest() {
    let place = Place::new();
    let store = place.store();
    let digest = tieuchi_store::Digest::of("nothing");
    let error = store.reader().unwrap().subjects(&digest).unwrap_err();
    assert!(matches!(error, StoreError::Missing(missing) if missing == digest));
}
