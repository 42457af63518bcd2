//! The sha-256 by which an artifact is known.

use std::{
    fmt,
    io::{self, Read},
};

use sha2::{Digest as _, Sha256};

/// A sha-256; written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bytes.as_ref()).into())
    }

    /// The digest of all that an input gives, read in pieces.
    pub fn of_reader(mut input: impl Read) -> io::Result<Self> {
        let mut digester = Sha256::new();
        let mut piece = vec![0; 1 << 18];
        loop {
            match input.read(&mut piece) {
                Ok(0) => return Ok(Self(digester.finalize().into())),
                Ok(read) => digester.update(piece.get(..read).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Reads 64 hexadecimal digits in lower case.
    pub fn parse(hex: &str) -> Option<Self> {
        let pairs = hex.as_bytes().as_chunks::<2>();
        if pairs.0.len() != 32 || !pairs.1.is_empty() {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs.0) {
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        Some(Self(bytes))
    }
}

/// The value of a hexadecimal digit.
const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut hex = String::with_capacity(64);
        for byte in self.0 {
            hex.push(char::from(DIGITS[usize::from(byte >> 4)]));
            hex.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        f.pad(&hex)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_as_it_is_written_and_nothing_else_is() {
        let empty = Digest::of("");
        assert_eq!(Digest::of_reader(io::empty()).unwrap(), empty);
        let long = vec![7; 1 << 20];
        assert_eq!(Digest::of_reader(&*long).unwrap(), Digest::of(&long));
        let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(empty.to_string(), hex);
        assert_eq!(Digest::parse(hex), Some(empty));
        assert_eq!(Digest::parse(&hex.to_uppercase()), None);
        assert_eq!(Digest::parse(&hex[1..]), None);
        assert_eq!(Digest::parse(&format!("{}é", &hex[2..])), None);
    }
}
