//! What an officer meets when something goes wrong, in the language that the officer reads.

use std::fs;

use super::office::{self, OFFICE};
use crate::house::{House, Output};

/// Runs a command in both languages; gives what each said on standard error.
#[track_caller]
fn both(house: &House, arguments: &[&str]) -> [String; 2] {
    let mut english = arguments.to_vec();
    english.extend(["--lang", "en"]);
    [house.run(arguments).refused(1), house.run(&english).refused(1)]
}

/// Holds that a command says the same in two languages, frame and all, about the same thing.
#[track_caller]
fn told(house: &House, arguments: &[&str], about: &str) {
    let [vietnamese, english] = both(house, arguments);
    assert!(vietnamese.starts_with("lỗi: "), "{vietnamese}");
    assert!(vietnamese.contains("\n  cách xử lý: ") && vietnamese.contains(about), "{vietnamese}");
    for word in ["error", "help:", "caused by", "cannot", "the store", "os error"] {
        assert!(!vietnamese.contains(word), "{word} is in {vietnamese}");
    }
    assert!(english.starts_with("error: "), "{english}");
    assert!(english.contains("\n  help: ") && english.contains(about), "{english}");
}

#[test]
fn every_command_of_an_officer_says_what_is_wrong_and_what_to_do() {
    let house = office::house();
    house.write("so.csv", "Mã ấp,Tên ấp\nt1,Ấp 1\n");
    let import = |more: &[&'static str]| {
        let mut all = vec!["import", OFFICE];
        all.extend_from_slice(more);
        all.extend(["--period", "2024"]);
        all
    };
    for (arguments, about) in [
        (vec!["run", "nowhere", "--period", "2024"], "`nowhere`"),
        (vec!["report", "nowhere"], "`nowhere`"),
        (vec!["explain", "nowhere", "an"], "`nowhere`"),
        (vec!["import", "nowhere", "so.csv", "--period", "2024"], "`nowhere`"),
        (vec!["template", "citizen", "t.xlsx", "--workspace", "nowhere"], "`nowhere`"),
        (vec!["check", "nowhere"], "`nowhere`"),
        (vec!["init", OFFICE, "--code", "1", "--name", "A", "--period", "2024"], "`vinh-thang`"),
        (vec!["report", OFFICE], "tieuchi run"),
        (vec!["explain", OFFICE, "an"], "tieuchi run"),
        (vec!["run", OFFICE, "--period", "1990"], "1990"),
        (vec!["template", "citizen", "so.csv", "--workspace", OFFICE], "`so.csv`"),
        (vec!["template", "citizen", "no/t.xlsx", "--workspace", OFFICE], "`no/t.xlsx`"),
        (import(&["so.csv"]), "`--kind`"),
        (import(&["nowhere.csv", "--kind", "village"]), "`nowhere.csv`"),
        (import(&["vinh-thang", "--kind", "village"]), "`vinh-thang`"),
        (import(&["so.csv", "--kind", "village", "--place", "99999"]), "`99999`"),
        (import(&["so.csv", "--kind", "village", "--mapping", "no.toml"]), "`no.toml`"),
    ] {
        told(&house, &arguments, about);
    }
    assert!(house.stored(OFFICE).is_empty(), "nothing that was refused makes a store");
}

#[test]
fn after_a_run_what_is_not_in_it_is_told() {
    let house = office::filled();
    house.run(&["run", OFFICE, "--period", "2024"]).data();
    house.write("there.html", "mine");
    for (arguments, about) in [
        (["report", OFFICE, "--run", "9"].as_slice(), "tieuchi run"),
        (&["report", OFFICE, "--place", "99999"], "`99999`"),
        (&["report", OFFICE, "--format", "html", "--out", "there.html"], "`there.html`"),
        (&["explain", OFFICE, "nobody"], "`nobody`"),
        (&["explain", OFFICE, "30982", "--out", "there.html"], "`there.html`"),
    ] {
        told(&house, arguments, about);
    }
    assert_eq!(fs::read_to_string(house.path("there.html")).unwrap(), "mine");
}

#[test]
fn a_store_that_is_no_good_is_named_by_every_command_that_reads_it() {
    let house = office::filled();
    house.run(&["run", OFFICE, "--period", "2024"]).data();
    let store = "vinh-thang/.tieuchi/store.sqlite";
    let commands = [
        ["run", OFFICE, "--period", "2024"].as_slice(),
        &["report", OFFICE],
        &["explain", OFFICE, "30982"],
        &["import", OFFICE, "so.csv", "--kind", "village", "--period", "2024"],
    ];
    house.write("so.csv", "Mã ấp,Tên ấp\nt1,Ấp 1\n");
    for file in ["store.sqlite-wal", "store.sqlite-shm"] {
        let _ = fs::remove_file(house.path("vinh-thang/.tieuchi").join(file));
    }
    let whole = fs::read(house.path(store)).unwrap();
    let mut damaged = whole.clone();
    damaged.truncate(whole.len() / 2 + 7);
    for (bytes, said) in [(damaged, "bị hỏng"), (b"dear diary".to_vec(), "không phải là kho")]
    {
        fs::write(house.path(store), &bytes).unwrap();
        for command in commands {
            told(&house, command, store);
            assert!(house.run(command).stderr.contains(said), "{command:?}");
        }
    }
    fs::write(house.path(store), &whole).unwrap();
    let other = house.store(OFFICE);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let locked = house.run(commands[3]).refused(1);
    assert!(locked.contains("đang có chương trình khác ghi") && locked.contains(store), "{locked}");
}

#[test]
fn the_frame_of_what_rule_authors_read_follows_the_language() {
    let house = House::with_example();
    house.replace("rules/base/cong-dan-hoc-tap/2023-10-25.toml", "[recognition]", "[recognitoin]");
    let check = |more: &[&str]| {
        let mut all = vec!["check", "examples/go-quao"];
        all.extend_from_slice(more);
        house.run(&all).refused(3)
    };
    for said in [check(&[]), check(&["--error-format", "plain"])] {
        assert!(said.contains("lỗi[R") && said.contains("cách xử lý: "), "{said}");
        assert!(
            said.contains("\ntieuchi: ") && !said.contains("error[") && !said.contains("help:")
        );
    }
    let english = check(&["--lang", "en"]);
    assert!(english.contains("error[R") && english.contains("help: "), "{english}");
}

#[test]
fn the_language_is_that_of_the_flag_then_of_the_program_then_of_the_locale() {
    let house = House::empty();
    let said = |flags: &[&str], environment: &[(&str, &str)]| {
        let mut arguments = vec!["report", "nowhere"];
        arguments.extend_from_slice(flags);
        let mut command = house.command(&arguments);
        command.envs(environment.iter().copied());
        let output = command.output().unwrap();
        String::from_utf8(output.stderr).unwrap().starts_with("error: ")
    };
    assert!(!said(&[], &[]), "Vietnamese where nothing says otherwise");
    assert!(said(&[], &[("LANG", "en_GB.UTF-8")]));
    assert!(!said(&[], &[("LANG", "en_GB.UTF-8"), ("TIEUCHI_LANG", "vi")]));
    assert!(said(&["--lang", "en"], &[("TIEUCHI_LANG", "vi")]));
    // The flag stands before the command as well as behind it.
    let Output { stderr, .. } = house.run(&["--lang", "en", "report", "nowhere"]);
    assert!(stderr.starts_with("error: "), "{stderr}");
}
