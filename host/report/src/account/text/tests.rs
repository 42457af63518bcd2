//! Accounts as text, whole.

use super::*;
use crate::fixture::account;

#[test]
fn an_account_tells_all_in_vietnamese() {
    insta::assert_snapshot!(account_text(&account(), Lang::Vi), @"
    PHIẾU KẾT QUẢ ĐÁNH GIÁ
    Nguyễn Văn Ví Dụ
    Mã: 30964-c-00012
    Công dân · Xã Định An · Kỳ 2024 · Lần đánh giá số 3 · Gò Quao (ví dụ)
    Từ sau lần đánh giá này, quy định hoặc số liệu của các danh hiệu sau đã thay đổi: Danh hiệu ví dụ.
    Kết quả ghi ở đây là của lần đánh giá 3.

    CÔNG DÂN HỌC TẬP: CHƯA KẾT LUẬN ĐƯỢC
      Chưa đủ minh chứng để kết luận; xem phần còn thiếu.
      Xét theo Quyết định 324/QĐ-KHVN, có hiệu lực từ 25/10/2023.
      Điểm: 78–88 trên 100; điểm đạt: 80; mỗi tiêu chí không dưới 5 điểm
      Còn thiếu gì (quan trọng nhất trước)
        Tự chấm: ngoại ngữ (chỉ cần bổ sung mục này là có thể kết luận; liên quan đến 10 điểm; tiêu chí:
        Ngoại ngữ)
      Giấy tờ còn thiếu
        Điểm thưởng (mức độ 2): cần phụ lục ví dụ
      Giá trị quy định riêng tại địa phương
        Điểm đạt: 80 (theo Quyết định 244/QĐ-KHVN; rules/base/a.toml:9); sau đó 75 (theo Quyết định ví
        dụ; overlays/vi-du.toml:4)
      Thuộc đối tượng áp dụng: đúng
        Nhóm đối tượng: Người dân (cong-dan.xlsx, dòng 12)
      Năng lực sử dụng công cụ học tập
        [Đạt, 8 / 10] Công nghệ thông tin
          Tự chấm: công nghệ thông tin: 8 điểm (cong-dan.xlsx, dòng 12)
        [Chưa rõ, 0–10 / 10] Ngoại ngữ
          Tự chấm: ngoại ngữ: chưa có (cong-dan.xlsx)

    DANH HIỆU VÍ DỤ: ĐẠT
      Đủ điều kiện đạt danh hiệu.
      Xét theo Quyết định ví dụ, có hiệu lực từ 28/07/2022.
      Mức độ chắc chắn đạt: Mức độ 1 (Khá)
      Điều kiện riêng của Mức độ 2 (Tốt): chưa rõ
      [Đạt] Tỉ lệ thành viên (bắt buộc)
        Tỉ lệ: từ 33,33 % (1/3) đến 66,67 % (2/3) (tính trên 7 thành viên)
          được tính, đạt (1): c-1
          được tính, chưa đạt (1): c-2
          được tính, chưa rõ (1): c-3
          chưa rõ có được tính hay không (1): c-4
          1 thành viên không được tính
          … và 2 thành viên khác
      [Không đạt] Tuổi và số năm (mức độ 2, bắt buộc)
        Tuổi: 30 điểm (tính từ các số liệu sau)
          Ngày sinh: 02/05/1994 (cong-dan.xlsx, dòng 12)
        Số năm liên tục: 2 điểm (Quyết định 12/QĐ-UBND (ví dụ) ngày 20/12/2023)

    Đây là kết quả đánh giá theo số liệu đã có; việc công nhận danh hiệu do cơ quan có thẩm quyền quyết
    định.
    ");
}

#[test]
fn an_account_speaks_english_where_asked() {
    insta::assert_snapshot!(account_text(&account(), Lang::En), @"
    RESULT OF THE ASSESSMENT
    Nguyễn Văn Ví Dụ
    Subject: 30964-c-00012
    Citizen · Xã Định An · Period 2024 · Run 3 · Gò Quao (ví dụ)
    Since this run the rules or the evidence of these titles have changed: Danh hiệu ví dụ. What stands
    here is of run 3.

    CÔNG DÂN HỌC TẬP: UNDETERMINED
      The evidence does not suffice; see what is missing.
      Judged by Quyết định 324/QĐ-KHVN, in force from 2023-10-25.
      Points: 78–88 of 100; pass mark: 80; no criterion below 5 points
      What is missing (most decisive first)
        Tự chấm: ngoại ngữ (this alone can settle the title; 10 points depend on it; criteria: Ngoại
        ngữ)
      Missing papers
        Điểm thưởng (level 2): phụ lục ví dụ would give it
      Values set for this place
        Điểm đạt: 80 (Quyết định 244/QĐ-KHVN; rules/base/a.toml:9); then 75 (Quyết định ví dụ;
        overlays/vi-du.toml:4)
      The ruleset is about this subject: holds
        Nhóm đối tượng: Người dân (cong-dan.xlsx, line 12)
      Năng lực sử dụng công cụ học tập
        [Pass, 8 / 10] Công nghệ thông tin
          Tự chấm: công nghệ thông tin: 8 điểm (cong-dan.xlsx, line 12)
        [Unknown, 0–10 / 10] Ngoại ngữ
          Tự chấm: ngoại ngữ: missing (cong-dan.xlsx)

    DANH HIỆU VÍ DỤ: RECOGNISED
      The conditions of the title are met.
      Judged by Quyết định ví dụ, in force from 2022-07-28.
      Level surely reached: Mức độ 1 (Khá)
      What Mức độ 2 (Tốt) asks for besides: not known
      [Pass] Tỉ lệ thành viên (required)
        Tỉ lệ: 33.33% (1/3) to 66.67% (2/3) (over 7 members)
          counts, has it (1): c-1
          counts, has it not (1): c-2
          counts, not known (1): c-3
          perhaps counts (1): c-4
          1 member does not count
          … and 2 other members
      [Fail] Tuổi và số năm (level 2, required)
        Tuổi: 30 điểm (computed from)
          Ngày sinh: 1994-05-02 (cong-dan.xlsx, line 12)
        Số năm liên tục: 2 điểm (decision 12/QĐ-UBND (ví dụ) of 2023-12-20)

    This is what the evidence at hand says; the title itself is conferred by decision of the authority.
    ");
}

#[test]
fn a_subject_without_titles_is_told_so() {
    let account = Account { titles: Vec::new(), name: None, ..account() };
    let text = account_text(&account, Lang::En);
    assert!(text.contains("No title was judged for this subject in the period."), "{text}");
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let account = Account { name: Some("\u{1b}[2J\u{202e}A".to_owned()), ..account() };
    assert!(!account_text(&account, Lang::Vi).contains(['\u{1b}', '\u{202e}']));
}
