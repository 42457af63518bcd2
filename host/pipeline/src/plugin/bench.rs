//! `plugin bench`: rows for a plugin to judge over and over, timed by whoever has a clock.

use std::{path::Path, sync::Arc};

use tieuchi_core::{
    CHUNK_ROWS, CheckInput, Checker, Column, Diagnostic, Fault, IndicatorId, MemberInput, Sources,
    ValueType,
};
use tieuchi_wasm::{Assignment, Case, CaseInput, CaseRow, Host, Manifest, Plugin, read_cases};

use super::{
    component::{self, Component},
    list::Inspected,
    runtime::PluginRuntime,
};
use crate::trouble::Trouble;

/// A plugin with rows to judge.
pub struct PluginBench {
    /// What it says of itself.
    manifest: Manifest,
    /// Judges.
    checker: Arc<dyn Checker>,
    /// The worked case whose rows are repeated.
    case: String,
    /// The inputs of the rows.
    own: Vec<Column>,
    /// The members of each kind.
    members: Vec<Members>,
    /// Rows in a batch.
    rows: usize,
    /// Keeps what the plugin runs on alive.
    _host: Host,
}

/// Members laid end to end.
#[derive(Debug)]
struct Members {
    /// Where each row's begin.
    offsets: Vec<u32>,
    /// Their inputs.
    columns: Vec<Column>,
}

impl std::fmt::Debug for PluginBench {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PluginBench").field("case", &self.case).finish_non_exhaustive()
    }
}

impl PluginBench {
    /// Loads a component with everything that it asks for, and lays out as many rows as a register
    /// keeps together: those of its first worked case that has any, over and over.
    pub fn open(inspected: &Inspected, runtime: &PluginRuntime) -> Result<Self, Trouble> {
        open(inspected, runtime).map_err(|wrong| Trouble::files(wrong, Sources::default()))
    }

    /// What the plugin says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The worked case whose rows are repeated.
    pub fn case(&self) -> &str {
        &self.case
    }

    /// Rows in a batch.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Judges all rows as often as is asked, with one instance; gives back how many rows it judged.
    pub fn judge(&self, times: u32) -> Result<u64, Fault> {
        let mut session = self.checker.begin();
        let input = self.input();
        let mut judged = 0;
        for _ in 0..times {
            judged += session.check(&input)?.outcomes.len() as u64;
        }
        Ok(judged)
    }

    /// Judges the first row as often as is asked, with one instance.
    pub fn judge_one(&self, times: u32) -> Result<(), Fault> {
        let mut session = self.checker.begin();
        let first: Vec<Column> = self.own.iter().map(|column| column.slice(0..1)).collect();
        let members: Vec<Members> = self.members.iter().map(Members::of_first_row).collect();
        let input = input(1, &first, &members);
        for _ in 0..times {
            session.check(&input)?;
        }
        Ok(())
    }

    /// Makes an instance as often as is asked, and has each judge one row.
    pub fn begin(&self, times: u32) -> Result<(), Fault> {
        (0..times).try_for_each(|_| self.judge_one(1))
    }

    /// All rows.
    fn input(&self) -> CheckInput<'_> {
        input(self.rows, &self.own, &self.members)
    }
}

impl Members {
    /// Those of the first row.
    fn of_first_row(&self) -> Self {
        let last = self.offsets.get(1).copied().unwrap_or_default();
        let columns = self.columns.iter().map(|column| column.slice(0..last as usize));
        Self { offsets: vec![0, last], columns: columns.collect() }
    }
}

/// Rows as a checker takes them.
fn input<'a>(rows: usize, own: &'a [Column], members: &'a [Members]) -> CheckInput<'a> {
    CheckInput {
        rows,
        own: own.iter().map(Some).collect(),
        members: members
            .iter()
            .map(|Members { offsets, columns }| MemberInput {
                offsets,
                columns: columns.iter().map(Some).collect(),
            })
            .collect(),
    }
}

/// Loads and lays out.
fn open(inspected: &Inspected, runtime: &PluginRuntime) -> Result<PluginBench, Vec<Diagnostic>> {
    let one = |wrong| vec![wrong];
    let (host, plugin) = load(inspected, runtime).map_err(one)?;
    let cases = cases(inspected).map_err(one)?;
    let case = cases.into_iter().find(|case| !case.rows.is_empty()).ok_or_else(|| {
        let message = format!("plugin `{}` has no worked case", plugin.manifest().name);
        let help = "write one with the rows to be measured into `cases.toml`, and build again";
        one(Diagnostic::error("P022", message).help(help))
    })?;
    let checker = plugin.checker(&assignment(plugin.manifest(), &case))?;
    let count = CHUNK_ROWS;
    let rows: Vec<&CaseRow> = case.rows.iter().cycle().take(count).collect();
    let own = rows.iter().map(|row| row.values.as_slice()).collect::<Vec<_>>();
    let own = columns(&case.own, &own);
    let members = case.members.iter().enumerate().map(|(kind, inputs)| {
        let of_row = |row: &&CaseRow| row.members.get(kind).map_or(0, Vec::len);
        let mut offsets = vec![0_u32];
        let mut end = 0_u32;
        for row in &rows {
            end = end.saturating_add(u32::try_from(of_row(row)).unwrap_or(u32::MAX));
            offsets.push(end);
        }
        let all = rows.iter().filter_map(|row| row.members.get(kind)).flatten();
        let all: Vec<&[Option<i64>]> = all.map(Vec::as_slice).collect();
        Members { offsets, columns: columns(inputs, &all) }
    });
    let members = members.collect();
    let manifest = plugin.manifest().clone();
    Ok(PluginBench { manifest, checker, case: case.name, own, members, rows: count, _host: host })
}

/// Loads a component with everything that it asks for.
pub(crate) fn load(
    inspected: &Inspected,
    runtime: &PluginRuntime,
) -> Result<(Host, Arc<Plugin>), Diagnostic> {
    let Component { bytes, .. } = component::read(Path::new(&inspected.path))?;
    let host = runtime.host()?;
    let plugin = host.load(&bytes, &inspected.asks, inspected.limits.clone())?;
    Ok((host, plugin))
}

/// The worked cases of a component.
pub(crate) fn cases(inspected: &Inspected) -> Result<Vec<Case>, Diagnostic> {
    let Some(text) = &inspected.shape.cases_text else { return Ok(Vec::new()) };
    read_cases(text, &inspected.shape.manifest).map_err(|problems| {
        let name = &inspected.shape.manifest.name;
        let message = format!("worked cases of plugin `{name}` are malformed");
        let first = problems.into_iter().take(10);
        first.fold(Diagnostic::error("P022", message), |wrong, item| wrong.note(item.message))
    })
}

/// What a case asks of a plugin.
fn assignment(manifest: &Manifest, case: &Case) -> Assignment {
    let day = |date| i32::try_from(tieuchi_core::days_from_date(date)).unwrap_or_default();
    let typed = |input: (&IndicatorId, &CaseInput)| -> (IndicatorId, ValueType) {
        (input.0.clone(), input.1.catalogue_type())
    };
    let own = manifest.inputs.iter().map(|input| &input.indicator).zip(&case.own).map(typed);
    let members = manifest.members.iter().zip(&case.members).map(|(members, inputs)| {
        let ids = members.inputs.iter().map(|input| &input.indicator);
        (members.kind, ids.zip(inputs).map(typed).collect())
    });
    Assignment {
        points: case.points,
        points_scale: case.points_scale,
        first_day: day(case.period.first_day()),
        last_day: day(case.period.last_day()),
        settings: case.settings.clone(),
        own: own.collect(),
        members: members.collect(),
    }
}

/// Rows of values as columns, each as narrow as a register's would be.
fn columns(inputs: &[CaseInput], rows: &[&[Option<i64>]]) -> Vec<Column> {
    let column = |(at, input): (usize, &CaseInput)| {
        let values = rows.iter().map(|row| row.get(at).copied().flatten());
        let range = input.catalogue_type().range().unwrap_or((i64::MIN, i64::MAX));
        Column::from_values(values, range)
    };
    inputs.iter().enumerate().map(column).collect()
}
