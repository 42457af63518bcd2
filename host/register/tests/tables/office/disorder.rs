//! One register, tidy and in any disorder, gives the same rows.

use std::{convert::Infallible, fmt::Write as _};

use chrono::{Days, NaiveDate};
use encoding_rs::WINDOWS_1258;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use tieuchi_core::{Kind, PlaceCode, RegisterChunk};
use tieuchi_register::{Encoding, OfficeFile, RegisterFile, read_register};
use unicode_normalization::UnicodeNormalization;

use super::fixture::{catalogue, citizens, draw_report, draw_rows, take};
use crate::fixture::{period, places};

/// A person of a register.
#[derive(Debug, Clone)]
struct Someone {
    /// The name's number in [`NAMES`].
    name: usize,
    /// Whether she is a woman.
    woman: bool,
    /// Days after 1930-01-01 of the birth.
    born: u64,
    /// Whether the identity number is known.
    numbered: bool,
    /// Hours in tenths.
    hours: Option<u32>,
    /// Points.
    points: Option<u32>,
    /// A flag.
    flag: Option<bool>,
    /// A code.
    code: Option<bool>,
    /// The family's number.
    family: Option<u8>,
    /// Whether the commune is another one.
    away: bool,
}

/// Names with every mark of the language.
const NAMES: [&str; 6] =
    ["Nguyễn Thị Thuỷ", "Đặng Văn Hoà", "Lê Ưng Quỹ", "Trần Ất", "Bùi Thị Ngọc Ánh", "Cao Kỳ"];

/// How an office writes.
#[derive(Debug, Clone)]
struct Habits {
    /// What parts cells.
    parts: char,
    /// What ends lines.
    ends: &'static str,
    /// What yes and no are.
    words: (&'static str, &'static str),
    /// How days are written.
    day: &'static str,
    /// Whether decimals follow a comma, and thousands are marked.
    comma: bool,
    /// Rows of titles above the header.
    titles: usize,
    /// After how many rows a heading comes in between.
    headings: usize,
    /// Whether a sum and signatures stand below.
    footer: bool,
    /// Whether the header has two rows.
    two_rows: bool,
    /// The encoding of a text, and how its marks are composed.
    encoding: usize,
}

/// Columns: the two rows of the header, and the id.
const COLUMNS: [(&str, &str, &str); 11] = [
    ("STT", "", ""),
    ("Mã số", "", "subject"),
    ("Họ và tên", "", "name"),
    ("Số CCCD", "", "identity"),
    ("Ngày, tháng, năm sinh", "", "birth-date"),
    ("Giới tính", "", "sex"),
    ("Hộ", "", "family"),
    ("Xã", "", "place"),
    ("Kết quả", "Số giờ học trong năm", "gio-hoc"),
    ("Tự chấm", "ngoại ngữ", "tu-cham.ngoai-ngu"),
    ("Khác", "Bỏ học trong kỳ", "bo-hoc"),
];

impl Someone {
    /// The day of birth.
    fn birth(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(1930, 1, 1).unwrap() + Days::new(self.born)
    }

    /// The identity number; no two rows have one.
    fn number(&self, row: usize) -> String {
        let year = self.birth().format("%Y").to_string();
        let century = if year.starts_with("19") { 0 } else { 2 } + u8::from(self.woman);
        format!("091{century}{}{row:06}", &year[2..])
    }

    /// The row of a tidy register.
    fn tidy(&self, row: usize) -> Vec<String> {
        let number = if self.numbered { self.number(row) } else { String::new() };
        let text = |value: Option<String>| value.unwrap_or_default();
        vec![
            format!("s{row}"),
            NAMES[self.name].to_owned(),
            number,
            self.birth().to_string(),
            if self.woman { "nu" } else { "nam" }.to_owned(),
            text(self.family.map(|family| format!("h{family}"))),
            if self.away { "30979" } else { "30952" }.to_owned(),
            text(self.hours.map(|hours| format!("{}.{}", hours / 10, hours % 10))),
            text(self.points.map(|points| points.to_string())),
            text(self.flag.map(|flag| u8::from(flag).to_string())),
            text(
                self.code.map(|code| if code { "nguoi-lao-dong" } else { "nguoi-dan" }.to_owned()),
            ),
        ]
    }

    /// The row of an office.
    fn office(&self, row: usize, habits: &Habits) -> Vec<String> {
        let mut cells = self.tidy(row);
        cells[3] = self.birth().format(habits.day).to_string();
        cells[4] = if self.woman { "Nữ" } else { "NAM" }.to_owned();
        cells[6] = if self.away { "Xã Vĩnh Tuy" } else { "Thị trấn Gò Quao" }.to_owned();
        if let Some(hours) = self.hours {
            let (whole, part) = (hours / 10, hours % 10);
            cells[7] = match (habits.comma, whole) {
                (true, 1_000..) => format!("{}.{:03},{part}", whole / 1_000, whole % 1_000),
                (true, _) => format!("{whole},{part}"),
                (false, _) => format!("{whole}.{part}"),
            };
        }
        if let Some(flag) = self.flag {
            cells[9] = if flag { habits.words.0 } else { habits.words.1 }.to_owned();
        }
        if let Some(code) = self.code {
            cells[10] = if code { "Người lao động" } else { "NGƯỜI DÂN TRONG XÃ" }.to_owned();
        }
        cells.insert(0, row.to_string());
        cells
    }
}

/// Somebody.
fn someone() -> impl Strategy<Value = Someone> {
    let values = (
        prop::option::of(0..40_000_u32),
        prop::option::of(0..=10_u32),
        any::<Option<bool>>(),
        any::<Option<bool>>(),
        prop::option::of(0..9_u8),
    );
    (0..NAMES.len(), any::<bool>(), 0..34_000_u64, any::<bool>(), values, any::<bool>()).prop_map(
        |(name, woman, born, numbered, (hours, points, flag, code, family), away)| Someone {
            name,
            woman,
            born,
            numbered,
            hours,
            points,
            flag,
            code,
            family,
            away,
        },
    )
}

/// An office's habits.
fn habits() -> impl Strategy<Value = Habits> {
    let written = (
        prop::sample::select(vec![';', '\t', '|', ',']),
        prop::sample::select(vec!["\n", "\r\n"]),
        prop::sample::select(vec![
            ("x", "0"),
            ("có", "không"),
            ("Đúng", "Sai"),
            ("1", "0"),
            ("TRUE", "FALSE"),
        ]),
        prop::sample::select(vec![
            "%d/%m/%Y",
            "%-d/%-m/%Y",
            "%d-%m-%Y",
            "%-d.%-m.%Y",
            "%Y-%m-%d",
            "ngày %d tháng %m năm %Y",
        ]),
        any::<bool>(),
    );
    (written, 0..6_usize, 1..9_usize, any::<bool>(), any::<bool>(), 0..6_usize).prop_map(
        |((parts, ends, words, day, comma), titles, headings, footer, two_rows, encoding)| Habits {
            parts,
            ends,
            words,
            day,
            comma,
            titles,
            headings,
            footer,
            two_rows,
            encoding,
        },
    )
}

/// All rows of an office's file, with titles, headings, sums and signatures.
fn office(people: &[Someone], habits: &Habits) -> Vec<Vec<String>> {
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let titles = [
        row(&["ỦY BAN NHÂN DÂN"]),
        row(&["", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
        row(&[""]),
        row(&["DANH SÁCH CÔNG DÂN, NĂM 2024"]),
        row(&["", "Đơn vị: ấp Hoà Bình", "", "Mẫu số 1"]),
        row(&[""]),
    ];
    let mut rows = titles[..habits.titles].to_vec();
    let group = ("Khác", "Nhóm đối tượng", "");
    let columns: Vec<_> = COLUMNS.iter().copied().chain([group]).collect();
    if habits.two_rows {
        // Only the first column of a group names it, as where cells are merged.
        let upper = |(at, (upper, _, _)): (usize, &(&str, &str, &str))| {
            let same = at > 0 && columns[at - 1].0 == *upper;
            if same { String::new() } else { (*upper).to_owned() }
        };
        rows.push(columns.iter().enumerate().map(upper).collect());
        rows.push(columns.iter().map(|(_, lower, _)| (*lower).to_owned()).collect());
    } else {
        let name = |(upper, lower, _): &(&str, &str, &str)| match (*upper, *lower) {
            (upper, "") => upper.to_owned(),
            ("Tự chấm", lower) => format!("Tự chấm - {lower}"),
            (_, lower) => lower.to_owned(),
        };
        rows.push(columns.iter().map(name).collect());
    }
    for (index, someone) in people.iter().enumerate() {
        if index % habits.headings == habits.headings - 1 {
            rows.push(row(&["II", "", "KHU PHỐ 2"]));
            rows.push(row(&[""]));
        }
        rows.push(someone.office(index + 1, habits));
    }
    if habits.footer {
        rows.push(row(&["Tổng cộng", "", "", "", "", "", "", "", "99"]));
        rows.push(row(&["", "", "", "", "Gò Quao, ngày 02 tháng 01 năm 2025"]));
        rows.push(row(&["", "", "NGƯỜI LẬP", "", "", "CHỦ TỊCH"]));
    }
    rows
}

/// An office's file as text, and the encoding to name.
fn text(rows: &[Vec<String>], habits: &Habits) -> (Vec<u8>, Option<Encoding>) {
    let mut text = String::new();
    for row in rows {
        for column in 0..=COLUMNS.len() {
            let cell = row.get(column).map_or("", String::as_str);
            let quoted = cell.contains([habits.parts, '"', '\n']);
            let cell =
                if quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() };
            let part = if column == 0 { String::new() } else { habits.parts.to_string() };
            write!(text, "{part}{cell}").unwrap();
        }
        text.push_str(habits.ends);
    }
    match habits.encoding {
        0 => (text.into_bytes(), None),
        1 => (format!("\u{feff}{text}").into_bytes(), None),
        2 => (text.nfd().collect::<String>().into_bytes(), None),
        3 => {
            let utf16 = format!("\u{feff}{text}");
            (utf16.encode_utf16().flat_map(u16::to_le_bytes).collect(), None)
        }
        4 => (windows_1258(&text), Some(Encoding::Windows1258)),
        _ => (tcvn3(&text), Some(Encoding::Tcvn3)),
    }
}

/// A text as Windows-1258 keeps it: vowels with their own marks composed, tones apart.
fn windows_1258(text: &str) -> Vec<u8> {
    let mut apart = String::new();
    for letter in text.nfc() {
        let parts: Vec<char> = letter.nfd().collect();
        let is_tone = |part: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*part);
        let base: String = parts.iter().filter(|part| !is_tone(part)).collect();
        apart.extend(base.nfc());
        apart.extend(parts.iter().filter(|part| is_tone(part)));
    }
    let (bytes, _, lost) = WINDOWS_1258.encode(&apart);
    assert!(!lost, "{apart}");
    bytes.into_owned()
}

/// A text as TCVN3 keeps it, by the table of the program itself read backwards.
fn tcvn3(text: &str) -> Vec<u8> {
    let lower = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâêôơưđĂÂÊÔƠƯĐ";
    let bytes = b"\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb\xcc\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xa8\xa9\xaa\xab\xac\xad\xae\xa1\xa2\xa3\xa4\xa5\xa6\xa7";
    let mut written = Vec::new();
    for letter in text.nfc() {
        if letter.is_ascii() {
            written.push(u8::try_from(letter).unwrap());
        } else if let Some(at) = lower.chars().position(|known| known == letter) {
            written.push(bytes[at]);
        } else {
            // A capital with a tone: its base, and the tone as a mark.
            let parts: Vec<char> = letter.nfd().collect();
            let is_tone = |part: &&char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(**part);
            let base: String = parts.iter().filter(|part| !is_tone(part)).collect();
            written.extend(tcvn3(&base.nfc().collect::<String>()));
            for tone in parts.iter().filter(is_tone) {
                let at =
                    "\u{300}\u{309}\u{303}\u{301}\u{323}".chars().position(|known| known == *tone);
                written.push(0xb0 + u8::try_from(at.unwrap()).unwrap());
            }
        }
    }
    written
}

/// An office's file as a workbook.
fn workbook(people: &[Someone], habits: &Habits) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet: &mut Worksheet = workbook.add_worksheet();
    let (date, bold) = (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_bold());
    let rows = office(people, habits);
    let mut next = people.iter();
    for (row, cells) in (0..).zip(&rows) {
        let is_person = cells.get(1).is_some_and(|id| id.starts_with('s') && cells.len() == 12);
        let someone = if is_person { next.next() } else { None };
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            match (someone, column) {
                (Some(someone), 4) if habits.comma => {
                    // 1930-01-01 is day 10,959 of the system of 1900.
                    let serial = 10_959 + u32::try_from(someone.born).unwrap();
                    sheet.write_number_with_format(row, column, serial, &date).unwrap();
                }
                (Some(Someone { hours: Some(hours), .. }), 8) if habits.comma => {
                    sheet.write_number(row, column, f64::from(*hours) / 10.0).unwrap();
                }
                (Some(Someone { points: Some(points), .. }), 9) => {
                    sheet.write_number(row, column, *points).unwrap();
                }
                (Some(Someone { flag: Some(flag), .. }), 10) if habits.footer => {
                    sheet.write_boolean(row, column, *flag).unwrap();
                }
                (_, 0) if someone.is_some() => {
                    sheet.write_number(row, column, row).unwrap();
                }
                _ => {
                    sheet.write_string(row, column, text.as_str()).unwrap();
                }
            }
        }
    }
    let top = u32::try_from(habits.titles).unwrap();
    if habits.two_rows {
        // The groups are merged over their columns, single headers over both rows.
        for (column, (upper, lower, _)) in (0..).zip(&COLUMNS) {
            if lower.is_empty() {
                sheet.merge_range(top, column, top + 1, column, upper, &bold).unwrap();
            }
        }
        sheet.merge_range(top, 10, top, 11, "Khác", &bold).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// The rows of the tidy register.
fn tidy(people: &[Someone]) -> String {
    let mut ids: Vec<&str> =
        COLUMNS.iter().map(|(_, _, id)| *id).filter(|id| !id.is_empty()).collect();
    ids.push("nhom");
    let mut text = ids.join(",");
    for (row, someone) in people.iter().enumerate() {
        write!(text, "\n{}", someone.tidy(row + 1).join(",")).unwrap();
    }
    let register =
        RegisterFile { path: "tidy.csv", kind: Kind::Citizen, period: period(2024), place: None };
    let mut chunks = Vec::new();
    let mut sink = |place: &PlaceCode, chunk: RegisterChunk| {
        chunks.push((place.clone(), chunk));
        Ok::<_, Infallible>(())
    };
    let read = read_register(text.as_bytes(), &register, &catalogue(), &places(), &mut sink);
    assert_eq!(read.unwrap(), []);
    without_lines(&draw_rows(&chunks))
}

/// Rows without their lines, which differ.
fn without_lines(drawn: &str) -> String {
    let line = |line: &str| {
        let (head, rest) = line.split_once('@').unwrap();
        let (_, rest) = rest.split_once(':').unwrap();
        format!("{head}{rest}\n")
    };
    drawn.lines().map(line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_text_in_any_disorder_gives_the_rows_of_a_tidy_one(
        people in prop::collection::vec(someone(), 1..12),
        habits in habits(),
    ) {
        let (bytes, encoding) = text(&office(&people, &habits), &habits);
        let file = OfficeFile { encoding, ..citizens("a.csv") };
        let (chunks, report) = take(bytes.as_slice(), &file);
        prop_assert!(report.refusals.is_empty(), "{}", draw_report(&report));
        prop_assert_eq!(without_lines(&draw_rows(&chunks)), tidy(&people));
    }

    #[test]
    fn a_workbook_in_any_disorder_gives_the_rows_of_a_tidy_text(
        people in prop::collection::vec(someone(), 1..12),
        habits in habits(),
    ) {
        let bytes = workbook(&people, &habits);
        let (chunks, report) = take(bytes.as_slice(), &citizens("a.xlsx"));
        prop_assert!(report.refusals.is_empty(), "{}", draw_report(&report));
        prop_assert_eq!(without_lines(&draw_rows(&chunks)), tidy(&people));
    }
}
