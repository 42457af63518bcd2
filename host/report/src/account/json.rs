//! An account as JSON for programs.

use serde_json::{Value, json};
use tieuchi_core::{
    Account, AdaptedValue, ConditionAccount, CriterionAccount, CriterionId, Decimal, EvidenceItem,
    EvidenceSource, EvidenceValue, Known, MemberItem, MissingItem, MissingPaper, PointsAccount,
    TitleAccount, TitleId, Truth,
};

/// The account of one subject as JSON: one object with stable keys, decimals as text, ratios as
/// exact fractions, days as `2024-12-31`, `null` for what is not there.
pub fn account_json(account: &Account) -> String {
    let Account { run, workspace, period, place, place_name, subject, kind, name, titles, changed } =
        account;
    let value = json!({
        "run": run,
        "workspace": workspace,
        "period": period.number(),
        "place": place.as_str(),
        "place-name": place_name,
        "subject": subject.as_str(),
        "kind": kind.as_str(),
        "name": name,
        "titles": titles.iter().map(title).collect::<Vec<_>>(),
        "changed": changed.iter().map(TitleId::as_str).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

/// One title.
fn title(account: &TitleAccount) -> Value {
    let TitleAccount { title, name, reference, edition, status, level, points, .. } = account;
    let level = level.as_ref().map(|(number, name)| json!({ "number": number, "name": name }));
    json!({
        "title": title.as_str(),
        "title-name": name,
        "reference": reference,
        "edition": edition.to_string(),
        "status": status.as_str(),
        "level": level,
        "points": points.as_ref().map(points_account),
        "criteria": account.criteria.iter().map(criterion).collect::<Vec<_>>(),
        "conditions": account.conditions.iter().map(condition).collect::<Vec<_>>(),
        "missing": account.missing.iter().map(missing).collect::<Vec<_>>(),
        "papers": account.papers.iter().map(paper).collect::<Vec<_>>(),
        "values": account.values.iter().map(adapted).collect::<Vec<_>>(),
    })
}

/// A decimal as text.
fn decimal(number: Decimal) -> String {
    number.to_string()
}

/// The sum of points.
fn points_account(points: &PointsAccount) -> Value {
    let PointsAccount { low, high, max, total, pass_mark, floor } = points;
    json!({
        "low": decimal(*low),
        "high": decimal(*high),
        "max": decimal(*max),
        "total": decimal(*total),
        "pass-mark": pass_mark.map(decimal),
        "floor": floor.map(decimal),
    })
}

/// One criterion.
fn criterion(account: &CriterionAccount) -> Value {
    let CriterionAccount {
        criterion,
        name,
        group,
        level,
        reference,
        required,
        outcome,
        points,
        reason,
        evidence,
    } = account;
    let points = points.map(|(low, high, max)| {
        json!({ "low": decimal(low), "high": decimal(high), "max": decimal(max) })
    });
    json!({
        "criterion": criterion.as_str(),
        "criterion-name": name,
        "group": group,
        "level": level,
        "reference": reference,
        "required": required,
        "outcome": outcome.as_str(),
        "points": points,
        "reason": reason.as_ref().map(|reason| json!({ "vi": reason.vi, "en": reason.en })),
        "evidence": evidence.iter().map(item).collect::<Vec<_>>(),
    })
}

/// What must hold beside the criteria.
fn condition(condition: &ConditionAccount) -> Value {
    let ConditionAccount { level, holds, evidence } = condition;
    let holds = match holds {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    };
    json!({
        "level": level.as_ref().map(|(number, name)| json!({ "number": number, "name": name })),
        "holds": holds,
        "evidence": evidence.iter().map(item).collect::<Vec<_>>(),
    })
}

/// An indicator and what is known of it.
fn item(item: &EvidenceItem) -> Value {
    let EvidenceItem { indicator, name, unit, known: value, source: from } = item;
    json!({
        "indicator": indicator.as_str(),
        "indicator-name": name,
        "unit": unit,
        "known": known(value),
        "source": source(from),
    })
}

/// The least and the greatest value; the same where it is known, null where nothing is.
fn known(known: &Known) -> Value {
    match known {
        Known::Missing => Value::Null,
        Known::Exact(exact) => json!({ "low": value(exact), "high": value(exact) }),
        Known::Between(low, high) => json!({ "low": value(low), "high": value(high) }),
    }
}

/// A value.
fn value(value: &EvidenceValue) -> Value {
    match value {
        EvidenceValue::Number(number) => json!({ "number": decimal(*number) }),
        EvidenceValue::Flag(flag) => json!({ "flag": flag }),
        EvidenceValue::Code(code, name) => json!({ "code": code, "name": name }),
        EvidenceValue::Date(day) => json!({ "date": day.to_string() }),
        EvidenceValue::Ratio(ratio, factor) => {
            json!({ "numerator": ratio.num, "denominator": ratio.den, "factor": factor })
        }
    }
}

/// Where a value comes from.
fn source(source: &EvidenceSource) -> Value {
    match source {
        EvidenceSource::Register { file, line } => json!({ "file": file, "line": line }),
        EvidenceSource::Computed(items) => {
            json!({ "computed-from": items.iter().map(item).collect::<Vec<_>>() })
        }
        EvidenceSource::Members { members, total } => {
            json!({ "members": members.iter().map(member).collect::<Vec<_>>(), "total": total })
        }
        EvidenceSource::Verdict(title) => json!({ "verdict": title.as_str() }),
        EvidenceSource::Decisions(decisions) => {
            let decision = |(number, day): &(String, chrono::NaiveDate)| json!({ "number": number, "date": day.to_string() });
            json!({ "decisions": decisions.iter().map(decision).collect::<Vec<_>>() })
        }
    }
}

/// A member and what it adds.
fn member(member: &MemberItem) -> Value {
    let MemberItem { subject, counts, has, value } = member;
    json!({
        "subject": subject.as_str(),
        "counts": counts,
        "has": has,
        "value": value.as_ref().map(known),
    })
}

/// Something that is missing.
fn missing(item: &MissingItem) -> Value {
    let MissingItem { indicator, name, settles, criteria, points } = item;
    json!({
        "indicator": indicator.as_str(),
        "indicator-name": name,
        "settles": settles,
        "criteria": criteria.iter().map(CriterionId::as_str).collect::<Vec<_>>(),
        "points": points.map(decimal),
    })
}

/// A paper that would give a value.
pub(crate) fn paper(paper: &MissingPaper) -> Value {
    let MissingPaper { title, parameter, name, level, paper } = paper;
    json!({
        "title": title.as_str(),
        "parameter": parameter.as_str(),
        "name": name,
        "level": level,
        "paper": paper,
    })
}

/// A value that was set or narrowed here.
fn adapted(value: &AdaptedValue) -> Value {
    let AdaptedValue { name, origins } = value;
    let origin = |(value, origin, paper): &(String, String, String)| json!({ "value": value, "origin": origin, "paper": paper });
    json!({ "name": name, "origins": origins.iter().map(origin).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::account;

    #[test]
    fn numbers_stay_exact_and_keep_their_origin() {
        let account: Value = serde_json::from_str(&account_json(&account())).unwrap();
        let title = &account["titles"][0];
        assert_eq!(title["status"], "undetermined");
        assert_eq!(title["points"]["pass-mark"], "80");
        let first = &title["criteria"][0]["evidence"][0];
        assert_eq!(first["known"], json!({ "low": { "number": "8" }, "high": { "number": "8" } }));
        assert_eq!(first["source"], json!({ "file": "cong-dan.xlsx", "line": 12 }));
        let share = &account["titles"][1]["criteria"][0]["evidence"][0];
        assert_eq!(
            share["known"]["low"],
            json!({ "numerator": 1, "denominator": 3, "factor": 100 })
        );
        assert_eq!(share["source"]["members"][2]["has"], Value::Null);
        assert_eq!(title["missing"][0]["settles"], true);
    }
}
