//! Text laid out for a screen: columns that line up, running text in lines.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widest line of running text.
const WIDTH_MAX: usize = 100;

/// What stands between columns.
const GAP: &str = "  ";

/// One column.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its header, in lines.
    pub(crate) header: Vec<String>,
    /// Numbers stand right, words left.
    pub(crate) right: bool,
    /// Longer words go on in the next line.
    pub(crate) width_max: usize,
}

/// One row.
#[derive(Debug)]
pub(crate) enum Row {
    /// A text for each column.
    Cells(Vec<String>),
    /// A line across.
    Rule,
    /// Nothing.
    Blank,
}

/// Draws a table: header, a line across, rows.
pub(crate) fn grid(columns: &[Column], rows: &[Row]) -> String {
    let wrapped: Vec<Option<Vec<Vec<String>>>> =
        rows.iter().map(|row| cells(columns, row)).collect();
    let widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(position, column)| {
            let cells = wrapped.iter().flatten().filter_map(|row| row.get(position)).flatten();
            let texts = column.header.iter().chain(cells);
            texts.map(|text| text.width()).max().unwrap_or(0)
        })
        .collect();
    let across = widths.iter().sum::<usize>() + GAP.len() * columns.len().saturating_sub(1);
    let rule = format!("{}\n", "─".repeat(across));

    let mut text = String::new();
    let header_lines = columns.iter().map(|column| column.header.len()).max().unwrap_or(0);
    for line in 0..header_lines {
        // Short headers stand on the last lines, next to their column.
        let words = columns.iter().map(|column| {
            let skipped = header_lines - column.header.len();
            line.checked_sub(skipped).and_then(|line| column.header.get(line)).map(String::as_str)
        });
        push_line(&mut text, columns, &widths, words);
    }
    text.push_str(&rule);
    for (row, cells) in rows.iter().zip(&wrapped) {
        match (row, cells) {
            (Row::Rule, _) => text.push_str(&rule),
            (_, None) => text.push('\n'),
            (_, Some(cells)) => {
                for line in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
                    let words = cells.iter().map(|cell| cell.get(line).map(String::as_str));
                    push_line(&mut text, columns, &widths, words);
                }
            }
        }
    }
    text
}

/// The lines of each cell of a row.
fn cells(columns: &[Column], row: &Row) -> Option<Vec<Vec<String>>> {
    let Row::Cells(cells) = row else { return None };
    let lines =
        columns.iter().zip(cells).map(|(column, cell)| wrap(&clean(cell), column.width_max));
    Some(lines.collect())
}

/// Writes one line of a table without blanks at its end.
fn push_line<'a>(
    text: &mut String,
    columns: &[Column],
    widths: &[usize],
    words: impl Iterator<Item = Option<&'a str>>,
) {
    let start = text.len();
    for (position, ((column, width), word)) in columns.iter().zip(widths).zip(words).enumerate() {
        let word = word.unwrap_or("");
        let padding = " ".repeat(width.saturating_sub(word.width()));
        if position > 0 {
            text.push_str(GAP);
        }
        let (first, second) = if column.right { (&*padding, word) } else { (word, &*padding) };
        text.push_str(first);
        text.push_str(second);
    }
    text.truncate(start + text[start..].trim_end().len());
    text.push('\n');
}

/// Running text in lines.
pub(crate) fn paragraph(text: &str) -> String {
    wrap(text, WIDTH_MAX).iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

/// Cuts a text into lines of at most `width_max` columns, between words where it can; blanks at the
/// front are kept on every line.
fn wrap(text: &str, width_max: usize) -> Vec<String> {
    let indent: String = text.chars().take_while(|letter| *letter == ' ').collect();
    let mut lines = Vec::new();
    let mut line = indent.clone();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let fresh = line.len() == indent.len();
        if !fresh && line.width() + 1 + word.width() > width_max {
            lines.push(std::mem::replace(&mut line, indent.clone()));
        } else if !fresh {
            line.push(' ');
        }
        for letter in word.chars() {
            // A word that is too long for a line of its own is cut anywhere.
            let full = line.width() + letter.width().unwrap_or(0) > width_max;
            if full && line.len() > indent.len() {
                lines.push(std::mem::replace(&mut line, indent.clone()));
            }
            line.push(letter);
        }
    }
    lines.push(line);
    lines
}

/// The text without what could move the cursor, recolour the screen or turn the reading direction:
/// names come from files that others wrote.
pub(crate) fn clean(text: &str) -> String {
    let moves = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|letter| if moves(letter) { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(header: &[&str], right: bool) -> Column {
        Column {
            header: header.iter().map(|line| (*line).to_owned()).collect(),
            right,
            width_max: 40,
        }
    }

    #[test]
    fn columns_line_up_however_vietnamese_letters_are_written() {
        let columns = [column(&["Xã"], false), column(&["Số", "người"], true)];
        // The second name is written with combining marks.
        let names = ["Định Hòa", "\u{110}i\u{323}nh Ho\u{300}a", "Vĩnh Hòa Hưng Nam"];
        let rows: Vec<Row> =
            names.iter().map(|name| Row::Cells(vec![(*name).to_owned(), "7".to_owned()])).collect();
        let text = grid(&columns, &rows);
        let ends: Vec<usize> = text.lines().skip(3).map(UnicodeWidthStr::width).collect();
        assert_eq!(ends, [24, 24, 24]);
        assert_eq!(text.lines().next(), Some("                      Số"));
    }

    #[test]
    fn long_words_go_on_in_the_next_line() {
        assert_eq!(wrap("một hai ba bốn", 7), ["một hai", "ba bốn"]);
        assert_eq!(wrap("  một hai ba", 6), ["  một", "  hai", "  ba"]);
        assert_eq!(wrap("aaaaaaaa b", 3), ["aaa", "aaa", "aa", "b"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("ab", 0), ["a", "b"]);
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let columns = [column(&["Xã"], false)];
        let rows = [Row::Cells(vec!["\u{1b}[2JXã\nA\u{202e}".to_owned()]), Row::Blank, Row::Rule];
        assert_eq!(grid(&columns, &rows), "Xã\n────────\n [2JXã A\n\n────────\n");
    }
}
