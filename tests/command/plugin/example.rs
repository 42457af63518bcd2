//! The shipped plugins at work in the example.

use std::fs;

use crate::house::House;

/// The example, as in a fresh clone.
const EXAMPLE: &str = "examples/go-quao";

#[test]
fn the_example_is_judged_by_all_three_shipped_plugins_which_say_why() {
    let house = House::with_example();
    let _ = house.run(&["run", EXAMPLE, "--period", "2024"]).data();
    let found = |title: &str| {
        let query = format!(
            "select criterion, outcome, reason, count(*) from v_finding join v_verdict \
             using (run, title, place, subject) where title = '{title}' \
             and status <> 'not-applicable' and (title = 'guong-tu-hoc' or criterion like 'xoa-mu%') \
             group by 1, 2, 3 order by 1, 2, 3"
        );
        house.rows(EXAMPLE, &query)
    };
    insta::assert_snapshot!(found("guong-tu-hoc"), @r"
    gio-hoc|fail||40
    gio-hoc|pass||424
    gio-hoc|pass|1|42
    gio-hoc|pass|2|484
    gio-hoc|pass|3|375
    gio-hoc|unknown|1|6
    tu-cham|pass||1256
    tu-cham|unknown|1|20
    tu-cham|unknown|2|20
    tu-cham|unknown|4|75
    ");
    // Level 2 waits for its paper.
    insta::assert_snapshot!(found("cong-dong-hoc-tap-cap-xa"), @r"
    xoa-mu-chu|pass||11
    xoa-mu-chu@2|unknown||11
    ");
}

#[test]
fn a_citizen_and_a_commune_are_told_the_plugins_reason_in_both_languages() {
    let house = House::with_example();
    let _ = house.run(&["run", EXAMPLE, "--period", "2024"]).data();
    let told = |subject: &str, language: &str, name: &str| {
        let text = house.run(&["explain", EXAMPLE, subject, "--lang", language]).data();
        let lines: Vec<&str> =
            text.lines().skip_while(|line| !line.contains(name)).take(2).collect();
        lines.join("\n")
    };
    insta::assert_snapshot!(told("30952-c-00003", "vi", "] Giờ học trong năm"), @r"
    [Đạt, 60 / 60] Giờ học trong năm (ví dụ)
      Lý do: Có giờ học vượt trần nên không được tính
    ");
    insta::assert_snapshot!(told("30952-c-00003", "en", "] Giờ học trong năm"), @r"
    [Pass, 60 / 60] Giờ học trong năm (ví dụ)
      Reason: Some hours lie above their cap and do not count
    ");
}

#[test]
fn a_component_that_is_not_the_locked_one_is_refused_with_both_digests() {
    let house = House::with_example();
    let locked = fs::read_to_string(house.path(EXAMPLE).join("tieuchi.lock")).unwrap();
    let [mine, other] = ["learning-hours", "self-score"]
        .map(|name| house.path("plugins").join(name).join(format!("{name}.wasm")));
    fs::copy(other, mine).unwrap();
    for command in [&["check", EXAMPLE][..], &["run", EXAMPLE, "--period", "2024"]] {
        let said = house.run_en(command).refused(3);
        assert!(said.starts_with("error[P018]: "), "{said}");
        let digests: Vec<&str> =
            locked.split('"').filter(|word| word.starts_with("sha256:")).collect();
        let [hours, _, score] = digests[..] else { panic!("{locked}") };
        assert!(said.contains(hours), "{said}");
        assert!(said.contains(score), "{said}");
    }
    assert!(house.stored(EXAMPLE).is_empty(), "no run is kept");
}

#[test]
fn a_check_tells_what_is_wrong_with_plugins_before_anybody_is_judged() {
    let house = House::with_example();
    assert_eq!(house.run(&["check", EXAMPLE]).stderr, "");
    let edition = "examples/go-quao/rules/base/guong-tu-hoc/2024-01-01.toml";
    house.replace(edition, "gio-du-diem = { parameter", "gio-du-deim = { parameter");
    house.replace(edition, "gio-lop = \"gio-hoc.lop\"", "gio-lop = \"bo-hoc\"");
    let said = house.run_en(&["check", EXAMPLE]).refused(3);
    insta::assert_snapshot!(said, @r#"
    error[P015]: plugin `learning-hours` has no setting `gio-du-deim`; did you mean `gio-du-diem`?
      --> examples/go-quao/rules/base/guong-tu-hoc/2024-01-01.toml:30:12
       |
    30 | [criterion.gio-hoc]
       |            ^^^^^^^ its settings do not fit

    error[P016]: input `gio-lop` cannot read the indicator `bo-hoc`
      --> examples/go-quao/rules/base/guong-tu-hoc/2024-01-01.toml:30:12
       |
    30 | [criterion.gio-hoc]
       |            ^^^^^^^ needs a number with at most 1 decimal, and the indicator is a flag
       |
      ::: rules/indicators/citizen.toml:62:12
       |
    62 | [indicator.bo-hoc]
       |            ------ declared here
       |
       = help: bind another one: `inputs = { gio-lop = "…" }`

    tieuchi: 2 errors
    "#);
    fs::remove_file(house.path(EXAMPLE).join("tieuchi.lock")).unwrap();
    let said = house.run_en(&["check", EXAMPLE]).refused(3);
    assert_eq!(said.matches("error[P017]: ").count(), 3, "{said}");
}
