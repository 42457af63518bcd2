//! The shape of a plugin's manifest.

use tieuchi_core::Kind;

use crate::schema::{
    edition::kind,
    shape::{
        Shape, flag, indicator, list, may, need, number, one_of, pattern, table, text, whole, words,
    },
};

/// Names of plugins, and ids inside them.
const NAME: &str = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";

/// The file.
pub(crate) fn file() -> Shape {
    let named = |shape| Shape::Map(NAME, Box::new(shape), 0);
    let members = Kind::ALL.map(|kind| may(kind.as_str(), named(input()), ""));
    table(vec![
        need("plugin", head(), "who it is"),
        may("input", named(input()), "what it reads of each subject"),
        may("members", table(members.into()), "what it reads of members, by their kind"),
        may("setting", named(setting()), "what a rule may set"),
        may("reason", named(both()), "why a finding is as it is"),
        may("limits", limits(), "limits that it would like to have"),
    ])
}

/// `[plugin]`
fn head() -> Shape {
    let version = "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$";
    table(vec![
        need("name", pattern(NAME), "its name"),
        need("version", pattern(version), "its version"),
        need("contract", whole(1, i64::from(u32::MAX)), "the contract's major"),
        need("kind", kind(), "whom it judges"),
        need("summary", both(), "what it does"),
    ])
}

/// A text in both languages.
fn both() -> Shape {
    table(vec![need("vi", words(), "in Vietnamese"), need("en", words(), "in English")])
}

/// An input.
fn input() -> Shape {
    table(vec![
        need("type", one_of(&["number", "flag", "code", "date"]), "what its values are"),
        may("scale", whole(0, 6), "decimal digits kept"),
        may("indicator", indicator(), "the indicator where the rule names none; else the id"),
    ])
}

/// A setting.
fn setting() -> Shape {
    let types = ["number", "flag", "text", "date", "numbers", "texts"];
    let single = || Shape::Any(vec![number(), flag(), text()]);
    let several = Shape::List(Box::new(Shape::Any(vec![number(), text()])), 0, None);
    table(vec![
        need("type", one_of(&types), "what its values are"),
        may("scale", whole(0, 6), "decimal digits kept"),
        may("min", number(), "the least number"),
        may("max", number(), "the greatest number"),
        may("one-of", list(text()), "the only words"),
        may("default", Shape::Any(vec![single(), several]), "where the rule gives none"),
        need("summary", both(), "what it does"),
    ])
}

/// `[limits]`
fn limits() -> Shape {
    table(vec![
        may("memory-mib", whole(1, 4096), "MiB of all memories together"),
        may("fuel-per-row", whole(1, 1_000_000_000), "fuel for each row"),
        may("time-ms", whole(1, 3_600_000), "milliseconds for one call"),
    ])
}
