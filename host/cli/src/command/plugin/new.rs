//! `plugin new`: the crate of a new plugin, with the kit beside it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::Args;
use include_dir::{Dir, include_dir};
use tieuchi_core::Kind;

use crate::{exit::Exit, terminal};

/// What a new crate begins with.
static TEMPLATE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../plugins/template");
/// The kit, by its folder beside the crate's own files.
static KIT: [(&str, Dir<'_>); 2] = [
    ("kit/sdk", include_dir!("$CARGO_MANIFEST_DIR/../../plugins/sdk")),
    ("kit/sdk-macros", include_dir!("$CARGO_MANIFEST_DIR/../../plugins/sdk-macros")),
];

/// Characters in a plugin's name.
const NAME_CHARS_MAX: usize = 64;

/// The lints of the kit's own workspace, which a crate elsewhere does not have.
const LINTS: &str = "\n[lints]\nworkspace = true\n";

/// Write the crate of a new plugin
///
/// A crate that builds, tests and runs at once, anywhere: the kit stands in it, in `kit`.
#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// The plugin's name: small letters, digits and hyphens
    name: String,
    /// The crate's folder, which must not be there yet [default: the plugin's name]
    dir: Option<PathBuf>,
    /// Whom it judges
    #[arg(long, default_value = "citizen", value_parser = super::super::import::kind)]
    kind: Kind,
}

/// Does it.
pub(crate) fn new(args: &NewArgs) -> Exit {
    let NewArgs { name, dir, kind } = args;
    if let Err(better) = well_formed(name) {
        terminal::say(&format!("error: `{name}` is not a plugin's name"));
        terminal::say(&match better {
            Some(better) => format!("  help: write `{better}`"),
            None => {
                "  help: begin with a letter; small letters, digits and single hyphens follow, \
                     at most 64 in all"
                    .to_owned()
            }
        });
        return Exit::CouldNotFinish;
    }
    let dir = dir.clone().unwrap_or_else(|| PathBuf::from(name));
    match write(&dir, name, *kind) {
        Ok(()) => {
            let dir = dir.display();
            terminal::data(&format!(
                "{dir}: a plugin for each {kind}; what it judges stands in {dir}/src/lib.rs\n\
                 next: `tieuchi plugin build {dir}`, then `tieuchi plugin test {dir}`\n"
            ))
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            terminal::say(&format!("error: `{}` is there already", dir.display()));
            terminal::say("  help: name another folder behind the plugin's name");
            Exit::CouldNotFinish
        }
        Err(error) => {
            terminal::say(&format!("error: cannot write `{}`: {error}", dir.display()));
            Exit::CouldNotFinish
        }
    }
}

/// Whether a text is a plugin's name; else what it would be as one, where that is plain.
fn well_formed(name: &str) -> Result<(), Option<String>> {
    let fits = |name: &str| {
        let word = |word: &str| {
            !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        name.len() <= NAME_CHARS_MAX
            && name.starts_with(|letter: char| letter.is_ascii_lowercase())
            && name.split('-').all(word)
    };
    if fits(name) {
        return Ok(());
    }
    let better = name.trim().to_lowercase().replace(['_', ' ', '.'], "-");
    Err(Some(better).filter(|better| fits(better)))
}

/// Writes the crate into a folder that was not there; when something goes wrong, it is not there
/// afterwards.
fn write(dir: &Path, name: &str, kind: Kind) -> io::Result<()> {
    if let Some(parent) = dir.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::create_dir(dir)?;
    let filled = |text: &str| {
        text.replace("{{name}}", name)
            .replace("{{crate}}", &name.replace('-', "_"))
            .replace("{{kind}}", kind.as_str())
    };
    let written = copy(&TEMPLATE, dir, &filled).and_then(|()| {
        KIT.iter().try_for_each(|(folder, kit)| {
            copy(kit, &dir.join(folder), &|text| text.replace(LINTS, ""))
        })
    });
    written.inspect_err(|_| {
        // Nothing more can be said than why the writing failed.
        let _ = fs::remove_dir_all(dir);
    })
}

/// Writes the files of a folder, their texts changed.
fn copy(from: &Dir<'_>, to: &Path, change: &dyn Fn(&str) -> String) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for folder in from.dirs() {
        let name = folder.path().file_name().unwrap_or_default();
        copy(folder, &to.join(name), change)?;
    }
    for file in from.files() {
        let path = to.join(file.path().file_name().unwrap_or_default());
        match file.contents_utf8() {
            Some(text) => fs::write(path, change(text))?,
            None => fs::write(path, file.contents())?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kebab_case() {
        for name in ["a", "gio-hoc", "learning-hours-2"] {
            assert_eq!(well_formed(name), Ok(()));
        }
        for (name, better) in [
            ("Gio_Hoc", Some("gio-hoc")),
            ("gio hoc", Some("gio-hoc")),
            ("", None),
            ("-a", None),
            ("a--b", None),
            ("2a", None),
            ("giờ-học", None),
            ("../a", None),
        ] {
            assert_eq!(well_formed(name), Err(better.map(str::to_owned)), "{name}");
        }
        assert!(well_formed(&"a".repeat(65)).is_err());
    }
}
