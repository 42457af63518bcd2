//! Registers, decisions and places with faults: all are told at once, and nothing is taken in.

use std::fs;

use super::{
    EXAMPLE,
    people::{self, CITIZENS_FILE, judge},
};
use crate::house::{House, Output};

/// Judges 2024 with messages line by line.
fn run(house: &House) -> Output {
    house.run(&["run", EXAMPLE, "--period", "2024", "--error-format", "plain"])
}

/// What a store without anything taken in holds.
#[track_caller]
fn assert_nothing_taken_in(house: &House) {
    let query = "select (select count(*) from register_revision), (select count(*) from decision),
        (select count(*) from identity), (select count(*) from run), (select count(*) from artifact)";
    assert_eq!(house.rows(EXAMPLE, query), "0|0|0|0|0\n");
}

#[test]
fn every_fault_of_every_file_is_told_at_once_and_nothing_is_taken_in() {
    let house = people::house();
    house.replace(CITIZENS_FILE, "an,30952,", "an,39999,");
    house.replace(CITIZENS_FILE, "2020-09-01,khong", "2020-09-31,khong");
    house.replace(CITIZENS_FILE, "can-bo", "can-bộ");
    house.replace(CITIZENS_FILE, "dung,30952", "chi,30952");
    house.replace(CITIZENS_FILE, "0,7,7,7,7,7,8,8,8,8,8", "0,7,7,7,7,7,8,8,8,8,11");
    house.replace("examples/go-quao/registers/2024/families.csv", "khu-1,0,3", "khu-1,maybe,3");
    house.replace("examples/go-quao/registers/decisions.csv", "2022-03-15", "15/03/2022");
    insta::assert_snapshot!(run(&house).refused(3), @"");
    assert_nothing_taken_in(&house);
}

#[test]
fn a_header_that_is_wrong_says_what_is_meant() {
    let house = people::house();
    house.replace(CITIZENS_FILE, "tu-cham.tinh-toan", "tu-cham.tinh-toam");
    insta::assert_snapshot!(run(&house).refused(3), @"");
    assert_nothing_taken_in(&house);
    people_without_header(&house);
    insta::assert_snapshot!(run(&house).refused(3), @"");
}

/// Leaves out the first line.
fn people_without_header(house: &House) {
    let text = fs::read_to_string(house.path(CITIZENS_FILE)).unwrap();
    house.write(CITIZENS_FILE, text.split_once('\n').unwrap().1);
}

#[test]
fn hostile_registers_are_refused_without_a_panic() {
    let good = fs::read_to_string(people::house().path(CITIZENS_FILE)).unwrap();
    let header = good.lines().next().unwrap();
    let row = good.lines().nth(1).unwrap();
    let cases: [(&str, Vec<u8>); 10] = [
        ("empty", Vec::new()),
        ("only NUL", vec![0; 4096]),
        ("invalid UTF-8", [header.as_bytes(), b"\n\xff\xfe,30952\n"].concat()),
        ("a quote that never ends", format!("{header}\n\"{row}\n{row}").into_bytes()),
        ("one cell of 4 MiB", format!("{header}\n{},30952", "x".repeat(4 << 20)).into_bytes()),
        ("a million commas", format!("{header}\n{}", ",".repeat(1_000_000)).into_bytes()),
        ("a header of commas", ",".repeat(100_000).into_bytes()),
        ("a number beyond all", row_with(header, row, "0,8", "0,99999999999999999999999999")),
        ("a zip file", b"PK\x03\x04\x14\x00\x06\x00".repeat(100)),
        (
            "UTF-16",
            [b"\xff\xfe".to_vec(), header.bytes().flat_map(|byte| [byte, 0]).collect()].concat(),
        ),
    ];
    let house = people::house();
    for (name, bytes) in cases {
        fs::write(house.path(CITIZENS_FILE), bytes).unwrap();
        let output = run(&house);
        assert!(matches!(output.code, Some(1 | 3)), "{name}: {output:?}");
        assert!(output.stderr.contains("citizens.csv"), "{name}: {}", output.stderr);
        assert!(!output.stderr.contains("panicked"), "{name}: {}", output.stderr);
        assert!(output.stderr.len() < 100_000, "{name}: {} bytes", output.stderr.len());
        assert_nothing_taken_in(&house);
    }
}

/// A register of one row with something changed in it.
fn row_with(header: &str, row: &str, from: &str, to: &str) -> Vec<u8> {
    assert!(row.contains(from));
    format!("{header}\n{}\n", row.replacen(from, to, 1)).into_bytes()
}

#[test]
fn text_that_means_something_elsewhere_is_only_text() {
    let house = people::house();
    house.replace(CITIZENS_FILE, "Nguyễn Văn An", "'); DROP TABLE run; -- =1+1 \u{202e}");
    house.replace("examples/go-quao/tieuchi.toml", "\"Gò Quao (ví dụ)\"", r#""=1+1\u001b[31m\n""#);
    let output = house.run(&["run", EXAMPLE, "--period", "2024"]);
    assert!(!output.stdout.contains('\u{1b}'), "{}", output.stdout);
    let _ = output.data();
    assert_eq!(house.rows(EXAMPLE, "select count(*) from run"), "1\n");
}

#[test]
fn a_file_of_another_name_is_left_out_with_a_warning() {
    let house = people::house();
    house.write("examples/go-quao/registers/2024/citizen.csv", "subject,place\n");
    let output = run(&house);
    insta::assert_snapshot!(output.stderr, @"");
    let _ = output.data();
    assert_eq!(house.rows(EXAMPLE, "select count(*) from run"), "1\n");
}

#[test]
fn broken_places_are_told_all_at_once_before_a_store_is_made() {
    let house = people::house();
    let units = "examples/go-quao/places/units.csv";
    house.replace(
        units,
        "30955,Vĩnh Hòa Hưng Bắc,xã,commune,907",
        "30955,Vĩnh Hòa Hưng Bắc,xã,commune,970",
    );
    house.replace(units, "30961,Thới Quản,xã,commune", "30961,Thới Quản,xã,comune");
    house.replace(
        units,
        "30964,Định An,xã,commune,907,2020-01-01",
        "30964,Định An,xã,commune,907,2020-00-01",
    );
    insta::assert_snapshot!(run(&house).refused(3), @"");
    fs::remove_file(house.path(units)).unwrap();
    insta::assert_snapshot!(run(&house).refused(1), @"");
    fs::create_dir(house.path(units)).unwrap();
    insta::assert_snapshot!(run(&house).refused(1), @"");
    assert!(house.stored(EXAMPLE).is_empty());
}

#[test]
fn broken_decisions_are_told_all_at_once() {
    let house = people::house();
    let decisions = "examples/go-quao/registers/decisions.csv";
    house.replace(decisions, "2020,cong-dan-hoc-tap", "20x0,cong-dan-hoc-tap");
    house.replace(decisions, "2021,cong-dan-hoc-tap,30952", "2021,cong-dan-hoc-tap,99999");
    house.replace(decisions, "23/QĐ,2024-03-15,Chủ tịch,,an,", "23/QĐ,2024-03-15,Chủ tịch,,an,x");
    insta::assert_snapshot!(run(&house).refused(3), @"");
    assert_nothing_taken_in(&house);
}

#[test]
fn without_registers_only_communes_are_judged_and_by_nothing() {
    let house = people::house();
    fs::remove_dir_all(house.path("examples/go-quao/registers")).unwrap();
    judge(&house);
    let query = "select kind, status, count(*) from v_verdict group by 1, 2";
    assert_eq!(house.rows(EXAMPLE, query), "commune|undetermined|11\n");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let house = people::house();
    for file in [CITIZENS_FILE, "examples/go-quao/places/units.csv", "rules/base/pipe.toml"] {
        let kept = fs::read(house.path(file)).ok();
        let _ = fs::remove_file(house.path(file));
        let made = std::process::Command::new("mkfifo").arg(house.path(file)).status().unwrap();
        assert!(made.success());
        let said = run(&house).refused(1);
        assert_eq!(
            said,
            format!("error: cannot read `{file}`\n  caused by: it is no ordinary file\n")
        );
        fs::remove_file(house.path(file)).unwrap();
        if let Some(kept) = kept {
            fs::write(house.path(file), kept).unwrap();
        }
    }
}
