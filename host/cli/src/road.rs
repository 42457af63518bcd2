//! The roads by which a machine can build a plugin's crate: whichever it has.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What plugins are built for.
const TARGET: &str = "wasm32-unknown-unknown";

/// The system's own compiler, where a distribution has put one.
const SYSTEM: [&str; 2] = ["/usr/bin/rustc", "/usr/bin/cargo"];

/// What to say where there is no road.
pub(crate) const NO_ROAD: &str = "error: this machine cannot build for wasm32-unknown-unknown
  help: with rustup, type: rustup target add wasm32-unknown-unknown
  help: or on Debian, type: apt-get install --no-install-recommends rustc-web cargo-web rust-web-src lld
  note: the first gives the compiler of the command line what is missing; the second brings a compiler with the sources of its library, from which it is built on the way";

/// A way to build a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Road {
    /// The compiler of the command line has the target's library.
    Installed,
    /// The system's compiler has the sources of the library, which is built with the crate.
    FromSource {
        /// What links.
        linker: PathBuf,
    },
}

/// Why a crate was not built.
#[derive(Debug)]
pub(crate) enum NotBuilt {
    /// Cargo could not be started.
    Start(std::io::Error),
    /// Cargo has said why.
    Refused,
    /// Cargo was content and made no module.
    NoModule,
}

impl Road {
    /// The first road that this machine has.
    pub(crate) fn find() -> Option<Self> {
        let own = sysroot("rustc");
        if own.as_deref().is_some_and(|root| library(root).is_dir()) {
            return Some(Self::Installed);
        }
        let [rustc, cargo] = SYSTEM;
        let system = sysroot(rustc).filter(|_| Path::new(cargo).is_file())?;
        if !system.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file() {
            return None;
        }
        let roots = [Some(system), own];
        let linker = roots.into_iter().flatten().find_map(|root| linker_of(&root));
        linker.or_else(linker_on_path).map(|linker| Self::FromSource { linker })
    }

    /// In words.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Installed => format!("the compiler of the command line, which has {TARGET}"),
            Self::FromSource { linker } => format!(
                "{}, its library from source, linked by {}",
                SYSTEM[0],
                linker.file_name().unwrap_or_default().display()
            ),
        }
    }

    /// What the compiler is told beside what the crate says: vectors, which the host always has, and
    /// names of folders that are the same on every machine, so that the same sources make the same
    /// component.
    fn flags(&self, dir: &Path) -> String {
        let rustc = if *self == Self::Installed { "rustc" } else { SYSTEM[0] };
        let sources = sysroot(rustc).map(|root| root.join("lib/rustlib/src/rust"));
        let own = fs::canonicalize(dir).ok();
        let named = [(crates(), "/crates"), (sources, "/rust"), (own, "/plugin")];
        let renamed = named.iter().filter_map(|(folder, name)| {
            Some(format!("--remap-path-prefix={}={name}", folder.as_ref()?.to_str()?))
        });
        let mut flags = vec!["-C".to_owned(), "target-feature=+simd128".to_owned()];
        flags.extend(renamed);
        // A list of texts is written alike in JSON and in TOML.
        format!("target.{TARGET}.rustflags={}", serde_json::Value::from(flags))
    }

    /// Builds a crate with cargo's output shown: the core module's file.
    pub(crate) fn build(&self, dir: &Path) -> Result<PathBuf, NotBuilt> {
        let mut command = match self {
            Self::Installed => Command::new("cargo"),
            Self::FromSource { linker } => {
                let [rustc, cargo] = SYSTEM;
                let mut command = Command::new(cargo);
                command
                    .env("RUSTC", rustc)
                    // The library is built by a switch that is not stable yet.
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    // Set where a toolchain's own cargo has started us: not for this one.
                    .env_remove("CARGO")
                    .env_remove("RUSTUP_TOOLCHAIN");
                command
            }
        };
        command.args(["build", "--release", "--lib", "--target", TARGET]);
        if matches!(self, Self::FromSource { .. }) {
            command.args(["-Z", "build-std=std,panic_abort"]);
        }
        command.arg("--config").arg(self.flags(dir));
        command.arg("--message-format=json-render-diagnostics").current_dir(dir);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .map_err(NotBuilt::Start)?;
        let lines = child.stdout.take().map(|stdout| BufReader::new(stdout).lines());
        // The crate itself comes last.
        let module =
            lines.into_iter().flatten().map_while(Result::ok).filter_map(|line| module(&line));
        let module = module.last();
        if !child.wait().map_err(NotBuilt::Start)?.success() {
            return Err(NotBuilt::Refused);
        }
        module.ok_or(NotBuilt::NoModule)
    }
}

/// Where cargo keeps the sources of crates.
fn crates() -> Option<PathBuf> {
    let own = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = own.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")))?;
    Some(home.join("registry/src"))
}

/// The core module that a message of cargo speaks of.
fn module(line: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    if message["reason"] != "compiler-artifact" {
        return None;
    }
    let files = message["filenames"].as_array()?.iter().filter_map(|file| file.as_str());
    files.map(PathBuf::from).find(|file| file.extension().is_some_and(|ending| ending == "wasm"))
}

/// Where a compiler keeps its libraries.
fn sysroot(rustc: &str) -> Option<PathBuf> {
    let output = Command::new(rustc).args(["--print", "sysroot"]).output().ok()?;
    let path = String::from_utf8(output.stdout).ok().filter(|_| output.status.success())?;
    Some(PathBuf::from(path.trim_end()))
}

/// The library of the target below a sysroot.
fn library(root: &Path) -> PathBuf {
    root.join("lib/rustlib").join(TARGET).join("lib")
}

/// The linker that a compiler has brought along.
fn linker_of(root: &Path) -> Option<PathBuf> {
    let hosts = fs::read_dir(root.join("lib/rustlib")).ok()?;
    let mut found: Vec<PathBuf> = hosts
        .filter_map(|host| Some(host.ok()?.path().join("bin/rust-lld")))
        .filter(|linker| linker.is_file())
        .collect();
    found.sort();
    found.into_iter().next()
}

/// A linker that the system has, the newest of several.
fn linker_on_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let entries = env::split_paths(&path).filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let mut found: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.strip_prefix("wasm-ld")?.to_owned();
            let version = if name.is_empty() { 0 } else { name.strip_prefix('-')?.parse().ok()? };
            Some((version, path))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_is_found_among_what_cargo_says() {
        let artifact = r#"{"reason":"compiler-artifact","filenames":["/t/a.rlib","/t/a.wasm"]}"#;
        assert_eq!(module(artifact), Some(PathBuf::from("/t/a.wasm")));
        for other in [
            "",
            "Compiling a",
            r#"{"reason":"build-finished","success":true}"#,
            r#"{"reason":"compiler-artifact","filenames":["/t/a.rlib"]}"#,
            r#"{"reason":"compiler-artifact"}"#,
        ] {
            assert_eq!(module(other), None, "{other}");
        }
    }

    #[test]
    fn what_to_do_without_a_road_names_both() {
        for part in ["rustup target add wasm32-unknown-unknown", "rust-web-src"] {
            assert!(NO_ROAD.contains(part));
        }
    }
}
