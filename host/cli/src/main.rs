//! The command line of tieuchi.
fn main() {}
