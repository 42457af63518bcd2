//! Rule files: read, check and resolve.

pub use crate::{
    codes::CODES,
    format::{Formed, format, renew_pin},
    load::{Layers, load},
    lock::{Locked, read_lock, render_lock},
    mapping::read_mapping,
    proof::prove,
    render::render,
    rules::Rules,
    schema::{FileKind, schema},
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
mod format;
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
mod proof;
mod quoted;
mod rebase;
mod render;
mod resolve;
mod rules;
mod schema;
mod sink;
mod slots;
mod sums;
mod syntax;
mod target;
mod terms;
mod titles;
mod words;
mod workspace;
