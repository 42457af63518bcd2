//! A catalogue with Vietnamese names, an office's file, and a plain drawing of what came of it.

use std::{collections::BTreeMap, convert::Infallible, fmt::Write as _, io::Read};

use tieuchi_core::{
    Catalogue, Compute, ImportReport, Indicator, IndicatorId, Kind, PlaceCode, RefusalArgument,
    RegisterChunk, SourceId, ValueType,
};
use tieuchi_register::{FileIds, OfficeFile, Resolve, read_office_register};

use crate::fixture::{period, places};

/// Indicators of the example.
pub(super) fn catalogue() -> Catalogue {
    let number = |scale, min, max| ValueType::Number { scale, min, max };
    let codes = |codes: [&str; 2]| ValueType::Code(codes.map(String::from).into());
    let age = Compute::Age { of: "birth-date".into() };
    let mut catalogue = Catalogue::default();
    let groups = "Nông dân, lao động nông thôn (244); người dân trong xã (324)|Công nhân (244); người lao động (324)";
    for (kind, id, name, value_type, unit, names, compute) in [
        (
            Kind::Citizen,
            "tu-cham.ngoai-ngu",
            "Tự chấm: ngoại ngữ",
            number(0, 0, 10),
            "điểm",
            "",
            None,
        ),
        (Kind::Citizen, "tu-cham.tin-hoc", "Tự chấm: tin học", number(0, 0, 10), "điểm", "", None),
        (Kind::Citizen, "gio-hoc", "Số giờ học trong năm", number(1, 0, 40_000), "giờ", "", None),
        (Kind::Citizen, "thu-nhap", "Thu nhập", number(3, 0, i64::MAX), "triệu", "", None),
        (Kind::Citizen, "ti-le", "Tỉ lệ tham gia", number(2, 0, 10_000), "%", "", None),
        (Kind::Citizen, "bo-hoc", "Bỏ học trong kỳ", ValueType::Flag, "", "", None),
        (
            Kind::Citizen,
            "nhom",
            "Nhóm đối tượng",
            codes(["nguoi-dan", "nguoi-lao-dong"]),
            "",
            groups,
            None,
        ),
        (Kind::Citizen, "sex", "Giới tính", codes(["nam", "nu"]), "", "Nam|Nữ", None),
        (Kind::Citizen, "birth-date", "Ngày sinh", ValueType::Date, "", "", None),
        (Kind::Citizen, "ngay-cap", "Ngày cấp chứng chỉ", ValueType::Date, "", "", None),
        (Kind::Citizen, "age", "Tuổi", number(0, 0, 150), "tuổi", "", Some(age)),
        (Kind::Family, "so-nguoi", "Số người trong hộ", number(0, 0, 30), "người", "", None),
    ] {
        let names = names.split('|').filter(|name| !name.is_empty());
        let indicator = Indicator {
            id: IndicatorId::new(id),
            kind,
            name: name.to_owned(),
            value_type,
            unit: unit.to_owned(),
            reference: "ví dụ".to_owned(),
            sensitive: false,
            compute,
            code_names: names.map(str::to_owned).collect(),
            source: SourceId(0),
            span: 0..0,
        };
        catalogue.add(indicator).expect("ids of the fixture differ");
    }
    catalogue
}

/// No mapping.
pub(super) static PLAIN: BTreeMap<String, String> = BTreeMap::new();

/// A register of citizens of 2024 in one commune.
pub(super) fn citizens(path: &str) -> OfficeFile<'_> {
    OfficeFile {
        path,
        kind: Kind::Citizen,
        period: period(2024),
        place: Some(PlaceCode::new("30952")),
        sheet: None,
        encoding: None,
        mapping: &PLAIN,
        strict: false,
    }
}

/// What came of a file: its chunks by place, and the report.
pub(super) type Taken = (Vec<(PlaceCode, RegisterChunk)>, ImportReport);

/// Reads a file whose ids are its own.
pub(super) fn take(input: impl Read, file: &OfficeFile<'_>) -> Taken {
    take_with(input, file, &mut FileIds)
}

/// Reads a file.
pub(super) fn take_with(
    input: impl Read,
    file: &OfficeFile<'_>,
    resolve: &mut dyn Resolve<Infallible>,
) -> Taken {
    let mut chunks = Vec::new();
    let mut sink = |place: &PlaceCode, chunk: RegisterChunk| {
        chunks.push((place.clone(), chunk));
        Ok(())
    };
    let (catalogue, places) = (catalogue(), places());
    let report =
        read_office_register(input, file, &catalogue, &places, resolve, &mut sink).unwrap();
    check(&chunks, &report);
    (chunks, report)
}

/// Reads a text.
pub(super) fn take_text(text: &str) -> Taken {
    take(text.as_bytes(), &citizens("a.csv"))
}

/// What must hold of every import.
fn check(chunks: &[(PlaceCode, RegisterChunk)], report: &ImportReport) {
    let rows: u64 = chunks.iter().map(|(_, chunk)| chunk.subjects.len() as u64).sum();
    if report.strict && report.refusals_total > 0 {
        assert!(rows <= report.rows_accepted);
    } else {
        assert_eq!(rows, report.rows_accepted);
    }
    assert_eq!(report.rows_read, report.rows_accepted + report.rows_refused);
    assert_eq!(report.places.values().sum::<u64>(), report.rows_accepted);
    assert_eq!(report.sheets.iter().map(|sheet| sheet.rows_read).sum::<u64>(), report.rows_read);
    for (_, chunk) in chunks {
        let rows = chunk.subjects.len();
        assert!((1..=tieuchi_core::CHUNK_ROWS).contains(&rows));
        assert!(chunk.columns.values().all(|column| column.len() == rows));
        assert!(chunk.links.values().all(|links| links.len() == rows));
        assert_eq!(chunk.lines.len(), rows);
    }
    for refusal in report.refusals.iter().chain(&report.notices) {
        assert!(!refusal.read.contains(['\n', '\r', '\t', '\0']), "{:?}", refusal.read);
        assert!(refusal.read.chars().count() <= 81, "{:?}", refusal.read);
    }
}

/// All rows: `id: column=value …; name, number`.
pub(super) fn draw_rows(chunks: &[(PlaceCode, RegisterChunk)]) -> String {
    let mut text = String::new();
    for (place, chunk) in chunks {
        for (row, subject) in chunk.subjects.iter().enumerate() {
            write!(text, "{place} {subject} @{}:", chunk.lines[row]).unwrap();
            for (id, column) in &chunk.columns {
                if let Some(value) = column.get(row) {
                    write!(text, " {id}={value}").unwrap();
                }
            }
            for (kind, links) in &chunk.links {
                if let Some(target) = &links[row] {
                    write!(text, " {kind}:{target}").unwrap();
                }
            }
            if let Some(found) = chunk.identities.iter().find(|found| found.subject == *subject) {
                write!(text, " ({}, {})", found.name, found.number.as_deref().unwrap_or("-"))
                    .unwrap();
            }
            text.push('\n');
        }
    }
    text
}

/// All refusals and notices, one on a line.
pub(super) fn draw_report(report: &ImportReport) -> String {
    let mut text = String::new();
    for (mark, list) in [("", &report.refusals), ("? ", &report.notices)] {
        for refusal in list {
            let sheet =
                refusal.sheet.as_deref().map(|sheet| format!("{sheet}!")).unwrap_or_default();
            let column = refusal.column.as_deref().unwrap_or("");
            write!(
                text,
                "{mark}{sheet}{column}{}{}",
                if sheet.is_empty() { ":" } else { "" },
                refusal.row
            )
            .unwrap();
            if let Some(header) = &refusal.header {
                write!(text, " [{header}]").unwrap();
            }
            if !refusal.read.is_empty() {
                write!(text, " `{}`", refusal.read).unwrap();
            }
            write!(text, " {}", refusal.key()).unwrap();
            for (name, value) in refusal.arguments() {
                let value = match value {
                    RefusalArgument::Text(text) => text,
                    RefusalArgument::Number(number) => number.to_string(),
                    RefusalArgument::Day(day) => day.to_string(),
                    RefusalArgument::Count(count) => count.to_string(),
                };
                write!(text, " {name}={value}").unwrap();
            }
            if let Some(proposal) = &refusal.proposal {
                write!(text, " -> {proposal}").unwrap();
            }
            text.push('\n');
        }
    }
    for sheet in &report.sheets {
        for (row, what) in &sheet.ignored_rows {
            writeln!(text, "{} {row}", what.key()).unwrap();
        }
    }
    text
}
