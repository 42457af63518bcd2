//! Pages of text, whole.

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
    Thị trấn Gò Quao  Công dân học tập          1.847  1.385       400          62     74,99–78,34 %
    Thị trấn Gò Quao  Đơn vị học tập                9      6         1           2     66,67–88,89 %
                        Mức độ 1 (Khá)                     4
                        Mức độ 2 (Tốt)                     2

    Xã Định An        Công dân học tập         12.034  8.000     4.000          34     66,48–66,76 %
    Xã Định An        Đơn vị học tập                4      4         0           0          100,00 %
                        Mức độ 1 (Khá)                     3
                        Mức độ 2 (Tốt)                     1
    Xã Định An        Dòng họ học tập               0      0         0           0                 –
    ────────────────────────────────────────────────────────────────────────────────────────────────
    Tổng cộng         Công dân học tập         13.881  9.385     4.400          96     67,61–68,30 %
    Tổng cộng         Đơn vị học tập               13     10         1           2     76,92–92,31 %
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
    Thị trấn Gò Quao  Công dân học tập     1,847       1,385         400            62  74.99–78.34%
    Thị trấn Gò Quao  Đơn vị học tập           9           6           1             2  66.67–88.89%
                        Mức độ 1 (Khá)                     4
                        Mức độ 2 (Tốt)                     2

    Xã Định An        Công dân học tập    12,034       8,000       4,000            34  66.48–66.76%
    Xã Định An        Đơn vị học tập           4           4           0             0       100.00%
                        Mức độ 1 (Khá)                     3
                        Mức độ 2 (Tốt)                     1
    Xã Định An        Dòng họ học tập          0           0           0             0             –
    ────────────────────────────────────────────────────────────────────────────────────────────────
    Total             Công dân học tập    13,881       9,385       4,400            96  67.61–68.30%
    Total             Đơn vị học tập          13          10           1             2  76.92–92.31%
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
