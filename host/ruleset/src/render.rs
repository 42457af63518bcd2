//! A resolved ruleset as one canonical text, in the format of editions.

use std::fmt::Write as _;

use tieuchi_core::{
    Bound, Catalogue, Check, Condition, Criterion, Decimal, Level, Open, Origin, Otherwise,
    Parameter, Ruleset, Scalar, Setting, Test, ValueType,
};

use crate::quoted::quoted;

/// Writes a resolved ruleset: valid TOML, the same for equal rulesets, with a comment on each value
/// that an overlay set. [`crate::Rules::read_resolved`] reads it. The catalogue names the codes of
/// choices: a later catalogue may have them in another order.
pub fn render(ruleset: &Ruleset, catalogue: &Catalogue) -> String {
    let mut out = Page(String::new());
    let digests: Vec<_> =
        ruleset.overlays.iter().map(|(digest, _)| quoted(&format!("sha256:{digest}"))).collect();
    out.head("resolved");
    out.line("edition", &quoted(&format!("sha256:{}", ruleset.digest)));
    out.line("overlays", &list(&digests));
    write_head(ruleset, &mut out);
    for parameter in ruleset.parameters.values() {
        write_parameter(parameter, &mut out);
    }
    for group in &ruleset.groups {
        out.head(&format!("group.{}", group.id));
        out.line("name", &quoted(&group.name));
    }
    for slot in ruleset.slots.values() {
        out.head(&format!("slot.{}", slot.id));
        out.line("name", &quoted(&slot.name));
        if ruleset.points_total.is_some() {
            out.line("points", &points(slot.points, ruleset));
        }
        let to: Vec<_> = slot.to.iter().map(|tier| quoted(tier.as_str())).collect();
        out.line("open", &format!("{{ to = {} }}", list(&to)));
    }
    for criterion in &ruleset.criteria {
        write_criterion(criterion, ruleset, catalogue, &mut out);
    }
    for level in &ruleset.levels {
        write_level(level, ruleset, &mut out);
    }
    out.0
}

/// The text so far.
struct Page(String);

impl Page {
    /// A table's head.
    fn head(&mut self, name: &str) {
        let gap = if self.0.is_empty() { "" } else { "\n" };
        self.0.push_str(gap);
        writeln!(self.0, "[{name}]").expect("writing to a text cannot fail");
    }

    /// A key with its value.
    fn line(&mut self, key: &str, value: &str) {
        writeln!(self.0, "{key} = {value}").expect("writing to a text cannot fail");
    }

    /// The chain of origins, where an overlay added to it; on one line whatever the papers' names.
    fn origins(&mut self, origins: &[Origin]) {
        if origins.len() < 2 {
            return;
        }
        let link = |origin: &Origin| {
            let text = format!("{} ({}, from {})", origin.value, origin.basis, origin.from);
            text.replace(char::is_control, " ")
        };
        let chain: Vec<_> = origins.iter().map(link).collect();
        writeln!(self.0, "# origin: {}", chain.join(" -> "))
            .expect("writing to a text cannot fail");
    }
}

/// The heads.
fn write_head(ruleset: &Ruleset, out: &mut Page) {
    out.head("ruleset");
    out.line("title", &quoted(ruleset.title.as_str()));
    out.line("name", &quoted(&ruleset.name));
    out.line("subject", &quoted(ruleset.kind.as_str()));
    out.line("reference", &quoted(&ruleset.reference));
    out.line("authority", &quoted(&ruleset.authority));
    out.line("from", &ruleset.from.to_string());
    if let Some(until) = ruleset.until {
        out.line("until", &until.to_string());
    }
    out.line("period", "\"year\"");
    if let Some(total) = ruleset.points_total {
        let total = points(total, ruleset);
        out.line("points", &format!("{{ total = {total}, scale = {} }}", ruleset.points_scale));
    }
    if let Some(applies) = &ruleset.applies {
        out.line("applies", &condition(applies));
    }
    if let Some(months) = ruleset.valid_months {
        out.line("valid-months", &months.to_string());
    }
    if ruleset.recognition.pass_mark.is_some() || ruleset.recognition.floor.is_some() {
        out.head("recognition");
    }
    if let Some(mark) = &ruleset.recognition.pass_mark {
        out.line("pass-mark", &bound(mark));
    }
    if let Some(floor) = &ruleset.recognition.floor {
        out.line("floor", &bound(floor));
    }
}

/// A parameter.
fn write_parameter(parameter: &Parameter, out: &mut Page) {
    let Parameter { id, name, value, missing, unit, open, reference, origins } = parameter;
    out.head(&format!("parameter.{id}"));
    out.line("name", &quoted(name));
    if !unit.is_empty() {
        out.line("unit", &quoted(unit));
    }
    out.origins(origins);
    match (value, missing) {
        (Some(value), _) => out.line("value", &scalar(value)),
        (None, missing) => out.line("missing", &quoted(missing.as_deref().unwrap_or("?"))),
    }
    if let Some(open) = open {
        out.line("open", &write_open(open));
    }
    out.line("reference", &quoted(reference));
}

/// `open`
fn write_open(open: &Open) -> String {
    let to: Vec<_> = open.to.iter().map(|tier| quoted(tier.as_str())).collect();
    let mut text = format!("{{ to = {}", list(&to));
    for (key, limit) in [("min", open.min), ("max", open.max)] {
        if let Some(limit) = limit {
            write!(text, ", {key} = {limit}").expect("writing to a text cannot fail");
        }
    }
    if !open.one_of.is_empty() {
        text.push_str(", one-of = ");
        text.push_str(&list(&open.one_of.iter().map(scalar).collect::<Vec<_>>()));
    }
    text.push_str(" }");
    text
}

/// A criterion.
fn write_criterion(
    criterion: &Criterion,
    ruleset: &Ruleset,
    catalogue: &Catalogue,
    out: &mut Page,
) {
    let Criterion {
        id,
        group,
        name,
        reference,
        points: own,
        check,
        applies,
        otherwise,
        required,
        optional,
        removed,
        slot,
        origins,
        source: _,
        span: _,
    } = criterion;
    out.head(&format!("criterion.{id}"));
    if let Some(group) = group {
        out.line("group", &quoted(group.as_str()));
    }
    if let Some(slot) = slot {
        out.line("slot", &quoted(slot.as_str()));
    }
    out.line("name", &quoted(name));
    out.line("reference", &quoted(reference));
    out.origins(origins);
    if let Some(own) = own {
        out.line("points", &points(*own, ruleset));
    }
    write_check(check, ruleset, catalogue, out);
    if let Some(applies) = applies {
        out.line("applies", &condition(applies));
    }
    if applies.is_some() || *optional || *otherwise == Otherwise::Full {
        let word = if *otherwise == Otherwise::Full { "full" } else { "exclude" };
        out.line("otherwise", &quoted(word));
    }
    out.line("required", &required.to_string());
    for (key, flag) in [("optional", optional), ("removed", removed)] {
        if *flag {
            out.line(key, "true");
        }
    }
}

/// A check.
fn write_check(check: &Check, ruleset: &Ruleset, catalogue: &Catalogue, out: &mut Page) {
    match check {
        Check::Score { of } => out.line("score", &format!("{{ of = {} }}", quoted(of.as_str()))),
        Check::Steps(steps) => {
            let step = |step: &tieuchi_core::Step| {
                let given = points(step.points, ruleset);
                format!("{{ when = {}, points = {given} }}", condition(&step.when))
            };
            out.line("steps", &list(&steps.iter().map(step).collect::<Vec<_>>()));
        }
        Check::Bands { of, bands } => {
            let band = |band: &tieuchi_core::Band| {
                let from = band.from.map(|from| format!("from = {from}, ")).unwrap_or_default();
                let below =
                    band.below.map(|below| format!("below = {below}, ")).unwrap_or_default();
                format!("{{ {from}{below}points = {} }}", points(band.points, ruleset))
            };
            let bands = list(&bands.iter().map(band).collect::<Vec<_>>());
            out.line("bands", &format!("{{ of = {}, table = {bands} }}", quoted(of.as_str())));
        }
        Check::Choices { of, points: given } => {
            let codes = match catalogue.get(ruleset.kind, of).map(|found| &found.value_type) {
                Some(ValueType::Code(codes)) => codes.to_vec(),
                _ => Vec::new(),
            };
            let choice = |(code, units): (String, &i32)| {
                format!("{} = {}", quoted(&code), points(*units, ruleset))
            };
            let given: Vec<_> = codes.into_iter().zip(given).map(choice).collect();
            let (of, given) = (quoted(of.as_str()), given.join(", "));
            out.line("choices", &format!("{{ of = {of}, points = {{ {given} }} }}"));
        }
        Check::Scale { of, target, round } => {
            let (of, target, mode) = (quoted(of.as_str()), bound(target), round.mode.as_str());
            let round = format!("{{ mode = \"{mode}\", digits = {} }}", round.digits);
            out.line("scale", &format!("{{ of = {of}, target = {target}, round = {round} }}"));
        }
        Check::Holds(holds) => out.line("holds", &condition(holds)),
        Check::Plugin { uses, inputs, settings } => {
            let inputs = inputs.iter().map(|(name, id)| (name, quoted(id.as_str())));
            let settings = settings.iter().map(|(name, setting)| (name, write_setting(setting)));
            let (inputs, settings) = (table(inputs), table(settings));
            let uses = quoted(uses);
            out.line(
                "plugin",
                &format!("{{ use = {uses}, inputs = {inputs}, settings = {settings} }}"),
            );
        }
    }
}

/// A level.
fn write_level(level: &Level, ruleset: &Ruleset, out: &mut Page) {
    let Level { number, name, requires, values } = level;
    out.head(&format!("level.{number}"));
    out.line("name", &quoted(name));
    if let Some(requires) = requires {
        out.line("requires", &condition(requires));
    }
    for (id, value) in values {
        let missing = ruleset.parameters.get(id).and_then(|parameter| parameter.missing.as_deref());
        let value = match value {
            Some(value) => format!("{{ value = {} }}", scalar(value)),
            None => format!("{{ missing = {} }}", quoted(missing.unwrap_or("?"))),
        };
        out.line(&format!("parameter.{id}"), &value);
    }
}

/// A plugin's setting.
fn write_setting(setting: &Setting) -> String {
    match setting {
        Setting::One(value) => bound(value),
        Setting::Several(values) => list(&values.iter().map(bound).collect::<Vec<_>>()),
    }
}

/// A table of names and what is written already.
fn table<'a>(entries: impl Iterator<Item = (&'a String, String)>) -> String {
    let entries: Vec<_> =
        entries.map(|(name, value)| format!("{} = {value}", quoted(name))).collect();
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

/// A list.
fn list(items: &[String]) -> String {
    if items.is_empty() { "[]".to_owned() } else { format!("[{}]", items.join(", ")) }
}

/// Points in the ruleset's digits.
fn points(units: i32, ruleset: &Ruleset) -> String {
    Decimal { units: units.into(), scale: ruleset.points_scale }.to_string()
}

/// A constant.
fn scalar(value: &Scalar) -> String {
    match value {
        Scalar::Number(number) => number.to_string(),
        Scalar::Flag(flag) => flag.to_string(),
        Scalar::Code(code) => quoted(code),
        Scalar::Date(date) => date.to_string(),
    }
}

/// A bound.
fn bound(bound: &Bound) -> String {
    match bound {
        Bound::Literal(value) => scalar(value),
        Bound::Parameter(id) => format!("{{ parameter = {} }}", quoted(id.as_str())),
    }
}

/// A condition.
fn condition(item: &Condition) -> String {
    let joint = |key: &str, parts: &[Condition]| {
        format!("{{ {key} = {} }}", list(&parts.iter().map(condition).collect::<Vec<_>>()))
    };
    match item {
        Condition::All(parts) => joint("all", parts),
        Condition::Any(parts) => joint("any", parts),
        Condition::None(parts) => joint("none", parts),
        Condition::Present { indicator, present } => {
            format!("{{ {} = {{ present = {present} }} }}", quoted(indicator.as_str()))
        }
        Condition::Compare { indicator, test } => {
            let (word, value) = match test {
                Test::AtLeast(value) => ("at-least", bound(value)),
                Test::AtMost(value) => ("at-most", bound(value)),
                Test::Above(value) => ("above", bound(value)),
                Test::Below(value) => ("below", bound(value)),
                Test::Between(least, most) => ("between", list(&[bound(least), bound(most)])),
                Test::Is(value) => ("is", bound(value)),
                Test::OneOf(values) => {
                    ("one-of", list(&values.iter().map(bound).collect::<Vec<_>>()))
                }
            };
            format!("{{ {} = {{ {word} = {value} }} }}", quoted(indicator.as_str()))
        }
    }
}
