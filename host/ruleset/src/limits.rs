//! Limits on what a rule file may hold: each far above any decree, each far below what would hurt.

/// Bytes in one file.
pub(crate) const FILE_BYTES_MAX: usize = 1 << 20;
/// Files in one set of layers: a file for each commune of the country fits.
pub(crate) const FILES_MAX: usize = 20_000;
/// Tables and lists inside each other.
pub(crate) const DEPTH_MAX: usize = 32;
/// Criteria in one edition or overlay.
pub(crate) const CRITERIA_MAX: usize = 500;
/// Comparisons and joints in one condition.
pub(crate) const CONDITION_NODES_MAX: usize = 1000;
/// Diagnostics kept for one file: what follows is mostly an echo, and a hostile file must not fill
/// the memory.
pub(crate) const DIAGNOSTICS_MAX: usize = 200;
/// Characters in an id.
pub(crate) const ID_CHARS_MAX: usize = 100;
