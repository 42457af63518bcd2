//! A plugin's reply, checked in every number before it becomes a finding.

use tieuchi_core::{FindingColumn, Outcome};

use crate::bindings::tieuchi::criterion::types::Findings;

/// Outcomes of the contract.
const OUTCOMES: u8 = 4;

/// What a reply is held against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected {
    /// Rows that were sent.
    pub rows: usize,
    /// The criterion's points, in units; none where it gives none.
    pub points: Option<i32>,
    /// Reasons of the manifest.
    pub reasons: usize,
}

impl Expected {
    /// The bytes of a reply that says all it may.
    pub(crate) const fn bytes(self) -> usize {
        // An outcome and a reason of a byte, least and most points of eight.
        self.rows.saturating_mul(1 + 1 + 8 + 8)
    }

    /// The findings, or what does not fit.
    pub(crate) fn check(self, reply: Findings) -> Result<FindingColumn, String> {
        let Findings { outcomes, low, high, reasons } = reply;
        self.count("outcomes", outcomes.len())?;
        let most = outcomes.iter().fold(0, |most: u8, code| most.max(*code));
        if most >= OUTCOMES
            && let Some((row, code)) = first(&outcomes, |code| code >= OUTCOMES)
        {
            return Err(format!("row {row} has the outcome {code}"));
        }
        let outcomes: Vec<_> = outcomes.into_iter().map(outcome).collect();
        let (low, high) = match self.points {
            Some(points) => self.points(&low, high.as_deref(), points)?,
            None => held(&outcomes, &low, high.as_deref())?,
        };
        let reasons = self.reasons(reasons)?;
        Ok(FindingColumn { outcomes, low, high, reasons })
    }

    /// Holds a number of values against the number of rows.
    fn count(self, what: &str, count: usize) -> Result<(), String> {
        let rows = self.rows;
        if count == rows {
            return Ok(());
        }
        Err(format!("it was sent {rows} rows and gave {count} {what}"))
    }

    /// Least and most points of a criterion that gives points.
    fn points(
        self,
        low: &[i64],
        high: Option<&[i64]>,
        points: i32,
    ) -> Result<(Vec<i32>, Vec<i32>), String> {
        self.count("values of least points", low.len())?;
        let low = within(low, points)?;
        let Some(high) = high else { return Ok((low.clone(), low)) };
        self.count("values of most points", high.len())?;
        let high = within(high, points)?;
        // Both are within the points, so no difference wraps.
        let signs = low.iter().zip(&high).fold(0, |signs, (low, high)| signs | (high - low));
        if signs < 0
            && let Some(row) = low.iter().zip(&high).position(|(low, high)| low > high)
        {
            let (low, high) = (low[row], high[row]);
            return Err(format!("row {row} has {low} as least points and {high} as most"));
        }
        Ok((low, high))
    }

    /// Reasons; none where no row has one.
    fn reasons(self, reasons: Option<Vec<u8>>) -> Result<Vec<u8>, String> {
        let Some(reasons) = reasons else { return Ok(Vec::new()) };
        self.count("reasons", reasons.len())?;
        let known = self.reasons;
        let most = reasons.iter().fold(0, |most: u8, code| most.max(*code));
        if usize::from(most) > known
            && let Some((row, code)) = first(&reasons, |code| usize::from(code) > known)
        {
            return Err(format!(
                "row {row} has the reason {code} and the manifest declares {known}"
            ));
        }
        Ok(if most == 0 { Vec::new() } else { reasons })
    }
}

/// The outcome of a code of the contract, which is below [`OUTCOMES`].
const fn outcome(code: u8) -> Outcome {
    match code {
        0 => Outcome::Pass,
        1 => Outcome::Fail,
        3 => Outcome::NotApplicable,
        _ => Outcome::Unknown,
    }
}

/// The first value of which something holds, with its row.
fn first<T: Copy>(values: &[T], holds: impl Fn(T) -> bool) -> Option<(usize, T)> {
    values.iter().copied().enumerate().find(|(_, value)| holds(*value))
}

/// Points in units, each from 0 to the criterion's points.
fn within(values: &[i64], points: i32) -> Result<Vec<i32>, String> {
    let most = i64::from(points);
    // One pass without a branch: below 0, or above the most, the sign bit is set. A value so far
    // below that the difference wraps is below 0 itself.
    let signs = values.iter().fold(0, |signs, value| signs | value | most.wrapping_sub(*value));
    if signs < 0
        && let Some((row, value)) = first(values, |value| !(0..=most).contains(&value))
    {
        return Err(format!(
            "row {row} has {value} units of points, the criterion gives 0 to {points}"
        ));
    }
    Ok(values.iter().map(|value| i32::try_from(*value).unwrap_or(points)).collect())
}

/// Ones and zeros for a criterion that passes or fails and gives no points.
fn held(
    outcomes: &[Outcome],
    low: &[i64],
    high: Option<&[i64]>,
) -> Result<(Vec<i32>, Vec<i32>), String> {
    if !low.is_empty() || high.is_some_and(|high| !high.is_empty()) {
        return Err("it gave points for a criterion that has none".to_owned());
    }
    let low = outcomes.iter().map(|outcome| i32::from(*outcome == Outcome::Pass));
    let may_pass = |outcome: &Outcome| matches!(outcome, Outcome::Pass | Outcome::Unknown);
    let high = outcomes.iter().map(|outcome| i32::from(may_pass(outcome)));
    Ok((low.collect(), high.collect()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SCORED: Expected = Expected { rows: 2, points: Some(10), reasons: 1 };
    const HELD: Expected = Expected { rows: 4, points: None, reasons: 0 };

    fn reply(outcomes: &[u8], low: &[i64], high: Option<&[i64]>) -> Findings {
        let high = high.map(<[i64]>::to_vec);
        Findings { outcomes: outcomes.to_vec(), low: low.to_vec(), high, reasons: None }
    }

    fn wrong(expected: Expected, reply: Findings) -> String {
        expected.check(reply).unwrap_err()
    }

    #[test]
    fn a_criterion_without_points_counts_as_one_or_zero() {
        let findings = HELD.check(reply(&[0, 1, 2, 3], &[], None)).unwrap();
        assert_eq!(findings.low, [1, 0, 0, 0]);
        assert_eq!(findings.high, [1, 0, 1, 0]);
        assert_eq!(findings.outcomes[3], Outcome::NotApplicable);
        assert!(findings.reasons.is_empty());
    }

    #[test]
    fn points_without_a_high_end_are_known() {
        let findings = SCORED.check(reply(&[0, 2], &[7, 0], None)).unwrap();
        assert_eq!((findings.low, findings.high), (vec![7, 0], vec![7, 0]));
        let findings = SCORED.check(reply(&[0, 2], &[7, 0], Some(&[7, 10]))).unwrap();
        assert_eq!(findings.high, [7, 10]);
    }

    #[test]
    fn every_count_is_held_against_the_rows() {
        let told = wrong(SCORED, reply(&[0], &[1, 1], None));
        assert_eq!(told, "it was sent 2 rows and gave 1 outcomes");
        assert!(wrong(SCORED, reply(&[0, 0], &[1], None)).contains("1 values of least"));
        assert!(wrong(SCORED, reply(&[0, 0], &[1, 1], Some(&[1; 3]))).contains("3 values of most"));
        let reasons = Findings { reasons: Some(vec![0]), ..reply(&[0, 0], &[1, 1], None) };
        assert!(wrong(SCORED, reasons).contains("1 reasons"));
    }

    #[test]
    fn points_out_of_range_or_order_are_refused() {
        for bad in [-1, 11, i64::MIN, i64::MAX, 1 << 32] {
            assert!(wrong(SCORED, reply(&[0, 0], &[0, bad], None)).contains("row 1"), "{bad}");
        }
        let told = wrong(SCORED, reply(&[0, 0], &[3, 3], Some(&[3, 2])));
        assert_eq!(told, "row 1 has 3 as least points and 2 as most");
        assert!(wrong(HELD, reply(&[0; 4], &[1; 4], None)).contains("has none"));
    }

    #[test]
    fn codes_outside_the_contract_are_refused() {
        assert_eq!(wrong(SCORED, reply(&[0, 4], &[1, 1], None)), "row 1 has the outcome 4");
        let reasons = Findings { reasons: Some(vec![1, 2]), ..reply(&[0, 0], &[1, 1], None) };
        assert!(wrong(SCORED, reasons).contains("row 1 has the reason 2"));
        let reasons = Findings { reasons: Some(vec![1, 0]), ..reply(&[0, 0], &[1, 1], None) };
        assert_eq!(SCORED.check(reasons).unwrap().reasons, [1, 0]);
    }

    /// A list near a number of rows, mostly of values near the allowed.
    fn list<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
        proptest::collection::vec(value, 0..4)
    }

    fn units() -> impl Strategy<Value = i64> {
        prop_oneof![6 => -1..=11_i64, 1 => any::<i64>()]
    }

    proptest! {
        #[test]
        fn whatever_a_plugin_replies_only_findings_come_through(
            outcomes in list(0..6_u8),
            low in list(units()),
            high in proptest::option::of(list(units())),
            reasons in proptest::option::of(list(0..4_u8)),
            points in proptest::option::of(0..=10_i32),
            rows in 0..4_usize,
        ) {
            let expected = Expected { rows, points, reasons: 2 };
            let reply = Findings { outcomes, low, high, reasons };
            let fits = fits(expected, &reply);
            let checked = expected.check(reply);
            prop_assert_eq!(checked.is_ok(), fits);
            if let Ok(findings) = checked {
                let FindingColumn { outcomes, low, high, reasons } = findings;
                prop_assert_eq!((outcomes.len(), low.len(), high.len()), (rows, rows, rows));
                prop_assert!(reasons.is_empty() || reasons.len() == rows);
                let most = points.unwrap_or(1);
                let inside = |(low, high): (&i32, &i32)| 0 <= *low && low <= high && *high <= most;
                prop_assert!(low.iter().zip(&high).all(inside));
            }
        }
    }

    /// The contract, value by value.
    fn fits(expected: Expected, reply: &Findings) -> bool {
        let rows = expected.rows;
        let high = reply.high.as_ref().unwrap_or(&reply.low);
        let points = match expected.points {
            None => reply.low.is_empty() && high.is_empty(),
            Some(points) => {
                let within = |value: &i64| (0..=i64::from(points)).contains(value);
                (reply.low.len(), high.len()) == (rows, rows)
                    && reply.low.iter().chain(high).all(within)
                    && reply.low.iter().zip(high).all(|(low, high)| low <= high)
            }
        };
        let reasons = reply
            .reasons
            .as_ref()
            .is_none_or(|reasons| reasons.len() == rows && reasons.iter().all(|code| *code <= 2));
        reply.outcomes.len() == rows
            && reply.outcomes.iter().all(|code| *code < 4)
            && points
            && reasons
    }
}
