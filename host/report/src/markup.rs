//! Self-contained HTML: escaped text, tables, and the frame of a page that prints well on A4.

use std::fmt::Write as _;

use crate::lang::Lang;

/// Text that may stand in HTML, in a tag's attribute or in SVG.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // XML knows no other control characters, and marks of direction turn text around.
            '\t' | '\n' | '\r' => safe.push(' '),
            letter if letter.is_control() || turns(letter) => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

/// Whether a character turns the reading direction, or is no character at all.
const fn turns(letter: char) -> bool {
    matches!(
        letter,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}'
    )
}

/// An element with text in it; without text nothing at all.
pub(crate) fn element(tag: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<{tag}>{}</{tag}>\n", escaped(text)) }
}

/// An element of a class with text in it.
pub(crate) fn classed(tag: &str, class: &str, text: &str) -> String {
    format!("<{tag} class=\"{class}\">{}</{tag}>\n", escaped(text))
}

/// A whole page: it asks for nothing from elsewhere and runs nothing.
pub(crate) fn page(lang: Lang, title: &str, style: &str, body: &str) -> String {
    let (code, title) = (lang.as_str(), escaped(title));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'\"/>\n<title>{title}</title>\n<style>\n{style}</style>\n</head>\n\
         <body>\n{body}</body>\n</html>\n"
    )
}

/// A table that is being written.
#[derive(Debug)]
pub(crate) struct Markup {
    /// So far.
    text: String,
}

impl Markup {
    /// A table with its caption and its header; numbers stand right.
    pub(crate) fn table(class: &str, caption: &str, header: &[(String, bool)]) -> Self {
        let mut text = format!("<table class=\"{class}\">\n");
        if !caption.is_empty() {
            let _ = writeln!(text, "<caption>{}</caption>", escaped(caption));
        }
        text.push_str("<thead><tr>");
        for (word, right) in header {
            let class = if *right { " class=\"number\"" } else { "" };
            let _ = write!(text, "<th scope=\"col\"{class}>{}</th>", escaped(word));
        }
        text.push_str("</tr></thead>\n<tbody>\n");
        Self { text }
    }

    /// Adds a row of cells that are markup already; numbers stand right.
    pub(crate) fn row(&mut self, class: &str, cells: &[(String, bool)]) {
        let of_class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(self.text, "<tr{of_class}>");
        for (cell, right) in cells {
            let class = if *right { " class=\"number\"" } else { "" };
            let _ = write!(self.text, "<td{class}>{cell}</td>");
        }
        self.text.push_str("</tr>\n");
    }

    /// Adds a row with one cell over all columns.
    pub(crate) fn across(&mut self, class: &str, columns: usize, text: &str) {
        let text = escaped(text);
        let _ = writeln!(
            self.text,
            "<tr class=\"{class}\"><th scope=\"colgroup\" colspan=\"{columns}\">{text}</th></tr>"
        );
    }

    /// The table.
    pub(crate) fn end(mut self) -> String {
        self.text.push_str("</tbody>\n</table>\n");
        self.text
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Holds that every element is closed in turn, and that nothing asks for the world outside.
    pub(crate) fn assert_well_formed(page: &str) {
        let mut open: Vec<&str> = Vec::new();
        let body = page.strip_prefix("<!DOCTYPE html>\n").expect("a page says that it is one");
        for part in body.split('<').skip(1) {
            let (tag, text) = part.split_once('>').unwrap_or_else(|| panic!("open tag: {part}"));
            assert!(!text.contains('>'), "a bare `>` after {tag}: {text}");
            let name = tag.split([' ', '/']).next().unwrap();
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "{tag}");
            } else if !tag.ends_with('/') {
                open.push(name);
            }
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            assert!(!tag.contains(" on") && !["script", "img", "link", "iframe"].contains(&name));
            let outside = ["src=", "http:", "https:", "url(h", "@import"];
            assert!(!outside.iter().any(|word| tag.contains(word)), "{tag}");
        }
        assert!(open.is_empty(), "{open:?}");
        for entity in body.split('&').skip(1) {
            let name = entity.split(';').next().unwrap();
            assert!(["amp", "lt", "gt", "quot", "#39"].contains(&name), "&{name}");
        }
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            escaped("<b a=\"1\" c='2'>&\u{0}\u{202e}"),
            "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;  "
        );
        assert_eq!(element("p", ""), "");
    }

    #[test]
    fn a_page_is_well_formed() {
        let mut table = Markup::table("a", "<", &[("x".to_owned(), true)]);
        table.row("", &[(escaped("<script>"), false)]);
        table.across("group", 1, "&");
        assert_well_formed(&page(Lang::Vi, "<", "p { margin: 0 }\n", &table.end()));
    }

    #[test]
    #[should_panic(expected = "td")]
    fn an_element_left_open_is_found() {
        assert_well_formed("<!DOCTYPE html>\n<table><td></table>");
    }
}
