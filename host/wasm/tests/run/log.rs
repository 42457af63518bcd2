//! What plugins write is bounded, cleaned and changes nothing.

use std::sync::{Arc, Mutex};

use tieuchi_core::{Fault, FindingColumn};
use tieuchi_wasm::{Host, HostOptions, Limits, LogSink};

use crate::fixture::{checker, hours, judge};
use crate::good;

/// The interface of the log as an import.
const LOG: &str = r#"
  (import "tieuchi:criterion/log@1.0.0" (instance $log
    (type $level' (enum "debug" "info" "warn"))
    (export "level" (type $level (eq $level')))
    (export "write" (func (param "level" $level) (param "message" string)))))
  (core module $shared (memory (export "memory") 1))
"#;

/// The good component, importing the log, whose `evaluate` writes so often from an address so many
/// bytes.
fn logging(times: u32, address: u32, bytes: u32) -> Vec<u8> {
    let write = format!(
        "(local.set $value (i64.const {times}))
         (loop $again
           (call $write (i32.const 2) (i32.const {address}) (i32.const {bytes}))
           (local.set $value (i64.sub (local.get $value) (i64.const 1)))
           (br_if $again (i64.ne (local.get $value) (i64.const 0))))"
    );
    let start = "(local.set $in (i32.load offset=4 (local.get $columns)))";
    let core = good::CORE.replacen(start, &format!("{write} {start}"), 1).replacen(
        "(memory (export \"memory\") 1)",
        "(import \"log\" \"write\" (func $write (param i32 i32 i32)))
         (import \"shared\" \"memory\" (memory 1)) (export \"memory\" (memory 0))
         (data (i32.const 300) \"nh\\e1\\ba\\adt k\\c3\\bd\\1b[2J\\0a\")
         (data (i32.const 400) \"\\ff\\fe\")",
        1,
    );
    let checker = good::CHECKER.replacen(
        "(core instance $plugin (instantiate $module))",
        "(core instance $memory (instantiate $shared))
         (alias core export $memory \"memory\" (core memory $lent))
         (core func $write (canon lower (func $log \"write\") (memory $lent)))
         (core instance $log-core (export \"write\" (func $write)))
         (core instance $plugin (instantiate $module
           (with \"log\" (instance $log-core)) (with \"shared\" (instance $memory))))",
        1,
    );
    let text = good::text(LOG, &core, &checker);
    good::with_section(&good::assemble(&text), "tieuchi:manifest", good::MANIFEST.as_bytes())
}

/// The findings of one batch, with the lines that were written.
fn run(component: &[u8], limits: Limits) -> (FindingColumn, Vec<String>) {
    let (findings, lines) = try_run(component, limits);
    (findings.unwrap(), lines)
}

/// What came of one batch, with the lines that were written.
fn try_run(component: &[u8], limits: Limits) -> (Result<FindingColumn, Fault>, Vec<String>) {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&lines);
    let log: LogSink = Arc::new(move |line| {
        kept.lock().unwrap().push(format!("{} {}: {}", line.plugin, line.level, line.message));
    });
    let host = Host::new(HostOptions { log, ..HostOptions::default() }).unwrap();
    let plugin = host.load(component, &["log".to_owned()], limits).unwrap();
    let findings = judge(&*checker(&plugin), &hours(&[Some(3), None]));
    let lines = lines.lock().unwrap().clone();
    (findings, lines)
}

#[test]
fn the_log_is_refused_where_it_is_not_granted() {
    let host = Host::new(HostOptions::default()).unwrap();
    let refused = host.load(&logging(1, 300, 12), &[], Limits::default()).unwrap_err();
    assert_eq!(refused.code, "P006");
    assert!(refused.message.contains("`tieuchi:criterion/log@1.0.0`"), "{}", refused.message);
}

#[test]
fn lines_arrive_clean_and_no_more_than_allowed() {
    let limits = Limits::default().with_log_lines(2);
    let (_, lines) = run(&logging(50, 300, 14), limits);
    assert_eq!(
        lines,
        [
            "gio-hoc warn: nhật ký\\u{1b}[2J",
            "gio-hoc warn: nhật ký\\u{1b}[2J",
            "gio-hoc info: further lines are dropped",
        ]
    );
}

#[test]
fn no_line_changes_a_finding() {
    let (silent, _) = run(&good::good(), Limits::default());
    // Many, as long as the memory, and no text at all.
    for (times, address, bytes) in [(10_000, 300, 12), (3, 0, 65_536), (3, 400, 2)] {
        let (findings, lines) = run(&logging(times, address, bytes), Limits::default());
        assert_eq!(findings, silent, "{times} {address} {bytes}");
        assert!(lines.len() <= 101);
        assert!(lines.iter().all(|line| line.len() < 3000));
    }
    let (_, lines) = run(&logging(1, 400, 2), Limits::default());
    assert_eq!(lines, ["gio-hoc warn: (a line that is no text)"]);
}

#[test]
fn a_flood_of_lines_ends_with_its_fuel() {
    let (findings, lines) = try_run(&logging(u32::MAX >> 1, 300, 12), Limits::default());
    assert_eq!(findings.unwrap_err().code, "P003");
    assert_eq!(lines.len(), 101);
}
