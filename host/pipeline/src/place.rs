//! One commune: its rules resolved, its subjects judged, its findings as text for the store.

use std::collections::BTreeMap;

use tieuchi_core::{
    Batch, CriterionId, Diagnostic, Kind, MissingEvidence, NO_LEVEL, OrgUnit, Outcome, Period,
    Ruleset, RunFault, Status, Table, TitleId, TitleSummary, Verdicts,
};
use tieuchi_engine::{Judged, Plan, PlanInput, PlannedTitle};
use tieuchi_register::stray_members;
use tieuchi_store::{Chunk, Digest, Reader, Stray, Wants, encode_findings, encode_verdicts};

use crate::{past, plugin::LoadedPlugins, trouble::Trouble, workspace::Workspace};

/// What is said where the arithmetic of an indicator left what the catalogue declares.
const OUT_OF_RANGE: &str = "a computed value lies outside its declared range";

/// What is to be done in one commune.
#[derive(Debug)]
pub(crate) struct Job<'w> {
    /// The commune.
    pub unit: &'w OrgUnit,
    /// Its rules.
    pub rulesets: Vec<Ruleset>,
    /// The order of work.
    pub plan: Plan,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Assessed {
    /// Which job.
    pub job: usize,
    /// The evidence read, by manifest.
    pub manifests: BTreeMap<Kind, Digest>,
    /// Titles in the order of judging.
    pub titles: Vec<AssessedTitle>,
    /// What somebody should look at.
    pub warnings: Vec<Diagnostic>,
}

/// One title in one commune.
#[derive(Debug)]
pub(crate) struct AssessedTitle {
    /// Where it stands in the plan.
    pub planned: usize,
    /// Findings: step, batch and text.
    pub findings: Vec<(usize, u32, Chunk)>,
    /// Verdicts, batch by batch.
    pub verdicts: Vec<Chunk>,
    /// Figures.
    pub summary: TitleSummary,
    /// Undetermined subjects by what they lack.
    pub missing: Vec<MissingEvidence>,
    /// Checks that broke.
    pub faults: Vec<RunFault>,
}

impl<'w> Job<'w> {
    /// Plans one commune's rules.
    pub(crate) fn new(
        unit: &'w OrgUnit,
        rulesets: Vec<Ruleset>,
        workspace: &Workspace,
        period: Period,
        plugins: &LoadedPlugins,
    ) -> Result<Self, Trouble> {
        let catalogue = workspace.rules.catalogue();
        let checkers = plugins
            .checkers(&rulesets, catalogue, period)
            .map_err(|wrong| Trouble::files(wrong, workspace.sources.clone()))?;
        let input = PlanInput { rulesets: &rulesets, catalogue, period, checkers: &checkers };
        let plan = tieuchi_engine::plan(&input)
            .map_err(|source| Trouble::Plan { place: unit_name(unit), source })?;
        Ok(Self { unit, rulesets, plan })
    }

    /// What must be read of the store.
    pub(crate) fn wants(&self) -> BTreeMap<Kind, Wants> {
        let wants = self.plan.wants().into_iter().map(|(kind, wants)| {
            let links = wants.links.into_iter().collect();
            (kind, Wants { indicators: wants.indicators, links })
        });
        wants.collect()
    }

    /// Judges the commune's subjects.
    pub(crate) fn assess(
        &self,
        job: usize,
        period: Period,
        workspace: &Workspace,
        reader: &Reader,
    ) -> Result<Assessed, Trouble> {
        let scope = reader.scope(period, &self.unit.code, &self.wants())?;
        let tieuchi_store::Scope { mut tables, manifests, strays } = scope;
        let warning = |stray: &Stray| {
            let members = (stray.kind, stray.members);
            stray_members(&self.unit.code, members, stray.target, stray.example.as_str())
        };
        let warnings = strays.iter().map(warning).collect();
        tables.entry(Kind::Commune).or_insert_with(commune_alone);
        let asked: Vec<_> = self.plan.history().into_iter().collect();
        let history = past::history(workspace, self.unit, &asked, &|place| {
            reader.history(place, &asked, period, &manifests)
        })?;
        let mut titles: Vec<AssessedTitle> = (0..)
            .zip(self.plan.titles())
            .map(|(planned, title)| self.blank(planned, title))
            .collect();
        let index: BTreeMap<&TitleId, usize> =
            self.plan.titles().iter().map(|title| &title.title).zip(0..).collect();
        let scope = tieuchi_engine::Scope { tables: &tables, history: &history };
        tieuchi_engine::judge(&self.plan, scope, &mut |judged| {
            if let Some(title) = index.get(&judged.title.title) {
                self.take(&mut titles[*title], judged);
            }
        });
        for title in &mut titles {
            self.name_missing(title, workspace);
        }
        Ok(Assessed { job, manifests, titles, warnings })
    }

    /// A title before its first batch.
    pub(crate) fn blank(&self, planned: usize, title: &PlannedTitle) -> AssessedTitle {
        let ruleset = &self.rulesets[title.ruleset];
        let missing = self.plan.leaves(title).map(|indicator| MissingEvidence {
            title: title.title.clone(),
            indicator: indicator.clone(),
            name: String::new(),
            subjects: 0,
        });
        AssessedTitle {
            planned,
            findings: Vec::new(),
            verdicts: Vec::new(),
            summary: TitleSummary {
                place: self.unit.code.clone(),
                place_name: unit_name(self.unit),
                title: title.title.clone(),
                title_name: ruleset.name.clone(),
                kind: title.kind,
                edition: ruleset.from,
                recognised: 0,
                not_recognised: 0,
                undetermined: 0,
                not_applicable: 0,
                levels: ruleset.levels.iter().map(|level| (level.name.clone(), 0)).collect(),
            },
            missing: missing.collect(),
            faults: Vec::new(),
        }
    }

    /// Adds a batch: counts it, and writes it as the store keeps it.
    fn take(&self, title: &mut AssessedTitle, judged: Judged<'_>) {
        self.tally(title, &judged);
        let Judged { title: planned, batch, findings, mut verdicts, missing: _, faults: _ } =
            judged;
        let batch = u32::try_from(batch).unwrap_or(u32::MAX);
        for (index, (step, finding)) in planned.steps.iter().zip(&findings).enumerate() {
            // An open floor lets nothing pass and nothing fail; any number does.
            let pass_from = step.pass_from.unwrap_or(1);
            let text = encode_findings(finding, step.points, pass_from);
            title.findings.push((index, batch, text));
        }
        if !planned.has_levels {
            verdicts.levels.fill(NO_LEVEL);
            verdicts.levels_high.fill(NO_LEVEL);
        }
        title.verdicts.push(encode_verdicts(&verdicts, planned.points_max));
    }

    /// Adds a batch to the figures.
    pub(crate) fn tally(&self, title: &mut AssessedTitle, judged: &Judged<'_>) {
        let Judged { title: planned, findings, verdicts, missing, faults, .. } = judged;
        count(&mut title.summary, verdicts);
        for (total, subjects) in title.missing.iter_mut().zip(missing) {
            total.subjects += subjects;
        }
        for (index, (step, finding)) in planned.steps.iter().zip(findings).enumerate() {
            let errors = finding.outcomes.iter().filter(|outcome| **outcome == Outcome::Error);
            let subjects = errors.count() as u64;
            if subjects > 0 {
                let fault = faults.iter().find(|(step, _)| *step == index);
                let message = fault.map_or(OUT_OF_RANGE, |(_, message)| message);
                self.add_fault(title, &step.criterion, message, subjects);
            }
        }
    }

    /// Adds findings that became errors, a line for each criterion and message.
    fn add_fault(
        &self,
        title: &mut AssessedTitle,
        criterion: &CriterionId,
        message: &str,
        subjects: u64,
    ) {
        let known = title
            .faults
            .iter_mut()
            .find(|fault| fault.criterion == *criterion && fault.message == message);
        match known {
            Some(fault) => fault.subjects += subjects,
            None => title.faults.push(RunFault {
                place: self.unit.code.clone(),
                title: title.summary.title.clone(),
                criterion: criterion.clone(),
                message: message.to_owned(),
                subjects,
            }),
        }
    }

    /// Gives missing evidence its name, and drops what nobody lacks.
    pub(crate) fn name_missing(&self, title: &mut AssessedTitle, workspace: &Workspace) {
        let kind = title.summary.kind;
        title.missing.retain(|missing| missing.subjects > 0);
        for missing in &mut title.missing {
            let known = workspace.rules.catalogue().get(kind, &missing.indicator);
            let titled = missing
                .indicator
                .title()
                .and_then(|title| self.rulesets.iter().find(|ruleset| ruleset.title == title));
            missing.name = match (known, titled) {
                (_, Some(ruleset)) => ruleset.name.clone(),
                (Some(indicator), None) => indicator.name.clone(),
                (None, None) => missing.indicator.to_string(),
            };
        }
    }
}

/// A commune without a register: every commune is assessed, whether or not an office keeps one.
pub(crate) fn commune_alone() -> Table {
    Table { batches: vec![Batch { rows: 1, ..Batch::default() }] }
}

/// `Xã Định An`.
pub(crate) fn unit_name(unit: &OrgUnit) -> String {
    let mut letters = unit.unit_type.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} {}", letters.as_str(), unit.name).trim().to_owned()
}

/// Adds a batch to the figures.
fn count(summary: &mut TitleSummary, verdicts: &Verdicts) {
    for (status, level) in verdicts.statuses.iter().zip(&verdicts.levels) {
        match status {
            Status::Recognised => summary.recognised += 1,
            Status::NotRecognised => summary.not_recognised += 1,
            Status::Undetermined => summary.undetermined += 1,
            Status::NotApplicable => summary.not_applicable += 1,
        }
        if let Some(level) = usize::from(*level).checked_sub(1)
            && let Some((_, subjects)) = summary.levels.get_mut(level)
        {
            *subjects += 1;
        }
    }
}
