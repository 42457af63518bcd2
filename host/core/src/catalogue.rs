//! Indicators: the measured things that checks read.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diagnostic::{SourceId, Span},
    id::{IndicatorId, TitleId},
    kind::Kind,
    ruleset::Condition,
};

/// The type of an indicator's values, and how they are kept in a column of integers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueType {
    /// A decimal number kept as units at `scale` (0 for whole numbers), within `min..=max` units.
    Number {
        /// Decimal digits kept.
        scale: u8,
        /// Least possible value, in units.
        min: i64,
        /// Greatest possible value, in units.
        max: i64,
    },
    /// Yes or no, kept as 1 or 0.
    Flag,
    /// One of a closed list, kept as its position.
    Code(Arc<[String]>),
    /// A day, kept as days since 1970-01-01, from 1800-01-01 to 2199-12-31.
    Date,
    /// A computed exact ratio; `factor` is 100 for a percentage, 1 for a plain ratio.
    Ratio {
        /// What the ratio is multiplied by before it is compared or shown.
        factor: i64,
    },
}

impl ValueType {
    /// Least and greatest day of a [`ValueType::Date`] as days since 1970-01-01.
    pub const DATE_RANGE: (i64, i64) = (-62_091, 84_005);

    /// The least and greatest value that a column of this type can hold, in units; a missing value
    /// is any value of this range. None for a ratio.
    pub fn range(&self) -> Option<(i64, i64)> {
        match self {
            Self::Number { min, max, .. } => Some((*min, *max)),
            Self::Flag => Some((0, 1)),
            Self::Code(codes) => Some((0, i64::try_from(codes.len()).ok()?.saturating_sub(1))),
            Self::Date => Some(Self::DATE_RANGE),
            Self::Ratio { .. } => None,
        }
    }

    /// Decimal digits kept; 0 for everything that is not a number.
    pub const fn scale(&self) -> u8 {
        match self {
            Self::Number { scale, .. } => *scale,
            _ => 0,
        }
    }

    /// The word in rule files.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Number { scale: 0, .. } => "integer",
            Self::Number { .. } => "decimal",
            Self::Flag => "flag",
            Self::Code(_) => "code",
            Self::Date => "date",
            Self::Ratio { factor: 100 } => "percent",
            Self::Ratio { .. } => "ratio",
        }
    }
}

/// How a computed indicator comes about.
///
/// Arithmetic is on intervals: an input that is missing counts as every value of its range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compute {
    /// Whole years from a date indicator to the last day of the period.
    Age {
        /// The date indicator.
        of: IndicatorId,
    },
    /// The sum of several indicators of one scale.
    Sum(Vec<IndicatorId>),
    /// The first less the second.
    Difference(IndicatorId, IndicatorId),
    /// The first over the second, exactly; unknown unless the second is surely above 0.
    Ratio(IndicatorId, IndicatorId),
    /// The least of several.
    Least(Vec<IndicatorId>),
    /// The greatest of several.
    Greatest(Vec<IndicatorId>),
    /// How many members of a kind meet a condition.
    Count {
        /// The members' kind.
        over: Kind,
        /// Which of them; all where there is none.
        filter: Option<Condition>,
    },
    /// Which part of the members that meet `filter` meets `having` too; unknown over nobody.
    Share {
        /// The members' kind.
        over: Kind,
        /// The whole; all members where there is none.
        filter: Option<Condition>,
        /// The part.
        having: Condition,
    },
    /// The sum of an indicator over members.
    Total {
        /// The members' kind.
        over: Kind,
        /// The indicator of theirs.
        of: IndicatorId,
        /// Which of them.
        filter: Option<Condition>,
    },
    /// The mean of an indicator over members; unknown over nobody.
    Mean {
        /// The members' kind.
        over: Kind,
        /// The indicator of theirs.
        of: IndicatorId,
        /// Which of them.
        filter: Option<Condition>,
    },
    /// For how many periods in a row, this one included, the title was recognised: this period by
    /// this run's verdict, the earlier ones by decisions. A period without any decision on the
    /// title in the place is unknown.
    Streak {
        /// The title.
        title: TitleId,
    },
    /// For how many whole months, on the last day of the period, the title has been held by
    /// decisions that are still valid; 0 if it is not held.
    HeldMonths {
        /// The title.
        title: TitleId,
        /// At this level or above.
        level: u8,
    },
}

impl Compute {
    /// The members' kind, for what is computed over members.
    pub const fn over(&self) -> Option<Kind> {
        match self {
            Self::Count { over, .. }
            | Self::Share { over, .. }
            | Self::Total { over, .. }
            | Self::Mean { over, .. } => Some(*over),
            _ => None,
        }
    }
}

/// A measured or computed thing that a check may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its id.
    pub id: IndicatorId,
    /// Whose it is.
    pub kind: Kind,
    /// What people call it.
    pub name: String,
    /// What its values are.
    pub value_type: ValueType,
    /// `điểm`, `giờ`, `%` …; may be empty.
    pub unit: String,
    /// The paper that speaks of it.
    pub reference: String,
    /// Whether it is sensitive personal data.
    pub sensitive: bool,
    /// How it is computed; none for what a register holds.
    pub compute: Option<Compute>,
    /// Names of its codes for people, in the order of [`ValueType::Code`]; empty otherwise.
    pub code_names: Vec<String>,
    /// Where it is declared.
    pub source: SourceId,
    /// Its id there.
    pub span: Span,
}

/// All indicators, by kind and id: two kinds may each have one of the same name.
#[derive(Debug, Clone, Default)]
pub struct Catalogue(BTreeMap<(Kind, IndicatorId), Indicator>);

impl Catalogue {
    /// Adds an indicator; gives it back if the kind has one of that id already.
    pub fn add(&mut self, indicator: Indicator) -> Result<(), Box<Indicator>> {
        let key = (indicator.kind, indicator.id.clone());
        if self.0.contains_key(&key) {
            return Err(Box::new(indicator));
        }
        self.0.insert(key, indicator);
        Ok(())
    }

    /// The indicator of a kind.
    pub fn get(&self, kind: Kind, id: &IndicatorId) -> Option<&Indicator> {
        self.0.get(&(kind, id.clone()))
    }

    /// All, by kind and id.
    pub fn iter(&self) -> impl Iterator<Item = &Indicator> {
        self.0.values()
    }

    /// Those of a kind, by id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Indicator> {
        self.0.values().filter(move |indicator| indicator.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::{days_from_date, parse_date};

    #[test]
    fn the_date_range_is_what_its_doc_says() {
        let (min, max) = ValueType::DATE_RANGE;
        assert_eq!(days_from_date(parse_date("1800-01-01").unwrap()), min);
        assert_eq!(days_from_date(parse_date("2199-12-31").unwrap()), max);
        assert_eq!(days_from_date(parse_date("1970-01-01").unwrap()), 0);
    }
}
