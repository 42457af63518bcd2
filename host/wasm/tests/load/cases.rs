//! Worked cases: what they say, and all that is wrong with them at once.

use insta::assert_snapshot;
use tieuchi_core::{Outcome, ValueType};
use tieuchi_wasm::{Case, Expect, Manifest, SettingValue, parse_manifest, read_cases};

use crate::good;

/// A manifest with members and every type of input.
fn manifest() -> Manifest {
    let text = good::MANIFEST.replace("\"citizen\"", "\"family\"")
        + "[input.bac]\ntype = \"code\"\n[input.ngheo]\ntype = \"flag\"\n\
           [members.citizen.tuoi]\ntype = \"number\"\n\
           [members.citizen.lop]\ntype = \"code\"\n\
           [members.citizen.ngay-sinh]\ntype = \"date\"\n\
           [setting.buoc]\ntype = \"number\"\nsummary = { vi = \"x\", en = \"x\" }\n";
    parse_manifest(&text).unwrap()
}

/// The cases of a text.
fn cases(text: &str) -> Vec<Case> {
    read_cases(text, &manifest()).unwrap()
}

/// All problems of cases.
fn problems(text: &str) -> String {
    let problems = read_cases(text, &manifest()).unwrap_err();
    let lines: Vec<_> = problems
        .iter()
        .map(|problem| {
            assert!(text.get(problem.span.clone()).is_some());
            let help = problem.help.as_deref().map_or(String::new(), |help| format!("; {help}"));
            format!("{}{help}", problem.message)
        })
        .collect();
    lines.join("\n")
}

/// One case around rows.
fn around(rows: &str) -> String {
    format!(
        "[[case]]\nname = \"x\"\npoints = 10\nperiod = 2024\nsettings = {{ buoc = 1 }}\nrows = [{rows}]\n"
    )
}

#[test]
fn a_case_is_read_with_its_members_and_defaults() {
    let text = r#"
[[case]]
name         = "Nhà có hai con đi học"
points       = 7.5
points-scale = 1
period       = 2024
settings     = { buoc = 2 }
rows = [
  { gio-hoc = "12.5", bac = "thpt", ngheo = true, expect = { points = 7.5, reason = "thieu-so" },
    members = { citizen = [ { tuoi = 7, lop = "b", ngay-sinh = 1970-01-02 }, { lop = "a" } ] } },
  { gio-hoc = -0.5, expect = { outcome = "unknown", low = 0, high = 7 } },
]
[[case]]
name     = "Hai"
period   = 2023
settings = { buoc = 0, tran = 1 }
rows     = [{ bac = "mu-chu", expect = { outcome = "not-applicable" } }]
"#;
    let cases = cases(text);
    let case = &cases[0];
    assert_eq!((case.points, case.points_scale), (Some(75), 1));
    assert_eq!(case.period.number(), 2024);
    assert_eq!(case.settings[0], SettingValue::Integer(40));
    assert_eq!(case.settings[2], SettingValue::Integer(2));
    assert_eq!(case.rows[0].values, [Some(125), Some(1), Some(1)]);
    assert_eq!(case.rows[1].values, [Some(-5), None, None]);
    assert_eq!(case.rows[0].members, [[[Some(7), Some(1), Some(1)], [None, Some(0), None]]]);
    assert_eq!(case.rows[1].members, [[[None; 3]; 0]]);
    assert_eq!(
        case.rows[0].expect,
        Expect { outcome: None, low: Some(75), high: Some(75), reason: Some(2) }
    );
    assert_eq!(case.rows[1].expect.outcome, Some(Outcome::Unknown));
    assert_eq!((case.rows[1].expect.low, case.rows[1].expect.high), (Some(0), Some(70)));
    assert_eq!(case.own[0].catalogue_type(), ValueType::Number { scale: 1, min: -5, max: 125 });
    let codes = ["mu-chu".to_owned(), "thpt".to_owned()];
    assert_eq!(case.own[1].catalogue_type(), ValueType::Code(codes.into()));
    assert_eq!(case.members[0][0].catalogue_type(), ValueType::Number { scale: 0, min: 7, max: 7 });
    assert_eq!(cases[1].own[1].codes, case.own[1].codes, "every case has the same dictionary");
    assert_eq!(cases[1].rows[0].values[1], Some(0));
    assert_eq!(cases[1].points, None);
}

#[test]
fn the_good_cases_are_read() {
    let manifest = parse_manifest(good::MANIFEST).unwrap();
    let cases = read_cases(good::CASES, &manifest).unwrap();
    assert_eq!(cases.iter().map(|case| case.rows.len()).collect::<Vec<_>>(), [3]);
    assert_eq!(read_cases("", &manifest), Ok(Vec::new()));
}

#[test]
fn all_problems_of_cases_are_told_at_once() {
    let text = r#"
[[case]]
nam    = "x"
points = -1
period = 24
rows   = [
  { gio = 1, gio-hoc = "mười", expect = { outcome = "passed" } },
  { gio-hoc = 0.55, ngheo = 1, bac = 2 },
  { members = { citizen = [ { tuoi = true, ngay-sinh = "hôm qua" } ], clan = [] }, expect = {} },
]
[cases]
"#;
    assert_snapshot!(problems(text), @r#"
    case has no `name`; add `name = "…"`
    case gives no setting `buoc`; add `settings = { buoc = … }`
    case has no key `nam`; did you mean `name`?
    `points` must be points with 0 digits, not -1
    `period` must be a whole number from 1000 to 9999
    plugin has no input `gio`; the keys here are `gio-hoc`, `bac`, `ngheo`, `members`, `expect`
    `gio-hoc` is no number such as 12.5
    unknown outcome `passed`; did you mean `pass`?
    row says nothing of what it expects; add `expect = { outcome = "pass" }` or `expect = { points = … }`
    `gio-hoc` keeps 1 digits after the point, not 0.55
    `ngheo` must be true or false, not a number
    `bac` must be a code as text, not a number
    `tuoi` must be a number, not true or false
    `ngay-sinh` is no day such as 2024-01-31
    plugin reads no members `clan`; the kinds of members are `citizen`
    file of cases has no key `cases`; did you mean `case`?
    "#);
}

#[test]
fn expectations_must_be_possible() {
    assert_snapshot!(problems(&around("{ expect = { points = 11 } }")), @"row expects more points than its case gives");
    assert_snapshot!(problems(&around("{ expect = { low = 3, high = 2 } }")), @"row expects a `low` above its `high`");
    assert_snapshot!(problems(&around("{ expect = { points = 0.5 } }")), @"`points` must be points with 0 digits, not 0.5");
    assert_snapshot!(problems(&around("{ expect = { reason = \"thieu\" } }")), @"plugin has no reason `thieu`; the reasons are `vuot-tran`, `thieu-so`");
    assert_snapshot!(problems(&around("{ expect = { outcome = \"error\" } }")), @"unknown outcome `error`; the outcomes are `pass`, `fail`, `unknown`, `not-applicable`");
    assert_snapshot!(problems(&around("{ gio-hoc = 1 }")), @r#"row says nothing of what it expects; add `expect = { outcome = "pass" }` or `expect = { points = … }`"#);
    assert_snapshot!(problems(&around("{ expect = {} }")), @"row expects nothing; add `outcome`, `points`, `low`, `high` or `reason`");
    let free = around("{ expect = { points = 1 } }").replace("points = 10\n", "");
    assert_snapshot!(problems(&free), @"row expects `points` but its case gives no points; add `points = …` to the case, or expect an `outcome`");
}

#[test]
fn numbers_of_cases_rows_and_members_are_bounded() {
    let row = "{ expect = { points = 1 } },";
    assert!(problems(&around(&row.repeat(1_001))).starts_with("case has 1001 rows"));
    assert!(problems(&around("").repeat(201)).starts_with("file has 201 cases"));
    let members = "{},".repeat(10_001);
    let row = format!("{{ members = {{ citizen = [{members}] }}, expect = {{ points = 1 }} }}");
    assert!(problems(&around(&row)).starts_with("case has more than 10000 members"));
}
