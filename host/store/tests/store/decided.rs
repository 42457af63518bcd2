//! Decisions and places.

use std::collections::BTreeMap;

use tieuchi_core::{
    Held, History, Kind, OrgUnit, Period, PlaceClass, Places, Succession, SuccessionKind, Tier,
    parse_date,
};

use crate::fixture::{Place, citizens, commune, decision, period, record};

#[test]
fn the_same_decision_twice_changes_nothing() {
    let place = Place::new();
    let mut store = place.store();
    let first = decision(2023, "12/QĐ-UBND", &[("cd-3", 1), ("cd-1", 2)]);
    let transaction = store.begin().unwrap();
    assert_eq!(transaction.decisions(&[first.clone(), first.clone()]).unwrap(), 1);
    transaction.commit().unwrap();
    let before = place.dump();
    let transaction = store.begin().unwrap();
    assert_eq!(transaction.decisions(std::slice::from_ref(&first)).unwrap(), 0);
    transaction.commit().unwrap();
    assert_eq!(place.dump(), before);
    let transaction = store.begin().unwrap();
    let endless = tieuchi_core::Decision { valid_until: None, ..first };
    assert_eq!(transaction.decisions(&[endless.clone(), endless]).unwrap(), 1);
}

#[test]
fn history_tells_who_held_a_title_by_row() {
    let place = Place::new();
    let mut store = place.store();
    let manifest = record(&mut store, Kind::Citizen, &citizens()).manifest;
    let transaction = store.begin().unwrap();
    let decisions = [
        decision(2021, "1", &[("cd-9", 1)]),
        decision(2022, "2", &[("cd-3", 1), ("cd-9", 1), ("cd-1", 2)]),
        decision(2022, "3", &[("cd-2", 1)]),
        decision(2024, "4", &[("cd-1", 1)]),
    ];
    transaction.decisions(&decisions).unwrap();
    transaction.commit().unwrap();
    let reader = store.reader().unwrap();
    let manifests = BTreeMap::from([(Kind::Citizen, manifest)]);
    let title = decisions[0].title.clone();
    let titles = [(title.clone(), Kind::Citizen), ("other".into(), Kind::Family)];
    let history = reader.history(&commune(), &titles, period(), &manifests).unwrap();
    let held = |row, level| Held {
        row,
        level,
        date: parse_date("2023-02-03").unwrap(),
        valid_until: parse_date("2025-12-31"),
    };
    // In 2021 there was a decision, on nobody who is still here; of 2023 nothing is known.
    let periods = BTreeMap::from([
        (Period::year(2021).unwrap(), vec![]),
        (Period::year(2022).unwrap(), vec![held(0, 2), held(1, 1), held(2, 1)]),
    ]);
    assert_eq!(history, History(BTreeMap::from([(title, periods)])));
}

#[test]
fn a_run_keeps_to_the_decisions_that_went_into_it() {
    let place = Place::new();
    let mut store = place.store();
    let manifest = record(&mut store, Kind::Citizen, &citizens()).manifest;
    let decide = |store: &mut tieuchi_store::Store, decision| {
        let transaction = store.begin().unwrap();
        transaction.decisions(&[decision]).unwrap();
        transaction.commit().unwrap();
    };
    decide(&mut store, decision(2021, "1", &[("cd-1", 2)]));
    decide(&mut store, decision(2022, "2", &[("cd-1", 1), ("cd-2", 1)]));
    let transaction = store.begin().unwrap();
    let run = transaction.begin_run(period(), "0.1.0", &manifest).unwrap();
    transaction.run_input(run, &manifest, "register").unwrap();
    for digest in transaction.decision_digests(period()).unwrap() {
        transaction.run_input(run, &digest, "decision").unwrap();
    }
    transaction.commit().unwrap();
    decide(&mut store, decision(2023, "3", &[("cd-1", 1)]));

    let reader = store.reader().unwrap();
    let run = reader.runs().unwrap().remove(0);
    let heads: Vec<_> =
        reader.registers_of_run(run.run).unwrap().iter().map(|head| head.manifest).collect();
    assert_eq!(heads, [manifest]);
    let title = "cong-dan-hoc-tap".into();
    let numbers = |subject: &str| -> Vec<(String, u8)> {
        let found = reader.decisions_of_run(&run, &commune(), &title, &subject.into()).unwrap();
        found.into_iter().map(|decision| (decision.number, decision.level)).collect()
    };
    assert_eq!(numbers("cd-1"), [("2".to_owned(), 1), ("1".to_owned(), 2)]);
    assert_eq!(numbers("cd-3"), []);
    let manifests = BTreeMap::from([(Kind::Citizen, manifest)]);
    let titles = [(title.clone(), Kind::Citizen)];
    let years = |history: tieuchi_core::History| history.0[&title].len();
    let then = reader.history_of_run(&run, &commune(), &titles, &manifests).unwrap();
    let now = reader.history(&commune(), &titles, period(), &manifests).unwrap();
    assert_eq!((years(then), years(now)), (2, 3));
}

#[test]
fn a_commune_without_a_register_has_a_history() {
    let place = Place::new();
    let mut store = place.store();
    let transaction = store.begin().unwrap();
    transaction.decisions(&[decision(2023, "1", &[("30958", 1)])]).unwrap();
    transaction.commit().unwrap();
    let titles = [("cong-dan-hoc-tap".into(), Kind::Commune)];
    let reader = store.reader().unwrap();
    let history = reader.history(&commune(), &titles, period(), &BTreeMap::new()).unwrap();
    let rows: Vec<_> =
        history.0.values().flat_map(BTreeMap::values).flatten().map(|held| held.row).collect();
    assert_eq!(rows, [0]);
}

#[test]
fn places_are_those_of_the_workspace() {
    let day = |text| parse_date(text).unwrap();
    let unit = |code: &str, name: &str, tier, from, until| OrgUnit {
        code: code.into(),
        name: name.to_owned(),
        unit_type: "ví dụ".to_owned(),
        tier,
        parent: (tier == Tier::Commune).then(|| "907".into()),
        from: day(from),
        until,
    };
    let mut places = Places {
        units: vec![
            unit("907", "Gò Quao", Tier::District, "1976-01-01", parse_date("2025-06-30")),
            unit("30982", "Vĩnh Tuy", Tier::Commune, "2025-07-01", None),
            unit("30982", "Vĩnh Thắng", Tier::Commune, "1990-01-01", parse_date("2025-06-30")),
        ],
        successions: vec![Succession {
            date: day("2025-07-01"),
            kind: SuccessionKind::Merge,
            source: "30982".into(),
            target: "30979".into(),
            reference: "ví dụ".to_owned(),
        }],
        classes: vec![PlaceClass {
            class: "vung-kho-khan".to_owned(),
            place: "30982".into(),
            from: day("2021-01-01"),
            until: None,
            reference: "ví dụ".to_owned(),
        }],
    };
    let place = Place::new();
    let mut store = place.store();
    for _ in 0..2 {
        let transaction = store.begin().unwrap();
        assert!(transaction.sync_places(&places).unwrap());
        assert!(!transaction.sync_places(&places).unwrap());
        transaction.commit().unwrap();
        assert_eq!(store.reader().unwrap().places().unwrap(), places);
        places.units.pop();
        places.successions[0].kind = SuccessionKind::Rename;
    }
}
