//! The figures of one commune for a report, gathered while it is judged again.

use std::collections::{BTreeMap, btree_map::Entry};

use chrono::Datelike;
use tieuchi_core::{
    Check, Column, Compute, Counts, CriterionId, CriterionLine, Decimal, HamletLine, IndicatorId,
    Kind, Link, MissingEvidence, OrgUnit, Outcome, OutstandingLine, PeopleGroup, PeopleLine,
    Ruleset, RunFault, Status, SubjectId, Table, TitleId, TitleSummary, ValueType,
};
use tieuchi_engine::Judged;
use tieuchi_store::{Reader, RunHead};

use crate::{
    overview::{add_wants, evidence},
    place::{AssessedTitle, Job, unit_name},
    plugin::LoadedPlugins,
    run::add_missing,
    trouble::Trouble,
    workspace::Workspace,
};

/// Ages by which people are grouped: from, to.
///
/// 15, 35 and 60 are the ages of the literacy levels (Nghị định 20/2014/NĐ-CP).
const AGES: [(u8, Option<u8>); 5] =
    [(0, Some(14)), (15, Some(35)), (36, Some(60)), (61, Some(75)), (76, None)];

/// Figures of one or more communes.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// By commune and title.
    pub lines: Vec<TitleSummary>,
    /// Missing evidence.
    pub evidence: Vec<MissingEvidence>,
    /// Checks that broke.
    pub faults: Vec<RunFault>,
    /// By hamlet.
    pub hamlets: Vec<HamletLine>,
    /// By sex and age.
    pub people: BTreeMap<(TitleId, PeopleGroup), PeopleLine>,
    /// By criterion.
    pub criteria: BTreeMap<(TitleId, CriterionId), CriterionLine>,
    /// Whom each target counts, and who of them holds the title.
    pub targets: BTreeMap<String, (Counts, Counts)>,
    /// Outstanding subjects by title; whether the title asks for a streak.
    pub outstanding: BTreeMap<TitleId, (bool, Vec<OutstandingLine>)>,
}

/// Adds a verdict.
pub(crate) fn count(counts: &mut Counts, status: Status) {
    match status {
        Status::Recognised => counts.recognised += 1,
        Status::NotRecognised => counts.not_recognised += 1,
        Status::Undetermined => counts.undetermined += 1,
        Status::NotApplicable => counts.not_applicable += 1,
    }
}

/// Adds figures to figures.
fn add(counts: &mut Counts, more: Counts) {
    let Counts { recognised, not_recognised, undetermined, not_applicable } = more;
    counts.recognised += recognised;
    counts.not_recognised += not_recognised;
    counts.undetermined += undetermined;
    counts.not_applicable += not_applicable;
}

impl Gathered {
    /// Adds another commune.
    pub(crate) fn add(&mut self, other: Self) {
        let Self { lines, evidence, faults, hamlets, people, criteria, targets, outstanding } =
            other;
        self.lines.extend(lines);
        add_missing(&mut self.evidence, evidence);
        self.faults.extend(faults);
        self.hamlets.extend(hamlets);
        for (key, line) in people {
            match self.people.get_mut(&key) {
                Some(known) => add(&mut known.counts, line.counts),
                None => drop(self.people.insert(key, line)),
            }
        }
        for (key, line) in criteria {
            match self.criteria.get_mut(&key) {
                Some(known) => {
                    known.pass += line.pass;
                    known.fail += line.fail;
                    known.unknown += line.unknown;
                    known.not_applicable += line.not_applicable;
                    known.error += line.error;
                }
                None => drop(self.criteria.insert(key, line)),
            }
        }
        for (id, (counted, reached)) in targets {
            let known = self.targets.entry(id).or_default();
            add(&mut known.0, counted);
            add(&mut known.1, reached);
        }
        for (title, (streak, subjects)) in outstanding {
            let known = self.outstanding.entry(title).or_insert((streak, Vec::new()));
            known.1.extend(subjects);
        }
    }
}

/// Judges a commune again and gathers its figures. `targets` names the rulesets that only count for
/// a target.
pub(crate) fn gather(
    (workspace, plugins): (&Workspace, &LoadedPlugins),
    reader: &Reader,
    head: &RunHead,
    unit: &OrgUnit,
    rulesets: &[Ruleset],
    targets: &BTreeMap<TitleId, (String, bool)>,
) -> Result<Gathered, Trouble> {
    let job = Job::new(unit, rulesets.to_vec(), workspace, head.period, plugins)?;
    let mut wants = job.wants();
    add_wants(&mut wants, workspace);
    let asked: Vec<_> = job.plan.history().into_iter().collect();
    let (tables, history) = evidence(workspace, reader, head, unit, &wants, &asked)?;
    let commune = Commune { workspace, reader, head, unit, tables: &tables };
    let hamlets = commune.hamlet_names()?;
    let mut gathered = Gathered::default();
    let mut titles: BTreeMap<TitleId, AssessedTitle> = BTreeMap::new();
    let mut by_hamlet: BTreeMap<(usize, u32), Counts> = BTreeMap::new();
    let mut best: Vec<(usize, usize, i32)> = Vec::new();
    let order: BTreeMap<&TitleId, usize> =
        job.plan.titles().iter().map(|title| &title.title).zip(0..).collect();
    let scope = tieuchi_engine::Scope { tables: &tables, history: &history };
    tieuchi_engine::judge(&job.plan, scope, &mut |judged| {
        let planned = judged.title;
        if let Some((target, reached)) = targets.get(&planned.title) {
            let entry = gathered.targets.entry(target.clone()).or_default();
            let counts = if *reached { &mut entry.1 } else { &mut entry.0 };
            judged.verdicts.statuses.iter().for_each(|status| count(counts, *status));
            return;
        }
        let Some(at) = order.get(&planned.title).copied() else { return };
        let title = titles.entry(planned.title.clone()).or_insert_with(|| job.blank(at, planned));
        job.tally(title, &judged);
        let ruleset = &job.rulesets[planned.ruleset];
        Commune::criteria(&mut gathered, ruleset, &judged);
        commune.people(&mut gathered, ruleset, &judged);
        commune.hamlets(&mut by_hamlet, at, &judged);
        commune.best(&mut best, at, &judged);
    });
    for title in job.plan.titles() {
        let Some(mut assessed) = titles.remove(&title.title) else { continue };
        job.name_missing(&mut assessed, workspace);
        gathered.evidence.extend(assessed.missing);
        gathered.faults.extend(assessed.faults);
        gathered.lines.push(assessed.summary);
    }
    gathered.hamlets = commune.hamlet_lines(&job, by_hamlet, &hamlets);
    commune.outstanding(&mut gathered, &job, best)?;
    Ok(gathered)
}

/// What is needed to gather.
struct Commune<'a> {
    /// The workspace.
    workspace: &'a Workspace,
    /// The store.
    reader: &'a Reader,
    /// The run.
    head: &'a RunHead,
    /// The commune.
    unit: &'a OrgUnit,
    /// Its evidence.
    tables: &'a BTreeMap<Kind, Table>,
}

impl Commune<'_> {
    /// A column of a batch.
    fn column(&self, kind: Kind, batch: usize, id: &str) -> Option<&Column> {
        self.tables.get(&kind)?.batches.get(batch)?.columns.get(&IndicatorId::new(id))
    }

    /// The subjects of a kind, as the run read them.
    fn subjects(&self, kind: Kind) -> Result<Vec<SubjectId>, Trouble> {
        let manifests = self.reader.run_manifests(self.head.run, &self.unit.code)?;
        match manifests.get(&kind) {
            Some(manifest) => Ok(self.reader.subjects(manifest)?),
            None => Ok(Vec::new()),
        }
    }

    /// The hamlets with their names.
    fn hamlet_names(&self) -> Result<Vec<(SubjectId, String)>, Trouble> {
        let mut names = Vec::new();
        for subject in self.subjects(Kind::Village)? {
            let identity = self.reader.identity(&self.unit.code, &subject)?;
            let name = identity.map(|identity| identity.name).filter(|name| !name.is_empty());
            names.push((subject.clone(), name.unwrap_or_else(|| subject.to_string())));
        }
        Ok(names)
    }

    /// Counts outcomes by criterion, over subjects that the ruleset is about.
    fn criteria(gathered: &mut Gathered, ruleset: &Ruleset, judged: &Judged<'_>) {
        for (step, finding) in judged.title.steps.iter().zip(&judged.findings) {
            let base = step.criterion.as_str().split('@').next().unwrap_or_default();
            let name = ruleset.criterion(&base.into()).map_or("", |criterion| &criterion.name);
            let key = (ruleset.title.clone(), step.criterion.clone());
            let line = gathered.criteria.entry(key).or_insert_with(|| CriterionLine {
                title: ruleset.title.clone(),
                title_name: ruleset.name.clone(),
                criterion: step.criterion.clone(),
                name: name.to_owned(),
                pass: 0,
                fail: 0,
                unknown: 0,
                not_applicable: 0,
                error: 0,
            });
            for (outcome, status) in finding.outcomes.iter().zip(&judged.verdicts.statuses) {
                if *status == Status::NotApplicable {
                    continue;
                }
                match outcome {
                    Outcome::Pass => line.pass += 1,
                    Outcome::Fail => line.fail += 1,
                    Outcome::Unknown => line.unknown += 1,
                    Outcome::NotApplicable => line.not_applicable += 1,
                    Outcome::Error | Outcome::NotChecked => line.error += 1,
                }
            }
        }
    }

    /// Counts citizens by sex and age.
    fn people(&self, gathered: &mut Gathered, ruleset: &Ruleset, judged: &Judged<'_>) {
        if ruleset.kind != Kind::Citizen {
            return;
        }
        let catalogue = self.workspace.rules.catalogue();
        let codes = match catalogue.get(Kind::Citizen, &"sex".into()).map(|sex| &sex.value_type) {
            Some(ValueType::Code(codes)) => codes.clone(),
            _ => Vec::new().into(),
        };
        let sexes = self.column(Kind::Citizen, judged.batch, "sex");
        let births = self.column(Kind::Citizen, judged.batch, "birth-date");
        for (row, status) in judged.verdicts.statuses.iter().enumerate() {
            let sex = sexes.and_then(|column| column.get(row));
            let sex = sex.and_then(|code| codes.get(usize::try_from(code).ok()?));
            let sex = match sex.map(String::as_str) {
                Some("nu") => PeopleGroup::Women,
                Some("nam") => PeopleGroup::Men,
                _ => PeopleGroup::SexUnknown,
            };
            let birth = births.and_then(|column| column.get(row));
            let age = birth.and_then(|birth| age(birth, self.head.period.number()));
            let group = age.and_then(|age| {
                AGES.iter().find(|(from, to)| *from <= age && to.is_none_or(|to| age <= to))
            });
            let age =
                group.map_or(PeopleGroup::AgeUnknown, |(from, to)| PeopleGroup::Age(*from, *to));
            for group in [sex, age] {
                let key = (ruleset.title.clone(), group);
                let line = gathered.people.entry(key).or_insert_with(|| PeopleLine {
                    title: ruleset.title.clone(),
                    title_name: ruleset.name.clone(),
                    group,
                    counts: Counts::default(),
                });
                count(&mut line.counts, *status);
            }
        }
    }

    /// Counts citizens and families by hamlet.
    fn hamlets(
        &self,
        counts: &mut BTreeMap<(usize, u32), Counts>,
        title: usize,
        judged: &Judged<'_>,
    ) {
        let kind = judged.title.kind;
        if !matches!(kind, Kind::Citizen | Kind::Family) {
            return;
        }
        let batch = self.tables.get(&kind).and_then(|table| table.batches.get(judged.batch));
        let link = batch.and_then(|batch| batch.links.get(&Kind::Village));
        for (row, status) in judged.verdicts.statuses.iter().enumerate() {
            let hamlet = link.and_then(|Link(rows)| rows.get(row)).copied().unwrap_or(Link::NONE);
            count(counts.entry((title, hamlet)).or_default(), *status);
        }
    }

    /// Hamlets with their names, in the register's order.
    fn hamlet_lines(
        &self,
        job: &Job<'_>,
        counts: BTreeMap<(usize, u32), Counts>,
        names: &[(SubjectId, String)],
    ) -> Vec<HamletLine> {
        let mut lines = Vec::new();
        for ((title, hamlet), counts) in counts {
            let title = &job.plan.titles()[title];
            let known = names.get(hamlet as usize);
            lines.push(HamletLine {
                place: self.unit.code.clone(),
                hamlet: known.map(|(subject, _)| subject.clone()),
                name: known.map_or_else(String::new, |(_, name)| name.clone()),
                title: title.title.clone(),
                title_name: job.rulesets[title.ruleset].name.clone(),
                counts,
            });
        }
        lines
    }

    /// Remembers recognised subjects: title, row in the table, points.
    fn best(&self, best: &mut Vec<(usize, usize, i32)>, title: usize, judged: &Judged<'_>) {
        let Some(table) = self.tables.get(&judged.title.kind) else { return };
        let before: usize = table.batches.iter().take(judged.batch).map(|batch| batch.rows).sum();
        for (row, status) in judged.verdicts.statuses.iter().enumerate() {
            if *status == Status::Recognised {
                best.push((title, before + row, judged.verdicts.low[row]));
            }
        }
    }

    /// Those who stand out: all with a title that asks for a streak; of titles with points, the best.
    fn outstanding(
        &self,
        gathered: &mut Gathered,
        job: &Job<'_>,
        mut best: Vec<(usize, usize, i32)>,
    ) -> Result<(), Trouble> {
        best.sort_by_key(|(title, row, points)| (*title, std::cmp::Reverse(*points), *row));
        let mut subjects: BTreeMap<Kind, Vec<SubjectId>> = BTreeMap::new();
        for (at, row, points) in best {
            let title = &job.plan.titles()[at];
            let ruleset = &job.rulesets[title.ruleset];
            let streak = self.asks_for_streak(ruleset);
            let known = gathered.outstanding.get(&title.title).map_or(0, |(_, lines)| lines.len());
            if !(streak || title.has_points && known < 10) {
                continue;
            }
            let all = match subjects.entry(title.kind) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(self.subjects(title.kind)?),
            };
            let Some(subject) = all.get(row) else {
                continue;
            };
            let points = Decimal { units: points.into(), scale: ruleset.points_scale };
            let entry = gathered.outstanding.entry(title.title.clone());
            entry.or_insert((streak, Vec::new())).1.push(OutstandingLine {
                place: self.unit.code.clone(),
                place_name: unit_name(self.unit),
                subject: subject.clone(),
                kind: title.kind,
                title: title.title.clone(),
                title_name: ruleset.name.clone(),
                points: title.has_points.then_some(points),
            });
        }
        Ok(())
    }

    /// Whether a criterion of the ruleset reads a streak.
    fn asks_for_streak(&self, ruleset: &Ruleset) -> bool {
        let catalogue = self.workspace.rules.catalogue();
        ruleset.criteria.iter().any(|criterion| {
            let Check::Holds(condition) = &criterion.check else { return false };
            condition.indicators().iter().any(|id| {
                let compute =
                    catalogue.get(ruleset.kind, id).and_then(|item| item.compute.as_ref());
                matches!(compute, Some(Compute::Streak { .. }))
            })
        })
    }
}

/// Whole years on the last day of a year.
fn age(birth: i64, year: i32) -> Option<u8> {
    let days = chrono::Days::new(u64::try_from(birth.checked_add(719_162)?).ok()?);
    let birth = chrono::NaiveDate::from_ymd_opt(1, 1, 1)?.checked_add_days(days)?;
    u8::try_from(year - birth.year()).ok()
}
