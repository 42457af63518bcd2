//! `check`: what a workspace holds, and what somebody should look at.

use std::fs;

use super::EXAMPLE;
use crate::house::{House, repository};

/// How many files of rules lie in folders of the repository.
fn rule_files(folders: &[&str]) -> usize {
    let mut open: Vec<_> = folders.iter().map(|folder| repository().join(folder)).collect();
    let mut count = 0;
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                count += usize::from(path.extension().is_some_and(|ending| ending == "toml"));
            }
        }
    }
    count
}

#[test]
fn the_example_has_no_errors_and_is_counted() {
    let house = House::with_example();
    let output = house.run(&["check", EXAMPLE]);
    assert_eq!(output.stderr, "");
    let editions = rule_files(&["rules/base", "examples/go-quao/rules/base"]);
    let overlays = rule_files(&["rules/overlays", "examples/go-quao/overlays"]);
    let said = output.data();
    let counted = format!("no errors: {editions} editions, {overlays} overlays, ");
    assert!(said.starts_with(&counted), "{said}");
    assert!(said.ends_with(" targets, 15 communes\n"), "11 before the merger, 4 after: {said}");
    assert!(house.stored(EXAMPLE).is_empty(), "checking makes no store");
}

#[test]
fn one_of_a_kind_is_told_in_the_singular() {
    let house = House::with_example();
    for target in ["rules/targets/2030.toml", "rules/targets/2025.toml"] {
        fs::remove_file(house.path(target)).unwrap();
    }
    house.write(
        "rules/targets/one.toml",
        "[target.mot]\ntitle = \"gia-dinh-hoc-tap\"\nname = \"Ví dụ\"\nyear = 2025\n\
         percent = 70\nof = \"Tổng số hộ gia đình\"\nreference = \"ví dụ\"\n",
    );
    let said = house.run(&["check", EXAMPLE]).data();
    assert!(said.contains(", 1 target, "), "{said}");
}

#[test]
fn what_somebody_should_look_at_is_no_error() {
    let house = House::with_example();
    house.replace(
        "examples/go-quao/overlays/xa-vinh-thang-cong-dong.toml",
        "until    = 2025-06-30\n",
        "",
    );
    house.replace("examples/go-quao/places/classes.csv", "vung-kho-khan", "vung-khac");
    let output = house.run_en(&["check", EXAMPLE]);
    insta::assert_snapshot!(output.stderr, @r#"
    warning[R063]: overlay needs review: `30982` is another place since 2025-07-01
     --> examples/go-quao/overlays/xa-vinh-thang-cong-dong.toml:7:12
      |
    7 | place    = "30982"
      |            ^^^^^^^ was xã Vĩnh Thắng, now is xã Vĩnh Tuy; not applied
      |
      = help: add `until` to the overlay, and write a new one on a decision of the new place

    warning[R056]: unknown class of places `vung-kho-khan`
     --> rules/overlays/vung-kho-khan-2022-07-28.toml:9:12
      |
    9 | class    = "vung-kho-khan"
      |            ^^^^^^^^^^^^^^^ no place is in it
      |
      = help: list its places in the file of classes

    warning[R056]: unknown class of places `vung-kho-khan`
     --> rules/overlays/vung-kho-khan-2023-10-25.toml:9:12
      |
    9 | class    = "vung-kho-khan"
      |            ^^^^^^^^^^^^^^^ no place is in it
      |
      = help: list its places in the file of classes

    tieuchi: 3 warnings
    "#);
    assert!(output.data().starts_with("no errors: "));
}

#[test]
fn an_edition_that_has_ended_without_a_successor_leaves_its_title_out_of_the_plan() {
    let house = House::with_example();
    let from = "from      = 2023-12-11\n";
    let until = format!("{from}until     = 2024-06-30\n");
    house.replace("rules/base/don-vi-hoc-tap/2023-12-11.toml", from, &until);
    let _ = house.run(&["check", EXAMPLE]).data();
    let in_force = |period: &str| {
        let plan = house.run(&["plan", EXAMPLE, "--period", period]).data();
        plan.contains("(don-vi-hoc-tap), for each unit")
    };
    assert!(in_force("2023"));
    assert!(!in_force("2024"));
}

#[test]
fn a_title_that_nobody_can_be_given_is_an_error_with_its_reason() {
    let house = House::with_example();
    let edition = "rules/base/cong-dan-hoc-tap-tieu-bieu/2022-07-28.toml";
    house.replace(edition, "value     = 5\n", "value     = 5000\n");
    let output = house.run_en(&["check", EXAMPLE]);
    assert_eq!(output.code, Some(3));
    assert!(output.stderr.contains("error[R070]: nobody can be given title"), "{}", output.stderr);
    assert!(output.stderr.contains("`so-nam` is set here"), "{}", output.stderr);
}

#[test]
fn what_holds_in_every_place_is_told_once() {
    let house = House::with_example();
    let edition = "rules/base/cong-dan-hoc-tap-tieu-bieu/2022-07-28.toml";
    house.replace(edition, "value     = 5\n", "value     = 0\n");
    let output = house.run_en(&["check", EXAMPLE]);
    assert_eq!(output.stderr.matches("warning[").count(), 1, "{}", output.stderr);
    assert!(output.stderr.contains("warning[R066]: condition is always true"), "{}", output.stderr);
    assert!(output.data().starts_with("no errors: "));
}
