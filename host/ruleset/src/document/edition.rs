//! Editions as written.

use chrono::NaiveDate;
use tieuchi_core::{Decimal, Kind, Span};

use crate::{
    codes,
    document::{
        condition::{self, ConditionDoc, Literal, Operand, read_literal, read_operand},
        criterion::{self, CriterionDoc, Home},
        term::{OpenDoc, Opening, read_open},
    },
    fields::{Fields, as_number, as_whole},
    limits::CRITERIA_MAX,
    sink::{At, Sink},
    syntax::{Entry, Table},
    words::{Dots, id, word},
};

/// An edition.
#[derive(Debug, Clone)]
pub(crate) struct EditionDoc {
    /// The head.
    pub(crate) title: Option<At<String>>,
    /// Its name.
    pub(crate) name: Option<At<String>>,
    /// Whom it judges.
    pub(crate) kind: Option<At<Kind>>,
    /// The decree.
    pub(crate) reference: Option<At<String>>,
    /// Who published it.
    pub(crate) authority: Option<At<String>>,
    /// First day in force.
    pub(crate) from: Option<At<NaiveDate>>,
    /// Last day in force.
    pub(crate) until: Option<At<NaiveDate>>,
    /// Total and scale of points.
    pub(crate) points: Option<TotalDoc>,
    /// Whom it is about.
    pub(crate) applies: Option<ConditionDoc>,
    /// Months of validity.
    pub(crate) valid_months: Option<u32>,
    /// Pass mark.
    pub(crate) pass_mark: Option<At<Operand>>,
    /// Floor.
    pub(crate) floor: Option<At<Operand>>,
    /// Constants.
    pub(crate) parameters: Vec<ParameterDoc>,
    /// Groups.
    pub(crate) groups: Vec<(At<String>, String)>,
    /// Criteria.
    pub(crate) criteria: Vec<CriterionDoc>,
    /// Slots.
    pub(crate) slots: Vec<SlotDoc>,
    /// Levels.
    pub(crate) levels: Vec<LevelDoc>,
    /// Of a resolved ruleset: the digest of its edition, and of its overlays.
    pub(crate) resolved: Option<(String, Vec<String>)>,
}

/// `points = { total = 100, scale = 0 }`
#[derive(Debug, Clone)]
pub(crate) struct TotalDoc {
    /// The total.
    pub(crate) total: At<Decimal>,
    /// Digits kept.
    pub(crate) scale: u8,
}

/// A constant.
#[derive(Debug, Clone)]
pub(crate) struct ParameterDoc {
    /// Its id.
    pub(crate) id: At<String>,
    /// Its name.
    pub(crate) name: Option<At<String>>,
    /// Its unit.
    pub(crate) unit: String,
    /// Its value.
    pub(crate) value: Option<At<Literal>>,
    /// The paper that would give it.
    pub(crate) missing: Option<At<String>>,
    /// Who may set it.
    pub(crate) open: Option<OpenDoc>,
    /// The paper that gives it.
    pub(crate) reference: Option<At<String>>,
}

/// A slot.
#[derive(Debug, Clone)]
pub(crate) struct SlotDoc {
    /// Its id.
    pub(crate) id: At<String>,
    /// Its name.
    pub(crate) name: Option<At<String>>,
    /// Its budget.
    pub(crate) points: Option<At<Decimal>>,
    /// Who may fill it.
    pub(crate) open: Option<OpenDoc>,
}

/// A level.
#[derive(Debug, Clone)]
pub(crate) struct LevelDoc {
    /// Its number.
    pub(crate) number: At<u8>,
    /// Its name.
    pub(crate) name: Option<At<String>>,
    /// What it asks for.
    pub(crate) requires: Option<ConditionDoc>,
    /// Values of parameters here: the id, the value, the paper that would give it.
    pub(crate) values: Vec<LevelValue>,
}

/// A parameter at a level: its id, its value, the paper that would give it.
pub(crate) type LevelValue = (At<String>, Option<At<Literal>>, Option<At<String>>);

/// Reads an edition, or a resolved ruleset.
pub(crate) fn read(table: &Table, home: Home, sink: &mut Sink) -> EditionDoc {
    let mut file = Fields::new(table, &(0..0), "an edition");
    let example = "… under a line `[ruleset]`";
    let head = file.need("ruleset", example, sink);
    let head = head.and_then(|entry| Fields::of(entry, "the ruleset", sink));
    let mut edition = head.map_or_else(empty, |fields| read_head(fields, sink));
    if let Some(entry) = file.entry("recognition")
        && let Some(mut fields) = Fields::of(entry, "recognition", sink)
    {
        let mut operand =
            |key| fields.entry(key).and_then(|entry| read_operand(&entry.node, key, sink));
        edition.pass_mark = operand("pass-mark");
        edition.floor = operand("floor");
        fields.finish(sink);
    }
    let parameters = file.entries("parameter", sink).iter();
    edition.parameters = parameters.filter_map(|entry| read_parameter(entry, sink)).collect();
    let groups = file.entries("group", sink).iter();
    edition.groups = groups.filter_map(|entry| read_group(entry, sink)).collect();
    let criteria = file.entries("criterion", sink);
    too_many(criteria, sink);
    edition.criteria =
        criteria.iter().filter_map(|entry| criterion::read(entry, home, sink)).collect();
    let slots = file.entries("slot", sink).iter();
    edition.slots = slots.filter_map(|entry| read_slot(entry, sink)).collect();
    let levels = file.entries("level", sink).iter();
    edition.levels = levels.filter_map(|entry| read_level(entry, sink)).collect();
    if home == Home::Resolved {
        let entry = file.need("resolved", "… under a line `[resolved]`", sink);
        edition.resolved = entry.and_then(|entry| read_resolved(entry, sink));
    }
    file.finish(sink);
    edition
}

/// Reports more criteria than one file may have.
pub(crate) fn too_many(criteria: &[Entry], sink: &mut Sink) {
    if let Some(entry) = criteria.get(CRITERIA_MAX) {
        let message = format!("file has more than {CRITERIA_MAX} criteria");
        let label = format!("is number {} of {}", CRITERIA_MAX + 1, criteria.len());
        sink.push(sink.at(codes::LIMIT, message, &entry.key_span, label));
    }
}

/// An edition of which nothing is known.
fn empty() -> EditionDoc {
    EditionDoc {
        title: None,
        name: None,
        kind: None,
        reference: None,
        authority: None,
        from: None,
        until: None,
        points: None,
        applies: None,
        valid_months: None,
        pass_mark: None,
        floor: None,
        parameters: Vec::new(),
        groups: Vec::new(),
        criteria: Vec::new(),
        slots: Vec::new(),
        levels: Vec::new(),
        resolved: None,
    }
}

/// The head of an edition.
fn read_head(mut fields: Fields<'_>, sink: &mut Sink) -> EditionDoc {
    let title = fields.need_text("title", sink);
    let title = title.map(|text| id(&text.value, &text.span, "a title", Dots::Refused, sink));
    let name = fields.need_text("name", sink);
    let kind = read_kind(&mut fields, sink);
    let reference = fields.need_text("reference", sink);
    let authority = fields.need_text("authority", sink);
    let from = fields.need_date("from", sink);
    let until = fields.date("until", sink);
    let period = fields.need_text("period", sink);
    if let Some(text) = period {
        word(&text, "period", "periods", &[("year", ())], sink);
    }
    let points = fields.entry("points").and_then(|entry| {
        let mut fields = Fields::of(entry, "`points`", sink)?;
        let total = fields.need("total", "100", sink);
        let total = total.and_then(|entry| as_number(&entry.node, "total", sink));
        let scale = fields.whole("scale", Decimal::SCALE_MAX.into(), sink);
        fields.finish(sink);
        let scale = scale.and_then(|scale| u8::try_from(scale.value).ok()).unwrap_or(0);
        Some(TotalDoc { total: total?, scale })
    });
    let applies = fields.entry("applies").and_then(|entry| condition::read(entry, sink));
    let valid_months = fields.whole("valid-months", 1200, sink).map(|months| months.value);
    let _ = fields.text("note", sink);
    fields.finish(sink);
    EditionDoc {
        title,
        name,
        kind,
        reference,
        authority,
        from,
        until,
        points,
        applies,
        valid_months,
        ..empty()
    }
}

/// `subject`
pub(crate) fn read_kind(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<At<Kind>> {
    let words = Kind::ALL.map(|kind| (kind.as_str(), kind));
    let text = fields.need_text("subject", sink)?;
    Some(At::new(word(&text, "kind of subject", "kinds", &words, sink)?, text.span))
}

/// A parameter.
fn read_parameter(entry: &Entry, sink: &mut Sink) -> Option<ParameterDoc> {
    let id = id(&entry.key, &entry.key_span, "a parameter", Dots::Refused, sink);
    let mut fields = Fields::of(entry, format!("parameter `{}`", id.value.escape_debug()), sink)?;
    let name = fields.need_text("name", sink);
    let unit = fields.text("unit", sink).map(|unit| unit.value).unwrap_or_default();
    let (value, missing) = read_value(&mut fields, sink);
    let open = fields.entry("open");
    let open = open.and_then(|entry| read_open(entry, Opening::Opens, sink));
    let reference = fields.need_text("reference", sink);
    let _ = fields.text("note", sink);
    fields.finish(sink);
    Some(ParameterDoc { id, name, unit, value, missing, open, reference })
}

/// `value` or `missing`: one of them.
fn read_value(
    fields: &mut Fields<'_>,
    sink: &mut Sink,
) -> (Option<At<Literal>>, Option<At<String>>) {
    let value_entry = fields.entry("value");
    let value = value_entry.and_then(|entry| read_literal(&entry.node, "value", sink));
    let missing_entry = fields.entry("missing");
    let missing = fields.text("missing", sink);
    value_or_missing(fields, value_entry, missing_entry, sink);
    (value, missing)
}

/// Reports both or none of a value and the paper that would give it.
pub(crate) fn value_or_missing(
    fields: &Fields<'_>,
    value: Option<&Entry>,
    missing: Option<&Entry>,
    sink: &mut Sink,
) {
    let code = codes::VALUE_OR_MISSING;
    match (value, missing) {
        (None, None) => {
            let message = format!("{} has neither a value nor `missing`", fields.what());
            let help =
                "add `missing = \"…\"` with the paper that would give the value; invent none";
            sink.push(sink.at(code, message, fields.span(), "no value").help(help));
        }
        (Some(value), Some(missing)) => {
            let message = format!("{} has a value and says that it is missing", fields.what());
            let diagnostic = sink.at(code, message, &missing.key_span, "says that it is missing");
            let diagnostic = diagnostic.label(sink.source, value.key_span.clone(), "is here");
            sink.push(diagnostic.help("remove `missing`"));
        }
        _ => {}
    }
}

/// A group.
fn read_group(entry: &Entry, sink: &mut Sink) -> Option<(At<String>, String)> {
    let id = id(&entry.key, &entry.key_span, "a group", Dots::Refused, sink);
    let mut fields = Fields::of(entry, format!("group `{}`", id.value.escape_debug()), sink)?;
    let name = fields.need_text("name", sink);
    fields.finish(sink);
    Some((id, name.map(|name| name.value).unwrap_or_default()))
}

/// A slot.
fn read_slot(entry: &Entry, sink: &mut Sink) -> Option<SlotDoc> {
    let id = id(&entry.key, &entry.key_span, "a slot", Dots::Refused, sink);
    let mut fields = Fields::of(entry, format!("slot `{}`", id.value.escape_debug()), sink)?;
    let name = fields.need_text("name", sink);
    let points = fields.number("points", sink);
    let open = fields.need("open", "{ to = [\"commune\"] }", sink);
    let open = open.and_then(|entry| read_open(entry, Opening::Opens, sink));
    fields.finish(sink);
    Some(SlotDoc { id, name, points, open })
}

/// A level.
fn read_level(entry: &Entry, sink: &mut Sink) -> Option<LevelDoc> {
    let number = entry.key.parse::<u8>().ok().filter(|number| number.to_string() == entry.key);
    let Some(number) = number else {
        let message = format!("level `{}` is not a number", entry.key.escape_debug());
        let help = "levels are `[level.1]`, `[level.2]` …, the lowest first";
        sink.push(sink.at(codes::LEVELS, message, &entry.key_span, "not a number").help(help));
        return None;
    };
    let mut fields = Fields::of(entry, format!("level {number}"), sink)?;
    let name = fields.need_text("name", sink);
    let requires = fields.entry("requires").and_then(|entry| condition::read(entry, sink));
    let values = fields.entries("parameter", sink).iter().filter_map(|entry| {
        let what = format!("parameter `{}` of level {number}", entry.key.escape_debug());
        let mut fields = Fields::of(entry, what, sink)?;
        let (value, missing) = read_value(&mut fields, sink);
        let _ = fields.text("reference", sink);
        let _ = fields.text("note", sink);
        fields.finish(sink);
        Some((At::new(entry.key.clone(), entry.key_span.clone()), value, missing))
    });
    let values = values.collect();
    fields.finish(sink);
    let span: Span = entry.key_span.clone();
    Some(LevelDoc { number: At::new(number, span), name, requires, values })
}

/// `[resolved]`
fn read_resolved(entry: &Entry, sink: &mut Sink) -> Option<(String, Vec<String>)> {
    let mut fields = Fields::of(entry, "`resolved`", sink)?;
    let edition = fields.need_text("edition", sink);
    let overlays = fields.texts("overlays", sink);
    fields.finish(sink);
    let plain = |text: At<String>| text.value.trim_start_matches("sha256:").to_owned();
    Some((plain(edition?), overlays.into_iter().map(plain).collect()))
}

/// A level of a title that a `held-months` asks for.
pub(crate) fn read_level_number(entry: &Entry, sink: &mut Sink) -> Option<At<u8>> {
    let number = as_whole(&entry.node, "level", u8::MAX.into(), sink)?;
    Some(At::new(u8::try_from(number.value).unwrap_or(u8::MAX), number.span))
}
