//! The one form of rule files: spacing, alignment and the order of keys, never meaning.

use tieuchi_core::{Diagnostic, SourceId, Sources};

use crate::{
    schema::FileKind,
    sink::Sink,
    syntax::{self, Node, Table, Value},
};

mod arrange;
mod read;
mod write;

/// Puts a file into the one form. None where it is no valid TOML, with what is wrong in it; and
/// none without a word where nothing in the file shows that it is one of ours.
///
/// Keys within a table stand in the order of the schema, with the comments above them; tables,
/// and keys that are ids, stay where the author has put them. What is read from the file before and
/// after is the same: were it not, the file would be given back as it was.
pub fn format(sources: &Sources, source: SourceId) -> (Option<String>, Vec<Diagnostic>) {
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
    (Some(if same { text } else { file.text.to_string() }), Vec::new())
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
    left.entries.len() == right.entries.len()
        && left
            .entries
            .iter()
            .all(|entry| right.get(&entry.key).is_some_and(|other| same(&entry.node, &other.node)))
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
