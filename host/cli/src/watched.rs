//! What happens while a workspace is watched, written for people and for programs.

pub(crate) mod json;
pub(crate) mod text;
