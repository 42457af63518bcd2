//! A place in the making: what has been chosen so far, and how wild it may become.

use std::collections::BTreeMap;

use tieuchi_core::{Compute, Indicator, IndicatorId, Kind, SourceId, TitleId, ValueType};

use crate::engine::{choices::Choices, world::World};

/// What a made-up place may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Conditions that ask whether there is a value at all.
    pub present: bool,
    /// Computed indicators that can leave their declared range.
    pub narrow: bool,
    /// Anything that the types allow: huge numbers, names that nobody knows, nonsense.
    pub wild: bool,
}

/// A place in the making.
#[derive(Debug)]
pub(crate) struct Draft {
    /// What decides about rules.
    pub choices: Choices,
    /// What decides about data.
    pub data: Choices,
    /// What may come.
    pub style: Style,
    /// The place so far.
    pub world: World,
    /// Indicators that rules for a kind may speak of by now.
    pub pool: BTreeMap<Kind, Vec<Indicator>>,
}

/// The kinds that a made-up place has.
pub(crate) const KINDS: [Kind; 3] = [Kind::Citizen, Kind::Family, Kind::Commune];

/// A title that decisions and conditions speak of and that no ruleset gives.
pub(crate) const UNJUDGED: &str = "khong-ai-xet";

/// Makes a place from numbers.
pub(crate) fn world(rules: Vec<u32>, data: Vec<u32>, style: Style) -> World {
    let mut draft = Draft {
        choices: Choices::new(rules),
        data: Choices::new(data),
        style,
        world: World::new(),
        pool: BTreeMap::new(),
    };
    for kind in KINDS {
        draft.register_indicators(kind);
        draft.title_indicator(kind, &TitleId::from(UNJUDGED));
    }
    let titles = [
        (Kind::Citizen, "cong-dan"),
        (Kind::Citizen, "cong-dan-tieu-bieu"),
        (Kind::Family, "gia-dinh"),
        (Kind::Commune, "xa"),
    ];
    for (kind, title) in titles {
        let title = TitleId::from(title);
        let some = if draft.choices.percent(70) { 4 } else { 1 };
        for _ in 0..=draft.choices.below(some) {
            draft.computed_indicator(kind);
        }
        draft.ruleset(kind, &title);
        draft.title_indicator(kind, &title);
        let streak = Compute::Streak { title: title.clone() };
        let value_type = ValueType::Number { scale: 0, min: 0, max: draft.longest(9) };
        draft.add(kind, &format!("chuoi.{title}"), value_type, Some(streak));
    }
    draft.people();
    draft.history();
    draft.world
}

impl Draft {
    /// A greatest value that is far out of reach, or that may be too small.
    pub(crate) fn longest(&mut self, reach: i64) -> i64 {
        if self.style.narrow && self.choices.percent(20) {
            self.choices.between(0, reach)
        } else {
            reach * 10
        }
    }

    /// Adds an indicator to the catalogue and the pool of its kind.
    pub(crate) fn add(
        &mut self,
        kind: Kind,
        id: &str,
        value_type: ValueType,
        compute: Option<Compute>,
    ) {
        let indicator = indicator(kind, id, value_type, compute);
        if self.world.catalogue.add(indicator.clone()).is_ok() {
            self.pool.entry(kind).or_default().push(indicator);
        }
    }

    /// Lets rules speak of a title.
    fn title_indicator(&mut self, kind: Kind, title: &TitleId) {
        let id = IndicatorId::of_title(title);
        self.add(kind, id.as_str(), ValueType::Flag, None);
    }
}

/// An indicator of which nothing matters but its values.
pub(crate) fn indicator(
    kind: Kind,
    id: &str,
    value_type: ValueType,
    compute: Option<Compute>,
) -> Indicator {
    Indicator {
        id: IndicatorId::from(id),
        kind,
        name: id.to_owned(),
        value_type,
        unit: String::new(),
        reference: String::new(),
        sensitive: false,
        compute,
        code_names: Vec::new(),
        source: SourceId(0),
        span: 0..0,
    }
}
