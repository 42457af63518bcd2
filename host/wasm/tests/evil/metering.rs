//! Fuel and time end what would not end by itself, in every function that the host calls.

use std::time::Duration;

use insta::assert_snapshot;
use tieuchi_wasm::Limits;

use crate::arena::Arena;

#[test]
fn a_loop_ends_wherever_it_is() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("metering/evaluate_loops"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20030000 units of fuel, while it judged");
    assert_snapshot!(arena.told("metering/configure_loops"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20000000 units of fuel, while it took its settings");
    assert_snapshot!(arena.told("metering/realloc_loops"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20000000 units of fuel, while it took its settings");
    assert_snapshot!(arena.told("metering/realloc_loops_later"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20030000 units of fuel, while it judged");
    assert_snapshot!(arena.told("metering/post_return_loops"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20000000 units of fuel, while it took its settings");
    assert_snapshot!(arena.told("metering/post_return_loops_later"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20030000 units of fuel, while it judged");
}

#[test]
fn a_storm_of_calls_ends() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("metering/indirect_calls_storm"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20030000 units of fuel, while it judged");
    assert_snapshot!(arena.told("metering/indirect_calls_in_a_ring"), @"P011: plugin `gio-hoc` 1.2.3: it used up its stack, while it judged");
}

#[test]
fn instructions_that_nothing_interrupts_cost_what_they_do() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("metering/fill_just_under_the_bound"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20030000 units of fuel, while it judged");
    assert_snapshot!(arena.told("metering/copy_overlapping"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20030000 units of fuel, while it judged");
    assert_snapshot!(arena.told("metering/fill_of_nothing"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20030000 units of fuel, while it judged");
}

#[test]
fn asking_for_nothing_costs_fuel_too() {
    let arena = Arena::new();
    assert_snapshot!(arena.told_within("metering/grow_by_nothing", little_fuel()), @"P003: plugin `gio-hoc` 1.2.3: it used up its 100300 units of fuel, while it judged");
    assert_snapshot!(arena.told_within("metering/grow_that_is_refused_for_ever", little_fuel()), @"P003: plugin `gio-hoc` 1.2.3: it used up its 100300 units of fuel, while it judged");
}

#[test]
fn whichever_bound_is_met_first_ends_the_call() {
    let arena = Arena::new();
    let ended = |limits| {
        let told = arena.told_within("metering/fuel_and_time_at_once", limits);
        assert!(told.starts_with("P003: plugin `gio-hoc` 1.2.3: it "), "{told}");
    };
    ended(Limits::default().with_time(Duration::from_millis(1)));
    ended(Limits::default().with_time(Duration::ZERO).with_fuel_base(u64::MAX));
    ended(Limits::default().with_fuel_base(0).with_fuel_per_row(0));
}

#[test]
fn time_ends_what_fuel_does_not() {
    let arena = Arena::new();
    let limits = Limits::default().with_time(Duration::from_millis(1)).with_fuel_base(u64::MAX);
    for name in ["metering/evaluate_loops", "metering/configure_loops", "metering/realloc_loops"] {
        let told = arena.told_within(name, limits.clone());
        assert!(
            told.starts_with("P003: plugin `gio-hoc` 1.2.3: it ran longer than 1 ms"),
            "{told}"
        );
    }
}

/// Limits under which calls to the host end soon.
fn little_fuel() -> Limits {
    Limits::default().with_fuel_base(100_000).with_fuel_per_row(100)
}
