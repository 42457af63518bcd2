//! Earlier decisions: rows of holders in, one decision for each paper out.

use std::{collections::BTreeMap, io::Read};

use chrono::NaiveDate;
use tieuchi_core::{Decision, Diagnostic, Period, Places, SubjectId, TitleId, nearest};

use crate::{
    codes,
    communes::Communes,
    faults::{At, Faults},
    fixed::{FixedRow, FixedTable},
    number::parse_units,
    roll::Roll,
    stopped::Stopped,
    text::{id_fault, is_kebab, quoted},
};

/// Columns that must be there.
const REQUIRED: [&str; 7] = ["period", "title", "place", "number", "date", "signer", "subject"];

/// Columns that may be left out.
const OPTIONAL: [&str; 2] = ["valid-until", "level"];

/// What makes two rows the same decision.
type Key = (Period, TitleId, String, String);

/// A decision that is being collected.
struct Draft {
    /// So far.
    decision: Decision,
    /// The line that it began with.
    line: u64,
    /// Its subjects.
    roll: Roll,
}

/// The error for decisions on a title that no rule file gives; a streak would break without a word.
pub fn unknown_title<'a>(
    path: &str,
    title: &TitleId,
    titles: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("unknown title {}", quoted(title.as_str().as_bytes()));
    let titles: Vec<&str> = titles.into_iter().collect();
    let help = match nearest(title.as_str(), titles.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("titles are {}", titles.join(", ")),
    };
    Diagnostic::error(codes::TITLE_UNKNOWN, message)
        .note(format!("{path}, column `title`"))
        .help(help)
}

/// Reads decisions (`period,title,place,number,date,signer,valid-until,subject,level`), a row for
/// each holder; rows of one period, title, place and number are one decision, wherever they stand.
///
/// An empty level is 1. Decisions come in the order of their first rows; they are usable only if no
/// diagnostic is an error. Whether a title exists is not known here.
pub fn read_decisions(
    input: impl Read,
    path: &str,
    places: &Places,
) -> Result<(Vec<Decision>, Vec<Diagnostic>), Stopped> {
    let mut faults = Faults::new(path);
    let unreadable = Stopped::input(path);
    let table = FixedTable::open(input, &REQUIRED, &OPTIONAL, &mut faults).map_err(&unreadable)?;
    let Some(mut table) = table else { return Ok((Vec::new(), faults.finish())) };

    let communes = Communes::new(places);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_key: BTreeMap<Key, usize> = BTreeMap::new();
    while let Some(mut row) = table.next(&mut faults).map_err(&unreadable)? {
        let Some((decision, subject)) = decision_of(&mut row, &communes) else { continue };
        if !row.is_sound() {
            continue;
        }
        let key = (
            decision.period,
            decision.title.clone(),
            decision.place.to_string(),
            decision.number.clone(),
        );
        let index = *by_key.entry(key).or_insert(drafts.len());
        if index == drafts.len() {
            drafts.push(Draft { decision, line: row.line(), roll: Roll::default() });
        } else if let Some(draft) = drafts.get(index) {
            check_same(&draft.decision, draft.line, &decision, &mut row);
        }
        if let Some(draft) = drafts.get_mut(index) {
            draft.roll.push(subject.0.as_str(), row.line());
            draft.decision.subjects.push(subject);
        }
    }
    let mut decisions = Vec::with_capacity(drafts.len());
    for Draft { decision, line: _, roll } in drafts {
        roll.repeated(|id, first, again| {
            faults.add(At::cell(again, "subject"), || subject_twice(id, &decision, first));
        });
        decisions.push(decision);
    }
    Ok((decisions, faults.finish()))
}

/// A decision without its subjects, and the subject of the row.
fn decision_of(
    row: &mut FixedRow<'_, '_, '_>,
    communes: &Communes<'_>,
) -> Option<(Decision, (SubjectId, u8))> {
    let period = period_of(row);
    let title = row.shaped("title", is_kebab, "the id of a title: lower case, digits, hyphens");
    let code = row.required("place");
    let number = row.required("number").to_owned();
    let days = row.days("date", "valid-until");
    let signer = row.required("signer").to_owned();
    let subject = row.required("subject");
    if let Some(fault) = id_fault(subject).filter(|_| !subject.is_empty()) {
        row.fault("subject", || {
            let message = format!("the id {} {fault}", quoted(subject.as_bytes()));
            Diagnostic::error(codes::SUBJECT_ID, message)
                .help("write the id as the register has it")
        });
    }
    let level = level_of(row);
    let (period, (date, valid_until)) = (period?, days?);
    let day = period.last_day();
    let place = communes.get(code, day);
    if place.is_none() && !code.is_empty() {
        row.fault("place", || communes.unknown(code, day));
    }
    let (title, place) = (TitleId::new(title), place?.clone());
    let decision =
        Decision { period, title, place, number, date, signer, valid_until, subjects: Vec::new() };
    Some((decision, (SubjectId::new(subject), level?)))
}

/// The period of a row.
fn period_of(row: &mut FixedRow<'_, '_, '_>) -> Option<Period> {
    let text = row.required("period");
    let period = Period::parse(text).filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    if period.is_none() && !text.is_empty() {
        row.fault("period", || {
            let message = format!("{} is not a period", quoted(text.as_bytes()));
            Diagnostic::error(codes::NOT_PERIOD, message).help("write the year, such as `2024`")
        });
    }
    period
}

/// The level of a row.
fn level_of(row: &mut FixedRow<'_, '_, '_>) -> Option<u8> {
    let text = row.text("level");
    if text.is_empty() {
        return Some(1);
    }
    let Ok(units) = parse_units(text.as_bytes(), 0) else {
        row.fault("level", || {
            let message = format!("{} is not a whole number", quoted(text.as_bytes()));
            Diagnostic::error(codes::NOT_NUMBER, message)
                .note("expected a level from 1 to 9")
                .help("write the level as a digit; leave it empty for a title without levels")
        });
        return None;
    };
    let level = u8::try_from(units).ok().filter(|level| (1..=9).contains(level));
    if level.is_none() {
        row.fault("level", || {
            let message = format!("{} is out of range", quoted(text.as_bytes()));
            Diagnostic::error(codes::OUT_OF_RANGE, message)
                .note("expected a level from 1 to 9")
                .help("levels begin with 1, the lowest")
        });
    }
    level
}

/// Whether a later row says the same of its decision as the first one.
fn check_same(first: &Decision, line: u64, again: &Decision, row: &mut FixedRow<'_, '_, '_>) {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let told = [
        ("date", day(Some(first.date)), day(Some(again.date))),
        ("signer", first.signer.clone(), again.signer.clone()),
        ("valid-until", day(first.valid_until), day(again.valid_until)),
    ];
    for (column, first_says, again_says) in told {
        if first_says != again_says {
            row.fault(column, || {
                let number = quoted(first.number.as_bytes());
                let message = format!("rows of the decision {number} differ in `{column}`");
                let [first_says, again_says] = [first_says, again_says].map(|text| {
                    if text.is_empty() { "nothing".to_owned() } else { quoted(text.as_bytes()) }
                });
                Diagnostic::error(codes::DECISION_DIFFERS, message)
                    .note(format!("line {line} has {first_says}, this line has {again_says}"))
                    .help("write the same on every row, or another number for another decision")
            });
        }
    }
}

/// A subject that stands twice in one decision.
fn subject_twice(id: &[u8], decision: &Decision, first: u64) -> Diagnostic {
    let number = quoted(decision.number.as_bytes());
    let message = format!("the subject {} stands twice in the decision {number}", quoted(id));
    Diagnostic::error(codes::SUBJECT_TWICE, message)
        .note(format!("it stands on line {first} already"))
        .help("keep one of the rows")
}
