//! The algebra of open terms: to whom a term is open, within what, and how narrowings meet.

use std::{cmp::Ordering, collections::BTreeSet};

use tieuchi_core::{Decimal, Open, Scalar, Tier};

use crate::{codes, document::term::OpenDoc, sink::Sink};

/// Who may set a term, and within what.
///
/// INVARIANT: [`Bounds::meet`] is commutative, associative and idempotent, so the order of overlays
/// cannot matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// The tiers that may.
    pub(crate) to: BTreeSet<Tier>,
    /// The least value.
    pub(crate) min: Option<Decimal>,
    /// The greatest value.
    pub(crate) max: Option<Decimal>,
    /// The only values, sorted; any where none.
    pub(crate) one_of: Option<Vec<Scalar>>,
}

impl Bounds {
    /// Bounds as written; all tiers where none is said.
    pub(crate) fn read(doc: &OpenDoc) -> Self {
        let OpenDoc { to, min, max, one_of, span: _ } = doc;
        let to = to.as_ref().map_or_else(
            || Tier::ALL.into_iter().collect(),
            |to| to.iter().map(|tier| tier.value).collect(),
        );
        let one_of = one_of.as_ref().map(|items| {
            let mut items: Vec<_> = items.iter().map(|item| item.value.scalar()).collect();
            items.sort_by(order);
            items.dedup();
            items
        });
        let bound = |bound: &Option<crate::sink::At<Decimal>>| bound.as_ref().map(|at| at.value);
        Self { to, min: bound(min), max: bound(max), one_of }
    }

    /// What both allow.
    pub(crate) fn meet(&self, other: &Self) -> Self {
        let one_of = match (&self.one_of, &other.one_of) {
            (Some(left), Some(right)) => {
                Some(left.iter().filter(|item| right.contains(item)).cloned().collect())
            }
            (Some(one), None) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        };
        Self {
            to: self.to.intersection(&other.to).copied().collect(),
            min: self.min.into_iter().chain(other.min).max(),
            max: self.max.into_iter().chain(other.max).min(),
            one_of,
        }
    }

    /// Whether a value lies inside.
    pub(crate) fn admits(&self, value: &Scalar) -> bool {
        let inside = match value {
            Scalar::Number(number) => {
                self.min.is_none_or(|min| min <= *number)
                    && self.max.is_none_or(|max| *number <= max)
            }
            _ => self.min.is_none() && self.max.is_none(),
        };
        inside && self.one_of.as_ref().is_none_or(|items| items.contains(value))
    }

    /// Whether no value can lie inside.
    pub(crate) fn is_empty(&self) -> bool {
        let crossed = matches!((self.min, self.max), (Some(min), Some(max)) if min > max);
        crossed
            || self.one_of.as_ref().is_some_and(|items| !items.iter().any(|item| self.admits(item)))
    }

    /// What of these bounds lies outside wider ones, in words; none where all lies inside.
    pub(crate) fn beyond(&self, outer: &Self) -> Option<String> {
        if let Some(tier) = self.to.difference(&outer.to).next().filter(|_| self.to.len() < 5) {
            return Some(format!("opens the term to `{tier}`"));
        }
        if let (Some(min), Some(outer)) = (self.min, outer.min)
            && min < outer
        {
            return Some(format!("`min` {min} is below {outer}"));
        }
        if let (Some(max), Some(outer)) = (self.max, outer.max)
            && max > outer
        {
            return Some(format!("`max` {max} is above {outer}"));
        }
        let mut items = self.one_of.iter().flatten().filter(|item| self.admits(item));
        let outside = items.find(|item| !outer.admits(item))?;
        Some(format!("`one-of` holds {}", text(outside)))
    }

    /// The values inside, for people: `70 to 80`.
    pub(crate) fn describe(&self) -> String {
        let range = match (self.min, self.max) {
            (Some(min), Some(max)) => Some(format!("{min} to {max}")),
            (Some(min), None) => Some(format!("at least {min}")),
            (None, Some(max)) => Some(format!("at most {max}")),
            (None, None) => None,
        };
        let list = self.one_of.as_ref().map(|items| {
            format!("one of {}", items.iter().map(text).collect::<Vec<_>>().join(", "))
        });
        match (range, list) {
            (Some(range), Some(list)) => format!("{range}, {list}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => "any value".to_owned(),
        }
    }

    /// The tiers, for people.
    pub(crate) fn tiers(&self) -> String {
        self.to.iter().map(|tier| format!("`{tier}`")).collect::<Vec<_>>().join(", ")
    }

    /// As the resolved ruleset has it.
    pub(crate) fn to_open(&self) -> Open {
        Open {
            to: self.to.iter().copied().collect(),
            min: self.min,
            max: self.max,
            one_of: self.one_of.clone().unwrap_or_default(),
        }
    }
}

/// Reports bounds of a base that leave no value, or that the base's own value is outside of.
pub(crate) fn check_own(bounds: &Bounds, value: Option<&Scalar>, doc: &OpenDoc, sink: &mut Sink) {
    let code = codes::OWN_BOUNDS;
    if bounds.is_empty() || bounds.to.is_empty() {
        let message = "open term leaves no value or nobody to set it";
        sink.push(sink.at(code, message, &doc.span, "nothing can be set"));
    } else if let Some(value) = value.filter(|value| !bounds.admits(value)) {
        let message = format!("value {} is outside its own bounds", text(value));
        sink.push(sink.at(code, message, &doc.span, format!("allows {}", bounds.describe())));
    }
}

/// A constant for people.
pub(crate) fn text(value: &Scalar) -> String {
    match value {
        Scalar::Number(number) => number.to_string(),
        Scalar::Flag(flag) => flag.to_string(),
        Scalar::Code(code) => format!("`{code}`"),
        Scalar::Date(date) => date.to_string(),
    }
}

/// One order of all constants, so that lists of them have one form.
fn order(left: &Scalar, right: &Scalar) -> Ordering {
    let rank = |value: &Scalar| match value {
        Scalar::Number(_) => 0,
        Scalar::Flag(_) => 1,
        Scalar::Code(_) => 2,
        Scalar::Date(_) => 3,
    };
    match (left, right) {
        (Scalar::Number(left), Scalar::Number(right)) => left.cmp(right),
        (Scalar::Flag(left), Scalar::Flag(right)) => left.cmp(right),
        (Scalar::Code(left), Scalar::Code(right)) => left.cmp(right),
        (Scalar::Date(left), Scalar::Date(right)) => left.cmp(right),
        _ => rank(left).cmp(&rank(right)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Any bounds over small numbers.
    fn bounds() -> impl Strategy<Value = Bounds> {
        let number = || proptest::option::of((0_i64..12).prop_map(Decimal::integer));
        let list = proptest::option::of(proptest::collection::btree_set(0_i64..12, 0..6));
        let tiers = proptest::sample::subsequence(Tier::ALL.to_vec(), 0..=5);
        (number(), number(), list, tiers).prop_map(|(min, max, list, tiers)| Bounds {
            to: tiers.into_iter().collect(),
            min,
            max,
            one_of: list.map(|list| {
                list.into_iter().map(|item| Scalar::Number(Decimal::integer(item))).collect()
            }),
        })
    }

    proptest! {
        #[test]
        fn a_meet_is_commutative_associative_and_idempotent(
            a in bounds(), b in bounds(), c in bounds(),
        ) {
            prop_assert_eq!(a.meet(&b), b.meet(&a));
            prop_assert_eq!(a.meet(&b).meet(&c), a.meet(&b.meet(&c)));
            prop_assert_eq!(a.meet(&a), a.clone());
        }

        #[test]
        fn a_meet_admits_what_both_admit(a in bounds(), b in bounds(), value in 0_i64..12) {
            let value = Scalar::Number(Decimal::integer(value));
            let both = a.admits(&value) && b.admits(&value);
            prop_assert_eq!(a.meet(&b).admits(&value), both);
            prop_assert!(a.meet(&b).beyond(&a).is_none());
        }
    }
}
