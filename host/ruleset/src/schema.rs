//! The shapes of all files that people write, as JSON Schemas for their editors.

use crate::{
    schema::{
        json::Json,
        shape::{Shape, shape_of},
    },
    syntax::Table,
};

mod cases;
mod catalogue;
mod condition;
mod edition;
mod json;
mod overlay;
mod places;
mod plugin;
pub(crate) mod shape;
mod workspace;

/// A kind of file that people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// An edition of a ruleset.
    Ruleset,
    /// An overlay.
    Overlay,
    /// Worked cases of rules.
    Cases,
    /// Indicators.
    Indicators,
    /// Targets.
    Targets,
    /// `tieuchi.toml`
    Workspace,
    /// The tables of places: what a row says, column by column.
    Places,
    /// A plugin's manifest.
    Plugin,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Ruleset,
        Self::Overlay,
        Self::Cases,
        Self::Indicators,
        Self::Targets,
        Self::Workspace,
        Self::Places,
        Self::Plugin,
    ];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ruleset => "ruleset",
            Self::Overlay => "overlay",
            Self::Cases => "cases",
            Self::Indicators => "indicators",
            Self::Targets => "targets",
            Self::Workspace => "workspace",
            Self::Places => "places",
            Self::Plugin => "plugin",
        }
    }

    /// The kind that a word names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The kind that a file's content shows; none where it is another program's file, or where
    /// nothing in it tells.
    pub(crate) fn of(table: &Table) -> Option<Self> {
        let inside = |table: &str, key: &str| (table.to_owned(), key.to_owned());
        let telling = [
            (inside("ruleset", ""), Self::Ruleset),
            (inside("overlay", ""), Self::Overlay),
            (inside("indicator", ""), Self::Indicators),
            (inside("target", ""), Self::Targets),
            // Cargo's files have a table of this name, too.
            (inside("workspace", "rules"), Self::Workspace),
            (inside("plugin", "contract"), Self::Plugin),
            (inside("case", "expected"), Self::Cases),
        ];
        telling.into_iter().find_map(|((name, key), kind)| {
            let node = &table.get(&name)?.node;
            has_key(node, &key).then_some(kind)
        })
    }

    /// What such a file looks like.
    pub(crate) fn shape(self) -> Shape {
        match self {
            Self::Ruleset => edition::file(),
            Self::Overlay => overlay::file(),
            Self::Cases => cases::file(),
            Self::Indicators => catalogue::indicators(),
            Self::Targets => catalogue::targets(),
            Self::Workspace => workspace::file(),
            Self::Places => places::file(),
            Self::Plugin => plugin::file(),
        }
    }

    /// What it is, in a sentence.
    const fn describe(self) -> &'static str {
        match self {
            Self::Ruleset => "One edition of a ruleset, as a decree published it",
            Self::Overlay => "What a place or a class of places sets of an edition",
            Self::Cases => "Worked cases: evidence, and the verdict that the rules must come to",
            Self::Indicators => "What is measured, computed and named",
            Self::Targets => "Targets, with their denominators",
            Self::Workspace => "Where a workspace keeps what",
            Self::Places => "The tables of places: each entry of a list is a row of the CSV file",
            Self::Plugin => "What a plugin says of itself",
        }
    }
}

/// Whether a table, or the first table of a list, has a key; an empty key asks for nothing more.
fn has_key(node: &crate::syntax::Node, key: &str) -> bool {
    match &node.value {
        crate::syntax::Value::Table(table) => key.is_empty() || table.get(key).is_some(),
        crate::syntax::Value::List(items) => items.iter().any(|item| has_key(item, key)),
        _ => false,
    }
}

/// The JSON Schema (draft 2020-12) of a kind of file, as text with a line end.
///
/// It says what a file may look like. What names mean, and whether they fit each other, only
/// loading tells.
pub fn schema(kind: FileKind) -> String {
    let shape = kind.shape();
    let mut entries = vec![
        ("$schema".to_owned(), Json::text("https://json-schema.org/draft/2020-12/schema")),
        ("title".to_owned(), Json::text(&format!("tieuchi: {}", kind.as_str()))),
        ("description".to_owned(), Json::text(kind.describe())),
    ];
    entries.extend(shape.entries());
    let names = shape.names();
    if !names.is_empty() {
        let parts = names.into_iter().map(|name| (name.to_owned(), shape_of(name).json()));
        entries.push(("$defs".to_owned(), Json::Table(parts.collect())));
    }
    let mut text = Json::Table(entries).pretty();
    text.push('\n');
    text
}
