//! Findings arranged for a reader.
