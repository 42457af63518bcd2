//! A written table read back.

use proptest::{collection::vec, option, prelude::*};
use tieuchi_core::{Decimal, SubjectId};

use crate::fixture::{citizens, draw, values};

/// A row: learning, hours in tenths, certificate, group, name, family.
type Row = (Option<i64>, Option<i64>, Option<bool>, Option<bool>, String, Option<u8>);

/// Any row that the catalogue allows.
fn row() -> impl Strategy<Value = Row> {
    (
        option::of(0..=10_i64),
        option::of(-50..=4000_i64),
        option::of(any::<bool>()),
        option::of(any::<bool>()),
        "[\\PC\",]{0,12}",
        option::of(0..4_u8),
    )
}

/// A cell in quotes, as CSV wants it.
fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A value as text; empty where there is none.
fn cell<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

proptest! {
    #[test]
    fn a_written_table_read_back_gives_the_same_columns(rows in vec(row(), 1..40)) {
        let mut table = String::from("subject,place,tu-hoc,gio-hoc,chung-chi,nhom,name,family\n");
        for (index, (learning, hours, certificate, group, name, family)) in rows.iter().enumerate() {
            let hours = hours.map(|units| Decimal { units, scale: 1 });
            let group = group.map(|works| if works { "nguoi-lao-dong" } else { "nguoi-dan" });
            let cells = [
                format!("c{index}"),
                "30952".to_owned(),
                cell(*learning),
                cell(hours),
                cell(*certificate),
                cell(group),
                in_quotes(name),
                cell(family.map(|family| format!("f{family}"))),
            ];
            table.push_str(&cells.join(","));
            table.push('\n');
        }
        let (chunks, wrong) = citizens(table.as_bytes());
        prop_assert_eq!(draw(&wrong), "");
        let chunk = &chunks[0].1;
        let column = |of: fn(&Row) -> Option<i64>| rows.iter().map(of).collect::<Vec<_>>();
        prop_assert_eq!(values(chunk, "tu-hoc"), column(|row| row.0));
        prop_assert_eq!(values(chunk, "gio-hoc"), column(|row| row.1));
        prop_assert_eq!(values(chunk, "chung-chi"), column(|row| row.2.map(i64::from)));
        prop_assert_eq!(values(chunk, "nhom"), column(|row| row.3.map(i64::from)));
        let families: Vec<_> =
            rows.iter().map(|row| row.5.map(|id| SubjectId::new(format!("f{id}")))).collect();
        prop_assert_eq!(&chunk.links[&tieuchi_core::Kind::Family], &families);
        let names: Vec<_> = rows.iter().map(|row| &row.4).filter(|name| !name.is_empty()).collect();
        let read: Vec<_> = chunk.identities.iter().map(|identity| &identity.name).collect();
        prop_assert_eq!(read, names);
    }
}
