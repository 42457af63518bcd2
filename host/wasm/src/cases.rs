//! Worked cases: rows with what the plugin's author expects of them.

use std::sync::Arc;

use tieuchi_core::{Outcome, Period, ValueType};

use crate::manifest::{InputType, SettingValue};

mod dictionary;
mod expect;
mod read;
mod value;

pub use crate::cases::read::read_cases;

/// A worked case: one criterion over some rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// A sentence.
    pub name: String,
    /// The most points that the criterion gives, in units; none where it gives none.
    pub points: Option<i32>,
    /// Decimal digits of points.
    pub points_scale: u8,
    /// The period assessed.
    pub period: Period,
    /// Every setting of the manifest, in its order.
    pub settings: Vec<SettingValue>,
    /// What each input of the rows holds, in the order of the manifest.
    pub own: Vec<CaseInput>,
    /// What each input of each kind of members holds, in the order of the manifest.
    pub members: Vec<Vec<CaseInput>>,
    /// The rows.
    pub rows: Vec<CaseRow>,
}

/// An input of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseInput {
    /// What its values are.
    pub value_type: InputType,
    /// The codes of an input whose type is code: all that the file's cases use, sorted, so that
    /// every case has the same. Empty for any other.
    pub codes: Arc<[String]>,
    /// The least value of the case, in units; 0 where there is none.
    pub min: i64,
    /// The greatest value of the case, in units; 0 where there is none.
    pub max: i64,
}

impl CaseInput {
    /// The type as a catalogue would declare it.
    pub fn catalogue_type(&self) -> ValueType {
        match self.value_type {
            InputType::Number { scale } => {
                ValueType::Number { scale, min: self.min, max: self.max }
            }
            InputType::Flag => ValueType::Flag,
            InputType::Code => ValueType::Code(Arc::clone(&self.codes)),
            InputType::Date => ValueType::Date,
        }
    }
}

/// A row of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// A value for each input, in units: flags are 1 or 0, codes positions, dates days since
    /// 1970-01-01. None where it is missing.
    pub values: Vec<Option<i64>>,
    /// For each kind of members: for each member, a value for each input.
    pub members: Vec<Vec<Vec<Option<i64>>>>,
    /// What the plugin shall answer.
    pub expect: Expect,
}

/// What a case expects of one row; what it leaves open is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expect {
    /// The outcome.
    pub outcome: Option<Outcome>,
    /// The least points, in units.
    pub low: Option<i32>,
    /// The most points, in units.
    pub high: Option<i32>,
    /// The reason, by its code; 0 for none.
    pub reason: Option<u8>,
}
