//! The manifest of a register: which chunks it is made of, as JSON with sorted keys.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::{Map, Value};
use tieuchi_core::{CHUNK_ROWS, Decimal, IndicatorId, Kind, Period, PlaceCode};

use crate::{digest::Digest, error::Malformed, stored_type::StoredType};

/// The form of manifests that this program writes and reads.
const FORMAT: u64 = 1;

/// What a register is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// The period assessed.
    pub(crate) period: Period,
    /// The commune.
    pub(crate) place: PlaceCode,
    /// Whose register.
    pub(crate) kind: Kind,
    /// Subjects in each chunk.
    pub(crate) chunks: Vec<u32>,
    /// The subject ids of each chunk.
    pub(crate) subjects: Vec<Digest>,
    /// Evidence.
    pub(crate) indicators: BTreeMap<IndicatorId, StoredColumn>,
    /// Which subject of another kind each one belongs to.
    pub(crate) links: BTreeMap<Kind, StoredLink>,
}

/// One indicator over a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredColumn {
    /// What the integers mean.
    pub(crate) stored_type: StoredType,
    /// The chunks; none where a chunk of the register lacks the indicator.
    pub(crate) chunks: Vec<Option<Digest>>,
}

/// The members' side of a link, as positions in a dictionary of subject ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredLink {
    /// The artifact that holds the ids.
    pub(crate) dictionary: Digest,
    /// The chunks; none where a chunk of the register lacks the link.
    pub(crate) chunks: Vec<Option<Digest>>,
}

impl Manifest {
    /// How many subjects.
    pub(crate) fn rows(&self) -> u64 {
        self.chunks.iter().map(|rows| u64::from(*rows)).sum()
    }

    /// The text that is kept.
    pub(crate) fn to_text(&self) -> String {
        let Self { period, place, kind, chunks, subjects, indicators, links } = self;
        // By word, as the text must not depend on the order of an enum.
        let links: BTreeMap<_, _> =
            links.iter().map(|(kind, link)| (kind.as_str(), link.to_json())).collect();
        let indicators = indicators.iter().map(|(id, column)| (id.as_str(), column.to_json()));
        object([
            ("chunks", chunks.iter().copied().collect()),
            ("format", FORMAT.into()),
            ("indicators", object(indicators)),
            ("kind", kind.as_str().into()),
            ("links", object(links)),
            ("period", period.to_string().into()),
            ("place", place.as_str().into()),
            ("rows", self.rows().into()),
            ("subjects", subjects.iter().map(ToString::to_string).collect()),
        ])
        .to_string()
    }

    /// Reads what [`Self::to_text`] wrote.
    pub(crate) fn parse(text: &[u8]) -> Result<Self, Malformed> {
        let value: Value = serde_json::from_slice(text)
            .map_err(|error| Malformed::whole(format!("a manifest in JSON ({error})")))?;
        if value["format"] != FORMAT {
            return Err(Malformed::whole(format!("a manifest of format {FORMAT}")));
        }
        let chunks = list(&value["chunks"], "chunks", |rows| {
            let rows = u32::try_from(rows.as_u64()?).ok()?;
            (1..=CHUNK_ROWS).contains(&(rows as usize)).then_some(rows)
        })?;
        let manifest = Self {
            period: field(value["period"].as_str().and_then(Period::parse), "period")?,
            place: PlaceCode::new(field(value["place"].as_str(), "place")?),
            kind: field(value["kind"].as_str().and_then(Kind::parse), "kind")?,
            subjects: list(&value["subjects"], "subjects", digest)?,
            indicators: entries(&value["indicators"], "indicators", |id, column| {
                StoredColumn::parse(column, chunks.len())
                    .map(|column| (IndicatorId::new(id), column))
            })?,
            links: entries(&value["links"], "links", |kind, link| {
                let link = StoredLink::parse(link, chunks.len())?;
                Ok((field(Kind::parse(kind), "links")?, link))
            })?,
            chunks,
        };
        if manifest.subjects.len() != manifest.chunks.len() {
            return Err(wrong("subjects"));
        }
        if value["rows"] != manifest.rows() {
            return Err(wrong("rows"));
        }
        Ok(manifest)
    }
}

impl StoredColumn {
    /// Its entry in the manifest.
    fn to_json(&self) -> Value {
        let Self { stored_type, chunks } = self;
        let mut entry = vec![("chunks", digests(chunks))];
        if let StoredType::Code(codes) = stored_type {
            entry.push(("codes", codes.iter().map(String::as_str).collect()));
        }
        if let StoredType::Number { scale } = stored_type {
            entry.push(("scale", (*scale).into()));
        }
        entry.push(("type", stored_type.as_str().into()));
        object(entry)
    }

    /// Reads an entry for a register of so many chunks.
    fn parse(entry: &Value, chunk_count: usize) -> Result<Self, Malformed> {
        let stored_type = match entry["type"].as_str() {
            Some("number") => {
                let scale = entry["scale"].as_u64().and_then(|scale| u8::try_from(scale).ok());
                let scale = scale.filter(|scale| *scale <= Decimal::SCALE_MAX);
                StoredType::Number { scale: field(scale, "scale")? }
            }
            Some("flag") => StoredType::Flag,
            Some("date") => StoredType::Date,
            Some("code") => {
                let codes = list(&entry["codes"], "codes", |code| code.as_str().map(String::from))?;
                StoredType::Code(Arc::from(codes))
            }
            _ => return Err(wrong("type")),
        };
        Ok(Self { stored_type, chunks: optional_digests(entry, chunk_count)? })
    }
}

impl StoredLink {
    /// Its entry in the manifest.
    fn to_json(&self) -> Value {
        let Self { dictionary, chunks } = self;
        object([("chunks", digests(chunks)), ("dictionary", dictionary.to_string().into())])
    }

    /// Reads an entry for a register of so many chunks.
    fn parse(entry: &Value, chunk_count: usize) -> Result<Self, Malformed> {
        Ok(Self {
            dictionary: field(digest(&entry["dictionary"]), "dictionary")?,
            chunks: optional_digests(entry, chunk_count)?,
        })
    }
}

/// An object; the keys come sorted.
fn object<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    Value::Object(
        entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>(),
    )
}

/// The digests of chunks.
fn digests(chunks: &[Option<Digest>]) -> Value {
    chunks.iter().map(|chunk| chunk.map(|digest| digest.to_string())).collect()
}

/// Reads a digest.
fn digest(value: &Value) -> Option<Digest> {
    value.as_str().and_then(Digest::parse)
}

/// Reads the digests of an entry's chunks, one or `null` for each chunk of the register.
fn optional_digests(entry: &Value, count: usize) -> Result<Vec<Option<Digest>>, Malformed> {
    let chunks = list(&entry["chunks"], "chunks", |chunk| {
        if chunk.is_null() { Some(None) } else { digest(chunk).map(Some) }
    })?;
    if chunks.len() == count { Ok(chunks) } else { Err(wrong("chunks")) }
}

/// Reads a list.
fn list<T>(
    value: &Value,
    name: &str,
    element: impl Fn(&Value) -> Option<T>,
) -> Result<Vec<T>, Malformed> {
    let elements = value.as_array().ok_or_else(|| wrong(name))?;
    elements.iter().map(|value| field(element(value), name)).collect()
}

/// Reads an object.
fn entries<K: Ord, V>(
    value: &Value,
    name: &str,
    entry: impl Fn(&str, &Value) -> Result<(K, V), Malformed>,
) -> Result<BTreeMap<K, V>, Malformed> {
    let object = value.as_object().ok_or_else(|| wrong(name))?;
    object.iter().map(|(key, value)| entry(key, value)).collect()
}

/// A field that must be there and right.
fn field<T>(value: Option<T>, name: &str) -> Result<T, Malformed> {
    value.ok_or_else(|| wrong(name))
}

/// A field of the manifest is not what it must be.
fn wrong(name: &str) -> Malformed {
    Malformed::whole(format!("a manifest with a right `{name}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A manifest with everything in it.
    fn manifest() -> Manifest {
        let digest = |text: &str| Digest::of(text);
        let column = |stored_type, chunks| StoredColumn { stored_type, chunks };
        let codes: Arc<[String]> = ["tot".to_owned(), "kha".to_owned()].into();
        Manifest {
            period: Period::year(2024).unwrap(),
            place: "30958".into(),
            kind: Kind::Citizen,
            chunks: vec![4096, 3],
            subjects: vec![digest("s0"), digest("s1")],
            indicators: BTreeMap::from([
                ("b".into(), column(StoredType::Code(codes), vec![Some(digest("b")), None])),
                ("a".into(), column(StoredType::Number { scale: 1 }, vec![None, None])),
                ("c".into(), column(StoredType::Date, vec![None, Some(digest("c"))])),
                ("d.e".into(), column(StoredType::Flag, vec![None, None])),
            ]),
            links: BTreeMap::from([(
                Kind::Village,
                StoredLink { dictionary: digest("d"), chunks: vec![Some(digest("l")), None] },
            )]),
        }
    }

    #[test]
    fn a_manifest_comes_back_as_it_went_in() {
        let manifest = manifest();
        let text = manifest.to_text();
        assert_eq!(Manifest::parse(text.as_bytes()), Ok(manifest));
        assert!(
            text.starts_with(r#"{"chunks":[4096,3],"format":1,"indicators":{"a":{"chunks":[null,"#)
        );
        assert!(text.contains(r#""d.e":{"chunks":[null,null],"type":"flag"}},"kind":"citizen""#));
    }

    #[test]
    fn a_manifest_that_contradicts_itself_is_refused() {
        let text = manifest().to_text();
        for (right, other) in [
            ("\"format\":1", "\"format\":2"),
            ("[4096,3]", "[4097,2]"),
            ("[4096,3]", "[4096,0]"),
            ("[4096,3]", "[4096]"),
            ("[4096,3]", "[4096,-3]"),
            ("[4096,3]", "\"all\""),
            ("\"rows\":4099", "\"rows\":4098"),
            ("\"scale\":1", "\"scale\":7"),
            ("\"type\":\"flag\"", "\"type\":\"ratio\""),
            ("\"kind\":\"citizen\"", "\"kind\":\"person\""),
            ("\"village\":", "\"citizens\":"),
            ("\"codes\":[\"tot\"", "\"codes\":[1"),
            ("{", ""),
            ("\"period\":\"2024\"", "\"period\":2024"),
        ] {
            let other = text.replacen(right, other, 1);
            assert_ne!(other, text, "{right}");
            assert!(Manifest::parse(other.as_bytes()).is_err(), "{other}");
        }
        assert!(Manifest::parse(b"[]").is_err());
        assert!(Manifest::parse("[".repeat(100_000).as_bytes()).is_err());
    }
}
