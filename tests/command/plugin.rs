//! `plugin`: components looked into, tested, measured, locked and listed, as a person types it.

use std::fs;

use crate::house::{House, Output};

mod add;
mod build;
mod example;
#[path = "../../host/wasm/tests/support/good.rs"]
mod good;
mod judge;
mod list;
mod look;
mod new;

/// The workspace of these tests.
const WORKSPACE: &str = "xa";

/// The component that these tests use.
const COMPONENT: &str = "gio-hoc.wasm";

/// The edition whose criterion a plugin judges.
const EDITION: &str = "xa/rules/base/vi-du/2024-01-01.toml";

/// A small workspace whose only criterion is judged by `gio-hoc@1`, and the component beside it.
fn house() -> House {
    let house = House::empty();
    house.write("xa/tieuchi.toml", "[workspace]\nname  = \"Ví dụ\"\nrules = [\"rules\"]\n");
    house.write(
        "xa/rules/indicators/citizen.toml",
        "[indicator.gio-hoc]\nsubject = \"citizen\"\nname = \"Giờ học\"\ntype = \"integer\"\n\
         range = [0, 100]\nreference = \"ví dụ\"\n\n\
         [indicator.gio-le]\nsubject = \"citizen\"\nname = \"Giờ lẻ\"\ntype = \"decimal\"\n\
         scale = 3\nrange = [0, 100]\nreference = \"ví dụ\"\n",
    );
    house.write(
        EDITION,
        "[ruleset]\ntitle = \"vi-du\"\nname = \"Ví dụ\"\nsubject = \"citizen\"\n\
         reference = \"ví dụ\"\nauthority = \"ví dụ\"\nfrom = 2024-01-01\nperiod = \"year\"\n\
         points = { total = 10, scale = 0 }\n\n[recognition]\npass-mark = 10\n\n\
         [criterion.hoc]\nname = \"Học\"\npoints = 10\n\
         plugin = { use = \"gio-hoc@1\", settings = { tran = 40 } }\n",
    );
    house.write(
        "xa/places/units.csv",
        "code,name,type,tier,parent,from,until\n1,Một,xã,commune,,2020-01-01,\n",
    );
    house.write("xa/registers/2024/citizens.csv", "place,subject,gio-hoc\n1,a,3\n1,b,0\n1,c,\n");
    fs::write(house.path(COMPONENT), component()).unwrap();
    house
}

/// A component that keeps the contract, with its worked cases.
fn component() -> Vec<u8> {
    good::with_section(&good::good(), "tieuchi:cases", good::CASES.as_bytes())
}

/// The same with another manifest.
fn with_manifest(manifest: &str) -> Vec<u8> {
    good::with_manifest(manifest)
}

/// Runs the program for somebody who reads English, as developers of plugins may be expected to.
fn run(house: &House, arguments: &[&str]) -> Output {
    house.run(&[arguments, &["--lang", "en"]].concat())
}

/// The workspace with the component in its lock.
fn locked() -> House {
    let house = house();
    let _ = run(&house, &["plugin", "add", COMPONENT, "--workspace", WORKSPACE]).data();
    house
}

/// The text without digests, which change with every change of the component.
fn without_digests(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(at) = rest.find("sha256:") {
        kept.push_str(&rest[..at]);
        kept.push_str("sha256:…");
        rest = rest[at + 7..].trim_start_matches(|letter: char| letter.is_ascii_hexdigit());
    }
    kept + rest
}
