//! What nothing reads: parameters, indicators, and overlays that apply nowhere.

use std::collections::BTreeSet;

use tieuchi_core::{
    Bound, Check, Condition, Criterion, Diagnostic, IndicatorId, Kind, ParameterId, Ruleset,
    Setting,
};

use crate::{
    codes, computed,
    conditions::each_indicator,
    overlay::Reach,
    proof::prover::{parameter_id, parameters_of},
    rules::Rules,
};

/// Reports parameters that no edition reads, nor any local criterion on it.
pub(crate) fn parameters(rules: &Rules) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (title, editions) in &rules.editions {
        for edition in editions.iter().filter(|edition| !edition.broken) {
            let base = &edition.base;
            let on = rules.overlays.iter();
            let on = on.filter(|overlay| overlay.title == *title && overlay.base == base.from);
            let locals = on.flat_map(|overlay| &overlay.locals).map(|local| &local.criterion);
            let read = parameters_read(base, locals);
            for (id, term) in edition.parameters.iter().filter(|(id, _)| !read.contains(*id)) {
                let message = format!("nothing reads parameter `{id}`");
                let wrong = Diagnostic::warning(codes::UNUSED_PARAMETER, message);
                let wrong = wrong.label(base.source, term.span.clone(), "declared here");
                let help =
                    format!("write `{{ parameter = \"{id}\" }}` where it counts, or remove it");
                found.push(wrong.help(help));
            }
        }
    }
    found
}

/// The parameters that a ruleset reads, and some more criteria.
pub(crate) fn parameters_read<'r>(
    ruleset: &'r Ruleset,
    more: impl Iterator<Item = &'r Criterion>,
) -> BTreeSet<&'r ParameterId> {
    let mut bounds: Vec<&Bound> = Vec::new();
    bounds.extend(&ruleset.recognition.pass_mark);
    bounds.extend(&ruleset.recognition.floor);
    let requires = ruleset.levels.iter().filter_map(|level| level.requires.as_ref());
    for condition in ruleset.applies.iter().chain(requires) {
        parameters_of(condition, &mut bounds);
    }
    for criterion in ruleset.criteria.iter().chain(more) {
        for condition in conditions(criterion) {
            parameters_of(condition, &mut bounds);
        }
        match &criterion.check {
            Check::Scale { target, .. } => bounds.push(target),
            Check::Plugin { settings, .. } => {
                bounds.extend(settings.values().flat_map(Setting::bounds));
            }
            _ => {}
        }
    }
    bounds.into_iter().filter_map(parameter_id).collect()
}

/// The conditions of a criterion.
pub(crate) fn conditions(criterion: &Criterion) -> Vec<&Condition> {
    let mut found: Vec<&Condition> = criterion.applies.iter().collect();
    match &criterion.check {
        Check::Holds(condition) => found.push(condition),
        Check::Steps(steps) => found.extend(steps.iter().map(|step| &step.when)),
        _ => {}
    }
    found
}

/// What reports tell people apart by, whatever rules read.
const READ_BY_REPORTS: [(Kind, &str); 2] = [(Kind::Citizen, "sex"), (Kind::Citizen, "birth-date")];

/// Reports indicators that are asked of registers and read by nothing: no edition, local criterion,
/// target or computed indicator. A computed one costs nobody anything and is let be. Of a kind
/// whose editions have slots or plugins none is reported: local criteria of other places may read
/// it, and so may a plugin, whose manifest is not known here.
pub(crate) fn indicators(rules: &Rules) -> Vec<Diagnostic> {
    let mut beyond = BTreeSet::new();
    let mut read: BTreeSet<(Kind, IndicatorId)> = BTreeSet::new();
    let mut criteria: Vec<(Kind, &Criterion)> = Vec::new();
    for base in rules.editions.values().flatten().map(|edition| &edition.base) {
        let requires = base.levels.iter().filter_map(|level| level.requires.as_ref());
        for condition in base.applies.iter().chain(requires) {
            each_indicator(condition, &mut |id| read.extend([(base.kind, id.clone())]));
        }
        beyond.extend(Some(base.kind).filter(|_| !base.slots.is_empty()));
        criteria.extend(base.criteria.iter().map(|criterion| (base.kind, criterion)));
    }
    let kind = |title| rules.known.titles.get(title).map(|title| title.kind);
    for overlay in &rules.overlays {
        let Some(kind) = kind(&overlay.title) else { continue };
        criteria.extend(overlay.locals.iter().map(|local| (kind, &local.criterion)));
    }
    for target in &rules.targets {
        if let (Some(condition), Some(kind)) = (&target.filter, kind(&target.title)) {
            each_indicator(condition, &mut |id| read.extend([(kind, id.clone())]));
        }
    }
    for (kind, criterion) in criteria {
        for condition in conditions(criterion) {
            each_indicator(condition, &mut |id| read.extend([(kind, id.clone())]));
        }
        match &criterion.check {
            Check::Score { of }
            | Check::Bands { of, .. }
            | Check::Choices { of, .. }
            | Check::Scale { of, .. } => read.extend([(kind, of.clone())]),
            // It may read of its subjects and of their members.
            Check::Plugin { .. } => beyond.extend(Kind::ALL),
            Check::Steps(_) | Check::Holds(_) => {}
        }
    }
    for indicator in rules.catalogue.iter() {
        let compute = indicator.compute.as_ref();
        read.extend(compute.into_iter().flat_map(|item| computed::inputs(item, indicator.kind)));
    }
    read.extend(READ_BY_REPORTS.map(|(kind, id)| (kind, IndicatorId::new(id))));
    let unread = rules.catalogue.iter().filter(|indicator| {
        indicator.id.title().is_none()
            && indicator.compute.is_none()
            && !beyond.contains(&indicator.kind)
            && !read.contains(&(indicator.kind, indicator.id.clone()))
    });
    let report = unread.map(|indicator| {
        let message = format!("nothing reads indicator `{}` of {}", indicator.id, indicator.kind);
        let wrong = Diagnostic::warning(codes::UNUSED_INDICATOR, message);
        let label = "asked of registers in vain";
        let wrong = wrong.label(indicator.source, indicator.span.clone(), label);
        wrong.help("remove it, or write the criterion that reads it")
    });
    report.collect()
}

/// Reports overlays that took part nowhere on any day, unless something else was said of them.
pub(crate) fn overlays(
    rules: &Rules,
    resolved: &[Ruleset],
    told: &[Diagnostic],
) -> Vec<Diagnostic> {
    let applied: BTreeSet<_> =
        resolved.iter().flat_map(|ruleset| &ruleset.overlays).map(|(_, source)| *source).collect();
    let spoken: BTreeSet<_> =
        told.iter().flat_map(|diagnostic| &diagnostic.labels).map(|label| label.source).collect();
    let idle = rules.overlays.iter().filter(|overlay| {
        // Shipped packs name classes that a workspace without any need not know.
        let shipped =
            matches!(overlay.reach.value, Reach::Class(_)) && rules.places.classes.is_empty();
        !applied.contains(&overlay.source) && !spoken.contains(&overlay.source) && !shipped
    });
    let report = idle.map(|overlay| {
        let message = "overlay applies nowhere on any day";
        let wrong = Diagnostic::warning(codes::IDLE_OVERLAY, message);
        let label = "has no commune while the overlay is in force";
        let wrong = wrong.label(overlay.source, overlay.reach.span.clone(), label);
        wrong.help("mend its dates or its place, or remove it")
    });
    if resolved.is_empty() { Vec::new() } else { report.collect() }
}
