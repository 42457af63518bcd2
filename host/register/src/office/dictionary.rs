//! What the words of a header mean for a register of one kind.

use std::collections::{BTreeMap, BTreeSet};

use tieuchi_core::{Catalogue, Indicator, Kind};

use super::{
    fold::{bare, key, without_brackets},
    raw_cell::trim,
    words::{Reserved, reserved},
};

/// What a column is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role<'a> {
    /// A column that every register has.
    Reserved(Reserved),
    /// Evidence.
    Evidence(&'a Indicator),
    /// Something that is computed.
    Computed,
    /// Something that such subjects do not have.
    Foreign,
}

/// A meaning with the words to propose for it.
#[derive(Debug)]
struct Meaning<'a> {
    /// What it is.
    role: Role<'a>,
    /// The column's id.
    id: String,
    /// What people call it.
    name: String,
    /// Each of its words without marks.
    bare: BTreeSet<String>,
}

/// The words of a register's columns.
#[derive(Debug)]
pub(super) struct Dictionary<'a> {
    /// All that a column can be.
    meanings: Vec<Meaning<'a>>,
    /// By the officer's own mapping.
    mapped: BTreeMap<String, usize>,
    /// By id.
    ids: BTreeMap<String, usize>,
    /// By key; several meanings make a word useless.
    keys: BTreeMap<String, BTreeSet<usize>>,
    /// By key without marks.
    bare: BTreeMap<String, BTreeSet<usize>>,
    /// How many of the meanings, from the first, are columns that every register has.
    reserved: usize,
    /// Ids in the mapping that are no column.
    unknown: Vec<(String, String)>,
}

impl<'a> Dictionary<'a> {
    /// Collects the words of a kind's columns.
    pub(super) fn new(
        kind: Kind,
        catalogue: &'a Catalogue,
        mapping: &BTreeMap<String, String>,
    ) -> Self {
        let mut dictionary = Self {
            meanings: Vec::new(),
            mapped: BTreeMap::new(),
            ids: BTreeMap::new(),
            keys: BTreeMap::new(),
            bare: BTreeMap::new(),
            reserved: 0,
            unknown: Vec::new(),
        };
        for (column, words) in reserved(kind) {
            let name = words.get(1).or(words.first()).copied().unwrap_or_default();
            dictionary.add(Role::Reserved(column), column.id(), name, &words);
        }
        for indicator in catalogue.of_kind(kind) {
            let readable = indicator.compute.is_none()
                && indicator.id.title().is_none()
                && indicator.value_type.range().is_some();
            let role = if readable { Role::Evidence(indicator) } else { Role::Computed };
            let outside = without_brackets(&indicator.name);
            let words = [indicator.name.as_str(), outside.as_str()];
            dictionary.add(role, indicator.id.as_str(), &indicator.name, &words);
        }
        for owner in Kind::ALL.into_iter().filter(|owner| !owner.has_members(kind)) {
            if let Some(id) = owner.link_column() {
                dictionary.add(Role::Foreign, id, id, &[id]);
            }
        }
        for (header, id) in mapping {
            match dictionary.ids.get(trim(id)) {
                Some(meaning) => {
                    dictionary.mapped.insert(key(header), *meaning);
                }
                None => dictionary.unknown.push((header.clone(), id.clone())),
            }
        }
        dictionary
    }

    /// Adds a meaning. What every register has comes first, and keeps its words.
    fn add(&mut self, role: Role<'a>, id: &str, name: &str, words: &[&str]) {
        let is_reserved = matches!(role, Role::Reserved(_));
        if !is_reserved && self.ids.contains_key(id) {
            // `birth-date` and `sex` may be evidence as well, under the same words.
            return;
        }
        let index = self.meanings.len();
        self.ids.entry(id.to_owned()).or_insert(index);
        let reserved = self.reserved;
        let mut bared = BTreeSet::new();
        for word in words.iter().copied().chain([id]) {
            for (words, word) in [(&mut self.keys, key(word)), (&mut self.bare, bare(word))] {
                let known = words.entry(word).or_default();
                if is_reserved || known.range(..reserved).next().is_none() {
                    known.insert(index);
                }
            }
            bared.insert(bare(word));
        }
        self.reserved += usize::from(is_reserved);
        self.meanings.push(Meaning { role, id: id.to_owned(), name: name.to_owned(), bare: bared });
    }

    /// What a header means; none where nothing is known of it.
    pub(super) fn role(&self, header: &str) -> Option<Role<'a>> {
        let index = self.find(header)?;
        self.meanings.get(index).map(|meaning| meaning.role)
    }

    /// Finds a meaning, the surest way first.
    fn find(&self, header: &str) -> Option<usize> {
        let header = trim(header);
        let whole = key(header);
        if whole.is_empty() {
            return None;
        }
        let only = |words: &BTreeMap<String, BTreeSet<usize>>, word: &str| {
            let found = words.get(word)?;
            found.first().copied().filter(|_| found.len() == 1)
        };
        let outside = without_brackets(header);
        self.mapped
            .get(&whole)
            .or_else(|| self.ids.get(header))
            .copied()
            .or_else(|| only(&self.keys, &whole))
            .or_else(|| only(&self.keys, &key(&outside)))
            .or_else(|| only(&self.bare, &bare(header)))
            .or_else(|| only(&self.bare, &bare(&outside)))
    }

    /// What an unknown header may mean, nearest first, at most three, as people call it.
    pub(super) fn nearest(&self, header: &str) -> Vec<&str> {
        let bared = bare(&without_brackets(header));
        let words = strong(&bared);
        let mut found: Vec<(u32, &str)> = self
            .meanings
            .iter()
            .filter(|meaning| !matches!(meaning.role, Role::Reserved(Reserved::Nothing)))
            .filter_map(|meaning| {
                let likeness = meaning.bare.iter().map(|word| likeness(&bared, &words, word)).max();
                likeness
                    .filter(|likeness| *likeness >= 50)
                    .map(|found| (found, meaning.name.as_str()))
            })
            .collect();
        found.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
        // Beside a good match a poor one only confuses.
        let best = found.first().map_or(0, |(likeness, _)| *likeness);
        found.retain(|(likeness, _)| likeness * 4 > best * 3);
        found.truncate(3);
        found.into_iter().map(|(_, name)| name).collect()
    }

    /// What the mapping names that is no column: the header and the id.
    pub(super) fn unknown_in_mapping(&self) -> &[(String, String)] {
        &self.unknown
    }

    /// The ids that are nearest to a mistyped one.
    pub(super) fn nearest_id(&self, id: &str) -> Option<&str> {
        tieuchi_core::nearest(id, self.meanings.iter().map(|meaning| meaning.id.as_str()))
    }
}

impl Role<'_> {
    /// The id of the column that it is; none where it is passed over.
    pub(super) fn id(&self) -> Option<String> {
        match self {
            Self::Reserved(Reserved::Nothing) | Self::Computed | Self::Foreign => None,
            Self::Reserved(column) => Some(column.id().to_owned()),
            Self::Evidence(indicator) => Some(indicator.id.to_string()),
        }
    }
}

/// Words that stand in so many names that they say nothing.
const WEAK: [&str; 12] =
    ["so", "ma", "ten", "cua", "va", "cac", "trong", "theo", "la", "co", "duoc", "o"];

/// The words of a header that tell it from others.
fn strong(text: &str) -> BTreeSet<&str> {
    text.split(' ').filter(|word| !word.is_empty() && !WEAK.contains(word)).collect()
}

/// How alike two headers are, in percent: the words that they share, or all but two letters.
fn likeness(header: &str, words: &BTreeSet<&str>, known: &str) -> u32 {
    if header.len() > 4 && tieuchi_core::nearest(header, [known]).is_some() {
        return 99;
    }
    let others = strong(known);
    let shared = words.intersection(&others).count();
    let (least, most) = (words.len().min(others.len()), words.len().max(others.len()));
    if shared == 0 || most == 0 {
        return 0;
    }
    // A part of a longer name is a good sign, even where most of the name is missing.
    let share = shared * 100 / most;
    let part = if shared == least && least >= 2 { 60 + share / 3 } else { 0 };
    u32::try_from(share.max(part)).unwrap_or(0)
}
