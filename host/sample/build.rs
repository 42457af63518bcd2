//! Rebuilds the crate when a file comes into or leaves the folders that it carries.

use std::io::{Write, stdout};

fn main() -> std::io::Result<()> {
    for folder in [
        "../../rules",
        "../../examples/go-quao/overlays",
        "../../examples/go-quao/places",
        "../../examples/go-quao/rules",
    ] {
        writeln!(stdout(), "cargo::rerun-if-changed={folder}")?;
    }
    Ok(())
}
