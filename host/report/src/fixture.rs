//! A small run for the tests of this crate.

use tieuchi_core::{
    Kind, MissingEvidence, MissingPaper, Period, PlaceCode, RunFault, RunSummary, TitleSummary,
    parse_date,
};

/// A line without levels.
fn line(place: (&str, &str), title: (&str, &str), kind: Kind, figures: [u64; 4]) -> TitleSummary {
    let [recognised, not_recognised, undetermined, not_applicable] = figures;
    TitleSummary {
        place: PlaceCode::new(place.0),
        place_name: place.1.to_owned(),
        title: title.0.into(),
        title_name: title.1.to_owned(),
        kind,
        edition: parse_date("2023-10-25").unwrap(),
        recognised,
        not_recognised,
        undetermined,
        not_applicable,
        levels: Vec::new(),
    }
}

/// Adds the two levels of a unit.
fn levels(mut line: TitleSummary, first: u64, second: u64) -> TitleSummary {
    line.levels = vec![("Mức độ 1 (Khá)".to_owned(), first), ("Mức độ 2 (Tốt)".to_owned(), second)];
    line.edition = parse_date("2023-12-11").unwrap();
    line
}

/// A paper that is missing for one level of units.
fn paper(parameter: &str, name: &str, level: Option<u8>) -> MissingPaper {
    MissingPaper {
        title: "don-vi-hoc-tap".into(),
        parameter: parameter.into(),
        name: name.to_owned(),
        level,
        paper: "Điều 6 Thông tư 24/2023/TT-BGDĐT".to_owned(),
    }
}

/// Two communes, three titles, something of everything.
pub(crate) fn run() -> RunSummary {
    let town = ("30952", "Thị trấn Gò Quao");
    let commune = ("30964", "Xã Định An");
    let citizen = ("cong-dan-hoc-tap", "Công dân học tập");
    let unit = ("don-vi-hoc-tap", "Đơn vị học tập");
    let clan = ("dong-ho-hoc-tap", "Dòng họ học tập");
    RunSummary {
        run: 3,
        workspace: "Gò Quao (ví dụ)".to_owned(),
        period: Period::year(2024).unwrap(),
        lines: vec![
            line(town, citizen, Kind::Citizen, [1385, 400, 62, 0]),
            levels(line(town, unit, Kind::Unit, [6, 1, 2, 0]), 4, 2),
            line(commune, citizen, Kind::Citizen, [8000, 4000, 34, 1530]),
            levels(line(commune, unit, Kind::Unit, [4, 0, 0, 0]), 3, 1),
            line(commune, clan, Kind::Clan, [0, 0, 0, 0]),
        ],
        papers: vec![
            paper("ti-le-thanh-vien", "Tỉ lệ thành viên là công dân học tập", Some(1)),
            paper("ti-le-thanh-vien", "Tỉ lệ thành viên là công dân học tập", Some(2)),
            paper("so-gio", "Số giờ học trong năm", None),
            MissingPaper {
                title: "gia-dinh-hoc-tap".into(),
                parameter: "diem-dat".into(),
                name: "Điểm đạt".to_owned(),
                level: None,
                paper: "bộ tiêu chí 2021-2030 của Hội Khuyến học Việt Nam".to_owned(),
            },
        ],
        evidence: vec![
            MissingEvidence {
                title: "cong-dan-hoc-tap".into(),
                indicator: "tu-cham.ngoai-ngu".into(),
                name: "Tự chấm: ngoại ngữ theo vị trí việc làm".to_owned(),
                subjects: 1096,
            },
            MissingEvidence {
                title: "don-vi-hoc-tap".into(),
                indicator: "chuyen-doi-so".into(),
                name: "Chuyển đổi số".to_owned(),
                subjects: 2,
            },
        ],
        faults: vec![RunFault {
            place: "30964".into(),
            title: "don-vi-hoc-tap".into(),
            criterion: "chuyen-doi-so".into(),
            message: "plugin `literacy` ran past its time limit".to_owned(),
            subjects: 4,
        }],
    }
}
