//! No bytes and no text make the reader panic: truncations, flips, and a bounded mutation of both.

use tieuchi_wasm::{parse_manifest, read_cases, read_component};

use crate::good;

/// A sequence that looks random and is the same on every machine.
struct Sequence(u64);

impl Sequence {
    /// The next number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    /// Some bytes changed, cut out, doubled or put in.
    fn mutate(&mut self, source: &[u8]) -> Vec<u8> {
        let mut bytes = source.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            let end = (at + 1 + self.below(16)).min(bytes.len());
            match self.below(6) {
                0 => bytes[at] = u8::try_from(self.below(256)).unwrap(),
                1 => bytes[at] ^= 1 << self.below(8),
                2 => drop(bytes.drain(at..end)),
                3 => {
                    let part = bytes[at..end].to_vec();
                    let to = self.below(bytes.len());
                    bytes.splice(to..to, part);
                }
                4 => bytes.insert(at, [0, 1, 0x7f, 0x80, 0xff][self.below(5)]),
                _ => bytes.splice(at..end, vec![0xff; end - at]).for_each(drop),
            }
            if bytes.is_empty() {
                return bytes;
            }
        }
        bytes
    }
}

/// Reads bytes; a refusal has a code, a sentence and something to do.
fn read(bytes: &[u8]) -> bool {
    match read_component(bytes) {
        Ok(_) => true,
        Err(refused) => {
            assert!(refused.code.starts_with("P0"));
            assert!(refused.help.is_some(), "{}", refused.message);
            let begin = refused.message.chars().next().unwrap();
            assert!(begin.is_lowercase() || begin == '`', "{}", refused.message);
            assert!(!refused.message.ends_with('.'), "{}", refused.message);
            for text in refused.notes.iter().chain([&refused.message]) {
                assert!(!text.chars().any(char::is_control), "{text:?}");
            }
            false
        }
    }
}

#[test]
fn a_component_that_is_cut_anywhere_is_refused() {
    let bytes = good::good();
    // What follows the export are names; a component does without.
    let export = b"tieuchi:criterion/checker@1.0.0";
    let last = bytes.windows(export.len()).rposition(|part| part == export).unwrap();
    for end in 0..last + export.len() {
        assert!(!read(&bytes[..end]), "{end}");
    }
    for end in last..bytes.len() {
        read(&bytes[..end]);
    }
    assert!(read(&bytes));
}

#[test]
fn a_component_with_any_bit_flipped_is_read_or_refused() {
    let bytes = good::good();
    let mut refused = 0;
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 1 << (at % 8);
        refused += usize::from(!read(&other));
    }
    assert!(refused > bytes.len() / 10, "{refused}");
}

#[test]
fn mutated_components_are_read_or_refused() {
    let mut sequence = Sequence(0x5eed_0001);
    let bytes = good::good();
    let refused = (0..4_000).filter(|_| !read(&sequence.mutate(&bytes))).count();
    assert!(refused > 1_000, "{refused}");
}

#[test]
fn mutated_manifests_are_read_or_refused() {
    let mut sequence = Sequence(0x5eed_0002);
    let mut refused = 0;
    for _ in 0..4_000 {
        let text =
            String::from_utf8_lossy(&sequence.mutate(good::MANIFEST.as_bytes())).into_owned();
        let Err(problems) = parse_manifest(&text) else { continue };
        refused += 1;
        assert!(!problems.is_empty());
        for problem in problems {
            assert!(text.get(problem.span.clone()).is_some(), "{problem:?}");
            assert!(!problem.message.chars().any(char::is_control), "{problem:?}");
        }
    }
    assert!(refused > 1_000, "{refused}");
}

#[test]
fn mutated_cases_are_read_or_refused() {
    let manifest = parse_manifest(good::MANIFEST).unwrap();
    let mut sequence = Sequence(0x5eed_0003);
    let mut refused = 0;
    for _ in 0..4_000 {
        let text = String::from_utf8_lossy(&sequence.mutate(good::CASES.as_bytes())).into_owned();
        let Err(problems) = read_cases(&text, &manifest) else { continue };
        refused += 1;
        assert!(problems.iter().all(|problem| text.get(problem.span.clone()).is_some()));
    }
    assert!(refused > 1_000, "{refused}");
}

#[test]
fn a_manifest_cut_anywhere_is_read_or_refused() {
    for end in (0..good::MANIFEST.len()).filter(|end| good::MANIFEST.is_char_boundary(*end)) {
        if let Err(problems) = parse_manifest(&good::MANIFEST[..end]) {
            assert!(!problems.is_empty(), "{end}");
        }
    }
}
