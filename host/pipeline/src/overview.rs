//! A stored run arranged for a report: judged again from its own evidence and rules, and counted.

use std::{collections::BTreeMap, path::Path};

use tieuchi_core::{
    Check, Condition, Counts, Criterion, CriterionLine, History, IndicatorId, Kind, OrgUnit,
    OutstandingLine, Overview, Period, PlaceCode, Recognition, Ruleset, RunSummary, Scalar,
    SourceId, Table, TargetLine, Test, TitleId, TitleSummary, YearLine,
};
use tieuchi_store::{Reader, RunHead, Wants};

use crate::{
    gather::{Gathered, gather},
    plugin::{LoadedPlugins, PluginRuntime},
    run::{add_papers, sort_summary},
    trouble::Trouble,
    workspace::Workspace,
};

/// Which run to report on.
#[derive(Debug, Clone, Default)]
pub struct OverviewOptions {
    /// The latest run of this period; of all periods where none is named.
    pub period: Option<Period>,
    /// This run.
    pub run: Option<i64>,
    /// Only this commune.
    pub place: Option<PlaceCode>,
    /// What plugins run on.
    pub plugins: PluginRuntime,
}

/// The most outstanding subjects that are listed for a title.
const OUTSTANDING_MAX: usize = 10;

/// Reports on a stored run.
///
/// The rules are those that the run recorded, the evidence is that which it read. Nothing is
/// written.
pub fn overview(dir: &Path, options: &OverviewOptions) -> Result<Overview, Trouble> {
    let workspace = Workspace::open(dir)?;
    let store = workspace.store();
    if !store.exists() {
        return Err(Trouble::NoRun);
    }
    look(workspace, options).map_err(|trouble| trouble.in_store(&store))
}

/// Gathers it from a workspace that has a store.
fn look(mut workspace: Workspace, options: &OverviewOptions) -> Result<Overview, Trouble> {
    let reader = Reader::open(&workspace.store())?;
    let head = reader.run(options.run, options.period)?.ok_or(Trouble::NoRun)?;
    let rulesets = recorded(&mut workspace, &reader, &head)?;
    let units: Vec<OrgUnit> = workspace
        .places
        .communes(head.period.last_day())
        .into_iter()
        .filter(|unit| rulesets.contains_key(&unit.code))
        .filter(|unit| options.place.as_ref().is_none_or(|place| *place == unit.code))
        .cloned()
        .collect();
    if units.is_empty() {
        let place = options.place.as_ref().map_or_else(String::new, ToString::to_string);
        return Err(Trouble::NotInRun { run: head.run, place });
    }
    let judged = units.iter().filter_map(|unit| rulesets.get(&unit.code)).flatten();
    let plugins = &options.plugins;
    let plugins = LoadedPlugins::of_run(&workspace, &reader, head.run, judged, plugins)?;
    let mut all = Gathered::default();
    for unit in &units {
        let mut rulesets = rulesets.get(&unit.code).cloned().unwrap_or_default();
        let targets = target_rulesets(&workspace, head.period, &mut rulesets);
        let here = gather((&workspace, &plugins), &reader, &head, unit, &rulesets, &targets)?;
        all.add(here);
    }
    let mut overview = Overview {
        summary: RunSummary {
            run: head.run,
            workspace: workspace.file.name.clone(),
            period: head.period,
            lines: all.lines,
            papers: Vec::new(),
            evidence: all.evidence,
            faults: all.faults,
        },
        place: options.place.clone(),
        // A hamlet's name says little without its commune.
        hamlets: if options.place.is_some() { all.hamlets } else { Vec::new() },
        targets: target_lines(&workspace, head.period, &all.targets),
        people: all.people.into_values().collect(),
        criteria: all.criteria.into_values().collect(),
        years: Vec::new(),
        outstanding: outstanding(all.outstanding),
    };
    for ruleset in units.iter().filter_map(|unit| rulesets.get(&unit.code)).flatten() {
        add_papers(&mut overview.summary.papers, ruleset);
    }
    sort_summary(&mut overview.summary);
    sort_criteria(&mut overview.criteria);
    overview.years = years(&overview, &reader, &head, options.place.as_ref())?;
    Ok(overview)
}

/// The resolved rulesets of a run by commune, as the run recorded them.
pub(crate) fn recorded(
    workspace: &mut Workspace,
    reader: &Reader,
    head: &RunHead,
) -> Result<BTreeMap<PlaceCode, Vec<Ruleset>>, Trouble> {
    let mut read: BTreeMap<String, Ruleset> = BTreeMap::new();
    let mut by_place: BTreeMap<PlaceCode, Vec<Ruleset>> = BTreeMap::new();
    for title in reader.titles(head.run)? {
        let digest = title.ruleset.to_string();
        if !read.contains_key(&digest) {
            let text = reader.artifact(&title.ruleset)?;
            let name = format!("ruleset sha256:{digest} of run {}", head.run);
            let source = workspace.sources.add(name, text);
            let (ruleset, found) = workspace.rules.read_resolved(&workspace.sources, source);
            let Some(ruleset) = ruleset else {
                return Err(Trouble::files(found, workspace.sources.clone()));
            };
            read.insert(digest.clone(), ruleset);
        }
        by_place.entry(title.place).or_default().extend(read.get(&digest).cloned());
    }
    Ok(by_place)
}

/// The year whose targets a period is held against: the first that is not before it.
fn target_year(workspace: &Workspace, period: Period) -> Option<u32> {
    let year = u32::try_from(period.number()).ok()?;
    workspace.rules.targets().iter().map(|target| target.year).filter(|at| *at >= year).min()
}

/// Adds two rulesets for each target, so that the engine itself counts: whom the target counts, and
/// who of them holds the title.
fn target_rulesets(
    workspace: &Workspace,
    period: Period,
    rulesets: &mut Vec<Ruleset>,
) -> BTreeMap<TitleId, (String, bool)> {
    let mut names = BTreeMap::new();
    let year = target_year(workspace, period);
    for target in workspace.rules.targets().iter().filter(|target| Some(target.year) == year) {
        let Some(kind) = rulesets.iter().find(|ruleset| ruleset.title == target.title) else {
            continue;
        };
        let (kind, from) = (kind.kind, kind.from);
        let everybody = || target.filter.clone().unwrap_or(Condition::All(Vec::new()));
        let holds = Condition::Compare {
            indicator: IndicatorId::of_title(&target.title),
            test: Test::Is(tieuchi_core::Bound::Literal(Scalar::Flag(true))),
        };
        for (reached, applies, condition) in
            [(false, None, everybody()), (true, Some(everybody()), holds)]
        {
            let word = if reached { "reached" } else { "counted" };
            let title = TitleId::new(format!("target.{}.{word}", target.id));
            names.insert(title.clone(), (target.id.clone(), reached));
            rulesets.push(one_condition(title, kind, from, applies, condition));
        }
    }
    names
}

/// A ruleset of one condition.
fn one_condition(
    title: TitleId,
    kind: Kind,
    from: chrono::NaiveDate,
    applies: Option<Condition>,
    condition: Condition,
) -> Ruleset {
    let criterion = Criterion {
        id: "is-met".into(),
        group: None,
        name: String::new(),
        reference: String::new(),
        points: None,
        check: Check::Holds(condition),
        applies: None,
        otherwise: tieuchi_core::Otherwise::Exclude,
        required: true,
        optional: false,
        removed: false,
        slot: None,
        origins: Vec::new(),
        source: SourceId(0),
        span: 0..0,
    };
    Ruleset {
        title,
        name: String::new(),
        kind,
        reference: String::new(),
        authority: String::new(),
        from,
        until: None,
        source: SourceId(0),
        digest: String::new(),
        points_total: None,
        points_scale: 0,
        applies,
        valid_months: None,
        recognition: Recognition::default(),
        levels: Vec::new(),
        parameters: BTreeMap::new(),
        groups: Vec::new(),
        criteria: vec![criterion],
        slots: BTreeMap::new(),
        overlays: Vec::new(),
    }
}

/// Targets with what was counted: by target id, whom it counts and who of them holds the title.
fn target_lines(
    workspace: &Workspace,
    period: Period,
    counted: &BTreeMap<String, (Counts, Counts)>,
) -> Vec<TargetLine> {
    let year = target_year(workspace, period);
    let targets = workspace.rules.targets().iter().filter(|target| Some(target.year) == year);
    targets
        .filter_map(|target| {
            let (whole, reached) = counted.get(&target.id)?;
            Some(TargetLine {
                name: target.name.clone(),
                title: target.title.clone(),
                year: i32::try_from(target.year).unwrap_or(i32::MAX),
                percent: target.percent,
                missing: target.missing.clone(),
                of: target.of.clone(),
                recognised: reached.recognised,
                undetermined: reached.undetermined.saturating_sub(whole.undetermined),
                counted: whole.recognised,
                uncertain: whole.undetermined,
                reference: target.reference.clone(),
            })
        })
        .collect()
}

/// Within a title, what fails most often first.
fn sort_criteria(criteria: &mut [CriterionLine]) {
    criteria.sort_by(|left, right| {
        left.title.cmp(&right.title).then_with(|| right.fail.cmp(&left.fail))
    });
}

/// The outstanding subjects of each title: all with a streak, the best of the others.
fn outstanding(found: BTreeMap<TitleId, (bool, Vec<OutstandingLine>)>) -> Vec<OutstandingLine> {
    let mut lines = Vec::new();
    for (streak, mut subjects) in found.into_values() {
        subjects.sort_by(|left, right| {
            let place = |line: &OutstandingLine| (line.place.clone(), line.subject.clone());
            right.points.cmp(&left.points).then_with(|| place(left).cmp(&place(right)))
        });
        subjects.truncate(if streak { usize::MAX } else { OUTSTANDING_MAX });
        lines.extend(subjects);
    }
    lines
}

/// The same titles in all periods that the store knows anything of.
fn years(
    overview: &Overview,
    reader: &Reader,
    head: &RunHead,
    place: Option<&PlaceCode>,
) -> Result<Vec<YearLine>, Trouble> {
    let mut latest: BTreeMap<Period, i64> = BTreeMap::new();
    for run in reader.runs()? {
        latest.insert(run.period, run.run);
    }
    latest.insert(head.period, head.run);
    let mut counts: BTreeMap<(TitleId, Period), Counts> = BTreeMap::new();
    for (period, run) in latest.range(..=head.period) {
        for title in reader.titles(*run)? {
            if place.is_some_and(|place| *place != title.place) {
                continue;
            }
            let verdicts = reader.verdicts(*run, &title.place, &title.title)?;
            let entry = counts.entry((title.title, *period)).or_default();
            verdicts.statuses.iter().for_each(|status| crate::gather::count(entry, *status));
        }
    }
    let decided = reader.decided(place)?;
    let names: BTreeMap<&TitleId, &TitleSummary> =
        overview.summary.lines.iter().map(|line| (&line.title, line)).collect();
    let mut lines = Vec::new();
    for (title, line) in names {
        let known = counts.keys().chain(decided.keys()).filter(|key| key.0 == *title);
        let mut periods: Vec<Period> = known.map(|key| key.1).collect();
        periods.retain(|period| *period <= head.period);
        periods.sort_unstable();
        periods.dedup();
        lines.extend(periods.into_iter().map(|period| {
            let key = (title.clone(), period);
            YearLine {
                title: title.clone(),
                title_name: line.title_name.clone(),
                period,
                counts: counts.get(&key).copied(),
                decided: decided.get(&key).copied(),
            }
        }));
    }
    Ok(lines)
}

/// What is read for a report beside what judging needs: hamlets, sexes and births.
pub(crate) fn add_wants(wants: &mut BTreeMap<Kind, Wants>, workspace: &Workspace) {
    let catalogue = workspace.rules.catalogue();
    for kind in [Kind::Citizen, Kind::Family] {
        let wants = wants.entry(kind).or_default();
        if !wants.links.contains(&Kind::Village) {
            wants.links.push(Kind::Village);
        }
    }
    let citizen = wants.entry(Kind::Citizen).or_default();
    for id in ["sex", "birth-date"].map(IndicatorId::new) {
        if let Some(indicator) = catalogue.get(Kind::Citizen, &id)
            && !citizen.indicators.iter().any(|(known, _)| *known == id)
        {
            citizen.indicators.push((id, indicator.value_type.clone()));
        }
    }
}

/// The evidence that a run read of a commune.
pub(crate) fn evidence(
    workspace: &Workspace,
    reader: &Reader,
    head: &RunHead,
    unit: &OrgUnit,
    wants: &BTreeMap<Kind, Wants>,
    titles: &[(TitleId, Kind)],
) -> Result<(BTreeMap<Kind, Table>, History), Trouble> {
    let manifests = reader.run_manifests(head.run, &unit.code)?;
    let mut tables = reader.tables(&manifests, wants)?;
    tables.entry(Kind::Commune).or_insert_with(crate::place::commune_alone);
    let history = crate::past::history(workspace, unit, titles, &|place| {
        reader.history_of_run(head, place, titles, &manifests)
    })?;
    Ok((tables, history))
}
