//! Where an effective value comes from.

use chrono::NaiveDate;

use crate::diagnostic::{SourceId, Span};

/// One link of the chain of origins of an effective value, from the base upwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub source: SourceId,
    /// The value's text in the file.
    pub span: Span,
    /// The value as written, for printing; empty where the base declares the term without one.
    pub value: String,
    /// The paper it rests on: the base's reference, the overlay's decision.
    pub basis: String,
    /// In force from.
    pub from: NaiveDate,
}
