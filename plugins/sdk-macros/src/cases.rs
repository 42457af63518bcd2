//! Worked cases: `cases.toml`, read against the manifest.

use toml::de::DeValue;

use crate::{
    document::{Document, Entry, entries, find},
    manifest::{Input, InputType, Manifest, Value},
    number,
};

/// A case.
pub(crate) struct Case {
    /// A sentence.
    pub(crate) name: String,
    /// The most points, in units.
    pub(crate) points: Option<i64>,
    /// Decimals of points.
    pub(crate) points_scale: u8,
    /// The year assessed.
    pub(crate) period: i64,
    /// Every setting, in the order of the manifest.
    pub(crate) settings: Vec<Value>,
    /// The rows.
    pub(crate) rows: Vec<Row>,
}

/// A row of a case.
pub(crate) struct Row {
    /// A cell for each input.
    pub(crate) cells: Vec<Option<Cell>>,
    /// For each kind of members, each with a cell for each input.
    pub(crate) members: Vec<Vec<Vec<Option<Cell>>>>,
    /// What is expected.
    pub(crate) expected: Expected,
}

/// What is expected of a row.
#[derive(Default)]
pub(crate) struct Expected {
    /// The word for the outcome.
    pub(crate) outcome: Option<String>,
    /// The least points, in units.
    pub(crate) low: Option<i64>,
    /// The most.
    pub(crate) high: Option<i64>,
    /// The reason, from 1; 0 for `reason = ""`.
    pub(crate) reason: Option<usize>,
}

/// A value that is there.
pub(crate) enum Cell {
    Number(i64),
    Flag(bool),
    Code(String),
}

/// Reads all cases; all that is wrong, each with its line.
pub(crate) fn parse(text: &str, manifest: &Manifest) -> Result<Vec<Case>, Vec<String>> {
    let mut document = Document::new(text);
    let mut cases = Vec::new();
    let table = document.parse();
    for entry in table.iter().flat_map(|table| entries(table.get_ref())) {
        if entry.key != "case" {
            document.problem(entry.at, &format!("unknown key `{}`; known: `case`", entry.key));
            continue;
        }
        for item in entry.value.as_array().into_iter().flatten() {
            let entry = Entry { key: "case", at: item.span().start, value: item.get_ref() };
            cases.push(case(&mut document, entry, manifest));
        }
    }
    let problems = document.problems();
    if problems.is_empty() { Ok(cases) } else { Err(problems) }
}

fn case<'a>(document: &mut Document<'a>, entry: Entry<'a>, manifest: &Manifest) -> Case {
    let keys = ["name", "points", "points-scale", "period", "settings", "rows"];
    let found = document.table(entry, Some(&keys));
    let name = document.text(entry, &found, "name").to_owned();
    let mut whole = |key: &str, scale: u8| {
        let entry = find(&found, key)?;
        let units = number::units(entry.value, scale);
        if units.is_none() {
            document.problem(entry.at, &format!("`{key}` is no number with {scale} decimals"));
        }
        units
    };
    let points_scale = whole("points-scale", 0).and_then(|scale| u8::try_from(scale).ok());
    let points_scale = points_scale.unwrap_or(0).min(6);
    let points = whole("points", points_scale);
    let period = whole("period", 0).filter(|year| (1000..=9999).contains(year)).unwrap_or(2024);
    let settings = settings(document, entry, find(&found, "settings"), manifest);
    let rows = find(&found, "rows").and_then(|rows| rows.value.as_array());
    let rows = rows.into_iter().flatten().map(|item| {
        let entry = Entry { key: "row", at: item.span().start, value: item.get_ref() };
        row(document, entry, manifest, points_scale)
    });
    Case { name, points, points_scale, period, rows: rows.collect(), settings }
}

fn settings<'a>(
    document: &mut Document<'a>,
    case: Entry<'a>,
    given: Option<Entry<'a>>,
    manifest: &Manifest,
) -> Vec<Value> {
    let known: Vec<&str> = manifest.settings.iter().map(|setting| setting.id.as_str()).collect();
    let given = given.map(|given| document.table(given, Some(&known))).unwrap_or_default();
    let settings = manifest.settings.iter().map(|setting| {
        let own = find(&given, &setting.id);
        let value = own.map_or_else(|| setting.default.clone(), |entry| setting.value(entry));
        value.unwrap_or_else(|| {
            let (at, what) = match own {
                Some(entry) => (entry.at, "does not fit its type and scale"),
                None => (case.at, "has no default: the case must give it"),
            };
            document.problem(at, &format!("the setting `{}` {what}", setting.id));
            Value::Integer(0)
        })
    });
    settings.collect()
}

fn row<'a>(
    document: &mut Document<'a>,
    entry: Entry<'a>,
    manifest: &Manifest,
    points_scale: u8,
) -> Row {
    let own = cells(document, entry, &manifest.inputs, &["members", "expect"]);
    let found = entry.value.as_table().map(entries).unwrap_or_default();
    let kinds: Vec<&str> = manifest.members.iter().map(|(kind, _)| kind.as_str()).collect();
    let given = find(&found, "members");
    let given = given.map(|given| document.table(given, Some(&kinds))).unwrap_or_default();
    let members = manifest.members.iter().map(|(kind, inputs)| {
        let listed = find(&given, kind).and_then(|entry| entry.value.as_array());
        let listed = listed.into_iter().flatten().map(|item| {
            let entry = Entry { key: "member", at: item.span().start, value: item.get_ref() };
            cells(document, entry, inputs, &[])
        });
        listed.collect()
    });
    let members = members.collect();
    let expected = find(&found, "expect");
    let expected = expected.map(|entry| expect(document, entry, manifest, points_scale));
    Row { cells: own, members, expected: expected.unwrap_or_default() }
}

fn cells<'a>(
    document: &mut Document<'a>,
    entry: Entry<'a>,
    inputs: &[Input],
    beside: &[&str],
) -> Vec<Option<Cell>> {
    let ids = inputs.iter().map(|input| input.id.as_str());
    let known: Vec<&str> = ids.chain(beside.iter().copied()).collect();
    let found = document.table(entry, Some(&known));
    let cells = inputs.iter().map(|input| {
        let entry = find(&found, &input.id)?;
        let cell = cell(entry.value, input);
        if cell.is_none() {
            let what = format!("the value of `{}` does not fit its type and scale", input.id);
            document.problem(entry.at, &what);
        }
        cell
    });
    cells.collect()
}

fn cell(value: &DeValue<'_>, input: &Input) -> Option<Cell> {
    match input.kind {
        InputType::Number => number::units(value, input.scale).map(Cell::Number),
        InputType::Date => number::days(value).map(Cell::Number),
        InputType::Flag => value.as_bool().map(Cell::Flag),
        InputType::Code => value.as_str().map(|code| Cell::Code(code.to_owned())),
    }
}

fn expect<'a>(
    document: &mut Document<'a>,
    entry: Entry<'a>,
    manifest: &Manifest,
    points_scale: u8,
) -> Expected {
    let keys = ["outcome", "points", "low", "high", "reason"];
    let found = document.table(entry, Some(&keys));
    let mut units = |key: &str| {
        let entry = find(&found, key)?;
        let units = number::units(entry.value, points_scale);
        if units.is_none() {
            let what = format!("`{key}` is no number with {points_scale} decimals");
            document.problem(entry.at, &what);
        }
        units
    };
    let points = units("points");
    let (low, high) = (units("low").or(points), units("high").or(points));
    let outcome = find(&found, "outcome").map(|entry| {
        let outcome = entry.value.as_str().unwrap_or_default();
        let known = ["pass", "fail", "unknown", "not-applicable"];
        if !known.contains(&outcome) {
            document.problem(entry.at, &format!("an outcome is one of `{}`", known.join("`, `")));
        }
        outcome.to_owned()
    });
    let reason = find(&found, "reason").map(|entry| {
        let id = entry.value.as_str().unwrap_or_default();
        let place = manifest.reasons.iter().position(|(known, _)| known == id);
        if place.is_none() && !id.is_empty() {
            document.problem(entry.at, &format!("the manifest has no reason `{id}`"));
        }
        place.map_or(0, |place| place + 1)
    });
    Expected { outcome, low, high, reason }
}
