//! The sheet of an account.

use tieuchi_core::AdaptedValue;

use super::*;
use crate::{fixture::account, markup::tests::assert_well_formed};

#[test]
fn a_sheet_tells_the_person_all_that_decided() {
    let sheet = account_html(&account(), Lang::Vi);
    assert_well_formed(&sheet);
    for words in [
        "Nguyễn Văn Ví Dụ",
        "Quyết định 324/QĐ-KHVN",
        "Điểm: 78–88 trên 100; điểm đạt: 80; mỗi tiêu chí không dưới 5 điểm",
        "cong-dan.xlsx, dòng 12",
        "Quyết định 12/QĐ-UBND (ví dụ) ngày 20/12/2023",
        "được tính, đạt (1): c-1",
        "chỉ cần bổ sung mục này là có thể kết luận",
    ] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
}

#[test]
fn a_sheet_speaks_english_where_asked() {
    let sheet = account_html(&account(), Lang::En);
    assert_well_formed(&sheet);
    assert!(
        sheet.contains("<html lang=\"en\">") && sheet.contains("this alone can settle the title")
    );
}

#[test]
fn names_cannot_become_markup() {
    let mut account = account();
    let evil = "</p><script>alert(1)</script>".to_owned();
    account.name = Some(evil.clone());
    account.titles[0].criteria[0].evidence[0].name.clone_from(&evil);
    let value = (evil.clone(), evil.clone(), evil.clone());
    account.titles[0].values = vec![AdaptedValue { name: evil, origins: vec![value] }];
    let sheet = account_html(&account, Lang::Vi);
    assert_well_formed(&sheet);
    assert!(!sheet.contains("<script"));
}

#[test]
fn a_ruleset_that_is_not_about_the_subject_lists_no_criteria() {
    let mut account = account();
    account.titles.truncate(1);
    account.titles[0].status = Status::NotApplicable;
    let sheet = account_html(&account, Lang::Vi);
    assert!(sheet.contains("Không thuộc đối tượng") && !sheet.contains("<table"));
}
