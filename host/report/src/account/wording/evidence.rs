//! What something was judged by, and where that comes from, in words.

use tieuchi_core::{
    Decimal, EvidenceItem, EvidenceSource, EvidenceValue, Known, MemberItem, RoundMode, Rounding,
};

use crate::{
    lang::Lang,
    messages::{Argument, Messages},
    part::words,
};

/// How a ratio is rounded for a reader: half up to two digits.
const RATIO: Rounding = Rounding { mode: RoundMode::HalfUp, digits: 2 };

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
                (100, Lang::Vi) => format!("{rounded} % ({exact})"),
                (100, Lang::En) => format!("{rounded}% ({exact})"),
                _ => format!("{rounded} ({exact})"),
            }
        }
    }
}

/// An indicator: its name, what is known, where that comes from.
pub(crate) fn evidence(item: &EvidenceItem, messages: &Messages) -> String {
    let known = known(&item.known, &item.unit, messages);
    match source(&item.source, messages) {
        Some(source) => format!("{}: {known} ({source})", item.name),
        None => format!("{}: {known}", item.name),
    }
}

/// Where a value comes from.
fn source(source: &EvidenceSource, messages: &Messages) -> Option<String> {
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
            messages.word("account-source-no-decision")
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
            let counted = |item: &&MemberItem| item.counts != Some(false);
            let told: Vec<&MemberItem> = members.iter().filter(counted).collect();
            lines.extend(by_state(&told, of_share, messages).into_iter().map(|line| (depth, line)));
            let out = members.iter().filter(|item| !counted(item)).count() as u64;
            if out > 0 {
                let count = Argument::Count(out);
                lines.push((depth, messages.text("account-members-out", &[("count", count)])));
            }
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

/// Members in few lines: those with a value together, the others by what they add.
fn by_state(members: &[&MemberItem], of_share: bool, messages: &Messages) -> Vec<String> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for item in members {
        let state = state(item, of_share, messages);
        let subject = match &item.value {
            Some(value) => format!("{}: {}", item.subject, known(value, "", messages)),
            None => item.subject.to_string(),
        };
        match groups.iter_mut().find(|(known, _)| *known == state) {
            Some((_, subjects)) => subjects.push(subject),
            None => groups.push((state, vec![subject])),
        }
    }
    let line = |(state, subjects): &(String, Vec<String>)| {
        let (count, joined) = (Argument::Count(subjects.len() as u64), subjects.join("; "));
        let arguments = [("state", words(state)), ("count", count), ("members", words(&joined))];
        messages.text("account-members-state", &arguments)
    };
    groups.iter().map(line).collect()
}

/// What a member adds.
fn state(item: &MemberItem, of_share: bool, messages: &Messages) -> String {
    messages.word(match (item.counts, item.has, &item.value) {
        (None | Some(false), _, _) => "account-member-perhaps",
        (Some(true), Some(true), _) => "account-member-has",
        (Some(true), Some(false), _) => "account-member-has-not",
        (Some(true), None, None) if of_share => "account-member-has-unknown",
        // A count asks for nothing more, a total for a value.
        (Some(true), None, _) => "account-member-counts",
    })
}
