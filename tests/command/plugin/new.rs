//! `plugin new`: a crate that is whole, and folders that are left alone.

use std::fs;

use super::run;
use crate::house::House;

#[test]
fn a_new_crate_has_its_name_its_kind_and_the_kit() {
    let house = House::empty();
    let said = run(&house, &["plugin", "new", "gio-doc", "--kind", "family"]).data();
    assert!(said.starts_with("gio-doc: a plugin for each family;"), "{said}");
    let manifest = fs::read_to_string(house.path("gio-doc/plugin.toml")).unwrap();
    for part in ["\"gio-doc\"", "\"family\""] {
        assert!(manifest.contains(part), "{part}: {manifest}");
    }
    let mut open = vec![house.path("gio-doc")];
    let mut texts = 0;
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            // The kit is code: it has such signs of its own.
            let filled =
                path.components().any(|part| part.as_os_str() == "kit") || !text.contains("{{");
            assert!(filled, "{} is not filled in", path.display());
            assert!(
                path.file_name().unwrap() != "Cargo.toml" || !text.contains("workspace = true"),
                "{} leans on a workspace that is not there",
                path.display()
            );
            texts += 1;
        }
    }
    assert!(texts > 10, "{texts}");
    // What was written is a manifest and cases that fit together, up to the compiler.
    let output = run(&house, &["plugin", "build", "gio-doc"]);
    assert!(!output.stderr.contains("error[P"), "{}", output.stderr);
}

#[test]
fn a_name_that_cannot_be_one_brings_the_one_that_can() {
    let house = House::empty();
    let said = run(&house, &["plugin", "new", "Gio_Doc"]).refused(1);
    insta::assert_snapshot!(said, @r"
    error: `Gio_Doc` is not a plugin's name
      help: write `gio-doc`
    ");
    let said = run(&house, &["plugin", "new", "../gio"]).refused(1);
    assert!(said.contains("begin with a letter"), "{said}");
    assert_eq!(fs::read_dir(house.path("")).unwrap().count(), 0);
}

#[test]
fn a_folder_that_is_there_is_left_alone() {
    let house = House::empty();
    house.write("gio-doc/diary.txt", "mine");
    let said = run(&house, &["plugin", "new", "gio-doc"]).refused(1);
    assert!(said.starts_with("error: `gio-doc` is there already"), "{said}");
    assert_eq!(fs::read_dir(house.path("gio-doc")).unwrap().count(), 1);
    let said = run(&house, &["plugin", "new", "gio-doc", "other/gio"]).data();
    assert!(said.starts_with("other/gio: "), "{said}");
}
