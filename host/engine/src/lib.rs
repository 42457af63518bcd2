//! Plans a ruleset and evaluates it over columns.
