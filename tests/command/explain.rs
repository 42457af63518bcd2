//! `explain`: accounts of subjects whose verdicts were worked out by hand.

use std::fmt::Write;

use tieuchi_core::{
    Account, EvidenceItem, EvidenceSource, EvidenceValue, Known, PlaceCode, SubjectId, Truth,
};
use tieuchi_pipeline::{ExplainOptions, Trouble, explain};

use super::{
    EXAMPLE,
    people::{self, CITIZENS_FILE, judge},
};
use crate::house::House;

/// Whom to explain, from the latest run.
fn about(subject: &str) -> ExplainOptions {
    ExplainOptions {
        plugins: tieuchi_pipeline::PluginRuntime::default(),
        subject: SubjectId::new(subject),
        kind: None,
        place: None,
        period: None,
        run: None,
        name: false,
    }
}

/// The account of a subject.
#[track_caller]
fn account(house: &House, subject: &str) -> Account {
    let mut options = about(subject);
    // Many are asked about in one test: plugins are compiled once.
    options.plugins.cache = Some(house.path("compiled"));
    explain(&house.path(EXAMPLE), &options).unwrap()
}

/// A value in few letters.
fn value(value: &EvidenceValue) -> String {
    match value {
        EvidenceValue::Number(number) => number.to_string(),
        EvidenceValue::Flag(flag) => flag.to_string(),
        EvidenceValue::Code(code, _) => code.clone(),
        EvidenceValue::Date(day) => day.to_string(),
        EvidenceValue::Ratio(ratio, factor) => format!("{factor}x{}/{}", ratio.num, ratio.den),
    }
}

/// What is known, in few letters.
fn known(known: &Known) -> String {
    match known {
        Known::Missing => "?".to_owned(),
        Known::Exact(exact) => value(exact),
        Known::Between(low, high) => format!("{}..{}", value(low), value(high)),
    }
}

/// Yes, no, perhaps.
fn sure(truth: Option<bool>) -> &'static str {
    truth.map_or("perhaps", |truth| if truth { "yes" } else { "no" })
}

/// Evidence, a line for each indicator and member.
fn evidence(items: &[EvidenceItem], depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    for item in items {
        write!(text, "{indent}{} = {}", item.indicator, known(&item.known)).unwrap();
        match &item.source {
            EvidenceSource::Register { file, line } => {
                let file = file.rsplit('/').next().unwrap();
                writeln!(text, " ({file}:{})", line.map_or(0, |line| line)).unwrap();
            }
            EvidenceSource::Verdict(title) => writeln!(text, " (verdict on {title})").unwrap(),
            EvidenceSource::Computed(inputs) => {
                text.push('\n');
                evidence(inputs, depth + 1, text);
            }
            EvidenceSource::Decisions(decisions) => {
                let decisions: Vec<_> =
                    decisions.iter().map(|(number, day)| format!("{number} {day}")).collect();
                writeln!(text, " ({})", decisions.join(", ")).unwrap();
            }
            EvidenceSource::Members { members, total } => {
                writeln!(text, " ({} of {total} members)", members.len()).unwrap();
                let ratio = |value: &EvidenceValue| matches!(value, EvidenceValue::Ratio(..));
                let of_share = match &item.known {
                    Known::Exact(value) | Known::Between(value, _) => ratio(value),
                    Known::Missing => false,
                };
                for member in members {
                    let has = match member.counts {
                        Some(false) => String::new(),
                        _ if of_share => format!(", has: {}", sure(member.has)),
                        _ => String::new(),
                    };
                    let counts = sure(member.counts);
                    writeln!(text, "{indent}  {} counts: {counts}{has}", member.subject).unwrap();
                }
            }
        }
    }
}

/// An account in few letters; criteria only where they are asked for.
fn shown(account: &Account, criteria: &[&str]) -> String {
    let mut text = format!("{} {} {}\n", account.kind, account.subject, account.place_name);
    for title in &account.titles {
        let level = title.level.as_ref().map_or(0, |(number, _)| *number);
        write!(text, "{}: {} {level}", title.title, title.status).unwrap();
        if let Some(points) = &title.points {
            let mark = points.pass_mark.map_or_else(|| "?".to_owned(), |mark| mark.to_string());
            let floor = points.floor.map_or_else(|| "?".to_owned(), |floor| floor.to_string());
            let tieuchi_core::PointsAccount { low, high, max, total, .. } = points;
            write!(text, " {low}..{high} of {max}, {mark} of {total}, floor {floor}").unwrap();
        }
        text.push('\n');
        let of = |id: &str| criteria.is_empty() || criteria.contains(&id);
        for criterion in title.criteria.iter().filter(|one| of(one.criterion.as_str())) {
            let points = criterion
                .points
                .map_or_else(String::new, |(low, high, max)| format!(" {low}..{high} of {max}"));
            writeln!(text, "- {}: {}{points}", criterion.criterion, criterion.outcome).unwrap();
            evidence(&criterion.evidence, 2, &mut text);
        }
        for condition in &title.conditions {
            let level = condition.level.as_ref().map_or(0, |(number, _)| *number);
            let holds = match condition.holds {
                Truth::False => "no",
                Truth::Unknown => "perhaps",
                Truth::True => "yes",
            };
            writeln!(text, "if (level {level}): {holds}").unwrap();
            evidence(&condition.evidence, 2, &mut text);
        }
        for item in &title.missing {
            let points =
                item.points.map_or_else(String::new, |points| format!(", {points} points"));
            let criteria: Vec<_> = item.criteria.iter().map(ToString::to_string).collect();
            let settles = if item.settles { "settles it" } else { "is not enough" };
            writeln!(text, "missing {} {settles}{points}: {}", item.indicator, criteria.join(", "))
                .unwrap();
        }
        for paper in &title.papers {
            writeln!(
                text,
                "no paper gives {} (level {})",
                paper.parameter,
                paper.level.unwrap_or(0)
            )
            .unwrap();
        }
        for adapted in &title.values {
            let chain: Vec<_> = adapted
                .origins
                .iter()
                .map(|(value, place, _)| format!("`{value}` {}", place.rsplit('/').next().unwrap()))
                .collect();
            writeln!(text, "set here: {}: {}", adapted.name, chain.join(" -> ")).unwrap();
        }
    }
    text
}

#[test]
fn an_open_title_of_a_citizen_is_told_with_the_score_that_settles_it() {
    let house = people::house();
    judge(&house);
    // 81 points without the foreign language, where 80 are asked for and 5 in each.
    insta::assert_snapshot!(shown(&account(&house, "chi"), &["ngoai-ngu", "tinh-toan", "lien-tuc"]), @r"
    citizen chi Thị trấn Gò Quao
    cong-dan-hoc-tap: undetermined 0 81..91 of 100, 80 of 100, floor 5
    - ngoai-ngu: unknown 0..10 of 10
        tu-cham.ngoai-ngu = ? (citizens.csv:5)
    - tinh-toan: pass 9..9 of 10
        tu-cham.tinh-toan = 9 (citizens.csv:5)
    if (level 0): yes
        nhom-doi-tuong = hoc-sinh (citizens.csv:5)
    missing tu-cham.ngoai-ngu settles it, 10 points: ngoai-ngu
    cong-dan-hoc-tap-tieu-bieu: not-recognised 0
    - lien-tuc: fail
        so-nam-lien-tuc = 0..1 ()
    if (level 0): yes
        nhom-doi-tuong = hoc-sinh (citizens.csv:5)
    guong-tu-hoc: not-applicable 0
    if (level 0): no
        nhom-doi-tuong = hoc-sinh (citizens.csv:5)
    ");
    house.replace(CITIZENS_FILE, "0,9,9,9,9,9,,9,9,9,9", "0,9,9,9,9,9,4,9,9,9,9");
    judge(&house);
    insta::assert_snapshot!(shown(&account(&house, "chi"), &["ngoai-ngu"]), @r"
    citizen chi Thị trấn Gò Quao
    cong-dan-hoc-tap: not-recognised 0 85..85 of 100, 80 of 100, floor 5
    - ngoai-ngu: fail 4..4 of 10
        tu-cham.ngoai-ngu = 4 (citizens.csv:5)
    if (level 0): yes
        nhom-doi-tuong = hoc-sinh (citizens.csv:5)
    cong-dan-hoc-tap-tieu-bieu: not-recognised 0
    if (level 0): yes
        nhom-doi-tuong = hoc-sinh (citizens.csv:5)
    guong-tu-hoc: not-applicable 0
    if (level 0): no
        nhom-doi-tuong = hoc-sinh (citizens.csv:5)
    ");
}

#[test]
fn a_streak_is_told_with_the_decisions_that_it_rests_on() {
    let house = people::house();
    judge(&house);
    insta::assert_snapshot!(shown(&account(&house, "an"), &["tinh-toan", "lien-tuc"]), @r"
    citizen an Thị trấn Gò Quao
    cong-dan-hoc-tap: recognised 0 80..80 of 100, 80 of 100, floor 5
    - tinh-toan: pass 8..8 of 10
        tu-cham.tinh-toan = 8 (citizens.csv:2)
    if (level 0): yes
        nhom-doi-tuong = nguoi-dan (citizens.csv:2)
    cong-dan-hoc-tap-tieu-bieu: recognised 0
    - lien-tuc: pass
        so-nam-lien-tuc = 5..150 (23/QĐ 2024-03-15, 22/QĐ 2023-03-15, 21/QĐ 2022-03-15, 20/QĐ 2021-03-15)
    if (level 0): yes
        nhom-doi-tuong = nguoi-dan (citizens.csv:2)
    guong-tu-hoc: undetermined 0 32..92 of 100, 70 of 100, floor ?
    if (level 0): yes
        nhom-doi-tuong = nguoi-dan (citizens.csv:2)
    missing gio-hoc.cong-dong settles it, 60 points: gio-hoc
    missing gio-hoc.lop settles it, 60 points: gio-hoc
    missing gio-hoc.truc-tuyen is not enough, 60 points: gio-hoc
    missing gio-hoc.tu-hoc is not enough, 60 points: gio-hoc
    ");
}

#[test]
fn a_family_is_told_with_the_members_that_count() {
    let house = people::house();
    judge(&house);
    insta::assert_snapshot!(shown(&account(&house, "nha-chi"), &[]), @r"
    family nha-chi Thị trấn Gò Quao
    gia-dinh-hoc-tap: undetermined 0
    - tre-em-pho-cap: not-applicable
        so-tre-chua-pho-cap = 0 (2 of 2 members)
          chi counts: no
          dung counts: no
        so-tre-trong-do-tuoi = 0 (2 of 2 members)
          chi counts: no
          dung counts: no
    - nguoi-lon-cong-dan-hoc-tap: unknown
        ti-le-nguoi-lon-cong-dan-hoc-tap = 100x0/1..100x1/1 (2 of 2 members)
          chi counts: yes, has: perhaps
          dung counts: no
        so-nguoi-lon = 1 (2 of 2 members)
          chi counts: yes
          dung counts: no
    - thoat-ngheo: pass
        ho-ngheo-da-chieu = false (families.csv:4)
    - noi-dung-con-lai: pass
        noi-dung-con-lai-dat = 3 (families.csv:4)
    - nguoi-lon-biet-chu: pass
        so-nguoi-lon-chua-biet-chu = 0 (2 of 2 members)
          chi counts: no
          dung counts: no
        so-nguoi-lon = 1 (2 of 2 members)
          chi counts: yes
          dung counts: no
    missing ti-le-nguoi-lon-cong-dan-hoc-tap settles it: nguoi-lon-cong-dan-hoc-tap
    set here: Số nội dung còn lại phải đạt: `` 2022-03-25.toml:21 -> `3` huyen-go-quao-gia-dinh.toml:14
    ");
    let hoa = account(&house, "nha-hoa");
    insta::assert_snapshot!(shown(&hoa, &["noi-dung-con-lai"]), @r"
    family nha-hoa Xã Định Hòa
    gia-dinh-hoc-tap: recognised 0
    - noi-dung-con-lai: pass
        noi-dung-con-lai-dat = 4 (families.csv:5)
    set here: Số nội dung còn lại phải đạt: `` 2022-03-25.toml:21 -> `3` huyen-go-quao-gia-dinh.toml:14
    ");
}

#[test]
fn a_commune_is_told_with_its_members_its_decisions_and_the_papers_that_no_source_gives() {
    let house = House::with_example();
    judge(&house);
    let commune = account(&house, "30952-x-00001");
    let criteria = ["chi-tieu-1-1", "chi-tieu-3", "ti-le-dong-ho"];
    insta::assert_snapshot!(shown(&commune, &criteria), @r"
    commune 30952-x-00001 Thị trấn Gò Quao
    cong-dong-hoc-tap-cap-xa: undetermined 0
    - chi-tieu-1-1: pass
        chi-tieu.1-1 = true (communes.csv:2)
    - chi-tieu-3: unknown
        chi-tieu-dat.tieu-chi-3 = 3 (communes.csv:2)
    - ti-le-dong-ho: unknown
        ti-le-dong-ho-hoc-tap = 100x2/3 (3 of 3 members)
          30952-d-00001 counts: yes, has: yes
          30952-d-00002 counts: yes, has: no
          30952-d-00003 counts: yes, has: yes
    if (level 2): no
        giu-muc-do-1 = 0 (VD-22/QĐ-PGDĐT 2023-03-25)
    no paper gives ti-le-cong-dan (level 1)
    no paper gives ti-le-don-vi (level 1)
    no paper gives ti-le-dong-ho (level 1)
    no paper gives ti-le-gia-dinh (level 1)
    no paper gives tieu-chi-3 (level 1)
    no paper gives tieu-chi-4 (level 1)
    set here: Mức độ xóa mù chữ mà xã phải đạt (1 hoặc 2, theo Nghị định 20/2014/NĐ-CP): `` 2024-02-12.toml:28 -> `1` tinh-kien-giang-cap-xa.toml:14
    ");
    // What is listed is bounded; what is counted is not.
    let citizens =
        commune.titles[0].criteria.iter().find(|one| one.criterion.as_str() == "ti-le-cong-dan");
    let EvidenceSource::Members { members, total } = &citizens.unwrap().evidence[0].source else {
        panic!("{citizens:?}")
    };
    let all = house.rows(
        EXAMPLE,
        "select count(distinct subject) from v_verdict
         where run = 1 and place = '30952' and title = 'cong-dan-hoc-tap'",
    );
    assert_eq!((members.len(), format!("{total}\n")), (50, all));
}

#[test]
fn what_is_told_of_every_subject_is_what_the_run_stored() {
    let house = House::with_example();
    judge(&house);
    let query = "select distinct subject from v_verdict where run = 1 and place = '30964'";
    let mut seen = String::new();
    let subjects = house.rows(EXAMPLE, query);
    for subject in subjects.lines() {
        let account = account(&house, subject);
        assert_eq!(account.changed, [], "{subject}");
        for title in account.titles {
            let (title_id, status) = (&title.title, title.status);
            let level = title.level.map_or_else(String::new, |(number, _)| number.to_string());
            let points = title.points.map_or_else(
                || "||".to_owned(),
                |points| format!("{}|{}|{}", points.low, points.high, points.max),
            );
            writeln!(seen, "{subject}|{title_id}|{status}|{level}|{points}").unwrap();
        }
    }
    let query = "select subject, title, status, level, points_low, points_high, points_max
        from v_verdict where run = 1 and place = '30964'";
    let stored = house.rows(EXAMPLE, query);
    let mut stored: Vec<&str> = stored.lines().collect();
    let mut seen: Vec<&str> = seen.lines().collect();
    stored.sort_unstable();
    seen.sort_unstable();
    assert!(stored.len() > 100, "{}", stored.len());
    assert_eq!(seen, stored);
}

#[test]
fn an_earlier_run_is_told_from_what_it_read_by_the_rules_that_it_recorded() {
    let house = people::house();
    judge(&house);
    let before = account(&house, "hoa");
    assert_eq!(before.changed, []);
    // Another mark, another score, one more decision, another order of rows.
    house.replace(
        &format!("{EXAMPLE}/overlays/xa-dinh-hoa-cong-dan.toml"),
        "\nvalue = 75",
        "\nvalue = 76",
    );
    house.replace(CITIZENS_FILE, "0,7,7,7,7,7,8,8,8,8,8", "0,7,7,7,7,7,9,9,9,9,9");
    let decisions = format!("{EXAMPLE}/registers/decisions.csv");
    house.replace(
        &decisions,
        "2023,cong-dan-hoc-tap,30952",
        "2023,cong-dan-hoc-tap,30958,24/QĐ,2024-04-15,Chủ tịch,,hoa,\n2023,cong-dan-hoc-tap,30952",
    );
    judge(&house);
    let first = ExplainOptions { run: Some(1), ..about("hoa") };
    let mut again = explain(&house.path(EXAMPLE), &first).unwrap();
    let changed: Vec<_> = std::mem::take(&mut again.changed);
    assert_eq!(changed, ["cong-dan-hoc-tap".into()]);
    // Files of today are named only for values that still hold.
    assert_eq!((before.titles[0].values.len(), again.titles[0].values.len()), (1, 0));
    again.titles[0].values.clone_from(&before.titles[0].values);
    assert_eq!(again, before);
    let now = account(&house, "hoa");
    assert_eq!((now.run, now.changed.len()), (2, 0));
    assert_ne!(now.titles, before.titles);
}

#[test]
fn an_unknown_subject_is_refused_with_the_nearest_id() {
    let house = people::house();
    judge(&house);
    let refused =
        |arguments: &[&str]| house.run(&[&["explain", EXAMPLE][..], arguments].concat()).refused(1);
    insta::assert_snapshot!(refused(&["bin"]), @r"
    lỗi: lần đánh giá số 1 không có đối tượng mã `bin`
      cách xử lý: có phải mã cần tìm là `binh`?
    ");
    insta::assert_snapshot!(refused(&["bin", "--lang", "en"]), @r"
    error: run 1 has no subject `bin`
      help: did you mean `binh`?
    ");
    insta::assert_snapshot!(refused(&["hoa", "--place", "30952", "--lang", "en"]), @r"
    error: run 1 has no subject `hoa` in `30952`
      help: write the id as the register has it, in the column `subject`
    ");
    insta::assert_snapshot!(refused(&["nobody-at-all"]), @r"
    lỗi: lần đánh giá số 1 không có đối tượng mã `nobody-at-all`
      cách xử lý: hãy ghi mã đúng như trong cột `subject` hoặc cột mã của sổ
    ");
    insta::assert_snapshot!(refused(&["an", "--period", "2023"]), @r"
    lỗi: chưa có lần đánh giá như vậy
      cách xử lý: hãy đánh giá một kỳ trước: `tieuchi run KHÔNG-GIAN-LÀM-VIỆC --period NĂM`
    ");
    insta::assert_snapshot!(refused(&["an", "--place", "99999"]), @r"
    lỗi: lần đánh giá số 1 không có xã mã `99999`
      cách xử lý: hãy ghi mã mà xã có trong kỳ đánh giá
    ");
}

#[test]
fn an_id_of_several_subjects_asks_for_the_commune_and_the_kind() {
    let house = people::house();
    // The same id in another commune, and as a family in the first.
    house.replace(CITIZENS_FILE, "\nlan,30964,", "\nan,30964,");
    house.replace(
        &format!("{EXAMPLE}/registers/2024/families.csv"),
        "\nnha-an,30952,",
        "\nan,30952,Hộ khác,,khu-1,0,3\nnha-an,30952,",
    );
    judge(&house);
    let dir = house.path(EXAMPLE);
    let error = explain(&dir, &about("an")).unwrap_err();
    assert!(matches!(&error, Trouble::ManySubjects { found, .. } if found.len() == 3), "{error}");
    let refused = |lang| house.run(&["explain", EXAMPLE, "an", "--lang", lang]).refused(1);
    insta::assert_snapshot!(refused("vi"), @r"
    lỗi: `an` là mã của nhiều đối tượng: Công dân ở Thị trấn Gò Quao (`30952`), Gia đình ở Thị trấn Gò Quao (`30952`), Công dân ở Xã Định An (`30964`)
      cách xử lý: hãy nêu mã xã bằng `--place` và loại đối tượng bằng `--kind`
    ");
    insta::assert_snapshot!(refused("en"), @r"
    error: `an` names several subjects: Citizen in Thị trấn Gò Quao (`30952`), Family in Thị trấn Gò Quao (`30952`), Citizen in Xã Định An (`30964`)
      help: name the commune with `--place`, and what it is with `--kind`
    ");
    let of = |place: &str, kind| {
        let options = ExplainOptions { place: Some(PlaceCode::new(place)), kind, ..about("an") };
        explain(&dir, &options).map(|account| (account.place, account.kind))
    };
    assert!(of("30952", None).is_err());
    for (place, kind) in
        [("30952", tieuchi_core::Kind::Family), ("30964", tieuchi_core::Kind::Citizen)]
    {
        assert_eq!(of(place, Some(kind)).unwrap(), (PlaceCode::new(place), kind));
    }
    assert_eq!(of("30964", None).unwrap().0.as_str(), "30964");
}

#[test]
fn a_name_is_told_only_where_it_is_asked_for() {
    let house = people::house();
    judge(&house);
    assert_eq!(account(&house, "an").name, None);
    let named = ExplainOptions { name: true, ..about("an") };
    let named = explain(&house.path(EXAMPLE), &named).unwrap();
    assert_eq!(named.name.as_deref(), Some("Nguyễn Văn An"));
}

#[test]
fn an_account_is_printed_in_every_format_and_language() {
    let house = people::house();
    judge(&house);
    let printed = |arguments: &[&str]| {
        house.run(&[&["explain", EXAMPLE, "chi"][..], arguments].concat()).data()
    };
    let text = printed(&[]);
    assert!(text.contains("Còn thiếu") && text.contains("citizens.csv"), "{text}");
    let english = printed(&["--lang", "en"]);
    assert!(english.contains("What is missing") && english.contains("citizens.csv"), "{english}");
    let json: serde_json::Value = serde_json::from_str(&printed(&["--format", "json"])).unwrap();
    assert_eq!(json["titles"][0]["missing"][0]["indicator"], "tu-cham.ngoai-ngu");
    assert!(json["name"].is_null());
    let page = printed(&["--format", "html", "--name"]);
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    assert!(page.contains("Trần Thị Chi"));
    assert!(!text.contains("Trần Thị Chi"));
}

#[test]
fn the_language_is_that_of_the_flag_else_of_the_environment_else_vietnamese() {
    let house = people::house();
    judge(&house);
    let heading = |variables: &[(&str, &str)], arguments: &[&str]| {
        let arguments = [&["explain", EXAMPLE, "chi"][..], arguments].concat();
        let output = house.command(&arguments).envs(variables.iter().copied()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().next().unwrap().to_owned()
    };
    let vietnamese = heading(&[], &[]);
    let english = heading(&[], &["--lang", "en"]);
    assert_ne!(vietnamese, english);
    for (variables, arguments, expected) in [
        (&[("LANG", "en_US.UTF-8")][..], &[][..], &english),
        (&[("LANG", "vi_VN.UTF-8"), ("LC_ALL", "en_GB")], &[], &english),
        (&[("LANG", "en_US"), ("LC_MESSAGES", "vi_VN")], &[], &vietnamese),
        (&[("TIEUCHI_LANG", "en"), ("LC_ALL", "vi_VN")], &[], &english),
        (&[("TIEUCHI_LANG", "en")], &["--lang", "vi"], &vietnamese),
        (&[("LANG", "C.UTF-8")], &[], &vietnamese),
    ] {
        assert_eq!(heading(variables, arguments), *expected, "{variables:?} {arguments:?}");
    }
    // What is run speaks as what is explained does.
    let run = |lang| {
        let arguments = ["run", EXAMPLE, "--period", "2024"];
        let output = house.command(&arguments).env("TIEUCHI_LANG", lang).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run("vi").contains("Công dân học tập") && run("vi").contains("KẾT QUẢ"));
    assert!(!run("en").contains("KẾT QUẢ"));
}
