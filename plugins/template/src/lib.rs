//! {{name}}: a plugin of tieuchi.

tieuchi_plugin::plugin!("plugin.toml");

use tieuchi_plugin::{Criterion, Finding};

/// Judges one subject. Points are in proportion to the mark, rounded down.
fn evaluate(row: &Row<'_>, settings: &Settings, criterion: &Criterion) -> Finding {
    let mark = settings.muc_can_dat;
    match row.gia_tri {
        None => Finding::unknown().because(Reason::ThieuGiaTri),
        Some(value) if value >= mark => Finding::pass(),
        Some(value) => {
            let points = criterion.full() * value.max(0) / mark;
            Finding::points(points).because(Reason::ChuaDat)
        }
    }
}
