//! Rule files: read, check and resolve.

pub use crate::{
    codes::CODES,
    load::{Layers, load},
    lock::{Locked, read_lock, render_lock},
    mapping::read_mapping,
    render::render,
    rules::Rules,
    target::Target,
    workspace::{PluginAllowance, Workspace, read_workspace},
};

mod apply;
mod bounds;
mod catalogue;
mod checks;
mod codes;
mod computed;
mod conditions;
mod criteria;
mod digest;
mod document;
mod edition;
mod fields;
mod graph;
mod known;
mod limits;
mod load;
mod local;
mod lock;
mod mapping;
mod marks;
mod overlay;
mod parameters;
mod quoted;
mod render;
mod resolve;
mod rules;
mod sink;
mod slots;
mod sums;
mod syntax;
mod target;
mod terms;
mod titles;
mod words;
mod workspace;
