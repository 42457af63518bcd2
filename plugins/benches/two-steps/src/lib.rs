//! One criterion of two steps: what `cargo bench --bench plugin` holds against the same criterion as
//! `steps` of a rule file.

tieuchi_plugin::plugin!("plugin.toml");

use tieuchi_plugin::{Criterion, Finding};

#[inline]
fn evaluate(row: &Row<'_>, _: &Settings, _: &Criterion) -> Finding {
    let points = |score: i64| {
        if score >= 8 {
            10
        } else if score >= 5 {
            6
        } else {
            0
        }
    };
    match row.diem {
        Some(score) => Finding::points(points(score)),
        None => Finding::between(0, 10),
    }
}
