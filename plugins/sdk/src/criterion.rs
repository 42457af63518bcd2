//! The criterion that is judged, and what can be wrong around it.

use crate::Date;

/// The criterion that is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Criterion {
    /// The most points that it gives, in units; none where it gives none.
    pub points: Option<i64>,
    /// How many decimals a unit of points has: 1 means that 75 units are 7.5 points.
    pub points_scale: u8,
    /// The first day of the period.
    pub first_day: Date,
    /// The last day of the period: the day on which ages are told.
    pub last_day: Date,
}

impl Criterion {
    /// The most units that a finding may bear; 1 where the criterion gives no points.
    pub fn full(&self) -> i64 {
        self.points.unwrap_or(1)
    }
}

/// What is wrong with the settings, found before anything is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The setting, as the manifest names it.
    pub setting: &'static str,
    /// One sentence, lower case, without a full stop.
    pub message: String,
}

impl Issue {
    /// Says what is wrong with a setting.
    pub fn new(setting: &'static str, message: impl Into<String>) -> Self {
        Self { setting, message: message.into() }
    }
}

/// Why a plugin gives up on all the rows that it was sent: their findings become errors.
///
/// Missing evidence is no fault; [`crate::Finding::unknown`] says that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// One sentence, lower case, without a full stop.
    pub message: String,
}

impl Fault {
    /// Says why.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }

    /// The host asks for findings before it has said what is judged.
    #[doc(hidden)]
    pub fn unconfigured() -> Self {
        Self::new("the plugin was asked to judge before it was configured")
    }
}
