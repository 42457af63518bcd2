//! The one form of rule files: nothing of the meaning is lost, and what is in form stays.

use std::{fs, path::Path};

use proptest::prelude::*;
use tieuchi_core::Sources;
use tieuchi_ruleset::{FileKind, format};

use crate::ground::files;

/// A text in the one form; what it is said of one that has none.
fn formatted(text: &str) -> Result<Option<String>, String> {
    let mut sources = Sources::default();
    let source = sources.add("a.toml", text);
    let (text, said) = format(&sources, source);
    if said.is_empty() { Ok(text.map(|formed| formed.text)) } else { Err(format!("{said:#?}")) }
}

/// A text in the one form, held against the laws: it says the same, it has the same comments, and
/// it is in the form.
#[track_caller]
fn in_form(text: &str) -> String {
    let once = formatted(text).unwrap().unwrap();
    let twice = formatted(&once).unwrap().unwrap();
    assert_eq!(once, twice, "formatted twice: {text}");
    assert_eq!(read(text), read(&once), "{text}\nbecame\n{once}");
    assert_eq!(letters(text), letters(&once), "{text}\nbecame\n{once}");
    once
}

/// What a text says.
fn read(text: &str) -> toml::Table {
    text.parse().unwrap()
}

/// All letters of a text but spaces and commas, sorted.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<_> = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !",\u{feff}".contains(*letter))
        .collect();
    letters.sort_unstable();
    letters
}

#[test]
fn spaces_blank_lines_and_commas_are_put_in_form() {
    let text = "\n\n#  ghi chú \n\n[ ruleset ]   # đầu\nsubject='citizen'\ntitle  =   \"a\"\n\n\n\
                name = \"A\"\n[criterion . b]\n# về điểm\npoints=10 # mười\nname=\"B\" # tên\n\
                steps=[{points=1,when={x={at-least=3,}}},\n\n\n { when={y={is=true}}, points=2}]\n\
                # cuối\n\n# riêng\n\n[group.c]\nname=\"C\"";
    insta::assert_snapshot!(in_form(text), @r##"
    #  ghi chú

    [ruleset]  # đầu
    title   = "a"
    subject = 'citizen'

    name = "A"

    [criterion.b]
    name   = "B"  # tên
    # về điểm
    points = 10  # mười
    steps  = [
      { when = { x = { at-least = 3 } }, points = 1 },

      { when = { y = { is = true } }, points = 2 },
    ]
    # cuối

    # riêng

    [group.c]
    name = "C"
    "##);
}

#[test]
fn ids_and_tables_stay_in_the_order_of_their_author() {
    let text = "[indicator.b]\ncodes = { y = \"Y\", x = \"X\" }\nsubject = \"citizen\"\n\n[indicator.a]\n\
                compute = { share = { having = { z = { is = true }, b = { is = true } }, over = \"citizen\" } }\n";
    insta::assert_snapshot!(in_form(text), @r#"
    [indicator.b]
    subject = "citizen"
    codes   = { y = "Y", x = "X" }

    [indicator.a]
    compute = { share = { over = "citizen", having = { z = { is = true }, b = { is = true } } } }
    "#);
}

#[test]
fn what_stands_over_several_lines_keeps_its_lines() {
    let text = "[ruleset]\n[criterion.a]\nholds = { any = [ # hoặc\n  { a = { is = 1 } }, { b = { is = 2 } },\n\
                # hay\n { c = { one-of = [\n1,2\n] } } # ba\n ] }\nnote = \"\"\"\nhai\n  dòng\"\"\" # hết\n";
    insta::assert_snapshot!(in_form(text), @r#"
    [ruleset]

    [criterion.a]
    holds = { any = [  # hoặc
      { a = { is = 1 } }, { b = { is = 2 } },
      # hay
      { c = { one-of = [
        1, 2,
      ] } },  # ba
    ] }
    note  = """
    hai
      dòng"""  # hết
    "#);
}

#[test]
fn a_file_from_another_system_loses_its_carriage_returns_and_nothing_else() {
    let text = "\u{feff}[target.a]\r\nyear = 2025\r\n# về tên\r\nname = \"A\"\r\n\r\n";
    assert_eq!(in_form(text), "[target.a]\n# về tên\nname = \"A\"\nyear = 2025\n");
}

#[test]
fn what_is_no_file_of_ours_is_left_alone_and_what_is_broken_is_told() {
    assert_eq!(formatted("[package]\nname='x'\n"), Ok(None));
    assert_eq!(formatted("[workspace]\nmembers=['x']\n"), Ok(None));
    assert_eq!(formatted(""), Ok(None));
    let said = formatted("[ruleset]\ntitle = \n").unwrap_err();
    assert!(said.contains("R001"), "{said}");
    let deep = format!("[ruleset]\nx = {}{}", "[".repeat(40), "]".repeat(40));
    assert!(formatted(&deep).unwrap_err().contains("R043"));
}

#[test]
fn a_file_that_would_outgrow_the_limit_stays_as_it_is() {
    let list = "0,".repeat((1 << 19) - 50);
    let text = format!("[ruleset]\ntitle=[{list}]\n");
    assert!(text.len() < 1 << 20);
    assert_eq!(formatted(&text), Ok(Some(text.clone())));
}

#[test]
fn all_shipped_files_are_in_form() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut seen = 0;
    for folder in ["rules", "examples"] {
        for path in files(&root.join(folder)) {
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(in_form(&text), text, "type `tieuchi fmt {}`", path.display());
            seen += 1;
        }
    }
    assert!(seen > 30, "only {seen} files");
}

#[test]
fn every_fixture_comes_through() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/ui");
    let mut seen = 0;
    for path in files(&root) {
        let text = fs::read_to_string(&path).unwrap();
        if let Ok(Some(_)) = formatted(&text) {
            in_form(&text);
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen} files");
}

#[test]
fn every_kind_of_file_is_told_by_its_content() {
    for (text, first) in [
        ("[ruleset]\nname='a'\ntitle='b'", "title"),
        ("[overlay]\nbase='a'\nof='b'", "of"),
        ("[[case]]\nexpected={}\nname='b'", "name"),
        ("[indicator.x]\ntype='a'\nsubject='b'", "subject"),
        ("[target.x]\nname='a'\ntitle='b'", "title"),
        ("[workspace]\nrules=[]\nname='b'", "name"),
        ("[plugin]\ncontract=1\nname='b'", "name"),
    ] {
        let text = in_form(text);
        let line = text.lines().nth(1).unwrap();
        assert!(line.starts_with(first), "{text}");
    }
    // Places are no TOML.
    assert_eq!(FileKind::ALL.len(), 8);
}

/// Keys of rule files, and others.
fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "title", "name", "points", "when", "of", "where", "having", "open", "value", "all",
            "any", "steps", "table", "below", "\"a.b\"", "'c d'", "x",
        ])
        .prop_map(str::to_owned),
        "[a-z]{1,3}",
    ]
}

/// Spaces where any may stand.
fn space() -> impl Strategy<Value = String> {
    "[ \t]{0,2}"
}

/// Line ends, comments and spaces, where a line may end.
fn gap() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => space(),
        1 => "( {0,1}(# ?[a-zđ]{0,3})?\r?\n){1,3} {0,2}",
    ]
}

/// A value, laid out in any way.
fn value() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?",
        "\"[a-zđ #=,]{0,4}\"",
        "'[a-z\" \\[]{0,4}'",
        Just("\"\"\"\na\n\n# b\"\"\"".to_owned()),
        Just("2024-02-29".to_owned()),
        Just("true".to_owned()),
        Just("1e3".to_owned()),
        Just("0x1F".to_owned()),
    ];
    scalar.prop_recursive(4, 24, 4, |inner| {
        let item = (gap(), inner.clone(), gap()).prop_map(|(a, b, c)| format!("{a}{b}{c}"));
        let list = (prop::collection::vec(item, 0..4), gap()).prop_map(|(items, end)| {
            format!(
                "[{}{}]",
                items.join(","),
                if items.is_empty() { end } else { format!(",{end}") }
            )
        });
        let entry =
            (gap(), key(), space(), space(), inner, gap()).prop_map(|(a, key, b, c, value, d)| {
                (key.clone(), format!("{a}{key}{b}={c}{value}{d}"))
            });
        let table = prop::collection::vec(entry, 0..4).prop_map(|mut entries| {
            entries.sort();
            entries.dedup_by(|left, right| left.0 == right.0);
            entries.reverse();
            let entries: Vec<_> = entries.into_iter().map(|(_, text)| text).collect();
            format!("{{{}}}", entries.join(","))
        });
        prop_oneof![list, table]
    })
}

/// Lines of a file.
fn body() -> impl Strategy<Value = String> {
    let remark = "[ \t]{0,2}(# ?[a-zđ]{0,5})? ?";
    let entry = (prop_oneof![key(), "[a-z]{1,2}\\.[a-z]{1,2}"], space(), space(), value(), remark)
        .prop_map(|(key, a, b, value, end)| format!("{a}{key}{a}={b}{value}{end}"));
    let header = prop_oneof![
        "\\[ ?(ruleset|recognition|criterion\\.[a-z]{1,2}|level\\.[12]) ?\\]( # ?[a-z]{0,3})?",
        "\\[\\[ ?[a-z]{3} ?\\]\\]",
    ];
    let line = prop_oneof![4 => entry, 2 => header, 2 => remark.prop_map(|text| text)];
    prop::collection::vec(line, 0..14).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_meaning_is_lost_and_formatting_twice_is_formatting_once(text in body(), head in "(overlay|ruleset|target)") {
        let text = format!("[{head}]\n{text}");
        if let Ok(Some(_)) = formatted(&text) {
            in_form(&text);
        }
    }

    #[test]
    fn nothing_stops_it(text in "(\\[(ruleset|a)\\]|[a-z =\"'#\\[\\]{},.\n\r]){0,30}") {
        if let Ok(Some(_)) = formatted(&text) {
            in_form(&text);
        }
    }
}
