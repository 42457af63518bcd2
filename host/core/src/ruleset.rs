//! A resolved ruleset: what is meant, whatever files it was written in.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;

use crate::{
    diagnostic::{SourceId, Span},
    id::{CriterionId, GroupId, IndicatorId, ParameterId, SlotId, TitleId},
    kind::Kind,
    number::{Decimal, Rounding},
    origin::Origin,
    place::Tier,
};

/// One edition of a ruleset with every overlay settled, for one place and day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruleset {
    /// The title that it gives.
    pub title: TitleId,
    /// What people call the title.
    pub name: String,
    /// Whom it judges.
    pub kind: Kind,
    /// The decree.
    pub reference: String,
    /// Who published it.
    pub authority: String,
    /// In force from.
    pub from: NaiveDate,
    /// In force until, if it has ended.
    pub until: Option<NaiveDate>,
    /// The edition's file.
    pub source: SourceId,
    /// sha-256 of the edition's file, in hex.
    pub digest: String,
    /// The sum of points that the criteria give; none for a ruleset without points. In units of
    /// `points_scale`.
    pub points_total: Option<i32>,
    /// Decimal digits of points.
    pub points_scale: u8,
    /// Whom the ruleset is about, of its kind; all where there is none.
    pub applies: Option<Condition>,
    /// How many months a recognition stays valid after the period; for ever where none is said.
    pub valid_months: Option<u32>,
    /// What a recognition asks for.
    pub recognition: Recognition,
    /// Levels from the lowest, numbered from 1; empty for a title without levels.
    pub levels: Vec<Level>,
    /// Constants.
    pub parameters: BTreeMap<ParameterId, Parameter>,
    /// Groups in the order of the file.
    pub groups: Vec<Group>,
    /// Criteria in the order of the file, local ones after.
    pub criteria: Vec<Criterion>,
    /// Where local criteria may stand.
    pub slots: BTreeMap<SlotId, Slot>,
    /// Digests of the overlays that took part, with their files.
    pub overlays: Vec<(String, SourceId)>,
}

/// What a recognition asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recognition {
    /// The sum of points to reach.
    pub pass_mark: Option<Bound>,
    /// What no scored criterion may fall under.
    pub floor: Option<Bound>,
}

/// A level of a title, above the level before it: whoever reaches it has reached those below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// From 1.
    pub number: u8,
    /// `Mức độ 1 (Khá)`.
    pub name: String,
    /// What must hold beside the criteria.
    pub requires: Option<Condition>,
    /// Values of parameters at this level; others have their own value.
    pub values: BTreeMap<ParameterId, Option<Scalar>>,
}

/// A group of criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// What people call it.
    pub name: String,
}

/// A named constant of the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its id.
    pub id: ParameterId,
    /// What people call it.
    pub name: String,
    /// Its value here; none where the sources do not give one.
    pub value: Option<Scalar>,
    /// The paper that would give the value, where it is missing.
    pub missing: Option<String>,
    /// Its unit; may be empty.
    pub unit: String,
    /// Who may set it, and within what, after every narrowing above this place.
    pub open: Option<Open>,
    /// The paper that gives the value.
    pub reference: String,
    /// Base first, then what narrowed or set it.
    pub origins: Vec<Origin>,
}

/// Who may set an open term, and within what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The tiers that may.
    pub to: Vec<Tier>,
    /// The least value allowed.
    pub min: Option<Decimal>,
    /// The greatest value allowed.
    pub max: Option<Decimal>,
    /// The only values allowed; any where empty.
    pub one_of: Vec<Scalar>,
}

/// A place for local criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its id.
    pub id: SlotId,
    /// What people call it.
    pub name: String,
    /// The most points that its criteria may have together, in the ruleset's units.
    pub points: i32,
    /// Who may fill it.
    pub to: Vec<Tier>,
}

/// What is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its id.
    pub id: CriterionId,
    /// The group that holds it.
    pub group: Option<GroupId>,
    /// The law's own words for it.
    pub name: String,
    /// The paper.
    pub reference: String,
    /// The most points that it gives, in the ruleset's units; none where it gives none.
    pub points: Option<i32>,
    /// How it is judged.
    pub check: Check,
    /// Whom it applies to; all where there is none.
    pub applies: Option<Condition>,
    /// What becomes of its points where it does not apply.
    pub otherwise: Otherwise,
    /// Whether the title cannot be had without passing it.
    pub required: bool,
    /// Whether an overlay may remove it.
    pub optional: bool,
    /// Whether an overlay has removed it here: it applies to nobody.
    pub removed: bool,
    /// The slot that a local criterion stands in.
    pub slot: Option<SlotId>,
    /// Where its points come from, base first.
    pub origins: Vec<Origin>,
    /// The file that declares it.
    pub source: SourceId,
    /// Its id there.
    pub span: Span,
}

/// What becomes of the points of a criterion that does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Otherwise {
    /// They leave the total; the pass mark keeps its share of what is left.
    Exclude,
    /// They are given in full.
    Full,
}

/// How a criterion is judged. A scored criterion passes when its points reach the floor, or where
/// there is no floor, when it earns more than nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// The indicator's value as points, kept within 0 and the criterion's points.
    Score {
        /// The indicator.
        of: IndicatorId,
    },
    /// The points of the first step whose condition holds; none holds: 0.
    Steps(Vec<Step>),
    /// The points of the band that the value falls in.
    Bands {
        /// The indicator.
        of: IndicatorId,
        /// From the lowest, without gaps or overlaps.
        bands: Vec<Band>,
    },
    /// Points for each code.
    Choices {
        /// The indicator.
        of: IndicatorId,
        /// In units, by position in the indicator's list of codes.
        points: Vec<i32>,
    },
    /// The criterion's points × value ÷ target, kept within 0 and the criterion's points.
    Scale {
        /// The indicator.
        of: IndicatorId,
        /// The value that earns all.
        target: Bound,
        /// How the points are rounded.
        round: Rounding,
    },
    /// All or nothing.
    Holds(Condition),
    /// Whatever a plugin says.
    Plugin {
        /// `name@major`.
        uses: String,
        /// The indicators that it reads in place of those of its manifest: by the input's name, for
        /// an input of members `kind.name`.
        inputs: BTreeMap<String, IndicatorId>,
        /// What the rule file gives of its settings.
        settings: BTreeMap<String, Setting>,
    },
}

/// A plugin's setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// A value, or a parameter of the ruleset; words are codes.
    One(Bound),
    /// Several, in order.
    Several(Vec<Bound>),
}

impl Setting {
    /// All its values.
    pub fn bounds(&self) -> &[Bound] {
        match self {
            Self::One(bound) => std::slice::from_ref(bound),
            Self::Several(bounds) => bounds,
        }
    }
}

/// A step of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub when: Condition,
    /// In units.
    pub points: i32,
}

/// A band of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// From this value on; the first band may begin anywhere.
    pub from: Option<Decimal>,
    /// Below this value; the last band may end nowhere.
    pub below: Option<Decimal>,
    /// In units.
    pub points: i32,
}

/// A condition over indicators of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Every one.
    All(Vec<Self>),
    /// At least one.
    Any(Vec<Self>),
    /// Not one.
    None(Vec<Self>),
    /// An indicator's value passes a test.
    Compare {
        /// The indicator.
        indicator: IndicatorId,
        /// The test.
        test: Test,
    },
    /// A register indicator has a value (or has none).
    Present {
        /// The indicator.
        indicator: IndicatorId,
        /// Has, or has none.
        present: bool,
    },
}

impl Condition {
    /// The indicators that it reads.
    pub fn indicators(&self) -> BTreeSet<IndicatorId> {
        let mut ids = BTreeSet::new();
        let mut open = vec![self];
        while let Some(condition) = open.pop() {
            match condition {
                Self::All(list) | Self::Any(list) | Self::None(list) => open.extend(list),
                Self::Compare { indicator, .. } | Self::Present { indicator, .. } => {
                    ids.insert(indicator.clone());
                }
            }
        }
        ids
    }
}

/// A test of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// value ≥ bound
    AtLeast(Bound),
    /// value ≤ bound
    AtMost(Bound),
    /// value > bound
    Above(Bound),
    /// value < bound
    Below(Bound),
    /// first ≤ value ≤ second
    Between(Bound, Bound),
    /// value = bound; the same as `OneOf` of one
    Is(Bound),
    /// value = one of the bounds, joined by *or*
    OneOf(Vec<Bound>),
}

/// What a value is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// A constant written where it is used.
    Literal(Scalar),
    /// A parameter of the ruleset; without a value every comparison with it is unknown.
    Parameter(ParameterId),
}

/// A constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// A number.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A code.
    Code(Arc<str>),
    /// A day.
    Date(NaiveDate),
}

impl Ruleset {
    /// The value of a parameter at a level; the outer none: there is no such parameter.
    pub fn parameter_value(&self, id: &ParameterId, level: usize) -> Option<Option<&Scalar>> {
        let own = self.parameters.get(id)?.value.as_ref();
        let at_level = self.levels.get(level).and_then(|level| level.values.get(id));
        Some(at_level.map_or(own, Option::as_ref))
    }

    /// A criterion.
    pub fn criterion(&self, id: &CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == *id)
    }
}
