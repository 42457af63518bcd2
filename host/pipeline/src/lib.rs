//! The whole trip, from rule files to a run.
