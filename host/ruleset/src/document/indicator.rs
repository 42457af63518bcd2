//! Indicators and targets as written.

use tieuchi_core::{Decimal, Kind, Span};

use crate::{
    codes,
    document::{
        condition::{self, ConditionDoc},
        edition::{read_kind, read_level_number},
    },
    fields::{Fields, as_list, as_number, as_table, as_text},
    sink::{At, Sink},
    syntax::{Entry, Table, Value},
    words::{Dots, id, suggestion_or_list, word},
};

/// An indicator.
#[derive(Debug, Clone)]
pub(crate) struct IndicatorDoc {
    /// Its id.
    pub(crate) id: At<String>,
    /// Whose it is.
    pub(crate) kind: Option<At<Kind>>,
    /// Its name.
    pub(crate) name: String,
    /// The word of its type.
    pub(crate) type_word: Option<At<TypeWord>>,
    /// Decimal digits kept.
    pub(crate) scale: Option<At<u32>>,
    /// Least and greatest value.
    pub(crate) range: Option<At<(Decimal, Decimal)>>,
    /// Codes with their names.
    pub(crate) codes: Vec<(At<String>, String)>,
    /// Its unit.
    pub(crate) unit: String,
    /// Its paper.
    pub(crate) reference: String,
    /// Whether it is sensitive personal data.
    pub(crate) sensitive: bool,
    /// Whether `compute` stands there, readable or not.
    pub(crate) computed: bool,
    /// How it is computed.
    pub(crate) compute: Option<At<ComputeDoc>>,
}

/// The words of types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypeWord {
    /// Whole numbers.
    Integer,
    /// Decimals.
    Decimal,
    /// True or false.
    Flag,
    /// One of a closed list.
    Code,
    /// A day.
    Date,
    /// A ratio in percent.
    Percent,
    /// A plain ratio.
    Ratio,
}

/// Their spelling.
const TYPE_WORDS: [(&str, TypeWord); 7] = [
    ("integer", TypeWord::Integer),
    ("decimal", TypeWord::Decimal),
    ("flag", TypeWord::Flag),
    ("code", TypeWord::Code),
    ("date", TypeWord::Date),
    ("percent", TypeWord::Percent),
    ("ratio", TypeWord::Ratio),
];

/// `compute = { … }`
#[derive(Debug, Clone)]
pub(crate) enum ComputeDoc {
    /// Of indicators of the same subject: the function and its inputs.
    Of(Function, Vec<At<String>>),
    /// Over members.
    Over {
        /// The function.
        function: Aggregate,
        /// Their kind.
        over: At<Kind>,
        /// Their indicator.
        of: Option<At<String>>,
        /// Which of them.
        filter: Option<ConditionDoc>,
        /// Which of those.
        having: Option<ConditionDoc>,
    },
    /// Periods in a row.
    Streak(At<String>),
    /// Months held.
    HeldMonths(At<String>, Option<At<u8>>),
}

/// Functions of one subject's indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    /// Years since a date.
    Age,
    /// Sum.
    Sum,
    /// First less second.
    Difference,
    /// First over second.
    Ratio,
    /// Least.
    Least,
    /// Greatest.
    Greatest,
}

/// Functions over members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aggregate {
    /// How many.
    Count,
    /// Which part.
    Share,
    /// Sum.
    Total,
    /// Mean.
    Mean,
}

/// Words of [`Function`].
const FUNCTIONS: [(&str, Function); 6] = [
    ("age", Function::Age),
    ("sum", Function::Sum),
    ("difference", Function::Difference),
    ("ratio", Function::Ratio),
    ("least", Function::Least),
    ("greatest", Function::Greatest),
];

/// Words of [`Aggregate`].
const AGGREGATES: [(&str, Aggregate); 4] = [
    ("count", Aggregate::Count),
    ("share", Aggregate::Share),
    ("total", Aggregate::Total),
    ("mean", Aggregate::Mean),
];

/// Reads a file of indicators.
pub(crate) fn read(table: &Table, sink: &mut Sink) -> Vec<IndicatorDoc> {
    let mut file = Fields::new(table, &(0..0), "a file of indicators");
    let entries = file.entries("indicator", sink).iter();
    let indicators = entries.filter_map(|entry| read_indicator(entry, sink)).collect();
    file.finish(sink);
    indicators
}

/// An indicator.
fn read_indicator(entry: &Entry, sink: &mut Sink) -> Option<IndicatorDoc> {
    if let Some(rest) = unquoted(entry) {
        let whole = format!("{}.{rest}", entry.key);
        let message = format!("id `{whole}` is not quoted");
        let help = format!("write `[indicator.\"{whole}\"]`");
        let label = "without quotes a dot makes a table inside a table";
        sink.push(sink.at(codes::UNQUOTED_ID, message, &entry.key_span, label).help(help));
        return None;
    }
    let id = id(&entry.key, &entry.key_span, "an indicator", Dots::Allowed, sink);
    let mut fields = Fields::of(entry, format!("indicator `{}`", id.value.escape_debug()), sink)?;
    let kind = read_kind(&mut fields, sink);
    let name = fields.need_text("name", sink).map(|name| name.value).unwrap_or_default();
    let type_word = fields.need_text("type", sink);
    let type_word = type_word.and_then(|text| {
        Some(At::new(word(&text, "type", "types", &TYPE_WORDS, sink)?, text.span))
    });
    let scale = fields.whole("scale", Decimal::SCALE_MAX.into(), sink);
    let range = fields.entry("range").and_then(|entry| read_range(entry, sink));
    let codes = fields.entry("codes").map_or_else(Vec::new, |entry| read_codes(entry, sink));
    let unit = fields.text("unit", sink).map(|unit| unit.value).unwrap_or_default();
    let reference = fields.need_text("reference", sink).map(|text| text.value);
    let sensitive = fields.flag("sensitive", sink).is_some_and(|flag| flag.value);
    let compute = fields.entry("compute");
    let computed = compute.is_some();
    let compute = compute.and_then(|entry| read_compute(entry, sink));
    let _ = fields.text("note", sink);
    fields.finish(sink);
    let reference = reference.unwrap_or_default();
    Some(IndicatorDoc {
        id,
        kind,
        name,
        type_word,
        scale,
        range,
        codes,
        unit,
        reference,
        sensitive,
        computed,
        compute,
    })
}

/// The rest of an id whose dots were read as tables.
fn unquoted(entry: &Entry) -> Option<String> {
    let Value::Table(table) = &entry.node.value else { return None };
    let known = ["subject", "name", "type"];
    if table.entries.iter().any(|entry| known.contains(&entry.key.as_str())) {
        return None;
    }
    let inner = table.entries.iter().find(|inner| {
        let Value::Table(table) = &inner.node.value else { return false };
        let any_known = table.entries.iter().any(|entry| known.contains(&entry.key.as_str()));
        any_known || unquoted(inner).is_some()
    })?;
    Some(unquoted(inner).map_or_else(|| inner.key.clone(), |rest| format!("{}.{rest}", inner.key)))
}

/// `range = [0, 10]`
fn read_range(entry: &Entry, sink: &mut Sink) -> Option<At<(Decimal, Decimal)>> {
    let items = as_list(&entry.node, "range", sink)?;
    let [min, max] = items else {
        let message = "`range` must be a list of the least and the greatest value";
        let label = format!("has {}", items.len());
        sink.push(sink.at(codes::WRONG_TYPE, message, &entry.node.span, label));
        return None;
    };
    let (min, max) = (as_number(min, "range", sink)?, as_number(max, "range", sink)?);
    Some(At::new((min.value, max.value), entry.node.span.clone()))
}

/// `codes = { a = "A" }`
fn read_codes(entry: &Entry, sink: &mut Sink) -> Vec<(At<String>, String)> {
    let Some(table) = as_table(&entry.node, "codes", sink) else { return Vec::new() };
    let code = |entry: &Entry, sink: &mut Sink| {
        let id = id(&entry.key, &entry.key_span, "a code", Dots::Refused, sink);
        Some((id, as_text(&entry.node, &entry.key, sink)?.value))
    };
    table.entries.iter().filter_map(|entry| code(entry, sink)).collect()
}

/// `compute`
fn read_compute(entry: &Entry, sink: &mut Sink) -> Option<At<ComputeDoc>> {
    let table = as_table(&entry.node, "compute", sink)?;
    let [inner] = table.entries.as_slice() else {
        let message = "`compute` must be a table of exactly one function";
        let label = format!("has {}", table.entries.len());
        sink.push(sink.at(codes::WRONG_TYPE, message, &entry.node.span, label));
        return None;
    };
    let key = inner.key.as_str();
    let compute = if let Some((_, function)) = FUNCTIONS.iter().find(|(word, _)| *word == key) {
        read_of(inner, *function, sink)
    } else if let Some((_, function)) = AGGREGATES.iter().find(|(word, _)| *word == key) {
        read_over(inner, *function, sink)
    } else if ["streak", "held-months"].contains(&key) {
        read_past(inner, sink)
    } else {
        let message = format!("unknown function `{}`", key.escape_debug());
        let words = FUNCTIONS.iter().map(|(word, _)| *word);
        let words = words.chain(AGGREGATES.iter().map(|(word, _)| *word));
        let help = suggestion_or_list(key, words.chain(["streak", "held-months"]), "functions");
        sink.push(sink.at(codes::UNKNOWN_WORD, message, &inner.key_span, "not known").help(help));
        None
    };
    Some(At::new(compute?, inner.key_span.clone()))
}

/// A function of the subject's own indicators.
fn read_of(entry: &Entry, function: Function, sink: &mut Sink) -> Option<ComputeDoc> {
    let mut fields = Fields::of(entry, format!("`{}`", entry.key), sink)?;
    let one = function == Function::Age;
    let of = fields.need("of", if one { "\"birth-date\"" } else { "[\"a\", \"b\"]" }, sink);
    fields.finish(sink);
    let of = &of?.node;
    if one {
        return Some(ComputeDoc::Of(function, vec![as_text(of, "of", sink)?]));
    }
    let items = as_list(of, "of", sink)?;
    let pair = matches!(function, Function::Difference | Function::Ratio);
    if (pair && items.len() != 2) || items.is_empty() {
        let expected = if pair { "a list of two indicators" } else { "a list of indicators" };
        let label = format!("has {}", items.len());
        sink.push(sink.at(codes::WRONG_TYPE, format!("`of` must be {expected}"), &of.span, label));
        return None;
    }
    let inputs: Vec<_> = items.iter().filter_map(|item| as_text(item, "of", sink)).collect();
    (inputs.len() == items.len()).then_some(ComputeDoc::Of(function, inputs))
}

/// A function over members.
fn read_over(entry: &Entry, function: Aggregate, sink: &mut Sink) -> Option<ComputeDoc> {
    let mut fields = Fields::of(entry, format!("`{}`", entry.key), sink)?;
    let words = Kind::ALL.map(|kind| (kind.as_str(), kind));
    let over = fields.need_text("over", sink);
    let over = over.and_then(|text| {
        Some(At::new(word(&text, "kind of subject", "kinds", &words, sink)?, text.span))
    });
    let filter = fields.entry("where");
    let filter_broken = filter.is_some();
    let filter = filter.and_then(|entry| condition::read(entry, sink));
    let filter_broken = filter_broken && filter.is_none();
    let of = match function {
        Aggregate::Total | Aggregate::Mean => Some(fields.need_text("of", sink)),
        Aggregate::Count | Aggregate::Share => None,
    };
    let having = (function == Aggregate::Share).then(|| {
        let entry = fields.need("having", "{ indicator = { is = true } }", sink)?;
        condition::read(entry, sink)
    });
    fields.finish(sink);
    if filter_broken || matches!(of, Some(None)) || matches!(having, Some(None)) {
        return None;
    }
    let (of, having) = (of.flatten(), having.flatten());
    Some(ComputeDoc::Over { function, over: over?, of, filter, having })
}

/// A function of earlier decisions.
fn read_past(entry: &Entry, sink: &mut Sink) -> Option<ComputeDoc> {
    let mut fields = Fields::of(entry, format!("`{}`", entry.key), sink)?;
    let title = fields.need_text("title", sink);
    let compute = if entry.key == "streak" {
        ComputeDoc::Streak(title?)
    } else {
        let level = fields.entry("level").and_then(|entry| read_level_number(entry, sink));
        ComputeDoc::HeldMonths(title?, level)
    };
    fields.finish(sink);
    Some(compute)
}

/// Reports a `type`-like key that belongs to other types.
pub(crate) fn misplaced(key: &str, node_span: &Span, type_name: &str, sink: &mut Sink) {
    let message = format!("`{key}` does not belong to an indicator of type {type_name}");
    let help = format!("remove `{key}`");
    sink.push(sink.at(codes::UNKNOWN_KEY, message, node_span, "has no meaning here").help(help));
}
