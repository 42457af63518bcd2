//! `plan`: what would be judged, by which edition and with which values.

use std::fs;

use serde_json::Value;

use super::EXAMPLE;
use crate::house::House;

/// Plans 2024 with more arguments.
#[track_caller]
fn plan(house: &House, more: &[&str]) -> String {
    let output = house.run(&[&["plan", EXAMPLE, "--period", "2024"], more].concat());
    assert_eq!(output.stderr, "");
    output.data()
}

/// The part of a plan about one title.
#[track_caller]
fn part<'a>(plan: &'a str, title: &str) -> &'a str {
    let part = plan.split("\n\n").find(|part| part.contains(&format!("({title})")));
    part.expect("the plan has the title")
}

#[test]
fn a_plan_for_one_commune_shows_each_value_with_its_origins() {
    let house = House::with_example();
    let plan = plan(&house, &["--place", "30958"]);
    assert_eq!(plan.lines().next(), Some("Gò Quao (ví dụ), 2024: 1 commune"));
    insta::assert_snapshot!(part(&plan, "cong-dan-hoc-tap"), @r"
    1. Công dân học tập (cong-dan-hoc-tap), for each citizen
       Quyết định 324/QĐ-KHVN (25/10/2023), in force from 2023-10-25: rules/base/cong-dan-hoc-tap/2023-10-25.toml
       10 criteria, 100 points
       - diem-dat = 75 điểm  (Điểm đạt)
           80 from rules/base/cong-dan-hoc-tap/2023-10-25.toml:22, baothaibinh.com.vn 199546 (17/5/2024): lớp tập huấn sau ngày 324/QĐ-KHVN vẫn dạy mức 80
           75 from examples/go-quao/overlays/xa-dinh-hoa-cong-dan.toml:14, ví dụ: không có quyết định nào như vậy
       - diem-san = 5 điểm  (Điểm sàn của từng chỉ số)
    ");
    insta::assert_snapshot!(part(&plan, "cong-dan-hoc-tap-tieu-bieu"), @r"
    2. Công dân học tập tiêu biểu (cong-dan-hoc-tap-tieu-bieu), for each citizen
       Quyết định 244/QĐ-KHVN (28/7/2022), in force from 2022-07-28: rules/base/cong-dan-hoc-tap-tieu-bieu/2022-07-28.toml
       1 criterion
       - so-nam = 5 năm  (Số năm liên tục)
    ");
    insta::assert_snapshot!(part(&plan, "cong-dong-hoc-tap"), @r"
    6. Cộng đồng học tập (thôn, ấp) (cong-dong-hoc-tap), for each village
       Quyết định 387/QĐ-TTg (25/3/2022), in force from 2022-03-25: rules/base/cong-dong-hoc-tap/2022-03-25.toml
       1 criterion
       - ti-le-gia-dinh = 40 %  (Tỉ lệ gia đình học tập trong thôn, ấp)
           no value from rules/base/cong-dong-hoc-tap/2022-03-25.toml:14, Quyết định 387/QĐ-TTg (25/3/2022)
           within 20 to 80 from examples/go-quao/overlays/huyen-go-quao-cong-dong.toml:14, ví dụ: không có quyết định nào như vậy
           40 from examples/go-quao/overlays/xa-dinh-hoa-cong-dong.toml:14, ví dụ: không có quyết định nào như vậy
    ");
}

#[test]
fn a_plan_for_all_puts_communes_with_the_same_rules_together() {
    let house = House::with_example();
    let plan = plan(&house, &[]);
    assert_eq!(plan.lines().next(), Some("Gò Quao (ví dụ), 2024: 11 communes"));
    let part = part(&plan, "cong-dan-hoc-tap");
    let groups: Vec<&str> = part
        .lines()
        .filter(|line| line.starts_with("   in ") || line.contains("diem-dat = "))
        .collect();
    insta::assert_snapshot!(groups.join("\n"), @r"
    in 30952 Thị trấn Gò Quao, 30955 Xã Vĩnh Hòa Hưng Bắc, 30961 Xã Thới Quản, 30967 Xã Thủy Liễu, 30970 Xã Vĩnh Hòa Hưng Nam, 30973 Xã Vĩnh Phước A, 30976 Xã Vĩnh Phước B, 30982 Xã Vĩnh Thắng
    - diem-dat = 80 điểm  (Điểm đạt)
    in 30958 Xã Định Hòa
    - diem-dat = 75 điểm  (Điểm đạt)
    in 30964 Xã Định An
    - diem-dat = 70 điểm  (Điểm đạt)
    in 30979 Xã Vĩnh Tuy
    - diem-dat = 78 điểm  (Điểm đạt)
    ");
    let titles: Vec<&str> = plan.lines().filter(|line| line.contains(", for each ")).collect();
    insta::assert_snapshot!(titles.join("\n"), @r"
    1. Công dân học tập (cong-dan-hoc-tap), for each citizen
    2. Công dân học tập tiêu biểu (cong-dan-hoc-tap-tieu-bieu), for each citizen
    3. Gương tự học (ví dụ) (guong-tu-hoc), for each citizen
    4. Gia đình học tập (gia-dinh-hoc-tap), for each family
    5. Dòng họ học tập (dong-ho-hoc-tap), for each clan
    6. Cộng đồng học tập (thôn, ấp) (cong-dong-hoc-tap), for each village
    7. Đơn vị học tập (don-vi-hoc-tap), for each unit
    8. Cộng đồng học tập cấp xã (cong-dong-hoc-tap-cap-xa), for each commune
    ");
}

#[test]
fn a_local_criterion_is_counted_where_it_stands() {
    let house = House::with_example();
    let edition = "rules/base/gia-dinh-hoc-tap/2022-03-25.toml";
    let digest = |house: &House| {
        let json: Value = serde_json::from_str(&plan(house, &["--format", "json"])).unwrap();
        let titles = json["places"][0]["titles"].as_array().unwrap().clone();
        let title = titles.iter().find(|title| title["title"] == "gia-dinh-hoc-tap").unwrap();
        title["digest"].as_str().unwrap().to_owned()
    };
    // The shipped base opens its slot to provinces; here communes may fill it.
    let old = digest(&house);
    for overlay in ["huyen-go-quao-gia-dinh", "tinh-kien-giang-gia-dinh"] {
        fs::remove_file(house.path(&format!("examples/go-quao/overlays/{overlay}.toml"))).unwrap();
    }
    house.replace(edition, "open = { to = [\"province\"] }", "open = { to = [\"commune\"] }");
    let new = digest(&house);
    assert_ne!(old, new);
    house.write(
        "examples/go-quao/overlays/dinh-an.toml",
        &format!(
            "[overlay]\nof = \"gia-dinh-hoc-tap\"\nbase = \"sha256:{new}\"\nplace = \"30964\"\n\
             from = 2024-01-01\nuntil = 2025-06-30\ndecision = \"ví dụ\"\nreason = \"ví dụ\"\n\n\
             [criterion.vi-du]\nslot = \"dia-phuong\"\nname = \"Ví dụ\"\n\
             holds = {{ so-nguoi-lon-chua-biet-chu = {{ at-most = 0 }} }}\n"
        ),
    );
    let plan = plan(&house, &[]);
    let lines: Vec<&str> = part(&plan, "gia-dinh-hoc-tap")
        .lines()
        .filter(|line| line.contains("criteria") || line.contains("30964"))
        .map(|line| line.split(" 30952").next().unwrap_or(line))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    4 criteria
    in 30964 Xã Định An
    here 5 criteria
    ");
}

#[test]
fn a_plan_for_programs_says_the_same() {
    let house = House::with_example();
    let plan: Value =
        serde_json::from_str(&plan(&house, &["--place", "30958", "--format", "json"])).unwrap();
    assert_eq!(plan["period"], 2024);
    let places = plan["places"].as_array().unwrap();
    assert_eq!(places.len(), 1);
    assert_eq!(places[0]["name"], "Xã Định Hòa");
    let title = &places[0]["titles"][0];
    assert_eq!((&title["title"], &title["criteria"]), (&"cong-dan-hoc-tap".into(), &10.into()));
    insta::assert_snapshot!(format!("{:#}", title["values"][0]), @r#"
    {
      "missing": null,
      "name": "Điểm đạt",
      "origins": [
        {
          "basis": "baothaibinh.com.vn 199546 (17/5/2024): lớp tập huấn sau ngày 324/QĐ-KHVN vẫn dạy mức 80",
          "place": "rules/base/cong-dan-hoc-tap/2023-10-25.toml:22",
          "value": "80"
        },
        {
          "basis": "ví dụ: không có quyết định nào như vậy",
          "place": "examples/go-quao/overlays/xa-dinh-hoa-cong-dan.toml:14",
          "value": "75"
        }
      ],
      "term": "diem-dat",
      "value": "75 điểm"
    }
    "#);
    insta::assert_snapshot!(format!("{:#}", title["overlays"]), @r#"
    [
      "examples/go-quao/overlays/xa-dinh-hoa-cong-dan.toml"
    ]
    "#);
}

#[test]
fn a_commune_that_is_not_there_in_the_year_is_refused_with_those_that_are() {
    let house = House::with_example();
    let arguments = ["plan", EXAMPLE, "--period", "2025", "--place", "30955"];
    insta::assert_snapshot!(house.run(&arguments).refused(1), @r"
    error: no commune has the code `30955` in 2025
      help: the communes of 2025 are 30952, 30958, 30970, 30982
    ");
    for place in ["", "907", "Định Hòa", "30958 "] {
        let said = house.run(&["plan", EXAMPLE, "--period", "2024", "--place", place]).refused(1);
        assert!(said.starts_with("error: no commune has the code `"), "{said}");
    }
}

#[test]
fn planning_writes_nothing() {
    let house = House::with_example();
    let _ = plan(&house, &[]);
    assert!(house.stored(EXAMPLE).is_empty());
}
