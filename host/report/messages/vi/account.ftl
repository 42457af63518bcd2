# Phiếu kết quả của một đối tượng.

account-heading = PHIẾU KẾT QUẢ ĐÁNH GIÁ
account-subject = { $kind } · { $place } · Kỳ { $period } · Lần đánh giá số { $run }
account-id = Mã: { $subject }
account-no-title = Không có danh hiệu nào được xét cho đối tượng này trong kỳ.
account-note = Đây là kết quả đánh giá theo số liệu đã có; việc công nhận danh hiệu do cơ quan có thẩm quyền quyết định.

account-verdict-recognised = Đạt
    .plain = Đủ điều kiện đạt danh hiệu.
account-verdict-not-recognised = Chưa đạt
    .plain = Chưa đủ điều kiện đạt danh hiệu; xem điểm và các tiêu chí không đạt.
account-verdict-undetermined = Chưa kết luận được
    .plain = Chưa đủ minh chứng để kết luận; xem phần còn thiếu.
account-verdict-not-applicable = Không thuộc đối tượng
    .plain = Bộ tiêu chí không áp dụng cho đối tượng này.

account-judged-by = Xét theo { $reference }, có hiệu lực từ { $day }.
account-level = Mức độ chắc chắn đạt: { $level }
account-points = Điểm: { $points } trên { $max }
account-pass-mark = điểm đạt: { $mark }
account-floor = mỗi tiêu chí không dưới { $floor } điểm
account-pass-mark-share = điểm đạt: { $mark } trên { $total }, giữ tỉ lệ đó trên { $max } điểm có thể đạt
account-no-pass-mark = điểm đạt chưa có căn cứ

account-column-criterion = Tiêu chí
account-column-outcome = Kết quả
account-column-points = Điểm
account-column-evidence = Minh chứng và nguồn
account-of-points = { $points } / { $max }
account-required = bắt buộc
account-for-level = mức độ { $level }

account-outcome-pass = Đạt
account-outcome-fail = Không đạt
account-outcome-unknown = Chưa rõ
account-outcome-not-applicable = Không áp dụng
account-outcome-error = Lỗi
account-outcome-not-checked = Chưa xét

account-unknown-value = chưa có
account-between = từ { $low } đến { $high }
account-source-register = { $file }, dòng { $line }
account-source-file = { $file }
account-source-computed = tính từ các số liệu sau
account-source-members = tính trên { $total } thành viên
account-source-verdict = kết quả của lần đánh giá này
account-source-decision = Quyết định { $number } ngày { $day }
account-source-no-decision = chưa có quyết định nào
account-more-members = … và { $count } thành viên khác

account-member-has = được tính, đạt
account-member-has-not = được tính, chưa đạt
account-member-has-unknown = được tính, chưa rõ
account-member-counts = được tính
account-member-perhaps = chưa rõ có được tính hay không
account-members-out = { $count } thành viên không được tính
account-members-state = { $state } ({ $count }): { $members }

account-condition-applies = Thuộc đối tượng áp dụng: { $truth }
account-condition-level = Điều kiện riêng của { $level }: { $truth }
account-truth-true = đúng
account-truth-false = không
account-truth-unknown = chưa rõ

account-changed = Từ sau lần đánh giá này, quy định hoặc số liệu của các danh hiệu sau đã thay đổi: { $titles }. Kết quả ghi ở đây là của lần đánh giá { $run }.

account-missing = Còn thiếu gì (quan trọng nhất trước)
account-missing-settles = chỉ cần bổ sung mục này là có thể kết luận
account-missing-points = liên quan đến { $points } điểm
account-missing-criteria = tiêu chí: { $criteria }

account-papers = Giấy tờ còn thiếu
account-paper = { $name }: cần { $paper }
account-paper-level = { $name } (mức độ { $level }): cần { $paper }

account-values = Giá trị quy định riêng tại địa phương
account-value-none = để trống
account-value = { $value } (theo { $paper }; { $origin })
account-value-then = sau đó { $value } (theo { $paper }; { $origin })

account-signature = Người lập phiếu
account-handed-over = Người nhận phiếu
account-reason = Lý do: { $reason }
