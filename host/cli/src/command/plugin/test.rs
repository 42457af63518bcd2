//! `plugin test`: worked cases, laws and limits.

use std::path::PathBuf;

use clap::Args;
use tieuchi_core::{Diagnostic, Sources};
use tieuchi_pipeline::{CaseProof, LawProof, Limits, Proof, Tested};

use crate::{
    exit::Exit,
    runtime,
    terminal::{self, ErrorFormat, counted},
};

/// Hold a plugin against its worked cases, its limits and itself
///
/// Runs the worked cases that the component carries, with all limits on. Then multiplies their rows
/// and looks whether a finding depends on anything but its row: on the order of rows, on batches, on
/// earlier calls, on what lies under missing values.
#[derive(Debug, Args)]
pub(crate) struct TestArgs {
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
pub(crate) fn test(args: &TestArgs) -> Exit {
    let TestArgs { what, workspace, error_format } = args;
    let tested = tieuchi_pipeline::inspect_plugin(workspace, what)
        .and_then(|inspected| tieuchi_pipeline::test_plugin(&inspected, &runtime::plugins()));
    let tested = match tested {
        Ok(tested) => tested,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    let problems: Vec<Diagnostic> = tested.proof.problems().cloned().collect();
    terminal::diagnostics(&problems, &Sources::default(), *error_format);
    match terminal::data(&text(&tested)) {
        Exit::Done if !problems.is_empty() => Exit::FilesWrong,
        printed => printed,
    }
}

/// A line for each thing that was tested.
fn text(tested: &Tested) -> String {
    let Tested { manifest, limits, proof } = tested;
    let mut text = format!("{} {}\n", manifest.name, manifest.version);
    for CaseProof { name, rows, problems } in &proof.cases {
        let rows = counted(*rows as u64, "row", "rows");
        text.push_str(&format!("  {} {name} ({rows})\n", word(problems.is_empty())));
    }
    if proof.cases.is_empty() {
        text.push_str("  no worked cases: write `cases.toml` beside `plugin.toml`\n");
    }
    for LawProof { law, checked, broken } in &proof.laws {
        let checked = counted(*checked as u64, "finding", "findings");
        text.push_str(&format!(
            "  {} a finding does not depend on {law} ({checked})\n",
            word(broken.is_none())
        ));
    }
    text.push_str(&used(proof, limits));
    let wrong = proof.problems().count() as u64;
    text.push_str(&match wrong {
        0 => "all is as it says\n".to_owned(),
        wrong => format!("{}\n", counted(wrong, "thing is wrong", "things are wrong")),
    });
    text
}

/// What was used of the limits.
fn used(proof: &Proof, limits: &Limits) -> String {
    let Some(fuel) = proof.fuel_per_row else { return String::new() };
    let kib = |bytes: usize| bytes.div_ceil(1 << 10);
    format!(
        "  fuel {fuel} for each row, of {}; memory {} KiB, of {}\n",
        limits.fuel_per_row,
        kib(proof.memory_bytes),
        kib(limits.memory_bytes)
    )
}

/// How something came out.
const fn word(holds: bool) -> &'static str {
    if holds { "ok   " } else { "WRONG" }
}
