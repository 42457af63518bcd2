//! A small commune, made up for tests.

use std::{collections::BTreeMap, path::PathBuf};

use rusqlite::{Connection, types::Value};
use tempfile::TempDir;
use tieuchi_core::{
    Catalogue, Column, Decision, FindingColumn, Identity, Indicator, IndicatorId, Kind, Outcome,
    Period, PlaceCode, RegisterChunk, Sources, Status, SubjectId, ValueType, Verdicts, parse_date,
};
use tieuchi_store::{
    ArtifactKind, FindingChunk, Recorded, RegisterWriter, RunTitle, Store, encode_findings,
    encode_verdicts,
};

/// A directory that goes away with the test, and the store's path in it.
pub(crate) struct Place {
    /// Kept for its end.
    pub(crate) directory: TempDir,
    /// The store.
    pub(crate) path: PathBuf,
}

impl Place {
    /// An empty directory.
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("tieuchi.sqlite");
        Self { directory, path }
    }

    /// Opens the store.
    pub(crate) fn store(&self) -> Store {
        Store::open(&self.path).unwrap()
    }

    /// Opens the file as a plain shell would.
    pub(crate) fn shell(&self) -> Connection {
        Connection::open(&self.path).unwrap()
    }

    /// The rows of a query as text with `|` between the cells.
    pub(crate) fn query(&self, sql: &str) -> String {
        let shell = self.shell();
        let mut select = shell.prepare(sql).unwrap();
        let width = select.column_count();
        let mut rows = select.query(()).unwrap();
        let mut text = String::new();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..width)
                .map(|cell| match row.get_unwrap::<_, Value>(cell) {
                    Value::Null => "NULL".to_owned(),
                    Value::Integer(number) => number.to_string(),
                    Value::Text(text) => format!("'{text}'"),
                    other => panic!("{other:?}"),
                })
                .collect();
            text.push_str(&cells.join("|"));
            text.push('\n');
        }
        text
    }

    /// Everything that the store holds, to tell whether it changed.
    pub(crate) fn dump(&self) -> String {
        let tables = self.query(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
        );
        let tables = tables.lines().map(|name| name.trim_matches('\''));
        tables.map(|name| self.query(&format!("SELECT '{name}', * FROM {name}"))).collect()
    }
}

/// 2024.
pub(crate) fn period() -> Period {
    Period::year(2024).unwrap()
}

/// The commune.
pub(crate) fn commune() -> PlaceCode {
    "30958".into()
}

/// One indicator of each type.
pub(crate) fn catalogue() -> Catalogue {
    let mut sources = Sources::default();
    let source = sources.add("indicators/citizen.toml", "");
    let codes = vec!["nguoi-dan".to_owned(), "hoc-sinh".to_owned()];
    let mut catalogue = Catalogue::default();
    for (id, value_type) in [
        ("tu-cham", ValueType::Number { scale: 0, min: 0, max: 10 }),
        ("gio-hoc", ValueType::Number { scale: 1, min: -100, max: 1000 }),
        ("birth-date", ValueType::Date),
        ("nhom", ValueType::Code(codes.into())),
        ("biet-chu", ValueType::Flag),
        ("ti-le", ValueType::Ratio { factor: 100 }),
    ] {
        catalogue
            .add(Indicator {
                id: id.into(),
                kind: Kind::Citizen,
                name: id.to_owned(),
                value_type,
                unit: String::new(),
                reference: "ví dụ".to_owned(),
                sensitive: false,
                compute: None,
                code_names: Vec::new(),
                source,
                span: 0..0,
            })
            .unwrap();
    }
    catalogue
}

/// A column of the catalogue's own type.
pub(crate) fn column(id: &str, values: &[Option<i64>]) -> (IndicatorId, Column) {
    let id = IndicatorId::new(id);
    let catalogue = catalogue();
    let range = catalogue.get(Kind::Citizen, &id).unwrap().value_type.range().unwrap();
    let column = Column::from_values(values.iter().copied(), range);
    (id, column)
}

/// Ids.
pub(crate) fn subjects(ids: &[&str]) -> Vec<SubjectId> {
    ids.iter().map(SubjectId::new).collect()
}

/// Three citizens of two families.
pub(crate) fn citizens() -> RegisterChunk {
    let family = |id: &str| Some(SubjectId::new(id));
    RegisterChunk {
        subjects: subjects(&["cd-1", "cd-2", "cd-3"]),
        identities: vec![Identity {
            subject: "cd-1".into(),
            name: "Ví Dụ".to_owned(),
            number: Some("091190000001".to_owned()),
        }],
        columns: BTreeMap::from([
            column("tu-cham", &[Some(7), None, Some(3)]),
            column("gio-hoc", &[Some(25), Some(-5), Some(1000)]),
            column("birth-date", &[Some(0), Some(-1), None]),
            column("nhom", &[Some(1), Some(0), None]),
            column("biet-chu", &[Some(1), Some(0), Some(1)]),
        ]),
        links: BTreeMap::from([(Kind::Family, vec![family("gd-2"), None, family("gd-1")])]),
        lines: Vec::new(),
    }
}

/// Puts a register of one chunk into the store.
pub(crate) fn record(store: &mut Store, kind: Kind, chunk: &RegisterChunk) -> Recorded {
    let transaction = store.begin().unwrap();
    let mut writer = RegisterWriter::new(period(), commune(), kind);
    writer.chunk(&transaction, chunk, &catalogue()).unwrap();
    let recorded = writer.finish(&transaction, "evidence/2024/so.csv").unwrap();
    transaction.commit().unwrap();
    recorded
}

/// The register of the two families, in another order than their members name them.
pub(crate) fn families() -> RegisterChunk {
    RegisterChunk { subjects: subjects(&["gd-0", "gd-1", "gd-2"]), ..RegisterChunk::default() }
}

/// Findings on three subjects.
pub(crate) fn findings() -> FindingColumn {
    FindingColumn {
        outcomes: vec![Outcome::Pass, Outcome::Unknown, Outcome::NotApplicable],
        low: vec![75, 0, 0],
        high: vec![75, 100, 20],
        reasons: Vec::new(),
    }
}

/// Verdicts on three subjects.
pub(crate) fn verdicts() -> Verdicts {
    Verdicts {
        statuses: vec![Status::Recognised, Status::Undetermined, Status::NotApplicable],
        levels: vec![2, 0, 0],
        levels_high: vec![2, 1, 0],
        low: vec![75, -5, 0],
        high: vec![75, 100, 0],
        max: vec![100, 90, 100],
    }
}

/// A run over the citizens with one title with points, and one without over the commune itself.
pub(crate) fn run(store: &mut Store) -> (RunTitle, RunTitle) {
    let register = record(store, Kind::Citizen, &citizens()).manifest;
    let transaction = store.begin().unwrap();
    let ruleset = transaction.put_text(ArtifactKind::Ruleset, "{}").unwrap();
    let run = transaction.begin_run(period(), "0.1.0", &register).unwrap();
    transaction.run_input(run, &register, "register").unwrap();
    let citizen = RunTitle {
        run,
        place: commune(),
        title: "cong-dan-hoc-tap".into(),
        order: 0,
        kind: Kind::Citizen,
        ruleset,
        edition: ruleset,
        register: Some(register),
        points_scale: 1,
    };
    let commune = RunTitle {
        title: "cong-dong-hoc-tap-cap-xa".into(),
        order: 1,
        kind: Kind::Commune,
        register: None,
        points_scale: 0,
        ..citizen.clone()
    };
    transaction.title(&citizen).unwrap();
    transaction.title(&commune).unwrap();
    let (scored_id, plain_id) = ("tu-hoc".into(), "quy".into());
    let scored_at = FindingChunk {
        title: &citizen,
        criterion: &scored_id,
        chunk: 0,
        points_max: Some(100),
        pass_from: 50,
    };
    let plain_at = FindingChunk {
        title: &commune,
        criterion: &plain_id,
        chunk: 0,
        points_max: None,
        pass_from: 1,
    };
    let scored = encode_findings(&findings(), Some(100), 50);
    transaction.findings(scored_at, &scored).unwrap();
    transaction.verdicts(&citizen, 0, Some(100), &encode_verdicts(&verdicts(), 100)).unwrap();
    let failed = FindingColumn {
        outcomes: vec![Outcome::Fail],
        low: vec![0],
        high: vec![0],
        reasons: vec![],
    };
    let failed = encode_findings(&failed, None, 1);
    transaction.findings(plain_at, &failed).unwrap();
    let not = Verdicts {
        statuses: vec![Status::NotRecognised],
        levels: vec![0],
        levels_high: vec![0],
        low: vec![0],
        high: vec![0],
        max: vec![0],
    };
    transaction.verdicts(&commune, 0, None, &encode_verdicts(&not, 0)).unwrap();
    transaction.commit().unwrap();
    (citizen, commune)
}

/// A decision on two citizens.
pub(crate) fn decision(year: i32, number: &str, subjects: &[(&str, u8)]) -> Decision {
    Decision {
        period: Period::year(year).unwrap(),
        title: "cong-dan-hoc-tap".into(),
        place: commune(),
        number: number.to_owned(),
        date: parse_date(&format!("{}-02-03", year + 1)).unwrap(),
        signer: "Ví Dụ".to_owned(),
        valid_until: parse_date(&format!("{}-12-31", year + 3)),
        subjects: subjects.iter().map(|(id, level)| (SubjectId::new(id), *level)).collect(),
    }
}
