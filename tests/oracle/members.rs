//! Indicators over members, by going through all the ways to fill the gaps.

use std::collections::BTreeSet;

use tieuchi_core::{Compute, Condition, Indicator, Truth};

use crate::oracle::{
    Known, Oracle, Ratio, Subject, Value,
    condition::Law,
    value::{declared, range},
};

/// A member with what is known of its counting.
struct Member {
    /// Whether it counts.
    counts: Truth,
    /// Whether it has what is asked for.
    has: Truth,
    /// The ends of its value.
    value: (i128, i128),
}

/// The least and the greatest of some ratios.
fn ends(ratios: impl IntoIterator<Item = Ratio> + Clone) -> Option<(Ratio, Ratio)> {
    Some((ratios.clone().into_iter().min()?, ratios.into_iter().max()?))
}

/// The truth values that may come true.
fn may(truth: Truth) -> Vec<bool> {
    match truth {
        Truth::False => vec![false],
        Truth::Unknown => vec![false, true],
        Truth::True => vec![true],
    }
}

impl Oracle<'_> {
    /// A computation over members.
    pub(crate) fn over_members(
        &self,
        subject: Subject,
        indicator: &Indicator,
        compute: &Compute,
    ) -> Value {
        let mut error = false;
        let mut members = Vec::new();
        for member in self.members(subject, compute.over().expect("it is over members")) {
            members.push(self.member(member, compute, &mut error));
        }
        let ratio = |ends| Value { known: Known::Ratio(ends), error };
        match compute {
            Compute::Count { .. } => {
                let sure = members.iter().filter(|member| member.counts == Truth::True).count();
                let most = members.iter().filter(|member| member.counts != Truth::False).count();
                declared((sure as i128, most as i128), indicator, error)
            }
            Compute::Share { .. } => ratio(share(&members)),
            Compute::Total { .. } => declared(total(&members), indicator, error),
            Compute::Mean { over, of, .. } => {
                let of = self.indicator(*over, of).expect("it is in the catalogue");
                let scale = Ratio::units(1, of.value_type.scale());
                let mean = mean(&members);
                let (min, max) = range(of);
                if let Some((low, high)) = mean {
                    assert!(Ratio::whole(min) <= low && high <= Ratio::whole(max));
                }
                ratio(mean.map(|(low, high)| (low.times(scale), high.times(scale))))
            }
            _ => unreachable!("{compute:?} is not over members"),
        }
    }

    /// What is known of one member.
    fn member(&self, member: Subject, compute: &Compute, error: &mut bool) -> Member {
        let mut truth = |condition: &Condition| self.truth(member, condition, Law::NONE, error);
        let (filter, has, of) = match compute {
            Compute::Share { filter, having, .. } => (filter, truth(having), None),
            Compute::Total { filter, of, .. } | Compute::Mean { filter, of, .. } => {
                (filter, Truth::True, Some(of))
            }
            Compute::Count { filter, .. } => (filter, Truth::True, None),
            _ => unreachable!("{compute:?} is not over members"),
        };
        let counts = filter.as_ref().map_or(Truth::True, truth);
        let mut value = (0, 0);
        if let Some(of) = of {
            let (units, broken) = self.units(member, of);
            value = units;
            *error |= broken;
        }
        Member { counts, has, value }
    }
}

/// The least and greatest share over every way to fill the gaps; unknown where one of them leaves
/// nobody to share.
fn share(members: &[Member]) -> Option<(Ratio, Ratio)> {
    // All pairs of (part, whole) that some way leads to.
    let mut reachable = BTreeSet::from([(0_i128, 0_i128)]);
    for member in members {
        let mut next = BTreeSet::new();
        for (part, whole) in reachable {
            for counts in may(member.counts) {
                for has in may(member.has) {
                    let part = part + i128::from(counts && has);
                    next.insert((part, whole + i128::from(counts)));
                }
            }
        }
        reachable = next;
    }
    if reachable.iter().any(|(_, whole)| *whole == 0) {
        return None;
    }
    ends(reachable.iter().map(|(num, den)| Ratio { num: *num, den: *den }))
}

/// The least and greatest sum: each member that perhaps counts is in it where that helps.
fn total(members: &[Member]) -> (i128, i128) {
    let (mut low, mut high) = (0, 0);
    for Member { counts, value, .. } in members {
        let with = may(*counts).into_iter().map(|counts| if counts { *value } else { (0, 0) });
        low += with.clone().map(|(low, _)| low).min().unwrap_or(0);
        high += with.map(|(_, high)| high).max().unwrap_or(0);
    }
    (low, high)
}

/// Bounds of the mean in units: that of the members that surely count, moved no farther than to the
/// least or greatest value of one that perhaps counts. Unknown where perhaps nobody counts, or
/// where the sum is beyond 64 bits.
fn mean(members: &[Member]) -> Option<(Ratio, Ratio)> {
    let sure: Vec<_> = members.iter().filter(|member| member.counts == Truth::True).collect();
    let maybe: Vec<_> = members.iter().filter(|member| member.counts == Truth::Unknown).collect();
    let den = sure.len() as i128;
    let sums = (
        sure.iter().map(|member| member.value.0).sum::<i128>(),
        sure.iter().map(|member| member.value.1).sum::<i128>(),
    );
    if den == 0 || [sums.0, sums.1].iter().any(|sum| i64::try_from(*sum).is_err()) {
        return None;
    }
    let lows = maybe.iter().map(|member| Ratio::whole(member.value.0));
    let highs = maybe.iter().map(|member| Ratio::whole(member.value.1));
    let low = lows.chain([Ratio { num: sums.0, den }]).min()?;
    let high = highs.chain([Ratio { num: sums.1, den }]).max()?;
    if maybe.len() <= 10 {
        assert_means_lie_between(&maybe, sums, den, (low, high));
    }
    Some((low, high))
}

/// Goes through all sets of members that perhaps count.
fn assert_means_lie_between(
    maybe: &[&Member],
    sums: (i128, i128),
    sure: i128,
    (low, high): (Ratio, Ratio),
) {
    for set in 0..1_u32 << maybe.len() {
        let (mut least, mut most, mut den) = (sums.0, sums.1, sure);
        for (place, member) in maybe.iter().enumerate() {
            if set >> place & 1 == 1 {
                (least, most, den) = (least + member.value.0, most + member.value.1, den + 1);
            }
        }
        assert!(low <= Ratio { num: least, den } && Ratio { num: most, den } <= high);
    }
}
