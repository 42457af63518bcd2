# Báo cáo. Tiêu đề cột viết trên nhiều dòng thì in ra trên nhiều dòng.

report-heading = KẾT QUẢ ĐÁNH GIÁ CÁC DANH HIỆU HỌC TẬP
report-of = { $workspace } · Kỳ { $period } · Lần đánh giá số { $run }
report-of-place = { $place } · { $workspace } · Kỳ { $period } · Lần đánh giá số { $run }
report-nothing = Không có danh hiệu nào được đánh giá trong kỳ này.

report-section-titles = Kết quả theo xã và danh hiệu
    .why = Tỉ lệ tính trên số được đánh giá (đạt + chưa đạt + chưa đủ minh chứng). Khi còn đối tượng chưa đủ minh chứng, tỉ lệ là một khoảng: đầu dưới nếu không đối tượng nào trong số đó đạt, đầu trên nếu tất cả đều đạt.
report-section-levels = Số đối tượng theo mức độ
    .why = Mỗi đối tượng được tính một lần, ở mức độ cao nhất chắc chắn đạt.
report-section-targets = So với chỉ tiêu
    .why = Mẫu số ghi đúng theo văn bản. Khi chưa rõ có tính một số đối tượng hay không, số được tính và tỉ lệ là một khoảng.
report-section-hamlets = Theo thôn, ấp, tổ dân phố
    .why = Tỉ lệ tính trên số được đánh giá của từng thôn, ấp, tổ dân phố.
report-section-people = Theo giới tính và độ tuổi
    .why = Tuổi tính đến ngày cuối kỳ. Tỉ lệ tính trên số được đánh giá của từng nhóm.
report-section-criteria = Tiêu chí không đạt nhiều nhất
    .why = Tỉ lệ không đạt tính trên số đối tượng được xét tiêu chí đó (đạt + không đạt + chưa rõ).
report-section-evidence = Minh chứng còn thiếu nhiều nhất
    .why = Bổ sung các minh chứng sau thì mới kết luận được cho đối tượng còn thiếu.
report-section-papers = Giấy tờ còn thiếu
    .why = Các giá trị sau chưa có căn cứ nên được để trống; cần văn bản nêu dưới đây.
report-section-years = Qua các năm
    .why = Tỉ lệ tính trên số được đánh giá của lần đánh giá sau cùng trong mỗi kỳ; cột cuối là số đối tượng được công nhận theo quyết định.
report-section-outstanding = Điển hình
    .why = Không ghi họ tên và số định danh.
report-section-faults = Lỗi khi đánh giá
    .why = Kết quả của các tiêu chí sau chưa dùng được; phải xử lý lỗi rồi đánh giá lại.
report-section-editions = Bộ tiêu chí đã áp dụng

report-column-commune =
    Xã, phường,
    thị trấn
report-column-hamlet =
    Thôn, ấp,
    tổ dân phố
report-column-title = Danh hiệu
report-column-level = Mức độ
report-column-assessed =
    Đối tượng
    được đánh giá
report-column-recognised = Đạt
report-column-not-recognised = Chưa đạt
report-column-undetermined =
    Chưa đủ
    minh chứng
report-column-not-applicable =
    Không thuộc
    đối tượng
report-column-rate =
    Tỉ lệ đạt /
    số được đánh giá
report-column-group = Nhóm
report-column-criterion = Tiêu chí
report-column-pass = Đạt
report-column-fail = Không đạt
report-column-unknown = Chưa rõ
report-column-exempt = Không áp dụng
report-column-error = Lỗi
report-column-fail-rate =
    Tỉ lệ không đạt /
    số được xét
report-column-target = Chỉ tiêu
report-column-year = Năm
report-column-of = Mẫu số
report-column-wanted =
    Mức
    cần đạt
report-column-reached = Đạt
report-column-open = Chưa rõ
report-column-counted =
    Số
    được tính
report-column-uncertain =
    Chưa rõ có
    được tính
report-column-target-rate =
    Tỉ lệ đạt /
    số được tính
report-column-standing = Kết quả
report-column-reference = Căn cứ
report-column-period = Kỳ
report-column-decided =
    Công nhận theo
    quyết định
report-column-subject = Mã đối tượng
report-column-kind = Loại
report-column-points = Điểm
report-column-indicator = Minh chứng
report-column-without-it =
    Số đối tượng
    còn thiếu
report-column-paper = Văn bản cần có
report-column-value = Giá trị còn thiếu
report-column-fault = Nội dung lỗi
report-column-findings =
    Số đối tượng
    bị lỗi
report-column-from = Có hiệu lực từ

report-no-rate = không có đối tượng nào được đánh giá, nên không có tỉ lệ.
report-not-applicable = Không thuộc đối tượng áp dụng của bộ tiêu chí (không tính vào tỉ lệ): { $titles }.
report-in-force-from = có hiệu lực từ { $day }
report-levels = mức độ { $levels }
report-more-evidence = … { $count } minh chứng khác còn thiếu.
report-more-criteria = Mỗi danh hiệu chỉ nêu { $count } tiêu chí không đạt nhiều nhất.
report-no-hamlet = Không thuộc thôn, ấp nào
report-target-wanted = { $percent } %
report-target-no-value = chưa có

report-standing-met = Đạt chỉ tiêu
report-standing-not-met = Chưa đạt chỉ tiêu
report-standing-open = Chưa kết luận được
report-standing-no-value = Chưa có mức cần đạt: cần { $paper }

report-group-women = Nữ
report-group-men = Nam
report-group-sex-unknown = Chưa rõ giới tính
report-group-age = Từ { $from } đến { $to } tuổi
report-group-age-from = Từ { $from } tuổi trở lên
report-group-age-unknown = Chưa rõ ngày sinh

report-chart-titles = Tỉ lệ đạt theo danh hiệu
report-chart-communes = Tỉ lệ đạt theo xã: { $title }
report-chart-years = Tỉ lệ đạt qua các năm: { $title }
report-chart-numbers = Số được công nhận qua các năm: { $title }
report-chart-decided = { $period } (QĐ)
report-chart-rate = Tỉ lệ đạt (%)
report-chart-low = Chắc chắn đạt
report-chart-sure-rate = Tỉ lệ chắc chắn đạt (đầu dưới của khoảng), trên số được đánh giá
report-chart-open-column = Khoảng chưa rõ (cao nhất trừ thấp nhất)
report-chart-range = Chưa đủ minh chứng
report-chart-wanted = Mức cần đạt
report-chart-key = Phần đậm: chắc chắn đạt. Phần gạch chéo: chưa đủ minh chứng, có thể đạt hoặc chưa đạt. Số liệu nằm trong bảng dưới hình.
report-chart-decided-key = (QĐ): số công nhận theo quyết định; cột không ghi (QĐ): theo lần đánh giá.
report-references = Căn cứ: { $papers }.
report-contents = Nội dung
report-made-by = Lập bằng tieuchi từ lần đánh giá số { $run }, kỳ { $period }. Số liệu đếm chính xác; tỉ lệ làm tròn đến hai chữ số sau dấu phẩy.
report-rate-low = { $rate }: thấp nhất
report-rate-high = { $rate }: cao nhất
report-sheet-summary = Tóm tắt
report-sheet-charts = Biểu đồ
report-sheet-note = Tổng và tỉ lệ trong bảng là công thức: bấm vào ô để kiểm tra.
