//! An import that is killed leaves all of its register or nothing of it, whenever that happens.

use std::{
    fmt::Write,
    fs,
    thread::sleep,
    time::{Duration, Instant},
};

use super::super::office::{self, OFFICE, kept};
use crate::house::House;

/// Rows of the register: several chunks.
const ROWS: usize = 9_000;

/// When the process is killed: once the store has grown by so many bytes, and so many milliseconds
/// later. Where the machine is so fast that the import is done by then, all of it must be there.
const MOMENTS: [(u64, u64); 9] = [
    (0, 0),
    (0, 30),
    (1, 0),
    (20_000, 0),
    (100_000, 0),
    (100_000, 20),
    (400_000, 0),
    (400_000, 60),
    (u64::MAX, 400),
];

/// Writes a register in which everybody has the same points.
fn write(house: &House, file: &str, points: u8) {
    let mut text = String::from("Mã,Họ và tên,Tự chấm: ngoại ngữ theo vị trí việc làm\n");
    for row in 0..ROWS {
        writeln!(text, "c{row:05},Người thứ {row} được {points},{points}").unwrap();
    }
    house.write(file, &text);
}

/// The bytes of the store's files.
fn bytes(house: &House) -> u64 {
    let files = fs::read_dir(house.path(OFFICE).join(".tieuchi")).into_iter().flatten();
    files.filter_map(|file| file.ok()?.metadata().ok()).map(|file| file.len()).sum()
}

/// Begins to import a file, and kills the process at a moment.
fn import_killed(house: &House, file: &str, (growth, delay): (u64, u64)) {
    let import = ["import", OFFICE, file, "--kind", "citizen", "--period", "2024"];
    let before = bytes(house);
    let mut process = house.command(&import).stdout(std::process::Stdio::null()).spawn().unwrap();
    let begin = Instant::now();
    let is_due = || {
        let grown = bytes(house).saturating_sub(before);
        grown >= growth || (growth == u64::MAX && begin.elapsed() > Duration::from_millis(delay))
    };
    while process.try_wait().unwrap().is_none() && !is_due() {
        sleep(Duration::from_millis(1));
    }
    if growth < u64::MAX {
        sleep(Duration::from_millis(delay));
    }
    // It may have ended by itself.
    let _ = process.kill();
    process.wait().unwrap();
}

/// The points that stand in the store, which are everybody's, with the names that belong to them.
#[track_caller]
fn standing(house: &House, moment: (u64, u64)) -> u8 {
    assert_eq!(house.rows(OFFICE, "pragma integrity_check"), "ok\n", "{moment:?}");
    let kept = kept(house);
    let points: Vec<&str> = kept.lines().filter_map(|line| Some(line.split_once('|')?.1)).collect();
    assert_eq!(points.len(), ROWS, "{moment:?}");
    let first = points[0];
    assert!(points.iter().all(|points| *points == first), "{moment:?}");
    let names = format!("select count(*) from identity where name like '% được {first}'");
    assert_eq!(house.rows(OFFICE, &names), format!("{ROWS}\n"), "{moment:?}");
    first.parse().unwrap()
}

#[test]
fn a_killed_import_leaves_the_old_register_whole_or_the_new_one_and_can_be_repeated() {
    let house = office::house();
    write(&house, "old.csv", 7);
    write(&house, "new.csv", 8);
    for moment in MOMENTS {
        office::import(&house, "old.csv", "citizen", &[]).data();
        assert_eq!(standing(&house, moment), 7);
        import_killed(&house, "new.csv", moment);
        assert!(matches!(standing(&house, moment), 7 | 8), "{moment:?}");
        office::import(&house, "new.csv", "citizen", &[]).data();
        assert_eq!(standing(&house, moment), 8);
    }
}

#[test]
fn a_killed_first_import_leaves_a_store_that_opens_with_nobody_or_everybody() {
    for moment in MOMENTS {
        let house = office::house();
        write(&house, "new.csv", 8);
        import_killed(&house, "new.csv", moment);
        office::import(&house, "new.csv", "citizen", &["--dry-run"]).data();
        let there = kept(&house).lines().count();
        assert!(there == 0 || there == ROWS, "{moment:?}: {there} of {ROWS} rows");
        office::import(&house, "new.csv", "citizen", &[]).data();
        assert_eq!(standing(&house, moment), 8);
    }
}
