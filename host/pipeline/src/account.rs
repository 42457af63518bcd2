//! The account of one subject: a stored run read again, and told with the reasons for its verdicts.

use std::{collections::BTreeMap, path::Path};

use tieuchi_core::{
    Account, FindingColumn, Kind, OrgUnit, Outcome, Period, PlaceCode, Ruleset, Status, SubjectId,
    TitleId,
};
use tieuchi_engine::{PlannedTitle, TracedTitle};
use tieuchi_store::{Digest, Reader, RunHead, RunTitle};

use crate::{
    account::{evidence::Sources, whom::Whom},
    overview,
    place::{Job, unit_name},
    plugin::{LoadedPlugins, PluginRuntime},
    trouble::Trouble,
    workspace::Workspace,
};

mod evidence;
mod papers;
mod title;
mod whom;

/// Whom to explain.
#[derive(Debug, Clone)]
pub struct ExplainOptions {
    /// The subject.
    pub subject: SubjectId,
    /// What it is, where the id alone does not tell.
    pub kind: Option<Kind>,
    /// Its commune, where the id alone does not tell.
    pub place: Option<PlaceCode>,
    /// The latest run of this period; of all periods where none is named.
    pub period: Option<Period>,
    /// This run.
    pub run: Option<i64>,
    /// Whether the account carries the subject's name. It stands apart from everything else in the
    /// store, and goes into an account only where somebody asks for it.
    pub name: bool,
    /// What plugins run on.
    pub plugins: PluginRuntime,
}

/// What the run said of a subject and a title.
struct Said {
    /// The verdict.
    status: Status,
    /// The levels surely and perhaps reached.
    levels: (u8, u8),
    /// The least and the most points, in units.
    points: (i32, i32),
    /// The points that can be earned, in units.
    max: i32,
    /// Findings, in the order of the title's steps.
    steps: Vec<SaidStep>,
}

/// A finding: outcome, least and most points, which reason of a plugin.
type SaidStep = (Outcome, i32, i32, u8);

/// Tells why a stored run judged a subject as it did.
///
/// Findings and verdicts are those that the run stored, by the rules that it recorded and from the
/// evidence that it read. Nothing is written.
pub fn explain(dir: &Path, options: &ExplainOptions) -> Result<Account, Trouble> {
    let workspace = Workspace::open(dir)?;
    let store = workspace.store();
    if !store.exists() {
        return Err(Trouble::NoRun);
    }
    account(workspace, options).map_err(|trouble| trouble.in_store(&store))
}

/// Tells it from a workspace that has a store.
fn account(mut workspace: Workspace, options: &ExplainOptions) -> Result<Account, Trouble> {
    let reader = Reader::open(&workspace.store())?;
    let head = reader.run(options.run, options.period)?.ok_or(Trouble::NoRun)?;
    let whom = whom::find(&workspace, &reader, &head, options)?;
    let mut recorded = overview::recorded(&mut workspace, &reader, &head)?;
    let rulesets = recorded.remove(&whom.place).unwrap_or_default();
    let communes = workspace.places.communes(head.period.last_day());
    let unit = communes.into_iter().find(|unit| unit.code == whom.place);
    let Some(unit) = unit else {
        return Err(Trouble::NotInRun { run: head.run, place: whom.place.to_string() });
    };
    let plugins = &options.plugins;
    let plugins = LoadedPlugins::of_run(&workspace, &reader, head.run, &rulesets, plugins)?;
    let job = Job::new(unit, rulesets, &workspace, head.period, &plugins)?;
    let mut account = Account {
        run: head.run,
        workspace: workspace.file.name.clone(),
        period: head.period,
        place: whom.place.clone(),
        place_name: unit_name(unit),
        subject: options.subject.clone(),
        kind: whom.kind,
        name: None,
        titles: Vec::new(),
        changed: Vec::new(),
    };
    if options.name {
        let identity = reader.identity(&whom.place, &options.subject)?;
        account.name = identity.map(|identity| identity.name).filter(|name| !name.is_empty());
    }
    tell(&mut account, &workspace, &reader, &head, &whom, &job)?;
    Ok(account)
}

/// Adds the titles of the subject's kind.
fn tell(
    account: &mut Account,
    workspace: &Workspace,
    reader: &Reader,
    head: &RunHead,
    whom: &Whom,
    job: &Job<'_>,
) -> Result<(), Trouble> {
    let unit = job.unit;
    let asked: Vec<_> = job.plan.history().into_iter().collect();
    let (tables, history) =
        overview::evidence(workspace, reader, head, unit, &job.wants(), &asked)?;
    let scope = tieuchi_engine::Scope { tables: &tables, history: &history };
    let traced = tieuchi_engine::trace(&job.plan, scope, whom.kind, whom.row);
    let recorded: BTreeMap<TitleId, RunTitle> = reader
        .titles(head.run)?
        .into_iter()
        .filter(|title| title.place == unit.code)
        .map(|title| (title.title.clone(), title))
        .collect();
    let (today, _) = workspace.rules.resolve(&unit.code, head.period.last_day());
    let mut sources = Sources::new(workspace, reader, head, whom, job, &account.subject)?;
    for traced in &traced {
        let title = &traced.title.title;
        let stored = stored(reader, head, unit, traced.title, whom.row)?;
        let now = today.iter().find(|ruleset| ruleset.title == *title);
        let other_rules = recorded.get(title).map(|title| title.ruleset)
            != now.map(|ruleset| digest(ruleset, workspace));
        let said = match stored {
            Some(said) if said.is(traced) && !other_rules => said,
            other => {
                account.changed.push(title.clone());
                other.unwrap_or_else(|| Said::now(traced))
            }
        };
        let ruleset = &job.rulesets[traced.title.ruleset];
        let told = title::tell((ruleset, now), traced, &said, &mut sources)?;
        account.titles.push(told);
    }
    Ok(())
}

/// The digest of a resolved ruleset, as a run records it.
fn digest(ruleset: &Ruleset, workspace: &Workspace) -> Digest {
    Digest::of(tieuchi_ruleset::render(ruleset, workspace.rules.catalogue()))
}

/// What the run stored of a subject; none where it is not all there.
fn stored(
    reader: &Reader,
    head: &RunHead,
    unit: &OrgUnit,
    title: &PlannedTitle,
    row: usize,
) -> Result<Option<Said>, Trouble> {
    let verdicts = reader.verdicts(head.run, &unit.code, &title.title)?;
    let findings = reader.findings(head.run, &unit.code, &title.title)?;
    let finding = |column: &FindingColumn| {
        let reason = column.reasons.get(row).copied().unwrap_or(0);
        Some((*column.outcomes.get(row)?, *column.low.get(row)?, *column.high.get(row)?, reason))
    };
    let steps = title.steps.iter();
    let steps = steps.map(|step| findings.get(&step.criterion).and_then(finding));
    Ok(steps.collect::<Option<_>>().and_then(|steps| {
        Some(Said {
            status: *verdicts.statuses.get(row)?,
            levels: (*verdicts.levels.get(row)?, *verdicts.levels_high.get(row)?),
            points: (*verdicts.low.get(row)?, *verdicts.high.get(row)?),
            max: *verdicts.max.get(row)?,
            steps,
        })
    }))
}

impl Said {
    /// What would be said now.
    fn now(traced: &TracedTitle<'_>) -> Self {
        let steps = traced.steps.iter();
        Self {
            status: traced.status,
            // A title without levels has none in the store, either.
            levels: if traced.title.has_levels { traced.levels } else { (0, 0) },
            points: traced.points,
            max: traced.max,
            steps: steps
                .map(|step| (step.outcome, step.points.0, step.points.1, step.reason))
                .collect(),
        }
    }

    /// Whether it is what would be said now.
    fn is(&self, traced: &TracedTitle<'_>) -> bool {
        let Self { status, levels, points, max, steps } = Self::now(traced);
        let sums = !traced.title.has_points || (self.points, self.max) == (points, max);
        self.status == status && self.levels == levels && sums && self.steps == steps
    }
}
