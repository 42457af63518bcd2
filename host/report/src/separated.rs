//! Text parted by commas, for spreadsheets and programs.

/// What a file must begin with so that an older Excel takes it for UTF-8 when it is opened by a
/// double click. Programs stumble over it, so nothing here writes it by itself: who writes a file
/// for people puts it in front.
pub const BOM: &str = "\u{feff}";

/// One line with its end (RFC 4180).
pub(crate) fn record<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| quoted(cell.as_ref())).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell as it may stand in a file: what a spreadsheet would take for a formula gets an apostrophe
/// in front, unless it is a plain number.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let is_number = || tieuchi_core::Decimal::parse(cell).is_some() && !cell.starts_with('+');
    let safe = format!("{}{cell}", if formula && !is_number() { "'" } else { "" });
    if safe.contains([',', '"', '\r', '\n', ';', '\t']) {
        return format!("\"{}\"", safe.replace('"', "\"\""));
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_become_a_formula() {
        let cells = ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-"];
        for cell in cells {
            let written = quoted(cell);
            let open = written.trim_start_matches('"');
            assert!(open.starts_with('\''), "{cell:?} was written as {written:?}");
        }
        assert_eq!([quoted("Xã A - B"), quoted("-2.50")], ["Xã A - B", "-2.50"]);
    }

    #[test]
    fn quotes_commas_and_line_ends_stay_inside_their_cell() {
        assert_eq!(quoted("a \"b\", c\r\nd"), "\"a \"\"b\"\", c\r\nd\"");
        assert_eq!(record(["a", "", "b,c"]), "a,,\"b,c\"\r\n");
    }
}
