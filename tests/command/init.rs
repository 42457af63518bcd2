//! `init`: an empty workspace that works.

use std::fs;

use super::office::{self, INIT, OFFICE};
use crate::house::House;

#[test]
fn a_new_workspace_is_whole_and_its_rules_are_sound() {
    let house = office::house();
    let units = fs::read_to_string(house.path(OFFICE).join("places/units.csv")).unwrap();
    insta::assert_snapshot!(units, @r"
    code,name,type,tier,parent,from,until
    91,Kiên Giang,tỉnh,province,,2020-01-01,
    30982,Vĩnh Thắng,xã,commune,91,2020-01-01,
    ");
    let output = house.run(&["check", OFFICE]);
    assert_eq!(output.stderr, "");
    assert!(output.data().starts_with("no errors: "));
}

#[test]
fn a_new_workspace_can_be_judged_before_anybody_is_in_it() {
    let house = office::house();
    let report = house.run(&["run", OFFICE, "--period", "2024"]).data();
    assert!(report.contains("xã Vĩnh Thắng · Kỳ 2024 · Lần đánh giá số 1"), "{report}");
}

#[test]
fn it_says_what_to_do_next_and_that_works() {
    let house = House::empty();
    let mut arguments = vec!["init", OFFICE, "--province-name", "Kiên Giang", "--lang", "en"];
    arguments.extend(INIT);
    let said = house.run(&arguments).data();
    let commands: Vec<Vec<&str>> =
        said.split('`').skip(1).step_by(2).map(|text| text.split(' ').skip(1).collect()).collect();
    assert_eq!(commands.len(), 2, "{said}");
    assert_eq!(house.run(&commands[0]).data(), "");
    // The template is empty yet: nobody is in it, which is no fault.
    let output = house.run(&commands[1]);
    assert_eq!(output.code, Some(0), "{}{}", output.stdout, output.stderr);
}

#[test]
fn a_flag_that_is_missing_is_named_where_nobody_can_be_asked() {
    let house = House::empty();
    let output = house.run(&["init", OFFICE, "--code", "30982", "--lang", "en"]);
    let said = output.refused(1);
    assert!(said.contains("--name"), "{said}");
    let said = house.run(&["init", OFFICE, "--code", "30982", "--lang", "vi"]).refused(1);
    assert!(said.contains("Thiếu --name"), "{said}");
    assert!(!house.path(OFFICE).exists());
}

#[test]
fn what_is_no_code_no_day_and_no_year_is_refused_and_nothing_is_left() {
    let house = House::empty();
    for (flag, wrong, said) in [
        ("--code", "30 982", "“30 982” không phải là mã"),
        ("--since", "31/02/2025", "“31/02/2025” không phải là ngày"),
        ("--since", "7/2025", "“7/2025” không phải là ngày"),
        ("--since", "1/1/2025", "Năm 2024 kết thúc trước ngày xã có như hiện nay"),
        ("--type", "phố", "“phố” không phải là loại đơn vị"),
        ("--period", "hai nghìn", "“hai nghìn” không phải là năm"),
        ("--name", " ", "Tên không được để trống"),
    ] {
        let mut arguments = vec!["init", OFFICE, "--province-name", "Kiên Giang"];
        arguments.extend(INIT);
        let at = arguments.iter().position(|argument| *argument == flag).unwrap();
        arguments[at + 1] = wrong;
        let message = house.run(&arguments).refused(1);
        assert!(message.starts_with("lỗi: ") && message.contains(said), "{message}");
        assert!(!house.path(OFFICE).exists());
    }
}

#[test]
fn a_day_may_be_written_as_officers_write_it() {
    let house = House::empty();
    let mut arguments = vec!["init", OFFICE, "--province-name", "Kiên Giang"];
    arguments.extend(INIT);
    let at = arguments.iter().position(|argument| *argument == "--since").unwrap();
    arguments[at + 1] = "1/7/2023";
    house.run(&arguments).data();
    let units = fs::read_to_string(house.path(OFFICE).join("places/units.csv")).unwrap();
    assert!(units.contains("30982,Vĩnh Thắng,xã,commune,91,2023-07-01,"), "{units}");
}

#[test]
fn a_folder_that_is_not_empty_is_left_alone() {
    let house = House::empty();
    house.write("vinh-thang/diary.txt", "mine");
    let mut arguments = vec!["init", OFFICE, "--province-name", "Kiên Giang"];
    arguments.extend(INIT);
    let message = house.run(&arguments).refused(1);
    assert!(message.contains("lỗi: thư mục `vinh-thang` đã có tệp khác"), "{message}");
    let left: Vec<_> = fs::read_dir(house.path(OFFICE)).unwrap().collect();
    assert_eq!(left.len(), 1);
    assert_eq!(fs::read_to_string(house.path("vinh-thang/diary.txt")).unwrap(), "mine");
}
