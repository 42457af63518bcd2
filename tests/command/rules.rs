//! Rule files with faults, made by mistake or on purpose.

use std::fs;

use serde_json::Value;

use super::EXAMPLE;
use crate::house::House;

/// The edition of citizens in force in 2024.
const CITIZENS: &str = "rules/base/cong-dan-hoc-tap/2023-10-25.toml";

/// Faults in three files: an unknown indicator, a word of no comparison, a table never closed.
fn faulty() -> House {
    let house = House::with_example();
    house.replace(
        "rules/base/don-vi-hoc-tap/2023-12-11.toml",
        "chia-se-moi-truong-hoc-tap = {",
        "chia-se-moi-truong-hoc-tab = {",
    );
    house.replace(
        "rules/base/gia-dinh-hoc-tap/2022-03-25.toml",
        "so-tre-chua-pho-cap = { at-most",
        "so-tre-chua-pho-cap = { at_most",
    );
    house.write("rules/targets/2025.toml", "[target.mot\n");
    // Not to hear of overlays that are pinned to what has been changed.
    for overlay in ["huyen-go-quao-gia-dinh", "tinh-kien-giang-gia-dinh"] {
        fs::remove_file(house.path(&format!("examples/go-quao/overlays/{overlay}.toml"))).unwrap();
    }
    house
}

#[test]
fn faults_of_several_files_are_drawn_in_one_report() {
    let said = faulty().run_en(&["check", EXAMPLE]).refused(3);
    insta::assert_snapshot!(said, @r"
    error[R007]: unknown indicator `chia-se-moi-truong-hoc-tab` of unit
       --> rules/base/don-vi-hoc-tap/2023-12-11.toml:105:15
        |
    105 | holds     = { chia-se-moi-truong-hoc-tab = { is = true } }
        |               ^^^^^^^^^^^^^^^^^^^^^^^^^^ not declared
        |
        = help: did you mean `chia-se-moi-truong-hoc-tap`?

    error[R004]: unknown comparison `at_most`
      --> rules/base/gia-dinh-hoc-tap/2022-03-25.toml:36:39
       |
    36 | holds     = { so-tre-chua-pho-cap = { at_most = 0 } }
       |                                       ^^^^^^^ not a comparison
       |
       = help: keys are written with hyphens; did you mean `at-most`?

    error[R001]: file is not valid TOML
     --> rules/targets/2025.toml:1:12
      |
    1 | [target.mot
      |            ^ unclosed table, expected `]`

    tieuchi: 3 errors
    ");
}

#[test]
fn the_same_faults_are_told_line_by_line() {
    let said = faulty().run_en(&["check", EXAMPLE, "--error-format", "plain"]).refused(3);
    insta::assert_snapshot!(said, @r"
    rules/base/don-vi-hoc-tap/2023-12-11.toml:105:15: error[R007]: unknown indicator `chia-se-moi-truong-hoc-tab` of unit
      label: not declared
      help: did you mean `chia-se-moi-truong-hoc-tap`?
    rules/base/gia-dinh-hoc-tap/2022-03-25.toml:36:39: error[R004]: unknown comparison `at_most`
      label: not a comparison
      help: keys are written with hyphens; did you mean `at-most`?
    rules/targets/2025.toml:1:12: error[R001]: file is not valid TOML
      label: unclosed table, expected `]`
    tieuchi: 3 errors
    ");
}

#[test]
fn the_same_faults_are_told_to_programs() {
    let house = faulty();
    let said = house.run(&["check", EXAMPLE, "--error-format", "json"]).refused(3);
    let faults: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told = faults.iter().map(|fault| {
        let label = &fault["labels"][0];
        format!("{} {} {}:{}", fault["code"], label["file"], label["line"], label["column"])
    });
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r#"
    "R007" "rules/base/don-vi-hoc-tap/2023-12-11.toml" 105:15
    "R004" "rules/base/gia-dinh-hoc-tap/2022-03-25.toml" 36:39
    "R001" "rules/targets/2025.toml" 1:12
    "#);
    // Every command that reads rules says the same.
    for command in ["run", "plan"] {
        let arguments = [command, EXAMPLE, "--period", "2024", "--error-format", "json"];
        assert_eq!(house.run(&arguments).refused(3), said, "{command}");
    }
    assert!(house.stored(EXAMPLE).is_empty());
}

#[test]
fn a_changed_base_makes_its_overlays_need_review() {
    let house = House::with_example();
    house.replace(CITIZENS, "Điểm đạt", "Điểm phải đạt");
    let said =
        house.run_en(&["run", EXAMPLE, "--period", "2024", "--error-format", "plain"]).refused(3);
    let told: Vec<&str> = said.lines().filter(|line| line.contains("[R051]")).collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    examples/go-quao/overlays/xa-dinh-hoa-cong-dan.toml:6:12: error[R051]: overlay needs review: its base is no edition of `cong-dan-hoc-tap`
    examples/go-quao/overlays/xa-vinh-tuy-cong-dan.toml:6:12: error[R051]: overlay needs review: its base is no edition of `cong-dan-hoc-tap`
    rules/overlays/vung-kho-khan-2023-10-25.toml:8:12: error[R051]: overlay needs review: its base is no edition of `cong-dan-hoc-tap`
    ");
    // What the help says can be typed.
    let (_, rest) = said.split_once("write `base = \"").expect("the help gives the new digest");
    let new = rest.split('"').next().unwrap();
    for overlay in ["xa-dinh-hoa-cong-dan", "xa-vinh-tuy-cong-dan"] {
        repin(&house, &format!("examples/go-quao/overlays/{overlay}.toml"), new);
    }
    repin(&house, "rules/overlays/vung-kho-khan-2023-10-25.toml", new);
    let _ = house.run_en(&["check", EXAMPLE]).data();
}

/// Writes another base into an overlay.
fn repin(house: &House, overlay: &str, base: &str) {
    let text = fs::read_to_string(house.path(overlay)).unwrap();
    let lines = text.lines().map(|line| match line.strip_prefix("base ") {
        Some(_) => format!("base = \"{base}\"\n"),
        None => format!("{line}\n"),
    });
    house.write(overlay, &lines.collect::<String>());
}

#[test]
fn two_overlays_that_contradict_each_other_are_both_shown() {
    let house = House::with_example();
    let overlay = "examples/go-quao/overlays/xa-dinh-hoa-cong-dan";
    let text = fs::read_to_string(house.path(&format!("{overlay}.toml"))).unwrap();
    house.write(&format!("{overlay}-2.toml"), &text.replace("value = 75", "value = 77"));
    let said = house.run_en(&["check", EXAMPLE]).refused(3);
    insta::assert_snapshot!(said, @r"
    error[R053]: two overlays set `diem-dat` for one place and day
      --> examples/go-quao/overlays/xa-dinh-hoa-cong-dan-2.toml:14:9
       |
    14 | value = 77
       |         ^^ sets 77
       |
      ::: examples/go-quao/overlays/xa-dinh-hoa-cong-dan.toml:14:9
       |
    14 | value = 75
       |         -- sets 75
       |
       = help: remove one, or end it with `until` before the other begins

    tieuchi: 1 error
    ");
    // After both have ended there is nothing to contradict.
    let _ = house.run_en(&["plan", EXAMPLE, "--period", "2025"]).data();
    let _ = house.run_en(&["plan", EXAMPLE, "--period", "2024"]).refused(3);
}

#[test]
fn hostile_rule_files_are_refused_by_name_without_a_panic() {
    let deep = |levels: usize| {
        format!("[ruleset]\napplies = {}{{}}{}", "{ none = [".repeat(levels), "] }".repeat(levels))
    };
    let numbers = "[ruleset]\ntitle = \"x\"\nsubject = \"citizen\"\n\
        points = { total = 99999999999999999999999999, scale = 0 }\n\
        valid-months = -9223372036854775809\n\
        [criterion.a]\npoints = 9223372036854775807\nscore = { of = \"tu-cham.tinh-toan\" }\n\
        [criterion.b]\npoints = 1e308\nscore = { of = \"tu-cham.tinh-toan\" }\n\
        [criterion.c]\npoints = 0.0000001\nscore = { of = \"tu-cham.tinh-toan\" }\n\
        [criterion.d]\npoints = nan\nscore = { of = \"tu-cham.tinh-toan\" }\n";
    let cases: [(&str, Vec<u8>); 14] = [
        ("empty", Vec::new()),
        ("1 MiB of brackets", vec![b'['; 1 << 20]),
        ("a value of brackets", [b"a = ".to_vec(), vec![b'['; (1 << 20) - 4]].concat()),
        ("tables in tables", b"a={".repeat(300_000)),
        ("dots", b"a.".repeat(400_000)),
        ("NUL", b"[ruleset]\ntitle = \"a\0b\"\n\0\0\0".to_vec()),
        ("9 MiB", vec![b'#'; 9 << 20]),
        ("a byte too long", vec![b'#'; (1 << 20) + 1]),
        ("invalid UTF-8", b"[ruleset]\ntitle = \"\xff\xfe\"\n".to_vec()),
        ("60 conditions deep", deep(60).into_bytes()),
        ("20,000 conditions deep", deep(20_000).into_bytes()),
        ("numbers beyond all", numbers.as_bytes().to_vec()),
        ("50,000 tables", (0..50_000).flat_map(|n| format!("[a.b{n}]\n").into_bytes()).collect()),
        ("escape sequences", "[ruleset]\n\"\u{1b}]0;x\u{7}\u{202e}\" = 1\n".into()),
    ];
    let house = House::with_example();
    let file = "rules/base/cong-dan-hoc-tap/2030-01-01.toml";
    for (name, bytes) in cases {
        fs::write(house.path(file), bytes).unwrap();
        for format in ["human", "plain"] {
            let output = house.run(&["check", EXAMPLE, "--error-format", format]);
            assert!(matches!(output.code, Some(1 | 3)), "{name}: {output:?}");
            assert!(output.stderr.contains(file), "{name}: {}", output.stderr);
            assert!(!output.stderr.contains("panicked"), "{name}: {}", output.stderr);
            assert!(!output.stderr.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{name}");
            assert!(output.stderr.len() < 200_000, "{name}: {} bytes", output.stderr.len());
            assert_eq!(output.stdout, "", "{name}");
        }
    }
}

#[test]
fn hostile_configurations_are_refused_by_name() {
    let house = House::with_example();
    let file = "examples/go-quao/tieuchi.toml";
    let good = fs::read_to_string(house.path(file)).unwrap();
    for (from, to, code) in [
        ("[workspace]", "[workspac]", 3),
        ("name ", "nam ", 3),
        ("\"../../rules\"", "7", 3),
        ("[\"../../rules\", \"rules\"]", "\"../../rules\"", 3),
        ("\"registers\"", "[", 3),
    ] {
        house.replace(file, from, to);
        let said = house.run_en(&["check", EXAMPLE]).refused(code);
        assert!(said.contains(file), "{said}");
        house.write(file, &good);
    }
    house.replace(file, "../../rules", "../../rulez");
    insta::assert_snapshot!(house.run_en(&["check", EXAMPLE]).refused(1), @r"
    error: cannot read `rulez`
      caused by: there is no such file or folder
      help: look at the file's name again, and at the folder in which the command runs
    ");
}

#[cfg(unix)]
#[test]
fn links_that_lead_round_in_a_circle_or_nowhere_do_not_hang_the_program() {
    let house = House::with_example();
    std::os::unix::fs::symlink(house.path("rules"), house.path("rules/base/again")).unwrap();
    let _ = house.run_en(&["check", EXAMPLE]).data();
    std::os::unix::fs::symlink(house.path("nowhere"), house.path("rules/base/x.toml")).unwrap();
    insta::assert_snapshot!(house.run_en(&["check", EXAMPLE]).refused(1), @r"
    error: cannot read `rules/base/x.toml`
      caused by: there is no such file or folder
      help: look at the file's name again, and at the folder in which the command runs
    ");
}
