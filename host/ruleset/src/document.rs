//! What was written: the documents as files have them, with places, before any name is looked up.

pub(crate) mod condition;
pub(crate) mod criterion;
pub(crate) mod edition;
pub(crate) mod indicator;
pub(crate) mod overlay;
pub(crate) mod target;
pub(crate) mod term;
