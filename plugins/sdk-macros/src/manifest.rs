//! The manifest as the macro needs it; the host reads it again and looks closer.

use toml::{Spanned, de::DeTable};

use crate::{
    document::{Document, Entry, entries, find},
    names, number,
};

/// A manifest.
pub(crate) struct Manifest {
    /// What the plugin does, in English.
    pub(crate) summary: String,
    /// Inputs of the rows.
    pub(crate) inputs: Vec<Input>,
    /// Inputs of members, by kind.
    pub(crate) members: Vec<(String, Vec<Input>)>,
    /// Settings.
    pub(crate) settings: Vec<Setting>,
    /// Reasons: id and English text.
    pub(crate) reasons: Vec<(String, String)>,
}

/// An input.
pub(crate) struct Input {
    /// Its id.
    pub(crate) id: String,
    /// Its type.
    pub(crate) kind: InputType,
    /// Decimals of a number.
    pub(crate) scale: u8,
}

/// Types of inputs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum InputType {
    Number,
    Flag,
    Code,
    Date,
}

/// A setting.
pub(crate) struct Setting {
    /// Its id.
    pub(crate) id: String,
    /// Its type.
    pub(crate) kind: SettingType,
    /// Decimals of numbers.
    pub(crate) scale: u8,
    /// What it is, in English.
    pub(crate) summary: String,
    /// Its default.
    pub(crate) default: Option<Value>,
}

/// Types of settings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SettingType {
    Number,
    Flag,
    Text,
    Date,
    Numbers,
    Texts,
}

/// The value of a setting.
#[derive(Clone)]
pub(crate) enum Value {
    Integer(i64),
    Flag(bool),
    Text(String),
    Integers(Vec<i64>),
    Texts(Vec<String>),
}

/// Kinds of subjects.
const KINDS: [&str; 6] = ["citizen", "family", "clan", "village", "unit", "commune"];

impl Manifest {
    /// Reads it; all that is wrong with it, each with its line.
    pub(crate) fn parse(text: &str) -> Result<Self, Vec<String>> {
        let mut document = Document::new(text);
        let Some(table) = document.parse() else { return Err(document.problems()) };
        let manifest = read(&mut document, &table);
        let problems = document.problems();
        if problems.is_empty() { Ok(manifest) } else { Err(problems) }
    }
}

impl Setting {
    /// Reads a value of the setting's type; none where it is of another.
    pub(crate) fn value(&self, entry: Entry<'_>) -> Option<Value> {
        let value = entry.value;
        let items = || value.as_array().map(|items| items.iter().map(Spanned::get_ref));
        match self.kind {
            SettingType::Number => number::units(value, self.scale).map(Value::Integer),
            SettingType::Date => number::days(value).map(Value::Integer),
            SettingType::Flag => value.as_bool().map(Value::Flag),
            SettingType::Text => value.as_str().map(|text| Value::Text(text.to_owned())),
            SettingType::Numbers => {
                let numbers = items()?.map(|item| number::units(item, self.scale));
                numbers.collect::<Option<_>>().map(Value::Integers)
            }
            SettingType::Texts => {
                let texts = items()?.map(|item| item.as_str().map(str::to_owned));
                texts.collect::<Option<_>>().map(Value::Texts)
            }
        }
    }
}

fn read<'a>(document: &mut Document<'a>, table: &'a Spanned<DeTable<'a>>) -> Manifest {
    let top = entries(table.get_ref());
    let known = ["plugin", "input", "members", "setting", "reason", "limits"];
    for entry in top.iter().filter(|entry| !known.contains(&entry.key)) {
        let known = known.join("`, `");
        document.problem(entry.at, &format!("unknown table `{}`; known: `{known}`", entry.key));
    }
    let mut summary = String::new();
    if let Some(plugin) = find(&top, "plugin") {
        let keys = ["name", "version", "contract", "kind", "summary"];
        let entries = document.table(plugin, Some(&keys));
        for key in ["name", "version", "kind"] {
            document.text(plugin, &entries, key);
        }
        summary = words(document, plugin, &entries);
        if find(&entries, "contract").and_then(|entry| number::units(entry.value, 0)) != Some(1) {
            document.problem(plugin.at, "this kit speaks `contract = 1`");
        }
    } else {
        document.problem(0, "the table `[plugin]` is missing");
    }
    let mut listed =
        |key| find(&top, key).map_or_else(Vec::new, |entry| document.table(entry, None));
    let (inputs, members) = (listed("input"), listed("members"));
    let (settings, reasons) = (listed("setting"), listed("reason"));
    Manifest {
        summary,
        inputs: inputs.into_iter().map(|entry| input(document, entry)).collect(),
        members: members
            .into_iter()
            .map(|entry| {
                if !KINDS.contains(&entry.key) {
                    let known = KINDS.join("`, `");
                    let what = format!("`{}` is no kind; kinds: `{known}`", entry.key);
                    document.problem(entry.at, &what);
                }
                let inputs = document.table(entry, None);
                let inputs = inputs.into_iter().map(|entry| input(document, entry)).collect();
                (entry.key.to_owned(), inputs)
            })
            .collect(),
        settings: settings.into_iter().map(|entry| setting(document, entry)).collect(),
        reasons: reasons
            .into_iter()
            .map(|entry| {
                named(document, entry);
                let entries = document.table(entry, Some(&["vi", "en"]));
                document.text(entry, &entries, "vi");
                (entry.key.to_owned(), document.text(entry, &entries, "en").to_owned())
            })
            .collect(),
    }
}

fn named(document: &mut Document<'_>, entry: Entry<'_>) {
    if !names::is_id(entry.key) {
        let what = format!("`{}` is no id: lower case, digits, hyphens", entry.key);
        document.problem(entry.at, &what);
    }
}

fn words<'a>(document: &mut Document<'a>, of: Entry<'a>, entries: &[Entry<'a>]) -> String {
    let Some(summary) = find(entries, "summary") else {
        document.problem(of.at, &format!("`{}` needs `summary = {{ vi, en }}`", of.key));
        return String::new();
    };
    let texts = document.table(summary, Some(&["vi", "en"]));
    document.text(summary, &texts, "vi");
    document.text(summary, &texts, "en").to_owned()
}

fn input<'a>(document: &mut Document<'a>, entry: Entry<'a>) -> Input {
    named(document, entry);
    let entries = document.table(entry, Some(&["type", "scale", "indicator"]));
    let kind = match document.text(entry, &entries, "type") {
        "number" => InputType::Number,
        "flag" => InputType::Flag,
        "code" => InputType::Code,
        "date" => InputType::Date,
        other => {
            let known = "`number`, `flag`, `code`, `date`";
            document.problem(entry.at, &format!("unknown type `{other}`; known: {known}"));
            InputType::Number
        }
    };
    Input { id: entry.key.to_owned(), kind, scale: scale(document, &entries) }
}

fn scale<'a>(document: &mut Document<'a>, entries: &[Entry<'a>]) -> u8 {
    let Some(entry) = find(entries, "scale") else { return 0 };
    let scale = number::units(entry.value, 0).and_then(|scale| u8::try_from(scale).ok());
    scale.filter(|scale| *scale <= 6).unwrap_or_else(|| {
        document.problem(entry.at, "`scale` must be 0 to 6");
        0
    })
}

fn setting<'a>(document: &mut Document<'a>, entry: Entry<'a>) -> Setting {
    named(document, entry);
    let keys = ["type", "scale", "min", "max", "one-of", "default", "summary"];
    let entries = document.table(entry, Some(&keys));
    let kind = match document.text(entry, &entries, "type") {
        "number" => SettingType::Number,
        "flag" => SettingType::Flag,
        "text" => SettingType::Text,
        "date" => SettingType::Date,
        "numbers" => SettingType::Numbers,
        "texts" => SettingType::Texts,
        other => {
            let known = "`number`, `flag`, `text`, `date`, `numbers`, `texts`";
            document.problem(entry.at, &format!("unknown type `{other}`; known: {known}"));
            SettingType::Number
        }
    };
    let scale = scale(document, &entries);
    let summary = words(document, entry, &entries);
    let mut setting = Setting { id: entry.key.to_owned(), kind, scale, summary, default: None };
    if let Some(default) = find(&entries, "default") {
        setting.default = setting.value(default);
        if setting.default.is_none() {
            document.problem(default.at, "`default` does not fit the setting's type and scale");
        }
    }
    setting
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLUGIN: &str = "[plugin]\nname = 'a'\nversion = '1.0.0'\ncontract = 1\n\
        kind = 'citizen'\nsummary = { vi = 'v', en = 'e' }\n";

    #[test]
    fn inputs_and_reasons_keep_the_order_of_the_file() {
        let text = "[input.b]\ntype = 'flag'\n[input.a]\ntype = 'number'\nscale = 2\n\
            [reason.z]\nvi = 'v'\nen = 'e'\n[reason.a]\nvi = 'v'\nen = 'e'\n";
        let manifest = Manifest::parse(&format!("{PLUGIN}{text}")).ok().unwrap();
        let inputs: Vec<&str> = manifest.inputs.iter().map(|input| input.id.as_str()).collect();
        let reasons: Vec<&str> = manifest.reasons.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!((inputs, reasons), (vec!["b", "a"], vec!["z", "a"]));
        assert_eq!(manifest.inputs[1].scale, 2);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_with_its_line() {
        let text = "[input.gio]\ntype = 'numbre'\n[setting.tran]\ntype = 'number'\ndefault = 1.5\n\
            scal = 1\nsummary = { vi = 'v', en = 'e' }\n";
        let problems = Manifest::parse(&format!("{PLUGIN}{text}")).err().unwrap();
        let keys = "`type`, `scale`, `min`, `max`, `one-of`, `default`, `summary`";
        assert_eq!(
            problems,
            [
                "7: unknown type `numbre`; known: `number`, `flag`, `code`, `date`".to_owned(),
                format!("12: unknown key `scal`; known: {keys}"),
                "11: `default` does not fit the setting's type and scale".to_owned(),
            ]
        );
    }

    #[test]
    fn another_contract_is_refused() {
        let problems = Manifest::parse(&PLUGIN.replace("contract = 1", "contract = 2")).err();
        assert_eq!(problems.unwrap(), ["1: this kit speaks `contract = 1`"]);
    }
}
