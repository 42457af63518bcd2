//! Criteria and their checks as written.

use tieuchi_core::{Decimal, Otherwise, RoundMode, Span};

use crate::{
    codes,
    document::{
        condition::{self, ConditionDoc, Operand, read_operand},
        term::{Opening, PointsDoc, read_points},
    },
    fields::{Fields, as_list, as_table, as_text, wrong_type},
    sink::{At, Sink},
    syntax::{Entry, Node, Value},
    words::{Dots, id, word},
};

/// A criterion of an edition, a local one of an overlay, or what an overlay says of one.
#[derive(Debug, Clone)]
pub(crate) struct CriterionDoc {
    /// Its id.
    pub(crate) id: At<String>,
    /// Its group.
    pub(crate) group: Option<At<String>>,
    /// Its name.
    pub(crate) name: Option<At<String>>,
    /// Its paper.
    pub(crate) reference: Option<At<String>>,
    /// Its points.
    pub(crate) points: Option<PointsDoc>,
    /// The checks that stand there; one is right.
    pub(crate) checks: Vec<At<CheckDoc>>,
    /// Keys of checks that stand there, readable or not.
    pub(crate) check_keys: Vec<At<&'static str>>,
    /// Whom it applies to.
    pub(crate) applies: Option<At<ConditionDoc>>,
    /// What becomes of its points elsewhere.
    pub(crate) otherwise: Option<At<Otherwise>>,
    /// Whether it must be passed.
    pub(crate) required: Option<At<bool>>,
    /// Whether an overlay may remove it.
    pub(crate) optional: Option<At<bool>>,
    /// The slot that it stands in.
    pub(crate) slot: Option<At<String>>,
    /// `remove` of an overlay, `removed` of a resolved ruleset.
    pub(crate) removed: Option<At<bool>>,
}

/// A check.
#[derive(Debug, Clone)]
pub(crate) enum CheckDoc {
    /// `score = { of = … }`
    Score(At<String>),
    /// `steps = […]`
    Steps(Vec<(ConditionDoc, At<Decimal>)>),
    /// `bands = { of = …, table = […] }`
    Bands(At<String>, Vec<BandDoc>),
    /// `choices = { of = …, points = {…} }`
    Choices(At<String>, Vec<(At<String>, At<Decimal>)>),
    /// `scale = { of = …, target = …, round = {…} }`
    Scale(At<String>, At<Operand>, RoundMode, At<u32>),
    /// `holds = {…}`
    Holds(ConditionDoc),
    /// `plugin = { use = …, inputs = {…}, settings = {…} }`
    Plugin(PluginDoc),
}

/// A plugin and what it is given.
#[derive(Debug, Clone)]
pub(crate) struct PluginDoc {
    /// `name@major`.
    pub(crate) uses: String,
    /// Inputs and the indicators that they read.
    pub(crate) inputs: Vec<(At<String>, At<String>)>,
    /// Settings; a list where several values are given.
    pub(crate) settings: Vec<(At<String>, SettingDoc)>,
}

/// A setting.
#[derive(Debug, Clone)]
pub(crate) enum SettingDoc {
    /// A value.
    One(At<Operand>),
    /// Several.
    Several(Vec<At<Operand>>),
}

/// A band.
#[derive(Debug, Clone)]
pub(crate) struct BandDoc {
    /// From this value on.
    pub(crate) from: Option<At<Decimal>>,
    /// Below this value.
    pub(crate) below: Option<At<Decimal>>,
    /// Its points.
    pub(crate) points: At<Decimal>,
    /// The whole.
    pub(crate) span: Span,
}

/// Which kind of file a criterion stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// An edition as published.
    Edition,
    /// A resolved ruleset, as this crate writes it.
    Resolved,
    /// An overlay.
    Overlay,
}

/// Reads a criterion.
pub(crate) fn read(entry: &Entry, home: Home, sink: &mut Sink) -> Option<CriterionDoc> {
    let id = id(&entry.key, &entry.key_span, "a criterion", Dots::Refused, sink);
    let mut fields = Fields::of(entry, format!("criterion `{}`", id.value.escape_debug()), sink)?;
    let opening = if home == Home::Overlay { Opening::Narrows } else { Opening::Opens };
    let group = fields.text("group", sink);
    let name = if home == Home::Overlay {
        fields.text("name", sink)
    } else {
        fields.need_text("name", sink)
    };
    let reference = fields.text("reference", sink);
    let points = fields.entry("points").and_then(|entry| read_points(entry, opening, sink));
    let (checks, check_keys) = read_checks(&mut fields, sink);
    let applies = fields
        .entry("applies")
        .and_then(|entry| Some(At::new(condition::read(entry, sink)?, entry.key_span.clone())));
    let otherwise = fields.text("otherwise", sink).and_then(|text| {
        let words = [("exclude", Otherwise::Exclude), ("full", Otherwise::Full)];
        Some(At::new(word(&text, "word", "words here", &words, sink)?, text.span))
    });
    let required = fields.flag("required", sink);
    let optional = fields.flag("optional", sink);
    let (mut slot, mut removed) = (None, None);
    match home {
        Home::Edition => {}
        Home::Resolved => {
            slot = fields.text("slot", sink);
            removed = fields.flag("removed", sink);
        }
        Home::Overlay => {
            slot = fields.text("slot", sink);
            removed = fields.flag("remove", sink);
        }
    }
    let _ = fields.text("note", sink);
    fields.finish(sink);
    Some(CriterionDoc {
        id,
        group,
        name,
        reference,
        points,
        checks,
        check_keys,
        applies,
        otherwise,
        required,
        optional,
        slot,
        removed,
    })
}

/// How one kind of check is read.
type Reader = fn(&Entry, &mut Sink) -> Option<CheckDoc>;

/// All kinds of checks.
const READERS: [(&str, Reader); 7] = [
    ("score", read_score),
    ("steps", read_steps),
    ("bands", read_bands),
    ("choices", read_choices),
    ("scale", read_scale),
    ("holds", |entry, sink| Some(CheckDoc::Holds(condition::read(entry, sink)?))),
    ("plugin", read_plugin),
];

/// The keys of all checks.
pub(crate) fn check_words() -> String {
    READERS.map(|(key, _)| format!("`{key}`")).join(", ")
}

/// All checks of a criterion.
fn read_checks(
    fields: &mut Fields<'_>,
    sink: &mut Sink,
) -> (Vec<At<CheckDoc>>, Vec<At<&'static str>>) {
    let (mut checks, mut keys) = (Vec::new(), Vec::new());
    for (key, reader) in READERS {
        let Some(entry) = fields.entry(key) else { continue };
        keys.push(At::new(key, entry.key_span.clone()));
        checks.extend(reader(entry, sink).map(|check| At::new(check, entry.key_span.clone())));
    }
    (checks, keys)
}

/// `score`
fn read_score(entry: &Entry, sink: &mut Sink) -> Option<CheckDoc> {
    let mut fields = Fields::of(entry, "`score`", sink)?;
    let of = fields.need_text("of", sink);
    fields.finish(sink);
    Some(CheckDoc::Score(of?))
}

/// `steps`
fn read_steps(entry: &Entry, sink: &mut Sink) -> Option<CheckDoc> {
    let items = as_list(&entry.node, "steps", sink)?;
    if items.is_empty() {
        let message = "`steps` must be a list of at least one step";
        sink.push(sink.at(codes::WRONG_TYPE, message, &entry.node.span, "empty"));
    }
    let step = |item: &Node, sink: &mut Sink| {
        let mut fields = Fields::new(as_table(item, "steps", sink)?, &item.span, "step");
        let when = fields.need("when", "{ … }", sink);
        let when = when.and_then(|entry| condition::read(entry, sink));
        let points = need_points(&mut fields, sink);
        fields.finish(sink);
        Some((when?, points?))
    };
    let steps: Vec<_> = items.iter().filter_map(|item| step(item, sink)).collect();
    (steps.len() == items.len()).then_some(CheckDoc::Steps(steps))
}

/// `points` of a step or a band.
fn need_points(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<At<Decimal>> {
    fields.need("points", "10", sink)?;
    fields.number("points", sink)
}

/// `bands`
fn read_bands(entry: &Entry, sink: &mut Sink) -> Option<CheckDoc> {
    let mut fields = Fields::of(entry, "`bands`", sink)?;
    let of = fields.need_text("of", sink);
    let table = fields.need("table", "[ { below = 20, points = 0 }, … ]", sink);
    let items = table.and_then(|entry| as_list(&entry.node, "table", sink));
    fields.finish(sink);
    let band = |item: &Node, sink: &mut Sink| {
        let mut fields = Fields::new(as_table(item, "table", sink)?, &item.span, "band");
        let from = fields.number("from", sink);
        let below = fields.number("below", sink);
        let points = need_points(&mut fields, sink);
        fields.finish(sink);
        Some(BandDoc { from, below, points: points?, span: item.span.clone() })
    };
    let items = items?;
    let bands: Vec<_> = items.iter().filter_map(|item| band(item, sink)).collect();
    if items.is_empty() {
        let message = "`table` must be a list of at least one band";
        sink.push(sink.at(codes::WRONG_TYPE, message, &entry.node.span, "empty"));
    }
    (bands.len() == items.len()).then_some(CheckDoc::Bands(of?, bands))
}

/// `choices`
fn read_choices(entry: &Entry, sink: &mut Sink) -> Option<CheckDoc> {
    let mut fields = Fields::of(entry, "`choices`", sink)?;
    let of = fields.need_text("of", sink);
    let table = fields.need("points", "{ code = 10 }", sink);
    fields.finish(sink);
    let table = as_table(&table?.node, "points", sink)?;
    let mut points = Vec::new();
    for entry in &table.entries {
        let number = crate::fields::as_number(&entry.node, &entry.key, sink)?;
        points.push((At::new(entry.key.clone(), entry.key_span.clone()), number));
    }
    Some(CheckDoc::Choices(of?, points))
}

/// `scale`
fn read_scale(entry: &Entry, sink: &mut Sink) -> Option<CheckDoc> {
    let mut fields = Fields::of(entry, "`scale`", sink)?;
    let of = fields.need_text("of", sink);
    let target = fields.need("target", "40", sink);
    let target = target.and_then(|entry| read_operand(&entry.node, "target", sink));
    let round = fields.need("round", "{ mode = \"half-up\", digits = 0 }", sink);
    let round = round.and_then(|entry| {
        let mut fields = Fields::of(entry, "`round`", sink)?;
        let modes = RoundMode::ALL.map(|mode| (mode.as_str(), mode));
        let mode = fields.need_text("mode", sink);
        let mode = mode.and_then(|text| word(&text, "mode", "modes", &modes, sink));
        fields.need("digits", "0", sink);
        let digits = fields.whole("digits", Decimal::SCALE_MAX.into(), sink);
        fields.finish(sink);
        Some((mode?, digits?))
    });
    fields.finish(sink);
    let (mode, digits) = round?;
    Some(CheckDoc::Scale(of?, target?, mode, digits))
}

/// `plugin`
fn read_plugin(entry: &Entry, sink: &mut Sink) -> Option<CheckDoc> {
    let mut fields = Fields::of(entry, "`plugin`", sink)?;
    let uses = fields.need_text("use", sink);
    let inputs = named(fields.entry("inputs"), sink);
    let inputs = inputs.into_iter().filter_map(|(name, node)| {
        let id = as_text(node, &name.value, sink)?;
        Some((name, id))
    });
    let inputs = inputs.collect();
    let settings = named(fields.entry("settings"), sink);
    let settings = settings.into_iter().filter_map(|(name, node)| {
        let setting = read_setting(node, &name.value, sink)?;
        Some((name, setting))
    });
    let settings = settings.collect();
    fields.finish(sink);
    let uses = uses?;
    let (name, major) = uses.value.split_once('@').unwrap_or((&uses.value, ""));
    let right_major = major.parse::<u32>().is_ok_and(|number| number.to_string() == major);
    if !crate::words::well_formed(name, Dots::Refused) || !right_major {
        let message =
            format!("name of a plugin is not well-formed: `{}`", uses.value.escape_debug());
        let label = "must be a name and a major version: `name@1`";
        sink.push(sink.at(codes::BAD_ID, message, &uses.span, label));
    }
    Some(CheckDoc::Plugin(PluginDoc { uses: uses.value, inputs, settings }))
}

/// The entries of a table that may be left out.
fn named<'t>(entry: Option<&'t Entry>, sink: &mut Sink) -> Vec<(At<String>, &'t Node)> {
    let table = entry.and_then(|entry| as_table(&entry.node, &entry.key, sink));
    let entries = table.into_iter().flat_map(|table| &table.entries);
    entries.map(|entry| (At::new(entry.key.clone(), entry.key_span.clone()), &entry.node)).collect()
}

/// A setting of a plugin.
fn read_setting(node: &Node, key: &str, sink: &mut Sink) -> Option<SettingDoc> {
    if matches!(&node.value, Value::Table(table) if table.get("parameter").is_none()) {
        let wanted = "a value, a list of values or `{ parameter = \"…\" }`";
        wrong_type(node, key, wanted, sink);
        return None;
    }
    let Value::List(items) = &node.value else {
        return read_operand(node, key, sink).map(SettingDoc::One);
    };
    let items = items.iter().map(|item| read_operand(item, key, sink)).collect::<Option<_>>()?;
    Some(SettingDoc::Several(items))
}
