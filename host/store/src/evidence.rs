//! Chunks of evidence: a column of integers as a JSON array, `null` where a value is missing.

use arrow_array::{Array, PrimitiveArray, types::ArrowPrimitiveType};
use arrow_buffer::{BooleanBufferBuilder, NullBuffer, ScalarBuffer};
use tieuchi_core::{Column, ColumnBuilder, with_array};

use crate::{
    artifact::Chunk,
    compose::ArrayText,
    error::Malformed,
    scan::{Scan, short_integer},
    stored_type::Reading,
};

/// Writes a column.
pub fn encode_evidence(column: &Column) -> Chunk {
    let mut text = ArrayText::new(column.len());
    with_array!(column, array => if array.nulls().is_some() {
        for value in array {
            match value {
                Some(value) => text.integer(value.into()),
                None => text.null(),
            }
        }
    } else {
        for value in array.values() {
            text.integer((*value).into());
        }
    });
    Chunk::new(text.finish())
}

/// Reads a column of `rows` values as narrow as `reading` asks for.
///
/// A value outside the range becomes missing: it could not have come from this catalogue.
pub(crate) fn decode_evidence(
    text: &[u8],
    rows: usize,
    reading: &Reading,
) -> Result<Column, Malformed> {
    let Reading { range, change } = reading;
    let Some(change) = change else {
        // INVARIANT: core alone decides which width a range needs.
        return Ok(match ColumnBuilder::new(*range, 0).finish() {
            Column::I8(_) => Column::I8(decode_narrow(text, rows, *range)?),
            Column::I16(_) => Column::I16(decode_narrow(text, rows, *range)?),
            Column::I32(_) => Column::I32(decode_narrow(text, rows, *range)?),
            Column::I64(_) => Column::I64(decode_narrow(text, rows, *range)?),
        });
    };
    let mut column = ColumnBuilder::new(*range, rows);
    each_integer(text, rows, |_, value| {
        let value = value.and_then(|value| change.apply(value));
        column.push(value.filter(|value| (range.0..=range.1).contains(value)));
    })?;
    Ok(column.finish())
}

/// Reads values that need no change straight into an array.
fn decode_narrow<T: ArrowPrimitiveType>(
    text: &[u8],
    rows: usize,
    (min, max): (i64, i64),
) -> Result<PrimitiveArray<T>, Malformed>
where
    T::Native: TryFrom<i64>,
{
    let mut values = vec![T::Native::default(); rows];
    let mut missing = Vec::new();
    let mut slots = values.iter_mut();
    each_integer(text, rows, |row, value| {
        let narrow = value
            .filter(|value| (min..=max).contains(value))
            .and_then(|value| T::Native::try_from(value).ok());
        match (slots.next(), narrow) {
            (Some(slot), Some(value)) => *slot = value,
            _ => missing.push(row),
        }
    })?;
    Ok(PrimitiveArray::new(ScalarBuffer::from(values), nulls(rows, &missing)))
}

/// Marks the missing rows; none where all are present.
fn nulls(rows: usize, missing: &[usize]) -> Option<NullBuffer> {
    if missing.is_empty() {
        return None;
    }
    let mut present = BooleanBufferBuilder::new(rows);
    present.append_n(rows, true);
    for row in missing {
        present.set_bit(*row, false);
    }
    Some(NullBuffer::new(present.finish()))
}

/// Reads an array of exactly `rows` integers and nulls.
///
/// Most values have one digit or two and another value after them: those are read without a call.
#[inline]
pub(crate) fn each_integer(
    text: &[u8],
    rows: usize,
    mut each: impl FnMut(usize, Option<i64>),
) -> Result<(), Malformed> {
    let mut rest = text.strip_prefix(b"[").ok_or_else(|| Malformed::at(0, "`[`"))?;
    // The last value has no comma after it.
    let last = rows.saturating_sub(1);
    for row in 0..last {
        match rest {
            [ones @ b'0'..=b'9', b',', tail @ ..] => {
                rest = tail;
                each(row, Some(i64::from(ones - b'0')));
            }
            [tens @ b'1'..=b'9', ones @ b'0'..=b'9', b',', tail @ ..] => {
                rest = tail;
                each(row, Some(i64::from((tens - b'0') * 10 + (ones - b'0'))));
            }
            _ => {
                if let Some((value, count)) = short_integer(rest)
                    && let Some((b',', tail)) = rest.get(count..).and_then(<[u8]>::split_first)
                {
                    rest = tail;
                    each(row, Some(value));
                    continue;
                }
                let mut scan = Scan { text, at: text.len() - rest.len() };
                each(row, scan.value()?);
                scan.expect(b',')?;
                rest = text.get(scan.at..).unwrap_or_default();
            }
        }
    }
    let mut scan = Scan { text, at: text.len() - rest.len() };
    if rows > 0 {
        each(last, scan.value()?);
    }
    scan.expect(b']')?;
    scan.end()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tieuchi_core::ValueType;

    use super::*;
    use crate::stored_type::StoredType;

    /// How a number of scale 0 within a range is read.
    fn whole(range: (i64, i64)) -> Reading {
        Reading { range, change: None }
    }

    #[test]
    fn a_chunk_opens_to_any_json_reader() {
        let column = Column::from_values([Some(7), None, Some(10), Some(-3)], (-10, 10));
        assert_eq!(encode_evidence(&column).text, "[7,null,10,-3]");
        assert_eq!(encode_evidence(&Column::from_values([], (0, 1))).text, "[]");
    }

    #[test]
    fn a_value_outside_the_range_is_missing() {
        let column = decode_evidence(b"[10,11,-1,null,0]", 5, &whole((0, 10))).unwrap();
        assert!(matches!(column, Column::I8(_)));
        let values: Vec<_> = column.iter().collect();
        assert_eq!(values, [Some(10), None, None, None, Some(0)]);
    }

    #[test]
    fn a_decimal_is_read_at_another_scale_exactly_or_not_at_all() {
        let stored = StoredType::of(&ValueType::Number { scale: 1, min: 0, max: 100 }).unwrap();
        let wanted = ValueType::Number { scale: 0, min: 0, max: 10 };
        let reading = stored.reading(&wanted).unwrap();
        let column = decode_evidence(b"[20,25,110]", 3, &reading).unwrap();
        assert_eq!(column.iter().collect::<Vec<_>>(), [Some(2), None, None]);
        let wanted = ValueType::Number { scale: 3, min: 0, max: i64::MAX };
        let column = decode_evidence(b"[20,25]", 2, &stored.reading(&wanted).unwrap()).unwrap();
        assert_eq!(column.iter().collect::<Vec<_>>(), [Some(2000), Some(2500)]);
    }

    #[test]
    fn a_code_keeps_its_meaning_when_the_list_changes() {
        let codes = |list: &[&str]| {
            ValueType::Code(list.iter().map(ToString::to_string).collect::<Vec<_>>().into())
        };
        let stored = StoredType::of(&codes(&["tot", "kha", "yeu"])).unwrap();
        let reading = stored.reading(&codes(&["kha", "trung-binh", "tot"])).unwrap();
        let column = decode_evidence(b"[0,1,2,3,-1,null]", 6, &reading).unwrap();
        let values: Vec<_> = column.iter().collect();
        assert_eq!(values, [Some(2), Some(0), None, None, None, None]);
        let same = stored.reading(&codes(&["tot", "kha", "yeu"])).unwrap();
        assert!(same.change.is_none());
    }

    #[test]
    fn hostile_chunks_are_refused_with_the_spot() {
        for (text, rows, message) in [
            ("", 1, "expected `[` at byte 0"),
            ("[1", 1, "expected `]` at byte 2"),
            ("[1,2]", 1, "expected `]` at byte 2"),
            ("[1,]", 1, "expected `]` at byte 2"),
            ("[1,]", 2, "expected an integer at byte 3"),
            ("[1]", 2, "expected `,` at byte 2"),
            ("[1] ", 1, "expected the end at byte 3"),
            ("[nul]", 1, "expected an integer at byte 1"),
            ("[\"a\"]", 1, "expected an integer at byte 1"),
            ("[01]", 1, "expected a number without leading zeros at byte 1"),
            ("[99999999999999999999]", 1, "expected a number of 64 bits at byte 1"),
            ("[]", 1, "expected an integer at byte 1"),
        ] {
            let error = decode_evidence(text.as_bytes(), rows, &whole((0, 9))).unwrap_err();
            assert_eq!(error.to_string(), message, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_again(
            values in prop::collection::vec(prop::option::weighted(0.9, any::<i64>()), 0..50),
            shift in 0_u32..63,
        ) {
            let values: Vec<_> = values.iter().map(|value| value.map(|v| v >> shift)).collect();
            let range = (i64::MIN >> shift, i64::MAX >> shift);
            let column = Column::from_values(values.iter().copied(), range);
            let chunk = encode_evidence(&column);
            let again = decode_evidence(chunk.text.as_bytes(), values.len(), &whole(range)).unwrap();
            prop_assert_eq!(again.iter().collect::<Vec<_>>(), &values[..]);
            prop_assert_eq!(&encode_evidence(&again), &chunk);
            let json: Vec<Option<i64>> = serde_json::from_str(&chunk.text).unwrap();
            prop_assert_eq!(json, values);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in r#"[\[\],0-9nul"\\-]{0,40}"#, rows in 0_usize..6) {
            let _ = decode_evidence(text.as_bytes(), rows, &whole((i64::MIN, i64::MAX)));
        }
    }
}
