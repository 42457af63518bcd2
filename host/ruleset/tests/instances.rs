//! Documents made up from a schema: whatever it allows has the shape that the loader reads.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use tieuchi_core::{Places, Sources};
use tieuchi_ruleset::{FileKind, Layers, load, read_workspace, schema};

/// What the loader says of a shape: syntax, keys, types, words, ids, `value` and `missing`.
const SHAPE: [&str; 13] = [
    "R001", "R002", "R003", "R004", "R005", "R006", "R013", "R020", "R021", "R030", "R036", "R037",
    "R057",
];

/// Texts of each form that a schema asks for.
const TEXTS: [(&str, &[&str]); 7] = [
    ("\\S", &["x", "một", "  ví dụ "]),
    ("^[a-z0-9]+(-+[a-z0-9]+)*$", &["a", "b-2", "cong-dan"]),
    ("^[a-z0-9]+(-+[a-z0-9]+)*(\\.[a-z0-9]+(-+[a-z0-9]+)*)*$", &["age", "a.b", "tu-cham.x-1"]),
    ("^[1-9][0-9]*$", &["1", "2"]),
    ("^[a-z0-9]+(-+[a-z0-9]+)*@(0|[1-9][0-9]*)$", &["p@1", "a-b@0"]),
    (
        "^sha256:[0-9a-f]{64}$",
        &["sha256:4bd4c5d0bf90e2aa969c6a99344e4258e4b67f3474b7f1d487d634fa5bde5c8f"],
    ),
    ("", &["", "x"]),
];

/// Makes documents.
struct Maker {
    /// The schema.
    root: Value,
    /// What decides.
    state: u64,
}

impl Maker {
    /// A number below another.
    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.state >> 33).unwrap() % end
    }

    /// One of several.
    fn one<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A text of a form.
    fn text(&mut self, pattern: Option<&Value>) -> String {
        let pattern = pattern.and_then(Value::as_str).unwrap_or("");
        let (_, texts) = TEXTS.iter().find(|(form, _)| *form == pattern).unwrap();
        (*self.one(texts)).to_owned()
    }

    /// A value that a schema allows, as TOML.
    fn value(&mut self, schema: &Value, depth: usize) -> String {
        if let Some(name) = schema["$ref"].as_str() {
            let part = self.root["$defs"][name.rsplit('/').next().unwrap()].clone();
            return self.value(&part, depth);
        }
        if let Some(shapes) = schema["anyOf"].as_array() {
            let shape = self.one(shapes).clone();
            return self.value(&shape, depth);
        }
        if let Some(words) = schema["enum"].as_array() {
            return self.one(words).to_string();
        }
        let types = match &schema["type"] {
            Value::Array(types) => types.clone(),
            one => vec![one.clone()],
        };
        match self.one(&types).as_str().unwrap() {
            "object" => self.table(schema, depth),
            "array" => {
                let least = schema["minItems"].as_u64().unwrap_or(0);
                let most = schema["maxItems"].as_u64().unwrap_or(least + 1);
                let count = least + u64::try_from(self.below(2)).unwrap().min(most - least);
                // Lower bounds come first: what grows with its position is in order.
                let item = |maker: &mut Self| maker.value(&schema["items"], depth + 1);
                let items: Vec<_> = (0..count).map(|_| item(self)).collect();
                format!("[{}]", items.join(", "))
            }
            "integer" => {
                let least = schema["minimum"].as_i64().unwrap();
                let most = schema["maximum"].as_i64().unwrap();
                (*self.one(&[least, most, (least + 1).min(most)])).to_string()
            }
            "number" => {
                let most = schema["maximum"].as_i64().unwrap_or(1000);
                let number = *self.one(&["0", "1", "2.5", "70"]);
                if most < 70 { "1".to_owned() } else { number.to_owned() }
            }
            "boolean" => (*self.one(&["true", "false"])).to_owned(),
            "string" if schema["format"] == "date" => "2024-02-29".to_owned(),
            "string" => format!("{:?}", self.text(schema.get("pattern"))),
            other => unreachable!("{other}"),
        }
    }

    /// A table that a schema allows.
    fn table(&mut self, schema: &Value, depth: usize) -> String {
        let none = Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&none);
        let (keys, word) = self.keys(schema, properties, depth);
        let mut entries: Vec<String> = Vec::new();
        for key in &keys {
            let mut shape = properties[key].clone();
            if let Some((_, said)) = word.as_ref().filter(|(said, _)| said == key) {
                shape["enum"] = said["enum"].clone();
            }
            let value = self.value(&shape, depth + 1);
            entries.push(format!("{key} = {value}"));
        }
        let free = schema["additionalProperties"].is_object();
        let wanted = usize::from(depth < 12) * self.below(3);
        let mut others: Vec<String> = Vec::new();
        while free && others.len() < wanted.max(least(schema).saturating_sub(keys.len())) {
            let key = self.text(schema["propertyNames"].get("pattern"));
            if !others.contains(&key) {
                let value = self.value(&schema["additionalProperties"], depth + 1);
                entries.push(format!("{key:?} = {value}"));
            }
            others.push(key);
        }
        format!("{{ {} }}", entries.join(", "))
    }

    /// The keys of a table whose names are known, and a key whose word is settled.
    fn keys(
        &mut self,
        schema: &Value,
        properties: &Map<String, Value>,
        depth: usize,
    ) -> (Vec<String>, Option<(String, Value)>) {
        let mut keys = texts(&schema["required"]);
        // Keys that are settled already, whether they stand there or not.
        let mut settled: Vec<String> = Vec::new();
        let mut word = None;
        let all: Vec<&Value> = schema["allOf"].as_array().into_iter().flatten().collect();
        let follows: Vec<_> = all.iter().filter(|one| one["if"].is_object()).collect();
        if !follows.is_empty() {
            let follows = *self.one(&follows);
            let said = follows["if"]["properties"].as_object().unwrap();
            word = said.iter().next().map(|(key, said)| (key.clone(), said.clone()));
            keys.extend(texts(&follows["then"]["required"]));
            settled.extend(follows["then"]["properties"].as_object().unwrap().keys().cloned());
        }
        let sets = all.iter().map(|one| &one["oneOf"]).chain([&schema["oneOf"]]);
        for set in sets.filter_map(Value::as_array) {
            let set: Vec<String> = set.iter().flat_map(|one| texts(&one["required"])).collect();
            keys.push(self.one(&set).clone());
            settled.extend(set);
        }
        let free = schema["additionalProperties"].is_object();
        for key in properties.keys().filter(|key| !settled.contains(key)) {
            let wanted = depth < 8 && self.below(3) == 0;
            let lacking = keys.len() < least(schema) && !free;
            if (wanted || lacking) && !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        let asked = keys.iter().flat_map(|key| texts(&schema["dependentRequired"][key]));
        let asked: Vec<_> = asked.collect();
        keys.extend(asked);
        keys.sort();
        keys.dedup();
        (keys, word)
    }

    /// A document: the tables of the file, a line for each.
    fn document(&mut self) -> String {
        let root = self.root.clone();
        let table = self.table(&root, 0);
        // What stands in the outer braces are the lines of a file.
        let mut lines = String::new();
        let (mut depth, mut quoted) = (0, false);
        for letter in table.chars() {
            match letter {
                '"' => quoted = !quoted,
                '{' | '[' if !quoted => depth += 1,
                '}' | ']' if !quoted => depth -= 1,
                _ => {}
            }
            if letter == ',' && depth == 1 && !quoted {
                lines.push('\n');
            } else {
                lines.push(letter);
            }
        }
        lines.trim().trim_start_matches('{').trim_end_matches('}').trim().to_owned()
    }
}

/// The texts of a list; none where there is no list.
fn texts(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The least number of keys.
fn least(schema: &Value) -> usize {
    usize::try_from(schema["minProperties"].as_u64().unwrap_or(0)).unwrap()
}

/// What the loader says of the shape of a document.
fn said(kind: FileKind, text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let source = sources.add("base/a/2024-02-29.toml", text);
    let mut layers = Layers::default();
    match kind {
        FileKind::Ruleset => layers.bases.push(source),
        FileKind::Overlay => layers.overlays.push(source),
        FileKind::Indicators => layers.indicators.push(source),
        FileKind::Targets => layers.targets.push(source),
        _ => {}
    }
    let mut found = load(&sources, &layers, &Places::default()).1;
    if kind == FileKind::Workspace {
        found.extend(read_workspace(&sources, source).1);
    }
    let of_shape = found.into_iter().filter(|item| SHAPE.contains(&item.code));
    // Where one key speaks of another, and in the order of two numbers, no schema of ours says it.
    let meant = [
        "has no `pass-mark`",
        "must be the lower bound and then the upper one",
        "must be the least and then the greatest value",
    ];
    let slot = |message: &str| message.starts_with("slot ") && message.ends_with("has no `points`");
    let of_shape = of_shape.filter(|item| !slot(&item.message));
    let of_shape = of_shape.filter(|item| !meant.iter().any(|meant| item.message.contains(meant)));
    of_shape.map(|item| format!("{}: {}", item.code, item.message)).collect()
}

/// Makes a document of a kind.
fn made(kind: FileKind, state: u64) -> String {
    Maker { root: serde_json::from_str(&schema(kind)).unwrap(), state }.document()
}

#[test]
fn what_a_schema_allows_has_the_shape_that_the_loader_reads() {
    let mut complaints = BTreeMap::new();
    for state in 0..150 {
        for kind in [
            FileKind::Ruleset,
            FileKind::Overlay,
            FileKind::Indicators,
            FileKind::Targets,
            FileKind::Workspace,
        ] {
            let text = made(kind, state * 7919);
            complaints.extend(said(kind, &text).into_iter().map(|said| (said, text.clone())));
        }
    }
    let told: Vec<_> = complaints.iter().take(60).collect();
    assert!(complaints.is_empty(), "{} complaints, such as {told:#?}", complaints.len());
}

#[test]
fn documents_that_are_made_up_reach_every_key() {
    for kind in [FileKind::Ruleset, FileKind::Overlay, FileKind::Indicators] {
        let all: String = (0..300).map(|state| made(kind, state * 7919)).collect();
        let schema = schema(kind);
        let keys = schema.lines().filter_map(|line| {
            let key = line.trim().strip_prefix('"')?.split('"').next()?;
            line.contains("\"description\"").then_some(key)
        });
        let keys: Vec<_> = keys.collect();
        assert!(keys.len() > 10, "{keys:?}");
        for key in keys.iter().filter(|key| **key != "description") {
            assert!(all.contains(&format!("{key} = ")), "{key} of {}", kind.as_str());
        }
    }
}
