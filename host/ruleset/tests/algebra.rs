//! The laws of overlays: they only narrow, saying something twice says nothing new, and a conflict
//! shows every file that takes part in it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tieuchi_core::{
    Decimal, Diagnostic, PlaceCode, Ruleset, Scalar, SourceId, Sources, Tier, parse_date,
};
use tieuchi_ruleset::load;

use crate::ground::{folder, layers, overlay, places};

/// What an overlay of the ground's pass mark says.
#[derive(Debug, Clone)]
struct Said {
    /// Whose it is.
    tier: Tier,
    /// The value.
    value: Option<i64>,
    /// The bounds for those below.
    open: (Option<i64>, Option<i64>),
}

impl Said {
    /// The file.
    fn text(&self) -> String {
        let reach = match self.tier {
            Tier::District => "place = \"907\"",
            Tier::Class => "class = \"vung-kho-khan\"",
            _ => "place = \"30958\"",
        };
        let bounds = [("min", self.open.0), ("max", self.open.1)];
        let bounds = bounds.iter().filter_map(|(key, at)| at.map(|at| format!("{key} = {at}")));
        let bounds = bounds.collect::<Vec<_>>().join(", ");
        let mut body = String::from("[parameter.diem-dat]\n");
        body.extend(self.value.map(|value| format!("value = {value}\n")));
        if !bounds.is_empty() {
            body.push_str(&["open = { ", &bounds, " }\n"].concat());
        }
        overlay(reach, &body)
    }
}

/// An overlay within the bounds of its base, 70 to 80, that says something.
fn said() -> impl Strategy<Value = Said> {
    let tier = prop_oneof![Just(Tier::District), Just(Tier::Class), Just(Tier::Commune)];
    let number = || proptest::option::of(70_i64..=80);
    (tier, number(), number(), number())
        .prop_filter("says something that can be", |(_, value, min, max)| {
            let says = value.is_some() || min.is_some() || max.is_some();
            says && min.is_none_or(|min| max.is_none_or(|max| min <= max))
        })
        .prop_map(|(tier, value, min, max)| Said { tier, value, open: (min, max) })
}

/// The ruleset of citizens in the commune that all of them reach, and what was said.
fn resolved(overlays: &[Said]) -> (Option<Ruleset>, Vec<Diagnostic>, Vec<SourceId>) {
    let mut sources = Sources::default();
    let mut layers = layers(&folder().join("ground"), &mut sources);
    for (index, said) in overlays.iter().enumerate() {
        layers.overlays.push(sources.add(format!("overlays/{index}.toml"), said.text()));
    }
    let files = layers.overlays.clone();
    let (rules, diagnostics) = load(&sources, &layers, &places());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let day = parse_date("2024-12-31").unwrap();
    let (rulesets, said) = rules.resolve(&PlaceCode::new("30958"), day);
    let citizens =
        rulesets.into_iter().find(|ruleset| ruleset.title.as_str() == "cong-dan-hoc-tap");
    (citizens, said, files)
}

/// The pass mark with its bounds.
fn mark(ruleset: &Ruleset) -> (i64, i64, i64) {
    let parameter = &ruleset.parameters[&"diem-dat".into()];
    let open = parameter.open.as_ref().unwrap();
    let units = |number: Option<Decimal>| number.unwrap().units;
    let Some(Scalar::Number(value)) = parameter.value else { unreachable!("it is a number") };
    (value.units, units(open.min), units(open.max))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bounds_only_narrow_and_a_value_lies_in_those_from_above(
        overlays in proptest::collection::vec(said(), 0..5),
        more in said(),
    ) {
        let (Some(ruleset), ..) = resolved(&overlays) else { return Ok(()) };
        let (value, min, max) = mark(&ruleset);
        prop_assert!(70 <= min && min <= max && max <= 80);
        for setter in overlays.iter().filter(|said| said.value == Some(value)) {
            for higher in overlays.iter().filter(|higher| higher.tier < setter.tier) {
                prop_assert!(higher.open.0.is_none_or(|min| min <= value));
                prop_assert!(higher.open.1.is_none_or(|max| value <= max));
            }
        }
        let mut all = overlays;
        all.push(more);
        if let (Some(narrower), ..) = resolved(&all) {
            let (_, least, most) = mark(&narrower);
            prop_assert!(min <= least && most <= max, "{:?}", all);
        }
    }

    #[test]
    fn bounds_said_twice_are_bounds_said_once(
        overlays in proptest::collection::vec(said(), 1..5),
        again in any::<proptest::sample::Index>(),
    ) {
        let mut twice = overlays.clone();
        let same = Said { value: None, ..again.get(&overlays).clone() };
        prop_assume!(same.open != (None, None));
        twice.push(same);
        let (once, said, _) = resolved(&overlays);
        let (again, said_again, _) = resolved(&twice);
        prop_assert_eq!(once.as_ref().map(mark), again.as_ref().map(mark));
        let codes = |said: &[Diagnostic]| said.iter().map(|item| item.code).collect::<BTreeSet<_>>();
        prop_assert_eq!(codes(&said), codes(&said_again));
    }

    #[test]
    fn a_conflict_shows_every_file_that_takes_part(
        overlays in proptest::collection::vec(said(), 2..5),
    ) {
        let (_, diagnostics, files) = resolved(&overlays);
        let shown = |code| -> BTreeSet<SourceId> {
            let of_code = diagnostics.iter().filter(|item| item.code == code);
            of_code.flat_map(|item| &item.labels).map(|label| label.source).collect()
        };
        let which = |part: &dyn Fn(&Said) -> bool| -> BTreeSet<SourceId> {
            let taking = overlays.iter().zip(&files).filter(|(said, _)| part(said));
            taking.map(|(_, file)| *file).collect()
        };
        let setters = which(&|said| said.value.is_some());
        prop_assert_eq!(setters.len() > 1, !shown("R053").is_empty());
        if setters.len() > 1 {
            prop_assert_eq!(shown("R053"), setters);
        }
        let narrowers = which(&|said| said.open != (None, None));
        let least = overlays.iter().filter_map(|said| said.open.0).max().unwrap_or(70);
        let most = overlays.iter().filter_map(|said| said.open.1).min().unwrap_or(80);
        prop_assert_eq!(least > most, !shown("R062").is_empty());
        if least > most {
            prop_assert_eq!(shown("R062"), narrowers);
        }
    }
}
