//! TOML in the order in which it is written, with the line of every key.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// A file that is read, and what is found wrong with it.
pub(crate) struct Document<'a> {
    text: &'a str,
    problems: Vec<String>,
}

/// A key and its value, with the byte where the key begins.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    /// The key.
    pub(crate) key: &'a str,
    /// Where it stands.
    pub(crate) at: usize,
    /// Its value.
    pub(crate) value: &'a DeValue<'a>,
}

impl<'a> Document<'a> {
    /// Nothing is wrong with the text yet.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, problems: Vec::new() }
    }

    /// What TOML says; a problem where it is none.
    pub(crate) fn parse(&mut self) -> Option<Spanned<DeTable<'a>>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(table),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                self.problem(at, error.message());
                None
            }
        }
    }

    /// Something is wrong at a byte.
    pub(crate) fn problem(&mut self, at: usize, what: &str) {
        let line = self.text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        self.problems.push(format!("{line}: {what}"));
    }

    /// What was found wrong.
    pub(crate) fn problems(self) -> Vec<String> {
        self.problems
    }

    /// A table's entries; a problem where it is none, and for each key that is not known.
    pub(crate) fn table(&mut self, entry: Entry<'a>, known: Option<&[&str]>) -> Vec<Entry<'a>> {
        let Some(table) = entry.value.as_table() else {
            self.problem(entry.at, &format!("`{}` must be a table", entry.key));
            return Vec::new();
        };
        let entries = entries(table);
        for entry in &entries {
            if let Some(known) = known
                && !known.contains(&entry.key)
            {
                let known = known.join("`, `");
                self.problem(entry.at, &format!("unknown key `{}`; known: `{known}`", entry.key));
            }
        }
        entries
    }

    /// A text; a problem where it is missing or none.
    pub(crate) fn text(&mut self, of: Entry<'a>, entries: &[Entry<'a>], key: &str) -> &'a str {
        let text = find(entries, key).and_then(|entry| entry.value.as_str());
        text.unwrap_or_else(|| {
            self.problem(of.at, &format!("`{}` needs the text `{key}`", of.key));
            ""
        })
    }
}

/// A table's entries in the order of the file.
pub(crate) fn entries<'a>(table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref(),
            at: key.span().start,
            value: value.get_ref(),
        })
        .collect();
    entries.sort_by_key(|entry| entry.at);
    entries
}

/// The entry of a key.
pub(crate) fn find<'a>(entries: &[Entry<'a>], key: &str) -> Option<Entry<'a>> {
    entries.iter().find(|entry| entry.key == key).copied()
}
