//! The kit speaks the contract that is published.

use std::{fs, path::Path};

#[test]
fn the_kit_speaks_the_contract_as_it_is_published() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    // A copy of the kit in a plugin of somebody else has no contract beside it.
    let Ok(published) = fs::read_to_string(here.join("../wit/v1/criterion.wit")) else { return };
    let spoken = fs::read_to_string(here.join("wit/criterion.wit")).unwrap();
    assert_eq!(spoken.replace('%', ""), published.replace('%', ""));
}
