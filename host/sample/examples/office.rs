//! Writes the registers of `examples/go-quao/office` anew: one commune's, as its office keeps them.
//!
//! They are made from the tidy registers of the example. The workbook of citizens has the faults
//! that offices' workbooks have, the text file of families one more; their mended twins have none.

use std::{error::Error, fs, path::Path};

use encoding_rs::WINDOWS_1258;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};
use unicode_normalization::UnicodeNormalization;

/// The commune.
const COMMUNE: &str = "30982";

/// Headers of one column; those of the scores stand under one header for all of them.
const HEADERS: [(u16, &str); 10] = [
    (0, "STT"),
    (1, "Họ và tên"),
    (2, "Số CCCD"),
    (3, "Ngày, tháng, năm sinh"),
    (6, "Mã hộ"),
    (7, "Ấp"),
    (8, "Nhóm đối tượng"),
    (9, "Không có khả năng học tập"),
    (10, "Mức đạt chuẩn biết chữ"),
    (11, "Phổ cập giáo dục đúng độ tuổi"),
];

/// The scores. `điều hoà` is spelt with the older tone mark on purpose.
const SCORES: [&str; 10] = [
    "Tìm kiếm, tra cứu, đọc, cập nhật thông tin",
    "Kế hoạch học tập",
    "Sắp xếp thời gian dự hoạt động cộng đồng",
    "Động viên người thân, đồng nghiệp học tập",
    "Công nghệ thông tin",
    "Ngoại ngữ theo vị trí việc làm",
    "Tính toán để cải tiến công việc",
    "Tư duy biện chứng, phản biện",
    "Quan hệ thân thiện, điều hoà, tránh xung đột",
    "Hợp tác, chia sẻ",
];

/// The first column of scores.
const FIRST_SCORE: u16 = 13;

/// The last column: remarks.
const LAST: u16 = 24;

fn main() -> Result<(), Box<dyn Error>> {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/go-quao");
    let office = example.join("office");
    fs::create_dir_all(&office)?;
    let registers = example.join("registers/2024");
    let citizens = rows(&registers.join("citizens.csv"))?;
    citizens_book(&citizens, false)?.save(office.join("so-cong-dan-2024.xlsx"))?;
    citizens_book(&citizens, true)?.save(office.join("so-cong-dan-2024-da-sua.xlsx"))?;
    let homes = rows(&registers.join("families.csv"))?;
    fs::write(office.join("ho-gia-dinh-2024.csv"), families(&homes, false)?)?;
    fs::write(office.join("ho-gia-dinh-2024-da-sua.csv"), families(&homes, true)?)?;
    fs::write(office.join("so-ap-2024.csv"), hamlets(&rows(&registers.join("villages.csv"))?))?;
    Ok(())
}

/// The commune's rows of a tidy register, without its header.
fn rows(path: &Path) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let rows = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    Ok(rows.filter(|row| row.get(1).is_some_and(|place| place == COMMUNE)).collect())
}

/// Hamlets: a text file as a spreadsheet saves it.
fn hamlets(rows: &[Vec<String>]) -> String {
    let mut text = String::from("\u{feff}STT,Mã ấp,Tên ấp\r\n");
    for (number, row) in (1..).zip(rows) {
        text.push_str(&format!("{number},{},{}\r\n", row[0], row[2]));
    }
    text
}

/// Families, as an old system puts them out: semicolons, Windows-1258, decimal commas.
fn families(rows: &[Vec<String>], mended: bool) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut text = String::from(
        "DANH SÁCH HỘ GIA ĐÌNH NĂM 2024 (ví dụ);;;;;;\r\n\
         STT;Mã hộ;Tên hộ;Ấp;Là hộ nghèo đa chiều;\
         Số nội dung đạt trong phần còn lại của bộ tiêu chí 2021-2030;\
         Thu nhập bình quân (nghìn đồng)\r\n",
    );
    for (number, row) in (1_u32..).zip(rows) {
        let [id, _, name, _, hamlet, poor, contents] = row.as_slice() else {
            return Err(format!("{row:?} has other columns").into());
        };
        let poor = if poor == "1" { "x" } else { "không" };
        let income = format!("{}.{:03},{}", 1 + number % 4, number * 37 % 1_000, number % 10);
        // One number as a person at a counter would type it, to be refused.
        let contents =
            if number == 10 && !mended { format!("{contents} nd") } else { contents.clone() };
        text.push_str(&format!(
            "{number};{id};{name};{};{poor};{contents};{income}\r\n",
            hamlet_name(hamlet)
        ));
    }
    text.push_str(&format!(";Tổng cộng;{} hộ;;;;\r\n", rows.len()));
    let spelt: String = text.chars().flat_map(toned).collect();
    let (bytes, _, unmapped) = WINDOWS_1258.encode(&spelt);
    if unmapped { Err("a letter is not in Windows-1258".into()) } else { Ok(bytes.into_owned()) }
}

/// A letter with its tone mark apart, as Windows-1258 has it.
fn toned(letter: char) -> Vec<char> {
    let is_tone = |mark: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*mark);
    let (tones, rest): (Vec<char>, Vec<char>) = letter.nfd().partition(is_tone);
    rest.into_iter().nfc().chain(tones).collect()
}

/// `30982-t-00003` is Ấp 3.
fn hamlet_name(id: &str) -> String {
    format!("Ấp {}", id.rsplit('0').next().unwrap_or(id))
}

/// The workbook of citizens.
fn citizens_book(rows: &[Vec<String>], mended: bool) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // The same bytes whenever it is made.
    let made = ExcelDateTime::from_ymd(2025, 1, 6)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet().set_name("Công dân 2024")?;
    heading(sheet)?;
    let mut row = 8;
    let mut hamlet = (String::new(), row);
    for (number, citizen) in (1_u32..).zip(rows) {
        if citizen[6] != hamlet.0 {
            merge_hamlet(sheet, &hamlet, row)?;
            let name = hamlet_name(&citizen[6]);
            let bold = Format::new().set_bold().set_align(FormatAlign::Left);
            sheet.merge_range(row, 0, row, LAST, &name.to_uppercase(), &bold)?;
            row += 1;
            hamlet = (citizen[6].clone(), row);
        }
        person(sheet, row, number, citizen, mended)?;
        row += 1;
    }
    if !mended {
        // Somebody who was counted before stands at the end again.
        person(sheet, row, 1 + u32::try_from(rows.len()).unwrap_or(0), &rows[95], mended)?;
        row += 1;
    }
    merge_hamlet(sheet, &hamlet, row)?;
    ending(sheet, row)?;
    if !mended {
        // One score for husband and wife: nobody knows whose it is.
        let (first, second) = (8 + 4 + 77, 8 + 4 + 78);
        sheet.merge_range(
            first,
            22,
            second,
            22,
            "",
            &Format::new().set_border(FormatBorder::Thin),
        )?;
        sheet.write(first, 22, 7)?;
    }
    Ok(book)
}

/// One cell for all people of a hamlet.
fn merge_hamlet(sheet: &mut Worksheet, hamlet: &(String, u32), end: u32) -> Result<(), XlsxError> {
    if !hamlet.0.is_empty() {
        let middle = Format::new().set_align(FormatAlign::VerticalCenter);
        sheet.merge_range(hamlet.1, 7, end - 1, 7, &hamlet_name(&hamlet.0), &middle)?;
    }
    Ok(())
}

/// What stands above the people.
fn heading(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let middle = Format::new().set_bold().set_align(FormatAlign::Center);
    let head = middle.clone().set_text_wrap().set_border(FormatBorder::Thin);
    sheet.merge_range(0, 0, 0, 6, "ỦY BAN NHÂN DÂN XÃ VĨNH THẮNG", &middle)?;
    sheet.merge_range(0, 8, 0, 18, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", &middle)?;
    sheet.merge_range(1, 0, 1, 6, "HỘI KHUYẾN HỌC", &middle)?;
    sheet.merge_range(1, 8, 1, 18, "Độc lập - Tự do - Hạnh phúc", &middle)?;
    let title = "SỔ THEO DÕI CÔNG DÂN HỌC TẬP NĂM 2024 (ví dụ)";
    sheet.merge_range(3, 0, 3, LAST, title, &middle)?;
    for (column, header) in
        HEADERS.into_iter().chain([(12, "Bỏ học trong kỳ"), (23, "Điện thoại"), (LAST, "Ghi chú")])
    {
        sheet.merge_range(5, column, 6, column, header, &head)?;
    }
    sheet.merge_range(5, 4, 5, 5, "Giới tính", &head)?;
    sheet.write_with_format(6, 4, "Nam", &head)?;
    sheet.write_with_format(6, 5, "Nữ", &head)?;
    sheet.merge_range(5, FIRST_SCORE, 5, 22, "Tự chấm", &head)?;
    for (column, score) in (FIRST_SCORE..).zip(SCORES) {
        sheet.write_with_format(6, column, score, &head)?;
    }
    for column in 0..=LAST {
        sheet.write(7, column, format!("({})", column + 1))?;
    }
    sheet.set_column_width(1, 24)?.set_column_width(2, 15)?.set_column_width(3, 13)?;
    Ok(())
}

/// What stands below them.
fn ending(sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
    sheet.write(row, 1, "Tổng cộng")?;
    // The mean of a column of scores, under them, as officers like to have it.
    let mean = Formula::new(format!("=AVERAGE(O10:O{row})")).set_result("8");
    sheet.write(row, 14, mean)?;
    sheet.write(row + 2, 8, "Vĩnh Thắng, ngày 06 tháng 01 năm 2025")?;
    sheet.write(row + 3, 1, "Người lập biểu")?;
    sheet.write(row + 3, 8, "TM. BAN CHẤP HÀNH")?;
    sheet.write(row + 4, 1, "(Ký, ghi rõ họ tên)")?;
    sheet.write(row + 4, 8, "CHỦ TỊCH")?;
    Ok(())
}

/// One person.
fn person(
    sheet: &mut Worksheet,
    row: u32,
    number: u32,
    citizen: &[String],
    mended: bool,
) -> Result<(), XlsxError> {
    let text = |column: usize| citizen.get(column).map_or("", String::as_str);
    let faulty = |person: u32| !mended && number == person;
    sheet.write(row, 0, number)?;
    sheet.write(row, 1, text(2))?;
    let identity = match text(3) {
        "" if faulty(21) => String::new(),
        // A number for each of the three children who have none yet.
        "" => made_up_identity(text(8), number),
        known => known.to_owned(),
    };
    if faulty(18) {
        sheet.write(row, 2, identity.parse::<f64>().unwrap_or(0.0))?;
    } else {
        sheet.write(row, 2, &identity)?;
    }
    birth(sheet, row, number, text(8), mended)?;
    let is_man = (text(9) == "nam") != faulty(50);
    sheet.write(row, if is_man { 4 } else { 5 }, "x")?;
    sheet.write(row, 6, text(4))?;
    let group = match text(10) {
        _ if faulty(33) => "Nội trợ",
        "nguoi-dan" => "Nông dân, lao động nông thôn",
        "nguoi-lao-dong" => "Người lao động",
        "can-bo" => "cán bộ, công chức, viên chức",
        "hoc-sinh" => "Học sinh, sinh viên, học viên",
        _ => "Không thuộc nhóm nào",
    };
    sheet.write(row, 8, group)?;
    let flag = |value: &str| match value {
        "1" => "x",
        "0" => "không",
        _ => "",
    };
    sheet.write(row, 9, flag(text(11)))?;
    if let Ok(level) = text(12).parse::<u32>() {
        sheet.write(row, 10, level)?;
    }
    let universal = match text(13) {
        "dat" => "Đang học hoặc hoàn thành đúng độ tuổi",
        "chua-dat" => "Chưa đúng độ tuổi hoặc bỏ học",
        "mien" => "mien",
        _ => "Không thuộc độ tuổi phổ cập",
    };
    sheet.write(row, 11, universal)?;
    sheet.write(row, 12, if faulty(65) { "chưa rõ" } else { flag(text(14)) })?;
    for (column, score) in (FIRST_SCORE..).zip(15..25) {
        match text(score).parse::<u32>() {
            Ok(_) if faulty(23) && score == 15 => sheet.write(row, column, 11)?,
            Ok(value) if faulty(61) && score == 17 => {
                sheet.write(row, column, format!("{value} điểm"))?
            }
            // Spreadsheets keep some numbers as texts.
            Ok(value) if number.is_multiple_of(7) => sheet.write(row, column, value.to_string())?,
            Ok(value) => sheet.write(row, column, value)?,
            Err(_) => sheet,
        };
    }
    Ok(())
}

/// The day of birth, in the spellings of several hands.
fn birth(
    sheet: &mut Worksheet,
    row: u32,
    number: u32,
    day: &str,
    mended: bool,
) -> Result<(), XlsxError> {
    let parts: Vec<u16> = day.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = *parts.as_slice() else {
        // Of one person only the year is known.
        return sheet.write(row, 3, 1980).map(drop);
    };
    match number {
        41 if !mended => sheet.write(row, 3, format!("{day}/{month}/{}", year % 100))?,
        71 if !mended => sheet.write(row, 3, format!("31/02/{year}"))?,
        _ if number.is_multiple_of(3) => {
            let format = Format::new().set_num_format("dd/mm/yyyy");
            let (month, day) = (u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1));
            sheet.write_with_format(row, 3, ExcelDateTime::from_ymd(year, month, day)?, &format)?
        }
        _ if number % 3 == 1 => sheet.write(row, 3, format!("{day:02}/{month:02}/{year}"))?,
        _ => sheet.write(row, 3, format!("{day}-{month}-{year}"))?,
    };
    Ok(())
}

/// A number of the right form for a girl born in this century.
fn made_up_identity(day: &str, number: u32) -> String {
    format!("0913{}9{number:05}", day.get(2..4).unwrap_or("20"))
}
