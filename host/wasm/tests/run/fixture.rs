//! A host, the good component with something changed, and rows to judge.

use std::sync::Arc;

use tieuchi_core::{CheckInput, Checker, Column, Fault, FindingColumn, ValueType};
use tieuchi_wasm::{Assignment, Host, HostOptions, Limits, Plugin, SettingValue};

use crate::good;

/// A host that keeps nothing and compiles in this process.
pub(crate) fn host() -> Host {
    Host::new(HostOptions::default()).unwrap()
}

/// Loads a component without grants.
pub(crate) fn load(component: &[u8]) -> Arc<Plugin> {
    load_within(component, Limits::default())
}

/// Loads a component that may use so much.
pub(crate) fn load_within(component: &[u8], limits: Limits) -> Arc<Plugin> {
    host().load(component, &[], limits).unwrap()
}

/// The good component whose `evaluate` does something first.
pub(crate) fn first_in_evaluate(code: &str) -> Vec<u8> {
    let start = "(local.set $in (i32.load offset=4 (local.get $columns)))";
    changed(start, &format!("{code} {start}"))
}

/// The good component whose `configure` does something first.
pub(crate) fn first_in_configure(code: &str) -> Vec<u8> {
    let start = "(if (local.get $some)";
    changed(start, &format!("{code} {start}"))
}

/// The good component with a part of its code changed.
pub(crate) fn changed(part: &str, to: &str) -> Vec<u8> {
    assert!(good::CORE.contains(part), "{part}");
    good::with_core(&good::CORE.replacen(part, to, 1), good::MANIFEST)
}

/// Ten points for hours of learning.
pub(crate) fn assignment() -> Assignment {
    let hours = ValueType::Number { scale: 1, min: 0, max: 10_000 };
    Assignment {
        points: Some(10),
        points_scale: 0,
        first_day: 19_723,
        last_day: 20_088,
        settings: vec![SettingValue::Integer(40), SettingValue::Text("thuong".into())],
        own: vec![("gio-hoc".into(), hours)],
        members: Vec::new(),
    }
}

/// A checker of [`assignment`].
pub(crate) fn checker(plugin: &Arc<Plugin>) -> Arc<dyn Checker> {
    plugin.checker(&assignment()).unwrap()
}

/// A column of hours.
pub(crate) fn hours(values: &[Option<i64>]) -> Column {
    Column::from_values(values.iter().copied(), (0, 10_000))
}

/// Judges one batch of a session of its own.
pub(crate) fn judge(checker: &dyn Checker, column: &Column) -> Result<FindingColumn, Fault> {
    checker.begin().check(&batch(column))
}

/// A batch of one column.
pub(crate) fn batch(column: &Column) -> CheckInput<'_> {
    CheckInput { rows: column.len(), own: vec![Some(column)], members: Vec::new() }
}

/// The fault of a component in its first batch, as one text.
pub(crate) fn fault(component: &[u8]) -> String {
    fault_within(component, Limits::default())
}

/// The same for a component that may use so much.
pub(crate) fn fault_within(component: &[u8], limits: Limits) -> String {
    let checker = checker(&load_within(component, limits));
    let fault = judge(&*checker, &hours(&[Some(3), None])).unwrap_err();
    format!("{}: {}", fault.code, fault.message)
}
