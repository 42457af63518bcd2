//! Sections as CSV, whole.

use super::*;
use crate::fixture::{overview, run};

#[test]
fn a_line_stands_for_each_commune_and_title() {
    let text = csv(&run());
    assert_eq!(text.matches("\r\n").count(), 6);
    insta::assert_snapshot!(text.replace('\r', ""), @r#"
    run,period,place,place-name,title,title-name,kind,edition,assessed,recognised,not-recognised,undetermined,not-applicable,recognised-percent-low,recognised-percent-high,levels
    3,2024,30952,Thị trấn Gò Quao,cong-dan-hoc-tap,Công dân học tập,citizen,2023-10-25,1847,1385,400,62,0,74.99,78.34,
    3,2024,30952,Thị trấn Gò Quao,don-vi-hoc-tap,Đơn vị học tập,unit,2023-12-11,9,6,1,2,0,66.67,88.89,"Mức độ 1 (Khá): 4; Mức độ 2 (Tốt): 2"
    3,2024,30964,Xã Định An,cong-dan-hoc-tap,Công dân học tập,citizen,2023-10-25,12034,8000,4000,34,1530,66.48,66.76,
    3,2024,30964,Xã Định An,don-vi-hoc-tap,Đơn vị học tập,unit,2023-12-11,4,4,0,0,0,100.00,100.00,"Mức độ 1 (Khá): 3; Mức độ 2 (Tốt): 1"
    3,2024,30964,Xã Định An,dong-ho-hoc-tap,Dòng họ học tập,clan,2023-10-25,0,0,0,0,0,,,
    "#);
}

#[test]
fn every_section_is_one_tidy_table() {
    let overview = overview();
    for section in Section::ALL {
        let text = overview_csv(&overview, section);
        let columns = |line: &str| {
            let mut inside = false;
            let part = |letter: char| {
                inside ^= letter == '"';
                letter == ',' && !inside
            };
            line.split(part).count()
        };
        let expected = columns(text.lines().next().unwrap());
        assert!(text.lines().count() > 1, "{section:?} has no rows");
        assert!(text.lines().all(|line| columns(line) == expected), "{text}");
    }
}

#[test]
fn targets_tell_their_denominator_and_how_they_stand() {
    let text = overview_csv(&overview(), Section::Targets);
    insta::assert_snapshot!(text.replace('\r', ""), @r#"
    run,period,title,target,year,of,wanted-percent,recognised,undetermined,counted,uncertain,percent-low,percent-high,standing,missing-paper,reference
    3,2024,cong-dan-hoc-tap,Công dân học tập,2025,Số người lớn (ví dụ),60,9000,400,13900,0,64.75,67.63,met,,Quyết định ví dụ
    3,2024,cong-dan-hoc-tap,"Công dân học tập, người lao động",2025,Số người lớn (ví dụ),66.5,9000,400,13700,200,64.75,69.06,open,,Quyết định ví dụ
    3,2024,cong-dan-hoc-tap,"Công dân học tập, nông thôn",2025,Số người lớn (ví dụ),75,9000,400,13900,0,64.75,67.63,not-met,,Quyết định ví dụ
    3,2024,cong-dan-hoc-tap,"Công dân học tập, vùng khó khăn",2025,Số người lớn (ví dụ),,0,0,0,0,,,no-value,kế hoạch của tỉnh (ví dụ),Quyết định ví dụ
    "#);
}

#[test]
fn years_without_a_run_leave_their_figures_empty() {
    let text = overview_csv(&overview(), Section::Years);
    insta::assert_snapshot!(text.replace('\r', ""), @"
    run,period,title,title-name,year,assessed,recognised,not-recognised,undetermined,not-applicable,recognised-percent-low,recognised-percent-high,decided
    3,2024,cong-dan-hoc-tap,Công dân học tập,2022,,,,,,,,4200
    3,2024,cong-dan-hoc-tap,Công dân học tập,2023,13400,8000,5400,0,0,59.70,59.70,7990
    3,2024,cong-dan-hoc-tap,Công dân học tập,2024,13881,9385,4400,96,1530,67.61,68.30,
    ");
}
