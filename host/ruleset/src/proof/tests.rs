//! Cells and what can be over them, on small grounds.
