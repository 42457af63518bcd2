//! What a plain SQL shell reads from the views: exact rows and types.

use super::{EXAMPLE, people};
use crate::house::House;

#[test]
fn every_view_shows_the_rows_of_one_person() {
    let house = people::house();
    people::judge(&house);
    let evidence = "select period, place, kind, indicator, value from v_evidence
        where subject = 'binh' order by indicator";
    insta::assert_snapshot!(house.rows(EXAMPLE, evidence), @"");
    let findings = "select run, period, title, place, criterion, outcome, points_low, points_high,
        points_max from v_finding where subject = 'binh' order by title, criterion";
    insta::assert_snapshot!(house.rows(EXAMPLE, findings), @"");
    let verdicts = "select * from v_verdict where subject = 'binh' order by title";
    insta::assert_snapshot!(house.rows(EXAMPLE, verdicts), @"");
    let decisions = "select * from v_decision where subject = 'an' order by period";
    insta::assert_snapshot!(house.rows(EXAMPLE, decisions), @"");
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
    insta::assert_snapshot!(house.rows(".", evidence), @"");
    let findings = "select subject, outcome, points_low, points_high, points_max from v_finding
        where criterion = 'gio-hoc' order by subject";
    insta::assert_snapshot!(house.rows(".", findings), @"");
    // 20 of 40 hours earn 3.75, which is 3.8; 19.73 earn 3.699, which is 3.7.
    let verdicts = "select subject, status, points_low, points_high, points_max, typeof(points_low)
        from v_verdict order by subject";
    insta::assert_snapshot!(house.rows(".", verdicts), @"");
}
