//! Sessions share nothing, whoever runs them.

use std::{sync::Arc, thread};

use tieuchi_core::Checker;
use tieuchi_wasm::{Host, HostOptions, Limits};

use crate::fixture::{batch, checker, first_in_evaluate, host, hours, judge, load};
use crate::good;

/// The good component with a count of its calls added to every row: what a plugin must not do.
fn counting() -> Vec<u8> {
    first_in_evaluate(
        "(i32.store (i32.const 1024) (i32.add (i32.load (i32.const 1024)) (i32.const 1)))
         (i64.store (i32.load offset=4 (local.get $columns))
           (i64.load32_u (i32.const 1024)))",
    )
}

#[test]
fn two_sessions_share_nothing_and_one_keeps_its_instance() {
    let checker = checker(&load(&counting()));
    let column = hours(&[Some(0)]);
    let (mut one, mut other) = (checker.begin(), checker.begin());
    assert_eq!(one.check(&batch(&column)).unwrap().low, [1]);
    assert_eq!(one.check(&batch(&column)).unwrap().low, [2]);
    assert_eq!(other.check(&batch(&column)).unwrap().low, [1]);
    drop(one);
    assert_eq!(checker.begin().check(&batch(&column)).unwrap().low, [1]);
}

#[test]
fn an_instance_finds_nothing_of_the_one_before_in_its_memory() {
    // Leaves 9 behind at the end of a page that it has just been given, and says what was there.
    let leaves = first_in_evaluate(
        "(drop (memory.grow (i32.const 1)))
         (i64.store (i32.load offset=4 (local.get $columns)) (i64.load (i32.const 131000)))
         (i64.store (i32.const 131000) (i64.const 9))",
    );
    let checker = checker(&load(&leaves));
    for _ in 0..50 {
        assert_eq!(judge(&*checker, &hours(&[Some(5)])).unwrap().low, [0]);
    }
}

#[test]
fn sessions_on_several_threads_find_what_one_finds() {
    let checker = checker(&load(&good::good()));
    let values: Vec<_> = (0..3000).map(|row| (row % 5 != 0).then_some(row % 13)).collect();
    let column = hours(&values);
    let reference = judge(&*checker, &column).unwrap();
    thread::scope(|scope| {
        for _ in 0..8 {
            let (checker, column, reference) = (&checker, &column, &reference);
            scope.spawn(move || {
                for _ in 0..20 {
                    assert_eq!(&judge(&**checker, column).unwrap(), reference);
                }
            });
        }
    });
}

#[test]
fn a_plugin_is_stopped_even_where_its_host_is_gone() {
    let spin = first_in_evaluate("(loop $spin (br $spin))");
    let limits =
        Limits::default().with_fuel_base(u64::MAX).with_time(std::time::Duration::from_millis(20));
    let plugin = {
        let host = host();
        host.load(&spin, &[], limits).unwrap()
    };
    let checker = checker(&plugin);
    assert_eq!(judge(&*checker, &hours(&[Some(1)])).unwrap_err().code, "P003");
}

#[test]
fn hosts_come_and_go_and_leave_no_thread() {
    let tickers = || {
        let tasks = std::fs::read_dir("/proc/self/task").unwrap();
        let names =
            tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("comm")).ok());
        names.filter(|name| name.starts_with("plugin-ticker")).count()
    };
    // Other tests of this process have hosts too; a hundred at once they have not.
    for _ in 0..100 {
        drop(Host::new(HostOptions::default()).unwrap());
    }
    assert!(tickers() < 90, "{}", tickers());
}

#[test]
fn many_sessions_are_alive_at_once() {
    let checker: Arc<dyn Checker> = checker(&load(&good::good()));
    let column = hours(&[Some(4)]);
    let mut sessions: Vec<_> = (0..200).map(|_| checker.begin()).collect();
    for session in &mut sessions {
        assert_eq!(session.check(&batch(&column)).unwrap().low, [4]);
    }
    for session in &mut sessions {
        assert_eq!(session.check(&batch(&column)).unwrap().low, [4]);
    }
}
