//! What a plugin costs: against a loop written by hand, against the same criterion as `steps`, and
//! from the start of the program to its first finding.
//!
//! All limits of the sandbox are on. Printed are ratios of the best of several interleaved rounds;
//! nothing is asserted about time.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and stops where it cannot go on"
)]

use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use tieuchi_core::{CheckInput, Column, IndicatorId, Period, ValueType};
use tieuchi_pipeline::{PluginRuntime, RunOptions};
use tieuchi_wasm::{Assignment, Host, HostOptions, Limits, SettingValue};

/// Rows that are judged in a round.
const ROWS: usize = 409_600;
/// Rows in a batch.
const BATCH: usize = 4096;
/// Scores of a row.
const SCORES: usize = 10;
/// Rounds of each side.
const ROUNDS: usize = 15;
/// People of Gò Quao.
const PEOPLE: u32 = 133_776;
/// A missing value in the loop's columns.
const MISSING: i64 = i64::MIN;

fn main() {
    scoring();
    let folder = tempfile::tempdir().unwrap();
    whole_run(&folder.path().join("people"));
    start(&folder.path().join("few"));
}

/// The component of a plugin.
fn component(path: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins");
    root.join(path).canonicalize().unwrap()
}

/// The best of some rounds.
fn best(rounds: usize, mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..rounds).map(round).min().unwrap_or_default()
}

/// A number that follows from a seed (`SplitMix64`).
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *seed;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The loop written by hand, over i64 columns: the sums' ends, missing scores as any score.
fn by_hand(columns: &[Vec<i64>], rows: std::ops::Range<usize>, found: &mut [Vec<i64>; 2]) {
    let count = rows.len();
    let [low, high] = found;
    for sums in [&mut *low, &mut *high] {
        sums.clear();
        sums.resize(count, 0);
    }
    for column in columns {
        let values = &column[rows.clone()][..count];
        let (low, high) = (&mut low[..count], &mut high[..count]);
        for row in 0..count {
            let missing = values[row] == MISSING;
            let score = values[row].clamp(0, 10);
            low[row] += if missing { 0 } else { score };
            high[row] += if missing { 10 } else { score };
        }
    }
}

/// Ten scores, summed: the plugin over columns against the loop.
fn scoring() {
    let bytes = fs::read(component("benches/ten-scores/ten-scores.wasm")).unwrap();
    let host = Host::new(HostOptions::default()).unwrap();
    let plugin = host.load(&bytes, &[], Limits::default()).unwrap();
    let number = |min, max| ValueType::Number { scale: 0, min, max };
    for (what, range) in [("i64", (i64::MIN / 2, i64::MAX / 2)), ("i8", (0, 10))] {
        let own = |index| (IndicatorId::new(format!("d{index}")), number(range.0, range.1));
        let assignment = Assignment {
            points: Some(100),
            points_scale: 0,
            first_day: 19_723,
            last_day: 20_088,
            settings: vec![SettingValue::Integer(10)],
            own: (0..SCORES).map(own).collect(),
            members: Vec::new(),
        };
        let checker = plugin.checker(&assignment).unwrap();
        let mut seed = 1;
        let mut score = || {
            let draw = next(&mut seed);
            if draw.is_multiple_of(50) { MISSING } else { i64::try_from(draw >> 8 & 7).unwrap() }
        };
        let columns: Vec<Vec<i64>> =
            (0..SCORES).map(|_| (0..ROWS).map(|_| score()).collect()).collect();
        let narrow: Vec<Column> = columns
            .iter()
            .map(|values| {
                let values = values.iter().map(|value| (*value != MISSING).then_some(*value));
                Column::from_values(values, range)
            })
            .collect();
        let batches: Vec<Vec<Column>> = (0..ROWS)
            .step_by(BATCH)
            .map(|start| narrow.iter().map(|column| column.slice(start..start + BATCH)).collect())
            .collect();
        let mut session = checker.begin();
        let mut judge = |own: &[Column]| {
            let own = own.iter().map(Some).collect();
            session.check(&CheckInput { rows: BATCH, own, members: Vec::new() }).unwrap()
        };
        let mut found = [Vec::new(), Vec::new()];
        for (index, own) in batches.iter().enumerate() {
            by_hand(&columns, index * BATCH..(index + 1) * BATCH, &mut found);
            let finding = judge(own);
            let same = |ours: &[i32], theirs: &[i64]| {
                ours.iter().zip(theirs).all(|(ours, theirs)| i64::from(*ours) == *theirs)
            };
            assert!(same(&finding.low, &found[0]) && same(&finding.high, &found[1]));
        }
        let (mut hand, mut wasm) = (Duration::MAX, Duration::MAX);
        for _ in 0..ROUNDS {
            hand = hand.min(best(1, || {
                for start in (0..ROWS).step_by(BATCH) {
                    by_hand(&columns, start..start + BATCH, &mut found);
                    black_box(&found);
                }
            }));
            wasm = wasm.min(best(1, || {
                for own in &batches {
                    black_box(judge(own));
                }
            }));
        }
        let each = |time: Duration| time.as_secs_f64() * 1e9 / 409_600.0;
        println!("ten scores over {what} columns, {BATCH} rows a batch, all limits on");
        println!("  by hand {:6.1} ns a row, plugin {:6.1} ns a row", each(hand), each(wasm));
        println!("  ratio {:.2}", wasm.as_secs_f64() / hand.as_secs_f64());
    }
}

/// The scores that the made-up register of citizens has.
const NAMES: [&str; SCORES] = [
    "tu-cham.tim-kiem-thong-tin",
    "tu-cham.ke-hoach-hoc-tap",
    "tu-cham.sap-xep-thoi-gian",
    "tu-cham.dong-vien-nguoi-khac",
    "tu-cham.cong-nghe-thong-tin",
    "tu-cham.ngoai-ngu",
    "tu-cham.tinh-toan",
    "tu-cham.tu-duy-phan-bien",
    "tu-cham.quan-he-than-thien",
    "tu-cham.hop-tac-chia-se",
];

/// A ruleset of ten criteria of two steps each, the last as `check` says, and its indicators.
fn rules(check: &str) -> (String, String) {
    let mut ruleset = String::from(
        "[ruleset]\ntitle = \"do-toc-do\"\nname = \"Đo tốc độ (ví dụ)\"\nsubject = \"citizen\"\n\
         reference = \"ví dụ\"\nauthority = \"ví dụ\"\nfrom = 2020-01-01\nperiod = \"year\"\n\
         points = { total = 100, scale = 0 }\n[recognition]\npass-mark = 60\n",
    );
    let mut indicators = String::new();
    for (index, of) in NAMES.iter().enumerate() {
        let step = |least, points| {
            format!("{{ when = {{ \"{of}\" = {{ at-least = {least} }} }}, points = {points} }}")
        };
        let steps = format!("steps = [{}, {}]", step(8, 10), step(5, 6));
        let plugged = index + 1 == SCORES && !check.is_empty();
        let judged = if plugged { check.replace("OF", of) } else { steps };
        ruleset += &format!("[criterion.c{index}]\nname = \"{of}\"\npoints = 10\n{judged}\n");
        indicators += &format!(
            "[indicator.\"{of}\"]\nsubject = \"citizen\"\nname = \"{of}\"\ntype = \"integer\"\n\
             range = [0, 10]\nreference = \"ví dụ\"\n"
        );
    }
    (ruleset, indicators)
}

/// A made-up workspace with nothing but citizens and ten scores, whose only title is judged so.
fn workspace(dir: &Path, people: u32, check: &str) {
    let made = dir.with_extension("made");
    tieuchi_sample::generate(people, 1, &made).unwrap();
    let text = fs::read_to_string(made.join("registers/2024/citizens.csv")).unwrap();
    let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let kept: Vec<usize> = ["subject", "place"]
        .iter()
        .chain(&NAMES)
        .map(|name| header.iter().position(|column| column == name).unwrap())
        .collect();
    let cut = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        kept.iter().map(|column| cells[*column]).collect::<Vec<_>>().join(",") + "\n"
    };
    let (ruleset, indicators) = rules(check);
    for (path, text) in [
        ("tieuchi.toml", "[workspace]\nname = \"Đo\"\nrules = [\"rules\"]\nplaces = \"places\"\nregisters = \"registers\"\n".to_owned()),
        ("rules/base/do-toc-do/2020-01-01.toml", ruleset),
        ("rules/indicators/citizen.toml", indicators),
        ("places/units.csv", fs::read_to_string(made.join("places/units.csv")).unwrap()),
        ("registers/2024/citizens.csv", text.lines().map(cut).collect()),
    ] {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::remove_dir_all(made).unwrap();
    if !check.is_empty() {
        let options = tieuchi_pipeline::AddOptions { grants: Vec::new(), replace: false };
        let file = component("benches/two-steps/two-steps.wasm");
        done(tieuchi_pipeline::add_plugin(dir, &file, &options));
    }
}

/// What was done; a trouble ends the benchmark with its first words.
fn done<T>(result: Result<T, tieuchi_pipeline::Trouble>) -> T {
    match result {
        Ok(done) => done,
        Err(tieuchi_pipeline::Trouble::Files { diagnostics, .. }) => {
            let messages: Vec<_> = diagnostics.iter().map(|found| &found.message).collect();
            unreachable!("{messages:?}")
        }
        Err(trouble) => unreachable!("{trouble}"),
    }
}

/// The criterion as a plugin.
const PLUGIN: &str = "plugin = { use = \"two-steps@1\", inputs = { diem = \"OF\" } }";

/// A whole run with one of ten criteria judged by a plugin against the same as `steps`.
fn whole_run(dir: &Path) {
    let (steps, plugin) = (dir.with_extension("steps"), dir.with_extension("plugin"));
    let period = Period::year(2024).unwrap();
    let cache = dir.with_extension("cache");
    let run = |dir: &Path| {
        let plugins = PluginRuntime { cache: Some(cache.clone()), ..PluginRuntime::default() };
        let options = RunOptions { period, jobs: None, plugins };
        let start = Instant::now();
        let done = done(tieuchi_pipeline::run(dir, &options, &mut |_| {}));
        assert!(done.summary.faults.is_empty());
        start.elapsed()
    };
    for (dir, check) in [(&steps, ""), (&plugin, PLUGIN)] {
        workspace(dir, PEOPLE, check);
        run(dir);
    }
    let (mut without, mut with) = (Duration::MAX, Duration::MAX);
    for _ in 0..7 {
        without = without.min(run(&steps));
        with = with.min(run(&plugin));
    }
    println!("a whole run on {PEOPLE} people, ten criteria, the cache warm");
    println!(
        "  all as steps {:6.1} ms, one as a plugin {:6.1} ms",
        without.as_secs_f64() * 1e3,
        with.as_secs_f64() * 1e3
    );
    println!("  ratio {:.2}", with.as_secs_f64() / without.as_secs_f64());
}

/// From the start of the program to the end of a run on few people, with and without a plugin.
fn start(dir: &Path) {
    let (steps, plugin) = (dir.with_extension("steps"), dir.with_extension("plugin"));
    let cache = dir.with_extension("cache");
    let run = |dir: &Path| {
        let start = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_tieuchi"))
            .args(["run", "--period", "2024"])
            .arg(dir)
            .env("TIEUCHI_CACHE", &cache)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        start.elapsed()
    };
    for (dir, check) in [(&steps, ""), (&plugin, PLUGIN)] {
        workspace(dir, 200, check);
        run(dir);
    }
    let (mut without, mut with) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        without = without.min(run(&steps));
        with = with.min(run(&plugin));
    }
    let more = with.saturating_sub(without);
    println!("the program on 200 people, from start to end, the cache warm");
    println!(
        "  all as steps {:6.1} ms, one as a plugin {:6.1} ms",
        without.as_secs_f64() * 1e3,
        with.as_secs_f64() * 1e3
    );
    println!("  more: {:.1} ms", more.as_secs_f64() * 1e3);
}
