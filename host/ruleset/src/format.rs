//! The one form of rule files: spacing, alignment and the order of keys, never meaning.

use tieuchi_core::{Diagnostic, SourceId, Sources};

use crate::{
    digest,
    limits::FILE_BYTES_MAX,
    schema::FileKind,
    sink::Sink,
    syntax::{self, Node, Table, Value},
};

mod arrange;
mod read;
mod write;

/// A file in the one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formed {
    /// What kind of file it is.
    pub kind: FileKind,
    /// Its text.
    pub text: String,
}

/// Puts a file into the one form. None where it is no valid TOML, with what is wrong in it; and
/// none without a word where nothing in the file shows that it is one of ours.
///
/// Keys within a table stand in the order of the schema, with the comments above them; tables,
/// and keys that are ids, stay where the author has put them. What is read from the file before and
/// after is the same: were it not, the file would be given back as it was.
pub fn format(sources: &Sources, source: SourceId) -> (Option<Formed>, Vec<Diagnostic>) {
    let mut sink = Sink::new(source);
    let table = syntax::parse(sources, &mut sink);
    if sink.failed() {
        return (None, sink.into_diagnostics());
    }
    let (Some(file), Some(kind)) = (sources.get(source), FileKind::of(&table)) else {
        return (None, Vec::new());
    };
    let mut document = read::read(&file.text);
    arrange::arrange(&mut document, &kind.shape());
    let text = write::write(&document);
    let same = reads_as(&text, &table);
    // What would outgrow the limit cannot be read, and stays as it is.
    let too_large = text.len() > FILE_BYTES_MAX;
    debug_assert!(same || too_large, "the form of a file says what the file says");
    let text = if same { text } else { file.text.to_string() };
    (Some(Formed { kind, text }), Vec::new())
}

/// The text of an overlay on editions whose text has changed and whose meaning has not: its pin
/// names the new text. `changed` are texts before and after.
pub fn renew_pin(overlay: &str, changed: &[(String, String)]) -> String {
    let renew = |text: String, (before, after): &(String, String)| {
        text.replace(&digest::sha256(before), &digest::sha256(after))
    };
    changed.iter().fold(overlay.to_owned(), renew)
}

/// Whether a text says what a table says.
fn reads_as(text: &str, table: &Table) -> bool {
    let mut sources = Sources::default();
    let mut sink = Sink::new(sources.add("", text));
    let again = syntax::parse(&sources, &mut sink);
    !sink.failed() && same_table(&again, table)
}

/// Whether two tables have the same keys and values, in whatever order.
fn same_table(left: &Table, right: &Table) -> bool {
    let found = |index: usize, key: &str| {
        // Mostly it stands where it stood: no search through a long file.
        let here = right.entries.get(index).filter(|entry| entry.key == key);
        here.or_else(|| right.get(key))
    };
    let mut entries = left.entries.iter().enumerate();
    left.entries.len() == right.entries.len()
        && entries.all(|(index, entry)| {
            found(index, &entry.key).is_some_and(|other| same(&entry.node, &other.node))
        })
}

/// Whether two values are the same.
fn same(left: &Node, right: &Node) -> bool {
    match (&left.value, &right.value) {
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Number(left), Value::Number(right)) => left == right,
        (Value::Flag(left), Value::Flag(right)) => left == right,
        (Value::Date(left), Value::Date(right)) => left == right,
        (Value::Time, Value::Time) => true,
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Table(left), Value::Table(right)) => same_table(left, right),
        _ => false,
    }
}
