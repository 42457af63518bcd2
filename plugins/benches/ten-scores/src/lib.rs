//! Ten scores, each within its own most, summed: what `cargo bench --bench plugin` holds against a
//! loop written by hand.

tieuchi_plugin::plugin!("plugin.toml", columns);

use tieuchi_plugin::{Criterion, Fault, Findings, Numbers};

/// Rows that are judged together: as many as a byte tells the presence of.
const BLOCK: usize = 8;
/// A number for each of them.
type Rows = [i64; BLOCK];

#[expect(clippy::unnecessary_wraps, reason = "the kit asks for it: others may give up")]
fn evaluate_columns(
    batch: &Batch<'_>,
    settings: &Settings,
    _: &Criterion,
) -> Result<Findings, Fault> {
    let scores = [
        batch.diem_0,
        batch.diem_1,
        batch.diem_2,
        batch.diem_3,
        batch.diem_4,
        batch.diem_5,
        batch.diem_6,
        batch.diem_7,
        batch.diem_8,
        batch.diem_9,
    ];
    let most = settings.toi_da.clamp(0, 100);
    let (mut low, mut high) = (vec![0; batch.rows], vec![0; batch.rows]);
    for (block, (low, high)) in low.chunks_mut(BLOCK).zip(high.chunks_mut(BLOCK)).enumerate() {
        let (mut sure, mut possible) = ([0; BLOCK], [0; BLOCK]);
        for score in scores {
            add(score, block, most, &mut sure, &mut possible);
        }
        low.copy_from_slice(&sure[..low.len()]);
        high.copy_from_slice(&possible[..high.len()]);
    }
    Ok(Findings::between(low, high))
}

/// Adds one score of eight rows to the ends of their sums. A missing one is any score.
#[inline]
fn add(score: Numbers<'_>, block: usize, most: i64, sure: &mut Rows, possible: &mut Rows) {
    let masks = score.present().masks(block);
    let rest = &score.values()[block * BLOCK..];
    // The last rows may be fewer than eight: what is made up behind them goes nowhere.
    let mut values = [0; BLOCK];
    match rest.first_chunk::<BLOCK>() {
        Some(eight) => values = *eight,
        None => values[..rest.len()].copy_from_slice(rest),
    }
    for row in 0..BLOCK {
        let known = values[row].min(most).max(0) & masks[row];
        // Ten scores of at most 100 points: nothing overflows, and the compiler need not ask.
        sure[row] = sure[row].wrapping_add(known);
        possible[row] = possible[row].wrapping_add(known | (most & !masks[row]));
    }
}
