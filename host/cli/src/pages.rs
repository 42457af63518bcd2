//! The page of each diagnostic code, as `tieuchi help CODE` prints it.

use include_dir::{Dir, include_dir};

/// The pages, named after their code: `R012.md`.
static PAGES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/pages");

/// The page of a code, in small or capital letters.
pub(crate) fn page(code: &str) -> Option<&'static str> {
    all().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, text)| text)
}

/// Every code with its page, by code.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut pages: Vec<_> = PAGES
        .files()
        .filter_map(|file| {
            let code = file.path().file_name()?.to_str()?.strip_suffix(".md")?;
            Some((code, file.contents_utf8()?))
        })
        .collect();
    pages.sort_unstable();
    pages.into_iter()
}

/// The code that a mistyped one most likely means.
pub(crate) fn nearest(code: &str) -> Option<&'static str> {
    tieuchi_core::nearest(&code.to_ascii_uppercase(), all().map(|(known, _)| known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_by_its_code_however_it_is_typed() {
        let (code, text) = all().next().expect("there are pages");
        assert_eq!(page(code), Some(text));
        assert_eq!(page(&code.to_lowercase()), Some(text));
        assert_eq!(page("R999"), None);
        assert_eq!(page("../main"), None);
    }

    #[test]
    fn pages_stand_in_the_order_of_their_codes() {
        let codes: Vec<_> = all().map(|(code, _)| code).collect();
        assert!(codes.is_sorted(), "{codes:?}");
        assert!(codes.iter().all(|code| code.len() == 4), "{codes:?}");
    }

    #[test]
    fn a_mistyped_code_brings_the_nearest_one() {
        let (code, _) = all().next().expect("there are pages");
        assert_eq!(nearest(&format!("{}0", code.to_lowercase())), Some(code));
        assert_eq!(nearest("no such code at all"), None);
    }
}
