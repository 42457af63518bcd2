//! What an account says, in words, before any format.

use tieuchi_core::{
    Account, AdaptedValue, ConditionAccount, CriterionAccount, Decimal, EvidenceItem,
    EvidenceSource, EvidenceValue, Known, MemberItem, MissingItem, MissingPaper, Outcome,
    RoundMode, Rounding, TitleAccount, TitleId, Truth,
};

use crate::{
    messages::{Argument, Messages},
    part::words,
};

/// How a ratio is rounded for a reader: half up to two digits.
const RATIO: Rounding = Rounding { mode: RoundMode::HalfUp, digits: 2 };

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

/// `7–10 / 10`; empty for a criterion without points.
pub(crate) fn criterion_points(criterion: &CriterionAccount, messages: &Messages) -> String {
    let Some((low, high, max)) = criterion.points else { return String::new() };
    let points = number_range(low, high, messages);
    let max = Argument::Number(max);
    messages.text("account-of-points", &[("points", words(&points)), ("max", max)])
}

/// What is known of a value, with its unit.
pub(crate) fn known(known: &Known, unit: &str, messages: &Messages) -> String {
    let with_unit = |text: String, value: &EvidenceValue| match value {
        EvidenceValue::Number(_) if !unit.is_empty() => format!("{text} {unit}"),
        _ => text,
    };
    match known {
        Known::Missing => messages.word("account-unknown-value"),
        Known::Exact(exact) => with_unit(value(exact, messages), exact),
        Known::Between(least, most) => {
            let (low, high) = (value(least, messages), value(most, messages));
            let text =
                messages.text("account-between", &[("low", words(&low)), ("high", words(&high))]);
            with_unit(text, most)
        }
    }
}

/// A value.
fn value(value: &EvidenceValue, messages: &Messages) -> String {
    let lang = messages.lang();
    match value {
        EvidenceValue::Number(number) => lang.decimal(*number),
        EvidenceValue::Flag(flag) => messages.word(if *flag { "common-yes" } else { "common-no" }),
        EvidenceValue::Code(code, name) if name.is_empty() => code.clone(),
        EvidenceValue::Code(_, name) => name.clone(),
        EvidenceValue::Date(day) => lang.day(*day),
        EvidenceValue::Ratio(ratio, factor) => {
            let scaled = i128::from(ratio.num).saturating_mul(i128::from(*factor));
            let exact = format!("{}/{}", ratio.num, ratio.den);
            let Some(units) = RATIO.apply(scaled, i128::from(ratio.den), RATIO.digits) else {
                return exact;
            };
            let rounded = lang.decimal(Decimal { units, scale: RATIO.digits });
            match (factor, lang) {
                (100, crate::lang::Lang::Vi) => format!("{rounded} % ({exact})"),
                (100, crate::lang::Lang::En) => format!("{rounded}% ({exact})"),
                _ => format!("{rounded} ({exact})"),
            }
        }
    }
}

/// An indicator: its name, what is known, where that comes from.
pub(crate) fn evidence(item: &EvidenceItem, messages: &Messages) -> String {
    let known = known(&item.known, &item.unit, messages);
    match source(&item.source, &item.known, messages) {
        Some(source) => format!("{}: {known} ({source})", item.name),
        None => format!("{}: {known}", item.name),
    }
}

/// Where a value comes from.
fn source(source: &EvidenceSource, known: &Known, messages: &Messages) -> Option<String> {
    Some(match source {
        // A missing value stands in no line.
        EvidenceSource::Register { file, .. } if file.is_empty() => return None,
        EvidenceSource::Register { file, line: Some(line) } => {
            let line = line.to_string();
            messages
                .text("account-source-register", &[("file", words(file)), ("line", words(&line))])
        }
        EvidenceSource::Register { file, line: None } => {
            messages.text("account-source-file", &[("file", words(file))])
        }
        EvidenceSource::Computed(items) if items.is_empty() => return None,
        EvidenceSource::Computed(_) => messages.word("account-source-computed"),
        EvidenceSource::Members { total, .. } => {
            messages.text("account-source-members", &[("total", Argument::Count(*total))])
        }
        EvidenceSource::Verdict(_) => messages.word("account-source-verdict"),
        EvidenceSource::Decisions(decisions) if decisions.is_empty() => {
            // That nobody has decided says nothing of a value that is known otherwise.
            return matches!(known, Known::Missing)
                .then(|| messages.word("account-source-no-decision"));
        }
        EvidenceSource::Decisions(decisions) => {
            let decision = |(number, day): &(String, chrono::NaiveDate)| {
                let day = Argument::Day(*day);
                messages.text("account-source-decision", &[("number", words(number)), ("day", day)])
            };
            decisions.iter().map(decision).collect::<Vec<_>>().join("; ")
        }
    })
}

/// What stands under an indicator: the indicators that it is computed from, or the members; none
/// under what stands in a register. Each with how deep it stands.
pub(crate) fn beneath(item: &EvidenceItem, messages: &Messages) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    push_beneath(&mut lines, item, 1, messages);
    lines
}

/// The deepest that is told: an account is one page.
const DEPTH_MAX: usize = 4;

/// Adds what stands under an indicator.
fn push_beneath(
    lines: &mut Vec<(usize, String)>,
    item: &EvidenceItem,
    depth: usize,
    messages: &Messages,
) {
    if depth > DEPTH_MAX {
        return;
    }
    match &item.source {
        EvidenceSource::Computed(items) => {
            for item in items {
                lines.push((depth, evidence(item, messages)));
                push_beneath(lines, item, depth + 1, messages);
            }
        }
        EvidenceSource::Members { members, total } => {
            let of_share = is_ratio(&item.known);
            lines.extend(members.iter().map(|item| (depth, member(item, of_share, messages))));
            let more = total.saturating_sub(members.len() as u64);
            if more > 0 && !members.is_empty() {
                let count = Argument::Count(more);
                lines.push((depth, messages.text("account-more-members", &[("count", count)])));
            }
        }
        EvidenceSource::Register { .. }
        | EvidenceSource::Verdict(_)
        | EvidenceSource::Decisions(_) => {}
    }
}

/// Whether a value is a ratio: a share of members, or their mean.
const fn is_ratio(known: &Known) -> bool {
    matches!(
        known,
        Known::Exact(EvidenceValue::Ratio(..)) | Known::Between(_, EvidenceValue::Ratio(..))
    )
}

/// A member and what it adds.
fn member(item: &MemberItem, of_share: bool, messages: &Messages) -> String {
    let MemberItem { subject, counts, has, value } = item;
    let key = match (counts, has, value) {
        (Some(false), _, _) => "account-member-out",
        (None, _, _) => "account-member-perhaps",
        (Some(true), Some(true), _) => "account-member-has",
        (Some(true), Some(false), _) => "account-member-has-not",
        (Some(true), None, None) if of_share => "account-member-has-unknown",
        // A count asks for nothing more, a total for a value.
        (Some(true), None, _) => "account-member-counts",
    };
    let state = messages.word(key);
    let state = match value {
        Some(value) => {
            let value = known(value, "", messages);
            messages
                .text("account-member-value", &[("state", words(&state)), ("value", words(&value))])
        }
        None => state,
    };
    format!("{subject}: {state}")
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
            messages.text(
                key,
                &[("value", words(value)), ("origin", words(origin)), ("paper", words(paper))],
            )
        })
        .collect();
    format!("{}: {}", value.name, links.join("; "))
}
