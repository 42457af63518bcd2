//! The shape of `tieuchi.toml`.

use crate::schema::shape::{Shape, list, map, may, need, table, text, whole, words};

/// The file.
pub(crate) fn file() -> Shape {
    let folders = || Shape::List(Box::new(words()), 0, None);
    let head = table(vec![
        need("name", words(), "its name, for reports"),
        need("rules", list(words()), "folders of rules"),
        may("overlays", folders(), "folders of the workspace's own overlays"),
        may("registers", text(), "the folder of registers"),
        may("places", text(), "the folder of org units"),
        may("store", text(), "the store's file"),
    ]);
    let allowance = table(vec![
        may("memory-mib", whole(0, 4096), "the most memory, in MiB"),
        may("fuel-per-row", whole(0, i64::from(u32::MAX)), "the fuel for each row"),
        may("time-ms", whole(0, 3_600_000), "the time for a call, in milliseconds"),
    ]);
    table(vec![
        need("workspace", head, "where it keeps what; paths are relative to this file"),
        may("plugins", map(allowance), "what a plugin may have beyond what every plugin may"),
    ])
}
