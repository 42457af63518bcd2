//! Writes the registers of `examples/go-quao` anew and pins all overlays to the editions of today.
//!
//! A pin says that someone read the overlay against its base: read the change before you run this.

use std::{fs, io, path::Path};

use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let example = root.join("examples/go-quao");
    for folder in [root.join("rules/overlays"), example.join("overlays")] {
        for entry in fs::read_dir(folder)? {
            pin(&root.join("rules/base"), &entry?.path())?;
        }
    }
    // The guide for developers shows an overlay.
    pin(&root.join("rules/base"), &root.join("plugins/README.md"))?;
    let scratch = tempfile::tempdir()?;
    let workspace = scratch.path().join("go-quao");
    tieuchi_sample::generate(2_000, 1, &workspace)?;
    for file in ["decisions.csv"].into_iter().map(String::from).chain(
        ["citizens", "families", "clans", "villages", "units", "communes"]
            .map(|kind| format!("2024/{kind}.csv")),
    ) {
        let target = example.join("registers").join(&file);
        fs::create_dir_all(target.parent().unwrap_or(&target))?;
        fs::copy(workspace.join("registers").join(&file), target)?;
    }
    Ok(())
}

/// Puts the digest of the edition in force on the overlay's first day into its `base`.
fn pin(bases: &Path, overlay: &Path) -> io::Result<()> {
    let text = fs::read_to_string(overlay)?;
    let word = |key: &str| {
        let line = text.lines().find(|line| line.split('=').next().unwrap_or("").trim() == key)?;
        Some(line.split_once('=')?.1.trim().trim_matches('"').to_owned())
    };
    let (Some(title), Some(from), Some(old)) = (word("of"), word("from"), word("base")) else {
        return Err(io::Error::other(format!("`{}` lacks a key", overlay.display())));
    };
    let mut editions: Vec<_> = fs::read_dir(bases.join(title))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    editions.sort();
    let in_force = editions
        .iter()
        .rfind(|path| path.file_stem().is_some_and(|day| *day.to_string_lossy() <= *from))
        .ok_or_else(|| io::Error::other(format!("`{}` has no base", overlay.display())))?;
    let digest = Sha256::digest(fs::read(in_force)?);
    let base = digest.iter().fold("sha256:".to_owned(), |hex, byte| format!("{hex}{byte:02x}"));
    fs::write(overlay, text.replace(&old, &base))
}
