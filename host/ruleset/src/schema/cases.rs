//! The shape of worked cases.

use tieuchi_core::Kind;

use crate::schema::shape::{
    DOTTED_ID, Shape, Table, id, list, literal, map, may, need, number, one_of, points, table,
    whole, words,
};

/// The file.
pub(crate) fn file() -> Shape {
    table(vec![may("case", Shape::List(Box::new(case()), 0, None), "the cases")])
}

/// `[[case]]`
fn case() -> Shape {
    let member = Shape::Table(Table {
        fields: vec![may("count", whole(1, 100_000), "so many alike; without it one")],
        others: Some((DOTTED_ID, Box::new(literal()))),
        ..Table::default()
    });
    let members = Kind::ALL.map(|kind| {
        may(kind.as_str(), Shape::List(Box::new(member.clone()), 0, None), "members of this kind")
    });
    table(vec![
        need("name", words(), "a sentence that says what must hold"),
        need("title", id(), "the title that is judged"),
        need("period", whole(1, 9999), "the year"),
        may("place", words(), "the code of a place; without it the base edition alone"),
        may("like", words(), "another case of this file, whose evidence is taken first"),
        may("evidence", evidence(), "what the register says; what is left out is missing"),
        may("members", table(members.into()), "what the registers say of the members"),
        may("history", map(history()), "decisions of earlier periods, by title"),
        need("expected", expected(), "what the rules must come to"),
    ])
}

/// Values by indicator.
fn evidence() -> Shape {
    Shape::Map(DOTTED_ID, Box::new(literal()), 0)
}

/// Earlier decisions on a title.
fn history() -> Shape {
    let levelled = table(vec![
        need("period", whole(1, 9999), "the year"),
        may("level", whole(1, 255), "the level; without it 1"),
    ]);
    list(Shape::Any(vec![whole(1, 9999), levelled]))
}

/// `expected`
fn expected() -> Shape {
    let verdicts = ["recognised", "not-recognised", "undetermined", "not-applicable"];
    let outcomes = ["pass", "fail", "unknown", "not-applicable", "error", "not-checked"];
    let bounds = Shape::Table(Table {
        fields: vec![
            may("at-least", number(), "the low end"),
            may("at-most", number(), "the high end"),
        ],
        at_least: 1,
        ..Table::default()
    });
    let finding = Shape::Any(vec![points(), one_of(&outcomes)]);
    table(vec![
        need("status", one_of(&verdicts), "the verdict"),
        may("level", whole(0, 255), "the level reached"),
        may("points", Shape::Any(vec![points(), bounds]), "the sum of points"),
        may("criteria", map(finding), "points or outcomes, by criterion"),
    ])
}
