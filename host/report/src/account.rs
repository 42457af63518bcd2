//! The account of one subject in every format.

pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod text;
pub(crate) mod wording;
