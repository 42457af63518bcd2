//! `plugin add`: takes a component into the lock of a workspace.

use std::path::{Component as Part, Path, PathBuf};

use tieuchi_core::{Diagnostic, nearest};
use tieuchi_ruleset::Locked;
use tieuchi_wasm::{Limits, Manifest};

use super::{
    component::{self, Component},
    ground::Ground,
};
use crate::{files, trouble::Trouble};

/// What may be done.
#[derive(Debug, Clone, Default)]
pub struct AddOptions {
    /// What of the component's imports is granted, beside what is granted already.
    pub grants: Vec<String>,
    /// Whether it may take the place of another component of its name.
    pub replace: bool,
}

/// A component that is in the lock now.
#[derive(Debug)]
pub struct Added {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its digest.
    pub digest: String,
    /// Its file, as the lock has it.
    pub path: String,
    /// What it asks to be granted.
    pub asks: Vec<String>,
    /// What is granted.
    pub grants: Vec<String>,
    /// What it may use.
    pub limits: Limits,
    /// The version and digest whose place it has taken, where they are others.
    pub before: Option<(String, String)>,
    /// Whether the lock has changed.
    pub changed: bool,
    /// What somebody should look at.
    pub warnings: Vec<Diagnostic>,
    /// The files that the warnings speak of.
    pub sources: tieuchi_core::Sources,
}

/// Takes a component into the lock.
pub fn add_plugin(dir: &Path, file: &Path, options: &AddOptions) -> Result<Added, Trouble> {
    let ground = Ground::of_folder(dir)?;
    match add(&ground, file, options) {
        Ok((added, None)) => Ok(Added { sources: ground.sources, ..added }),
        Ok((added, Some(entry))) => {
            ground.write_with(entry)?;
            Ok(Added { sources: ground.sources, ..added })
        }
        Err(wrong) => Err(Trouble::files(wrong, ground.sources)),
    }
}

/// What the lock is to say, where it is to change.
fn add(
    ground: &Ground,
    file: &Path,
    options: &AddOptions,
) -> Result<(Added, Option<Locked>), Vec<Diagnostic>> {
    let component = component::read(file).map_err(|wrong| vec![wrong])?;
    let Component { shape, digest, .. } = &component;
    let manifest = &shape.manifest;
    let known = ground.entry(&manifest.name);
    let asks = component::asked(shape);
    let mut wrong = Vec::new();
    for grant in options.grants.iter().filter(|grant| !asks.contains(grant)) {
        wrong.push(not_asked(manifest, grant, &asks));
    }
    if let Some(entry) = known.filter(|entry| entry.digest != *digest && !options.replace) {
        wrong.push(taken(ground, entry, &component, file));
    }
    let kept = known.map_or(&[][..], |entry| entry.grants.as_slice());
    let granted = |name: &String| kept.contains(name) || options.grants.contains(name);
    let (grants, missing): (Vec<String>, Vec<String>) =
        asks.iter().cloned().partition(|name| granted(name));
    if !missing.is_empty() {
        wrong.push(not_granted(manifest, &missing, file));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let entry = Locked {
        name: manifest.name.clone(),
        version: manifest.version.to_string(),
        digest: digest.clone(),
        path: relative(&ground.dir, file),
        grants: grants.clone(),
        name_span: 0..0,
        digest_span: 0..0,
        path_span: 0..0,
        grants_span: 0..0,
    };
    let before = known
        .filter(|known| known.digest != entry.digest)
        .map(|known| (known.version.clone(), known.digest.clone()));
    let same = |known: &Locked| {
        (&known.version, &known.digest, &known.path, &known.grants)
            == (&entry.version, &entry.digest, &entry.path, &entry.grants)
    };
    let changed = !known.is_some_and(same);
    let (limits, warnings) = ground.limits(manifest);
    let warnings = warnings
        .into_iter()
        .map(|item| Diagnostic { severity: tieuchi_core::Severity::Warning, ..item });
    let added = Added {
        digest: entry.digest.clone(),
        path: entry.path.clone(),
        asks,
        grants,
        limits,
        before,
        changed,
        warnings: warnings.collect(),
        sources: tieuchi_core::Sources::default(),
        manifest: component.shape.manifest,
    };
    Ok((added, changed.then_some(entry)))
}

/// A grant that the component has no use for.
fn not_asked(manifest: &Manifest, grant: &str, asks: &[String]) -> Diagnostic {
    let message = format!("plugin `{}` does not ask for `{grant}`", manifest.name);
    let help = match (nearest(grant, asks.iter().map(String::as_str)), asks) {
        (Some(near), _) => format!("did you mean `--grant {near}`?"),
        (None, []) => "it asks for nothing; leave `--grant` out".to_owned(),
        (None, asks) => format!("it asks for {}", asks.join(", ")),
    };
    Diagnostic::error("P006", message).help(help)
}

/// Imports that nobody has granted.
fn not_granted(manifest: &Manifest, missing: &[String], file: &Path) -> Diagnostic {
    let Manifest { name, version, .. } = manifest;
    let names = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let flags: Vec<String> = missing.iter().map(|name| format!("--grant {name}")).collect();
    let message = format!("plugin `{name}` asks for {names}, which is not granted");
    Diagnostic::error("P006", message).note(format!("{name} {version}, not locked")).help(format!(
        "if it may have that: `tieuchi plugin add {} {}`",
        files::display(file),
        flags.join(" ")
    ))
}

/// Another component under a name that is locked.
fn taken(ground: &Ground, entry: &Locked, component: &Component, file: &Path) -> Diagnostic {
    let Manifest { name, version, .. } = &component.shape.manifest;
    let message = format!("plugin `{name}` is locked with another component");
    let label = format!("version {} is locked", entry.version);
    let wrong = ground.in_lock(Diagnostic::error("P018", message), &entry.digest_span, label);
    wrong
        .note(format!("{} has version {version}, {}", files::display(file), component.digest))
        .note("findings of runs to come would be those of the new one")
        .help("if the new one is to take its place, add `--replace`")
}

/// A file's path seen from a folder, with `/`; as it stands where the two have nothing in common.
fn relative(dir: &Path, file: &Path) -> String {
    let whole = |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    let (Ok(dir), Ok(file)) = (whole(dir), whole(file)) else { return files::display(file) };
    let shared = dir.components().zip(file.components()).take_while(|(left, right)| left == right);
    let shared = shared.count();
    if shared == 0 {
        return files::display(&file);
    }
    let up = dir.components().skip(shared).map(|_| Part::ParentDir);
    let path: PathBuf = up.chain(file.components().skip(shared)).collect();
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_from_the_workspace() {
        let top = tempfile::tempdir().unwrap();
        let dir = top.path().join("examples/go-quao");
        let plugins = top.path().join("plugins/a");
        for folder in [&dir, &plugins] {
            std::fs::create_dir_all(folder).unwrap();
        }
        let file = plugins.join("a.wasm");
        std::fs::write(&file, "").unwrap();
        assert_eq!(relative(&dir, &file), "../../plugins/a/a.wasm");
        let own = dir.join("b.wasm");
        std::fs::write(&own, "").unwrap();
        assert_eq!(relative(&dir, &own), "b.wasm");
    }
}
