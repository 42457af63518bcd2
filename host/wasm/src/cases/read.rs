//! Reading worked cases: all that is wrong with them at once.

use std::collections::BTreeMap;

use tieuchi_core::{Decimal, Period};

use crate::{
    cases::{
        Case, CaseInput, CaseRow,
        dictionary::Dictionary,
        expect::{Scored, points, read_expect},
        value::read_value,
    },
    fields::{Fields, as_list, as_table, as_whole, shown},
    manifest::{Input, InputType, Manifest, SettingValue, read_setting},
    problem::{Problem, Problems},
    tree::{Entry, Node, parse},
    words::suggestion_or_list,
};

/// Bytes in a file of cases.
const CASES_BYTES_MAX: usize = 1 << 20;
/// Cases in a file.
const CASES_MAX: usize = 200;
/// Rows of a case.
const ROWS_MAX: usize = 1_000;
/// Members of a case, of all kinds together.
const MEMBERS_MAX: usize = 10_000;
/// Characters of a case's name.
const NAME_CHARS_MAX: usize = 200;

/// Reads the worked cases of a plugin, or says all that is wrong with them.
pub fn read_cases(text: &str, manifest: &Manifest) -> Result<Vec<Case>, Vec<Problem>> {
    let mut reader = Reader::new(manifest);
    let mut cases = match parse(text, CASES_BYTES_MAX, &mut reader.problems) {
        Some(entries) => reader.cases(&entries),
        None => Vec::new(),
    };
    if !reader.problems.is_empty() {
        return Err(reader.problems.into_sorted());
    }
    for case in &mut cases {
        settle_codes(&mut case.own, &reader.own, case.rows.iter_mut().map(|row| &mut row.values));
        for (kind, inputs) in case.members.iter_mut().enumerate() {
            let members =
                case.rows.iter_mut().filter_map(|row| row.members.get_mut(kind)).flatten();
            settle_codes(inputs, reader.members.get(kind).map_or(&[], Vec::as_slice), members);
        }
    }
    Ok(cases)
}

/// Gives every input its codes and the range of its values; positions become those of the sorted
/// codes.
fn settle_codes<'r>(
    inputs: &mut [CaseInput],
    dictionaries: &[Dictionary],
    rows: impl Iterator<Item = &'r mut Vec<Option<i64>>>,
) {
    let settled: Vec<_> = dictionaries.iter().map(Dictionary::settle).collect();
    for (input, (codes, _)) in inputs.iter_mut().zip(&settled) {
        input.codes = codes.clone();
    }
    let mut ranges: Vec<Option<(i64, i64)>> = vec![None; inputs.len()];
    for row in rows {
        let parts = row.iter_mut().zip(inputs.iter()).zip(&settled).zip(&mut ranges);
        for (((value, input), (_, moved)), range) in parts {
            if input.value_type == InputType::Code {
                *value = value.and_then(|value| moved.get(&value).copied());
            }
            let Some(value) = *value else { continue };
            let (min, max) = range.unwrap_or((value, value));
            *range = Some((min.min(value), max.max(value)));
        }
    }
    for (input, range) in inputs.iter_mut().zip(ranges) {
        (input.min, input.max) = range.unwrap_or((0, 0));
    }
}

/// A file of cases being read.
struct Reader<'m> {
    /// What the cases are held against.
    manifest: &'m Manifest,
    /// What is wrong.
    problems: Problems,
    /// The codes of each input of the rows.
    own: Vec<Dictionary>,
    /// The codes of each input of each kind of members.
    members: Vec<Vec<Dictionary>>,
    /// Members of the case so far.
    members_count: usize,
}

impl<'m> Reader<'m> {
    /// Begins.
    fn new(manifest: &'m Manifest) -> Self {
        let dictionaries =
            |inputs: &[Input]| inputs.iter().map(|_| Dictionary::default()).collect::<Vec<_>>();
        Self {
            manifest,
            problems: Problems::default(),
            own: dictionaries(&manifest.inputs),
            members: manifest.members.iter().map(|members| dictionaries(&members.inputs)).collect(),
            members_count: 0,
        }
    }

    /// All cases.
    fn cases(&mut self, entries: &[Entry]) -> Vec<Case> {
        let mut fields = Fields::new(entries, 0..0, "file of cases");
        let items = fields
            .entry("case")
            .and_then(|entry| as_list(&entry.node, "case", &mut self.problems))
            .unwrap_or_default();
        fields.finish(&mut self.problems);
        if items.len() > CASES_MAX {
            let message = format!("file has {} cases, more than {CASES_MAX}", items.len());
            self.problems.push(Problem::new(message, 0..0));
        }
        items.iter().take(CASES_MAX).filter_map(|item| self.case(item)).collect()
    }

    /// One case.
    fn case(&mut self, node: &Node) -> Option<Case> {
        let entries = as_table(node, "case", &mut self.problems)?;
        self.members_count = 0;
        let mut fields = Fields::new(entries, node.span.clone(), "case");
        let name = fields.need_line("name", "\"…\"", NAME_CHARS_MAX, &mut self.problems);
        let scale_max = u64::from(Decimal::SCALE_MAX) + 1;
        let points_scale = fields
            .whole("points-scale", 0..scale_max, &mut self.problems)
            .and_then(|scale| u8::try_from(scale).ok())
            .unwrap_or(0);
        let points = fields
            .entry("points")
            .and_then(|entry| points(&entry.node, "points", points_scale, &mut self.problems));
        let period = fields
            .need("period", "2024", &mut self.problems)
            .and_then(|entry| as_whole(&entry.node, "period", 1000..10_000, &mut self.problems))
            .and_then(|year| Period::year(i32::try_from(year).ok()?));
        let given = fields.table("settings", &mut self.problems);
        let settings = self.settings(given, &fields.span());
        let rows = fields
            .need("rows", "[{ …, expect = { … } }]", &mut self.problems)
            .and_then(|entry| as_list(&entry.node, "rows", &mut self.problems))
            .unwrap_or_default();
        if rows.len() > ROWS_MAX {
            let message = format!("case has {} rows, more than {ROWS_MAX}", rows.len());
            self.problems.push(Problem::new(message, fields.span()));
        }
        let scored = Scored { points, scale: points_scale };
        let rows =
            rows.iter().take(ROWS_MAX).filter_map(|row| self.row(row, scored)).collect::<Vec<_>>();
        fields.finish(&mut self.problems);
        Some(Case {
            name: name?,
            points,
            points_scale,
            period: period?,
            settings: settings?,
            own: case_inputs(&self.manifest.inputs),
            members: self.manifest.members.iter().map(|kind| case_inputs(&kind.inputs)).collect(),
            rows,
        })
    }

    /// The settings of a case, with defaults.
    fn settings(
        &mut self,
        given: &[Entry],
        span: &std::ops::Range<usize>,
    ) -> Option<Vec<SettingValue>> {
        let decls = &self.manifest.settings;
        for entry in given {
            if decls.iter().all(|decl| decl.id != entry.key) {
                let message = format!("plugin has no setting `{}`", shown(&entry.key));
                let ids = decls.iter().map(|decl| decl.id.as_str());
                let help = suggestion_or_list(&entry.key, ids, "settings");
                self.problems.push(Problem::new(message, entry.key_span.clone()).help(help));
            }
        }
        let mut values = Vec::with_capacity(decls.len());
        for decl in decls {
            if let Some(entry) = given.iter().find(|entry| entry.key == decl.id) {
                values.push(read_setting(&entry.node, decl, &mut self.problems));
                continue;
            }
            if decl.default.is_none() {
                let message = format!("case gives no setting `{}`", decl.id);
                let help = format!("add `settings = {{ {} = … }}`", decl.id);
                self.problems.push(Problem::new(message, span.clone()).help(help));
            }
            values.push(decl.default.clone());
        }
        values.into_iter().collect()
    }

    /// One row.
    fn row(&mut self, node: &Node, scored: Scored) -> Option<CaseRow> {
        let entries = as_table(node, "rows", &mut self.problems)?;
        let known = |key: &str| entries.iter().find(|entry| entry.key == key);
        let values = read_inputs(
            entries,
            &self.manifest.inputs,
            &mut self.own,
            &["members", "expect"],
            &mut self.problems,
        );
        let members = match known("members") {
            Some(entry) => self.members(entry),
            None => vec![Vec::new(); self.manifest.members.len()],
        };
        let Some(expect) = known("expect") else {
            let help = "add `expect = { outcome = \"pass\" }` or `expect = { points = … }`";
            let message = "row says nothing of what it expects";
            self.problems.push(Problem::new(message, node.span.clone()).help(help));
            return None;
        };
        let expect = read_expect(expect, scored, self.manifest, &mut self.problems)?;
        Some(CaseRow { values, members, expect })
    }

    /// The members of a row.
    fn members(&mut self, entry: &Entry) -> Vec<Vec<Vec<Option<i64>>>> {
        let kinds = &self.manifest.members;
        let mut members = vec![Vec::new(); kinds.len()];
        let Some(entries) = as_table(&entry.node, "members", &mut self.problems) else {
            return members;
        };
        for entry in entries {
            let place = kinds.iter().position(|members| members.kind.as_str() == entry.key);
            let Some((place, kind)) = place.and_then(|at| Some((at, kinds.get(at)?))) else {
                let message = format!("plugin reads no members `{}`", shown(&entry.key));
                let ids = kinds.iter().map(|members| members.kind.as_str());
                let help = suggestion_or_list(&entry.key, ids, "kinds of members");
                self.problems.push(Problem::new(message, entry.key_span.clone()).help(help));
                continue;
            };
            let Some(items) = as_list(&entry.node, &entry.key, &mut self.problems) else {
                continue;
            };
            self.members_count = self.members_count.saturating_add(items.len());
            if self.members_count > MEMBERS_MAX {
                let message = format!("case has more than {MEMBERS_MAX} members");
                self.problems.push(Problem::new(message, entry.key_span.clone()));
                return members;
            }
            let (Some(dictionaries), Some(into)) =
                (self.members.get_mut(place), members.get_mut(place))
            else {
                continue;
            };
            for item in items {
                let Some(inner) = as_table(item, &entry.key, &mut self.problems) else { continue };
                let values =
                    read_inputs(inner, &kind.inputs, dictionaries, &[], &mut self.problems);
                into.push(values);
            }
        }
        members
    }
}

/// The values of inputs in their order; keys that are neither inputs nor `others` are reported.
fn read_inputs(
    entries: &[Entry],
    inputs: &[Input],
    dictionaries: &mut [Dictionary],
    others: &[&str],
    problems: &mut Problems,
) -> Vec<Option<i64>> {
    let mut found = BTreeMap::new();
    for entry in entries {
        let place = inputs.iter().position(|input| input.id == entry.key);
        let parts = place.and_then(|at| Some((at, inputs.get(at)?, dictionaries.get_mut(at)?)));
        if let Some((at, input, dictionary)) = parts {
            found.insert(at, read_value(entry, input, dictionary, problems));
        } else if !others.contains(&entry.key.as_str()) {
            let message = format!("plugin has no input `{}`", shown(&entry.key));
            let ids = inputs.iter().map(|input| input.id.as_str()).chain(others.iter().copied());
            let help = suggestion_or_list(&entry.key, ids, "keys here");
            problems.push(Problem::new(message, entry.key_span.clone()).help(help));
        }
    }
    (0..inputs.len()).map(|at| found.get(&at).copied().flatten()).collect()
}

/// The inputs of a case before their values are known.
fn case_inputs(inputs: &[Input]) -> Vec<CaseInput> {
    inputs
        .iter()
        .map(|input| CaseInput {
            value_type: input.value_type,
            codes: Vec::new().into(),
            min: 0,
            max: 0,
        })
        .collect()
}
