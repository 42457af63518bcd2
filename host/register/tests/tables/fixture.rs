//! A small catalogue, a small country, and a plain drawing of diagnostics.

use std::{fmt::Write as _, io};

use tieuchi_core::{
    Catalogue, Compute, Diagnostic, Indicator, IndicatorId, Kind, Period, PlaceCode, Places,
    RegisterChunk, SourceId, ValueType,
};
use tieuchi_register::{PlaceTable, RegisterFile, Stopped, read_places, read_register};

/// Units of the example, as a file; the days of the reform are the real ones.
pub(crate) const UNITS: &str = "\
code,name,type,tier,parent,from,until
91,Kiên Giang,tỉnh,province,,1976-01-01,2025-06-30
91,An Giang,tỉnh,province,,2025-07-01,
907,Gò Quao,huyện,district,91,1983-01-01,2025-06-30
30952,Gò Quao,thị trấn,commune,907,1983-01-01,2025-06-30
30952,Gò Quao,xã,commune,91,2025-07-01,
30979,Vĩnh Tuy,xã,commune,907,1983-01-01,2025-06-30
30982,Vĩnh Thắng,xã,commune,907,1983-01-01,2025-06-30
30982,Vĩnh Tuy,xã,commune,91,2025-07-01,
";

/// Successions of the example.
pub(crate) const SUCCESSIONS: &str = "\
date,kind,source,target,reference
2025-07-01,merge,30979,30982,ví dụ
2025-07-01,merge,30982,30982,ví dụ
2025-07-01,rename,30952,30952,ví dụ
";

/// Indicators of the example.
pub(crate) fn catalogue() -> Catalogue {
    let number = |scale, min, max| ValueType::Number { scale, min, max };
    let codes = ValueType::Code(["nguoi-dan", "nguoi-lao-dong"].map(String::from).into());
    let age = Compute::Age { of: "birth-date".into() };
    let mut catalogue = Catalogue::default();
    for (kind, id, value_type, unit, compute) in [
        (Kind::Citizen, "tu-hoc", number(0, 0, 10), "điểm", None),
        (Kind::Citizen, "gio-hoc", number(1, -50, 4000), "giờ", None),
        (Kind::Citizen, "dien-tich", number(3, 0, i64::MAX), "", None),
        (Kind::Citizen, "chung-chi", ValueType::Flag, "", None),
        (Kind::Citizen, "nhom", codes, "", None),
        (Kind::Citizen, "birth-date", ValueType::Date, "", None),
        (Kind::Citizen, "tuoi", number(0, 0, 150), "", Some(age)),
        (Kind::Family, "so-nguoi", number(0, 0, 30), "người", None),
    ] {
        let indicator = Indicator {
            id: IndicatorId::new(id),
            kind,
            name: id.to_owned(),
            value_type,
            unit: unit.to_owned(),
            reference: "ví dụ".to_owned(),
            sensitive: false,
            compute,
            code_names: Vec::new(),
            source: SourceId(0),
            span: 0..0,
        };
        catalogue.add(indicator).expect("ids of the fixture differ");
    }
    catalogue
}

/// Units and successions of the example.
pub(crate) fn places() -> Places {
    let table = |path, text: &'static str| PlaceTable { path, input: text.as_bytes() };
    let successions = table("successions.csv", SUCCESSIONS);
    let (places, wrong) = read_places(table("units.csv", UNITS), Some(successions), None).unwrap();
    assert_eq!(draw(&wrong), "");
    places
}

/// A year of the example.
pub(crate) fn period(year: i32) -> Period {
    Period::year(year).unwrap()
}

/// The chunks of a register, by place, and what is wrong in it.
pub(crate) type Read = (Vec<(PlaceCode, RegisterChunk)>, Vec<Diagnostic>);

/// Reads a register of citizens of 2024.
pub(crate) fn citizens(input: impl io::Read) -> Read {
    let path = "registers/2024/citizens.csv";
    let register = RegisterFile { path, kind: Kind::Citizen, period: period(2024), place: None };
    register_of(input, &register).unwrap()
}

/// Reads a register.
pub(crate) fn register_of(
    input: impl io::Read,
    register: &RegisterFile<'_>,
) -> Result<Read, Stopped> {
    let mut chunks = Vec::new();
    let wrong = read_register(input, register, &catalogue(), &places(), &mut |place, chunk| {
        chunks.push((place.clone(), chunk));
        Ok(())
    })?;
    Ok((chunks, wrong))
}

/// The values of an indicator in a chunk.
pub(crate) fn values(chunk: &RegisterChunk, id: &str) -> Vec<Option<i64>> {
    chunk.columns[&IndicatorId::new(id)].iter().collect()
}

/// Diagnostics as plain text.
pub(crate) fn draw(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for Diagnostic { code, severity: _, message, labels, help, notes } in diagnostics {
        assert!(labels.is_empty(), "tables are not kept as text");
        assert!(!message.ends_with('.') && !message.contains('\n'), "{message}");
        let help = help.as_deref().expect("everything wrong in a table can be mended");
        writeln!(text, "{code}: {message}").unwrap();
        for note in notes {
            writeln!(text, "  {note}").unwrap();
        }
        writeln!(text, "  help: {help}").unwrap();
    }
    text
}
