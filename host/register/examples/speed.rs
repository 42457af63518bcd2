//! Scratch.
use std::{collections::BTreeMap, fs::File, io::BufReader, time::Instant};
use tieuchi_core::*;
use tieuchi_register::*;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let number = |scale, min, max| ValueType::Number { scale, min, max };
    let mut catalogue = Catalogue::default();
    for n in 0..10 {
        catalogue.add(Indicator { id: IndicatorId::new(format!("tu-cham.c{n}")), kind: Kind::Citizen, name: format!("Tự chấm: chỉ tiêu {n}"), value_type: number(0, 0, 10), unit: String::new(), reference: String::new(), sensitive: false, compute: None, code_names: vec![], source: SourceId(0), span: 0..0 }).unwrap();
    }
    catalogue.add(Indicator { id: IndicatorId::new("birth-date"), kind: Kind::Citizen, name: "Ngày sinh".into(), value_type: ValueType::Date, unit: String::new(), reference: String::new(), sensitive: false, compute: None, code_names: vec![], source: SourceId(0), span: 0..0 }).unwrap();
    let unit = |code: &str, name: &str| OrgUnit { code: PlaceCode::new(code), name: name.into(), unit_type: "xã".into(), tier: Tier::Commune, parent: None, from: parse_date("2020-01-01").unwrap(), until: None };
    let places = Places { units: vec![unit("30952", "Gò Quao"), unit("30955", "Vĩnh Hòa")], ..Places::default() };
    let mapping = BTreeMap::new();
    let file = OfficeFile { path: &path, kind: Kind::Citizen, period: Period::year(2024).unwrap(), place: None, sheet: None, encoding: None, mapping: &mapping, strict: false };
    let start = Instant::now();
    let mut rows = 0;
    let report = read_office_register(BufReader::new(File::open(&path).unwrap()), &file, &catalogue, &places, &mut FileIds, &mut |_, chunk| { rows += chunk.subjects.len(); Ok::<_, ()>(()) });
    let report = match report { Ok(r) => r, Err(_) => return };
    let t = start.elapsed();
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find(|l| l.starts_with("VmHWM")).unwrap();
    println!("{rows} rows {t:?} {peak} refused {} {:?} {:?}", report.rows_refused, report.refusals.first(), report.notices.first());
}
