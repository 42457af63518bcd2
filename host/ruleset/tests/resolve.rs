//! What overlays make of an edition, and that their order makes nothing.

use proptest::prelude::*;
use tieuchi_core::{
    Bound, Compute, Condition, Decimal, IndicatorId, Kind, PlaceCode, Ruleset, Scalar, SlotId,
    Sources, Test, TitleId, ValueType, parse_date,
};
use tieuchi_ruleset::{Layers, Rules, load};

use crate::ground::{folder, layers, overlay, places, with_overlays};

/// The ruleset of citizens in a place at the end of 2024.
pub(crate) fn citizens(rules: &Rules, place: &str) -> Ruleset {
    let (rulesets, diagnostics) =
        rules.resolve(&PlaceCode::new(place), parse_date("2024-12-31").unwrap());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    rulesets.into_iter().find(|ruleset| ruleset.kind == Kind::Citizen).unwrap()
}

/// The value of a parameter.
fn value(ruleset: &Ruleset, parameter: &str) -> Scalar {
    ruleset.parameters[&parameter.into()].value.clone().unwrap()
}

/// A whole number.
fn number(units: i64) -> Scalar {
    Scalar::Number(Decimal::integer(units))
}

#[test]
fn a_value_applies_where_its_place_or_class_is_and_keeps_its_origins() {
    let class = overlay("class = \"vung-kho-khan\"", "[parameter.diem-dat]\nvalue = 70\n");
    let (rules, _) = with_overlays(&[("overlays/vung.toml", &class)]);
    assert_eq!(value(&citizens(&rules, "30979"), "diem-dat"), number(80));
    let there = citizens(&rules, "30958");
    assert_eq!(value(&there, "diem-dat"), number(70));
    let origins = &there.parameters[&"diem-dat".into()].origins;
    let chain: Vec<_> = origins.iter().map(|origin| (origin.value.as_str(), origin.from)).collect();
    let (base, over) = (parse_date("2022-07-28").unwrap(), parse_date("2023-01-01").unwrap());
    assert_eq!(chain, [("80", base), ("70", over)]);
    assert_eq!(there.overlays.len(), 1);
}

#[test]
fn an_overlay_is_in_force_between_its_days_only() {
    let text = overlay("place = \"907\"\nuntil = 2023-12-31", "[parameter.diem-dat]\nvalue = 75\n");
    let (rules, _) = with_overlays(&[("overlays/huyen.toml", &text)]);
    let at = |day| {
        let (rulesets, _) = rules.resolve(&PlaceCode::new("30958"), parse_date(day).unwrap());
        rulesets
            .iter()
            .find(|ruleset| ruleset.kind == Kind::Citizen)
            .map(|ruleset| value(ruleset, "diem-dat"))
    };
    assert_eq!(at("2022-07-27"), None);
    assert_eq!(at("2022-12-31"), Some(number(80)));
    assert_eq!(at("2023-12-31"), Some(number(75)));
    assert_eq!(at("2024-01-01"), Some(number(80)));
}

#[test]
fn narrowing_tiers_bind_those_below_and_show_in_the_open_term() {
    let district = overlay("place = \"907\"", "[parameter.diem-dat]\nopen = { max = 75 }\n");
    let class = overlay("class = \"vung-kho-khan\"", "[parameter.diem-dat]\nopen = { min = 72 }\n");
    let commune = overlay("place = \"30958\"", "[parameter.diem-dat]\nvalue = 73\n");
    let (rules, _) = with_overlays(&[
        ("overlays/huyen.toml", &district),
        ("overlays/vung.toml", &class),
        ("overlays/xa.toml", &commune),
    ]);
    let ruleset = citizens(&rules, "30958");
    let parameter = &ruleset.parameters[&"diem-dat".into()];
    let open = parameter.open.as_ref().unwrap();
    assert_eq!((open.min, open.max), (Some(Decimal::integer(72)), Some(Decimal::integer(75))));
    assert_eq!(parameter.value, Some(number(73)));
    assert_eq!(parameter.origins.len(), 4);
    assert_eq!(value(&citizens(&rules, "30979"), "diem-dat"), number(80));
}

#[test]
fn points_move_to_a_local_criterion_and_an_optional_one_is_removed() {
    let text = overlay(
        "place = \"30958\"",
        "[criterion.tim-kiem]\npoints = 45\n[criterion.so-hoa]\nremove = true\n\
         [criterion.tieng-khmer]\nslot = \"dia-phuong\"\nname = \"Tiếng Khmer (ví dụ)\"\n\
         points = 5\nholds = { dung-mang = { is = true } }\n",
    );
    let (rules, _) = with_overlays(&[("overlays/xa.toml", &text)]);
    let ruleset = citizens(&rules, "30958");
    let points = |id: &str| ruleset.criterion(&id.into()).unwrap().points;
    assert_eq!((points("tim-kiem"), points("tieng-khmer")), (Some(45), Some(5)));
    assert!(ruleset.criterion(&"so-hoa".into()).unwrap().removed);
    let last = ruleset.criteria.last().unwrap();
    assert_eq!(last.slot.as_ref().map(SlotId::as_str), Some("dia-phuong"));
    assert!(!last.required && last.reference.starts_with("Quyết định ví dụ"));
}

#[test]
fn titles_come_before_those_that_need_them_and_are_indicators_of_their_kind() {
    let (rules, _) = with_overlays(&[]);
    let (rulesets, _) = rules.resolve(&"30958".into(), parse_date("2024-12-31").unwrap());
    let titles: Vec<_> = rulesets.iter().map(|ruleset| ruleset.title.as_str()).collect();
    assert_eq!(titles, ["cong-dan-hoc-tap", "gia-dinh-hoc-tap"]);
    let catalogue = rules.catalogue();
    let flag = catalogue.get(Kind::Citizen, &"title.cong-dan-hoc-tap".into()).unwrap();
    assert_eq!((&flag.value_type, &flag.compute), (&ValueType::Flag, &None));
    let levels = catalogue.get(Kind::Family, &"title.gia-dinh-hoc-tap".into()).unwrap();
    assert_eq!(levels.value_type, ValueType::Number { scale: 0, min: 0, max: 2 });
    let share = catalogue.get(Kind::Family, &"ti-le-cong-dan".into()).unwrap();
    assert!(matches!(&share.compute, Some(Compute::Share { over: Kind::Citizen, .. })));
}

#[test]
fn a_level_that_lacks_a_value_names_its_paper() {
    let (rules, _) = with_overlays(&[]);
    let title = TitleId::new("gia-dinh-hoc-tap");
    let family = rules.editions(&title).next().unwrap();
    let parameter = "ti-le".into();
    assert_eq!(family.parameter_value(&parameter, 0), Some(Some(&number(50))));
    assert_eq!(family.parameter_value(&parameter, 1), Some(None));
    let papers = family.parameters[&parameter].missing.as_deref();
    assert_eq!(papers, Some("phụ lục ví dụ; phụ lục ví dụ, mức độ 2"));
    assert!(family.criteria[0].required, "without points every criterion is required");
}

#[test]
fn holding_a_title_with_levels_means_at_least_the_first() {
    let mut sources = Sources::default();
    let ground = folder().join("ground");
    let mut layers = layers(&ground, &mut sources);
    let text = "[ruleset]\ntitle = \"ho\"\nname = \"H\"\nsubject = \"family\"\nreference = \"ví dụ\"\n\
                authority = \"A\"\nfrom = 2022-01-01\nperiod = \"year\"\n[criterion.a]\nname = \"A\"\n\
                holds = { \"title.gia-dinh-hoc-tap\" = { is = true } }\n[criterion.b]\nname = \"B\"\n\
                holds = { \"title.gia-dinh-hoc-tap\" = { is = false } }\n";
    layers.bases.push(sources.add("base/ho/2022-01-01.toml", text));
    let (rules, diagnostics) = load(&sources, &layers, &places());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let title = TitleId::new("ho");
    let ruleset = rules.editions(&title).next().unwrap();
    let first = || Bound::Literal(Scalar::Number(Decimal::integer(1)));
    let wanted = [Test::AtLeast(first()), Test::Below(first())];
    for (criterion, test) in ruleset.criteria.iter().zip(wanted) {
        let indicator = IndicatorId::new("title.gia-dinh-hoc-tap");
        let holds = tieuchi_core::Check::Holds(Condition::Compare { indicator, test });
        assert_eq!(criterion.check, holds);
    }
}

#[test]
fn an_edition_without_an_end_is_followed_by_the_next() {
    let mut sources = Sources::default();
    let mut layers = layers(&folder().join("ground"), &mut sources);
    let first = sources.get(layers.bases[0]).unwrap().text.replace("2022-07-28", "2023-10-25");
    layers.bases.push(sources.add("base/cong-dan-hoc-tap/2023-10-25.toml", first));
    let (rules, diagnostics) = load(&sources, &layers, &places());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let title = TitleId::new("cong-dan-hoc-tap");
    for (day, from) in [("2023-10-24", "2022-07-28"), ("2023-10-25", "2023-10-25")] {
        let edition = rules.in_force(&title, parse_date(day).unwrap()).unwrap();
        assert_eq!(edition.from, parse_date(from).unwrap());
    }
    let before = rules.in_force(&title, parse_date("2022-07-27").unwrap()).unwrap_err();
    insta::assert_snapshot!(before.message, @"no edition of `cong-dan-hoc-tap` is in force on 2022-07-27");
}

/// Overlays that may agree or not: a tier, an optional value, optional bounds, perhaps a local
/// criterion with its points.
fn any_overlay() -> impl Strategy<Value = String> {
    let reach = prop_oneof![
        Just("place = \"907\""),
        Just("place = \"30958\""),
        Just("place = \"30979\""),
        Just("class = \"vung-kho-khan\""),
    ];
    let number = |range| proptest::option::of(range);
    (reach, number(68..83), number(70..79), number(72..81), number(40..51), number(1..9)).prop_map(
        |(reach, value, min, max, points, local)| {
            let mut body = String::new();
            if value.is_some() || min.is_some() || max.is_some() {
                body.push_str("[parameter.diem-dat]\n");
            }
            body.extend(value.map(|value| format!("value = {value}\n")));
            let bounds = [("min", min), ("max", max)];
            let bounds = bounds.iter().filter_map(|(key, at)| at.map(|at| format!("{key} = {at}")));
            let bounds = bounds.collect::<Vec<_>>().join(", ");
            if !bounds.is_empty() {
                body.push_str(&["open = { ", &bounds, " }\n"].concat());
            }
            body.extend(points.map(|points| format!("[criterion.tim-kiem]\npoints = {points}\n")));
            body.extend(local.map(|points| {
                format!(
                    "[criterion.rieng-{points}]\nslot = \"dia-phuong\"\nname = \"R\"\n\
                     points = {points}\nholds = {{ dung-mang = {{ is = true }} }}\n"
                )
            }));
            overlay(reach, &body)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_order_of_files_does_not_matter(
        texts in proptest::collection::vec(any_overlay(), 0..6),
        order in any::<proptest::sample::Index>(),
    ) {
        let mut sources = Sources::default();
        let mut first = layers(&folder().join("ground"), &mut sources);
        for (index, text) in texts.iter().enumerate() {
            first.overlays.push(sources.add(format!("overlays/{index}.toml"), text.as_str()));
        }
        let mut second = first.clone();
        let Layers { indicators, bases, overlays, targets } = &mut second;
        for files in [indicators, bases, overlays, targets] {
            files.reverse();
            if !files.is_empty() {
                let middle = order.index(files.len());
                files.rotate_left(middle);
            }
            // A file that is named twice is one file.
            files.extend(files.first().copied());
        }
        let day = parse_date("2024-12-31").unwrap();
        let (left, found) = load(&sources, &first, &places());
        let (right, again) = load(&sources, &second, &places());
        prop_assert_eq!(found, again);
        prop_assert_eq!(left.resolve_all(day, &sources), right.resolve_all(day, &sources));
        prop_assert_eq!(left.resolve_all(day, &sources), left.resolve_all(day, &sources));
        let (resolved, _) = left.resolve_all(day, &sources);
        for ruleset in resolved.values().flatten() {
            let points = ruleset.criteria.iter().filter_map(|criterion| criterion.points);
            prop_assert!(ruleset.points_total.is_none_or(|total| points.sum::<i32>() == total));
        }
    }
}
