//! The parts of a workbook: a zip file whose parts are read as XML, never further than allowed.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt,
    io::{self, BufReader, Cursor, Read},
};

use memchr::memmem;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};
use tieuchi_core::RefusalReason;
use zip::{ZipArchive, read::ZipFile};

use super::encoding::read;
use crate::bounded::Bounded;

/// The most parts.
const PARTS_MAX: usize = 10_000;

/// The most bytes that all parts together may have once they are inflated.
const INFLATED_MAX: u64 = 2 << 30;

/// Up to here a part may be as dense as it likes.
const DENSE_MAX: u64 = 32 << 20;

/// How many bytes one byte of a larger part may become.
const RATIO_MAX: u64 = 250;

/// The most bytes of one element or one text.
const EVENT_MAX: u64 = 1 << 20;

/// How deep elements may lie in each other.
const DEPTH_MAX: u32 = 64;

/// Bytes read at once.
const BUFFER: usize = 32 << 10;

/// What begins an entry in the directory of a zip file.
const ENTRY: &[u8] = b"PK\x01\x02";

/// A workbook that is broken, in the parser's words.
pub(super) fn broken(detail: impl fmt::Display) -> RefusalReason {
    let detail = format!("{detail}").chars().take(200).collect();
    RefusalReason::WorkbookBroken { detail }
}

/// Something that is larger than is read.
pub(super) fn too_large(what: &str, limit: u64) -> RefusalReason {
    RefusalReason::TooLarge { what: what.to_owned(), limit }
}

/// A zip file.
pub(super) struct Package {
    /// Its entries.
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// Their numbers by path, in small letters and with `/`.
    parts: BTreeMap<String, usize>,
}

/// A part as XML.
pub(super) struct Xml<R: Read> {
    /// The parser.
    reader: Reader<BufReader<Bounded<R>>>,
    /// The element or text in hand.
    buffer: Vec<u8>,
    /// How deep it lies.
    depth: u32,
}

/// A part that is being inflated.
pub(super) type Part<'a> = io::Take<ZipFile<'a, Cursor<Vec<u8>>>>;

impl Package {
    /// Opens a zip file and looks at the sizes that it declares.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, RefusalReason> {
        // The library keeps all entries in memory, so they are counted before.
        let entries = memmem::find_iter(&bytes, ENTRY).count();
        if entries > PARTS_MAX {
            return Err(too_large("entries", PARTS_MAX as u64));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        let mut parts = BTreeMap::new();
        let mut total = 0_u64;
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(broken)?;
            let path = entry.name().map_err(broken)?.replace('\\', "/").to_lowercase();
            if entry.encrypted() {
                return Err(RefusalReason::FileFormat { format: "password".to_owned() });
            }
            let (size, packed) = (entry.size(), entry.compressed_size().max(1));
            total = total.saturating_add(size);
            if size > DENSE_MAX && size / packed > RATIO_MAX {
                return Err(too_large("ratio", RATIO_MAX));
            }
            parts.insert(path, index);
        }
        if total > INFLATED_MAX {
            return Err(too_large("inflated", INFLATED_MAX));
        }
        Ok(Self { archive, parts })
    }

    /// Whether there is a part.
    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&path.to_lowercase())
    }

    /// Reads a part; none where there is none.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Xml<Part<'_>>>, RefusalReason> {
        let Some(index) = self.parts.get(&path.to_lowercase()) else { return Ok(None) };
        let entry = self.archive.by_index(*index).map_err(broken)?;
        // More than it declares would have passed the checks above.
        let size = entry.size();
        Ok(Some(Xml::new(entry.take(size))))
    }

    /// Reads a part from where a word stands in it for the first time; none where it does not. What
    /// comes before is not looked at as XML, which saves most of the time.
    pub(super) fn part_from(&mut self, path: &str, word: &[u8]) -> Option<Xml<impl Read>> {
        let index = self.parts.get(&path.to_lowercase())?;
        let entry = self.archive.by_index(*index).ok()?;
        let size = entry.size();
        let mut part = entry.take(size);
        let mut window = Vec::new();
        loop {
            // The word may lie across two reads.
            let kept = window.len().min(word.len());
            window.drain(..window.len() - kept);
            window.resize(kept + BUFFER, 0);
            let count = read(&mut part, window.get_mut(kept..)?).ok().filter(|count| *count > 0)?;
            window.truncate(kept + count);
            if let Some(at) = memmem::find(&window, word) {
                window.drain(..at);
                return Some(Xml::new(Cursor::new(window).chain(part)));
            }
        }
    }

    /// The first bytes of a part.
    pub(super) fn head(&mut self, path: &str, most: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        let index = self.parts.get(&path.to_lowercase()).copied();
        if let Some(Ok(entry)) = index.map(|index| self.archive.by_index(index))
            && entry.take(most).read_to_end(&mut bytes).is_err()
        {
            bytes.clear();
        }
        bytes
    }
}

impl<R: Read> Xml<R> {
    /// Reads XML.
    pub(super) fn new(input: R) -> Self {
        let mut reader = Reader::from_reader(BufReader::with_capacity(BUFFER, Bounded::new(input)));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next element, end or text.
    pub(super) fn next(&mut self) -> Result<Event<'_>, RefusalReason> {
        self.buffer.clear();
        let allowed = self.reader.buffer_position().saturating_add(EVENT_MAX + BUFFER as u64);
        self.reader.get_mut().get_mut().allow(allowed);
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(_) if self.reader.get_ref().get_ref().passed() => {
                return Err(too_large("element", EVENT_MAX));
            }
            Err(error) => return Err(broken(error)),
        };
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > DEPTH_MAX {
            return Err(broken("elements lie too deep in each other"));
        }
        Ok(event)
    }

    /// All text up to the end of the element in hand, whose own name is `name`; as much as
    /// `most` bytes are kept. Text in elements named `skipped` does not count.
    pub(super) fn text(
        &mut self,
        skipped: &str,
        most: usize,
        text: &mut String,
    ) -> Result<(), RefusalReason> {
        let (end, mut skip_from) = (self.depth, None);
        loop {
            let depth = self.depth;
            let event = self.next()?;
            let mut add = |more: &str| {
                if skip_from.is_none() && text.len() <= most {
                    text.push_str(more);
                }
            };
            match event {
                Event::Start(element) => {
                    let skips = element.local_name().as_ref() == skipped;
                    skip_from = skip_from.or(skips.then_some(depth));
                }
                Event::End(_) => {
                    if depth <= end {
                        return Ok(());
                    }
                    skip_from = skip_from.filter(|from| depth > from + 1);
                }
                Event::Text(found) => add(&found.xml10_content()),
                Event::CData(found) => add(&found.xml10_content()),
                Event::GeneralRef(found) => {
                    let mut buffer = [0; 4];
                    add(letter(&found).encode_utf8(&mut buffer));
                }
                Event::Eof => return Err(broken("the file ends inside an element")),
                _ => {}
            }
        }
    }
}

/// The letter that a reference stands for.
fn letter(found: &BytesRef<'_>) -> char {
    match found.resolve_char_ref() {
        Ok(Some(letter)) => letter,
        _ => match &**found {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => '\u{fffd}',
        },
    }
}

/// An attribute by its own name, whatever its prefix.
pub(super) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}
