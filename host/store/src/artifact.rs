//! What is kept once under its digest.

use crate::digest::Digest;

/// What an artifact is; the word in the store's column `kind`.
///
/// Equal text is kept once, under the kind that it first came in as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArtifactKind {
    /// An edition of a ruleset as written.
    Edition,
    /// An overlay as written.
    Overlay,
    /// A ruleset with every overlay settled.
    Ruleset,
    /// A file of the indicator catalogue as written.
    Catalogue,
    /// A file of places as written.
    Places,
    /// A file of targets as written.
    Targets,
    /// The manifest of a register: which chunks it is made of.
    Register,
    /// A chunk of integers: evidence, findings, links.
    Column,
    /// A chunk of subject ids.
    Subjects,
    /// The subject ids that a link column's integers stand for.
    Dictionary,
    /// A chunk of verdicts.
    Verdicts,
    /// The subjects of a decision with their levels.
    Decision,
    /// The lines of a register's subjects in its file.
    Lines,
    /// Which component each plugin stands for.
    Lock,
    /// The component of a plugin.
    Component,
}

impl ArtifactKind {
    /// The word in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Edition => "edition",
            Self::Overlay => "overlay",
            Self::Ruleset => "ruleset",
            Self::Catalogue => "catalogue",
            Self::Places => "places",
            Self::Targets => "targets",
            Self::Register => "register",
            Self::Column => "column",
            Self::Subjects => "subjects",
            Self::Dictionary => "dictionary",
            Self::Verdicts => "verdicts",
            Self::Decision => "decision",
            Self::Lines => "lines",
            Self::Lock => "lock",
            Self::Component => "component",
        }
    }
}

/// A text with its digest: made on any thread, put into the store by the one that writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// The digest of the text.
    pub digest: Digest,
    /// The text.
    pub text: String,
}

impl Chunk {
    /// Takes a text and its digest.
    pub fn new(text: String) -> Self {
        Self { digest: Digest::of(&text), text }
    }
}
