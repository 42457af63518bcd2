//! A plugin at work in a run, and what a run refuses to begin with.

use std::fs;

use super::{COMPONENT, EDITION, WORKSPACE, good, house, locked, run, with_manifest};

/// Judges the period.
const RUN: [&str; 6] = ["run", WORKSPACE, "--period", "2024", "--format", "json"];

#[test]
fn a_run_judges_by_the_locked_component() {
    let house = locked();
    let _ = run(&house, &RUN).data();
    let findings = house.rows(
        WORKSPACE,
        "select subject, outcome, points_low, points_high from v_finding order by subject",
    );
    assert_eq!(findings, "a|pass|10|10\nb|fail|0|0\nc|unknown|0|10\n");
}

#[test]
fn nothing_is_judged_by_what_is_not_locked_or_is_no_longer_the_same() {
    let house = house();
    let said = run(&house, &RUN).refused(3);
    assert!(said.starts_with("error[P017]: "), "{said}");
    let house = locked();
    fs::write(house.path(COMPONENT), with_manifest(good::MANIFEST)).unwrap();
    let said = run(&house, &RUN).refused(3);
    assert!(said.starts_with("error[P018]: "), "{said}");
    assert!(house.stored(WORKSPACE).is_empty(), "no run is kept");
}

#[test]
fn inputs_and_settings_that_do_not_fit_are_all_told_at_once() {
    let house = locked();
    house.replace(
        EDITION,
        "settings = { tran = 40 }",
        "inputs = { gio-hoc = \"gio-le\", gio-hco = \"gio-hoc\" }, \
         settings = { tran = 400, che-do = \"kho\" }",
    );
    let said = run(&house, &RUN).refused(3);
    insta::assert_snapshot!(said, @r#"
    error[P015]: setting `che-do` does not know the word `kho`; one of `thuong`, `kho-khan`
      --> xa/rules/base/vi-du/2024-01-01.toml:14:12
       |
    14 | [criterion.hoc]
       |            ^^^ its settings do not fit

    error[P015]: setting `tran` must be at most 100, not 400
      --> xa/rules/base/vi-du/2024-01-01.toml:14:12
       |
    14 | [criterion.hoc]
       |            ^^^ its settings do not fit

    error[P016]: input `gio-hoc` cannot read the indicator `gio-le`
      --> xa/rules/base/vi-du/2024-01-01.toml:14:12
       |
    14 | [criterion.hoc]
       |            ^^^ needs a number with at most 1 decimal, and the indicator is a decimal with 3 decimals
       |
      ::: xa/rules/indicators/citizen.toml:8:12
       |
     8 | [indicator.gio-le]
       |            ------ declared here
       |
       = help: bind another one: `inputs = { gio-hoc = "…" }`

    error[P016]: plugin `gio-hoc` has no input `gio-hco`
      --> xa/rules/base/vi-du/2024-01-01.toml:14:12
       |
    14 | [criterion.hoc]
       |            ^^^ binds an input that is not there
       |
       = help: did you mean `gio-hoc`?

    tieuchi: 4 errors
    "#);
}

#[test]
fn a_plugin_of_another_kind_is_refused() {
    let house = house();
    let family = good::MANIFEST.replace("\"citizen\"", "\"family\"");
    fs::write(house.path(COMPONENT), with_manifest(&family)).unwrap();
    let _ = run(&house, &["plugin", "add", COMPONENT, "--workspace", WORKSPACE]).data();
    let said = run(&house, &RUN).refused(3);
    assert!(said.contains("error[P020]: plugin `gio-hoc` judges no citizen"), "{said}");
}

#[test]
fn a_setting_without_a_value_leaves_every_finding_unknown() {
    let house = locked();
    house.replace(EDITION, "tran = 40", "tran = { parameter = \"tran-gio\" }");
    let parameter = "[parameter.tran-gio]\nname = \"Trần\"\nmissing = \"Quyết định ví dụ\"\nreference = \"ví dụ\"\n\n";
    house.replace(EDITION, "[criterion.hoc]", &format!("{parameter}[criterion.hoc]"));
    let _ = run(&house, &RUN).data();
    let outcomes =
        house.rows(WORKSPACE, "select outcome, count(*) from v_finding group by outcome");
    assert_eq!(outcomes, "unknown|3\n");
}

#[test]
fn compiled_code_is_kept_where_the_environment_says_and_only_there() {
    let house = locked();
    let mut command = house.command(&RUN);
    let output = command.env("TIEUCHI_CACHE", house.path("kept")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let kept = fs::read_dir(house.path("kept")).unwrap().count();
    assert!(kept > 0, "nothing was kept");
}

#[test]
fn a_plugin_that_breaks_spoils_its_own_findings_and_nothing_else() {
    let house = house();
    let broken = good::CORE.replacen("(local.set $in ", "(unreachable) (local.set $in ", 1);
    assert_ne!(broken, good::CORE, "the good plugin reads its column so");
    fs::write(house.path(COMPONENT), good::with_core(&broken, good::MANIFEST)).unwrap();
    let _ = run(&house, &["plugin", "add", COMPONENT, "--workspace", WORKSPACE]).data();
    house.replace(EDITION, "total = 10", "total = 20");
    let sound = "[criterion.khac]\nname = \"Khác\"\npoints = 10\n\
                 scale = { of = \"gio-hoc\", target = 3, round = { mode = \"down\", digits = 0 } }\n\n";
    house.replace(EDITION, "[criterion.hoc]", &format!("{sound}[criterion.hoc]"));
    let output = run(&house, &RUN);
    assert_eq!(output.code, Some(4), "{}{}", output.stdout, output.stderr);
    assert!(output.stdout.contains("P011"), "{}", output.stdout);
    let findings = "select criterion, subject, outcome, points_low, points_high from v_finding
        order by criterion, subject";
    assert_eq!(
        house.rows(WORKSPACE, findings),
        "hoc|a|error|0|10\nhoc|b|error|0|10\nhoc|c|error|0|10\n\
         khac|a|pass|10|10\nkhac|b|fail|0|0\nkhac|c|unknown|0|10\n"
    );
    // Who passes without the broken criterion is told; whom it could decide waits.
    let verdicts = "select subject, status from v_verdict order by subject";
    assert_eq!(house.rows(WORKSPACE, verdicts), "a|recognised\nb|undetermined\nc|undetermined\n");
}
