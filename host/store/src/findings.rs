//! Chunks of findings: one criterion over the subjects of a batch, as JSON.
//!
//! The array has one element for each subject:
//!
//! - an integer `n`: the points are known to be `n`; `pass` where `n` is at least the column's
//!   `pass_from`, else `fail`;
//! - `null`: `unknown`, and the points may be anything from 0 to the column's `points_max`;
//! - a string for every other case: a letter for the outcome (`p` pass, `f` fail, `u` unknown,
//!   `n` not applicable, `e` error, `c` not checked), then the least points where they are not 0
//!   or where more follows, then `:` and the most points where they differ from the least:
//!   `"n"`, `"n10"`, `"u2:7"`.
//!
//! A criterion without points counts as one of 1 or 0. A criterion that takes an indicator's value
//! as its points so has a chunk of the same text as its evidence, which the store keeps once.

use tieuchi_core::{FindingColumn, Outcome};

use crate::{artifact::Chunk, compose::ArrayText, error::Malformed, scan::Scan};

/// Letters of the outcomes, in the order of their numbers.
const LETTERS: [char; 6] = ['p', 'f', 'u', 'n', 'e', 'c'];

/// Writes the findings of a criterion with at most `points_max` points; none counts as 1.
pub fn encode_findings(findings: &FindingColumn, points_max: Option<i32>, pass_from: i32) -> Chunk {
    let FindingColumn { outcomes, low, high, reasons } = findings;
    let points_max = points_max.unwrap_or(1);
    let mut text = ArrayText::new(outcomes.len());
    for (row, ((outcome, low), high)) in outcomes.iter().zip(low).zip(high).enumerate() {
        let reason = reasons.get(row).copied().unwrap_or(0);
        if reason != 0 {
            text.plain(&format!("{}#{reason}", spelled(*outcome, *low, *high)));
        } else if low == high && *outcome == plain_outcome(*low, pass_from) {
            text.integer((*low).into());
        } else if *outcome == Outcome::Unknown && *low == 0 && *high == points_max {
            text.null();
        } else {
            text.plain(&spelled(*outcome, *low, *high));
        }
    }
    Chunk::new(text.finish())
}

/// The outcome that known points stand for.
const fn plain_outcome(points: i32, pass_from: i32) -> Outcome {
    if points >= pass_from { Outcome::Pass } else { Outcome::Fail }
}

/// The string for a finding that is neither an integer nor `null`.
fn spelled(outcome: Outcome, low: i32, high: i32) -> String {
    let letter = LETTERS[outcome as usize];
    match (low, high) {
        (0, 0) => letter.to_string(),
        (low, high) if low == high => format!("{letter}{low}"),
        (low, high) => format!("{letter}{low}:{high}"),
    }
}

/// Reads what [`encode_findings`] wrote for the same `points_max` and `pass_from`.
pub fn decode_findings(
    text: &str,
    points_max: Option<i32>,
    pass_from: i32,
) -> Result<FindingColumn, Malformed> {
    let mut findings = FindingColumn::default();
    append_findings(text.as_bytes(), points_max, pass_from, &mut findings)?;
    Ok(findings)
}

/// Reads findings onto the end of others.
pub(crate) fn append_findings(
    text: &[u8],
    points_max: Option<i32>,
    pass_from: i32,
    findings: &mut FindingColumn,
) -> Result<(), Malformed> {
    let points_max = points_max.unwrap_or(1);
    let mut scan = Scan::new(text);
    scan.array(|scan| {
        let ((outcome, low, high), reason) = match scan.peek() {
            Some(b'n') if scan.null() => ((Outcome::Unknown, 0, points_max), 0),
            Some(b'"') => {
                let start = scan.at;
                let word = scan.string()?;
                read_reasoned(&word).ok_or_else(|| Malformed::at(start, "a finding"))?
            }
            _ => {
                let points = small(scan)?;
                ((plain_outcome(points, pass_from), points, points), 0)
            }
        };
        if reason != 0 {
            findings.reasons.resize(findings.outcomes.len(), 0);
            findings.reasons.push(reason);
        }
        findings.outcomes.push(outcome);
        findings.low.push(low);
        findings.high.push(high);
        Ok(())
    })?;
    if !findings.reasons.is_empty() {
        findings.reasons.resize(findings.outcomes.len(), 0);
    }
    scan.end()
}

/// Points: an integer of 32 bits.
pub(crate) fn small(scan: &mut Scan<'_>) -> Result<i32, Malformed> {
    let start = scan.at;
    i32::try_from(scan.integer()?).map_err(|_| Malformed::at(start, "a number of 32 bits"))
}

/// Reads what [`spelled`] wrote, and the reason behind it.
fn read_reasoned(word: &str) -> Option<((Outcome, i32, i32), u8)> {
    let (word, reason) = match word.split_once('#') {
        Some((word, reason)) => (word, reason.parse().ok().filter(|reason| *reason != 0)?),
        None => (word, 0),
    };
    Some((read_spelled(word)?, reason))
}

/// Reads what [`spelled`] wrote.
fn read_spelled(word: &str) -> Option<(Outcome, i32, i32)> {
    let letter = word.chars().next()?;
    let outcome = Outcome::ALL[LETTERS.iter().position(|other| *other == letter)?];
    let points = &word[letter.len_utf8()..];
    if points.is_empty() {
        return Some((outcome, 0, 0));
    }
    let (low, high) = points.split_once(':').unwrap_or((points, points));
    Some((outcome, low.parse().ok()?, high.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tieuchi_core::Column;

    use super::*;
    use crate::evidence::encode_evidence;

    #[test]
    fn each_case_has_its_spelling() {
        let findings = FindingColumn {
            outcomes: vec![
                Outcome::Pass,
                Outcome::Fail,
                Outcome::Unknown,
                Outcome::Unknown,
                Outcome::NotApplicable,
                Outcome::NotApplicable,
                Outcome::Error,
                Outcome::NotChecked,
                Outcome::Pass,
            ],
            low: vec![5, 4, 0, 2, 0, 10, 0, 0, 6],
            high: vec![5, 4, 10, 7, 0, 10, 10, 0, 9],
            reasons: Vec::new(),
        };
        let chunk = encode_findings(&findings, Some(10), 5);
        let text = r#"[5,4,null,"u2:7","n","n10","e0:10","c","p6:9"]"#;
        assert_eq!(chunk.text, text);
        assert_eq!(decode_findings(text, Some(10), 5), Ok(findings.clone()));
        let findings = FindingColumn { reasons: vec![1, 0, 2, 3, 0, 0, 0, 0, 255], ..findings };
        let text = r#"["p5#1",4,"u0:10#2","u2:7#3","n","n10","e0:10","c","p6:9#255"]"#;
        assert_eq!(encode_findings(&findings, Some(10), 5).text, text);
        assert_eq!(decode_findings(text, Some(10), 5), Ok(findings));
    }

    #[test]
    fn a_plain_score_is_byte_for_byte_its_evidence() {
        let values = [Some(7), Some(0), None, Some(10), Some(4)];
        let evidence = Column::from_values(values.map(|value| value.map(i64::from)), (0, 10));
        let evidence = encode_evidence(&evidence);
        let outcome =
            |value: Option<i32>| value.map_or(Outcome::Unknown, |points| plain_outcome(points, 5));
        let findings = FindingColumn {
            outcomes: values.map(outcome).to_vec(),
            low: values.map(|value| value.unwrap_or(0)).to_vec(),
            high: values.map(|value| value.unwrap_or(10)).to_vec(),
            reasons: Vec::new(),
        };
        assert_eq!(encode_findings(&findings, Some(10), 5), evidence);
    }

    #[test]
    fn hostile_findings_are_refused() {
        for text in [
            "",
            "[",
            "[1,]",
            "[,]",
            "[\"\"]",
            "[\"z\"]",
            "[\"p:\"]",
            "[\"pé\"]",
            "[1]]",
            "[\"p1#\"]",
            "[\"p1#0\"]",
            "[\"p1#256\"]",
        ] {
            assert!(decode_findings(text, Some(10), 5).is_err(), "{text}");
        }
        assert!(decode_findings("[2147483648]", None, 1).is_err());
    }

    proptest! {
        #[test]
        fn findings_come_back_as_they_went_in(
            cells in prop::collection::vec((0_usize..6, -3_i32..30, -3_i32..30, 0_u8..3), 0..60),
            points_max in prop::option::of(0_i32..20),
            pass_from in 0_i32..20,
        ) {
            let findings = FindingColumn {
                outcomes: cells.iter().map(|cell| Outcome::ALL[cell.0]).collect(),
                low: cells.iter().map(|cell| cell.1).collect(),
                high: cells.iter().map(|cell| cell.2).collect(),
                // Nobody with a reason is no reasons at all.
                reasons: cells
                    .iter()
                    .map(|cell| cell.3)
                    .filter(|_| cells.iter().any(|cell| cell.3 != 0))
                    .collect(),
            };
            let chunk = encode_findings(&findings, points_max, pass_from);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&chunk.text).is_ok());
            prop_assert_eq!(decode_findings(&chunk.text, points_max, pass_from), Ok(findings));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in r#"[\[\],0-9nulp:"\\-]{0,40}"#) {
            let _ = decode_findings(&text, Some(10), 5);
        }
    }
}
