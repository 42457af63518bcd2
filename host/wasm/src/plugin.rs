//! A plugin that is loaded and may be given jobs.

use std::{fmt, sync::Arc};

use tieuchi_core::{Checker, Diagnostic, Reason};
use wasmtime::Engine;

use crate::{
    Assignment, Limits, Manifest, bindings::PluginPre, checker::PluginChecker, host::Machine,
    log::Log, state::State,
};

/// A component, compiled, with what it says of itself and what it may use.
pub struct Plugin {
    /// Keeps the clock running that stops it.
    pub(crate) machine: Arc<Machine>,
    /// What it says of itself.
    pub(crate) manifest: Manifest,
    /// sha-256 of its bytes.
    pub(crate) digest: String,
    /// What instances are made from.
    pub(crate) pre: PluginPre<State>,
    /// What it may use.
    pub(crate) limits: Limits,
    /// Whether it may write lines of log.
    pub(crate) may_log: bool,
    /// How faults name it: kind of thing, name, version.
    pub(crate) title: String,
    /// Its name, for lines of log.
    pub(crate) name: Arc<str>,
    /// Its reasons as the engine wants them.
    pub(crate) reasons: Vec<Reason>,
}

impl Plugin {
    /// What it says of itself.
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The sha-256 of its bytes, in the form of [`crate::Shape`].
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// What it may use, its own wishes included.
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A checker of one criterion, or all that keeps the plugin from judging it. The plugin is asked
    /// whether it takes its settings.
    pub fn checker(
        self: &Arc<Self>,
        job: &Assignment,
    ) -> Result<Arc<dyn Checker>, Vec<Diagnostic>> {
        Ok(Arc::new(PluginChecker::new(self, job)?))
    }

    /// The engine that runs it.
    pub(crate) fn engine(&self) -> &Engine {
        &self.machine.engine
    }

    /// The log of a new session.
    pub(crate) fn log(&self) -> Log {
        Log::new(Arc::clone(&self.name), Arc::clone(&self.machine.log), &self.limits)
    }
}

impl fmt::Debug for Plugin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plugin")
            .field("title", &self.title)
            .field("digest", &self.digest)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
