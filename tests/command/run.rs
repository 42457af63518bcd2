//! `run`: the main job, once, again, corrected, with more hands and for other years.

use std::fs;

use serde_json::Value;

use super::{
    EXAMPLE,
    people::{self, CITIZENS_FILE, judge, moved},
};
use crate::house::House;

/// The first line of a report that holds a text, with single blanks.
#[track_caller]
fn line(report: &str, text: &str) -> String {
    let line = report.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    line.into_iter().find(|line| line.starts_with(text)).expect("the report has such a line")
}

/// Rows that only one of two runs has, in either direction.
fn difference(house: &House, view: &str, columns: &str, runs: [u32; 2]) -> String {
    let side = |run: u32| format!("select {columns} from {view} where run = {run}");
    let [one, other] = runs.map(side);
    let query = format!(
        "select * from ({one} except {other}) union all select * from ({other} except {one})"
    );
    house.rows(EXAMPLE, &query)
}

/// Holds that two runs found the same in every subject.
#[track_caller]
fn assert_equal(house: &House, one: u32, other: u32) {
    let findings = "period, title, place, subject, criterion, outcome, points_low, points_high, \
                    points_max";
    let verdicts = "period, title, kind, place, subject, status, level, points_low, points_high, \
                    points_max";
    for (view, columns) in [("v_finding", findings), ("v_verdict", verdicts)] {
        let rows = house.rows(EXAMPLE, &format!("select count(*) from {view} where run = {one}"));
        assert_ne!(rows, "0\n");
        assert_eq!(difference(house, view, columns, [one, other]), "");
    }
}

/// What the store holds now, by number of rows.
fn sizes(house: &House) -> String {
    let query = "select (select count(*) from run), (select count(*) from register_revision),
        (select count(*) from artifact), (select count(*) from decision)";
    house.rows(EXAMPLE, query)
}

#[test]
fn the_first_run_makes_the_store_and_prints_the_report_in_two_languages() {
    let house = people::house();
    assert!(house.stored(EXAMPLE).is_empty());
    let report = judge(&house);
    let heading: Vec<&str> = report.lines().take(2).collect();
    insta::assert_snapshot!(heading.join("\n"), @r"
    KẾT QUẢ ĐÁNH GIÁ CÁC DANH HIỆU HỌC TẬP
    Gò Quao (ví dụ) · Kỳ 2024 · Lần đánh giá số 1
    ");
    insta::assert_snapshot!(line(&report, "Thị trấn Gò Quao Công dân học tập"), @"Thị trấn Gò Quao Công dân học tập 4 1 2 1 25,00–50,00 %");
    assert!(!house.stored(EXAMPLE).is_empty());

    let report = house.run(&["run", EXAMPLE, "--period", "2024", "--lang", "en"]).data();
    let heading: Vec<&str> = report.lines().take(2).collect();
    insta::assert_snapshot!(heading.join("\n"), @r"
    LEARNING TITLES: RESULTS OF THE ASSESSMENT
    Gò Quao (ví dụ) · Period 2024 · Run 2
    ");
    insta::assert_snapshot!(line(&report, "Thị trấn Gò Quao Công dân học tập"), @"Thị trấn Gò Quao Công dân học tập 4 1 2 1 25.00–50.00%");
}

#[test]
fn a_second_run_takes_nothing_in_again_and_finds_the_same() {
    let house = House::with_example();
    judge(&house);
    let before = sizes(&house);
    judge(&house);
    let after = sizes(&house);
    assert_eq!(before.strip_prefix('1'), after.strip_prefix('2'), "{before} became {after}");
    assert_equal(&house, 1, 2);
    let input = "select count(*), count(distinct input) from run";
    assert_eq!(house.rows(EXAMPLE, input), "2|1\n");
}

#[test]
fn the_number_of_hands_changes_nothing() {
    let house = House::with_example();
    let reports = ["1", "2", "64"].map(|jobs| {
        let arguments = ["run", EXAMPLE, "--period", "2024", "--format", "csv", "--jobs", jobs];
        let report = house.run(&arguments).data();
        // The number of the run stands first in each line.
        let lines = report.lines().map(|line| line.split_once(',').unwrap().1.to_owned());
        lines.collect::<Vec<_>>()
    });
    assert_eq!(reports[0], reports[1]);
    assert_eq!(reports[0], reports[2]);
    assert_equal(&house, 1, 2);
    assert_equal(&house, 1, 3);
}

#[test]
fn every_format_counts_what_the_store_holds() {
    let house = House::with_example();
    let json = house.run(&["run", EXAMPLE, "--period", "2024", "--format", "json"]).data();
    let csv = house.run(&["run", EXAMPLE, "--period", "2024", "--format", "csv"]).data();
    let counts = |run: u32| {
        let query = format!(
            "select place, title, sum(status = 'recognised'), sum(status = 'not-recognised'),
                 sum(status = 'undetermined'), sum(status = 'not-applicable')
             from v_verdict where run = {run} group by place, title order by place || '|' || title || '|'"
        );
        house.rows(EXAMPLE, &query)
    };

    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["run"], &json["period"]), (&Value::from(1), &Value::from(2024)));
    let lines = json["lines"].as_array().unwrap();
    let mut told: Vec<String> = lines.iter().map(json_line).collect();
    told.sort();
    assert_eq!(told.concat(), counts(1));

    let mut told = csv_lines(&csv);
    told.sort();
    assert_eq!(told.concat(), counts(2));
}

/// A line of JSON as the query puts it.
fn json_line(line: &Value) -> String {
    let text = |key: &str| line[key].as_str().expect("a text").to_owned();
    let number = |key: &str| line[key].as_u64().expect("a number").to_string();
    let keys = ["recognised", "not-recognised", "undetermined", "not-applicable"];
    let mut cells = vec![text("place"), text("title")];
    cells.extend(keys.map(number));
    cells.join("|") + "\n"
}

/// The cells of a line of CSV; no cell here holds a quote.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells.last_mut().expect("there is one from the start").push(letter),
        }
    }
    cells
}

/// The lines of a report in CSV as the query puts them.
fn csv_lines(csv: &str) -> Vec<String> {
    let header = cells(csv.lines().next().expect("CSV has a header"));
    let columns =
        ["place", "title", "recognised", "not-recognised", "undetermined", "not-applicable"].map(
            |name| header.iter().position(|column| column == name).expect("the column is there"),
        );
    let lines = csv.lines().skip(1).map(cells);
    lines.map(|cells| columns.map(|column| cells[column].clone()).join("|") + "\n").collect()
}

#[test]
fn a_corrected_cell_makes_one_revision_and_shares_the_rest() {
    let house = people::house();
    judge(&house);
    let last = |what: &str| house.rows(EXAMPLE, &format!("select max(rowid) from {what}"));
    let (revision, artifact) = (last("register_revision"), last("artifact"));
    house.replace(CITIZENS_FILE, "8,8,8,8,8,8,8,8,8,7", "8,8,8,8,8,8,8,8,9,7");
    judge(&house);
    assert_eq!(
        moved(&house, 1, 2),
        "cong-dan-hoc-tap|binh|not-recognised 79|recognised 80\n\
         gia-dinh-hoc-tap|nha-binh|not-recognised|recognised\n"
    );
    let new = format!(
        "select period, place, kind, rows, source from register_revision where seq > {revision}"
    );
    insta::assert_snapshot!(house.rows(EXAMPLE, &new), @"2024|30952|citizen|5|registers/2024/citizens.csv");
    let new = format!(
        "select kind, count(*) from artifact where rowid > {artifact} group by 1 order by 1"
    );
    insta::assert_snapshot!(house.rows(EXAMPLE, &new), @r"
    column|2
    register|1
    verdicts|2
    ");
    assert_eq!(
        difference(&house, "v_finding", "subject, criterion, points_low", [1, 2]),
        "binh|quan-he-than-thien|8\nbinh|quan-he-than-thien|9\n"
    );
}

#[test]
fn a_correction_taken_back_is_a_new_revision_of_what_is_there_already() {
    let house = people::house();
    judge(&house);
    let good = fs::read_to_string(house.path(CITIZENS_FILE)).unwrap();
    house.replace(CITIZENS_FILE, "7,7,7,7,7,7,7,7,7,6", "7,7,7,7,7,7,7,7,7,7");
    judge(&house);
    assert!(
        moved(&house, 1, 2).starts_with("cong-dan-hoc-tap|minh|not-recognised 69|recognised 70\n")
    );
    let count = |table: &str| house.rows(EXAMPLE, &format!("select count(*) from {table}"));
    assert_eq!(count("register_revision where place = '30964' and kind = 'citizen'"), "2\n");
    let artifacts = count("artifact");
    house.write(CITIZENS_FILE, &good);
    judge(&house);
    assert_equal(&house, 1, 3);
    assert_eq!(count("register_revision where place = '30964' and kind = 'citizen'"), "3\n");
    assert_eq!(count("artifact"), artifacts);
}

#[test]
fn a_file_written_again_with_the_same_text_is_not_taken_in_again() {
    let house = people::house();
    judge(&house);
    let before = sizes(&house);
    let text = fs::read_to_string(house.path(CITIZENS_FILE)).unwrap();
    fs::remove_file(house.path(CITIZENS_FILE)).unwrap();
    house.write(CITIZENS_FILE, &text);
    judge(&house);
    assert_eq!(sizes(&house).strip_prefix('2'), before.strip_prefix('1'));
}

#[test]
fn after_the_merger_four_communes_are_judged_without_the_people_of_the_old_ones() {
    let house = House::with_example();
    judge(&house);
    let csv = house.run(&["run", EXAMPLE, "--period", "2025", "--format", "csv"]).data();
    let communes = csv.lines().filter(|line| line.contains(",cong-dong-hoc-tap-cap-xa,"));
    let mut communes: Vec<String> = communes.map(|line| cells(line)[1..4].join(",")).collect();
    communes.sort();
    insta::assert_snapshot!(communes.join("
"), @r"
    2025,30952,Xã Gò Quao
    2025,30958,Xã Định Hòa
    2025,30970,Xã Vĩnh Hòa Hưng
    2025,30982,Xã Vĩnh Tuy
    ");
    let query = "select kind, place, subject from v_verdict where run = 2 order by place";
    insta::assert_snapshot!(house.rows(EXAMPLE, query), @r"
    commune|30952|30952
    commune|30958|30958
    commune|30970|30970
    commune|30982|30982
    ");
}

#[test]
fn a_year_without_communes_is_refused_before_a_store_is_made() {
    let house = people::house();
    let said = house.run_en(&["run", EXAMPLE, "--period", "1990"]).refused(1);
    insta::assert_snapshot!(said, @r"
    error: no commune is in force on 1990-12-31
      help: add the communes of that day to `places/units.csv`, or choose another period with `--period`
    ");
    assert!(house.stored(EXAMPLE).is_empty());
}

#[test]
fn what_is_no_year_is_a_wrong_command_line() {
    let house = people::house();
    for period in ["", "0", "0000", "24", "20x4", "12345", " 2024", "2024-01", "-2024", "２０２４"]
    {
        let said = house.run(&["run", EXAMPLE, &format!("--period={period}")]).refused(2);
        assert!(said.contains("a period is a year of four digits, such as 2024"), "{said}");
    }
    assert!(house.stored(EXAMPLE).is_empty());
}

#[test]
fn an_overlay_of_a_place_that_has_become_another_is_left_out_with_a_warning() {
    let house = people::house();
    house.replace(
        "examples/go-quao/overlays/xa-vinh-thang-cong-dong.toml",
        "until    = 2025-06-30\n",
        "",
    );
    for command in ["run", "plan"] {
        let output =
            house.run_en(&[command, EXAMPLE, "--period", "2025", "--error-format", "plain"]);
        insta::allow_duplicates! {
            // A run says beside that nobody keeps registers of 2025 yet.
            let stderr = output.stderr.split_once("tieuchi import`\n").map_or_else(
                || output.stderr.clone(),
                |(before, after)| {
                    assert!(before.contains("warning[D036]"), "{before}");
                    after.replace("2 warnings", "1 warning")
                },
            );
            insta::assert_snapshot!(stderr, @r"
    examples/go-quao/overlays/xa-vinh-thang-cong-dong.toml:7:12: warning[R063]: overlay needs review: `30982` is another place since 2025-07-01
      label: was xã Vĩnh Thắng, now is xã Vĩnh Tuy; not applied
      help: add `until` to the overlay, and write a new one on a decision of the new place
    tieuchi: 1 warning
    ");
        }
        let _ = output.data();
    }
    // In 2024 the place was still the one that the overlay means.
    judge(&house);
}

#[test]
fn a_computed_value_out_of_its_range_ends_the_run_with_4_and_names_the_criterion() {
    let house = people::house();
    let indicators = "rules/indicators/clan.toml";
    let text = fs::read_to_string(house.path(indicators)).unwrap();
    let from = text.find("[indicator.so-nguoi-bo-hoc]").expect("the indicator is there");
    let narrowed = text[from..].replacen("range     = [0, 10_000_000]", "range     = [0, 1]", 1);
    house.write(indicators, &format!("{}{narrowed}", &text[..from]));
    house.replace(CITIZENS_FILE, "khong-thuoc,0,8,8", "khong-thuoc,1,8,8");
    let output = house.run(&["run", EXAMPLE, "--period", "2024", "--format", "json"]);
    assert_eq!(output.code, Some(4), "{}", output.stderr);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    insta::assert_snapshot!(format!("{:#}", report["faults"]), @r#"
    [
      {
        "criterion": "khong-bo-hoc",
        "message": "a computed value lies outside its declared range",
        "place": "30952",
        "subjects": 1,
        "title": "dong-ho-hoc-tap"
      }
    ]
    "#);
    let query = "select title, subject, outcome from v_finding where outcome = 'error'";
    assert_eq!(house.rows(EXAMPLE, query), "dong-ho-hoc-tap|ho-nguyen|error\n");
    let query = "select status from v_verdict where subject = 'ho-nguyen'";
    assert_eq!(house.rows(EXAMPLE, query), "undetermined\n");
}

#[test]
fn a_register_is_the_same_from_whichever_folder_the_program_is_started() {
    let house = people::house();
    let _ = house.run(&["run", EXAMPLE, "--period", "2024"]).data();
    for folder in [EXAMPLE, "examples", "rules"] {
        let workspace = house.path(EXAMPLE);
        let workspace = match folder {
            EXAMPLE => ".",
            "examples" => "go-quao",
            _ => workspace.to_str().unwrap(),
        };
        let mut command = house.command(&["run", workspace, "--period", "2024"]);
        let output = command.current_dir(house.path(folder)).output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{folder}");
        assert_eq!(output.status.code(), Some(0));
    }
    let query = "select distinct source from register_revision order by 1";
    let sources = house.rows(EXAMPLE, query);
    assert!(sources.lines().all(|source| source.starts_with("registers/2024/")), "{sources}");
}
