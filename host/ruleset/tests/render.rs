//! A resolved ruleset as text, and back.

use tieuchi_core::{Ruleset, SourceId, Sources, parse_date};
use tieuchi_ruleset::{Rules, load, render};

use crate::{
    ground::{folder, layers, overlay, places, with_overlays},
    resolve::citizens,
};

/// The same ruleset without where it was written.
fn without_places(mut ruleset: Ruleset) -> Ruleset {
    ruleset.source = SourceId(0);
    for parameter in ruleset.parameters.values_mut() {
        parameter.origins.clear();
    }
    for criterion in &mut ruleset.criteria {
        (criterion.source, criterion.span) = (SourceId(0), 0..0);
        criterion.origins.clear();
    }
    for overlay in &mut ruleset.overlays {
        overlay.1 = SourceId(0);
    }
    ruleset
}

/// Writes a ruleset, reads it again, and holds both against each other.
fn round_trip(rules: &Rules, ruleset: &Ruleset) -> String {
    let text = render(ruleset, rules.catalogue());
    let mut sources = Sources::default();
    let source = sources.add("resolved.toml", text.as_str());
    let (again, diagnostics) = rules.read_resolved(&sources, source);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}\n{text}");
    assert_eq!(without_places(again.unwrap()), without_places(ruleset.clone()), "{text}");
    text
}

#[test]
fn a_resolved_ruleset_is_one_text_with_the_origins_of_what_overlays_set() {
    let text = overlay(
        "place = \"30958\"",
        "[parameter.diem-dat]\nvalue = 72\nopen = { max = 75 }\n[criterion.tim-kiem]\npoints = 45\n\
         [criterion.so-hoa]\nremove = true\n[criterion.rieng]\nslot = \"dia-phuong\"\n\
         name = \"Riêng \\\"một\\\"\\n\"\npoints = 5\nholds = { dung-mang = { is = true } }\n\
         applies = { tuoi = { between = [18, 60] } }\notherwise = \"full\"\n",
    )
    .replace("decision = \"", "decision = \"dòng một\\n[ruleset] ");
    let (rules, _) = with_overlays(&[("overlays/xa.toml", &text)]);
    let ruleset = citizens(&rules, "30958");
    let text = round_trip(&rules, &ruleset);
    let lines: Vec<_> = text.lines().filter(|line| line.starts_with("# origin")).collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with("# origin: 80 (Quyết định ví dụ, điều 2, from 2022-07-28) -> "));
    assert!(lines[0].contains("-> 72 (dòng một [ruleset] "), "{}", lines[0]);
    assert!(text.contains("\nremoved = true\n"));
    assert_eq!(text, render(&ruleset, rules.catalogue()));
}

/// An edition with every check, every kind of condition and every kind of constant.
const EVERYTHING: &str = r#"
[ruleset]
title = "du"
name = "Đủ \\ \"loại\""
subject = "citizen"
reference = "ví dụ"
authority = "A"
from = 2022-01-01
until = 2030-12-31
period = "year"
points = { total = 100.0, scale = 1 }
applies = { any = [ { tuoi = { at-least = 18, below = 100 } }, { none = [ { xep-loai = { one-of = ["tot", "kha"] } } ] } ] }
valid-months = 36
[recognition]
pass-mark = 79.5
floor = { parameter = "san" }
[parameter.san]
name = "Sàn"
value = 2.50
unit = "điểm"
open = { to = ["commune", "province"], min = 0, max = 5, one-of = [2.5, 1] }
reference = "ví dụ"
[parameter.ngay]
name = "Ngày"
value = 2000-02-29
reference = "ví dụ"
[parameter.loai]
name = "Loại"
value = "tot"
reference = "ví dụ"
[group.g]
name = "G"
[criterion.a]
group = "g"
name = "A"
points = 20.0
score = { of = "gio-hoc" }
[criterion.b]
name = "B"
points = 19.5
bands = { of = "tuoi", table = [ { below = 20, points = 0 }, { from = 20, below = 40.5, points = 5.5 }, { from = 40.5, points = 19.5 } ] }
[criterion.c]
name = "C"
points = 20
choices = { of = "xep-loai", points = { dat = 1, tot = 20, kha = 7.5 } }
[criterion.d]
name = "D"
points = 20
scale = { of = "gio-hoc", target = 40, round = { mode = "half-even", digits = 1 } }
required = true
[criterion.e]
name = "E"
points = 10
holds = { birth-date = { at-most = { parameter = "ngay" } }, xep-loai = { is = { parameter = "loai" } }, dung-mang = { present = false } }
optional = true
otherwise = "full"
[criterion.f]
name = "F"
points = 10.5
plugin = { use = "gio@12", inputs = { gio = "gio-hoc", "citizen.tuoi" = "tuoi" }, settings = { b = "x: \\\", y", a = [1, 2.50, { parameter = "san" }], c = true, d = 2024-01-31, e = { parameter = "san" } } }
applies = { dung-mang = { is = true } }
otherwise = "exclude"
[level.1]
name = "Một"
[level.2]
name = "Hai"
requires = { tuoi = { between = [20, 30] } }
parameter.san = { missing = "phụ lục" }
"#;

#[test]
fn every_check_and_condition_survives_writing_and_reading() {
    let mut sources = Sources::default();
    let mut layers = layers(&folder().join("ground"), &mut sources);
    layers.bases.push(sources.add("base/du/2022-01-01.toml", EVERYTHING));
    let (rules, diagnostics) = load(&sources, &layers, &places());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let (rulesets, _) = rules.resolve(&"30958".into(), parse_date("2024-12-31").unwrap());
    assert_eq!(rulesets.len(), 3);
    for ruleset in &rulesets {
        let text = round_trip(&rules, ruleset);
        if ruleset.title.as_str() == "du" {
            let plugin = text.lines().find(|line| line.starts_with("plugin")).unwrap();
            insta::assert_snapshot!(plugin, @r#"plugin = { use = "gio@12", inputs = { "citizen.tuoi" = "tuoi", "gio" = "gio-hoc" }, settings = { "a" = [1, 2.50, { parameter = "san" }], "b" = "x: \\\", y", "c" = true, "d" = 2024-01-31, "e" = { parameter = "san" } } }"#);
        }
    }
}
