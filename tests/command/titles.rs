//! What comes out for a few people: marks, floors, overlays, titles that depend on titles.

use std::fs;

use super::{
    EXAMPLE,
    people::{self, CITIZENS_FILE, judge, moved, verdicts},
};

#[test]
fn every_verdict_is_the_one_worked_out_on_paper() {
    let house = people::house();
    judge(&house);
    insta::assert_snapshot!(verdicts(&house, 1), @r"
    cong-dan-hoc-tap|30952|an|recognised||80|80
    cong-dan-hoc-tap|30952|binh|not-recognised||79|79
    cong-dan-hoc-tap|30952|chi|undetermined||81|91
    cong-dan-hoc-tap|30952|dung|not-recognised||94|94
    cong-dan-hoc-tap|30952|em|not-applicable|||
    cong-dan-hoc-tap|30958|hoa|recognised||75|75
    cong-dan-hoc-tap|30958|khanh|not-recognised||74|74
    cong-dan-hoc-tap|30964|lan|recognised||70|70
    cong-dan-hoc-tap|30964|minh|not-recognised||69|69
    cong-dan-hoc-tap|30979|ngoc|recognised||78|78
    cong-dan-hoc-tap|30979|oanh|not-recognised||77|77
    cong-dan-hoc-tap-tieu-bieu|30952|an|recognised|||
    cong-dan-hoc-tap-tieu-bieu|30952|binh|not-recognised|||
    cong-dan-hoc-tap-tieu-bieu|30952|chi|not-recognised|||
    cong-dan-hoc-tap-tieu-bieu|30952|dung|not-recognised|||
    cong-dan-hoc-tap-tieu-bieu|30952|em|not-applicable|||
    cong-dan-hoc-tap-tieu-bieu|30958|hoa|undetermined|||
    cong-dan-hoc-tap-tieu-bieu|30958|khanh|not-recognised|||
    cong-dan-hoc-tap-tieu-bieu|30964|lan|undetermined|||
    cong-dan-hoc-tap-tieu-bieu|30964|minh|not-recognised|||
    cong-dan-hoc-tap-tieu-bieu|30979|ngoc|undetermined|||
    cong-dan-hoc-tap-tieu-bieu|30979|oanh|not-recognised|||
    cong-dong-hoc-tap|30952|khu-1|undetermined|||
    cong-dong-hoc-tap|30958|ap-1|recognised|||
    dong-ho-hoc-tap|30952|ho-nguyen|recognised|||
    gia-dinh-hoc-tap|30952|nha-an|recognised|||
    gia-dinh-hoc-tap|30952|nha-binh|not-recognised|||
    gia-dinh-hoc-tap|30952|nha-chi|undetermined|||
    gia-dinh-hoc-tap|30958|nha-hoa|recognised|||
    gia-dinh-hoc-tap|30958|nha-khanh|not-recognised|||
    guong-tu-hoc|30952|an|undetermined||32|92
    guong-tu-hoc|30952|binh|undetermined||32|92
    guong-tu-hoc|30952|chi|not-applicable|||
    guong-tu-hoc|30952|dung|undetermined||40|100
    guong-tu-hoc|30952|em|not-applicable|||
    guong-tu-hoc|30958|hoa|undetermined||28|88
    guong-tu-hoc|30958|khanh|undetermined||28|88
    guong-tu-hoc|30964|lan|undetermined||28|88
    guong-tu-hoc|30964|minh|undetermined||28|88
    guong-tu-hoc|30979|ngoc|undetermined||28|88
    guong-tu-hoc|30979|oanh|undetermined||28|88
    ");
}

#[test]
fn criteria_that_do_not_apply_are_told_as_such() {
    let house = people::house();
    judge(&house);
    let query = "select subject, criterion, outcome from v_finding
        where title = 'gia-dinh-hoc-tap' and place = '30952'
            and criterion in ('tre-em-pho-cap', 'nguoi-lon-cong-dan-hoc-tap') order by 1, 2";
    insta::assert_snapshot!(house.rows(EXAMPLE, query), @r"
    nha-an|nguoi-lon-cong-dan-hoc-tap|pass
    nha-an|tre-em-pho-cap|pass
    nha-binh|nguoi-lon-cong-dan-hoc-tap|fail
    nha-binh|tre-em-pho-cap|not-applicable
    nha-chi|nguoi-lon-cong-dan-hoc-tap|unknown
    nha-chi|tre-em-pho-cap|not-applicable
    ");
}

#[test]
fn one_point_less_moves_a_citizen_and_all_who_count_on_him() {
    let house = people::house();
    judge(&house);
    house.replace(CITIZENS_FILE, "8,8,8,8,8,8,8,8,8,8", "8,8,8,8,8,8,8,8,8,7");
    judge(&house);
    insta::assert_snapshot!(moved(&house, 1, 2), @r"
    cong-dan-hoc-tap|an|recognised 80|not-recognised 79
    cong-dan-hoc-tap-tieu-bieu|an|recognised|not-recognised
    dong-ho-hoc-tap|ho-nguyen|recognised|not-recognised
    gia-dinh-hoc-tap|nha-an|recognised|not-recognised
    ");
}

#[test]
fn an_overlay_lowers_the_mark_for_its_commune_only() {
    let house = people::house();
    judge(&house);
    fs::remove_file(house.path("examples/go-quao/overlays/xa-dinh-hoa-cong-dan.toml")).unwrap();
    judge(&house);
    insta::assert_snapshot!(moved(&house, 1, 2), @r"
    cong-dan-hoc-tap|hoa|recognised 75|not-recognised 75
    cong-dan-hoc-tap-tieu-bieu|hoa|undetermined|not-recognised
    cong-dong-hoc-tap|ap-1|recognised|not-recognised
    gia-dinh-hoc-tap|nha-hoa|recognised|not-recognised
    ");
}

#[test]
fn a_class_of_places_lowers_the_mark_while_the_place_is_in_it() {
    let house = people::house();
    judge(&house);
    house.replace(
        "examples/go-quao/places/classes.csv",
        "2022-01-01,2025-06-30",
        "2022-01-01,2023-12-31",
    );
    judge(&house);
    insta::assert_snapshot!(moved(&house, 1, 2), @r"
    cong-dan-hoc-tap|lan|recognised 70|not-recognised 70
    cong-dan-hoc-tap-tieu-bieu|lan|undetermined|not-recognised
    ");
}

#[test]
fn a_value_that_no_paper_gives_leaves_hamlets_undetermined_and_names_the_paper() {
    let house = people::house();
    let report = judge(&house);
    let from = report.find("Giấy tờ còn thiếu").expect("the report has a list of papers");
    let papers: Vec<&str> = report[from..].lines().take(5).collect();
    insta::assert_snapshot!(papers.join("\n"), @r"
    Giấy tờ còn thiếu (22)
    Các giá trị sau chưa có căn cứ nên được để trống; cần văn bản nêu dưới đây.
      Cộng đồng học tập (thôn, ấp)
        Bộ tiêu chí Cộng đồng học tập 2021-2030 của Hội Khuyến học Việt Nam (theo Quyết định 387/QĐ-TTg)
          Tỉ lệ gia đình học tập trong thôn, ấp
    ");
    let query = "select subject, outcome from v_finding where title = 'cong-dong-hoc-tap'";
    assert_eq!(house.rows(EXAMPLE, query), "khu-1|unknown\nap-1|pass\n");
}
