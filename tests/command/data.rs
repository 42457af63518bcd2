//! Registers, decisions and places with faults: all are told at once, and nothing is taken in.

use std::fs;

use super::{
    EXAMPLE,
    people::{self, CITIZENS_FILE},
};
use crate::house::{House, Output};

/// Judges 2024 with messages line by line.
fn run(house: &House) -> Output {
    house.run_en(&["run", EXAMPLE, "--period", "2024", "--error-format", "plain"])
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
    insta::assert_snapshot!(run(&house).refused(3), @r"
    error[D018]: `39999` is not a commune on 2024-12-31
      note: examples/go-quao/registers/2024/citizens.csv, line 2, column `place`
      note: later rows with this code are not reported again
      help: did you mean `30979`?
    error[D015]: `2020-09-31` is not a date
      note: examples/go-quao/registers/2024/citizens.csv, line 3, column `birth-date`
      note: expected a day as `2024-12-31`, from 1800 to 2199
      help: write year, month and day, such as `2024-12-31`
    error[D014]: `can-bộ` is not a code of `nhom-doi-tuong`
      note: examples/go-quao/registers/2024/citizens.csv, line 4, column `nhom-doi-tuong`
      note: expected `nguoi-dan`, `nguoi-lao-dong`, `can-bo`, `hoc-sinh` or `khong`
      help: did you mean `can-bo`?
    error[D017]: the subject `chi` stands twice in its place
      note: examples/go-quao/registers/2024/citizens.csv, line 6, column `subject`
      note: it stands on line 5 already
      help: keep one of the rows, or give the other subject its own id
    error[D011]: `11` is out of range
      note: examples/go-quao/registers/2024/citizens.csv, line 7, column `tu-cham.hop-tac-chia-se`
      note: expected a whole number from 0 to 10 (điểm)
      help: correct the number, or leave the cell empty where it is not known
    error[D013]: `maybe` is neither yes nor no
      note: examples/go-quao/registers/2024/families.csv, line 2, column `ho-ngheo-da-chieu`
      note: expected `1` or `0`, or `true` or `false`
      help: write `1` for yes, `0` for no, nothing where it is not known
    error[D013]: `maybe` is neither yes nor no
      note: examples/go-quao/registers/2024/families.csv, line 3, column `ho-ngheo-da-chieu`
      note: expected `1` or `0`, or `true` or `false`
      help: write `1` for yes, `0` for no, nothing where it is not known
    error[D013]: `maybe` is neither yes nor no
      note: examples/go-quao/registers/2024/families.csv, line 4, column `ho-ngheo-da-chieu`
      note: expected `1` or `0`, or `true` or `false`
      help: write `1` for yes, `0` for no, nothing where it is not known
    error[D015]: `15/03/2022` is not a date
      note: examples/go-quao/registers/decisions.csv, line 3, column `date`
      note: expected a day as `2024-12-31`
      help: write year, month and day: `2022-03-15`
    tieuchi: 9 errors
    ");
    assert_nothing_taken_in(&house);
}

#[test]
fn a_header_that_is_wrong_says_what_is_meant() {
    let house = people::house();
    house.replace(CITIZENS_FILE, "tu-cham.tinh-toan", "tu-cham.tinh-toam");
    insta::assert_snapshot!(run(&house).refused(3), @r"
    error[D004]: `tu-cham.tinh-toam` is not an indicator of kind `citizen`
      note: examples/go-quao/registers/2024/citizens.csv, line 1, column `tu-cham.tinh-toam`
      help: did you mean `tu-cham.tinh-toan`?
    tieuchi: 1 error
    ");
    assert_nothing_taken_in(&house);
    people_without_header(&house);
    let said = run(&house).refused(3);
    for column in ["subject", "place"] {
        assert!(said.contains(&format!("`{column}`")), "{said}");
    }
    assert_nothing_taken_in(&house);
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
    insta::assert_snapshot!(output.stderr, @r"
    warning[D030]: `citizen.csv` is no register and was not read
      note: examples/go-quao/registers/2024/citizen.csv
      help: name it `citizens.csv` if that is what it is
    tieuchi: 1 warning
    ");
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
    insta::assert_snapshot!(run(&house).refused(3), @r"
    error[D024]: the unit above, `970`, is not there on 2020-01-01
      note: examples/go-quao/places/units.csv, line 6, column `parent`
      note: no unit ever has the code `970`
      help: did you mean `907`?
    error[D021]: `comune` is not a tier
      note: examples/go-quao/places/units.csv, line 8, column `tier`
      note: expected `country`, `province`, `district` or `commune`
      help: did you mean `commune`?
    error[D015]: `2020-00-01` is not a date
      note: examples/go-quao/places/units.csv, line 9, column `from`
      note: expected a day as `2024-12-31`
      help: write year, month and day, such as `2024-12-31`
    tieuchi: 3 errors
    ");
    fs::remove_file(house.path(units)).unwrap();
    insta::assert_snapshot!(run(&house).refused(1), @r"
    error: cannot read `examples/go-quao/places/units.csv`
      caused by: there is no such file or folder
      help: look at the file's name again, and at the folder in which the command runs
    ");
    fs::create_dir(house.path(units)).unwrap();
    insta::assert_snapshot!(run(&house).refused(1), @r"
    error: cannot read `examples/go-quao/places/units.csv`
      caused by: it is a folder, not a file
      help: name a file in that folder
    ");
    assert!(house.stored(EXAMPLE).is_empty());
}

#[test]
fn broken_decisions_are_told_all_at_once() {
    let house = people::house();
    let decisions = "examples/go-quao/registers/decisions.csv";
    house.replace(decisions, "2020,cong-dan-hoc-tap", "20x0,cong-dan-hoc-tap");
    house.replace(decisions, "2021,cong-dan-hoc-tap,30952", "2021,cong-dan-hoc-tap,99999");
    house.replace(decisions, "23/QĐ,2024-03-15,Chủ tịch,,an,", "23/QĐ,2024-03-15,Chủ tịch,,an,x");
    insta::assert_snapshot!(run(&house).refused(3), @r"
    error[D029]: `20x0` is not a period
      note: examples/go-quao/registers/decisions.csv, line 2, column `period`
      help: write the year, such as `2024`
    error[D018]: `99999` is not a commune on 2021-12-31
      note: examples/go-quao/registers/decisions.csv, line 3, column `place`
      help: write the code of a commune that is there on that day
    error[D010]: `x` is not a whole number
      note: examples/go-quao/registers/decisions.csv, line 5, column `level`
      note: expected a level from 1 to 9
      help: write the level as a digit; leave it empty for a title without levels
    tieuchi: 3 errors
    ");
    assert_nothing_taken_in(&house);
}

#[test]
fn without_registers_only_communes_are_judged_and_by_nothing() {
    let house = people::house();
    fs::remove_dir_all(house.path("examples/go-quao/registers")).unwrap();
    let run = house.run_en(&["run", EXAMPLE, "--period", "2024"]);
    assert!(run.stderr.starts_with("warning[D036]"), "{}", run.stderr);
    let _ = run.data();
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

#[test]
fn a_register_of_members_that_is_not_there_is_missing_evidence_and_not_nobody() {
    let recognised = |house: &House| {
        house.rows(
            EXAMPLE,
            "select status, count(*) from v_verdict
             where run = (select max(run) from run) and title = 'gia-dinh-hoc-tap' group by 1",
        )
    };
    let house = House::with_example();
    fs::remove_file(house.path("examples/go-quao/registers/2024/citizens.csv")).unwrap();
    let _ = house.run(&["run", EXAMPLE, "--period", "2024"]).data();
    assert!(!recognised(&house).contains("|recognised"), "{}", recognised(&house));
    assert!(!recognised(&house).starts_with("recognised"), "{}", recognised(&house));
    // Whatever case the ending has, the file is read.
    let with = House::with_example();
    let folder = with.path("examples/go-quao/registers/2024");
    fs::rename(folder.join("citizens.csv"), folder.join("citizens.CSV")).unwrap();
    let _ = with.run(&["run", EXAMPLE, "--period", "2024"]).data();
    assert!(recognised(&with).contains("recognised|203"), "{}", recognised(&with));
}

#[test]
fn two_files_of_one_register_are_refused_and_a_lost_one_is_told() {
    let house = House::with_example();
    let register = "examples/go-quao/registers/2024/citizens.csv";
    let text = fs::read_to_string(house.path(register)).unwrap();
    house.write("examples/go-quao/registers/2024/old/citizens.csv", &text);
    let twice = house.run_en(&["run", EXAMPLE, "--period", "2024"]);
    assert_eq!(twice.code, Some(3));
    assert!(twice.stderr.contains("error[D035]"), "{}", twice.stderr);
    fs::remove_dir_all(house.path("examples/go-quao/registers/2024/old")).unwrap();
    let _ = house.run_en(&["run", EXAMPLE, "--period", "2024"]).data();
    fs::remove_file(house.path(register)).unwrap();
    let lost = house.run_en(&["run", EXAMPLE, "--period", "2024"]);
    assert_eq!(lost.stderr.matches("warning[D032]").count(), 11, "{}", lost.stderr);
}

/// What the latest run says of a person and the title that asks for five years.
fn outstanding(house: &House, subject: &str) -> String {
    let query = format!(
        "select status from v_verdict where run = (select max(run) from run)
         and title = 'cong-dan-hoc-tap-tieu-bieu' and subject = '{subject}'"
    );
    house.rows(EXAMPLE, &query)
}

#[test]
fn a_decision_told_again_without_somebody_no_longer_counts_for_them() {
    let house = House::with_example();
    let _ = house.run(&["run", EXAMPLE, "--period", "2024"]).data();
    assert_eq!(outstanding(&house, "30952-c-00021"), "recognised\n");
    let file = "examples/go-quao/registers/decisions.csv";
    let text = fs::read_to_string(house.path(file)).unwrap();
    let kept: Vec<&str> = text.lines().filter(|line| !line.contains(",30952-c-00021,")).collect();
    house.write(file, &(kept.join("\n") + "\n"));
    let _ = house.run(&["run", EXAMPLE, "--period", "2024"]).data();
    assert_eq!(outstanding(&house, "30952-c-00021"), "not-recognised\n");
}

#[test]
fn a_streak_goes_on_through_the_merger_of_a_commune() {
    let house = House::with_example();
    let old = "examples/go-quao/registers/2024/citizens.csv";
    let text = fs::read_to_string(house.path(old)).unwrap();
    let mut moved = String::new();
    for (number, line) in text.lines().enumerate() {
        let place = line.split(',').nth(1).unwrap();
        if number == 0 || ["30958", "30961", "30967"].contains(&place) {
            moved.push_str(&line.replacen(
                &format!(",{place},"),
                ",30958,",
                usize::from(number > 0),
            ));
            moved.push('\n');
        }
    }
    house.write("examples/go-quao/registers/2025/citizens.csv", &moved);
    let _ = house.run(&["run", EXAMPLE, "--period", "2025"]).data();
    // Recognised 2020 to 2023 in a commune that is no more, and nothing is decided on 2024 yet.
    assert_eq!(outstanding(&house, "30967-c-00169"), "undetermined\n");
}
