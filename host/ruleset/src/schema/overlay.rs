//! The shape of an overlay.

use tieuchi_core::Tier;

use crate::schema::{
    edition::{applying, bounds, checks},
    shape::{
        Shape, Table, date, flag, id, list, literal, map, may, need, one_of, pattern, points,
        table, text, words,
    },
};

/// The file.
pub(crate) fn file() -> Shape {
    table(vec![
        need("overlay", head(), "what it stands on, for which places, on which decision"),
        may("parameter", map(change()), "what it sets of parameters"),
        may("criterion", map(criterion()), "what it changes of criteria, or adds in a slot"),
    ])
}

/// `[overlay]`
fn head() -> Shape {
    Shape::Table(Table {
        fields: vec![
            need("of", id(), "the title"),
            need("base", pattern("^sha256:[0-9a-f]{64}$"), "digest of the edition's file"),
            may("place", words(), "the code of a commune, district or province"),
            may("class", id(), "or a class of places"),
            need("from", date(), "the first day"),
            may("until", date(), "the last day"),
            need("decision", words(), "the paper"),
            need("reason", words(), "why"),
            may("note", text(), "free text"),
        ],
        exactly_one: vec![vec!["place", "class"]],
        ..Table::default()
    })
}

/// `[parameter.x]`
fn change() -> Shape {
    Shape::Table(Table {
        fields: vec![
            may("value", literal(), "its value"),
            may("open", Shape::Named("narrowing"), "narrower bounds for the tiers below"),
            may("note", text(), "free text"),
        ],
        at_least: 1,
        ..Table::default()
    })
}

/// `open = { max = … }`
pub(crate) fn narrowing() -> Shape {
    table(bounds(may("to", list(one_of(&Tier::ALL.map(Tier::as_str))), "which tiers may set it")))
}

/// `[criterion.x]`
fn criterion() -> Shape {
    let opened = table(vec![
        may("value", points(), "the points"),
        may("open", Shape::Named("narrowing"), "narrower bounds for the tiers below"),
    ]);
    let mut fields = vec![
        may("slot", id(), "the slot that a local criterion stands in"),
        may("group", id(), "its group"),
        may("name", text(), "its name"),
        may("reference", text(), "the paper"),
        may("points", Shape::Any(vec![points(), opened]), "what it can earn"),
    ];
    fields.extend(checks());
    fields.extend(applying());
    fields.push(may("optional", flag(), "whether an overlay may remove it"));
    fields.push(may("remove", flag(), "takes an optional criterion out"));
    fields.push(may("note", text(), "free text"));
    Shape::Table(Table { fields, at_least: 1, ..Table::default() })
}
