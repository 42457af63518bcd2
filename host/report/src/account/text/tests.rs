//! Accounts as text, whole.

use super::*;
use crate::fixture::account;

#[test]
fn an_account_tells_all_in_vietnamese() {
    insta::assert_snapshot!(account_text(&account(), Lang::Vi), @"");
}

#[test]
fn an_account_speaks_english_where_asked() {
    insta::assert_snapshot!(account_text(&account(), Lang::En), @"");
}

#[test]
fn a_subject_without_titles_is_told_so() {
    let account = Account { titles: Vec::new(), name: None, ..account() };
    let text = account_text(&account, Lang::En);
    assert!(text.contains("No title was judged for this subject in the period."), "{text}");
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let account = Account { name: Some("\u{1b}[2J\u{202e}A".to_owned()), ..account() };
    assert!(!account_text(&account, Lang::Vi).contains(['\u{1b}', '\u{202e}']));
}
