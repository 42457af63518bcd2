//! A good plugin's findings are what it says, for columns of every width.

use tieuchi_core::{CheckInput, Column, Outcome, ValueType};

use crate::fixture::{assignment, batch, checker, hours, judge, load};
use crate::good;

#[test]
fn a_good_plugin_gives_findings() {
    let checker = checker(&load(&good::good()));
    let findings = judge(&*checker, &hours(&[Some(3), None, Some(0), Some(99)])).unwrap();
    assert_eq!(findings.outcomes, [Outcome::Pass, Outcome::Unknown, Outcome::Fail, Outcome::Pass]);
    assert_eq!(findings.low, [3, 0, 0, 10]);
    assert_eq!(findings.high, [3, 10, 0, 10]);
    assert!(findings.reasons.is_empty());
}

#[test]
fn columns_of_every_width_scale_and_cut_give_the_same_findings() {
    let plugin = load(&good::good());
    let values = [Some(3), None, Some(0), Some(9), Some(7), None, Some(1), Some(2), None, Some(5)];
    let reference = judge(&*checker(&plugin), &hours(&values)).unwrap();
    for max in [100, 30_000, 1 << 30, 1 << 40] {
        let mut job = assignment();
        job.own[0].1 = ValueType::Number { scale: 1, min: 0, max };
        let checker = plugin.checker(&job).unwrap();
        let wide = Column::from_values(values, (0, max));
        assert_eq!(judge(&*checker, &wide).unwrap(), reference, "{max}");
        let longer = [None, Some(8), None].into_iter().chain(values).chain([Some(4), None]);
        let longer = Column::from_values(longer, (0, max));
        let cut = longer.slice(3..3 + values.len());
        assert_eq!(judge(&*checker, &cut).unwrap(), reference, "{max}");
    }
    // Whole hours are sent as tenths.
    let mut job = assignment();
    job.own[0].1 = ValueType::Number { scale: 0, min: 0, max: 100 };
    let findings = judge(&*plugin.checker(&job).unwrap(), &hours(&[Some(0), Some(1)])).unwrap();
    assert_eq!(findings.low, [0, 10]);
}

#[test]
fn a_register_without_the_column_gives_unknown_everywhere() {
    let checker = checker(&load(&good::good()));
    let input = CheckInput { rows: 3, own: vec![None], members: Vec::new() };
    let findings = checker.begin().check(&input).unwrap();
    assert_eq!(findings.outcomes, [Outcome::Unknown; 3]);
    assert_eq!((findings.low, findings.high), (vec![0; 3], vec![10; 3]));
}

#[test]
fn a_batch_without_rows_asks_nobody() {
    let checker = checker(&load(&good::good()));
    assert_eq!(judge(&*checker, &hours(&[])).unwrap().outcomes, []);
    assert_eq!(checker.needs().own, ["gio-hoc".into()]);
    assert!(checker.needs().members.is_empty());
}

#[test]
fn reasons_have_their_words_in_both_languages() {
    let checker = checker(&load(&good::good()));
    assert_eq!(checker.reason(1).unwrap().vi, "Vượt trần");
    assert_eq!(checker.reason(2).unwrap().en, "No record");
    assert!(checker.reason(0).is_none() && checker.reason(3).is_none());
}

#[test]
fn batches_of_many_sizes_give_what_one_batch_gives() {
    let checker = checker(&load(&good::good()));
    let values: Vec<_> = (0..5000).map(|row| (row % 7 != 0).then_some(row % 12)).collect();
    let whole = judge(&*checker, &hours(&values)).unwrap();
    let mut session = checker.begin();
    for size in [4096, 1, 9, 64, 829] {
        let part = session.check(&batch(&hours(&values[..size]))).unwrap();
        assert_eq!(part.outcomes, whole.outcomes[..size], "{size}");
        assert_eq!(part.high, whole.high[..size], "{size}");
    }
}
