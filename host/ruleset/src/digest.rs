//! Digests of files.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// sha-256 of a text, in hex.
pub(crate) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a text cannot fail");
        hex
    })
}
