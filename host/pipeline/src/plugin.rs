//! Plugins of a workspace: built, locked, loaded, and bound to the criteria that name them.

mod add;
mod bench;
mod bind;
mod build;
mod component;
mod ground;
mod list;
mod load;
mod proof;
mod reference;
mod resolve;
mod runtime;
mod shelf;

pub use crate::plugin::{
    add::{AddOptions, Added, add_plugin},
    bench::PluginBench,
    build::{Built, PluginCrate},
    list::{Inspected, Listed, ListedPlugin, inspect_plugin, list_plugins},
    load::{Checkers, LoadedPlugin, LoadedPlugins},
    proof::{Tested, test_plugin},
    reference::PluginUse,
    runtime::{PluginRuntime, compile_plugin},
};

pub(crate) use crate::plugin::{
    load::check_plugins,
    shelf::{Grants, Shelf, component_files},
};
