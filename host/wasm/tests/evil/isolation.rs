//! Nothing of one session reaches another: no count, no byte, no setting.

use std::thread;

use insta::assert_snapshot;
use tieuchi_wasm::{Limits, SettingValue};

use crate::{
    arena::{Arena, assignment, batch, checked, checker, hours, judge},
    text::component,
};

/// A plugin of the group, at its criterion, with its setting.
fn load(arena: &Arena, name: &str, setting: i64) -> std::sync::Arc<dyn tieuchi_core::Checker> {
    let plugin = arena.host.load(&component(name), &[], Limits::default()).unwrap();
    let mut job = assignment();
    job.settings[0] = SettingValue::Integer(setting);
    plugin.checker(&job).unwrap()
}

#[test]
fn every_session_counts_from_one() {
    let arena = Arena::new();
    for name in [
        "isolation/counts_in_a_global",
        "isolation/counts_in_memory",
        "isolation/counts_in_a_table",
    ] {
        let checker = load(&arena, name, 0);
        let column = hours();
        let mut held = checker.begin();
        for calls in 1..=3 {
            assert_eq!(held.check(&batch(&column)).unwrap().low, [calls; 3], "{name}");
            // What a held session has counted is nothing to another, alive at once or after it.
            assert_eq!(judge(&*checker).unwrap().low, [1; 3], "{name}");
        }
        drop(held);
        assert_eq!(judge(&*checker).unwrap().low, [1; 3], "{name}");
    }
    arena.all_is_well();
}

#[test]
fn nobody_finds_the_secrets_of_the_one_before() {
    let arena = Arena::new();
    let reader = load(&arena, "isolation/reads_stale_memory", 0);
    let secrets = ["isolation/writes_secrets", "isolation/writes_secrets_and_traps"]
        .map(|name| load(&arena, name, 0));
    for round in 0..20 {
        // The reader takes the place of a session that has ended, at best, or of several.
        let written = judge(&*secrets[round % 2]);
        assert_eq!(written.is_ok(), round % 2 == 0);
        assert_eq!(judge(&*reader).unwrap().low, [0; 3], "round {round}");
    }
    let deep = load(&arena, "isolation/reads_stale_stack", 0);
    assert_eq!(judge(&*deep).unwrap().low, [0; 3]);
    arena.all_is_well();
}

#[test]
fn opposite_settings_do_not_mix_while_others_misbehave() {
    let arena = Arena::new();
    let (low, high) = (
        load(&arena, "isolation/says_its_setting", 1),
        load(&arena, "isolation/says_its_setting", 9),
    );
    let names = ["metering/evaluate_loops", "run/recursion", "isolation/writes_secrets_and_traps"];
    let limits = Limits::default().with_fuel_base(300_000);
    let hostile =
        names.map(|name| checker(&arena.host.load(&component(name), &[], limits.clone()).unwrap()));
    thread::scope(|scope| {
        for (honest, says) in [(&low, 1), (&high, 9)] {
            scope.spawn(move || {
                let column = hours();
                let mut held = honest.begin();
                for _ in 0..100 {
                    assert_eq!(held.check(&batch(&column)).unwrap().low, [says; 3]);
                    assert_eq!(judge(&**honest).unwrap().low, [says; 3]);
                }
            });
        }
        for hostile in &hostile {
            scope.spawn(move || {
                for _ in 0..20 {
                    assert!(judge(&**hostile).is_err());
                }
            });
        }
    });
    arena.all_is_well();
}

#[test]
fn what_was_sent_is_the_plugins_own_copy() {
    let arena = Arena::new();
    let column = hours();
    let checker = load(&arena, "isolation/writes_past_its_rows", 0);
    let told = checked(checker.begin().check(&batch(&column)));
    assert_snapshot!(told, @"judged: pass 1 to 1, pass 1 to 1, pass 1 to 1");
    assert_eq!(format!("{column:?}"), format!("{:?}", hours()));
    arena.all_is_well();
}

#[test]
fn the_log_is_for_those_who_were_granted_it() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("isolation/logs_its_input"), @r#"
    P006: plugin `gio-hoc` 1.2.3 imports `tieuchi:criterion/log@1.0.0`, which is not granted
    help: grant it with `grants = ["log"]` in tieuchi.lock, or use a plugin without it
    "#);
    // A grant is of one plugin: that another on the same host has it changes nothing, nor does a
    // grant of another name.
    let bytes = component("isolation/logs_its_input");
    let granted = arena.host.load(&bytes, &["log".to_owned()], Limits::default()).unwrap();
    assert!(judge(&*checker(&granted)).is_ok());
    for grants in [vec![], vec!["Log".to_owned()], vec!["tieuchi:criterion/log@1.0.0".to_owned()]] {
        assert_eq!(arena.host.load(&bytes, &grants, Limits::default()).unwrap_err().code, "P006");
    }
}

#[test]
fn when_all_instances_are_taken_the_next_is_told_so_and_served_later() {
    let arena = Arena::new();
    let checker = load(&arena, "isolation/says_its_setting", 7);
    let column = hours();
    let mut sessions: Vec<_> = (0..300).map(|_| checker.begin()).collect();
    let told: Vec<_> =
        sessions.iter_mut().map(|session| checked(session.check(&batch(&column)))).collect();
    let served = told.iter().filter(|told| told.starts_with("judged: pass 7 to 7")).count();
    assert!(served >= 200, "{served}");
    for told in told.iter().filter(|told| !told.starts_with("judged")) {
        assert_eq!(
            told,
            "P010: plugin `gio-hoc` 1.2.3: too many plugins run at once, while it was started"
        );
    }
    drop(sessions);
    assert_eq!(judge(&*checker).unwrap().low, [7; 3]);
    arena.all_is_well();
}
