//! The whole trip, from rule files to a run.

pub use tieuchi_register::Encoding;
pub use tieuchi_ruleset::{FileKind, schema};
pub use tieuchi_wasm::{
    CaseProof, Input as PluginInput, InputType, LawProof, Limits, LogLine, Manifest, Proof,
    SettingDecl, Shape, Words,
};

pub use crate::{
    account::{ExplainOptions, explain},
    check::{Checked, check},
    format::{FormattedFile, FormattedFiles, format},
    import::{ImportOptions, Imported, ImportedRegister, import, office_rows},
    outline::{EditionOutline, Outline, PlaceOutline, ValueOutline, outline},
    overview::{OverviewOptions, overview},
    plugin::{
        AddOptions, Added, Built, Checkers, Inspected, Listed, ListedPlugin, LoadedPlugin,
        LoadedPlugins, PluginBench, PluginCrate, PluginRuntime, PluginUse, Tested, add_plugin,
        compile_plugin, inspect_plugin, list_plugins, test_plugin,
    },
    run::{Done, RunOptions, run, take_in},
    trouble::Trouble,
    watch::{Moved, Rejudged, TitleChange, Watch, WatchEnd, WatchOptions, Watched},
    workspace::Workspace,
};

mod account;
mod check;
mod files;
mod format;
mod gather;
mod import;
mod outline;
mod overview;
mod past;
mod place;
mod plugin;
mod registers;
mod run;
mod trouble;
mod watch;
mod workspace;

/// How far long work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// What is being done.
    pub what: &'a str,
    /// How much of it.
    pub done: u64,
    /// Of how much.
    pub total: u64,
}
