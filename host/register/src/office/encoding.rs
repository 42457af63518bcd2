//! Encodings of text files: which one it is, and its bytes as UTF-8.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1258};

use super::tcvn3;

/// The encoding of a text file that is not UTF-8; nobody can tell it surely from the bytes, so the
/// officer names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// TCVN3 (ABC), of fonts such as `.VnTime`.
    Tcvn3,
    /// Windows-1258.
    Windows1258,
}

impl Encoding {
    /// All encodings.
    pub const ALL: [Self; 2] = [Self::Tcvn3, Self::Windows1258];

    /// The word on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tcvn3 => "tcvn3",
            Self::Windows1258 => "windows-1258",
        }
    }

    /// The encoding that a word names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.as_str() == text)
    }
}

/// What a text file is, by its first bytes and what the officer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// UTF-8, perhaps with cells that are not; a byte order mark of so many bytes comes first.
    Utf8 {
        /// Bytes of the mark.
        mark: usize,
    },
    /// UTF-16 with its mark.
    Utf16 {
        /// Whether the less significant byte comes first.
        little: bool,
    },
    /// As the officer says.
    Named(Encoding),
    /// Not UTF-8, and the officer says nothing.
    NotUtf8(Encoding),
    /// UTF-8, although the officer says otherwise.
    NamedWrongly(Encoding),
}

/// Letters of more than one byte after which a text is surely UTF-8.
const SURE: usize = 8;

/// Tells the encoding from the head of a file; `whole` says that the head is all there is.
pub(super) fn find(head: &[u8], named: Option<Encoding>, whole: bool) -> Found {
    match head {
        [0xef, 0xbb, 0xbf, ..] => return Found::Utf8 { mark: 3 },
        [0xff, 0xfe, ..] => return Found::Utf16 { little: true },
        [0xfe, 0xff, ..] => return Found::Utf16 { little: false },
        _ => {}
    }
    let (good, bad) = letters(head, whole);
    match named {
        Some(named) if bad == 0 && good >= SURE => Found::NamedWrongly(named),
        Some(named) => Found::Named(named),
        None if bad > good => Found::NotUtf8(guess(head)),
        None => Found::Utf8 { mark: 0 },
    }
}

/// Letters of more than one byte that are UTF-8, and pieces that are not.
fn letters(head: &[u8], whole: bool) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    for chunk in head.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // A letter that the end of the head cuts in two is no fault.
    let cut = !whole && str::from_utf8(head).is_err_and(|error| error.error_len().is_none());
    (good, bad.saturating_sub(usize::from(cut)))
}

/// The encoding that such bytes most likely have: what TCVN3 has for à, á, ả, ã and ạ are signs in
/// Windows-1258, which no register is full of.
pub(super) fn guess(bytes: &[u8]) -> Encoding {
    let high = bytes.iter().filter(|byte| **byte >= 0x80);
    let (mut letters, mut signs) = (0_usize, 0_usize);
    for byte in high {
        match byte {
            0xa1..=0xb4 | 0xb5..=0xbf | 0xd7 | 0xf7 => signs += 1,
            _ => letters += 1,
        }
    }
    if signs * 3 > letters { Encoding::Tcvn3 } else { Encoding::Windows1258 }
}

/// A text file as UTF-8.
pub(super) struct Decoded<R> {
    /// Its bytes.
    input: R,
    /// What reads them.
    scheme: Scheme,
    /// UTF-8 that was not given yet.
    ready: Vec<u8>,
    /// How much of it was given.
    given: usize,
    /// Whether the input has ended.
    ended: bool,
}

/// How bytes become UTF-8.
enum Scheme {
    /// They are.
    Same,
    /// One byte, one letter.
    Tcvn3,
    /// By the library.
    Library(Box<Decoder>),
}

impl<R: Read> Decoded<R> {
    /// Reads an input by what was found of it.
    pub(super) fn new(input: R, found: Found) -> Self {
        let library = |encoding: &'static encoding_rs::Encoding| {
            Scheme::Library(Box::new(encoding.new_decoder_with_bom_removal()))
        };
        let scheme = match found {
            Found::Utf16 { little: true } => library(UTF_16LE),
            Found::Utf16 { little: false } => library(UTF_16BE),
            Found::Named(Encoding::Windows1258) => library(WINDOWS_1258),
            Found::Named(Encoding::Tcvn3) => Scheme::Tcvn3,
            Found::Utf8 { .. } | Found::NotUtf8(_) | Found::NamedWrongly(_) => Scheme::Same,
        };
        Self { input, scheme, ready: Vec::new(), given: 0, ended: false }
    }

    /// Makes more of the input ready.
    fn refill(&mut self) -> io::Result<()> {
        let mut bytes = [0; 16 << 10];
        let count = read(&mut self.input, &mut bytes)?;
        self.ended = count == 0;
        let mut bytes = bytes.get(..count).unwrap_or_default();
        self.ready.clear();
        self.given = 0;
        match &mut self.scheme {
            Scheme::Same => self.ready.extend_from_slice(bytes),
            Scheme::Tcvn3 => {
                let mut buffer = [0; 4];
                for byte in bytes {
                    let text = tcvn3::letter(*byte).encode_utf8(&mut buffer);
                    self.ready.extend_from_slice(text.as_bytes());
                }
            }
            Scheme::Library(decoder) => {
                let mut text = String::with_capacity(bytes.len() * 3 + 16);
                loop {
                    let (result, read, _) = decoder.decode_to_string(bytes, &mut text, self.ended);
                    bytes = bytes.get(read..).unwrap_or_default();
                    match result {
                        CoderResult::InputEmpty => break,
                        CoderResult::OutputFull => text.reserve(bytes.len() * 3 + 16),
                    }
                }
                self.ready.extend_from_slice(text.as_bytes());
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if matches!(self.scheme, Scheme::Same) {
            return read(&mut self.input, buffer);
        }
        while self.given >= self.ready.len() && !self.ended {
            self.refill()?;
        }
        let ready = self.ready.get(self.given..).unwrap_or_default();
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.given += count;
        Ok(count)
    }
}

/// Reads what there is, whatever interrupts it.
pub(super) fn read(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::fold::composed;

    /// Bytes as text of what was found.
    fn text(bytes: &[u8], found: Found) -> String {
        let mut text = String::new();
        Decoded::new(bytes, found).read_to_string(&mut text).unwrap();
        composed(&text)
    }

    #[test]
    fn marks_tell_the_encoding_whatever_was_named() {
        let named = Some(Encoding::Tcvn3);
        assert_eq!(find(b"\xef\xbb\xbfma", named, true), Found::Utf8 { mark: 3 });
        let utf16: Vec<u8> = "\u{feff}Việt".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let found = find(&utf16, named, true);
        assert_eq!(found, Found::Utf16 { little: true });
        assert_eq!(text(&utf16, found), "Việt");
        let utf16: Vec<u8> = "\u{feff}Việt".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&utf16, find(&utf16, None, true)), "Việt");
    }

    #[test]
    fn what_is_not_utf8_is_not_guessed_but_proposed() {
        let tcvn3 = b"Nguy\xd4n V\xa8n B\xd7nh, \xc6p Ho\xb5 An, T\xe6ng s\xe8";
        assert_eq!(find(tcvn3, None, true), Found::NotUtf8(Encoding::Tcvn3));
        let windows = b"Nguy\xea\xden V\xe3n Bi\xccnh, \xc2\xecp Ho\xe0 An";
        assert_eq!(find(windows, None, true), Found::NotUtf8(Encoding::Windows1258));
        let found = find(windows, Some(Encoding::Windows1258), true);
        assert_eq!(text(windows, found), "Nguyễn Văn Bình, Ấp Hoà An");
    }

    #[test]
    fn utf8_under_another_name_is_seen_and_a_cut_letter_is_no_fault() {
        let head = "Nguyễn Văn Bình, Đặng Thị Thuỷ, Ấp Hoà Út".as_bytes();
        let named = Some(Encoding::Windows1258);
        assert_eq!(find(head, named, true), Found::NamedWrongly(Encoding::Windows1258));
        let cut = &"ệ".as_bytes()[..2];
        assert_eq!(find(cut, None, false), Found::Utf8 { mark: 0 });
        assert!(matches!(find(cut, None, true), Found::NotUtf8(_)));
    }

    #[test]
    fn mixed_encodings_are_left_to_the_cells() {
        let mut mixed = "Nguyễn Văn Bình,".as_bytes().to_vec();
        mixed.extend_from_slice(b"V\xa8n");
        assert_eq!(find(&mixed, None, true), Found::Utf8 { mark: 0 });
    }
}
