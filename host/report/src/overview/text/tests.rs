//! Pages of text, whole.

use super::*;
use crate::fixture::{overview, run};

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

#[test]
fn an_overview_adds_its_sections_to_the_run() {
    let mut overview = overview();
    overview.summary.papers.clear();
    overview.summary.evidence.clear();
    overview.summary.faults.clear();
    // The tables before the targets are those of a run, told above.
    let page = overview_text(&overview, Lang::Vi);
    let (_, page) = page.split_once("\nSo với chỉ tiêu\n").unwrap();
    insta::assert_snapshot!(page, @"
    Mẫu số ghi đúng theo văn bản. Khi chưa rõ có tính một số đối tượng hay không, số được tính và tỉ lệ
    là một khoảng.
                                                    Mức                        Số    Tỉ lệ đạt /
    Chỉ tiêu                Năm   Mẫu số            cần đạt    Đạt      được tính   số được tính  Kết quả
    ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
    Công dân học tập        2025  Số người lớn (ví  60 %     9.000         13.900  64,75–67,63 %  Đạt chỉ tiêu
                                  dụ)
    Công dân học tập,       2025  Số người lớn (ví  66,5 %   9.000  13.700–13.900  64,75–69,06 %  Chưa kết luận
    người lao động                dụ)                                                             được
    Công dân học tập, nông  2025  Số người lớn (ví  75 %     9.000         13.900  64,75–67,63 %  Chưa đạt chỉ tiêu
    thôn                          dụ)
    Công dân học tập, vùng  2025  Số người lớn (ví  chưa có      0              0              –  Chưa có mức cần
    khó khăn                      dụ)                                                             đạt: cần kế hoạch
                                                                                                  của tỉnh (ví dụ)
    Căn cứ: Quyết định ví dụ.

    Theo thôn, ấp, tổ dân phố
    Tỉ lệ tính trên số được đánh giá của từng thôn, ấp, tổ dân phố.
    Thôn, ấp,                                       Đối tượng                    Chưa đủ       Tỉ lệ đạt /
    tổ dân phố                Danh hiệu         được đánh giá  Đạt  Chưa đạt  minh chứng  số được đánh giá
    ──────────────────────────────────────────────────────────────────────────────────────────────────────
    Ấp 2                      Công dân học tập              9    7         2           0           77,78 %

    Ấp 10                     Công dân học tập             20   15         3           2     75,00–85,00 %

    Không thuộc thôn, ấp nào  Công dân học tập              0    0         0           0                 –
    – không có đối tượng nào được đánh giá, nên không có tỉ lệ.

    Theo giới tính và độ tuổi
    Tuổi tính đến ngày cuối kỳ. Tỉ lệ tính trên số được đánh giá của từng nhóm.
                                              Đối tượng                      Chưa đủ       Tỉ lệ đạt /
    Danh hiệu         Nhóm                được đánh giá    Đạt  Chưa đạt  minh chứng  số được đánh giá
    ──────────────────────────────────────────────────────────────────────────────────────────────────
    Công dân học tập  Nữ                          6.950  4.800     2.100          50     69,06–69,78 %
    Công dân học tập  Nam                         6.931  4.585     2.300          46     66,15–66,82 %
    Công dân học tập  Từ 16 đến 25 tuổi           1.510  1.000       500          10     66,23–66,89 %
    Công dân học tập  Từ 60 tuổi trở lên          1.520    500     1.000          20     32,89–34,21 %
    Công dân học tập  Chưa rõ ngày sinh               0      0         0           0                 –
    – không có đối tượng nào được đánh giá, nên không có tỉ lệ.

    Tiêu chí không đạt nhiều nhất
    Tỉ lệ không đạt tính trên số đối tượng được xét tiêu chí đó (đạt + không đạt + chưa rõ).
                                                                       Tỉ lệ không đạt /
    Danh hiệu         Tiêu chí             Không đạt  Chưa rõ     Đạt        số được xét
    ────────────────────────────────────────────────────────────────────────────────────
    Công dân học tập  Ngoại ngữ                4.500      381   9.000      32,42–35,16 %
    Công dân học tập  Công nghệ thông tin      3.800       81  10.000      27,38–27,96 %

    Qua các năm
    Tỉ lệ tính trên số được đánh giá của lần đánh giá sau cùng trong mỗi kỳ; cột cuối là số đối tượng
    được công nhận theo quyết định.
                                Đối tượng                      Chưa đủ       Tỉ lệ đạt /  Công nhận theo
    Danh hiệu         Kỳ    được đánh giá    Đạt  Chưa đạt  minh chứng  số được đánh giá      quyết định
    ────────────────────────────────────────────────────────────────────────────────────────────────────
    Công dân học tập  2022                                                                         4.200
    Công dân học tập  2023         13.400  8.000     5.400           0           59,70 %           7.990
    Công dân học tập  2024         13.881  9.385     4.400          96     67,61–68,30 %

    Điển hình (1)
    Không ghi họ tên và số định danh.
                      Xã, phường,
    Danh hiệu         thị trấn          Mã đối tượng   Loại      Điểm
    ─────────────────────────────────────────────────────────────────
    Công dân học tập  Thị trấn Gò Quao  30952-c-00017  Công dân  98,5
    ");
}

#[test]
fn an_overview_of_one_commune_has_no_totals() {
    let mut overview = overview();
    overview.place = Some("30964".into());
    overview.summary.lines.retain(|line| line.place.as_str() == "30964");
    let page = overview_text(&overview, Lang::En);
    assert!(page.contains("\nXã Định An · Gò Quao (ví dụ) · Period 2024 · Run 3\n"), "{page}");
    assert!(!page.contains("Total"), "{page}");
}

#[test]
fn no_line_of_an_overview_is_wider_than_120_columns() {
    let mut overview = overview();
    let long = "Cộng đồng học tập cấp xã theo bộ tiêu chí của rất nhiều năm".to_owned();
    for line in &mut overview.hamlets {
        line.name.clone_from(&long);
        line.title_name.clone_from(&long);
    }
    for line in &mut overview.targets {
        line.name.clone_from(&long);
        line.of = long.repeat(3);
        line.missing = Some(long.repeat(3));
        line.counted = 888_888;
        line.uncertain = 1;
    }
    for line in &mut overview.criteria {
        line.title_name.clone_from(&long);
        line.name = long.repeat(3);
        line.pass = 8_888_888;
    }
    for line in &mut overview.years {
        line.title_name.clone_from(&long);
    }
    for line in &mut overview.outstanding {
        line.place_name.clone_from(&long);
        line.title_name.clone_from(&long);
        line.subject = long.as_str().into();
    }
    for lang in Lang::ALL {
        let page = overview_text(&overview, lang);
        let widest = page.lines().max_by_key(|line| line.chars().count()).unwrap();
        assert!(widest.chars().count() <= 120, "{widest}");
    }
}
