//! The trip: rule files to rules, registers to columns, columns to findings, findings to a run.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
    path::Path,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use tieuchi_core::{
    Diagnostic, MissingEvidence, MissingPaper, Period, PlaceCode, Ruleset, RunFault, RunSummary,
    Severity, Sources, TitleSummary,
};
use tieuchi_store::{
    ArtifactKind, Digest, FindingChunk, RegisterHead, RunTitle, Store, StoreError, Transaction,
};

use crate::{
    Progress,
    place::{Assessed, Job},
    plugin::{LoadedPlugin, LoadedPlugins, PluginRuntime},
    registers,
    trouble::Trouble,
    workspace::Workspace,
};

/// What to run.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// The period to assess.
    pub period: Period,
    /// How many communes are judged at once; the machine's cores where it is not said.
    pub jobs: Option<NonZeroUsize>,
    /// What plugins run on.
    pub plugins: PluginRuntime,
}

/// A run that is in the store.
#[derive(Debug)]
pub struct Done {
    /// Its figures.
    pub summary: RunSummary,
    /// What somebody should look at.
    pub warnings: Vec<Diagnostic>,
    /// The files that the warnings speak of.
    pub sources: Sources,
}

/// Assesses a period: the whole trip.
///
/// Two units of work, each kept whole or not at all: registers that are new are taken in, then the
/// run is recorded.
pub fn run(
    dir: &Path,
    options: &RunOptions,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Done, Trouble> {
    let workspace = Workspace::open(dir)?;
    let store = workspace.store();
    assess(workspace, options, progress).map_err(|trouble| trouble.in_store(&store))
}

/// Does it in a workspace.
fn assess(
    workspace: Workspace,
    options: &RunOptions,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Done, Trouble> {
    let RunOptions { period, jobs, ref plugins } = *options;
    let planned = plan(&workspace, period, plugins)?;
    let mut store = open_store(&workspace)?;
    let mut warnings = planned.warnings.clone();
    warnings.extend(registers::take_in(&workspace, &mut store, period, progress)?);
    let (summary, strays) = record(&workspace, &planned, period, &mut store, jobs, progress)?;
    warnings.extend(strays);
    Diagnostic::sort(&mut warnings, &workspace.sources);
    Ok(Done { summary, warnings, sources: workspace.sources })
}

/// Takes in a period's registers and judges nobody.
pub fn take_in(dir: &Path, period: Period) -> Result<(), Trouble> {
    let workspace = Workspace::open(dir)?;
    let mut store = open_store(&workspace)?;
    registers::take_in(&workspace, &mut store, period, &mut |_| {}).map(drop)
}

/// What is to be done.
#[derive(Debug)]
pub(crate) struct Planned<'w> {
    /// Communes by code.
    pub jobs: Vec<Job<'w>>,
    /// The plugins that take part.
    pub plugins: LoadedPlugins,
    /// What somebody should look at first, in the files and on that day.
    pub warnings: Vec<Diagnostic>,
}

/// Resolves and plans the rules of every commune of the period's last day.
pub(crate) fn plan<'w>(
    workspace: &'w Workspace,
    period: Period,
    plugins: &PluginRuntime,
) -> Result<Planned<'w>, Trouble> {
    plan_with(workspace, period, |rulesets| {
        LoadedPlugins::open(workspace, rulesets.values().flatten(), plugins)
    })
}

/// Resolves and plans as [`plan`] does, with plugins from wherever the caller has them.
pub(crate) fn plan_with(
    workspace: &Workspace,
    period: Period,
    load: impl FnOnce(&BTreeMap<PlaceCode, Vec<Ruleset>>) -> Result<LoadedPlugins, Trouble>,
) -> Result<Planned<'_>, Trouble> {
    let day = period.last_day();
    let communes = workspace.places.communes(day);
    if communes.is_empty() {
        return Err(Trouble::NoCommune(day.to_string()));
    }
    let absent = workspace.rules.titles().filter_map(|title| {
        let none = workspace.rules.in_force(title, day).err()?;
        Some(Diagnostic { severity: Severity::Warning, ..*none })
    });
    let absent: Vec<Diagnostic> = absent.collect();
    let (mut resolved, found) = workspace.rules.resolve_all(day, &workspace.sources);
    let mut warnings = workspace.warnings.clone();
    warnings.extend(absent);
    warnings.extend(found);
    if warnings.iter().any(Diagnostic::is_error) {
        return Err(Trouble::files(warnings, workspace.sources.clone()));
    }
    let plugins = load(&resolved)?;
    warnings.extend(plugins.warning().cloned());
    let mut jobs = Vec::with_capacity(communes.len());
    for unit in communes {
        let rulesets = resolved.remove(&unit.code).unwrap_or_default();
        jobs.push(Job::new(unit, rulesets, workspace, period, &plugins)?);
    }
    Ok(Planned { jobs, plugins, warnings })
}

/// Opens the store, and creates its folder where there is none.
pub(crate) fn open_store(workspace: &Workspace) -> Result<Store, Trouble> {
    let path = workspace.store();
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(crate::files::unmakable(folder))?;
    }
    Ok(Store::open(&path)?)
}

/// Judges every commune, on several threads, and writes what comes of it as one unit of work.
///
/// The largest communes come first, so that no thread is left with one at the end. What is written
/// does not depend on who is done first.
fn record(
    workspace: &Workspace,
    planned: &Planned<'_>,
    period: Period,
    store: &mut Store,
    threads: Option<NonZeroUsize>,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<(RunSummary, Vec<Diagnostic>), Trouble> {
    let jobs = &planned.jobs[..];
    let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from);
    let mut readers = Vec::new();
    for _ in 0..threads.min(jobs.len()) {
        readers.push(store.reader()?);
    }
    // Nobody else writes from here on, so that every reader sees the same registers.
    let transaction = store.begin()?;
    let order = largest_first(jobs, transaction.registers(period)?);
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::sync_channel::<Result<Assessed, Trouble>>(threads);
    let summary = thread::scope(|scope| {
        for reader in readers {
            let (send, next, order) = (send.clone(), &next, &order);
            scope.spawn(move || {
                while let Some(job) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let assessed = jobs[*job].assess(*job, period, workspace, &reader);
                    // Nobody listens any more once something has gone wrong.
                    if send.send(assessed).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        // Dropped with this block, so that no worker waits for a listener that has gone.
        let receive = receive;
        let mut recorder = Recorder::begin(workspace, planned, period, &transaction)?;
        for done in 0..jobs.len() {
            let total = jobs.len() as u64;
            progress(Progress { what: "judging communes", done: done as u64, total });
            let assessed = receive.recv().map_err(|_| Trouble::Worker)?;
            recorder.place(assessed?)?;
        }
        Ok::<_, Trouble>(recorder.finish())
    })?;
    transaction.commit()?;
    Ok(summary)
}

/// The order of jobs: the most subjects first.
fn largest_first(jobs: &[Job<'_>], registers: Vec<RegisterHead>) -> Vec<usize> {
    let mut rows: BTreeMap<PlaceCode, u64> = BTreeMap::new();
    for head in registers {
        *rows.entry(head.place).or_default() += head.rows;
    }
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|job| Reverse(rows.get(&jobs[*job].unit.code).copied()));
    order
}

/// Writes a run.
struct Recorder<'a> {
    /// The workspace.
    workspace: &'a Workspace,
    /// What is judged.
    jobs: &'a [Job<'a>],
    /// Where to.
    transaction: &'a Transaction<'a>,
    /// The run's number.
    run: i64,
    /// The texts of resolved rulesets that are kept already, by what they were resolved from.
    rulesets: BTreeMap<(String, Vec<String>), Digest>,
    /// Figures by job.
    lines: BTreeMap<usize, Vec<TitleSummary>>,
    /// What somebody should look at, by job.
    warnings: BTreeMap<usize, Vec<Diagnostic>>,
    /// Figures over all places.
    summary: RunSummary,
}

impl<'a> Recorder<'a> {
    /// Keeps all rule files and opens the run.
    fn begin(
        workspace: &'a Workspace,
        planned: &'a Planned<'a>,
        period: Period,
        transaction: &'a Transaction<'a>,
    ) -> Result<Self, Trouble> {
        let jobs = &planned.jobs[..];
        let mut inputs: BTreeSet<(&str, Digest)> = BTreeSet::new();
        for (role, kind, source) in workspace.rule_files() {
            inputs.insert((role, transaction.put_text(kind, &source.text)?));
        }
        if let Some(lock) = planned.plugins.lock() {
            inputs.insert(("lock", transaction.put_text(ArtifactKind::Lock, lock)?));
        }
        for LoadedPlugin { bytes, .. } in planned.plugins.plugins().values() {
            inputs.insert(("plugin", transaction.put_bytes(ArtifactKind::Component, bytes)?));
        }
        let mut listing = vec![format!("period {period}")];
        for head in transaction.registers(period)? {
            if jobs.iter().any(|job| job.unit.code == head.place) {
                inputs.insert(("register", head.manifest));
            }
        }
        for digest in transaction.decision_digests(period)? {
            inputs.insert(("decision", digest));
        }
        listing.extend(inputs.iter().map(|(role, digest)| format!("{role} {digest}")));
        let engine = concat!("tieuchi ", env!("CARGO_PKG_VERSION"));
        let run = transaction.begin_run(period, engine, &Digest::of(listing.join("\n")))?;
        for (role, digest) in &inputs {
            transaction.run_input(run, digest, role)?;
        }
        let summary = RunSummary {
            run,
            workspace: workspace.file.name.clone(),
            period,
            lines: Vec::new(),
            papers: Vec::new(),
            evidence: Vec::new(),
            faults: Vec::new(),
        };
        let (rulesets, lines, warnings) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Ok(Self { workspace, jobs, transaction, run, rulesets, lines, warnings, summary })
    }

    /// Keeps one commune.
    fn place(&mut self, assessed: Assessed) -> Result<(), Trouble> {
        let Assessed { job: number, manifests, titles, warnings } = assessed;
        self.warnings.insert(number, warnings);
        let job = &self.jobs[number];
        for title in titles {
            let planned = &job.plan.titles()[title.planned];
            let ruleset = &job.rulesets[planned.ruleset];
            let head = RunTitle {
                run: self.run,
                place: job.unit.code.clone(),
                title: planned.title.clone(),
                order: u32::try_from(title.planned).unwrap_or(u32::MAX),
                kind: planned.kind,
                ruleset: self.ruleset(ruleset)?,
                edition: Digest::parse(&ruleset.digest).ok_or_else(|| {
                    StoreError::Refused(format!("`{}` is no digest of an edition", ruleset.digest))
                })?,
                register: manifests.get(&planned.kind).copied(),
                points_scale: ruleset.points_scale,
            };
            self.lines.entry(number).or_default().push(title.summary);
            add_missing(&mut self.summary.evidence, title.missing);
            self.summary.faults.extend(title.faults);
            add_papers(&mut self.summary.papers, ruleset);
            if title.verdicts.is_empty() {
                continue;
            }
            self.transaction.title(&head)?;
            for (step, chunk, text) in &title.findings {
                let step = &planned.steps[*step];
                let place = FindingChunk {
                    title: &head,
                    criterion: &step.criterion,
                    chunk: *chunk,
                    points_max: step.points,
                    pass_from: step.pass_from.unwrap_or(1),
                };
                self.transaction.findings(place, text)?;
            }
            let points_max = planned.has_points.then_some(planned.points_max);
            for (chunk, text) in (0..).zip(&title.verdicts) {
                self.transaction.verdicts(&head, chunk, points_max, text)?;
            }
        }
        Ok(())
    }

    /// Keeps the text of a resolved ruleset. Communes for which the same files were resolved share
    /// it.
    fn ruleset(&mut self, ruleset: &Ruleset) -> Result<Digest, Trouble> {
        let overlays = ruleset.overlays.iter().map(|(digest, _)| digest.clone()).collect();
        let key = (ruleset.digest.clone(), overlays);
        if let Some(digest) = self.rulesets.get(&key) {
            return Ok(*digest);
        }
        let text = tieuchi_ruleset::render(ruleset, self.workspace.rules.catalogue());
        let digest = self.transaction.put_text(ArtifactKind::Ruleset, &text)?;
        self.transaction.run_input(self.run, &digest, "resolved ruleset")?;
        self.rulesets.insert(key, digest);
        Ok(digest)
    }

    /// The figures, in an order that does not depend on who was done first.
    fn finish(mut self) -> (RunSummary, Vec<Diagnostic>) {
        self.summary.lines = self.lines.into_values().flatten().collect();
        sort_summary(&mut self.summary);
        (self.summary, self.warnings.into_values().flatten().collect())
    }
}

/// Adds a commune's missing evidence to that of the others.
pub(crate) fn add_missing(all: &mut Vec<MissingEvidence>, missing: Vec<MissingEvidence>) {
    for item in missing {
        let known = all
            .iter_mut()
            .find(|known| known.title == item.title && known.indicator == item.indicator);
        match known {
            Some(known) => known.subjects += item.subjects,
            None => all.push(item),
        }
    }
}

/// Adds a ruleset's parameters without a value.
pub(crate) fn add_papers(papers: &mut Vec<MissingPaper>, ruleset: &Ruleset) {
    for parameter in ruleset.parameters.values() {
        let levels = ruleset.levels.len().max(1);
        for level in 0..levels {
            if ruleset.parameter_value(&parameter.id, level) != Some(None) {
                continue;
            }
            let paper = MissingPaper {
                title: ruleset.title.clone(),
                parameter: parameter.id.clone(),
                name: parameter.name.clone(),
                level: (!ruleset.levels.is_empty()).then(|| u8::try_from(level + 1).unwrap_or(0)),
                paper: parameter.missing.clone().unwrap_or_default(),
            };
            if !papers.contains(&paper) {
                papers.push(paper);
            }
        }
    }
}

/// Puts figures into an order that does not depend on who was done first.
pub(crate) fn sort_summary(summary: &mut RunSummary) {
    summary.papers.sort();
    summary.papers.dedup();
    summary.evidence.sort_by(|left, right| {
        let key = |item: &MissingEvidence| (item.title.clone(), item.indicator.clone());
        right.subjects.cmp(&left.subjects).then_with(|| key(left).cmp(&key(right)))
    });
    summary.faults.sort_by(|left, right| {
        let key =
            |fault: &RunFault| (fault.place.clone(), fault.title.clone(), fault.criterion.clone());
        key(left).cmp(&key(right))
    });
}
