//! The shapes of the rows of the tables of places.

use crate::schema::shape::{Field, ID, Shape, may, need, one_of, pattern, table, text, words};

/// The tables: lists of rows, each cell a text.
pub(crate) fn file() -> Shape {
    let rows = |fields| Shape::List(Box::new(table(fields)), 0, None);
    table(vec![
        need("units", rows(unit()), "the rows of units.csv"),
        may("successions", rows(succession()), "the rows of successions.csv"),
        may("classes", rows(class()), "the rows of classes.csv"),
    ])
}

/// A code of a place.
fn code() -> Shape {
    pattern("^[0-9A-Za-z]{1,16}$")
}

/// A day.
fn day() -> Shape {
    pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
}

/// A day, or nothing.
fn open_day() -> Shape {
    pattern("^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")
}

/// A unit.
fn unit() -> Vec<Field> {
    vec![
        need("code", code(), "its code; it means something only with a day"),
        need("name", words(), "its name"),
        need("type", words(), "what it is called: xã, phường, thị trấn, huyện, tỉnh"),
        need("tier", one_of(&["country", "province", "district", "commune"]), "its tier"),
        need("parent", pattern("^[0-9A-Za-z]{0,16}$"), "the unit above; empty at the top"),
        need("from", day(), "the first day"),
        need("until", open_day(), "the last day; empty while it lasts"),
    ]
}

/// A succession.
fn succession() -> Vec<Field> {
    vec![
        need("date", day(), "the day"),
        need("kind", one_of(&["merge", "split", "rename"]), "what happened"),
        need("source", code(), "the unit before"),
        need("target", code(), "the unit after"),
        need("reference", text(), "the paper"),
    ]
}

/// A place of a class.
fn class() -> Vec<Field> {
    vec![
        need("class", pattern(ID), "the class"),
        need("place", code(), "a place in it"),
        need("from", day(), "the first day"),
        need("until", open_day(), "the last day; empty while it lasts"),
        need("reference", text(), "the paper"),
    ]
}
