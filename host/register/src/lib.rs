//! Registers as files: tables in, columns out.
