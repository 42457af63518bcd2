//! What cells are cut, on a small catalogue.

use tieuchi_core::{
    Catalogue, Compute, Decimal, Indicator, IndicatorId, Kind, SourceId, Truth, ValueType,
};

use super::{
    cond::{Cond, Side, Value},
    fraction::Fraction,
    space::Space,
    words::{range_text, witness_text},
};

/// A catalogue of a number, a share, and a mean of something up to 24.
fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    let mut add = |id: &str, kind, value_type, compute| {
        let indicator = Indicator {
            id: IndicatorId::new(id),
            kind,
            name: String::new(),
            value_type,
            unit: String::new(),
            reference: String::new(),
            sensitive: false,
            compute,
            code_names: Vec::new(),
            source: SourceId(0),
            span: 0..0,
        };
        catalogue.add(indicator).expect("ids differ");
    };
    let over = Kind::Citizen;
    add("gio", over, ValueType::Number { scale: 1, min: 0, max: 240 }, None);
    let having = tieuchi_core::Condition::All(Vec::new());
    let share = Compute::Share { over, filter: None, having };
    add("phan", Kind::Family, ValueType::Ratio { factor: 100 }, Some(share));
    let mean = Compute::Mean { over, of: IndicatorId::new("gio"), filter: None };
    add("trung-binh", Kind::Family, ValueType::Ratio { factor: 1 }, Some(mean));
    add("nguoi", Kind::Family, ValueType::Number { scale: 0, min: 0, max: 30 }, None);
    catalogue
}

/// A comparison of a ratio.
fn ratio(space: &Space<'_>, id: &str, side: Side, bound: &str) -> Cond {
    let (var, _) = space.var(&IndicatorId::new(id)).expect("it is there");
    Cond::Ratio(var, side, Decimal::parse(bound).expect("a number"))
}

#[test]
fn a_share_is_cut_at_its_bounds_and_between_them() {
    let catalogue = catalogue();
    let space = Space::new(&catalogue, Kind::Family);
    let at_least = ratio(&space, "phan", Side::AtLeast, "50");
    let above = ratio(&space, "phan", Side::Above, "80.5");
    let (var, _) = space.var(&IndicatorId::new("phan")).unwrap();
    let cells: Vec<String> = space
        .cells(var, &[&at_least, &above])
        .iter()
        .map(|cell| match cell {
            Value::Ratio(ratio) => ratio.text(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(cells, ["0", "25", "50", "65.25", "80.5", "90.25", "100"]);
    assert_eq!(range_text(var, &space).unwrap(), "`phan` is 0 to 100");
}

#[test]
fn a_share_above_a_whole_is_never_and_one_of_nothing_always() {
    let catalogue = catalogue();
    let space = Space::new(&catalogue, Kind::Family);
    for (id, side, bound, truth) in [
        ("phan", Side::Above, "100", Some(Truth::False)),
        ("phan", Side::AtLeast, "100", None),
        ("phan", Side::AtLeast, "0", Some(Truth::True)),
        ("phan", Side::Above, "0", None),
        ("trung-binh", Side::AtLeast, "24.1", Some(Truth::False)),
        ("trung-binh", Side::AtLeast, "24", None),
    ] {
        let found = space.possible(&ratio(&space, id, side, bound));
        assert_eq!(found.constant(), truth, "{id} {side:?} {bound}");
    }
}

#[test]
fn between_two_bounds_of_a_ratio_there_is_always_another() {
    let catalogue = catalogue();
    let space = Space::new(&catalogue, Kind::Family);
    let between = |low: &str, high: &str| {
        Cond::All(vec![
            ratio(&space, "phan", Side::Above, low),
            ratio(&space, "phan", Side::Below, high),
        ])
    };
    let found = space.possible(&between("33.333332", "33.333333"));
    assert_eq!(found.constant(), None);
    assert_eq!(space.possible(&between("50", "50")).constant(), Some(Truth::False));
    let (low, high) = (Decimal::parse("1").unwrap(), Decimal::parse("1.5").unwrap());
    assert_eq!(Fraction::of(low).middle(Fraction::of(high)).parts(), (5, 4));
}

#[test]
fn what_is_missing_is_a_cell_where_somebody_asks_for_it() {
    let catalogue = catalogue();
    let space = Space::new(&catalogue, Kind::Family);
    let (var, _) = space.var(&IndicatorId::new("nguoi")).unwrap();
    let many = Cond::Within(var, 5, i64::MAX);
    assert_eq!(space.cells(var, &[&many]), [Value::Units(0, 4), Value::Units(5, 30)]);
    let missing = Cond::Not(Box::new(Cond::Present(var)));
    assert_eq!(space.cells(var, &[&many, &missing])[2], Value::Missing(0, 30));
    let both = space.possible(&Cond::All(vec![many.clone(), missing.clone()]));
    assert!(both.can(Truth::Unknown) && !both.can(Truth::True), "{both:?}");
    let either = space.possible(&Cond::Any(vec![many, missing]));
    let text = witness_text(either.witness(Truth::True).unwrap(), &space);
    assert_eq!(text, "`nguoi` 5");
}

#[test]
fn conditions_that_share_nothing_are_asked_apart() {
    let catalogue = catalogue();
    let space = Space::new(&catalogue, Kind::Family);
    let (people, _) = space.var(&IndicatorId::new("nguoi")).unwrap();
    let shares = (0..60).map(|at| ratio(&space, "phan", Side::AtLeast, &format!("{at}.5")));
    let counts = (0..30).map(|at| Cond::Within(people, at, i64::MAX));
    let list = Cond::All(vec![Cond::All(shares.collect()), Cond::All(counts.collect())]);
    let found = space.possible(&list);
    assert!(found.exact && found.can(Truth::True) && found.can(Truth::False));
    let at = found.witness(Truth::True).unwrap();
    assert_eq!(list.truth(at), Truth::True);
}
