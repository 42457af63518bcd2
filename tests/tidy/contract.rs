//! The contract with plugins: frozen for the life of its major version.

use tieuchi_store::Digest;

use super::text;

/// Every published version of the contract, with the digest of its text. A line is added for a new
/// version and never changed: components out there were built against it.
const PUBLISHED: [(&str, &str, &str); 1] = [(
    "plugins/wit/v1/criterion.wit",
    "tieuchi:criterion@1.0.0",
    "380a667517d43835beb36c8868e5f40934c53302cae8919a46f7cfac085cc5db",
)];

#[test]
fn a_changed_contract_has_a_new_version() {
    for (path, version, digest) in PUBLISHED {
        let text = text(path).unwrap_or_else(|| panic!("{path} is gone"));
        let package = format!("package {version};");
        let (remedy, found) = ("publish a new version beside it", Digest::of(&text).to_string());
        assert!(text.contains(&package), "{path} is no longer {version}: {remedy}");
        assert_eq!(found, digest, "the text of {version} has changed: {remedy}");
    }
}

#[test]
fn the_kit_carries_the_contract_as_it_is_published() {
    let (path, ..) = PUBLISHED[PUBLISHED.len() - 1];
    let (published, carried) = (text(path), text("plugins/sdk/wit/criterion.wit"));
    assert!(published.is_some() && published == carried, "copy {path} to plugins/sdk/wit");
}
