//! The shape of an edition.

use tieuchi_core::{Kind, RoundMode, Tier};

use crate::schema::shape::{
    DOTTED_ID, Field, Shape, Table, date, flag, id, indicator, list, literal, map, may, need,
    number, one_of, pattern, points, table, text, whole, words,
};

/// The file.
pub(crate) fn file() -> Shape {
    table(vec![
        need("ruleset", head(), "what it is, for whom, and from when"),
        may("recognition", recognition(), "what must be reached"),
        may("parameter", map(parameter()), "named constants of the law"),
        may("group", map(table(vec![need("name", words(), "its name")])), "what holds criteria"),
        may("criterion", map(criterion()), "what is judged"),
        may("slot", map(slot()), "where local criteria may stand"),
        may("level", Shape::Map("^[1-9][0-9]*$", Box::new(level()), 0), "levels, the lowest first"),
    ])
}

/// `[ruleset]`
fn head() -> Shape {
    let total = table(vec![
        need("total", points(), "what the points of all criteria sum to"),
        may("scale", whole(0, 6), "digits kept after the point"),
    ]);
    table(vec![
        need("title", id(), "the title, as the folder is named"),
        need("name", words(), "its name"),
        need("subject", kind(), "whom it judges"),
        need("reference", words(), "the decree: the most official source"),
        need("authority", words(), "who published it"),
        need("from", date(), "the first day in force, as the file is named"),
        may("until", date(), "the last day in force"),
        need("period", one_of(&["year"]), "what is judged at once"),
        may("points", total, "left out: criteria pass or fail"),
        may("applies", Shape::Named("condition"), "whom the ruleset is about"),
        may("valid-months", whole(0, 1200), "validity after the period"),
        may("note", text(), "free text"),
    ])
}

/// `subject`
pub(crate) fn kind() -> Shape {
    one_of(&Kind::ALL.map(Kind::as_str))
}

/// `[recognition]`
fn recognition() -> Shape {
    table(vec![
        may("pass-mark", Shape::Named("amount"), "what the sum must reach"),
        may("floor", Shape::Named("amount"), "what no scored criterion may fall under"),
    ])
}

/// `[parameter.x]`
fn parameter() -> Shape {
    Shape::Table(Table {
        fields: vec![
            need("name", words(), "its name"),
            may("value", literal(), "its value"),
            may("unit", text(), "its unit"),
            may("missing", text(), "the paper that would give the value; invent none"),
            may("open", Shape::Named("opening"), "who may set it; closed without it"),
            need("reference", words(), "the paper that gives it"),
            may("note", text(), "free text"),
        ],
        exactly_one: vec![vec!["value", "missing"]],
        ..Table::default()
    })
}

/// `open = { to = […], … }`
pub(crate) fn opening() -> Shape {
    table(bounds(need("to", list(one_of(&Tier::ALL.map(Tier::as_str))), "which tiers may set it")))
}

/// `to` and the bounds.
pub(crate) fn bounds(to: Field) -> Vec<Field> {
    vec![
        to,
        may("min", number(), "the least value"),
        may("max", number(), "the greatest value"),
        may("one-of", Shape::List(Box::new(literal()), 0, None), "the only values"),
    ]
}

/// `[criterion.x]`
fn criterion() -> Shape {
    let opened = table(vec![
        need("value", points(), "the points"),
        may("open", Shape::Named("opening"), "who may set them"),
    ]);
    let mut fields = vec![
        may("group", id(), "its group"),
        need("name", words(), "its name"),
        may("reference", text(), "the paper; without it the ruleset's"),
        may("points", Shape::Any(vec![points(), opened]), "what it can earn"),
    ];
    fields.extend(checks());
    fields.extend(applying());
    fields.push(may("optional", flag(), "whether an overlay may remove it"));
    fields.push(may("note", text(), "free text"));
    Shape::Table(Table {
        fields,
        exactly_one: vec![CHECKS.to_vec()],
        asks: vec![("applies", "otherwise"), ("optional", "otherwise")],
        ..Table::default()
    })
}

/// The keys of checks.
const CHECKS: [&str; 7] = ["score", "steps", "bands", "choices", "scale", "holds", "plugin"];

/// Whom a criterion applies to, and whether it must be passed.
pub(crate) fn applying() -> Vec<Field> {
    vec![
        may("applies", Shape::Named("condition"), "whom it applies to"),
        may("otherwise", one_of(&["exclude", "full"]), "what becomes of its points elsewhere"),
        may("required", flag(), "whether it must be passed"),
    ]
}

/// The checks.
pub(crate) fn checks() -> Vec<Field> {
    let of = || need("of", indicator(), "the indicator");
    let step = table(vec![
        need("when", Shape::Named("condition"), "when it holds"),
        need("points", points(), "what it gives"),
    ]);
    let band = table(vec![
        may("from", number(), "from this value on"),
        may("below", number(), "below this value"),
        need("points", points(), "what it gives"),
    ]);
    let round = table(vec![
        need("mode", one_of(&RoundMode::ALL.map(RoundMode::as_str)), "how it is rounded"),
        need("digits", whole(0, 6), "digits kept after the point"),
    ]);
    let several = Shape::List(Box::new(Shape::Named("operand")), 0, None);
    let setting = Shape::Any(vec![Shape::Named("operand"), several]);
    let plugin = table(vec![
        need("use", pattern("^[a-z0-9]+(-+[a-z0-9]+)*@(0|[1-9][0-9]*)$"), "`name@major`"),
        may(
            "inputs",
            Shape::Map(DOTTED_ID, Box::new(indicator()), 0),
            "which indicator each input reads",
        ),
        may("settings", map(setting), "what is set"),
    ]);
    let scale = table(vec![
        of(),
        need("target", Shape::Named("amount"), "the value that earns all points"),
        need("round", round, "how the points are rounded"),
    ]);
    let bands = table(vec![of(), need("table", list(band), "the bands, without gaps")]);
    let choices = table(vec![of(), need("points", map(points()), "the points of every code")]);
    vec![
        may("score", table(vec![of()]), "the value is the points"),
        may("steps", list(step), "the first step that holds gives the points"),
        may("bands", bands, "the band of the value gives the points"),
        may("choices", choices, "the code gives the points"),
        may("scale", scale, "points in proportion to a target"),
        may("holds", Shape::Named("condition"), "all or nothing"),
        may("plugin", plugin, "what the plugin says"),
    ]
}

/// `[slot.x]`
fn slot() -> Shape {
    table(vec![
        need("name", words(), "its name"),
        may("points", points(), "what its criteria may have together"),
        need("open", Shape::Named("opening"), "who may fill it"),
    ])
}

/// `[level.1]`
fn level() -> Shape {
    let value = Shape::Table(Table {
        fields: vec![
            may("value", literal(), "its value at this level"),
            may("missing", text(), "the paper that would give the value"),
            may("reference", text(), "the paper that gives it"),
            may("note", text(), "free text"),
        ],
        exactly_one: vec![vec!["value", "missing"]],
        ..Table::default()
    });
    table(vec![
        need("name", words(), "its name"),
        may("requires", Shape::Named("condition"), "what it asks for beforehand"),
        may("parameter", map(value), "values of parameters at this level"),
    ])
}
