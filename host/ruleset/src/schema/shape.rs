//! What a value may look like: which keys, in which order, with which values.

use std::collections::BTreeSet;

use crate::schema::{catalogue, condition, edition, json::Json, overlay};

/// What a value may look like.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// A plain value: entries of a schema.
    Plain(Vec<(&'static str, Json)>),
    /// One of several.
    Any(Vec<Self>),
    /// A list, of at least and at most so many.
    List(Box<Self>, usize, Option<usize>),
    /// A table whose keys are known.
    Table(Table),
    /// A table whose keys are ids: their pattern, what stands there, the least number.
    Map(&'static str, Box<Self>, usize),
    /// A shape of [`shape_of`].
    Named(&'static str),
}

/// A table whose keys are known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// The keys in the order in which they are written.
    pub(crate) fields: Vec<Field>,
    /// What else may stand there: the pattern of the keys, and what stands there.
    pub(crate) others: Option<(&'static str, Box<Shape>)>,
    /// Sets of keys of which exactly one stands there.
    pub(crate) exactly_one: Vec<Vec<&'static str>>,
    /// Keys that ask for another.
    pub(crate) asks: Vec<(&'static str, &'static str)>,
    /// The least number of keys.
    pub(crate) at_least: usize,
    /// What follows from the word of a key.
    pub(crate) follows: Vec<Follows>,
}

/// What follows from the word of a key.
#[derive(Debug, Clone)]
pub(crate) struct Follows {
    /// The key.
    pub(crate) key: &'static str,
    /// The words.
    pub(crate) words: &'static [&'static str],
    /// The keys that must stand there then.
    pub(crate) needed: &'static [&'static str],
    /// The keys that must not.
    pub(crate) refused: &'static [&'static str],
}

/// A key of a table.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// The key.
    pub(crate) key: &'static str,
    /// Whether it must be there.
    pub(crate) needed: bool,
    /// What it means.
    pub(crate) meaning: &'static str,
    /// What stands there.
    pub(crate) shape: Shape,
}

/// Ids without dots.
pub(crate) const ID: &str = "^[a-z0-9]+(-+[a-z0-9]+)*$";
/// Ids of indicators.
pub(crate) const DOTTED_ID: &str = "^[a-z0-9]+(-+[a-z0-9]+)*(\\.[a-z0-9]+(-+[a-z0-9]+)*)*$";

/// A key that must be there.
pub(crate) const fn need(key: &'static str, shape: Shape, meaning: &'static str) -> Field {
    Field { key, needed: true, meaning, shape }
}

/// A key that may be there.
pub(crate) const fn may(key: &'static str, shape: Shape, meaning: &'static str) -> Field {
    Field { key, needed: false, meaning, shape }
}

/// A table of keys.
pub(crate) fn table(fields: Vec<Field>) -> Shape {
    Shape::Table(Table { fields, ..Table::default() })
}

/// A table of ids.
pub(crate) fn map(shape: Shape) -> Shape {
    Shape::Map(ID, Box::new(shape), 0)
}

/// A list with at least one entry.
pub(crate) fn list(shape: Shape) -> Shape {
    Shape::List(Box::new(shape), 1, None)
}

/// Text.
pub(crate) fn text() -> Shape {
    Shape::Plain(vec![("type", Json::text("string"))])
}

/// Text that says something.
pub(crate) fn words() -> Shape {
    pattern("\\S")
}

/// Text of a form.
pub(crate) fn pattern(pattern: &str) -> Shape {
    Shape::Plain(vec![("type", Json::text("string")), ("pattern", Json::text(pattern))])
}

/// An id without dots.
pub(crate) fn id() -> Shape {
    pattern(ID)
}

/// An indicator.
pub(crate) fn indicator() -> Shape {
    pattern(DOTTED_ID)
}

/// A number.
pub(crate) fn number() -> Shape {
    Shape::Plain(vec![("type", Json::text("number"))])
}

/// A number that is at least 0.
pub(crate) fn points() -> Shape {
    Shape::Plain(vec![("type", Json::text("number")), ("minimum", Json::Number(0))])
}

/// A whole number.
pub(crate) fn whole(min: i64, max: i64) -> Shape {
    Shape::Plain(vec![
        ("type", Json::text("integer")),
        ("minimum", Json::Number(min)),
        ("maximum", Json::Number(max)),
    ])
}

/// True or false.
pub(crate) fn flag() -> Shape {
    Shape::Plain(vec![("type", Json::text("boolean"))])
}

/// A day.
pub(crate) fn date() -> Shape {
    Shape::Plain(vec![("type", Json::text("string")), ("format", Json::text("date"))])
}

/// A word of a closed list.
pub(crate) fn one_of(words: &[&str]) -> Shape {
    Shape::Plain(vec![("enum", Json::texts(words))])
}

/// A constant: a number, true or false, a code or a day.
pub(crate) fn literal() -> Shape {
    Shape::Plain(vec![("type", Json::texts(&["number", "boolean", "string"]))])
}

/// The shape of a name.
pub(crate) fn shape_of(name: &str) -> Shape {
    match name {
        "condition" => condition::condition(),
        "comparisons" => condition::comparisons(),
        "constant-condition" => condition::constant_condition(),
        "constant-comparisons" => condition::constant_comparisons(),
        "operand" => condition::operand(),
        "amount" => condition::amount(),
        "opening" => edition::opening(),
        "narrowing" => overlay::narrowing(),
        "compute" => catalogue::compute(),
        _ => Shape::Plain(Vec::new()),
    }
}

impl Shape {
    /// The shape below a key, as far as one is known; the key of a list's entry is the list's.
    pub(crate) fn below(&self, key: &str) -> Option<Self> {
        match self {
            Self::Plain(_) => None,
            Self::Any(shapes) => shapes.iter().find_map(|shape| shape.below(key)),
            Self::List(shape, ..) => shape.below(key),
            Self::Map(_, shape, _) => Some((**shape).clone()),
            Self::Named(name) => shape_of(name).below(key),
            Self::Table(table) => {
                let known = table.fields.iter().find(|field| field.key == key);
                let other = table.others.as_ref().map(|(_, shape)| &**shape);
                known.map(|field| &field.shape).or(other).cloned()
            }
        }
    }

    /// The keys of the table in the order in which they are written; empty where the author's
    /// order stays.
    pub(crate) fn order(&self) -> Vec<&'static str> {
        match self {
            Self::Plain(_) | Self::Map(..) => Vec::new(),
            Self::Any(shapes) => {
                let orders = shapes.iter().map(Self::order);
                orders.rev().find(|order| !order.is_empty()).unwrap_or_default()
            }
            Self::List(shape, ..) => shape.order(),
            Self::Named(name) => shape_of(name).order(),
            // Where ids may stand, their order is the author's, and so is that of all.
            Self::Table(table) if table.others.is_some() => Vec::new(),
            Self::Table(table) => table.fields.iter().map(|field| field.key).collect(),
        }
    }

    /// The names that a schema of this shape refers to, with those that they refer to.
    pub(crate) fn names(&self) -> BTreeSet<&'static str> {
        let mut names = BTreeSet::new();
        self.gather(&mut names);
        names
    }

    /// Adds the names that it refers to.
    fn gather(&self, names: &mut BTreeSet<&'static str>) {
        match self {
            Self::Plain(_) => {}
            Self::Any(shapes) => shapes.iter().for_each(|shape| shape.gather(names)),
            Self::List(shape, ..) | Self::Map(_, shape, _) => shape.gather(names),
            Self::Named(name) => {
                if names.insert(name) {
                    shape_of(name).gather(names);
                }
            }
            Self::Table(table) => {
                table.fields.iter().for_each(|field| field.shape.gather(names));
                table.others.iter().for_each(|(_, shape)| shape.gather(names));
            }
        }
    }

    /// As a schema.
    pub(crate) fn json(&self) -> Json {
        Json::Table(self.entries())
    }

    /// The entries of its schema.
    pub(crate) fn entries(&self) -> Vec<(String, Json)> {
        let entries = match self {
            Self::Plain(entries) => entries.clone(),
            Self::Named(name) => vec![("$ref", Json::text(&format!("#/$defs/{name}")))],
            Self::Any(shapes) => {
                vec![("anyOf", Json::List(shapes.iter().map(Self::json).collect()))]
            }
            Self::List(shape, min, max) => {
                let mut entries = vec![("type", Json::text("array")), ("items", shape.json())];
                entries.extend(count("minItems", *min));
                entries.extend(max.iter().filter_map(|max| count("maxItems", *max)));
                entries
            }
            Self::Map(pattern, shape, min) => {
                let mut entries = vec![("type", Json::text("object"))];
                entries
                    .push(("propertyNames", Json::table(vec![("pattern", Json::text(pattern))])));
                entries.push(("additionalProperties", shape.json()));
                entries.extend(count("minProperties", *min));
                entries
            }
            Self::Table(table) => table.entries(),
        };
        entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

impl Table {
    /// The entries of its schema.
    fn entries(&self) -> Vec<(&'static str, Json)> {
        let Self { fields, others, exactly_one, asks, at_least, follows } = self;
        let mut entries = vec![("type", Json::text("object"))];
        let properties = fields.iter().map(|field| {
            let mut property = Vec::new();
            if !field.meaning.is_empty() {
                property.push(("description".to_owned(), Json::text(field.meaning)));
            }
            property.extend(field.shape.entries());
            (field.key.to_owned(), Json::Table(property))
        });
        entries.push(("properties", Json::Table(properties.collect())));
        match others {
            None => entries.push(("additionalProperties", Json::Flag(false))),
            Some((pattern, shape)) => {
                let names = Json::table(vec![("pattern", Json::text(pattern))]);
                entries.push(("propertyNames", names));
                entries.push(("additionalProperties", shape.json()));
            }
        }
        let needed: Vec<_> =
            fields.iter().filter(|field| field.needed).map(|field| field.key).collect();
        if !needed.is_empty() {
            entries.push(("required", Json::texts(&needed)));
        }
        entries.extend(count("minProperties", *at_least));
        let asking = asks.iter().map(|(key, asked)| ((*key).to_owned(), Json::texts(&[asked])));
        if !asks.is_empty() {
            entries.push(("dependentRequired", Json::Table(asking.collect())));
        }
        let one = |key: &&str| Json::table(vec![("required", Json::texts(&[key]))]);
        let sets = exactly_one.iter().map(|keys| Json::List(keys.iter().map(one).collect()));
        let sets = sets.map(|set| Json::table(vec![("oneOf", set)]));
        let all: Vec<_> = sets.chain(follows.iter().map(Follows::json)).collect();
        match all.as_slice() {
            [] => {}
            // Alone it needs no list around it.
            [Json::Table(only)] if !exactly_one.is_empty() => {
                let only = only.iter().map(|(_, set)| ("oneOf", set.clone()));
                entries.extend(only);
            }
            _ => entries.push(("allOf", Json::List(all))),
        }
        entries
    }
}

impl Follows {
    /// As a schema.
    fn json(&self) -> Json {
        let Self { key, words, needed, refused } = self;
        let word = Json::table(vec![("enum", Json::texts(words))]);
        let said = Json::table(vec![
            ("properties", Json::table(vec![(key, word)])),
            ("required", Json::texts(&[key])),
        ]);
        let mut then = Vec::new();
        if !needed.is_empty() {
            then.push(("required", Json::texts(needed)));
        }
        let refused = refused.iter().map(|key| (*key, Json::Flag(false)));
        then.push(("properties", Json::table(refused.collect())));
        Json::table(vec![("if", said), ("then", Json::table(then))])
    }
}

/// A least or greatest number; none where it is 0.
fn count(key: &'static str, number: usize) -> Option<(&'static str, Json)> {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    (number > 0).then_some((key, Json::Number(number)))
}
