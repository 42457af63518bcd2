//! Which criteria name which plugin.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tieuchi_core::{Check, Criterion, CriterionId, Kind, Ruleset, SourceId, Span, TitleId};

use crate::{check::days, workspace::Workspace};

/// A criterion that a plugin judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluginUse {
    /// The ruleset's title.
    pub title: TitleId,
    /// Since when the edition is in force.
    pub edition: NaiveDate,
    /// The criterion.
    pub criterion: CriterionId,
    /// Whom it judges.
    pub kind: Kind,
    /// The file that declares it.
    pub source: SourceId,
    /// Its id there.
    pub span: Span,
}

/// Criteria by what they name: `name@major`.
pub(crate) type References = BTreeMap<String, Vec<PluginUse>>;

/// What a criterion names, where a plugin judges it.
pub(crate) fn named(criterion: &Criterion) -> Option<&str> {
    match &criterion.check {
        Check::Plugin { uses, .. } if !criterion.removed => Some(uses),
        _ => None,
    }
}

/// The plugins that rulesets name.
pub(crate) fn of_rulesets<'r>(rulesets: impl IntoIterator<Item = &'r Ruleset>) -> References {
    let mut references = References::new();
    for ruleset in rulesets {
        for criterion in &ruleset.criteria {
            let Some(uses) = named(criterion) else { continue };
            let found = PluginUse {
                title: ruleset.title.clone(),
                edition: ruleset.from,
                criterion: criterion.id.clone(),
                kind: ruleset.kind,
                source: criterion.source,
                span: criterion.span.clone(),
            };
            let known = references.entry(uses.to_owned()).or_default();
            if !known.contains(&found) {
                known.push(found);
            }
        }
    }
    references
}

/// The plugins that the rules of a workspace name on any day.
pub(crate) fn of_workspace(workspace: &Workspace) -> References {
    let mut references = References::new();
    for day in days(workspace) {
        let (resolved, _) = workspace.rules.resolve_all(day, &workspace.sources);
        for (uses, found) in of_rulesets(resolved.values().flatten()) {
            let known = references.entry(uses).or_default();
            known
                .extend(found.into_iter().filter(|item| !known.contains(item)).collect::<Vec<_>>());
        }
    }
    references
}
