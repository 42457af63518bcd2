//! Nothing that a plugin writes changes a finding, a terminal or another plugin's lines.

use insta::assert_snapshot;

use crate::arena::Arena;

#[test]
fn a_flood_of_lines_ends_with_the_fuel() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("metering/log_flood"), @"
    P003: plugin `gio-hoc` 1.2.3: it used up its 20030000 units of fuel, while it judged
    log: gio-hoc warn: x
    log: gio-hoc warn: x
    log: gio-hoc warn: x
    log: 98 more, the last: gio-hoc info: further lines are dropped
    ");
    assert_snapshot!(arena.told("metering/log_flood_of_ten_million"), @"
    P003: plugin `gio-hoc` 1.2.3: it used up its 20030000 units of fuel, while it judged
    log: gio-hoc debug: 
    log: gio-hoc debug: 
    log: gio-hoc debug: 
    log: 98 more, the last: gio-hoc info: further lines are dropped
    ");
}

#[test]
fn lines_are_shown_as_text() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("metering/log_paints_the_terminal"), @r"
    judged: pass 1 to 1, pass 1 to 1, pass 1 to 1
    log: gio-hoc warn: \u{1b}[2J\u{1b}]0;x\u{7}\u{1b}]52;c;cm0=\u{7}\u{9b}
    log: gio-hoc warn: \u{1b}[2J\u{1b}]0;x\u{7}\u{1b}]52;c;cm0=\u{7}\u{9b}
    ");
    assert_snapshot!(arena.told("metering/log_turns_the_writing"), @r"
    judged: pass 1 to 1, pass 1 to 1, pass 1 to 1
    log: gio-hoc warn: a\u{202e}b\u{200b}c\u{0}d\u{feff}
    log: gio-hoc warn: a\u{202e}b\u{200b}c\u{0}d\u{feff}
    ");
    assert_snapshot!(arena.told("metering/log_forges_a_line"), @r"
    judged: pass 1 to 1, pass 1 to 1, pass 1 to 1
    log: gio-hoc warn: x\r\nwarn literacy: deleted
    log: gio-hoc warn: x\r\nwarn literacy: deleted
    ");
    assert_snapshot!(arena.told("metering/log_not_text"), @"
    judged: pass 1 to 1, pass 1 to 1, pass 1 to 1
    log: gio-hoc warn: (a line that is no text)
    log: gio-hoc warn: (a line that is no text)
    ");
}

#[test]
fn a_line_as_long_as_the_memory_is_cut() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("metering/log_of_60_mib"), @"
    judged: pass 1 to 1, pass 1 to 1, pass 1 to 1
    log: gio-hoc info: x (times 400)…
    log: gio-hoc info: x (times 400)…
    ");
}

#[test]
fn a_line_that_lies_nowhere_ends_the_call() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("metering/log_outside_memory"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: string pointer/length out of bounds of memory, while it judged");
    assert_snapshot!(arena.told("metering/log_length_wraps"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: string pointer/length out of bounds of memory, while it judged");
    assert_snapshot!(arena.told("metering/log_level_unknown"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: unexpected discriminant: 7, while it judged");
}

#[test]
fn the_log_cannot_be_called_from_where_the_host_is_busy() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("metering/log_while_realloc"), @"P011: plugin `gio-hoc` 1.2.3: it called where it may not (`cannot leave component instance`), while it took its settings");
    assert_snapshot!(arena.told("metering/log_while_post_return"), @"P011: plugin `gio-hoc` 1.2.3: it called where it may not (`cannot leave component instance`), while it took its settings");
}
