//! Which values that no source gives a title waits for.

use tieuchi_core::{
    Bound, Check, Condition, Criterion, MissingPaper, Outcome, ParameterId, Ruleset, Setting,
    Status, Test,
};
use tieuchi_engine::TracedTitle;

use crate::{account::Said, run::add_papers};

/// The parameters without a value on which the next level waits (the title itself, where it has no
/// levels); none where nothing is open.
pub(crate) fn missing(
    ruleset: &Ruleset,
    traced: &TracedTitle<'_>,
    said: &Said,
) -> Vec<MissingPaper> {
    let (reached, possible) = said.levels;
    if said.status != Status::Undetermined && possible <= reached {
        return Vec::new();
    }
    let next = (!ruleset.levels.is_empty()).then(|| reached.saturating_add(1));
    let mut read: Vec<&ParameterId> = Vec::new();
    bound(ruleset.recognition.pass_mark.as_ref(), &mut read);
    bound(ruleset.recognition.floor.as_ref(), &mut read);
    let level = ruleset.levels.iter().find(|level| Some(level.number) == next);
    let requires = level.and_then(|level| level.requires.as_ref());
    for wanted in ruleset.applies.iter().chain(requires) {
        condition(wanted, &mut read);
    }
    for (step, (outcome, low, high, _)) in traced.steps.iter().zip(&said.steps) {
        let (name, of_level) = step_name(step.step.criterion.as_str());
        if (*outcome == Outcome::Unknown || low < high)
            && of_level.unwrap_or(1) <= next.unwrap_or(1)
            && let Some(open) = ruleset.criterion(&name.into())
        {
            criterion(open, &mut read);
        }
    }
    let mut papers = Vec::new();
    add_papers(&mut papers, ruleset);
    papers.retain(|paper| paper.level == next && read.contains(&&paper.parameter));
    papers
}

/// A step's criterion, and the level that it is judged for where that is not the first.
pub(crate) fn step_name(name: &str) -> (&str, Option<u8>) {
    match name.split_once('@') {
        Some((name, level)) => (name, level.parse().ok()),
        None => (name, None),
    }
}

/// Adds the parameters of a criterion.
fn criterion<'a>(criterion: &'a Criterion, read: &mut Vec<&'a ParameterId>) {
    criterion.applies.iter().for_each(|applies| condition(applies, read));
    match &criterion.check {
        Check::Scale { target, .. } => bound(Some(target), read),
        Check::Holds(holds) => condition(holds, read),
        Check::Steps(steps) => steps.iter().for_each(|step| condition(&step.when, read)),
        Check::Plugin { settings, .. } => {
            settings.values().flat_map(Setting::bounds).for_each(|one| bound(Some(one), read));
        }
        Check::Score { .. } | Check::Bands { .. } | Check::Choices { .. } => {}
    }
}

/// Adds the parameters of a condition.
fn condition<'a>(of: &'a Condition, read: &mut Vec<&'a ParameterId>) {
    match of {
        Condition::All(list) | Condition::Any(list) | Condition::None(list) => {
            list.iter().for_each(|inner| condition(inner, read));
        }
        Condition::Compare { test, .. } => match test {
            Test::AtLeast(one)
            | Test::AtMost(one)
            | Test::Above(one)
            | Test::Below(one)
            | Test::Is(one) => bound(Some(one), read),
            Test::Between(low, high) => [low, high].iter().for_each(|one| bound(Some(one), read)),
            Test::OneOf(list) => list.iter().for_each(|one| bound(Some(one), read)),
        },
        Condition::Present { .. } => {}
    }
}

/// Adds a bound's parameter.
fn bound<'a>(bound: Option<&'a Bound>, read: &mut Vec<&'a ParameterId>) {
    if let Some(Bound::Parameter(id)) = bound {
        read.push(id);
    }
}
