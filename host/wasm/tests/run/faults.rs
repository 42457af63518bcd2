//! Every way to break has its code, and the next batch is right again.

use insta::assert_snapshot;
use tieuchi_core::{Outcome, ValueType};
use tieuchi_wasm::Limits;

use crate::fixture::{
    assignment, batch, changed, checker, fault, fault_within, first_in_configure,
    first_in_evaluate, hours, load, load_within,
};
use crate::good;

#[test]
fn a_loop_ends_with_its_fuel() {
    let limits = Limits::default().with_fuel_base(100_000).with_fuel_per_row(1000);
    let spin = "(loop $spin (br $spin))";
    assert_snapshot!(fault_within(&first_in_evaluate(spin), limits.clone()), @"P003: plugin `gio-hoc` 1.2.3: it used up its 102000 units of fuel, while it judged");
    assert_snapshot!(fault_within(&first_in_configure(spin), limits.clone()), @"P003: plugin `gio-hoc` 1.2.3: it used up its 100000 units of fuel, while it took its settings");
    let realloc = changed("(call $take (local.get 3))", "(loop $spin (br $spin)) unreachable");
    assert_snapshot!(fault_within(&realloc, limits.clone()), @"P003: plugin `gio-hoc` 1.2.3: it used up its 100000 units of fuel, while it took its settings");
    let done = changed(
        "(func (export \"done\") (param i32)",
        "(func (export \"done\") (param i32) (loop $spin (br $spin))",
    );
    assert_snapshot!(fault_within(&done, limits.clone()), @"P003: plugin `gio-hoc` 1.2.3: it used up its 100000 units of fuel, while it took its settings");
    let start = changed(
        "(global $next",
        "(start $start) (func $start (loop $spin (br $spin))) (global $next",
    );
    assert_snapshot!(fault_within(&start, limits), @"P003: plugin `gio-hoc` 1.2.3: it used up its 100000 units of fuel, while it was started");
}

#[test]
fn a_loop_ends_with_its_time_where_fuel_is_plenty() {
    let limits =
        Limits::default().with_fuel_base(u64::MAX).with_time(std::time::Duration::from_millis(30));
    let spin = first_in_evaluate("(loop $spin (br $spin))");
    assert_snapshot!(fault_within(&spin, limits), @"P003: plugin `gio-hoc` 1.2.3: it ran longer than 30 ms, while it judged");
}

#[test]
fn traps_are_told_by_their_kind() {
    let told = |code: &str| fault(&first_in_evaluate(code));
    assert_snapshot!(told("unreachable"), @"P011: plugin `gio-hoc` 1.2.3: it gave up (`unreachable`), while it judged");
    assert_snapshot!(told("(drop (i32.div_s (i32.const 1) (i32.const 0)))"), @"P011: plugin `gio-hoc` 1.2.3: it divided by zero, while it judged");
    assert_snapshot!(told("(drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))"), @"P011: plugin `gio-hoc` 1.2.3: a number overflowed, while it judged");
    assert_snapshot!(told("(drop (i32.trunc_f32_s (f32.const nan)))"), @"P011: plugin `gio-hoc` 1.2.3: it turned a number into an integer that does not hold it, while it judged");
    assert_snapshot!(told("(drop (i32.load (i32.const -4)))"), @"P011: plugin `gio-hoc` 1.2.3: it left the bounds of its memory, while it judged");
    assert_snapshot!(told("(memory.fill (i32.const 0) (i32.const 0) (i32.const -1))"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20020000 units of fuel, while it judged");
    let table = "(table $table 2 funcref) (elem (i32.const 1) $take) (type $other (func))";
    let calls = |index: u32| {
        let core = good::CORE.replacen("(memory (export", &format!("{table} (memory (export"), 1);
        let start = "(local.set $in (i32.load offset=4 (local.get $columns)))";
        let call = format!("(call_indirect (type $other) (i32.const {index})) {start}");
        fault(&good::with_core(&core.replacen(start, &call, 1), good::MANIFEST))
    };
    assert_snapshot!(calls(0), @"P011: plugin `gio-hoc` 1.2.3: it called a function that is not there, while it judged");
    assert_snapshot!(calls(1), @"P011: plugin `gio-hoc` 1.2.3: it called a function as another type, while it judged");
    assert_snapshot!(calls(2), @"P011: plugin `gio-hoc` 1.2.3: it left the bounds of its table of functions, while it judged");
}

#[test]
fn a_stack_that_overflows_is_a_trap() {
    let text = good::CORE.replacen(
        "(func $take (param",
        "(func $deep (param i32) (call $deep (i32.add (local.get 0) (i32.const 1)))) (func $take (param",
        1,
    );
    let start = "(local.set $in (i32.load offset=4 (local.get $columns)))";
    let text = text.replacen(start, &format!("(call $deep (i32.const 0)) {start}"), 1);
    assert_snapshot!(fault(&good::with_core(&text, good::MANIFEST)), @"P011: plugin `gio-hoc` 1.2.3: it used up its stack, while it judged");
}

#[test]
fn memory_past_its_bound_is_refused_while_it_grows_and_at_the_start() {
    let limits = Limits::default().with_memory_bytes(4 << 16);
    let grow = first_in_evaluate("(drop (memory.grow (i32.const 10)))");
    assert_snapshot!(fault_within(&grow, limits.clone()), @"P010: plugin `gio-hoc` 1.2.3: it asks for 720896 bytes of memory and may have 262144, while it judged");
    let large = changed("(memory (export \"memory\") 1)", "(memory (export \"memory\") 5)");
    let refused = crate::fixture::host().load(&large, &[], limits).unwrap_err();
    assert_snapshot!(format!("{}: {}", refused.code, refused.message), @"P010: plugin `gio-hoc` 1.2.3 begins with 327680 bytes of memory and may have 262144");
}

#[test]
fn a_table_past_its_bound_is_refused_while_it_grows_and_at_the_start() {
    let limits = Limits::default().with_table_elements(10);
    let with_table = |size: u32, code: &str| {
        let table = format!("(table $table {size} funcref) (memory (export");
        let core = good::CORE.replacen("(memory (export", &table, 1);
        let start = "(local.set $in (i32.load offset=4 (local.get $columns)))";
        good::with_core(&core.replacen(start, &format!("{code} {start}"), 1), good::MANIFEST)
    };
    let grow = with_table(5, "(drop (table.grow $table (ref.null func) (i32.const 6)))");
    assert_snapshot!(fault_within(&grow, limits.clone()), @"P010: plugin `gio-hoc` 1.2.3: it asks for 11 elements of tables and may have 10, while it judged");
    let refused = crate::fixture::host().load(&with_table(11, ""), &[], limits).unwrap_err();
    assert_snapshot!(format!("{}: {}", refused.code, refused.message), @"P010: plugin `gio-hoc` 1.2.3 begins with a table of 11 elements and may have 10");
}

#[test]
fn a_reply_that_does_not_fit_is_refused() {
    let told = |part: &str, to: &str| fault(&changed(part, to));
    assert_snapshot!(told("(i32.store (i32.const 72) (local.get $rows))", "(i32.store (i32.const 72) (i32.const 1))"), @"P012: plugin `gio-hoc` 1.2.3: it was sent 2 rows and gave 1 outcomes");
    assert_snapshot!(told("(i32.const 2))\n                (i64.store", "(i32.const 4))\n                (i64.store"), @"P012: plugin `gio-hoc` 1.2.3: row 1 has the outcome 4");
    assert_snapshot!(told("(if (i64.lt_s (local.get $value)", "(local.set $value (i64.const 11)) (if (i64.lt_s (local.get $value)"), @"P012: plugin `gio-hoc` 1.2.3: row 0 has 11 units of points, the criterion gives 0 to 10");
    // Lists that lie outside memory, or are as long as there are numbers.
    assert_snapshot!(told("(i32.store (i32.const 68) (local.get $outcomes))", "(i32.store (i32.const 68) (i32.const -1))"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: list pointer/length out of bounds of memory, while it judged");
    assert_snapshot!(told("(i32.store (i32.const 80) (local.get $rows))", "(i32.store (i32.const 80) (i32.const -1))"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: list pointer/length out of bounds of memory, while it judged");
    assert_snapshot!(told("(i32.store8 (i32.const 84) (i32.const 1))", "(i32.store8 (i32.const 84) (i32.const 9))"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: invalid option discriminant, while it judged");
    assert_snapshot!(told("(i32.store8 (i32.const 96) (i32.const 0))\n      (i32.const 64))", "(i32.const 0x7fffffff))"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: return pointer not aligned, while it judged");
    // Larger than any honest one, though it lies in memory.
    let large = changed(
        "(i32.store (i32.const 72) (local.get $rows))",
        "(drop (memory.grow (i32.const 20))) (i32.store (i32.const 72) (i32.const 1000000))",
    );
    assert_snapshot!(fault(&large), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: too much data is being copied between the host and the guest: fuel allocated for hostcalls has been exhausted, while it judged");
}

#[test]
fn memory_that_a_plugin_takes_from_nowhere_is_refused() {
    let told = |to: &str| fault(&changed("(call $take (local.get 3))", to));
    assert_snapshot!(told("(i32.const -8)"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: realloc return: beyond end of memory, while it took its settings");
    assert_snapshot!(told("(i32.const 3)"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: realloc return: result not aligned, while it took its settings");
}

#[test]
fn a_plugin_that_gives_up_says_why_in_clean_text() {
    let give_up = first_in_evaluate(
        "(i32.store8 (i32.const 64) (i32.const 1)) (i32.store (i32.const 68) (i32.const 200))
         (i32.store (i32.const 72) (i32.const 11))
         (i64.store (i32.const 200) (i64.const 0x5d68_5b1b_0a67_6e6f))
         (i32.store (i32.const 208) (i32.const 0x004a32)) (return (i32.const 64))",
    );
    assert_snapshot!(fault(&give_up), @r"P014: plugin `gio-hoc` 1.2.3: it says: ong\n\u{1b}[h]2J\u{0}");
}

#[test]
fn a_plugin_that_refuses_its_settings_says_which() {
    let refuse = first_in_configure(
        "(i32.store8 (i32.const 64) (i32.const 1)) (i32.store (i32.const 68) (i32.const 200))
         (i32.store (i32.const 72) (i32.const 2))
         (i32.store (i32.const 200) (i32.const 1)) (i32.store (i32.const 204) (i32.const 300))
         (i32.store (i32.const 208) (i32.const 4))
         (i32.store (i32.const 212) (i32.const 9)) (i32.store (i32.const 216) (i32.const 300))
         (i32.store (i32.const 220) (i32.const 4))
         (i32.store (i32.const 300) (i32.const 0x6f6e2121)) (return (i32.const 64))",
    );
    let refused = load(&refuse).checker(&assignment()).unwrap_err();
    let told: Vec<_> = refused
        .iter()
        .map(|refused| format!("{}: {} ({})", refused.code, refused.message, refused.notes[0]))
        .collect();
    assert_snapshot!(told.join("\n"), @"
    P013: plugin `gio-hoc` 1.2.3 refuses setting `che-do` (it says: !!no)
    P013: plugin `gio-hoc` 1.2.3 refuses its settings (it says: !!no)
    ");
}

#[test]
fn after_a_fault_the_next_batch_is_right_again() {
    // Breaks where the first row has 77 units.
    let breaks = first_in_evaluate(
        "(if (i64.eq (i64.load (i32.load offset=4 (local.get $columns))) (i64.const 77))
           (then unreachable))",
    );
    let checker = checker(&load(&breaks));
    let mut session = checker.begin();
    let good = hours(&[Some(3), None]);
    let reference = session.check(&batch(&good)).unwrap();
    assert_eq!(reference.outcomes, [Outcome::Pass, Outcome::Unknown]);
    for _ in 0..3 {
        assert_eq!(session.check(&batch(&hours(&[Some(77)]))).unwrap_err().code, "P011");
        assert_eq!(session.check(&batch(&good)).unwrap(), reference);
        assert_eq!(session.check(&batch(&good)).unwrap(), reference);
    }
}

#[test]
fn inputs_that_differ_in_their_rows_are_refused() {
    let checker = checker(&load(&good::good()));
    let column = hours(&[Some(1)]);
    let mut input = batch(&column);
    input.rows = 2;
    assert_eq!(checker.begin().check(&input).unwrap_err().code, "P016");
    input.own.clear();
    assert_eq!(checker.begin().check(&input).unwrap_err().code, "P016");
}

#[test]
fn an_indicator_that_does_not_fit_an_input_is_refused_before_a_row_is_sent() {
    let plugin = load_within(&good::good(), Limits::default());
    let mut job = assignment();
    job.own[0].1 = ValueType::Flag;
    job.settings.pop();
    let refused = plugin.checker(&job).unwrap_err();
    let told: Vec<_> =
        refused.iter().map(|refused| format!("{}: {}", refused.code, refused.message)).collect();
    assert_snapshot!(told.join("\n"), @"
    P015: plugin `gio-hoc` has 2 settings, not 1
    P016: input `gio-hoc` of plugin `gio-hoc` cannot read indicator `gio-hoc`: it is of type `flag` and the input is of type `number`
    ");
}

#[test]
fn a_plugin_that_cannot_begin_gives_one_fault_for_all_batches() {
    let checker = checker(&load(&first_in_configure("unreachable")));
    let mut session = checker.begin();
    let column = hours(&[Some(1)]);
    let first = session.check(&batch(&column)).unwrap_err();
    assert_snapshot!(first.message, @"plugin `gio-hoc` 1.2.3: it gave up (`unreachable`), while it took its settings");
    assert_eq!(session.check(&batch(&column)).unwrap_err(), first);
}
