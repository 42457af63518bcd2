//! Small data for the tests of this crate; all of it is made up.

use tieuchi_core::{
    Counts, CriterionLine, Decimal, HamletLine, Kind, MissingEvidence, MissingPaper,
    OutstandingLine, Overview, PeopleGroup, PeopleLine, Period, PlaceCode, RunFault, RunSummary,
    TargetLine, TitleSummary, YearLine, parse_date,
};

pub(crate) use self::{account::account, import::import};

mod account;
mod import;

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

/// Figures.
pub(crate) const fn counts(figures: [u64; 4]) -> Counts {
    let [recognised, not_recognised, undetermined, not_applicable] = figures;
    Counts { recognised, not_recognised, undetermined, not_applicable }
}

/// A target of citizens.
fn target(name: &str, percent: Option<&str>, figures: [u64; 4]) -> TargetLine {
    let [recognised, undetermined, counted, uncertain] = figures;
    TargetLine {
        name: name.to_owned(),
        title: "cong-dan-hoc-tap".into(),
        year: 2025,
        percent: percent.and_then(Decimal::parse),
        missing: percent.is_none().then(|| "kế hoạch của tỉnh (ví dụ)".to_owned()),
        of: "Số người lớn (ví dụ)".to_owned(),
        recognised,
        undetermined,
        counted,
        uncertain,
        reference: "Quyết định ví dụ".to_owned(),
    }
}

/// A criterion of citizens.
fn criterion(name: &str, [pass, fail, unknown]: [u64; 3]) -> CriterionLine {
    CriterionLine {
        title: "cong-dan-hoc-tap".into(),
        title_name: "Công dân học tập".to_owned(),
        criterion: name.into(),
        name: name.to_owned(),
        pass,
        fail,
        unknown,
        not_applicable: 12,
        error: 0,
    }
}

/// The run of [`run`] with something in every section.
pub(crate) fn overview() -> Overview {
    let title = || ("cong-dan-hoc-tap".into(), "Công dân học tập".to_owned());
    let hamlet = |id: Option<&str>, name: &str, figures| {
        let (title, title_name) = title();
        let (place, hamlet) = ("30952".into(), id.map(Into::into));
        HamletLine {
            place,
            hamlet,
            name: name.to_owned(),
            title,
            title_name,
            counts: counts(figures),
        }
    };
    let people = |group, figures| {
        let (title, title_name) = title();
        PeopleLine { title, title_name, group, counts: counts(figures) }
    };
    let year = |year, figures: Option<[u64; 4]>, decided| {
        let (title, title_name) = title();
        let period = Period::year(year).unwrap();
        YearLine { title, title_name, period, counts: figures.map(counts), decided }
    };
    let (title, title_name) = title();
    Overview {
        summary: run(),
        place: None,
        hamlets: vec![
            hamlet(Some("a-10"), "Ấp 10", [15, 3, 2, 0]),
            hamlet(Some("a-2"), "Ấp 2", [7, 2, 0, 1]),
            hamlet(None, "", [0, 0, 0, 4]),
        ],
        targets: vec![
            target("Công dân học tập", Some("60"), [9000, 400, 13_900, 0]),
            target("Công dân học tập, người lao động", Some("66.5"), [9000, 400, 13_700, 200]),
            target("Công dân học tập, nông thôn", Some("75"), [9000, 400, 13_900, 0]),
            target("Công dân học tập, vùng khó khăn", None, [0, 0, 0, 0]),
        ],
        people: vec![
            people(PeopleGroup::Women, [4800, 2100, 50, 800]),
            people(PeopleGroup::Men, [4585, 2300, 46, 730]),
            people(PeopleGroup::Age(16, Some(25)), [1000, 500, 10, 0]),
            people(PeopleGroup::Age(60, None), [500, 1000, 20, 0]),
            people(PeopleGroup::AgeUnknown, [0, 0, 0, 3]),
        ],
        criteria: vec![
            criterion("Ngoại ngữ", [9000, 4500, 381]),
            criterion("Công nghệ thông tin", [10_000, 3800, 81]),
        ],
        years: vec![
            year(2022, None, Some(4200)),
            year(2023, Some([8000, 5400, 0, 0]), Some(7990)),
            year(2024, Some([9385, 4400, 96, 1530]), None),
        ],
        outstanding: vec![OutstandingLine {
            place: "30952".into(),
            place_name: "Thị trấn Gò Quao".to_owned(),
            subject: "30952-c-00017".into(),
            kind: Kind::Citizen,
            title,
            title_name,
            points: Decimal::parse("98.5"),
        }],
    }
}
