//! Org units: a tree with dates, types and codes that are reused.

use std::fmt;

use chrono::NaiveDate;

use crate::id::PlaceCode;

/// How high an org unit stands; an overlay of a tier may set what is opened to that tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The country.
    Country,
    /// *tỉnh, thành phố*
    Province,
    /// *huyện, quận, thị xã*; gone since 1 July 2025.
    District,
    /// A dated class of places, such as remote communes.
    Class,
    /// *xã, phường, thị trấn*
    Commune,
}

impl Tier {
    /// All tiers, from the top.
    pub const ALL: [Self; 5] =
        [Self::Country, Self::Province, Self::District, Self::Class, Self::Commune];

    /// The word in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::District => "district",
            Self::Class => "class",
            Self::Commune => "commune",
        }
    }

    /// The tier that a word names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.as_str() == text)
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// An org unit over one stretch of its life: a new name, type or parent is a new stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgUnit {
    /// Its code while it lasts.
    pub code: PlaceCode,
    /// Its name without the type: `Vĩnh Tuy`.
    pub name: String,
    /// `xã`, `thị trấn`, `huyện` …
    pub unit_type: String,
    /// How high.
    pub tier: Tier,
    /// The unit above, by the code that it has at that time.
    pub parent: Option<PlaceCode>,
    /// First day.
    pub from: NaiveDate,
    /// Last day, if it has ended.
    pub until: Option<NaiveDate>,
}

impl OrgUnit {
    /// Whether it exists on a day.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// What happened to a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuccessionKind {
    /// Several became one.
    Merge,
    /// One became several.
    Split,
    /// The same ground under another name, code or type.
    Rename,
}

/// One arrow from a unit that ended to a unit that began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// First day of the target.
    pub date: NaiveDate,
    /// What happened.
    pub kind: SuccessionKind,
    /// The code before.
    pub source: PlaceCode,
    /// The code after; may be a code that meant another unit before.
    pub target: PlaceCode,
    /// The paper.
    pub reference: String,
}

/// A place's membership in a class, with dates: lists of remote or minority communes are replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceClass {
    /// The class: `vung-kho-khan`.
    pub class: String,
    /// The member.
    pub place: PlaceCode,
    /// First day.
    pub from: NaiveDate,
    /// Last day, if it has ended.
    pub until: Option<NaiveDate>,
    /// The paper.
    pub reference: String,
}

/// All org units that a workspace knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// Units, in the order of the file.
    pub units: Vec<OrgUnit>,
    /// What became of which.
    pub successions: Vec<Succession>,
    /// Members of classes.
    pub classes: Vec<PlaceClass>,
}

impl Places {
    /// The unit that bears a code on a day.
    pub fn unit(&self, code: &PlaceCode, day: NaiveDate) -> Option<&OrgUnit> {
        self.units.iter().find(|unit| unit.code == *code && unit.in_force(day))
    }

    /// The communes of a day, by code.
    pub fn communes(&self, day: NaiveDate) -> Vec<&OrgUnit> {
        let mut communes: Vec<_> = self
            .units
            .iter()
            .filter(|unit| unit.tier == Tier::Commune && unit.in_force(day))
            .collect();
        communes.sort_by(|left, right| left.code.cmp(&right.code));
        communes
    }

    /// The unit itself and all above it on a day, from the bottom; a loop in the data ends it.
    pub fn ancestry(&self, code: &PlaceCode, day: NaiveDate) -> Vec<&OrgUnit> {
        let mut line: Vec<&OrgUnit> = Vec::new();
        let mut next = self.unit(code, day);
        while let Some(unit) = next {
            if line.iter().any(|above| above.code == unit.code && above.tier == unit.tier) {
                break;
            }
            line.push(unit);
            next = unit.parent.as_ref().and_then(|parent| {
                self.units.iter().find(|above| {
                    above.code == *parent && above.in_force(day) && above.tier < unit.tier
                })
            });
        }
        line
    }

    /// Whether a place is in a class on a day. A row speaks of the place that bore the code on the
    /// row's first day: whoever bears it later is not meant, unless the place was merely renamed.
    pub fn in_class(&self, class: &str, place: &PlaceCode, day: NaiveDate) -> bool {
        self.classes.iter().any(|row| {
            row.class == class
                && row.place == *place
                && row.from <= day
                && row.until.is_none_or(|until| day <= until)
                && self.unit(place, day).is_some_and(|now| self.same_place(place, row.from, now))
        })
    }

    /// Whether a code means the same place as on an earlier day: codes are reused.
    pub fn same_place(&self, code: &PlaceCode, then: NaiveDate, now: &OrgUnit) -> bool {
        let Some(before) = self.unit(code, then) else { return false };
        if before.from == now.from {
            return true;
        }
        let mut arrows = self
            .successions
            .iter()
            .filter(|arrow| arrow.target == *code && then < arrow.date && arrow.date <= now.from)
            .peekable();
        if arrows.peek().is_none() {
            return before.name == now.name;
        }
        arrows.all(|arrow| arrow.kind == SuccessionKind::Rename && arrow.source == *code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::parse_date;

    #[test]
    fn a_class_does_not_pass_to_another_place_with_the_same_code() {
        let day = |text: &str| parse_date(text).unwrap();
        let unit = |name: &str, from: &str, until: Option<&str>| OrgUnit {
            code: PlaceCode::new("30982"),
            name: name.to_owned(),
            unit_type: "xã".to_owned(),
            tier: Tier::Commune,
            parent: None,
            from: day(from),
            until: until.map(day),
        };
        let places = Places {
            units: vec![
                unit("Vĩnh Thắng", "2020-01-01", Some("2025-06-30")),
                unit("Vĩnh Tuy", "2025-07-01", None),
            ],
            successions: Vec::new(),
            classes: vec![PlaceClass {
                class: "vung-kho-khan".to_owned(),
                place: PlaceCode::new("30982"),
                from: day("2022-01-01"),
                until: None,
                reference: String::new(),
            }],
        };
        let code = PlaceCode::new("30982");
        assert!(places.in_class("vung-kho-khan", &code, day("2024-12-31")));
        assert!(!places.in_class("vung-kho-khan", &code, day("2025-12-31")));
    }
}
