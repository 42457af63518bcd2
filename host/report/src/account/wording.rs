//! What an account says, in words, before any format.

use tieuchi_core::{
    Account, AdaptedValue, ConditionAccount, CriterionAccount, Decimal, MissingItem, MissingPaper,
    Outcome, TitleAccount, TitleId, Truth,
};

use crate::{
    lang::Lang,
    messages::{Argument, Messages},
    part::words,
};

mod evidence;

pub(crate) use evidence::{beneath, evidence};

/// Whose account: kind, place, period, run.
pub(crate) fn subject_line(account: &Account, messages: &Messages) -> String {
    let kind = messages.word(&format!("common-kind-{}", account.kind));
    let (period, run) = (account.period.to_string(), account.run.to_string());
    let place =
        if account.place_name.is_empty() { account.place.as_str() } else { &account.place_name };
    messages.text(
        "account-subject",
        &[
            ("kind", words(&kind)),
            ("place", words(place)),
            ("period", words(&period)),
            ("run", words(&run)),
        ],
    )
}

/// What an outcome is called.
pub(crate) fn outcome(outcome: Outcome, messages: &Messages) -> String {
    messages.word(&format!("account-outcome-{outcome}"))
}

/// The decree and its day.
pub(crate) fn judged_by(title: &TitleAccount, messages: &Messages) -> String {
    let day = Argument::Day(title.edition);
    messages.text("account-judged-by", &[("reference", words(&title.reference)), ("day", day)])
}

/// The level surely reached; none for a title without levels.
pub(crate) fn level(title: &TitleAccount, messages: &Messages) -> Option<String> {
    let (_, name) = title.level.as_ref()?;
    Some(messages.text("account-level", &[("level", words(name))]))
}

/// Points, pass mark and floor; none for a title without points.
pub(crate) fn points(title: &TitleAccount, messages: &Messages) -> Option<String> {
    let points = title.points.as_ref()?;
    let range = number_range(points.low, points.high, messages);
    let max = Argument::Number(points.max);
    let mut text = messages.text("account-points", &[("points", words(&range)), ("max", max)]);
    text.push_str("; ");
    text.push_str(&match points.pass_mark {
        Some(mark) => {
            let key = if points.total == points.max {
                "account-pass-mark"
            } else {
                "account-pass-mark-share"
            };
            let total = Argument::Number(points.total);
            let mark = Argument::Number(mark);
            let max = Argument::Number(points.max);
            messages.text(key, &[("mark", mark), ("total", total), ("max", max)])
        }
        None => messages.word("account-no-pass-mark"),
    });
    if let Some(floor) = points.floor {
        text.push_str("; ");
        let floor = Argument::Number(floor);
        text.push_str(&messages.text("account-floor", &[("floor", floor)]));
    }
    Some(text)
}

/// A number, or the two between which it lies.
fn number_range(low: Decimal, high: Decimal, messages: &Messages) -> String {
    let lang = messages.lang();
    if low == high {
        lang.decimal(low)
    } else {
        format!("{}–{}", lang.decimal(low), lang.decimal(high))
    }
}

/// The name of a criterion with its level and whether it is required.
pub(crate) fn criterion_name(criterion: &CriterionAccount, messages: &Messages) -> String {
    let mut remarks = Vec::new();
    if let Some(level) = criterion.level {
        let level = level.to_string();
        remarks.push(messages.text("account-for-level", &[("level", words(&level))]));
    }
    if criterion.required {
        remarks.push(messages.word("account-required"));
    }
    if remarks.is_empty() {
        return criterion.name.clone();
    }
    format!("{} ({})", criterion.name, remarks.join(", "))
}

/// What a plugin says for its finding.
pub(crate) fn reason(criterion: &CriterionAccount, messages: &Messages) -> Option<String> {
    let reason = criterion.reason.as_ref()?;
    let text = match messages.lang() {
        Lang::Vi => &reason.vi,
        Lang::En => &reason.en,
    };
    Some(messages.text("account-reason", &[("reason", words(text))]))
}

/// `7–10 / 10`; empty for a criterion without points.
pub(crate) fn criterion_points(criterion: &CriterionAccount, messages: &Messages) -> String {
    let Some((low, high, max)) = criterion.points else { return String::new() };
    let points = number_range(low, high, messages);
    let max = Argument::Number(max);
    messages.text("account-of-points", &[("points", words(&points)), ("max", max)])
}

/// What must hold beside the criteria.
pub(crate) fn condition(condition: &ConditionAccount, messages: &Messages) -> String {
    let truth = messages.word(match condition.holds {
        Truth::True => "account-truth-true",
        Truth::False => "account-truth-false",
        Truth::Unknown => "account-truth-unknown",
    });
    let truth = ("truth", words(&truth));
    match &condition.level {
        None => messages.text("account-condition-applies", &[truth]),
        Some((_, name)) => {
            messages.text("account-condition-level", &[truth, ("level", words(name))])
        }
    }
}

/// That rules or evidence have changed since the run; none where they have not.
pub(crate) fn changed(account: &Account, messages: &Messages) -> Option<String> {
    if account.changed.is_empty() {
        return None;
    }
    let name = |id: &TitleId| {
        let found = account.titles.iter().find(|title| title.title == *id);
        found.map_or_else(|| id.to_string(), |title| title.name.clone())
    };
    let names: Vec<String> = account.changed.iter().map(name).collect();
    let (names, run) = (names.join(", "), account.run.to_string());
    Some(messages.text("account-changed", &[("titles", words(&names)), ("run", words(&run))]))
}

/// Something that is missing, with what waits for it.
pub(crate) fn missing(item: &MissingItem, title: &TitleAccount, messages: &Messages) -> String {
    let mut remarks = Vec::new();
    if item.settles {
        remarks.push(messages.word("account-missing-settles"));
    }
    if let Some(points) = item.points {
        let points = Argument::Number(points);
        remarks.push(messages.text("account-missing-points", &[("points", points)]));
    }
    let names: Vec<&str> = item
        .criteria
        .iter()
        .map(|id| {
            let found = title.criteria.iter().find(|criterion| criterion.criterion == *id);
            found.map_or(id.as_str(), |criterion| criterion.name.as_str())
        })
        .collect();
    if !names.is_empty() {
        let names = names.join(", ");
        remarks.push(messages.text("account-missing-criteria", &[("criteria", words(&names))]));
    }
    if remarks.is_empty() {
        return item.name.clone();
    }
    format!("{} ({})", item.name, remarks.join("; "))
}

/// A paper that is missing.
pub(crate) fn paper(item: &MissingPaper, messages: &Messages) -> String {
    let arguments = [("name", words(&item.name)), ("paper", words(&item.paper))];
    let Some(level) = item.level else { return messages.text("account-paper", &arguments) };
    let level = level.to_string();
    let [name, paper] = arguments;
    messages.text("account-paper-level", &[name, paper, ("level", words(&level))])
}

/// A value that was set or narrowed here, with its chain of origins.
pub(crate) fn adapted(value: &AdaptedValue, messages: &Messages) -> String {
    let links: Vec<String> = value
        .origins
        .iter()
        .enumerate()
        .map(|(position, (value, origin, paper))| {
            let key = if position == 0 { "account-value" } else { "account-value-then" };
            let none = messages.word("account-value-none");
            let value = match value.as_str() {
                "" => none,
                // A flag, as a rule file writes it.
                "true" => messages.word("common-yes"),
                "false" => messages.word("common-no"),
                value => value.to_owned(),
            };
            messages.text(
                key,
                &[("value", words(&value)), ("origin", words(origin)), ("paper", words(paper))],
            )
        })
        .collect();
    format!("{}: {}", value.name, links.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_that_was_set_here_is_told_in_words() {
        let origin = |value: &str| (value.to_owned(), "x.toml:1".to_owned(), "ví dụ".to_owned());
        let origins = vec![origin("false"), origin("true")];
        let value = AdaptedValue { name: "Xã khó khăn".to_owned(), origins };
        let told = adapted(&value, Messages::of(Lang::Vi));
        assert!(
            told.starts_with("Xã khó khăn: không (") && told.contains("; sau đó có ("),
            "{told}"
        );
    }
}
