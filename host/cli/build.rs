//! Rebuilds the crate when a file comes into or leaves the folders that it carries.

use std::io::{Write, stdout};

fn main() -> std::io::Result<()> {
    for folder in
        ["pages", "../../plugins/template", "../../plugins/sdk", "../../plugins/sdk-macros"]
    {
        writeln!(stdout(), "cargo::rerun-if-changed={folder}")?;
    }
    Ok(())
}
