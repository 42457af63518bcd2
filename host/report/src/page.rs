//! A run as a page of text.

use tieuchi_core::{PlaceCode, RunSummary, TitleId};

use crate::{
    count::{Count, totals},
    lang::{Lang, NOTHING},
    layout::{Column, Row, clean, grid, heading, paragraph},
    missing::{evidence, faults, papers},
};

/// A run as a page of text: a line for each commune and title, totals, and what is missing.
///
/// Rates are exact, rounded half up to two digits, and out of the subjects assessed.
pub fn table(summary: &RunSummary, lang: Lang) -> String {
    let words = lang.words();
    let mut text = format!(
        "{}\n{} · {} {} · {} {}\n\n",
        words.heading,
        clean(&summary.workspace),
        words.period,
        summary.period,
        words.run,
        summary.run
    );
    if summary.lines.is_empty() {
        text.push_str(words.nothing_assessed);
        text.push('\n');
    } else {
        text.push_str(&results(summary, lang));
        text.push_str(&footnotes(summary, lang));
        text.push_str(&editions(summary, lang));
    }
    text.push_str(&papers(summary, lang));
    text.push_str(&evidence(summary, lang));
    text.push_str(&faults(summary, lang));
    text
}

/// The table of results with its totals.
fn results(summary: &RunSummary, lang: Lang) -> String {
    let words = lang.words();
    let columns = [
        Column::words(words.commune, 22),
        Column::words(words.title, 30),
        Column::numbers(words.assessed),
        Column::numbers(words.recognised),
        Column::numbers(words.not_recognised),
        Column::numbers(words.undetermined),
        Column::numbers(words.rate),
    ];
    let mut rows = Vec::new();
    let mut last: Option<&PlaceCode> = None;
    for line in &summary.lines {
        if last.is_some_and(|place| *place != line.place) {
            rows.push(Row::Blank);
        }
        last = Some(&line.place);
        push_count(&mut rows, &line.place_name, &line.title_name, &Count::of(line), lang);
    }
    rows.push(Row::Rule);
    for total in totals(summary) {
        push_count(&mut rows, words.total, total.name, &total.count, lang);
    }
    grid(&columns, &rows)
}

/// A line of figures, and one for each level under it.
fn push_count(rows: &mut Vec<Row>, place: &str, title: &str, count: &Count, lang: Lang) {
    let numbers = [count.assessed(), count.recognised, count.not_recognised, count.undetermined];
    let mut cells = vec![place.to_owned(), title.to_owned()];
    cells.extend(numbers.map(|number| lang.number(number)));
    cells.push(lang.percent(count.rate()));
    rows.push(Row::Cells(cells));
    for (name, subjects) in &count.levels {
        let number = lang.number(*subjects);
        let cells = [String::new(), format!("  {name}"), String::new(), number];
        rows.push(Row::Cells(cells.into()));
    }
}

/// What has to be said of the figures.
fn footnotes(summary: &RunSummary, lang: Lang) -> String {
    let words = lang.words();
    let mut text = String::new();
    if summary.lines.iter().any(|line| Count::of(line).rate().is_none()) {
        text.push_str(&paragraph(&format!("{NOTHING} {}.", words.no_rate)));
    }
    let outside: Vec<String> = totals(summary)
        .iter()
        .filter(|total| total.count.not_applicable > 0)
        .map(|total| format!("{} {}", clean(total.name), lang.number(total.count.not_applicable)))
        .collect();
    if !outside.is_empty() {
        text.push_str(&paragraph(&format!("{}: {}.", words.not_applicable, outside.join("; "))));
    }
    text
}

/// Which edition of each ruleset was applied.
fn editions(summary: &RunSummary, lang: Lang) -> String {
    let words = lang.words();
    let mut applied: Vec<(&TitleId, &str, chrono::NaiveDate)> = Vec::new();
    for line in &summary.lines {
        let edition = (&line.title, line.title_name.as_str(), line.edition);
        if !applied.contains(&edition) {
            applied.push(edition);
        }
    }
    let mut text = heading(words.editions, &lang.number(applied.len() as u64));
    for (_, name, from) in applied {
        let sentence = format!("  {}: {} {}", clean(name), words.in_force_from, lang.day(from));
        text.push_str(&paragraph(&sentence));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::run;

    #[test]
    fn a_page_tells_all_of_a_run_in_vietnamese() {
        insta::assert_snapshot!(table(&run(), Lang::Vi), @"
        KẾT QUẢ ĐÁNH GIÁ CÁC DANH HIỆU HỌC TẬP
        Gò Quao (ví dụ) · Kỳ 2024 · Lần đánh giá số 3

        Xã, phường,                             Đối tượng                      Chưa đủ       Tỉ lệ đạt /
        thị trấn          Danh hiệu         được đánh giá    Đạt  Chưa đạt  minh chứng  số được đánh giá
        ────────────────────────────────────────────────────────────────────────────────────────────────
        Thị trấn Gò Quao  Công dân học tập          1.847  1.385       400          62           74,99 %
        Thị trấn Gò Quao  Đơn vị học tập                9      6         1           2           66,67 %
                            Mức độ 1 (Khá)                     4
                            Mức độ 2 (Tốt)                     2

        Xã Định An        Công dân học tập         12.034  8.000     4.000          34           66,48 %
        Xã Định An        Đơn vị học tập                4      4         0           0          100,00 %
                            Mức độ 1 (Khá)                     3
                            Mức độ 2 (Tốt)                     1
        Xã Định An        Dòng họ học tập               0      0         0           0                 –
        ────────────────────────────────────────────────────────────────────────────────────────────────
        Tổng cộng         Công dân học tập         13.881  9.385     4.400          96           67,61 %
        Tổng cộng         Đơn vị học tập               13     10         1           2           76,92 %
                            Mức độ 1 (Khá)                     7
                            Mức độ 2 (Tốt)                     3
        Tổng cộng         Dòng họ học tập               0      0         0           0                 –
        – không có đối tượng nào được đánh giá, nên không có tỉ lệ.
        Không thuộc đối tượng áp dụng của bộ tiêu chí (không tính vào tỉ lệ): Công dân học tập 1.530.

        Bộ tiêu chí đã áp dụng (3)
          Công dân học tập: có hiệu lực từ 25/10/2023
          Đơn vị học tập: có hiệu lực từ 11/12/2023
          Dòng họ học tập: có hiệu lực từ 25/10/2023

        Giấy tờ còn thiếu (4)
        Các giá trị sau chưa có căn cứ nên được để trống; cần văn bản nêu dưới đây.
          Đơn vị học tập
            Điều 6 Thông tư 24/2023/TT-BGDĐT
              Tỉ lệ thành viên là công dân học tập (mức độ 1, 2)
              Số giờ học trong năm
          gia-dinh-hoc-tap
            bộ tiêu chí 2021-2030 của Hội Khuyến học Việt Nam
              Điểm đạt

        Minh chứng còn thiếu nhiều nhất (2)
        Bổ sung các minh chứng sau thì mới kết luận được cho đối tượng còn thiếu.
                                                                   Số đối tượng
        Danh hiệu         Minh chứng                                  còn thiếu
        ───────────────────────────────────────────────────────────────────────
        Công dân học tập  Tự chấm: ngoại ngữ theo vị trí việc làm         1.096
        Đơn vị học tập    Chuyển đổi số                                       2

        Lỗi khi đánh giá (1)
        Kết quả của các tiêu chí sau chưa dùng được; phải xử lý lỗi rồi đánh giá lại.
        Xã, phường,                                 Số đối tượng
        thị trấn     Danh hiệu       Tiêu chí             bị lỗi  Nội dung lỗi
        ─────────────────────────────────────────────────────────────────────────────────────────────
        Xã Định An   Đơn vị học tập  chuyen-doi-so             4  plugin `literacy` ran past its time
                                                                  limit
        ");
    }

    #[test]
    fn a_page_speaks_english_where_asked() {
        insta::assert_snapshot!(table(&run(), Lang::En), @"
        LEARNING TITLES: RESULTS OF THE ASSESSMENT
        Gò Quao (ví dụ) · Period 2024 · Run 3

                                            Subjects                     Not                Recognised /
        Commune           Title             assessed  Recognised  recognised  Undetermined      assessed
        ────────────────────────────────────────────────────────────────────────────────────────────────
        Thị trấn Gò Quao  Công dân học tập     1,847       1,385         400            62        74.99%
        Thị trấn Gò Quao  Đơn vị học tập           9           6           1             2        66.67%
                            Mức độ 1 (Khá)                     4
                            Mức độ 2 (Tốt)                     2

        Xã Định An        Công dân học tập    12,034       8,000       4,000            34        66.48%
        Xã Định An        Đơn vị học tập           4           4           0             0       100.00%
                            Mức độ 1 (Khá)                     3
                            Mức độ 2 (Tốt)                     1
        Xã Định An        Dòng họ học tập          0           0           0             0             –
        ────────────────────────────────────────────────────────────────────────────────────────────────
        Total             Công dân học tập    13,881       9,385       4,400            96        67.61%
        Total             Đơn vị học tập          13          10           1             2        76.92%
                            Mức độ 1 (Khá)                     7
                            Mức độ 2 (Tốt)                     3
        Total             Dòng họ học tập          0           0           0             0             –
        – nobody was assessed, so there is no rate.
        Subjects that the ruleset is not about (no part of any rate): Công dân học tập 1,530.

        Rulesets applied (3)
          Công dân học tập: in force from 2023-10-25
          Đơn vị học tập: in force from 2023-12-11
          Dòng họ học tập: in force from 2023-10-25

        Missing papers (4)
        No source gives these values, so they are left open; the papers below would.
          Đơn vị học tập
            Điều 6 Thông tư 24/2023/TT-BGDĐT
              Tỉ lệ thành viên là công dân học tập (level 1, 2)
              Số giờ học trong năm
          gia-dinh-hoc-tap
            bộ tiêu chí 2021-2030 của Hội Khuyến học Việt Nam
              Điểm đạt

        Evidence missing most often (2)
        This evidence is needed before anything can be said of the subjects without it.
                                                                     Subjects
        Title             Evidence                                 without it
        ─────────────────────────────────────────────────────────────────────
        Công dân học tập  Tự chấm: ngoại ngữ theo vị trí việc làm       1,096
        Đơn vị học tập    Chuyển đổi số                                     2

        Faults (1)
        The findings of these criteria cannot be used; mend the fault and run again.
                                                   Findings
        Commune     Title           Criterion          lost  What happened
        ────────────────────────────────────────────────────────────────────────────────────────
        Xã Định An  Đơn vị học tập  chuyen-doi-so         4  plugin `literacy` ran past its time
                                                             limit
        ");
    }

    #[test]
    fn a_run_without_titles_says_so() {
        let mut run = run();
        run.lines.clear();
        run.papers.clear();
        run.evidence.clear();
        run.faults.clear();
        insta::assert_snapshot!(table(&run, Lang::Vi), @"
        KẾT QUẢ ĐÁNH GIÁ CÁC DANH HIỆU HỌC TẬP
        Gò Quao (ví dụ) · Kỳ 2024 · Lần đánh giá số 3

        Không có danh hiệu nào được đánh giá trong kỳ này.
        ");
    }

    #[test]
    fn no_line_is_wider_than_120_columns() {
        let mut run = run();
        for line in &mut run.lines {
            line.place_name = "Thị trấn Có Cái Tên Rất Dài Không Ai Nhớ Được".to_owned();
            line.title_name = "Cộng đồng học tập cấp xã theo bộ tiêu chí của nhiều năm".to_owned();
            line.not_recognised = 88_888_888;
        }
        run.papers[0].paper = "Thông tư ".repeat(40);
        run.faults[0].message = "lỗi".repeat(99);
        for lang in Lang::ALL {
            let page = table(&run, lang);
            let widest = page.lines().max_by_key(|line| line.chars().count()).unwrap();
            assert!(widest.chars().count() <= 120, "{widest}");
        }
    }
}
