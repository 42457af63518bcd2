//! The host: one engine for all plugins, and the way from bytes to a plugin.

use std::{
    fmt, fs,
    hash::{Hash, Hasher},
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::UNIX_EPOCH,
};

use sha2::{Digest, Sha256};
use tieuchi_core::{Diagnostic, Reason};
use wasmtime::{
    Engine,
    component::{Component, Linker},
};

use crate::{
    Compiler, Limits, LogSink, Plugin, Shape,
    admission::{LOG, admit, granted, title, wished},
    bindings::PluginPre,
    cache::Cache,
    codes::{CACHE, COMPILE, EXPORT, IMPORT, TOO_LARGE},
    config::{self, Reservation},
    fault::cause,
    read_component,
    state::{State, write_log},
    ticker::Ticker,
    words::sanitise,
};

/// The interface of the types: it does nothing.
const TYPES: &str = "tieuchi:criterion/types@1.0.0";
/// Counts up where the cache's entries mean something else.
const CACHE_FORMAT: &str = "1";

/// How a host is set up.
#[derive(Clone)]
pub struct HostOptions {
    /// Where machine code is kept; none: nowhere.
    pub cache: Option<PathBuf>,
    /// Where components are compiled.
    pub compiler: Compiler,
    /// Where plugins' lines of log go.
    pub log: LogSink,
}

impl Default for HostOptions {
    /// Nothing is kept, everything is compiled here, and lines of log are dropped.
    fn default() -> Self {
        Self { cache: None, compiler: Compiler::default(), log: Arc::new(|_| {}) }
    }
}

impl fmt::Debug for HostOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cache, compiler, log: _ } = self;
        f.debug_struct("HostOptions")
            .field("cache", cache)
            .field("compiler", compiler)
            .finish_non_exhaustive()
    }
}

/// What all plugins of a host share.
pub(crate) struct Machine {
    /// Runs them.
    pub engine: Engine,
    /// Where their lines of log go.
    pub log: LogSink,
    /// Stops them; never read, but it ends with the last plugin.
    _ticker: Ticker,
}

/// Loads plugins.
pub struct Host {
    /// What plugins keep of it.
    machine: Arc<Machine>,
    /// Where their memories lie.
    reservation: Reservation,
    /// Where they are compiled.
    compiler: Compiler,
    /// Machine code that is kept.
    cache: Option<Cache>,
    /// Why it is not.
    cache_refused: Option<Diagnostic>,
    /// What machine code depends on beside the component, in hex.
    build: String,
}

impl Host {
    /// Makes the engine and starts the clock that stops plugins. A cache that cannot be trusted is
    /// not used: [`Self::cache_refused`] says why.
    pub fn new(options: HostOptions) -> Result<Self, Diagnostic> {
        let HostOptions { cache: dir, compiler, log } = options;
        let failed =
            |why: String| Diagnostic::error(COMPILE, "this machine cannot run plugins").note(why);
        let reservation = Reservation::affordable();
        let engine = config::engine(reservation).map_err(|error| failed(cause(&error)))?;
        let ticker = Ticker::start(&engine).map_err(|error| failed(error.to_string()))?;
        let build = build(&engine, &compiler);
        let (cache, cache_refused) = match dir.as_deref().map(|dir| (dir, Cache::open(dir))) {
            None => (None, None),
            Some((_, Ok(cache))) => (Some(cache), None),
            Some((dir, Err(error))) => (None, Some(unused(dir, &error))),
        };
        let machine = Arc::new(Machine { engine, log, _ticker: ticker });
        Ok(Self { machine, reservation, compiler, cache, cache_refused, build })
    }

    /// A warning where the cache that was asked for is not used. Plugins run all the same.
    pub const fn cache_refused(&self) -> Option<&Diagnostic> {
        self.cache_refused.as_ref()
    }

    /// Loads a plugin: reads what it is, holds it against what it is granted and may use, compiles
    /// it or takes it from the cache. No code of it runs.
    pub fn load(
        &self,
        bytes: &[u8],
        grants: &[String],
        limits: Limits,
    ) -> Result<Arc<Plugin>, Diagnostic> {
        if bytes.len() > limits.component_bytes {
            let (size, most) = (bytes.len(), limits.component_bytes);
            let message = format!("the component has {size} bytes, more than {most}");
            return Err(
                Diagnostic::error(TOO_LARGE, message).help("build it for release and strip it")
            );
        }
        let shape = read_component(bytes)?;
        let title = title(&shape.manifest);
        let may_log = granted(&shape, &title, grants)?;
        let limits = wished(&shape.manifest, &title, limits)?;
        let component = self.component(bytes, &shape, &title, &limits)?;
        admit(&component, &title, &limits)?;
        let pre = self.prepare(&component, &title, may_log)?;
        let reasons = shape.manifest.reasons.iter().map(|reason| {
            let words = &reason.words;
            Reason { vi: words.vi.clone(), en: words.en.clone() }
        });
        Ok(Arc::new(Plugin {
            machine: Arc::clone(&self.machine),
            digest: shape.digest,
            pre,
            limits,
            may_log,
            title,
            name: shape.manifest.name.as_str().into(),
            reasons: reasons.collect(),
            manifest: shape.manifest,
        }))
    }

    /// The compiled component: from the cache where it is there and whole, else compiled now.
    fn component(
        &self,
        bytes: &[u8],
        shape: &Shape,
        title: &str,
        limits: &Limits,
    ) -> Result<Component, Diagnostic> {
        let name = self.entry(&shape.digest);
        let kept = self.cache.as_ref().and_then(|cache| cache.get(&name));
        if let Some(Ok(component)) = kept.map(|code| self.take(&code)) {
            return Ok(component);
        }
        let failed = |why: String| {
            Diagnostic::error(COMPILE, format!("{title} cannot be compiled"))
                .note(why)
                .help("ask its developer for a smaller build")
        };
        let code = self.compiler.compile(bytes, self.reservation, limits).map_err(failed)?;
        let component = self.take(&code).map_err(|error| failed(cause(&error)))?;
        if let Some(cache) = &self.cache {
            // A cache that cannot be written costs time, nothing else.
            drop(cache.put(&name, &code));
        }
        Ok(component)
    }

    /// A component from machine code that this program, or a child of it, has made.
    fn take(&self, code: &[u8]) -> wasmtime::Result<Component> {
        #[expect(unsafe_code, reason = "the only way to run code that was compiled elsewhere")]
        // SAFETY: the bytes come from our own compiler, either straight from it or from a cache
        // whose seal over exactly these bytes was verified with a key that only this user can read.
        unsafe {
            Component::deserialize(&self.machine.engine, code)
        }
    }

    /// The name of a component's machine code in the cache.
    fn entry(&self, digest: &str) -> String {
        let mut sum = Sha256::new();
        sum.update(digest);
        sum.update([0]);
        sum.update(&self.build);
        hex(&sum.finalize())
    }

    /// What instances are made from, with nothing linked but what is granted.
    fn prepare(
        &self,
        component: &Component,
        title: &str,
        may_log: bool,
    ) -> Result<PluginPre<State>, Diagnostic> {
        let refused = |code, what: &str, error: &wasmtime::Error| {
            Diagnostic::error(code, format!("{title} {what}"))
                .note(cause(error))
                .help("ask its developer for a build of contract 1, without WASI")
        };
        let mut linker = Linker::new(&self.machine.engine);
        let offered = linker.instance(TYPES).map(drop).and_then(|()| {
            if may_log { linker.instance(LOG)?.func_wrap("write", write_log) } else { Ok(()) }
        });
        let instance = offered
            .and_then(|()| linker.instantiate_pre(component))
            .map_err(|error| refused(IMPORT, "imports what the host does not offer", &error))?;
        PluginPre::new(instance)
            .map_err(|error| refused(EXPORT, "does not export the contract's checker", &error))
    }
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Host")
            .field("compiler", &self.compiler)
            .field("cache", &self.cache)
            .field("cache_refused", &self.cache_refused)
            .finish_non_exhaustive()
    }
}

/// The warning that a cache is not used.
fn unused(dir: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::warning(CACHE, "the cache of compiled plugins is not used")
        .note(format!(
            "`{}`: {}",
            sanitise(&dir.display().to_string()),
            sanitise(&error.to_string())
        ))
        .note("plugins are compiled anew each time; the findings are the same")
        .help(
            "make it a folder of your own that nobody else can write to (`chmod 700`), or name \
             another one in `TIEUCHI_CACHE`",
        )
}

/// What machine code depends on beside the component: the engine's settings, and the very program
/// that compiles, so that a mended compiler compiles anew.
fn build(engine: &Engine, compiler: &Compiler) -> String {
    let mut sum = Sum(Sha256::new());
    sum.write(CACHE_FORMAT.as_bytes());
    sum.write(env!("CARGO_PKG_VERSION").as_bytes());
    engine.precompile_compatibility_hash().hash(&mut sum);
    let program = match compiler {
        Compiler::InProcess => std::env::current_exe().ok(),
        Compiler::Child { program, args: _ } => Some(program.clone()),
    };
    if let Some(metadata) = program.and_then(|program| fs::metadata(program).ok()) {
        metadata.len().hash(&mut sum);
        let changed = metadata.modified().ok();
        let since = changed.and_then(|changed| changed.duration_since(UNIX_EPOCH).ok());
        since.hash(&mut sum);
    }
    hex(&sum.0.finalize())
}

/// A hasher that keeps the whole sum.
struct Sum(Sha256);

impl Hasher for Sum {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let sum = self.0.clone().finalize();
        sum.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

/// Bytes in hex.
fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
