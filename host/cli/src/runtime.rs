//! Where plugins are compiled and kept, and what becomes of their log.

use std::{env, ffi::OsString, io, path::PathBuf, sync::Arc};

use tieuchi_pipeline::{LogLine, PluginRuntime};

use crate::terminal;

/// The arguments with which this program compiles a component in a process of its own.
const COMPILE: [&str; 2] = ["plugin", "compile"];

/// How this program runs plugins: compiled by another process of it, kept in the person's own
/// folder of such things, their log on standard error.
pub(crate) fn plugins() -> PluginRuntime {
    PluginRuntime {
        cache: cache(),
        compiler: Some(compiler(env::current_exe())),
        log: Arc::new(|line| {
            let LogLine { plugin, level, message } = line;
            terminal::say(&format!("plugin {plugin} ({level}): {message}"));
        }),
    }
}

/// The program that compiles, with its arguments: this one. Where nobody knows where it stands, it is
/// one that cannot be started, and loading fails: this process would compile without bounds.
fn compiler(this: io::Result<PathBuf>) -> (PathBuf, Vec<OsString>) {
    (this.unwrap_or_default(), COMPILE.map(OsString::from).to_vec())
}

/// The folder of compiled code: what `TIEUCHI_CACHE` names, else one below the person's folder of
/// what can be made again; none where nobody knows that.
fn cache() -> Option<PathBuf> {
    chosen(|name| env::var_os(name).filter(|value| !value.is_empty()))
}

/// The folder that an environment asks for.
fn chosen(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if let Some(own) = variable("TIEUCHI_CACHE") {
        return Some(PathBuf::from(own));
    }
    // A relative folder would be another one wherever the program is started.
    let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let all = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
    Some(all.join("tieuchi"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(variables: &[(&str, &str)]) -> Option<PathBuf> {
        chosen(|name| {
            let found = variables.iter().find(|(known, _)| *known == name)?;
            Some(OsString::from(found.1))
        })
    }

    #[test]
    fn whatever_is_known_of_this_program_a_process_of_its_own_compiles() {
        let arguments = ["plugin", "compile"].map(OsString::from).to_vec();
        let known = compiler(Ok(PathBuf::from("/bin/tieuchi")));
        assert_eq!(known, (PathBuf::from("/bin/tieuchi"), arguments.clone()));
        let unknown = compiler(Err(io::ErrorKind::NotFound.into()));
        assert_eq!(unknown, (PathBuf::new(), arguments));
        assert!(std::process::Command::new(unknown.0).spawn().is_err());
        assert!(plugins().compiler.is_some());
    }

    #[test]
    fn the_folder_is_the_one_that_was_asked_for_else_the_usual_one() {
        let home = ("HOME", "/h");
        let xdg = ("XDG_CACHE_HOME", "/x");
        assert_eq!(folder(&[]), None);
        assert_eq!(folder(&[home]), Some(PathBuf::from("/h/.cache/tieuchi")));
        assert_eq!(folder(&[home, xdg]), Some(PathBuf::from("/x/tieuchi")));
        assert_eq!(folder(&[home, xdg, ("TIEUCHI_CACHE", "own")]), Some(PathBuf::from("own")));
        assert_eq!(
            folder(&[home, ("XDG_CACHE_HOME", "x")]),
            Some(PathBuf::from("/h/.cache/tieuchi"))
        );
    }
}
