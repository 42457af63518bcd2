//! Words of a plugin are bounded and cleaned, whatever they hold.

use insta::assert_snapshot;

use crate::arena::Arena;

#[test]
fn words_that_are_no_text_are_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("reply/fault_not_text"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: invalid utf-8 sequence of 1 bytes from index 0, while it judged");
    assert_snapshot!(arena.told("reply/fault_half_a_letter"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: incomplete utf-8 byte sequence from index 0, while it judged");
    assert_snapshot!(arena.told("reply/fault_of_a_surrogate"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: invalid utf-8 sequence of 1 bytes from index 0, while it judged");
    assert_snapshot!(arena.told("reply/fault_past_the_end"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: string pointer/length out of bounds of memory, while it judged");
    assert_snapshot!(arena.told("reply/issues_not_text"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: invalid utf-8 sequence of 1 bytes from index 0, while it took its settings");
}

#[test]
fn words_are_cut() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("reply/fault_of_10_mib"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: too much data is being copied between the host and the guest: fuel allocated for hostcalls has been exhausted, while it judged");
    assert_snapshot!(arena.told("reply/fault_of_60_thousand"), @"P014: plugin `gio-hoc` 1.2.3: it says: x (times 400)…");
    assert_snapshot!(arena.told("reply/issues_of_a_million"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: too much data is being copied between the host and the guest: fuel allocated for hostcalls has been exhausted, while it took its settings");
    assert_snapshot!(arena.told("reply/issues_of_a_thousand"), @"
    9 times: P013: plugin `gio-hoc` 1.2.3 refuses setting `tran`
    note: it does not say why
    help: change `settings` of the criterion; `tieuchi plugin inspect` shows them
    P013: plugin `gio-hoc` 1.2.3 refuses setting `tran`
    note: it does not say why
    note: it has 990 issues more, which are not told
    help: change `settings` of the criterion; `tieuchi plugin inspect` shows them
    ");
    assert_snapshot!(arena.told("reply/issues_that_amplify"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: too much data is being copied between the host and the guest: fuel allocated for hostcalls has been exhausted, while it took its settings");
}

#[test]
fn words_are_shown_as_text() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("reply/fault_paints_the_terminal"), @r"P014: plugin `gio-hoc` 1.2.3: it says: \u{1b}[31m\u{1b}]8;;x\u{7}\u{202e}\u{0}\nerror: x");
    assert_snapshot!(arena.told("reply/fault_looks_like_another"), @"P014: plugin `gio-hoc` 1.2.3: it says: wasm trap: all fuel consumed by WebAssembly %s%n");
    assert_snapshot!(arena.told("reply/fault_looks_like_sql"), @"P014: plugin `gio-hoc` 1.2.3: it says: '); DROP TABLE runs; -- ../../x");
    assert_snapshot!(arena.told("reply/issues_that_paint_the_terminal"), @r"
    P013: plugin `gio-hoc` 1.2.3 refuses setting `tran`
    note: it says: \u{1b}[2J
    help: change `settings` of the criterion; `tieuchi plugin inspect` shows them
    ");
}

#[test]
fn words_that_say_nothing_say_who_said_it() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("reply/fault_without_a_word"), @"P014: plugin `gio-hoc` 1.2.3: it does not say why");
    assert_snapshot!(arena.told("reply/refuses_without_a_word"), @"
    P013: plugin `gio-hoc` 1.2.3 refuses its settings and does not say why
    help: change `settings` of the criterion; `tieuchi plugin inspect` shows them
    ");
    assert_snapshot!(arena.told("reply/issues_of_no_setting"), @"
    P013: plugin `gio-hoc` 1.2.3 refuses its settings
    note: it does not say why
    help: change `settings` of the criterion; `tieuchi plugin inspect` shows them
    ");
}
