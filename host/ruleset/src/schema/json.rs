//! JSON text whose keys keep their order.

/// The width up to which a list or a table stands on one line.
const LINE_MAX: usize = 96;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Json {
    /// Text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// `true` or `false`.
    Flag(bool),
    /// A list.
    List(Vec<Self>),
    /// A table.
    Table(Vec<(String, Self)>),
}

impl Json {
    /// A text.
    pub(crate) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A list of texts.
    pub(crate) fn texts(texts: &[&str]) -> Self {
        Self::List(texts.iter().map(|text| Self::text(text)).collect())
    }

    /// A table.
    pub(crate) fn table(entries: Vec<(&str, Self)>) -> Self {
        Self::Table(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// As text for people: what is short stands on one line.
    pub(crate) fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(0, 0, &mut out);
        out
    }

    /// Writes it at an indent; `used` is what stands before it on the line.
    fn write(&self, indent: usize, used: usize, out: &mut String) {
        let line = self.line();
        let parts: Vec<(String, &Self)> = match self {
            Self::List(items) => items.iter().map(|item| (String::new(), item)).collect(),
            Self::Table(entries) => {
                entries.iter().map(|(key, value)| (format!("{}: ", quoted(key)), value)).collect()
            }
            _ => Vec::new(),
        };
        if parts.is_empty() || indent > 0 && indent + used + line.chars().count() <= LINE_MAX {
            out.push_str(&line);
            return;
        }
        let (open, close) = if matches!(self, Self::List(_)) { ('[', ']') } else { ('{', '}') };
        out.push(open);
        for (index, (key, value)) in parts.iter().enumerate() {
            out.push_str(if index == 0 { "\n" } else { ",\n" });
            out.push_str(&" ".repeat(indent + 2));
            out.push_str(key);
            value.write(indent + 2, key.chars().count(), out);
        }
        out.push('\n');
        out.push_str(&" ".repeat(indent));
        out.push(close);
    }

    /// On one line.
    fn line(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(items) if items.is_empty() => "[]".to_owned(),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::line).collect::<Vec<_>>().join(", "))
            }
            Self::Table(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Table(entries) => {
                let entry =
                    |(key, value): &(String, Self)| format!("{}: {}", quoted(key), value.line());
                format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// A text in quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control.is_control() => {
                out.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            plain => out.push(plain),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_stands_on_one_line_and_keys_keep_their_order() {
        let long = "x".repeat(100);
        let json = Json::table(vec![
            ("b", Json::table(vec![("z", Json::Number(1)), ("a", Json::Flag(true))])),
            ("a", Json::List(vec![Json::text("\"\\\n"), Json::text(&long)])),
            ("none", Json::List(Vec::new())),
        ]);
        let expected = format!(
            "{{\n  \"b\": {{ \"z\": 1, \"a\": true }},\n  \"a\": [\n    \"\\\"\\\\\\u000a\",\n    \
             \"{long}\"\n  ],\n  \"none\": []\n}}"
        );
        assert_eq!(json.pretty(), expected);
    }
}
