//! The figures of a run in every format.

pub(crate) mod csv;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod parts;
pub(crate) mod section;
pub(crate) mod text;
pub(crate) mod xlsx;
