//! `fmt`: files in their one form, from the command line.

use std::fs;

use super::EXAMPLE;
use crate::house::House;

/// An edition that is pinned by overlays of the example.
const CITIZENS: &str = "rules/base/cong-dan-hoc-tap/2023-10-25.toml";

#[test]
fn shipped_files_are_in_form_and_stay_untouched() {
    let house = House::with_example();
    let before = fs::metadata(house.path(CITIZENS)).unwrap().modified().unwrap();
    let output = house.run(&["fmt", "rules", EXAMPLE]);
    assert!(output.stderr.ends_with(" rule files in form\n"), "{}", output.stderr);
    assert_eq!(output.data(), "");
    assert_eq!(fs::metadata(house.path(CITIZENS)).unwrap().modified().unwrap(), before);
    assert_eq!(house.run(&["fmt", "--check", "rules"]).code, Some(0));
}

#[test]
fn a_file_out_of_form_is_named_by_check_and_mended_without_it() {
    let house = House::with_example();
    let overlay = "examples/go-quao/overlays/xa-dinh-hoa-cong-dan.toml";
    let good = fs::read_to_string(house.path(overlay)).unwrap();
    house.replace(overlay, "of       = ", "of=");
    let bad = fs::read_to_string(house.path(overlay)).unwrap();
    let output = house.run(&["fmt", "--check", EXAMPLE]);
    assert_eq!(output.code, Some(3));
    assert_eq!(output.stdout, format!("{overlay}\n"));
    let (counted, help) = output.stderr.split_once('\n').unwrap();
    assert!(counted.starts_with("tieuchi: 1 of "), "{counted}");
    assert!(counted.ends_with(" rule files not in form"), "{counted}");
    assert_eq!(help, "  help: type: tieuchi fmt examples/go-quao\n");
    assert_eq!(fs::read_to_string(house.path(overlay)).unwrap(), bad);
    let output = house.run(&["fmt", EXAMPLE]);
    assert!(output.stderr.ends_with(" rule files put in form\n"), "{}", output.stderr);
    assert_eq!(output.data(), format!("{overlay}\n"));
    assert_eq!(fs::read_to_string(house.path(overlay)).unwrap(), good);
    let folder = house.path("examples/go-quao/overlays");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn overlays_keep_their_hold_on_an_edition_that_is_formed_with_them() {
    let house = House::with_example();
    let checked = house.run(&["check", EXAMPLE]).data();
    // An edition that was never in form, with overlays that were written on it.
    let pin = |house: &House| {
        let overlay = house.path("examples/go-quao/overlays/xa-dinh-hoa-cong-dan.toml");
        let text = fs::read_to_string(overlay).unwrap();
        let line = text.lines().find(|line| line.starts_with("base ")).unwrap();
        line.split(['"', ':']).nth(2).unwrap().to_owned()
    };
    let formed = pin(&house);
    house.replace(CITIZENS, "\n[recognition]\n", "\n\n\n[recognition]\n");
    let text = fs::read(house.path(CITIZENS)).unwrap();
    let loose = tieuchi_store::Digest::of(text).to_string();
    for overlay in [
        "examples/go-quao/overlays/xa-dinh-hoa-cong-dan.toml",
        "examples/go-quao/overlays/xa-vinh-tuy-cong-dan.toml",
        "rules/overlays/vung-kho-khan-2023-10-25.toml",
    ] {
        house.replace(overlay, &formed, &loose);
    }
    assert_eq!(house.run(&["check", EXAMPLE]).data(), checked);
    let output = house.run(&["fmt", "rules", EXAMPLE]);
    assert_eq!(output.stdout.lines().count(), 4, "{}", output.stdout);
    assert!(output.stderr.contains("an edition has a new digest"), "{}", output.stderr);
    assert_eq!(pin(&house), formed);
    assert_eq!(house.run(&["check", EXAMPLE]).data(), checked);
}

#[test]
fn files_that_cannot_be_formed_are_told_and_the_others_are_formed() {
    let house = House::empty();
    house.write("a.toml", "[target.a]\nname=\"A\"\ntitle = \"t\"\n");
    house.write("b.toml", "[target.b\n");
    house.write("Cargo.toml", "[package]\nname='x'\n");
    house.write(".hidden/c.toml", "[target.c]\nname=\"C\"\n");
    house.write("target/d.toml", "[target.d]\nname=\"D\"\n");
    let output = house.run_en(&["fmt"]);
    assert_eq!(output.code, Some(3));
    assert_eq!(output.stdout, "a.toml\n");
    assert!(output.stderr.contains("error[R001]"), "{}", output.stderr);
    assert!(output.stderr.contains("b.toml:1"), "{}", output.stderr);
    let formed = fs::read_to_string(house.path("a.toml")).unwrap();
    assert_eq!(formed, "[target.a]\ntitle = \"t\"\nname  = \"A\"\n");
    for (path, text) in [
        ("b.toml", "[target.b\n"),
        ("Cargo.toml", "[package]\nname='x'\n"),
        (".hidden/c.toml", "[target.c]\nname=\"C\"\n"),
        ("target/d.toml", "[target.d]\nname=\"D\"\n"),
    ] {
        assert_eq!(fs::read_to_string(house.path(path)).unwrap(), text);
    }
    let output = house.run(&["fmt", "Cargo.toml", ".hidden/c.toml"]);
    insta::assert_snapshot!(output.stderr, @r"
    warning: `Cargo.toml` is no rule file; it is left as it is
    tieuchi: 1 of 1 rule file put in form
    ");
    assert_eq!(output.stdout, ".hidden/c.toml\n");
}

#[test]
fn a_path_that_is_not_there_is_refused() {
    let said = House::empty().run_en(&["fmt", "nowhere"]).refused(1);
    assert!(said.contains("cannot read `nowhere`"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_rights_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let house = House::empty();
    house.write("real/a.toml", "[target.a]\nname=\"A\"\n");
    symlink("real/a.toml", house.path("link.toml")).unwrap();
    let real = house.path("real/a.toml");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    let _ = house.run(&["fmt", "link.toml"]).data();
    assert_eq!(fs::read_to_string(&real).unwrap(), "[target.a]\nname = \"A\"\n");
    assert!(fs::symlink_metadata(house.path("link.toml")).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    house.write("real/b.toml", "[target.b]\nname=\"B\"\n");
    fs::set_permissions(house.path("real/b.toml"), fs::Permissions::from_mode(0o440)).unwrap();
    let said = house.run_en(&["fmt", "real/b.toml"]);
    assert_eq!(said.code, Some(1));
    assert!(said.stderr.contains("cannot write `real/b.toml`"), "{}", said.stderr);
    assert_eq!(fs::read_to_string(house.path("real/b.toml")).unwrap(), "[target.b]\nname=\"B\"\n");
}
