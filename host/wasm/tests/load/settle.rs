//! What a rule sets, settled with what the manifest declares.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use tieuchi_core::{Decimal, Scalar, parse_date};
use tieuchi_wasm::{GivenSetting, Manifest, SettingValue, parse_manifest, settle};

use crate::good;

/// A manifest with a setting of every type.
fn manifest() -> Manifest {
    let summary = "summary = { vi = \"x\", en = \"x\" }\n";
    let mut text = good::MANIFEST.to_owned();
    for (id, rest) in [
        ("gio", "type = \"number\"\nscale = 1\nmin = 0.5\nmax = 2\n"),
        ("nghiem", "type = \"flag\"\n"),
        ("tu", "type = \"date\"\n"),
        ("bac", "type = \"numbers\"\nmin = 0\n"),
        ("loai", "type = \"texts\"\none-of = [\"a\", \"b\"]\n"),
    ] {
        text.push_str(&format!("[setting.{id}]\n{rest}{summary}"));
    }
    parse_manifest(&text).unwrap()
}

/// A number.
fn number(text: &str) -> Scalar {
    Scalar::Number(Decimal::parse(text).unwrap())
}

/// A word.
fn word(text: &str) -> Scalar {
    Scalar::Code(text.into())
}

/// Settings that fit.
fn given() -> BTreeMap<String, GivenSetting> {
    BTreeMap::from([
        ("gio".to_owned(), GivenSetting::One(number("1.50"))),
        ("nghiem".to_owned(), GivenSetting::One(Scalar::Flag(true))),
        ("tu".to_owned(), GivenSetting::One(Scalar::Date(parse_date("1970-01-03").unwrap()))),
        ("bac".to_owned(), GivenSetting::Several(vec![number("1"), number("2")])),
        ("loai".to_owned(), GivenSetting::Several(vec![word("b")])),
    ])
}

/// What is wrong once one setting is another.
fn faults(id: &str, setting: GivenSetting) -> String {
    let mut given = given();
    given.insert(id.to_owned(), setting);
    settle(&manifest(), &given).unwrap_err().join("\n")
}

#[test]
fn settings_come_out_in_the_order_of_the_manifest_with_its_defaults() {
    assert_eq!(
        settle(&manifest(), &given()).unwrap(),
        [
            SettingValue::Integer(40),
            SettingValue::Text("thuong".to_owned()),
            SettingValue::Integer(15),
            SettingValue::Flag(true),
            SettingValue::Integer(2),
            SettingValue::Integers(vec![1, 2]),
            SettingValue::Texts(vec!["b".to_owned()]),
        ]
    );
}

#[test]
fn a_setting_without_a_default_must_be_given() {
    let all = settle(&manifest(), &BTreeMap::new()).unwrap_err();
    assert_eq!(all.len(), 5, "all at once");
    assert_snapshot!(all[0], @"setting `gio` is not given and has no default");
}

#[test]
fn what_does_not_fit_is_said_in_a_sentence() {
    let one = GivenSetting::One;
    assert_snapshot!(faults("tram", one(number("1"))), @"plugin `gio-hoc` has no setting `tram`; did you mean `tran`?");
    assert_snapshot!(faults("tran", one(number("100.5"))), @"setting `tran` must be a whole number, not 100.5");
    assert_snapshot!(faults("tran", one(number("101"))), @"setting `tran` must be at most 100, not 101");
    assert_snapshot!(faults("gio", one(number("0.4"))), @"setting `gio` must be at least 0.5, not 0.4");
    assert_snapshot!(faults("gio", one(number("1.25"))), @"setting `gio` keeps 1 digits after the point, not 1.25");
    assert_snapshot!(faults("gio", one(word("nhiều"))), @"setting `gio` must be a number");
    assert_snapshot!(faults("nghiem", one(number("1"))), @"setting `nghiem` must be true or false");
    assert_snapshot!(faults("bac", one(number("1"))), @"setting `bac` must be a list of numbers");
    assert_snapshot!(faults("bac", GivenSetting::Several(vec![number("-1")])), @"setting `bac` must be at least 0, not -1");
    assert_snapshot!(faults("bac", GivenSetting::Several(vec![word("a")])), @"setting `bac` must be a list of numbers");
    assert_snapshot!(faults("bac", GivenSetting::Several(vec![number("1"); 257])), @"setting `bac` has 257 values, more than 256");
    assert_snapshot!(faults("loai", GivenSetting::Several(vec![word("c")])), @"setting `loai` does not know the word `c`; did you mean `a`?");
    assert_snapshot!(faults("che-do", one(word("kho-khann"))), @"setting `che-do` does not know the word `kho-khann`; did you mean `kho-khan`?");
    assert_snapshot!(faults("che-do", one(word("\u{1b}[2J"))), @"setting `che-do` must be a line of at most 400 characters without control characters");
}
