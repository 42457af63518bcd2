//! A laid-out file as text.

use crate::format::read::{Block, Document, Entry, Header, Item, Line, Part};

/// Columns that each level inside a list or table is set in.
const INDENT: usize = 2;

/// Writes a file.
pub(crate) fn write(document: &Document<'_>) -> String {
    let mut out = String::new();
    for Block { lead, header, lines } in &document.blocks {
        if let Some(header) = header {
            if !out.is_empty() {
                out.push('\n');
            }
            let (above, apart) = trimmed(lead);
            write_lines(above, &mut out);
            // A remark that stands for itself keeps its distance.
            if apart && !above.is_empty() {
                out.push('\n');
            }
            write_header(header, &mut out);
        }
        write_lines(trimmed(lines).0, &mut out);
    }
    out
}

/// Lines without blank ones at the ends, and whether there was one at the end.
fn trimmed<'l, 's>(lines: &'l [Line<'s>]) -> (&'l [Line<'s>], bool) {
    let blank = |line: &Line<'_>| matches!(line, Line::Blank);
    let start = lines.iter().position(|line| !blank(line)).unwrap_or(lines.len());
    let end = lines.iter().rposition(|line| !blank(line)).map_or(start, |last| last + 1);
    (lines.get(start..end).unwrap_or_default(), end < lines.len())
}

/// Writes a header.
fn write_header(header: &Header<'_>, out: &mut String) {
    let Header { list, key, note } = header;
    let (open, close) = if *list { ("[[", "]]") } else { ("[", "]") };
    out.push_str(&format!("{open}{}{close}", key.join(".")));
    if let Some(note) = note {
        out.push_str(&format!("  {note}"));
    }
    out.push('\n');
}

/// Writes lines: between blank ones, `=` stands in one column, and so do comments of lines that
/// follow each other.
fn write_lines(lines: &[Line<'_>], out: &mut String) {
    for (index, run) in lines.split(|line| matches!(line, Line::Blank)).enumerate() {
        // Of several blank lines one stays.
        if run.is_empty() {
            continue;
        }
        if index > 0 {
            out.push('\n');
        }
        let key_width = run.iter().filter_map(simple_key).map(width).max().unwrap_or(0);
        let texts: Vec<String> = run.iter().map(|line| written(line, key_width)).collect();
        let mut note_column = 0;
        for (position, line) in run.iter().enumerate() {
            let text = texts.get(position).map_or("", String::as_str);
            out.push_str(text);
            let note = noted(line);
            if let Some(note) = note {
                let begins = position == 0 || run.get(position - 1).and_then(noted).is_none();
                if begins {
                    let rest = run.iter().zip(&texts).skip(position);
                    let widths = rest.take_while(|(line, _)| noted(line).is_some());
                    note_column = widths.map(|(_, text)| last_width(text)).max().unwrap_or(0);
                }
                out.push_str(&" ".repeat(note_column.saturating_sub(last_width(text)) + 2));
                out.push_str(note);
            }
            out.push('\n');
        }
    }
}

/// The key of an entry that has no dots: such keys have `=` in one column.
fn simple_key<'s>(line: &Line<'s>) -> Option<&'s str> {
    match line {
        Line::Entry(Entry { key, .. }) => match key.as_slice() {
            [key] => Some(key),
            _ => None,
        },
        Line::Blank | Line::Comment(_) => None,
    }
}

/// The comment behind an entry.
fn noted<'s>(line: &Line<'s>) -> Option<&'s str> {
    match line {
        Line::Entry(entry) => entry.note,
        Line::Blank | Line::Comment(_) => None,
    }
}

/// A line without the comment behind it.
fn written(line: &Line<'_>, key_width: usize) -> String {
    match line {
        Line::Blank => String::new(),
        Line::Comment(comment) => (*comment).to_owned(),
        Line::Entry(Entry { key, value, .. }) => {
            let mut text = key.join(".");
            if let [single] = key.as_slice() {
                text.push_str(&" ".repeat(key_width.saturating_sub(width(single))));
            }
            text.push_str(" = ");
            write_item(value, 0, &mut text);
            text
        }
    }
}

/// Columns of a text.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// Columns of the last line of a text.
fn last_width(text: &str) -> usize {
    width(text.rsplit('\n').next().unwrap_or(text))
}

/// Writes a value; lines inside it are set in from `indent`.
fn write_item(item: &Item<'_>, indent: usize, out: &mut String) {
    let (parts, list) = match item {
        Item::Scalar(text) => {
            out.push_str(text);
            return;
        }
        Item::List(parts) => (parts, true),
        Item::Table(parts) => (parts, false),
    };
    let (open, close) = if list { ("[", "]") } else { ("{", "}") };
    out.push_str(open);
    let single = parts.iter().all(|part| matches!(part, Part::Item(..)));
    if single {
        let space = if list || parts.is_empty() { "" } else { " " };
        out.push_str(space);
        write_parts(parts, indent, out);
        out.push_str(space);
    } else {
        write_rows(parts, list, indent, out);
        out.push('\n');
        out.push_str(&" ".repeat(indent));
    }
    out.push_str(close);
}

/// Writes parts that stand on one line.
fn write_parts(parts: &[Part<'_>], indent: usize, out: &mut String) {
    let items = parts.iter().filter_map(|part| match part {
        Part::Item(key, item) => Some((key, item)),
        Part::Break | Part::Comment(_) => None,
    });
    for (index, (key, item)) in items.enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        if !key.is_empty() {
            out.push_str(&key.join("."));
            out.push_str(" = ");
        }
        write_item(item, indent, out);
    }
}

/// Writes parts over several lines, as the author has broken them; what stood on the lines of the
/// brackets gets lines of its own.
fn write_rows(parts: &[Part<'_>], list: bool, indent: usize, out: &mut String) {
    let inner = indent + INDENT;
    let final_item = parts.iter().rposition(|part| matches!(part, Part::Item(..)));
    let mut start = 0;
    let mut blank = false;
    let mut any_before = false;
    for (index, row) in parts.split(|part| matches!(part, Part::Break)).enumerate() {
        let end = start + row.len();
        let items = row.iter().any(|part| matches!(part, Part::Item(..)));
        let comment = row.iter().find_map(|part| match part {
            Part::Comment(comment) => Some(*comment),
            _ => None,
        });
        if items {
            // Of blank lines between rows one stays.
            out.push_str(if blank && any_before { "\n\n" } else { "\n" });
            out.push_str(&" ".repeat(inner));
            write_parts(row, inner, out);
            // A comma behind the last is for lists: not everyone who reads TOML knows it in tables.
            if list || final_item.is_some_and(|position| position >= end) {
                out.push(',');
            }
        } else if comment.is_some() && index > 0 {
            out.push_str(if blank && any_before { "\n\n" } else { "\n" });
            out.push_str(&" ".repeat(inner));
        }
        if let Some(comment) = comment {
            out.push_str(if items || index == 0 { "  " } else { "" });
            out.push_str(comment);
        }
        let empty = row.is_empty();
        blank = empty && any_before;
        any_before |= !empty;
        start = end + 1;
    }
}
