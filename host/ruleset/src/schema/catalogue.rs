//! The shapes of indicators and targets.

use crate::schema::{
    edition::kind,
    shape::{
        DOTTED_ID, Follows, ID, Shape, Table, flag, id, indicator, list, map, may, need, number,
        one_of, table, text, whole, words,
    },
};

/// Words of types, the keys that an indicator of them must have, and those that it cannot have.
type Kinds = (&'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// All types.
const TYPES: [Kinds; 4] = [
    (&["integer"], &["range"], &["scale", "codes"]),
    (&["decimal"], &["scale", "range"], &["codes"]),
    (&["code"], &["codes"], &["scale", "range"]),
    (&["flag", "date", "percent", "ratio"], &[], &["scale", "range", "codes"]),
];

/// A file of indicators.
pub(crate) fn indicators() -> Shape {
    let types = ["integer", "decimal", "flag", "code", "date", "percent", "ratio"];
    let range = Shape::List(Box::new(number()), 2, Some(2));
    let fields = vec![
        need("subject", kind(), "whose it is"),
        need("name", words(), "its name"),
        need("type", one_of(&types), "what its values are"),
        may("scale", whole(0, 6), "digits kept after the point"),
        may("range", range, "the least and the greatest value"),
        may("codes", Shape::Map(ID, Box::new(text()), 1), "the codes with their names"),
        may("unit", text(), "its unit"),
        need("reference", words(), "the paper that speaks of it"),
        may("sensitive", flag(), "sensitive personal data"),
        may("compute", Shape::Named("compute"), "how it is computed"),
        may("note", text(), "free text"),
    ];
    let follows =
        TYPES.map(|(words, needed, refused)| Follows { key: "type", words, needed, refused });
    let indicator = Shape::Table(Table { fields, follows: follows.into(), ..Table::default() });
    table(vec![may(
        "indicator",
        Shape::Map(DOTTED_ID, Box::new(indicator), 0),
        "by id; an id with dots is written in quotes",
    )])
}

/// `compute = { … }`: exactly one function.
pub(crate) fn compute() -> Shape {
    let of = |shape| table(vec![need("of", shape, "of what")]);
    let pair = || Shape::List(Box::new(indicator()), 2, Some(2));
    let over = || need("over", kind(), "whose members");
    let filter =
        || may("where", Shape::Named("constant-condition"), "which of them; without it all");
    let having = need("having", Shape::Named("constant-condition"), "the part that is meant");
    let value = || need("of", indicator(), "the members' indicator");
    let title = || need("title", id(), "the title");
    Shape::Table(Table {
        fields: vec![
            may("age", of(indicator()), "whole years on the last day of the period"),
            may("sum", of(list(indicator())), "the sum"),
            may("difference", of(pair()), "the first less the second"),
            may("ratio", of(pair()), "the first over the second, exactly"),
            may("least", of(list(indicator())), "the least"),
            may("greatest", of(list(indicator())), "the greatest"),
            may("count", table(vec![over(), filter()]), "how many members"),
            may("share", table(vec![over(), filter(), having]), "which part of the members"),
            may("total", table(vec![over(), value(), filter()]), "the sum over members"),
            may("mean", table(vec![over(), value(), filter()]), "the mean over members"),
            may("streak", table(vec![title()]), "periods in a row recognised"),
            may(
                "held-months",
                table(vec![title(), may("level", whole(0, 255), "at this level or above")]),
                "whole months held by valid decisions",
            ),
        ],
        exactly_one: vec![FUNCTIONS.to_vec()],
        ..Table::default()
    })
}

/// The functions.
const FUNCTIONS: [&str; 12] = [
    "age",
    "sum",
    "difference",
    "ratio",
    "least",
    "greatest",
    "count",
    "share",
    "total",
    "mean",
    "streak",
    "held-months",
];

/// A file of targets.
pub(crate) fn targets() -> Shape {
    let percent = Shape::Plain(vec![
        ("type", crate::schema::json::Json::text("number")),
        ("minimum", crate::schema::json::Json::Number(0)),
        ("maximum", crate::schema::json::Json::Number(100)),
    ]);
    let target = Shape::Table(Table {
        fields: vec![
            need("title", id(), "the title"),
            need("name", words(), "its name"),
            need("year", whole(0, 9999), "the year"),
            may("percent", percent, "the percentage"),
            may("missing", text(), "the paper that would give the percentage; invent none"),
            need("of", words(), "the denominator in words"),
            may("where", Shape::Named("constant-condition"), "which subjects count"),
            need("reference", words(), "the paper"),
            may("note", text(), "free text"),
        ],
        exactly_one: vec![vec!["percent", "missing"]],
        ..Table::default()
    });
    table(vec![may("target", map(target), "by id")])
}
