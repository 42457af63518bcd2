//! Where plugins are compiled and kept, and who hears what they say.

use std::{
    ffi::OsString,
    fmt,
    io::{self, Read, Write},
    path::PathBuf,
    sync::Arc,
};

use tieuchi_core::Diagnostic;
use tieuchi_wasm::{Compiler, Host, HostOptions, LogLine};

/// Where plugins are compiled and kept, and who hears what they say.
#[derive(Clone)]
pub struct PluginRuntime {
    /// The private folder of compiled code; where there is none, it is compiled each time.
    pub cache: Option<PathBuf>,
    /// A program that compiles in a process of its own, with its arguments; where there is none,
    /// this process compiles, without bounds on time and memory: for tests.
    pub compiler: Option<(PathBuf, Vec<OsString>)>,
    /// Takes the lines that plugins write.
    pub log: Arc<dyn Fn(LogLine) + Send + Sync>,
}

impl fmt::Debug for PluginRuntime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cache, compiler, log: _ } = self;
        f.debug_struct("PluginRuntime")
            .field("cache", cache)
            .field("compiler", compiler)
            .finish_non_exhaustive()
    }
}

impl Default for PluginRuntime {
    /// Compiles in this process, keeps nothing, hears nothing.
    fn default() -> Self {
        Self { cache: None, compiler: None, log: Arc::new(|_| {}) }
    }
}

impl PluginRuntime {
    /// Starts a host.
    pub(crate) fn host(&self) -> Result<Host, Diagnostic> {
        let compiler = match &self.compiler {
            Some((program, args)) => {
                Compiler::Child { program: program.clone(), args: args.clone() }
            }
            None => Compiler::InProcess,
        };
        Host::new(HostOptions { cache: self.cache.clone(), compiler, log: Arc::clone(&self.log) })
    }
}

/// Compiles a component in this process, as a host in another one asks for: what a program given as
/// [`PluginRuntime::compiler`] must do. Bounds on time and memory stay with this process.
pub fn compile_plugin(input: impl Read, output: impl Write) -> io::Result<()> {
    tieuchi_wasm::compile_child(input, output)
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;

    #[test]
    fn a_cache_that_others_can_write_to_is_warned_of_by_the_host_that_does_not_use_it() {
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path().to_owned();
        let runtime = PluginRuntime { cache: Some(cache.clone()), ..PluginRuntime::default() };
        let warned = || Some(runtime.host().unwrap().cache_refused()?.code);
        fs::set_permissions(&cache, fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(warned(), None);
        fs::set_permissions(&cache, fs::Permissions::from_mode(0o722)).unwrap();
        assert_eq!(warned(), Some("P024"));
    }
}
