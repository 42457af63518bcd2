//! What a plain SQL shell reads from the views: exact rows and types.

use super::{EXAMPLE, people};
use crate::house::House;

#[test]
fn every_view_shows_the_rows_of_one_person() {
    let house = people::house();
    people::judge(&house);
    let evidence = "select period, place, kind, indicator, value from v_evidence
        where subject = 'binh' order by indicator";
    insta::assert_snapshot!(house.rows(EXAMPLE, evidence), @r"
    2024|30952|citizen|birth-date|1982-05-01
    2024|30952|citizen|bo-hoc|0
    2024|30952|citizen|khong-the-hoc|0
    2024|30952|citizen|muc-biet-chu|2
    2024|30952|citizen|nhom-doi-tuong|can-bo
    2024|30952|citizen|pho-cap|khong-thuoc
    2024|30952|citizen|tu-cham.cong-nghe-thong-tin|8
    2024|30952|citizen|tu-cham.dong-vien-nguoi-khac|8
    2024|30952|citizen|tu-cham.hop-tac-chia-se|7
    2024|30952|citizen|tu-cham.ke-hoach-hoc-tap|8
    2024|30952|citizen|tu-cham.ngoai-ngu|8
    2024|30952|citizen|tu-cham.quan-he-than-thien|8
    2024|30952|citizen|tu-cham.sap-xep-thoi-gian|8
    2024|30952|citizen|tu-cham.tim-kiem-thong-tin|8
    2024|30952|citizen|tu-cham.tinh-toan|8
    2024|30952|citizen|tu-cham.tu-duy-phan-bien|8
    ");
    let findings = "select run, period, title, place, criterion, outcome, points_low, points_high,
        points_max from v_finding where subject = 'binh' order by title, criterion";
    insta::assert_snapshot!(house.rows(EXAMPLE, findings), @r"
    1|2024|cong-dan-hoc-tap|30952|cong-nghe-thong-tin|pass|8|8|10
    1|2024|cong-dan-hoc-tap|30952|dong-vien-nguoi-khac|pass|8|8|10
    1|2024|cong-dan-hoc-tap|30952|hop-tac-chia-se|pass|7|7|10
    1|2024|cong-dan-hoc-tap|30952|ke-hoach-hoc-tap|pass|8|8|10
    1|2024|cong-dan-hoc-tap|30952|ngoai-ngu|pass|8|8|10
    1|2024|cong-dan-hoc-tap|30952|quan-he-than-thien|pass|8|8|10
    1|2024|cong-dan-hoc-tap|30952|sap-xep-thoi-gian|pass|8|8|10
    1|2024|cong-dan-hoc-tap|30952|tim-kiem-thong-tin|pass|8|8|10
    1|2024|cong-dan-hoc-tap|30952|tinh-toan|pass|8|8|10
    1|2024|cong-dan-hoc-tap|30952|tu-duy-phan-bien|pass|8|8|10
    1|2024|cong-dan-hoc-tap-tieu-bieu|30952|lien-tuc|fail|||
    1|2024|guong-tu-hoc|30952|gio-hoc|unknown|0|60|60
    1|2024|guong-tu-hoc|30952|tu-cham|pass|32|32|40
    ");
    let verdicts = "select * from v_verdict where subject = 'binh' order by title";
    insta::assert_snapshot!(house.rows(EXAMPLE, verdicts), @r"
    1|2024|cong-dan-hoc-tap|citizen|30952|binh|not-recognised||79|79|100
    1|2024|cong-dan-hoc-tap-tieu-bieu|citizen|30952|binh|not-recognised||||
    1|2024|guong-tu-hoc|citizen|30952|binh|undetermined||32|92|100
    ");
    let decisions = "select * from v_decision where subject = 'an' order by period";
    insta::assert_snapshot!(house.rows(EXAMPLE, decisions), @r"
    2020|cong-dan-hoc-tap|30952|20/QĐ|2021-03-15|Chủ tịch||an|1
    2021|cong-dan-hoc-tap|30952|21/QĐ|2022-03-15|Chủ tịch||an|1
    2022|cong-dan-hoc-tap|30952|22/QĐ|2023-03-15|Chủ tịch||an|1
    2023|cong-dan-hoc-tap|30952|23/QĐ|2024-03-15|Chủ tịch||an|1
    ");
}

#[test]
fn missing_evidence_has_no_row_and_leaves_the_whole_span_of_points() {
    let house = people::house();
    people::judge(&house);
    let evidence = "select count(*) from v_evidence where subject = 'chi' and indicator = ";
    assert_eq!(house.rows(EXAMPLE, &format!("{evidence} 'tu-cham.ngoai-ngu'")), "0\n");
    assert_eq!(house.rows(EXAMPLE, &format!("{evidence} 'tu-cham.tinh-toan'")), "1\n");
    let finding = "select outcome, points_low, points_high, points_max from v_finding
        where subject = 'chi' and criterion = 'ngoai-ngu'";
    assert_eq!(house.rows(EXAMPLE, finding), "unknown|0|10|10\n");
}

#[test]
fn numbers_are_numbers_and_everything_else_is_text() {
    let house = people::house();
    people::judge(&house);
    let types = |columns: [&str; 3], view: &str| {
        let [one, two, three] = columns.map(|column| format!("typeof({column})"));
        let query = format!("select distinct {one}, {two}, {three} from {view} order by 1, 2, 3");
        house.rows(EXAMPLE, &query)
    };
    assert_eq!(
        types(["run", "period", "points_low"], "v_verdict"),
        "integer|text|integer\ninteger|text|null\n"
    );
    assert_eq!(
        types(["level", "points_high", "points_max"], "v_verdict"),
        "null|integer|integer\nnull|null|null\n"
    );
    assert_eq!(
        types(["points_low", "points_high", "points_max"], "v_finding"),
        "integer|integer|integer\nnull|null|null\n"
    );
    assert_eq!(types(["period", "subject", "indicator"], "v_evidence"), "text|text|text\n");
    assert_eq!(types(["period", "day", "level"], "v_decision"), "text|text|integer\n");
}

/// A workspace of one commune with decimals in its evidence and its points.
fn decimals() -> House {
    let house = House::empty();
    house.write("tieuchi.toml", "[workspace]\nname = \"Ví dụ\"\nrules = [\"rules\"]\n");
    house.write(
        "places/units.csv",
        "code,name,type,tier,parent,from,until\n10001,Ví Dụ,xã,commune,,2020-01-01,\n",
    );
    house.write(
        "rules/indicators/citizen.toml",
        r#"
[indicator.gio-hoc]
subject = "citizen"
name = "Giờ học"
type = "decimal"
scale = 2
range = [0, 2000]
reference = "ví dụ"

[indicator.chenh-lech]
subject = "citizen"
name = "Chênh lệch"
type = "decimal"
scale = 2
range = [-10, 10]
reference = "ví dụ"

[indicator.dung-mang]
subject = "citizen"
name = "Dùng mạng để học"
type = "flag"
reference = "ví dụ"
"#,
    );
    house.write(
        "rules/base/vi-du/2020-01-01.toml",
        r#"
[ruleset]
title = "vi-du"
name = "Ví dụ"
subject = "citizen"
reference = "ví dụ"
authority = "Cơ quan ví dụ"
from = 2020-01-01
period = "year"
points = { total = 10.5, scale = 1 }

[recognition]
pass-mark = 6.8

[criterion.gio-hoc]
name = "Giờ học"
points = 7.5
scale = { of = "gio-hoc", target = 40, round = { mode = "half-up", digits = 1 } }

[criterion.dung-mang]
name = "Dùng mạng để học"
points = 3
holds = { dung-mang = { is = true } }
"#,
    );
    house.write(
        "registers/2024/citizens.csv",
        "subject,place,gio-hoc,chenh-lech,dung-mang\n\
         nua,10001,20,-0.05,1\nthieu,10001,,-10,1\nkem,10001,19.73,0.5,1\nnhieu,10001,2000,10,0\n",
    );
    house
}

#[test]
fn decimals_are_plain_text_with_the_digits_of_their_scale() {
    let house = decimals();
    let output = house.run(&["run", ".", "--period", "2024", "--error-format", "plain"]);
    assert_eq!(output.stderr, "");
    let _ = output.data();
    let evidence = "select subject, indicator, value, typeof(value) from v_evidence
        order by subject, indicator";
    insta::assert_snapshot!(house.rows(".", evidence), @r"
    kem|chenh-lech|0.50|text
    kem|dung-mang|1|integer
    kem|gio-hoc|19.73|text
    nhieu|chenh-lech|10.00|text
    nhieu|dung-mang|0|integer
    nhieu|gio-hoc|2000.00|text
    nua|chenh-lech|-0.05|text
    nua|dung-mang|1|integer
    nua|gio-hoc|20.00|text
    thieu|chenh-lech|-10.00|text
    thieu|dung-mang|1|integer
    ");
    let findings = "select subject, outcome, points_low, points_high, points_max from v_finding
        where criterion = 'gio-hoc' order by subject";
    insta::assert_snapshot!(house.rows(".", findings), @r"
    kem|pass|3.7|3.7|7.5
    nhieu|pass|7.5|7.5|7.5
    nua|pass|3.8|3.8|7.5
    thieu|unknown|0.0|7.5|7.5
    ");
    // 20 of 40 hours earn 3.75, which is 3.8; 19.73 earn 3.699, which is 3.7.
    let verdicts = "select subject, status, points_low, points_high, points_max, typeof(points_low)
        from v_verdict order by subject";
    insta::assert_snapshot!(house.rows(".", verdicts), @r"
    kem|not-recognised|6.7|6.7|10.5|text
    nhieu|recognised|7.5|7.5|10.5|text
    nua|recognised|6.8|6.8|10.5|text
    thieu|undetermined|3.0|10.5|10.5|text
    ");
}
