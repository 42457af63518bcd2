//! `report`: what a stored run found, in every shape, and the same in all of them.

use std::fs;

use calamine::{Reader, Xlsx, open_workbook};
use serde_json::Value;

use super::{
    EXAMPLE,
    office::{self, OFFICE},
    people::{self, judge},
};
use crate::house::House;

/// A report of the example.
#[track_caller]
fn report(house: &House, flags: &[&str]) -> String {
    let mut arguments = vec!["report", EXAMPLE];
    arguments.extend_from_slice(flags);
    let output = house.run(&arguments);
    assert_eq!(output.stderr, "");
    output.data()
}

/// Numbers of a report as JSON.
#[track_caller]
fn numbers(house: &House, flags: &[&str]) -> Value {
    let mut all = vec!["--format", "json"];
    all.extend_from_slice(flags);
    serde_json::from_str(&report(house, &all)).unwrap()
}

/// The lines of a report: place, title, recognised, not recognised, undetermined.
fn lines(numbers: &Value) -> String {
    let lines = numbers["lines"].as_array().expect("lines are a list").iter();
    let mut lines: Vec<String> = lines
        .filter(|line| line["assessed"] != 0)
        .map(|line| {
            let text = |key: &str| line[key].as_str().unwrap().to_owned();
            let [recognised, not, undetermined] =
                ["recognised", "not-recognised", "undetermined"].map(|key| line[key].to_string());
            [text("place"), text("title"), recognised, not, undetermined].join("|") + "\n"
        })
        .collect();
    lines.sort();
    lines.concat()
}

#[test]
fn its_numbers_are_those_of_the_store_and_no_share_exceeds_its_whole() {
    let house = people::house();
    judge(&house);
    let numbers = numbers(&house, &[]);
    let query = "select place, title, sum(status = 'recognised'), sum(status = 'not-recognised'),
            sum(status = 'undetermined')
        from v_verdict where run = 1 and status <> 'not-applicable'
        group by place, title";
    let stored = house.rows(EXAMPLE, query);
    let mut stored: Vec<&str> = stored.split_inclusive('\n').collect();
    stored.sort_unstable();
    assert_eq!(lines(&numbers), stored.concat());
    for line in numbers["lines"].as_array().unwrap() {
        let rate = &line["rate"];
        assert_eq!(rate["numerator"], line["recognised"]);
        assert_eq!(rate["denominator"], line["assessed"]);
        let count = |key: &str| rate[key].as_u64().unwrap();
        assert!(count("numerator") + count("undetermined") <= count("denominator"));
    }
}

#[test]
fn the_text_has_every_part_in_two_languages() {
    let house = House::with_example();
    judge(&house);
    let vietnamese = report(&house, &["--place", "30982"]);
    let english = report(&house, &["--place", "30982", "--lang", "en"]);
    for (text, headings) in [
        (
            &vietnamese,
            [
                "So với chỉ tiêu",
                "Theo thôn, ấp, tổ dân phố",
                "Theo giới tính và độ tuổi",
                "Tiêu chí không đạt nhiều nhất",
                "Minh chứng còn thiếu nhiều nhất",
                "Qua các năm",
            ],
        ),
        (
            &english,
            [
                "Against the targets",
                "By hamlet",
                "By sex and age",
                "Criteria that fail most",
                "Evidence missing most often",
                "Year against year",
            ],
        ),
    ] {
        for heading in headings {
            assert!(text.lines().any(|line| line.starts_with(heading)), "{heading}: {text}");
        }
    }
    assert!(vietnamese.contains(" %\n") && vietnamese.contains(','));
}

#[test]
fn one_commune_stands_alone_and_an_unknown_one_is_refused() {
    let house = people::house();
    judge(&house);
    let one = numbers(&house, &["--place", "30952"]);
    let places: Vec<&Value> =
        one["lines"].as_array().unwrap().iter().map(|line| &line["place"]).collect();
    assert!(!places.is_empty() && places.iter().all(|place| *place == "30952"), "{places:?}");
    let all = lines(&numbers(&house, &[]));
    for line in lines(&one).lines() {
        assert!(all.contains(line), "{line} is not in {all}");
    }
    let message = house.run(&["report", EXAMPLE, "--place", "99999"]).refused(1);
    insta::assert_snapshot!(message, @r"
    lỗi: lần đánh giá số 1 không có xã mã `99999`
      cách xử lý: hãy ghi mã mà xã có trong kỳ đánh giá
    ");
}

#[test]
fn before_the_first_run_there_is_nothing_to_report() {
    let house = office::house();
    house.run(&["report", OFFICE]).refused(1);
    office::citizens(&house, &["a,Nguyễn Văn An,,01/05/1980,,người lao động,8"], &[]).data();
    let message = house.run(&["report", OFFICE]).refused(1);
    insta::assert_snapshot!(message, @r"
    lỗi: chưa có lần đánh giá như vậy
      cách xử lý: hãy đánh giá một kỳ trước: `tieuchi run KHÔNG-GIAN-LÀM-VIỆC --period NĂM`
    ");
    house.run(&["run", OFFICE, "--period", "2024"]).data();
    house.run(&["report", OFFICE]).data();
    house.run(&["report", OFFICE, "--run", "7"]).refused(1);
    house.run(&["report", OFFICE, "--period", "2023"]).refused(1);
}

#[test]
fn each_section_is_a_table_of_its_own() {
    let house = people::house();
    judge(&house);
    let mut seen = Vec::new();
    for section in ["titles", "targets", "people", "criteria", "evidence", "years"] {
        let table = report(&house, &["--format", "csv", "--section", section]);
        let header = table.lines().next().unwrap_or_default().to_owned();
        assert!(header.contains(','), "{section}: {header}");
        assert!(!seen.contains(&header), "{section} is another section's table");
        seen.push(header);
    }
    house.run(&["report", EXAMPLE, "--format", "csv", "--section", "titel"]).refused(2);
}

#[test]
fn the_page_loads_nothing_and_has_charts() {
    let house = people::house();
    judge(&house);
    assert_eq!(report(&house, &["--format", "html", "--out", "report.html"]), "");
    let page = fs::read_to_string(house.path("report.html")).unwrap();
    for loaded in ["<script", "src=", "<link", "@import", "url(h", "url(\"", "url('", "url(/"] {
        assert!(!page.contains(loaded), "{loaded}");
    }
    // The names of the languages of charts are addresses, and nobody goes there.
    let page_without_names = page.replace("http://www.w3.org/2000/svg", "");
    assert!(!page_without_names.contains("http://") && !page_without_names.contains("https://"));
    assert!(page.contains("<svg") && page.contains("@media print") && page.contains("lang=\"vi\""));
    // It is not written over.
    let flags = ["report", EXAMPLE, "--format", "html", "--out", "report.html"];
    house.run(&flags).refused(1);
    assert_eq!(fs::read_to_string(house.path("report.html")).unwrap(), page);
}

#[test]
fn the_workbook_opens_and_its_sums_are_formulas_with_the_stored_numbers() {
    let house = office::filled();
    house.run(&["run", OFFICE, "--period", "2024"]).data();
    let flags = ["report", OFFICE, "--format", "xlsx", "--out", "report.xlsx"];
    assert_eq!(house.run(&flags).data(), "");
    let mut book: Xlsx<_> = open_workbook(house.path("report.xlsx")).unwrap();
    let names = book.sheet_names();
    assert!(names.len() >= 8, "{names:?}");
    let formulas = book.worksheet_formula(&names[0]).unwrap();
    let sums = formulas.used_cells().filter(|(_, _, formula)| formula.contains("SUM")).count();
    assert!(sums >= 5, "{sums} sums");
    let values = book.worksheet_range(&names[0]).unwrap();
    let row = values.rows().find(|row| row[0] == "Công dân học tập");
    let row: Vec<String> =
        row.expect("the title has a row").iter().map(ToString::to_string).collect();
    let query = "select sum(status <> 'not-applicable'), sum(status = 'recognised'),
            sum(status = 'not-recognised'), sum(status = 'undetermined')
        from v_verdict where title = 'cong-dan-hoc-tap'";
    assert_eq!(row[1..5].join("|") + "\n", house.rows(OFFICE, query));
}
