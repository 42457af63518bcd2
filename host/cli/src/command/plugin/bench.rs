//! `plugin bench`: what a row and a call cost.

use std::{
    hint::black_box,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use clap::Args;
use tieuchi_core::Fault;
use tieuchi_pipeline::PluginBench;

use crate::{
    exit::Exit,
    runtime,
    terminal::{self, ErrorFormat},
};

/// How long each thing is measured.
const LONG: Duration = Duration::from_millis(500);

/// How often the measuring is begun anew; the fastest counts, as others only add to it.
const ROUNDS: usize = 5;

/// Measure what a row and a call cost
///
/// Repeats the rows of the first worked case until there are as many as a register keeps together,
/// and has the plugin judge them with all limits on. Nothing else should run meanwhile.
#[derive(Debug, Args)]
pub(crate) struct BenchArgs {
    /// A component, a plugin's crate, or the name of a locked plugin
    #[arg(default_value = ".")]
    what: String,
    /// The workspace whose lock and limits count
    #[arg(long, default_value = ".")]
    workspace: PathBuf,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// Does it.
pub(crate) fn bench(args: &BenchArgs) -> Exit {
    let BenchArgs { what, workspace, error_format } = args;
    let runtime = runtime::plugins();
    let opened = tieuchi_pipeline::inspect_plugin(workspace, what).and_then(|inspected| {
        let tested = tieuchi_pipeline::test_plugin(&inspected, &runtime)?;
        Ok((PluginBench::open(&inspected, &runtime)?, tested.proof.fuel_per_row))
    });
    let (bench, fuel) = match opened {
        Ok(opened) => opened,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    match measure(&bench) {
        Ok(mut text) => {
            if let Some(fuel) = fuel {
                text.push_str(&format!("  {fuel:>10} fuel for a row\n"));
            }
            terminal::data(&(text + &native(Path::new(what))))
        }
        Err(fault) => {
            terminal::say(&format!("error: {fault}"));
            terminal::say("  help: `tieuchi plugin test` shows which rows it cannot judge");
            Exit::FilesWrong
        }
    }
}

/// What the same rows cost the same function without a sandbox, where the crate has a program that
/// says so; where it has one that cannot be built, cargo has said why.
fn native(dir: &Path) -> String {
    if !dir.join("examples/native.rs").is_file() {
        return String::new();
    }
    let run = ["run", "--quiet", "--release", "--example", "native"];
    let output = Command::new("cargo").args(run).current_dir(dir).stderr(Stdio::inherit()).output();
    let said = output.ok().filter(|output| output.status.success());
    let nanoseconds = said.and_then(|output| {
        String::from_utf8_lossy(&output.stdout).trim().parse::<f64>().ok().filter(|ns| *ns > 0.0)
    });
    nanoseconds.map_or_else(String::new, |ns| {
        format!("  {ns:>10.1} ns for a row of the same function without a sandbox\n")
    })
}

/// All figures.
fn measure(bench: &PluginBench) -> Result<String, Fault> {
    let rows = u32::try_from(bench.rows()).unwrap_or(u32::MAX);
    let batch = fastest(|times| bench.judge(times).map(drop))?;
    let call = fastest(|times| bench.judge_one(times))?;
    let begin = fastest(|times| bench.begin(times))?;
    let manifest = bench.manifest();
    let mut text = format!("{} {}\n", manifest.name, manifest.version);
    text.push_str(&format!("  rows of the case `{}`, {rows} in a batch\n", bench.case()));
    for (nanoseconds, what) in [
        (batch / f64::from(rows), "ns for a row"),
        (batch / 1000.0, "µs for a batch"),
        (call / 1000.0, "µs for a call with one row"),
        ((begin - call).max(0.0) / 1000.0, "µs for a new instance with its settings"),
    ] {
        text.push_str(&format!("  {nanoseconds:>10.1} {what}\n"));
    }
    Ok(text)
}

/// Nanoseconds that something takes once, by the fastest of several rounds.
fn fastest(run: impl Fn(u32) -> Result<(), Fault>) -> Result<f64, Fault> {
    let measured = |times: u32| -> Result<Duration, Fault> {
        let start = Instant::now();
        black_box(run(times)?);
        Ok(start.elapsed())
    };
    let mut times = 1;
    while measured(times)? < LONG / 50 && times < 1 << 24 {
        times *= 2;
    }
    let mut best = measured(times)?;
    let begun = Instant::now();
    let mut rounds = 1;
    while rounds < ROUNDS || begun.elapsed() < LONG {
        best = best.min(measured(times)?);
        rounds += 1;
    }
    Ok(best.as_secs_f64() * 1e9 / f64::from(times))
}
