//! Chunks of verdicts: one title over the subjects of a batch, as JSON.
//!
//! Each subject has a small array `[status, low, high, level, level_high, max]`, cut where the rest
//! says nothing new: `low` is 0 unless said, `high` the same as `low`, `level` 0 for none,
//! `level_high` the same as `level`, `max` the column's `points_max` (0 for a ruleset without
//! points). `status` is 0 recognised, 1 not recognised, 2 undetermined, 3 not applicable. So
//! `[0,85]` is recognised with 85 points, `[2,60,80]` undetermined with 60 to 80.

use tieuchi_core::{Status, Verdicts};

use crate::{artifact::Chunk, compose::ArrayText, error::Malformed, findings::small, scan::Scan};

/// Writes verdicts; `points_max` is what most subjects can earn, 0 for a ruleset without points.
pub fn encode_verdicts(verdicts: &Verdicts, points_max: i32) -> Chunk {
    let Verdicts { statuses, levels, levels_high, low, high, max } = verdicts;
    let mut text = ArrayText::new(statuses.len() * 3);
    let levels = levels.iter().zip(levels_high);
    let points = low.iter().zip(high).zip(max);
    for ((status, (level, level_high)), ((low, high), max)) in
        statuses.iter().zip(levels).zip(points)
    {
        let cells = [*low, *high, i32::from(*level), i32::from(*level_high), *max];
        let implied = [0, *low, 0, i32::from(*level), points_max];
        let said = cells.iter().zip(implied).rposition(|(cell, implied)| *cell != implied);
        text.open();
        text.integer(*status as i64);
        for cell in &cells[..said.map_or(0, |last| last + 1)] {
            text.integer((*cell).into());
        }
        text.close();
    }
    Chunk::new(text.finish())
}

/// Reads what [`encode_verdicts`] wrote for the same `points_max`.
pub fn decode_verdicts(text: &str, points_max: i32) -> Result<Verdicts, Malformed> {
    let mut verdicts = Verdicts::default();
    append_verdicts(text.as_bytes(), points_max, &mut verdicts)?;
    Ok(verdicts)
}

/// Reads verdicts onto the end of others.
pub(crate) fn append_verdicts(
    text: &[u8],
    points_max: i32,
    verdicts: &mut Verdicts,
) -> Result<(), Malformed> {
    let mut scan = Scan::new(text);
    scan.array(|scan| {
        let start = scan.at;
        let mut cells = [0; 6];
        let mut said = 0;
        scan.array(|scan| {
            let cell = cells.get_mut(said).ok_or_else(|| scan.wrong("at most six numbers"))?;
            *cell = small(scan)?;
            said += 1;
            Ok(())
        })?;
        let status = usize::try_from(cells[0]).ok().filter(|_| said > 0);
        let status = status.and_then(|status| Status::ALL.get(status).copied());
        verdicts.statuses.push(status.ok_or_else(|| Malformed::at(start, "a status"))?);
        let level = |cell: i32| u8::try_from(cell).map_err(|_| Malformed::at(start, "a level"));
        verdicts.low.push(cells[1]);
        verdicts.high.push(if said > 2 { cells[2] } else { cells[1] });
        verdicts.levels.push(level(cells[3])?);
        verdicts.levels_high.push(level(if said > 4 { cells[4] } else { cells[3] })?);
        verdicts.max.push(if said > 5 { cells[5] } else { points_max });
        Ok(())
    })?;
    scan.end()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_verdict_says_no_more_than_it_must() {
        let verdicts = Verdicts {
            statuses: vec![
                Status::Recognised,
                Status::Undetermined,
                Status::NotApplicable,
                Status::NotRecognised,
                Status::Recognised,
                Status::Recognised,
            ],
            levels: vec![0, 0, 0, 0, 2, 1],
            levels_high: vec![0, 0, 0, 0, 2, 2],
            low: vec![85, 60, 0, 70, 0, 0],
            high: vec![85, 80, 0, 70, 0, 0],
            max: vec![100, 100, 100, 90, 100, 100],
        };
        let chunk = encode_verdicts(&verdicts, 100);
        let text = "[[0,85],[2,60,80],[3],[1,70,70,0,0,90],[0,0,0,2],[0,0,0,1,2]]";
        assert_eq!(chunk.text, text);
        assert_eq!(decode_verdicts(text, 100), Ok(verdicts));
    }

    #[test]
    fn hostile_verdicts_are_refused() {
        for text in ["", "[0]", "[[]]", "[[4]]", "[[-1]]", "[[0,0,0,256]]", "[[0,0,0,0,0,0,0]]"] {
            assert!(decode_verdicts(text, 100).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn verdicts_come_back_as_they_went_in(
            rows in prop::collection::vec(
                (0_usize..4, 0_u8..4, 0_u8..4, -2_i32..9, -2_i32..9, 0_i32..9), 0..60),
            points_max in 0_i32..9,
        ) {
            let verdicts = Verdicts {
                statuses: rows.iter().map(|row| Status::ALL[row.0]).collect(),
                levels: rows.iter().map(|row| row.1).collect(),
                levels_high: rows.iter().map(|row| row.2).collect(),
                low: rows.iter().map(|row| row.3).collect(),
                high: rows.iter().map(|row| row.4).collect(),
                max: rows.iter().map(|row| row.5).collect(),
            };
            let chunk = encode_verdicts(&verdicts, points_max);
            prop_assert_eq!(decode_verdicts(&chunk.text, points_max), Ok(verdicts));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in r"[\[\],0-9-]{0,40}") {
            let _ = decode_verdicts(&text, 100);
        }
    }
}
