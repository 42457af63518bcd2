//! How rows are cut into chunks.

use std::{collections::BTreeMap, fmt::Write as _, io};

use tieuchi_core::{CHUNK_ROWS, Kind};

use crate::fixture::{Read, citizens, draw, values};

/// A register of `rows` citizens, spread over the places in turn.
fn table_of(rows: usize, places: &[&str]) -> String {
    let mut table = String::from("subject,place,family,dien-tich\n");
    for row in 0..rows {
        let place = places[row % places.len()];
        writeln!(table, "c{row},{place},f{},{}.5", row / 4, row * 3).unwrap();
    }
    table
}

/// A subject, its value and its family.
type Row = (String, Option<i64>, Option<String>);

/// Subjects, values and families by place, the chunks joined.
fn joined(read: Read) -> BTreeMap<String, Vec<Row>> {
    let (chunks, wrong) = read;
    assert_eq!(draw(&wrong), "");
    let mut places: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (place, chunk) in chunks {
        let values = values(&chunk, "dien-tich");
        let families = &chunk.links[&Kind::Family];
        assert!(values.len() == chunk.subjects.len() && families.len() == values.len());
        let rows = chunk.subjects.iter().zip(values).zip(families).map(|((id, value), family)| {
            (id.to_string(), value, family.as_ref().map(ToString::to_string))
        });
        places.entry(place.to_string()).or_default().extend(rows);
    }
    places
}

#[test]
fn a_place_is_cut_at_full_chunks_whatever_else_stands_between_its_rows() {
    for (rows, lengths) in [
        (CHUNK_ROWS - 1, vec![CHUNK_ROWS - 1]),
        (CHUNK_ROWS, vec![CHUNK_ROWS]),
        (CHUNK_ROWS + 1, vec![CHUNK_ROWS, 1]),
        (2 * CHUNK_ROWS + 5, vec![CHUNK_ROWS, CHUNK_ROWS, 5]),
    ] {
        for places in [&["30952"][..], &["30979", "30952"]] {
            let (chunks, wrong) = citizens(table_of(rows * places.len(), places).as_bytes());
            assert_eq!(draw(&wrong), "");
            for place in places {
                let cut: Vec<_> = chunks
                    .iter()
                    .filter(|(code, _)| code.as_str() == *place)
                    .map(|(_, chunk)| chunk.subjects.len())
                    .collect();
                assert_eq!(cut, lengths, "{place} of {places:?}");
            }
        }
    }
}

#[test]
fn chunk_boundaries_do_not_change_values() {
    let rows = 2 * CHUNK_ROWS + 7;
    let places = joined(citizens(table_of(rows, &["30952"]).as_bytes()));
    let expected: Vec<_> = (0..rows)
        .map(|row| {
            let value = i64::try_from(row).unwrap() * 3000 + 500;
            (format!("c{row}"), Some(value), Some(format!("f{}", row / 4)))
        })
        .collect();
    assert_eq!(places["30952"], expected);
}

#[test]
fn it_does_not_matter_how_the_bytes_arrive() {
    /// Gives a few bytes at a time, and is interrupted in between.
    struct Slow<'a>(&'a [u8], bool);
    impl io::Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let count = buffer.len().min(7);
            self.0.read(&mut buffer[..count])
        }
    }
    let table = table_of(CHUNK_ROWS + 3, &["30952", "30979", "30982"]);
    assert_eq!(joined(citizens(Slow(table.as_bytes(), false))), joined(citizens(table.as_bytes())));
}

#[test]
fn nothing_is_handed_on_once_something_is_wrong() {
    let mut table = String::from("subject,place,dien-tich\nc,30952,x\n");
    table.push_str(
        table_of(CHUNK_ROWS + 1, &["30952"]).replace(",f", ",").split_once('\n').unwrap().1,
    );
    let (chunks, wrong) = citizens(table.as_bytes());
    assert!(chunks.is_empty() && !wrong.is_empty());
}
