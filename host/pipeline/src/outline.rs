//! What would be judged: editions, values and their origins, commune by commune.

use std::path::Path;

use chrono::NaiveDate;
use tieuchi_core::{
    Bound, Check, Criterion, Diagnostic, Kind, Origin, Parameter, Period, PlaceCode, Ruleset,
    Scalar, Setting, SourceId, Sources, TitleId,
};

use crate::{
    place::{Job, unit_name},
    plugin::PluginRuntime,
    run::{Planned, plan},
    trouble::Trouble,
    workspace::Workspace,
};

/// What a run would do.
#[derive(Debug)]
pub struct Outline {
    /// The workspace's name.
    pub workspace: String,
    /// The period.
    pub period: Period,
    /// Communes by code.
    pub places: Vec<PlaceOutline>,
    /// What somebody should look at.
    pub warnings: Vec<Diagnostic>,
    /// The files that the warnings speak of.
    pub sources: Sources,
}

/// One commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceOutline {
    /// Its code.
    pub place: PlaceCode,
    /// Its name with its type.
    pub name: String,
    /// Titles in the order of judging.
    pub editions: Vec<EditionOutline>,
}

/// The edition of a title, as it stands in the commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionOutline {
    /// The title.
    pub title: TitleId,
    /// What people call it.
    pub name: String,
    /// Whom it judges.
    pub kind: Kind,
    /// The decree.
    pub reference: String,
    /// In force from.
    pub from: NaiveDate,
    /// Its file.
    pub file: String,
    /// Its digest, in hex.
    pub digest: String,
    /// Criteria that stand.
    pub criteria: usize,
    /// Among them those that only a plugin can judge.
    pub plugins: Vec<String>,
    /// The sum of points, as decimal text; none without points.
    pub points: Option<String>,
    /// Level names from the lowest.
    pub levels: Vec<String>,
    /// Constants.
    pub values: Vec<ValueOutline>,
    /// Files of the overlays that take part.
    pub overlays: Vec<String>,
}

/// A constant and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueOutline {
    /// `diem-dat`, or `diem-dat at level 2`, or the points of a criterion, or a plugin's setting.
    pub term: String,
    /// What people call it.
    pub name: String,
    /// Its value as text with its unit; none where the sources do not give it.
    pub value: Option<String>,
    /// The paper that would give it.
    pub missing: Option<String>,
    /// Base first: value, `file:line`, paper.
    pub origins: Vec<(String, String, String)>,
}

/// Resolves and plans a period without judging anything.
pub fn outline(dir: &Path, period: Period, plugins: &PluginRuntime) -> Result<Outline, Trouble> {
    let workspace = Workspace::open(dir)?;
    let Planned { jobs, mut warnings, .. } = plan(&workspace, period, plugins)?;
    let places = jobs
        .iter()
        .map(|job| PlaceOutline {
            place: job.unit.code.clone(),
            name: unit_name(job.unit),
            editions: editions(job, &workspace),
        })
        .collect();
    Diagnostic::sort(&mut warnings, &workspace.sources);
    let Workspace { file, sources, .. } = workspace;
    Ok(Outline { workspace: file.name, period, places, warnings, sources })
}

/// A commune's editions in the order of judging.
fn editions(job: &Job<'_>, workspace: &Workspace) -> Vec<EditionOutline> {
    let titles = job.plan.titles().iter();
    titles.map(|title| edition(&job.rulesets[title.ruleset], workspace)).collect()
}

/// One edition.
fn edition(ruleset: &Ruleset, workspace: &Workspace) -> EditionOutline {
    let file = |source: SourceId| {
        workspace.sources.get(source).map_or_else(String::new, |source| source.path.clone())
    };
    let standing = ruleset.criteria.iter().filter(|criterion| !criterion.removed);
    let plugins = standing.clone().filter_map(|criterion| match &criterion.check {
        Check::Plugin { uses, .. } => Some(uses.clone()),
        _ => None,
    });
    let mut values: Vec<ValueOutline> = Vec::new();
    for parameter in ruleset.parameters.values() {
        values.push(value(parameter, None, parameter.value.as_ref(), workspace));
        for level in &ruleset.levels {
            if let Some(at_level) = level.values.get(&parameter.id) {
                values.push(value(parameter, Some(level.number), at_level.as_ref(), workspace));
            }
        }
    }
    values.extend(standing.clone().flat_map(settings));
    for criterion in ruleset.criteria.iter().filter(|criterion| criterion.origins.len() > 1) {
        values.push(ValueOutline {
            term: format!("criterion.{}", criterion.id),
            name: criterion.name.clone(),
            value: criterion.points.map(|points| decimal(points, ruleset.points_scale)),
            missing: None,
            origins: origins(&criterion.origins, workspace),
        });
    }
    EditionOutline {
        title: ruleset.title.clone(),
        name: ruleset.name.clone(),
        kind: ruleset.kind,
        reference: ruleset.reference.clone(),
        from: ruleset.from,
        file: file(ruleset.source),
        digest: ruleset.digest.clone(),
        criteria: standing.count(),
        plugins: plugins.collect(),
        points: ruleset.points_total.map(|points| decimal(points, ruleset.points_scale)),
        levels: ruleset.levels.iter().map(|level| level.name.clone()).collect(),
        values,
        overlays: ruleset.overlays.iter().map(|(_, source)| file(*source)).collect(),
    }
}

/// One constant.
fn value(
    parameter: &Parameter,
    level: Option<u8>,
    value: Option<&Scalar>,
    workspace: &Workspace,
) -> ValueOutline {
    let at = level.map_or_else(String::new, |level| format!("@{level}"));
    ValueOutline {
        term: format!("{}{at}", parameter.id),
        name: parameter.name.clone(),
        value: value.map(|value| format!("{} {}", text(value), parameter.unit).trim().to_owned()),
        missing: value.is_none().then(|| parameter.missing.clone().unwrap_or_default()),
        origins: origins(&parameter.origins, workspace),
    }
}

/// What is set for the plugin that judges a criterion; a parameter's own value stands elsewhere.
fn settings(criterion: &Criterion) -> Vec<ValueOutline> {
    let Check::Plugin { uses, settings, .. } = &criterion.check else { return Vec::new() };
    let one = |bound: &Bound| match bound {
        Bound::Literal(scalar) => text(scalar),
        Bound::Parameter(id) => id.to_string(),
    };
    let each = settings.iter().map(|(name, setting)| ValueOutline {
        term: format!("{}.{name}", criterion.id),
        name: uses.clone(),
        value: Some(match setting {
            Setting::One(bound) => one(bound),
            Setting::Several(bounds) => bounds.iter().map(one).collect::<Vec<_>>().join(", "),
        }),
        missing: None,
        origins: Vec::new(),
    });
    each.collect()
}

/// Origins with their file and line.
pub(crate) fn origins(origins: &[Origin], workspace: &Workspace) -> Vec<(String, String, String)> {
    let place = |origin: &Origin| {
        let (line, _) = workspace.sources.position(origin.source, origin.span.start);
        let path = workspace.sources.get(origin.source).map(|source| source.path.as_str());
        format!("{}:{line}", path.unwrap_or_default())
    };
    origins
        .iter()
        .map(|origin| (origin.value.clone(), place(origin), origin.basis.clone()))
        .collect()
}

/// Points as decimal text.
fn decimal(units: i32, scale: u8) -> String {
    tieuchi_core::Decimal { units: units.into(), scale }.to_string()
}

/// A constant as text.
fn text(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Number(number) => number.to_string(),
        Scalar::Flag(flag) => flag.to_string(),
        Scalar::Code(code) => code.to_string(),
        Scalar::Date(date) => date.to_string(),
    }
}
