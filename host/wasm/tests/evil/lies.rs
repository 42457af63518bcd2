//! Lies that no single reply gives away: the host takes them, proving the plugin finds them out.

use insta::assert_snapshot;
use tieuchi_wasm::{Law, Limits, prove, read_cases};

use crate::{arena::Arena, good, text::component};

/// Rows to try laws on; what is expected of them is nothing to the laws.
const ROWS: &str = r#"[[case]]
name   = "Giờ học nhiều ít khác nhau, ví dụ"
points = 10
period = 2024
rows   = [
  { gio-hoc = 0.7, expect = { low = 0 } },
  { gio-hoc = 1.3, expect = { low = 0 } },
  { gio-hoc = 0.2, expect = { low = 0 } },
  { expect = { low = 0 } },
]
"#;

/// What the host says of a lie, and what proving it says.
fn told(name: &str) -> String {
    let arena = Arena::new();
    let told = arena.told(name);
    assert!(told.starts_with("judged: "), "{told}");
    let plugin = arena.host.load(&component(name), &[], Limits::default()).unwrap();
    let proof = prove(&plugin, &read_cases(ROWS, plugin.manifest()).unwrap());
    arena.all_is_well();
    let broken = proof.laws.iter().filter_map(|law| Some((law.law, law.broken.as_ref()?)));
    let broken: Vec<_> = broken.map(|(law, broken)| format!("{}: {law}", broken.code)).collect();
    broken.join("\n")
}

#[test]
fn the_good_plugin_is_no_liar() {
    let arena = Arena::new();
    let plugin = arena.host.load(&good::good(), &[], Limits::default()).unwrap();
    let proof = prove(&plugin, &read_cases(ROWS, plugin.manifest()).unwrap());
    assert_eq!(proof.laws.len(), Law::ALL.len());
    assert!(proof.laws.iter().all(|law| law.checked > 100 && law.broken.is_none()));
}

#[test]
fn a_lie_is_found_out_by_the_law_that_it_breaks() {
    assert_snapshot!(told("reply/lie_that_counts_calls"), @"
    P023: which rows come together
    P023: earlier calls
    ");
    assert_snapshot!(told("reply/lie_by_the_number_of_rows"), @"P023: which rows come together");
    assert_snapshot!(told("reply/lie_by_the_first_row"), @"
    P023: the order of the rows
    P023: which rows come together
    ");
    assert_snapshot!(told("reply/lie_by_what_is_missing"), @"P023: what stands where a value is missing");
    assert_snapshot!(told("reply/lie_by_the_age_of_the_instance"), @"P023: earlier calls");
}
