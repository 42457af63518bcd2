//! Plugins that change while they are in use.

use super::*;

/// The component's file.
pub(super) const COMPONENT: &str = "gio-hoc.wasm";

/// A component with worked cases, told from others by a word in its manifest.
pub(super) fn component(word: &str) -> Vec<u8> {
    let manifest = good::MANIFEST.replace("an example", word);
    good::with_section(&good::with_manifest(&manifest), "tieuchi:cases", good::CASES.as_bytes())
}

/// The ground with a criterion that a plugin judges.
pub(super) fn ground() -> Ground {
    let ground = Ground::new();
    ground.write(
        EDITION,
        "[ruleset]\ntitle = \"vi-du\"\nname = \"Ví dụ\"\nsubject = \"citizen\"\n\
         reference = \"ví dụ\"\nauthority = \"ví dụ\"\nfrom = 2024-01-01\nperiod = \"year\"\n\
         points = { total = 10, scale = 0 }\n\n[recognition]\npass-mark = 10\n\n\
         [criterion.hoc]\nname = \"Học\"\npoints = 10\n\
         plugin = { use = \"gio-hoc@1\", settings = { tran = 40 } }\n",
    );
    ground.write(COMPONENT, component("one"));
    lock(&ground, "[]");
    ground
}

/// Locks the component as it is.
pub(super) fn lock(ground: &Ground, grants: &str) {
    let digest = Digest::of(fs::read(ground.path(COMPONENT)).unwrap());
    ground.write(
        "tieuchi.lock",
        format!(
            "[[plugin]]\nname = \"gio-hoc\"\nversion = \"1.2.3\"\ndigest = \"sha256:{digest}\"\n\
             path = \"{COMPONENT}\"\ngrants = {grants}\n"
        ),
    );
}

#[test]
fn there_and_back_compiles_nothing_again() {
    let ground = ground();
    let (mut loader, mut ledger) = (ground.loader(), Ledger::default());
    let one = new(&mut loader);
    assert_eq!(judge(&mut ledger, &one).judged, 2);
    assert_eq!(loader.plugins_loaded(), 1);
    ground.write(COMPONENT, component("two"));
    lock(&ground, "[]");
    let other = new(&mut loader);
    assert_eq!(judge(&mut ledger, &other).judged, 2);
    assert_eq!(loader.plugins_loaded(), 2);
    ground.write(COMPONENT, component("one"));
    lock(&ground, "[]");
    let again = new(&mut loader);
    assert_eq!((again.number, loader.plugins_loaded()), (3, 2));
    assert_eq!((one.digest, &one.keys), (again.digest, &again.keys));
    assert_ne!(one.keys, other.keys);
    // Rules around it may change as they like.
    let text = fs::read_to_string(ground.path(EDITION)).unwrap();
    ground.write(EDITION, text.replace("pass-mark = 10", "pass-mark = 9"));
    new(&mut loader);
    assert_eq!(loader.plugins_loaded(), 2);
}

#[test]
fn a_component_that_is_not_the_locked_one_waits_for_the_lock() {
    let ground = ground();
    let mut loader = ground.loader();
    new(&mut loader);
    ground.write(COMPONENT, component("two"));
    assert_eq!(refused(&mut loader), ["P018"]);
    assert_eq!(loader.current().unwrap().number, 1);
    assert_eq!(loader.plugins_loaded(), 1);
    lock(&ground, "[]");
    assert_eq!(new(&mut loader).number, 2);
}

#[test]
fn a_component_whose_own_cases_do_not_come_out_is_not_used() {
    let ground = ground();
    let mut loader = ground.loader();
    new(&mut loader);
    let cases = good::CASES.replace("points = 7 }", "points = 8 }");
    let manifest = good::with_manifest(good::MANIFEST);
    ground.write(COMPONENT, good::with_section(&manifest, "tieuchi:cases", cases.as_bytes()));
    lock(&ground, "[]");
    let codes = refused(&mut loader);
    assert!(codes.iter().all(|code| *code == "P022"), "{codes:?}");
    assert_eq!(loader.current().unwrap().number, 1);
    // Half of a component, too.
    ground.write(COMPONENT, &component("one")[..100]);
    lock(&ground, "[]");
    assert_eq!(refused(&mut loader), ["P001"]);
    // The good one is still on the shelf.
    ground.write(COMPONENT, component("one"));
    lock(&ground, "[]");
    let count = loader.plugins_loaded();
    assert!(matches!(loader.read(), Found::Mended(found) if found.number == 1));
    assert_eq!(loader.plugins_loaded(), count);
}

#[test]
fn nothing_is_granted_that_nobody_approved() {
    let ground = ground();
    let mut loader = ground.loader();
    new(&mut loader);
    lock(&ground, "[\"log\"]");
    match loader.read() {
        Found::Refused(crate::Trouble::Files { diagnostics, .. }) => {
            let [wrong] = &diagnostics[..] else { panic!("{diagnostics:?}") };
            assert_eq!(wrong.code, "P006");
            assert_eq!(wrong.message, "plugin `gio-hoc` is granted more than before: `log`");
            assert!(wrong.help.as_deref().unwrap().contains("--allow-grants"), "{wrong:?}");
        }
        _ => panic!("it is not refused"),
    }
    assert_eq!(loader.current().unwrap().number, 1);

    // Whoever begins with it approves of it, and may take it away; then it is gone.
    let mut loader = ground.loader();
    new(&mut loader);
    lock(&ground, "[]");
    new(&mut loader);
    lock(&ground, "[\"log\"]");
    assert_eq!(refused(&mut loader), ["P006"]);

    let mut loader = Loader::new(ground.dir.clone(), period(), true, PluginRuntime::default());
    new(&mut loader);
    lock(&ground, "[]");
    new(&mut loader);
    lock(&ground, "[\"log\"]");
    assert_eq!(new(&mut loader).number, 3);
}

#[test]
fn a_grant_cannot_come_in_while_no_rule_names_the_plugin() {
    let ground = ground();
    let plugged = fs::read_to_string(ground.path(EDITION)).unwrap();
    ground.write(EDITION, edition("ví dụ"));
    let mut loader = ground.loader();
    new(&mut loader);
    lock(&ground, "[\"log\"]");
    assert!(matches!(loader.read(), Found::Same));
    ground.write(EDITION, plugged);
    assert_eq!(refused(&mut loader), ["P006"]);
    lock(&ground, "[]");
    assert_eq!(new(&mut loader).number, 2);
}
