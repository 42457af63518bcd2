//! The store: locked, newer, damaged, something else, gone; a command that fails leaves it as it
//! was, byte for byte.

use std::{
    fs,
    io::ErrorKind,
    process::{Child, Stdio},
};

use rusqlite::types::ValueRef;

use super::{
    EXAMPLE,
    people::{self, CITIZENS_FILE, judge, verdicts},
};
use crate::house::House;

/// Where the store lies.
const STORE: &str = "examples/go-quao/.tieuchi/store.sqlite";

/// Runs 2024 against a store that is no good; says what was said.
#[track_caller]
fn refused(house: &House) -> String {
    let before = house.stored(EXAMPLE);
    let said = house.run_en(&["run", EXAMPLE, "--period", "2024"]).refused(1);
    assert!(house.stored(EXAMPLE) == before, "the store was touched: {said}");
    said
}

#[test]
fn a_store_that_another_program_writes_to_is_waited_for_and_then_left_alone() {
    let house = people::house();
    judge(&house);
    let other = house.store(EXAMPLE);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let said = house.run_en(&["run", EXAMPLE, "--period", "2024"]).refused(1);
    insta::assert_snapshot!(said, @r"
    error: the store `examples/go-quao/.tieuchi/store.sqlite` is locked: another program is writing to it
      help: wait until the other program is done, then run it again
    ");
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    assert_eq!(house.rows(EXAMPLE, "select max(run) from run"), "1\n");
    judge(&house);
    assert_eq!(verdicts(&house, 1), verdicts(&house, 2));
}

#[test]
fn a_store_that_somebody_reads_is_written_all_the_same() {
    let house = people::house();
    judge(&house);
    let other = house.store(EXAMPLE);
    other.execute_batch("BEGIN").unwrap();
    let runs = || other.query_row("select max(run) from run", [], |row| row.get::<_, i64>(0));
    assert_eq!(runs(), Ok(1));
    judge(&house);
    assert_eq!(runs(), Ok(1), "the reader keeps seeing what it began with");
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(runs(), Ok(2));
}

#[test]
fn two_runs_at_once_on_no_store_yet_become_two_runs() {
    let house = people::house();
    let start = || {
        let mut command = house.command(&["run", EXAMPLE, "--period", "2024"]);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let end = |run: Child| {
        let output = run.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let (one, other) = (start(), start());
    end(one);
    end(other);
    assert_eq!(house.rows(EXAMPLE, "select run from run"), "1\n2\n");
    assert_eq!(verdicts(&house, 1), verdicts(&house, 2));
}

#[test]
fn a_store_of_a_later_program_is_left_alone() {
    let house = people::house();
    judge(&house);
    house.store(EXAMPLE).pragma_update(None, "user_version", 1_000_000).unwrap();
    let said = refused(&house);
    let known = said.split("schemas up to ").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    insta::assert_snapshot!(said.replace(&format!("up to {known}"), "up to N"), @r"
    error: the store `examples/go-quao/.tieuchi/store.sqlite` has schema 1000000; this tieuchi knows schemas up to N
      help: use the tieuchi that wrote it, or a later one
    ");
}

#[test]
fn a_store_cut_off_anywhere_is_told_from_a_whole_one() {
    let house = people::house();
    judge(&house);
    let whole = fs::read(house.path(STORE)).unwrap();
    let page = 8192;
    for length in [1, 15, 16, 50, 99, 100, page - 1, page, page + 1, whole.len() / 2 / page * page]
    {
        fs::write(house.path(STORE), &whole[..length]).unwrap();
        let said = refused(&house);
        let told = ["is damaged", "is not a store of tieuchi"];
        assert!(told.iter().any(|told| said.contains(told)), "cut at {length}: {said}");
    }
    fs::write(house.path(STORE), &whole).unwrap();
    judge(&house);
    assert_eq!(verdicts(&house, 1), verdicts(&house, 2));
}

#[test]
fn a_store_with_bytes_changed_never_makes_the_program_panic() {
    let house = people::house();
    judge(&house);
    let whole = fs::read(house.path(STORE)).unwrap();
    // The head, and places all over the file: the same every time.
    for at in [16, 18, 28, 40, 44, 56, 60, 92].into_iter().chain((100..whole.len()).step_by(16_381))
    {
        let mut bytes = whole.clone();
        let end = (at + 40).min(bytes.len());
        bytes[at..end].fill(0xAA);
        fs::write(house.path(STORE), &bytes).unwrap();
        let output = house.run(&["run", EXAMPLE, "--period", "2024"]);
        assert!(matches!(output.code, Some(0 | 1)), "changed at {at}: {}", output.stderr);
        assert!(!output.stderr.contains("panicked"), "changed at {at}: {}", output.stderr);
        for left in house.stored(EXAMPLE).keys() {
            fs::remove_file(house.path(EXAMPLE).join(".tieuchi").join(left)).unwrap();
        }
    }
}

#[test]
fn what_is_no_store_is_never_written_over() {
    let house = people::house();
    house.write(STORE, "dear diary\n");
    let text = refused(&house);
    database_of_somebody_else(&house);
    let database = refused(&house);
    assert_eq!(text, database);
    fs::remove_file(house.path(STORE)).unwrap();
    fs::create_dir(house.path(STORE)).unwrap();
    let folder = house.run_en(&["run", EXAMPLE, "--period", "2024"]).refused(1);
    fs::remove_dir_all(house.path(EXAMPLE).join(".tieuchi")).unwrap();
    house.write("examples/go-quao/.tieuchi", "a file where the folder should be\n");
    let file = house.run_en(&["run", EXAMPLE, "--period", "2024"]).refused(1);
    insta::assert_snapshot!([text, folder, file].concat(), @r"
    error: `examples/go-quao/.tieuchi/store.sqlite` is not a store of tieuchi
      help: the file stays as it is; name another file under `store` in `tieuchi.toml`
    error: cannot open the store `examples/go-quao/.tieuchi/store.sqlite`
      caused by: it is a folder, not a file
      help: name a file in that folder
    error: cannot make the folder `examples/go-quao/.tieuchi`
      caused by: there is a file or folder of this name
      help: name another file, or move that one away
    ");
}

/// A database that is none of ours.
fn database_of_somebody_else(house: &House) {
    fs::remove_file(house.path(STORE)).unwrap();
    house.store(EXAMPLE).execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
}

#[test]
fn an_empty_file_counts_as_no_store_yet() {
    let house = people::house();
    house.write(STORE, "");
    judge(&house);
    assert_eq!(house.rows(EXAMPLE, "select count(*) from run"), "1\n");
}

#[test]
fn a_store_deleted_between_runs_is_made_anew_from_the_registers() {
    let house = people::house();
    judge(&house);
    let before = verdicts(&house, 1);
    fs::remove_dir_all(house.path(EXAMPLE).join(".tieuchi")).unwrap();
    judge(&house);
    assert_eq!(verdicts(&house, 1), before);
}

#[test]
fn a_folder_without_the_right_to_write_is_said_so() {
    let house = people::house();
    let folder = house.path(EXAMPLE);
    let mut rights = fs::metadata(&folder).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&folder, rights).unwrap();
    let tried = fs::write(folder.join("may-i"), "");
    let output = house.run(&["run", EXAMPLE, "--period", "2024"]);
    // The tests clean up after themselves, and whoever is root may write anyway.
    restore(&folder);
    match tried {
        Ok(()) => assert_eq!(output.code, Some(0)),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::PermissionDenied);
            let said = output.refused(1);
            assert!(said.contains("cannot make the folder `examples/go-quao/.tieuchi`"), "{said}");
        }
    }
}

/// Gives the right to write back.
#[expect(clippy::permissions_set_readonly_false, reason = "in a folder that only the test sees")]
fn restore(folder: &std::path::Path) {
    let mut rights = fs::metadata(folder).unwrap().permissions();
    rights.set_readonly(false);
    fs::set_permissions(folder, rights).unwrap();
}

#[test]
fn a_run_that_fails_leaves_the_store_byte_for_byte() {
    let house = people::house();
    judge(&house);
    let before = house.stored(EXAMPLE);
    assert_eq!(before.len(), 1, "nothing lies beside the store once a command is done");
    for (file, from, to, code) in [
        (CITIZENS_FILE, "nguoi-dan", "nguoi-lạ", 3),
        ("examples/go-quao/registers/decisions.csv", "2021-03-15", "2021-02-30", 3),
        ("examples/go-quao/places/units.csv", "commune", "comune", 3),
        ("rules/base/gia-dinh-hoc-tap/2022-03-25.toml", "at-most", "at_most", 3),
        ("examples/go-quao/tieuchi.toml", "../../rules", "../../rulez", 1),
    ] {
        let good = fs::read_to_string(house.path(file)).unwrap();
        house.replace(file, from, to);
        let _ = house.run(&["run", EXAMPLE, "--period", "2024"]).refused(code);
        assert!(house.stored(EXAMPLE) == before, "{file} with `{to}` touched the store");
        house.write(file, &good);
    }
    for command in [["check", EXAMPLE].as_slice(), &["plan", EXAMPLE, "--period", "2024"]] {
        let _ = house.run(command).data();
        assert!(house.stored(EXAMPLE) == before, "{command:?} touched the store");
    }
}

#[test]
fn names_and_identity_numbers_stand_in_one_table_only() {
    let house = people::house();
    let report = judge(&house);
    let store = house.store(EXAMPLE);
    let secret = ["Nguyễn Văn An", "091080000011"];
    assert!(secret.iter().all(|secret| !report.contains(secret)));
    let tables = "select name from sqlite_schema where type in ('table', 'view')
        and name not like 'sqlite_%' order by 1";
    let tables = house.rows(EXAMPLE, tables);
    let mut found = Vec::new();
    for table in tables.lines() {
        let mut statement = store.prepare(&format!("select * from {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                if let ValueRef::Text(text) = row.get_ref(column).unwrap()
                    && secret.iter().any(|secret| String::from_utf8_lossy(text).contains(secret))
                {
                    found.push(table);
                }
            }
        }
    }
    assert_eq!(found, ["identity", "identity"]);
}
