//! What a plugin says of itself: who it is, what it reads, what may be set, why findings are so.

use std::fmt;

use tieuchi_core::{Decimal, IndicatorId, Kind};

mod input;
mod read;
mod setting;

pub use crate::manifest::read::parse_manifest;
pub(crate) use crate::manifest::{read::claimed_contract, setting::read_setting};

/// The major of the contract that this host speaks.
pub const CONTRACT: u32 = 1;

/// Bytes in a manifest.
pub(crate) const MANIFEST_BYTES_MAX: usize = 256 << 10;

/// A manifest, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The plugin's name: kebab-case, at most 64 characters.
    pub name: String,
    /// Its version.
    pub version: Version,
    /// The major of the contract that it speaks.
    pub contract: u32,
    /// Whom it judges.
    pub kind: Kind,
    /// What it does.
    pub summary: Words,
    /// What it reads of the rows, in the order of the wire.
    pub inputs: Vec<Input>,
    /// What it reads of members, in the order of the wire.
    pub members: Vec<MemberInputs>,
    /// What may be set, in the order of the wire.
    pub settings: Vec<SettingDecl>,
    /// Why findings are so; the first has code 1.
    pub reasons: Vec<ReasonDecl>,
    /// Limits that it would like to have.
    pub limits: Wishes,
}

impl Manifest {
    /// The text of a reason that a finding bears, counted from 1.
    pub fn reason(&self, code: u8) -> Option<&ReasonDecl> {
        self.reasons.get(usize::from(code).checked_sub(1)?)
    }
}

/// The version of a plugin: an order, nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Another one judges otherwise.
    pub major: u32,
    /// More is possible.
    pub minor: u32,
    /// A fault is mended.
    pub patch: u32,
}

impl Version {
    /// Reads `1.0.0`, nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(|part| {
            let plain = !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && (part == "0" || !part.starts_with('0'));
            part.parse().ok().filter(|_| plain)
        });
        let version = Self { major: parts.next()??, minor: parts.next()??, patch: parts.next()?? };
        parts.next().is_none().then_some(version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{}.{}", self.major, self.minor, self.patch))
    }
}

/// One text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// Something that a plugin reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its id inside the plugin.
    pub id: String,
    /// What its values are.
    pub value_type: InputType,
    /// The indicator that it reads where the rule binds no other.
    pub indicator: IndicatorId,
}

/// What the values of an input are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputType {
    /// A number, sent in units of the scale.
    Number {
        /// Decimal digits kept.
        scale: u8,
    },
    /// Yes or no.
    Flag,
    /// One of a closed list, sent as its position in the dictionary.
    Code,
    /// A day, sent as days since 1970-01-01.
    Date,
}

impl InputType {
    /// The word in the manifest.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number { .. } => "number",
            Self::Flag => "flag",
            Self::Code => "code",
            Self::Date => "date",
        }
    }
}

/// What a plugin reads of one kind of members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberInputs {
    /// Their kind.
    pub kind: Kind,
    /// What it reads of them.
    pub inputs: Vec<Input>,
}

/// Something that a rule may set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingDecl {
    /// Its id.
    pub id: String,
    /// What its values are.
    pub value_type: SettingType,
    /// The least number, each of several.
    pub min: Option<Decimal>,
    /// The greatest number, each of several.
    pub max: Option<Decimal>,
    /// The only words; any where empty.
    pub one_of: Vec<String>,
    /// The value where the rule gives none; a setting without must be given.
    pub default: Option<SettingValue>,
    /// What it does.
    pub summary: Words,
}

/// What the values of a setting are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingType {
    /// A number.
    Number {
        /// Decimal digits kept.
        scale: u8,
    },
    /// Yes or no.
    Flag,
    /// A word.
    Text,
    /// A day.
    Date,
    /// Several numbers.
    Numbers {
        /// Decimal digits kept.
        scale: u8,
    },
    /// Several words.
    Texts,
}

impl SettingType {
    /// The word in the manifest.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number { .. } => "number",
            Self::Flag => "flag",
            Self::Text => "text",
            Self::Date => "date",
            Self::Numbers { .. } => "numbers",
            Self::Texts => "texts",
        }
    }

    /// What people call such a value.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Number { .. } => "a number",
            Self::Flag => "true or false",
            Self::Text => "text",
            Self::Date => "a date",
            Self::Numbers { .. } => "a list of numbers",
            Self::Texts => "a list of texts",
        }
    }
}

/// A setting as it crosses the border.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SettingValue {
    /// A number in units of the manifest's scale, or a day since 1970-01-01.
    Integer(i64),
    /// Yes or no.
    Flag(bool),
    /// A word.
    Text(String),
    /// Several numbers.
    Integers(Vec<i64>),
    /// Several words.
    Texts(Vec<String>),
}

/// Why a finding may be as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonDecl {
    /// Its id.
    pub id: String,
    /// Its text.
    pub words: Words,
}

/// Limits that a plugin would like to have; the host grants them or does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wishes {
    /// MiB of all memories together.
    pub memory_mib: Option<u32>,
    /// Fuel for each row.
    pub fuel_per_row: Option<u64>,
    /// Milliseconds for one call.
    pub time_ms: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_in_one_form_only() {
        assert_eq!(Version::parse("1.20.3").unwrap().to_string(), "1.20.3");
        for text in ["", "1", "1.0", "1.0.0.0", "1.0.0-a", "01.0.0", "+1.0.0", "1.0.4294967296"] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }
}
