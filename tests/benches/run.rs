//! A whole run on the people of Gò Quao, and on a million, against a minimal program over rows.
//!
//! The run reads rules, registers and decisions, judges every title of every kind, and writes all
//! findings and verdicts as one unit of work. The minimal program reads the citizens' scores from a
//! wide table and inserts one row with the result for each citizen, in one transaction; it judges
//! one title. Both work on files, with a write-ahead log. Each run is a process of its own, so that
//! its greatest memory can be told. Nothing is asserted about time.

#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use std::{
    num::NonZeroUsize,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use rusqlite::Connection;
use tieuchi_core::Period;
use tieuchi_pipeline::{PluginRuntime, RunOptions};

/// People of Gò Quao.
const GO_QUAO: u32 = 133_776;
/// A large province's worth.
const MILLION: u32 = 1_000_000;
/// Rounds of each side.
const ROUNDS: usize = 9;
/// The store of a workspace.
const STORE: &str = ".tieuchi/store.sqlite";
/// The ten scores.
const SCORES: usize = 10;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, dir, jobs] = arguments.as_slice()
        && word == "child"
    {
        return child(Path::new(dir), jobs.parse().ok());
    }
    let folder = tempfile::tempdir().expect("a folder for the benchmark");
    let (small, large) = (folder.path().join("go-quao"), folder.path().join("million"));
    let wide = folder.path().join("wide.sqlite");
    tieuchi_sample::generate(GO_QUAO, 1, &small).expect("a workspace");
    println!("{GO_QUAO} people, {} of registers:", megabytes(&small));
    let taken = take_in(&small);
    report("  taking registers in", (taken, 0), GO_QUAO);
    fill_wide(&wide, &small);
    let (mut minimal, mut whole, mut single) = (Duration::MAX, Duration::MAX, Duration::MAX);
    let mut memory = 0;
    for _ in 0..ROUNDS {
        minimal = minimal.min(by_rows(&wide));
        let measured = measure(&small, None);
        whole = whole.min(measured.0);
        memory = memory.max(measured.1);
        single = single.min(measure(&small, NonZeroUsize::new(1)).0);
    }
    println!("{GO_QUAO} people, registers in the store, best of {ROUNDS}:");
    report("  minimal program, one title", (minimal, 0), GO_QUAO);
    report("  run, all titles", (whole, memory), GO_QUAO);
    report("  run, all titles, one thread", (single, memory), GO_QUAO);
    println!("  ratio {:.2}", whole.as_secs_f64() / minimal.as_secs_f64());

    tieuchi_sample::generate(MILLION, 1, &large).expect("a workspace");
    println!("{MILLION} people, {} of registers:", megabytes(&large));
    let taken = take_in(&large);
    report("  taking registers in", (taken, 0), MILLION);
    let mut best = measure(&large, None);
    for _ in 0..2 {
        let again = measure(&large, None);
        best = (best.0.min(again.0), best.1.max(again.1));
    }
    report("  run, all titles", best, MILLION);
    let each = |time: Duration, people: u32| time.as_secs_f64() / f64::from(people);
    println!(
        "  time per person against Gò Quao {:.2}",
        each(best.0, MILLION) / each(whole, GO_QUAO)
    );
}

/// Takes registers in, and puts the store aside: every round starts from it, without any run.
fn take_in(dir: &Path) -> Duration {
    let start = Instant::now();
    tieuchi_pipeline::take_in(dir, Period::year(2024).expect("a year")).expect("registers");
    let time = start.elapsed();
    std::fs::copy(dir.join(STORE), dir.join("taken-in.sqlite")).expect("a copy");
    time
}

/// Prints a line.
fn report(what: &str, (time, kilobytes): (Duration, u64), people: u32) {
    let each = time.as_secs_f64() * 1e9 / f64::from(people);
    let memory = if kilobytes == 0 { String::new() } else { format!(", {} MiB", kilobytes / 1024) };
    println!("{what:32} {:8.1} ms, {each:6.0} ns a person{memory}", time.as_secs_f64() * 1e3);
}

/// The size of a workspace's registers.
fn megabytes(dir: &Path) -> String {
    let files = std::fs::read_dir(dir.join("registers/2024")).expect("registers");
    let bytes: u64 = files.filter_map(|file| Some(file.ok()?.metadata().ok()?.len())).sum();
    format!("{} MB", bytes / 1_000_000)
}

/// One run in a process of its own: its time inside, and its greatest resident memory in KiB.
fn measure(dir: &Path, jobs: Option<NonZeroUsize>) -> (Duration, u64) {
    std::fs::copy(dir.join("taken-in.sqlite"), dir.join(STORE)).expect("a copy");
    let program = std::env::current_exe().expect("this program");
    let jobs = jobs.map_or_else(|| "all".to_owned(), |jobs| jobs.to_string());
    let output =
        Command::new(program).args(["child".as_ref(), dir.as_os_str(), jobs.as_ref()]).output();
    let output = output.expect("a process");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().map(|word| word.parse::<u64>().expect("a number"));
    let (nanos, kilobytes) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (Duration::from_nanos(nanos), kilobytes)
}

/// The process that runs.
fn child(dir: &Path, jobs: Option<NonZeroUsize>) {
    let options = RunOptions {
        period: Period::year(2024).expect("a year"),
        jobs,
        plugins: PluginRuntime::default(),
    };
    let start = Instant::now();
    tieuchi_pipeline::run(dir, &options, &mut |_| {}).expect("a run");
    let time = start.elapsed().as_nanos();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|text| text.split_whitespace().next()).unwrap_or("0");
    println!("{time} {peak}");
}

/// Fills the wide table with the scores of the citizens' register.
fn fill_wide(path: &Path, workspace: &Path) {
    let connection = Connection::open(path).expect("a file");
    let columns: Vec<String> = (0..SCORES).map(|index| format!("s{index} INTEGER")).collect();
    let sql = format!(
        "PRAGMA journal_mode = WAL; CREATE TABLE citizen (id INTEGER PRIMARY KEY, {});
         CREATE TABLE result (id INTEGER PRIMARY KEY, status INTEGER, low INTEGER, high INTEGER);",
        columns.join(", ")
    );
    connection.execute_batch(&sql).expect("tables");
    let register = PathBuf::from(workspace).join("registers/2024/citizens.csv");
    let text = std::fs::read_to_string(register).expect("a register");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let scores: Vec<usize> = (0..header.len())
        .filter(|index| header[*index].starts_with("tu-cham."))
        .take(SCORES)
        .collect();
    assert_eq!(scores.len(), SCORES, "the register has ten scores");
    connection.execute_batch("BEGIN").expect("a transaction");
    let mut insert = connection
        .prepare("INSERT INTO citizen VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
        .expect("a statement");
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let values =
            scores.iter().map(|index| cells.get(*index).and_then(|cell| cell.parse::<i64>().ok()));
        insert.execute(rusqlite::params_from_iter(values)).expect("a row");
    }
    connection.execute_batch("COMMIT").expect("a commit");
}

/// The minimal program: open, read, judge, insert, commit, close. It starts from a file without
/// results every time, as a run starts from a store without this run.
fn by_rows(path: &Path) -> Duration {
    let copy = path.with_extension("round");
    std::fs::copy(path, &copy).expect("a copy");
    let start = Instant::now();
    let connection = Connection::open(&copy).expect("a file");
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN;")
        .expect("a transaction");
    {
        let mut select = connection.prepare("SELECT * FROM citizen").expect("a statement");
        let mut insert =
            connection.prepare("INSERT INTO result VALUES (?1, ?2, ?3, ?4)").expect("a statement");
        let mut rows = select.query(()).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let (mut low, mut high, mut floor_low, mut floor_high) = (0, 0, true, true);
            for index in 1..=SCORES {
                let score: Option<i64> = row.get(index).expect("a score");
                let (least, most) = score.map_or((0, 10), |score| (score, score));
                low += least;
                high += most;
                floor_low &= least >= 5;
                floor_high &= most >= 5;
            }
            let status = if floor_low && low >= 80 {
                0
            } else if !floor_high || high < 80 {
                1
            } else {
                2
            };
            let id: i64 = row.get(0).expect("an id");
            insert.execute((id, status, low, high)).expect("a row");
        }
    }
    connection.execute_batch("COMMIT").expect("a commit");
    drop(connection);
    start.elapsed()
}
