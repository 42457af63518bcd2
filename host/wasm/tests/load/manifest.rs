//! Manifests: what they say, and all that is wrong with them at once.

use insta::assert_snapshot;
use tieuchi_core::{Decimal, IndicatorId, Kind};
use tieuchi_wasm::{InputType, SettingType, SettingValue, parse_manifest};

use crate::good;

/// All problems of a manifest, each with the text that it points at.
fn problems(text: &str) -> String {
    let problems = parse_manifest(text).map(|manifest| manifest.name).unwrap_err();
    let lines: Vec<_> = problems
        .iter()
        .map(|problem| {
            let place = text.get(problem.span.clone()).unwrap();
            let place: String = place.lines().next().unwrap_or("").chars().take(40).collect();
            let help = problem.help.as_deref().map_or(String::new(), |help| format!("\n  {help}"));
            format!("{} [{place}]{help}", problem.message)
        })
        .collect();
    lines.join("\n")
}

/// A manifest with a fault in every part.
const WRONG: &str = r#"
[plugin]
name     = "Giờ học"
version  = "1.0"
contract = 1.5
kind     = "citizens"
summary  = { vi = "Tóm tắt" }
author   = "ai"

[input.Gio_hoc]
type  = "numbr"
[input.co]
type  = "flag"
scale = 1
[input.expect]
type  = "number"
scale = 7
[input.xa]
type = "date"
indicator = "a..b"

[members.person.tuoi]
type = "number"

[setting.a]
type    = "number"
min     = 10
max     = 1
one-of  = ["x"]
default = 0.5
summary = "chữ"
[setting.b]
type    = "text"
min     = 1
one-of  = []
default = 1
summary = { vi = "b", en = "b" }

[reason.c]
vi = ""
en = "a\tb"

[limits]
memory = 5
time-ms = -1
"#;

/// The good manifest with one text in place of another.
fn changed(from: &str, to: &str) -> String {
    let text = good::MANIFEST.replace(from, to);
    assert_ne!(text, good::MANIFEST, "{from}");
    text
}

/// The good manifest with more at its end.
fn with(more: &str) -> String {
    format!("{}{more}", good::MANIFEST)
}

#[test]
fn a_manifest_says_all_that_it_may() {
    let text = r#"
[limits]
memory-mib   = 16
fuel-per-row = 2000
time-ms      = 500

[plugin]
name     = "xoa-mu-chu"
version  = "2.0.1"
contract = 1
kind     = "commune"
summary  = { vi = "Xóa mù chữ", en = "Literacy" }

[input.vung]
type      = "code"
indicator = "tu-cham.vung"

[input.dan-so]
type = "number"

[members.citizen]
tuoi = { type = "number", scale = 0 }
ngay-sinh = { type = "date" }

[members.family.ho-ngheo]
type = "flag"

[setting.muc]
type = "numbers"
scale = 2
default = [0.5, 1, 99.25]
summary = { vi = "Mức", en = "Marks" }

[setting.tu]
type = "date"
default = 1970-01-02
summary = { vi = "Từ", en = "From" }

[setting.nghiem]
type = "flag"
summary = { vi = "Nghiêm", en = "Strict" }

[reason.z]
vi = "Cuối"
en = "Last letter, first reason"

[reason.a]
vi = "Đầu"
en = "First letter, last reason"
"#;
    let manifest = parse_manifest(text).unwrap();
    assert_eq!((manifest.name.as_str(), manifest.kind), ("xoa-mu-chu", Kind::Commune));
    assert_eq!(manifest.version.to_string(), "2.0.1");
    assert_eq!(manifest.summary.vi, "Xóa mù chữ");
    let inputs: Vec<_> = manifest.inputs.iter().map(|input| input.id.as_str()).collect();
    assert_eq!(inputs, ["vung", "dan-so"], "the order of the file is the order on the wire");
    assert_eq!(manifest.inputs[0].indicator, IndicatorId::new("tu-cham.vung"));
    assert_eq!(manifest.inputs[1].indicator, IndicatorId::new("dan-so"));
    assert_eq!(manifest.members.len(), 2);
    assert_eq!(manifest.members[0].inputs[1].value_type, InputType::Date);
    assert_eq!(manifest.members[1].kind, Kind::Family);
    assert_eq!(manifest.settings[0].value_type, SettingType::Numbers { scale: 2 });
    assert_eq!(
        manifest.settings[0].default,
        Some(SettingValue::Integers(vec![50, 100, 9925])),
        "numbers are read from their text, exactly"
    );
    assert_eq!(manifest.settings[1].default, Some(SettingValue::Integer(1)));
    assert_eq!(manifest.settings[2].default, None);
    assert_eq!(manifest.reason(1).unwrap().id, "z");
    assert_eq!(manifest.reason(2).unwrap().words.vi, "Đầu");
    assert_eq!((manifest.reason(0), manifest.reason(3)), (None, None));
    assert_eq!(manifest.limits.memory_mib, Some(16));
    assert_eq!(manifest.limits.fuel_per_row, Some(2000));
    assert_eq!(manifest.limits.time_ms, Some(500));
}

#[test]
fn bounds_are_kept_as_they_are_written() {
    let manifest = parse_manifest(good::MANIFEST).unwrap();
    assert_eq!(manifest.settings[0].max, Some(Decimal::integer(100)));
    assert_eq!(manifest.settings[1].one_of, ["thuong", "kho-khan"]);
    assert_eq!(manifest.limits.memory_mib, None);
}

#[test]
fn an_empty_manifest_is_told_how_to_begin() {
    assert_snapshot!(problems(""), @r"
    manifest has no `plugin` []
      begin with `[plugin]`, `name`, `version`, `contract`, `kind`, `summary`
    ");
    assert_snapshot!(problems("[plugin]\n"), @r#"
    `plugin` has no `name` [plugin]
      add `name = "learning-hours"`
    `plugin` has no `version` [plugin]
      add `version = "1.0.0"`
    `plugin` has no `contract` [plugin]
      add `contract = 1`
    `plugin` has no `kind` [plugin]
      add `kind = "citizen"`
    `plugin` has no `summary` [plugin]
      add `summary = { vi = "…", en = "…" }`
    "#);
}

#[test]
fn all_problems_are_told_at_once() {
    assert_snapshot!(problems(WRONG), @r#"
    `Giờ học` is no name of a plugin ["Giờ học"]
      use small letters, digits and hyphens, a letter first, at most 64 characters
    `1.0` is no version ["1.0"]
      write three whole numbers, such as `1.0.0`
    `contract` must be a whole number from 1 to 4294967294 [1.5]
    unknown kind `citizens` ["citizens"]
      did you mean `citizen`?
    summary of `plugin` has no `en` [summary]
      add `en = "…"`
    `plugin` has no key `author` [author]
      the keys here are `name`, `version`, `contract`, `kind`, `summary`
    `Gio_hoc` is no id of an input [Gio_hoc]
      use small letters, digits and hyphens, a letter first, at most 64 characters
    unknown type `numbr` ["numbr"]
      did you mean `number`?
    input `co` has a `scale` but is no number [scale]
      leave `scale` out
    `expect` has a meaning of its own in worked cases [expect]
      choose another id
    `scale` must be a whole number from 0 to 6 [7]
    `a..b` is no id of an indicator ["a..b"]
      use small letters, digits, hyphens, and dots between words
    unknown kind `person` [person]
      the kinds are `citizen`, `family`, `clan`, `village`, `unit`, `commune`
    setting `a` has a `min` above its `max` [a]
    setting `a` has a `one-of`, which only texts have [one-of]
      leave `one-of` out
    `summary` must be a table, not text ["chữ"]
    setting `b` has a `min`, which only numbers have [min]
      leave `min` out
    `one-of` must have 1 to 256 words [[]]
    `b` must be text, not a number [1]
    `vi` says nothing [""]
      write one line of 1 to 400 characters without control characters
    `en` holds a character that cannot be shown ["a\tb"]
      write one line of 1 to 400 characters without control characters
    `limits` has no key `memory` [memory]
      the keys here are `memory-mib`, `fuel-per-row`, `time-ms`
    `time-ms` must be a whole number from 1 to 3600000 [-1]
    "#);
}

#[test]
fn text_that_is_no_toml_is_shown_where_it_breaks() {
    assert_snapshot!(problems("[plugin\nname = "), @"text is not valid TOML: unclosed table, expected `]` []");
    assert_snapshot!(problems(&changed("scale = 1", "scale = 1\nscale = 2")), @"text is not valid TOML: duplicate key [scale]");
}

#[test]
fn members_must_be_members_of_the_kind() {
    assert_snapshot!(problems(&with("[members.citizen.tuoi]\ntype = \"number\"\n")), @r"
    a citizen has no members of the kind `citizen` [citizen]
      leave `members` out, or judge another kind than `citizen`
    ");
    let family = changed("\"citizen\"", "\"family\"");
    assert_snapshot!(problems(&format!("{family}[members.clan.x]\ntype = \"flag\"\n")), @r"
    a family has no members of the kind `clan` [clan]
      its members are `citizen`
    ");
    assert_snapshot!(problems(&format!("{family}[members.citizen]\n")), @r"
    `members.citizen` names no input [citizen]
      add an input, or leave the kind out
    ");
}

#[test]
fn defaults_keep_to_their_own_bounds() {
    assert_snapshot!(problems(&changed("default = 40", "default = 101")), @"setting `tran` must be at most 100, not 101 [101]");
    assert_snapshot!(problems(&changed("default = \"thuong\"", "default = \"thuongg\"")), @r#"setting `che-do` does not know the word `thuongg`; did you mean `thuong`? ["thuongg"]"#);
    assert_snapshot!(problems(&changed("default = 40", "default = 1e3")), @r"
    `tran` cannot be kept exactly [1e3]
      write plain digits, at most 6 after the point
    ");
    assert_snapshot!(problems(&changed("default = 40", "default = 9223372036854775808")), @r"
    `tran` cannot be kept exactly [9223372036854775808]
      write plain digits, at most 6 after the point
    ");
}

#[test]
fn words_of_a_manifest_cannot_paint_the_terminal() {
    for sign in ["\\u001b[31m", "\\u202e", "\\u200b", "\\n"] {
        let text = changed("\"Above the cap\"", &format!("\"{sign}\""));
        let problems = problems(&text);
        assert!(problems.contains("cannot be shown") || problems.contains("says nothing"));
    }
    let key = problems(&with("[reason.\"\\u001b[2J\"]\nvi = \"a\"\nen = \"a\"\n"));
    assert!(key.starts_with("`\\u{1b}[2J` is no id of reason"), "{key}");
}

#[test]
fn numbers_of_everything_are_bounded() {
    let reasons = |count: usize| {
        (0..count)
            .map(|at| format!("[reason.r{at}]\nvi = \"a\"\nen = \"a\"\n"))
            .collect::<Vec<_>>()
            .concat()
    };
    assert!(parse_manifest(&with(&reasons(253))).is_ok());
    assert_snapshot!(problems(&with(&reasons(254))), @"manifest has 256 reasons, more than 255 [r253]");
    let inputs =
        (0..64).map(|at| format!("[input.i{at}]\ntype = \"flag\"\n")).collect::<Vec<_>>().concat();
    assert_snapshot!(problems(&with(&inputs)), @"manifest has 65 inputs of one kind, more than 64 [i63]");
    let long = changed("\"Above the cap\"", &format!("\"{}\"", "x".repeat(401)));
    assert_snapshot!(problems(&long), @r#"
    `en` has more than 400 characters ["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx]
      write one line of 1 to 400 characters without control characters
    "#);
    let deep = format!("x = {}1{}\n{}", "[".repeat(40), "]".repeat(40), good::MANIFEST);
    assert!(problems(&deep).contains("nest deeper"));
    let abyss = format!("x = {}1{}\n{}", "[".repeat(9000), "]".repeat(9000), good::MANIFEST);
    assert!(!problems(&abyss).is_empty());
}

#[test]
fn as_many_problems_as_a_person_reads_are_kept() {
    let keys = (0..5_000).map(|at| format!("k{at} = 1\n")).collect::<Vec<_>>().concat();
    assert_eq!(parse_manifest(&keys).unwrap_err().len(), 100);
}
