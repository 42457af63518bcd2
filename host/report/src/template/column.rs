//! The columns of an empty register.

use std::collections::BTreeMap;

use tieuchi_core::{Catalogue, Decimal, Indicator, Kind, ValueType};

use crate::{
    messages::{Argument, Messages},
    part::words,
};

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Its id, as a mapping file names it.
    pub(super) id: String,
    /// What stands above it: words that an import knows.
    pub(super) header: String,
    /// Whether it must be filled in.
    pub(super) required: bool,
    /// What it holds.
    pub(super) content: Content,
    /// Its meaning, where the header does not say all.
    pub(super) meaning: String,
    /// Its unit; may be empty.
    pub(super) unit: String,
    /// The paper that speaks of it; may be empty.
    pub(super) reference: String,
    /// Whether it is sensitive personal data.
    pub(super) sensitive: bool,
    /// Codes with their names; empty for what has none.
    pub(super) codes: Vec<(String, String)>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// The subject's id.
    Id,
    /// Its name.
    Name,
    /// An identity number.
    Identity,
    /// A commune.
    Place,
    /// The subject of a kind to which it belongs.
    Link(Kind),
    /// Male or female, where no indicator says so.
    Sex,
    /// An indicator.
    Value(ValueType),
}

/// The columns of a register of a kind: those that every register has, whom the subject belongs to,
/// then indicators in the order in which the catalogue declares them.
pub(super) fn columns(kind: Kind, catalogue: &Catalogue, messages: &Messages) -> Vec<Column> {
    let mut columns = vec![
        reserved("subject", "Mã số", Content::Id, messages),
        reserved("name", name_header(kind), Content::Name, messages),
    ];
    columns[0].required = true;
    if kind == Kind::Citizen {
        columns.push(reserved("identity", "Số định danh cá nhân", Content::Identity, messages));
        columns.push(reserved("sex", "Giới tính", Content::Sex, messages));
        let date = Content::Value(ValueType::Date);
        columns.push(reserved("birth-date", "Ngày sinh", date, messages));
    }
    columns.push(reserved("place", "Xã/phường/thị trấn", Content::Place, messages));
    for owner in Kind::ALL.into_iter().filter(|owner| owner.has_members(kind)) {
        if let Some((id, header)) = owner.link_column().zip(link_header(owner)) {
            columns.push(reserved(id, header, Content::Link(owner), messages));
        }
    }
    let mut indicators: Vec<&Indicator> = catalogue
        .of_kind(kind)
        .filter(|indicator| indicator.compute.is_none() && indicator.id.title().is_none())
        .filter(|indicator| indicator.value_type.range().is_some())
        .collect();
    indicators.sort_by_key(|indicator| (indicator.source, indicator.span.start));
    for indicator in indicators {
        match columns.iter_mut().find(|column| column.id == indicator.id.as_str()) {
            // Sex and birth date are columns of every register of people, and indicators.
            Some(column) => column.take(indicator),
            None => columns.push(Column::of(indicator)),
        }
    }
    tell_apart(&mut columns);
    columns
}

/// A column that is no indicator.
fn reserved(id: &str, header: &str, content: Content, messages: &Messages) -> Column {
    Column {
        id: id.to_owned(),
        header: header.to_owned(),
        required: false,
        content,
        meaning: messages.word(&format!("template-meaning-{id}")),
        unit: String::new(),
        reference: String::new(),
        sensitive: false,
        codes: Vec::new(),
    }
}

/// What offices write above the names of a kind.
const fn name_header(kind: Kind) -> &'static str {
    match kind {
        Kind::Citizen => "Họ và tên",
        Kind::Family => "Tên hộ",
        Kind::Clan => "Tên dòng họ",
        Kind::Village => "Tên thôn, ấp",
        Kind::Unit => "Tên đơn vị",
        Kind::Commune => "Tên",
    }
}

/// What offices write above the ids of those whom a subject belongs to.
const fn link_header(owner: Kind) -> Option<&'static str> {
    match owner {
        Kind::Family => Some("Mã hộ"),
        Kind::Clan => Some("Mã dòng họ"),
        Kind::Village => Some("Thôn, ấp"),
        Kind::Unit => Some("Mã đơn vị"),
        Kind::Citizen | Kind::Commune => None,
    }
}

/// Two columns under one header would be refused: they go by their ids.
fn tell_apart(columns: &mut [Column]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for column in columns.iter() {
        *seen.entry(column.header.to_lowercase()).or_default() += 1;
    }
    for column in columns.iter_mut() {
        if seen.get(&column.header.to_lowercase()).is_some_and(|count| *count > 1) {
            column.header.clone_from(&column.id);
        }
    }
}

impl Column {
    /// The column of an indicator.
    fn of(indicator: &Indicator) -> Self {
        let mut column = Self {
            id: indicator.id.to_string(),
            header: indicator.name.clone(),
            required: false,
            content: Content::Value(indicator.value_type.clone()),
            meaning: String::new(),
            unit: String::new(),
            reference: String::new(),
            sensitive: false,
            codes: Vec::new(),
        };
        column.take(indicator);
        column
    }

    /// Takes over what the catalogue says.
    fn take(&mut self, indicator: &Indicator) {
        self.content = Content::Value(indicator.value_type.clone());
        self.unit.clone_from(&indicator.unit);
        self.reference.clone_from(&indicator.reference);
        self.sensitive = indicator.sensitive;
        if let ValueType::Code(codes) = &indicator.value_type {
            let names = indicator.code_names.iter().map(Some).chain(std::iter::repeat(None));
            let pair = |(code, name): (&String, Option<&String>)| {
                let name = name.filter(|name| !name.trim().is_empty()).unwrap_or(code);
                (code.clone(), name.clone())
            };
            self.codes = codes.iter().zip(names).map(pair).collect();
        }
    }

    /// How wide it is, in letters.
    pub(super) fn width(&self) -> u8 {
        match &self.content {
            Content::Name => 28,
            Content::Identity | Content::Id | Content::Place => 18,
            Content::Value(ValueType::Code(_)) => 24,
            Content::Link(_) | Content::Sex | Content::Value(ValueType::Date) => 14,
            Content::Value(_) => 20,
        }
    }

    /// What to write, in words.
    pub(super) fn how(&self, messages: &Messages) -> String {
        let key = match &self.content {
            Content::Id => "template-write-subject",
            Content::Name => "template-write-name",
            Content::Identity => "template-write-identity",
            Content::Place => "template-write-place",
            Content::Link(_) => "template-write-link",
            Content::Sex => "template-write-sex",
            Content::Value(ValueType::Flag) => "template-write-flag",
            Content::Value(ValueType::Code(_)) => "template-write-code",
            Content::Value(ValueType::Date) => "template-write-date",
            Content::Value(ValueType::Ratio { .. }) => return String::new(),
            Content::Value(ValueType::Number { scale, min, max }) => {
                let bound = |units| Argument::Number(shortest(units, *scale));
                let bounds = [("min", bound(*min)), ("max", bound(*max))];
                let [min, max] = bounds;
                let digits = ("digits", Argument::Count((*scale).into()));
                let key =
                    if *scale == 0 { "template-write-number" } else { "template-write-decimal" };
                let text = messages.text(key, &[min, max, digits]);
                return if self.unit.is_empty() { text } else { format!("{text} ({})", self.unit) };
            }
        };
        messages.word(key)
    }

    /// The note on its header.
    pub(super) fn note(&self, messages: &Messages) -> String {
        let mut lines = Vec::new();
        if self.required {
            lines.push(messages.word("template-note-required"));
        }
        if !self.meaning.is_empty() {
            lines.push(format!("{}.", self.meaning));
        }
        let how = self.how(messages);
        if !how.is_empty() {
            lines.push(messages.text("template-note-write", &[("how", words(&how))]));
        }
        if !self.codes.is_empty() {
            let names: Vec<&str> = self.codes.iter().map(|(_, name)| name.as_str()).collect();
            let names = names.join("; ");
            lines.push(messages.text("template-note-codes", &[("codes", words(&names))]));
        }
        if self.sensitive {
            lines.push(messages.word("template-note-sensitive"));
        }
        if !self.reference.is_empty() {
            let reference = ("reference", words(&self.reference));
            lines.push(messages.text("template-note-reference", &[reference]));
        }
        lines.join("\n").chars().take(2000).collect()
    }
}

/// A number without zeros at its end.
const fn shortest(mut units: i64, mut scale: u8) -> Decimal {
    while scale > 0 && units % 10 == 0 {
        units /= 10;
        scale -= 1;
    }
    Decimal { units, scale }
}
