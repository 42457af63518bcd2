//! Rows of a table that hold nobody: sums, headings, signatures.

use tieuchi_core::IgnoredRow;

use super::{
    columns::Columns,
    fold::key,
    raw_cell::{Cells, RawCell},
};

/// Tells rows that hold somebody from those that do not, in the order of a table.
#[derive(Debug)]
pub(super) struct RowKinds {
    /// Whether the row follows the header.
    is_first: bool,
    /// Whether a sum or a signature was seen: what comes now is mostly the end of the page.
    is_below: bool,
}

/// What begins a sum.
const TOTALS: [&str; 7] =
    ["tổng cộng", "tổng số", "total", "grand total", "tong cong", "tong so", "tổng toàn"];

/// What is a sum by itself, or with one of [`PARTS`] or a number after it: a hamlet may be called
/// Cộng Hòa.
const SUMS: [&str; 4] = ["cộng", "tổng", "cong", "tong"];

/// What a sum may be of.
const PARTS: [&str; 14] = [
    "ấp",
    "thôn",
    "khu",
    "khóm",
    "tổ",
    "bản",
    "xã",
    "phường",
    "trang",
    "nhóm",
    "mục",
    "phần",
    "toàn",
    "dồn",
];

/// What begins a line under a table.
const FOOTERS: [&str; 22] = [
    "người lập",
    "người tổng hợp",
    "người báo cáo",
    "cán bộ",
    "lập biểu",
    "tm",
    "kt",
    "chủ tịch",
    "phó chủ tịch",
    "trưởng ban",
    "trưởng ấp",
    "trưởng thôn",
    "trưởng khu phố",
    "bí thư",
    "thủ trưởng",
    "xác nhận",
    "ký ghi rõ",
    "ký và ghi rõ",
    "nơi nhận",
    "ghi chú",
    "ubnd",
    "ủy ban nhân dân",
];

impl RowKinds {
    /// Starts below a header.
    pub(super) const fn new() -> Self {
        Self { is_first: true, is_below: false }
    }

    /// Why a row holds nobody; none where it holds somebody. `is_merged` says whether a cell of the
    /// row is merged over other columns.
    pub(super) fn ignored(
        &mut self,
        cells: &impl Cells,
        columns: &Columns,
        is_merged: bool,
    ) -> Option<IgnoredRow> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        let is_there = |column: Option<usize>| column.is_some_and(|at| !cells.cell(at).is_blank());
        let numbered = columns.identity.is_some_and(|column| has_number(cells.cell(column)));
        // The usual row: somebody is named surely.
        let is_usual = match columns.subject {
            Some(column) => is_plain_id(cells.cell(column)),
            None => numbered,
        };
        if !numbered && counts_rows(cells, columns) {
            self.is_below = true;
            return Some(IgnoredRow::Total);
        }
        if is_usual && !is_first {
            return None;
        }
        let filled: Vec<usize> = cells.filled().take(64).collect();
        let Some(first) = filled.first() else { return Some(IgnoredRow::Blank) };
        if is_first && is_column_numbers(cells, &filled) {
            return Some(IgnoredRow::ColumnNumbers);
        }
        if numbered {
            return None;
        }
        if repeats_header(cells, columns, &filled) {
            return Some(IgnoredRow::Title);
        }
        let said: Vec<usize> =
            filled.iter().copied().filter(|column| !columns.nothing.contains(column)).collect();
        let word = filled.iter().find_map(|column| words(cells.cell(*column)));
        let named = columns.subject.filter(|column| is_id(cells.cell(*column)));
        // A sum may stand in the column of ids as well as in any other.
        let head = named.is_none_or(|column| column == *first);
        if let Some(word) = word.as_deref().filter(|_| head) {
            if is_sum(word) {
                self.is_below = true;
                return Some(IgnoredRow::Total);
            }
            let has_name = columns.names.iter().any(|column| is_there(Some(*column)));
            let by_name = columns.subject.is_none() && columns.identity.is_none();
            let few = match named {
                // A register of offices without codes is full of such words.
                None if by_name && !self.is_below => 0,
                None => 2,
                Some(_) => 1,
            };
            let is_signed =
                begins(word, &FOOTERS) && (said.len() <= few || (named.is_none() && !has_name));
            let signatures = || {
                let words = said.iter().filter_map(|column| words(cells.cell(*column)));
                words.filter(|word| begins(word, &FOOTERS)).count()
            };
            if is_signed || is_day(word) || (named.is_none() && signatures() >= 2) {
                self.is_below = true;
                return Some(IgnoredRow::Footer);
            }
        }
        if said.is_empty() {
            // Running numbers prepared for rows that were never filled in.
            let numbered = filled.iter().all(|column| words(cells.cell(*column)).is_none());
            return Some(if numbered { IgnoredRow::Blank } else { IgnoredRow::Section });
        }
        self.headless(cells, columns, (&filled, &said), is_merged)
    }

    /// A row of few cells without an identity number.
    fn headless(
        &self,
        cells: &impl Cells,
        columns: &Columns,
        (filled, said): (&[usize], &[usize]),
        is_merged: bool,
    ) -> Option<IgnoredRow> {
        let is_there = |column: &usize| !cells.cell(*column).is_blank();
        let named = columns.subject.filter(|column| is_id(cells.cell(*column)));
        let by_name = columns.subject.is_none()
            && columns.identity.is_none()
            && columns.names.iter().any(is_there);
        if let [only] = said {
            let text = words(cells.cell(*only)).is_some();
            let outside = named.is_none() && !columns.names.contains(only);
            let numbered = filled.len() > said.len()
                && filled.iter().any(|column| column != only && is_chapter(cells.cell(*column)));
            if text
                && (is_merged
                    || (outside && Some(*only) != columns.place)
                    || (numbered && named.is_none()))
            {
                return Some(IgnoredRow::Section);
            }
        }
        // Below a sum, people are named by a number or a mark, and signatures are not.
        let mut rest = said.iter().map(|column| words(cells.cell(*column)));
        let wordy = said.len() <= 2 || rest.all(|word| word.is_some_and(|word| word.len() > 1));
        let is_footer = self.is_below && named.is_none() && !(by_name && said.len() > 1) && wordy;
        is_footer.then_some(IgnoredRow::Footer)
    }
}

/// Whether the words of a sum stand in a row, and a bare number or nothing where the id should: the
/// count of the rows above.
fn counts_rows(cells: &impl Cells, columns: &Columns) -> bool {
    let Some(subject) = columns.subject else { return false };
    let id = cells.cell(subject);
    let text = id.text();
    let counted = match id {
        RawCell::Number(..) => true,
        // `93` and `93 người`, but not `93-a` and not `c093`.
        RawCell::Text(_) => {
            let (number, words) = text.split_once(char::is_whitespace).unwrap_or((&text, ""));
            let digits = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            !number.is_empty() && digits && !words.contains(|letter: char| letter.is_numeric())
        }
        _ => false,
    };
    let may_sum = |cell: RawCell<'_>| match cell {
        RawCell::Text(text) => text.trim_start().starts_with(['t', 'T', 'c', 'C', 'g', 'G']),
        _ => false,
    };
    let first = cells.filled().next().filter(|first| *first != subject);
    let mut heads = first.into_iter().chain(columns.names.first().copied());
    counted
        && heads.any(|column| {
            let cell = cells.cell(column);
            may_sum(cell) && words(cell).is_some_and(|word| is_sum(&word))
        })
}

/// Whether a cell holds enough digits for an identity number.
fn has_number(cell: RawCell<'_>) -> bool {
    match cell {
        RawCell::Number(..) => true,
        RawCell::Text(text) => text.bytes().filter(u8::is_ascii_digit).count() >= 9,
        _ => false,
    }
}

/// Whether a cell can be an id: several words without a digit are none.
fn is_id(cell: RawCell<'_>) -> bool {
    let text = cell.text();
    !cell.is_blank() && (!text.contains(char::is_whitespace) || text.contains(char::is_numeric))
}

/// Whether a cell can be nothing but an id: so most rows are told quickly.
fn is_plain_id(cell: RawCell<'_>) -> bool {
    match cell {
        RawCell::Number(..) => true,
        RawCell::Text(text) => {
            text.is_ascii()
                && !text.contains(' ')
                && text.ends_with(|end: char| end.is_ascii_digit())
        }
        _ => false,
    }
}

/// The key of a cell that holds words.
fn words(cell: RawCell<'_>) -> Option<String> {
    let RawCell::Text(text) = cell else { return None };
    let head: String = text.chars().take(60).collect();
    Some(key(&head)).filter(|key| key.chars().any(char::is_alphabetic))
}

/// Whether a key is one of the words, or begins with one.
fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let word = key(word);
        text.strip_prefix(word.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Whether a key is what stands before a sum.
fn is_sum(text: &str) -> bool {
    let sums = SUMS.iter().any(|sum| {
        let rest = text.strip_prefix(key(sum).as_str());
        rest.is_some_and(|rest| {
            let next = rest.strip_prefix(' ').and_then(|rest| rest.split(' ').next());
            let counted = |next: &str| next.starts_with(|first: char| first.is_ascii_digit());
            let part = |next: &str| PARTS.iter().any(|part| key(part) == next);
            rest.is_empty() || next.is_some_and(|next| counted(next) || part(next))
        })
    });
    sums || begins(text, &TOTALS)
}

/// Whether a row says again what the header says, as on every page of a print.
fn repeats_header(cells: &impl Cells, columns: &Columns, filled: &[usize]) -> bool {
    let same = |column: &&usize| {
        let (cell, header) = (words(cells.cell(**column)), columns.text(**column));
        cell.is_some() && cell == header.map(key)
    };
    filled.iter().take(8).filter(same).count() >= 2
}

/// Whether a line is a place and a day, as above a signature.
fn is_day(text: &str) -> bool {
    let has = |word: &str| text.split(' ').any(|found| found == key(word));
    has("ngày") && has("tháng") && has("năm")
}

/// Whether a cell numbers a chapter: I, II, A, B.
fn is_chapter(cell: RawCell<'_>) -> bool {
    let RawCell::Text(text) = cell else { return false };
    let text = text.trim().trim_end_matches(['.', ')', '/']);
    let roman = text.len() <= 5 && text.chars().all(|letter| "IVX".contains(letter));
    let letter = text.len() == 1 && text.chars().all(|letter| letter.is_ascii_uppercase());
    !text.is_empty() && (roman || letter)
}

/// Whether a row numbers the columns: (1), (2), (3) or A, B, 1, 2.
fn is_column_numbers(cells: &impl Cells, filled: &[usize]) -> bool {
    let mut numbers = Vec::new();
    for column in filled {
        let cell = cells.cell(*column);
        let text = cell.text();
        let text = text.trim().trim_matches(['(', ')', '[', ']']);
        match text.parse::<u32>() {
            Ok(number) => numbers.push(number),
            Err(_)
                if numbers.is_empty()
                    && text.len() == 1
                    && text.chars().all(|letter| letter.is_ascii_uppercase()) => {}
            Err(_) => return false,
        }
    }
    let rises = numbers.windows(2).all(|pair| matches!(pair, [one, next] if one + 1 == *next));
    filled.len() >= 3
        && numbers.len() >= 2
        && numbers.first().is_some_and(|first| *first <= 2)
        && rises
}
