//! What came of an import in every format.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod text;
pub(crate) mod wording;
pub(crate) mod xlsx;
