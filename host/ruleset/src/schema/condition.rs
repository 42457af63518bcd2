//! The shapes of conditions and bounds.

use crate::schema::shape::{
    DOTTED_ID, Field, Shape, Table, flag, id, list, literal, may, need, number, table,
};

/// A condition whose bounds may be parameters.
pub(crate) fn condition() -> Shape {
    joined("condition", "comparisons")
}

/// A condition whose bounds are constants.
pub(crate) fn constant_condition() -> Shape {
    joined("constant-condition", "constant-comparisons")
}

/// A table of indicators, and of joined conditions.
fn joined(condition: &'static str, comparisons: &'static str) -> Shape {
    let joint = |key, meaning| may(key, list(Shape::Named(condition)), meaning);
    Shape::Table(Table {
        fields: vec![
            joint("all", "every one holds"),
            joint("any", "at least one holds"),
            joint("none", "not one holds"),
        ],
        others: Some((DOTTED_ID, Box::new(Shape::Named(comparisons)))),
        at_least: 1,
        ..Table::default()
    })
}

/// Comparisons of one indicator, with constants or parameters.
pub(crate) fn comparisons() -> Shape {
    compared(&Shape::Named("operand"))
}

/// Comparisons of one indicator with constants.
pub(crate) fn constant_comparisons() -> Shape {
    compared(&literal())
}

/// Comparisons of one indicator.
fn compared(bound: &Shape) -> Shape {
    let one = |key, meaning: &'static str| -> Field { may(key, bound.clone(), meaning) };
    let pair = Shape::List(Box::new(bound.clone()), 2, Some(2));
    Shape::Table(Table {
        fields: vec![
            one("at-least", "the bound or more"),
            one("at-most", "the bound or less"),
            one("above", "more than the bound"),
            one("below", "less than the bound"),
            may("between", pair, "from the first to the second, both included"),
            one("is", "exactly this"),
            may("one-of", list(bound.clone()), "one of these"),
            may("present", flag(), "whether the register gives a value"),
        ],
        at_least: 1,
        ..Table::default()
    })
}

/// A constant, or a parameter.
pub(crate) fn operand() -> Shape {
    Shape::Any(vec![literal(), parameter()])
}

/// A number, or a parameter.
pub(crate) fn amount() -> Shape {
    Shape::Any(vec![number(), parameter()])
}

/// `{ parameter = "…" }`
fn parameter() -> Shape {
    table(vec![need("parameter", id(), "a parameter of this ruleset")])
}
